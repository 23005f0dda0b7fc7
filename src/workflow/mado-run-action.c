/* SPDX-License-Identifier: GPL-3.0-or-later */
/* what actions use on their workers, and the reprint, an action outside the table */
#include "config.h"

#include "mado-run-object.h"

#include "mado-desk-transact.h"

MadoDesk *
mado_run_get_desk (MadoRun *self)
{
  return self->desk;
}

const MadoDeskParts *
mado_run_get_parts (MadoRun *self)
{
  return mado_desk_get_parts (self->desk);
}

const char *
mado_run_get_actor (MadoRun *self)
{
  return self->actor;
}

const MadoSecret *
mado_run_peek_password (MadoRun *self)
{
  return self->password;
}

MadoSecret *
mado_run_take_password (MadoRun *self)
{
  return g_steal_pointer (&self->password);
}

void
mado_run_keep_old_password (MadoRun *self, MadoSecret *old)
{
  g_clear_pointer (&self->old, mado_secret_unref);
  self->old = old;
}

MadoSecret *
mado_run_take_old_password (MadoRun *self)
{
  return g_steal_pointer (&self->old);
}

void
mado_run_return_password (MadoRun *self, MadoSecret *password)
{
  g_clear_pointer (&self->password, mado_secret_unref);
  self->password = password;
}

gint64
mado_run_take_reprint_approval (MadoRun *self)
{
  gint64 approval_id = self->reprint_approval;

  self->reprint_approval = 0;
  return approval_id;
}

void
mado_run_set_reprints (MadoRun *self, guint n_reprints)
{
  self->n_reprints = n_reprints;
}

void
mado_run_set_tries_left (MadoRun *self, int tries_left)
{
  self->tries_left = tries_left;
}

typedef struct
{
  MadoRun *run;
  MadoCase *work;
  MadoJournal write;
  gpointer data;
  MadoEvent *event;
} Journal;

static gboolean
write_journal (MadoDesk *desk, MadoDb *db, gpointer data, GError **error)
{
  Journal *journal = data;

  return journal->write (journal->run, db, journal->work, journal->data, error)
         && mado_case_update (journal->work, db, error)
         && mado_event_append (journal->event, db, error);
}

static gboolean
journal_on_worker (gpointer data, GError **error)
{
  Journal *journal = data;

  return mado_desk_transact (journal->run->desk, write_journal, journal, error);
}

gboolean
mado_run_journal (MadoRun *self, MadoCase *work, MadoJournal write, gpointer data, const char *code,
                  const char *detail, GError **error)
{
  g_autoptr (MadoEvent) event = mado_run_new_event (self, work, code, "ok");
  Journal journal = { self, work, write, data, event };

  event->detail = g_strdup (detail);
  return mado_worker_call (mado_desk_get_db_worker (self->desk), journal_on_worker, &journal,
                           error);
}

void
mado_run_spent_card (MadoRun *self, gint64 microseconds, guint apdus, guint64 bytes)
{
  self->spent.card_us += microseconds;
  self->spent.apdus += apdus;
  self->spent.bytes += bytes;
}

void
mado_run_spent_ca (MadoRun *self, gint64 microseconds)
{
  self->spent.ca_us += microseconds;
}

void
mado_run_spent_print (MadoRun *self, gint64 microseconds)
{
  self->spent.print_us += microseconds;
}

/* --- printing once more --- */

typedef struct
{
  MadoCase *work;   /* owned */
  const char *form; /* interned */
} Reprint;

static void
reprint_free (gpointer data)
{
  Reprint *reprint = data;

  mado_case_free (reprint->work);
  g_free (reprint);
}

static void
reprint_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MadoRun *self = MADO_RUN (source);
  Reprint *reprint = data;
  GError *error = NULL;

  if (self->matrix->print_again (self, reprint->work, reprint->form, &error) == MADO_OUTCOME_OK)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The run is busy meanwhile, so that no row's own print comes in between. */
void
mado_run_reprint_async (MadoRun *self, const char *form, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Reprint *reprint;

  g_task_set_source_tag (task, mado_run_reprint_async);
  if (mado_desk_is_look_up (self->desk))
    {
      g_task_return_new_error (task, MADO_DESK_ERROR, MADO_DESK_ERROR_LOOK_UP,
                               "the record can only be read");
      return;
    }
  if (self->busy || self->pending != NULL)
    {
      g_task_return_new_error (task, MADO_RUN_ERROR, MADO_RUN_ERROR_INCOMPLETE,
                               "the case is busy or waits to be stored");
      return;
    }
  mado_run_remember_operator (self);
  self->reprint = NULL;
  reprint = g_new0 (Reprint, 1);
  reprint->work = mado_case_copy (self->kase);
  reprint->form = g_intern_string (form);
  g_task_set_task_data (task, reprint, reprint_free);
  mado_run_set_busy (self);
  mado_worker_run (mado_desk_get_worker (self->desk, MADO_BY_PRINTER), task, reprint_on_worker);
  mado_run_emit_changed (self);
}

gboolean
mado_run_reprint_finish (MadoRun *self, GAsyncResult *result, GError **error)
{
  G_GNUC_UNUSED g_autoptr (MadoDesk) held = NULL;
  GError *problem = NULL;
  const Reprint *reprint;
  gboolean printed;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  reprint = g_task_get_task_data (G_TASK (result));
  printed = g_task_propagate_boolean (G_TASK (result), &problem);
  if (reprint != NULL)
    {
      held = mado_run_set_idle (self);
      self->spent = (MadoSpent){ 0 }; /* is no row's */
      self->reprint_approval = 0;     /* one that was not needed serves nothing later */
      if (g_error_matches (problem, MADO_RUN_ERROR, MADO_RUN_ERROR_SECOND))
        self->reprint = reprint->form;
      if (!mado_run_meet_change (self))
        mado_run_emit_changed (self);
    }
  if (problem != NULL)
    g_propagate_error (error, problem);
  return printed;
}
