/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-period.h"

void
mado_period_last_day (const GDate *first, guint months, GDate *last)
{
  guint count
      = (guint) g_date_get_year (first) * 12 + (guint) g_date_get_month (first) - 1 + months;
  GDateYear year = (GDateYear) (count / 12);
  GDateMonth month = (GDateMonth) (count % 12 + 1);
  GDateDay day = g_date_get_day (first);

  g_date_clear (last, 1);
  if (g_date_valid_dmy (day, month, year))
    {
      g_date_set_dmy (last, day, month, year);
      g_date_subtract_days (last, 1);
    }
  else
    g_date_set_dmy (last, g_date_get_days_in_month (month, year), month, year);
}

void
mado_period_last_day_after (const GDate *event, guint months, GDate *last)
{
  GDate first = *event;

  g_date_add_days (&first, 1);
  mado_period_last_day (&first, months, last);
}

void
mado_age_reached_on (const GDate *birth, guint age, GDate *day)
{
  mado_period_last_day (birth, age * 12, day);
}

guint
mado_age_on (const GDate *birth, const GDate *day)
{
  int years = (int) g_date_get_year (day) - (int) g_date_get_year (birth) + 1;

  for (; years > 0; years--)
    {
      GDate reached;

      mado_age_reached_on (birth, (guint) years, &reached);
      if (g_date_compare (&reached, day) <= 0)
        break;
    }
  return (guint) MAX (years, 0);
}
