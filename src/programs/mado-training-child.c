/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-training-child.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#define END_MS 5000 /* from SIGTERM to SIGKILL; pcscd takes some 500 ms */

struct _MadoTrainingChild
{
  char *name;               /* owned */
  GSubprocess *process;     /* owned */
  GDataInputStream *output; /* owned, nullable */
  GCancellable *waiting;    /* owned: of the wait that tells "ended" */
  MadoTrainingChildFunc ended;
  gpointer data;
  gboolean has_ended;
};

/* Between fork and exec: only what is safe there. */
static void
set_up_service (gpointer data)
{
  setsid ();
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static void
set_up_command (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static GSubprocessLauncher *
make_launcher (const MadoTrainingOrder *order)
{
  GSubprocessFlags flags = order->reads_stdout    ? G_SUBPROCESS_FLAGS_STDOUT_PIPE
                           : order->in_foreground ? G_SUBPROCESS_FLAGS_STDIN_INHERIT
                           : order->log != NULL   ? G_SUBPROCESS_FLAGS_STDERR_MERGE
                                                  : G_SUBPROCESS_FLAGS_NONE;
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (flags);

  g_subprocess_launcher_set_child_setup (
      launcher, order->in_foreground ? set_up_command : set_up_service, NULL, NULL);
  if (order->log != NULL)
    {
      g_unlink (order->log);
      if (order->reads_stdout)
        g_subprocess_launcher_set_stderr_file_path (launcher, order->log);
      else
        g_subprocess_launcher_set_stdout_file_path (launcher, order->log);
    }
  if (order->fd != 0)
    g_subprocess_launcher_take_fd (launcher, order->fd, 3);
  for (gsize i = 0; order->env != NULL && order->env[i] != NULL; i += 2)
    g_subprocess_launcher_setenv (launcher, order->env[i], order->env[i + 1], TRUE);
  return launcher;
}

static void
waited_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  MadoTrainingChild *self = data;
  g_autoptr (GError) error = NULL;

  /* Cancelled means that self is gone. */
  if (!g_subprocess_wait_finish (G_SUBPROCESS (source), result, &error))
    return;
  self->has_ended = TRUE;
  self->ended (self, self->data);
}

MadoTrainingChild *
mado_training_child_start (const MadoTrainingOrder *order, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = make_launcher (order);
  GSubprocess *process = g_subprocess_launcher_spawnv (launcher, order->argv, error);
  MadoTrainingChild *self;

  if (process == NULL)
    {
      g_prefix_error (error, "%s: ", order->name);
      return NULL;
    }
  self = g_new0 (MadoTrainingChild, 1);
  self->name = g_strdup (order->name);
  self->process = process;
  self->ended = order->ended;
  self->data = order->data;
  self->waiting = g_cancellable_new ();
  if (order->reads_stdout)
    self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_subprocess_wait_async (process, self->waiting, waited_cb, self);
  return self;
}

static gboolean
kill_cb (gpointer process)
{
  g_subprocess_force_exit (process);
  return G_SOURCE_REMOVE;
}

static void
gone_cb (GObject *source, GAsyncResult *result, gpointer gone)
{
  *(gboolean *) gone = TRUE;
}

/* In a context of its own: nothing else may happen meanwhile. */
static void
end_process (GSubprocess *process)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GSource) limit = g_timeout_source_new (END_MS);
  gboolean gone = FALSE;

  g_main_context_push_thread_default (context);
  g_subprocess_send_signal (process, SIGTERM);
  g_source_set_callback (limit, kill_cb, process, NULL);
  g_source_attach (limit, context);
  g_subprocess_wait_async (process, NULL, gone_cb, &gone);
  while (!gone)
    g_main_context_iteration (context, TRUE);
  g_source_destroy (limit);
  g_main_context_pop_thread_default (context);
}

void
mado_training_child_free (MadoTrainingChild *self)
{
  g_cancellable_cancel (self->waiting);
  if (!self->has_ended)
    end_process (self->process);
  g_clear_object (&self->output);
  g_object_unref (self->process);
  g_object_unref (self->waiting);
  g_free (self->name);
  g_free (self);
}

const char *
mado_training_child_get_name (const MadoTrainingChild *self)
{
  return self->name;
}

void
mado_training_child_send_signal (MadoTrainingChild *self, int signal_number)
{
  g_subprocess_send_signal (self->process, signal_number);
}

int
mado_training_child_get_status (const MadoTrainingChild *self)
{
  if (g_subprocess_get_if_exited (self->process))
    return g_subprocess_get_exit_status (self->process);
  return 128 + g_subprocess_get_term_sig (self->process);
}

void
mado_training_child_read_line_async (MadoTrainingChild *self, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data)
{
  g_data_input_stream_read_line_async (self->output, G_PRIORITY_DEFAULT, cancellable, callback,
                                       user_data);
}

char *
mado_training_child_read_line_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL,
                                                    error);
}
