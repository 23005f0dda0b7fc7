/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-scp03-put-key.h"

#include "mado-scp03-cipher.h"

#include <string.h>

#define KEY_TYPE_AES 0x88 /* GP Card Specification v2.2, table 11-16 */
#define KEY_MAX 32        /* bytes */

void
mado_scp03_key_check (const MadoSecret *key, guint8 check[MADO_SCP03_KEY_CHECK_LENGTH])
{
  guint8 ones[MADO_SCP03_BLOCK], encrypted[MADO_SCP03_BLOCK];

  memset (ones, 0x01, sizeof ones);
  mado_scp03_aes (key, NULL, TRUE, ones, sizeof ones, encrypted);
  memcpy (check, encrypted, MADO_SCP03_KEY_CHECK_LENGTH);
}

/* 88, length, key length, key under the DEK (zeros up to the block), 03, check value. */
static gsize
put_block (const MadoSecret *dek, const MadoSecret *key, guint8 *block)
{
  const guint8 iv[MADO_SCP03_BLOCK] = { 0 };
  guint8 clear[KEY_MAX] = { 0 };
  gsize n_key;
  const guint8 *bytes = mado_secret_get (key, &n_key);
  const gsize padded = n_key <= MADO_SCP03_BLOCK ? MADO_SCP03_BLOCK : KEY_MAX;

  g_assert (n_key <= sizeof clear);
  memcpy (clear, bytes, n_key);
  block[0] = KEY_TYPE_AES;
  block[1] = (guint8) (1 + padded);
  block[2] = (guint8) n_key;
  mado_scp03_aes (dek, iv, TRUE, clear, padded, block + 3);
  explicit_bzero (clear, sizeof clear);
  block[3 + padded] = MADO_SCP03_KEY_CHECK_LENGTH;
  mado_scp03_key_check (key, block + 3 + padded + 1);
  return 3 + padded + 1 + MADO_SCP03_KEY_CHECK_LENGTH;
}

void
mado_scp03_put_key_data (const MadoSecret *dek, guint8 kvn, const MadoScp03Keys *keys, guint8 *data,
                         gsize *n_data, guint8 expected[MADO_SCP03_PUT_KEY_ANSWER_LENGTH])
{
  const MadoSecret *const set[] = { keys->enc, keys->mac, keys->dek };
  gsize n = 0;

  data[n++] = kvn;
  expected[0] = kvn;
  for (gsize i = 0; i < G_N_ELEMENTS (set); i++)
    {
      n += put_block (dek, set[i], data + n);
      memcpy (expected + 1 + i * MADO_SCP03_KEY_CHECK_LENGTH,
              data + n - MADO_SCP03_KEY_CHECK_LENGTH, MADO_SCP03_KEY_CHECK_LENGTH);
    }
  *n_data = n;
}
