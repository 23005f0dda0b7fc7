/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-clock.h"
#include "mado-period.h"
#include "mado-validity.h"

void
mado_validity_last_day (const GDate *issued, guint years, GDate *last)
{
  mado_period_last_day (issued, years * 12, last);
}

gint64
mado_validity_last_instant (const GDate *last)
{
  return mado_clock_instant (last, 23, 59, 59);
}

void
mado_validity_window_opens (const GDate *last, guint months, guint offset_days, GDate *opens)
{
  *opens = *last;
  g_date_subtract_months (opens, months); /* GLib stops at the month's end, as the profile asks */
  g_date_add_days (opens, offset_days);
}

guint
mado_validity_days_left (const GDate *last, const GDate *day)
{
  int days = g_date_days_between (day, last) + 1;

  return (guint) MAX (days, 0);
}

void
mado_validity_bound (gboolean card_ends, const GDate *card_last, GDate *last)
{
  if (card_ends && g_date_valid (card_last) && g_date_valid (last)
      && g_date_compare (card_last, last) < 0)
    *last = *card_last;
}
