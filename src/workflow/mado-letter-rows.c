/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-letter-rows.h"

#include "mado-case-fact.h"
#include "mado-waiting.h"

#include <glib/gi18n.h>

#define LEFT MADO_SHARED (MADO_N_WAITING) /* behind the rows of mado-waiting.h */

/* clang-format off */
static const MadoState left = { "slip-left", 1, MADO_BY_CLERK, NULL,
  .next = { MADO_RETURN, MADO_NEVER, MADO_NEVER, MADO_NEVER, MADO_NEVER, MADO_NEVER }, .resume = LEFT,
  .record = mado_counter_record_slip_destroyed, .checks = { "slip-destroyed" },
  .event = "case.slip-left" };

static const MadoCheck checks[] = {
  { "slip-opened",    N_("The seal over the password was broken before the proxy's eyes") },
  { "slip-destroyed", N_("The slip with the password was destroyed") },
};
/* clang-format on */

const MadoState *
mado_letter_row_left (void)
{
  return &left;
}

const char *
mado_letter_check_label (const char *check)
{
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    if (g_str_equal (checks[i].id, check))
      return checks[i].label;
  return NULL;
}

int
mado_letter_hold_end (const MadoMatrix *matrix, int from, int to, MadoCase *work)
{
  const MadoState *state = mado_matrix_row (matrix, to);

  if (state->ending == MADO_ENDING_NONE || mado_matrix_row (matrix, from) == &left
      || mado_counter_has_no_open_slip (work))
    return to;
  mado_case_set_fact (work, MADO_FACT_RETURN, state->name);
  mado_case_set_check (work, left.checks[0], FALSE);
  return mado_matrix_resolve (matrix, LEFT, work);
}
