/* Periods, ages, validity and window.  Sources: LAW 5, 民法 140 and 143, 年齢計算ニ関スル法律, end
 * days published for the first and last certificates, computed corrections of the domain notes
 * (10.1, 10.2). SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include <glib.h>

#include "mado-period.h"
#include "mado-validity.h"

static GDate
day_of (const char *iso)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) atoi (iso + 8), atoi (iso + 5), (GDateYear) atoi (iso));
  return date;
}

static void
assert_day (const GDate *date, const char *iso)
{
  char text[16];

  g_date_strftime (text, sizeof text, "%Y-%m-%d", date);
  g_assert_cmpstr (text, ==, iso);
}

static const struct
{
  const char *issued, *last;
} validities[] = {
  { "2004-01-29", "2007-01-28" }, /* the first certificates lapsed from 2007-01-29 on */
  { "2015-12-22", "2018-12-21" }, /* the last ones with 2018-12-21 */
  { "2010-04-01", "2013-03-31" }, { "2008-02-29", "2011-02-28" }, { "2012-02-29", "2015-02-28" },
  { "2009-03-01", "2012-02-29" }, { "2011-03-01", "2014-02-28" }, { "2009-02-28", "2012-02-27" },
  { "2010-01-01", "2012-12-31" }, { "2026-11-26", "2029-11-25" },
};

static void
test_last_day (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (validities); i++)
    {
      GDate issued = day_of (validities[i].issued), last;

      mado_validity_last_day (&issued, 3, &last);
      assert_day (&last, validities[i].last);
    }
}

static gboolean
is_leap (int year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* Walks day by day from the issue until the date "three years later" is passed, knowing nothing of
 * the code's way. */
static void
count_by_days (int *year, int *month, int *day)
{
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  const int end = (*year + 3) * 10000 + *month * 100 + *day;
  int before[3];

  do
    {
      before[0] = *year, before[1] = *month, before[2] = *day;
      if (++*day > lengths[*month - 1] + (*month == 2 && is_leap (*year)))
        *day = 1, ++*month;
      if (*month > 12)
        *month = 1, ++*year;
    }
  while (*year * 10000 + *month * 100 + *day < end);
  *year = before[0], *month = before[1], *day = before[2];
}

static void
test_last_day_by_walking (void)
{
  GDate issued = day_of ("1989-01-01"), end = day_of ("2041-01-01");

  for (; g_date_compare (&issued, &end) < 0; g_date_add_days (&issued, 1))
    {
      int year = g_date_get_year (&issued), month = (int) g_date_get_month (&issued);
      int day = g_date_get_day (&issued);
      GDate last;

      mado_validity_last_day (&issued, 3, &last);
      count_by_days (&year, &month, &day);
      g_assert_cmpint (g_date_get_year (&last), ==, year);
      g_assert_cmpint ((int) g_date_get_month (&last), ==, month);
      g_assert_cmpint (g_date_get_day (&last), ==, day);
    }
}

static void
test_last_instant (void)
{
  GDate last = day_of ("2013-03-31");

  g_assert_cmpint (mado_validity_last_instant (&last), ==, 1364741999); /* 2013-03-31T14:59:59Z */
}

static const struct
{
  const char *last;
  guint offset;
  const char *opens;
} windows[] = {
  { "2013-03-31", 0, "2012-12-31" }, { "2013-05-31", 0, "2013-02-28" },
  { "2012-05-31", 0, "2012-02-29" }, { "2013-05-30", 0, "2013-02-28" },
  { "2011-02-28", 0, "2010-11-28" }, { "2012-02-29", 0, "2011-11-29" },
  { "2013-08-01", 1, "2013-05-02" }, /* modern counting: Aug 1 opens May 2 */
  { "2013-04-10", 1, "2013-01-11" }, /* Apr 10 opens Jan 11 */
};

static void
test_window (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      GDate last = day_of (windows[i].last), opens;

      mado_validity_window_opens (&last, 3, windows[i].offset, &opens);
      assert_day (&opens, windows[i].opens);
    }
}

static void
test_days_left (void)
{
  GDate last = day_of ("2013-03-31"), day = day_of ("2013-03-31");

  g_assert_cmpuint (mado_validity_days_left (&last, &day), ==, 1);
  g_date_add_days (&day, 1);
  g_assert_cmpuint (mado_validity_days_left (&last, &day), ==, 0);
  g_date_add_days (&day, 100);
  g_assert_cmpuint (mado_validity_days_left (&last, &day), ==, 0);
  day = day_of ("2013-03-01");
  g_assert_cmpuint (mado_validity_days_left (&last, &day), ==, 31);
}

static const struct
{
  const char *issued, *last;
} papers[] = {
  { "2013-02-28", "2013-05-31" }, { "2012-02-29", "2012-05-31" }, { "2012-02-28", "2012-05-28" },
  { "2013-04-30", "2013-07-31" }, { "2013-09-30", "2013-12-31" }, { "2013-01-15", "2013-04-15" },
  { "2012-11-29", "2013-02-28" }, { "2012-11-30", "2013-02-28" }, { "2011-11-29", "2012-02-29" },
  { "2012-12-31", "2013-03-31" },
};

static void
test_three_month_papers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      GDate issued = day_of (papers[i].issued), last;

      mado_period_last_day_after (&issued, 3, &last);
      assert_day (&last, papers[i].last);
    }
}

static const struct
{
  const char *birth, *day;
  guint age;
} ages[] = {
  { "1980-02-17", "2013-02-15", 32 },
  { "1980-02-17", "2013-02-16", 33 }, /* the day before the birthday */
  { "1980-02-17", "2013-02-17", 33 },
  { "1998-04-01", "2013-03-30", 14 },
  { "1998-04-01", "2013-03-31", 15 },
  { "1996-02-29", "2011-02-27", 14 },
  { "1996-02-29", "2011-02-28", 15 },
  { "1996-02-29", "2012-02-28", 16 },
  { "1996-02-29", "2012-02-27", 15 },
  { "1996-03-01", "2012-02-28", 15 },
  { "1996-03-01", "2012-02-29", 16 },
  { "1996-03-01", "2011-02-28", 15 },
  { "2013-04-01", "2013-04-01", 0 },
  { "2013-04-01", "2014-03-31", 1 },
  { "2013-04-01", "2012-01-01", 0 },
  { "1993-01-01", "2012-12-31", 20 },
};

static void
test_ages (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ages); i++)
    {
      GDate birth = day_of (ages[i].birth), day = day_of (ages[i].day);

      g_test_message ("%s on %s", ages[i].birth, ages[i].day);
      g_assert_cmpuint (mado_age_on (&birth, &day), ==, ages[i].age);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/validity/last-day", test_last_day);
  g_test_add_func ("/rules/validity/last-day-by-walking", test_last_day_by_walking);
  g_test_add_func ("/rules/validity/last-instant", test_last_instant);
  g_test_add_func ("/rules/validity/window", test_window);
  g_test_add_func ("/rules/validity/days-left", test_days_left);
  g_test_add_func ("/rules/period/three-month-papers", test_three_month_papers);
  g_test_add_func ("/rules/period/ages", test_ages);
  return g_test_run ();
}
