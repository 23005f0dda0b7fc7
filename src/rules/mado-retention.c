/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-period.h"
#include "mado-retention.h"

void
mado_retention_application_until (const MadoOfficeProfile *profile, const GDate *planned_last,
                                  GDate *until)
{
  mado_period_last_day_after (planned_last, profile->application_years * 12, until);
}

void
mado_retention_other_until (const MadoOfficeProfile *profile, const GDate *received, GDate *until)
{
  mado_period_last_day (received, profile->other_years * 12, until);
}

void
mado_retention_log_until (const MadoOfficeProfile *profile, const GDate *written, GDate *until)
{
  mado_period_last_day (written, profile->log_years * 12, until);
}

void
mado_retention_answer_by (const MadoOfficeProfile *profile, const GDate *received, GDate *by)
{
  *by = *received;
  g_date_add_days (by, profile->disclosure_days - 1);
}
