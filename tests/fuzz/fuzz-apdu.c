/* Any bytes as the answers of a card: an exchange ends, keeps its limits and never repeats a
 * command that the card may have carried out.
 *
 * Input: one byte for the command (bit 0: effecting), then answers: a length and so many bytes;
 * length 254 is a card pulled before, 255 one pulled during the command.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"
#include "mado-apdu.h"
#include "mado-status-word.h"

#include <string.h>

#define FUZZ_TYPE_READER (fuzz_reader_get_type ())
G_DECLARE_FINAL_TYPE (FuzzReader, fuzz_reader, FUZZ, READER, GObject)

struct _FuzzReader
{
  GObject parent;
  const guint8 *at; /* the answers; not owned */
  gsize n_left;
  guint n_sent;     /* how often the command itself came */
  guint n_wrong_le; /* how often the answer was 6Cxx, which says "not carried out" */
};

static gboolean
transmit (MadoReader *reader, const guint8 *command, gsize n_command, guint8 *response,
          gsize *n_response, GError **error)
{
  FuzzReader *self = FUZZ_READER (reader);
  const gboolean is_command = command[1] != MADO_INS_GET_RESPONSE;
  const guint8 n = self->n_left > 0 ? self->at[0] : 255;

  g_assert_cmpuint (n_command, >=, 4);
  self->n_sent += is_command;
  if (n >= 254 || n >= self->n_left)
    {
      self->n_left = 0;
      g_set_error_literal (error, MADO_READER_ERROR,
                           n == 254 ? MADO_READER_ERROR_REMOVED : MADO_READER_ERROR_LOST, "pulled");
      return FALSE;
    }
  g_assert_cmpuint (*n_response, >=, n);
  memcpy (response, self->at + 1, n);
  *n_response = n;
  self->n_wrong_le += is_command && n >= 2 && response[n - 2] == 0x6C;
  self->at += 1 + n;
  self->n_left -= 1u + n;
  return TRUE;
}

static void
fuzz_reader_interface_init (MadoReaderInterface *interface)
{
  interface->transmit = transmit;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FuzzReader, fuzz_reader, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_READER, fuzz_reader_interface_init))

static void
fuzz_reader_class_init (FuzzReaderClass *klass)
{
}

static void
fuzz_reader_init (FuzzReader *self)
{
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize n_bytes)
{
  g_autoptr (FuzzReader) reader = g_object_new (FUZZ_TYPE_READER, NULL);
  MadoLine line = { .reader = MADO_READER (reader) };
  g_auto (MadoApdu) command = { 0 };
  g_auto (MadoAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL, refusal = NULL;
  gboolean effecting = n_bytes > 0 && (bytes[0] & 1) != 0;
  guint tries;

  if (n_bytes == 0)
    return 0;
  reader->at = bytes + 1;
  reader->n_left = n_bytes - 1;
  mado_apdu_init (&command, effecting ? MADO_APDU_EFFECTING : MADO_APDU_IDEMPOTENT,
                  effecting ? 0x00200081 : 0x00B00000, NULL, 0, effecting ? MADO_APDU_NO_LE : 256);
  if (!mado_line_exchange (&line, &command, &answer, &error))
    g_assert_nonnull (error);
  else
    {
      g_assert_no_error (error);
      g_assert_cmpuint (answer.data == NULL ? 0 : answer.data->len, <=, MADO_APDU_ANSWER_MAX);
      g_assert_true (mado_status_word_check (&command, answer.sw, &refusal) == (refusal == NULL));
      if (mado_status_word_get_tries (answer.sw, &tries))
        g_assert_cmpuint (tries, <=, 15);
    }
  g_assert_cmpuint (reader->n_sent, >=, 1);
  if (effecting)
    g_assert_cmpuint (reader->n_sent, <=, 1 + reader->n_wrong_le);
  return 0;
}
