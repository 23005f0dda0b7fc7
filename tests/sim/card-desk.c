/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "card-desk.h"
#include "mado-bytes.h"
#include "prepared-keys.h"

#include <string.h>

#define CERTIFICATE_LENGTH 300

static char *
transmit (MadoSimCard *card, const guint8 *command, gsize n_command)
{
  guint8 response[MADO_SIM_CARD_RESPONSE_MAX];
  gsize n_response = 0;

  switch (mado_sim_card_transmit (card, command, n_command, response, &n_response))
    {
    case MADO_SIM_ANSWERED:
      return mado_bytes_to_hex (response, n_response);
    case MADO_SIM_GONE:
      return g_strdup ("gone");
    case MADO_SIM_LOST:
    default:
      return g_strdup ("lost");
    }
}

char *
card_desk_answer (MadoSimCard *card, const char *command)
{
  g_autoptr (GBytes) bytes = mado_bytes_from_hex (command);

  g_assert_nonnull (bytes);
  return transmit (card, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

void
card_desk_expect (MadoSimCard *card, const char *command, const char *expected)
{
  g_autofree char *answer = card_desk_answer (card, command);

  if (!g_str_equal (answer, expected))
    g_error ("command %.10s: answer %s, expected %s", command, answer, expected);
}

static MadoScp03 *
start_channel (guint8 version, const guint8 host_challenge[8], const guint8 *answer)
{
  g_autoptr (MadoSecret) master = mado_sim_training_master (version);
  g_auto (MadoScp03Keys) keys = { 0 };
  MadoScp03 *channel;
  guint8 cryptogram[8];

  mado_scp03_diversify (master, answer, &keys);
  channel = mado_scp03_new (&keys, host_challenge, answer + 13);
  mado_scp03_card_cryptogram (channel, cryptogram);
  g_assert_cmpmem (cryptogram, 8, answer + 21, 8);
  return channel;
}

MadoScp03 *
card_desk_open (MadoSimCard *card, guint8 version)
{
  guint8 command[14] = { 0x80, 0x50, version, 0x00, 0x08 };
  guint8 authenticate[21], answer[MADO_SIM_CARD_RESPONSE_MAX];
  MadoScp03 *channel;
  gsize n_answer = 0;

  memset (command + 5, 0x5A, 8);
  card_desk_expect (card, CARD_DESK_SELECT, "9000");
  g_assert_cmpint (mado_sim_card_transmit (card, command, sizeof command, answer, &n_answer), ==,
                   MADO_SIM_ANSWERED);
  g_assert_cmpuint (n_answer, ==, 34);
  channel = start_channel (version, command + 5, answer);
  mado_scp03_authenticate_command (channel, MADO_SCP03_LEVEL_FULL, authenticate);
  g_assert_cmpint (
      mado_sim_card_transmit (card, authenticate, sizeof authenticate, answer, &n_answer), ==,
      MADO_SIM_ANSWERED);
  g_assert_cmpmem (answer, n_answer, "\x90\x00", 2);
  return channel;
}

char *
card_desk_protected (MadoSimCard *card, MadoScp03 *channel, const char *command)
{
  g_autoptr (GBytes) bytes = mado_bytes_from_hex (command);
  guint8 wrapped[261], answer[MADO_SIM_CARD_RESPONSE_MAX], plain[258];
  gsize n_wrapped = 0, n_answer = 0, n_plain = 0;
  g_autoptr (GError) error = NULL;
  MadoSimOutcome outcome;

  mado_scp03_wrap_command (channel, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                           wrapped, &n_wrapped, &error);
  g_assert_no_error (error);
  outcome = mado_sim_card_transmit (card, wrapped, n_wrapped, answer, &n_answer);
  if (outcome != MADO_SIM_ANSWERED)
    return g_strdup (outcome == MADO_SIM_GONE ? "gone" : "lost");
  if (!mado_scp03_unwrap_response (channel, answer, n_answer, plain, &n_plain, NULL))
    return g_strdup ("broken");
  return mado_bytes_to_hex (plain, n_plain);
}

void
card_desk_expect_protected (MadoSimCard *card, MadoScp03 *channel, const char *command,
                            const char *expected)
{
  g_autofree char *answer = card_desk_protected (card, channel, command);

  if (!g_str_equal (answer, expected))
    g_error ("protected command %.10s: answer %s, expected %s", command, answer, expected);
}

MadoSimCard *
card_desk_blank (void)
{
  MadoSimPersonalisation what = { .card_id = { 1, 2, 3, 4, 5, 6, 7, 8 } };
  MadoSimCard *card = mado_sim_card_new_personalised (&what);

  prepared_key_give (card, 0, 2);
  return card;
}

char *
card_desk_write_certificate (MadoSimCard *card, MadoScp03 *channel, guint8 filler)
{
  static const guint body[][2] = { { 4, 224 }, { 228, CERTIFICATE_LENGTH - 228 } };
  g_autofree char *answer = card_desk_protected (card, channel, "00A4020C020001");

  for (gsize i = 0; i < G_N_ELEMENTS (body) && g_str_equal (answer, "9000"); i++)
    {
      g_autoptr (GString) command = g_string_new (NULL);

      g_string_printf (command, "00D6%04X%02X", body[i][0], body[i][1]);
      for (guint j = 0; j < body[i][1]; j++)
        g_string_append_printf (command, "%02X", (guint) filler);
      g_free (answer);
      answer = card_desk_protected (card, channel, command->str);
    }
  if (!g_str_equal (answer, "9000"))
    return g_steal_pointer (&answer);
  return card_desk_protected (card, channel, "00D600000430820128");
}

void
card_desk_issue (MadoSimCard *card)
{
  g_autoptr (MadoScp03) channel = card_desk_open (card, 0x30);
  g_autofree char *written = NULL;

  card_desk_expect_protected (card, channel, "00A4020C02001A", "9000");
  card_desk_expect_protected (card, channel, "00478000", "9000");
  card_desk_expect_protected (card, channel, "00A4020C02001B", "9000");
  card_desk_expect_protected (card, channel, "0024018006" CARD_DESK_PASSWORD, "9000");
  written = card_desk_write_certificate (card, channel, 0xC5);
  g_assert_cmpstr (written, ==, "9000");
}
