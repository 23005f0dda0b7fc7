/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One person has one certificate (LAW 6), however blanks were typed; two people who look like one
 * both get theirs, after the clerk has compared them. */
#include "config.h"

#include "changes-fixture.h"

#include "desk-template.h"
#include "mado-case-fact.h"
#include "mado-warning.h"

#include <string.h>

/* Of the scenario "takahashi", and of somebody else born that day. */
#define NAME "髙橋　𠮷郎"
#define KANA "タカハシ　ヨシロウ"
#define BIRTH 19800217
#define BLANKLESS_NAME "髙橋𠮷郎"
#define BLANKLESS_KANA "タカハシヨシロウ"
#define OTHER "高橋　良郎"
#define YEAR_S (365 * 24 * 60 * 60)

static void
set_person (MadoFourItems *items, const char *name, const char *kana)
{
  g_free (items->name);
  g_free (items->kana);
  items->name = g_strdup (name);
  items->kana = g_strdup (kana);
}

static MadoScenario *
scenario_of (const char *file, const char *name, const char *kana)
{
  MadoScenario *scenario = desk_fixture_scenario (file);

  set_person (scenario->form, name, kana);
  set_person (scenario->register_items, name, kana);
  return scenario;
}

static gboolean
play (MadoRun *run, const MadoScenario *scenario)
{
  return mado_player_play (run, scenario, &(MadoPlayerOptions){ .sheet_is_there = TRUE });
}

static void
issue (Service *self)
{
  g_autoptr (MadoScenario) scenario = desk_fixture_scenario ("takahashi");
  g_autoptr (MadoRun) run = desk_fixture_start (&self->fixture);

  g_assert_true (play (run, scenario));
  desk_fixture_assert_issued (&self->fixture);
}

static void
assert_stopped (Service *self, const char *name, const char *kana, MadoRunError code)
{
  g_autoptr (MadoScenario) scenario = scenario_of ("takahashi", name, kana);
  g_autoptr (MadoRun) run = desk_fixture_start (&self->fixture);

  g_test_message ("%s, %s", name, kana);
  g_assert_false (play (run, scenario));
  g_assert_cmpstr (mado_run_get_state (run)->name, ==, "reception");
  g_assert_error (mado_run_get_problem (run), MADO_RUN_ERROR, (int) code);
  mado_run_post (run, MADO_OUTCOME_CANCEL);
  while (mado_run_is_busy (run, NULL))
    g_main_context_iteration (NULL, TRUE);
}

/* --- the same person --- */

/* clang-format off */
static const struct { const char *name, *kana; } typed[] = {
  { NAME,           KANA                },
  { BLANKLESS_NAME, BLANKLESS_KANA      },
  { NAME,           BLANKLESS_KANA      },
  { BLANKLESS_NAME, KANA                },
  { "高橋吉郎",     KANA                }, /* as the certificate spells it */
  { NAME,           "タカハシ　キチロウ" }, /* the reading is no part of the four items */
};
/* clang-format on */

static void
test_live (Service *self, gconstpointer data)
{
  issue (self);
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    assert_stopped (self, typed[i].name, typed[i].kana, MADO_RUN_ERROR_LIVE);
}

static void
test_open (Service *self, gconstpointer data)
{
  service_add_cases (self, 1, "renew", NAME, KANA, BIRTH);
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    assert_stopped (self, typed[i].name, typed[i].kana, MADO_RUN_ERROR_OPEN_CASE);
}

/* The reception typed another name; the form is corrected when it is checked. */
static void
test_corrected (Service *self, gconstpointer data)
{
  const MadoPlayerOptions until_form = { .sheet_is_there = TRUE, .until = "form" };
  g_autoptr (MadoScenario) mistyped = scenario_of ("takahashi", "山田　太郎", "ヤマダ　タロウ");
  g_autoptr (MadoScenario) right = scenario_of ("takahashi", BLANKLESS_NAME, BLANKLESS_KANA);
  g_autoptr (MadoRun) run = NULL;

  service_add_certificate (self, service_add_cases (self, 1, "issue", NAME, KANA, BIRTH), "A1",
                           DESK_TEMPLATE_NOW + YEAR_S);
  run = desk_fixture_start (&self->fixture);
  mado_player_play (run, mistyped, &until_form);
  g_assert_cmpstr (mado_run_get_state (run)->name, ==, "form");
  set_person (mado_run_edit (run)->form, BLANKLESS_NAME, BLANKLESS_KANA);
  g_assert_false (play (run, right));
  g_assert_cmpstr (mado_run_get_state (run)->name, ==, "form");
  g_assert_error (mado_run_get_problem (run), MADO_RUN_ERROR, MADO_RUN_ERROR_OPEN_CASE);
}

/* The card is lost, and with it what is written on it: the desk's own record is asked. */
static void
test_report (Service *self, gconstpointer data)
{
  g_autoptr (MadoScenario) scenario
      = scenario_of ("report-takahashi", BLANKLESS_NAME, BLANKLESS_KANA);
  g_autoptr (MadoRun) run = NULL;
  g_autofree char *serial = NULL;

  issue (self);
  run = desk_fixture_start_procedure (&self->fixture, "report");
  g_assert_true (play (run, scenario));
  serial = desk_fixture_serial_in_force (&self->fixture);
  g_assert_null (serial);
}

static void
test_import (Service *self, gconstpointer data)
{
  g_autoptr (MadoFourItems) items = service_person (BLANKLESS_NAME, BLANKLESS_KANA, BIRTH);
  g_autoptr (MadoImport) imported = NULL;
  guint counts[MADO_N_CHANGE_REVOCATION_STATES];
  g_autoptr (GPtrArray) rows = NULL;

  service_add_certificate (self, service_add_cases (self, 1, "issue", NAME, KANA, BIRTH), "A1",
                           DESK_TEMPLATE_NOW + YEAR_S);
  imported = changes_import_of (self, "死亡", BLANKLESS_NAME, items);
  g_assert_cmpuint (imported->n_certificates, ==, 1);
  g_assert_cmpuint (imported->n_cases, ==, 1);
  rows = changes_list_revocations (self, -1, counts);
  g_assert_cmpuint (counts[MADO_CHANGE_REVOCATION_PENDING], ==, 1);
  g_assert_cmpuint (counts[MADO_CHANGE_REVOCATION_DOUBTFUL], ==, 0);
}

/* --- a namesake --- */

static void
add_namesake (Service *self)
{
  service_add_certificate (self, service_add_cases (self, 2, "issue", OTHER, KANA, BIRTH), "0A",
                           DESK_TEMPLATE_NOW + YEAR_S);
}

/* Both are shown, the clerk answers, the case goes on to its end. */
static void
test_namesake (Service *self, gconstpointer data)
{
  static const char *const personal[] = { OTHER, "ヨシロウ", NULL };
  const MadoFinding finding = { .reason = MADO_REASON_NAMESAKE };
  g_autoptr (MadoScenario) scenario = desk_fixture_scenario ("takahashi");
  g_autoptr (MadoRun) run = NULL;
  g_autofree char *shown = NULL;
  const MadoCase *work;

  add_namesake (self);
  run = desk_fixture_start (&self->fixture);
  g_assert_true (play (run, scenario));
  work = mado_run_get_case (run);
  g_assert_cmpstr (mado_case_get_fact (work, MADO_FACT_ANSWERED), ==, "NAMESAKE");
  g_assert_cmpuint (desk_fixture_count_events (&self->fixture, "issue.identity", "denied", NULL),
                    ==, 1);
  shown = mado_warning_detail (work, &finding);
  g_assert_true (g_str_has_prefix (shown, NAME "（東京都窓口市中央"));
  g_assert_nonnull (strstr (shown, OTHER "（"));
  g_assert_null (strstr (strstr (shown, OTHER) + 1, OTHER)); /* two cases, but one person */
  service_assert_not_recorded (self, personal);
}

/* Who left has no case any more, and nobody is asked. */
static void
test_nobody (Service *self, gconstpointer data)
{
  g_autoptr (MadoScenario) scenario = desk_fixture_scenario ("takahashi");
  g_autoptr (MadoRun) run = NULL;

  service_add_cases (self, 1, "issue", OTHER, "タカハシ　リョウロウ", BIRTH);
  service_add_cases (self, 1, "issue", OTHER, KANA, BIRTH + 1);
  run = desk_fixture_start (&self->fixture);
  g_assert_true (play (run, scenario));
  g_assert_null (mado_case_get_fact (mado_run_get_case (run), MADO_FACT_NAMESAKES));
  g_assert_null (mado_case_get_fact (mado_run_get_case (run), MADO_FACT_ANSWERED));
}

/* The lost card's certificate is not the namesake's. */
static void
test_report_of_namesake (Service *self, gconstpointer data)
{
  g_autoptr (MadoScenario) scenario = desk_fixture_scenario ("report-takahashi");
  g_autoptr (MadoRun) run = NULL;

  add_namesake (self);
  run = desk_fixture_start_procedure (&self->fixture, "report");
  g_assert_false (play (run, scenario));
  g_assert_cmpstr (mado_run_get_state (run)->name, ==, "not-found");
  g_assert_error (mado_run_get_problem (run), MADO_RUN_ERROR, MADO_RUN_ERROR_NO_CERTIFICATE);
}

/* A change of the one does not end the other's certificate before somebody has compared. */
static void
test_import_of_namesake (Service *self, gconstpointer data)
{
  g_autoptr (MadoFourItems) items = service_person (NAME, BLANKLESS_KANA, BIRTH);
  g_autoptr (MadoImport) imported = NULL;
  guint counts[MADO_N_CHANGE_REVOCATION_STATES];
  g_autoptr (GPtrArray) rows = NULL;

  add_namesake (self);
  imported = changes_import_of (self, "死亡", NAME, items);
  g_assert_cmpuint (imported->n_certificates, ==, 1);
  rows = changes_list_revocations (self, -1, counts);
  g_assert_cmpuint (counts[MADO_CHANGE_REVOCATION_PENDING], ==, 0);
  g_assert_cmpuint (counts[MADO_CHANGE_REVOCATION_DOUBTFUL], ==, 1);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/workflow/person/" path, Service, NULL, service_set_up, func, service_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  service_begin ();
  ADD ("live", test_live);
  ADD ("open", test_open);
  ADD ("corrected", test_corrected);
  ADD ("report", test_report);
  ADD ("import", test_import);
  ADD ("namesake", test_namesake);
  ADD ("nobody", test_nobody);
  ADD ("report-of-namesake", test_report_of_namesake);
  ADD ("import-of-namesake", test_import_of_namesake);
  return service_end (g_test_run ());
}
