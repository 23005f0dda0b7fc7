/* SPDX-License-Identifier: GPL-3.0-or-later */
/* events: every field comes back, and the database lets nobody change, remove or renumber one */
#include "config.h"

#include "mado-desk-sql.h"
#include "mado-event.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

static const MadoDbSchema schema
    = { "/jp/madoguchi/sql/desk/migrations", "/jp/madoguchi/sql/desk/queries" };

static MadoEvent *
full_event (void)
{
  MadoEvent *event = mado_event_new ("issue.keygen", "intent");

  event->at = 1795654800;
  event->monotonic_us = 123456789;
  event->workstation = g_strdup ("desk-1");
  event->session = g_strdup ("session");
  event->actor = g_strdup ("sato");
  event->role = g_strdup ("clerk");
  event->second_actor = g_strdup ("ito");
  event->case_number = g_strdup ("20261126-001");
  event->card_id = g_strdup ("0000000000005531");
  event->reason = g_strdup ("mado_ca_error/3");
  event->detail = g_strdup ("{\"apdus\":1}");
  event->version = g_strdup ("0.1.0");
  return event;
}

/* What somebody with a database tool might try. */
static const char *const attacks[] = {
  "UPDATE event SET outcome = 'ok'",
  "DELETE FROM event",
  "DELETE FROM event WHERE sequence = 2",
  "INSERT INTO event SELECT sequence + 5, at, monotonic_us, workstation, session, actor, role, "
  "second_actor, case_number, card_id, code, outcome, reason, detail, version FROM event LIMIT 1",
  "INSERT OR REPLACE INTO event SELECT sequence, at, monotonic_us, workstation, session, actor, "
  "role, second_actor, case_number, card_id, code, 'ok', reason, detail, version FROM event "
  "LIMIT 1",
};

static void
test_events (void)
{
  g_autofree char *folder = g_dir_make_tmp ("mado-audit-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "desk.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDb) db = mado_db_open (path, &schema, &error);
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GPtrArray) of_case = NULL;
  g_autofree char *expected = NULL;
  sqlite3 *tool;

  g_assert_no_error (error);
  for (gint64 i = 1; i <= 3; i++)
    {
      g_autoptr (MadoEvent) event = full_event ();

      g_assert_true (mado_event_append (event, db, &error));
      g_assert_cmpint (event->sequence, ==, i);
      g_free (expected);
      expected = mado_event_to_json (event);
    }
  g_assert_cmpint (sqlite3_open (path, &tool), ==, SQLITE_OK);
  for (gsize i = 0; i < G_N_ELEMENTS (attacks); i++)
    g_assert_cmpint (sqlite3_exec (tool, attacks[i], NULL, NULL, NULL) & 0xFF, ==,
                     SQLITE_CONSTRAINT);
  sqlite3_close (tool);
  events = mado_event_load_after (db, 0, 100, &error);
  of_case = mado_event_load_of_case (db, "20261126-001", &error);
  g_assert_cmpuint (events->len, ==, 3);
  g_assert_cmpuint (of_case->len, ==, 3);
  for (guint i = 0; i < events->len; i++)
    {
      g_autoptr (MadoEvent) copy = mado_event_copy (g_ptr_array_index (events, i));
      g_autofree char *json = NULL;

      g_assert_cmpint (copy->sequence, ==, (gint64) i + 1);
      copy->sequence = 3;
      json = mado_event_to_json (copy); /* names every field */
      g_assert_cmpstr (json, ==, expected);
    }
  g_clear_pointer (&db, mado_db_close);
  g_unlink (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mado_desk_sql_register_resource ();
  g_test_add_func ("/audit/event", test_events);
  return g_test_run ();
}
