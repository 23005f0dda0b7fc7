/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real window, driven by keyboard through whole issuances on pcscd, CA and printer */
#include "config.h"

#include "window-audit.h"
#include "window-cases.h"
#include "window-judges.h"
#include "window-steps.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#define HOME                                                                                       \
  N_ ("Find a case by number, furigana or card") /* has the focus when no case is open             \
                                                  */

static WindowWorld *world;
static guint n_issued; /* by the tests so far */

static void
begin_case (void)
{
  window_world_start_program (world);
  window_steps_sign_in (world, _ (HOME));
  window_steps_new_case (world);
}

static void
finish_case (void)
{
  window_steps_until (world, N_ ("Finished"), NULL);
  window_driver_press (world->driver, "F12");
  window_driver_wait_focus (world->driver, _ (HOME));
  window_world_end_program (world, SIGTERM);
  window_judges_records (world, ++n_issued);
  window_judges_card (world, WINDOW_STEPS_PASSWORD);
}

/* --- a whole issuance, and what is left of the password --- */

static void
test_issue (void)
{
  begin_case ();
  finish_case ();
}

/* --- the same resident comes again for the password --- */

#define NEW_PASSWORD "P4R8T2"
#define DIGIT_CHANGE "6" /* of the list that F2 shows */

/* The tries are told before the resident types.  (A wrong entry: tests/workflow/test-password.c.)
 */
static void
test_change_password (void)
{
  window_world_start_program (world);
  window_steps_sign_in (world, _ (HOME));
  window_steps_set_passwords (WINDOW_STEPS_PASSWORD, NEW_PASSWORD);
  window_steps_next_case (world, DIGIT_CHANGE);
  window_steps_until (world, N_ ("The resident types the present password"), NULL);
  g_object_unref (window_driver_wait_for (world->driver, ATSPI_ROLE_LABEL, "*残り 5 回*"));
  window_steps_until (world, N_ ("Finished"), NULL);
  window_driver_press (world->driver, "F12");
  window_driver_wait_focus (world->driver, _ (HOME));
  window_world_end_program (world, SIGTERM);
  window_judges_card (world, NEW_PASSWORD);
  window_judges_no_secret (world, NEW_PASSWORD);
  window_steps_set_passwords (NULL, WINDOW_STEPS_PASSWORD);
}

static void
expect_forgotten (WindowWorld *self, const char *when)
{
  static const char *const forms[] = { "UTF-8", "UTF-16LE", "UTF-32LE" };
  g_autofree char *small = g_ascii_strdown (WINDOW_STEPS_PASSWORD, -1);
  g_autofree char *half = g_strndup (WINDOW_STEPS_PASSWORD, 8);
  const char *const secrets[] = { half, small, WINDOW_STEPS_OPERATOR };
  GBytes *needles[G_N_ELEMENTS (forms) * G_N_ELEMENTS (secrets) + 1] = { NULL };
  guint n_needles = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (forms); j++)
      {
        gsize n_bytes;
        char *bytes = g_convert (secrets[i], -1, forms[j], "UTF-8", NULL, &n_bytes, NULL);

        needles[n_needles++] = g_bytes_new_take (bytes, n_bytes);
      }
  g_assert_cmpuint (seen_process_search (self->program, needles), ==, 0);
  g_test_message ("%s: %" G_GSIZE_FORMAT " bytes of memory hold no password", when,
                  seen_process_count_bytes (self->program));
  for (guint i = 0; i < n_needles; i++)
    g_bytes_unref (needles[i]);
}

static void
expect_unheard (void)
{
  GPtrArray *heard = window_driver_get_heard (world->driver);
  const char *inserted = window_driver_get_inserted (world->driver);
  g_autofree char *small = g_ascii_strdown (WINDOW_STEPS_PASSWORD, -1);

  g_assert_nonnull (strstr (inserted, "髙橋　𠮷郎")); /* letter by letter */
  g_assert_nonnull (strstr (inserted, "****"));
  g_assert_null (strstr (inserted, "K7Q"));
  g_assert_null (strstr (inserted, "k7q"));
  g_assert_null (strstr (inserted, "kunren"));
  g_assert_cmpuint (heard->len, >, 50);
  for (guint i = 0; i < heard->len; i++)
    {
      g_assert_null (strstr (g_ptr_array_index (heard, i), WINDOW_STEPS_PASSWORD));
      g_assert_null (strstr (g_ptr_array_index (heard, i), small));
      g_assert_null (strstr (g_ptr_array_index (heard, i), WINDOW_STEPS_OPERATOR));
    }
}

/* The search itself finds what is there: the case's address, which the window shows. */
static void
expect_search_works (void)
{
  g_autoptr (GBytes) shown = g_bytes_new_static ("中央一丁目", strlen ("中央一丁目"));
  GBytes *const needles[] = { shown, NULL };

  g_assert_cmpuint (seen_process_search (world->program, needles), >, 0);
}

static void
test_secret (void)
{
  window_world_new_card (world);
  begin_case ();
  g_assert_true (seen_process_is_closed (world->program));
  expect_forgotten (world, "signed in");
  window_steps_until (world, N_ ("Take the card back"), NULL);
  expect_forgotten (world, "password given");
  expect_search_works ();
  window_steps_until (world, N_ ("Give the card back"), NULL);
  expect_forgotten (world, "certificate written");
  finish_case ();
  expect_unheard ();
  window_judges_no_secret (world, WINDOW_STEPS_PASSWORD);
}

/* --- keyboard and names on each screen --- */

static guint n_findings;

static void
audit (WindowWorld *self, const char *heading)
{
  n_findings += window_audit (self->driver, heading);
}

static void
test_keyboard (void)
{
  window_world_new_card (world);
  window_world_start_program (world);
  window_driver_wait_focus (world->driver, _ ("Password"));
  audit (world, "Sign in");
  window_steps_sign_in (world, _ (HOME));
  audit (world, "Home");
  window_steps_new_case (world);
  window_steps_until (world, N_ ("Finished"), audit);
  audit (world, "Finished");
  finish_case ();
  g_assert_cmpuint (n_findings, ==, 0);
}

/* --- the card is pulled --- */

static gboolean
card_lamp_is_out (gpointer data)
{
  g_autofree char *lamp = g_strconcat ("● ", _ ("Card"), "*", NULL);
  g_autoptr (WindowThing) found = window_driver_find (world->driver, ATSPI_ROLE_LABEL, lamp);

  return found == NULL;
}

static gboolean
card_lamp_is_lit (gpointer data)
{
  return !card_lamp_is_out (data);
}

/* Each sentence ends with its code: K.. for what happened to the card, R.. for the reader. */
static void
wait_problem (const char *code)
{
  g_autofree char *pattern = g_strdup_printf ("■ *［%s］*", code);

  g_object_unref (window_driver_wait_for (world->driver, ATSPI_ROLE_LABEL, pattern));
}

static void
put_card_back (void)
{
  window_driver_wait (world->driver, card_lamp_is_out, NULL, "the lamp of the card to go out");
  g_free (window_world_control (world, "insert resident"));
  window_driver_wait (world->driver, card_lamp_is_lit, NULL, "the lamp of the card");
}

static void
test_pulled_at_keygen (void)
{
  window_world_new_card (world);
  begin_case ();
  window_steps_until (world, N_ ("The resident starts the key generation"), NULL);
  g_free (window_world_control (world, "keygen resident 30000"));
  window_steps_until (world, N_ ("Key generation"), NULL);
  g_free (window_world_control (world, "remove resident"));
  window_steps_wait_heading (world, N_ ("The resident starts the key generation"));
  wait_problem ("K??");
  put_card_back ();
  finish_case ();
}

static void
test_pulled_at_writing (void)
{
  window_world_new_card (world);
  begin_case ();
  window_steps_until (world, N_ ("Take the card back"), NULL);
  g_free (window_world_control (world, "tear resident 2"));
  window_steps_until (world, N_ ("Clean the card"), NULL);
  wait_problem ("R??");
  put_card_back ();
  window_driver_press (world->driver, "F12");
  finish_case ();
}

/* --- the program is killed --- */

/* The CA has the request and does not answer; the program is killed; the CA goes on and issues. */
static void
test_killed (void)
{
  GPid authority = window_world_find_authority (world);

  window_world_new_card (world);
  begin_case ();
  window_steps_until (world, N_ ("Take the card back"), NULL);
  g_assert_cmpint (kill (authority, SIGSTOP), ==, 0);
  window_steps_until (world, N_ ("Authority and card"), NULL);
  g_assert_true (WIFSIGNALED (window_world_end_program (world, SIGKILL)));
  g_assert_cmpint (kill (authority, SIGCONT), ==, 0);
  window_world_start_program (world);
  window_steps_sign_in (world, "*、髙橋　𠮷郎、*"); /* the case's row */
  window_driver_press (world->driver, "F12");
  window_steps_wait_heading (world, N_ ("Ask the authority"));
  window_driver_press (world->driver, "F12");
  finish_case ();
}

/* --- the program ends, or is killed, while the clerk types --- */

#define KANA "タカハシ　ヨシロウ"
#define NAME "髙橋　𠮷郎"

static gboolean
is_name_stored (gpointer data)
{
  return window_judges_count (world, "SELECT count(*) FROM case_person WHERE name = '" NAME "'")
         == 1;
}

/* The end of the session is told by a signal; after the other one nobody can store anything. */
static void
test_typed (void)
{
  int status;

  begin_case ();
  window_driver_type (world->driver, KANA);
  status = window_world_end_program (world, SIGTERM);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  g_assert_cmpuint (
      window_judges_count (world, "SELECT count(*) FROM case_person WHERE kana = '" KANA "'"), ==,
      1);
  window_world_start_program (world);
  window_steps_sign_in (world, "*-001、*"); /* the case's row */
  window_driver_press (world->driver, "F12");
  window_driver_wait_focus (world->driver, _ ("Name"));
  window_driver_type (world->driver, NAME);
  window_driver_wait (world->driver, is_name_stored, NULL, "the name in the record");
  g_assert_true (WIFSIGNALED (window_world_end_program (world, SIGKILL)));
  window_world_start_program (world);
  window_steps_sign_in (world, "*、" NAME "、*");
  window_world_end_program (world, SIGTERM);
}

/* --- a lost card is reported --- */

/* The rows that an issuance shares were audited with it. */
static void
audit_own (WindowWorld *self, const char *heading)
{
  static const char *const own[]
      = { "Ground and certificate", "Revoke this certificate?", "Hand over the slip", NULL };

  if (g_strv_contains (own, heading))
    audit (self, heading);
}

/* The certificate of a first issue, whose holder comes back without card and copy. */
static void
test_report (void)
{
  static const char *const query
      = "SELECT count (*) FROM certificate AS t JOIN case_fact AS f ON f.name = 'revoked-at' "
        "AND f.value = t.revoked_at WHERE t.state = 'revoked' AND t.revocation_reason = 1";
  guint n_before = n_findings;

  window_world_new_card (world);
  begin_case ();
  finish_case ();
  window_world_start_program (world);
  window_steps_sign_in (world, _ (HOME));
  window_steps_new_case_of (world, N_ ("Report of loss or leak"), "5");
  window_steps_until (world, N_ ("Revoke this certificate?"), audit_own);
  g_assert_cmpuint (window_judges_count (world, query), ==, 0);
  window_steps_until (world, N_ ("Finished"), audit_own);
  g_assert_cmpuint (window_judges_count (world, query), ==, 1);
  window_driver_press (world->driver, "F12");
  window_driver_wait_focus (world->driver, _ (HOME));
  window_world_end_program (world, SIGTERM);
  g_assert_cmpuint (n_findings, ==, n_before);
}

/* In this order: some cases go on with what one before has left. */
static const WindowCase cases[] = {
  { "issue", test_issue },
  { "change-password", test_change_password },
  { "secret", test_secret },
  { "keyboard", test_keyboard },
  { "pulled-at-keygen", test_pulled_at_keygen },
  { "pulled-at-writing", test_pulled_at_writing },
  { "killed", test_killed },
  { "typed", test_typed },
  { "report", test_report },
};

int
main (int argc, char **argv)
{
  return window_cases_run (argc, argv, "window", window_steps_characters (), &world, cases,
                           G_N_ELEMENTS (cases));
}
