/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "harness-process.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#define END_MS 10000
#define STEP_MS 50

/* Between fork and exec: only what is safe there. */
static void
end_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

GSubprocess *
harness_process_start (const char *const *argv, const char *log, int fd)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_set_stdout_file_path (launcher, log);
  g_subprocess_launcher_set_child_setup (launcher, end_with_parent, NULL, NULL);
  if (fd >= 0)
    g_subprocess_launcher_take_fd (launcher, fd, 3);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  g_subprocess_launcher_close (launcher); /* our end of fd: its end must be seen */
  return process;
}

char *
harness_process_read_line (int fd, int timeout_ms)
{
  gint64 deadline = g_get_monotonic_time () + timeout_ms * (gint64) 1000;
  g_autoptr (GString) line = g_string_new (NULL);
  char letter = 0;

  while (letter != '\n')
    {
      int left_ms = (int) ((deadline - g_get_monotonic_time ()) / 1000);
      struct pollfd ready = { .fd = fd, .events = POLLIN };

      if (left_ms <= 0 || (poll (&ready, 1, left_ms) < 0 && errno != EINTR))
        g_error ("nothing was said within %d ms; only \"%s\"", timeout_ms, line->str);
      if (ready.revents == 0)
        continue;
      if (read (fd, &letter, 1) != 1)
        g_error ("it ended and said only \"%s\"", line->str);
      if (letter != '\n')
        g_string_append_c (line, letter);
    }
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
harness_process_wait (gboolean (*is_true) (gpointer data), gpointer data, int timeout_ms,
                      const char *what)
{
  gint64 deadline = g_get_monotonic_time () + timeout_ms * (gint64) 1000;
  guint timer = g_timeout_add (STEP_MS, wake_cb, NULL);

  while (!is_true (data))
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("waited %d ms in vain for %s", timeout_ms, what);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (timer);
}

static gboolean
kill_cb (gpointer process)
{
  g_subprocess_force_exit (process);
  return G_SOURCE_REMOVE;
}

static void
gone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  *(gboolean *) data = TRUE;
}

void
harness_process_end (GSubprocess *process)
{
  gboolean gone = FALSE;
  guint timer;

  if (process == NULL)
    return;
  g_subprocess_wait_async (process, NULL, gone_cb, &gone);
  g_subprocess_send_signal (process, SIGTERM);
  timer = g_timeout_add (END_MS, kill_cb, process);
  while (!gone)
    g_main_context_iteration (NULL, TRUE);
  if (g_main_context_find_source_by_id (NULL, timer) != NULL)
    g_source_remove (timer);
  g_object_unref (process);
}

void
harness_process_remove_folder (const char *folder)
{
  const char *const argv[] = { "rm", "-rf", folder, NULL };
  g_autoptr (GSubprocess) process = NULL;

  g_assert_true (g_str_has_prefix (folder, g_get_tmp_dir ()));
  process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, NULL);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
}
