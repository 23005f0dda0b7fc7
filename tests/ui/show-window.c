/* show-window.c - the real window on simulated parts, to be looked at
 *
 * show-window [[PROCEDURE/]STATE…]: after the sign-in (sato, windows-1) a case is opened and moved
 * on to each STATE, the last first; then it prints "shown".  Without PROCEDURE it is a first issue,
 * else the scenario is PROCEDURE-takahashi, or PROCEDURE if there is no such file.  Not a test:
 * scripts that take pictures run it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-application.h"
#include "mado-run.h"
#include "ui-fixture.h"

#include <gtk/gtk.h>
#include <string.h>

static const char *const scenarios[] = { "takahashi", "yamada", "saito" };

typedef struct
{
  UiFixture fixture;
  char **states; /* owned: wanted states */
  guint n_states, next;
  MadoRun *run; /* owned, nullable: the one that is being moved on */
  gboolean starting;
} Show;

/* @state: (out): behind the procedure.  Returns: (transfer full) */
static char *
split (const char *wanted, const char **state)
{
  const char *slash = strchr (wanted, '/');

  *state = slash != NULL ? slash + 1 : wanted;
  return slash != NULL ? g_strndup (wanted, (gsize) (slash - wanted)) : g_strdup ("issue");
}

/* Returns: (transfer full): "revoke-takahashi", else "change-password": the file that there is. */
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

static gboolean
say (Show *show)
{
  const char *state;
  g_autofree char *procedure = split (show->states[show->next - 1], &state);
  g_autofree char *scenario = find_scenario (procedure);

  return ui_fixture_say (show->run,
                         g_str_equal (procedure, "issue")
                             ? scenarios[(show->next - 1) % G_N_ELEMENTS (scenarios)]
                             : scenario,
                         state);
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

static gboolean
move_on_cb (gpointer data)
{
  Show *show = data;
  g_autofree char *procedure = NULL;
  const char *state;

  if (mado_desk_get_operator (show->fixture.desk) == NULL || show->starting)
    return G_SOURCE_CONTINUE;
  if (show->run != NULL)
    {
      if (say (show))
        g_clear_object (&show->run);
      return G_SOURCE_CONTINUE;
    }
  if (show->next == show->n_states)
    {
      g_print ("shown\n");
      return G_SOURCE_REMOVE;
    }
  show->next++;
  show->starting = TRUE;
  procedure = split (show->states[show->next - 1], &state);
  mado_desk_start_async (show->fixture.desk, procedure, NULL, started_cb, show);
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
  application = mado_application_new (show.fixture.desk);
  g_timeout_add (100, move_on_cb, &show);
  g_application_run (G_APPLICATION (application), 1, argv);
  g_object_unref (application);
  g_clear_object (&show.run);
  ui_fixture_tear_down (&show.fixture);
  return 0;
}
