/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-reader-watch.h"
#include "winscard-mock.h"

#include <string.h>

#define PATIENCE_S 20 /* a test that waits longer has failed */

typedef struct
{
  MadoReaderWatch *watch;
  GString *log; /* what was signalled, in order */
  GThread *main_thread;
  guint patience;
} Fixture;

static void
service_changed_cb (MadoReaderWatch *watch, gboolean up, Fixture *fixture)
{
  g_assert_true (fixture->main_thread == g_thread_self ());
  g_assert_cmpint (mado_reader_watch_is_service_up (watch), ==, up);
  g_string_append (fixture->log, up ? "up " : "down ");
}

static void
reader_added_cb (MadoReaderWatch *watch, const char *name, Fixture *fixture)
{
  g_string_append_printf (fixture->log, "+%s ", name + strlen (name) - 2);
}

static void
reader_removed_cb (MadoReaderWatch *watch, const char *name, Fixture *fixture)
{
  g_string_append_printf (fixture->log, "-%s ", name + strlen (name) - 2);
}

static void
slot_changed_cb (MadoReaderWatch *watch, const char *name, const MadoSlot *slot, Fixture *fixture)
{
  static const char *const states[] = { "empty", "card", "mute", "gone" };
  static const char *const uses[] = { "", "/shared", "/exclusive" };

  g_assert_cmpuint (slot->n_atr, ==, slot->state == MADO_SLOT_CARD ? 9 : 0);
  g_assert_cmpint (mado_reader_watch_get_slot (watch, name)->state, ==, slot->state);
  g_string_append_printf (fixture->log, "%s=%s%s ", name + strlen (name) - 2, states[slot->state],
                          uses[slot->use]);
}

static gboolean
give_up_cb (gpointer data)
{
  g_error ("waited too long; signalled so far: %s", ((Fixture *) data)->log->str);
  return G_SOURCE_REMOVE;
}

static void
set_up (Fixture *fixture, gconstpointer service_up)
{
  mock_reset ();
  mock_set_service (GPOINTER_TO_INT (service_up));
  fixture->log = g_string_new (NULL);
  fixture->main_thread = g_thread_self ();
  fixture->patience = g_timeout_add_seconds (PATIENCE_S, give_up_cb, fixture);
  fixture->watch = mado_reader_watch_new ();
  g_signal_connect (fixture->watch, "service-changed", G_CALLBACK (service_changed_cb), fixture);
  g_signal_connect (fixture->watch, "reader-added", G_CALLBACK (reader_added_cb), fixture);
  g_signal_connect (fixture->watch, "reader-removed", G_CALLBACK (reader_removed_cb), fixture);
  g_signal_connect (fixture->watch, "slot-changed", G_CALLBACK (slot_changed_cb), fixture);
  mado_reader_watch_start (fixture->watch);
}

/* Runs the main loop until exactly @expected was signalled since the last call. */
static void
expect (Fixture *fixture, const char *expected)
{
  while (fixture->log->len < strlen (expected))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (fixture->log->str, ==, expected);
  g_string_truncate (fixture->log, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer service_up)
{
  if (fixture->watch != NULL)
    {
      mado_reader_watch_end (fixture->watch);
      g_assert_finalize_object (g_steal_pointer (&fixture->watch));
    }
  g_source_remove (fixture->patience);
  g_string_free (fixture->log, TRUE);
}

static void
test_life (Fixture *fixture, gconstpointer unused)
{
  expect (fixture, "up +00 00=card ");
  mock_set_reader (MOCK_NAME, SCARD_STATE_PRESENT | SCARD_STATE_INUSE | 1 << 16);
  expect (fixture, "00=card/shared ");
  mock_set_reader (MOCK_NAME, SCARD_STATE_PRESENT | SCARD_STATE_EXCLUSIVE | 1 << 16);
  expect (fixture, "00=card/exclusive ");
  mock_set_reader (MOCK_NAME, SCARD_STATE_EMPTY | 2 << 16);
  expect (fixture, "00=empty ");
  mock_set_reader (MOCK_NAME, SCARD_STATE_PRESENT | SCARD_STATE_MUTE | 3 << 16);
  expect (fixture, "00=mute ");
}

/* Taken out and put in again between two looks: the count tells. */
static void
test_quick_swap (Fixture *fixture, gconstpointer unused)
{
  expect (fixture, "up +00 00=card ");
  mock_set_reader (MOCK_NAME, SCARD_STATE_PRESENT | 3 << 16);
  expect (fixture, "00=empty 00=card ");
  mock_set_reader (MOCK_NAME, SCARD_STATE_PRESENT | SCARD_STATE_INUSE | 3 << 16);
  expect (fixture, "00=card/shared ");
}

static void
test_readers (Fixture *fixture, gconstpointer unused)
{
  GList *names;

  expect (fixture, "up +00 00=card ");
  mock_set_reader ("Mock Reader 00 01", SCARD_STATE_EMPTY | 1 << 16);
  expect (fixture, "+01 01=empty ");
  names = mado_reader_watch_get_names (fixture->watch);
  g_assert_cmpuint (g_list_length (names), ==, 2);
  g_assert_cmpstr (names->data, ==, MOCK_NAME);
  g_list_free (names);
  mock_set_reader (MOCK_NAME, 0);
  expect (fixture, "-00 ");
  g_assert_null (mado_reader_watch_get_slot (fixture->watch, MOCK_NAME));
  mock_set_reader ("Mock Reader 00 01", 0);
  expect (fixture, "-01 ");
  mock_set_reader (MOCK_NAME, SCARD_STATE_EMPTY | 1 << 16);
  expect (fixture, "+00 00=empty ");
}

static void
test_service_dies (Fixture *fixture, gconstpointer unused)
{
  expect (fixture, "up +00 00=card ");
  mock_set_service (FALSE);
  expect (fixture, "-00 down ");
  mock_set_service (TRUE);
  expect (fixture, "up +00 00=card ");
}

/* One attempt a second, not a storm; and it can be dropped while it waits. */
static void
test_service_missing (Fixture *fixture, gconstpointer unused)
{
  expect (fixture, "down ");
  g_assert_cmpuint (mock_calls.n_establish, <=, 2);
  mock_set_service (TRUE);
  expect (fixture, "up +00 00=card ");
}

static void
test_ended_at_once (Fixture *fixture, gconstpointer unused)
{
}

/* Dropping it does not block, the loop ends by itself, and nothing is signalled any more. */
static void
test_dropped (Fixture *fixture, gconstpointer unused)
{
  expect (fixture, "up +00 00=card ");
  mock_set_reader (MOCK_NAME, SCARD_STATE_EMPTY | 2 << 16);
  g_assert_finalize_object (g_steal_pointer (&fixture->watch));
  mock_wait_released (1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (fixture->log->str, ==, "");
}

/* A still reader costs nothing: the loop waits in the service. */
static void
test_idle (Fixture *fixture, gconstpointer unused)
{
  expect (fixture, "up +00 00=card ");
  g_assert_cmpuint (mock_calls.n_status_change, <=, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define WATCH(path, up, func)                                                                      \
  g_test_add ("/card/reader-watch/" path, Fixture, GINT_TO_POINTER (up), set_up, func, tear_down)
  WATCH ("life", TRUE, test_life);
  WATCH ("quick-swap", TRUE, test_quick_swap);
  WATCH ("readers", TRUE, test_readers);
  WATCH ("service-dies", TRUE, test_service_dies);
  WATCH ("service-missing", FALSE, test_service_missing);
  WATCH ("ended-at-once", TRUE, test_ended_at_once);
  WATCH ("ended-at-once-without-service", FALSE, test_ended_at_once);
  WATCH ("dropped", TRUE, test_dropped);
  WATCH ("idle", TRUE, test_idle);
  return g_test_run ();
}
