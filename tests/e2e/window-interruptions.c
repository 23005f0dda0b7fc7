/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window-interruptions.h"

#include "window-judges.h"
#include "window-moves.h"
#include "window-steps.h"
#include "window-visits.h"

#include <glib/gi18n.h>
#include <signal.h>

#define HOME N_ ("Find a case by number, furigana or card")
#define LETTER_TITLE "照会書"
#define LEDGER_TITLE "電子証明書交付記録簿"
#define NAME "髙橋　𠮷郎" /* of tests/scenarios/takahashi.ini, as window-steps-rows.c types it */
#define KANA "タカハシ　ヨシロウ"

static void
press (WindowWorld *world, const char *key)
{
  window_driver_press (world->driver, key);
}

static void
at (WindowWorld *world, const char *place)
{
  window_driver_wait_focus (world->driver, place);
}

static void
wait_label (WindowWorld *world, const char *pattern)
{
  g_object_unref (window_driver_wait_for (world->driver, ATSPI_ROLE_LABEL, pattern));
}

static void
leave_screen (WindowWorld *world)
{
  press (world, "Escape");
  at (world, _ (HOME));
}

static void
expect_count (WindowWorld *world, guint n, const char *query)
{
  guint found = window_judges_count (world, query);

  if (found != n)
    g_error ("%s: %u instead of %u", query, found, n);
}

static void
expect_printed (WindowWorld *world, guint n, const char *text)
{
  guint found = window_judges_count_prints (world, text);

  if (found != n)
    g_error ("%u prints say \"%s\" instead of %u", found, text, n);
}

/* --- letters --- */

static void
enter_book (WindowWorld *world)
{
  press (world, "F4");
  at (world, _ ("Bar code or number of a letter"));
}

/* The book counts what the database says. */
static void
wait_counts (WindowWorld *world, guint to_print, guint to_mail)
{
  g_autofree char *text
      = g_strdup_printf (_ ("Open %u   to print %u   to mail %u   came back %u   overdue %u"),
                         to_print + to_mail, to_print, to_mail, 0u, 0u);

  wait_label (world, text);
}

static void
wait_ended (WindowWorld *world, const char *mark, guint printed, guint others)
{
  g_autofree char *text = g_strdup_printf (_ ("%u printed, %u not."), printed, others);
  g_autofree char *said = g_strconcat (mark, " ", text, NULL);

  wait_label (world, said);
}

/* The printer does not answer until the clerk has stopped: the first letter comes out, no other. */
static void
print_and_stop (WindowWorld *world)
{
  GPid printer = window_world_find_part (world, "ippeveprinter");
  g_autofree char *begun = g_strdup_printf (_ ("%u of %u printed, %u to be looked at"), 0u, 3u, 0u);

  g_assert_cmpint (kill (printer, SIGSTOP), ==, 0);
  window_moves_menu (world, _ ("Print all letters that were asked for"));
  g_object_unref (
      window_driver_wait_for (world->driver, ATSPI_ROLE_PROGRESS_BAR, _ ("Printing letters")));
  wait_label (world, begun);
  at (world, _ ("Stop after this letter"));
  press (world, "Return");
  wait_label (world, _ ("Stopping after this letter…"));
  g_assert_cmpint (kill (printer, SIGCONT), ==, 0);
  wait_ended (world, "▲", 1, 2);
}

static void
expect_letters (WindowWorld *world, guint printed, guint waiting)
{
  expect_count (world, printed, "SELECT count(*) FROM inquiry WHERE state = 'printed'");
  expect_count (world, waiting, "SELECT count(*) FROM inquiry WHERE state = 'received'");
  expect_count (world, printed, "SELECT count(*) FROM event WHERE code = 'inquiry.print'");
  expect_printed (world, printed, LETTER_TITLE);
}

void
window_interruptions_letters (WindowWorld *world)
{
  static const char *const births[] = { "S31.8.2", "S31.8.3", "S31.8.4" };

  enter_book (world);
  for (guint i = 0; i < G_N_ELEMENTS (births); i++)
    {
      window_visits_ask_letter_of (world, births[i]);
      wait_counts (world, i + 1, 0);
    }
  print_and_stop (world);
  wait_counts (world, 2, 1);
  expect_letters (world, 1, 2);
  leave_screen (world);

  enter_book (world);
  window_moves_menu (world, _ ("Print all letters that were asked for"));
  wait_ended (world, "●", 2, 0);
  wait_counts (world, 0, 3);
  expect_letters (world, 3, 0);
  leave_screen (world);
}

/* --- the ledger --- */

/* Of the month that is @back months before this one.  Returns: (transfer full): as it is printed.
 */
static char *
month_of (guint back)
{
  g_autoptr (GTimeZone) japan = g_time_zone_new_offset (9 * 60 * 60);
  g_autoptr (GDateTime) now = g_date_time_new_now (japan);
  GDate from;
  GDate to;

  g_date_set_dmy (&from, 1, (GDateMonth) g_date_time_get_month (now),
                  (GDateYear) g_date_time_get_year (now));
  g_date_subtract_months (&from, back);
  to = from;
  g_date_add_months (&to, 1);
  g_date_subtract_days (&to, 1);
  return g_strdup_printf ("令和%d年%d月1日から令和%d年%d月%d日まで", g_date_get_year (&from) - 2018,
                          (int) g_date_get_month (&from), g_date_get_year (&to) - 2018,
                          (int) g_date_get_month (&to), g_date_get_day (&to));
}

typedef struct
{
  WindowWorld *world;
  guint n;
} Prints;

/* What the screen says of the print before still stands there for a moment. */
static gboolean
have_come_out (gpointer data)
{
  const Prints *prints = data;

  return window_judges_count_prints (prints->world, LEDGER_TITLE) == prints->n;
}

/* @downs: how many lines below the first one, which is today; @n: prints of it afterwards */
static void
print_ledger (WindowWorld *world, guint downs, guint n, void (*visit) (const char *heading))
{
  g_autofree char *done = g_strconcat ("● ", _ ("The ledger was printed."), NULL);
  Prints prints = { world, n };

  window_moves_menu (world, _ ("Print the issuance ledger…"));
  at (world, _ ("Period"));
  if (visit != NULL)
    visit ("Print the issuance ledger");
  if (downs > 0)
    {
      press (world, "space");
      at (world, _ ("Today"));
      for (guint i = 0; i < downs; i++)
        window_moves_press (world, "Down");
      press (world, "Return");
      at (world, _ ("Period"));
    }
  window_moves_answer (world, _ ("Print"));
  window_driver_wait (world->driver, have_come_out, &prints, "the ledger on paper");
  wait_label (world, done);
}

void
window_interruptions_ledger (WindowWorld *world, void (*visit) (const char *heading))
{
  g_autofree char *this = month_of (0);
  g_autofree char *before = month_of (1);

  print_ledger (world, 0, 1, visit);
  expect_printed (world, 0, this);
  print_ledger (world, 1, 2, NULL);
  expect_printed (world, 1, this);
  expect_printed (world, 0, "この期間の交付はありません。");
  print_ledger (world, 2, 3, NULL);
  expect_printed (world, 1, before);
  expect_printed (world, 1, "この期間の交付はありません。");
}

/* --- a change of resident data meets a case --- */

static char *
write_move (WindowWorld *world)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, -5);
  g_autofree char *day = g_date_time_format (then, "%Y-%m-%d");
  g_autofree char *text = g_strdup_printf ("異動事由,異動日,氏名,フリガナ,生年月日,新住所\n"
                                           "転居,%s," NAME "," KANA ",1980-02-%02u,東京都\n",
                                           day, 16 + world->n_cases);
  char *path = window_world_path (world, "move.csv");

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
import_move (WindowWorld *world)
{
  g_autofree char *path = write_move (world);
  g_autofree char *taken
      = g_strdup_printf (_ ("%u rows taken, %u known before, %u bad. They meet %u certificates, "
                            "%u running cases, %u letters."),
                         1u, 0u, 0u, 1u, 1u, 0u);
  g_autofree char *pattern = g_strconcat ("● ", taken, NULL);

  window_moves_menu (world, _ ("Changes of resident data"));
  at (world, _ ("State"));
  press (world, "F2");
  g_object_unref (window_driver_wait_for (world->driver, ATSPI_ROLE_INVALID,
                                          _ ("The register's file of changes")));
  window_driver_type (world->driver, path);
  press (world, "Return");
  /* Not to look at the windows while one of them goes: GTK 4.8 hands out the resident's, hidden one
   * in its place, which has no name on the bus. */
  at (world, _ ("State"));
  wait_label (world, pattern);
  press (world, "Escape");
}

static void
wait_part (WindowWorld *world, const char *text)
{
  g_autofree char *pattern = g_strconcat ("*", text, "*", NULL);

  wait_label (world, pattern);
}

/* The move is five days older than the case, which has the old address: why it is asked, card and
 * money, and what comes next. */
static void
expect_told (WindowWorld *world)
{
  wait_part (world, _ ("A change in the register may be in this case already."));
  wait_part (world, _ ("Card and fee are unchanged."));
  wait_part (world,
             _ ("Look it up in the register. F12 stops the case; F5: the case agrees with it."));
  wait_part (world, "［H13］");
}

static void
expect_stopped (WindowWorld *world)
{
  expect_count (world, 1,
                "SELECT count(*) FROM case_file WHERE ending = 'stopped'"
                " AND card_holder = 'applicant' AND cash = 'not-due'");
  expect_count (world, 0, "SELECT count(*) FROM receipt");
  expect_count (world, 0, "SELECT count(*) FROM ledger");
  expect_count (world, 0, "SELECT count(*) FROM certificate WHERE state = 'confirmed'");
  expect_count (world, 1,
                "SELECT count(*) FROM event WHERE code = 'changes.stop'"
                " AND outcome = 'ok'");
}

void
window_interruptions_change (WindowWorld *world)
{
  g_autofree char *serial = NULL;

  window_steps_new_case (world);
  window_steps_until (world, N_ ("Fee"), NULL);
  window_judges_card (world, WINDOW_STEPS_PASSWORD);
  serial = window_judges_serial (world);
  press (world, "Escape");
  at (world, "*、" NAME "、*"); /* the case's row */
  import_move (world);
  at (world, "*、" NAME "、*");
  press (world, "F12");
  window_steps_wait_heading (world, N_ ("Does this case have the change already?"));
  expect_told (world);
  press (world, "F12");
  window_steps_wait_heading (world, N_ ("Stopped by a change of resident data"));
  press (world, "F12");
  at (world, _ (HOME));
  expect_stopped (world);
  window_judges_revoked (world, serial, "Revocation Date"); /* it was never handed over */
  window_judges_empty_card (world);
}
