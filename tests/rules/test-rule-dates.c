/* Every rule about days, each day from 1989 to 2040, against a second computation that shares
 * nothing with the first: days as numbers by the civil calendar's formula, months added by hand.
 * Sources: LAW 5; REG 44; 民法 140, 143; 年齢計算ニ関スル法律; MIC page Q7; JORD 30-20.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "profile-fixture.h"

#include "mado-inquiry-rule.h"
#include "mado-lapse.h"
#include "mado-period.h"
#include "mado-renewal.h"
#include "mado-retention.h"
#include "mado-validity.h"

#define FIRST_YEAR 1989
#define LAST_YEAR 2040

typedef struct
{
  int year, month, day;
} Civil;

/* Days since 1970-01-01, by counting eras of 400 years that begin with March. */
static int
number_of (Civil civil)
{
  const int year = civil.year - (civil.month <= 2);
  const int era = year / 400, of_era = year % 400;
  const int of_year = (153 * (civil.month + (civil.month > 2 ? -3 : 9)) + 2) / 5 + civil.day - 1;

  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static int
length_of (int year, int month)
{
  const Civil first = { year, month, 1 };
  const Civil next = { month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1 };

  return number_of (next) - number_of (first);
}

static int
number_of_date (const GDate *date)
{
  return number_of (
      (Civil){ g_date_get_year (date), (int) g_date_get_month (date), g_date_get_day (date) });
}

/* The number of the last day of @months counted from @first on: walks the months one by one. */
static int
end_of_period (Civil first, int months)
{
  Civil at = first;

  while (months-- > 0)
    {
      at.month++;
      if (at.month == 13)
        {
          at.month = 1;
          at.year++;
        }
    }
  if (at.day > length_of (at.year, at.month)) /* no such day: the month's last */
    return number_of ((Civil){ at.year, at.month, length_of (at.year, at.month) });
  return number_of (at) - 1;
}

static Civil
next_day (Civil civil)
{
  if (++civil.day > length_of (civil.year, civil.month))
    {
      civil.day = 1;
      if (++civil.month == 13)
        {
          civil.month = 1;
          civil.year++;
        }
    }
  return civil;
}

/* Three months back, or the month's last day. */
static int
window_opens (Civil last)
{
  Civil at = { last.year, last.month - 3, last.day };

  if (at.month < 1)
    {
      at.month += 12;
      at.year--;
    }
  at.day = MIN (at.day, length_of (at.year, at.month));
  return number_of (at);
}

typedef void (*Check) (const MadoOfficeProfile *profile, const GDate *date, Civil civil);

static void
each_day (Check check)
{
  g_autoptr (MadoOfficeProfile) profile = make_profile (NULL);
  Civil civil = { FIRST_YEAR, 1, 1 };
  guint n_days = 0;

  for (; civil.year <= LAST_YEAR; civil = next_day (civil), n_days++)
    {
      GDate date;

      g_date_clear (&date, 1);
      g_date_set_dmy (&date, (GDateDay) civil.day, civil.month, (GDateYear) civil.year);
      check (profile, &date, civil);
    }
  g_assert_cmpuint (n_days, ==, 18993); /* 52 years, 13 of them leap */
}

static void
check_period (const MadoOfficeProfile *profile, const GDate *date, Civil civil)
{
  GDate last, keep, other, paper;

  mado_validity_last_day (date, profile->validity_years, &last);
  g_assert_cmpint (number_of_date (&last), ==, end_of_period (civil, 36));
  mado_retention_application_until (profile, date, &keep);
  g_assert_cmpint (number_of_date (&keep), ==, end_of_period (next_day (civil), 120));
  mado_retention_other_until (profile, date, &other);
  g_assert_cmpint (number_of_date (&other), ==, end_of_period (civil, 120));
  mado_period_last_day_after (date, profile->seal_certificate_months, &paper);
  g_assert_cmpint (number_of_date (&paper), ==, end_of_period (next_day (civil), 3));
}

static void
test_periods (void)
{
  each_day (check_period);
}

static void
check_day_counts (const MadoOfficeProfile *profile, const GDate *date, Civil civil)
{
  const int today = number_of (civil);
  MadoLapseFacts facts;
  MadoLapse lapse;
  GDate by, due;

  mado_retention_answer_by (profile, date, &by);
  g_assert_cmpint (number_of_date (&by), ==, today + 29);
  mado_inquiry_due (profile, date, &due);
  g_assert_cmpint (number_of_date (&due), ==, today + 30);
  mado_lapse_facts_init (&facts, MADO_EVENT_MOVE_IN, date);
  mado_lapse_ask (profile, &facts, &lapse);
  if (today < number_of ((Civil){ 2012, 7, 9 }))
    g_assert_cmpint (lapse.card, ==, MADO_CARD_EFFECT_VOID);
  else
    g_assert_cmpint (number_of_date (&lapse.card_last_day), ==, today + 90);
}

static void
test_day_counts (void)
{
  each_day (check_day_counts);
}

/* A certificate that ends on that day: the days around the opening and the end of its window. */
static void
check_window (const MadoOfficeProfile *profile, const GDate *last, Civil civil)
{
  const int opens = window_opens (civil), ends = number_of (civil);
  const int days[] = { opens - 1, opens, opens + 1, ends, ends + 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      const MadoRenewalState expected = days[i] < opens  ? MADO_RENEWAL_TOO_EARLY
                                        : days[i] > ends ? MADO_RENEWAL_OVER
                                                         : MADO_RENEWAL_OPEN;
      GDate day = *last;
      MadoRenewal renewal;

      g_date_subtract_days (&day, (guint) (ends - opens + 1));
      g_date_add_days (&day, (guint) (days[i] - (opens - 1)));
      mado_renewal_ask (profile, last, &day, &renewal);
      g_assert_cmpint (renewal.state, ==, expected);
      g_assert_cmpint (number_of_date (&renewal.opens), ==, opens);
      g_assert_cmpint ((int) renewal.lost_days, ==, MAX (ends - days[i], 0));
      g_assert_cmpint ((int) renewal.days_left, ==, MAX (ends - days[i] + 1, 0));
      g_assert_cmpuint (renewal.lost_months, <=, 4);
      g_assert_cmpuint (renewal.lost_days_beyond_months, <=, 31);
    }
}

static void
test_windows (void)
{
  each_day (check_window);
}

/* A person born on that day: the day before each birthday belongs to the new age. */
static void
check_age (const MadoOfficeProfile *profile, const GDate *birth, Civil civil)
{
  const guint ages[] = { 1, 14, 15, 16, 20 };

  for (gsize i = 0; i < G_N_ELEMENTS (ages); i++)
    {
      const int reached = end_of_period (civil, (int) ages[i] * 12);
      GDate day, same;

      mado_age_reached_on (birth, ages[i], &same);
      g_assert_cmpint (number_of_date (&same), ==, reached);
      day = *birth;
      g_date_add_days (&day, (guint) (reached - number_of (civil)));
      g_assert_cmpuint (mado_age_on (birth, &day), ==, ages[i]);
      g_date_subtract_days (&day, 1);
      g_assert_cmpuint (mado_age_on (birth, &day), ==, ages[i] - 1);
    }
}

static void
test_ages (void)
{
  each_day (check_age);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/dates/periods", test_periods);
  g_test_add_func ("/rules/dates/day-counts", test_day_counts);
  g_test_add_func ("/rules/dates/windows", test_windows);
  g_test_add_func ("/rules/dates/ages", test_ages);
  return g_test_run ();
}
