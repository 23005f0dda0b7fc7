/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "scripted-reader.h"

#include "mado-bytes.h"

#include <string.h>

struct _ScriptedReader
{
  GObject parent_instance;
  const ScriptStep *step; /* not owned */
  gboolean connected;
  guint n_busy, n_resets;

  const MadoScp03Keys *keys; /* not owned; NULL: no secure channel */
  guint8 kvn;
  guint8 diversification[10];
  guint8 card_challenge[8];
  MadoScp03 *channel; /* owned */
};

static void implement_reader (MadoReaderInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (ScriptedReader, scripted_reader, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_READER, implement_reader))

static const char *
get_name (MadoReader *reader)
{
  return "script";
}

static gboolean
connect_card (MadoReader *reader, MadoReaderShare share, GBytes **atr, GError **error)
{
  ScriptedReader *self = SCRIPTED_READER (reader);
  const guint8 bytes[] = { 0x3B, 0xE0, 0x00, 0xFF, 0x81, 0x31, 0xFE, 0x45, 0x14 };

  g_assert_false (self->connected);
  if (self->n_busy > 0)
    {
      self->n_busy--;
      g_set_error_literal (error, MADO_READER_ERROR, MADO_READER_ERROR_BUSY, "busy");
      return FALSE;
    }
  self->connected = TRUE;
  if (atr != NULL)
    *atr = g_bytes_new (bytes, sizeof bytes);
  return TRUE;
}

static void
disconnect_card (MadoReader *reader, gboolean reset_card)
{
  ScriptedReader *self = SCRIPTED_READER (reader);

  self->n_resets += self->connected && reset_card;
  self->connected = FALSE;
  g_clear_pointer (&self->channel, mado_scp03_free);
}

static void
assert_command (const char *expected, const guint8 *command, gsize n_command)
{
  g_autofree char *hex = mado_bytes_to_hex (command, n_command);
  const gsize n = strlen (expected);

  if (n > 0 && expected[n - 1] == '*' && strncmp (hex, expected, n - 1) == 0)
    return;
  g_assert_cmpstr (hex, ==, expected);
}

static gsize
put_hex (const char *hex, guint8 *bytes)
{
  g_autoptr (GBytes) parsed = mado_bytes_from_hex (hex);
  gsize n;
  gconstpointer data = g_bytes_get_data (parsed, &n);

  memcpy (bytes, data, n);
  return n;
}

/* INITIALIZE UPDATE as the card answers it, from the key set. */
static gsize
answer_initialize (ScriptedReader *self, const guint8 *command, guint8 *answer)
{
  const guint8 sequence[5] = { 0x00, 0x00, 0x01, 0x90, 0x00 };

  g_clear_pointer (&self->channel, mado_scp03_free);
  self->channel = mado_scp03_new (self->keys, command + 5, self->card_challenge);
  memcpy (answer, self->diversification, 10);
  answer[10] = command[2];
  answer[11] = 0x03;
  answer[12] = 0x70;
  memcpy (answer + 13, self->card_challenge, 8);
  mado_scp03_card_cryptogram (self->channel, answer + 21);
  memcpy (answer + 29, sequence, sizeof sequence);
  self->card_challenge[0]++; /* another one next time */
  return 34;
}

static gsize
answer_authenticate (ScriptedReader *self, const guint8 *command, gsize n_command, guint8 *answer)
{
  g_assert_nonnull (self->channel);
  return put_hex (mado_scp03_accept_authenticate (self->channel, command, n_command, NULL) ? "9000"
                                                                                           : "6300",
                  answer);
}

static gsize
answer_protected (ScriptedReader *self, const guint8 *command, gsize n_command, guint8 *answer)
{
  const ScriptStep *step = self->step;
  g_autoptr (GError) error = NULL;
  guint8 plain[261], result[258];
  gsize n_plain, n_answer;

  g_assert_true (
      mado_scp03_unwrap_command (self->channel, command, n_command, plain, &n_plain, &error));
  assert_command (step->command + 2, plain, n_plain);
  n_plain = put_hex (step->answer, result);
  if (step->fault == SCRIPT_FAULT_BARE)
    return put_hex (step->answer, answer);
  mado_scp03_wrap_response (self->channel, result, n_plain, answer, &n_answer);
  if (step->fault == SCRIPT_FAULT_BAD_MAC)
    answer[n_answer - 3] ^= 0x01;
  return n_answer;
}

static gsize
make_answer (ScriptedReader *self, const guint8 *command, gsize n_command, guint8 *answer)
{
  const ScriptStep *step = self->step;

  if (g_str_has_prefix (step->command, "P "))
    return answer_protected (self, command, n_command, answer);
  assert_command (step->command, command, n_command);
  if (step->answer != NULL)
    return put_hex (step->answer, answer);
  if (command[1] == 0x50)
    return answer_initialize (self, command, answer);
  return answer_authenticate (self, command, n_command, answer);
}

static const struct
{
  ScriptFault fault;
  MadoReaderError code;
} faults[] = {
  { SCRIPT_FAULT_LOST, MADO_READER_ERROR_LOST },
  { SCRIPT_FAULT_REMOVED, MADO_READER_ERROR_REMOVED },
  { SCRIPT_FAULT_RESET, MADO_READER_ERROR_RESET },
};

static gboolean
transmit (MadoReader *reader, const guint8 *command, gsize n_command, guint8 *response,
          gsize *n_response, GError **error)
{
  ScriptedReader *self = SCRIPTED_READER (reader);
  const ScriptStep *step = self->step;
  guint8 answer[512];
  gsize n = 0;

  g_assert_true (self->connected);
  if (step->command == NULL)
    {
      g_autofree char *hex = mado_bytes_to_hex (command, n_command);
      g_error ("command after the script's end: %s", hex);
    }
  if (step->fault != SCRIPT_FAULT_LOST && step->fault != SCRIPT_FAULT_REMOVED
      && step->fault != SCRIPT_FAULT_RESET)
    n = make_answer (self, command, n_command, answer);
  self->step++;
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    if (faults[i].fault == step->fault)
      {
        g_set_error_literal (error, MADO_READER_ERROR, (int) faults[i].code, "scripted");
        return FALSE;
      }
  if (step->fault == SCRIPT_FAULT_EMPTY)
    n = 0;
  g_assert_cmpuint (n, <=, *n_response);
  memcpy (response, answer, n);
  *n_response = n;
  return TRUE;
}

static void
implement_reader (MadoReaderInterface *iface)
{
  iface->get_name = get_name;
  iface->connect = connect_card;
  iface->transmit = transmit;
  iface->disconnect = disconnect_card;
}

static void
scripted_reader_finalize (GObject *object)
{
  g_clear_pointer (&SCRIPTED_READER (object)->channel, mado_scp03_free);
  G_OBJECT_CLASS (scripted_reader_parent_class)->finalize (object);
}

static void
scripted_reader_class_init (ScriptedReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = scripted_reader_finalize;
}

static void
scripted_reader_init (ScriptedReader *self)
{
}

ScriptedReader *
scripted_reader_new (const ScriptStep *steps)
{
  ScriptedReader *self = g_object_new (SCRIPTED_TYPE_READER, NULL);

  self->step = steps;
  return self;
}

void
scripted_reader_set_keys (ScriptedReader *self, guint8 kvn, const guint8 diversification[10],
                          const MadoScp03Keys *keys)
{
  self->keys = keys;
  self->kvn = kvn;
  memcpy (self->diversification, diversification, 10);
}

void
scripted_reader_set_busy (ScriptedReader *self, guint n)
{
  self->n_busy = n;
}

void
scripted_reader_finish (ScriptedReader *self)
{
  g_assert_cmpstr (self->step->command, ==, NULL);
  g_assert_false (self->connected);
}

guint
scripted_reader_get_n_resets (ScriptedReader *self)
{
  return self->n_resets;
}
