/* mado-training-child.h - one program that a training session has started and must end again
 *
 * Layer: programs.  Threads: main; "ended" comes from the main loop.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _MadoTrainingChild MadoTrainingChild;

/** MadoTrainingChildFunc: called once, when @child has ended by itself or by a signal. */
typedef void (*MadoTrainingChildFunc) (MadoTrainingChild *child, gpointer data);

typedef struct
{
  const char *name;        /* for messages */
  const char *const *argv; /* NULL at the end; found in PATH unless it has a slash */
  const char *const *env;  /* nullable: NAME, value, NAME, value, NULL: added for this child */
  const char *log; /* nullable: file for its stderr, and stdout unless that is read; begun anew */
  gboolean reads_stdout;  /* mado_training_child_read_line_async() is wanted */
  gboolean in_foreground; /* stays in our process group and reads the terminal: Ctrl-C reaches it */
  int fd;                 /* given to the child as fd 3 and closed here; 0: none */
  MadoTrainingChildFunc ended;
  gpointer data;
} MadoTrainingOrder;

/** mado_training_child_start: the child gets SIGTERM when this process dies.  Returns: (transfer
 *   full): %NULL with a spawn error. */
MadoTrainingChild *mado_training_child_start (const MadoTrainingOrder *order, GError **error);

/** mado_training_child_free: ends it, if it runs: SIGTERM, after 5 s SIGKILL; "ended" does not come
 *   any more. */
void mado_training_child_free (MadoTrainingChild *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTrainingChild, mado_training_child_free)

const char *mado_training_child_get_name (const MadoTrainingChild *self);

/** mado_training_child_send_signal: to this process alone. */
void mado_training_child_send_signal (MadoTrainingChild *self, int signal_number);

/** mado_training_child_get_status: after "ended": as a shell tells it, 128 + N for signal N. */
int mado_training_child_get_status (const MadoTrainingChild *self);

/** mado_training_child_read_line_async: one line of its standard output. */
void mado_training_child_read_line_async (MadoTrainingChild *self, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full) (nullable): %NULL also at its end, without @error. */
char *mado_training_child_read_line_finish (GObject *source, GAsyncResult *result, GError **error);

G_END_DECLS
