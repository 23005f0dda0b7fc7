/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madoguchictl play: a whole procedure from a scenario, on the parts that the settings name */
#include "config.h"

#include "mado-command.h"
#include "mado-kept-printer.h"
#include "mado-parts.h"
#include "mado-password-line.h"
#include "mado-play-files.h"
#include "mado-play-stop.h"
#include "mado-player-letter.h"
#include "mado-player.h"
#include "mado-problem.h"
#include "mado-run-private.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* That a case was interrupted, and that a print is doubtful, is no failure. */
#define RESUME_STOPS 2
#define CARD_WAIT_US (15 * G_USEC_PER_SEC) /* for a reader that pcscd is just starting */

typedef struct
{
  char *settings, *out, *operator_id, *password_file; /* owned */
  MadoSecret *password;                               /* owned; until the sign-in takes it */
  char *withdraw;                                     /* owned, nullable: number of a case */
  const char *case_number;                            /* nullable: the case to go on with */
  int retries;
  gboolean resume;
  gint64 began, began_cpu; /* µs: monotonic, and of our processor time */
} Play;

static void
play_clear (Play *play)
{
  g_free (play->settings);
  g_free (play->out);
  g_free (play->operator_id);
  g_free (play->password_file);
  g_free (play->withdraw);
  g_clear_pointer (&play->password, mado_secret_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Play, play_clear)

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
wait_for (GAsyncResult *const *result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* --- opening --- */

static gboolean
open_desk (MadoDesk *desk, Play *play, GError **error)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) signed_in = NULL;

  mado_desk_open_async (desk, NULL, ready_cb, &opened);
  wait_for (&opened);
  if (!mado_desk_open_finish (desk, opened, error))
    return FALSE;
  mado_desk_sign_in_async (desk, play->operator_id, g_steal_pointer (&play->password), NULL,
                           ready_cb, &signed_in);
  wait_for (&signed_in);
  return mado_desk_sign_in_finish (desk, signed_in, NULL, error);
}

static gboolean
give_up_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
do_nothing (gpointer data, GError **error)
{
  return TRUE;
}

/* The desk lays its forms out once after signing in; a resident comes to a desk that has done so.
 */
static void
wait_for_forms (MadoDesk *desk)
{
  mado_worker_call (mado_desk_get_worker (desk, MADO_BY_PRINTER), do_nothing, NULL, NULL);
}

/* The lamp tells when the reader has found the card; without one the case says so itself. */
static void
wait_for_card (MadoDesk *desk)
{
  gboolean late = FALSE;
  guint timer = g_timeout_add ((guint) (CARD_WAIT_US / 1000), give_up_cb, &late);

  while (!late && mado_desk_get_device (desk, MADO_DEVICE_CARD)->lamp != MADO_LAMP_OK)
    g_main_context_iteration (NULL, TRUE);
  if (!late)
    g_source_remove (timer);
}

static MadoRun *
start_run (MadoDesk *desk, const char *procedure, GError **error)
{
  g_autoptr (GAsyncResult) started = NULL;

  if (mado_matrix_for (procedure) == NULL)
    {
      g_set_error (error, MADO_SCENARIO_ERROR, MADO_SCENARIO_ERROR_VALUE,
                   "scenario: there is no procedure %s", procedure);
      return NULL;
    }
  mado_desk_start_async (desk, procedure, NULL, ready_cb, &started);
  wait_for (&started);
  return mado_desk_start_finish (desk, started, error);
}

/* "20261126-001 (issue, at parked), …" */
static char *
list_runs (GListModel *runs)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (MadoRun) run = g_list_model_get_item (runs, i);
      const MadoCase *work = mado_run_get_case (run);

      g_string_append_printf (list, "%s%s (%s, at %s)", i > 0 ? ", " : "", work->number,
                              work->procedure, mado_run_get_state (run)->name);
    }
  return g_string_free (list, FALSE);
}

/* The case that an earlier process left. @number: (nullable): of several. */
static MadoRun *
find_run (MadoDesk *desk, const char *number, GError **error)
{
  GListModel *runs = mado_desk_get_runs (desk);
  const guint n_runs = g_list_model_get_n_items (runs);
  g_autofree char *list = NULL;

  for (guint i = 0; i < n_runs && (number != NULL || n_runs == 1); i++)
    {
      g_autoptr (MadoRun) run = g_list_model_get_item (runs, i);

      if (number == NULL || g_str_equal (mado_run_get_case (run)->number, number))
        return g_steal_pointer (&run);
    }
  list = list_runs (runs);
  g_set_error (error, MADO_SCENARIO_ERROR, MADO_SCENARIO_ERROR_VALUE,
               n_runs == 0      ? "no case is running%s%s"
               : number != NULL ? "there is no running case %s; running: %s"
                                : "several cases are running%s; --resume CASE says which: %s",
               number != NULL && n_runs > 0 ? number : "", list);
  return NULL;
}

static gboolean
is_case_number (const char *text)
{
  return strlen (text) == strlen ("YYYYMMDD-NNN") && text[8] == '-'
         && strspn (text, "0123456789-") == strlen (text);
}

/* --- telling --- */

static void
tell (MadoRun *run, gpointer data)
{
  const Play *play = data;
  const MadoState *state = mado_run_get_state (run);
  const MadoMatrix *matrix = mado_run_get_matrix (run);
  const GError *problem = mado_run_get_problem (run);

  (void) printf ("%8.1f ms  %2u %-30s %-14s%s%s%s%s\n",
                 (double) (g_get_monotonic_time () - play->began) / 1000, state->step,
                 matrix->steps[state->step - 1], state->name, problem != NULL ? " ! " : "",
                 problem != NULL ? mado_problem_find (problem->domain, problem->code)->mark : "",
                 problem != NULL ? " " : "", problem != NULL ? problem->message : "");
  (void) fflush (stdout);
}

/* --- the command --- */

/* What all threads of this program have computed so far. */
static gint64
processor_us (void)
{
  struct timespec used = { 0 };

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &used);
  return used.tv_sec * G_USEC_PER_SEC + used.tv_nsec / 1000;
}

static void
wait_idle (MadoRun *run)
{
  while (mado_run_is_busy (run, NULL))
    g_main_context_iteration (NULL, TRUE);
}

/* Whether the row is left by F12 alone, and the case has then ended without having been done: a
 * locked card is handed back. */
static gboolean
ends_by_next (MadoRun *run)
{
  const MadoMatrix *matrix = mado_run_get_matrix (run);
  const MadoState *state = mado_run_get_state (run);
  const int to
      = mado_matrix_resolve (matrix, state->next[MADO_OUTCOME_OK], mado_run_get_case (run));
  const MadoEnding ending = to >= 0 ? mado_matrix_row (matrix, to)->ending : MADO_ENDING_NONE;

  return !mado_state_acts (state) && mado_run_can (run, MADO_OUTCOME_OK)
         && ending != MADO_ENDING_NONE && ending != MADO_ENDING_DONE;
}

static gboolean
can_be_ended (MadoRun *run)
{
  return mado_run_can (run, MADO_OUTCOME_CANCEL) || ends_by_next (run);
}

static void
tick_all (MadoRun *run)
{
  const MadoState *state = mado_run_get_state (run);
  MadoCase *edit = mado_run_edit (run);

  for (guint i = 0; edit != NULL && i < MADO_MAX_CHECKS && state->checks[i] != NULL; i++)
    mado_case_set_check (edit, state->checks[i], TRUE);
}

/* The clerk takes it back; where nothing can be taken back any more, the clerk's F12 ends it.
 * Returns: whether the case has ended by it. */
static gboolean
withdraw_run (MadoRun *run)
{
  wait_idle (run);
  if (!mado_run_can (run, MADO_OUTCOME_CANCEL) && ends_by_next (run))
    {
      tick_all (run);
      mado_run_post (run, MADO_OUTCOME_OK);
    }
  else
    mado_run_post (run, MADO_OUTCOME_CANCEL);
  wait_idle (run);
  return mado_run_get_state (run)->ending != MADO_ENDING_NONE;
}

/* Why it did not end well, as one sentence and its reasons; a case that this play opened and that
 * was refused is not left running. */
static void
explain_stop (const Play *play, MadoRun *run, GError **error)
{
  g_autofree char *why = mado_play_stop_describe (run);
  g_autofree char *number
      = g_strdup (mado_run_get_case (run)->number); /* the case is another one then */
  g_autofree char *next = NULL;

  if (!play->resume && mado_play_stop_is_refused (run) && withdraw_run (run))
    next = g_strdup_printf (_ ("\n- Case %s has been withdrawn; nothing was done."), number);
  else if (mado_run_get_state (run)->ending == MADO_ENDING_NONE && !can_be_ended (run))
    next = g_strdup_printf (_ ("\n- Case %s is still running: --resume %s goes on."), number,
                            number);
  else if (mado_run_get_state (run)->ending == MADO_ENDING_NONE)
    next = g_strdup_printf (_ ("\n- Case %s is still running: --resume %s goes on, "
                               "--withdraw %s ends it."),
                            number, number, number);
  g_set_error (error, MADO_SCENARIO_ERROR, MADO_SCENARIO_ERROR_VALUE, "%s%s", why,
               next != NULL ? next : "");
}

static gboolean
play_run (Play *play, MadoDesk *desk, MadoRun *run, const MadoScenario *scenario,
          const MadoPlayerOptions *options, GError **error)
{
  if (mado_player_play (run, scenario, options))
    return mado_play_files_leave (play->out, processor_us () - play->began_cpu, desk, run, error);
  explain_stop (play, run, error);
  return FALSE;
}

/* --withdraw: no scenario is played. */
static gboolean
withdraw_case (Play *play, MadoDesk *desk, GError **error)
{
  g_autoptr (MadoRun) run = NULL;

  if (!open_desk (desk, play, error))
    return FALSE;
  wait_for_card (desk);
  run = find_run (desk, play->withdraw, error);
  if (run == NULL)
    return FALSE;
  if (!withdraw_run (run))
    {
      explain_stop (play, run, error);
      return FALSE;
    }
  (void) printf ("%s %s\n", play->withdraw, mado_run_get_state (run)->name);
  return TRUE;
}

/* The first visit, where the scenario brings a reply. */
static gboolean
send_letter (const Play *play, MadoDesk *desk, const MadoScenario *scenario, char **letter,
             GError **error)
{
  if (!scenario->letter || play->resume)
    return TRUE;
  *letter = mado_player_send_letter (desk, scenario, error);
  return *letter != NULL;
}

static gboolean
play_scenario (Play *play, MadoDesk *desk, const MadoScenario *scenario, GError **error)
{
  MadoPlayerOptions options
      = { .retries = (guint) play->retries + (play->resume ? RESUME_STOPS : 0),
          .tell = tell,
          .tell_data = play };
  g_autofree char *letter = NULL;
  g_autoptr (MadoRun) run = NULL;

  if (!open_desk (desk, play, error))
    return FALSE;
  wait_for_card (desk);
  wait_for_forms (desk);
  play->began = g_get_monotonic_time ();
  play->began_cpu = processor_us ();
  if (!send_letter (play, desk, scenario, &letter, error))
    return FALSE;
  options.letter = letter;
  run = play->resume ? find_run (desk, play->case_number, error)
                     : start_run (desk, scenario->procedure, error);
  return run != NULL && play_run (play, desk, run, scenario, &options, error);
}

static MadoDesk *
make_desk (const Play *play, GError **error)
{
  g_autoptr (MadoSettings) settings = mado_command_settings (play->settings);
  MadoDeskParts *parts = settings != NULL ? mado_parts_new (settings, error) : NULL;

  if (parts == NULL)
    return NULL;
  if (play->out != NULL)
    parts->printer = mado_kept_printer_new (parts->printer, play->out);
  return mado_desk_new (parts);
}

static gboolean
work_at_desk (Play *play, MadoDesk *desk, const MadoScenario *scenario, GError **error)
{
  return scenario != NULL ? play_scenario (play, desk, scenario, error)
                          : withdraw_case (play, desk, error);
}

static int
fail (GError *error)
{
  g_autofree char *why = mado_play_stop_describe_error (error);

  (void) fprintf (stderr, "madoguchictl: %s\n", why);
  g_error_free (error);
  return 1;
}

/* @scenario_path: (nullable): none where a case is only withdrawn. */
static int
run_play (Play *play, const char *scenario_path)
{
  g_autoptr (MadoScenario) scenario = NULL;
  MadoDesk *desk;
  GError *error = NULL;
  gboolean held;

  if (scenario_path != NULL)
    scenario = mado_scenario_new_from_file (scenario_path, &error);
  if (error == NULL)
    play->password = mado_password_line_of_file (play->password_file, &error);
  if (error != NULL)
    return mado_command_fail (error);
  if (play->out != NULL && g_mkdir_with_parents (play->out, 0700) != 0)
    {
      (void) fprintf (stderr, "madoguchictl: %s cannot be made\n", play->out);
      return 1;
    }
  desk = make_desk (play, &error);
  if (desk == NULL)
    return error != NULL ? mado_command_fail (error) : 1;
  held = work_at_desk (play, desk, scenario, &error);
  mado_desk_end (desk);
  return held ? 0 : fail (error);
}

/* SCENARIO, and after --resume the number of a case, in either order.
 * Returns: (nullable): the scenario's path. */
static const char *
take_arguments (Play *play, int argc, char **argv)
{
  const char *path = NULL;

  for (int i = 1; i < argc; i++)
    if (play->resume && play->case_number == NULL && is_case_number (argv[i]))
      play->case_number = argv[i];
    else
      path = argv[i];
  return path;
}

/* One scenario, with --resume a case beside it; with --withdraw neither. */
static gboolean
is_complete (const Play *play, int argc, const char *path)
{
  const int n_wanted = (path != NULL) + (play->case_number != NULL);

  return play->operator_id != NULL && play->password_file != NULL && play->retries >= 0
         && argc == 1 + n_wanted && (play->withdraw != NULL) == (path == NULL)
         && (play->withdraw == NULL || !play->resume);
}

int
mado_command_play (int argc, char **argv)
{
  g_auto (Play) play = { 0 };
  const char *path;
  const GOptionEntry entries[]
      = { { "settings", 's', 0, G_OPTION_ARG_FILENAME, &play.settings, "the desk's settings",
            "FILE" },
          { "out", 'o', 0, G_OPTION_ARG_FILENAME, &play.out,
            "leave certificate, prints, events, times", "DIR" },
          { "operator", 0, 0, G_OPTION_ARG_STRING, &play.operator_id, "who signs in", "ID" },
          { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &play.password_file,
            "its first line signs in", "FILE" },
          { "resume", 0, 0, G_OPTION_ARG_NONE, &play.resume,
            "go on with the running case CASE; without a number with the only one", NULL },
          { "withdraw", 0, 0, G_OPTION_ARG_STRING, &play.withdraw,
            "play nothing: end the running case CASE as withdrawn", "CASE" },
          { "retries", 0, 0, G_OPTION_ARG_INT, &play.retries,
            "how often a stopped step is tried again", "N" },
          { NULL } };

  if (!mado_command_parse (&argc, &argv, entries, "SCENARIO [--resume [CASE]] | --withdraw=CASE",
                           "Plays clerk and resident of SCENARIO, on the real parts."))
    return 2;
  path = take_arguments (&play, argc, argv);
  if (!is_complete (&play, argc, path))
    {
      (void) fprintf (stderr, "madoguchictl: see madoguchictl play --help\n");
      return 2;
    }
  return run_play (&play, path);
}
