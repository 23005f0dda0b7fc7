/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "visit-fixture.h"

#include "desk-template.h"

#include "mado-player-letter.h"

#define RETRIES 3

void
visit_begin (Visit *visit, Service *service, const char *scenario)
{
  g_autoptr (GError) error = NULL;

  visit->service = service;
  visit->scenario = desk_fixture_scenario (scenario);
  if (visit->scenario->second != NULL)
    {
      g_free (visit->scenario->second);
      mado_secret_unref (visit->scenario->second_password);
      visit->scenario->second = g_strdup (DESK_TEMPLATE_SUPERVISOR);
      visit->scenario->second_password = desk_template_password ();
    }
  if (visit->scenario->letter)
    visit->letter = mado_player_send_letter (service->fixture.desk, visit->scenario, &error);
  g_assert_no_error (error);
}

void
visit_end (Visit *visit)
{
  mado_scenario_free (visit->scenario);
  g_free (visit->letter);
}

MadoRun *
visit_start (Visit *visit)
{
  return desk_fixture_start_procedure (&visit->service->fixture, visit->scenario->procedure);
}

static void
tell (MadoRun *run, gpointer data)
{
  const GError *problem = mado_run_get_problem (run);
  const MadoDecision *decision = problem != NULL ? mado_run_get_decision (run) : NULL;
  const MadoFinding *why = decision != NULL ? mado_decision_main_reason (decision) : NULL;

  g_test_message ("%s %s %s", mado_run_get_state (run)->name,
                  problem != NULL ? problem->message : "",
                  why != NULL ? mado_reason_get (why->reason)->code : "");
}

gboolean
visit_play_until (Visit *visit, MadoRun *run, const char *until)
{
  const MadoPlayerOptions options
      = { .tell = tell, .letter = visit->letter, .until = until, .sheet_is_there = TRUE };

  return mado_player_play (run, visit->scenario, &options);
}

gboolean
visit_play (Visit *visit, MadoRun *run)
{
  return visit_play_until (visit, run, NULL);
}

void
visit_post (MadoRun *run, MadoOutcome outcome)
{
  mado_run_post (run, outcome);
  while (mado_run_is_busy (run, NULL))
    g_main_context_iteration (NULL, TRUE);
}

MadoInquiryView *
visit_look (Visit *visit)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MadoInquiryView *view;

  mado_desk_find_inquiry_async (visit->service->fixture.desk, visit->letter, NULL, service_ready_cb,
                                &result);
  view = mado_desk_find_inquiry_finish (visit->service->fixture.desk, service_wait (&result),
                                        &error);
  g_assert_no_error (error);
  return view;
}

void
visit_assert_state (Visit *visit, MadoLetterState state)
{
  g_autoptr (MadoInquiryView) view = visit_look (visit);

  g_assert_cmpint (view->inquiry->state, ==, state);
}

guint
visit_count (Visit *visit, const char *code, const char *outcome, const char *reason)
{
  return desk_fixture_count_events (&visit->service->fixture, code, outcome, reason);
}

/* --- one case --- */

void
desk_set_up (Desk *desk, gconstpointer data)
{
  service_set_up (&desk->service, NULL);
  desk->scenario = desk_fixture_scenario ("takahashi");
  desk->run = desk_fixture_start (&desk->service.fixture);
}

void
desk_tear_down (Desk *desk, gconstpointer data)
{
  g_clear_object (&desk->run);
  mado_scenario_free (desk->scenario);
  service_tear_down (&desk->service, NULL);
}

void
desk_restart (Desk *desk)
{
  g_clear_object (&desk->run);
  service_restart (&desk->service);
  desk->run = desk_fixture_running (&desk->service.fixture);
  g_assert_nonnull (desk->run);
}

const char *
desk_row (const Desk *desk)
{
  return mado_run_get_state (desk->run)->name;
}

gboolean
desk_play (Desk *desk, const char *until)
{
  const MadoPlayerOptions options = { .retries = RETRIES, .sheet_is_there = TRUE, .until = until };

  return mado_player_play (desk->run, desk->scenario, &options);
}

void
desk_wait_for (Desk *desk, const char *name)
{
  while (mado_run_is_busy (desk->run, NULL) || g_strcmp0 (desk_row (desk), name) != 0)
    g_main_context_iteration (NULL, TRUE);
}

void
desk_post (Desk *desk, MadoOutcome outcome)
{
  mado_run_post (desk->run, outcome);
  while (mado_run_is_busy (desk->run, NULL))
    g_main_context_iteration (NULL, TRUE);
}

void
desk_wait_idle (Desk *desk)
{
  while (mado_run_is_busy (desk->run, NULL))
    g_main_context_iteration (NULL, TRUE);
}

guint
desk_count (Desk *desk, const char *code, const char *outcome)
{
  return desk_fixture_count_events (&desk->service.fixture, code, outcome, NULL);
}
