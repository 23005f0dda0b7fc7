/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-problem.h"

#include "mado-problem-rows.h"

#include <glib/gi18n.h>

static const MadoProblemTable *const tables[] = {
  &mado_problem_card, &mado_problem_ca,      &mado_problem_print,
  &mado_problem_desk, &mado_problem_inquiry, &mado_problem_check,
};

/* What a new error shows until it gets its row; a test keeps it from being seen. */
static const MadoProblem last_resort = {
  .domain = "",
  .mark = "X99",
  .cause = N_ ("The program met something unforeseen."),
  .effect = N_ ("Look at the record of this case before anything is repeated."),
  .next = N_ ("Call the supervisor; hold with Esc."),
};

const MadoProblem *
mado_problem_get_row (gsize i)
{
  for (gsize table = 0; table < G_N_ELEMENTS (tables); table++)
    {
      if (i < tables[table]->n_rows)
        return &tables[table]->rows[i];
      i -= tables[table]->n_rows;
    }
  return NULL;
}

static const MadoProblem *
find (GQuark domain, int code)
{
  const char *name = g_quark_to_string (domain);
  const MadoProblem *row;

  for (gsize i = 0; (row = mado_problem_get_row (i)) != NULL; i++)
    if (row->code == code && g_strcmp0 (row->domain, name) == 0)
      return row;
  return NULL;
}

const MadoProblem *
mado_problem_find (GQuark domain, int code)
{
  const MadoProblem *row = find (domain, code);

  return row != NULL ? row : &last_resort;
}

gboolean
mado_problem_is_known (GQuark domain, int code)
{
  return find (domain, code) != NULL;
}

MadoProblemPlace
mado_problem_place_of (const MadoState *state)
{
  if (mado_state_acts (state) || state->next[MADO_OUTCOME_AGAIN] >= 0)
    return MADO_PROBLEM_AT_STEP;
  return state->actor == MADO_BY_APPLICANT ? MADO_PROBLEM_AT_RESIDENT : MADO_PROBLEM_AT_CLERK;
}

const char *
mado_problem_next (const MadoProblem *self, MadoProblemPlace place)
{
  if (place == MADO_PROBLEM_AT_RESIDENT && self->resident != NULL)
    return self->resident;
  if (place == MADO_PROBLEM_AT_CLERK && self->clerk != NULL)
    return self->clerk;
  return self->next;
}

char *
mado_problem_sentence_at (GQuark domain, int code, MadoProblemPlace place)
{
  const MadoProblem *row = mado_problem_find (domain, code);

  /* Translators: cause, effect, next step, code; no blanks between sentences in Japanese. */
  return g_strdup_printf (_ ("%s %s %s [%s]"), _ (row->cause), _ (row->effect),
                          _ (mado_problem_next (row, place)), row->mark);
}

char *
mado_problem_sentence (GQuark domain, int code)
{
  return mado_problem_sentence_at (domain, code, MADO_PROBLEM_AT_STEP);
}
