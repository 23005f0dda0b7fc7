/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The record takes nothing for a while (needs.md R1, R2): what was said meanwhile was not said,
 * what stands on the screen afterwards is what is judged and stored, what an action did is stored
 * and not done again, and the outage itself is in the record. */
#include "config.h"

#include "desk-fixture.h"

#include "mado-case-fact.h"
#include "mado-db-private.h"
#include "mado-desk-private.h"
#include "mado-run-private.h"

#define READ_ONLY "mado_db_error/1"
#define OTHER_ADDRESS "東京都窓口市二丁目9番99号"

static char *template_folder;

typedef struct
{
  DeskFixture fixture;
  MadoScenario *scenario;
  MadoRun *run;
  char *folder;
  gboolean armed; /* the next APDU finds the record closed */
  guint n_told;
} Desk;

/* --- the record --- */

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

/* As when the file system was mounted read-only under the running program, or not any more. */
static void
close_record (Desk *desk, gboolean closed)
{
  Statement statement = { desk, closed ? "PRAGMA query_only = 1" : "PRAGMA query_only = 0" };
  g_autoptr (GError) error = NULL;

  mado_worker_call (mado_desk_get_db_worker (desk->fixture.desk), run_on_worker, &statement,
                    &error);
  g_assert_no_error (error);
}

/* The address on the form, as anybody may read it beside the program. */
static char *
stored_address (Desk *desk)
{
  g_autofree char *path = g_build_filename (desk->folder, "desk.db", NULL);
  sqlite3 *handle = NULL;
  sqlite3_stmt *row = NULL;
  char *address = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle,
                                       "SELECT address FROM case_person WHERE source = 'form'", -1,
                                       &row, NULL),
                   ==, SQLITE_OK);
  if (sqlite3_step (row) == SQLITE_ROW)
    address = g_strdup ((const char *) sqlite3_column_text (row, 0));
  sqlite3_finalize (row);
  sqlite3_close (handle);
  return address;
}

static guint
count (Desk *desk, const char *code, const char *outcome, const char *reason)
{
  return desk_fixture_count_events (&desk->fixture, code, outcome, reason);
}

/* --- the desk --- */

static void
open_desk (Desk *desk)
{
  desk->folder = desk_fixture_copy (template_folder);
  desk->scenario = desk_fixture_scenario ("takahashi");
  desk_fixture_open (&desk->fixture, desk->folder);
  desk->run = desk_fixture_start (&desk->fixture);
}

static void
close_desk (Desk *desk)
{
  g_object_unref (desk->run);
  mado_sim_card_set_hook (desk->fixture.card, NULL, NULL);
  desk_fixture_close (&desk->fixture);
  mado_scenario_free (desk->scenario);
  desk_fixture_remove (desk->folder);
  g_free (desk->folder);
}

static void
wait (Desk *desk)
{
  while (mado_run_is_busy (desk->run, NULL))
    g_main_context_iteration (NULL, TRUE);
}

static const char *
state (Desk *desk)
{
  return mado_run_get_state (desk->run)->name;
}

static void
say_ok (Desk *desk)
{
  mado_run_post (desk->run, MADO_OUTCOME_OK);
  wait (desk);
}

static void
assert_not_taken (Desk *desk)
{
  g_assert_error (mado_run_get_problem (desk->run), MADO_DB_ERROR, MADO_DB_ERROR_READ_ONLY);
}

/* The first row is filled in and confirmed while the record is closed. */
static void
confirm_in_vain (Desk *desk)
{
  MadoCase *edit = mado_run_edit (desk->run);

  g_clear_pointer (&edit->form, mado_four_items_free);
  edit->form = mado_four_items_copy (desk->scenario->form);
  close_record (desk, TRUE);
  say_ok (desk);
  assert_not_taken (desk);
  g_assert_cmpstr (state (desk), ==, "reception");
  say_ok (desk); /* nor the second time */
  assert_not_taken (desk);
  g_assert_true (mado_run_is_unstored (desk->run)); /* the window does not close over it */
}

static void
change_address (Desk *desk, const char *address)
{
  MadoCase *edit = mado_run_edit (desk->run);

  g_assert_nonnull (edit);
  g_free (edit->form->address);
  edit->form->address = g_strdup (address);
}

/* --- a person's word --- */

static void
test_what_stands_there (void)
{
  Desk desk = { 0 };
  g_autofree char *address = NULL;

  open_desk (&desk);
  confirm_in_vain (&desk);
  change_address (&desk, OTHER_ADDRESS);
  close_record (&desk, FALSE);
  say_ok (&desk);
  g_assert_no_error (mado_run_get_problem (desk.run));
  g_assert_false (mado_run_is_unstored (desk.run));
  g_assert_cmpstr (state (&desk), ==, "form");
  g_assert_cmpstr (mado_run_get_case (desk.run)->form->address, ==, OTHER_ADDRESS);
  address = stored_address (&desk);
  g_assert_cmpstr (address, ==, OTHER_ADDRESS);
  g_assert_cmpuint (count (&desk, "issue.reception", "ok", NULL), ==, 1);
  close_desk (&desk);
}

/* What was in order before need not be so now. */
static void
test_judged_anew (void)
{
  Desk desk = { 0 };

  open_desk (&desk);
  confirm_in_vain (&desk);
  change_address (&desk, "");
  close_record (&desk, FALSE);
  say_ok (&desk);
  g_assert_error (mado_run_get_problem (desk.run), MADO_RUN_ERROR, MADO_RUN_ERROR_INCOMPLETE);
  g_assert_cmpstr (state (&desk), ==, "reception");
  g_assert_cmpuint (count (&desk, "issue.reception", "ok", NULL), ==, 0);
  close_desk (&desk);
}

static void
test_hold (void)
{
  Desk desk = { 0 };
  g_autofree char *address = NULL;

  open_desk (&desk);
  confirm_in_vain (&desk);
  change_address (&desk, OTHER_ADDRESS);
  close_record (&desk, FALSE);
  mado_run_save (desk.run);
  wait (&desk);
  g_assert_no_error (mado_run_get_problem (desk.run));
  address = stored_address (&desk);
  g_assert_cmpstr (address, ==, OTHER_ADDRESS);
  close_desk (&desk);
}

/* Any other word is open again, too. */
static void
test_withdraw (void)
{
  Desk desk = { 0 };

  open_desk (&desk);
  confirm_in_vain (&desk);
  close_record (&desk, FALSE);
  g_assert_true (mado_run_can (desk.run, MADO_OUTCOME_CANCEL));
  mado_run_post (desk.run, MADO_OUTCOME_CANCEL);
  wait (&desk);
  g_assert_cmpint (mado_run_get_state (desk.run)->ending, ==, MADO_ENDING_WITHDRAWN);
  close_desk (&desk);
}

/* --- a change of resident data --- */

static void
test_change (void)
{
  static char kind[] = "move-out";
  Desk desk = { 0 };
  MadoChangeStop stop = { .change_id = 1, .kind = kind, .sure = TRUE };

  open_desk (&desk);
  stop.id = mado_run_get_case (desk.run)->case_id;
  confirm_in_vain (&desk);
  mado_run_tell_change (desk.run, &stop);
  wait (&desk);
  assert_not_taken (&desk);
  g_assert_cmpstr (state (&desk), ==, "reception");
  close_record (&desk, FALSE);
  say_ok (&desk); /* whatever the clerk says, the change comes first */
  g_assert_cmpstr (state (&desk), ==, "changed");
  g_assert_cmpuint (count (&desk, "issue.reception", "ok", NULL), ==, 0);
  close_desk (&desk);
}

/* --- an action's outcome --- */

static void
card_hook (MadoSimMoment moment, guint ordinal, const guint8 header[4], gpointer data)
{
  Desk *desk = data;

  if (moment != MADO_SIM_AFTER_APDU || !desk->armed)
    return;
  desk->armed = FALSE;
  close_record (desk, TRUE);
}

static void
tell (MadoRun *run, gpointer data)
{
  Desk *desk = data;

  if (g_str_equal (state (desk), "identity"))
    desk->armed = TRUE;
  if (!g_error_matches (mado_run_get_problem (run), MADO_DB_ERROR, MADO_DB_ERROR_READ_ONLY))
    return;
  desk->n_told++;
  g_assert_cmpstr (state (desk), ==, "card");
  g_assert_null (mado_run_edit (run));
  g_assert_false (mado_run_can (run, MADO_OUTCOME_CANCEL)); /* first what was done is written */
  if (desk->n_told == 2)
    close_record (desk, FALSE);
}

static void
test_action (void)
{
  Desk desk = { 0 };
  const MadoPlayerOptions options
      = { .retries = 3, .sheet_is_there = TRUE, .tell = tell, .tell_data = &desk };

  open_desk (&desk);
  mado_sim_card_set_hook (desk.fixture.card, card_hook, &desk);
  g_assert_true (mado_player_play (desk.run, desk.scenario, &options));
  g_assert_cmpuint (desk.n_told, ==, 2);
  g_assert_cmpuint (count (&desk, "issue.card", "intent", NULL), ==, 1);
  g_assert_cmpuint (count (&desk, "issue.card", "ok", NULL), ==, 1);
  g_assert_cmpuint (count (&desk, "record.failed", "fail", READ_ONLY), ==, 1);
  desk_fixture_assert_issued (&desk.fixture);
  desk_fixture_assert_record (&desk.fixture);
  close_desk (&desk);
}

/* --- the record of the outage --- */

/* Returns: (transfer none): the only one of that code. */
static const MadoEvent *
find (GPtrArray *events, const char *code, const char *outcome, guint *at)
{
  const MadoEvent *found = NULL;

  for (guint i = 0; i < events->len; i++)
    {
      const MadoEvent *event = g_ptr_array_index (events, i);

      if (!g_str_equal (event->code, code) || !g_str_equal (event->outcome, outcome))
        continue;
      g_assert_null (found);
      found = event;
      *at = i;
    }
  g_assert_nonnull (found);
  return found;
}

static void
test_in_the_record (void)
{
  Desk desk = { 0 };
  g_autoptr (GPtrArray) events = NULL;
  const MadoEvent *failed, *denied;
  guint at_failed, at_denied, at_ok;

  open_desk (&desk);
  confirm_in_vain (&desk);
  mado_run_refuse (desk.run, "other");
  wait (&desk);
  change_address (&desk, "");
  say_ok (&desk); /* refused by the guard: an event of its own, which must not be lost */
  g_assert_error (mado_run_get_problem (desk.run), MADO_RUN_ERROR, MADO_RUN_ERROR_INCOMPLETE);
  change_address (&desk, OTHER_ADDRESS);
  close_record (&desk, FALSE);
  say_ok (&desk);
  events = desk_fixture_load_events (&desk.fixture);
  failed = find (events, "record.failed", "fail", &at_failed);
  denied = find (events, "issue.reception", "denied", &at_denied);
  find (events, "issue.reception", "ok", &at_ok);
  g_assert_cmpstr (failed->reason, ==, READ_ONLY);
  g_assert_true (g_str_has_prefix (failed->detail, "{\"failed\":4,\"until\":"));
  g_assert_nonnull (denied->case_number);
  g_assert_cmpuint (at_failed, <, at_denied);
  g_assert_cmpuint (at_denied, <, at_ok);
  desk_fixture_assert_record (&desk.fixture);
  close_desk (&desk);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  mado_secret_init_process ();
  template_folder = desk_fixture_make_template ();
  g_test_add_func ("/workflow/outage/what-stands-there", test_what_stands_there);
  g_test_add_func ("/workflow/outage/judged-anew", test_judged_anew);
  g_test_add_func ("/workflow/outage/hold", test_hold);
  g_test_add_func ("/workflow/outage/withdraw", test_withdraw);
  g_test_add_func ("/workflow/outage/change", test_change);
  g_test_add_func ("/workflow/outage/action", test_action);
  g_test_add_func ("/workflow/outage/in-the-record", test_in_the_record);
  result = g_test_run ();
  desk_fixture_remove (template_folder);
  g_free (template_folder);
  return result;
}
