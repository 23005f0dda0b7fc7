/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The other procedures at the real window: by keyboard alone, in Japanese, on pcscd, CA and
 * printer. Each case checks the names and Tab stops of the rows that only its procedure has;
 * programs that nobody here wrote judge what it left. */
#include "config.h"

#include "window-audit.h"
#include "window-cases.h"
#include "window-judges.h"
#include "window-steps.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>

#define HOME N_ ("Find a case by number, furigana or card")
#define PASSWORD WINDOW_STEPS_PASSWORD
#define RESET_PASSWORD "H4W8XD2Q"
#define UNLOCK_PASSWORD "B7TN3YK9E"
#define SUPERVISOR "yamamoto"
#define SUPERVISOR_PASSWORD "kunren-yamamoto"
#define OTHER "yoshida" /* a second supervisor, after the first one in each list */
#define OTHER_PASSWORD "kunren-yoshida"
#define TRIES 5
#define DAYS_AHEAD 1064 /* a certificate of three years is in its last three months then */

static WindowWorld *world;
static guint n_findings;
static char *serial; /* of the certificate that the card bore when it was last looked at */

/* --- moves --- */

static void
press (const char *key)
{
  window_driver_press (world->driver, key);
}

static void
wait_label (const char *pattern)
{
  g_object_unref (window_driver_wait_for (world->driver, ATSPI_ROLE_LABEL, pattern));
}

/* Each sentence ends with its code. */
static void
wait_problem (const char *code)
{
  g_autofree char *pattern = g_strdup_printf ("*［%s］*", code);

  wait_label (pattern);
}

static gboolean
card_is_in (gpointer data)
{
  g_autofree char *lamp = g_strconcat ("● ", _ ("Card"), "*", NULL);
  g_autoptr (WindowThing) found = window_driver_find (world->driver, ATSPI_ROLE_LABEL, lamp);

  return found != NULL;
}

static gboolean
card_is_out (gpointer data)
{
  return !card_is_in (data);
}

static void
audit (WindowWorld *self, const char *screen)
{
  n_findings += window_audit (self->driver, screen);
}

/* The rows that an issuance shares are audited by test-window.c. */
static void
audit_own (WindowWorld *self, const char *heading)
{
  static const char *const own[] = { "Days that are lost",       "Ground and certificate",
                                     "Revoke this certificate?", "Erase it from the card?",
                                     "Hand over the slip",       "Confirm the copy",
                                     "Hand over the copy",       "Answer",
                                     "Confirm the erasing",      NULL };

  if (g_strv_contains (own, heading))
    audit (self, heading);
}

static void
start (void)
{
  window_world_start_program (world);
  window_steps_sign_in (world, _ (HOME));
}

/* From the last row: home, and the program ends. */
static void
leave (void)
{
  press ("F12");
  window_driver_wait_focus (world->driver, _ (HOME));
  window_world_end_program (world, SIGTERM);
  g_assert_cmpuint (n_findings, ==, 0);
}

static void
finish (void)
{
  window_steps_until (world, N_ ("Finished"), audit_own);
  leave ();
}

/* A whole case of the last first issue's person. */
static void
walk (const char *title, const char *key)
{
  start ();
  window_steps_new_case_of (world, title, key);
  finish ();
}

/* The menu's @item asks with the reason that stands first; @act is the word of its button. */
static void
turn_aside (const char *item, const char *act)
{
  window_steps_choose (world, item);
  g_object_unref (window_driver_wait_for (world->driver, ATSPI_ROLE_PUSH_BUTTON, act));
  audit (world, act);
  window_steps_move_to (world, "Tab", act);
  press ("Return");
}

/* --- judges --- */

static void
judge_card (const char *password)
{
  window_judges_card (world, password);
  g_free (serial);
  serial = window_judges_serial (world);
}

static void
expect_count (guint n, const char *query)
{
  guint found = window_judges_count (world, query);

  if (found != n)
    g_error ("%s: %u instead of %u", query, found, n);
}

/* --- a first issue, on which the other cases of a group build --- */

static void
test_issue (void)
{
  start ();
  window_steps_new_case (world);
  finish ();
  judge_card (PASSWORD);
}

/* --- renewal: the certificate was issued three years ago, but for some weeks --- */

static void
test_issue_before (void)
{
  start ();
  window_steps_new_case (world);
  finish ();
  judge_card (PASSWORD);
  window_world_begin_anew (world, DAYS_AHEAD);
}

static void
expect_replaced (guint n)
{
  g_autofree char *old = g_steal_pointer (&serial);

  judge_card (PASSWORD);
  g_assert_cmpstr (serial, !=, old);
  window_judges_revoked (world, old, "Superseded");
  expect_count (n, "SELECT count(*) FROM certificate WHERE state = 'revoked'"
                   " AND revocation_reason = 4");
  expect_count (1, "SELECT count(*) FROM certificate WHERE state = 'confirmed'");
}

static void
test_renew (void)
{
  window_steps_set_passwords (PASSWORD, PASSWORD);
  start ();
  window_steps_new_case_of (world, N_ ("Renewal"), "2");
  window_steps_until (world, N_ ("Days that are lost"), audit_own);
  wait_label ("*残り 1 か月と*失われます*");
  finish ();
  expect_replaced (1);
}

/* --- received only: the authority does not answer --- */

/* What is in the books, and no password was asked for. */
static void
expect_parked (void)
{
  expect_count (1, "SELECT count(*) FROM case_file WHERE state = 'parked'"
                   " AND card_holder = 'applicant' AND csr IS NULL");
  expect_count (1, "SELECT count(*) FROM case_fact JOIN case_file USING (case_id)"
                   " WHERE state = 'parked' AND name = 'reason' AND value = 'CA_STOPPED'");
  expect_count (0, "SELECT count(*) FROM event JOIN case_file ON case_number = number"
                   " WHERE state = 'parked' AND code = 'renew.old-password'");
  expect_count (1, "SELECT count(*) FROM print_job JOIN case_file USING (case_id)"
                   " WHERE case_file.state = 'parked' AND form = 'claim-slip'"
                   " AND print_job.state = 'done'");
  window_judges_printed (world, "受付票");
}

/* The days of the new certificate are lost whole: it was issued today. */
static void
test_park (void)
{
  GPid authority = window_world_find_authority (world);
  g_autofree char *code = NULL;

  window_steps_set_passwords (PASSWORD, PASSWORD);
  start ();
  window_steps_new_case_of (world, N_ ("Revoke and issue anew"), "3");
  window_steps_until (world, N_ ("Identity documents"), NULL);
  g_assert_cmpint (kill (authority, SIGSTOP), ==, 0);
  window_steps_until (world, N_ ("Is the certificate in force?"), NULL);
  wait_problem ("C??");
  turn_aside (_ ("Receive only, print a claim slip…"), _ ("Receive only"));
  window_steps_wait_heading (world, N_ ("Received only"));
  audit (world, "Received only");
  expect_parked ();
  code = window_judges_scan (world);
  g_free (window_world_control (world, "remove resident"));
  press ("Escape");
  window_driver_wait_focus (world->driver, "*、髙橋　𠮷郎、*"); /* the case's row */
  window_driver_wait (world->driver, card_is_out, NULL, "the lamp of the card to go out");
  g_assert_cmpint (kill (authority, SIGCONT), ==, 0);

  g_free (window_world_control (world, "insert resident"));
  window_driver_wait (world->driver, card_is_in, NULL, "the lamp of the card");
  press ("F6");
  window_driver_wait_focus (world->driver, _ (HOME));
  window_driver_type (world->driver, code); /* as a scanner does */
  press ("Return");
  window_steps_wait_heading (world, N_ ("Identity documents"));
  window_steps_confirm (world); /* the papers are noted already */
  window_steps_until (world, N_ ("Days that are lost"), NULL);
  wait_label ("*残り 35 か月と*失われます*");
  finish ();
  expect_replaced (2);
}

/* --- doubt: a supervisor, on the spot --- */

static void
test_issue_held (void)
{
  start ();
  window_steps_new_case (world);
  window_steps_until (world, N_ ("Check the form"), NULL);
  turn_aside (_ ("Hold because of doubt…"), _ ("Hold the case"));
  window_steps_wait_heading (world, N_ ("Held because of doubt"));
  audit (world, "Held because of doubt");
  press ("F12"); /* not alone */
  wait_problem ("???");
  press ("F11");
  window_driver_wait_focus (world->driver, _ ("Password of the supervisor"));
  window_driver_type_secret (world->driver, SUPERVISOR_PASSWORD);
  press ("F12");
  window_steps_wait_heading (world, N_ ("Check the form"));
  finish ();
  judge_card (PASSWORD);
  expect_count (1, "SELECT count(*) FROM approval WHERE what = 'hold' AND asked_by = 'sato'"
                   " AND confirmed_by = 'yamamoto' AND used_at IS NOT NULL");
}

/* --- the password is forgotten, and then locked --- */

static void
expect_password (const char *in_force, const char *before)
{
  g_autofree char *old = g_steal_pointer (&serial);

  window_judges_spend_tries (world, before, 1);
  judge_card (in_force); /* gives the try back */
  g_assert_cmpstr (serial, ==, old);
  window_judges_no_secret (world, in_force);
}

static void
test_reset_password (void)
{
  window_steps_set_passwords (NULL, RESET_PASSWORD);
  walk (N_ ("Password set anew"), "7");
  expect_password (RESET_PASSWORD, PASSWORD);
}

static void
add_supervisor (void)
{
  g_autofree char *program = window_world_built ("madoguchictl");
  const char *argv[]
      = { "sh",           "-c",  "echo \"$3\" | \"$0\" operator add \"$1\" \"$2\" supervisor",
          program,        OTHER, "吉田",
          OTHER_PASSWORD, NULL };
  int status;
  g_autofree char *said = window_world_run (world, argv, &status);

  if (status != 0)
    g_error ("operator add: %s", said);
}

/* Whoever opened the case may sign as often as wanted: it is not done. */
static void
try_alone (void)
{
  window_driver_wait_focus (world->driver, _ ("Password of the supervisor"));
  window_driver_type_secret (world->driver, SUPERVISOR_PASSWORD);
  press ("F12");
  wait_problem ("V01");
  expect_count (0, "SELECT count(*) FROM approval WHERE what = 'unlock' AND outcome <> 'asked'");
  expect_count (1, "SELECT count(*) FROM event WHERE code = 'second.unlock'"
                   " AND outcome = 'denied' AND second_actor = 'yamamoto'");
}

static void
sign_with_other (void)
{
  window_steps_move_to (world, "Shift+Tab", _ ("Supervisor"));
  press ("space");
  window_driver_wait_focus (world->driver, "*" SUPERVISOR "*");
  press ("Down");
  window_driver_wait_focus (world->driver, "*" OTHER "*");
  press ("Return");
  window_steps_move_to (world, "Tab", _ ("Password of the supervisor"));
  window_driver_type_secret (world->driver, OTHER_PASSWORD);
  press ("F12");
}

static void
test_unlock (void)
{
  window_judges_spend_tries (world, PASSWORD, TRIES);
  window_judges_spend_tries (world, RESET_PASSWORD, 1); /* the right one does not help any more */
  add_supervisor ();
  window_steps_set_passwords (NULL, UNLOCK_PASSWORD);
  window_world_start_program (world);
  window_steps_sign_in_as (world, SUPERVISOR, SUPERVISOR_PASSWORD, _ (HOME));
  window_steps_new_case_of (world, N_ ("Lock release"), "8");
  window_steps_until (world, N_ ("A second person agrees"), NULL);
  audit (world, "A second person agrees");
  press ("F11");
  window_driver_wait_focus (world->driver, _ ("Password of the supervisor"));
  wait_label (_ ("Afterwards"));
  wait_label (_ ("Tries left"));
  wait_label ("0");
  wait_label ("5");
  audit (world, "Confirmation by the supervisor");
  try_alone ();
  sign_with_other ();
  finish ();
  expect_count (1, "SELECT count(*) FROM approval WHERE what = 'unlock' AND asked_by = 'yamamoto'"
                   " AND confirmed_by = 'yoshida' AND used_at IS NOT NULL");
  expect_password (UNLOCK_PASSWORD, RESET_PASSWORD);
}

/* --- what needs a certificate and leaves it alone --- */

static void
test_copy (void)
{
  walk (N_ ("Copy of the certificate once more"), "9");
  window_judges_printed (world, "再発行");
  expect_count (1, "SELECT count(*) FROM print_job JOIN case_file USING (case_id)"
                   " WHERE procedure = 'copy' AND form = 'certificate-copy'"
                   " AND print_job.state = 'done'");
}

static void
test_status (void)
{
  start ();
  window_steps_new_case_of (world, N_ ("Status of a certificate"), "0");
  window_steps_until (world, N_ ("Answer"), NULL);
  wait_label ("*電子証明書は有効です*");
  finish ();
  judge_card (PASSWORD);
}

/* --- the end of a certificate --- */

static void
test_revoke (void)
{
  start ();
  window_steps_new_case_of (world, N_ ("Revocation"), "4");
  window_steps_until (world, N_ ("Revoke this certificate?"), audit_own);
  expect_count (0, "SELECT count(*) FROM certificate WHERE state = 'revoked'");
  finish ();
  window_judges_revoked (world, serial, "Cessation Of Operation");
  expect_count (1, "SELECT count(*) FROM certificate AS t JOIN case_fact AS f"
                   " ON f.name = 'revoked-at' AND f.value = t.revoked_at"
                   " WHERE t.state = 'revoked' AND t.revocation_reason = 5");
}

/* The eleventh procedure of the list has a letter. */
static void
test_erase (void)
{
  walk (N_ ("Erase a certificate from the card"), "A");
  window_judges_empty_card (world);
}

/* --- not accepted --- */

static void
test_refuse (void)
{
  start ();
  window_steps_new_case (world);
  window_steps_until (world, N_ ("Check the form"), NULL);
  turn_aside (_ ("Refuse the application…"), _ ("Refuse"));
  window_steps_wait_heading (world, N_ ("Refused"));
  audit (world, "Refused");
  leave ();
  expect_count (1, "SELECT count(*) FROM case_file WHERE ending = 'refused'"
                   " AND card_holder = 'applicant'");
  expect_count (1, "SELECT count(*) FROM print_job JOIN case_file USING (case_id)"
                   " WHERE ending = 'refused' AND form = 'refusal' AND print_job.state = 'done'");
}

/* The menu asks once; nothing is printed, and the next person may come. */
static void
test_withdraw (void)
{
  start ();
  window_steps_new_case (world);
  window_steps_until (world, N_ ("Check the form"), NULL);
  turn_aside (_ ("The applicant withdraws…"), _ ("Withdraw"));
  window_steps_wait_heading (world, N_ ("Withdrawn"));
  audit (world, "Withdrawn");
  leave ();
  expect_count (1, "SELECT count(*) FROM case_file WHERE ending = 'withdrawn'"
                   " AND card_holder = 'applicant' AND cash = 'not-due' AND csr IS NULL");
  expect_count (0, "SELECT count(*) FROM print_job JOIN case_file USING (case_id)"
                   " WHERE ending = 'withdrawn' AND form = 'refusal'");
}

/* In this order: a case goes on with what the one before has left. */
static const WindowCase cases[] = {
  { "issue-before", test_issue_before },
  { "renew", test_renew },
  { "park", test_park },
  { "issue-held", test_issue_held },
  { "reset-password", test_reset_password },
  { "unlock", test_unlock },
  { "issue", test_issue },
  { "copy", test_copy },
  { "status", test_status },
  { "revoke", test_revoke },
  { "erase", test_erase },
  { "refuse", test_refuse },
  { "withdraw", test_withdraw },
};

int
main (int argc, char **argv)
{
  int status = window_cases_run (argc, argv, "window/procedures", window_steps_characters (),
                                 &world, cases, G_N_ELEMENTS (cases));

  g_free (serial);
  return status;
}
