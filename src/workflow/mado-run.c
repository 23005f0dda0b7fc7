/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-run-object.h"

#include "mado-card-error.h"
#include "mado-case-fact.h"

G_DEFINE_QUARK (mado_run_error, mado_run_error)
G_DEFINE_QUARK (mado_print_problem, mado_print_problem)
G_DEFINE_FINAL_TYPE (MadoRun, mado_run, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

const MadoState *
mado_run_row (MadoRun *self)
{
  return mado_matrix_row (self->matrix, self->row);
}

gint64
mado_run_now (MadoRun *self)
{
  return mado_clock_now (mado_desk_get_clock (self->desk));
}

void
mado_run_emit_changed (MadoRun *self)
{
  mado_desk_run_changed (self->desk, self);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
mado_run_is_fixed (MadoRun *self)
{
  return self->busy || self->pending != NULL || mado_desk_is_look_up (self->desk);
}

void
mado_run_set_busy (MadoRun *self)
{
  g_assert (!self->busy);
  self->busy = TRUE;
  g_object_ref (self->desk);
  self->busy_since = mado_clock_monotonic (mado_desk_get_clock (self->desk));
}

MadoDesk *
mado_run_set_idle (MadoRun *self)
{
  g_assert (self->busy);
  self->busy = FALSE;
  return self->desk;
}

void
mado_run_take_problem (MadoRun *self, GError *problem)
{
  g_clear_error (&self->problem);
  self->problem = problem;
}

/* --- events --- */

MadoEvent *
mado_run_new_event (MadoRun *self, const MadoCase *work, const char *code, const char *outcome)
{
  MadoEvent *event = mado_desk_new_event_as (self->desk, self->actor, self->role, code, outcome);

  event->case_number = g_strdup (work->number);
  event->card_id = g_strdup (work->card_id);
  return event;
}

void
mado_run_remember_operator (MadoRun *self)
{
  const MadoOperatorInfo *operator= mado_desk_get_operator (self->desk);

  if (self->busy)
    return;
  g_free (self->actor);
  g_free (self->role);
  self->actor = g_strdup (operator!= NULL ? operator->operator_id : "-");
  self->role = g_strdup (operator!= NULL ? operator->role : "-");
}

char *
mado_run_describe_problem (const GError *problem)
{
  if (problem == NULL)
    return NULL;
  return g_strdup_printf ("%s/%d", g_quark_to_string (problem->domain), problem->code);
}

void
mado_run_log_event (MadoRun *self, const char *outcome, char *reason)
{
  MadoEvent *event = mado_run_new_event (self, self->kase, mado_run_row (self)->event, outcome);

  event->reason = reason;
  g_ptr_array_add (self->log, mado_event_copy (event));
  mado_desk_log (self->desk, event);
}

/* --- editing and resuming --- */

MadoCase *
mado_run_edit (MadoRun *self)
{
  const MadoState *state = mado_run_row (self);

  if (mado_run_is_fixed (self) || mado_state_acts (state) || state->ending != MADO_ENDING_NONE)
    return NULL;
  if (self->edit == NULL)
    self->edit = mado_case_copy (self->kase);
  return self->edit;
}

void
mado_run_save (MadoRun *self)
{
  if (self->edit == NULL || mado_run_is_fixed (self))
    return;
  mado_run_remember_operator (self);
  self->pending = mado_transition_new (self->matrix, mado_case_copy (self->edit), self->row,
                                       self->row, mado_run_now (self), NULL);
  mado_transition_add (self->pending,
                       mado_run_new_event (self, self->edit, mado_run_row (self)->event, "held"));
  mado_run_store_pending (self);
}

void
mado_run_recover (MadoRun *self)
{
  const MadoState *state = mado_run_row (self);
  const gboolean acts = mado_state_acts (state);
  const int resume = mado_matrix_resolve (self->matrix, state->resume, self->kase);
  GError *problem;

  if ((acts && self->kase->problem_domain != NULL) || (!acts && resume == self->row))
    return; /* its action had ended and said why, or it waits for a person and needs no more */
  problem = g_error_new_literal (MADO_RUN_ERROR, MADO_RUN_ERROR_INTERRUPTED,
                                 "the program ended during this step");
  self->pending = mado_transition_new (self->matrix, mado_case_copy (self->kase), self->row, resume,
                                       mado_run_now (self), problem);
  self->pending->holds = TRUE; /* nobody knows what the dead process has done */
  mado_transition_add (self->pending,
                       mado_run_new_event (self, self->kase, state->event, "interrupted"));
  mado_run_store_pending (self);
}

void
mado_run_set_decision (MadoRun *self, MadoDecision *decision)
{
  g_clear_pointer (&self->decision, mado_decision_free);
  self->decision = decision;
}

/* --- reading --- */

const MadoCase *
mado_run_get_case (MadoRun *self)
{
  return self->edit != NULL ? self->edit : self->kase;
}

const MadoMatrix *
mado_run_get_matrix (MadoRun *self)
{
  return self->matrix;
}

const MadoState *
mado_run_get_state (MadoRun *self)
{
  return mado_run_row (self);
}

guint
mado_run_get_step (MadoRun *self)
{
  const MadoMatrix *matrix = mado_run_get_matrix (self);
  const char *back = mado_case_get_fact (mado_run_get_case (self), MADO_FACT_RETURN);
  int row = back != NULL ? mado_matrix_find (matrix, back) : -1;
  const MadoState *state = row >= 0 ? mado_matrix_row (matrix, row) : NULL;

  return state != NULL && state->ending == MADO_ENDING_NONE ? state->step
                                                            : mado_run_get_state (self)->step;
}

gboolean
mado_run_is_busy (MadoRun *self, gint64 *since)
{
  if (since != NULL)
    *since = self->busy_since;
  return self->busy;
}

const GError *
mado_run_get_problem (MadoRun *self)
{
  return self->problem;
}

int
mado_run_get_tries_left (MadoRun *self)
{
  if (self->busy
      || (!g_error_matches (self->problem, MADO_CARD_ERROR, MADO_CARD_ERROR_PIN_WRONG)
          && !g_error_matches (self->problem, MADO_CARD_ERROR, MADO_CARD_ERROR_PIN_BLOCKED)))
    return -1;
  return self->tries_left;
}

MadoDecision *
mado_run_decide (MadoRun *self, guint topics)
{
  return self->matrix->decide (self, topics);
}

const MadoDecision *
mado_run_get_decision (MadoRun *self)
{
  return self->decision;
}

GPtrArray *
mado_run_get_log (MadoRun *self)
{
  return self->log;
}

static void
mado_run_finalize (GObject *object)
{
  MadoRun *self = MADO_RUN (object);

  g_clear_handle_id (&self->keep, g_source_remove);
  g_clear_pointer (&self->kase, mado_case_free);
  g_clear_pointer (&self->edit, mado_case_free);
  g_clear_pointer (&self->pending, mado_transition_free);
  g_clear_pointer (&self->password, mado_secret_unref);
  g_clear_pointer (&self->old, mado_secret_unref);
  g_clear_pointer (&self->decision, mado_decision_free);
  g_clear_error (&self->problem);
  g_clear_error (&self->carried);
  g_clear_pointer (&self->stop, mado_change_stop_free);
  g_clear_pointer (&self->met, mado_change_stop_free);
  g_ptr_array_unref (self->log);
  g_free (self->actor);
  g_free (self->role);
  G_OBJECT_CLASS (mado_run_parent_class)->finalize (object);
}

static void
mado_run_class_init (MadoRunClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_run_finalize;
  signals[CHANGED] = g_signal_new ("changed", MADO_TYPE_RUN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
mado_run_init (MadoRun *self)
{
  self->tries_left = -1;
  self->log = g_ptr_array_new_with_free_func ((GDestroyNotify) (void (*) (void)) mado_event_free);
}

MadoRun *
mado_run_new (MadoDesk *desk, MadoCase *taken, GPtrArray *log)
{
  MadoRun *self = g_object_new (MADO_TYPE_RUN, NULL);

  self->desk = desk;
  self->kase = taken;
  self->matrix = mado_matrix_for (taken->procedure);
  self->row = MAX (mado_matrix_find (self->matrix, taken->state), 0);
  if (taken->problem_domain != NULL)
    self->problem = g_error_new_literal (g_quark_from_string (taken->problem_domain),
                                         taken->problem_code, "remembered");
  if (log != NULL)
    g_ptr_array_extend_and_steal (self->log, log);
  mado_run_remember_operator (self);
  return self;
}
