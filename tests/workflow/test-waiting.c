/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Received only, held because of doubt, refused with a slip, and the second person on the spot.
 * The promise: whatever waits goes on where it was left and ends as on a good day; no password was
 * taken from who was sent home; nobody confirms oneself. */
#include "config.h"

#include "desk-template.h"
#include "visit-fixture.h"

#include "mado-ca.h"
#include "mado-case-fact.h"
#include "mado-desk-private.h"
#include "mado-print-job.h"
#include "mado-run-second.h"
#include "mado-run-wait.h"
#include "mado-waiting.h"

static const MadoCase *
stored (const Desk *desk)
{
  return mado_run_get_case (desk->run);
}

static gboolean
play (Desk *desk, const char *until)
{
  gboolean done = desk_play (desk, until);

  if (until != NULL)
    g_assert_cmpstr (desk_row (desk), ==, until);
  return done;
}

static void
post_ok (Desk *desk)
{
  mado_run_post (desk->run, MADO_OUTCOME_OK);
  desk_wait_idle (desk);
}

/* --- received only --- */

static void
park (Desk *desk, const char *reason)
{
  g_assert_true (mado_run_can_park (desk->run));
  mado_run_park (desk->run, reason);
  desk_wait_idle (desk);
  g_assert_cmpstr (desk_row (desk), ==, "parked");
  g_assert_cmpint (stored (desk)->card_holder, ==, MADO_HOLDER_APPLICANT);
  g_assert_true (mado_run_is_parked (desk->run));
}

static void
test_park (Desk *desk, gconstpointer row_name)
{
  play (desk, row_name);
  park (desk, "CA_STOPPED");
  g_assert_null (mado_run_get_problem (desk->run));
  g_assert_cmpuint (desk_count (desk, "print.done", "ok"), >=, 1);
  desk_restart (desk);
  g_assert_true (mado_run_is_parked (desk->run));
  g_assert_null (mado_run_get_problem (desk->run)); /* who waits for a person was not cut off */
  g_assert_cmpuint (desk_count (desk, "case.parked", "interrupted"), ==, 0);
  g_assert_cmpstr (mado_case_get_fact (stored (desk), MADO_FACT_RETURN), ==, row_name);
  post_ok (desk);
  g_assert_cmpstr (desk_row (desk), ==, row_name);
  g_assert_null (mado_case_get_fact (stored (desk), MADO_FACT_RETURN));
  g_assert_null (mado_case_get_fact (stored (desk), MADO_FACT_REASON));
  g_assert_true (play (desk, NULL));
  desk_fixture_assert_issued (&desk->service.fixture);
  desk_fixture_assert_record (&desk->service.fixture);
}

/* Twice: the second slip is printed too. */
static void
test_park_twice (Desk *desk, gconstpointer data)
{
  guint printed;

  play (desk, "identity");
  park (desk, "CA_STOPPED");
  g_assert_cmpuint (mado_run_get_step (desk->run), ==, 3); /* where it goes on */
  printed = desk_count (desk, "print.done", "ok");
  post_ok (desk);
  /* Before the card was handed in it is the applicant's, not nobody's. */
  g_assert_cmpint (stored (desk)->card_holder, ==, MADO_HOLDER_APPLICANT);
  park (desk, "CA_CLOSED");
  g_assert_cmpuint (desk_count (desk, "print.done", "ok"), ==, printed + 1);
  post_ok (desk);
  g_assert_true (play (desk, NULL));
  desk_fixture_assert_issued (&desk->service.fixture);
}

/* The authority goes out of service while the request waits: the card goes back, and comes back
 * over the counter before anything is sent. */
static void
test_park_at_ca (Desk *desk, gconstpointer data)
{
  play (desk, "receive");
  for (guint n = 1; n <= 60; n++)
    mado_authority_set_fault (desk->service.fixture.authority, n, MADO_FAULT_ERROR);
  g_assert_false (play (desk, NULL));
  g_assert_cmpstr (desk_row (desk), ==, "request");
  g_assert_error (mado_run_get_problem (desk->run), MADO_CA_ERROR, MADO_CA_ERROR_UNAVAILABLE);
  park (desk, "CA_STOPPED");
  desk_fixture_assert_nothing (&desk->service.fixture);
  for (guint n = 1; n <= 60; n++)
    mado_authority_set_fault (desk->service.fixture.authority, n, MADO_FAULT_NONE);
  post_ok (desk);
  g_assert_cmpstr (desk_row (desk), ==, "receive");
  g_assert_false (mado_case_has_check (stored (desk), "card-received"));
  g_assert_true (play (desk, NULL));
  desk_fixture_assert_issued (&desk->service.fixture);
}

/* No slip comes out: the case waits all the same, and the clerk is told. */
static void
test_park_without_printer (Desk *desk, gconstpointer data)
{
  play (desk, "identity");
  mado_sim_printer_set_fault (desk->service.fixture.printer, MADO_SIM_PRINTER_GONE);
  park (desk, "CA_STOPPED");
  g_assert_nonnull (mado_run_get_problem (desk->run));
  mado_sim_printer_set_fault (desk->service.fixture.printer, MADO_SIM_PRINTER_READY);
  post_ok (desk);
  g_assert_true (play (desk, NULL));
  desk_fixture_assert_issued (&desk->service.fixture);
}

/* Where a key or a certificate may be, nobody is sent home. */
static void
test_never_later (Desk *desk, gconstpointer data)
{
  static const char *const rows[] = { "keygen-ask", "password", "receive", "fee", "hand-over" };

  g_assert_false (mado_run_can_park (desk->run)); /* nobody's name is known yet */
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      play (desk, rows[i]);
      g_assert_false (mado_run_can_park (desk->run));
      g_assert_false (mado_run_can_hold (desk->run));
      mado_run_park (desk->run, "CA_STOPPED");
      mado_run_hold (desk->run, "ITEMS_DIFFER");
      g_assert_cmpstr (desk_row (desk), ==, rows[i]);
    }
  g_assert_true (play (desk, NULL));
  g_assert_cmpuint (desk_count (desk, NULL, "never"), ==, 2 * G_N_ELEMENTS (rows));
  desk_fixture_assert_issued (&desk->service.fixture);
}

/* --- refused --- */

static void
test_refuse (Desk *desk, gconstpointer data)
{
  guint printed;

  play (desk, "identity");
  printed = desk_count (desk, "print.done", "ok");
  mado_run_refuse (desk->run, "NO_IDENTITY");
  desk_wait_idle (desk);
  g_assert_cmpint (mado_run_get_state (desk->run)->ending, ==, MADO_ENDING_REFUSED);
  g_assert_null (mado_run_get_problem (desk->run));
  g_assert_cmpuint (desk_count (desk, "print.done", "ok"), ==, printed + 1);
  g_assert_cmpuint (
      desk_fixture_count_events (&desk->service.fixture, "issue.identity", "fail", "NO_IDENTITY"),
      ==, 1);
  desk_fixture_assert_nothing (&desk->service.fixture);
}

static void
test_refuse_without_printer (Desk *desk, gconstpointer data)
{
  play (desk, "identity");
  mado_sim_printer_set_fault (desk->service.fixture.printer, MADO_SIM_PRINTER_REJECTING);
  mado_run_refuse (desk->run, "NO_IDENTITY");
  desk_wait_idle (desk);
  g_assert_cmpint (mado_run_get_state (desk->run)->ending, ==, MADO_ENDING_REFUSED);
  g_assert_nonnull (mado_run_get_problem (desk->run));
}

static void
test_withdraw_parked (Desk *desk, gconstpointer data)
{
  play (desk, "compare");
  park (desk, "CA_STOPPED");
  mado_run_post (desk->run, MADO_OUTCOME_CANCEL);
  desk_wait_idle (desk);
  g_assert_cmpint (mado_run_get_state (desk->run)->ending, ==, MADO_ENDING_WITHDRAWN);
  desk_fixture_assert_nothing (&desk->service.fixture);
}

/* --- held, and the second person --- */

static gint64
ask (Desk *desk)
{
  g_autoptr (GAsyncResult) asked = NULL;
  g_autoptr (GError) error = NULL;
  gint64 approval_id;

  mado_run_ask_second_async (desk->run, NULL, service_ready_cb, &asked);
  approval_id = mado_run_ask_second_finish (desk->run, service_wait (&asked), &error);
  g_assert_no_error (error);
  g_assert_cmpint (approval_id, >, 0);
  return approval_id;
}

static gboolean
answer (Desk *desk, gint64 approval_id, gboolean confirms, const char *who, const char *password,
        GError **error)
{
  g_autoptr (GAsyncResult) answered = NULL;
  gboolean held;

  mado_run_answer_second_async (desk->run, approval_id, confirms, who,
                                desk_template_secret (password), NULL, NULL, service_ready_cb,
                                &answered);
  held = mado_run_answer_second_finish (desk->run, service_wait (&answered), NULL, error);
  desk_wait_idle (desk);
  return held;
}

static void
hold (Desk *desk, const char *at)
{
  play (desk, at);
  g_assert_true (mado_run_can_hold (desk->run));
  mado_run_hold (desk->run, "ITEMS_DIFFER");
  desk_wait_idle (desk);
  g_assert_cmpstr (desk_row (desk), ==, "held");
  g_assert_cmpstr (mado_run_wants_second (desk->run), ==, "hold");
}

static const MadoEvent *
find_event (GPtrArray *events, const char *code, const char *outcome)
{
  for (guint i = 0; i < events->len; i++)
    {
      const MadoEvent *event = g_ptr_array_index (events, i);

      if (g_str_equal (event->code, code) && g_str_equal (event->outcome, outcome))
        return event;
    }
  g_error ("no event %s %s", code, outcome);
}

static void
test_hold (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  const MadoEvent *released;
  gint64 approval_id;

  hold (desk, "compare");
  post_ok (desk);
  g_assert_cmpstr (desk_row (desk), ==, "held");
  g_assert_error (mado_run_get_problem (desk->run), MADO_RUN_ERROR, MADO_RUN_ERROR_SECOND);
  desk_restart (desk);
  g_assert_cmpstr (desk_row (desk), ==, "held");
  g_assert_cmpuint (desk_count (desk, "case.held", "interrupted"), ==, 0);

  approval_id = ask (desk);
  g_assert_false (answer (desk, approval_id, TRUE, "suzuki", "wrong", &error));
  g_assert_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_SIGN_IN);
  g_clear_error (&error);
  g_assert_false (answer (desk, approval_id, TRUE, "sato", "windows-1", &error));
  g_assert_error (error, MADO_APPROVAL_ERROR, MADO_APPROVAL_ERROR_SELF);
  g_clear_error (&error);
  g_assert_cmpstr (desk_row (desk), ==, "held");
  g_assert_true (answer (desk, approval_id, TRUE, "suzuki", "windows-1", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (desk_row (desk), ==, "compare");
  g_assert_cmpstr (mado_case_get_fact (stored (desk), MADO_FACT_SECOND), ==, "hold:suzuki");

  events = desk_fixture_load_events (&desk->service.fixture);
  released = find_event (events, "case.held", "ok");
  g_assert_cmpstr (released->actor, ==, "sato");
  g_assert_cmpstr (released->second_actor, ==, "suzuki");
  g_assert_cmpuint (desk_count (desk, "second.hold", "denied"), ==, 2);
  g_assert_true (play (desk, NULL));
  desk_fixture_assert_issued (&desk->service.fixture);
  desk_fixture_assert_record (&desk->service.fixture);
}

/* The supervisor says no: the case stays held, and is then refused. */
static void
test_hold_stays (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  hold (desk, "identity");
  g_assert_true (answer (desk, ask (desk), FALSE, "suzuki", "windows-1", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (desk_row (desk), ==, "held");
  mado_run_withdraw_second (desk->run, ask (desk));
  mado_run_refuse (desk->run, "NO_IDENTITY");
  desk_wait_idle (desk);
  g_assert_cmpint (mado_run_get_state (desk->run)->ending, ==, MADO_ENDING_REFUSED);
  desk_fixture_assert_nothing (&desk->service.fixture);
}

/* A confirmation that was given, but not used when the program ended, serves nothing later. */
static void
test_confirmation_is_used_once (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 approval_id;

  hold (desk, "identity");
  approval_id = ask (desk);
  g_assert_true (answer (desk, approval_id, TRUE, "suzuki", "windows-1", &error));
  g_assert_cmpstr (desk_row (desk), ==, "identity");
  mado_run_hold (desk->run, "ITEMS_DIFFER");
  desk_wait_idle (desk);
  g_assert_false (answer (desk, approval_id, TRUE, "suzuki", "windows-1", &error));
  g_assert_error (error, MADO_APPROVAL_ERROR, MADO_APPROVAL_ERROR_ANSWERED);
  g_assert_cmpstr (desk_row (desk), ==, "held");
  post_ok (desk);
  g_assert_cmpstr (desk_row (desk), ==, "held");
}

static void
sign_in (Desk *desk, const char *who)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  mado_desk_sign_in_async (desk->service.fixture.desk, who, desk_template_password (), NULL,
                           service_ready_cb, &result);
  g_assert_true (
      mado_desk_sign_in_finish (desk->service.fixture.desk, service_wait (&result), NULL, &error));
  g_assert_no_error (error);
}

/* V01: the supervisor received the case; a clerk who asks later does not make another person. */
static void
test_own_case (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  mado_run_post (desk->run, MADO_OUTCOME_CANCEL);
  desk_wait_idle (desk);
  g_clear_object (&desk->run);
  sign_in (desk, "suzuki");
  desk->run = desk_fixture_start (&desk->service.fixture);
  hold (desk, "identity");
  sign_in (desk, "sato");
  g_assert_false (answer (desk, ask (desk), TRUE, "suzuki", "windows-1", &error));
  g_assert_error (error, MADO_APPROVAL_ERROR, MADO_APPROVAL_ERROR_SELF);
  g_clear_error (&error);
  g_assert_true (answer (desk, ask (desk), TRUE, "yamamoto", "kunren-yamamoto", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (desk_row (desk), ==, "identity");
}

/* --- the shared rows, behind every table --- */

static void
test_shared_rows (void)
{
  const MadoMatrix *matrix;

  for (guint i = 0; (matrix = mado_matrix_at (i)) != NULL; i++)
    for (guint waiting = 0; waiting < MADO_N_WAITING; waiting++)
      {
        const MadoState *state = mado_waiting_row ((MadoWaiting) waiting);

        g_assert_cmpint (mado_matrix_find (matrix, state->name), ==,
                         (int) (matrix->n_states + waiting));
        for (guint outcome = 0; outcome < MADO_N_OUTCOMES; outcome++)
          {
            g_autoptr (MadoCase) work = mado_case_new (matrix->procedure);
            int to = mado_matrix_resolve (matrix, state->next[outcome], work);

            g_assert_cmpint (to, >=, MADO_NEVER);
            g_assert_cmpint (to, <, (int) (matrix->n_states + MADO_N_WAITING));
          }
      }
}

/* --- the list --- */

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  service_begin ();
#define ADD(path, data, test)                                                                      \
  g_test_add ("/workflow/waiting/" path, Desk, data, desk_set_up, test, desk_tear_down)
  ADD ("park-form", "form", test_park);
  ADD ("park-identity", "identity", test_park);
  ADD ("park-compare", "compare", test_park);
  ADD ("park-twice", NULL, test_park_twice);
  ADD ("park-at-ca", NULL, test_park_at_ca);
  ADD ("park-without-printer", NULL, test_park_without_printer);
  ADD ("never-later", NULL, test_never_later);
  ADD ("refuse", NULL, test_refuse);
  ADD ("refuse-without-printer", NULL, test_refuse_without_printer);
  ADD ("withdraw-parked", NULL, test_withdraw_parked);
  ADD ("hold", NULL, test_hold);
  ADD ("hold-stays", NULL, test_hold_stays);
  ADD ("confirmation-is-used-once", NULL, test_confirmation_is_used_once);
  ADD ("own-case", NULL, test_own_case);
#undef ADD
  g_test_add_func ("/workflow/waiting/shared-rows", test_shared_rows);
  argc = g_test_run ();
  return service_end (argc);
}
