/* SPDX-License-Identifier: GPL-3.0-or-later */
/* the applet as the world sees it: commands in clear, access rules, what OpenSC needs */
#include "config.h"

#include "card-desk.h"
#include "prepared-keys.h"
#include "mado-sim-clock.h"
#include "mado-sim-keygen-time.h"

#include <glib/gstdio.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <string.h>

typedef struct
{
  const char *command, *answer;
} Exchange;

static void
run (MadoSimCard *card, const Exchange *exchanges, gsize n_exchanges)
{
  for (gsize i = 0; i < n_exchanges; i++)
    card_desk_expect (card, exchanges[i].command, exchanges[i].answer);
}

/* OpenSC 0.23's probes of other drivers, in its order (traced); each must fail. */
static void
test_probes (void)
{
  /* clang-format off */
  static const Exchange probes[] = {
    { "00A4040007627601FF000000",                       "6A82" }, /* coolkey */
    { "00A4040006A00000000101",                         "6A82" }, /* muscle */
    { "00A404000BE82B0601040181C31F020100",             "6A82" }, /* sc-hsm */
    { "00A4040C0FD23300000045737445494420763335",       "6A82" }, /* mcrd */
    { "00CADF3005",                                     "6D00" },
    { "00CB3FFF035C017E08",                             "6D00" },
    { "00A4040009A00000030800001000",                   "6A82" }, /* PIV */
    { "00A4040C07A000000116DB00",                       "6A82" }, /* CAC */
    { "00A4040009A0000003974254465900",                 "6A82" }, /* GIDS */
    { "00A4040006D27600012401",                         "6A82" }, /* OpenPGP */
    { "80CA9F7000",                                     "6D00" }, /* ours, but nothing is selected */
    { "00A4020C020006",                                 "6A82" },
    { "00B0000000",                                     "6D00" },
    { "00A4000C023F00",                                 "6A82" },
    { "00",                                             "6700" },
    { "00A4040C0BD392F000260100000001",                 "6700" }, /* Lc beyond the end */
  };
  /* clang-format on */
  g_autoptr (MadoSimCard) card = card_desk_blank ();

  run (card, probes, G_N_ELEMENTS (probes));
}

/* A card as it leaves the factory. */
static void
test_blank (void)
{
  /* clang-format off */
  static const Exchange blank[] = {
    { CARD_DESK_SELECT,             "9000"                 },
    { "00A404000AD392F00026010000000100", "6F0C840AD392F0002601000000019000" },
    { "80CA9F7000",                 "019000"               }, /* life cycle: blank */
    { "00A4020C020006",             "9000"                 },
    { "00B0000020", "4A504B494150494343544F4B454E2020202020202020202020202020202020209000" },
    { "00B0009F01",                 "009000"               }, /* 160 bytes */
    { "00B000A001",                 "6B00"                 },
    { "00B0860002",                 "4A509000"             }, /* by short id */
    { "00A4020C020018",             "9000"                 },
    { "00200080",                   "63C3"                 }, /* dummy */
    { "0020008000",                 "63C3"                 }, /* as some PIN pads send it */
    { "002000800431323334",         "6984"                 },
    { "00200080",                   "63C3"                 },
    { "00A4020C02001B",             "9000"                 },
    { "00200080",                   "63C0"                 }, /* no password yet: none left */
    { "0020009B",                   "63C0"                 },
    { "0020008006" CARD_DESK_PASSWORD, "6984"              },
    { "0024018006" CARD_DESK_PASSWORD, "6982"              }, /* the first one: by channel only */
    { "00A4020C02000A",             "6A82"                 },
    { "00A4020C02000B",             "6A82"                 },
    { "00A4020C020017",             "6A82"                 },
    { "00A4020C020002",             "9000"                 },
    { "00B0000004",                 "000000009000"         },
    { "00A4020C020001",             "9000"                 },
    { "00B0000004",                 "6982"                 },
    { "00A4020C02001A",             "9000"                 },
    { "00B0000004",                 "6981"                 },
    { "00A4020C02001D",             "9000"                 },
    { "00B0000004",                 "6985"                 }, /* no key */
    { "00FE0000",                   "6D00"                 },
    { "80A40400",                   "6E00"                 },
    { "0020010000",                 "6A86"                 },
    { "0020001B00",                 "6A86"                 },
    { "00200085",                   "6A88"                 },
  };
  /* clang-format on */
  g_autoptr (MadoSimCard) card = card_desk_blank ();

  run (card, blank, G_N_ELEMENTS (blank));
}

/* Commands that need a channel, in clear: refused, and nothing changes. */
static void
test_access (void)
{
  /* clang-format off */
  static const Exchange refused[] = {
    { CARD_DESK_SELECT,          "9000" },
    { "00A4020C02001A",          "9000" },
    { "00478000",                "6982" },
    { "00E40000",                "6982" },
    { "00E80000",                "6982" },
    { "00E60000",                "6982" },
    { "00440000",                "6982" },
    { "00A4020C020001",          "9000" },
    { "00D600000430820128",      "6982" },
    { "000E0000",                "6982" },
    { "00A4020C02001B",          "9000" },
    { "002C0380",                "6982" },
    { "002C028006" CARD_DESK_PASSWORD, "6982" },
    { "80D831810131",            "6982" },
    { "0420008000",              "6982" }, /* protected, but no channel is open */
    { "80CA9F7000",              "079000" },
  };
  /* clang-format on */
  g_autoptr (MadoSimCard) card = card_desk_blank ();
  MadoSimCounters counters;

  card_desk_issue (card);
  mado_sim_card_reset_counters (card);
  run (card, refused, G_N_ELEMENTS (refused));
  mado_sim_card_get_counters (card, &counters);
  g_assert_cmpuint (counters.saves, ==, 0);
  g_assert_cmpuint (counters.apdus, ==, G_N_ELEMENTS (refused));
}

/* The holder's password: tries fall before the comparison, 63C0 at the end, then 6984. */
static void
test_password (void)
{
  /* clang-format off */
  static const Exchange session[] = {
    { CARD_DESK_SELECT,                      "9000" },
    { "00A4020C02001B",                      "9000" },
    { "00200080",                            "63C5" },
    { "0020008006" CARD_DESK_WRONG_PASSWORD, "63C4" },
    { "00200080",                            "63C4" },
    { "0020008006" CARD_DESK_PASSWORD,       "9000" },
    { "00200080",                            "63C5" }, /* stays 63Cx, also when verified */
    { "0020008011" "4141414141414141414141414141414141", "6700" },
    { "0024018003" "414243",                 "6A80" },
    { "0024018006" "616263313233",           "6A80" }, /* lower case */
    { "0024018004" "41423132",               "9000" },
    { "0020008006" CARD_DESK_PASSWORD,       "63C4" },
    { "0024018006" CARD_DESK_PASSWORD,       "6982" }, /* a wrong one ends the permission */
    { "002000800441423132",                  "9000" },
    { "0020009B0441423132",                  "9000" },
    { "0020008006" CARD_DESK_PASSWORD,       "63C4" },
    { "0020008006" CARD_DESK_PASSWORD,       "63C3" },
    { "0020008006" CARD_DESK_PASSWORD,       "63C2" },
    { "0020008006" CARD_DESK_PASSWORD,       "63C1" },
    { "0020008006" CARD_DESK_PASSWORD,       "63C0" },
    { "002000800441423132",                  "6984" }, /* right, but locked */
    { "00200080",                            "63C0" },
    { "80CA9F7000",                          "0F9000" },
  };
  /* clang-format on */
  g_autoptr (MadoSimCard) card = card_desk_blank ();
  MadoSimCounters counters;

  card_desk_issue (card);
  mado_sim_card_reset_counters (card);
  run (card, session, G_N_ELEMENTS (session));
  mado_sim_card_get_counters (card, &counters);
  g_assert_cmpuint (counters.verifies, ==, 12);
}

/* Signs as every JPKI client does, and lets OpenSSL judge. */
static void
test_sign (void)
{
  static const char digest_info[]
      = "3031300D060960864801650304020105000420"
        "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F";
  g_autofree char *command = g_strconcat ("802A008033", digest_info, "00", NULL);
  g_autoptr (MadoSimCard) card = card_desk_blank ();
  g_autoptr (GBytes) der = prepared_key_der (0);
  const guint8 *at = g_bytes_get_data (der, NULL);
  EVP_PKEY *key = d2i_PrivateKey (EVP_PKEY_RSA, NULL, &at, (long) g_bytes_get_size (der));
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new (key, NULL);
  guint8 digest[32], response[MADO_SIM_CARD_RESPONSE_MAX], apdu[57];
  gsize n_response;

  card_desk_issue (card);
  card_desk_expect (card, CARD_DESK_SELECT, "9000");
  card_desk_expect (card, "00A4020C02001A", "9000");
  card_desk_expect (card, command, "6982");
  card_desk_expect (card, "0020009B06" CARD_DESK_PASSWORD, "9000");
  card_desk_expect (card, "802A018001AA00", "6A86");
  for (gsize i = 0; i < sizeof apdu; i++)
    apdu[i] = (guint8) (g_ascii_xdigit_value (command[2 * i]) << 4
                        | g_ascii_xdigit_value (command[2 * i + 1]));
  g_assert_cmpint (mado_sim_card_transmit (card, apdu, sizeof apdu, response, &n_response), ==,
                   MADO_SIM_ANSWERED);
  g_assert_cmpuint (n_response, ==, 258);
  for (guint8 i = 0; i < sizeof digest; i++)
    digest[i] = i;
  g_assert_cmpint (EVP_PKEY_verify_init (context), ==, 1);
  g_assert_cmpint (EVP_PKEY_CTX_set_rsa_padding (context, RSA_PKCS1_PADDING), ==, 1);
  g_assert_cmpint (EVP_PKEY_CTX_set_signature_md (context, EVP_sha256 ()), ==, 1);
  g_assert_cmpint (EVP_PKEY_verify (context, response, 256, digest, sizeof digest), ==, 1);
  EVP_PKEY_CTX_free (context);
  EVP_PKEY_free (key);
  card_desk_expect (card, CARD_DESK_SELECT, "9000"); /* ends the permission */
  card_desk_expect (card, "00A4020C02001A", "9000");
  card_desk_expect (card, command, "6982");
}

/* The certificate is the holder's; a reset forgets everything that is volatile. */
static void
test_reset (void)
{
  g_autoptr (MadoSimCard) card = card_desk_blank ();

  card_desk_issue (card);
  card_desk_expect (card, CARD_DESK_SELECT, "9000");
  card_desk_expect (card, "0020009B06" CARD_DESK_PASSWORD, "9000");
  card_desk_expect (card, "00B0810008", "30820128C5C5C5C59000");
  mado_sim_card_power_off (card);
  card_desk_expect (card, "00B0810008", "6D00");
  card_desk_expect (card, CARD_DESK_SELECT, "9000");
  card_desk_expect (card, "00B0810008", "6982");
}

/* Cards that do not belong here. */
static void
test_odd_cards (void)
{
  MadoSimPersonalisation foreign = { .without_applet = TRUE };
  MadoSimPersonalisation my_number = { .token = MADO_SIM_TOKEN_MY_NUMBER };
  MadoSimPersonalisation locked = { .password = "ABC123", .locked = TRUE };
  MadoSimPersonalisation ended = { .life_cycle = 0x7F };
  g_autoptr (MadoSimCard) foreign_card = mado_sim_card_new_personalised (&foreign);
  g_autoptr (MadoSimCard) my_number_card = mado_sim_card_new_personalised (&my_number);
  g_autoptr (MadoSimCard) locked_card = mado_sim_card_new_personalised (&locked);
  g_autoptr (MadoSimCard) ended_card = mado_sim_card_new_personalised (&ended);

  card_desk_expect (foreign_card, CARD_DESK_SELECT, "6A82");
  card_desk_expect (my_number_card, CARD_DESK_SELECT, "9000");
  card_desk_expect (my_number_card, "00B0860010", "4A504B494150494343544F4B454E32209000");
  card_desk_expect (locked_card, CARD_DESK_SELECT, "9000");
  card_desk_expect (locked_card, "0020009B", "63C0");
  card_desk_expect (locked_card, "0020009B06" CARD_DESK_PASSWORD, "6984");
  card_desk_expect (locked_card, "80CA9F7000", "0F9000");
  card_desk_expect (ended_card, CARD_DESK_SELECT, "6285");
  card_desk_expect (ended_card, "80CA9F7000", "7F9000");
  card_desk_expect (ended_card, "0020009B", "6985");
}

/* As a T=0 card splits its answers. */
static void
test_splits (void)
{
  g_autoptr (MadoSimCard) card = card_desk_blank ();

  mado_sim_card_set_splits (card, TRUE);
  card_desk_expect (card, "00A404000AD392F00026010000000100", "610E");
  card_desk_expect (card, "00C000000E", "6F0C840AD392F0002601000000019000");
  card_desk_expect (card, "00C000000E", "6985");
  card_desk_expect (card, "80CA9F7000", "6C01");
  card_desk_expect (card, "80CA9F7001", "019000");
}

/* Extended lengths (ISO/IEC 7816-4:2005, 5.1) are understood, where a driver uses them. */
static void
test_extended (void)
{
  g_autoptr (MadoSimCard) card = card_desk_blank ();

  card_desk_expect (card, CARD_DESK_SELECT, "9000");
  card_desk_expect (card, "00B08600000004", "4A504B499000");
  card_desk_expect (card, "0020009B000006" CARD_DESK_PASSWORD, "6984");
  card_desk_expect (card, "0020009B0000", "6700");
  card_desk_expect (card, "0020009B000000AA", "6700");
}

static void
test_keygen_time (void)
{
  g_assert_cmpuint (mado_sim_keygen_time_at (0.0), ==, 170);
  g_assert_cmpuint (mado_sim_keygen_time_at (0.5), ==, 13300);
  g_assert_cmpuint (mado_sim_keygen_time_at (0.9), ==, 28000);
  g_assert_cmpuint (mado_sim_keygen_time_at (1.0), ==, 146000);
  g_assert_cmpuint (mado_sim_keygen_time_at (0.7), ==, 20650);
  g_assert_cmpuint (mado_sim_keygen_time_at (7.0), ==, 146000);
}

static void
test_clock (void)
{
  g_autoptr (MadoSimClock) clock = mado_sim_clock_new (1332860400); /* 2012-03-28 00:00 JST */
  g_autoptr (GDate) date = NULL;
  gint64 monotonic = mado_clock_monotonic (MADO_CLOCK (clock));

  mado_sim_clock_advance (clock, 86400);
  g_assert_cmpint (mado_clock_now (MADO_CLOCK (clock)), ==, 1332946800);
  g_assert_cmpint (mado_clock_monotonic (MADO_CLOCK (clock)) - monotonic, ==,
                   G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC);
  mado_sim_clock_set_now (clock, 1332860399);
  date = mado_clock_today (MADO_CLOCK (clock));
  g_assert_cmpuint (g_date_get_day (date), ==, 27);
  g_assert_cmpint (mado_clock_monotonic (MADO_CLOCK (clock)) - monotonic, ==,
                   G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC);
}

static void
test_masters (void)
{
  g_autoptr (MadoSecret) counter = NULL;
  g_autoptr (MadoSecret) generator = NULL;
  g_autoptr (MadoSecret) training = mado_sim_training_master (0x30);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("mado-masters-XXXXXX", &path, NULL);

  close (fd);
  g_file_set_contents (path,
                       "# training\ncounter=4D41444F2D545241494E494E472D3330\n"
                       "generator=000102030405060708090a0b0c0d0e0f\n",
                       -1, NULL);
  g_assert_true (mado_sim_masters_load (path, &counter, &generator, &error));
  g_assert_no_error (error);
  g_assert_true (mado_secret_equal (counter, training));
  g_assert_cmpuint (mado_secret_get_length (generator), ==, 16);
  g_clear_pointer (&counter, mado_secret_unref);
  g_clear_pointer (&generator, mado_secret_unref);
  g_file_set_contents (path, "counter=4D41\n", -1, NULL);
  g_assert_false (mado_sim_masters_load (path, &counter, &generator, &error));
  g_assert_error (error, MADO_SIM_CARD_ERROR, MADO_SIM_CARD_ERROR_DAMAGED);
  g_clear_error (&error);
  g_unlink (path);
  g_assert_false (mado_sim_masters_load (path, &counter, &generator, &error));
  g_assert_error (error, MADO_SIM_CARD_ERROR, MADO_SIM_CARD_ERROR_FILE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mado_secret_init_process ();
  g_test_add_func ("/sim/card/probes", test_probes);
  g_test_add_func ("/sim/card/blank", test_blank);
  g_test_add_func ("/sim/card/access", test_access);
  g_test_add_func ("/sim/card/password", test_password);
  g_test_add_func ("/sim/card/sign", test_sign);
  g_test_add_func ("/sim/card/reset", test_reset);
  g_test_add_func ("/sim/card/odd-cards", test_odd_cards);
  g_test_add_func ("/sim/card/splits", test_splits);
  g_test_add_func ("/sim/card/extended", test_extended);
  g_test_add_func ("/sim/keygen-time", test_keygen_time);
  g_test_add_func ("/sim/clock", test_clock);
  g_test_add_func ("/sim/masters", test_masters);
  return g_test_run ();
}
