/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-scp03-cipher.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <string.h>

#define CONTEXT_MAX 64  /* bytes: the longest KDF context that anybody derives from here */
#define LABEL_LENGTH 12 /* bytes: eleven zeros and the derivation constant */

/* Wrong arguments and lost providers are the only ways for these to fail: a programmer's or the
 * installation's mistake, never the other side's. */
static void
require (int ok)
{
  if (ok != 1)
    g_error ("OpenSSL refuses AES or CMAC");
}

void
mado_scp03_cmac (const MadoSecret *key, const MadoScp03Part *parts, gsize n_parts,
                 guint8 mac[MADO_SCP03_BLOCK])
{
  gsize n_key, n_mac = 0;
  const guint8 *bytes = mado_secret_get (key, &n_key);
  const char *cipher = n_key == 16 ? "AES-128-CBC" : n_key == 24 ? "AES-192-CBC" : "AES-256-CBC";
  char name[] = "AES-xxx-CBC"; /* measured when the parameter is made, so it is whole before */
  const OSSL_PARAM params[] = {
    OSSL_PARAM_construct_utf8_string (OSSL_MAC_PARAM_CIPHER, name, 0),
    OSSL_PARAM_construct_end (),
  };
  EVP_MAC *algorithm = EVP_MAC_fetch (NULL, "CMAC", NULL);
  EVP_MAC_CTX *context = EVP_MAC_CTX_new (algorithm);

  g_strlcpy (name, cipher, sizeof name);
  require (EVP_MAC_init (context, bytes, n_key, params));
  for (gsize i = 0; i < n_parts; i++)
    require (EVP_MAC_update (context, parts[i].bytes, parts[i].n));
  require (EVP_MAC_final (context, mac, &n_mac, MADO_SCP03_BLOCK));
  EVP_MAC_CTX_free (context);
  EVP_MAC_free (algorithm);
}

void
mado_scp03_aes (const MadoSecret *key, const guint8 *iv, gboolean encrypt, const guint8 *in,
                gsize n, guint8 *out)
{
  gsize n_key;
  const guint8 *bytes = mado_secret_get (key, &n_key);
  const EVP_CIPHER *ecb = n_key == 16   ? EVP_aes_128_ecb ()
                          : n_key == 24 ? EVP_aes_192_ecb ()
                                        : EVP_aes_256_ecb ();
  const EVP_CIPHER *cbc = n_key == 16   ? EVP_aes_128_cbc ()
                          : n_key == 24 ? EVP_aes_192_cbc ()
                                        : EVP_aes_256_cbc ();
  EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new ();
  int n_out = 0;

  require (EVP_CipherInit_ex2 (context, iv == NULL ? ecb : cbc, bytes, iv, encrypt, NULL));
  require (EVP_CIPHER_CTX_set_padding (context, 0));
  require (EVP_CipherUpdate (context, out, &n_out, in, (int) n));
  EVP_CIPHER_CTX_free (context);
}

gsize
mado_scp03_pad (guint8 *bytes, gsize n)
{
  const gsize padded = (n / MADO_SCP03_BLOCK + 1) * MADO_SCP03_BLOCK;

  memset (bytes + n, 0, padded - n);
  bytes[n] = 0x80;
  return padded;
}

gboolean
mado_scp03_unpad (const guint8 *bytes, gsize padded, gsize *n)
{
  gsize end = padded;

  while (end > 0 && padded - end < MADO_SCP03_BLOCK && bytes[end - 1] == 0)
    end--;
  if (end == 0 || bytes[end - 1] != 0x80 || padded - end >= MADO_SCP03_BLOCK)
    return FALSE;
  *n = end - 1;
  return TRUE;
}

void
mado_scp03_keys_clear (MadoScp03Keys *keys)
{
  g_clear_pointer (&keys->enc, mado_secret_unref);
  g_clear_pointer (&keys->mac, mado_secret_unref);
  g_clear_pointer (&keys->dek, mado_secret_unref);
}

MadoSecret *
mado_scp03_kdf (const MadoSecret *key, MadoScp03Constant constant, const guint8 *context,
                gsize n_context, guint n_bits)
{
  const gsize n_bytes = n_bits / 8;
  guint8 fixed[LABEL_LENGTH + 4] = { 0 }; /* label, separator 00, L (2), i */
  guint8 blocks[2 * MADO_SCP03_BLOCK];
  const MadoScp03Part parts[] = { { fixed, sizeof fixed }, { context, n_context } };

  g_assert (n_context <= CONTEXT_MAX && n_bytes <= sizeof blocks);
  fixed[LABEL_LENGTH - 1] = (guint8) constant;
  fixed[LABEL_LENGTH + 1] = (guint8) (n_bits >> 8);
  fixed[LABEL_LENGTH + 2] = (guint8) n_bits;
  for (guint8 i = 0; i * MADO_SCP03_BLOCK < n_bytes; i++)
    {
      fixed[LABEL_LENGTH + 3] = (guint8) (i + 1);
      mado_scp03_cmac (key, parts, G_N_ELEMENTS (parts), blocks + i * MADO_SCP03_BLOCK);
    }
  MadoSecret *derived = mado_secret_new_take (blocks, n_bytes);
  explicit_bzero (blocks, sizeof blocks);
  return derived;
}

void
mado_scp03_diversify (const MadoSecret *master, const guint8 diversification[10],
                      MadoScp03Keys *keys)
{
  const guint n_bits = (guint) mado_secret_get_length (master) * 8;

  keys->enc = mado_scp03_kdf (master, MADO_SCP03_DIVERSIFY_ENC, diversification, 10, n_bits);
  keys->mac = mado_scp03_kdf (master, MADO_SCP03_DIVERSIFY_MAC, diversification, 10, n_bits);
  keys->dek = mado_scp03_kdf (master, MADO_SCP03_DIVERSIFY_DEK, diversification, 10, n_bits);
}
