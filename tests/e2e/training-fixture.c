/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training-fixture.h"

#include <gio/gunixsocketaddress.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <signal.h>
#include <unistd.h>

#define FOLDER "MADO_TEST_FOLDER" /* environment: ours, with desk/ in it */
#define RUN_S "60"
#define WAIT_US (30 * G_USEC_PER_SEC)
#define LOOK_MS 20

char *
training_fixture_file (const char *name)
{
  return g_build_filename (g_getenv (FOLDER), name, NULL);
}

char *
training_fixture_desk (const char *name)
{
  return g_build_filename (g_getenv (FOLDER), "desk", name, NULL);
}

char *
training_fixture_program (const char *name)
{
  return g_build_filename (g_getenv ("MADO_BUILD_DIR"), "src/programs", name, NULL);
}

void
training_fixture_enter (char **argv, const char *const *options)
{
  g_autofree char *program = training_fixture_program ("madoguchi-training");
  g_autofree char *data = g_build_filename (g_getenv ("MADO_SOURCE_DIR"), "data", NULL);
  g_autofree char *folder = NULL;
  g_autofree char *desk = NULL;
  g_autoptr (GPtrArray) command = g_ptr_array_new ();
  const char *const first[] = { program, "--quiet", "--keygen-ms", "0", "--data", data, "--dir" };

  if (g_getenv ("MADOGUCHI_SETTINGS") != NULL)
    return;
  folder = g_dir_make_tmp ("mado-training-XXXXXX", NULL);
  g_assert_nonnull (folder);
  g_setenv (FOLDER, folder, TRUE);
  desk = training_fixture_desk ("");
  for (gsize i = 0; i < G_N_ELEMENTS (first); i++)
    g_ptr_array_add (command, (gpointer) (guintptr) first[i]);
  g_ptr_array_add (command, desk);
  for (; options != NULL && *options != NULL; options++)
    g_ptr_array_add (command, (gpointer) (guintptr) *options);
  g_ptr_array_add (command, (gpointer) (guintptr) "--");
  for (; *argv != NULL; argv++)
    g_ptr_array_add (command, *argv);
  g_ptr_array_add (command, NULL);
  execv (program, (char **) command->pdata);
  g_error ("%s: %s", program, g_strerror (errno));
}

void
training_fixture_leave (void)
{
  g_autofree char *folder = training_fixture_file ("");

  g_assert_true (g_str_has_prefix (folder, g_get_tmp_dir ()));
  g_free (training_fixture_say ("rm", "-rf", folder, NULL));
}

/* What the test starts ends with it. */
static void
set_up_child (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static GSubprocess *
start (const char *const *argv, GSubprocessFlags flags)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_set_child_setup (launcher, set_up_child, NULL, NULL);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  return process;
}

GSubprocess *
training_fixture_start (const char *const *argv)
{
  return start (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE);
}

char *
training_fixture_run (int status, const char *const *argv)
{
  g_autoptr (GPtrArray) limited = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) output = NULL;
  char *text;

  g_ptr_array_add (limited, (gpointer) (guintptr) "timeout");
  g_ptr_array_add (limited, (gpointer) (guintptr) RUN_S);
  for (gsize i = 0; argv[i] != NULL; i++)
    g_ptr_array_add (limited, (gpointer) (guintptr) argv[i]);
  g_ptr_array_add (limited, NULL);
  process = start ((const char *const *) limited->pdata,
                   G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_subprocess_communicate (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  text = g_bytes_get_size (output) > 0
             ? g_strndup (g_bytes_get_data (output, NULL), g_bytes_get_size (output))
             : g_strdup ("");
  if (!g_subprocess_get_if_exited (process) || g_subprocess_get_exit_status (process) != status)
    g_error ("%s ended otherwise than with %d: %s", argv[0], status, text);
  return text;
}

char *
training_fixture_say (const char *program, ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  va_list arguments;

  va_start (arguments, program);
  for (const char *word = program; word != NULL; word = va_arg (arguments, const char *))
    g_ptr_array_add (argv, (gpointer) (guintptr) word);
  va_end (arguments);
  g_ptr_array_add (argv, NULL);
  return training_fixture_run (0, (const char *const *) argv->pdata);
}

void
training_fixture_control (const char *format, ...)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address
      = g_unix_socket_address_new (g_getenv ("MADOGUCHI_CARD_CONTROL"));
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GDataInputStream) input = NULL;
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;
  va_list arguments;

  va_start (arguments, format);
  g_string_vprintf (line, format, arguments);
  va_end (arguments);
  g_string_append_c (line, '\n');
  connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), line->str,
                             line->len, NULL, NULL, &error);
  g_assert_no_error (error);
  input = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  answer = g_data_input_stream_read_line (input, NULL, NULL, &error);
  g_assert_no_error (error);
  if (answer == NULL || !g_str_has_prefix (answer, "ok"))
    g_error ("%s: %s", line->str, answer != NULL ? answer : "no answer");
}

/* The supervisor is our parent; names in /proc are cut after 15 bytes. */
pid_t
training_fixture_service (const char *name)
{
  g_autofree char *path
      = g_strdup_printf ("/proc/%d/task/%d/children", (int) getppid (), (int) getppid ());
  g_autofree char *list = NULL;
  g_auto (GStrv) ids = NULL;

  g_assert_true (g_file_get_contents (path, &list, NULL, NULL));
  ids = g_strsplit (g_strstrip (list), " ", -1);
  for (gsize i = 0; ids[i] != NULL; i++)
    {
      g_autofree char *comm_path = g_build_filename ("/proc", ids[i], "comm", NULL);
      g_autofree char *comm = NULL;

      if (g_file_get_contents (comm_path, &comm, NULL, NULL)
          && strncmp (g_strstrip (comm), name, 15) == 0)
        return (pid_t) g_ascii_strtoll (ids[i], NULL, 10);
    }
  g_error ("the training session has no child %s", name);
}

void
training_fixture_wait (gboolean (*check) (gpointer data), gpointer data, const char *what)
{
  gint64 deadline = g_get_monotonic_time () + WAIT_US;

  while (!check (data))
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("%s did not happen", what);
      g_poll (NULL, 0, LOOK_MS);
    }
}
