/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What only an issuance can meet at its CA: nonsense without end, a desk whose certificate has
 * expired, a CA that is another one.  Every message and every trouble: test-walk-ca.c. */
#include "config.h"

#include "desk-fixture.h"

#include "mado-ca.h"

static char *template_folder;

typedef struct
{
  DeskFixture fixture;
  MadoScenario *scenario;
  MadoRun *run;
  char *folder;
  guint wrong_keys; /* how many of the first messages are answered with another key */
  guint years_pass; /* before the request is sent */
} Desk;

static void
tell (MadoRun *run, gpointer data)
{
  const GError *problem = mado_run_get_problem (run);

  Desk *desk = data;

  g_test_message ("  %s %s", mado_run_get_state (run)->name,
                  problem != NULL ? problem->message : "");
  if (desk->years_pass > 0 && g_str_equal (mado_run_get_state (run)->name, "receive"))
    {
      mado_sim_clock_advance (MADO_SIM_CLOCK (desk->fixture.clock),
                              (gint64) desk->years_pass * 366 * 86400);
      desk->years_pass = 0;
    }
}

/* Before the desk sends its first message. */
static void
arm (DeskFixture *fixture, gpointer data)
{
  const Desk *desk = data;

  for (guint n = 1; n <= desk->wrong_keys; n++)
    mado_authority_set_fault (fixture->authority, n, MADO_FAULT_WRONG_KEY);
}

static void
open_desk (Desk *desk)
{
  desk->fixture.prepare = arm;
  desk->fixture.data = desk;
  desk->folder = desk_fixture_copy (template_folder);
  desk->scenario = desk_fixture_scenario ("takahashi");
  desk_fixture_open (&desk->fixture, desk->folder);
  desk->run = desk_fixture_start (&desk->fixture);
}

static void
close_desk (Desk *desk)
{
  g_clear_object (&desk->run);
  desk_fixture_close (&desk->fixture);
  mado_scenario_free (desk->scenario);
  desk_fixture_remove (desk->folder);
  g_free (desk->folder);
}

static gboolean
play (Desk *desk, guint retries)
{
  const MadoPlayerOptions options
      = { .retries = retries, .sheet_is_there = TRUE, .tell = tell, .tell_data = desk };

  return mado_player_play (desk->run, desk->scenario, &options);
}

/* A CA that answers nonsense must not be asked without end: a person stands between two tries. */
static void
test_no_endless_loop (void)
{
  Desk desk = { .wrong_keys = 60 };
  g_autoptr (GPtrArray) entries = NULL;

  open_desk (&desk);
  g_assert_false (play (&desk, 2));
  entries = mado_authority_list (desk.fixture.authority, NULL);
  g_assert_cmpuint (entries->len, <=, 4);
  close_desk (&desk);
}

/* --- certificates --- */

static void
test_ra_expired (void)
{
  Desk desk = { .years_pass = 6 };
  const GError *problem;

  open_desk (&desk);
  g_assert_false (play (&desk, 0));
  problem = mado_run_get_problem (desk.run);
  g_test_message ("%s: %s", mado_run_get_state (desk.run)->name, problem->message);
  g_assert_error (problem, MADO_CA_ERROR, MADO_CA_ERROR_RA_EXPIRED);
  desk_fixture_assert_nothing (&desk.fixture);
  close_desk (&desk);
}

/* The desk is configured with the certificate of another CA. */
static void
test_wrong_ca (void)
{
  g_autofree char *stranger = desk_fixture_make_template ();
  Desk desk = { 0 };
  g_autofree char *from = g_build_filename (stranger, "ca", "ca.crt", NULL);
  g_autofree char *to = NULL;
  g_autofree char *pem = NULL;
  gsize n_pem;
  const GError *problem;

  desk.folder = desk_fixture_copy (template_folder);
  desk.scenario = desk_fixture_scenario ("takahashi");
  to = g_build_filename (desk.folder, "trusted.crt", NULL);
  g_assert_true (g_file_get_contents (from, &pem, &n_pem, NULL));
  g_assert_true (g_file_set_contents (to, pem, (gssize) n_pem, NULL));
  desk.fixture.ca_certificate = "trusted.crt";
  desk_fixture_open (&desk.fixture, desk.folder);
  desk.run = desk_fixture_start (&desk.fixture);
  g_assert_false (play (&desk, 1));
  problem = mado_run_get_problem (desk.run);
  g_test_message ("%s: %s", mado_run_get_state (desk.run)->name, problem->message);
  g_assert_cmpuint (problem->domain, ==, MADO_CA_ERROR);
  desk_fixture_assert_no_money (&desk.fixture);
  close_desk (&desk);
  desk_fixture_remove (stranger);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  mado_secret_init_process ();
  template_folder = desk_fixture_make_template ();
  g_test_add_func ("/workflow/issue/ca/no-endless-loop", test_no_endless_loop);
  g_test_add_func ("/workflow/issue/ca/ra-expired", test_ra_expired);
  g_test_add_func ("/workflow/issue/ca/wrong-ca", test_wrong_ca);
  result = g_test_run ();
  desk_fixture_remove (template_folder);
  g_free (template_folder);
  return result;
}
