/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scenario files: what is read, and what is refused with its reason */
#include "config.h"

#include "mado-scenario.h"

#include <string.h>

#define PERSON                                                                                                     \
  "[applicant]\nname = 山田　一郎\nkana = ﾔﾏﾀﾞ ｲﾁﾛｳ\nbirth = S31/8/2\nsex = male\naddress = " \
  "東京都窓口市1-2\n"
#define PASSWORD "[password]\ntext = ABCD\n"

static MadoScenario *
read_text (const char *text, GError **error)
{
  return mado_scenario_new_from_text (text, strlen (text), error);
}

static void
test_whole (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoScenario) scenario = read_text (
      PERSON "[register]\naddress = 東京都窓口市１丁目２番\n[card]\nphoto = false\n"
             "expires = 2030-01-31\n[documents]\nA01 = 2031-03-01 checked\nB01 = none\n"
             "[choices]\nname-2 = ダ\naddress-10 = カ\n" PASSWORD,
      &error);
  const MadoScenarioPaper *paper;
  const MadoScenarioChoice *choice;

  g_assert_no_error (error);
  g_assert_cmpstr (scenario->form->kana, ==, "ヤマダ　イチロウ");
  g_assert_cmpint (scenario->form->birth.year, ==, 1956);
  g_assert_cmpint (scenario->form->birth.era, ==, MADO_ERA_SHOWA);
  g_assert_cmpstr (scenario->register_items->name, ==, scenario->form->name);
  g_assert_cmpstr (scenario->register_items->address, !=, scenario->form->address);
  g_assert_false (scenario->card_photo);
  g_assert_cmpuint (scenario->card_expires_on, ==, 20300131);
  g_assert_cmpuint (scenario->papers->len, ==, 2);
  paper = g_ptr_array_index (scenario->papers, 0);
  g_assert_cmpuint (paper->valid_to, ==, 20310301);
  g_assert_true (paper->machine_checked);
  paper = g_ptr_array_index (scenario->papers, 1);
  g_assert_cmpuint (paper->valid_to, ==, 0);
  g_assert_false (paper->machine_checked);
  choice = g_ptr_array_index (scenario->name_choices, 0);
  g_assert_cmpuint (choice->position, ==, 2);
  choice = g_ptr_array_index (scenario->address_choices, 0);
  g_assert_cmpuint (choice->position, ==, 10);
  g_assert_cmpuint (mado_secret_get_length (scenario->password), ==, 4);
}

static void
test_procedure (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoScenario) scenario = read_text (
      PERSON "[procedure]\nname = revoke\n[facts]\nkind = V1\ncard-brought = 1\n"
             "[agent]\ncomes = proxy\nname = 山田　花子\nrelation = 妻\nbirth = 1960-02-29\n"
             "[agent-documents]\nA01 = none\n[password]\ntext = ABCD\nold = WXYZ9\n"
             "[second]\noperator = yamamoto\npassword = windows-2\n",
      &error);

  g_assert_no_error (error);
  g_assert_cmpstr (scenario->procedure, ==, "revoke");
  g_assert_cmpstr (g_hash_table_lookup (scenario->facts, "kind"), ==, "V1");
  g_assert_cmpuint (g_hash_table_size (scenario->facts), ==, 2);
  g_assert_cmpint (scenario->comes, ==, MADO_SCENARIO_PROXY);
  g_assert_cmpstr (scenario->agent->relation, ==, "妻");
  g_assert_cmpstr (scenario->agent->phone, ==, "");
  g_assert_cmpuint (scenario->agent->birth, ==, 19600229);
  g_assert_true (((MadoScenarioPaper *) g_ptr_array_index (scenario->papers, 0))->of_agent);
  g_assert_cmpuint (mado_secret_get_length (scenario->password), ==, 4);
  g_assert_cmpuint (mado_secret_get_length (scenario->old_password), ==, 5);
  g_assert_cmpstr (scenario->second, ==, "yamamoto");
  g_assert_cmpuint (mado_secret_get_length (scenario->second_password), ==, 9);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    MadoScenarioError code;
  } cases[] = {
    { "", MADO_SCENARIO_ERROR_SYNTAX },
    { "[applicant\n", MADO_SCENARIO_ERROR_SYNTAX },
    { "[applicant]\nname = \xff\n", MADO_SCENARIO_ERROR_SYNTAX },
    { PERSON, MADO_SCENARIO_ERROR_VALUE }, /* no password */
    { PERSON PASSWORD "[second]\noperator = a\n", MADO_SCENARIO_ERROR_VALUE },
    { PERSON PASSWORD "[second]\npassword = a\n", MADO_SCENARIO_ERROR_VALUE },
    { "[applicant]\nname = A\n" PASSWORD, MADO_SCENARIO_ERROR_VALUE }, /* no address */
    { "[applicant]\nname = A\naddress = B\nbirth = 55.2.17\nsex = 1\n" PASSWORD,
      MADO_SCENARIO_ERROR_VALUE },
    { "[applicant]\nname = A\naddress = B\nbirth = S55.2.17\nsex = x\n" PASSWORD,
      MADO_SCENARIO_ERROR_VALUE },
    { PERSON PASSWORD "[documents]\nA01 = 2031-02-29\n", MADO_SCENARIO_ERROR_VALUE },
    { PERSON PASSWORD "[card]\nexpires = soon\n", MADO_SCENARIO_ERROR_VALUE },
    { PERSON PASSWORD "[choices]\nname-0 = A\n", MADO_SCENARIO_ERROR_VALUE },
    { PERSON PASSWORD "[choices]\nother-1 = A\n", MADO_SCENARIO_ERROR_VALUE },
    { PERSON PASSWORD "[words]\nform = wait\n", MADO_SCENARIO_ERROR_VALUE },
    { PERSON PASSWORD "[words]\nform = refuse\n", MADO_SCENARIO_ERROR_VALUE }, /* why? */
    { PERSON PASSWORD "[words]\nform =\n", MADO_SCENARIO_ERROR_VALUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("case %u", (guint) i);
      g_assert_null (read_text (cases[i].text, &error));
      g_assert_error (error, MADO_SCENARIO_ERROR, (int) cases[i].code);
    }
}

/* What the clerk says besides "next", and where the case ends. */
static void
test_words (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoScenario) plain = read_text (PERSON PASSWORD, &error);
  g_autoptr (MadoScenario) scenario = read_text (
      PERSON PASSWORD "[words]\nform = park CA_STOPPED\ncompare = withdraw\n[end]\nrow = parked\n",
      &error);
  const MadoScenarioSaid *said;

  g_assert_no_error (error);
  g_assert_cmpstr (plain->end, ==, "done");
  g_assert_cmpuint (g_hash_table_size (plain->words), ==, 0);
  g_assert_cmpstr (scenario->end, ==, "parked");
  said = g_hash_table_lookup (scenario->words, "form");
  g_assert_cmpint (said->word, ==, MADO_SCENARIO_PARK);
  g_assert_cmpstr (said->reason, ==, "CA_STOPPED");
  said = g_hash_table_lookup (scenario->words, "compare");
  g_assert_cmpint (said->word, ==, MADO_SCENARIO_WITHDRAW);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/scenario/whole", test_whole);
  g_test_add_func ("/sim/scenario/procedure", test_procedure);
  g_test_add_func ("/sim/scenario/words", test_words);
  g_test_add_func ("/sim/scenario/refused", test_refused);
  return g_test_run ();
}
