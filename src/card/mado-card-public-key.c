/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-card-public-key.h"

#include "mado-card-error.h"
#include "mado-tlv.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/x509.h>

#define TAG_PUBLIC_KEY 0x7F49
#define TAG_MODULUS 0x81
#define TAG_EXPONENT 0x82
#define MODULUS_BITS 2048

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIGNUM, BN_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY_CTX, EVP_PKEY_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OSSL_PARAM_BLD, OSSL_PARAM_BLD_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OSSL_PARAM, OSSL_PARAM_free)

static gboolean
is_sound (const BIGNUM *n, const BIGNUM *e)
{
  return BN_num_bits (n) == MODULUS_BITS && BN_is_odd (n) && BN_is_odd (e) && !BN_is_one (e)
         && BN_num_bits (e) <= 64;
}

static EVP_PKEY *
make_key (const MadoTlv *modulus, const MadoTlv *exponent)
{
  g_autoptr (BIGNUM) n = BN_bin2bn (modulus->value, (int) modulus->n_value, NULL);
  g_autoptr (BIGNUM) e = BN_bin2bn (exponent->value, (int) exponent->n_value, NULL);
  g_autoptr (OSSL_PARAM_BLD) builder = OSSL_PARAM_BLD_new ();
  g_autoptr (EVP_PKEY_CTX) context = EVP_PKEY_CTX_new_from_name (NULL, "RSA", NULL);
  EVP_PKEY *key = NULL;

  if (n == NULL || e == NULL || builder == NULL || context == NULL || !is_sound (n, e)
      || !OSSL_PARAM_BLD_push_BN (builder, OSSL_PKEY_PARAM_RSA_N, n)
      || !OSSL_PARAM_BLD_push_BN (builder, OSSL_PKEY_PARAM_RSA_E, e))
    return NULL;
  g_autoptr (OSSL_PARAM) params = OSSL_PARAM_BLD_to_param (builder);
  if (params == NULL || EVP_PKEY_fromdata_init (context) != 1
      || EVP_PKEY_fromdata (context, &key, EVP_PKEY_PUBLIC_KEY, params) != 1)
    return NULL;
  return key;
}

GBytes *
mado_card_public_key_to_spki (const guint8 *bytes, gsize n_bytes, GError **error)
{
  MadoTlv template, modulus, exponent;
  unsigned char *der = NULL;
  int n_der;

  if (!mado_tlv_find (bytes, n_bytes, TAG_PUBLIC_KEY, &template, error)
      || !mado_tlv_find (template.value, template.n_value, TAG_MODULUS, &modulus, error)
      || !mado_tlv_find (template.value, template.n_value, TAG_EXPONENT, &exponent, error))
    return NULL;
  g_autoptr (EVP_PKEY) key = template.n_total == n_bytes ? make_key (&modulus, &exponent) : NULL;
  n_der = key == NULL ? -1 : i2d_PUBKEY (key, &der);
  if (n_der <= 0)
    {
      g_set_error_literal (error, MADO_CARD_ERROR, MADO_CARD_ERROR_PROTOCOL,
                           "the card's public key is not a sound RSA-2048 key");
      return NULL;
    }
  GBytes *spki = g_bytes_new (der, (gsize) n_der);
  OPENSSL_free (der);
  return spki;
}
