/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rules say of a renewal, and what its transactions keep. */
#include "config.h"

#include "mado-renew-private.h"

#include "mado-case-fact.h"
#include "mado-eligibility.h"

gboolean
mado_renew_ask_rules (MadoRun *run, MadoRenewal *renewal)
{
  const MadoDeskParts *parts = mado_run_get_parts (run);
  guint day = (guint) mado_case_get_fact_number (mado_run_get_case (run), MADO_FACT_OLD_LAST_DAY);
  g_autoptr (GDate) today = mado_clock_today (parts->clock);
  GDate last;

  g_date_clear (&last, 1);
  if (day == 0)
    return FALSE;
  g_date_set_dmy (&last, (GDateDay) (day % 100), (GDateMonth) (day / 100 % 100),
                  (GDateYear) (day / 10000));
  mado_renewal_ask (parts->profile, &last, today, renewal);
  return TRUE;
}

/* Before the window a renewal is refused here, with the day from which it may be asked for. */
gboolean
mado_renew_guard_loss (MadoRun *run, GError **error)
{
  return mado_counter_ask_rules (run, MADO_TOPIC_CERTIFICATE, error);
}

/* The card alone judges the password in force: no rule of today is held against it. */
gboolean
mado_renew_guard_old_password (MadoRun *run, GError **error)
{
  if (mado_run_peek_password (run) != NULL)
    return TRUE;
  g_set_error_literal (error, MADO_RUN_ERROR, MADO_RUN_ERROR_NO_PASSWORD, "no password was given");
  return FALSE;
}

/* --- on a later day --- */

static guint
number_of (const GDate *date)
{
  return g_date_get_year (date) * 10000u + (guint) g_date_get_month (date) * 100u
         + g_date_get_day (date);
}

gboolean
mado_renew_may_go_on (MadoRun *run, const MadoCase *work, GError **error)
{
  gint64 revoked_at = mado_case_get_fact_number (work, MADO_FACT_REVOKED_AT);
  g_autoptr (GDate) today = mado_clock_today (mado_run_get_parts (run)->clock);
  g_autoptr (GDate) revoked_on = mado_clock_date_of (revoked_at);

  if (mado_renewal_may_resume (revoked_on, today)
      || mado_case_get_fact_number (work, MADO_FACT_PERSON_AGAIN) == number_of (today))
    return TRUE;
  g_set_error_literal (error, MADO_RUN_ERROR, MADO_RUN_ERROR_PERSON_AGAIN,
                       "the revocation was on another day");
  return FALSE;
}

gboolean
mado_renew_record_turned (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                          GError **error)
{
  GError *problem = NULL;

  if (outcome != MADO_OUTCOME_AGAIN || mado_renew_may_go_on (run, work, &problem))
    return TRUE;
  mado_case_set_check (work, "person-again", FALSE);
  mado_run_lead (run, mado_matrix_find (mado_run_get_matrix (run), "person-again"), problem);
  return TRUE;
}

gboolean
mado_renew_record_person_again (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                GError **error)
{
  g_autoptr (GDate) today = mado_clock_today (mado_run_get_parts (run)->clock);

  if (outcome == MADO_OUTCOME_OK)
    mado_case_set_fact_number (work, MADO_FACT_PERSON_AGAIN, number_of (today));
  return TRUE;
}

gboolean
mado_renew_record_replaced (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                            GError **error)
{
  gint64 now = mado_clock_now (mado_run_get_parts (run)->clock);
  gint64 revoked_at = mado_case_get_fact_number (work, MADO_FACT_REVOKED_AT);

  if (outcome != MADO_OUTCOME_OK)
    return TRUE;
  if (revoked_at == 0) /* not told by the authority yet */
    mado_case_set_fact_number (work, MADO_FACT_REVOKED_AT, now);
  return mado_issue_record_confirmed (run, db, work, outcome, error)
         && mado_certificate_row_set_revoked (db, mado_case_get_fact (work, MADO_FACT_OLD_SERIAL),
                                              revoked_at != 0 ? revoked_at : now,
                                              MADO_CA_REASON_SUPERSEDED, now, error);
}
