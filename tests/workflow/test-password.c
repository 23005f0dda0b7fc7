/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Change, reset and release of the password: what each spends, where a lock leads, whose card it
 * is, and an answer of the card that was lost */
#include "config.h"

#include "walk-password.h"

#include "mado-card-error.h"
#include "mado-case-fact.h"
#include "mado-desk-private.h"

#include <string.h>

#define CHANGE_INS 0x24
#define RESET_INS 0x2C

static char *issued_folder; /* takahashi has her certificate */

typedef struct
{
  DeskFixture fixture;
  MadoScenario *scenario; /* owned */
  char *folder;           /* owned */
  MadoRun *run;           /* owned */
} Desk;

static void
open_desk (Desk *desk, const char *scenario, const char *procedure)
{
  desk->folder = desk_fixture_copy (issued_folder);
  desk->scenario = desk_fixture_scenario (scenario);
  desk->fixture.first_key = DESK_FIXTURE_KEYS;
  desk->fixture.cases_before = 1;
  desk_fixture_open (&desk->fixture, desk->folder);
  mado_sim_card_reset_counters (desk->fixture.card);
  desk->run = desk_fixture_start_procedure (&desk->fixture, procedure);
}

static void
close_desk (Desk *desk)
{
  g_object_unref (desk->run);
  desk_fixture_close (&desk->fixture);
  mado_scenario_free (desk->scenario);
  desk_fixture_remove (desk->folder);
  g_free (desk->folder);
}

static gboolean
play (Desk *desk, guint retries)
{
  const MadoPlayerOptions options = { .retries = retries, .sheet_is_there = TRUE };

  return mado_player_play (desk->run, desk->scenario, &options);
}

static const char *
row (const Desk *desk)
{
  return mado_run_get_state (desk->run)->name;
}

static guint
count_verifies (const Desk *desk)
{
  MadoSimCounters counters;

  mado_sim_card_get_counters (desk->fixture.card, &counters);
  return counters.verifies;
}

static MadoSecret *
secret_of (const char *text)
{
  MadoSecret *secret = mado_secret_new (strlen (text));

  for (const char *at = text; *at != '\0'; at++)
    mado_secret_append (secret, (guint8) *at);
  return secret;
}

static void
replace (MadoSecret **place, const char *text)
{
  mado_secret_unref (*place);
  *place = secret_of (text);
}

static void
give (Desk *desk, const char *password)
{
  mado_run_give_password (desk->run, secret_of (password));
  while (mado_run_is_busy (desk->run, NULL))
    g_main_context_iteration (NULL, TRUE);
}

/* --- each as it happens most --- */

/* @n_verifies: the resident's own entries, the card's acknowledgements proved, and nothing else. */
static void
play_whole (const char *scenario, const char *procedure, guint n_verifies)
{
  g_autofree char *event = g_strconcat (procedure, ".done", NULL);
  Desk desk = { 0 };

  open_desk (&desk, scenario, procedure);
  g_assert_true (play (&desk, 0));
  g_assert_cmpuint (count_verifies (&desk), ==, n_verifies);
  g_assert_cmpstr (mado_case_get_fact (mado_run_get_case (desk.run), MADO_FACT_TRIES), ==, "5");
  g_assert_cmpint (mado_run_get_case (desk.run)->cash, ==, MADO_CASH_NOT_DUE);
  g_assert_cmpuint (desk_fixture_count_events (&desk.fixture, event, "end", NULL), ==, 1);
  password_assert_new (&desk.fixture);
  desk_fixture_assert_record (&desk.fixture);
  close_desk (&desk);
}

/* Checked, sent with the change, and the new one proved. */
static void
test_change (void)
{
  play_whole ("change-password", "change_password", 3);
}

static void
test_reset (void)
{
  play_whole ("reset-password", "reset_password", 1);
}

static void
lock_and_start (Desk *desk, const char *scenario, const char *procedure)
{
  open_desk (desk, scenario, procedure);
  password_lock (&desk->fixture);
  mado_sim_card_reset_counters (desk->fixture.card);
}

static void
test_unlock (void)
{
  Desk desk = { 0 };

  lock_and_start (&desk, "unlock-desk", "unlock");
  g_assert_true (play (&desk, 0));
  g_assert_cmpuint (count_verifies (&desk), ==, 1);
  g_assert_cmpstr (mado_case_get_fact (mado_run_get_case (desk.run), MADO_FACT_TRIES), ==, "0");
  password_assert_new (&desk.fixture);
  close_desk (&desk);
}

/* The office's profile says that the password stays: another command, and no password is asked. */
static void
test_unlock_alone (void)
{
  Desk desk = { 0 };
  MadoOfficeProfile *profile;

  lock_and_start (&desk, "unlock-desk", "unlock");
  profile = (MadoOfficeProfile *) (guintptr) mado_desk_get_parts (desk.fixture.desk)->profile;
  profile->unlock_keeps_password = TRUE;
  g_assert_true (play (&desk, 0));
  g_assert_cmpuint (count_verifies (&desk), ==, 0);
  g_assert_cmpuint (desk_fixture_count_events (&desk.fixture, "unlock.unlock", "ok", NULL), ==, 1);
  g_assert_cmpuint (desk_fixture_count_events (&desk.fixture, "unlock.password", NULL, NULL), ==,
                    0);
  password_assert_old (&desk.fixture);
  close_desk (&desk);
}

/* Where the office wants letters and digits both, one kind alone is not sent to the card. */
static void
test_mixed (void)
{
  Desk desk = { 0 };
  MadoOfficeProfile *profile;

  open_desk (&desk, "reset-password", "reset_password");
  profile = (MadoOfficeProfile *) (guintptr) mado_desk_get_parts (desk.fixture.desk)->profile;
  profile->password_mixed = TRUE;
  replace (&desk.scenario->password, "ONLYLETTERS");
  g_assert_false (play (&desk, 0));
  g_assert_cmpstr (row (&desk), ==, "password");
  g_assert_error (mado_run_get_problem (desk.run), MADO_RUN_ERROR, MADO_RUN_ERROR_NO_PASSWORD);
  password_assert_old (&desk.fixture);
  replace (&desk.scenario->password, PASSWORD_NEW);
  g_assert_true (play (&desk, 1));
  password_assert_new (&desk.fixture);
  close_desk (&desk);
}

/* The same, and the answer of the card is lost: it is looked at, not sent twice. */
static void
test_unlock_alone_lost (void)
{
  static const MadoSimFaultKind kinds[] = { MADO_SIM_CUT_ARRIVING, MADO_SIM_CUT_DURING };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      Desk desk = { 0 };
      MadoOfficeProfile *profile;

      lock_and_start (&desk, "unlock-desk", "unlock");
      profile = (MadoOfficeProfile *) (guintptr) mado_desk_get_parts (desk.fixture.desk)->profile;
      profile->unlock_keeps_password = TRUE;
      mado_sim_card_add_fault_at (desk.fixture.card, kinds[i], RESET_INS, 1, 0);
      g_assert_false (play (&desk, 0));
      g_assert_cmpstr (row (&desk), ==, "tell-unlock");
      mado_sim_reader_insert (desk.fixture.reader, desk.fixture.card);
      g_assert_true (play (&desk, 3));
      password_assert_old (&desk.fixture);
      close_desk (&desk);
    }
}

/* --- tries --- */

/* Each wrong entry costs one and says how many are left; a right one gives all back. */
static void
test_wrong (void)
{
  Desk desk = { 0 };

  open_desk (&desk, "change-password", "change_password");
  replace (&desk.scenario->old_password, "WRONG123");
  g_assert_false (play (&desk, 0));
  for (int left = PASSWORD_TRIES - 1; left >= 1; left--)
    {
      g_assert_cmpstr (row (&desk), ==, "old-password");
      g_assert_error (mado_run_get_problem (desk.run), MADO_CARD_ERROR, MADO_CARD_ERROR_PIN_WRONG);
      g_assert_cmpint (mado_run_get_tries_left (desk.run), ==, left);
      g_assert_cmpuint (password_tries (&desk.fixture), ==, (guint) left);
      if (left > 1)
        give (&desk, "WRONG456");
    }
  replace (&desk.scenario->old_password, PASSWORD_OLD);
  g_assert_true (play (&desk, 1));
  password_assert_new (&desk.fixture);
  close_desk (&desk);
}

/* The fifth locks: a clear end, and the old password is the card's still. */
static void
test_locks (void)
{
  Desk desk = { 0 };

  open_desk (&desk, "change-password", "change_password");
  replace (&desk.scenario->old_password, "WRONG123");
  g_assert_false (play (&desk, 0));
  for (guint i = 2; i <= PASSWORD_TRIES; i++)
    give (&desk, "WRONG456");
  g_assert_cmpstr (row (&desk), ==, "locked");
  g_assert_error (mado_run_get_problem (desk.run), MADO_CARD_ERROR, MADO_CARD_ERROR_PIN_BLOCKED);
  g_assert_false (play (&desk, 1));
  g_assert_cmpint (mado_run_get_state (desk.run)->ending, ==, MADO_ENDING_STOPPED);
  g_assert_cmpuint (password_tries (&desk.fixture), ==, 0);
  password_assert_untouched (&desk.fixture);
  close_desk (&desk);
}

static void
expect_wrong_procedure (const char *scenario, const char *procedure, gboolean locked)
{
  Desk desk = { 0 };

  open_desk (&desk, scenario, procedure);
  if (locked)
    password_lock (&desk.fixture);
  mado_sim_card_reset_counters (desk.fixture.card);
  g_assert_false (play (&desk, 0));
  g_assert_cmpstr (row (&desk), ==, locked ? "locked" : "not-locked");
  g_assert_false (play (&desk, 1));
  g_assert_cmpint (mado_run_get_state (desk.run)->ending, ==, MADO_ENDING_STOPPED);
  g_assert_cmpint (mado_run_get_case (desk.run)->card_holder, ==, MADO_HOLDER_APPLICANT);
  g_assert_cmpuint (count_verifies (&desk), ==, 0);
  g_assert_cmpuint (password_tries (&desk.fixture), ==, locked ? 0 : PASSWORD_TRIES);
  password_assert_untouched (&desk.fixture);
  close_desk (&desk);
}

static void
test_other_procedure (void)
{
  expect_wrong_procedure ("change-password", "change_password", TRUE);
  expect_wrong_procedure ("reset-password", "reset_password", TRUE);
  expect_wrong_procedure ("unlock-desk", "unlock", FALSE);
}

/* --- whose card --- */

/* The card's certificate says another birth date than the form: nothing is asked of that card. */
static void
test_card_of_another (void)
{
  Desk desk = { 0 };

  open_desk (&desk, "reset-password", "reset_password");
  g_assert_true (mado_wareki_parse ("S55.2.18", &desk.scenario->form->birth, NULL));
  g_assert_false (play (&desk, 0));
  g_assert_cmpstr (row (&desk), ==, "card");
  g_assert_error (mado_run_get_problem (desk.run), MADO_CARD_ERROR, MADO_CARD_ERROR_DIFFERENT_CARD);
  g_assert_null (mado_run_get_case (desk.run)->card_id);
  password_assert_old (&desk.fixture);
  close_desk (&desk);
}

/* --- the answer of the card is lost, and the resident need not type again --- */

static void
test_change_lost (void)
{
  static const struct
  {
    MadoSimFaultKind kind;
    const char *row; /* where the look at the card leads */
  } ways[] = {
    { MADO_SIM_CUT_ARRIVING, "password" }, /* the old one is in force: the new one is chosen anew */
    { MADO_SIM_CUT_DURING, "hand-over" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      Desk desk = { 0 };

      open_desk (&desk, "change-password", "change_password");
      mado_sim_card_add_fault_at (desk.fixture.card, ways[i].kind, CHANGE_INS, 1, 0);
      g_assert_false (play (&desk, 0));
      g_assert_cmpstr (row (&desk), ==, "tell");
      mado_sim_reader_insert (desk.fixture.reader, desk.fixture.card);
      mado_run_post (desk.run, MADO_OUTCOME_OK);
      while (mado_run_is_busy (desk.run, NULL))
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpstr (row (&desk), ==, ways[i].row);
      g_assert_cmpuint (password_tries (&desk.fixture), ==, PASSWORD_TRIES);
      g_assert_true (play (&desk, 1));
      password_assert_new (&desk.fixture);
      close_desk (&desk);
    }
}

/* --- a restart while the resident thinks about the new one --- */

/* The checked old password died with the program: it is asked for again. */
static void
test_restart (void)
{
  Desk desk = { 0 };
  g_autofree char *folder = NULL;

  open_desk (&desk, "change-password", "change_password");
  replace (&desk.scenario->password, "X"); /* breaks the rule: the guard keeps the row */
  g_assert_false (play (&desk, 0));
  g_assert_cmpstr (row (&desk), ==, "password");
  folder = g_steal_pointer (&desk.folder);
  g_clear_object (&desk.run);
  desk_fixture_close (&desk.fixture);
  desk.fixture.first_key = DESK_FIXTURE_KEYS;
  desk.fixture.cases_before = 1;
  desk_fixture_open (&desk.fixture, folder);
  desk.run = desk_fixture_running (&desk.fixture);
  while (mado_run_is_busy (desk.run, NULL))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (row (&desk), ==, "old-password");
  g_assert_error (mado_run_get_problem (desk.run), MADO_RUN_ERROR, MADO_RUN_ERROR_INTERRUPTED);
  replace (&desk.scenario->password, PASSWORD_NEW);
  g_assert_true (play (&desk, 1));
  password_assert_new (&desk.fixture);
  desk.folder = g_steal_pointer (&folder);
  close_desk (&desk);
}

static char *
issue_first (void)
{
  const MadoPlayerOptions options = { .sheet_is_there = TRUE };
  g_autoptr (MadoScenario) scenario = desk_fixture_scenario ("takahashi");
  DeskFixture fixture = { 0 };
  char *folder = desk_fixture_make_template ();
  g_autoptr (MadoRun) run = NULL;

  desk_fixture_open (&fixture, folder);
  run = desk_fixture_start (&fixture);
  g_assert_true (mado_player_play (run, scenario, &options));
  g_clear_object (&run);
  desk_fixture_close (&fixture);
  return folder;
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  mado_secret_init_process ();
  issued_folder = issue_first ();
  g_test_add_func ("/workflow/password/change", test_change);
  g_test_add_func ("/workflow/password/reset", test_reset);
  g_test_add_func ("/workflow/password/unlock", test_unlock);
  g_test_add_func ("/workflow/password/unlock-alone", test_unlock_alone);
  g_test_add_func ("/workflow/password/mixed", test_mixed);
  g_test_add_func ("/workflow/password/unlock-alone-lost", test_unlock_alone_lost);
  g_test_add_func ("/workflow/password/wrong", test_wrong);
  g_test_add_func ("/workflow/password/locks", test_locks);
  g_test_add_func ("/workflow/password/other-procedure", test_other_procedure);
  g_test_add_func ("/workflow/password/card-of-another", test_card_of_another);
  g_test_add_func ("/workflow/password/change-lost", test_change_lost);
  g_test_add_func ("/workflow/password/restart", test_restart);
  result = g_test_run ();
  desk_fixture_remove (issued_folder);
  g_free (issued_folder);
  return result;
}
