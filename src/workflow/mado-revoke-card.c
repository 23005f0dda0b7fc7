/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a revocation does with a card that was brought: reads which certificate, erases it after. */
#include "config.h"

#include "mado-revoke-private.h"

#include "mado-bytes.h"
#include "mado-case-fact.h"
#include "mado-certificate.h"
#include "mado-run-card.h"

/* A card without certificate is no fault: then the desk's records tell. */
static gboolean
note_certificate (MadoCase *work, const MadoCardState *state, GError **error)
{
  g_autoptr (MadoCertificate) certificate = NULL;

  mado_case_set_fact (work, MADO_FACT_CARD_SERIAL, NULL);
  if (state->certificate_status != MADO_CARD_CERTIFICATE_PRESENT)
    return TRUE;
  certificate = mado_certificate_new (state->certificate, error);
  if (certificate == NULL)
    return FALSE;
  mado_case_set_fact (work, MADO_FACT_CARD_SERIAL, mado_certificate_get_serial (certificate));
  return TRUE;
}

MadoOutcome
mado_revoke_read_card (MadoRun *run, MadoCase *work, GError **error)
{
  g_auto (MadoRunCard) talk = { 0 };
  g_autoptr (MadoCardState) state = NULL;
  GError *cause = NULL;

  if (mado_run_card_begin (&talk, run, MADO_CARD_KEYS_COUNTER, NULL, NULL, &cause))
    state = mado_card_session_read_state (talk.session, &cause);
  if (state == NULL)
    return mado_run_card_conclude (FALSE, cause, error);
  if (!note_certificate (work, state, error))
    return MADO_OUTCOME_FAIL;
  g_free (work->card_id);
  work->card_id = g_strdup (state->card_id);
  return MADO_OUTCOME_OK;
}

/* Only the certificate that this case ended: another one on the card is not touched. */
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
  if (state->certificate_status == MADO_CARD_CERTIFICATE_ABSENT)
    return TRUE;
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
  return mado_card_session_erase_certificate (talk.session, error);
}

MadoOutcome
mado_revoke_erase_card (MadoRun *run, MadoCase *work, GError **error)
{
  GError *cause = NULL;
  gboolean held = erase (run, work, &cause);

  return mado_run_card_conclude (held, cause, error);
}
