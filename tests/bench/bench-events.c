/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-events FOLDER: durable events a second, ours against the same bytes by plain SQLite
 *
 * Prints a line a round, "OURS PLAIN": within one, both take turns on the same disk, a few events
 * each, so that a busy moment of the disk falls on both. */
#include "config.h"

#include "mado-desk-sql.h"
#include "mado-event.h"
#include "mado-txn.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#define ROUNDS 15
#define TURNS 12  /* a round */
#define EVENTS 20 /* a turn */

static const MadoDbSchema desk_schema
    = { "/jp/madoguchi/sql/desk/migrations", "/jp/madoguchi/sql/desk/queries" };

#define DETAIL "{\"apdus\":8,\"bytes\":470,\"card_us\":80854,\"ca_us\":0}"
#define SESSION "46aa87da-5f32-40cd-9812-23f236880b23"

static void
die (const char *what, const char *why)
{
  fprintf (stderr, "bench-events: %s: %s\n", what, why);
  exit (1);
}

static void
append_one (MadoDb *db)
{
  g_autoptr (MadoEvent) event = mado_event_new ("issue.card", "ok");
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoTxn) txn = mado_txn_begin (db, &error);

  event->at = g_get_real_time () / G_USEC_PER_SEC;
  event->monotonic_us = g_get_monotonic_time ();
  event->workstation = g_strdup ("kunren-1");
  event->session = g_strdup (SESSION);
  event->actor = g_strdup ("sato");
  event->role = g_strdup ("clerk");
  event->case_number = g_strdup ("20261126-001");
  event->card_id = g_strdup ("B1F0BD0D33C4E94C");
  event->detail = g_strdup (DETAIL);
  event->version = g_strdup (PACKAGE_VERSION);
  if (txn == NULL || !mado_event_append (event, db, &error) || !mado_txn_commit (txn, &error))
    die ("event", error->message);
}

static void
run_sql (sqlite3 *raw, const char *text)
{
  if (sqlite3_exec (raw, text, NULL, NULL, NULL) != SQLITE_OK)
    die (text, sqlite3_errmsg (raw));
}

static sqlite3 *
open_raw (const char *path)
{
  sqlite3 *raw = NULL;

  if (sqlite3_open (path, &raw) != SQLITE_OK)
    die (path, sqlite3_errmsg (raw));
  run_sql (raw,
           "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
           "CREATE TABLE event (sequence INTEGER PRIMARY KEY, at INTEGER, monotonic_us INTEGER,"
           " workstation TEXT, session TEXT, actor TEXT, role TEXT, case_number TEXT,"
           " card_id TEXT, code TEXT, outcome TEXT, detail TEXT, version TEXT)");
  return raw;
}

static sqlite3_stmt *
prepare_raw (sqlite3 *raw)
{
  sqlite3_stmt *insert = NULL;

  if (sqlite3_prepare_v2 (raw,
                          "INSERT INTO event (at, monotonic_us, workstation, session, actor, role,"
                          " case_number, card_id, code, outcome, detail, version)"
                          " VALUES (?, ?, 'kunren-1', '" SESSION "', 'sato', 'clerk',"
                          " '20261126-001', 'B1F0BD0D33C4E94C', 'issue.card', 'ok', '" DETAIL
                          "', '" PACKAGE_VERSION "')",
                          -1, &insert, NULL)
      != SQLITE_OK)
    die ("prepare", sqlite3_errmsg (raw));
  return insert;
}

static void
insert_one (sqlite3 *raw, sqlite3_stmt *insert)
{
  sqlite3_bind_int64 (insert, 1, g_get_real_time () / G_USEC_PER_SEC);
  sqlite3_bind_int64 (insert, 2, g_get_monotonic_time ());
  if (sqlite3_step (insert) != SQLITE_DONE || sqlite3_reset (insert) != SQLITE_OK)
    die ("insert", sqlite3_errmsg (raw));
}

/* Microseconds of a turn. */
static gint64
turn_ours (MadoDb *db)
{
  const gint64 began = g_get_monotonic_time ();

  for (guint i = 0; i < EVENTS; i++)
    append_one (db);
  return g_get_monotonic_time () - began;
}

static gint64
turn_plain (sqlite3 *raw, sqlite3_stmt *insert)
{
  const gint64 began = g_get_monotonic_time ();

  for (guint i = 0; i < EVENTS; i++)
    insert_one (raw, insert);
  return g_get_monotonic_time () - began;
}

static void
run_round (MadoDb *db, sqlite3 *raw, sqlite3_stmt *insert)
{
  const double events = (double) TURNS * EVENTS * G_USEC_PER_SEC;
  gint64 ours_us = 0, plain_us = 0;

  for (guint i = 0; i < TURNS; i++)
    {
      ours_us += turn_ours (db);
      plain_us += turn_plain (raw, insert);
    }
  printf ("%.0f %.0f\n", events / (double) ours_us, events / (double) plain_us);
}

int
main (int argc, char **argv)
{
  g_autofree char *ours_path = NULL;
  g_autofree char *raw_path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDb) db = NULL;
  sqlite3_stmt *insert;
  sqlite3 *raw;

  if (argc != 2)
    die ("usage", "bench-events FOLDER");
  ours_path = g_build_filename (argv[1], "ours.db", NULL);
  raw_path = g_build_filename (argv[1], "plain.db", NULL);
  mado_desk_sql_register_resource ();
  db = mado_db_open (ours_path, &desk_schema, &error);
  if (db == NULL)
    die (ours_path, error->message);
  raw = open_raw (raw_path);
  insert = prepare_raw (raw);
  for (guint round = 0; round < ROUNDS; round++)
    run_round (db, raw, insert);
  sqlite3_finalize (insert);
  sqlite3_close (raw);
  return 0;
}
