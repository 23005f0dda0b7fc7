/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kill -9 before and after every transaction of the desk and of the authority, before and after
 * every APDU and in the middle of every save of the card; then the machine is started again and
 * the clerk goes on.  The promise of the procedure must hold then (walk-table.c).
 *
 * Arguments: SLICE SLICES PROCEDURE...: walks every SLICES-th point from SLICE.  With
 * MADO_KILL_POINT=KIND:N only that point. */
#include "config.h"

#include "walk.h"

#include "mado-desk-private.h"

#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define RETRIES 4 /* F12 in one row before the clerk calls for help */

typedef enum
{
  DESK_BEFORE,
  DESK_AFTER,
  CA_BEFORE,
  CA_AFTER,
  APDU_BEFORE,
  APDU_AFTER,
  SAVE_HALF,
  N_KINDS
} Kind;

static const char *const kind_names[N_KINDS]
    = { "desk-before", "desk-after", "ca-before", "ca-after",
        "apdu-before", "apdu-after", "save-half" };

typedef struct
{
  Kind kind;
  guint ordinal; /* from 1; 0: never */
} Point;

/* Shared with the children, so that the parent sees how far one came before it died. */
typedef struct
{
  guint counts[N_KINDS];
  gboolean looked; /* a print was doubtful and the clerk had to look for the sheet */
} Shared;

static Shared *shared;
static Point target;
static const WalkPlan *plan;

/* --- striking --- */

static void
pass (Kind kind)
{
  guint n = __atomic_add_fetch (&shared->counts[kind], 1, __ATOMIC_SEQ_CST);

  if (kind == target.kind && n == target.ordinal)
    raise (SIGKILL);
}

static void
desk_hook (gboolean before, gpointer data)
{
  pass (before ? DESK_BEFORE : DESK_AFTER);
}

static void
ca_hook (gboolean before, gpointer data)
{
  pass (before ? CA_BEFORE : CA_AFTER);
}

static void
card_hook (MadoSimMoment moment, guint ordinal, const guint8 header[4], gpointer data)
{
  if (moment == MADO_SIM_BEFORE_APDU)
    pass (APDU_BEFORE);
  else if (moment == MADO_SIM_AFTER_APDU)
    pass (APDU_AFTER);
  else if (moment == MADO_SIM_HALF_SAVED)
    pass (SAVE_HALF);
}

static void
arm (DeskFixture *fixture, gpointer data)
{
  mado_desk_set_commit_hook (fixture->desk, desk_hook, NULL);
  mado_authority_set_commit_hook (fixture->authority, ca_hook, NULL);
  mado_sim_card_set_hook (fixture->card, card_hook, NULL);
}

/* --- children --- */

static void
tell (MadoRun *run, gpointer data)
{
  const GError *problem = mado_run_get_problem (run);

  shared->looked |= g_str_has_suffix (mado_run_get_state (run)->name, "-look");
  if (g_getenv ("MADO_KILL_POINT") != NULL)
    g_printerr ("  %s %s\n", mado_run_get_state (run)->name,
                problem != NULL ? problem->message : "");
}

static void
play (DeskFixture *fixture, gboolean sheet)
{
  const MadoPlayerOptions options = { .retries = RETRIES, .sheet_is_there = sheet, .tell = tell };
  g_autoptr (MadoRun) run = desk_fixture_running (fixture);

  if (run == NULL && desk_fixture_count_cases (fixture) > fixture->cases_before)
    return; /* the case had come to its end */
  if (run == NULL)
    run = walk_start (plan->walk, fixture);
  if (!walk_play (plan->walk, run, &options))
    g_error ("stopped in %s: %s", mado_run_get_state (run)->name,
             mado_run_get_problem (run) != NULL ? mado_run_get_problem (run)->message : "");
}

static void
first_life (const char *folder)
{
  DeskFixture fixture = { .prepare = arm };

  walk_set_fixture (plan->walk, &fixture, 0);
  desk_fixture_open (&fixture, folder);
  play (&fixture, TRUE);
  desk_fixture_close (&fixture);
}

static void
second_life (const char *folder, gboolean sheet)
{
  DeskFixture fixture = { 0 };

  walk_set_fixture (plan->walk, &fixture, 1);
  desk_fixture_open (&fixture, folder);
  play (&fixture, sheet);
  walk_assert_promise (plan->walk, &fixture);
  desk_fixture_close (&fixture);
}

/* Returns: the wait status. */
static int
run_child (const char *folder, gboolean first, gboolean sheet)
{
  pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      dup2 (STDERR_FILENO, STDOUT_FILENO); /* the parent alone speaks TAP */
      if (first)
        first_life (folder);
      else
        second_life (folder, sheet);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return status;
}

/* --- walking --- */

/* @sheet: what the clerk finds where a print is doubtful.  Returns: whether it was. */
static gboolean
walk_point (const Point *point, gboolean sheet)
{
  g_autofree char *folder = desk_fixture_copy (plan->template_folder);
  int status;

  target = *point;
  *shared = (Shared){ { 0 } };
  status = run_child (folder, TRUE, TRUE);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
  g_assert_cmpuint (shared->counts[point->kind], ==, point->ordinal);
  status = run_child (folder, FALSE, sheet);
  if (!WIFEXITED (status) || WEXITSTATUS (status) != 0)
    {
      g_test_message ("killed at %s:%u (sheet %d): the promise is broken", kind_names[point->kind],
                      point->ordinal, sheet);
      g_test_fail ();
    }
  desk_fixture_remove (folder);
  return shared->looked;
}

static void
add_points (GArray *points, Kind kind, guint n)
{
  for (guint i = 1; i <= n; i++)
    {
      const Point point = { kind, i };

      g_array_append_val (points, point);
    }
}

/* What of a procedure must be there to be struck. */
static const guint kind_touches[N_KINDS] = { [CA_BEFORE] = WALK_CA_WRITES,
                                             [CA_AFTER] = WALK_CA_WRITES,
                                             [APDU_BEFORE] = WALK_CARD,
                                             [APDU_AFTER] = WALK_CARD,
                                             [SAVE_HALF] = WALK_CARD_WRITES };

/* A first run that nobody kills counts the points. */
static GArray *
find_points (void)
{
  g_autofree char *folder = desk_fixture_copy (plan->template_folder);
  GArray *points = g_array_new (FALSE, FALSE, sizeof (Point));

  target = (Point){ 0 };
  *shared = (Shared){ { 0 } };
  g_assert_cmpint (run_child (folder, TRUE, TRUE), ==, 0);
  desk_fixture_remove (folder);
  for (Kind kind = 0; kind < N_KINDS; kind++)
    {
      g_test_message ("%s: %u", kind_names[kind], shared->counts[kind]);
      g_assert_true (shared->counts[kind] > 0
                     || (kind_touches[kind] & plan->walk->touches) != kind_touches[kind]);
      add_points (points, kind, shared->counts[kind]);
    }
  return points;
}

static gboolean
is_chosen (const Point *point)
{
  const char *only = g_getenv ("MADO_KILL_POINT");
  g_autofree char *name = g_strdup_printf ("%s:%u", kind_names[point->kind], point->ordinal);

  return only == NULL || g_str_equal (only, name);
}

static guint
walk_points (const GArray *points, guint *looked)
{
  guint walked = 0;

  for (guint i = plan->slice; i < points->len; i += plan->slices)
    {
      const Point *point = &g_array_index (points, Point, i);

      if (!is_chosen (point))
        continue;
      walked++;
      if (walk_point (point, TRUE))
        *looked += walk_point (point, FALSE);
    }
  return walked;
}

static void
test_walk (const WalkPlan *walk_plan)
{
  g_autoptr (GArray) points = NULL;
  guint walked, looked = 0;

  plan = walk_plan;
  shared = mmap (NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert_true (shared != MAP_FAILED);
  points = find_points ();
  walked = walk_points (points, &looked);
  g_test_message ("%u of %u points walked, %u of them both with and without the sheet", walked,
                  points->len, looked);
  if (g_getenv ("MADO_KILL_POINT") == NULL)
    {
      g_assert_cmpuint (walked, ==, (points->len - plan->slice + plan->slices - 1) / plan->slices);
      /* In slices they may all lie in another one. */
      g_assert_true (looked > 0 || plan->slices > 1 || (plan->walk->touches & WALK_PRINTS) == 0);
    }
  munmap (shared, sizeof *shared);
}

int
main (int argc, char **argv)
{
  return walk_main (argc, argv, "kill", test_walk);
}
