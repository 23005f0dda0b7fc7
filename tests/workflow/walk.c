/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "walk.h"

#include "desk-template.h"
#include "walk-promises.h"

#include "mado-player-letter.h"

#include <stdlib.h>
#include <unistd.h>

/* --- the world before --- */

static guint
count_before (const Walk *walk)
{
  guint n = 0;

  while (n < WALK_BEFORE_MAX && walk->before[n].procedure != NULL)
    n++;
  return n;
}

void
walk_set_fixture (const Walk *walk, DeskFixture *fixture, guint life)
{
  guint n_before = count_before (walk);

  fixture->cases_before = n_before;
  fixture->days_later = walk->days_later;
  fixture->first_key = (MIN (n_before, 1) + life) * DESK_FIXTURE_KEYS;
}

static char *letter; /* owned, nullable: number of the walked case's */

static gboolean
play_case (MadoRun *run, const WalkCase *played, const MadoPlayerOptions *options)
{
  g_autoptr (MadoScenario) scenario = desk_fixture_scenario (played->scenario);

  return mado_player_play (run, scenario, options);
}

static void
play_before (const Walk *walk, const char *folder)
{
  const MadoPlayerOptions options = { .sheet_is_there = TRUE };
  DeskFixture fixture = { 0 };

  desk_fixture_open (&fixture, folder);
  for (guint i = 0; i < count_before (walk); i++)
    {
      g_autoptr (MadoRun) run = desk_fixture_start_procedure (&fixture, walk->before[i].procedure);

      g_assert_true (play_case (run, &walk->before[i], &options));
    }
  desk_fixture_close (&fixture);
}

static void
change_world (const Walk *walk, const char *folder)
{
  DeskFixture fixture = { 0 };

  walk_set_fixture (walk, &fixture, 0);
  desk_fixture_open_parts (&fixture, folder);
  walk->world (&fixture);
  desk_fixture_close (&fixture);
}

static void
send_letter (const Walk *walk, const char *folder)
{
  g_autoptr (MadoScenario) scenario = desk_fixture_scenario (walk->walked.scenario);
  g_autoptr (GError) error = NULL;
  DeskFixture fixture = { 0 };

  walk_set_fixture (walk, &fixture, 0);
  desk_fixture_open (&fixture, folder);
  letter = mado_player_send_letter (fixture.desk, scenario, &error);
  g_assert_no_error (error);
  desk_fixture_close (&fixture);
}

static char *blank; /* owned: the template before anything was played */

static char *
make_world (const Walk *walk)
{
  char *folder = desk_fixture_copy (blank);

  if (count_before (walk) > 0)
    play_before (walk, folder);
  if (walk->world != NULL)
    change_world (walk, folder);
  if (walk->letter != WALK_NO_LETTER)
    send_letter (walk, folder);
  return folder;
}

/* --- the walked case --- */

MadoRun *
walk_start (const Walk *walk, DeskFixture *fixture)
{
  return desk_fixture_start_procedure (fixture, walk->walked.procedure);
}

gboolean
walk_play (const Walk *walk, MadoRun *run, const MadoPlayerOptions *options)
{
  MadoPlayerOptions with_letter = *options;

  with_letter.letter = letter;
  return play_case (run, &walk->walked, &with_letter);
}

void
walk_assert_promise (const Walk *walk, DeskFixture *fixture)
{
  walk->promise (fixture);
  if (walk->letter != WALK_NO_LETTER)
    walk_letter_assert_served (fixture, walk->letter == WALK_SLIP);
  desk_fixture_assert_record (fixture);
}

void
walk_assert_left (const Walk *walk, DeskFixture *fixture, MadoRun *run)
{
  walk->left (fixture, run);
  if (walk->letter != WALK_NO_LETTER)
    walk_letter_assert_left (fixture);
}

/* --- the process --- */

static const Walk *
find_walk (const char *name)
{
  for (guint i = 0; walk_at (i) != NULL; i++)
    if (g_str_equal (walk_at (i)->name, name))
      return walk_at (i);
  g_error ("no procedure %s is walked", name);
}

/* Databases that are made by the hundred and thrown away belong into memory: a kill -9 leaves what
 * the kernel has been given, there as on a disk. */
static void
work_in_memory (void)
{
  if (g_getenv ("TMPDIR") == NULL && access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
}

static void (*walk_test) (const WalkPlan *plan);

/* The world is made here, not before all tests: one at a time is on the disk. */
static void
run_test (gconstpointer data)
{
  WalkPlan plan = *(const WalkPlan *) data;

  plan.template_folder = make_world (plan.walk);
  walk_test (&plan);
  desk_fixture_remove (plan.template_folder);
  g_free (plan.template_folder);
  g_clear_pointer (&letter, g_free);
}

static void
add_test (const char *name, const char *kind, guint slice, guint slices)
{
  WalkPlan *plan = g_new0 (WalkPlan, 1);
  g_autofree char *path = g_strdup_printf ("/workflow/walk/%s/%s", name, kind);

  plan->walk = find_walk (name);
  plan->slice = slice;
  plan->slices = slices;
  g_assert_cmpuint (slice, <, slices);
  g_test_add_data_func_full (path, plan, run_test, g_free);
}

int
walk_main (int argc, char **argv, const char *kind, void (*test) (const WalkPlan *plan))
{
  int result;

  work_in_memory ();
  g_test_init (&argc, &argv, NULL);
  mado_secret_init_process ();
  g_assert_cmpint (argc, >=, 4);
  walk_test = test;
  desk_fixture_warm ();
  blank = desk_fixture_make_template ();
  for (int i = 3; i < argc; i++)
    add_test (argv[i], kind, (guint) atoi (argv[1]), (guint) atoi (argv[2]));
  result = g_test_run ();
  desk_fixture_remove (blank);
  g_free (blank);
  return result;
}
