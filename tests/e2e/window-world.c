/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window-world.h"

#include "harness-process.h"

#include <gio/gunixinputstream.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <string.h>

#define START_MS 60000 /* madoguchi-training allows its parts 30 s */

/* What the desk needs to know, and then nothing until standard input ends. */
#define TELL "printf '%s\\n%s\\n' \"$MADOGUCHI_SETTINGS\" \"$PCSCLITE_CSOCK_NAME\"; exec cat"

char *
window_world_path (WindowWorld *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

char *
window_world_built (const char *name)
{
  return g_build_filename (g_getenv ("MADO_BUILD_DIR"), "src/programs", name, NULL);
}

/* The test asks for the same Japanese words that the program shows. */
static void
speak_japanese (void)
{
  g_autofree char *catalogues = g_build_filename (g_getenv ("MADO_BUILD_DIR"), "po", NULL);

  g_setenv ("LANGUAGE", "ja", TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("MADO_LOCALE_DIR", catalogues, TRUE);
  bindtextdomain (GETTEXT_PACKAGE, catalogues);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* --- training --- */

static void
start_supervisor (WindowWorld *self)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *program = window_world_built ("madoguchi-training");
  g_autofree char *data = g_build_filename (g_getenv ("MADO_SOURCE_DIR"), "data", NULL);
  g_autofree char *log = window_world_path (self, "training.log");
  g_autofree char *days = g_strdup_printf ("%u", self->days_ahead);
  g_autofree char *settings = NULL, *socket = NULL;
  g_autoptr (GError) error = NULL;
  int output;

  g_subprocess_launcher_set_stderr_file_path (launcher, log);
  self->supervisor = g_subprocess_launcher_spawn (
      launcher, &error, program, "--dir", self->training, "--keygen-ms", "0", "--printer",
      "ippeveprinter", "--control", self->control, "--data", data, "--days-ahead", days, "--", "sh",
      "-c", TELL, NULL);
  g_assert_no_error (error);
  output = g_unix_input_stream_get_fd (
      G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (self->supervisor)));
  settings = harness_process_read_line (output, START_MS);
  socket = harness_process_read_line (output, START_MS);
  g_setenv ("MADOGUCHI_SETTINGS", settings, TRUE);
  g_setenv ("PCSCLITE_CSOCK_NAME", socket, TRUE);
}

static void
end_supervisor (WindowWorld *self)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->supervisor), NULL, NULL);
  harness_process_end (g_steal_pointer (&self->supervisor));
}

WindowWorld *
window_world_new (const char *characters)
{
  WindowWorld *self = g_new0 (WindowWorld, 1);

  speak_japanese ();
  self->folder = g_dir_make_tmp ("mado-window-XXXXXX", NULL);
  self->training = window_world_path (self, "desk");
  self->control = window_world_path (self, "card.control");
  self->desktop = desktop_harness_start (characters);
  start_supervisor (self);
  self->driver = window_driver_new (self->desktop);
  return self;
}

void
window_world_free (WindowWorld *self)
{
  if (self->program != NULL)
    window_world_end_program (self, SIGTERM);
  g_clear_pointer (&self->driver, window_driver_free);
  end_supervisor (self);
  g_clear_pointer (&self->desktop, desktop_harness_free);
  harness_process_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->training);
  g_free (self->control);
  g_free (self);
}

void
window_world_begin_anew (WindowWorld *self, guint days)
{
  end_supervisor (self);
  self->days_ahead = days;
  start_supervisor (self);
}

char *
window_world_now (WindowWorld *self)
{
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC + (gint64) self->days_ahead * 86400;

  return g_strdup_printf ("%" G_GINT64_FORMAT, now);
}

GPid
window_world_find_part (WindowWorld *self, const char *name)
{
  const char *supervisor = g_subprocess_get_identifier (self->supervisor);
  g_autofree char *path = g_strdup_printf ("/proc/%s/task/%s/children", supervisor, supervisor);
  g_autofree char *list = NULL;
  g_auto (GStrv) ids = NULL;

  g_assert_true (g_file_get_contents (path, &list, NULL, NULL));
  ids = g_strsplit (list, " ", -1);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autofree char *comm_path = g_build_filename ("/proc", ids[i], "comm", NULL);
      g_autofree char *comm = NULL;

      if (g_file_get_contents (comm_path, &comm, NULL, NULL)
          && g_str_equal (g_strchomp (comm), name))
        return (GPid) g_ascii_strtoll (ids[i], NULL, 10);
    }
  g_error ("madoguchi-training has no child %s", name);
}

GPid
window_world_find_authority (WindowWorld *self)
{
  return window_world_find_part (self, "madoguchi-ca");
}

/* --- the program --- */

/* Every other time the environment asks for Japanese although no such locale was made, and in
 * between it names no language at all: the program must speak Japanese all the same. */
void
window_world_start_program (WindowWorld *self)
{
  g_autofree char *program = window_world_built ("madoguchi");
  g_autofree char *log = window_world_path (self, "madoguchi.log");
  g_autofree char *all = g_strdup (g_getenv ("LC_ALL"));
  const char *argv[] = { program, NULL };

  g_unsetenv ("LC_ALL");
  g_unsetenv ("LANGUAGE");
  if (self->n_cases % 2 == 0)
    g_setenv ("LANG", "ja_JP.UTF-8", TRUE);
  else
    g_unsetenv ("LANG");
  self->program = seen_process_start (argv, log);
  g_setenv ("LANGUAGE", "ja", TRUE);
  if (all != NULL)
    g_setenv ("LC_ALL", all, TRUE);
  window_driver_attach (self->driver, seen_process_get_pid (self->program));
}

int
window_world_end_program (WindowWorld *self, int signal)
{
  g_clear_object (&self->heading);
  window_driver_detach (self->driver);
  return seen_process_end (g_steal_pointer (&self->program), signal);
}

/* --- card --- */

char *
window_world_control (WindowWorld *self, const char *command)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (self->control);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection
      = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, &error);
  g_autoptr (GDataInputStream) answers = NULL;
  g_autofree char *line = g_strconcat (command, "\n", NULL);
  char *answer;

  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), line,
                             strlen (line), NULL, NULL, &error);
  g_assert_no_error (error);
  answers = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  answer = g_data_input_stream_read_line_utf8 (answers, NULL, NULL, &error);
  g_assert_no_error (error);
  if (answer == NULL || !g_str_has_prefix (answer, "ok"))
    g_error ("%s: %s", command, answer);
  return answer;
}

void
window_world_new_card (WindowWorld *self)
{
  g_autofree char *program = window_world_built ("madoguchi-card");
  g_autofree char *name = g_strdup_printf ("card-%u", ++self->n_cards);
  g_autofree char *path = window_world_path (self, name);
  const char *argv[] = { program, "--new-card", path, NULL };
  g_autofree char *command = g_strconcat ("swap resident ", path, NULL);
  int status;

  g_free (window_world_run (self, argv, &status));
  g_assert_cmpint (status, ==, 0);
  g_free (window_world_control (self, command));
}

/* --- judges --- */

char *
window_world_run (WindowWorld *self, const char *const *argv, int *exit_status)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  g_subprocess_launcher_set_cwd (launcher, self->folder);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  *exit_status = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;
  return output;
}
