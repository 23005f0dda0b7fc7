/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What renewal asks of the CA: is the old one in force; issue and replace; what became of both. */
#include "config.h"

#include "mado-renew-private.h"

#include "mado-bytes.h"
#include "mado-ca-outcome.h"
#include "mado-case-fact.h"

static gint64
monotonic (MadoRun *run)
{
  return mado_clock_monotonic (mado_run_get_parts (run)->clock);
}

static MadoCaRecord *
ask_old (MadoRun *run, const MadoCase *work, GError **error)
{
  gint64 began = monotonic (run);
  MadoCaRecord *record = mado_ca_ask_serial (
      mado_run_get_parts (run)->ca, mado_case_get_fact (work, MADO_FACT_OLD_SERIAL), NULL, error);

  mado_run_spent_ca (run, monotonic (run) - began);
  return record;
}

MadoOutcome
mado_renew_ask_status (MadoRun *run, MadoCase *work, GError **error)
{
  GError *cause = NULL;
  g_autoptr (MadoCaRecord) record = ask_old (run, work, &cause);
  MadoOutcome outcome;

  if (record == NULL)
    {
      outcome = mado_ca_outcome (cause, error);
      return outcome == MADO_OUTCOME_UNSURE ? MADO_OUTCOME_AGAIN : outcome; /* only a question */
    }
  mado_case_set_fact (work, MADO_FACT_STATUS,
                      record->state == MADO_CA_STATE_ACTIVE ? "active" : "revoked");
  if (record->state == MADO_CA_STATE_ACTIVE)
    return MADO_OUTCOME_OK;
  g_set_error_literal (error, MADO_RUN_ERROR, MADO_RUN_ERROR_NOT_IN_FORCE,
                       "the CA has the certificate as revoked");
  return MADO_OUTCOME_FAIL;
}

/* When the CA ended the old one; not knowing it yet stops nobody. */
static void
note_record (MadoRun *run, MadoCase *work)
{
  g_autoptr (MadoCaRecord) old = ask_old (run, work, NULL);

  if (old != NULL && old->state == MADO_CA_STATE_REVOKED)
    mado_case_set_fact_number (work, MADO_FACT_REVOKED_AT, old->revoked_at);
}

MadoOutcome
mado_renew_request (MadoRun *run, MadoCase *work, GError **error)
{
  MadoOutcome outcome = mado_issue_request (run, work, error);

  if (outcome == MADO_OUTCOME_OK)
    note_record (run, work);
  return outcome;
}

/* OK: the new one is in force and the old one is not; FAIL: issued but never confirmed, the old one
 * is in force; AGAIN: nothing was issued. */
MadoOutcome
mado_renew_ask (MadoRun *run, MadoCase *work, GError **error)
{
  g_autoptr (GBytes) spki_sha256 = mado_bytes_from_hex (work->spki_sha256);
  g_auto (MadoCaReplacement) both = { 0 };
  gint64 began = monotonic (run);
  gboolean told = mado_ca_ask_replacement (mado_run_get_parts (run)->ca, spki_sha256,
                                           mado_case_get_fact (work, MADO_FACT_OLD_SERIAL), &both,
                                           NULL, error);

  mado_run_spent_ca (run, monotonic (run) - began);
  if (!told)
    return MADO_OUTCOME_UNSURE;
  if (both.fresh == NULL || both.fresh->state == MADO_CA_STATE_REVOKED)
    return MADO_OUTCOME_AGAIN;
  if (!mado_issue_remember (run, work, both.fresh, error))
    return MADO_OUTCOME_UNSURE;
  if (both.fresh->state != MADO_CA_STATE_ACTIVE)
    return MADO_OUTCOME_FAIL;
  mado_case_set_fact_number (work, MADO_FACT_REVOKED_AT, both.old->revoked_at);
  return MADO_OUTCOME_OK;
}
