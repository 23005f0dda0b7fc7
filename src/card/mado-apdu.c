/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-apdu.h"

#include "mado-card-error.h"

#include <string.h>

#define HEADER 4              /* bytes: CLA INS P1 P2 */
#define SECURE_MESSAGING 0x04 /* in CLA: ISO/IEC 7816-4:2005, table 2; GP Amendment D 6.2 */
#define RESPONSE_MAX 258      /* bytes: the longest answer to a short command */

static const struct
{
  guint8 ins;
  const char *name;
} names[] = {
  { MADO_INS_ERASE, "ERASE BINARY" },
  { MADO_INS_VERIFY, "VERIFY" },
  { MADO_INS_CHANGE_REFERENCE, "CHANGE REFERENCE DATA" },
  { MADO_INS_PSO, "COMPUTE DIGITAL SIGNATURE" },
  { MADO_INS_RESET_RETRY, "RESET RETRY COUNTER" },
  { MADO_INS_ACTIVATE, "ACTIVATE FILE" },
  { MADO_INS_GENERATE, "GENERATE KEY PAIR" },
  { MADO_INS_INITIALIZE_UPDATE, "INITIALIZE UPDATE" },
  { MADO_INS_AUTHENTICATE, "EXTERNAL AUTHENTICATE" },
  { MADO_INS_SELECT, "SELECT" },
  { MADO_INS_READ, "READ BINARY" },
  { MADO_INS_GET_RESPONSE, "GET RESPONSE" },
  { MADO_INS_GET_DATA, "GET DATA" },
  { MADO_INS_UPDATE, "UPDATE BINARY" },
  { MADO_INS_PUT_KEY, "PUT KEY" },
  { MADO_INS_DELETE, "DELETE FILE" },
};

void
mado_apdu_clear (MadoApdu *self)
{
  explicit_bzero (self, sizeof *self);
}

void
mado_apdu_init (MadoApdu *self, MadoApduEffect effect, guint32 header, const guint8 *data,
                gsize n_data, guint le)
{
  const guint32 big_endian = GUINT32_TO_BE (header);

  g_assert (n_data <= 255 && le <= 256);
  self->effect = effect;
  memcpy (self->bytes, &big_endian, HEADER);
  self->n_bytes = HEADER;
  if (n_data > 0)
    {
      self->bytes[HEADER] = (guint8) n_data;
      memcpy (self->bytes + HEADER + 1, data, n_data);
      self->n_bytes = HEADER + 1 + n_data;
    }
  if (le != MADO_APDU_NO_LE)
    self->bytes[self->n_bytes++] = (guint8) le; /* 256 goes as 00 */
}

void
mado_apdu_init_secret (MadoApdu *self, MadoApduEffect effect, guint32 header,
                       const MadoSecret *secret)
{
  gsize n;
  const guint8 *bytes = mado_secret_get (secret, &n);

  mado_apdu_init (self, effect, header, bytes, n, MADO_APDU_NO_LE);
}

void
mado_apdu_set_expected (MadoApdu *self, guint le)
{
  const gsize n_data = self->n_bytes > HEADER + 1 ? self->bytes[HEADER] : 0;
  const gsize at = n_data == 0 ? HEADER : HEADER + 1 + n_data;

  self->bytes[at] = (guint8) le; /* 256 goes as 00 */
  self->n_bytes = at + 1;
}

guint8
mado_apdu_get_ins (const MadoApdu *self)
{
  return self->bytes[1];
}

const char *
mado_apdu_get_name (const MadoApdu *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].ins == mado_apdu_get_ins (self))
      return names[i].name;
  return "other command";
}

void
mado_answer_clear (MadoAnswer *self)
{
  g_clear_pointer (&self->data, g_byte_array_unref);
}

static void
record (MadoLine *self, const MadoApdu *command, MadoApduEffect effect, gsize n_received,
        guint16 sw, gint64 started_at)
{
  const MadoApduRecord made = {
    .cla = command->bytes[0],
    .ins = command->bytes[1],
    .p1 = command->bytes[2],
    .p2 = command->bytes[3],
    .effect = effect,
    .n_sent = (guint) command->n_bytes,
    .n_received = (guint) n_received,
    .sw = sw,
    .duration_us = g_get_monotonic_time () - started_at,
  };

  self->traffic.n_commands++;
  self->traffic.n_sent += made.n_sent;
  self->traffic.n_received += made.n_received;
  self->traffic.duration_us += made.duration_us;
  if (self->trace != NULL)
    self->trace (&made, self->trace_data);
}

/* One command over the reader, once; its data is appended to @answer. */
static gboolean
transmit (MadoLine *self, const MadoApdu *command, MadoAnswer *answer, GError **error)
{
  const gint64 started_at = g_get_monotonic_time ();
  guint8 response[RESPONSE_MAX];
  gsize n = sizeof response;
  gboolean sent
      = mado_reader_transmit (self->reader, command->bytes, command->n_bytes, response, &n, error);

  if (sent && n < 2)
    {
      g_set_error_literal (error, MADO_READER_ERROR, MADO_READER_ERROR_LOST, "empty answer");
      sent = FALSE;
    }
  if (sent)
    {
      answer->sw = (guint16) (response[n - 2] << 8 | response[n - 1]);
      g_byte_array_append (answer->data, response, (guint) n - 2);
    }
  record (self, command, command->effect, sent ? n : 0, sent ? answer->sw : 0, started_at);
  explicit_bzero (response, sizeof response);
  return sent;
}

/* 6Cxx: the card did nothing and names the length that it wants.  Not so for a protected command:
 * its MAC and the counter were used up with it, so the same bytes cannot be right a second time,
 * and the word itself is not protected.  mado-secure-channel decides what then is allowed. */
static gboolean
transmit_with_length (MadoLine *self, const MadoApdu *command, MadoAnswer *answer, GError **error)
{
  g_auto (MadoApdu) again = *command;
  const guint before = answer->data->len;

  if (!transmit (self, command, answer, error))
    return FALSE;
  if (answer->sw >> 8 != 0x6C || (command->bytes[0] & SECURE_MESSAGING) != 0)
    return TRUE;
  g_byte_array_set_size (answer->data, before);
  mado_apdu_set_expected (&again, answer->sw & 0xFF);
  if (!transmit (self, &again, answer, error))
    return FALSE;
  if (answer->sw >> 8 != 0x6C)
    return TRUE;
  g_set_error_literal (error, MADO_CARD_ERROR, MADO_CARD_ERROR_PROTOCOL,
                       "the card asks for one length after another");
  return FALSE;
}

/* 61xx: more data waits.  Each step must bring some, so the loop ends. */
static gboolean
fetch_rest (MadoLine *self, MadoAnswer *answer, GError **error)
{
  while (answer->sw >> 8 == 0x61)
    {
      const guint before = answer->data->len;
      const guint le = answer->sw & 0xFF;
      g_auto (MadoApdu) more = { { 0 }, 0, MADO_APDU_IDEMPOTENT };

      mado_apdu_init (&more, MADO_APDU_IDEMPOTENT, 0x00C00000, NULL, 0, le == 0 ? 256 : le);
      if (!transmit_with_length (self, &more, answer, error))
        return FALSE;
      if (answer->data->len > MADO_APDU_ANSWER_MAX
          || (answer->sw >> 8 == 0x61 && answer->data->len == before))
        {
          g_set_error_literal (error, MADO_CARD_ERROR, MADO_CARD_ERROR_PROTOCOL,
                               "GET RESPONSE: no end");
          return FALSE;
        }
    }
  return TRUE;
}

/* What the caller must conclude when the exchange broke; @answered: the first answer had come. */
static void
conclude (const MadoApdu *command, gboolean answered, GError *reason, GError **error)
{
  const gboolean lost = g_error_matches (reason, MADO_READER_ERROR, MADO_READER_ERROR_LOST);

  if (command->effect == MADO_APDU_EFFECTING && (lost || answered))
    g_set_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_UNSURE,
                 "%s: no whole answer, the card may have acted: %s", mado_apdu_get_name (command),
                 reason->message);
  else if (lost)
    g_set_error (error, MADO_READER_ERROR, MADO_READER_ERROR_REMOVED, "%s: %s",
                 mado_apdu_get_name (command), reason->message);
  else
    {
      g_prefix_error (&reason, "%s: ", mado_apdu_get_name (command));
      g_propagate_error (error, reason);
      return;
    }
  g_error_free (reason);
}

gboolean
mado_line_exchange (MadoLine *self, const MadoApdu *command, MadoAnswer *answer, GError **error)
{
  GError *reason = NULL;
  gboolean answered;

  mado_answer_clear (answer);
  answer->data = g_byte_array_new ();
  answered = transmit_with_length (self, command, answer, &reason);
  if (answered && fetch_rest (self, answer, &reason))
    return TRUE;
  conclude (command, answered, reason, error);
  return FALSE;
}
