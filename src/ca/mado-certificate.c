/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-certificate.h"

#include "mado-bytes.h"
#include "mado-x509-private.h"

#include <openssl/pem.h>
#include <string.h>

#define DER_MAX 65536 /* bytes; a card's file holds 3072, a CA's certificate some 1300 */
#define N_HOLDER_FIELDS 6

struct _MadoCertificate
{
  gatomicrefcount references;
  GBytes *der;
  X509 *x509; /* owned */
  char *serial;
  gint64 not_before, not_after; /* unix s */
  GBytes *spki_sha256;
  char *fingerprint;
  char *subject, *issuer;
  char *policy;
  char *subject_key_id;
  char *holder[N_HOLDER_FIELDS]; /* index: field - 1 */
};

G_DEFINE_BOXED_TYPE (MadoCertificate, mado_certificate, mado_certificate_ref,
                     mado_certificate_unref)

gboolean
mado_ca_set_error (GError **error, MadoCaError code, const char *text)
{
  g_set_error_literal (error, MADO_CA_ERROR, (int) code, text);
  return FALSE;
}

static GBytes *
hash_key (X509_PUBKEY *key)
{
  guint8 *der = NULL;
  int n_der = i2d_X509_PUBKEY (key, &der);
  guint8 digest[32];
  gboolean held
      = n_der > 0 && EVP_Digest (der, (gsize) n_der, digest, NULL, EVP_sha256 (), NULL) == 1;

  OPENSSL_free (der);
  return held ? g_bytes_new (digest, sizeof digest) : NULL;
}

static char *
read_serial (X509 *x509)
{
  const ASN1_INTEGER *serial = X509_get0_serialNumber (x509);

  if (ASN1_STRING_type (serial) == V_ASN1_NEG_INTEGER || ASN1_STRING_length (serial) < 1)
    return NULL;
  return mado_bytes_to_hex (ASN1_STRING_get0_data (serial), (gsize) ASN1_STRING_length (serial));
}

static gboolean
read_time (const ASN1_TIME *time, gint64 *unix_s)
{
  struct tm tm;
  g_autoptr (GDateTime) parsed = NULL;

  if (ASN1_TIME_to_tm (time, &tm) != 1)
    return FALSE;
  parsed = g_date_time_new_utc (tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min,
                                tm.tm_sec);
  if (parsed == NULL)
    return FALSE;
  *unix_s = g_date_time_to_unix (parsed);
  return TRUE;
}

static char *
read_name (const X509_NAME *name)
{
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());
  char *text;
  long n_text;

  X509_NAME_print_ex (bio, name, 0, XN_FLAG_RFC2253 & ~(gulong) ASN1_STRFLGS_ESC_MSB);
  n_text = BIO_get_mem_data (bio, &text);
  return g_utf8_make_valid (text, n_text);
}

static char *
read_policy (X509 *x509)
{
  CERTIFICATEPOLICIES *policies = X509_get_ext_d2i (x509, NID_certificate_policies, NULL, NULL);
  char text[128] = "";

  if (policies != NULL && sk_POLICYINFO_num (policies) > 0)
    OBJ_obj2txt (text, sizeof text, sk_POLICYINFO_value (policies, 0)->policyid, 1);
  CERTIFICATEPOLICIES_free (policies);
  return *text != '\0' ? g_strdup (text) : NULL;
}

static char *
read_subject_key_id (X509 *x509)
{
  const ASN1_OCTET_STRING *id = X509_get0_subject_key_id (x509);

  if (id == NULL)
    return NULL;
  return mado_bytes_to_hex (ASN1_STRING_get0_data (id), (gsize) ASN1_STRING_length (id));
}

/* The tail of an OID under MADO_HOLDER_ARC, 1..6; 0 for any other OID. */
static guint
field_of_oid (const ASN1_OBJECT *oid)
{
  char text[128];

  OBJ_obj2txt (text, sizeof text, oid, 1);
  if (!g_str_has_prefix (text, MADO_HOLDER_ARC ".")
      || strlen (text) != strlen (MADO_HOLDER_ARC) + 2)
    return 0;
  switch (text[strlen (text) - 1])
    {
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
      return (guint) (text[strlen (text) - 1] - '0');
    default:
      return 0;
    }
}

static char *
read_utf8 (const ASN1_TYPE *value)
{
  const char *bytes;
  int n_bytes;

  if (value == NULL || value->type != V_ASN1_UTF8STRING)
    return NULL;
  bytes = (const char *) ASN1_STRING_get0_data (value->value.utf8string);
  n_bytes = ASN1_STRING_length (value->value.utf8string);
  if (!g_utf8_validate_len (bytes, (gsize) n_bytes, NULL))
    return NULL;
  return g_strndup (bytes, (gsize) n_bytes);
}

static void
read_other_name (MadoCertificate *self, const GENERAL_NAME *name, guint8 *seen)
{
  ASN1_OBJECT *oid;
  ASN1_TYPE *value;
  guint field;

  if (name->type != GEN_OTHERNAME || !GENERAL_NAME_get0_otherName (name, &oid, &value))
    return;
  field = field_of_oid (oid);
  if (field == 0)
    return;
  if ((*seen & 1u << field) != 0)
    g_clear_pointer (&self->holder[field - 1], g_free);
  else
    self->holder[field - 1] = read_utf8 (value);
  *seen = (guint8) (*seen | 1u << field);
}

static void
read_holder (MadoCertificate *self)
{
  GENERAL_NAMES *names = X509_get_ext_d2i (self->x509, NID_subject_alt_name, NULL, NULL);
  guint8 seen = 0;

  for (int i = 0; i < sk_GENERAL_NAME_num (names); i++)
    read_other_name (self, sk_GENERAL_NAME_value (names, i), &seen);
  GENERAL_NAMES_free (names);
}

static gboolean
read_fields (MadoCertificate *self)
{
  self->serial = read_serial (self->x509);
  self->spki_sha256 = hash_key (X509_get_X509_PUBKEY (self->x509));
  if (self->serial == NULL || self->spki_sha256 == NULL
      || !read_time (X509_get0_notBefore (self->x509), &self->not_before)
      || !read_time (X509_get0_notAfter (self->x509), &self->not_after))
    return FALSE;
  self->fingerprint = mado_bytes_sha256 (self->der);
  self->subject = read_name (X509_get_subject_name (self->x509));
  self->issuer = read_name (X509_get_issuer_name (self->x509));
  self->policy = read_policy (self->x509);
  self->subject_key_id = read_subject_key_id (self->x509);
  read_holder (self);
  return TRUE;
}

MadoCertificate *
mado_certificate_new (GBytes *der, GError **error)
{
  g_autoptr (MadoCertificate) self = g_new0 (MadoCertificate, 1);
  gsize n_der;
  const guint8 *start = g_bytes_get_data (der, &n_der), *at = start;

  g_atomic_ref_count_init (&self->references);
  self->der = g_bytes_ref (der);
  if (n_der > 0 && n_der <= DER_MAX)
    self->x509 = d2i_X509 (NULL, &at, (long) n_der);
  if (self->x509 == NULL || at != start + n_der || !read_fields (self))
    {
      ERR_clear_error ();
      mado_ca_set_error (error, MADO_CA_ERROR_BAD_ANSWER, "not a readable X.509 certificate");
      return NULL;
    }
  ERR_clear_error (); /* extensions that do not parse leave their traces there */
  return g_steal_pointer (&self);
}

MadoCertificate *
mado_certificate_new_from_x509 (X509 *x509, GError **error)
{
  guint8 *der = NULL;
  int n_der = i2d_X509 (x509, &der);
  g_autoptr (GBytes) bytes = g_bytes_new (der, n_der > 0 ? (gsize) n_der : 0);

  OPENSSL_free (der);
  return mado_certificate_new (bytes, error);
}

MadoCertificate *
mado_certificate_new_from_pem_file (const char *path, GError **error)
{
  g_autoptr (BIO) bio = BIO_new_file (path, "r");
  g_autoptr (X509) x509 = bio != NULL ? PEM_read_bio_X509 (bio, NULL, NULL, NULL) : NULL;

  if (x509 != NULL)
    return mado_certificate_new_from_x509 (x509, error);
  ERR_clear_error ();
  mado_ca_set_error (error, MADO_CA_ERROR_BAD_REQUEST, "no certificate in the configured file");
  return NULL;
}

MadoCertificate *
mado_certificate_ref (MadoCertificate *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
mado_certificate_unref (MadoCertificate *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_bytes_unref (self->der);
  X509_free (self->x509);
  g_free (self->serial);
  g_clear_pointer (&self->spki_sha256, g_bytes_unref);
  g_free (self->fingerprint);
  g_free (self->subject);
  g_free (self->issuer);
  g_free (self->policy);
  g_free (self->subject_key_id);
  for (gsize i = 0; i < N_HOLDER_FIELDS; i++)
    g_free (self->holder[i]);
  g_free (self);
}

gboolean
mado_certificate_equal (MadoCertificate *a, MadoCertificate *b)
{
  return g_bytes_equal (a->der, b->der);
}

X509 *
mado_certificate_get_x509 (MadoCertificate *self)
{
  return self->x509;
}

GBytes *
mado_certificate_get_der (MadoCertificate *self)
{
  return self->der;
}

const char *
mado_certificate_get_serial (MadoCertificate *self)
{
  return self->serial;
}

gint64
mado_certificate_get_not_before (MadoCertificate *self)
{
  return self->not_before;
}

gint64
mado_certificate_get_not_after (MadoCertificate *self)
{
  return self->not_after;
}

GBytes *
mado_certificate_get_spki_sha256 (MadoCertificate *self)
{
  return self->spki_sha256;
}

const char *
mado_certificate_get_fingerprint (MadoCertificate *self)
{
  return self->fingerprint;
}

const char *
mado_certificate_get_subject (MadoCertificate *self)
{
  return self->subject;
}

const char *
mado_certificate_get_issuer (MadoCertificate *self)
{
  return self->issuer;
}

const char *
mado_certificate_get_policy (MadoCertificate *self)
{
  return self->policy;
}

const char *
mado_certificate_get_subject_key_id (MadoCertificate *self)
{
  return self->subject_key_id;
}

const char *
mado_certificate_get_holder (MadoCertificate *self, MadoHolderField field)
{
  g_return_val_if_fail (field >= MADO_HOLDER_NAME && field <= MADO_HOLDER_ADDRESS_FLAGS, NULL);
  return self->holder[field - 1];
}

gboolean
mado_certificate_is_ca (MadoCertificate *self)
{
  return X509_check_ca (self->x509) == 1;
}

char *
mado_certificate_to_pem (MadoCertificate *self)
{
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());
  char *text;
  long n_text;

  PEM_write_bio_X509 (bio, self->x509);
  n_text = BIO_get_mem_data (bio, &text);
  return g_strndup (text, (gsize) n_text);
}

gboolean
mado_certificate_is_issued_by (MadoCertificate *self, MadoCertificate *issuer)
{
  gboolean held
      = X509_NAME_cmp (X509_get_issuer_name (self->x509), X509_get_subject_name (issuer->x509)) == 0
        && X509_verify (self->x509, X509_get0_pubkey (issuer->x509)) == 1;

  ERR_clear_error ();
  return held;
}
