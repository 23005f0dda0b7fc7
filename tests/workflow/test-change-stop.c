/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change of resident data meets a running case (domain.md 9 #21).  The promise: the case ends as
 * stopped, no fee is taken and nothing is in force for that person, wherever it stood and however
 * often the program died; what was paid for goes on the governor's list; a change that is another
 * person's leaves the case where it was. */
#include "config.h"

#include "changes-fixture.h"
#include "visit-fixture.h"

#include "desk-template.h"
#include "mado-case-fact.h"
#include "mado-desk-private.h"
#include "mado-run-wait.h"
#include "mado-waiting.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define OTHER_NAME "高橋　良郎" /* same reading and birth date */

static void
import_today (Desk *desk, const char *kind, const char *name)
{
  g_autoptr (MadoImport) imported
      = changes_import_of (&desk->service, kind, name, desk->scenario->register_items);

  g_assert_cmpuint (imported->n_cases, ==, 1);
}

/* Of the day after the one on which the case was compared. */
static void
import (Desk *desk, const char *kind, const char *name)
{
  service_next_day (&desk->service);
  import_today (desk, kind, name);
}

static void
move (Desk *desk)
{
  import (desk, "転居", desk->scenario->register_items->name);
}

/* Before anything was issued, and after. */
static void
test_stops_at (Desk *desk, gconstpointer until)
{
  const int code
      = (int) (g_str_equal (until, "fee") ? MADO_RUN_ERROR_CHANGE_ISSUED : MADO_RUN_ERROR_CHANGE);

  desk_play (desk, until);
  move (desk);
  desk_wait_for (desk, "changed");
  g_assert_error (mado_run_get_problem (desk->run), MADO_RUN_ERROR, code);
  g_assert_cmpstr (mado_case_get_fact (mado_run_get_case (desk->run), MADO_FACT_CHANGE), ==,
                   "move_within");
  g_assert_false (mado_run_can (desk->run, MADO_OUTCOME_AGAIN));
  g_assert_false (mado_run_can (desk->run, MADO_OUTCOME_CANCEL));
  desk_restart (desk);
  g_assert_cmpstr (desk_row (desk), ==, "changed");
  g_assert_error (mado_run_get_problem (desk->run), MADO_RUN_ERROR, code);
  desk_play (desk, NULL);
  changes_assert_stopped (desk);
}

/* The program ends before the run has been told: at the next start it is. */
static void
test_told_after_restart (Desk *desk, gconstpointer data)
{
  desk_play (desk, "compare");
  move (desk);
  desk_restart (desk);
  desk_wait_for (desk, "changed");
  desk_play (desk, NULL);
  changes_assert_stopped (desk);
}

/* --- while the CA is at work --- */

typedef struct
{
  Desk *desk;
  char *path;           /* owned: the register's file; NULL once it was given */
  GAsyncResult *result; /* owned, nullable */
} AtRequest;

static void
import_at_request (MadoRun *run, AtRequest *at)
{
  if (at->path == NULL || !g_str_equal (mado_run_get_state (run)->name, "request")
      || !mado_run_is_busy (run, NULL))
    return;
  mado_desk_import_changes_async (at->desk->service.fixture.desk, at->path, NULL, NULL, NULL, NULL,
                                  service_ready_cb, &at->result);
  g_clear_pointer (&at->path, g_free);
}

static char *
write_move (Desk *desk)
{
  const MadoFourItems *items = desk->scenario->register_items;
  g_autofree char *text
      = g_strdup_printf (CHANGES_HEADING "転居,2026-11-27,%s,%s,%04d%02d%02d,東京都\n", items->name,
                         items->kana, items->birth.year, items->birth.month, items->birth.day);

  return service_write (&desk->service, "changes.csv", text);
}

/* Between request and confirmation it is not known what the CA did: that comes first. */
static void
test_at_the_ca (Desk *desk, gconstpointer data)
{
  AtRequest at = { .desk = desk, .path = write_move (desk) };
  g_autoptr (MadoImport) imported = NULL;

  desk_play (desk, "password");
  service_next_day (&desk->service);
  g_signal_connect (desk->run, "changed", G_CALLBACK (import_at_request), &at);
  desk_play (desk, "fee");
  imported = mado_desk_import_changes_finish (desk->service.fixture.desk, service_wait (&at.result),
                                              NULL);
  g_clear_object (&at.result);
  g_assert_cmpuint (imported->n_cases, ==, 1);
  while (desk_count (desk, "issue.fee", "changed") == 0)
    g_main_context_iteration (NULL, TRUE);
  desk_play (desk, NULL);
  changes_assert_stopped (desk);
  g_assert_cmpuint (desk_count (desk, "issue.request", "ok"), ==, 1);
  g_assert_cmpuint (desk_count (desk, "issue.abandon", "ok"), ==, 1);
}

/* --- too late --- */

/* The fee is taken: the case comes to its end, and what it issued is on the governor's list. */
static void
test_paid (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) pending = NULL;
  g_autoptr (GPtrArray) open = NULL;

  desk_play (desk, "hand-over");
  move (desk);
  g_assert_true (desk_play (desk, NULL));
  desk_fixture_assert_issued (&desk->service.fixture);
  pending = changes_list_revocations (&desk->service, MADO_CHANGE_REVOCATION_PENDING, NULL);
  g_assert_cmpuint (pending->len, ==, 1);
  open = changes_list_stops (&desk->service, MADO_CHANGE_STOPS_CASE);
  g_assert_cmpuint (open->len, ==, 0);
  g_assert_cmpuint (desk_count (desk, "changes.stop", "ended"), ==, 1);
}

/* --- another person's --- */

static void
test_doubt (Desk *desk, gconstpointer until)
{
  desk_play (desk, until);
  import (desk, "転居", OTHER_NAME);
  desk_wait_for (desk, "changed-doubt");
  g_assert_error (mado_run_get_problem (desk->run), MADO_RUN_ERROR, MADO_RUN_ERROR_CHANGE_DOUBT);
  desk_restart (desk);
  g_assert_cmpstr (desk_row (desk), ==, "changed-doubt");
  desk_post (desk, MADO_OUTCOME_AGAIN);
  g_assert_cmpstr (desk_row (desk), ==, until);
  g_assert_null (mado_case_get_fact (mado_run_get_case (desk->run), MADO_FACT_CHANGE));
  g_assert_cmpuint (desk_count (desk, "changes.stop", "other-person"), ==, 1);
  desk_restart (desk);
  g_assert_cmpstr (desk_row (desk), ==, until);
  g_assert_true (desk_play (desk, NULL));
  desk_fixture_assert_issued (&desk->service.fixture);
}

static void
test_doubt_is_true (Desk *desk, gconstpointer until)
{
  desk_play (desk, until);
  import (desk, "死亡", OTHER_NAME);
  desk_wait_for (desk, "changed-doubt");
  desk_play (desk, NULL);
  changes_assert_stopped (desk);
}

/* One change is another person's, the next is not. */
static void
test_two_changes (Desk *desk, gconstpointer data)
{
  desk_play (desk, "identity");
  import (desk, "転居", OTHER_NAME);
  desk_wait_for (desk, "changed-doubt");
  move (desk);
  g_assert_cmpstr (desk_row (desk), ==, "changed-doubt");
  desk_post (desk, MADO_OUTCOME_AGAIN);
  desk_wait_for (desk, "changed");
  desk_play (desk, NULL);
  changes_assert_stopped (desk);
}

/* --- of a case that waits --- */

static void
test_parked (Desk *desk, gconstpointer same_person)
{
  gboolean same = GPOINTER_TO_INT (same_person);

  desk_play (desk, "identity");
  mado_run_park (desk->run, "CA_STOPPED");
  desk_wait_for (desk, "parked");
  import (desk, "転居", same ? desk->scenario->register_items->name : OTHER_NAME);
  desk_wait_for (desk, same ? "changed" : "changed-doubt");
  desk_restart (desk);
  desk_post (desk, same ? MADO_OUTCOME_OK : MADO_OUTCOME_AGAIN);
  if (same)
    {
      changes_assert_stopped (desk);
      return;
    }
  g_assert_true (mado_run_is_parked (desk->run));
  desk_post (desk, MADO_OUTCOME_OK);
  g_assert_cmpstr (desk_row (desk), ==, "identity");
  g_assert_true (desk_play (desk, NULL));
}

/* --- killed at every commit --- */

typedef struct
{
  guint kill_at, n_commits;
} Life;

static void
commit_hook (gboolean before, gpointer data)
{
  Life *life = data;

  if (__atomic_add_fetch (&life->n_commits, 1, __ATOMIC_SEQ_CST) == life->kill_at)
    raise (SIGKILL);
}

static void
arm (DeskFixture *fixture, gpointer data)
{
  mado_desk_set_commit_hook (fixture->desk, commit_hook, data);
}

/* The desk's working day until the case has stopped; begun anew after a kill. */
static void
live (const char *folder, Life *life)
{
  Desk desk = { .service.fixture = { .prepare = arm, .data = life, .days_later = 1 } };

  desk.service.folder = g_strdup (folder);
  desk.scenario = desk_fixture_scenario ("takahashi");
  desk_fixture_open (&desk.service.fixture, folder);
  desk.run = desk_fixture_running (&desk.service.fixture);
  if (desk.run != NULL)
    {
      if (desk_count (&desk, "changes.met", "ok") == 0)
        import_today (&desk, "転居", desk.scenario->register_items->name);
      while (desk_count (&desk, "case.changed", NULL) + desk_count (&desk, "issue.fee", "changed")
             == 0)
        g_main_context_iteration (NULL, TRUE);
      desk_play (&desk, NULL);
    }
  life->kill_at = 0;
  g_assert_cmpuint (desk_count (&desk, "case.stopped", "end"), ==, 1);
  desk_fixture_assert_nothing (&desk.service.fixture);
  g_clear_object (&desk.run);
  desk_fixture_close (&desk.service.fixture);
  mado_scenario_free (desk.scenario);
  g_free (desk.service.folder);
}

/* Returns: whether it came to its end. */
static gboolean
live_in_child (const char *folder, guint kill_at)
{
  pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      Life life = { .kill_at = kill_at };

      dup2 (STDERR_FILENO, STDOUT_FILENO); /* the parent alone speaks TAP */
      live (folder, &life);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL && kill_at != 0)
    return FALSE;
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  return TRUE;
}

/* The case stands at the fee, so that the certificate has to be taken back at CA and card. */
static char *
make_world (void)
{
  Desk desk = { 0 };
  char *folder;

  desk_set_up (&desk, NULL);
  desk_play (&desk, "fee");
  g_clear_object (&desk.run);
  desk_fixture_close (&desk.service.fixture);
  folder = desk_fixture_copy (desk.service.folder);
  desk_fixture_remove (desk.service.folder);
  g_free (desk.service.folder);
  mado_scenario_free (desk.scenario);
  return folder;
}

static void
test_killed (void)
{
  g_autofree char *world = make_world ();
  guint kill_at = 0;
  gboolean ended = FALSE;

  while (!ended)
    {
      g_autofree char *folder = desk_fixture_copy (world);

      ended = live_in_child (folder, ++kill_at);
      if (!ended)
        g_assert_true (live_in_child (folder, 0));
      desk_fixture_remove (folder);
    }
  g_test_message ("killed at %u points", kill_at - 1);
  g_assert_cmpuint (kill_at, >, 12); /* two sides of six commits at least */
  desk_fixture_remove (world);
}

/* --- every row of every table --- */

/* Where a person works, a case can be given up; else its effect has been had, and it ends so. */
static void
test_ways_out (void)
{
  static const char *const through[] = { "receipt-look", "copy-look",   "hand-over", "slip-look",
                                         "erase-ask",    "slip-handed", "slip-gone", NULL };
  const MadoMatrix *matrix;

  for (guint i = 0; (matrix = mado_matrix_at (i)) != NULL; i++)
    for (guint j = 0; j < matrix->n_states; j++)
      {
        const MadoState *state = &matrix->states[j];
        g_autoptr (MadoCase) work = mado_case_new (matrix->procedure);
        int ok = state->next[MADO_OUTCOME_OK];
        gboolean ends = ok >= 0 && matrix->states[ok].ending != MADO_ENDING_NONE;
        int out;

        work->serial = g_str_equal (state->name, "fee") ? g_strdup ("0D01") : NULL;
        out = mado_waiting_way_out (matrix, (int) j, work);

        g_assert_cmpint (out, <, (int) matrix->n_states);
        if (state->ending != MADO_ENDING_NONE)
          g_assert_cmpint (out, ==, MADO_NEVER);
        else if (!mado_state_acts (state) && out == MADO_NEVER && !ends
                 && !g_strv_contains (through, state->name)
                 && state->next[MADO_OUTCOME_CANCEL] == MADO_NEVER)
          g_error ("%s: %s cannot be stopped", matrix->procedure, state->name);
      }
}

#define ADD(path, data, test)                                                                      \
  g_test_add ("/workflow/change-stop/" path, Desk, data, desk_set_up, test, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  service_begin ();
  desk_fixture_warm ();
  g_test_add_func ("/workflow/change-stop/ways-out", test_ways_out);
  ADD ("form", "form", test_stops_at);
  ADD ("compare", "compare", test_stops_at);
  ADD ("password", "password", test_stops_at);
  ADD ("receive", "receive", test_stops_at);
  ADD ("fee", "fee", test_stops_at);
  ADD ("told-after-restart", NULL, test_told_after_restart);
  ADD ("at-the-ca", NULL, test_at_the_ca);
  ADD ("paid", NULL, test_paid);
  ADD ("doubt/identity", "identity", test_doubt);
  ADD ("doubt/fee", "fee", test_doubt);
  ADD ("doubt/true", "receive", test_doubt_is_true);
  ADD ("two-changes", NULL, test_two_changes);
  ADD ("parked/same", GINT_TO_POINTER (TRUE), test_parked);
  ADD ("parked/other", GINT_TO_POINTER (FALSE), test_parked);
  g_test_add_func ("/workflow/change-stop/killed", test_killed);
  argc = g_test_run ();
  return service_end (argc);
}
