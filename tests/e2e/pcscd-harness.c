/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pcscd-harness.h"

#include <errno.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <winscard.h>

#define DRIVER "/usr/lib/pcsc/drivers/serial/libifdvpcd.so"
#define WAIT_MS 10000 /* for a card to be seen; the driver is polled every 400 ms */
#define RUN_MS 60000
#define STEP_MS 50

struct _PcscdHarness
{
  char *folder;
  char *socket_path;  /* PCSCLITE_CSOCK_NAME */
  char *control_path; /* of madoguchi-card */
  guint16 port;
  GSubprocess *pcscd;
  GSubprocess *card;
};

/* Two neighbouring ports that nobody uses at this moment, the first one even. */
static guint16
find_ports (void)
{
  for (int attempt = 0; attempt < 200; attempt++)
    {
      guint16 port = (guint16) (g_random_int_range (10000, 16000) * 2);
      gboolean are_free = TRUE;

      for (guint16 i = 0; i < 2; i++)
        {
          struct sockaddr_in address
              = { .sin_family = AF_INET, .sin_port = htons ((guint16) (port + i)) };
          int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

          are_free &= bind (fd, (const struct sockaddr *) &address, sizeof address) == 0;
          close (fd);
        }
      if (are_free)
        return port;
    }
  g_error ("no two free ports");
}

char *
pcscd_harness_path (PcscdHarness *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

const char *
pcscd_harness_get_folder (PcscdHarness *self)
{
  return self->folder;
}

guint16
pcscd_harness_get_port (PcscdHarness *self)
{
  return self->port;
}

static void
write_reader_file (PcscdHarness *self)
{
  g_autofree char *folder = pcscd_harness_path (self, "readers");
  g_autofree char *path = g_build_filename (folder, "vpcd", NULL);
  g_autofree char *text = g_strdup_printf ("FRIENDLYNAME \"" PCSCD_HARNESS_READER "\"\n"
                                           "DEVICENAME /dev/null:0x%04X\n"
                                           "LIBPATH " DRIVER "\n"
                                           "CHANNELID 0x%04X\n",
                                           self->port, self->port);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static int
listen_on_socket (PcscdHarness *self)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert_cmpuint (strlen (self->socket_path), <, sizeof address.sun_path);
  g_strlcpy (address.sun_path, self->socket_path, sizeof address.sun_path);
  g_unlink (self->socket_path);
  g_assert_cmpint (bind (fd, (const struct sockaddr *) &address, sizeof address), ==, 0);
  g_assert_cmpint (listen (fd, 16), ==, 0);
  return fd;
}

/* What the harness starts ends with it, also when a test crashes. */
static void
end_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

/* sh sets LISTEN_PID to the id that pcscd then has. */
void
pcscd_harness_start_pcscd (PcscdHarness *self)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_INHERIT);
  g_autofree char *readers = pcscd_harness_path (self, "readers");
  g_autofree char *log = pcscd_harness_path (self, "pcscd.log");
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_child_setup (launcher, end_with_parent, NULL, NULL);
  g_subprocess_launcher_set_stdout_file_path (launcher, log);
  g_subprocess_launcher_take_fd (launcher, listen_on_socket (self), 3);
  g_subprocess_launcher_setenv (launcher, "LISTEN_FDS", "1", TRUE);
  self->pcscd = g_subprocess_launcher_spawn (
      launcher, &error, "sh", "-c",
      "LISTEN_PID=$$ exec /usr/sbin/pcscd --foreground -c \"$0\" 2>&1", readers, NULL);
  g_assert_no_error (error);
}

static void
end_process (GSubprocess **process, int signal_number)
{
  if (*process == NULL)
    return;
  g_subprocess_send_signal (*process, signal_number);
  g_subprocess_wait (*process, NULL, NULL);
  g_clear_object (process);
}

void
pcscd_harness_kill_pcscd (PcscdHarness *self)
{
  end_process (&self->pcscd, SIGKILL);
}

static char *
card_program (void)
{
  const char *build = g_getenv ("MADO_BUILD_DIR");

  g_assert_nonnull (build);
  return g_build_filename (build, "src/programs/madoguchi-card", NULL);
}

/* Waits until the program has said that it is there: control socket and slots then are. */
static void
start_card (PcscdHarness *self, const char *keygen_ms)
{
  g_autofree char *program = card_program ();
  g_autofree char *port = g_strdup_printf ("%u", self->port);
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GError) error = NULL;
  char greeting[16];

  g_subprocess_launcher_set_child_setup (launcher, end_with_parent, NULL, NULL);
  self->card = g_subprocess_launcher_spawn (launcher, &error, program, "--port", port, "--control",
                                            self->control_path, "--keygen-ms", keygen_ms, NULL);
  g_assert_no_error (error);
  g_assert_cmpint (g_input_stream_read (g_subprocess_get_stdout_pipe (self->card), greeting,
                                        sizeof greeting, NULL, &error),
                   >, 0);
  g_assert_no_error (error);
}

PcscdHarness *
pcscd_harness_start (const char *keygen_ms)
{
  PcscdHarness *self = g_new0 (PcscdHarness, 1);

  self->folder = g_dir_make_tmp ("mado-e2e-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
  self->socket_path = pcscd_harness_path (self, "pcscd.comm");
  self->control_path = pcscd_harness_path (self, "card.control");
  self->port = find_ports ();
  write_reader_file (self);
  g_setenv ("PCSCLITE_CSOCK_NAME", self->socket_path, TRUE);
  pcscd_harness_start_pcscd (self);
  start_card (self, keygen_ms == NULL ? "0" : keygen_ms);
  return self;
}

static void
remove_folder (const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (path);
}

void
pcscd_harness_free (PcscdHarness *self)
{
  end_process (&self->card, SIGTERM);
  end_process (&self->pcscd, SIGTERM);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->socket_path);
  g_free (self->control_path);
  g_free (self);
}

char *
pcscd_harness_new_card (PcscdHarness *self, const char *name)
{
  g_autofree char *path = pcscd_harness_path (self, name);
  g_autofree char *program = card_program ();
  const char *argv[] = { program, "--new-card", path, NULL };
  g_autofree char *output = NULL;
  int status;

  output = pcscd_harness_run (self, argv, &status);
  if (status != 0)
    g_error ("making a card: %s", output);
  return g_steal_pointer (&path);
}

char *
pcscd_harness_control (PcscdHarness *self, const char *format, ...)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (self->control_path);
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GDataInputStream) input = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) line = g_string_new (NULL);
  char *answer;
  va_list arguments;

  va_start (arguments, format);
  g_string_vprintf (line, format, arguments);
  va_end (arguments);
  g_string_append_c (line, '\n');
  g_socket_client_set_timeout (client, WAIT_MS / 1000);
  connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), line->str,
                             line->len, NULL, NULL, &error);
  g_assert_no_error (error);
  input = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  answer = g_data_input_stream_read_line (input, NULL, NULL, &error);
  g_assert_no_error (error);
  if (answer == NULL || !g_str_has_prefix (answer, "ok"))
    g_error ("%s: %s", line->str, answer == NULL ? "no answer" : answer);
  return answer;
}

/* pcscd may still be starting: its socket takes the connection, the reader comes a little later,
 * which SCardGetStatusChange reports as an unknown reader. */
void
pcscd_harness_wait_card (PcscdHarness *self, const char *reader, gboolean present)
{
  SCARD_READERSTATE state = { .szReader = reader, .dwCurrentState = SCARD_STATE_UNAWARE };
  const DWORD wanted = present ? SCARD_STATE_PRESENT : SCARD_STATE_EMPTY;
  gint64 deadline = g_get_monotonic_time () + WAIT_MS * 1000;
  SCARDCONTEXT context;
  LONG result;

  g_assert_cmpint (SCardEstablishContext (SCARD_SCOPE_SYSTEM, NULL, NULL, &context), ==,
                   SCARD_S_SUCCESS);
  do
    {
      SCARD_READERSTATE any
          = { .szReader = "\\\\?PnP?\\Notification", .dwCurrentState = SCARD_STATE_UNAWARE };

      result = SCardGetStatusChange (context, 4 * STEP_MS, &state, 1);
      state.dwCurrentState = state.dwEventState;
      if (result == (LONG) SCARD_E_UNKNOWN_READER)
        SCardGetStatusChange (context, STEP_MS, &any, 1);
    }
  while (!(result == SCARD_S_SUCCESS && (state.dwEventState & wanted) != 0)
         && g_get_monotonic_time () < deadline);
  if ((state.dwEventState & wanted) == 0)
    g_error ("%s: no card change (result %lX, state %lX)", reader, (gulong) result,
             (gulong) state.dwEventState);
  SCardReleaseContext (context);
}

static gboolean
stop_program_cb (gpointer data)
{
  g_subprocess_force_exit (data);
  return G_SOURCE_REMOVE;
}

/* What one run of a program has produced so far. */
typedef struct
{
  GMainLoop *loop;
  char *output;
} Run;

static void
communicated_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Run *run = data;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8_finish (G_SUBPROCESS (source), result, &run->output, NULL, &error);
  g_assert_no_error (error);
  g_main_loop_quit (run->loop);
}

char *
pcscd_harness_run (PcscdHarness *self, const char *const *argv, int *exit_status)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GSource) limit = g_timeout_source_new (RUN_MS);
  g_autoptr (GSubprocess) program = NULL;
  g_autoptr (GError) error = NULL;
  Run run = { 0 };

  g_main_context_push_thread_default (context);
  program = g_subprocess_newv (
      argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error);
  g_assert_no_error (error);
  run.loop = g_main_loop_new (context, FALSE);
  g_source_set_callback (limit, stop_program_cb, program, NULL);
  g_source_attach (limit, context);
  g_subprocess_communicate_utf8_async (program, NULL, NULL, communicated_cb, &run);
  g_main_loop_run (run.loop);
  g_source_destroy (limit);
  g_main_loop_unref (run.loop);
  g_main_context_pop_thread_default (context);
  *exit_status = g_subprocess_get_if_exited (program) ? g_subprocess_get_exit_status (program) : -1;
  return run.output;
}
