/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-run-wait.h"

#include "mado-ca.h"
#include "mado-case-fact.h"
#include "mado-run-object.h"
#include "mado-waiting.h"

static int
shared_row (MadoRun *self, MadoWaiting waiting)
{
  return (int) (self->matrix->n_states + waiting);
}

/* The clerk's word leaves the row for one of the shared ones. */
static void
turn_aside (MadoRun *self, MadoWaiting waiting, const char *outcome, const char *reason)
{
  MadoCase *work = mado_case_copy (mado_run_get_case (self));
  MadoEvent *event = mado_run_new_event (self, work, mado_run_row (self)->event, outcome);
  int back = mado_waiting_return_row (self->matrix, self->row);

  event->reason = g_strdup (reason);
  mado_case_set_fact (work, MADO_FACT_REASON, reason);
  if (self->row < (int) self->matrix->n_states)
    mado_case_set_fact (work, MADO_FACT_RETURN, mado_matrix_row (self->matrix, back)->name);
  /* A refusal is a word of the row itself: what the row keeps of it is kept. */
  mado_run_turn (self, shared_row (self, waiting), work, event,
                 waiting == MADO_WAITING_REFUSING ? mado_run_row (self)->record : NULL,
                 MADO_OUTCOME_FAIL, NULL);
}

/* --- received only --- */

/* A row where an answer that was lost is asked for again changes nothing at the authority. */
static gboolean
only_asks (MadoRun *self)
{
  return mado_run_row (self)->next[MADO_OUTCOME_UNSURE] == MADO_STAY;
}

static gboolean
ca_is_silent (MadoRun *self)
{
  return (g_error_matches (self->problem, MADO_CA_ERROR, MADO_CA_ERROR_NO_ANSWER)
          && only_asks (self))
         || g_error_matches (self->problem, MADO_CA_ERROR, MADO_CA_ERROR_UNREACHABLE)
         || g_error_matches (self->problem, MADO_CA_ERROR, MADO_CA_ERROR_UNAVAILABLE);
}

/* The slip names a person. */
static gboolean
has_name (MadoRun *self)
{
  const MadoCase *work = mado_run_get_case (self);

  return work->form != NULL && work->form->name != NULL && *work->form->name != '\0';
}

gboolean
mado_run_can_park (MadoRun *self)
{
  if (mado_run_is_fixed (self) || !has_name (self))
    return FALSE;
  return mado_waiting_may_begin (self->matrix, self->row)
         || (ca_is_silent (self) && mado_waiting_may_begin_at_ca (self->matrix, self->row));
}

void
mado_run_park (MadoRun *self, const char *reason)
{
  mado_run_remember_operator (self);
  if (mado_run_can_park (self))
    turn_aside (self, MADO_WAITING_PARK, "parked", reason);
  else
    mado_run_log_event (self, "never", g_strdup ("park"));
}

gboolean
mado_run_is_parked (MadoRun *self)
{
  return self->row == shared_row (self, MADO_WAITING_PARKED) && !self->busy
         && self->pending == NULL;
}

/* --- held because of doubt --- */

gboolean
mado_run_can_hold (MadoRun *self)
{
  return !mado_run_is_fixed (self) && mado_waiting_may_begin (self->matrix, self->row);
}

void
mado_run_hold (MadoRun *self, const char *reason)
{
  mado_run_remember_operator (self);
  if (mado_run_can_hold (self))
    turn_aside (self, MADO_WAITING_HELD, "held-in-doubt", reason);
  else
    mado_run_log_event (self, "never", g_strdup ("hold"));
}

/* --- the fee is waived --- */

gboolean
mado_run_can_waive (MadoRun *self)
{
  return !mado_run_is_fixed (self) && self->row == mado_matrix_find (self->matrix, "fee")
         && mado_run_get_parts (self)->profile->fee_waiver_reasons[0] != NULL;
}

void
mado_run_waive (MadoRun *self, const char *waiver)
{
  MadoCase *work;
  MadoEvent *event;

  mado_run_remember_operator (self);
  if (!mado_run_can_waive (self))
    {
      mado_run_log_event (self, "never", g_strdup ("waive"));
      return;
    }
  work = mado_case_copy (mado_run_get_case (self));
  event = mado_run_new_event (self, work, mado_run_row (self)->event, "waiver-asked");
  event->reason = g_strdup (waiver);
  mado_case_set_fact (work, MADO_FACT_WAIVER, waiver);
  mado_case_set_fact (work, MADO_FACT_RETURN, mado_run_row (self)->name);
  mado_run_turn (self, shared_row (self, MADO_WAITING_WAIVER), work, event, NULL,
                 MADO_OUTCOME_CANCEL, NULL);
}

/* --- refused --- */

void
mado_run_refuse (MadoRun *self, const char *reason)
{
  mado_run_remember_operator (self);
  if (!mado_run_can (self, MADO_OUTCOME_FAIL))
    mado_run_log_event (self, "never", g_strdup (mado_outcome_to_string (MADO_OUTCOME_FAIL)));
  else
    turn_aside (self, MADO_WAITING_REFUSING, mado_outcome_to_string (MADO_OUTCOME_FAIL), reason);
}
