/* SPDX-License-Identifier: GPL-3.0-or-later */
/* from an outcome to a stored transition, and on to the next action */
#include "config.h"

#include "mado-run-object.h"

#include "mado-approval.h"
#include "mado-desk-inquiry.h"
#include "mado-desk-stops.h"
#include "mado-inquiry-word.h"
#include "mado-letter-rows.h"

static void start_action (MadoRun *self);

static char *
describe_spent (const MadoSpent *spent)
{
  if (spent->print_us > 0)
    return g_strdup_printf ("{\"print_us\":%" G_GINT64_FORMAT "}", spent->print_us);
  if (spent->apdus == 0 && spent->ca_us == 0)
    return NULL;
  return g_strdup_printf ("{\"apdus\":%u,\"bytes\":%" G_GUINT64_FORMAT
                          ",\"card_us\":%" G_GINT64_FORMAT ",\"ca_us\":%" G_GINT64_FORMAT "}",
                          spent->apdus, spent->bytes, spent->card_us, spent->ca_us);
}

static void
add_intent (MadoRun *self, MadoTransition *transition)
{
  const MadoState *state = mado_matrix_row (self->matrix, transition->to);

  if (mado_state_acts (state) && transition->problem == NULL)
    mado_transition_add (transition,
                         mado_run_new_event (self, transition->work, state->event, "intent"));
  else if (state->ending != MADO_ENDING_NONE)
    mado_transition_add (transition,
                         mado_run_new_event (self, transition->work, state->event, "end"));
}

/* --- storing a transition --- */

static void
store_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MadoRun *self = MADO_RUN (source);
  GError *error = NULL;

  if (mado_transition_store (data, self, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
take_stored (MadoRun *self, MadoTransition *transition)
{
  if (transition->to != self->row)
    g_clear_pointer (&self->decision, mado_decision_free);
  if (mado_matrix_row (self->matrix, transition->to)->ending != MADO_ENDING_NONE)
    {
      g_clear_pointer (&self->old, mado_secret_unref);
      g_clear_pointer (&self->password, mado_secret_unref);
    }
  self->unstored = FALSE;
  g_clear_pointer (&self->kase, mado_case_free);
  g_clear_pointer (&self->edit, mado_case_free);
  if (mado_run_is_compared (self) && transition->to != self->row)
    mado_desk_tell_changes (self->desk);
  self->kase = g_steal_pointer (&transition->work);
  self->row = transition->to;
  mado_run_take_problem (self, g_steal_pointer (&transition->problem));
  for (guint i = 0; i < transition->events->len; i++)
    g_ptr_array_add (self->log, mado_event_copy (g_ptr_array_index (transition->events, i)));
}

/* What a record may say of a person's word; anything else is trouble with the record itself. */
static gboolean
is_refusal (const GError *error)
{
  return error->domain == MADO_RUN_ERROR || error->domain == MADO_INQUIRY_ERROR
         || error->domain == MADO_APPROVAL_ERROR;
}

/* Nothing has happened, in the record or outside: it is as if the word had not been said. */
static void
take_back (MadoRun *self)
{
  if (self->met != NULL && self->stop == NULL)
    self->stop = g_steal_pointer (&self->met);
  else if (self->met == NULL && self->carried == NULL && !self->pending->holds)
    self->carried = g_steal_pointer (&self->pending->problem);
  g_clear_pointer (&self->met, mado_change_stop_free);
  g_clear_pointer (&self->pending, mado_transition_free);
}

/* Nothing was written.  A person's word ends here, and a refusal of it is recorded: F12 says it
 * anew, of what stands on the screen then.  What an action did stays pending: F12 stores it. */
static void
take_refusal (MadoRun *self, GError *error)
{
  self->unstored = !is_refusal (error);
  if (is_refusal (error) || !self->pending->holds)
    take_back (self);
  if (is_refusal (error))
    mado_run_log_event (self, "denied", mado_run_describe_problem (error));
  mado_run_take_problem (self, error);
  mado_run_emit_changed (self);
}

/* The refused word leaves no trace with the letter, whose last day is over all the same. */
static void
expire_refused (MadoDesk *desk, const GError *error)
{
  if (g_error_matches (error, MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_OVERDUE))
    mado_desk_expire_inquiries_async (desk, NULL, NULL, NULL);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  MadoRun *self = MADO_RUN (source);
  g_autoptr (MadoDesk) desk = mado_run_set_idle (self);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      expire_refused (desk, error);
      take_refusal (self, error);
      return;
    }
  take_stored (self, self->pending);
  g_clear_pointer (&self->met, mado_change_stop_free);
  g_clear_pointer (&self->pending, mado_transition_free);
  if (mado_run_meet_change (self))
    return;
  if (mado_state_acts (mado_run_row (self)) && self->problem == NULL
      && !mado_desk_is_closing (desk))
    start_action (self);
  else
    mado_run_emit_changed (self);
}

void
mado_run_store_pending (MadoRun *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, stored_cb, NULL);

  g_clear_handle_id (&self->keep, g_source_remove);
  mado_run_set_busy (self);
  g_task_set_task_data (task, self->pending, NULL);
  mado_worker_run (mado_desk_get_db_worker (self->desk), task, store_on_worker);
  mado_run_emit_changed (self);
}

/* --- from an outcome to a transition --- */

int
mado_run_find_next_row (MadoRun *self, MadoOutcome outcome, const MadoCase *work)
{
  const MadoState *state = mado_run_row (self);
  int to = mado_matrix_resolve (self->matrix, state->next[outcome], work);

  if (to == MADO_NEVER)
    g_critical ("%s: outcome %s has no place in the table", state->name,
                mado_outcome_to_string (outcome));
  if (to < 0)
    return self->row;
  while (mado_matrix_row (self->matrix, to)->skip != NULL
         && mado_matrix_row (self->matrix, to)->skip (work))
    to = mado_matrix_row (self->matrix, to)->next[MADO_OUTCOME_OK];
  return mado_run_end_row (self, to, work);
}

/* A row that acts begins by itself, so there is nothing for the clerk to see yet; the reason is
 * carried on.  But whoever comes back to an earlier row after trouble waits there, with the reason:
 * otherwise a card that takes no write, or a CA that answers nonsense, would be tried for ever. */
static GError *
sift_problem (MadoRun *self, int to, GError *problem)
{
  gboolean goes_back = to < self->row;

  if (to == self->row || !mado_state_acts (mado_matrix_row (self->matrix, to)))
    return problem != NULL || !goes_back ? problem : g_steal_pointer (&self->carried);
  if (goes_back)
    return problem != NULL ? problem : g_steal_pointer (&self->carried);
  if (problem != NULL)
    {
      g_clear_error (&self->carried);
      self->carried = problem;
    }
  return NULL;
}

static void
leave_row (MadoRun *self, MadoOutcome outcome, MadoCase *work, GError *problem, gboolean acted)
{
  const MadoState *state = mado_run_row (self);
  int to = mado_letter_hold_end (self->matrix, self->row,
                                 mado_run_find_next_row (self, outcome, work), work);
  MadoEvent *event
      = mado_run_new_event (self, work, state->event, mado_outcome_to_string (outcome));

  event->reason = mado_run_describe_problem (problem);
  event->detail = describe_spent (&self->spent);
  self->spent = (MadoSpent){ 0 };
  problem = sift_problem (self, to, problem);
  self->pending
      = mado_transition_new (self->matrix, work, self->row, to, mado_run_now (self), problem);
  self->pending->record = state->record;
  self->pending->outcome = outcome;
  self->pending->holds = acted;
  mado_run_add_second (self, self->pending, event);
  mado_transition_add (self->pending, event);
  add_intent (self, self->pending);
  mado_run_store_pending (self);
}

void
mado_run_say (MadoRun *self, MadoOutcome outcome)
{
  leave_row (self, outcome, mado_case_copy (mado_run_get_case (self)), NULL, FALSE);
}

void
mado_run_turn (MadoRun *self, int to, MadoCase *work, MadoEvent *event, MadoRecord record,
               MadoOutcome outcome, GError *problem)
{
  g_clear_error (&self->carried);
  to = mado_letter_hold_end (self->matrix, self->row, to, work);
  self->pending
      = mado_transition_new (self->matrix, work, self->row, to, mado_run_now (self), problem);
  self->pending->record = record;
  self->pending->outcome = outcome;
  mado_transition_add (self->pending, event);
  add_intent (self, self->pending);
  mado_run_store_pending (self);
}

void
mado_run_lead (MadoRun *self, int to, GError *problem)
{
  MadoEvent *event = g_ptr_array_index (self->pending->events, 0);

  if (event->reason == NULL)
    event->reason = mado_run_describe_problem (problem);
  mado_transition_lead (self->pending, self->matrix, to, problem);
}

/* --- actions --- */

typedef struct
{
  MadoCase *work; /* owned until the callback takes it */
  MadoOutcome outcome;
  GError *problem; /* likewise */
} ActionRun;

static void
action_run_free (gpointer data)
{
  ActionRun *run = data;

  g_clear_pointer (&run->work, mado_case_free);
  g_clear_error (&run->problem);
  g_free (run);
}

static void
act_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MadoRun *self = MADO_RUN (source);
  ActionRun *run = data;

  run->outcome = mado_run_row (self)->action (self, run->work, &run->problem);
  g_task_return_boolean (task, TRUE);
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  MadoRun *self = MADO_RUN (source);
  G_GNUC_UNUSED g_autoptr (MadoDesk) held = mado_run_set_idle (self);
  ActionRun *run = g_task_get_task_data (G_TASK (result));

  leave_row (self, run->outcome, g_steal_pointer (&run->work), g_steal_pointer (&run->problem),
             TRUE);
}

static void
start_action (MadoRun *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, acted_cb, NULL);
  ActionRun *run = g_new0 (ActionRun, 1);

  run->work = mado_case_copy (self->kase);
  mado_run_set_busy (self);
  g_task_set_task_data (task, run, action_run_free);
  mado_worker_run (mado_desk_get_worker (self->desk, mado_run_row (self)->actor), task,
                   act_on_worker);
  mado_run_emit_changed (self);
}

void
mado_run_act_again (MadoRun *self)
{
  g_clear_error (&self->carried);
  self->pending = mado_transition_new (self->matrix, mado_case_copy (self->kase), self->row,
                                       self->row, mado_run_now (self), NULL);
  add_intent (self, self->pending);
  mado_run_store_pending (self);
}
