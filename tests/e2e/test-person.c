/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One person has one certificate (LAW 6) with the built programs, whether or not a blank was typed;
 * two people who look like one both get theirs.  Judged by sqlite3 in the books of desk and CA.
 * The tests build on each other: they run in this order, at one desk. */
#include "config.h"

#include "training-fixture.h"
#include "training-judges.h"
#include "training-play.h"

#include <string.h>

#define DESK "desk.db"
#define CA "ca/authority.db"
#define IN_FORCE "SELECT count (*) FROM certificate WHERE state = 'active'"

/* The scenario with the name and the reading of takahashi.ini written without a blank. */
static char *
blankless (const char *scenario)
{
  g_autofree char *file = g_strconcat (scenario, ".ini", NULL);
  g_autofree char *from
      = g_build_filename (g_getenv ("MADO_SOURCE_DIR"), "tests/scenarios", file, NULL);
  g_autofree char *text = NULL;
  char *path = training_fixture_file ("blankless.ini");
  GString *changed;

  g_assert_true (g_file_get_contents (from, &text, NULL, NULL));
  changed = g_string_new (text);
  g_assert_cmpuint (g_string_replace (changed, "髙橋　𠮷郎", "髙橋𠮷郎", 0), ==, 1);
  g_assert_cmpuint (g_string_replace (changed, "タカハシ　ヨシロウ", "タカハシヨシロウ", 0), ==, 1);
  g_assert_true (g_file_set_contents (path, changed->str, -1, NULL));
  g_string_free (changed, TRUE);
  return path;
}

static char *
play (const char *path, int status)
{
  g_autofree char *program = training_fixture_program ("madoguchictl");
  g_autofree char *password = training_fixture_desk ("sato.password");
  const char *const argv[]
      = { program, "play", path, "--operator=sato", "--password-file", password, NULL };

  return training_fixture_run (status, argv);
}

static void
test_issue (void)
{
  g_autofree char *said = training_play ("takahashi", "", NULL);

  judge_expect (said, " done");
  judge_answer (CA, IN_FORCE, "1");
}

static void
test_second (void)
{
  g_autofree char *path = blankless ("takahashi");
  g_autofree char *said = NULL;

  training_play_new_card ("second");
  said = play (path, 1);
  judge_expect (said, "stopped at \"reception\"");
  judge_expect (said, "certificate in force");
  judge_answer (CA, IN_FORCE, "1");
}

static void
test_namesake (void)
{
  g_autofree char *said = training_play ("namesake", "", NULL);

  judge_expect (said, " done");
  judge_answer (CA, IN_FORCE, "2");
  judge_answer (DESK, "SELECT value FROM case_fact WHERE name = 'answered'", "NAMESAKE");
  judge_answer (DESK, "SELECT value FROM case_fact WHERE name = 'namesakes'",
                "髙橋　𠮷郎（東京都窓口市中央一丁目１２－７－２０２）");
}

/* The card was lost: its certificate ends, the namesake's does not. */
static void
test_lost (void)
{
  g_autofree char *path = blankless ("report-takahashi");
  g_autofree char *said = play (path, 0);

  judge_expect (said, " done");
  judge_answer (CA, IN_FORCE, "1");
  judge_answer (DESK,
                "SELECT p.name FROM certificate AS t JOIN case_person AS p USING (case_id) "
                "WHERE t.state = 'confirmed' AND p.source = 'form'",
                "高橋　良郎");
}

int
main (int argc, char **argv)
{
  int result;

  training_fixture_enter (argv, NULL);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/e2e/person/issue", test_issue);
  g_test_add_func ("/e2e/person/second", test_second);
  g_test_add_func ("/e2e/person/namesake", test_namesake);
  g_test_add_func ("/e2e/person/lost", test_lost);
  result = g_test_run ();
  training_fixture_leave ();
  return result;
}
