/* SPDX-License-Identifier: GPL-3.0-or-later */
/* promise of the second visit: a letter serves one application, shown in time by whom it names and
 * confirmed by a second person; whatever fails before leaves no certificate, no fee, and the letter
 * as it was.  Sources: REG 5(1), 6(1); domain.md 1.10, 3.3, 3.4, 9 #5, #6, #11. */
#include "config.h"

#include "visit-fixture.h"

#include "mado-case-fact.h"
#include "mado-reply.h"
#include "mado-warning.h"

#define DAY_S (24 * 60 * 60)

/* --- to the end --- */

static void
test_proxy (Service *self, gconstpointer data)
{
  static const char *const personal[] = { "山田", "ヤマダ", "花子", "MADO2026", NULL };
  Visit visit = { 0 };
  g_autoptr (MadoRun) run = NULL;
  g_autoptr (MadoInquiryView) view = NULL;

  visit_begin (&visit, self, "issue-proxy");
  run = visit_start (&visit);
  g_assert_true (visit_play (&visit, run));
  desk_fixture_assert_issued (&self->fixture);
  view = visit_look (&visit);
  g_assert_cmpint (view->inquiry->state, ==, MADO_LETTER_CONSUMED);
  g_assert_cmpint (view->inquiry->case_id, ==, mado_run_get_case (run)->case_id);
  for (guint i = 0; i < MADO_N_LETTER_CHECKS; i++)
    {
      gboolean asked = mado_reply_applies (mado_run_get_case (run), (MadoLetterCheck) i);

      g_assert_cmpint (view->checks[i].answer, ==,
                       asked ? MADO_LETTER_PASSED : MADO_LETTER_UNCHECKED);
      g_assert_cmpstr (view->checks[i].checked_by, ==, asked ? "sato" : NULL);
    }
  for (guint i = 0; i < MADO_N_SLIP_DEEDS; i++)
    g_assert_cmpint (view->deeds[i], !=, 0);
  g_assert_cmpuint (visit_count (&visit, "inquiry.consume", "ok", NULL), ==, 1);
  g_assert_cmpuint (visit_count (&visit, "inquiry.slip", "ok", NULL), ==, MADO_N_SLIP_DEEDS);
  g_assert_cmpstr (mado_case_get_fact (mado_run_get_case (run), MADO_FACT_SECOND), ==,
                   "proxy:suzuki");
  service_assert_not_recorded (self, personal);
  visit_end (&visit);
}

static void
test_in_person (Service *self, gconstpointer data)
{
  Visit visit = { 0 };
  g_autoptr (MadoRun) run = NULL;

  visit_begin (&visit, self, "issue-inquiry");
  run = visit_start (&visit);
  g_assert_true (visit_play (&visit, run));
  desk_fixture_assert_issued (&self->fixture);
  visit_assert_state (&visit, MADO_LETTER_CONSUMED);
  g_assert_cmpuint (visit_count (&visit, "inquiry.slip", NULL, NULL), ==,
                    0); /* types it personally */
  visit_end (&visit);
}

static void
test_statutory (Service *self, gconstpointer data)
{
  Visit visit = { 0 };
  g_autoptr (MadoRun) run = NULL;

  visit_begin (&visit, self, "issue-statutory");
  run = visit_start (&visit);
  g_assert_true (visit_play (&visit, run));
  desk_fixture_assert_issued (&self->fixture);
  g_assert_cmpuint (visit_count (&visit, "issue.reply", NULL, NULL), ==, 0); /* the same day */
  visit_end (&visit);
}

/* --- refused --- */

static void
assert_stops (Visit *visit, MadoRun *run, const char *row, GQuark domain, int code)
{
  g_assert_false (visit_play (visit, run));
  g_assert_cmpstr (mado_run_get_state (run)->name, ==, row);
  g_assert_error (mado_run_get_problem (run), domain, code);
}

static void
test_nobody_confirms (Service *self, gconstpointer data)
{
  Visit visit = { 0 };
  g_autoptr (MadoRun) run = NULL;
  char *second;

  visit_begin (&visit, self, "issue-proxy");
  run = visit_start (&visit);
  second = g_steal_pointer (&visit.scenario->second);
  assert_stops (&visit, run, "reply", MADO_RUN_ERROR, MADO_RUN_ERROR_SECOND);
  visit_assert_state (&visit, MADO_LETTER_MAILED); /* nothing of the word was kept */
  visit.scenario->second = second;
  /* And when somebody comes it goes on. */
  g_assert_true (mado_player_play (run, visit.scenario, &(MadoPlayerOptions){ .retries = 1 }));
  desk_fixture_assert_issued (&self->fixture);
  visit_end (&visit);
}

static void
test_another_presents (Service *self, gconstpointer data)
{
  Visit visit = { 0 };
  g_autoptr (MadoRun) run = NULL;

  visit_begin (&visit, self, "issue-proxy");
  g_free (visit.scenario->agent->name);
  visit.scenario->agent->name = g_strdup ("山田　次郎");
  run = visit_start (&visit);
  assert_stops (&visit, run, "reply", MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_PRESENTER);
  visit_assert_state (&visit, MADO_LETTER_MAILED);
  desk_fixture_assert_nothing (&self->fixture);
  visit_end (&visit);
}

static void
test_too_late (Service *self, gconstpointer data)
{
  Visit visit = { 0 };
  g_autoptr (MadoRun) run = NULL;

  visit_begin (&visit, self, "issue-inquiry");
  mado_sim_clock_advance (MADO_SIM_CLOCK (self->fixture.clock), 32 * DAY_S);
  run = visit_start (&visit);
  assert_stops (&visit, run, "reply", MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_OVERDUE);
  /* The refused word ended it; nobody had to look it up. */
  g_assert_cmpuint (desk_fixture_count_events (&self->fixture, "inquiry.expire", "ok", NULL), ==,
                    1);
  assert_stops (&visit, run, "reply", MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_OVERDUE);
  visit_assert_state (&visit, MADO_LETTER_EXPIRED);
  desk_fixture_assert_nothing (&self->fixture);
  visit_end (&visit);
}

static void
test_no_letter (Service *self, gconstpointer data)
{
  Visit visit = { 0 };
  g_autoptr (MadoRun) run = NULL;

  visit_begin (&visit, self, "issue-proxy");
  g_clear_pointer (&visit.letter, g_free);
  run = visit_start (&visit);
  assert_stops (&visit, run, "reply", MADO_RUN_ERROR, MADO_RUN_ERROR_INCOMPLETE);
  desk_fixture_assert_nothing (&self->fixture);
  visit_end (&visit);
}

/* In this order: the last one ends the letter. */
static const struct
{
  MadoLetterCheck check;
  guint answer;
  gboolean curable;
} faults[] = {
  { MADO_LETTER_CHECK_REPLY, 2, TRUE },
  { MADO_LETTER_CHECK_SEAL_CERTIFICATE, 2, TRUE },
  { MADO_LETTER_CHECK_POWER_OF_ATTORNEY, 2, TRUE },
  { MADO_LETTER_CHECK_AGENT_PAPER, 2, TRUE },
  { MADO_LETTER_CHECK_APPLICANT_PAPER, 2, TRUE },
  { MADO_LETTER_CHECK_CARD, 2, TRUE },
  { MADO_LETTER_CHECK_ENVELOPE, 2, FALSE },
};

/* Each check in turn is not in order: the case does not pass, and when it is refused the letter is
 * rejected with what was wrong, to be shown again in time, unless somebody may have read it. */
static void
test_each_fault (Service *self, gconstpointer data)
{
  Visit visit = { 0 };

  visit_begin (&visit, self, "issue-proxy");
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (MadoRun) run = visit_start (&visit);
      g_autoptr (MadoInquiryView) view = NULL;
      g_autoptr (MadoCase) like = mado_case_new ("issue");

      mado_reply_set (like, faults[i].check, faults[i].answer);
      g_hash_table_insert (visit.scenario->facts, g_strdup (MADO_FACT_REPLY),
                           g_strdup (mado_case_get_fact (like, MADO_FACT_REPLY)));
      assert_stops (&visit, run, "reply", MADO_RUN_ERROR, MADO_RUN_ERROR_RULES);
      g_assert_cmpuint (mado_run_get_decision (run)->findings->len, ==, 1);
      mado_run_refuse (run, "REPLY");
      while (mado_run_is_busy (run, NULL))
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (mado_run_get_state (run)->ending, ==, MADO_ENDING_REFUSED);
      view = visit_look (&visit);
      g_assert_cmpint (view->inquiry->state, ==, MADO_LETTER_REJECTED);
      g_assert_cmpint (view->inquiry->curable, ==, faults[i].curable);
      g_assert_cmpint (view->checks[faults[i].check].answer, ==, MADO_LETTER_FAILED);
    }
  desk_fixture_assert_nothing (&self->fixture);
  visit_end (&visit);
}

/* Which answers end a letter: the applicant did not apply, or the password may be known. */
static void
test_final_answers (void)
{
  static const struct
  {
    MadoLetterCheck check;
    guint answer;
  } finals[] = { { MADO_LETTER_CHECK_ENVELOPE, 2 },
                 { MADO_LETTER_CHECK_ENVELOPE, 3 },
                 { MADO_LETTER_CHECK_REPLY, 3 } };

  for (guint check = 0; check < MADO_N_LETTER_CHECKS; check++)
    for (guint i = 1; mado_reply_answer ((MadoLetterCheck) check, i) != NULL; i++)
      {
        g_autoptr (MadoCase) work = mado_case_new ("issue");
        gboolean is_final = FALSE;

        work->applicant = MADO_APPLICANT_VOLUNTARY;
        mado_reply_set (work, (MadoLetterCheck) check, i);
        for (gsize f = 0; f < G_N_ELEMENTS (finals); f++)
          is_final = is_final || (finals[f].check == check && finals[f].answer == i);
        g_assert_cmpint (mado_reply_is_curable (work), ==, !is_final);
      }
}

/* Accepted, then withdrawn before anything was issued: the letter has served all the same. */
static void
test_one_letter_one_application (Service *self, gconstpointer data)
{
  Visit visit = { 0 };
  g_autoptr (MadoRun) first = NULL;
  g_autoptr (MadoRun) second = NULL;

  visit_begin (&visit, self, "issue-proxy");
  mado_sim_reader_remove (self->fixture.reader);
  first = visit_start (&visit);
  g_assert_false (visit_play (&visit, first));
  g_assert_cmpstr (mado_run_get_state (first)->name, ==, "card");
  visit_assert_state (&visit, MADO_LETTER_CONSUMED);
  mado_run_post (first, MADO_OUTCOME_CANCEL);
  while (mado_run_is_busy (first, NULL))
    g_main_context_iteration (NULL, TRUE);
  second = visit_start (&visit);
  assert_stops (&visit, second, "reply", MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_NEVER);
  desk_fixture_assert_nothing (&self->fixture);
  visit_end (&visit);
}

/* --- warnings --- */

static void
test_warning (Service *self, gconstpointer data)
{
  Visit visit = { 0 };
  g_autoptr (MadoRun) run = NULL;

  visit_begin (&visit, self, "takahashi");
  g_hash_table_insert (visit.scenario->facts, g_strdup (MADO_FACT_MOVED_IN), g_strdup ("20261120"));
  run = visit_start (&visit);
  g_assert_true (visit_play (&visit, run));
  g_assert_cmpstr (mado_case_get_fact (mado_run_get_case (run), MADO_FACT_ANSWERED), ==,
                   "RECENT_MOVE");
  g_assert_cmpuint (visit_count (&visit, "issue.identity", "denied", NULL), ==,
                    1); /* it was asked */
  visit_end (&visit);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/issue/letter/" path, Service, NULL, service_set_up, func, service_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  service_begin ();
  ADD ("proxy", test_proxy);
  ADD ("in-person", test_in_person);
  ADD ("statutory", test_statutory);
  ADD ("nobody-confirms", test_nobody_confirms);
  ADD ("another-presents", test_another_presents);
  ADD ("too-late", test_too_late);
  ADD ("no-letter", test_no_letter);
  ADD ("each-fault", test_each_fault);
  g_test_add_func ("/workflow/letter/final-answers", test_final_answers);
  ADD ("one-letter-one-application", test_one_letter_one_application);
  ADD ("warning", test_warning);
  return service_end (g_test_run ());
}
