/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The PC/SC reader and the reader watch on a real pcscd: what each fault is taken for. */
#include "config.h"

#include "mado-reader-pcsc.h"
#include "mado-reader-watch.h"
#include "pcscd-harness.h"

#include <string.h>
#include <winscard.h>

#define READER PCSCD_HARNESS_RESIDENT
#define PATIENCE_S 20

static PcscdHarness *harness;
static char *card_path;

static const guint8 select_card[]
    = { 0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01 };

static void
insert (void)
{
  g_free (pcscd_harness_control (harness, "insert resident %s", card_path));
  pcscd_harness_wait_card (harness, READER, TRUE);
}

static void
pull (void)
{
  g_free (pcscd_harness_control (harness, "remove resident"));
  pcscd_harness_wait_card (harness, READER, FALSE);
}

static gboolean
connect_card (MadoReader *reader, GError **error)
{
  return mado_reader_connect (reader, MADO_READER_EXCLUSIVE, NULL, error);
}

static gboolean
send (MadoReader *reader, GError **error)
{
  guint8 response[258];
  gsize n = sizeof response;

  return mado_reader_transmit (reader, select_card, sizeof select_card, response, &n, error);
}

static void
assert_refused (gboolean (*call) (MadoReader *, GError **), MadoReader *reader,
                MadoReaderError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (call (reader, &error));
  g_assert_error (error, MADO_READER_ERROR, (int) code);
}

static void
test_absent (void)
{
  g_autoptr (MadoReader) reader = mado_reader_pcsc_new (READER);
  g_autoptr (MadoReader) missing = mado_reader_pcsc_new ("No such reader");

  assert_refused (connect_card, missing, MADO_READER_ERROR_NO_READER);
  assert_refused (connect_card, reader, MADO_READER_ERROR_NO_CARD);
}

static void
test_pulled_between (void)
{
  g_autoptr (MadoReader) reader = mado_reader_pcsc_new (READER);
  GError *error = NULL;

  insert ();
  g_assert_true (connect_card (reader, &error));
  g_assert_true (send (reader, &error));
  pull ();
  assert_refused (send, reader, MADO_READER_ERROR_REMOVED);
  mado_reader_disconnect (reader, TRUE);
  insert ();
  g_assert_true (connect_card (reader, &error)); /* and all is well again */
  g_assert_true (send (reader, &error));
  mado_reader_disconnect (reader, TRUE);
  pull ();
}

static void
test_pulled_during (void)
{
  g_autoptr (MadoReader) reader = mado_reader_pcsc_new (READER);
  GError *error = NULL;

  insert ();
  g_assert_true (connect_card (reader, &error));
  g_free (pcscd_harness_control (harness, "cut resident 1 during"));
  assert_refused (send, reader, MADO_READER_ERROR_LOST);
  mado_reader_disconnect (reader, TRUE);
  pcscd_harness_wait_card (harness, READER, FALSE);
}

/* Another program shares the card, holds it alone, or resets it. */
static void
test_other_program (void)
{
  g_autoptr (MadoReader) reader = mado_reader_pcsc_new (READER);
  SCARDCONTEXT context;
  SCARDHANDLE card;
  DWORD protocol;
  GError *error = NULL;

  insert ();
  g_assert_cmpint (SCardEstablishContext (SCARD_SCOPE_SYSTEM, NULL, NULL, &context), ==, 0);
  g_assert_cmpint (
      SCardConnect (context, READER, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T1, &card, &protocol), ==,
      0);
  assert_refused (connect_card, reader, MADO_READER_ERROR_BUSY);
  g_assert_true (mado_reader_connect (reader, MADO_READER_SHARED, NULL, &error));
  g_assert_true (send (reader, &error));
  g_assert_cmpint (SCardDisconnect (card, SCARD_RESET_CARD), ==, 0);
  assert_refused (send, reader, MADO_READER_ERROR_RESET);
  mado_reader_disconnect (reader, FALSE);
  SCardReleaseContext (context);
  pull ();
}

static void
test_service_killed (void)
{
  g_autoptr (MadoReader) reader = mado_reader_pcsc_new (READER);
  GError *error = NULL;

  insert ();
  g_assert_true (connect_card (reader, &error));
  pcscd_harness_kill_pcscd (harness);
  assert_refused (send, reader, MADO_READER_ERROR_LOST);
  mado_reader_disconnect (reader, TRUE);
  assert_refused (connect_card, reader, MADO_READER_ERROR_NO_SERVICE);
  pcscd_harness_start_pcscd (harness);
  pcscd_harness_wait_card (harness, READER, TRUE);
  g_assert_true (connect_card (reader, &error));
  g_assert_true (send (reader, &error));
  mado_reader_disconnect (reader, TRUE);
  pull ();
}

/* --- the watch --- */

typedef struct
{
  GString *log;
  GMainLoop *loop;
  const char *awaited;
} Watching;

static void
note (Watching *watching, const char *text)
{
  g_string_append_printf (watching->log, "%s ", text);
  if (g_str_has_suffix (watching->log->str, watching->awaited))
    g_main_loop_quit (watching->loop);
}

static void
service_changed_cb (MadoReaderWatch *watch, gboolean up, Watching *watching)
{
  note (watching, up ? "up" : "down");
}

static void
slot_changed_cb (MadoReaderWatch *watch, const char *name, const MadoSlot *slot, Watching *watching)
{
  static const char *const states[] = { "empty", "card", "mute", "gone" };
  static const char *const uses[] = { "free", "shared", "exclusive" };
  g_autofree char *text = NULL;

  if (!g_str_equal (name, READER))
    return;
  text = g_strdup_printf ("%s/%s", states[slot->state], uses[slot->use]);
  note (watching, text);
}

static gboolean
give_up_cb (gpointer data)
{
  Watching *watching = data;

  g_error ("waited for '%s', seen: %s", watching->awaited, watching->log->str);
  return G_SOURCE_REMOVE;
}

static void
await (Watching *watching, const char *awaited)
{
  const guint patience = g_timeout_add_seconds (PATIENCE_S, give_up_cb, watching);

  watching->awaited = awaited;
  if (!g_str_has_suffix (watching->log->str, awaited))
    g_main_loop_run (watching->loop);
  g_source_remove (patience);
  g_string_truncate (watching->log, 0);
}

static void
test_watch (void)
{
  g_autoptr (MadoReaderWatch) watch = mado_reader_watch_new ();
  g_autoptr (MadoReader) reader = mado_reader_pcsc_new (READER);
  Watching watching = { g_string_new (NULL), g_main_loop_new (NULL, FALSE), "" };
  GError *error = NULL;

  g_signal_connect (watch, "service-changed", G_CALLBACK (service_changed_cb), &watching);
  g_signal_connect (watch, "slot-changed", G_CALLBACK (slot_changed_cb), &watching);
  mado_reader_watch_start (watch);
  await (&watching, "up empty/free ");
  g_free (pcscd_harness_control (harness, "insert resident %s", card_path));
  await (&watching, "card/free ");
  g_assert_true (connect_card (reader, &error));
  await (&watching, "card/exclusive ");
  mado_reader_disconnect (reader, TRUE);
  await (&watching, "card/free ");
  g_free (pcscd_harness_control (harness, "remove resident"));
  await (&watching, "empty/free ");
  pcscd_harness_kill_pcscd (harness);
  await (&watching, "down ");
  pcscd_harness_start_pcscd (harness);
  await (&watching, "up empty/free ");
  mado_reader_watch_end (watch);
  g_string_free (watching.log, TRUE);
  g_main_loop_unref (watching.loop);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  harness = pcscd_harness_start (NULL);
  card_path = pcscd_harness_new_card (harness, "resident.card");
  g_test_add_func ("/e2e/reader-pcscd/absent", test_absent);
  g_test_add_func ("/e2e/reader-pcscd/pulled-between", test_pulled_between);
  g_test_add_func ("/e2e/reader-pcscd/pulled-during", test_pulled_during);
  g_test_add_func ("/e2e/reader-pcscd/other-program", test_other_program);
  g_test_add_func ("/e2e/reader-pcscd/service-killed", test_service_killed);
  g_test_add_func ("/e2e/reader-pcscd/watch", test_watch);
  result = g_test_run ();
  g_free (card_path);
  pcscd_harness_free (harness);
  return result;
}
