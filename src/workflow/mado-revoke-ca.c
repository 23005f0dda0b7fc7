/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The revocation itself.  It may be repeated, but after a silence the CA is asked first, so that
 * the time on the slip is the one of its record (LAW 15(1) no. 1). */
#include "config.h"

#include "mado-revoke-private.h"

#include "mado-ca-outcome.h"
#include "mado-ca.h"
#include "mado-case-fact.h"
#include "mado-revocation-rule.h"

static gint64
monotonic (MadoRun *run)
{
  return mado_clock_monotonic (mado_run_get_parts (run)->clock);
}

static MadoCaReason
reason_of (MadoRun *run, const MadoCase *work)
{
  MadoRevocationGround ground = MADO_REVOCATION_V1;
  const char *kind = mado_case_get_fact (work, MADO_FACT_KIND);

  if (kind == NULL || !mado_revocation_find (kind, &ground))
    g_critical ("The ground of the revocation is missing");
  return (MadoCaReason) mado_revocation_crl_reason (mado_run_get_parts (run)->profile, ground);
}

static void
note_recorded (MadoCase *work, gint64 recorded_at, int reason)
{
  mado_case_set_fact (work, MADO_FACT_STATUS, "revoked");
  mado_case_set_fact_number (work, MADO_FACT_REVOKED_AT, recorded_at);
  mado_case_set_fact_number (work, MADO_FACT_REVOKED_REASON, reason);
}

/* An answer that does not tell the time of the record leaves the next row to ask for it. */
MadoOutcome
mado_revoke_send (MadoRun *run, MadoCase *work, GError **error)
{
  const char *serial = mado_case_get_fact (work, MADO_FACT_OLD_SERIAL);
  gint64 began = monotonic (run);
  MadoCaRevocation recorded = { 0 };
  GError *cause = NULL;
  gboolean held = mado_ca_revoke_recorded (mado_run_get_parts (run)->ca, serial,
                                           reason_of (run, work), &recorded, NULL, &cause);

  mado_run_spent_ca (run, monotonic (run) - began);
  if (!held)
    return mado_ca_outcome (cause, error);
  if (recorded.recorded_at == 0)
    {
      g_set_error_literal (error, MADO_CA_ERROR, MADO_CA_ERROR_NO_ANSWER,
                           "the CA did not tell when it recorded the revocation");
      return MADO_OUTCOME_UNSURE;
    }
  note_recorded (work, recorded.recorded_at, recorded.reason);
  return MADO_OUTCOME_OK;
}

MadoOutcome
mado_revoke_ask (MadoRun *run, MadoCase *work, GError **error)
{
  gint64 began = monotonic (run);
  g_autoptr (MadoCaRecord) record = mado_ca_ask_serial (
      mado_run_get_parts (run)->ca, mado_case_get_fact (work, MADO_FACT_OLD_SERIAL), NULL, error);

  mado_run_spent_ca (run, monotonic (run) - began);
  if (record == NULL)
    return MADO_OUTCOME_UNSURE;
  if (record->state != MADO_CA_STATE_REVOKED)
    return MADO_OUTCOME_AGAIN;
  note_recorded (work, record->revoked_at, record->reason);
  return MADO_OUTCOME_OK;
}
