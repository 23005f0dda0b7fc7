/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screens beside a case, by keyboard and in Japanese: letters, changes, expiry, search */
#include "config.h"

#include "window-audit.h"
#include "window-cases.h"
#include "window-interruptions.h"
#include "window-judges.h"
#include "window-moves.h"
#include "window-steps.h"
#include "window-visits.h"

#include <glib/gi18n.h>
#include <signal.h>

#define HOME                                                                                       \
  N_ ("Find a case by number, furigana or card") /* has the focus when no case is open             \
                                                  */

#define CARD_S 30 /* for pcscd to notice a card, on a busy machine */

static WindowWorld *world;
static guint n_findings;

static void
audit (const char *heading)
{
  n_findings += window_audit (world->driver, heading);
}

static void
begin (void)
{
  n_findings = 0;
  window_world_start_program (world);
  window_steps_sign_in (world, _ (HOME));
}

static void
end (void)
{
  window_world_end_program (world, SIGTERM);
  g_assert_cmpuint (n_findings, ==, 0);
}

static void
leave_screen (void)
{
  window_driver_press (world->driver, "Escape");
  window_driver_wait_focus (world->driver, _ (HOME));
}

/* --- by key and from the menu, and back with Esc --- */

static void
enter_from_menu (const char *item, const char *place)
{
  window_moves_menu (world, item);
  window_driver_wait_focus (world->driver, place);
}

/* Somebody who can be found. */
static void
issue_first (void)
{
  begin ();
  window_steps_new_case (world);
  window_steps_until (world, N_ ("Finished"), NULL);
  window_driver_press (world->driver, "F12");
  window_driver_wait_focus (world->driver, _ (HOME));
  end ();
}

/* --- by key and from the menu, and back with Esc --- */

static void
test_screens (void)
{
  window_world_new_card (world);
  issue_first ();
  begin ();
  window_driver_press (world->driver, "F8");
  g_object_unref (window_driver_wait_for (world->driver, ATSPI_ROLE_LABEL, "*項目を*調べました*"));
  audit ("Diagnosis");
  leave_screen ();
  window_driver_press (world->driver, "F3");
  window_driver_wait_focus (world->driver, _ ("What to search for"));
  audit ("Search");
  window_driver_type (world->driver, "髙橋");
  window_driver_press (world->driver, "Return");
  window_driver_wait_focus (world->driver, "*髙橋*"); /* the first person */
  audit ("Search, found");
  leave_screen ();
  enter_from_menu (_ ("Certificates about to end"), _ ("Month"));
  audit ("Certificates about to end");
  leave_screen ();
  enter_from_menu (_ ("Changes of resident data"), _ ("State"));
  audit ("Changes of resident data");
  leave_screen ();
  end ();
}

/* --- a proxy: two visits, and a letter between them --- */

static guint
count_deeds (const char *deed)
{
  g_autofree char *query
      = g_strdup_printf ("SELECT count (*) FROM inquiry_slip WHERE deed = '%s'", deed);

  return window_judges_count (world, query);
}

/* What the sealed slip went through is written down, each thing once. */
static void
expect_slip (void)
{
  static const char *const deeds[] = { "opened", "typed", "destroyed" };

  for (gsize i = 0; i < G_N_ELEMENTS (deeds); i++)
    g_assert_cmpuint (count_deeds (deeds[i]), ==, 1);
}

static void
test_proxy (void)
{
  static const char *const of_letter
      = "SELECT count (*) FROM inquiry AS i JOIN case_file AS c USING (case_id) "
        "WHERE i.state = 'consumed' AND c.ending = 'done' AND c.procedure = 'issue'";
  static const char *const checked = "SELECT count (*) FROM inquiry_check WHERE passed = 1";

  window_world_new_card (world);
  begin ();
  window_visits_proxy_first (world, audit);
  window_driver_press (world->driver, "F4");
  window_driver_wait_focus (world->driver, _ ("Bar code or number of a letter"));
  audit ("Letters");
  window_visits_ask_letter (world);
  window_visits_mail_letter (world);
  audit ("Letters, mailed");
  window_visits_proxy_again (world);
  window_driver_press (world->driver, "F12");
  window_driver_wait_focus (world->driver, _ (HOME));
  end ();
  g_assert_cmpuint (window_judges_count (world, of_letter), ==, 1);
  g_assert_cmpuint (window_judges_count (world, checked), ==, 8);
  expect_slip ();
  window_judges_card (world, WINDOW_STEPS_PASSWORD);
  window_judges_no_secret (world, WINDOW_STEPS_PASSWORD);
}

/* --- a mother for her child, the same day --- */

static void
test_statutory (void)
{
  static const char *const query
      = "SELECT count (*) FROM case_file AS c JOIN certificate USING (case_id) "
        "WHERE c.ending = 'done' AND c.applicant_kind = 'statutory'";

  window_world_new_card (world);
  begin ();
  window_visits_mother (world, audit);
  window_driver_press (world->driver, "F12");
  window_driver_wait_focus (world->driver, _ (HOME));
  end ();
  g_assert_cmpuint (window_judges_count (world, query), ==, 1);
  window_judges_card (world, WINDOW_STEPS_PASSWORD);
}

/* --- changes of resident data --- */

/* Until pcscd has noticed that the resident's card is @there, or gone. */
static void
wait_for_card (gboolean there)
{
  static const char *const argv[]
      = { "opensc-tool", "--reader", "Madoguchi training reader 00 01", "--atr", NULL };
  gint64 deadline = g_get_monotonic_time () + CARD_S * G_USEC_PER_SEC;
  int status;

  do
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_free (window_world_run (world, argv, &status));
    }
  while ((status == 0) != there);
}

static void
take_new_card (void)
{
  g_free (window_world_control (world, "remove resident"));
  wait_for_card (FALSE);
  window_world_new_card (world);
  wait_for_card (TRUE);
}

/* One of tests/scenarios without the window. */
static void
play (const char *scenario)
{
  g_autofree char *program = window_world_built ("madoguchictl");
  g_autofree char *file = g_strconcat (scenario, ".ini", NULL);
  g_autofree char *path
      = g_build_filename (g_getenv ("MADO_SOURCE_DIR"), "tests/scenarios", file, NULL);
  const char *argv[]
      = { program, "play",   path, "--operator=sato", "--password-file", "desk/sato.password",
          "--out", scenario, NULL };
  g_autofree char *said = NULL;
  int status;

  take_new_card ();
  said = window_world_run (world, argv, &status);
  if (status != 0)
    g_error ("%s: %s", scenario, said);
}

static void
change_record (const char *sql)
{
  const char *argv[] = { "sqlite3", "desk/desk.db", sql, NULL };
  g_autofree char *said = NULL;
  int status;

  said = window_world_run (world, argv, &status);
  if (status != 0)
    g_error ("sqlite3: %s", said);
}

/* As if they had been issued a month ago, but for the one that the change may be in already. */
static void
let_be_older (void)
{
  change_record ("UPDATE certificate SET not_before = not_before - 30 * 86400 WHERE case_id NOT IN"
                 " (SELECT case_id FROM case_person WHERE name LIKE '齋藤%')");
}

/* Two who died; somebody whose name is written otherwise; and a day that is none. */
static char *
write_changes (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, -5);
  g_autofree char *day = g_date_time_format (then, "%Y-%m-%d");
  g_autofree char *text = g_strdup_printf ("異動事由,異動日,氏名,フリガナ,生年月日\n"
                                           "死亡,%s,山田　一郎,ヤマダ　イチロウ,1956-08-02\n"
                                           "死亡,%s,齋藤　德子,サイトウ　ノリコ,1991-12-24\n"
                                           "死亡,%s,高橋　良郎,タカハシ　ヨシロウ,1980-02-17\n"
                                           "死亡,2026-13-40,山田　花子,ヤマダ　ハナコ,1956-08-02\n",
                                           day, day, day);
  char *path = window_world_path (world, "changes.csv");

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
wait_said (const char *mark, const char *text)
{
  g_autofree char *said = g_strconcat (mark, " ", text, NULL);

  g_object_unref (window_driver_wait_for (world->driver, ATSPI_ROLE_LABEL, said));
}

static void
import_changes (void)
{
  g_autofree char *path = write_changes ();
  g_autofree char *taken
      = g_strdup_printf (_ ("%u rows taken, %u known before, %u bad. They meet %u certificates, "
                            "%u running cases, %u letters."),
                         3u, 0u, 1u, 3u, 0u, 0u);

  window_driver_press (world->driver, "F2");
  g_object_unref (window_driver_wait_for (world->driver, ATSPI_ROLE_INVALID,
                                          _ ("The register's file of changes")));
  window_driver_type (world->driver, path); /* the stroke at its head opens the place to type in */
  window_driver_press (world->driver, "Return");
  wait_said ("▲", taken);
  window_driver_wait_focus (world->driver, _ ("Close"));
  window_driver_press (world->driver, "Return");
}

/* The keyboard begins at the safe answer. */
static void
answer_doubtful (const char *key, const char *name, const char *answer)
{
  g_autofree char *line = g_strdup_printf ("*%s*", name);
  g_autofree char *to_be_sent = g_strdup_printf ("▶*%s*", name);

  window_moves_to (world, key, line);
  window_driver_press (world->driver, "Return");
  window_driver_wait_focus (world->driver, _ ("Not now"));
  window_moves_answer (world, answer);
  window_driver_wait_focus (world->driver, to_be_sent);
}

/* Another spelling of the name; and a change that is older than the certificate. */
static void
decide_doubtful (void)
{
  window_driver_wait_focus (world->driver, _ ("State"));
  window_driver_press (world->driver, "F6");
  window_driver_wait_focus (world->driver, "*山田*");
  answer_doubtful ("Down", "髙橋", _ ("The same person: to be revoked"));
  answer_doubtful ("Up", "齋藤", _ ("Old data: to be revoked"));
}

static void
wait_sent (const char *mark, guint done, guint left)
{
  g_autofree char *text = g_strdup_printf (_ ("%u revoked, %u refused, %u left"), done, 0u, left);

  wait_said (mark, text);
}

static void
send (void)
{
  window_driver_press (world->driver, "F12");
  window_driver_wait_focus (world->driver, _ ("Not now"));
  window_moves_answer (world, _ ("Revoke"));
}

/* The CA does not answer until the clerk has stopped: the first one is revoked, no other. */
static void
send_and_stop (void)
{
  GPid authority = window_world_find_authority (world);

  g_assert_cmpint (kill (authority, SIGSTOP), ==, 0);
  send ();
  window_driver_wait_focus (world->driver, _ ("Stop"));
  window_driver_press (world->driver, "Return");
  wait_said ("▶", _ ("Stopping after what runs now…"));
  g_assert_cmpint (kill (authority, SIGCONT), ==, 0);
  wait_sent ("▲", 1, 2);
}

static void
expect_listed (guint n)
{
  g_autofree char *authority = window_world_built ("madoguchi-ca");
  const char *argv[]
      = { "sh", "-c",
          "\"$0\" --crl desk/ca | openssl crl -inform DER -noout -text | grep -c 'Serial Number:'",
          authority, NULL };
  g_autofree char *said = NULL;
  int status;

  said = window_world_run (world, argv, &status);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpuint (g_ascii_strtoull (said, NULL, 10), ==, n);
}

static void
test_changes (void)
{
  play ("yamada");
  play ("saito");
  play ("takahashi");
  let_be_older ();
  begin ();
  enter_from_menu (_ ("Changes of resident data"), _ ("State"));
  g_object_unref (
      window_driver_wait_for (world->driver, ATSPI_ROLE_LABEL,
                              _ ("No change waits. F2 imports a file from the register.")));
  import_changes ();
  audit ("Changes, imported");
  decide_doubtful ();
  send_and_stop ();
  send ();
  wait_sent ("●", 2, 0);
  window_driver_press (world->driver, "F9");
  wait_said ("●", _ ("The list was printed."));
  audit ("Changes, revoked");
  leave_screen ();
  end ();
  g_assert_cmpuint (
      window_judges_count (world, "SELECT count (*) FROM certificate WHERE state = 'revoked'"), ==,
      3);
  expect_listed (3);
}

/* --- certificates about to end --- */

/* As if it had been issued years ago: it ends in the middle of next month. */
static void
let_end_next_month (void)
{
  change_record (
      "UPDATE certificate SET not_after"
      " = strftime ('%s', date ('now', '+9 hours', 'start of month', '+1 month', '+14 days'))");
}

static void
wait_ending (guint n)
{
  g_autofree char *text = g_strdup_printf (_ ("%u certificates. F9 prints their notices."), n);

  g_object_unref (window_driver_wait_for (world->driver, ATSPI_ROLE_LABEL, text));
}

static void
test_expiring (void)
{
  g_autofree char *printed = g_strdup_printf (_ ("%u notices were printed."), 1u);

  play ("takahashi");
  let_end_next_month ();
  begin ();
  enter_from_menu (_ ("Certificates about to end"), _ ("Month"));
  g_object_unref (window_driver_wait_for (world->driver, ATSPI_ROLE_LABEL,
                                          _ ("No certificate of this month is without a notice.")));
  window_driver_press (world->driver, "space");
  window_driver_wait_focus (world->driver, "*年*");
  window_driver_press (world->driver, "Down");
  window_driver_press (world->driver, "Return");
  wait_ending (1);
  audit ("Certificates about to end, of next month");
  window_driver_press (world->driver, "F9");
  wait_said ("●", printed);
  window_driver_wait_focus (world->driver, _ ("Month"));
  window_moves_to (world, "Tab", "お知らせがまだの人だけ*");
  window_driver_press (world->driver, "space");
  wait_ending (1); /* who has a notice already */
  leave_screen ();
  window_interruptions_ledger (world, audit);
  end ();
  g_assert_cmpuint (window_judges_count (world, "SELECT count (*) FROM expiry_notice"), ==, 1);
}

/* --- what comes between --- */

static void
test_letters (void)
{
  begin ();
  window_interruptions_letters (world);
  end ();
}

static void
test_change_stop (void)
{
  window_world_new_card (world);
  begin ();
  window_interruptions_change (world);
  end ();
}

/* In this order: some cases go on with what one before has left. */
static const WindowCase cases[] = {
  { "screens", test_screens },         { "proxy", test_proxy },
  { "statutory", test_statutory },     { "changes", test_changes },
  { "expiring", test_expiring },       { "letters", test_letters },
  { "change-stop", test_change_stop },
};

int
main (int argc, char **argv)
{
  g_autofree char *characters
      = g_strconcat (window_steps_characters (), window_visits_characters (), NULL);

  return window_cases_run (argc, argv, "window-screens", characters, &world, cases,
                           G_N_ELEMENTS (cases));
}
