/* SPDX-License-Identifier: GPL-3.0-or-later */
/* what a person says: each word is a cell of the table, or it is refused and recorded */
#include "config.h"

#include "mado-run-object.h"
#include "mado-run-second.h"

static gboolean
boxes_are_ticked (MadoRun *self, const MadoCase *work, GError **error)
{
  const MadoState *state = mado_run_row (self);

  for (guint i = 0; i < MADO_MAX_CHECKS && state->checks[i] != NULL; i++)
    if (!mado_case_has_check (work, state->checks[i]))
      {
        g_set_error (error, MADO_RUN_ERROR, MADO_RUN_ERROR_CHECKS, "%s is not ticked",
                     state->checks[i]);
        return FALSE;
      }
  return TRUE;
}

static void
log_never (MadoRun *self, MadoOutcome outcome)
{
  mado_run_log_event (self, "never", g_strdup (mado_outcome_to_string (outcome)));
}

/* A word that the guard refuses changes nothing; boxes that are still open are no event. */
gboolean
mado_run_may_leave (MadoRun *self)
{
  const MadoState *state = mado_run_row (self);
  GError *error = NULL;

  if (boxes_are_ticked (self, mado_run_get_case (self), &error)
      && (state->guard == NULL || state->guard (self, &error)))
    return TRUE;
  if (!g_error_matches (error, MADO_RUN_ERROR, MADO_RUN_ERROR_CHECKS))
    mado_run_log_event (self, "denied", mado_run_describe_problem (error));
  mado_run_take_problem (self, error);
  mado_run_emit_changed (self);
  return FALSE;
}

/* What boxes and guard alone have said, of the case as it was then. */
static gboolean
is_of_guard (const GError *problem)
{
  static const MadoRunError codes[]
      = { MADO_RUN_ERROR_CHECKS, MADO_RUN_ERROR_RULES, MADO_RUN_ERROR_INCOMPLETE,
          MADO_RUN_ERROR_WARNINGS, MADO_RUN_ERROR_LAST_DIGITS };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (problem, MADO_RUN_ERROR, (int) codes[i]))
      return TRUE;
  return FALSE;
}

void
mado_run_edited (MadoRun *self)
{
  const MadoState *state = mado_run_row (self);
  g_autoptr (GError) now = NULL;

  if (mado_run_is_fixed (self) || mado_state_acts (state) || !is_of_guard (self->problem))
    return;
  if (boxes_are_ticked (self, mado_run_get_case (self), &now) && state->guard != NULL)
    (void) state->guard (self, &now);
  if (g_error_matches (now, MADO_RUN_ERROR, self->problem->code))
    return;
  mado_run_take_problem (self, NULL);
  mado_run_emit_changed (self);
}

static void
leave_row (MadoRun *self)
{
  if (!mado_run_may_leave (self))
    return;
  if (self->approval != NULL || mado_run_row_wants_second (self) == NULL)
    {
      mado_run_say (self, MADO_OUTCOME_OK);
      return;
    }
  mado_run_take_problem (self, g_error_new_literal (MADO_RUN_ERROR, MADO_RUN_ERROR_SECOND,
                                                    "a second person has to confirm"));
  mado_run_emit_changed (self);
}

static void
post_ok (MadoRun *self)
{
  if (self->pending != NULL)
    mado_run_store_pending (self);
  else if (mado_state_acts (mado_run_row (self)))
    mado_run_act_again (self);
  else
    leave_row (self);
}

void
mado_run_post (MadoRun *self, MadoOutcome outcome)
{
  mado_run_remember_operator (self);
  if (!mado_run_can (self, outcome))
    log_never (self, outcome);
  else if (mado_run_meet_change (self))
    return; /* it could not be stored when it came in */
  else if (outcome == MADO_OUTCOME_OK)
    post_ok (self);
  else
    mado_run_say (self, outcome);
}

gboolean
mado_run_can (MadoRun *self, MadoOutcome outcome)
{
  const MadoState *state = mado_run_row (self);

  if (self->busy || mado_desk_is_look_up (self->desk) || state->ending != MADO_ENDING_NONE)
    return FALSE;
  if (outcome == MADO_OUTCOME_OK)
    return TRUE;
  if (self->pending != NULL || state->next[outcome] == MADO_NEVER
      || state->next[outcome] == MADO_STAY)
    return FALSE;
  /* A stopped action may be given up; every other outcome but OK is the action's own to say. */
  return outcome == MADO_OUTCOME_CANCEL || !mado_state_acts (state);
}

void
mado_run_give_password (MadoRun *self, MadoSecret *password)
{
  if (!mado_run_can (self, MADO_OUTCOME_OK))
    {
      mado_secret_unref (password); /* the card's worker may be using the one before */
      log_never (self, MADO_OUTCOME_OK);
      return;
    }
  g_clear_pointer (&self->password, mado_secret_unref);
  self->password = password;
  mado_run_post (self, MADO_OUTCOME_OK);
}

gboolean
mado_run_wants_mixed_password (MadoRun *self)
{
  return mado_run_get_parts (self)->profile->password_mixed;
}
