/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Money over many cases: a seeded walk of whole issuances on one desk over several days, in which
 * the program dies at random commits and applicants withdraw when they are asked to pay.  Whatever
 * happens, receipts are numbered without gap, one for each card handed over, 500 yen each. */
#include "config.h"

#include "desk-fixture.h"

#include "mado-case.h"
#include "mado-desk-private.h"
#include "mado-ledger.h"
#include "mado-receipt.h"
#include "mado-sim-card-personalise.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define CASES 12
#define LIVES 3        /* of the program in one case at most; the last one is not killed */
#define LAST_COMMIT 90 /* a kill is drawn from the first so many sides of commits */
#define RETRIES 6
#define FEE 500 /* yen; data/profiles/juki.ini */
#define OPENS_AT 1795654800
#define DAY_S 86400

/* Working days from Thursday, 26 November 2026, on. */
static const guint days[] = { 0, 1, 4, 5, 6, 7 };

typedef struct
{
  guint number; /* of the case, from 1 */
  gboolean withdraws;
  guint kill_at; /* side of a commit, from 1; 0: lives */
  guint n_commits;
} Life;

static char *template_folder;

/* --- one life of the program --- */

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
  const Life *life = data;
  guint day = days[(life->number - 1) * G_N_ELEMENTS (days) / CASES];

  mado_sim_clock_set_now (MADO_SIM_CLOCK (fixture->clock), OPENS_AT + (gint64) day * DAY_S);
  mado_desk_set_commit_hook (fixture->desk, commit_hook, data);
}

static void
wait_idle (MadoRun *run)
{
  while (mado_run_is_busy (run, NULL))
    g_main_context_iteration (NULL, TRUE);
}

/* Two quick presses of F12, as they happen. */
static void
pay_twice (MadoRun *run)
{
  mado_case_set_check (mado_run_edit (run), "fee-taken", TRUE);
  mado_run_post (run, MADO_OUTCOME_OK);
  g_assert_false (mado_run_can (run, MADO_OUTCOME_OK));
  mado_run_post (run, MADO_OUTCOME_OK);
}

static void
tell (MadoRun *run, gpointer data)
{
  const Life *life = data;

  if (!g_str_equal (mado_run_get_state (run)->name, "fee"))
    return;
  if (life->withdraws)
    mado_run_post (run, MADO_OUTCOME_CANCEL);
  else
    pay_twice (run);
  wait_idle (run);
}

/* Nobody has the same birthday. */
static void
become_another (MadoScenario *scenario, guint number)
{
  MadoWareki *birth[] = { &scenario->form->birth, &scenario->register_items->birth };

  for (gsize i = 0; i < G_N_ELEMENTS (birth); i++)
    {
      birth[i]->month = 1 + (int) (number % 12);
      birth[i]->day = 1 + (int) (number % 28);
    }
}

static void
play (DeskFixture *fixture, Life *life)
{
  const MadoPlayerOptions options
      = { .retries = RETRIES, .sheet_is_there = TRUE, .tell = tell, .tell_data = life };
  g_autoptr (MadoScenario) scenario = desk_fixture_scenario ("takahashi");
  g_autoptr (MadoRun) run = desk_fixture_running (fixture);

  if (run == NULL && desk_fixture_count_cases (fixture) == life->number)
    return; /* the case had come to its end */
  become_another (scenario, life->number);
  if (run == NULL)
    run = desk_fixture_start (fixture);
  mado_player_play (run, scenario, &options);
  if (mado_run_get_state (run)->ending
      != (life->withdraws ? MADO_ENDING_WITHDRAWN : MADO_ENDING_DONE))
    g_error ("case %u stopped in %s", life->number, mado_run_get_state (run)->name);
}

/* --- the books --- */

typedef struct
{
  DeskFixture *fixture;
  guint n_cases, n_done;
  gboolean seen[CASES + 1]; /* receipt numbers */
} Books;

/* Money that was taken cannot be taken again, however often it is tried. */
static void
assert_taken_once (MadoDb *db, const MadoCase *work)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (
          mado_receipt_take (db, work->case_id, FEE, work->opened_at, "sato", NULL, &error));
      g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_CONSTRAINT);
    }
}

static void
read_case (Books *books, MadoDb *db, gint64 case_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCase) work = mado_case_load (db, case_id, &error);
  MadoReceipt receipt;
  gint64 ledger;

  g_assert_no_error (error);
  g_assert_true (mado_receipt_load (db, case_id, &receipt, &error));
  g_assert_true (mado_ledger_find (db, case_id, &ledger, &error));
  g_assert_true (work->ending == MADO_ENDING_DONE || work->ending == MADO_ENDING_WITHDRAWN);
  if (work->ending != MADO_ENDING_DONE)
    {
      g_assert_cmpint (receipt.number, ==, 0);
      g_assert_cmpint (ledger, ==, 0);
      return;
    }
  books->n_done++;
  g_assert_cmpint (ledger, ==, books->n_done); /* cases end here in the order of their numbers */
  g_assert_cmpint (receipt.number, >=, 1);
  g_assert_cmpint (receipt.number, <=, CASES);
  g_assert_false (books->seen[receipt.number]);
  books->seen[receipt.number] = TRUE;
  g_assert_cmpuint (receipt.amount_yen, ==, FEE);
  assert_taken_once (db, work);
}

static gboolean
read_books_on_worker (gpointer data, GError **error)
{
  Books *books = data;
  MadoDb *db = mado_desk_get_db (books->fixture->desk);
  guint n_receipts, amount_yen;

  for (guint i = 1; i <= books->n_cases; i++)
    read_case (books, db, i);
  for (guint i = 1; i <= books->n_done; i++)
    g_assert_true (books->seen[i]); /* no gap */
  g_assert_true (mado_receipt_total (db, 0, &n_receipts, &amount_yen, error));
  g_assert_cmpuint (n_receipts, ==, books->n_done);
  g_assert_cmpuint (amount_yen, ==, FEE * books->n_done);
  return TRUE;
}

static void
assert_books (DeskFixture *fixture, guint n_cases, guint n_done)
{
  Books books = { .fixture = fixture, .n_cases = n_cases };

  g_assert_cmpuint (desk_fixture_count_cases (fixture), ==, n_cases);
  mado_worker_call (mado_desk_get_db_worker (fixture->desk), read_books_on_worker, &books, NULL);
  g_assert_cmpuint (books.n_done, ==, n_done);
}

/* --- walking --- */

static void
live (const char *folder, Life *life, guint n_done)
{
  DeskFixture fixture = { .prepare = arm, .data = life, .first_key = DESK_FIXTURE_OWN_KEYS };

  desk_fixture_open (&fixture, folder);
  play (&fixture, life);
  life->kill_at = 0;
  assert_books (&fixture, life->number, n_done);
  desk_fixture_close (&fixture);
}

/* Returns: whether it came to its end. */
static gboolean
live_in_child (const char *folder, Life *life, guint n_done)
{
  pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      dup2 (STDERR_FILENO, STDOUT_FILENO); /* the parent alone speaks TAP */
      live (folder, life, n_done);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL && life->kill_at != 0)
    return FALSE;
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  return TRUE;
}

static void
put_new_card (const char *folder, guint number)
{
  const MadoSimPersonalisation blank = { .card_id = { 0, 0, 0, 0, 0, 0, 0x88, (guint8) number } };
  g_autofree char *path = g_build_filename (folder, "card.ini", NULL);
  g_autoptr (MadoSimCard) card = mado_sim_card_new_personalised (&blank);
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_sim_card_save_as (card, path, &error));
  g_assert_no_error (error);
}

/* Returns: how often the program was killed. */
static guint
walk_case (const char *folder, GRand *dice, guint number, gboolean withdraws, guint n_done)
{
  guint n_killed = 0;

  put_new_card (folder, number);
  for (guint i = 1; i <= LIVES; i++)
    {
      Life life = { .number = number, .withdraws = withdraws };

      if (i < LIVES)
        life.kill_at = (guint) g_rand_int_range (dice, 1, LAST_COMMIT);
      if (live_in_child (folder, &life, n_done))
        return n_killed;
      n_killed++;
    }
  g_assert_not_reached ();
}

static void
test_walk (gconstpointer data)
{
  guint seed = GPOINTER_TO_UINT (data);
  g_autofree char *folder = desk_fixture_copy (template_folder);
  GRand *dice = g_rand_new_with_seed (seed);
  guint n_done = 0, n_killed = 0;

  for (guint number = 1; number <= CASES; number++)
    {
      gboolean withdraws = g_rand_int_range (dice, 0, 3) == 0;

      n_done += !withdraws;
      n_killed += walk_case (folder, dice, number, withdraws, n_done);
    }
  g_test_message ("seed %u: %d cases, %u done, %u kills", seed, CASES, n_done, n_killed);
  g_assert_cmpuint (n_killed, >, 0);
  g_assert_cmpuint (n_done, >, 0);
  g_assert_cmpuint (n_done, <, CASES);
  g_rand_free (dice);
  desk_fixture_remove (folder);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  mado_secret_init_process ();
  g_assert_cmpint (argc, ==, 2); /* the seed */
  desk_fixture_warm ();
  template_folder = desk_fixture_make_template ();
  g_test_add_data_func ("/workflow/money", GUINT_TO_POINTER ((guint) atoi (argv[1])), test_walk);
  result = g_test_run ();
  desk_fixture_remove (template_folder);
  g_free (template_folder);
  return result;
}
