/* SPDX-License-Identifier: GPL-3.0-or-later */
/* the secure channel and what may be done only inside it */
#include "config.h"

#include "card-desk.h"
#include "mado-bytes.h"

#include <openssl/evp.h>
#include <string.h>

/* INITIALIZE UPDATE as a real GlobalPlatform card answers it, and the counter in it. */
static void
test_initialize (void)
{
  g_autoptr (MadoSimCard) card = card_desk_blank ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  card_desk_expect (card, "8050300008010203040506070800", "6D00");
  card_desk_expect (card, CARD_DESK_SELECT, "9000");
  first = card_desk_answer (card, "8050300008010203040506070800");
  second = card_desk_answer (card, "8050000008010203040506070800");
  g_assert_cmpuint (strlen (first), ==, 2 * 34);
  g_assert_true (g_str_has_prefix (first, "4A4B0102030405060708"
                                          "300370"));
  g_assert_true (g_str_has_suffix (first, "0000019000"));
  g_assert_true (g_str_has_suffix (second, "0000029000"));
  g_assert_true (strncmp (first + 26, second + 26, 16) != 0); /* another challenge */
  card_desk_expect (card, "8050320008010203040506070800", "6A88");
  card_desk_expect (card, "80503000070102030405060700", "6700");
  card_desk_expect (card,
                    "8482330010"
                    "00000000000000000000000000000000",
                    "6985");
}

static void
fail_to_open (MadoSimCard *card, int times)
{
  for (int i = 0; i < times; i++)
    {
      g_autofree char *answer = card_desk_answer (card, "8050300008010203040506070800");

      g_assert_cmpuint (strlen (answer), ==, 2 * 34);
      card_desk_expect (card, "84823300100102030405060708090A0B0C0D0E0F10", "6300");
    }
}

/* A wrong cryptogram counts; ten of them block the key set for good, the other set stays. */
static void
test_blocked (void)
{
  g_autoptr (MadoSimCard) card = card_desk_blank ();
  g_autoptr (MadoScp03) channel = NULL;

  card_desk_expect (card, CARD_DESK_SELECT, "9000");
  fail_to_open (card, 9);
  channel = card_desk_open (card, 0x30); /* one that succeeds starts the count anew */
  g_clear_pointer (&channel, mado_scp03_free);
  fail_to_open (card, 10);
  card_desk_expect (card, "8050300008010203040506070800", "6983");
  channel = card_desk_open (card, 0x31);
  g_assert_nonnull (channel);
}

/* Only level 33: a lower one is refused and ends the attempt. */
static void
test_level (void)
{
  g_autoptr (MadoSimCard) card = card_desk_blank ();

  card_desk_expect (card, CARD_DESK_SELECT, "9000");
  g_free (card_desk_answer (card, "8050300008010203040506070800"));
  card_desk_expect (card,
                    "8482030010"
                    "0102030405060708090A0B0C0D0E0F10",
                    "6A86");
  card_desk_expect (card,
                    "8482330010"
                    "0102030405060708090A0B0C0D0E0F10",
                    "6985");
}

/* The whole personalisation, as the desk does it, and what may be read where. */
static void
test_personalise (void)
{
  g_autoptr (MadoSimCard) card = card_desk_blank ();
  g_autoptr (MadoScp03) channel = NULL;
  g_autofree char *public_key = NULL;

  card_desk_issue (card);
  channel = card_desk_open (card, 0x30);
  card_desk_expect_protected (card, channel, "80CA9F7000", "079000");
  card_desk_expect_protected (card, channel, "00A4020C020001", "9000");
  card_desk_expect_protected (card, channel, "00B0000008", "30820128C5C5C5C59000");
  card_desk_expect_protected (card, channel, "00B0000000", "6A81"); /* 256 bytes do not fit */
  card_desk_expect_protected (card, channel, "00A4020C02001D", "9000");
  public_key = card_desk_protected (card, channel, "00B00000E0");
  g_assert_true (g_str_has_prefix (public_key, "7F49820109818201"
                                               "00"));
  g_free (public_key);
  public_key = card_desk_protected (card, channel, "00B000E0E0");
  g_assert_cmpuint (strlen (public_key), ==, 2 * (270 - 224 + 2));
  g_assert_true (g_str_has_suffix (public_key, "82030100019000"));
  card_desk_expect_protected (card, channel, "00A4020C02001A", "9000");
  card_desk_expect_protected (card, channel, "00478100", "6A81");
  card_desk_expect_protected (card, channel, "00A4020C02001D", "9000");
  card_desk_expect_protected (card, channel, "00D6000001AA", "6982"); /* read-only */
  card_desk_expect_protected (card, channel, "00A4020C020002", "9000");
  card_desk_expect_protected (card, channel, "00D60BFF02AABB", "6A84");
  card_desk_expect_protected (card, channel, "00D60C0001AA", "6B00");
  card_desk_expect_protected (card, channel, "00D60BFF01AA", "9000");
  card_desk_expect_protected (card, channel, "000E0000", "9000");
  card_desk_expect_protected (card, channel, "00B00BFF01", "009000");
}

/* The key-pair generator may make the key and the first password, nothing else. */
static void
test_generator (void)
{
  g_autoptr (MadoSimCard) card = card_desk_blank ();
  g_autoptr (MadoScp03) channel = card_desk_open (card, 0x31);

  card_desk_expect_protected (card, channel, "00A4020C02001A", "9000");
  card_desk_expect_protected (card, channel, "00478000", "9000");
  card_desk_expect_protected (card, channel, "0024019B06" CARD_DESK_PASSWORD, "9000");
  card_desk_expect_protected (card, channel, "0024019B06" CARD_DESK_PASSWORD, "6982");
  card_desk_expect_protected (card, channel, "00A4020C020001", "9000");
  card_desk_expect_protected (card, channel, "00D6000001AA", "6982");
  card_desk_expect_protected (card, channel, "002C039B", "6982");
  card_desk_expect_protected (card, channel, "00E60000", "6982");
}

/* A new key takes the certificate of the old one with it, in the same commit. */
static void
test_new_key (void)
{
  g_autoptr (MadoSimCard) card = card_desk_blank ();
  g_autoptr (MadoScp03) channel = NULL;
  MadoSimCounters counters;

  card_desk_issue (card);
  channel = card_desk_open (card, 0x30);
  card_desk_expect_protected (card, channel, "00A4020C02001A", "9000");
  mado_sim_card_reset_counters (card);
  card_desk_expect_protected (card, channel, "00478000", "9000");
  mado_sim_card_get_counters (card, &counters);
  g_assert_cmpuint (counters.saves, ==, 1);
  card_desk_expect_protected (card, channel, "00B0810008", "00000000C5C5C5C59000");
  card_desk_expect_protected (card, channel, "80CA9F7000", "039000");
}

/* A renewal that keeps the old pair until the new one is whole. */
static void
test_shadow (void)
{
  g_autoptr (MadoSimCard) card = card_desk_blank ();
  g_autoptr (MadoScp03) channel = NULL;
  g_autofree char *old_key = NULL;
  g_autofree char *new_key = NULL;
  g_autofree char *key = NULL;

  card_desk_issue (card);
  channel = card_desk_open (card, 0x30);
  card_desk_expect_protected (card, channel, "00A4020C02001D", "9000");
  old_key = card_desk_protected (card, channel, "00B0000040");
  card_desk_expect_protected (card, channel, "00440000", "6985");
  card_desk_expect_protected (card, channel, "00A4020C02011A", "9000");
  card_desk_expect_protected (card, channel, "00478000", "9000");
  card_desk_expect_protected (card, channel, "00B0810004", "308201289000"); /* untouched */
  card_desk_expect_protected (card, channel, "00440000", "6985");           /* no certificate yet */
  card_desk_expect_protected (card, channel, "00A4020C02011D", "9000");
  new_key = card_desk_protected (card, channel, "00B0000040");
  g_assert_cmpstr (new_key, !=, old_key);
  card_desk_expect_protected (card, channel, "00A4020C020101", "9000");
  card_desk_expect_protected (card, channel, "00D600000430820099", "9000");
  card_desk_expect_protected (card, channel, "00440000", "9000");
  card_desk_expect_protected (card, channel, "00B0810004", "308200999000");
  card_desk_expect_protected (card, channel, "00A4020C02001D", "9000");
  key = card_desk_protected (card, channel, "00B0000040");
  g_assert_cmpstr (key, ==, new_key);
  card_desk_expect_protected (card, channel, "00440000", "6985");
}

static void
test_unlock (void)
{
  g_autoptr (MadoSimCard) card = card_desk_blank ();
  g_autoptr (MadoScp03) channel = NULL;

  card_desk_issue (card);
  card_desk_expect (card, CARD_DESK_SELECT, "9000");
  for (int i = 0; i < 5; i++)
    g_free (card_desk_answer (card, "0020009B06" CARD_DESK_WRONG_PASSWORD));
  card_desk_expect (card, "0020009B", "63C0");
  channel = card_desk_open (card, 0x30);
  card_desk_expect_protected (card, channel, "002C039B", "9000");
  card_desk_expect_protected (card, channel, "0020009B", "63C5");
  card_desk_expect_protected (card, channel, "0020009B06" CARD_DESK_PASSWORD, "9000");
  card_desk_expect_protected (card, channel, "002C029B06" CARD_DESK_WRONG_PASSWORD, "9000");
  card_desk_expect_protected (card, channel, "0020009B06" CARD_DESK_PASSWORD, "63C4");
  card_desk_expect_protected (card, channel, "002C029B03414243", "6A80");
  card_desk_expect_protected (card, channel, "0020009B", "63C4");
  card_desk_expect_protected (card, channel, "002C049B", "6A86");
}

static void
test_terminate (void)
{
  g_autoptr (MadoSimCard) card = card_desk_blank ();
  g_autoptr (MadoScp03) channel = NULL;

  card_desk_issue (card);
  channel = card_desk_open (card, 0x30);
  card_desk_expect_protected (card, channel, "00A4020C02001A", "9000");
  card_desk_expect_protected (card, channel, "00E40000", "9000");
  card_desk_expect_protected (card, channel, "00B0810004", "000000009000");
  card_desk_expect_protected (card, channel, "00A4020C02001A", "9000");
  card_desk_expect_protected (card, channel, "00478000", "9000"); /* deleted: a new one may come */
  card_desk_expect_protected (card, channel, "00E80000", "9000");
  card_desk_expect_protected (card, channel, "00478000", "6985"); /* terminated: never again */
  card_desk_expect_protected (card, channel, "00E60000", "9000");
  card_desk_expect (card, CARD_DESK_SELECT, "6285");
  card_desk_expect (card, "80CA9F7000", "7F9000");
  card_desk_expect (card, "00B0860004", "6985");
}

/* Encrypts @key under @dek as PUT KEY wants it: 88 11 10, sealed key, 03, check value. */
static void
append_key_block (GString *command, const guint8 *dek, const guint8 *key)
{
  guint8 sealed[16], check[16], ones[16], iv[16] = { 0 };
  EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new ();
  g_autofree char *sealed_hex = NULL;
  g_autofree char *check_hex = NULL;
  int n;

  memset (ones, 1, sizeof ones);
  g_assert_true (EVP_EncryptInit_ex (context, EVP_aes_128_cbc (), NULL, dek, iv));
  g_assert_true (EVP_EncryptUpdate (context, sealed, &n, key, 16));
  g_assert_true (EVP_EncryptInit_ex (context, EVP_aes_128_ecb (), NULL, key, NULL));
  g_assert_true (EVP_EncryptUpdate (context, check, &n, ones, 16));
  EVP_CIPHER_CTX_free (context);
  sealed_hex = mado_bytes_to_hex (sealed, 16);
  check_hex = mado_bytes_to_hex (check, 3);
  g_string_append_printf (command, "881110%s03%s", sealed_hex, check_hex);
}

/* The counter installs the generator's keys; here those of KVN 30, so that they can be tried. */
static void
test_put_key (void)
{
  static const guint8 diversification[] = { 'J', 'K', 1, 2, 3, 4, 5, 6, 7, 8 };
  g_autoptr (MadoSimCard) card = card_desk_blank ();
  g_autoptr (MadoSecret) master = mado_sim_training_master (0x30);
  g_autoptr (MadoSecret) generator = mado_sim_training_master (0x31);
  g_auto (MadoScp03Keys) counter_keys = { 0 };
  g_auto (MadoScp03Keys) new_keys = { 0 };
  g_autoptr (MadoScp03) channel = card_desk_open (card, 0x30);
  g_autoptr (GString) command = g_string_new ("80D831814631");
  g_autofree char *answer = NULL;
  const guint8 *dek;
  gsize n;

  mado_scp03_diversify (master, diversification, &counter_keys);
  mado_scp03_diversify (generator, diversification, &new_keys);
  dek = mado_secret_get (counter_keys.dek, &n);
  append_key_block (command, dek, mado_secret_get (new_keys.enc, &n));
  append_key_block (command, dek, mado_secret_get (new_keys.mac, &n));
  append_key_block (command, dek, mado_secret_get (new_keys.dek, &n));
  answer = card_desk_protected (card, channel, command->str);
  g_assert_cmpuint (strlen (answer), ==, 2 * 12);
  g_assert_true (g_str_has_prefix (answer, "31") && g_str_has_suffix (answer, "9000"));
  command->str[command->len - 1] ^= 1; /* a wrong check value: nothing is installed */
  card_desk_expect_protected (card, channel, command->str, "6A80");
  g_clear_pointer (&channel, mado_scp03_free);
  channel = card_desk_open (card, 0x31);
  g_assert_nonnull (channel);
}

/* Whatever breaks the rules of the channel ends it. */
static void
test_ends (void)
{
  g_autoptr (MadoSimCard) card = card_desk_blank ();
  g_autoptr (MadoScp03) channel = card_desk_open (card, 0x30);
  const char command[] = "80CA9F7000";

  card_desk_expect_protected (card, channel, command, "019000");
  card_desk_expect_protected (card, channel, "8050300008010203040506070800", "6985");
  card_desk_expect_protected (card, channel, command, "019000");
  card_desk_expect (card, command, "6982"); /* in clear while it is open */
  card_desk_expect_protected (card, channel, command, "6982");
  card_desk_expect (card, command, "019000"); /* it is gone now */

  g_clear_pointer (&channel, mado_scp03_free);
  channel = card_desk_open (card, 0x30);
  card_desk_expect (card, "84CA9F70080102030405060708", "6982"); /* wrong MAC */
  card_desk_expect_protected (card, channel, command, "6982");

  g_clear_pointer (&channel, mado_scp03_free);
  channel = card_desk_open (card, 0x30);
  card_desk_expect (card, "00A4020C020006", "9000"); /* SELECT in clear ends it */
  card_desk_expect_protected (card, channel, command, "6982");

  g_clear_pointer (&channel, mado_scp03_free);
  channel = card_desk_open (card, 0x30);
  card_desk_expect_protected (card, channel, CARD_DESK_SELECT, "9000"); /* so does a wrapped one */
  card_desk_expect_protected (card, channel, command, "6982");

  g_clear_pointer (&channel, mado_scp03_free);
  channel = card_desk_open (card, 0x30);
  mado_sim_card_power_off (card);
  card_desk_expect_protected (card, channel, command, "6D00");
}

/* The same bytes a second time: the chaining value has moved on. */
static void
test_replay (void)
{
  g_autoptr (MadoSimCard) card = card_desk_blank ();
  g_autoptr (MadoScp03) channel = card_desk_open (card, 0x30);
  static const guint8 command[] = { 0x80, 0xCA, 0x9F, 0x70, 0x00 };
  guint8 wrapped[261], answer[MADO_SIM_CARD_RESPONSE_MAX];
  gsize n_wrapped = 0, n_answer = 0;

  g_assert_true (
      mado_scp03_wrap_command (channel, command, sizeof command, wrapped, &n_wrapped, NULL));
  mado_sim_card_transmit (card, wrapped, n_wrapped, answer, &n_answer);
  g_assert_cmpuint (n_answer, ==, 16 + 8 + 2);
  mado_sim_card_transmit (card, wrapped, n_wrapped, answer, &n_answer);
  g_assert_cmpmem (answer, n_answer, "\x69\x82", 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mado_secret_init_process ();
  g_test_add_func ("/sim/channel/initialize", test_initialize);
  g_test_add_func ("/sim/channel/blocked", test_blocked);
  g_test_add_func ("/sim/channel/level", test_level);
  g_test_add_func ("/sim/channel/personalise", test_personalise);
  g_test_add_func ("/sim/channel/generator", test_generator);
  g_test_add_func ("/sim/channel/new-key", test_new_key);
  g_test_add_func ("/sim/channel/shadow", test_shadow);
  g_test_add_func ("/sim/channel/unlock", test_unlock);
  g_test_add_func ("/sim/channel/terminate", test_terminate);
  g_test_add_func ("/sim/channel/put-key", test_put_key);
  g_test_add_func ("/sim/channel/ends", test_ends);
  g_test_add_func ("/sim/channel/replay", test_replay);
  return g_test_run ();
}
