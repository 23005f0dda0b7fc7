/* SPDX-License-Identifier: GPL-3.0-or-later */
/* what is being typed is stored while the clerk goes on typing: a program that dies loses no more
 * than the last seconds of it */
#include "config.h"

#include "mado-run-object.h"

#define KEEP_AFTER_S                                                                               \
  5 /* from the first key that is not stored yet; each is an event in the record */

/* The case's own lasting problem stays what it was: nothing has been said or done. */
static GError *
lasting_problem (const MadoCase *work)
{
  if (work->problem_domain == NULL)
    return NULL;
  return g_error_new_literal (g_quark_from_string (work->problem_domain), work->problem_code,
                              "remembered");
}

static void
keep_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MadoRun *self = MADO_RUN (source);
  GError *error = NULL;

  if (mado_transition_store (data, self, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Whatever was said since then was stored after this, and says more. */
static void
kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  MadoRun *self = MADO_RUN (source);
  G_GNUC_UNUSED g_autoptr (MadoDesk) held = data;
  MadoTransition *kept = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      self->unstored = TRUE;
      g_message ("What is being typed is not stored: %s", error->message);
      return;
    }
  for (guint i = 0; i < kept->events->len; i++)
    g_ptr_array_add (self->log, mado_event_copy (g_ptr_array_index (kept->events, i)));
  if (self->busy || self->pending != NULL || self->row != kept->to)
    return;
  self->unstored = FALSE;
  mado_case_free (self->kase);
  self->kase = g_steal_pointer (&kept->work);
}

static void
transition_free (gpointer data)
{
  mado_transition_free (data);
}

/* The run is not busy meanwhile: nobody has to wait, and no field is shown anew under the clerk's
 * hands.  The database's worker keeps the order. */
static gboolean
keep_cb (gpointer data)
{
  MadoRun *self = data;
  g_autoptr (GTask) task = NULL;
  MadoTransition *kept;

  self->keep = 0;
  if (self->edit == NULL || self->busy || self->pending != NULL)
    return G_SOURCE_REMOVE; /* stored, or on its way with more */
  mado_run_remember_operator (self);
  kept = mado_transition_new (self->matrix, mado_case_copy (self->edit), self->row, self->row,
                              mado_run_now (self), lasting_problem (self->kase));
  mado_transition_add (kept,
                       mado_run_new_event (self, self->edit, mado_run_row (self)->event, "kept"));
  task = g_task_new (self, NULL, kept_cb, g_object_ref (self->desk));
  g_task_set_task_data (task, kept, transition_free);
  mado_worker_run (mado_desk_get_db_worker (self->desk), task, keep_on_worker);
  return G_SOURCE_REMOVE;
}

void
mado_run_keep_soon (MadoRun *self)
{
  if (self->keep == 0 && self->edit != NULL)
    self->keep = g_timeout_add_seconds (KEEP_AFTER_S, keep_cb, self);
}

gboolean
mado_run_is_unstored (MadoRun *self)
{
  return !self->busy && (self->unstored || self->pending != NULL);
}
