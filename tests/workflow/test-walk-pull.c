/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card is pulled before, while and after every APDU of a procedure, and an UPDATE BINARY is
 * torn.  Then the clerk puts the same card back; or another card first, on which nothing may be
 * written; or the resident goes away with it.  The procedure's promise must hold (walk-table.c).
 *
 * Arguments: SLICE SLICES PROCEDURE...: walks every SLICES-th point from SLICE. */
#include "config.h"

#include "walk.h"

#include "mado-sim-card-personalise.h"

#define RETRIES 6

static const WalkPlan *plan;

typedef enum
{
  SAME_BACK,   /* the card comes back at once */
  OTHER_FIRST, /* another card, then the right one */
  NEVER_BACK,  /* the resident leaves with it */
} Sequel;

typedef struct
{
  DeskFixture fixture;
  MadoSimCard *other; /* owned */
  Sequel sequel;
  gboolean other_is_in, right_is_back, other_was_in;
  gboolean struck; /* the card was seen to be gone */
  guint n_refused; /* how often the other card was seen for what it is */
} Desk;

/* --- what the clerk does about the card --- */

static void
put_right_card (Desk *desk)
{
  mado_sim_reader_insert (desk->fixture.reader, desk->fixture.card);
  desk->right_is_back = TRUE;
}

static void
tell (MadoRun *run, gpointer data)
{
  Desk *desk = data;
  const GError *problem = mado_run_get_problem (run);

  if (g_error_matches (problem, MADO_CARD_ERROR, MADO_CARD_ERROR_DIFFERENT_CARD))
    desk->n_refused++;
  if (mado_sim_reader_has_card (desk->fixture.reader) && !desk->other_is_in)
    return;
  desk->struck = TRUE;
  if (desk->sequel == SAME_BACK || (desk->other_is_in && problem != NULL))
    {
      put_right_card (desk);
      desk->other_is_in = FALSE;
    }
  else if (desk->sequel == OTHER_FIRST && !desk->other_is_in && !desk->right_is_back
           && problem != NULL && mado_run_get_case (run)->card_id != NULL)
    { /* before a card was read, any card may become the case's */
      mado_sim_reader_insert (desk->fixture.reader, desk->other);
      desk->other_is_in = TRUE;
      desk->other_was_in = TRUE;
    }
  else if (desk->sequel == OTHER_FIRST && !desk->other_is_in)
    put_right_card (desk);
}

static void
open_desk (Desk *desk, const char *folder)
{
  const MadoSimPersonalisation blank = { .card_id = { 0, 0, 0, 0, 0, 0, 0x66, 0x42 } };

  walk_set_fixture (plan->walk, &desk->fixture, 0);
  desk_fixture_open (&desk->fixture, folder);
  desk->other = mado_sim_card_new_personalised (&blank);
}

static void
close_desk (Desk *desk)
{
  desk_fixture_close (&desk->fixture);
  g_assert_finalize_object (desk->other);
}

/* --- one strike --- */

static void
assert_other_untouched (Desk *desk)
{
  MadoSimCounters counters;

  mado_sim_card_get_counters (desk->other, &counters);
  g_assert_cmpuint (counters.updates, ==, 0);
  g_assert_cmpuint (counters.verifies, ==, 0);
}

/* Returns: whether the case ran to its end. */
static gboolean
play (Desk *desk, MadoRun *run)
{
  const MadoPlayerOptions options
      = { .retries = RETRIES, .sheet_is_there = TRUE, .tell = tell, .tell_data = desk };

  return walk_play (plan->walk, run, &options);
}

/* One place of a procedure at which something happens to the card. */
typedef struct
{
  Sequel sequel;
  MadoSimFaultKind kind;
  guint ordinal; /* of the APDU, or of the UPDATE BINARY that is torn */
} Point;

static void
strike (const Point *point)
{
  g_autofree char *folder = desk_fixture_copy (plan->template_folder);
  Desk desk = { .sequel = point->sequel };
  MadoRun *run;

  open_desk (&desk, folder);
  mado_sim_card_add_fault (desk.fixture.card, point->kind, point->ordinal, 0);
  run = walk_start (plan->walk, &desk.fixture);
  if (!play (&desk, run))
    g_error ("fault %d at %u, sequel %d: stopped in %s: %s", (int) point->kind, point->ordinal,
             (int) point->sequel, mado_run_get_state (run)->name,
             mado_run_get_problem (run) ? mado_run_get_problem (run)->message : "");
  g_assert_true (desk.struck);
  /* A card that is pulled in the last APDU is missed by nobody. */
  if (!mado_sim_reader_has_card (desk.fixture.reader))
    put_right_card (&desk);
  walk_assert_promise (plan->walk, &desk.fixture);
  assert_other_untouched (&desk);
  g_assert_true (!desk.other_was_in || desk.n_refused > 0);
  g_object_unref (run);
  close_desk (&desk);
  desk_fixture_remove (folder);
}

/* --- the resident goes --- */

/* Gives up as soon as the table lets go.  Where it does not, F12 tries a stopped row again, and the
 * clerk goes on by herself with what needs no card. */
static void
withdraw (Desk *desk, MadoRun *run, const MadoPlayerOptions *options)
{
  for (guint i = 0; i < 20; i++)
    {
      while (mado_run_is_busy (run, NULL))
        g_main_context_iteration (NULL, TRUE);
      if (mado_run_get_state (run)->ending != MADO_ENDING_NONE)
        break;
      if (mado_run_can (run, MADO_OUTCOME_CANCEL))
        mado_run_post (run, MADO_OUTCOME_CANCEL);
      else if (mado_state_acts (mado_run_get_state (run)))
        mado_run_post (run, MADO_OUTCOME_OK);
      else
        walk_play (plan->walk, run, options);
    }
  g_assert_cmpint (mado_run_get_state (run)->ending, !=, MADO_ENDING_NONE);
}

static void
leave (guint ordinal)
{
  g_autofree char *folder = desk_fixture_copy (plan->template_folder);
  Desk desk = { .sequel = NEVER_BACK };
  const MadoPlayerOptions options = { .tell = tell, .tell_data = &desk };
  MadoRun *run;

  open_desk (&desk, folder);
  mado_sim_card_add_fault (desk.fixture.card, MADO_SIM_CUT_DURING, ordinal, 0);
  run = walk_start (plan->walk, &desk.fixture);
  if (!walk_play (plan->walk, run, &options))
    {
      withdraw (&desk, run, &options);
      walk_assert_left (plan->walk, &desk.fixture, run);
    }
  g_assert_false (mado_sim_reader_has_card (desk.fixture.reader));
  desk_fixture_assert_record (&desk.fixture);
  g_object_unref (run);
  close_desk (&desk);
  desk_fixture_remove (folder);
}

/* --- walking --- */

static void
count (guint *n_apdus, guint *n_updates)
{
  g_autofree char *folder = desk_fixture_copy (plan->template_folder);
  Desk desk = { 0 };
  MadoSimCounters counters;
  MadoRun *run;

  open_desk (&desk, folder);
  run = walk_start (plan->walk, &desk.fixture);
  g_assert_true (play (&desk, run));
  mado_sim_card_get_counters (desk.fixture.card, &counters);
  *n_apdus = counters.apdus;
  *n_updates = counters.updates;
  g_object_unref (run);
  close_desk (&desk);
  desk_fixture_remove (folder);
}

/* clang-format off */
static const struct { Sequel sequel; MadoSimFaultKind kind; } ways[] = {
  { SAME_BACK,   MADO_SIM_CUT_BEFORE   },
  { SAME_BACK,   MADO_SIM_CUT_ARRIVING },
  { SAME_BACK,   MADO_SIM_CUT_DURING   },
  { SAME_BACK,   MADO_SIM_CUT_AFTER    },
  { SAME_BACK,   MADO_SIM_TEAR_UPDATE  },
  { OTHER_FIRST, MADO_SIM_CUT_DURING   },
  { NEVER_BACK,  MADO_SIM_CUT_DURING   },
};
/* clang-format on */

static GArray *
find_points (void)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (Point));
  guint n_apdus, n_updates;

  count (&n_apdus, &n_updates);
  g_test_message ("%u APDUs, %u updates", n_apdus, n_updates);
  g_assert_cmpuint (n_apdus, ==, plan->walk->n_apdus);
  g_assert_cmpuint (n_updates, ==, plan->walk->n_updates);
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    for (guint n = 1; n <= (ways[i].kind == MADO_SIM_TEAR_UPDATE ? n_updates : n_apdus); n++)
      {
        const Point point = { ways[i].sequel, ways[i].kind, n };

        g_array_append_val (points, point);
      }
  g_assert_cmpuint (points->len, ==, 6 * n_apdus + n_updates);
  return points;
}

static void
test_walk (const WalkPlan *walk_plan)
{
  g_autoptr (GArray) points = NULL;
  guint walked = 0;

  plan = walk_plan;
  points = find_points ();
  for (guint i = plan->slice; i < points->len; i += plan->slices, walked++)
    {
      const Point *point = &g_array_index (points, Point, i);

      if (point->sequel == NEVER_BACK)
        leave (point->ordinal);
      else
        strike (point);
    }
  g_test_message ("%u of %u points walked", walked, points->len);
  g_assert_cmpuint (walked, ==, (points->len - plan->slice + plan->slices - 1) / plan->slices);
}

int
main (int argc, char **argv)
{
  return walk_main (argc, argv, "pull", test_walk);
}
