/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every CMP message of a procedure meets every trouble of the line and of the CA, with and without
 * a restart of the machine behind it; then a CA that stays silent.  Afterwards the CA is itself
 * again and the clerk goes on: the promise is that of a good day (walk-table.c).
 *
 * Arguments: SLICE SLICES PROCEDURE...: walks every SLICES-th point from SLICE. */
#include "config.h"

#include "walk.h"

#include "mado-ca.h"

#define RETRIES 6

static const WalkPlan *plan;

/* clang-format off */
static const struct { const char *name; MadoFault fault; } faults[] = {
  { "silent-before", MADO_FAULT_SILENT_BEFORE },
  { "silent-after",  MADO_FAULT_SILENT_AFTER  },
  { "twice",         MADO_FAULT_TWICE         },
  { "replay",        MADO_FAULT_REPLAY        },
  { "error",         MADO_FAULT_ERROR         },
  { "wrong-signer",  MADO_FAULT_WRONG_SIGNER  },
  { "other-signer",  MADO_FAULT_OTHER_SIGNER  },
  { "garbage",       MADO_FAULT_GARBAGE       },
  { "wait",          MADO_FAULT_WAIT          },
  { "wrong-key",     MADO_FAULT_WRONG_KEY     },
  { "wrong-sex",     MADO_FAULT_WRONG_SEX     },
};
/* clang-format on */

/* One trouble of one message. */
typedef struct
{
  gsize fault;        /* in the table */
  guint message;      /* from 1; 0: every message, until the machine is started again */
  gboolean restarted; /* the machine is switched off where the trouble shows */
} Point;

typedef struct
{
  DeskFixture fixture;
  MadoRun *run;
  char *folder;
  guint message;
  MadoFault fault;
} Desk;

static void
tell (MadoRun *run, gpointer data)
{
  const GError *problem = mado_run_get_problem (run);

  g_test_message ("  %s %s", mado_run_get_state (run)->name,
                  problem != NULL ? problem->message : "");
}

/* Every message from now on. */
static void
set_for_good (DeskFixture *fixture, MadoFault fault)
{
  for (guint n = 1; n <= 60; n++)
    mado_authority_set_fault (fixture->authority, n, fault);
}

/* Before the desk sends its first message. */
static void
arm (DeskFixture *fixture, gpointer data)
{
  const Desk *desk = data;

  if (desk->message > 0)
    mado_authority_set_fault (fixture->authority, desk->message, desk->fault);
  else
    set_for_good (fixture, desk->fault);
}

static void
open_desk (Desk *desk)
{
  desk->fixture.prepare = arm;
  desk->fixture.data = desk;
  desk->folder = desk_fixture_copy (plan->template_folder);
  walk_set_fixture (plan->walk, &desk->fixture, 0);
  desk_fixture_open (&desk->fixture, desk->folder);
  desk->run = walk_start (plan->walk, &desk->fixture);
}

static void
close_desk (Desk *desk)
{
  g_clear_object (&desk->run);
  desk_fixture_close (&desk->fixture);
  desk_fixture_remove (desk->folder);
  g_free (desk->folder);
}

/* The machine is switched off and on; the second life has keys of its own. */
static void
restart (Desk *desk)
{
  g_clear_object (&desk->run);
  desk_fixture_close (&desk->fixture);
  walk_set_fixture (plan->walk, &desk->fixture, 1);
  desk_fixture_open (&desk->fixture, desk->folder);
  desk->run = desk_fixture_running (&desk->fixture);
  g_assert_nonnull (desk->run);
}

static gboolean
play (Desk *desk, guint retries)
{
  const MadoPlayerOptions options = { .retries = retries, .sheet_is_there = TRUE, .tell = tell };

  return walk_play (plan->walk, desk->run, &options);
}

/* --- one trouble --- */

static void
strike (const Point *point)
{
  Desk desk = { .message = point->message, .fault = faults[point->fault].fault };

  open_desk (&desk);
  if (!point->restarted)
    g_assert_true (play (&desk, RETRIES));
  else if (!play (&desk, 0))
    {
      restart (&desk);
      g_assert_true (play (&desk, RETRIES));
    }
  walk_assert_promise (plan->walk, &desk.fixture);
  close_desk (&desk);
}

static void
strike_for_good (const Point *point)
{
  Desk desk = { .message = 0, .fault = faults[point->fault].fault };

  open_desk (&desk);
  g_assert_false (play (&desk, RETRIES));
  g_assert_nonnull (mado_run_get_problem (desk.run));
  g_assert_cmpuint (mado_run_get_problem (desk.run)->domain, ==, MADO_CA_ERROR);
  if (plan->walk->waiting != NULL)
    plan->walk->waiting (&desk.fixture);
  restart (&desk);
  g_assert_true (play (&desk, RETRIES));
  walk_assert_promise (plan->walk, &desk.fixture);
  close_desk (&desk);
}

/* --- walking --- */

static void
add_points (GArray *points, gsize fault)
{
  const MadoFault kind = faults[fault].fault;

  for (guint i = 0; i < 2 * plan->walk->n_messages; i++)
    {
      const Point point = { fault, i / 2 + 1, i % 2 == 1 };

      g_array_append_val (points, point);
    }
  if (kind == MADO_FAULT_SILENT_BEFORE || kind == MADO_FAULT_SILENT_AFTER)
    {
      const Point for_good = { fault, 0, TRUE };

      g_array_append_val (points, for_good);
    }
}

static void
test_walk (const WalkPlan *walk_plan)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (Point));
  guint walked = 0;

  plan = walk_plan;
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    add_points (points, i);
  for (guint i = plan->slice; i < points->len; i += plan->slices, walked++)
    {
      const Point *point = &g_array_index (points, Point, i);

      g_test_message ("%s at %u%s", faults[point->fault].name, point->message,
                      point->restarted ? ", restart" : "");
      if (point->message > 0)
        strike (point);
      else
        strike_for_good (point);
    }
  g_test_message ("%u of %u points walked", walked, points->len);
}

int
main (int argc, char **argv)
{
  return walk_main (argc, argv, "ca", test_walk);
}
