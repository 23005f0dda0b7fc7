/* SPDX-License-Identifier: GPL-3.0-or-later */
/* new cases */
#include "config.h"

#include "mado-desk-object.h"

#include "mado-desk-transact.h"
#include "mado-run-private.h"

typedef struct
{
  MadoCase *fresh;  /* owned until the run takes it */
  MadoEvent *event; /* owned */
} Start;

static void
start_free (gpointer data)
{
  Start *start = data;

  g_clear_pointer (&start->fresh, mado_case_free);
  mado_event_free (start->event);
  g_free (start);
}

static gboolean
store_fresh (MadoDesk *self, MadoDb *db, gpointer data, GError **error)
{
  Start *start = data;
  g_autoptr (GDate) today = mado_clock_today (self->parts->clock);
  guint day = (guint) g_date_get_year (today) * 10000 + (guint) g_date_get_month (today) * 100
              + g_date_get_day (today);

  if (!mado_case_insert (start->fresh, db, day, error))
    return FALSE;
  start->event->case_number = g_strdup (start->fresh->number);
  return mado_event_append (start->event, db, error);
}

static void
start_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (mado_desk_transact (MADO_DESK (source), store_fresh, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static MadoCase *
new_case (MadoDesk *self, const MadoMatrix *matrix)
{
  MadoCase *fresh = mado_case_new (matrix->procedure);

  fresh->state = g_strdup (matrix->states[0].name);
  fresh->opened_at = mado_clock_now (self->parts->clock);
  fresh->entered_at = fresh->opened_at;
  fresh->opened_by = g_strdup (self->operator->operator_id);
  fresh->card_holder = MADO_HOLDER_APPLICANT;
  fresh->form_holder = MADO_HOLDER_APPLICANT;
  return fresh;
}

void
mado_desk_start_async (MadoDesk *self, const char *procedure, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const MadoMatrix *matrix = mado_matrix_for (procedure);
  Start *start;

  g_return_if_fail (matrix != NULL);
  g_task_set_source_tag (task, mado_desk_start_async);
  if (self->operator== NULL)
    {
      g_task_return_new_error (task, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_SIGNED_IN,
                               "nobody is signed in");
      return;
    }
  if (self->look_up)
    {
      g_task_return_new_error (task, MADO_DESK_ERROR, MADO_DESK_ERROR_LOOK_UP,
                               "the record can only be read");
      return;
    }
  start = g_new0 (Start, 1);
  start->fresh = new_case (self, matrix);
  start->event = mado_desk_new_event (self, matrix->states[0].event, "open");
  g_task_set_task_data (task, start, start_free);
  mado_worker_run (self->db_worker, task, start_on_worker);
}

MadoRun *
mado_desk_start_finish (MadoDesk *self, GAsyncResult *result, GError **error)
{
  Start *start = g_task_get_task_data (G_TASK (result));
  MadoRun *run;

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  run = mado_run_new (self, g_steal_pointer (&start->fresh), NULL);
  g_list_store_append (self->runs, run);
  mado_desk_run_changed (self, run);
  return run;
}
