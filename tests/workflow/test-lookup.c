/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copy once more, status, and erasing, after a first issue on the same card.  The promises: a copy
 * bears how often it was given out again, and beyond the first a supervisor has signed; a status
 * writes nothing anywhere; only a certificate that has ended at the CA leaves the card. */
#include "config.h"

#include "desk-fixture.h"

#include "mado-case-fact.h"

#define RETRIES 6

static char *issued_folder;

typedef struct
{
  DeskFixture fixture;
  MadoScenario *scenario;
  MadoRun *run;
  char *folder;
} Desk;

static void
begin (Desk *desk, const char *procedure, const char *scenario)
{
  g_clear_object (&desk->run);
  g_clear_pointer (&desk->scenario, mado_scenario_free);
  desk->scenario = desk_fixture_scenario (scenario);
  desk->run = desk_fixture_start_procedure (&desk->fixture, procedure);
}

static void
open_desk (Desk *desk)
{
  desk->folder = desk_fixture_copy (issued_folder);
  desk->fixture.first_key = DESK_FIXTURE_KEYS;
  desk_fixture_open (&desk->fixture, desk->folder);
  mado_sim_card_reset_counters (desk->fixture.card);
}

static void
close_desk (Desk *desk)
{
  g_clear_object (&desk->run);
  g_clear_pointer (&desk->scenario, mado_scenario_free);
  desk_fixture_close (&desk->fixture);
  desk_fixture_remove (desk->folder);
  g_free (desk->folder);
}

static gboolean
play (Desk *desk, guint retries, const char *until)
{
  const MadoPlayerOptions options = { .retries = retries, .sheet_is_there = TRUE, .until = until };

  gboolean done = mado_player_play (desk->run, desk->scenario, &options);

  g_test_message (
      "%s: %s", mado_run_get_state (desk->run)->name,
      mado_run_get_problem (desk->run) != NULL ? mado_run_get_problem (desk->run)->message : "");
  return done;
}

static const char *
fact (const Desk *desk, const char *name)
{
  return mado_case_get_fact (mado_run_get_case (desk->run), name);
}

static void
end_certificate (Desk *desk)
{
  begin (desk, "revoke", "revoke-takahashi");
  desk->scenario->erase = FALSE;
  g_assert_true (play (desk, 0, NULL));
}

/* --- status --- */

static void
test_status (void)
{
  Desk desk = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  open_desk (&desk);
  before = desk_fixture_serial_on_card (&desk.fixture);
  begin (&desk, "status", "status-takahashi");
  g_assert_true (play (&desk, 0, NULL));
  g_assert_cmpstr (fact (&desk, MADO_FACT_STATUS), ==, "active");
  g_assert_cmpstr (fact (&desk, MADO_FACT_OLD_SERIAL), ==, before);
  g_assert_cmpstr (fact (&desk, MADO_FACT_TRIES), ==, "5");
  g_assert_cmpint (mado_case_get_fact_number (mado_run_get_case (desk.run), MADO_FACT_OLD_LAST_DAY),
                   ==, 20291125);
  after = desk_fixture_serial_on_card (&desk.fixture);
  g_assert_cmpstr (after, ==, before);
  close_desk (&desk);
}

static void
test_status_revoked (void)
{
  Desk desk = { 0 };

  open_desk (&desk);
  end_certificate (&desk);
  begin (&desk, "status", "status-takahashi");
  g_assert_true (play (&desk, 0, NULL));
  g_assert_cmpstr (fact (&desk, MADO_FACT_STATUS), ==, "revoked");
  close_desk (&desk);
}

/* The card stayed at home: the desk's records tell which certificate it is. */
static void
test_status_without_card (void)
{
  Desk desk = { 0 };

  open_desk (&desk);
  mado_sim_reader_remove (desk.fixture.reader);
  begin (&desk, "status", "status-takahashi");
  g_assert_true (play (&desk, RETRIES, NULL));
  g_assert_cmpstr (fact (&desk, MADO_FACT_STATUS), ==, "active");
  g_assert_null (fact (&desk, MADO_FACT_TRIES));
  close_desk (&desk);
}

/* --- copy --- */

static void
test_copy (void)
{
  Desk desk = { 0 };

  open_desk (&desk);
  begin (&desk, "copy", "copy-takahashi");
  g_assert_true (play (&desk, 0, NULL));
  g_assert_null (fact (&desk, MADO_FACT_SECOND));
  /* The second one wants the supervisor. */
  begin (&desk, "copy", "copy-takahashi");
  g_assert_false (play (&desk, 0, "approve"));
  g_assert_cmpint (mado_case_get_fact_number (mado_run_get_case (desk.run), MADO_FACT_REPRINTS), ==,
                   1);
  mado_case_set_check (mado_run_edit (desk.run), "holder-compared", TRUE);
  mado_run_post (desk.run, MADO_OUTCOME_OK);
  g_assert_error (mado_run_get_problem (desk.run), MADO_RUN_ERROR, MADO_RUN_ERROR_SECOND);
  g_assert_true (play (&desk, 1, NULL));
  g_assert_cmpstr (fact (&desk, MADO_FACT_SECOND), ==, "reprint:yamamoto");
  close_desk (&desk);
}

/* --- erase --- */

static void
test_erase_in_force (void)
{
  Desk desk = { 0 };
  g_autofree char *on_card = NULL;

  open_desk (&desk);
  begin (&desk, "erase", "erase-takahashi");
  g_assert_false (play (&desk, 0, NULL));
  g_assert_cmpstr (mado_run_get_state (desk.run)->name, ==, "kept");
  g_assert_error (mado_run_get_problem (desk.run), MADO_RUN_ERROR, MADO_RUN_ERROR_LIVE);
  on_card = desk_fixture_serial_on_card (&desk.fixture);
  g_assert_nonnull (on_card);
  /* "The certificate's number:", says madoguchictl play before it. */
  g_assert_cmpstr (mado_run_get_problem (desk.run)->message, ==, on_card);
  close_desk (&desk);
}

static void
test_erase (void)
{
  Desk desk = { 0 };
  g_autofree char *on_card = NULL;

  open_desk (&desk);
  end_certificate (&desk);
  begin (&desk, "erase", "erase-takahashi");
  g_assert_true (play (&desk, 0, NULL));
  g_assert_no_error (mado_run_get_problem (desk.run));
  on_card = desk_fixture_serial_on_card (&desk.fixture);
  g_assert_null (on_card);
  close_desk (&desk);
}

/* --- the list --- */

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
  g_test_add_func ("/workflow/lookup/status", test_status);
  g_test_add_func ("/workflow/lookup/status-revoked", test_status_revoked);
  g_test_add_func ("/workflow/lookup/status-without-card", test_status_without_card);
  g_test_add_func ("/workflow/lookup/copy", test_copy);
  g_test_add_func ("/workflow/lookup/erase-in-force", test_erase_in_force);
  g_test_add_func ("/workflow/lookup/erase", test_erase);
  result = g_test_run ();
  desk_fixture_remove (issued_folder);
  g_free (issued_folder);
  return result;
}
