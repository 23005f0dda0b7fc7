/* Any bytes as the card's public-key template: a SubjectPublicKeyInfo that OpenSSL reads again, or
 * an error.   SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"
#include "mado-card-public-key.h"

#include <openssl/evp.h>
#include <openssl/x509.h>

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize n_bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) spki = mado_card_public_key_to_spki (bytes, n_bytes, &error);
  const unsigned char *at;
  EVP_PKEY *key;
  gsize n;

  g_assert_true ((spki == NULL) == (error != NULL));
  if (spki == NULL)
    return 0;
  at = g_bytes_get_data (spki, &n);
  key = d2i_PUBKEY (NULL, &at, (long) n);
  g_assert_nonnull (key);
  g_assert_cmpint (EVP_PKEY_get_bits (key), ==, 2048);
  EVP_PKEY_free (key);
  return 0;
}
