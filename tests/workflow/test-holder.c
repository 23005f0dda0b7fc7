/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose card it is, and who comes for it.  The promises: nothing is done to a card whose
 * certificate bears another name, though the birth date agrees; a renewal that broke between the
 * two certificates goes on on a later day only after papers and person were looked at again. */
#include "config.h"

#include "desk-fixture.h"

#include "mado-case-fact.h"

#define RENEWAL_DAYS 1064 /* 2029-10-25, a Thursday; the last day is 2029-11-25 */
#define DAY_S (24 * 60 * 60)
#define CONFIRM 2 /* messages of a renewal from the card on: p10cr, certConf */

static char *issued_folder, *chosen_folder;

typedef struct
{
  DeskFixture fixture;
  MadoScenario *scenario;
  MadoRun *run;
  char *folder;
} Desk;

static void
open_desk (Desk *desk, const char *template_folder, const char *scenario, guint days_later)
{
  desk->folder = desk_fixture_copy (template_folder);
  desk->fixture.first_key = DESK_FIXTURE_KEYS;
  desk->fixture.days_later = days_later;
  desk->fixture.cases_before = 1;
  desk_fixture_open (&desk->fixture, desk->folder);
  desk->scenario = desk_fixture_scenario (scenario);
  desk->run = desk_fixture_start_procedure (&desk->fixture, desk->scenario->procedure);
}

static void
close_desk (Desk *desk)
{
  g_clear_object (&desk->run);
  g_clear_pointer (&desk->scenario, mado_scenario_free);
  desk_fixture_close (&desk->fixture);
  desk_fixture_remove (desk->folder);
  g_free (desk->folder);
}

static void
call (Desk *desk, const char *name)
{
  MadoFourItems *both[] = { desk->scenario->form, desk->scenario->register_items };

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_free (both[i]->name);
      both[i]->name = g_strdup (name);
    }
}

static gboolean
play (Desk *desk, const char *until)
{
  const MadoPlayerOptions options = { .sheet_is_there = TRUE, .until = until };
  gboolean done = mado_player_play (desk->run, desk->scenario, &options);

  g_test_message (
      "%s: %s", mado_run_get_state (desk->run)->name,
      mado_run_get_problem (desk->run) != NULL ? mado_run_get_problem (desk->run)->message : "");
  return done;
}

static const char *
row (const Desk *desk)
{
  return mado_run_get_state (desk->run)->name;
}

static guint
count (Desk *desk, const char *code, const char *outcome)
{
  return desk_fixture_count_events (&desk->fixture, code, outcome, NULL);
}

/* --- another name, the same birth date --- */

/* clang-format off */
static const struct { const char *scenario; guint days_later; const char *row; } strangers[] = {
  { "reset-password",    28,           "card"         },
  { "change-password",   28,           "card"         },
  { "copy-takahashi",    28,           "card"         },
  { "erase-takahashi",   28,           "card"         },
  { "status-takahashi",  28,           "card-trouble" }, /* goes on without the card */
  { "renew-takahashi",   RENEWAL_DAYS, "card"         },
  { "reissue-takahashi", 28,           "card"         },
};
/* clang-format on */

static void
test_stranger (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      Desk desk = { 0 };
      MadoSimCounters counters;

      open_desk (&desk, issued_folder, strangers[i].scenario, strangers[i].days_later);
      mado_sim_card_reset_counters (desk.fixture.card);
      call (&desk, "山田　一郎");
      g_assert_false (play (&desk, NULL));
      g_assert_cmpstr (row (&desk), ==, strangers[i].row);
      g_assert_error (mado_run_get_problem (desk.run), MADO_CARD_ERROR,
                      MADO_CARD_ERROR_DIFFERENT_CARD);
      mado_sim_card_get_counters (desk.fixture.card, &counters);
      g_assert_cmpuint (counters.updates, ==, 0);
      close_desk (&desk);
    }
}

/* --- the same person in other letters --- */

/* clang-format off */
static const struct { gboolean chosen; const char *name; gboolean same; } written[] = {
  { FALSE, "髙橋　𠮷郎", TRUE  }, /* the certificate has 高橋　吉郎 */
  { FALSE, "高橋吉郎",   TRUE  },
  { FALSE, "髙橋　吉朗", FALSE },
  { FALSE, "高橋　吉",   FALSE },
  { TRUE,  "髙橋　𠮷郎", TRUE  }, /* a clerk gave ヨシ for 𠮷 */
  { TRUE,  "高橋　吉郎", TRUE  },
  { TRUE,  "高橋　義郎", TRUE  }, /* what stood there is not known */
  { TRUE,  "髙橋　𠮷朗", FALSE },
  { TRUE,  "山橋　𠮷郎", FALSE },
  { TRUE,  "髙橋　郎",   FALSE },
};
/* clang-format on */

static void
test_written (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (written); i++)
    {
      Desk desk = { 0 };

      g_test_message ("%s", written[i].name);
      open_desk (&desk, written[i].chosen ? chosen_folder : issued_folder, "reset-password", 28);
      call (&desk, written[i].name);
      play (&desk, "form");
      g_assert_cmpstr (row (&desk), ==, written[i].same ? "form" : "card");
      close_desk (&desk);
    }
}

/* --- who has another name now --- */

/* The certificate has ended, and the card stays: both names are compared by the clerk. */
static void
test_new_name (void)
{
  Desk desk = { 0 };
  g_autofree char *on_card = NULL;

  open_desk (&desk, issued_folder, "takahashi", RENEWAL_DAYS + 98);
  call (&desk, "山田　𠮷郎");
  play (&desk, "identity");
  g_assert_null (mado_run_get_problem (desk.run));
  play (&desk, "compare");
  g_assert_cmpstr (row (&desk), ==, "compare");
  g_assert_cmpstr (mado_case_get_fact (mado_run_get_case (desk.run), MADO_FACT_ANSWERED), ==,
                   "CARD_NAME");
  g_assert_cmpuint (count (&desk, "issue.card", "ok"), ==, 3); /* one is of the case before */
  g_assert_true (play (&desk, NULL));
  on_card = desk_fixture_serial_on_card (&desk.fixture);
  g_assert_cmpstr (on_card, ==, mado_run_get_case (desk.run)->serial);
  close_desk (&desk);
}

/* --- a renewal that breaks between the two certificates --- */

/* @message: from now on, and all that follow */
static void
set_fault (Desk *desk, guint message, MadoFault fault)
{
  for (guint n = message; n <= 40; n++)
    mado_authority_set_fault (desk->fixture.authority, n, fault);
}

/* The confirmation arrives, its answer does not, and the authority stays away for a while. */
static void
break_off (Desk *desk)
{
  g_assert_false (play (desk, "receive"));
  set_fault (desk, CONFIRM, MADO_FAULT_SILENT_BEFORE);
  mado_authority_set_fault (desk->fixture.authority, CONFIRM, MADO_FAULT_SILENT_AFTER);
  g_assert_false (play (desk, NULL));
  g_assert_cmpstr (row (desk), ==, "ask");
  set_fault (desk, 1, MADO_FAULT_NONE);
}

static void
wait_idle (Desk *desk)
{
  while (mado_run_is_busy (desk->run, NULL))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_later_day (void)
{
  Desk desk = { 0 };
  g_autofree char *on_card = NULL;
  g_autofree char *in_force = NULL;

  open_desk (&desk, issued_folder, "renew-takahashi", RENEWAL_DAYS);
  break_off (&desk);
  mado_sim_clock_advance (MADO_SIM_CLOCK (desk.fixture.clock), DAY_S);
  mado_run_post (desk.run, MADO_OUTCOME_OK);
  wait_idle (&desk);
  g_assert_cmpstr (row (&desk), ==, "person-again");
  g_assert_error (mado_run_get_problem (desk.run), MADO_RUN_ERROR, MADO_RUN_ERROR_PERSON_AGAIN);
  g_assert_cmpuint (count (&desk, "renew.person-again", "ok"), ==, 0);
  mado_run_post (desk.run, MADO_OUTCOME_OK); /* nothing is ticked */
  wait_idle (&desk);
  g_assert_cmpstr (row (&desk), ==, "person-again");
  g_assert_error (mado_run_get_problem (desk.run), MADO_RUN_ERROR, MADO_RUN_ERROR_CHECKS);
  desk_fixture_assert_no_money (&desk.fixture);

  mado_case_set_check (mado_run_edit (desk.run), "person-again", TRUE);
  mado_run_post (desk.run, MADO_OUTCOME_OK);
  wait_idle (&desk);
  g_assert_cmpstr (row (&desk), ==, "fee");
  g_assert_true (play (&desk, NULL));
  g_assert_cmpuint (count (&desk, "renew.person-again", "ok"), ==, 1);
  g_assert_cmpuint (count (&desk, "renew.fee", "ok"), ==, 1);
  on_card = desk_fixture_serial_on_card (&desk.fixture);
  in_force = desk_fixture_serial_in_force (&desk.fixture);
  g_assert_cmpstr (on_card, ==, in_force);
  close_desk (&desk);
}

static void
test_same_day (void)
{
  Desk desk = { 0 };

  open_desk (&desk, issued_folder, "renew-takahashi", RENEWAL_DAYS);
  break_off (&desk);
  mado_run_post (desk.run, MADO_OUTCOME_OK);
  wait_idle (&desk);
  g_assert_cmpstr (row (&desk), ==, "fee");
  g_assert_cmpuint (count (&desk, "renew.person-again", NULL), ==, 0);
  close_desk (&desk);
}

/* --- the world before --- */

/* @kana: (nullable): given for 𠮷 instead of 吉 */
static char *
issue_first (const char *kana)
{
  g_autoptr (MadoScenario) scenario = desk_fixture_scenario ("takahashi");
  DeskFixture fixture = { 0 };
  char *folder = desk_fixture_make_template ();
  MadoRun *run;

  if (kana != NULL)
    {
      MadoScenarioChoice *choice = g_new0 (MadoScenarioChoice, 1);

      choice->position = 4;
      choice->text = g_strdup (kana);
      g_ptr_array_add (scenario->name_choices, choice);
    }
  desk_fixture_open (&fixture, folder);
  run = desk_fixture_start (&fixture);
  g_assert_true (mado_player_play (run, scenario, &(MadoPlayerOptions){ .sheet_is_there = TRUE }));
  g_object_unref (run);
  desk_fixture_close (&fixture);
  return folder;
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  mado_secret_init_process ();
  issued_folder = issue_first (NULL);
  chosen_folder = issue_first ("ヨシ");
  g_test_add_func ("/workflow/holder/stranger", test_stranger);
  g_test_add_func ("/workflow/holder/written", test_written);
  g_test_add_func ("/workflow/holder/new-name", test_new_name);
  g_test_add_func ("/workflow/holder/later-day", test_later_day);
  g_test_add_func ("/workflow/holder/same-day", test_same_day);
  result = g_test_run ();
  desk_fixture_remove (issued_folder);
  desk_fixture_remove (chosen_folder);
  g_free (issued_folder);
  g_free (chosen_folder);
  return result;
}
