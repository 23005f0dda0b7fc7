/* SPDX-License-Identifier: GPL-3.0-or-later */
/* a first issue in process, from reception to ledger, and its refusals */
#include "config.h"

#include "desk-fixture.h"

static char *template_folder;

static void
tell (MadoRun *run, gpointer data)
{
  const GError *problem = mado_run_get_problem (run);

  g_test_message ("%s %s", mado_run_get_state (run)->name, problem != NULL ? problem->message : "");
}

static void
test_whole (void)
{
  const MadoPlayerOptions options = { .tell = tell };
  g_autofree char *folder = desk_fixture_copy (template_folder);
  g_autoptr (MadoScenario) scenario = desk_fixture_scenario ("takahashi");
  DeskFixture fixture = { .shipped_forms = TRUE };
  MadoRun *run;

  desk_fixture_open (&fixture, folder);
  run = desk_fixture_start (&fixture);
  g_assert_true (mado_player_play (run, scenario, &options));
  desk_fixture_assert_issued (&fixture);
  g_object_unref (run);
  desk_fixture_close (&fixture);
  desk_fixture_remove (folder);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  mado_secret_init_process ();
  template_folder = desk_fixture_make_template ();
  g_test_add_func ("/workflow/issue/whole", test_whole);
  result = g_test_run ();
  desk_fixture_remove (template_folder);
  g_free (template_folder);
  return result;
}
