/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-transition.h"

#include "mado-approval.h"
#include "mado-desk-transact.h"
#include "mado-register-change.h"
#include "mado-run-private.h"

static void
enter_row (MadoCase *work, const MadoState *state, gboolean moved, gint64 now)
{
  if (moved)
    work->entered_at = now;
  g_free (work->state);
  work->state = g_strdup (state->name);
  if (state->card != MADO_HOLDER_NOBODY)
    work->card_holder = state->card;
  if (state->form != MADO_HOLDER_NOBODY)
    work->form_holder = state->form;
  if (state->ending == MADO_ENDING_NONE)
    return;
  work->ending = state->ending;
  work->closed_at = now;
}

static void
note_problem (MadoCase *work, const GError *problem)
{
  g_free (work->problem_domain);
  work->problem_domain = problem != NULL ? g_strdup (g_quark_to_string (problem->domain)) : NULL;
  work->problem_code = problem != NULL ? problem->code : 0;
}

MadoTransition *
mado_transition_new (const MadoMatrix *matrix, MadoCase *work, int from, int to, gint64 now,
                     GError *problem)
{
  MadoTransition *self = g_new0 (MadoTransition, 1);

  self->work = work;
  self->to = to;
  self->now = now;
  self->problem = problem;
  self->events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) (void (*) (void)) mado_event_free);
  enter_row (work, mado_matrix_row (matrix, to), from != to, now);
  note_problem (work, problem);
  return self;
}

void
mado_transition_free (MadoTransition *self)
{
  g_clear_pointer (&self->work, mado_case_free);
  g_ptr_array_unref (self->events);
  g_clear_error (&self->problem);
  g_free (self);
}

void
mado_transition_add (MadoTransition *self, MadoEvent *event)
{
  g_ptr_array_add (self->events, event);
}

/* A case that came to its end before a change of resident data could stop it leaves nothing open.
 */
static gboolean
settle_changes (MadoTransition *self, MadoRun *run, MadoDb *db, GError **error)
{
  g_autoptr (MadoEvent) event = NULL;
  gboolean met;

  if (self->work->ending == MADO_ENDING_NONE)
    return TRUE;
  if (!mado_change_case_ended (db, self->work->case_id, self->now, mado_run_get_actor (run), &met,
                               error))
    return FALSE;
  if (!met)
    return TRUE;
  event = mado_run_new_event (run, self->work, "changes.stop", "ended");
  return mado_event_append (event, db, error);
}

typedef struct
{
  MadoTransition *transition;
  MadoRun *run;
} Store;

static gboolean
write_all (MadoDesk *desk, MadoDb *db, gpointer data, GError **error)
{
  const Store *store = data;
  MadoTransition *self = store->transition;
  MadoRun *run = store->run;

  if (self->record != NULL && !self->record (run, db, self->work, self->outcome, error))
    return FALSE;
  if (self->approval_id != 0
      && !mado_approval_use (db, self->approval_id, self->approved, self->work->case_id, 0,
                             self->now, error))
    return FALSE;
  if (!mado_case_update (self->work, db, error) || !settle_changes (self, run, db, error))
    return FALSE;
  for (guint i = 0; i < self->events->len; i++)
    if (!mado_event_append (g_ptr_array_index (self->events, i), db, error))
      return FALSE;
  return TRUE;
}

gboolean
mado_transition_store (MadoTransition *self, MadoRun *run, GError **error)
{
  Store store = { self, run };

  return mado_desk_transact (mado_run_get_desk (run), write_all, &store, error);
}
