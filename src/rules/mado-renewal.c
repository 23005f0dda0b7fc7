/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-renewal.h"
#include "mado-validity.h"

/* Whole months from @day on that fit before @last, and the days after them. */
static void
split_months (const GDate *day, const GDate *last, MadoRenewal *renewal)
{
  GDate step = *day;

  while (renewal->lost_months < 1200)
    {
      GDate next = *day;

      g_date_add_months (&next, renewal->lost_months + 1);
      if (g_date_compare (&next, last) > 0)
        break;
      step = next;
      renewal->lost_months++;
    }
  renewal->lost_days_beyond_months = (guint) g_date_days_between (&step, last);
}

void
mado_renewal_ask (const MadoOfficeProfile *profile, const GDate *last, const GDate *day,
                  MadoRenewal *renewal)
{
  *renewal = (MadoRenewal){ .state = MADO_RENEWAL_OPEN };
  mado_validity_window_opens (last, profile->window_months, profile->window_offset_days,
                              &renewal->opens);
  mado_validity_last_day (day, profile->validity_years, &renewal->new_last_day);
  renewal->days_left = mado_validity_days_left (last, day);
  if (renewal->days_left == 0)
    {
      renewal->state = MADO_RENEWAL_OVER;
      return;
    }
  if (g_date_compare (day, &renewal->opens) < 0)
    renewal->state = MADO_RENEWAL_TOO_EARLY;
  renewal->lost_days = renewal->days_left - 1;
  split_months (day, last, renewal);
}

MadoProcedure
mado_renewal_procedure (MadoRenewalState state)
{
  switch (state)
    {
    case MADO_RENEWAL_TOO_EARLY:
      return MADO_PROCEDURE_REISSUE;
    case MADO_RENEWAL_OPEN:
      return MADO_PROCEDURE_RENEW;
    case MADO_RENEWAL_OVER:
    default:
      return MADO_PROCEDURE_ISSUE;
    }
}

gboolean
mado_renewal_may_resume (const GDate *revoked_on, const GDate *today)
{
  return g_date_compare (revoked_on, today) == 0;
}

const char *
mado_renewal_state_name (MadoRenewalState state)
{
  static const char *const names[] = { "too_early", "open", "over" };

  return state < G_N_ELEMENTS (names) ? names[state] : "";
}
