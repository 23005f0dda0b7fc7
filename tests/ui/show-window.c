/* show-window.c - the real window on simulated parts, to be looked at
 *
 * show-window [[PROCEDURE/]STATE…]: after the sign-in (sato, windows-1) a case is opened and moved
 * on to each STATE, the last first; then it prints "shown".  Without PROCEDURE it is a first issue,
 * else the scenario is PROCEDURE-takahashi, or PROCEDURE if there is no such file: "unlock_proxy",
 * whose letter was mailed before.  The word "office" fills the books instead.  Not a test: scripts
 * that take pictures run it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-application.h"
#include "mado-player-letter.h"
#include "mado-player.h"
#include "mado-run.h"
#include "show-office.h"
#include "ui-fixture.h"

#include <gtk/gtk.h>
#include <string.h>

static const char *const scenarios[] = { "takahashi", "yamada", "saito" };

typedef struct
{
  UiFixture fixture;
  char **states; /* owned: wanted states */
  guint n_states, next;
  MadoScenario *scenario; /* owned, nullable: of the state that is being reached */
  MadoRun *run;           /* owned, nullable: the one that is being moved on */
  gboolean starting;
} Show;

/* Returns: (transfer full): "revoke-takahashi", else "change-password": the scenario that there is
 * for the word whose procedure is @procedure. */
static char *
find_scenario (const char *procedure)
{
  g_autofree char *name = g_strdelimit (g_strdup (procedure), "_", '-');
  g_autofree char *file = g_strconcat (name, "-takahashi.ini", NULL);
  g_autofree char *path
      = g_build_filename (g_getenv ("MADO_SOURCE_DIR"), "tests", "scenarios", file, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_strconcat (name, "-takahashi", NULL)
                                                : g_steal_pointer (&name);
}

/* @scenario: (out) (transfer full): its name.  Returns: (transfer none): the state of @word. */
static const char *
split (const char *word, guint nth, char **scenario)
{
  const char *slash = strchr (word, '/');
  g_autofree char *procedure = NULL;

  if (slash == NULL)
    {
      *scenario = g_strdup (scenarios[nth % G_N_ELEMENTS (scenarios)]);
      return word;
    }
  procedure = g_strndup (word, (gsize) (slash - word));
  *scenario = find_scenario (procedure);
  return slash + 1;
}

/* --- moving a case on --- */

/* A proxy's visits: the letter, and the reply as far as @state. */
static void
play (Show *show, const char *state)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *letter = mado_player_send_letter (show->fixture.desk, show->scenario, &error);
  const MadoPlayerOptions options
      = { .until = state, .letter = letter, .sheet_is_there = TRUE, .retries = 1 };

  g_assert_no_error (error);
  mado_player_play (show->run, show->scenario, &options);
}

/* Returns: whether the case stands where it is wanted. */
static gboolean
say (Show *show)
{
  guint nth = show->next - 1;
  g_autofree char *scenario = NULL;
  const char *state = split (show->states[nth], nth, &scenario);

  if (!show->scenario->letter)
    return ui_fixture_say (show->run, scenario, state);
  play (show, state);
  return TRUE;
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Show *show = data;
  g_autoptr (GError) error = NULL;

  show->run = mado_desk_start_finish (MADO_DESK (source), result, &error);
  g_assert_no_error (error);
  show->starting = FALSE;
}

static void
start_next (Show *show)
{
  guint nth = show->next++;
  g_autofree char *scenario = NULL;

  if (g_str_equal (show->states[nth], "office"))
    {
      show_office_fill (show->fixture.desk);
      return;
    }
  split (show->states[nth], nth, &scenario);
  g_clear_pointer (&show->scenario, mado_scenario_free);
  show->scenario = ui_fixture_load_scenario (scenario);
  show->starting = TRUE;
  mado_desk_start_async (show->fixture.desk, show->scenario->procedure, NULL, started_cb, show);
}

static gboolean
move_on_cb (gpointer data)
{
  Show *show = data;

  if (mado_desk_get_operator (show->fixture.desk) == NULL || show->starting)
    return G_SOURCE_CONTINUE;
  if (show->run != NULL)
    {
      if (say (show))
        g_clear_object (&show->run);
    }
  else if (show->next < show->n_states)
    start_next (show);
  else
    {
      g_print ("shown\n");
      return G_SOURCE_REMOVE;
    }
  return G_SOURCE_CONTINUE;
}

int
main (int argc, char **argv)
{
  Show show = { .states = argv + 1, .n_states = (guint) argc - 1 };
  const char *keygen_ms = g_getenv ("MADO_SHOW_KEYGEN_MS");
  MadoApplication *application;

  mado_secret_init_process ();
  mado_application_init_language ();
  ui_fixture_set_up (&show.fixture);
  if (keygen_ms != NULL)
    mado_sim_card_set_keygen_ms (show.fixture.card, (guint) g_ascii_strtoull (keygen_ms, NULL, 10));
  application = mado_application_new (show.fixture.desk, NULL);
  g_timeout_add (100, move_on_cb, &show);
  g_application_run (G_APPLICATION (application), 1, argv);
  g_object_unref (application);
  g_clear_object (&show.run);
  g_clear_pointer (&show.scenario, mado_scenario_free);
  ui_fixture_tear_down (&show.fixture);
  return 0;
}
