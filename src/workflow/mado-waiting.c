/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-waiting.h"

#include "mado-case-fact.h"
#include "mado-counter.h"

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

/* Who holds the card when a case stands in @row: as the last row before says. */
static MadoHolder
holder_at (const MadoMatrix *matrix, int row)
{
  MadoHolder holder = MADO_HOLDER_NOBODY;

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

#define NEVER MADO_NEVER
#define PARK MADO_SHARED (MADO_WAITING_PARK)
#define PARKED MADO_SHARED (MADO_WAITING_PARKED)
#define HELD MADO_SHARED (MADO_WAITING_HELD)
#define REFUSING MADO_SHARED (MADO_WAITING_REFUSING)
#define BACK MADO_RETURN
#define REFUSED MADO_TO_REFUSED
#define WITHDRAWN MADO_TO_WITHDRAWN

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
