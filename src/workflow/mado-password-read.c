/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked of the card before anything is done.  No password is needed and no try is spent. */
#include "config.h"

#include "mado-password-private.h"

#include "mado-card-holder.h"
#include "mado-case-fact.h"
#include "mado-run-card.h"

static gboolean
check_password_is_set (const MadoCardState *state, GError **error)
{
  if (state->password != MADO_CARD_PASSWORD_UNSET)
    return TRUE;
  g_set_error_literal (error, MADO_CARD_ERROR, MADO_CARD_ERROR_PIN_NOT_SET,
                       "the card never had a password");
  return FALSE;
}

static void
note (MadoRun *run, MadoCase *work, const MadoCardState *state)
{
  const MadoOfficeProfile *profile = mado_run_get_parts (run)->profile;

  g_free (work->card_id);
  g_free (work->spki_sha256);
  work->card_id = g_strdup (state->card_id);
  work->spki_sha256 = g_strdup (state->spki_sha256);
  mado_case_set_fact_number (work, MADO_FACT_TRIES, state->tries_left);
  mado_case_set_fact (work, MADO_FACT_KEEPS_PASSWORD, profile->unlock_keeps_password ? "1" : NULL);
}

/* Only looking failed, so looking again is always right. */
static MadoOutcome
not_looked (GError *cause, GError **error)
{
  const MadoOutcome outcome = mado_run_card_conclude (FALSE, cause, error);

  return outcome == MADO_OUTCOME_CARD_GONE ? outcome : MADO_OUTCOME_AGAIN;
}

static MadoCardState *
read_state (MadoRun *run, const MadoCase *work, GError **error)
{
  g_auto (MadoRunCard) talk = { 0 };
  g_autoptr (MadoCardState) state = NULL;

  if (!mado_run_card_begin (&talk, run, MADO_CARD_KEYS_COUNTER, NULL, NULL, error))
    return NULL;
  state = mado_card_session_read_state (talk.session, error);
  if (state == NULL || !check_password_is_set (state, error)
      || !mado_card_holder_check (state, work, error))
    return NULL;
  return g_steal_pointer (&state);
}

static MadoOutcome
read_card (MadoRun *run, MadoCase *work, gboolean wants_locked, GError **error)
{
  GError *cause = NULL;
  g_autoptr (MadoCardState) state = read_state (run, work, &cause);
  gboolean locked;

  mado_run_set_tries_left (run, -1);
  if (state == NULL)
    return not_looked (cause, error);
  note (run, work, state);
  mado_run_set_tries_left (run, (int) state->tries_left);
  locked = state->tries_left == 0;
  if (locked == wants_locked)
    return MADO_OUTCOME_OK;
  if (locked)
    g_set_error_literal (error, MADO_CARD_ERROR, MADO_CARD_ERROR_PIN_BLOCKED, "no tries left");
  else
    g_set_error_literal (error, MADO_RUN_ERROR, MADO_RUN_ERROR_NOT_LOCKED,
                         "the password is not locked");
  return MADO_OUTCOME_FAIL;
}

MadoOutcome
mado_password_read_card (MadoRun *run, MadoCase *work, GError **error)
{
  return read_card (run, work, FALSE, error);
}

MadoOutcome
mado_password_read_locked_card (MadoRun *run, MadoCase *work, GError **error)
{
  return read_card (run, work, TRUE, error);
}
