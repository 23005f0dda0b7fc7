/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-run-private.h"

#include "mado-transition.h"
#include "mado-txn.h"

G_DEFINE_QUARK (mado_run_error, mado_run_error)
G_DEFINE_QUARK (mado_print_problem, mado_print_problem)

/* What an action cost, gathered on its worker, written with its outcome. */
typedef struct
{
  gint64 card_us, ca_us;
  guint apdus;
  guint64 bytes;
} Spent;

struct _MadoRun
{
  GObject parent_instance;
  MadoDesk *desk; /* not owned: the desk outlives its runs */
  const MadoMatrix *matrix;
  MadoCase *kase; /* owned: as it is stored */
  MadoCase *edit; /* owned, nullable: what the clerk is changing */
  int row;
  gboolean busy;
  gint64 busy_since;       /* monotonic µs */
  GError *problem;         /* owned, nullable */
  GPtrArray *log;          /* owned, of MadoEvent */
  MadoDecision *decision;  /* owned, nullable */
  MadoTransition *pending; /* owned, nullable: on its way, or not stored yet: F12 tries again */
  MadoSecret *password;    /* owned, nullable: on its way to the card's worker */
  char *actor, *role;      /* owned: who is signed in, for events made on workers */
  Spent spent;             /* the running action's */
};

G_DEFINE_FINAL_TYPE (MadoRun, mado_run, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void start_action (MadoRun *self);

static const MadoState *
row_of (MadoRun *self)
{
  return &self->matrix->states[self->row];
}

static gint64
now (MadoRun *self)
{
  return mado_clock_now (mado_desk_get_clock (self->desk));
}

static void
emit_changed (MadoRun *self)
{
  mado_desk_run_changed (self->desk, self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_busy (MadoRun *self)
{
  self->busy = TRUE;
  self->busy_since = mado_clock_monotonic (mado_desk_get_clock (self->desk));
}

static void
take_problem (MadoRun *self, GError *problem)
{
  g_clear_error (&self->problem);
  self->problem = problem;
}

/* --- events --- */

static MadoEvent *
new_event (MadoRun *self, const MadoCase *work, const char *code, const char *outcome)
{
  MadoEvent *event = mado_desk_new_event_as (self->desk, self->actor, self->role, code, outcome);

  event->case_number = g_strdup (work->number);
  event->card_id = g_strdup (work->card_id);
  return event;
}

static void
remember_operator (MadoRun *self)
{
  const MadoOperatorInfo *operator= mado_desk_get_operator (self->desk);

  g_free (self->actor);
  g_free (self->role);
  self->actor = g_strdup (operator!= NULL ? operator->operator_id : "-");
  self->role = g_strdup (operator!= NULL ? operator->role : "-");
}

static char *
describe_spent (const Spent *spent)
{
  if (spent->apdus == 0 && spent->ca_us == 0)
    return NULL;
  return g_strdup_printf ("{\"apdus\":%u,\"bytes\":%" G_GUINT64_FORMAT
                          ",\"card_us\":%" G_GINT64_FORMAT ",\"ca_us\":%" G_GINT64_FORMAT "}",
                          spent->apdus, spent->bytes, spent->card_us, spent->ca_us);
}

static char *
describe_problem (const GError *problem)
{
  if (problem == NULL)
    return NULL;
  return g_strdup_printf ("%s/%d", g_quark_to_string (problem->domain), problem->code);
}

static void
add_intent (MadoRun *self, MadoTransition *transition)
{
  const MadoState *state = &self->matrix->states[transition->to];

  if (mado_state_acts (state) && transition->problem == NULL)
    mado_transition_add (transition, new_event (self, transition->work, state->event, "intent"));
  else if (state->ending != MADO_ENDING_NONE)
    mado_transition_add (transition, new_event (self, transition->work, state->event, "end"));
}

/* --- storing a transition --- */

static void
store_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MadoRun *self = MADO_RUN (source);
  GError *error = NULL;

  if (mado_transition_store (data, self, mado_desk_get_db (self->desk), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
take_stored (MadoRun *self, MadoTransition *transition)
{
  if (transition->to != self->row)
    g_clear_pointer (&self->decision, mado_decision_free);
  g_clear_pointer (&self->kase, mado_case_free);
  g_clear_pointer (&self->edit, mado_case_free);
  self->kase = g_steal_pointer (&transition->work);
  self->row = transition->to;
  take_problem (self, g_steal_pointer (&transition->problem));
  for (guint i = 0; i < transition->events->len; i++)
    g_ptr_array_add (self->log, mado_event_copy (g_ptr_array_index (transition->events, i)));
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  MadoRun *self = MADO_RUN (source);
  GError *error = NULL;

  self->busy = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      /* Nothing was written.  A refusal ends here; else F12 stores self->pending again. */
      if (error->domain == MADO_RUN_ERROR)
        g_clear_pointer (&self->pending, mado_transition_free);
      take_problem (self, error);
      emit_changed (self);
      return;
    }
  take_stored (self, self->pending);
  g_clear_pointer (&self->pending, mado_transition_free);
  if (mado_state_acts (row_of (self)) && self->problem == NULL)
    start_action (self);
  else
    emit_changed (self);
}

static void
store_pending (MadoRun *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, stored_cb, NULL);

  set_busy (self);
  g_task_set_task_data (task, self->pending, NULL);
  mado_worker_run (mado_desk_get_db_worker (self->desk), task, store_on_worker);
  emit_changed (self);
}

/* --- from an outcome to a transition --- */

/* @work and @problem: (transfer full).  @reason: (nullable): instead of the problem's. */
static void
finish_row (MadoRun *self, MadoOutcome outcome, MadoCase *work, GError *problem, const char *reason)
{
  const MadoState *state = row_of (self);
  int to = state->next[outcome];
  MadoEvent *event;

  if (to == MADO_NEVER)
    g_critical ("%s: outcome %s has no place in the table", state->name,
                mado_outcome_to_string (outcome));
  if (to < 0)
    to = self->row;
  while (self->matrix->states[to].skip != NULL && self->matrix->states[to].skip (work))
    to = self->matrix->states[to].next[MADO_OUTCOME_OK];
  event = new_event (self, work, state->event, mado_outcome_to_string (outcome));
  event->reason = reason != NULL ? g_strdup (reason) : describe_problem (problem);
  event->detail = describe_spent (&self->spent);
  self->spent = (Spent){ 0 };
  /* The next row's action starts by itself, so there is nothing for the clerk to see yet. */
  if (to != self->row && mado_state_acts (&self->matrix->states[to]))
    g_clear_error (&problem);
  self->pending = mado_transition_new (self->matrix, work, self->row, to, now (self), problem);
  self->pending->record = state->record;
  self->pending->outcome = outcome;
  mado_transition_add (self->pending, event);
  add_intent (self, self->pending);
  store_pending (self);
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

  run->outcome = row_of (self)->action (self, run->work, &run->problem);
  g_task_return_boolean (task, TRUE);
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  MadoRun *self = MADO_RUN (source);
  ActionRun *run = g_task_get_task_data (G_TASK (result));

  self->busy = FALSE;
  finish_row (self, run->outcome, g_steal_pointer (&run->work), g_steal_pointer (&run->problem),
              NULL);
}

static void
start_action (MadoRun *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, acted_cb, NULL);
  ActionRun *run = g_new0 (ActionRun, 1);

  run->work = mado_case_copy (self->kase);
  set_busy (self);
  g_task_set_task_data (task, run, action_run_free);
  mado_worker_run (mado_desk_get_worker (self->desk, row_of (self)->actor), task, act_on_worker);
  emit_changed (self);
}

/* Runs the action of this row again: its intent is stored first. */
static void
act_again (MadoRun *self)
{
  self->pending = mado_transition_new (self->matrix, mado_case_copy (self->kase), self->row,
                                       self->row, now (self), NULL);
  add_intent (self, self->pending);
  store_pending (self);
}

/* --- words of a person --- */

static gboolean
boxes_are_ticked (MadoRun *self, const MadoCase *work, GError **error)
{
  const MadoState *state = row_of (self);

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
  MadoEvent *event = new_event (self, self->kase, row_of (self)->event, "never");

  event->reason = g_strdup (mado_outcome_to_string (outcome));
  mado_desk_log (self->desk, event);
}

/* A word that the guard refuses changes nothing and is not stored. */
static void
leave_row (MadoRun *self)
{
  const MadoState *state = row_of (self);
  GError *error = NULL;

  if (boxes_are_ticked (self, mado_run_get_case (self), &error)
      && (state->guard == NULL || state->guard (self, &error)))
    {
      finish_row (self, MADO_OUTCOME_OK, mado_case_copy (mado_run_get_case (self)), NULL, NULL);
      return;
    }
  take_problem (self, error);
  emit_changed (self);
}

static void
post_ok (MadoRun *self)
{
  if (self->pending != NULL)
    store_pending (self);
  else if (mado_state_acts (row_of (self)))
    act_again (self);
  else
    leave_row (self);
}

void
mado_run_post (MadoRun *self, MadoOutcome outcome)
{
  remember_operator (self);
  if (!mado_run_can (self, outcome))
    log_never (self, outcome);
  else if (outcome == MADO_OUTCOME_OK)
    post_ok (self);
  else
    finish_row (self, outcome, mado_case_copy (mado_run_get_case (self)), NULL, NULL);
}

void
mado_run_refuse (MadoRun *self, const char *reason)
{
  remember_operator (self);
  if (!mado_run_can (self, MADO_OUTCOME_FAIL))
    log_never (self, MADO_OUTCOME_FAIL);
  else
    finish_row (self, MADO_OUTCOME_FAIL, mado_case_copy (mado_run_get_case (self)), NULL, reason);
}

gboolean
mado_run_can (MadoRun *self, MadoOutcome outcome)
{
  const MadoState *state = row_of (self);

  if (self->busy || state->ending != MADO_ENDING_NONE)
    return FALSE;
  if (outcome == MADO_OUTCOME_OK)
    return TRUE;
  if (self->pending != NULL || state->next[outcome] < 0)
    return FALSE;
  /* A stopped action may be given up; every other outcome but OK is the action's own to say. */
  return outcome == MADO_OUTCOME_CANCEL || !mado_state_acts (state);
}

MadoCase *
mado_run_edit (MadoRun *self)
{
  const MadoState *state = row_of (self);

  if (self->busy || self->pending != NULL || mado_state_acts (state)
      || state->ending != MADO_ENDING_NONE)
    return NULL;
  if (self->edit == NULL)
    self->edit = mado_case_copy (self->kase);
  return self->edit;
}

void
mado_run_save (MadoRun *self)
{
  if (self->edit == NULL || self->busy || self->pending != NULL)
    return;
  remember_operator (self);
  self->pending = mado_transition_new (self->matrix, mado_case_copy (self->edit), self->row,
                                       self->row, now (self), NULL);
  mado_transition_add (self->pending, new_event (self, self->edit, row_of (self)->event, "held"));
  store_pending (self);
}

void
mado_run_give_password (MadoRun *self, MadoSecret *password)
{
  g_clear_pointer (&self->password, mado_secret_unref);
  self->password = password;
  mado_run_post (self, MADO_OUTCOME_OK);
}

void
mado_run_recover (MadoRun *self)
{
  const MadoState *state = row_of (self);
  GError *problem;

  if (!mado_state_acts (state) || self->kase->problem_domain != NULL)
    return; /* waits for a person, or its action had ended and said why */
  problem = g_error_new_literal (MADO_RUN_ERROR, MADO_RUN_ERROR_INTERRUPTED,
                                 "the program ended during this step");
  self->pending = mado_transition_new (self->matrix, mado_case_copy (self->kase), self->row,
                                       state->resume, now (self), problem);
  mado_transition_add (self->pending, new_event (self, self->kase, state->event, "interrupted"));
  store_pending (self);
}

/* --- for actions --- */

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

typedef struct
{
  MadoRun *run;
  MadoCase *work;
  MadoJournal write;
  gpointer data;
  MadoEvent *event;
} Journal;

static gboolean
journal_on_worker (gpointer data, GError **error)
{
  Journal *journal = data;
  MadoDb *db = mado_desk_get_db (journal->run->desk);
  g_autoptr (MadoTxn) txn = mado_txn_begin (db, error);

  return txn != NULL && journal->write (journal->run, db, journal->work, journal->data, error)
         && mado_case_update (journal->work, db, error)
         && mado_event_append (journal->event, db, error) && mado_txn_commit (txn, error);
}

gboolean
mado_run_journal (MadoRun *self, MadoCase *work, MadoJournal write, gpointer data, const char *code,
                  GError **error)
{
  g_autoptr (MadoEvent) event = new_event (self, work, code, "ok");
  Journal journal = { self, work, write, data, event };

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
  return row_of (self);
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

  g_clear_pointer (&self->kase, mado_case_free);
  g_clear_pointer (&self->edit, mado_case_free);
  g_clear_pointer (&self->pending, mado_transition_free);
  g_clear_pointer (&self->password, mado_secret_unref);
  g_clear_pointer (&self->decision, mado_decision_free);
  g_clear_error (&self->problem);
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
  remember_operator (self);
  return self;
}
