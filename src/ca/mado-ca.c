/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-ca.h"

typedef struct
{
  MadoCaFailure failure;
  guint check_after_s;
} MadoCaErrorPrivate;

static void
mado_ca_error_private_init (MadoCaErrorPrivate *priv)
{
  priv->failure = MADO_CA_FAILURE_NONE;
}

static void
mado_ca_error_private_copy (const MadoCaErrorPrivate *source, MadoCaErrorPrivate *copy)
{
  *copy = *source;
}

static void
mado_ca_error_private_clear (MadoCaErrorPrivate *priv)
{
}

/* GLib 2.74's own macro casts a const away. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wcast-qual"
G_DEFINE_EXTENDED_ERROR (MadoCaError, mado_ca_error)
#pragma GCC diagnostic pop

GError *
mado_ca_error_new (MadoCaError code, MadoCaFailure failure, guint check_after_s, const char *format,
                   ...)
{
  va_list arguments;
  GError *error;
  MadoCaErrorPrivate *priv;

  va_start (arguments, format);
  error = g_error_new_valist (MADO_CA_ERROR, (int) code, format, arguments);
  va_end (arguments);
  priv = mado_ca_error_get_private (error);
  priv->failure = failure;
  priv->check_after_s = check_after_s;
  return error;
}

MadoCaFailure
mado_ca_error_get_failure (const GError *error)
{
  if (error == NULL || error->domain != MADO_CA_ERROR)
    return MADO_CA_FAILURE_NONE;
  return mado_ca_error_get_private (error)->failure;
}

guint
mado_ca_error_get_check_after (const GError *error)
{
  if (error == NULL || error->domain != MADO_CA_ERROR)
    return 0;
  return mado_ca_error_get_private (error)->check_after_s;
}

void
mado_ca_record_free (MadoCaRecord *self)
{
  mado_certificate_unref (self->certificate);
  g_free (self->replaces);
  g_free (self);
}

G_DEFINE_INTERFACE (MadoCa, mado_ca, G_TYPE_OBJECT)

static void
mado_ca_default_init (MadoCaInterface *iface)
{
}

MadoCertificate *
mado_ca_request (MadoCa *self, GBytes *csr, MadoCaConfirm confirm, gpointer data,
                 GCancellable *cancellable, GError **error)
{
  return mado_ca_request_replacing (self, csr, NULL, confirm, data, cancellable, error);
}

MadoCertificate *
mado_ca_request_replacing (MadoCa *self, GBytes *csr, const char *replaces, MadoCaConfirm confirm,
                           gpointer data, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (confirm != NULL, NULL);
  return MADO_CA_GET_IFACE (self)->request (self, csr, replaces, confirm, data, cancellable, error);
}

gboolean
mado_ca_revoke (MadoCa *self, const char *serial, MadoCaReason reason, GCancellable *cancellable,
                GError **error)
{
  MadoCaRevocation recorded;

  return mado_ca_revoke_recorded (self, serial, reason, &recorded, cancellable, error);
}

gboolean
mado_ca_revoke_recorded (MadoCa *self, const char *serial, MadoCaReason reason,
                         MadoCaRevocation *recorded, GCancellable *cancellable, GError **error)
{
  return MADO_CA_GET_IFACE (self)->revoke (self, serial, reason, recorded, cancellable, error);
}

void
mado_ca_keep_line (MadoCa *self, gboolean keep)
{
  MADO_CA_GET_IFACE (self)->keep_line (self, keep);
}

GPtrArray *
mado_ca_ask (MadoCa *self, GBytes *spki_sha256, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (g_bytes_get_size (spki_sha256) == 32, NULL);
  return MADO_CA_GET_IFACE (self)->ask (self, spki_sha256, cancellable, error);
}

MadoCaRecord *
mado_ca_ask_serial (MadoCa *self, const char *serial, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) records
      = MADO_CA_GET_IFACE (self)->ask_serial (self, serial, cancellable, error);

  if (records == NULL)
    return NULL;
  if (records->len == 1)
    return g_ptr_array_steal_index (records, 0);
  g_propagate_error (error, mado_ca_error_new (MADO_CA_ERROR_REFUSED, MADO_CA_FAILURE_BAD_CERT_ID,
                                               0, "the CA knows no such certificate"));
  return NULL;
}

void
mado_ca_replacement_clear (MadoCaReplacement *self)
{
  g_clear_pointer (&self->fresh, mado_ca_record_free);
  g_clear_pointer (&self->old, mado_ca_record_free);
}

gboolean
mado_ca_ask_replacement (MadoCa *self, GBytes *spki_sha256, const char *old_serial,
                         MadoCaReplacement *both, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) records = mado_ca_ask (self, spki_sha256, cancellable, error);
  g_autoptr (MadoCaRecord) old = NULL;

  if (records == NULL || (old = mado_ca_ask_serial (self, old_serial, cancellable, error)) == NULL)
    return FALSE;
  both->fresh = records->len > 0 ? g_ptr_array_steal_index (records, 0) : NULL;
  both->old = g_steal_pointer (&old);
  return TRUE;
}

gboolean
mado_ca_ping (MadoCa *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (MadoCertificate) answered
      = MADO_CA_GET_IFACE (self)->fetch_ca_certificate (self, cancellable, error);

  if (answered == NULL)
    return FALSE;
  if (mado_certificate_equal (answered, mado_ca_get_ca_certificate (self)))
    return TRUE;
  g_propagate_error (error, mado_ca_error_new (MADO_CA_ERROR_BAD_ANSWER, MADO_CA_FAILURE_NONE, 0,
                                               "the CA names another certificate as its own"));
  return FALSE;
}

GBytes *
mado_ca_fetch_crl (MadoCa *self, GCancellable *cancellable, GError **error)
{
  return MADO_CA_GET_IFACE (self)->fetch_crl (self, cancellable, error);
}

MadoCertificate *
mado_ca_get_ca_certificate (MadoCa *self)
{
  return MADO_CA_GET_IFACE (self)->get_ca_certificate (self);
}

gboolean
mado_ca_get_clock_lead (MadoCa *self, gint64 *seconds)
{
  MadoCaInterface *iface = MADO_CA_GET_IFACE (self);

  return iface->get_clock_lead != NULL && iface->get_clock_lead (self, seconds);
}
