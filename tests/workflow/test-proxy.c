/* SPDX-License-Identifier: GPL-3.0-or-later */
/* promise of every procedure that a proxy brings: the letter serves that one application; a sealed
 * password is opened before the proxy, typed and destroyed, each once; a case never ends while the
 * slip is open.  Sources: REG 5(1) to (3); SEED Q14; domain.md 1.5, 1.6, 1.8, 3.2-3.4, 9 #5. */
#include "config.h"

#include "visit-fixture.h"

#include "mado-case-fact.h"
#include "mado-register-change.h"
#include "mado-run-private.h"
#include "walk-password.h"

#define DAY_S (24 * 60 * 60)

typedef struct
{
  const char *scenario;
  gboolean issued;                 /* takahashi.ini was played before */
  guint days_later;                /* than that */
  void (*world) (DeskFixture *);   /* nullable: after that */
  const char *typed;               /* row in which the slip is typed; NULL: there is no slip */
  void (*promise) (DeskFixture *); /* nullable */
} Brought;

/* The old certificate is revoked and the new one in force. */
static void
assert_renewed (DeskFixture *fixture)
{
  g_assert_cmpuint (desk_fixture_count_certificates (fixture, 1, MADO_CERTIFICATE_REVOKED), ==, 1);
  g_assert_cmpuint (desk_fixture_count_certificates (fixture, 2, MADO_CERTIFICATE_CONFIRMED), ==,
                    1);
}

static void
assert_revoked (DeskFixture *fixture)
{
  g_assert_cmpuint (desk_fixture_count_certificates (fixture, 1, MADO_CERTIFICATE_REVOKED), ==, 1);
}

static void
assert_new_password (DeskFixture *fixture)
{
  g_assert_false (password_is_accepted (fixture, PASSWORD_OLD));
  g_assert_true (password_is_accepted (fixture, PASSWORD_NEW));
}

/* clang-format off */
static const Brought brought[] = {
  { "issue-proxy",  FALSE, 0,    NULL,          "password",     desk_fixture_assert_issued },
  { "renew-proxy",  TRUE,  1064, NULL,          "old-password", assert_renewed             },
  { "change-proxy", TRUE,  1,    NULL,          "old-password", assert_new_password        },
  { "reset-proxy",  TRUE,  1,    NULL,          "password",     assert_new_password        },
  { "unlock-proxy", TRUE,  1,    password_lock, "password",     assert_new_password        },
  { "revoke-proxy", TRUE,  1,    NULL,          NULL,           assert_revoked             },
};
/* clang-format on */

static void
make_world (Service *self, const Brought *what)
{
  Visit first = { 0 };
  g_autoptr (MadoRun) run = NULL;

  if (what->issued)
    {
      visit_begin (&first, self, "takahashi");
      run = visit_start (&first);
      g_assert_true (visit_play (&first, run));
      visit_end (&first);
    }
  mado_sim_clock_advance (MADO_SIM_CLOCK (self->fixture.clock), (gint64) what->days_later * DAY_S);
  if (what->world != NULL)
    what->world (&self->fixture);
}

static void
assert_served (Visit *visit, const Brought *what, MadoRun *run)
{
  const guint n_deeds = what->typed != NULL ? MADO_N_SLIP_DEEDS : 0;
  g_autoptr (MadoInquiryView) view = visit_look (visit);

  g_assert_cmpint (view->inquiry->state, ==, MADO_LETTER_CONSUMED);
  g_assert_cmpint (view->inquiry->case_id, ==, mado_run_get_case (run)->case_id);
  for (guint i = 0; i < MADO_N_SLIP_DEEDS; i++)
    g_assert_cmpint (view->deeds[i] != 0, ==, n_deeds != 0);
  g_assert_cmpuint (visit_count (visit, "inquiry.consume", "ok", NULL), ==, 1);
  g_assert_cmpuint (visit_count (visit, "inquiry.slip", "ok", NULL), ==, n_deeds);
  g_assert_true (
      g_str_has_suffix (mado_case_get_fact (mado_run_get_case (run), MADO_FACT_SECOND), ":suzuki"));
  g_assert_false (mado_case_has_fact (mado_run_get_case (run), MADO_FACT_SLIP));
}

static void
test_to_the_end (Service *self, gconstpointer data)
{
  static const char *const personal[]
      = { "高橋", "髙橋", "タカハシ", "春子", PASSWORD_OLD, PASSWORD_NEW, NULL };
  const Brought *what = data;
  Visit visit = { 0 };
  g_autoptr (MadoRun) run = NULL;

  make_world (self, what);
  visit_begin (&visit, self, what->scenario);
  run = visit_start (&visit);
  g_assert_true (visit_play (&visit, run));
  assert_served (&visit, what, run);
  what->promise (&self->fixture);
  service_assert_not_recorded (self, personal);
  visit_end (&visit);
}

/* A proxy with the right papers, but without a letter: the rules send the case to the letter. */
static void
test_no_letter (Service *self, gconstpointer data)
{
  const Brought *what = data;
  Visit visit = { 0 };
  g_autoptr (MadoRun) run = NULL;

  make_world (self, what);
  visit_begin (&visit, self, what->scenario);
  g_clear_pointer (&visit.letter, g_free);
  run = visit_start (&visit);
  g_assert_false (visit_play (&visit, run));
  g_assert_cmpstr (mado_run_get_state (run)->name, ==, "reply");
  g_assert_error (mado_run_get_problem (run), MADO_RUN_ERROR, MADO_RUN_ERROR_INCOMPLETE);
  visit_end (&visit);
}

/* --- the slip holds the case fast --- */

static void
assert_held (MadoRun *run)
{
  g_assert_cmpstr (mado_run_get_state (run)->name, ==, "slip-left");
  g_assert_cmpint (mado_run_get_state (run)->ending, ==, MADO_ENDING_NONE);
  for (guint outcome = MADO_OUTCOME_FAIL; outcome < MADO_N_OUTCOMES; outcome++)
    g_assert_false (mado_run_can (run, (MadoOutcome) outcome));
}

static void
test_withdrawn (Service *self, gconstpointer data)
{
  const Brought *what = data;
  Visit visit = { 0 };
  g_autoptr (MadoRun) run = NULL;

  make_world (self, what);
  visit_begin (&visit, self, what->scenario);
  run = visit_start (&visit);
  g_assert_false (visit_play_until (&visit, run, what->typed));
  g_assert_cmpstr (mado_run_get_state (run)->name, ==, what->typed);
  visit_post (run, MADO_OUTCOME_CANCEL);
  assert_held (run);
  visit_post (run, MADO_OUTCOME_OK); /* without the box */
  assert_held (run);
  g_assert_error (mado_run_get_problem (run), MADO_RUN_ERROR, MADO_RUN_ERROR_CHECKS);
  g_assert_cmpuint (visit_count (&visit, "inquiry.slip", "ok", "destroyed"), ==, 0);
  g_clear_object (&run);

  service_restart (self); /* and a power cut opens no way out */
  run = desk_fixture_running (&self->fixture);
  assert_held (run);
  g_assert_no_error (mado_run_get_problem (run));
  mado_case_set_check (mado_run_edit (run), "slip-destroyed", TRUE);
  visit_post (run, MADO_OUTCOME_OK);
  g_assert_cmpint (mado_run_get_state (run)->ending, ==, MADO_ENDING_WITHDRAWN);
  g_assert_cmpuint (visit_count (&visit, "inquiry.slip", "ok", "opened"), ==, 1);
  g_assert_cmpuint (visit_count (&visit, "inquiry.slip", "ok", "destroyed"), ==, 1);
  visit_assert_state (&visit, MADO_LETTER_CONSUMED);
  visit_end (&visit);
}

/* A change of resident data stops the case (domain.md 9 #21): not before the slip is gone, either.
 */
static void
test_stopped_by_change (Service *self, gconstpointer data)
{
  const Brought *what = data;
  char kind[] = "move_out";
  MadoChangeStop stop = { .change_id = 1, .kind = kind, .sure = TRUE };
  Visit visit = { 0 };
  g_autoptr (MadoRun) run = NULL;

  make_world (self, what);
  visit_begin (&visit, self, what->scenario);
  run = visit_start (&visit);
  g_assert_false (visit_play_until (&visit, run, what->typed));
  mado_run_tell_change (run, &stop);
  while (mado_run_is_busy (run, NULL))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (mado_run_get_state (run)->name, ==, "changed");
  visit_post (run, MADO_OUTCOME_OK);
  assert_held (run);
  mado_case_set_check (mado_run_edit (run), "slip-destroyed", TRUE);
  visit_post (run, MADO_OUTCOME_OK);
  g_assert_cmpint (mado_run_get_state (run)->ending, ==, MADO_ENDING_STOPPED);
  g_assert_cmpuint (visit_count (&visit, "inquiry.slip", "ok", "destroyed"), ==, 1);
  visit_end (&visit);
}

/* What is on the slip is not the card's password: five tries lock it, and even so the slip goes
 * first. */
static void
test_locked (Service *self, gconstpointer data)
{
  const Brought *what = data;
  MadoPlayerOptions often = { .retries = PASSWORD_TRIES, .until = "locked" };
  Visit visit = { 0 };
  g_autoptr (MadoRun) run = NULL;

  make_world (self, what);
  visit_begin (&visit, self, what->scenario);
  often.letter = visit.letter;
  mado_secret_unref (visit.scenario->old_password);
  visit.scenario->old_password = mado_secret_new (8);
  for (guint i = 0; i < 8; i++)
    mado_secret_append (visit.scenario->old_password, 'X');
  run = visit_start (&visit);
  g_assert_false (mado_player_play (run, visit.scenario, &often));
  g_assert_cmpstr (mado_run_get_state (run)->name, ==, "locked");
  often.until = "slip-left";
  g_assert_false (mado_player_play (run, visit.scenario, &often));
  assert_held (run);
  g_assert_false (visit_play (&visit, run));
  g_assert_cmpint (mado_run_get_state (run)->ending, ==, MADO_ENDING_STOPPED);
  g_assert_cmpuint (visit_count (&visit, "inquiry.slip", "ok", "destroyed"), ==, 1);
  visit_end (&visit);
}

static void
add (const char *what, const Brought *row, void (*test) (Service *, gconstpointer))
{
  g_autofree char *path = g_strdup_printf ("/proxy/%s/%s", row->scenario, what);

  g_test_add (path, Service, row, service_set_up, test, service_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  service_begin ();
  for (gsize i = 0; i < G_N_ELEMENTS (brought); i++)
    {
      add ("to-the-end", &brought[i], test_to_the_end);
      add ("no-letter", &brought[i], test_no_letter);
      if (brought[i].typed != NULL)
        {
          add ("withdrawn", &brought[i], test_withdrawn);
          add ("stopped-by-change", &brought[i], test_stopped_by_change);
        }
    }
  add ("locked", &brought[2], test_locked);
  return service_end (g_test_run ());
}
