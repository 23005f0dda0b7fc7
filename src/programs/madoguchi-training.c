/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madoguchi-training: a training desk's reader, cards, CA and printer, for as long as a command
 * runs
 *
 * Exit status: that of the command (128 + N when signal N ended it); 125 when the training could
 * not be had or broke off; 2 for wrong usage. */
#include "config.h"

#include "mado-secret.h"
#include "mado-training-clock.h"
#include "mado-training-child.h"
#include "mado-training-session.h"

#include <glib-unix.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#define EXIT_USAGE 2
#define EXIT_BROKEN 125
#define TREE_DEPTH 6 /* build/demo/src/programs/madoguchi-training is the fifth */

typedef struct
{
  char *folder, *data, *keygen, *printer, *control; /* owned */
  int days_ahead;                                   /* -1: as the folder has it */
  gboolean fresh_card, anew, quiet, version;
  char **command; /* owned: what follows -- */
} Options;

typedef struct
{
  const Options *options;
  GMainLoop *loop;              /* owned */
  MadoTrainingSession *session; /* owned, nullable */
  MadoTrainingChild *command;   /* owned, nullable */
  int status;
  gboolean is_ending; /* the command was told to end */
} Training;

static void
options_clear (Options *options)
{
  g_free (options->folder);
  g_free (options->data);
  g_free (options->keygen);
  g_free (options->printer);
  g_free (options->control);
  g_strfreev (options->command);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static int
complain (const char *text)
{
  (void) fprintf (stderr, "madoguchi-training: %s\n", text);
  return EXIT_BROKEN;
}

static void
break_off (Training *training, const char *why)
{
  training->status = complain (why);
  if (training->command == NULL)
    return g_main_loop_quit (training->loop);
  if (!training->is_ending)
    mado_training_child_send_signal (training->command, SIGTERM);
  training->is_ending = TRUE;
}

static void
command_ended_cb (MadoTrainingChild *command, gpointer data)
{
  Training *training = data;

  if (training->status != EXIT_BROKEN)
    training->status = mado_training_child_get_status (command);
  g_main_loop_quit (training->loop);
}

/* What another shell needs to look at this desk, in the shell's words. */
static void
print_exports (const char *const *env)
{
  (void) fprintf (stderr, "madoguchi-training: in another shell: export");
  for (guint i = 0; env[i] != NULL; i += 2)
    {
      g_autofree char *value = g_shell_quote (env[i + 1]);

      (void) fprintf (stderr, " %s=%s", env[i], value);
    }
  (void) fprintf (stderr, "\n");
}

static void
ready_cb (MadoTrainingSession *session, Training *training)
{
  const MadoTrainingOrder order = { .name = training->options->command[0],
                                    .argv = (const char *const *) training->options->command,
                                    .env = mado_training_session_get_env (session),
                                    .in_foreground = TRUE,
                                    .ended = command_ended_cb,
                                    .data = training };
  g_autofree char *what = mado_training_session_describe (session);
  g_autoptr (GError) error = NULL;

  if (!training->options->quiet)
    {
      (void) fprintf (stderr, "madoguchi-training: %s\n", what);
      print_exports (order.env);
    }
  training->command = mado_training_child_start (&order, &error);
  if (training->command == NULL)
    break_off (training, error->message);
}

static void
failed_cb (MadoTrainingSession *session, const GError *error, Training *training)
{
  break_off (training, error->message);
}

/* Ctrl-C reaches the command from the terminal, too; SIGTERM is handed on. */
static gboolean
terminate_cb (gpointer data)
{
  Training *training = data;

  if (training->command != NULL)
    mado_training_child_send_signal (training->command, SIGTERM);
  else
    {
      training->status = 128 + SIGTERM;
      g_main_loop_quit (training->loop);
    }
  training->is_ending = TRUE;
  return G_SOURCE_CONTINUE;
}

static gboolean
interrupt_cb (gpointer data)
{
  Training *training = data;

  if (training->command == NULL)
    {
      training->status = 128 + SIGINT;
      g_main_loop_quit (training->loop);
    }
  return G_SOURCE_CONTINUE;
}

static int
run (const Options *options, MadoTrainingFolder *folder)
{
  const MadoTrainingOptions wanted
      = { .keygen_ms = options->keygen, .printer = options->printer, .control = options->control };
  Training training = { .options = options, .loop = g_main_loop_new (NULL, FALSE) };
  guint sources[] = { g_unix_signal_add (SIGTERM, terminate_cb, &training),
                      g_unix_signal_add (SIGHUP, terminate_cb, &training),
                      g_unix_signal_add (SIGINT, interrupt_cb, &training) };
  g_autoptr (GError) error = NULL;

  training.session = mado_training_session_new (folder, &wanted);
  g_signal_connect (training.session, "ready", G_CALLBACK (ready_cb), &training);
  g_signal_connect (training.session, "failed", G_CALLBACK (failed_cb), &training);
  if (mado_training_session_start (training.session, &error))
    g_main_loop_run (training.loop);
  else
    training.status = complain (error->message);
  g_clear_pointer (&training.command, mado_training_child_free);
  g_object_run_dispose (G_OBJECT (training.session));
  g_object_unref (training.session);
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    g_source_remove (sources[i]);
  g_main_loop_unref (training.loop);
  return training.status;
}

static gboolean
set_day (const Options *options, MadoTrainingFolder *folder, GError **error)
{
  return options->days_ahead < 0
         || mado_training_folder_set_days_ahead (folder, (guint) options->days_ahead, error);
}

static int
prepare_and_run (const Options *options)
{
  g_autoptr (MadoTrainingFolder) folder = NULL;
  g_autoptr (GError) error = NULL;

  if (options->anew && !mado_training_folder_set_aside (options->folder, &error))
    return complain (error->message);
  folder = mado_training_folder_open (options->folder, options->data, &error);
  if (folder == NULL || !set_day (options, folder, &error)
      || (options->fresh_card && !mado_training_folder_renew_card (folder, &error)))
    return complain (error->message);
  return run (options, folder);
}

/* The profiles of the tree that this program was built in, as long as it lies there; else the
 * installed ones.  Returns: (transfer full) */
static char *
find_data (void)
{
  g_autofree char *folder = g_file_read_link ("/proc/self/exe", NULL);

  for (guint i = 0; folder != NULL && i < TREE_DEPTH; i++)
    {
      char *above = g_path_get_dirname (folder);
      g_autofree char *data = g_build_filename (above, "data", NULL);
      g_autofree char *profile = g_build_filename (data, "profiles", "juki.ini", NULL);
      g_autofree char *project = g_build_filename (above, "meson.build", NULL);

      g_free (folder);
      folder = above;
      if (g_file_test (profile, G_FILE_TEST_EXISTS) && g_file_test (project, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&data);
    }
  return g_strdup (PKGDATADIR);
}

static void
fill_in (Options *options)
{
  if (options->folder == NULL)
    options->folder = g_build_filename (g_get_user_state_dir (), "madoguchi", "training", NULL);
  if (options->data == NULL)
    options->data = find_data ();
  if (options->keygen == NULL)
    options->keygen = g_strdup ("table");
  if (options->printer == NULL)
    options->printer = g_strdup ("folder");
}

static gboolean
parse (Options *options, int *argc, char ***argv, GError **error)
{
  /* clang-format off */
  const GOptionEntry entries[] = {
    { "dir", 'd', 0, G_OPTION_ARG_FILENAME, &options->folder,
      "The training desk's folder, made if it is missing (madoguchi/training among the user's state)", "DIR" },
    { "anew", 0, 0, G_OPTION_ARG_NONE, &options->anew, "Keep that folder aside as DIR.N and begin with a new one", NULL },
    { "fresh-card", 'f', 0, G_OPTION_ARG_NONE, &options->fresh_card, "A new blank card for the resident; the old one is kept in cards/kept", NULL },
    { "days-ahead", 0, 0, G_OPTION_ARG_INT, &options->days_ahead, "Desk and CA live N days ahead of this computer, from now on: 1064 days after its issue a certificate may be renewed", "N" },
    { "keygen-ms", 'k', 0, G_OPTION_ARG_STRING, &options->keygen, "Least time of a key generation in ms, or 'table' for that of real cards (table)", "MS" },
    { "printer", 'p', 0, G_OPTION_ARG_STRING, &options->printer, "'folder': PDF files in DIR/prints; 'ippeveprinter': a real IPP printer of CUPS, started here; or a queue or ipp:// address (folder)", "PRINTER" },
    { "control", 'c', 0, G_OPTION_ARG_FILENAME, &options->control, "Control socket of madoguchi-card: pull the card, let it fail, ...", "PATH" },
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &options->data, "Folder with profiles/ (beside the build that this program lies in, else the installed one)", "DIR" },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &options->quiet, "Do not say what was started", NULL },
    { "version", 'V', 0, G_OPTION_ARG_NONE, &options->version, "Print the version and end", NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->command, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  /* clang-format on */
  g_autoptr (GOptionContext) context = g_option_context_new ("-- COMMAND [ARGUMENT...]");

  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_set_summary (
      context,
      "Starts a simulated reader with cards, a CA and a printer, none of which anybody outside "
      "this\n"
      "computer needs, runs COMMAND at that desk, and ends them with it.  COMMAND gets\n"
      "MADOGUCHI_SETTINGS, PCSCLITE_CSOCK_NAME and MADOGUCHI_CARD_CONTROL.\n"
      "Operators: sato (clerk), password kunren-sato; yamamoto (supervisor), kunren-yamamoto.");
  g_option_context_add_main_entries (context, entries, NULL);
  return g_option_context_parse (context, argc, argv, error);
}

int
main (int argc, char **argv)
{
  g_auto (Options) options = { .days_ahead = -1 };
  g_autoptr (GError) error = NULL;

  (void) setlocale (LC_ALL, "");
  mado_secret_init_process ();
  if (!parse (&options, &argc, &argv, &error))
    {
      complain (error->message);
      return EXIT_USAGE;
    }
  if (options.version)
    return printf ("madoguchi-training %s\n", PACKAGE_VERSION) < 0;
  if (options.days_ahead < -1 || options.days_ahead > MADO_TRAINING_CLOCK_MAX_DAYS)
    {
      complain ("--days-ahead takes 0 to 1800 days");
      return EXIT_USAGE;
    }
  if (options.command == NULL)
    {
      complain ("give a command after --; see --help");
      return EXIT_USAGE;
    }
  fill_in (&options);
  return prepare_and_run (&options);
}
