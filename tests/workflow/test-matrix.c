/* SPDX-License-Identifier: GPL-3.0-or-later */
/* the table of each procedure: total, reachable, always with a way to an end, drawn from itself */
#include "config.h"

#include "mado-counter.h"
#include "mado-matrix.h"
#include "mado-second.h"

#include <string.h>

static const MadoMatrix *tested;

static const MadoMatrix *
matrix (void)
{
  return tested;
}

static void
test_total (void)
{
  for (guint i = 0; i < matrix ()->n_states; i++)
    {
      const MadoState *state = &matrix ()->states[i];

      g_assert_nonnull (state->name);
      g_assert_nonnull (state->event);
      g_assert_cmpint (mado_matrix_find (matrix (), state->name), ==, (int) i);
      /* A supervisor signs for what a person is about to do, never for a running device. */
      g_assert_true (state->second == NULL
                     || (mado_second_is_known (state->second) && !mado_state_acts (state)));
      g_assert_cmpuint (state->step, >=, 1);
      g_assert_cmpuint (state->step, <=, matrix ()->n_steps);
      for (guint j = 0; j < MADO_N_OUTCOMES; j++)
        {
          g_assert_cmpint (state->next[j], >=, MADO_STAY);
          g_assert_cmpint (state->next[j], <, (int) matrix ()->n_states);
          g_assert_true (state->ending == MADO_ENDING_NONE || state->next[j] == MADO_NEVER);
        }
      for (guint j = 0; j < MADO_MAX_CHECKS; j++)
        {
          g_assert_true (state->checks[j] == NULL
                         || mado_matrix_check_label (matrix (), state->checks[j]) != NULL);
          g_assert_true (state->marks[j] == NULL
                         || mado_matrix_check_label (matrix (), state->marks[j]) != NULL);
        }
    }
}

/* Rows from which @reached can be come to, by any outcome. */
static void
spread_back (gboolean *reached)
{
  gboolean grew = TRUE;

  while (grew)
    {
      grew = FALSE;
      for (guint i = 0; i < matrix ()->n_states; i++)
        for (guint j = 0; j < MADO_N_OUTCOMES && !reached[i]; j++)
          {
            int to = matrix ()->states[i].next[j];

            if (to >= 0 && reached[to])
              reached[i] = grew = TRUE;
          }
    }
}

/* Who asks the record for the person at the reception asks again where the form may be put right,
 * and with the register's items. */
static void
test_person_is_asked_again (void)
{
  static const struct
  {
    const char *name;
    MadoRecord record;
  } rows[]
      = { { "form", mado_counter_record_person }, { "compare", mado_counter_record_compared } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      int row = mado_matrix_find (matrix (), rows[i].name);

      if (row >= 0 && matrix ()->states[0].record == mado_counter_record_person)
        g_assert_true (matrix ()->states[row].record == rows[i].record);
    }
}

static void
test_every_row_ends (void)
{
  g_autofree gboolean *ends = g_new0 (gboolean, matrix ()->n_states);

  for (guint i = 0; i < matrix ()->n_states; i++)
    ends[i] = matrix ()->states[i].ending != MADO_ENDING_NONE;
  spread_back (ends);
  for (guint i = 0; i < matrix ()->n_states; i++)
    g_assert_true (ends[i]);
}

static void
reach (gboolean *reached, int row)
{
  if (row < 0 || reached[row])
    return;
  reached[row] = TRUE;
  reach (reached, matrix ()->states[row].resume);
  for (guint j = 0; j < MADO_N_OUTCOMES; j++)
    reach (reached, matrix ()->states[row].next[j]);
}

static void
test_every_row_is_reached (void)
{
  g_autofree gboolean *reached = g_new0 (gboolean, matrix ()->n_states);

  reach (reached, 0);
  if (mado_matrix_find (matrix (), "person-again") >= 0) /* a record leads there, no word does */
    reach (reached, mado_matrix_find (matrix (), "person-again"));
  for (guint i = 0; i < matrix ()->n_states; i++)
    g_assert_true (reached[i]);
}

/* Where a dead process is resumed: rows that look, that print only after asking the print's row,
 * that a person starts anew, or whose effect is harmless or idempotent by the CA's word. */
static const char *const resumable[]
    = { "card", "prime", "ask",  "clean",       "verify", "receipt",  "copy", "abandon", "erase",
        "find", "slip",  "tell", "tell-unlock", "status", "activate", "undo", NULL };

static void
test_resume_is_safe (void)
{
  for (guint i = 0; i < matrix ()->n_states; i++)
    {
      const MadoState *to = &matrix ()->states[matrix ()->states[i].resume];

      g_assert_true (!mado_state_acts (to) || g_strv_contains (resumable, to->name));
    }
}

/* After the request nobody leaves but through asking, revoking or a proved end. */
static void
test_no_way_out_with_a_certificate (void)
{
  const MadoMatrix *issue = mado_matrix_for ("issue");
  static const char *const rows[]
      = { "ask", "discard", "verify", "rewrite", "fee", "receipt", "copy", "abandon", NULL };

  for (guint i = 0; rows[i] != NULL; i++)
    {
      const MadoState *state = &issue->states[mado_matrix_find (issue, rows[i])];

      for (guint j = 0; j < MADO_N_OUTCOMES; j++)
        g_assert_true (state->next[j] < 0
                       || issue->states[state->next[j]].ending == MADO_ENDING_NONE);
    }
}

static void
test_plantuml (void)
{
  g_autofree char *text = mado_matrix_to_plantuml (matrix ());

  g_assert_true (g_str_has_prefix (text, "@startuml\n"));
  g_assert_true (g_str_has_suffix (text, "@enduml\n"));
  for (guint i = 0; i < matrix ()->n_states; i++)
    for (guint j = 0; j < MADO_N_OUTCOMES; j++)
      {
        const MadoState *state = &matrix ()->states[i];
        int to = state->next[j] == MADO_STAY ? (int) i : state->next[j];
        g_autofree char *line = NULL;

        if (to < 0)
          continue;
        line = g_strdup_printf ("\n%s --> %s : %s", state->name, matrix ()->states[to].name,
                                mado_outcome_to_string ((MadoOutcome) j));
        g_assert_nonnull (strstr (text, line));
      }
}

static void
run (gconstpointer data)
{
  tested = data;
  test_total ();
  test_every_row_ends ();
  test_person_is_asked_again ();
  test_every_row_is_reached ();
  test_resume_is_safe ();
  test_plantuml ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; mado_matrix_at (i) != NULL; i++)
    {
      g_autofree char *path
          = g_strdup_printf ("/workflow/matrix/%s", mado_matrix_at (i)->procedure);

      g_test_add_data_func (path, mado_matrix_at (i), run);
    }
  g_test_add_func ("/workflow/matrix/no-way-out", test_no_way_out_with_a_certificate);
  return g_test_run ();
}
