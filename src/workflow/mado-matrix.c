/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-case-fact.h"
#include "mado-change-password.h"
#include "mado-issue.h"
#include "mado-letter-rows.h"
#include "mado-lookup.h"
#include "mado-renew.h"
#include "mado-reset-password.h"
#include "mado-revoke.h"
#include "mado-unlock.h"
#include "mado-waiting.h"

/* One line a procedure, in the order of the list that F2 shows. */
static const MadoMatrix *const matrices[] = {
  &mado_issue_matrix,          &mado_renew_matrix,  &mado_reissue_matrix,
  &mado_revoke_matrix,         &mado_report_matrix, &mado_change_password_matrix,
  &mado_reset_password_matrix, &mado_unlock_matrix, &mado_copy_matrix,
  &mado_status_matrix,         &mado_erase_matrix,
};

static const char *const outcomes[MADO_N_OUTCOMES] = {
  [MADO_OUTCOME_OK] = "ok",
  [MADO_OUTCOME_FAIL] = "fail",
  [MADO_OUTCOME_AGAIN] = "again",
  [MADO_OUTCOME_UNSURE] = "unsure",
  [MADO_OUTCOME_CARD_GONE] = "card-gone",
  [MADO_OUTCOME_CANCEL] = "cancel",
};

gboolean
mado_state_acts (const MadoState *self)
{
  return self->action != NULL;
}

const MadoMatrix *
mado_matrix_for (const char *procedure)
{
  for (gsize i = 0; i < G_N_ELEMENTS (matrices); i++)
    if (g_str_equal (matrices[i]->procedure, procedure))
      return matrices[i];
  return NULL;
}

const MadoMatrix *
mado_matrix_at (guint i)
{
  return i < G_N_ELEMENTS (matrices) ? matrices[i] : NULL;
}

/* The table's own, those of mado-waiting.h, the one of mado-letter-rows.h. */
static int
count_rows (const MadoMatrix *self)
{
  return (int) self->n_states + MADO_N_WAITING + 1;
}

const MadoState *
mado_matrix_row (const MadoMatrix *self, int row)
{
  const int shared = row - (int) self->n_states;

  g_assert (row >= 0 && row < count_rows (self));
  if (shared < 0)
    return &self->states[row];
  return shared < MADO_N_WAITING ? mado_waiting_row ((MadoWaiting) shared)
                                 : mado_letter_row_left ();
}

int
mado_matrix_find (const MadoMatrix *self, const char *state)
{
  for (int i = 0; i < count_rows (self); i++)
    if (g_strcmp0 (mado_matrix_row (self, i)->name, state) == 0)
      return i;
  return -1;
}

static int
find_ending (const MadoMatrix *self, MadoEnding ending)
{
  for (guint i = 0; i < self->n_states; i++)
    if (self->states[i].ending == ending)
      return (int) i;
  g_error ("%s has no row of ending %d", self->procedure, (int) ending);
}

int
mado_matrix_resolve (const MadoMatrix *self, int cell, const MadoCase *work)
{
  if (cell <= MADO_SHARED (0))
    return (int) self->n_states + MADO_SHARED (0) - cell;
  if (cell == MADO_RETURN) /* a case without it begins anew: nothing was done */
    return MAX (mado_matrix_find (self, mado_case_get_fact (work, MADO_FACT_RETURN)), 0);
  if (cell == MADO_ONWARD)
    return mado_matrix_row (self, mado_matrix_resolve (self, MADO_RETURN, work))
        ->next[MADO_OUTCOME_OK];
  if (cell == MADO_BACK_THERE)
    return MAX (mado_matrix_find (self, mado_case_get_fact (work, MADO_FACT_CHANGE_AT)), 0);
  if (cell == MADO_WAY_OUT)
    return mado_waiting_way_out (
        self, mado_matrix_find (self, mado_case_get_fact (work, MADO_FACT_CHANGE_AT)), work);
  if (cell == MADO_TO_REFUSED)
    return find_ending (self, MADO_ENDING_REFUSED);
  if (cell == MADO_TO_WITHDRAWN)
    return find_ending (self, MADO_ENDING_WITHDRAWN);
  return cell;
}

const char *
mado_matrix_check_label (const MadoMatrix *self, const char *check)
{
  for (guint i = 0; i < self->n_checks; i++)
    if (g_str_equal (self->checks[i].id, check))
      return self->checks[i].label;
  return mado_letter_check_label (check);
}

const char *
mado_outcome_to_string (MadoOutcome outcome)
{
  return outcomes[outcome];
}

static void
append_row (GString *text, const MadoMatrix *self, const MadoState *state)
{
  for (guint i = 0; i < MADO_N_OUTCOMES; i++)
    if (state->next[i] >= 0)
      g_string_append_printf (text, "%s --> %s : %s\n", state->name,
                              self->states[state->next[i]].name, outcomes[i]);
    else if (state->next[i] == MADO_STAY)
      g_string_append_printf (text, "%s --> %s : %s (stays)\n", state->name, state->name,
                              outcomes[i]);
  if (state->ending != MADO_ENDING_NONE)
    g_string_append_printf (text, "%s --> [*]\n", state->name);
}

char *
mado_matrix_to_plantuml (const MadoMatrix *self)
{
  GString *text = g_string_new ("@startuml\n");

  g_string_append_printf (text, "title %s\n[*] --> %s\n", self->procedure, self->states[0].name);
  for (guint i = 0; i < self->n_states; i++)
    append_row (text, self, &self->states[i]);
  g_string_append (text, "@enduml\n");
  return g_string_free (text, FALSE);
}
