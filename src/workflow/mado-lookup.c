/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-lookup-private.h"

#include "mado-card-holder.h"
#include "mado-case-fact.h"
#include "mado-certificate.h"
#include "mado-print-job.h"
#include "mado-revoke-private.h"
#include "mado-run-card.h"

/* --- the card --- */

static gboolean
note_card (MadoCase *work, const MadoCardState *state, GError **error)
{
  g_autoptr (MadoCertificate) certificate = NULL;

  g_free (work->card_id);
  work->card_id = g_strdup (state->card_id);
  mado_case_set_fact_number (work, MADO_FACT_TRIES, state->tries_left);
  mado_case_set_fact (work, MADO_FACT_CARD_SERIAL, NULL);
  if (state->certificate_status != MADO_CARD_CERTIFICATE_PRESENT)
    return TRUE;
  certificate = mado_certificate_new (state->certificate, error);
  if (certificate == NULL)
    return FALSE;
  mado_case_set_fact (work, MADO_FACT_CARD_SERIAL, mado_certificate_get_serial (certificate));
  return TRUE;
}

static gboolean
read_card (MadoRun *run, MadoCase *work, GError **error)
{
  g_auto (MadoRunCard) talk = { 0 };
  g_autoptr (MadoCardState) state = NULL;

  if (!mado_run_card_begin (&talk, run, MADO_CARD_KEYS_COUNTER, NULL, NULL, error))
    return FALSE;
  state = mado_card_session_read_state (talk.session, error);
  return state != NULL && mado_card_holder_check (state, work, error)
         && note_card (work, state, error);
}

/* Only looking failed, so looking again is always right. */
MadoOutcome
mado_lookup_read_card (MadoRun *run, MadoCase *work, GError **error)
{
  GError *cause = NULL;
  MadoOutcome outcome;

  if (read_card (run, work, &cause))
    return MADO_OUTCOME_OK;
  outcome = mado_run_card_conclude (FALSE, cause, error);
  return outcome == MADO_OUTCOME_UNSURE ? MADO_OUTCOME_AGAIN : outcome;
}

MadoOutcome
mado_lookup_read_certificate (MadoRun *run, MadoCase *work, GError **error)
{
  MadoOutcome outcome = mado_lookup_read_card (run, work, error);

  if (outcome != MADO_OUTCOME_OK || mado_case_get_fact (work, MADO_FACT_CARD_SERIAL) != NULL)
    return outcome;
  g_set_error_literal (error, MADO_RUN_ERROR, MADO_RUN_ERROR_CARD_EMPTY,
                       "the card bears no certificate");
  return MADO_OUTCOME_FAIL;
}

/* Only the certificate that the CA said has ended; any other one is not touched. */
static gboolean
erase (MadoRun *run, MadoCase *work, GError **error)
{
  g_auto (MadoRunCard) talk = { 0 };
  g_autoptr (MadoCardState) state = NULL;
  g_autoptr (MadoCertificate) certificate = NULL;

  if (!mado_run_card_begin (&talk, run, MADO_CARD_KEYS_COUNTER, work->card_id, NULL, error))
    return FALSE;
  state = mado_card_session_read_state (talk.session, error);
  if (state == NULL)
    return FALSE;
  if (state->certificate_status == MADO_CARD_CERTIFICATE_PRESENT)
    {
      certificate = mado_certificate_new (state->certificate, error);
      if (certificate == NULL)
        return FALSE;
      if (g_strcmp0 (mado_certificate_get_serial (certificate),
                     mado_case_get_fact (work, MADO_FACT_OLD_SERIAL))
          != 0)
        {
          g_set_error_literal (error, MADO_RUN_ERROR, MADO_RUN_ERROR_CARD_HAS_KEY,
                               "the card bears another certificate than the one that ended");
          return FALSE;
        }
    }
  /* The session forgets the card with its key: it is named once more before the bytes go. */
  return mado_card_session_destroy_key (talk.session, error)
         && mado_card_session_expect (talk.session, work->card_id, NULL, error)
         && mado_card_session_erase_certificate (talk.session, error);
}

MadoOutcome
mado_lookup_erase (MadoRun *run, MadoCase *work, GError **error)
{
  GError *cause = NULL;
  gboolean held = erase (run, work, &cause);

  return mado_run_card_conclude (held, cause, error);
}

/* --- the CA --- */

/* The answer "it has ended" is an answer, too. */
MadoOutcome
mado_lookup_ask_known (MadoRun *run, MadoCase *work, GError **error)
{
  GError *cause = NULL;
  MadoOutcome outcome = mado_revoke_find (run, work, &cause);

  if (outcome == MADO_OUTCOME_CARD_GONE)
    {
      g_clear_error (&cause);
      return MADO_OUTCOME_OK;
    }
  if (cause != NULL)
    g_propagate_error (error, cause);
  return outcome;
}

MadoOutcome
mado_lookup_ask_status (MadoRun *run, MadoCase *work, GError **error)
{
  GError *cause = NULL;
  MadoOutcome outcome = mado_lookup_ask_known (run, work, &cause);

  if (g_error_matches (cause, MADO_RUN_ERROR, MADO_RUN_ERROR_NO_CERTIFICATE))
    {
      g_clear_error (&cause);
      mado_case_set_fact (work, MADO_FACT_STATUS, "unknown");
      return MADO_OUTCOME_OK;
    }
  if (cause != NULL)
    g_propagate_error (error, cause);
  return outcome;
}

MadoOutcome
mado_lookup_ask_ended (MadoRun *run, MadoCase *work, GError **error)
{
  MadoOutcome outcome = mado_lookup_ask_known (run, work, error);

  if (outcome != MADO_OUTCOME_OK
      || !g_str_equal (mado_case_get_fact (work, MADO_FACT_STATUS), "active"))
    return outcome;
  /* As at reception: the message is the certificate's number and nothing else. */
  g_set_error_literal (error, MADO_RUN_ERROR, MADO_RUN_ERROR_LIVE,
                       mado_case_get_fact (work, MADO_FACT_OLD_SERIAL));
  return MADO_OUTCOME_FAIL;
}

/* --- the record --- */

gboolean
mado_lookup_record_reprints (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                             GError **error)
{
  guint reprints = 0;

  if (outcome != MADO_OUTCOME_OK)
    return TRUE;
  if (!mado_print_job_count_reissued (
          db, work->case_id, mado_case_get_fact (work, MADO_FACT_OLD_SERIAL), &reprints, error))
    return FALSE;
  mado_case_set_fact_number (work, MADO_FACT_REPRINTS, reprints);
  return TRUE;
}
