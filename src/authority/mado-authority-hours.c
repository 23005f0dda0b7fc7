/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hours of service: the prefecture's system stops at the end of its day, whatever the counters do
 * (Kutchan: 「システムの運用制限により 17:00 を過ぎると提供できない」). */
#include "config.h"

#include "mado-authority-private.h"

#include <stdio.h>

#define DAY_MINUTES (24 * 60)
#define JAPAN_S (9 * 3600)

gboolean
mado_hours_are_over (const MadoAuthorityHours *hours, gint64 now)
{
  g_autoptr (GDate) day = mado_clock_date_of (now);
  guint weekday = (guint) g_date_get_weekday (day) - G_DATE_MONDAY;
  guint minute = (guint) ((now + JAPAN_S) / 60 % DAY_MINUTES);

  if (hours->open_minute == hours->close_minute)
    return FALSE;
  return minute < hours->open_minute || minute >= hours->close_minute
         || (hours->weekdays_only && weekday >= 5);
}

/* "9:00-17:00", "09:00-16:30" */
gboolean
mado_authority_hours_parse (const char *text, MadoAuthorityHours *hours)
{
  guint open_h, open_m, close_h, close_m;
  char behind;

  if (sscanf (text, "%2u:%2u-%2u:%2u%c", &open_h, &open_m, &close_h, &close_m, &behind) != 4
      || open_m > 59 || close_m > 59 || close_h * 60 + close_m > DAY_MINUTES
      || open_h * 60 + open_m >= close_h * 60 + close_m)
    return FALSE;
  hours->open_minute = open_h * 60 + open_m;
  hours->close_minute = close_h * 60 + close_m;
  return TRUE;
}
