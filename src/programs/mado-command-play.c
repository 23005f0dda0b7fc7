/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madoguchictl play: a whole procedure from a scenario, on the parts that the settings name */
#include "config.h"

#include "mado-command.h"
#include "mado-kept-printer.h"
#include "mado-parts.h"
#include "mado-player-letter.h"
#include "mado-player.h"
#include "mado-run-private.h"
#include "mado-timing.h"

#include <stdio.h>
#include <string.h>

/* That a case was interrupted, and that a print is doubtful, is no failure. */
#define RESUME_STOPS 2
#define CARD_WAIT_US (15 * G_USEC_PER_SEC) /* for a reader that pcscd is just starting */

typedef struct
{
  char *settings, *out, *operator, * password_file; /* owned */
  int retries;
  gboolean resume;
  gint64 began, began_cpu; /* µs: monotonic, and of our processor time */
} Play;

static void
play_clear (Play *play)
{
  g_free (play->settings);
  g_free (play->out);
  g_free (play->operator);
  g_free (play->password_file);
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

static MadoSecret *
read_password (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  gsize n_text;
  MadoSecret *password;

  if (!g_file_get_contents (path, &text, &n_text, error))
    return NULL;
  n_text = strcspn (text, "\r\n");
  if (n_text == 0)
    {
      g_set_error (error, MADO_SETTINGS_ERROR, MADO_SETTINGS_ERROR_VALUE, "%s is empty", path);
      return NULL;
    }
  password = mado_secret_new_take ((guint8 *) text, n_text);
  return password;
}

static gboolean
open_desk (MadoDesk *desk, const Play *play, GError **error)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) signed_in = NULL;
  MadoSecret *password;

  mado_desk_open_async (desk, NULL, ready_cb, &opened);
  wait_for (&opened);
  if (!mado_desk_open_finish (desk, opened, error))
    return FALSE;
  password = read_password (play->password_file, error);
  if (password == NULL)
    return FALSE;
  mado_desk_sign_in_async (desk, play->operator, password, NULL, ready_cb, &signed_in);
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

/* The case that an earlier process left. */
static MadoRun *
find_run (MadoDesk *desk, GError **error)
{
  GListModel *runs = mado_desk_get_runs (desk);
  guint n_runs = g_list_model_get_n_items (runs);

  if (n_runs == 1)
    return g_list_model_get_item (runs, 0);
  g_set_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_NO_SUCH_CASE,
               "there are %u running cases; --resume goes on with one", n_runs);
  return NULL;
}

/* --- telling --- */

static void
tell (MadoRun *run, gpointer data)
{
  const Play *play = data;
  const MadoState *state = mado_run_get_state (run);
  const MadoMatrix *matrix = mado_run_get_matrix (run);
  const GError *problem = mado_run_get_problem (run);

  (void) printf ("%8.1f ms  %2u %-30s %-14s%s%s\n",
                 (double) (g_get_monotonic_time () - play->began) / 1000, state->step,
                 matrix->steps[state->step - 1], state->name, problem != NULL ? " ! " : "",
                 problem != NULL ? problem->message : "");
  (void) fflush (stdout);
}

/* --- what is left behind --- */

static gboolean
write_text (const Play *play, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (play->out, name, NULL);

  return g_file_set_contents (path, text, -1, error);
}

typedef struct
{
  MadoDesk *desk;
  GBytes *der;       /* owned */
  GPtrArray *events; /* owned */
} Rest;

static gboolean
derive (guint8 kvn, const guint8 *diversification, MadoScp03Keys *keys, gpointer data,
        GError **error)
{
  const MadoDeskParts *parts = data;

  mado_scp03_diversify (parts->master_counter, diversification, keys);
  return TRUE;
}

/* The certificate as the card gives it back, not as the desk remembers it. */
static gboolean
read_card_on_worker (gpointer data, GError **error)
{
  Rest *rest = data;
  const MadoDeskParts *parts = mado_desk_get_parts (rest->desk);
  const MadoCardOptions options = { .keys = derive, .keys_data = (gpointer) (guintptr) parts };
  g_autoptr (MadoCardSession) session
      = mado_card_session_open (parts->reader, &options, MADO_CARD_KEYS_COUNTER, NULL, error);

  rest->der = session != NULL ? mado_card_session_read_certificate (session, error) : NULL;
  return rest->der != NULL;
}

static gboolean
read_events_on_worker (gpointer data, GError **error)
{
  Rest *rest = data;

  rest->events = mado_event_load_after (mado_desk_get_db (rest->desk), 0, 10000, error);
  return rest->events != NULL;
}

static gboolean
write_certificates (const Play *play, Rest *rest, GError **error)
{
  g_autoptr (MadoCertificate) certificate = mado_certificate_new (rest->der, error);
  g_autofree char *pem = certificate != NULL ? mado_certificate_to_pem (certificate) : NULL;
  g_autofree char *ca
      = mado_certificate_to_pem (mado_ca_get_ca_certificate (mado_desk_get_parts (rest->desk)->ca));

  return pem != NULL && write_text (play, "certificate.pem", pem, error)
         && write_text (play, "ca.pem", ca, error);
}

/* A procedure that issued leaves the certificate; another one has none to leave. */
static gboolean
leave_certificates (const Play *play, Rest *rest, const MadoCase *work, GError **error)
{
  return work->serial == NULL
         || (mado_worker_call (mado_desk_get_worker (rest->desk, MADO_BY_CARD), read_card_on_worker,
                               rest, error)
             && write_certificates (play, rest, error));
}

static gboolean
write_events (const Play *play, GPtrArray *events, GError **error)
{
  GString *lines = g_string_new (NULL);
  gboolean held;

  for (guint i = 0; i < events->len; i++)
    {
      g_autofree char *line = mado_event_to_json (g_ptr_array_index (events, i));

      g_string_append_printf (lines, "%s\n", line);
    }
  held = write_text (play, "events.jsonl", lines->str, error);
  g_string_free (lines, TRUE);
  return held;
}

static GPtrArray *
events_of (GPtrArray *events, const char *case_number)
{
  GPtrArray *mine = g_ptr_array_new ();

  for (guint i = 0; i < events->len; i++)
    {
      MadoEvent *event = g_ptr_array_index (events, i);

      if (g_strcmp0 (event->case_number, case_number) == 0)
        g_ptr_array_add (mine, event);
    }
  return mine;
}

/* What all threads of this program have computed so far. */
static gint64
processor_us (void)
{
  struct timespec used = { 0 };

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &used);
  return used.tv_sec * G_USEC_PER_SEC + used.tv_nsec / 1000;
}

static gboolean
leave_files (const Play *play, MadoDesk *desk, MadoRun *run, GError **error)
{
  Rest rest = { .desk = desk };
  g_autoptr (GPtrArray) mine = NULL;
  g_autofree char *json = NULL;
  const gint64 cpu_us = processor_us () - play->began_cpu;
  MadoTiming timing;
  gboolean held;

  if (!mado_worker_call (mado_desk_get_db_worker (desk), read_events_on_worker, &rest, error))
    return FALSE;
  mine = events_of (rest.events, mado_run_get_case (run)->number);
  mado_timing_measure (mine, &timing);
  timing.cpu_us = cpu_us;
  (void) printf (
      "\ntotal %.1f ms = card %.1f + CA %.1f + printer %.1f + desk %.1f (processor %.1f); "
      "%u APDUs, %u events\n",
      (double) timing.total_us / 1000, (double) timing.card_us / 1000, (double) timing.ca_us / 1000,
      (double) timing.print_us / 1000, (double) timing.desk_us / 1000,
      (double) timing.cpu_us / 1000, timing.apdus, timing.events);
  json = mado_timing_to_json (&timing, mine);
  held = play->out == NULL
         || (leave_certificates (play, &rest, mado_run_get_case (run), error)
             && write_events (play, rest.events, error)
             && write_text (play, "timing.json", json, error));
  g_ptr_array_unref (rest.events);
  g_clear_pointer (&rest.der, g_bytes_unref);
  return held;
}

/* --- the command --- */

static gboolean
play_run (Play *play, MadoDesk *desk, MadoRun *run, const MadoScenario *scenario,
          const MadoPlayerOptions *options, GError **error)
{
  const GError *problem;

  if (mado_player_play (run, scenario, options))
    return leave_files (play, desk, run, error);
  problem = mado_run_get_problem (run);
  if (problem != NULL)
    g_propagate_error (error, g_error_copy (problem));
  else
    g_set_error_literal (error, MADO_RUN_ERROR, MADO_RUN_ERROR_INTERRUPTED,
                         "the case did not end as the scenario says");
  return FALSE;
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
  run = play->resume ? find_run (desk, error) : start_run (desk, scenario->procedure, error);
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

static int
run_play (Play *play, const char *scenario_path)
{
  g_autoptr (MadoScenario) scenario = NULL;
  MadoDesk *desk;
  GError *error = NULL;
  gboolean held;

  scenario = mado_scenario_new_from_file (scenario_path, &error);
  if (scenario == NULL)
    return mado_command_fail (error);
  if (play->out != NULL && g_mkdir_with_parents (play->out, 0700) != 0)
    {
      (void) fprintf (stderr, "madoguchictl: %s cannot be made\n", play->out);
      return 1;
    }
  desk = make_desk (play, &error);
  if (desk == NULL)
    return error != NULL ? mado_command_fail (error) : 1;
  held = play_scenario (play, desk, scenario, &error);
  mado_desk_end (desk);
  return held ? 0 : mado_command_fail (error);
}

int
mado_command_play (int argc, char **argv)
{
  g_auto (Play) play = { 0 };
  const GOptionEntry entries[]
      = { { "settings", 's', 0, G_OPTION_ARG_FILENAME, &play.settings, "the desk's settings",
            "FILE" },
          { "out", 'o', 0, G_OPTION_ARG_FILENAME, &play.out,
            "leave certificate, prints, events, times", "DIR" },
          { "operator", 0, 0, G_OPTION_ARG_STRING, &play.operator, "who signs in", "ID" },
          { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &play.password_file,
            "its first line signs in", "FILE" },
          { "resume", 0, 0, G_OPTION_ARG_NONE, &play.resume,
            "go on with the one running case that an earlier process left", NULL },
          { "retries", 0, 0, G_OPTION_ARG_INT, &play.retries,
            "how often a stopped step is tried again", "N" },
          { NULL } };

  if (!mado_command_parse (&argc, &argv, entries, "SCENARIO",
                           "Plays clerk and resident of SCENARIO, on the real parts."))
    return 2;
  if (argc != 2 || play.operator== NULL || play.password_file == NULL || play.retries<0)
    {
      (void) fprintf (stderr, "madoguchictl: see madoguchictl play --help\n");
      return 2;
    }
  return run_play (&play, argv[1]);
}
