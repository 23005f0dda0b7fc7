/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a revocation writes in the transaction of an outcome. */
#include "config.h"

#include "mado-revoke-private.h"

#include "mado-case-fact.h"
#include "mado-certificate-row.h"

/* The application has one ground only; a lost card is in nobody's hands. */
gboolean
mado_revoke_record_ground (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                           GError **error)
{
  if (outcome != MADO_OUTCOME_OK)
    return TRUE;
  if (g_str_equal (work->procedure, "revoke"))
    mado_case_set_fact (work, MADO_FACT_KIND, "V1");
  work->card_holder = mado_revoke_has_no_card (work) ? MADO_HOLDER_NOBODY : MADO_HOLDER_COUNTER;
  return TRUE;
}

gboolean
mado_revoke_record_without_card (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                 GError **error)
{
  if (outcome != MADO_OUTCOME_OK)
    return TRUE;
  mado_case_set_fact (work, MADO_FACT_CARD_BROUGHT, NULL);
  mado_case_set_fact (work, MADO_FACT_CARD_SERIAL, NULL);
  work->card_holder = MADO_HOLDER_COUNTER; /* unreadable, but there */
  return TRUE;
}

/* A certificate that another window issued has no row here; the case's facts hold it all. */
gboolean
mado_revoke_record_revoked (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                            GError **error)
{
  if (outcome != MADO_OUTCOME_OK)
    return TRUE;
  return mado_certificate_row_set_revoked (
      db, mado_case_get_fact (work, MADO_FACT_OLD_SERIAL),
      mado_case_get_fact_number (work, MADO_FACT_REVOKED_AT),
      (int) mado_case_get_fact_number (work, MADO_FACT_REVOKED_REASON),
      mado_clock_now (mado_run_get_parts (run)->clock), error);
}

gboolean
mado_revoke_record_slip_seen (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                              GError **error)
{
  return mado_counter_record_seen (run, db, work, "revocation-slip", outcome, error);
}

gboolean
mado_revoke_record_handed (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                           GError **error)
{
  if (work->card_holder != MADO_HOLDER_NOBODY)
    work->card_holder = MADO_HOLDER_APPLICANT;
  return TRUE;
}
