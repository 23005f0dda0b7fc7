/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "session-script.h"

#define CARD(code) mado_card_error_quark, MADO_CARD_ERROR_##code
#define READER(code) mado_reader_error_quark, MADO_READER_ERROR_##code

/* Cards that are refused at the door, with everything that is sent to them. */
static const struct
{
  const char *name;
  GQuark (*domain) (void);
  int code;
  ScriptStep steps[6];
} doors[] = {
  /* clang-format off */
  { "foreign", CARD (FOREIGN), { { SELECT, "6A82" } } },
  { "foreign-no-select", CARD (FOREIGN), { { SELECT, "6D00" } } },
  { "locked", CARD (LOCKED), { { SELECT, "6283" } } },
  { "terminated", CARD (TERMINATED), { { SELECT, "6285" } } },
  { "no-token", CARD (FOREIGN), { { SELECT, "9000" }, { READ_TOKEN, "6A82" } } },
  { "blank", CARD (BLANK), { { SELECT, "9000" }, { READ_TOKEN, ZEROS_32 "9000" } } },
  { "my-number", CARD (MY_NUMBER_CARD), { { SELECT, "9000" }, { READ_TOKEN, TOKEN_MY_NUMBER "9000" } } },
  { "phone", CARD (FOREIGN), { { SELECT, "9000" }, { READ_TOKEN, "4A504B49415047505345544F4B454E9000" } } },
  { "longer-token", CARD (FOREIGN), { { SELECT, "9000" }, { READ_TOKEN, "4A504B49415049434354" "4F4B454E33" "9000" } } },
  { "token-too-long", CARD (PROTOCOL), { { SELECT, "9000" }, { READ_TOKEN, ZEROS_32 "009000" } } },
  { "no-key-set", CARD (KEYS_REFUSED),
    { { SELECT, "9000" }, { READ_TOKEN, TOKEN_JUKI "9000" }, { "8050300008*", "6A88" } } },
  { "other-protocol", CARD (PROTOCOL),
    { { SELECT, "9000" }, { READ_TOKEN, TOKEN_JUKI "9000" },
      { "8050300008*", "4A4B0102030405060708300255000000000000000000000000000000009000" } } },
  { "without-answer-protection", CARD (PROTOCOL),
    { { SELECT, "9000" }, { READ_TOKEN, TOKEN_JUKI "9000" },
      { "8050300008*", "4A4B010203040506070830030000000000000000000000000000000000" "9000" } } },
  { "short-greeting", CARD (PROTOCOL),
    { { SELECT, "9000" }, { READ_TOKEN, TOKEN_JUKI "9000" }, { "8050300008*", "4A4B9000" } } },
  { "wrong-cryptogram", CARD (KEYS_REFUSED),
    { { SELECT, "9000" }, { READ_TOKEN, TOKEN_JUKI "9000" },
      { "8050300008*", "4A4B010203040506070830036000000000000000000000000000000000" "9000" },
      { SELECT, "9000" } } },
  { "authentication-refused", CARD (KEYS_REFUSED),
    { { SELECT, "9000" }, { READ_TOKEN, TOKEN_JUKI "9000" }, { "8050300008*", NULL }, { "84823300*", "6300" },
      { SELECT, "9000" } } },
  { "authentication-blocked", CARD (KEYS_BLOCKED),
    { { SELECT, "9000" }, { READ_TOKEN, TOKEN_JUKI "9000" }, { "8050300008*", NULL }, { "84823300*", "6983" },
      { SELECT, "9000" } } },
  { "pulled-at-token", READER (REMOVED), { { SELECT, "9000" }, { READ_TOKEN, "9000", SCRIPT_FAULT_EMPTY } } },
  /* clang-format on */
};

static void
test_door (gconstpointer data)
{
  const gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (ScriptedReader) reader = scripted_reader_new (doors[i].steps);
  g_auto (MadoScp03Keys) keys = { NULL };
  const MadoCardOptions options = { .keys = session_script_keys };
  g_autoptr (GError) error = NULL;

  session_script_card_keys (MADO_CARD_KEYS_COUNTER, &keys);
  scripted_reader_set_keys (reader, MADO_CARD_KEYS_COUNTER, session_script_diversification, &keys);
  g_assert_null (mado_card_session_open (MADO_READER (reader), &options, MADO_CARD_KEYS_COUNTER,
                                         NULL, &error));
  g_assert_error (error, doors[i].domain (), doors[i].code);
  scripted_reader_finish (reader);
}

static void
test_no_keys_provided (void)
{
  static const ScriptStep steps[] = { { SELECT, "9000" },
                                      { READ_TOKEN, TOKEN_JUKI "9000" },
                                      { "8050300008*", NULL },
                                      { SELECT, "9000" },
                                      { NULL } };
  g_autoptr (ScriptedReader) reader = scripted_reader_new (steps);
  g_auto (MadoScp03Keys) keys = { NULL };
  const MadoCardOptions options = { .keys = session_script_keys, .keys_data = reader };
  g_autoptr (GError) error = NULL;

  session_script_card_keys (MADO_CARD_KEYS_COUNTER, &keys);
  scripted_reader_set_keys (reader, MADO_CARD_KEYS_COUNTER, session_script_diversification, &keys);
  g_assert_null (mado_card_session_open (MADO_READER (reader), &options, MADO_CARD_KEYS_COUNTER,
                                         NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  scripted_reader_finish (reader);
}

static void
test_busy (void)
{
  static const ScriptStep steps[] = { { SELECT, "6A82" }, { NULL } };
  g_autoptr (ScriptedReader) reader = scripted_reader_new (steps);
  const MadoCardOptions options = { .keys = NULL };
  g_autoptr (GError) error = NULL;

  scripted_reader_set_busy (reader, 2);
  g_assert_null (
      mado_card_session_open (MADO_READER (reader), &options, MADO_CARD_KEYS_NONE, NULL, &error));
  g_assert_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_FOREIGN); /* it came through */
  scripted_reader_finish (reader);
}

static gboolean
cancel_cb (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

static gpointer
open_busy (gpointer data)
{
  static const ScriptStep steps[] = { { NULL } };
  g_autoptr (ScriptedReader) reader = scripted_reader_new (steps);
  const MadoCardOptions options = { .keys = NULL };
  GError *error = NULL;

  scripted_reader_set_busy (reader, 1000);
  g_assert_null (
      mado_card_session_open (MADO_READER (reader), &options, MADO_CARD_KEYS_NONE, data, &error));
  return error;
}

static void
test_busy_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("open", open_busy, cancellable);

  cancel_cb (cancellable);
  error = g_thread_join (thread);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (doors); i++)
    {
      g_autofree char *path = g_strdup_printf ("/card/identify/%s", doors[i].name);
      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_door);
    }
  g_test_add_func ("/card/identify/no-keys-provided", test_no_keys_provided);
  g_test_add_func ("/card/identify/busy", test_busy);
  g_test_add_func ("/card/identify/busy-cancelled", test_busy_cancelled);
  return g_test_run ();
}
