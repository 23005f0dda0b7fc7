/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-hours.h"

#define SEARCH_DAYS 62 /* no office stays closed for longer; ends the search in a wrong profile */

gboolean
mado_hours_service (const MadoOfficeProfile *profile, const GDate *day, guint minute,
                    MadoReason *reason)
{
  const int to_last = g_date_valid (&profile->last_issue_day)
                          ? g_date_compare (day, &profile->last_issue_day)
                          : -1;
  MadoReason found = MADO_N_REASONS;

  if (g_date_compare (day, &profile->first_issue_day) < 0)
    found = MADO_REASON_BEFORE_SERVICE;
  else if (to_last > 0 || (to_last == 0 && minute >= profile->last_issue_time))
    found = MADO_REASON_AFTER_SERVICE;
  if (reason != NULL)
    *reason = found;
  return found == MADO_N_REASONS;
}

gboolean
mado_hours_counter (const MadoOfficeProfile *profile, const GDate *day, guint minute,
                    MadoReason *reason)
{
  MadoReason found = MADO_N_REASONS;

  if (mado_office_profile_is_closed_day (profile, day))
    found = MADO_REASON_CLOSED_DAY;
  else if (!mado_office_profile_is_open_at (profile, minute))
    found = MADO_REASON_CLOSED_HOURS;
  if (reason != NULL)
    *reason = found;
  return found == MADO_N_REASONS;
}

gboolean
mado_hours_ca (const MadoOfficeProfile *profile, const GDate *day, guint minute, MadoReason *reason)
{
  MadoReason found = MADO_N_REASONS;

  if (mado_office_profile_ca_is_stopped (profile, day))
    found = MADO_REASON_CA_STOPPED;
  else if (minute < profile->ca_open || minute >= profile->ca_close)
    found = MADO_REASON_CA_CLOSED;
  else if (minute + profile->procedure_minutes > profile->ca_close)
    found = MADO_REASON_CA_CLOSES_SOON;
  if (reason != NULL)
    *reason = found;
  return found == MADO_N_REASONS || found == MADO_REASON_CA_CLOSES_SOON;
}

void
mado_hours_next_day (const MadoOfficeProfile *profile, const GDate *day, GDate *next)
{
  GDate candidate = *day;

  *next = *day;
  for (guint i = 0; i < SEARCH_DAYS; i++)
    {
      g_date_add_days (&candidate, 1);
      if (mado_office_profile_is_closed_day (profile, &candidate)
          || mado_office_profile_ca_is_stopped (profile, &candidate))
        continue;
      *next = candidate;
      return;
    }
}
