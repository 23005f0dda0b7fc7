/* Any bytes from the virtual reader: the card keeps framing, limits and the holder's secrets.
 *
 * Input: one byte of switches (bit 0: an issued card instead of a blank one; bit 1: answers split
 * as under T=0; bit 2: commands go through an open channel), then messages as vpcd sends them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"
#include "card-desk.h"
#include "prepared-keys.h"
#include "mado-sim-vpcd-wire.h"

#include <string.h>

#define KEYS 8 /* prepared; a message that would need more ends the input, making one is slow */

enum
{
  SWITCH_ISSUED = 1,
  SWITCH_SPLITS = 2,
  SWITCH_CHANNEL = 4,
};

static MadoSimCard *
make_card (guint8 switches)
{
  MadoSimPersonalisation what = { .password = (switches & SWITCH_ISSUED) != 0 ? "ABC123" : NULL };
  MadoSimCard *card = mado_sim_card_new_personalised (&what);
  g_autoptr (GBytes) key = prepared_key_der (0);

  for (guint i = 0; i < KEYS; i++)
    mado_sim_card_add_prepared_key (card, key);
  return card;
}

/* How many key generations @bytes could ask for, at most. */
static gboolean
asks_too_much (const guint8 *bytes, gsize n_bytes)
{
  guint n_generate = 0;

  for (gsize i = 0; i < n_bytes; i++)
    n_generate += bytes[i] == 0x47;
  return n_generate > KEYS;
}

static void
check_answer (const guint8 *answer, gsize n_answer)
{
  if (n_answer == 0)
    return;
  g_assert_cmpuint (n_answer, >=, 2 + 2);
  g_assert_cmpuint (n_answer, <=, MADO_SIM_VPCD_ANSWER_MAX);
  g_assert_cmpuint (answer[0] << 8 | answer[1], ==, n_answer - 2);
}

/* Feeds the bytes as the line brings them, in whatever pieces fit. */
static void
feed_line (MadoSimCard *card, const guint8 *bytes, gsize n_bytes)
{
  g_autoptr (MadoSimVpcdWire) wire = mado_sim_vpcd_wire_new (card);
  guint8 answer[MADO_SIM_VPCD_ANSWER_MAX];
  gsize n_room, n_answer;

  while (n_bytes > 0)
    {
      guint8 *room = mado_sim_vpcd_wire_room (wire, &n_room);
      gsize n = MIN (n_room, n_bytes);

      g_assert_cmpuint (n, >, 0);
      memcpy (room, bytes, n);
      mado_sim_vpcd_wire_took (wire, n);
      bytes += n;
      n_bytes -= n;
      while (mado_sim_vpcd_wire_next (wire, answer, &n_answer) == MADO_SIM_VPCD_HANDLED)
        check_answer (answer, n_answer);
    }
}

/* One command through the channel: whatever the card answers, its protection is right. */
static gboolean
send_protected (MadoSimCard *card, MadoScp03 *channel, const guint8 *command, gsize n_command)
{
  guint8 wrapped[261], answer[MADO_SIM_CARD_RESPONSE_MAX], plain[258];
  gsize n_wrapped = 0, n_answer = 0, n_plain = 0;

  if (!mado_scp03_wrap_command (channel, command, n_command, wrapped, &n_wrapped, NULL))
    return TRUE;
  g_assert_cmpint (mado_sim_card_transmit (card, wrapped, n_wrapped, answer, &n_answer), ==,
                   MADO_SIM_ANSWERED);
  g_assert_cmpuint (n_answer, >=, 2);
  if (n_answer == 2) /* bare: an error, or a command that ended the channel */
    return answer[0] != 0x69 || answer[1] != 0x82;
  return mado_scp03_unwrap_response (channel, answer, n_answer, plain, &n_plain, NULL);
}

static void
feed_channel (MadoSimCard *card, const guint8 *bytes, gsize n_bytes)
{
  g_autoptr (MadoScp03) channel = card_desk_open (card, 0x30);

  while (n_bytes >= 2)
    {
      gsize n = (gsize) bytes[0] << 8 | bytes[1];

      bytes += 2;
      n_bytes -= 2;
      n = MIN (n, n_bytes);
      if (n >= 4 && n <= 261 && !send_protected (card, channel, bytes, n))
        break;
      bytes += n;
      n_bytes -= n;
    }
}

/* However it was treated: it still is a card, and its password still is one. */
static void
check_card (MadoSimCard *card)
{
  g_autofree char *selected = NULL;
  g_autofree char *tries = NULL;

  mado_sim_card_set_splits (card, FALSE);
  mado_sim_card_power_on (card);
  selected = card_desk_answer (card, CARD_DESK_SELECT);
  tries = card_desk_answer (card, "0020009B");
  if (g_str_equal (selected, "6285"))
    g_assert_cmpstr (tries, ==, "6985"); /* terminated */
  else
    {
      g_assert_cmpstr (selected, ==, "9000");
      g_assert_true (g_str_has_prefix (tries, "63C") && tries[3] >= '0' && tries[3] <= '5');
      card_desk_expect (card, "00B0810004", "6982"); /* the certificate is the holder's */
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize n_bytes)
{
  static gsize prepared;
  g_autoptr (MadoSimCard) card = NULL;

  if (n_bytes == 0 || asks_too_much (bytes, n_bytes))
    return 0;
  if (g_once_init_enter (&prepared))
    {
      mado_secret_init_process ();
      g_once_init_leave (&prepared, 1);
    }
  card = make_card (bytes[0]);
  mado_sim_card_power_on (card);
  if ((bytes[0] & SWITCH_CHANNEL) != 0)
    feed_channel (card, bytes + 1, n_bytes - 1);
  else
    {
      mado_sim_card_set_splits (card, (bytes[0] & SWITCH_SPLITS) != 0);
      feed_line (card, bytes + 1, n_bytes - 1);
    }
  check_card (card);
  return 0;
}
