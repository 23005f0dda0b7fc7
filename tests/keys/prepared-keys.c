/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "prepared-keys.h"

#include "prepared-keys-private.h"

#include <openssl/x509.h>

guint
prepared_key_count (void)
{
  return n_prepared_keys;
}

GBytes *
prepared_key_der (guint which)
{
  g_assert_cmpuint (which, <, n_prepared_keys);
  return g_bytes_new_static (prepared_keys[which].der, prepared_keys[which].n_der);
}

EVP_PKEY *
prepared_key_new (guint which)
{
  const unsigned char *der;
  EVP_PKEY *key;

  g_assert_cmpuint (which, <, n_prepared_keys);
  der = prepared_keys[which].der;
  key = d2i_PrivateKey (EVP_PKEY_RSA, NULL, &der, (long) prepared_keys[which].n_der);
  g_assert_nonnull (key);
  return key;
}

void
prepared_key_give (MadoSimCard *card, guint first, guint n)
{
  const guint end = first < n_prepared_keys ? MIN (first + n, n_prepared_keys) : first;

  for (guint i = first; i < end; i++)
    {
      g_autoptr (GBytes) der = prepared_key_der (i);

      mado_sim_card_add_prepared_key (card, der);
    }
}
