/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-waiting.h"

#include "mado-case-fact.h"
#include "mado-counter.h"
#include "mado-register-change.h"

/* --- what the rows do --- */

static MadoOutcome
print_claim_slip (MadoRun *run, MadoCase *work, GError **error)
{
  return mado_counter_print_anew (run, work, "claim-slip", error);
}

/* Who is turned away before anything was written down gets no slip. */
static MadoOutcome
print_refusal (MadoRun *run, MadoCase *work, GError **error)
{
  if (work->form == NULL || mado_case_get_fact (work, MADO_FACT_REASON) == NULL)
    return MADO_OUTCOME_OK;
  return mado_counter_print_anew (run, work, "refusal", error);
}

/* Who holds the card when a case stands in @row: as the last row before says; the applicant before
 * any does. */
static MadoHolder
holder_at (const MadoMatrix *matrix, int row)
{
  MadoHolder holder = MADO_HOLDER_APPLICANT;

  for (int i = 0; i <= row && i < (int) matrix->n_states; i++)
    if (matrix->states[i].card != MADO_HOLDER_NOBODY)
      holder = matrix->states[i].card;
  return holder;
}

/* The case goes on.  What was ticked in its row must be looked at again. */
static gboolean
record_back (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome, GError **error)
{
  const MadoMatrix *matrix = mado_run_get_matrix (run);
  int row = mado_matrix_find (matrix, work->state);

  if (outcome != MADO_OUTCOME_OK)
    return TRUE;
  mado_case_set_fact (work, MADO_FACT_RETURN, NULL);
  mado_case_set_fact (work, MADO_FACT_REASON, NULL);
  for (guint i = 0; i < MADO_MAX_CHECKS && matrix->states[row].checks[i] != NULL; i++)
    mado_case_set_check (work, matrix->states[row].checks[i], FALSE);
  if (work->card_holder == MADO_HOLDER_APPLICANT)
    work->card_holder = holder_at (matrix, row);
  return TRUE;
}

/* --- a change of resident data --- */

static gboolean
append_stop (MadoRun *run, MadoDb *db, const MadoCase *work, const char *outcome, GError **error)
{
  g_autoptr (MadoEvent) event = mado_run_new_event (run, work, "changes.stop", outcome);

  event->reason = g_strconcat ("change:", mado_case_get_fact (work, MADO_FACT_CHANGE), NULL);
  event->detail
      = g_strdup_printf ("{\"change\":%s}", mado_case_get_fact (work, MADO_FACT_CHANGE_ID));
  return mado_event_append (event, db, error);
}

/* OK: every change that met the case is dealt with: it ends. */
static gboolean
record_changed (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome, GError **error)
{
  gboolean met;

  if (outcome != MADO_OUTCOME_OK)
    return TRUE;
  return mado_change_settle_case (db, work->case_id,
                                  mado_clock_now (mado_run_get_parts (run)->clock), &met, error)
         && append_stop (run, db, work, "ok", error);
}

/* Of the row that is left: the case stands in the next one already. */
static const char *
outcome_of_compared (MadoRun *run)
{
  return mado_run_get_state (run) == mado_waiting_row (MADO_WAITING_CHANGED_EARLIER)
             ? "had-it"
             : "other-person";
}

/* AGAIN: another person's change, or one that the case has; it goes on.  What was ticked must be
 * looked at again. */
static gboolean
record_compared (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome, GError **error)
{
  const MadoMatrix *matrix = mado_run_get_matrix (run);
  const MadoState *state
      = mado_matrix_row (matrix, mado_matrix_resolve (matrix, MADO_BACK_THERE, work));
  gint64 change_id = mado_case_get_fact_number (work, MADO_FACT_CHANGE_ID);

  if (outcome != MADO_OUTCOME_AGAIN)
    return record_changed (run, db, work, outcome, error);
  if (!mado_change_note_handled (db, MADO_CHANGE_STOPS_CASE, change_id, work->case_id,
                                 mado_clock_now (mado_run_get_parts (run)->clock), error)
      || !append_stop (run, db, work, outcome_of_compared (run), error))
    return FALSE;
  mado_case_set_fact (work, MADO_FACT_CHANGE, NULL);
  mado_case_set_fact (work, MADO_FACT_CHANGE_ID, NULL);
  mado_case_set_fact (work, MADO_FACT_CHANGE_AT, NULL);
  for (guint i = 0; i < MADO_MAX_CHECKS && state->checks[i] != NULL; i++)
    mado_case_set_check (work, state->checks[i], FALSE);
  return TRUE;
}

/* --- the fee is waived --- */

static gboolean
record_waiver (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome, GError **error)
{
  mado_case_set_fact (work, MADO_FACT_RETURN, NULL);
  if (outcome == MADO_OUTCOME_OK)
    return mado_counter_record_waived (run, db, work, outcome, error);
  mado_case_set_fact (work, MADO_FACT_WAIVER, NULL);
  return TRUE;
}

#define NEVER MADO_NEVER
#define PARK MADO_SHARED (MADO_WAITING_PARK)
#define PARKED MADO_SHARED (MADO_WAITING_PARKED)
#define HELD MADO_SHARED (MADO_WAITING_HELD)
#define REFUSING MADO_SHARED (MADO_WAITING_REFUSING)
#define CHANGED MADO_SHARED (MADO_WAITING_CHANGED)
#define CHANGED_DOUBT MADO_SHARED (MADO_WAITING_CHANGED_DOUBT)
#define CHANGED_EARLIER MADO_SHARED (MADO_WAITING_CHANGED_EARLIER)
#define STOPPED MADO_SHARED (MADO_WAITING_STOPPED)
#define BACK MADO_RETURN
#define REFUSED MADO_TO_REFUSED
#define WITHDRAWN MADO_TO_WITHDRAWN
#define OUT MADO_WAY_OUT
#define THERE MADO_BACK_THERE
#define WAIVER MADO_SHARED (MADO_WAITING_WAIVER)
#define ONWARD MADO_ONWARD

/* clang-format off */
static const MadoState rows[MADO_N_WAITING] = {
  /* A slip that does not come out keeps nobody at the window: it can be printed again with F9, and
   * the case's number is on the screen.                      OK        FAIL     AGAIN    UNSURE   CARD_GONE CANCEL */
  [MADO_WAITING_PARK]     = { "park",     1, MADO_BY_PRINTER, print_claim_slip, .next = { PARKED,  PARKED,  PARKED,  PARKED,  NEVER,  PARKED    }, .resume = PARK,
                              .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_COUNTER, .event = "case.park" },
  [MADO_WAITING_PARKED]   = { "parked",   1, MADO_BY_CLERK,   NULL,             .next = { BACK,    REFUSED, NEVER,   NEVER,   NEVER,  WITHDRAWN }, .resume = PARKED,
                              .record = record_back, .card = MADO_HOLDER_APPLICANT, .event = "case.parked" },
  [MADO_WAITING_HELD]     = { "held",     1, MADO_BY_CLERK,   NULL,             .next = { BACK,    REFUSED, NEVER,   NEVER,   NEVER,  WITHDRAWN }, .resume = HELD,
                              .record = record_back, .second = "hold", .event = "case.held" },
  [MADO_WAITING_REFUSING] = { "refusing", 1, MADO_BY_PRINTER, print_refusal,    .next = { REFUSED, REFUSED, REFUSED, REFUSED, NEVER,  REFUSED   }, .resume = REFUSING,
                              .event = "case.refusing" },
  [MADO_WAITING_CHANGED]  = { "changed",  1, MADO_BY_CLERK,   NULL,             .next = { OUT,     NEVER,   NEVER,   NEVER,   NEVER,  NEVER     }, .resume = CHANGED,
                              .record = record_changed, .event = "case.changed" },
  [MADO_WAITING_CHANGED_DOUBT] = { "changed-doubt", 1, MADO_BY_CLERK, NULL,     .next = { OUT,     NEVER,   THERE,   NEVER,   NEVER,  NEVER     }, .resume = CHANGED_DOUBT,
                              .record = record_compared, .event = "case.changed-doubt" },
  [MADO_WAITING_CHANGED_EARLIER] = { "changed-earlier", 1, MADO_BY_CLERK, NULL, .next = { OUT,     NEVER,   THERE,   NEVER,   NEVER,  NEVER     }, .resume = CHANGED_EARLIER,
                              .record = record_compared, .event = "case.changed-earlier" },
  [MADO_WAITING_STOPPED]  = { "stopped-by-change", 1, MADO_BY_NOBODY, NULL,     .next = { NEVER,   NEVER,   NEVER,   NEVER,   NEVER,  NEVER     }, .resume = STOPPED,
                              .ending = MADO_ENDING_STOPPED, .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "case.stopped" },
  [MADO_WAITING_WAIVER]   = { "waiver",   1, MADO_BY_CLERK,   NULL,             .next = { ONWARD,  NEVER,   BACK,    NEVER,   NEVER,  NEVER     }, .resume = WAIVER,
                              .guard = mado_counter_guard_waiver, .record = record_waiver, .second = "waiver", .event = "case.waiver" },
};
/* clang-format on */

const MadoState *
mado_waiting_row (MadoWaiting waiting)
{
  return &rows[waiting];
}

gboolean
mado_waiting_may_begin (const MadoMatrix *matrix, int row)
{
  const MadoState *state = mado_matrix_row (matrix, row);
  int refused = state->next[MADO_OUTCOME_FAIL];

  return row < (int) matrix->n_states && state->actor == MADO_BY_CLERK && refused >= 0
         && matrix->states[refused].ending == MADO_ENDING_REFUSED;
}

gboolean
mado_waiting_may_begin_at_ca (const MadoMatrix *matrix, int row)
{
  const MadoState *state = mado_matrix_row (matrix, row);

  return state->actor == MADO_BY_CA && mado_state_acts (state)
         && state->next[MADO_OUTCOME_AGAIN] == MADO_STAY && state->next[MADO_OUTCOME_CANCEL] >= 0
         && matrix->states[state->next[MADO_OUTCOME_CANCEL]].ending == MADO_ENDING_WITHDRAWN;
}

int
mado_waiting_return_row (const MadoMatrix *matrix, int row)
{
  while (row > 0 && mado_matrix_row (matrix, row)->actor != MADO_BY_CLERK)
    row--;
  return row;
}

/* Rows whose good outcome is an end without result: taken back, given up, nothing to do. */
static gboolean
leads_out (const MadoMatrix *matrix, const MadoState *state)
{
  int ok = state->next[MADO_OUTCOME_OK];

  return state->ending != MADO_ENDING_NONE
         || (ok >= 0 && matrix->states[ok].ending != MADO_ENDING_NONE
             && matrix->states[ok].ending != MADO_ENDING_DONE);
}

/* A certificate that was issued, but neither paid nor handed over, is taken back. */
static int
take_back (const MadoMatrix *matrix, const MadoState *state, const MadoCase *work)
{
  if (state->actor != MADO_BY_CLERK || work->serial == NULL || work->cash == MADO_CASH_TAKEN
      || work->cash == MADO_CASH_WAIVED)
    return MADO_NEVER;
  return mado_matrix_find (matrix, "abandon"); /* -1, which is NEVER, where nothing is issued */
}

int
mado_waiting_way_out (const MadoMatrix *matrix, int row, const MadoCase *work)
{
  const MadoState *state = row >= 0 ? mado_matrix_row (matrix, row) : NULL;
  int to;

  if (state == NULL)
    return MADO_NEVER;
  if (state == &rows[MADO_WAITING_WAIVER])
    return mado_waiting_way_out (matrix, mado_matrix_resolve (matrix, BACK, work), work);
  if (row >= (int) matrix->n_states)
    return state == &rows[MADO_WAITING_PARKED] || state == &rows[MADO_WAITING_HELD]
               ? mado_matrix_resolve (matrix, WITHDRAWN, work)
               : MADO_NEVER;
  if (leads_out (matrix, state))
    return MADO_NEVER;
  to = state->next[MADO_OUTCOME_CANCEL];
  if (to < 0)
    return take_back (matrix, state, work);
  return mado_state_acts (state) && matrix->states[to].ending == MADO_ENDING_STOPPED ? MADO_NEVER
                                                                                     : to;
}
