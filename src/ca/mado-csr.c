/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-csr.h"

#include "mado-x509-private.h"

#include <openssl/core_names.h>
#include <openssl/param_build.h>
#include <string.h>

#define MODULUS_MIN_BITS 1024 /* the first juki cards; the CA decides what it certifies */

/* DigestInfo of SHA-256 up to the hash: RFC 8017, 9.2, note 1. */
static const guint8 sha256_prefix[MADO_CSR_DIGEST_INFO_LENGTH - 32]
    = { 0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
        0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20 };

struct _MadoCsr
{
  X509_REQ *request;   /* owned; unsigned until finish */
  GBytes *digest_info; /* owned */
};

static gboolean
refuse (GError **error, const char *text)
{
  ERR_clear_error ();
  return mado_ca_set_error (error, MADO_CA_ERROR_BAD_REQUEST, text);
}

static EVP_PKEY *
build_key (BIGNUM *modulus, BIGNUM *exponent)
{
  OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new ();
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name (NULL, "RSA", NULL);
  OSSL_PARAM *parameters = NULL;
  EVP_PKEY *key = NULL;

  if (OSSL_PARAM_BLD_push_BN (builder, OSSL_PKEY_PARAM_RSA_N, modulus)
      && OSSL_PARAM_BLD_push_BN (builder, OSSL_PKEY_PARAM_RSA_E, exponent))
    parameters = OSSL_PARAM_BLD_to_param (builder);
  if (parameters != NULL && EVP_PKEY_fromdata_init (context) == 1)
    EVP_PKEY_fromdata (context, &key, EVP_PKEY_PUBLIC_KEY, parameters);
  OSSL_PARAM_free (parameters);
  OSSL_PARAM_BLD_free (builder);
  EVP_PKEY_CTX_free (context);
  return key;
}

static BIGNUM *
number_of (GBytes *bytes)
{
  gsize n_bytes;
  const guint8 *data = g_bytes_get_data (bytes, &n_bytes);

  return BN_bin2bn (data, (int) n_bytes, NULL);
}

GBytes *
mado_csr_build_spki (GBytes *modulus, GBytes *exponent, GError **error)
{
  BIGNUM *n = number_of (modulus), *e = number_of (exponent);
  g_autoptr (EVP_PKEY) key = BN_num_bits (n) >= MODULUS_MIN_BITS ? build_key (n, e) : NULL;
  guint8 *der = NULL;
  int n_der = key != NULL ? i2d_PUBKEY (key, &der) : 0;
  g_autoptr (GBytes) spki = g_bytes_new (der, n_der > 0 ? (gsize) n_der : 0);

  OPENSSL_free (der);
  BN_free (n);
  BN_free (e);
  if (n_der > 0)
    return g_steal_pointer (&spki);
  refuse (error, "the card's public key is not an RSA key");
  return NULL;
}

static gboolean
set_key (X509_REQ *request, GBytes *spki)
{
  gsize n_spki;
  const guint8 *at = g_bytes_get_data (spki, &n_spki), *end = at + n_spki;
  g_autoptr (EVP_PKEY) key = d2i_PUBKEY (NULL, &at, (long) n_spki);

  return key != NULL && at == end && X509_REQ_set_pubkey (request, key) == 1;
}

static gboolean
set_subject (X509_REQ *request, const MadoCsrSubject *subject)
{
  const struct
  {
    const char *type, *value;
    int string_type;
  } parts[] = { { "C", "JP", V_ASN1_PRINTABLESTRING },
                { "L", subject->prefecture, V_ASN1_UTF8STRING },
                { "L", subject->municipality, V_ASN1_UTF8STRING },
                { "CN", subject->common_name, V_ASN1_UTF8STRING } };
  X509_NAME *name = X509_NAME_new ();
  gboolean held = TRUE;

  for (gsize i = 0; held && i < G_N_ELEMENTS (parts); i++)
    held = X509_NAME_add_entry_by_txt (name, parts[i].type, parts[i].string_type,
                                       (const guint8 *) parts[i].value, -1, -1, 0)
           == 1;
  held = held && X509_REQ_set_subject_name (request, name) == 1;
  X509_NAME_free (name);
  return held;
}

static GENERAL_NAME *
new_other_name (guint tail, const char *text)
{
  g_autofree char *oid = g_strdup_printf ("%s.%u", MADO_HOLDER_ARC, tail);
  GENERAL_NAME *name = GENERAL_NAME_new ();
  ASN1_TYPE *value = ASN1_TYPE_new ();
  ASN1_UTF8STRING *string = ASN1_UTF8STRING_new ();

  ASN1_STRING_set (string, text, -1);
  ASN1_TYPE_set (value, V_ASN1_UTF8STRING, string);
  GENERAL_NAME_set0_othername (name, OBJ_txt2obj (oid, 1), value);
  return name;
}

static gboolean
set_holder (X509_REQ *request, const MadoCsrHolder *holder)
{
  const struct
  {
    MadoHolderField field;
    const char *text;
  } fields[] = { /* the order seen on a real card: card.md 4.3 */
                 { MADO_HOLDER_NAME, holder->name },
                 { MADO_HOLDER_BIRTH, holder->birth },
                 { MADO_HOLDER_SEX, holder->sex },
                 { MADO_HOLDER_ADDRESS, holder->address },
                 { MADO_HOLDER_NAME_FLAGS, holder->name_flags },
                 { MADO_HOLDER_ADDRESS_FLAGS, holder->address_flags }
  };
  GENERAL_NAMES *names = GENERAL_NAMES_new ();
  STACK_OF (X509_EXTENSION) *extensions = NULL;
  gboolean held;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    sk_GENERAL_NAME_push (names, new_other_name (fields[i].field, fields[i].text));
  held = X509V3_add1_i2d (&extensions, NID_subject_alt_name, names, 0, X509V3_ADD_DEFAULT) == 1
         && X509_REQ_add_extensions (request, extensions) == 1;
  sk_X509_EXTENSION_pop_free (extensions, X509_EXTENSION_free);
  GENERAL_NAMES_free (names);
  return held;
}

static gboolean
is_complete (const MadoCsrSubject *subject, const MadoCsrHolder *holder)
{
  const char *texts[] = { subject->prefecture, subject->municipality, subject->common_name,
                          holder->name,        holder->name_flags,    holder->birth,
                          holder->sex,         holder->address,       holder->address_flags };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] == NULL || *texts[i] == '\0' || !g_utf8_validate (texts[i], -1, NULL))
      return FALSE;
  return TRUE;
}

static gboolean
compute_digest_info (MadoCsr *self)
{
  guint8 *tbs = NULL;
  int n_tbs = i2d_re_X509_REQ_tbs (self->request, &tbs);
  guint8 info[MADO_CSR_DIGEST_INFO_LENGTH];
  gboolean held
      = n_tbs > 0
        && EVP_Digest (tbs, (gsize) n_tbs, info + sizeof sha256_prefix, NULL, EVP_sha256 (), NULL)
               == 1;

  OPENSSL_free (tbs);
  memcpy (info, sha256_prefix, sizeof sha256_prefix);
  if (held)
    self->digest_info = g_bytes_new (info, sizeof info);
  return held;
}

MadoCsr *
mado_csr_new (GBytes *spki, const MadoCsrSubject *subject, const MadoCsrHolder *holder,
              GError **error)
{
  g_autoptr (MadoCsr) self = NULL;

  if (!is_complete (subject, holder))
    {
      refuse (error, "the request lacks a field or one is not UTF-8");
      return NULL;
    }
  self = g_new0 (MadoCsr, 1);
  self->request = X509_REQ_new ();
  if (X509_REQ_set_version (self->request, X509_REQ_VERSION_1) == 1 && set_key (self->request, spki)
      && set_subject (self->request, subject) && set_holder (self->request, holder)
      && compute_digest_info (self))
    return g_steal_pointer (&self);
  refuse (error, "the request cannot be built: key or subject unusable");
  return NULL;
}

void
mado_csr_free (MadoCsr *self)
{
  X509_REQ_free (self->request);
  g_clear_pointer (&self->digest_info, g_bytes_unref);
  g_free (self);
}

GBytes *
mado_csr_get_digest_info (MadoCsr *self)
{
  return self->digest_info;
}

static gboolean
attach_signature (X509_REQ *request, GBytes *signature)
{
  X509_ALGOR *algorithm = X509_ALGOR_new ();
  ASN1_BIT_STRING *bits = ASN1_BIT_STRING_new ();
  gsize n_bytes;
  const guint8 *bytes = g_bytes_get_data (signature, &n_bytes);
  gboolean held;

  X509_ALGOR_set0 (algorithm, OBJ_nid2obj (NID_sha256WithRSAEncryption), V_ASN1_NULL, NULL);
  ASN1_BIT_STRING_set (bits, (guint8 *) (gsize) bytes, (int) n_bytes); /* copies */
  bits->flags = (bits->flags & ~7) | ASN1_STRING_FLAG_BITS_LEFT;       /* no unused bits */
  held = X509_REQ_set1_signature_algo (request, algorithm) == 1;
  X509_REQ_set0_signature (request, bits);
  X509_ALGOR_free (algorithm);
  return held;
}

/* Verifies what others will read, not the structure in memory. */
static gboolean
verifies (const guint8 *der, int n_der)
{
  g_autoptr (X509_REQ) request = d2i_X509_REQ (NULL, &der, n_der);

  return request != NULL && X509_REQ_verify (request, X509_REQ_get0_pubkey (request)) == 1;
}

GBytes *
mado_csr_finish (MadoCsr *self, GBytes *signature, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  guint8 *der = NULL;
  int n_der = 0;
  gboolean held;

  if (attach_signature (self->request, signature))
    n_der = i2d_X509_REQ (self->request, &der);
  held = n_der > 0 && verifies (der, n_der);
  bytes = g_bytes_new (der, n_der > 0 ? (gsize) n_der : 0);
  OPENSSL_free (der);
  ERR_clear_error ();
  if (held)
    return g_steal_pointer (&bytes);
  mado_ca_set_error (error, MADO_CA_ERROR_WRONG_KEY, "the signature is not by the card's key");
  return NULL;
}
