/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-desk-deed.h"

#include "mado-desk-transact.h"

typedef struct
{
  MadoDeed deed;
  MadoDeedKind kind;
  MadoDeedFunc func;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->deed.actor);
  g_free (job->deed.role);
  g_clear_error (&job->deed.refusal);
  if (job->deed.data != NULL)
    job->deed.free_data (job->deed.data);
  g_free (job);
}

gboolean
mado_deed_event (MadoDeed *deed, const char *code, const char *outcome, const char *case_number,
                 const char *reason, const char *detail, GError **error)
{
  g_autoptr (MadoEvent) event
      = mado_desk_new_event_as (deed->desk, deed->actor, deed->role, code, outcome);

  event->case_number = g_strdup (case_number);
  event->reason = g_strdup (reason);
  event->detail = g_strdup (detail);
  return mado_event_append (event, deed->db, error);
}

static gboolean
run_in_transaction (MadoDesk *desk, MadoDb *db, gpointer data, GError **error)
{
  Job *job = data;

  return job->func (&job->deed, error);
}

static gboolean
run_job (MadoDesk *desk, Job *job, GError **error)
{
  GError *cause = NULL;

  if (job->kind == MADO_DEED_READS)
    return job->func (&job->deed, error);
  if (job->kind != MADO_DEED_WRITES_ITSELF)
    return mado_desk_transact (desk, run_in_transaction, job, error);
  if (job->func (&job->deed, &cause))
    return TRUE;
  mado_desk_note_outage (desk, cause);
  g_propagate_error (error, cause);
  return FALSE;
}

static void
do_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  job->deed.db = mado_desk_get_db (MADO_DESK (source));
  if (job->deed.db == NULL)
    g_task_return_new_error (task, MADO_DB_ERROR, MADO_DB_ERROR_CANNOT_OPEN,
                             "the database is not open");
  else if (!run_job (MADO_DESK (source), job, &error))
    g_task_return_error (task, error);
  else if (job->deed.refusal != NULL)
    g_task_return_error (task, g_steal_pointer (&job->deed.refusal));
  else
    g_task_return_boolean (task, TRUE);
}

static guint
pack_today (MadoClock *clock)
{
  g_autoptr (GDate) today = mado_clock_today (clock);

  return g_date_get_year (today) * 10000u + (guint) g_date_get_month (today) * 100u
         + g_date_get_day (today);
}

static Job *
job_new (MadoDesk *self, MadoDeedKind kind, MadoDeedFunc func, gpointer data,
         GDestroyNotify free_data)
{
  const MadoOperatorInfo *operator= mado_desk_get_operator (self);
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->func = func;
  job->deed.desk = self;
  job->deed.actor = g_strdup (operator!= NULL ? operator->operator_id : "-");
  job->deed.role = g_strdup (operator!= NULL ? operator->role : "-");
  job->deed.now = mado_clock_now (mado_desk_get_clock (self));
  job->deed.today = pack_today (mado_desk_get_clock (self));
  job->deed.data = data;
  job->deed.free_data = free_data;
  return job;
}

void
mado_desk_do (MadoDesk *self, MadoDeedKind kind, MadoDeedFunc func, gpointer data,
              GDestroyNotify free_data, gpointer tag, GCancellable *cancellable,
              GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  gboolean needs_clerk = kind == MADO_DEED_WRITES || kind == MADO_DEED_WRITES_ITSELF;

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job_new (self, kind, func, data, free_data), job_free);
  if (needs_clerk && mado_desk_get_operator (self) == NULL)
    g_task_return_new_error (task, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_SIGNED_IN,
                             "nobody is signed in");
  else if (kind != MADO_DEED_READS && mado_desk_is_look_up (self))
    g_task_return_new_error (task, MADO_DESK_ERROR, MADO_DESK_ERROR_LOOK_UP,
                             "the record can only be read");
  else
    mado_worker_run (mado_desk_get_db_worker (self), task, do_on_worker);
}

gpointer
mado_desk_did (MadoDesk *self, GAsyncResult *result, gpointer tag, GError **error)
{
  Job *job;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == tag, NULL);
  job = g_task_get_task_data (G_TASK (result));
  return g_task_propagate_boolean (G_TASK (result), error) ? job->deed.data : NULL;
}

gpointer
mado_desk_peek_deed (GAsyncResult *result)
{
  return ((Job *) g_task_get_task_data (G_TASK (result)))->deed.data;
}
