/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sim-desk.h"

#include "prepared-keys.h"

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <string.h>

static gboolean
derive_keys (guint8 kvn, const guint8 *diversification, MadoScp03Keys *keys, gpointer data,
             GError **error)
{
  g_autoptr (MadoSecret) master = mado_sim_training_master (kvn);

  mado_scp03_diversify (master, diversification, keys);
  return TRUE;
}

static void
trace_cb (const MadoApduRecord *record, gpointer data)
{
  g_array_append_vals (data, record, 1);
}

GBytes *
sim_desk_make_der (gsize n, guint8 seed)
{
  guint8 *bytes = g_malloc (n);

  for (gsize i = 0; i < n; i++)
    bytes[i] = (guint8) (seed + i * 3);
  bytes[0] = 0x30;
  bytes[1] = 0x82;
  bytes[2] = (guint8) ((n - 4) >> 8);
  bytes[3] = (guint8) (n - 4);
  return g_bytes_new_take (bytes, n);
}

MadoSecret *
sim_desk_make_password (const char *text)
{
  guint8 bytes[16];
  const gsize n = strlen (text);

  memcpy (bytes, text, n);
  return mado_secret_new_take (bytes, n);
}

MadoSimCard *
sim_desk_make_card (guint8 number)
{
  const MadoSimPersonalisation what = { .card_id = { 0, 0, 0, 0, 0, 0, 0, number } };
  MadoSimCard *card = mado_sim_card_new_personalised (&what);

  prepared_key_give (card, 0, SIM_DESK_N_KEYS);
  return card;
}

void
sim_desk_set_up (SimDesk *desk, gsize n_certificate, gsize n_ca_certificate)
{
  desk->card = sim_desk_make_card (0x42);
  desk->reader = mado_sim_reader_new ("Sim");
  mado_sim_reader_insert (desk->reader, desk->card);
  desk->trace = g_array_new (FALSE, FALSE, sizeof (MadoApduRecord));
  desk->options = (MadoCardOptions){ .keys = derive_keys, .trace = trace_cb };
  desk->options.trace_data = desk->trace;
  desk->certificate = sim_desk_make_der (n_certificate, 1);
  desk->ca_certificate = sim_desk_make_der (n_ca_certificate, 2);
  desk->password = sim_desk_make_password ("ABC123");
  desk->wrong_password = sim_desk_make_password ("ABC124");
}

void
sim_desk_tear_down (SimDesk *desk)
{
  g_object_unref (desk->reader);
  g_object_unref (desk->card);
  g_array_unref (desk->trace);
  g_bytes_unref (desk->certificate);
  g_bytes_unref (desk->ca_certificate);
  mado_secret_unref (desk->password);
  mado_secret_unref (desk->wrong_password);
}

MadoCardSession *
sim_desk_open (SimDesk *desk, guint8 kvn, GError **error)
{
  return mado_card_session_open (MADO_READER (desk->reader), &desk->options, kvn, NULL, error);
}

gboolean
sim_desk_is_signature (GBytes *spki, GBytes *signature, const guint8 hash[32])
{
  const unsigned char *at = g_bytes_get_data (spki, NULL);
  EVP_PKEY *key = d2i_PUBKEY (NULL, &at, (long) g_bytes_get_size (spki));
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new (key, NULL);
  int held;

  g_assert_cmpint (EVP_PKEY_verify_init (context), ==, 1);
  EVP_PKEY_CTX_set_rsa_padding (context, RSA_PKCS1_PADDING);
  EVP_PKEY_CTX_set_signature_md (context, EVP_sha256 ());
  held = EVP_PKEY_verify (context, g_bytes_get_data (signature, NULL), g_bytes_get_size (signature),
                          hash, 32);
  EVP_PKEY_CTX_free (context);
  EVP_PKEY_free (key);
  return held == 1;
}
