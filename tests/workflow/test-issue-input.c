/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bad input: each gives its code, an event, and the case stays where it is */
#include "config.h"

#include "desk-fixture.h"

#include "mado-sim-card-personalise.h"

#include <stdlib.h>
#include <string.h>

static char *template_folder;

typedef struct
{
  DeskFixture fixture;
  MadoScenario *scenario;
  char *folder;
} Desk;

static void
open_desk (Desk *desk)
{
  desk->folder = desk_fixture_copy (template_folder);
  desk->scenario = desk_fixture_scenario ("takahashi");
  desk_fixture_open (&desk->fixture, desk->folder);
}

static void
close_desk (Desk *desk)
{
  desk_fixture_close (&desk->fixture);
  mado_scenario_free (desk->scenario);
  desk_fixture_remove (desk->folder);
  g_free (desk->folder);
}

/* Plays until the case ends or the first trouble shows. */
static gboolean
play (Desk *desk, MadoRun *run)
{
  const MadoPlayerOptions options = { .sheet_is_there = TRUE };

  return mado_player_play (run, desk->scenario, &options);
}

static void
assert_stopped (Desk *desk, MadoRun *run, const char *row, GQuark domain, int code)
{
  g_autofree char *reason = g_strdup_printf ("%s/%d", g_quark_to_string (domain), code);
  g_autofree char *event = g_strdup_printf ("issue.%s", row);

  g_assert_false (play (desk, run));
  g_assert_cmpstr (mado_run_get_state (run)->name, ==, row);
  g_assert_error (mado_run_get_problem (run), domain, code);
  g_assert_cmpuint (desk_fixture_count_events (&desk->fixture, event, NULL, reason), ==, 1);
  desk_fixture_assert_record (&desk->fixture);
}

/* --- cards --- */

/* clang-format off */
static const struct
{
  const char *name;
  MadoSimPersonalisation what;
  int code; /* MadoCardError */
} cards[] = {
  { "foreign",   { .without_applet = TRUE },                              MADO_CARD_ERROR_FOREIGN        },
  { "unknown",   { .token = "SOMEBODYELSESTOKEN" },                       MADO_CARD_ERROR_FOREIGN        },
  { "blank",     { .token = "" },                                         MADO_CARD_ERROR_BLANK          },
  { "my number", { .token = MADO_SIM_TOKEN_MY_NUMBER },                   MADO_CARD_ERROR_MY_NUMBER_CARD },
  { "terminated", { .life_cycle = 0x7F },                                 MADO_CARD_ERROR_TERMINATED     },
};

static const struct { MadoSimTrouble trouble; int code; } troubles[] = {
  { MADO_SIM_TROUBLE_UNRESPONSIVE, MADO_READER_ERROR_UNRESPONSIVE }, /* upside down */
  { MADO_SIM_TROUBLE_READER,       MADO_READER_ERROR_NO_READER    },
  { MADO_SIM_TROUBLE_SERVICE,      MADO_READER_ERROR_NO_SERVICE   },
};
/* clang-format on */

static void
test_cards (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      Desk desk = { 0 };
      g_autoptr (MadoSimCard) card = mado_sim_card_new_personalised (&cards[i].what);
      g_autoptr (MadoRun) run = NULL;

      g_test_message ("%s", cards[i].name);
      open_desk (&desk);
      mado_sim_reader_insert (desk.fixture.reader, card);
      run = desk_fixture_start (&desk.fixture);
      assert_stopped (&desk, run, "card", MADO_CARD_ERROR, cards[i].code);
      mado_sim_reader_insert (desk.fixture.reader, desk.fixture.card); /* the right one */
      g_assert_true (
          play (&desk, run)
          || mado_player_play (run, desk.scenario, &(MadoPlayerOptions){ .retries = 2 }));
      desk_fixture_assert_issued (&desk.fixture);
      g_clear_object (&run);
      close_desk (&desk);
    }
}

static void
test_reader (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      Desk desk = { 0 };
      g_autoptr (MadoRun) run = NULL;

      open_desk (&desk);
      mado_sim_reader_set_trouble (desk.fixture.reader, troubles[i].trouble);
      run = desk_fixture_start (&desk.fixture);
      assert_stopped (&desk, run, "card", MADO_READER_ERROR, troubles[i].code);
      g_clear_object (&run);
      close_desk (&desk);
    }
}

/* --- people --- */

static void
test_open_case (void)
{
  Desk desk = { 0 };
  g_autoptr (MadoRun) first = NULL;
  g_autoptr (MadoRun) second = NULL;

  open_desk (&desk);
  mado_sim_reader_remove (desk.fixture.reader);
  first = desk_fixture_start (&desk.fixture);
  assert_stopped (&desk, first, "card", MADO_READER_ERROR, MADO_READER_ERROR_NO_CARD);
  second = desk_fixture_start (&desk.fixture);
  assert_stopped (&desk, second, "reception", MADO_RUN_ERROR, MADO_RUN_ERROR_OPEN_CASE);
  g_clear_object (&first);
  g_clear_object (&second);
  close_desk (&desk);
}

static void
test_live_certificate (void)
{
  Desk desk = { 0 };
  g_autoptr (MadoRun) first = NULL;
  g_autoptr (MadoRun) second = NULL;

  open_desk (&desk);
  first = desk_fixture_start (&desk.fixture);
  g_assert_true (play (&desk, first));
  second = desk_fixture_start (&desk.fixture);
  assert_stopped (&desk, second, "reception", MADO_RUN_ERROR, MADO_RUN_ERROR_LIVE);
  g_clear_object (&first);
  g_clear_object (&second);
  close_desk (&desk);
}

static void
test_not_in_register (void)
{
  Desk desk = { 0 };
  g_autoptr (MadoRun) run = NULL;

  open_desk (&desk);
  run = desk_fixture_start (&desk.fixture);
  mado_case_set_check (mado_run_edit (run), "not-in-register", TRUE);
  g_assert_nonnull (mado_matrix_check_label (mado_run_get_matrix (run), "not-in-register"));
  assert_stopped (&desk, run, "reception", MADO_RUN_ERROR, MADO_RUN_ERROR_RULES);
  g_assert_true (mado_decision_has (mado_run_get_decision (run), MADO_REASON_NOT_RESIDENT));
  g_clear_object (&run);
  close_desk (&desk);
}

/* --- names, dates, addresses --- */

static char *
repeat (const char *text, guint n)
{
  GString *string = g_string_new (NULL);

  while (n-- > 0)
    g_string_append (string, text);
  return g_string_free (string, FALSE);
}

typedef struct
{
  const char *name; /* nullable: the scenario's */
  guint n_address;  /* characters; 0: the scenario's */
  MadoWareki birth; /* era 0: the scenario's */
  gboolean held;
} Person;

/* clang-format off */
static const struct { const char *label; Person person; } people[] = {
  { "29 February birth",         { .birth = { MADO_ERA_SHOWA,  1980, 2, 29 }, .held = TRUE } },
  { "no such day",               { .birth = { MADO_ERA_SHOWA,  1981, 2, 29 }               } },
  { "last day of an era",        { .birth = { MADO_ERA_SHOWA,  1989, 1,  7 }, .held = TRUE } },
  { "first day of an era",       { .birth = { MADO_ERA_HEISEI, 1989, 1,  8 }, .held = TRUE } },
  { "era that had ended",        { .birth = { MADO_ERA_SHOWA,  1989, 1,  8 }               } },
  { "era that had not begun",    { .birth = { MADO_ERA_HEISEI, 1989, 1,  7 }               } },
  { "last day of Taisho",        { .birth = { MADO_ERA_TAISHO, 1926, 12, 24 }, .held = TRUE } },
  { "first day of Showa",        { .birth = { MADO_ERA_SHOWA,  1926, 12, 25 }, .held = TRUE } },
  { "address of 200 characters", { .n_address = 200, .held = TRUE                          } },
  { "address of 201 characters", { .n_address = 201                                        } },
};
/* clang-format on */

static void
become (MadoFourItems **items, const Person *person)
{
  if (person->n_address > 0)
    {
      g_free ((*items)->address);
      (*items)->address = repeat ("東", person->n_address);
    }
  if (person->birth.year > 0)
    (*items)->birth = person->birth;
}

static void
test_people (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      Desk desk = { 0 };
      g_autoptr (MadoRun) run = NULL;

      g_test_message ("%s", people[i].label);
      open_desk (&desk);
      become (&desk.scenario->form, &people[i].person);
      become (&desk.scenario->register_items, &people[i].person);
      run = desk_fixture_start (&desk.fixture);
      if (people[i].person.held)
        {
          g_assert_true (play (&desk, run));
          desk_fixture_assert_issued (&desk.fixture);
        }
      else
        assert_stopped (&desk, run, "reception", MADO_RUN_ERROR, MADO_RUN_ERROR_INCOMPLETE);
      g_clear_object (&run);
      close_desk (&desk);
    }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  mado_secret_init_process ();
  template_folder = desk_fixture_make_template ();
  g_test_add_func ("/workflow/issue/input/cards", test_cards);
  g_test_add_func ("/workflow/issue/input/reader", test_reader);
  g_test_add_func ("/workflow/issue/input/open-case", test_open_case);
  g_test_add_func ("/workflow/issue/input/live-certificate", test_live_certificate);
  g_test_add_func ("/workflow/issue/input/not-in-register", test_not_in_register);
  g_test_add_func ("/workflow/issue/input/people", test_people);
  result = g_test_run ();
  desk_fixture_remove (template_folder);
  g_free (template_folder);
  return result;
}
