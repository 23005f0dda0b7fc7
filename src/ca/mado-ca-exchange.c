/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-ca-exchange-private.h"

/* The signer of answers must be the CA's CMP service.  Without this any certificate that the CA
 * issued, a resident's for one, could protect an answer (RFC 9483, 1.6; OpenSSL 3.0 looks at
 * the key usage only). */
static gboolean
is_cmp_service (X509 *x509)
{
  EXTENDED_KEY_USAGE *usage = X509_get_ext_d2i (x509, NID_ext_key_usage, NULL, NULL);
  gboolean found = FALSE;

  for (int i = 0; i < sk_ASN1_OBJECT_num (usage); i++)
    found = found || OBJ_obj2nid (sk_ASN1_OBJECT_value (usage, i)) == NID_cmcCA;
  EXTENDED_KEY_USAGE_free (usage);
  return found;
}

static int
check_signer_cb (int held, X509_STORE_CTX *context)
{
  if (!held || X509_STORE_CTX_get_error_depth (context) != 0
      || is_cmp_service (X509_STORE_CTX_get_current_cert (context)))
    return held;
  X509_STORE_CTX_set_error (context, X509_V_ERR_INVALID_PURPOSE);
  return 0;
}

static X509_STORE *
new_trust (X509 *ca, gint64 now)
{
  X509_STORE *store = X509_STORE_new ();

  X509_STORE_add_cert (store, ca);
  X509_VERIFY_PARAM_set_time (X509_STORE_get0_param (store), (time_t) now);
  X509_STORE_set_verify_cb (store, check_signer_cb);
  return store;
}

static OSSL_CMP_MSG *
parse_answer (GBytes *answer)
{
  gsize n_answer;
  const guint8 *start = g_bytes_get_data (answer, &n_answer), *at = start;
  OSSL_CMP_MSG *message = d2i_OSSL_CMP_MSG (NULL, &at, (long) n_answer);

  if (message != NULL && at == start + n_answer)
    return message;
  OSSL_CMP_MSG_free (message);
  return NULL;
}

static GBytes *
carry (MadoCaExchange *self, GBytes *request)
{
  gint64 begun = g_get_monotonic_time ();
  gboolean sent = FALSE;
  /* Once a message of the operation is out, its end must be learnt: no cancelling any more. */
  GCancellable *cancellable = self->sent ? NULL : self->cancellable;
  GBytes *answer = self->transfer (request, MAX (self->budget_us, 0), cancellable, &sent,
                                   self->transfer_data, &self->transfer_error);

  self->budget_us -= g_get_monotonic_time () - begun;
  self->sent = self->sent || sent;
  return answer;
}

static OSSL_CMP_MSG *
transfer_cb (OSSL_CMP_CTX *cmp, const OSSL_CMP_MSG *request)
{
  MadoCaExchange *self = OSSL_CMP_CTX_get_transfer_cb_arg (cmp);
  guint8 *der = NULL;
  int n_der = i2d_OSSL_CMP_MSG (request, &der);
  g_autoptr (GBytes) bytes = g_bytes_new (der, n_der > 0 ? (gsize) n_der : 0);

  OPENSSL_free (der);
  g_clear_error (&self->transfer_error);
  g_clear_pointer (&self->answer, g_bytes_unref);
  self->answer = carry (self, bytes);
  return self->answer != NULL ? parse_answer (self->answer) : NULL;
}

static int
discard_log_cb (const char *function, const char *file, int line, OSSL_CMP_severity level,
                const char *message)
{
  return 1; /* lower layers never log; the queue of errors says the same */
}

static gboolean
check_desk (const MadoCaDesk *desk, GError **error)
{
  time_t now = (time_t) mado_clock_now (desk->clock);

  if (X509_cmp_time (X509_get0_notAfter (desk->ra), &now) > 0
      && X509_cmp_time (X509_get0_notBefore (desk->ra), &now) <= 0)
    return TRUE;
  return mado_ca_set_error (error, MADO_CA_ERROR_RA_EXPIRED,
                            "the desk's own certificate is outside its dates");
}

static gboolean
prepare (MadoCaExchange *self, const MadoCaDesk *desk)
{
  X509_STORE *trust = new_trust (self->ca, mado_clock_now (desk->clock));

  /* No option for implicit confirmation is set: the card is written before certConf. */
  return OSSL_CMP_CTX_set0_trustedStore (self->cmp, trust) == 1
         && OSSL_CMP_CTX_set1_cert (self->cmp, desk->ra) == 1
         && OSSL_CMP_CTX_set1_pkey (self->cmp, desk->ra_key) == 1
         && OSSL_CMP_CTX_set1_recipient (self->cmp, X509_get_subject_name (self->ca)) == 1
         && OSSL_CMP_CTX_set_log_cb (self->cmp, discard_log_cb) == 1
         && OSSL_CMP_CTX_set_transfer_cb (self->cmp, transfer_cb) == 1
         && OSSL_CMP_CTX_set_transfer_cb_arg (self->cmp, self) == 1;
}

MadoCaExchange *
mado_ca_exchange_new (const MadoCaDesk *desk, GCancellable *cancellable, GError **error)
{
  g_autoptr (MadoCaExchange) self = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !check_desk (desk, error))
    return NULL;
  self = g_new0 (MadoCaExchange, 1);
  self->cmp = OSSL_CMP_CTX_new (NULL, NULL);
  self->ca = mado_certificate_get_x509 (desk->ca);
  self->transfer = desk->transfer;
  self->transfer_data = desk->transfer_data;
  self->budget_us = (gint64) desk->timeout_ms * 1000;
  self->cancellable = cancellable;
  if (prepare (self, desk))
    return g_steal_pointer (&self);
  ERR_clear_error ();
  mado_ca_set_error (error, MADO_CA_ERROR_BAD_REQUEST, "the desk's key does not fit");
  return NULL;
}

void
mado_ca_exchange_free (MadoCaExchange *self)
{
  OSSL_CMP_CTX_free (self->cmp);
  g_clear_error (&self->transfer_error);
  g_clear_pointer (&self->answer, g_bytes_unref);
  g_clear_pointer (&self->csr, g_bytes_unref);
  g_free (self->replaces);
  X509_REQ_free (self->request);
  g_clear_pointer (&self->certificate, mado_certificate_unref);
  g_free (self);
}

static MadoCaFailure
lowest_failure (int bits)
{
  for (int i = 0; bits > 0 && i <= OSSL_CMP_PKIFAILUREINFO_MAX; i++)
    if ((bits >> i & 1) != 0)
      return (MadoCaFailure) i;
  return MADO_CA_FAILURE_NONE;
}

static GError *
refusal (MadoCaExchange *self)
{
  MadoCaFailure failure = lowest_failure (OSSL_CMP_CTX_get_failInfoCode (self->cmp));
  MadoCaError code = failure == MADO_CA_FAILURE_SIGNER_NOT_TRUSTED   ? MADO_CA_ERROR_RA_EXPIRED
                     : failure == MADO_CA_FAILURE_SYSTEM_UNAVAILABLE ? MADO_CA_ERROR_UNAVAILABLE
                                                                     : MADO_CA_ERROR_REFUSED;

  return mado_ca_error_new (code, failure, 0, "the CA refused (PKIFailureInfo bit %d)", failure);
}

/* The last message found no way, or no answer came back. */
static void
set_line_error (MadoCaExchange *self, GError **error)
{
  MadoCaError code = self->sent ? MADO_CA_ERROR_NO_ANSWER : MADO_CA_ERROR_UNREACHABLE;

  if (!self->sent && g_error_matches (self->transfer_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&self->transfer_error));
  else
    g_set_error (error, MADO_CA_ERROR, (int) code, "%s: %s",
                 self->sent ? "sent, no answer" : "not sent", self->transfer_error->message);
}

void
mado_ca_exchange_set_error (MadoCaExchange *self, GError **error)
{
  ERR_clear_error ();
  if (self->stage == MADO_STAGE_ACCEPTED)
    mado_ca_set_error (error, MADO_CA_ERROR_CONFIRM_UNSURE,
                       "confirmed by the desk, not acknowledged by the CA");
  else if (self->stage == MADO_STAGE_REJECTED)
    mado_ca_set_error (error, self->rejected_as, self->rejected_because);
  else if (self->transfer_error != NULL)
    set_line_error (self, error);
  else if (self->answer == NULL)
    mado_ca_set_error (error, MADO_CA_ERROR_BAD_REQUEST, "no CMP message could be made");
  else if (OSSL_CMP_CTX_get_status (self->cmp) == OSSL_CMP_PKISTATUS_rejection)
    g_propagate_error (error, refusal (self));
  else
    mado_ca_set_error (error, MADO_CA_ERROR_BAD_ANSWER,
                       "the answer is not protected by the CA or breaks the protocol");
}
