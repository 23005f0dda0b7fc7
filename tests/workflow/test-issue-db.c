/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's database is full, read-only, newer, damaged or already in use: refused or stopped with
 * the right code, and no effect left the process without its row (needs.md R1). */
#include "config.h"

#include "desk-fixture.h"

#include "mado-db-private.h"
#include "mado-desk-private.h"

#include <string.h>

#define RETRIES 3

static char *template_folder;

typedef struct
{
  DeskFixture fixture;
  MadoScenario *scenario;
  MadoRun *run;
  char *folder;
  sqlite3 *witness;  /* reads the file as anybody may, beside the program */
  const char *cure;  /* SQL that ends the trouble, NULL when there is none */
  MadoDbError code;  /* what the clerk must be told */
  guint n_told;      /* how often */
  guint n_witnessed; /* effects whose row was looked for */
} Desk;

/* --- R1: before an effect its row is durable --- */

/* The newest row of the record must say what is about to happen. */
static void
witness (Desk *desk)
{
  sqlite3_stmt *last = NULL;
  const char *code, *outcome;

  g_assert_cmpint (sqlite3_prepare_v2 (desk->witness,
                                       "SELECT code, outcome FROM event ORDER BY sequence DESC", -1,
                                       &last, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (last), ==, SQLITE_ROW);
  code = (const char *) sqlite3_column_text (last, 0);
  outcome = (const char *) sqlite3_column_text (last, 1);
  if (!g_str_equal (outcome, "intent") && !g_str_equal (code, "issue.received")
      && !g_str_equal (code, "issue.written"))
    g_error ("an effect after %s %s", code, outcome);
  sqlite3_finalize (last);
  __atomic_add_fetch (&desk->n_witnessed, 1, __ATOMIC_SEQ_CST);
}

static void
card_hook (MadoSimMoment moment, guint ordinal, const guint8 header[4], gpointer data)
{
  if (moment == MADO_SIM_BEFORE_APDU)
    witness (data);
}

static void
ca_hook (gboolean before, gpointer data)
{
  if (before)
    witness (data);
}

static void
arm (DeskFixture *fixture, gpointer data)
{
  Desk *desk = data;
  g_autofree char *path = g_build_filename (desk->folder, "desk.db", NULL);

  g_assert_cmpint (sqlite3_open_v2 (path, &desk->witness, SQLITE_OPEN_READONLY, NULL), ==,
                   SQLITE_OK);
  mado_sim_card_set_hook (fixture->card, card_hook, desk);
  mado_authority_set_commit_hook (fixture->authority, ca_hook, desk);
}

/* --- trouble on the desk's own connection --- */

typedef struct
{
  Desk *desk;
  const char *sql;
} Statement;

static gboolean
run_on_worker (gpointer data, GError **error)
{
  Statement *statement = data;

  return mado_db_execute (mado_desk_get_db (statement->desk->fixture.desk), statement->sql, error);
}

static void
run_sql (Desk *desk, const char *sql)
{
  Statement statement = { desk, sql };
  g_autoptr (GError) error = NULL;

  mado_worker_call (mado_desk_get_db_worker (desk->fixture.desk), run_on_worker, &statement,
                    &error);
  g_assert_no_error (error);
}

static void
tell (MadoRun *run, gpointer data)
{
  Desk *desk = data;
  const GError *problem = mado_run_get_problem (run);

  if (!g_error_matches (problem, MADO_DB_ERROR, (int) desk->code) || desk->cure == NULL)
    return;
  desk->n_told++;
  if (desk->n_told < 2)
    return; /* the first F12 finds the trouble still there */
  run_sql (desk, desk->cure);
  desk->cure = NULL;
}

static void
open_desk (Desk *desk)
{
  desk->folder = desk_fixture_copy (template_folder);
  desk->scenario = desk_fixture_scenario ("takahashi");
  desk->fixture.prepare = arm;
  desk->fixture.data = desk;
  desk_fixture_open (&desk->fixture, desk->folder);
  desk->run = desk_fixture_start (&desk->fixture);
}

static void
close_desk (Desk *desk)
{
  g_object_unref (desk->run);
  mado_sim_card_set_hook (desk->fixture.card, NULL, NULL);
  desk_fixture_close (&desk->fixture);
  sqlite3_close (desk->witness);
  mado_scenario_free (desk->scenario);
  desk_fixture_remove (desk->folder);
  g_free (desk->folder);
}

static void
play_through (Desk *desk)
{
  const MadoPlayerOptions options
      = { .retries = RETRIES, .sheet_is_there = TRUE, .tell = tell, .tell_data = desk };

  if (!mado_player_play (desk->run, desk->scenario, &options))
    g_error ("stopped in %s: %s", mado_run_get_state (desk->run)->name,
             mado_run_get_problem (desk->run)->message);
  mado_sim_card_set_hook (desk->fixture.card, NULL, NULL);
  desk_fixture_assert_issued (&desk->fixture);
  desk_fixture_assert_record (&desk->fixture);
  g_assert_cmpuint (desk_fixture_count_events (&desk->fixture, "record.failed", "fail", NULL), ==,
                    desk->n_told > 0); /* the outage stands in the record, once */
}

/* --- full --- */

/* SQLite refuses to grow the file by one more page, exactly as it does on a full disk.  Each round
 * leaves one page more, until a whole issuance fits. */
static void
test_full (void)
{
  guint rounds = 0, n_told;

  do
    {
      Desk desk = { .code = MADO_DB_ERROR_FULL, .cure = "PRAGMA max_page_count = 1000000" };
      g_autofree char *limit = NULL;
      sqlite3_stmt *count = NULL;

      open_desk (&desk);
      sqlite3_prepare_v2 (desk.witness, "PRAGMA page_count", -1, &count, NULL);
      g_assert_cmpint (sqlite3_step (count), ==, SQLITE_ROW);
      limit = g_strdup_printf ("PRAGMA max_page_count = %d",
                               sqlite3_column_int (count, 0) + (int) rounds);
      sqlite3_finalize (count);
      run_sql (&desk, limit);
      play_through (&desk);
      g_assert_cmpuint (desk.n_witnessed, >, 70);
      n_told = desk.n_told;
      close_desk (&desk);
      rounds++;
    }
  while (n_told > 0);
  g_test_message ("%u limits", rounds);
  g_assert_cmpuint (rounds, >, 2);
}

/* --- read-only --- */

/* As when the file system was mounted read-only under the running program. */
static void
test_read_only (void)
{
  Desk desk = { .code = MADO_DB_ERROR_READ_ONLY, .cure = "PRAGMA query_only = 0" };

  open_desk (&desk);
  run_sql (&desk, "PRAGMA query_only = 1");
  play_through (&desk);
  g_assert_cmpuint (desk.n_told, ==, 2);
  close_desk (&desk);
}

/* --- opening --- */

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GError *
try_open (MadoDesk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  mado_desk_open_async (desk, NULL, opened_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  mado_desk_open_finish (desk, result, &error);
  return error;
}

/* Opening is tried twice: a refusal leaves nothing behind that would refuse the next. */
static void
assert_refused (const char *folder, GQuark domain, int code)
{
  DeskFixture fixture = { 0 };

  desk_fixture_open_parts (&fixture, folder);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = try_open (fixture.desk);

      g_assert_error (error, domain, code);
    }
  g_assert_cmpuint (g_list_model_get_n_items (mado_desk_get_runs (fixture.desk)), ==, 0);
  desk_fixture_close (&fixture);
}

static void
test_second_copy (void)
{
  g_autofree char *folder = desk_fixture_copy (template_folder);
  DeskFixture first = { 0 };

  desk_fixture_open (&first, folder);
  mado_sim_reader_remove (first.reader); /* a card lies in one reader only */
  assert_refused (folder, MADO_DESK_ERROR, MADO_DESK_ERROR_SECOND_COPY);
  desk_fixture_close (&first);
  desk_fixture_open (&first, folder); /* the first has gone: now it may */
  desk_fixture_close (&first);
  desk_fixture_remove (folder);
}

static void
test_newer (void)
{
  g_autofree char *folder = desk_fixture_copy (template_folder);
  g_autofree char *path = g_build_filename (folder, "desk.db", NULL);
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "PRAGMA user_version = 9000", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  sqlite3_close (handle);
  assert_refused (folder, MADO_DB_ERROR, MADO_DB_ERROR_NEWER);
  desk_fixture_remove (folder);
}

static void
test_damaged (void)
{
  g_autofree char *folder = desk_fixture_copy (template_folder);
  g_autofree char *path = g_build_filename (folder, "desk.db", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before, n_after;

  g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));
  memset (before, 'x', 100); /* SQLite's header */
  g_assert_true (g_file_set_contents (path, before, (gssize) n_before, NULL));
  assert_refused (folder, MADO_DB_ERROR, MADO_DB_ERROR_CORRUPT);
  /* nothing is deleted to recover */
  g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
  desk_fixture_remove (folder);
}

/* --- closing --- */

/* The program ends in the middle of an action: it comes to its end, the next one does not begin,
 * and the machine that starts afterwards goes on from there. */
static void
test_close_while_busy (void)
{
  Desk desk = { 0 };
  const MadoPlayerOptions options = { .retries = RETRIES, .sheet_is_there = TRUE };
  MadoCase *edit;

  open_desk (&desk);
  edit = mado_run_edit (desk.run);
  edit->form = mado_four_items_copy (desk.scenario->form);
  mado_run_post (desk.run, MADO_OUTCOME_OK); /* prints the application next */
  g_assert_true (mado_run_is_busy (desk.run, NULL));
  mado_desk_close (desk.fixture.desk);
  g_clear_object (&desk.run);
  mado_sim_card_set_hook (desk.fixture.card, NULL, NULL);
  desk_fixture_close (&desk.fixture);
  sqlite3_close (desk.witness);
  desk.fixture = (DeskFixture){ .prepare = arm, .data = &desk };
  desk_fixture_open (&desk.fixture, desk.folder);
  desk.run = desk_fixture_running (&desk.fixture);
  g_assert_true (mado_player_play (desk.run, desk.scenario, &options));
  mado_sim_card_set_hook (desk.fixture.card, NULL, NULL);
  desk_fixture_assert_issued (&desk.fixture);
  close_desk (&desk);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  mado_secret_init_process ();
  template_folder = desk_fixture_make_template ();
  g_test_add_func ("/workflow/issue/db/full", test_full);
  g_test_add_func ("/workflow/issue/db/read-only", test_read_only);
  g_test_add_func ("/workflow/issue/db/second-copy", test_second_copy);
  g_test_add_func ("/workflow/issue/db/newer", test_newer);
  g_test_add_func ("/workflow/issue/db/damaged", test_damaged);
  g_test_add_func ("/workflow/issue/db/close-while-busy", test_close_while_busy);
  result = g_test_run ();
  desk_fixture_remove (template_folder);
  g_free (template_folder);
  return result;
}
