/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a revocation writes in the transaction of an outcome. */
#include "config.h"

#include "mado-revoke-private.h"

#include "mado-case-fact.h"
#include "mado-certificate-row.h"
#include "mado-inquiry.h"

/* A proxy's letter must have been replied to and verified, for this person and purpose (REG 5(2)).
 */
static gboolean
letter_serves (MadoDb *db, const MadoCase *work, GError **error)
{
  const char *number = mado_case_get_fact (work, MADO_FACT_INQUIRY);
  g_autoptr (MadoInquiry) letter = NULL;

  if (number == NULL)
    return TRUE;
  letter = mado_inquiry_load_by_number (db, number, NULL);
  if (letter != NULL && letter->state == MADO_LETTER_VERIFIED
      && letter->purpose == MADO_LETTER_FOR_REVOKE && letter->person != NULL
      && letter->person->birth.year == work->form->birth.year
      && letter->person->birth.month == work->form->birth.month
      && letter->person->birth.day == work->form->birth.day
      && g_strcmp0 (letter->person->kana, work->form->kana) == 0)
    return TRUE;
  g_set_error_literal (error, MADO_RUN_ERROR, MADO_RUN_ERROR_NO_LETTER,
                       "no verified letter of that number serves this case");
  return FALSE;
}

/* The application has one ground only; a lost card is in nobody's hands. */
gboolean
mado_revoke_record_ground (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                           GError **error)
{
  if (outcome != MADO_OUTCOME_OK)
    return TRUE;
  if (!letter_serves (db, work, error))
    return FALSE;
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
