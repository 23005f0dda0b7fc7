/* SPDX-License-Identifier: GPL-3.0-or-later */
/* a change of resident data meets a running case (domain.md 9 #21): as soon as it is known what
 * card and CA have done, the case leaves its row for "changed" and ends by the table's way out */
#include "config.h"

#include "mado-case-fact.h"
#include "mado-run-object.h"
#include "mado-waiting.h"

static gboolean
is_shared (MadoRun *self, MadoWaiting waiting)
{
  return self->row == (int) (self->matrix->n_states + waiting);
}

/* A row that acts has not begun; one that waits goes on where a run that was cut off would. */
static const char *
row_to_go_on (MadoRun *self)
{
  const MadoState *state = mado_run_row (self);
  int resume = mado_matrix_resolve (self->matrix, state->resume, self->kase);

  return mado_state_acts (state) ? state->name : mado_matrix_row (self->matrix, resume)->name;
}

static GError *
problem_of (const MadoChangeStop *stop, const MadoCase *work)
{
  MadoRunError code = work->serial != NULL ? MADO_RUN_ERROR_CHANGE_ISSUED : MADO_RUN_ERROR_CHANGE;

  if (!stop->sure)
    code = stop->same_person ? MADO_RUN_ERROR_CHANGE_EARLIER : MADO_RUN_ERROR_CHANGE_DOUBT;
  return g_error_new_literal (MADO_RUN_ERROR, (int) code, "a change of resident data");
}

static void
turn_to_change (MadoRun *self)
{
  const MadoChangeStop *stop = self->met = g_steal_pointer (&self->stop);
  MadoCase *work = mado_case_copy (mado_run_get_case (self));
  MadoEvent *event = mado_run_new_event (self, work, mado_run_row (self)->event, "changed");
  MadoWaiting waiting = stop->sure          ? MADO_WAITING_CHANGED
                        : stop->same_person ? MADO_WAITING_CHANGED_EARLIER
                                            : MADO_WAITING_CHANGED_DOUBT;

  event->reason = g_strconcat ("change:", stop->kind, NULL);
  mado_case_set_fact (work, MADO_FACT_CHANGE_AT, row_to_go_on (self));
  mado_case_set_fact (work, MADO_FACT_CHANGE, stop->kind);
  mado_case_set_fact_number (work, MADO_FACT_CHANGE_ID, stop->change_id);
  mado_run_turn (self, (int) (self->matrix->n_states + waiting), work, event, NULL,
                 MADO_OUTCOME_CANCEL, problem_of (stop, work));
}

gboolean
mado_run_meet_change (MadoRun *self)
{
  if (self->stop == NULL || self->busy || self->pending != NULL || mado_desk_is_closing (self->desk)
      || mado_waiting_way_out (self->matrix, self->row, self->kase) == MADO_NEVER)
    return FALSE;
  turn_to_change (self);
  return TRUE;
}

/* Shown already, and not the surer of two? */
static gboolean
knows (MadoRun *self, const MadoChangeStop *stop)
{
  if (is_shared (self, MADO_WAITING_CHANGED) || (self->stop != NULL && self->stop->sure))
    return TRUE;
  return mado_run_is_compared (self)
         && mado_case_get_fact_number (self->kase, MADO_FACT_CHANGE_ID) == stop->change_id;
}

void
mado_run_tell_change (MadoRun *self, const MadoChangeStop *stop)
{
  if (mado_run_row (self)->ending != MADO_ENDING_NONE || knows (self, stop)
      || (self->stop != NULL && !stop->sure))
    return;
  g_clear_pointer (&self->stop, mado_change_stop_free);
  self->stop = mado_change_stop_copy (stop);
  mado_run_remember_operator (self);
  mado_run_meet_change (self);
}

gboolean
mado_run_is_compared (MadoRun *self)
{
  return is_shared (self, MADO_WAITING_CHANGED_DOUBT)
         || is_shared (self, MADO_WAITING_CHANGED_EARLIER);
}

int
mado_run_end_row (MadoRun *self, int to, const MadoCase *work)
{
  if (mado_matrix_row (self->matrix, to)->ending == MADO_ENDING_WITHDRAWN
      && mado_case_get_fact (work, MADO_FACT_CHANGE) != NULL)
    return mado_matrix_resolve (self->matrix, MADO_SHARED (MADO_WAITING_STOPPED), work);
  return to;
}
