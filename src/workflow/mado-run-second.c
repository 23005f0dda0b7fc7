/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-run-second.h"

#include "mado-case-fact.h"
#include "mado-desk-second.h"
#include "mado-run-object.h"
#include "mado-second.h"

#define REPRINT "reprint"

const char *
mado_run_row_wants_second (MadoRun *self)
{
  const char *second = mado_run_row (self)->second;
  const char *what = second != NULL ? mado_second_resolve (second, mado_run_get_case (self)) : NULL;

  return what != NULL
                 && mado_second_is_needed (what, mado_run_get_case (self),
                                           mado_run_get_parts (self)->profile)
             ? what
             : NULL;
}

const char *
mado_run_wants_second (MadoRun *self)
{
  return self->reprint != NULL ? REPRINT : mado_run_row_wants_second (self);
}

/* A print leaves the case in its row. */
static GPtrArray *
list_reprint_facts (MadoRun *self)
{
  g_autoptr (MadoCase) shown = mado_case_copy (self->kase);
  const char *name = mado_run_row (self)->name;

  mado_case_set_fact_number (shown, MADO_FACT_REPRINTS, self->n_reprints);
  return mado_second_list_facts (REPRINT, shown, mado_run_get_parts (self)->profile, name, name);
}

GPtrArray *
mado_run_list_second_facts (MadoRun *self)
{
  const char *what = mado_run_wants_second (self);
  const MadoCase *work = mado_run_get_case (self);
  int to;

  if (what == NULL)
    return g_ptr_array_new ();
  if (self->reprint != NULL)
    return list_reprint_facts (self);
  to = mado_run_find_next_row (self, MADO_OUTCOME_OK, work);
  return mado_second_list_facts (what, work, mado_run_get_parts (self)->profile,
                                 mado_run_row (self)->name,
                                 mado_matrix_row (self->matrix, to)->name);
}

/* --- asking --- */

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (MadoApproval) asked = mado_desk_ask_second_finish (MADO_DESK (source), result, &error);

  if (asked != NULL)
    g_task_return_int (task, (gssize) asked->approval_id);
  else
    g_task_return_error (task, error);
}

/* A print may be asked for in any row, also at the end; a row only where it could be left. */
static gboolean
may_ask (MadoRun *self)
{
  if (mado_run_is_fixed (self))
    return FALSE;
  return self->reprint != NULL
         || (mado_run_wants_second (self) != NULL && mado_run_can (self, MADO_OUTCOME_OK));
}

void
mado_run_ask_second_async (MadoRun *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char *what = mado_run_wants_second (self);
  g_autoptr (GPtrArray) facts = mado_run_list_second_facts (self);
  g_autofree char *before = mado_second_to_json (facts, FALSE);
  g_autofree char *after = mado_second_to_json (facts, TRUE);

  g_task_set_source_tag (task, mado_run_ask_second_async);
  if (!may_ask (self))
    {
      g_task_return_new_error (task, MADO_RUN_ERROR, MADO_RUN_ERROR_INCOMPLETE,
                               "nothing waits for a second person");
      return;
    }
  mado_run_remember_operator (self);
  if (self->reprint == NULL && !mado_run_may_leave (self))
    {
      g_task_return_error (task, g_error_copy (self->problem));
      return;
    }
  mado_desk_ask_second_async (self->desk, what, self->kase->case_id, 0, before, after, cancellable,
                              asked_cb, g_object_ref (task));
}

gint64
mado_run_ask_second_finish (MadoRun *self, GAsyncResult *result, GError **error)
{
  gssize approval_id;

  g_return_val_if_fail (g_task_is_valid (result, self), 0);
  approval_id = g_task_propagate_int (G_TASK (result), error);
  return MAX (approval_id, 0);
}

/* --- answering --- */

/* The confirmation serves this one OK; whatever became of it, it is not kept for another. */
static gboolean
go_on (MadoRun *self, MadoApproval *confirmed, GError **error)
{
  if (self->reprint != NULL && g_str_equal (confirmed->what, REPRINT))
    {
      self->reprint = NULL;
      self->reprint_approval = confirmed->approval_id;
      return TRUE;
    }
  if (!mado_run_can (self, MADO_OUTCOME_OK) || self->pending != NULL
      || g_strcmp0 (mado_run_row_wants_second (self), confirmed->what) != 0)
    {
      g_set_error_literal (error, MADO_APPROVAL_ERROR, MADO_APPROVAL_ERROR_NOT_CONFIRMED,
                           "the case is not where it was asked for");
      return FALSE;
    }
  self->approval = confirmed;
  mado_run_post (self, MADO_OUTCOME_OK);
  self->approval = NULL;
  return TRUE;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  guint *tries_left = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (MadoApproval) answered
      = mado_desk_answer_second_finish (MADO_DESK (source), result, tries_left, &error);

  if (answered != NULL && answered->outcome != MADO_APPROVAL_CONFIRMED)
    MADO_RUN (g_task_get_source_object (task))->reprint = NULL;
  if (answered != NULL
      && (answered->outcome != MADO_APPROVAL_CONFIRMED
          || go_on (MADO_RUN (g_task_get_source_object (task)), answered, &error)))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
mado_run_answer_second_async (MadoRun *self, gint64 approval_id, gboolean confirms,
                              const char *operator_id, MadoSecret *password, const char *reason,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, mado_run_answer_second_async);
  g_task_set_task_data (task, g_new0 (guint, 1), g_free);
  mado_desk_answer_second_async (self->desk, approval_id, confirms, operator_id, password, reason,
                                 cancellable, answered_cb, task);
}

gboolean
mado_run_answer_second_finish (MadoRun *self, GAsyncResult *result, guint *tries_left,
                               GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  if (tries_left != NULL)
    *tries_left = *(guint *) g_task_get_task_data (G_TASK (result));
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- withdrawing --- */

static void
withdrawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoApproval) withdrawn
      = mado_desk_withdraw_second_finish (MADO_DESK (source), result, &error);

  if (withdrawn == NULL)
    g_warning ("The question to the second person stays open: %s", error->message);
}

void
mado_run_withdraw_second (MadoRun *self, gint64 approval_id)
{
  self->reprint = NULL;
  mado_desk_withdraw_second_async (self->desk, approval_id, NULL, withdrawn_cb, NULL);
}

/* --- the confirmation in the transition --- */

void
mado_run_add_second (MadoRun *self, MadoTransition *transition, MadoEvent *event)
{
  g_autofree char *fact = NULL;

  if (self->approval == NULL || transition->outcome != MADO_OUTCOME_OK)
    return;
  transition->approval_id = self->approval->approval_id;
  transition->approved = mado_second_resolve (mado_run_row (self)->second, transition->work);
  event->second_actor = g_strdup (self->approval->confirmed_by);
  fact = g_strdup_printf ("%s:%s", self->approval->what, self->approval->confirmed_by);
  mado_case_set_fact (transition->work, MADO_FACT_SECOND, fact);
}
