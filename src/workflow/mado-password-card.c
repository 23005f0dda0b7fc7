/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the three password procedures do with the card.  Each function is one conversation; none
 * sends a command whose answer was lost a second time, and none spends a try for the resident. */
#include "config.h"

#include "mado-password-private.h"

#include "mado-card-session-password.h"
#include "mado-case-fact.h"
#include "mado-run-card.h"

static gboolean
begin (MadoRunCard *talk, MadoRun *run, const MadoCase *work, GError **error)
{
  return mado_run_card_begin (talk, run, MADO_CARD_KEYS_COUNTER, work->card_id, work->spki_sha256,
                              error);
}

static gboolean
is_card_error (const GError *error, MadoCardError code)
{
  return g_error_matches (error, MADO_CARD_ERROR, (int) code);
}

static gboolean
require (const MadoSecret *password, GError **error)
{
  if (password != NULL)
    return TRUE;
  g_set_error_literal (error, MADO_RUN_ERROR, MADO_RUN_ERROR_NO_PASSWORD,
                       "no password was handed over");
  return FALSE;
}

/* What a refused VERIFY means for the row; @tries_left counts with PIN_WRONG and PIN_BLOCKED. */
static MadoOutcome
refused (MadoRun *run, GError *cause, guint tries_left, GError **error)
{
  const gboolean wrong = is_card_error (cause, MADO_CARD_ERROR_PIN_WRONG);
  const gboolean blocked = is_card_error (cause, MADO_CARD_ERROR_PIN_BLOCKED);
  MadoOutcome outcome;

  if (wrong || blocked)
    mado_run_set_tries_left (run, (int) tries_left);
  outcome = mado_run_card_conclude (FALSE, cause, error);
  if (blocked)
    return MADO_OUTCOME_FAIL;
  return outcome == MADO_OUTCOME_FAIL ? MADO_OUTCOME_AGAIN : outcome;
}

/* --- change --- */

MadoOutcome
mado_password_check_old (MadoRun *run, MadoCase *work, GError **error)
{
  g_auto (MadoRunCard) talk = { 0 };
  g_autoptr (MadoSecret) old = mado_run_take_password (run);
  GError *cause = NULL;
  guint tries_left = 0;

  mado_run_set_tries_left (run, -1);
  if (!require (old, error))
    return MADO_OUTCOME_AGAIN;
  if (!begin (&talk, run, work, &cause)
      || !mado_card_session_verify_password (talk.session, old, &tries_left, &cause))
    return refused (run, cause, tries_left, error);
  mado_run_keep_old_password (run, g_steal_pointer (&old));
  return MADO_OUTCOME_OK;
}

/* From here on old or new may be in force: both are kept for the look that follows. */
static MadoOutcome
keep_both (MadoRun *run, MadoSecret *old, MadoSecret *new_password, GError *cause, GError **error)
{
  mado_run_keep_old_password (run, old);
  mado_run_return_password (run, new_password);
  g_propagate_error (error, cause);
  return MADO_OUTCOME_UNSURE;
}

MadoOutcome
mado_password_change (MadoRun *run, MadoCase *work, GError **error)
{
  g_auto (MadoRunCard) talk = { 0 };
  g_autoptr (MadoSecret) old = mado_run_take_old_password (run);
  g_autoptr (MadoSecret) new_password = mado_run_take_password (run);
  MadoCardChange how_far = MADO_CARD_CHANGE_NOT_BEGUN;
  GError *cause = NULL;
  guint tries_left = 0;

  mado_run_set_tries_left (run, -1);
  if (!require (old, error) || !require (new_password, error))
    return MADO_OUTCOME_AGAIN;
  if (begin (&talk, run, work, &cause)
      && mado_card_session_change_password (talk.session, old, new_password, &how_far, &tries_left,
                                            &cause))
    return MADO_OUTCOME_OK;
  if (how_far == MADO_CARD_CHANGE_NOT_BEGUN)
    {
      const MadoOutcome outcome = refused (run, cause, tries_left, error);

      /* An unanswered VERIFY of the old password changes nothing. */
      return outcome == MADO_OUTCOME_UNSURE ? MADO_OUTCOME_AGAIN : outcome;
    }
  return keep_both (run, g_steal_pointer (&old), g_steal_pointer (&new_password), cause, error);
}

static MadoOutcome
told_of_change (MadoRun *run, MadoCardTold told, MadoSecret **old, GError **error)
{
  if (told == MADO_CARD_TOLD_DONE)
    return MADO_OUTCOME_OK;
  if (told == MADO_CARD_TOLD_OPEN)
    {
      g_set_error_literal (error, MADO_CARD_ERROR, MADO_CARD_ERROR_UNSURE,
                           "too few tries are left to ask");
      return MADO_OUTCOME_UNSURE;
    }
  g_set_error_literal (error, MADO_RUN_ERROR, MADO_RUN_ERROR_NOT_CHANGED,
                       "the card still has the old password");
  mado_run_keep_old_password (run, g_steal_pointer (old));
  return MADO_OUTCOME_AGAIN;
}

/* Looking failed: both are kept for another look, unless the card has said that it knows neither.
 */
static MadoOutcome
not_told (MadoRun *run, MadoSecret **old, MadoSecret **new_password, GError *cause, GError **error)
{
  const gboolean neither = is_card_error (cause, MADO_CARD_ERROR_PIN_WRONG)
                           || is_card_error (cause, MADO_CARD_ERROR_PIN_BLOCKED);

  g_propagate_error (error, cause);
  if (neither)
    return MADO_OUTCOME_FAIL;
  mado_run_keep_old_password (run, g_steal_pointer (old));
  mado_run_return_password (run, g_steal_pointer (new_password));
  return MADO_OUTCOME_CARD_GONE;
}

MadoOutcome
mado_password_tell_change (MadoRun *run, MadoCase *work, GError **error)
{
  g_auto (MadoRunCard) talk = { 0 };
  g_autoptr (MadoSecret) old = mado_run_take_old_password (run);
  g_autoptr (MadoSecret) new_password = mado_run_take_password (run);
  MadoCardTold told = MADO_CARD_TOLD_OPEN;
  GError *cause = NULL;

  mado_run_set_tries_left (run, -1);
  if (!require (old, error) || !require (new_password, error))
    return MADO_OUTCOME_UNSURE;
  if (!begin (&talk, run, work, &cause)
      || !mado_card_session_tell_change (talk.session, old, new_password, &told, &cause))
    return not_told (run, &old, &new_password, cause, error);
  return told_of_change (run, told, &old, error);
}

/* --- reset --- */

MadoOutcome
mado_password_reset (MadoRun *run, MadoCase *work, GError **error)
{
  g_auto (MadoRunCard) talk = { 0 };
  g_autoptr (MadoSecret) password = mado_run_take_password (run);
  gboolean acknowledged = FALSE;
  GError *cause = NULL;
  MadoOutcome outcome;

  mado_run_set_tries_left (run, -1);
  if (!require (password, error))
    return MADO_OUTCOME_AGAIN;
  if (begin (&talk, run, work, &cause)
      && mado_card_session_reset_and_prove (talk.session, password, &acknowledged, &cause))
    return MADO_OUTCOME_OK;
  outcome = mado_run_card_conclude (FALSE, cause, error);
  return acknowledged ? MADO_OUTCOME_UNSURE : outcome;
}

/* @told: what the tries say of a reset or an unlock that was sent. */
static gboolean
ask_tries (MadoRun *run, const MadoCase *work, MadoCardTold *told, GError **error)
{
  g_auto (MadoRunCard) talk = { 0 };
  const guint before = (guint) mado_case_get_fact_number (work, MADO_FACT_TRIES);
  guint tries_left = 0;

  return begin (&talk, run, work, error)
         && mado_card_session_tell_reset (talk.session, before,
                                          mado_run_get_parts (run)->profile->password_tries, told,
                                          &tries_left, error);
}

MadoOutcome
mado_password_tell_reset (MadoRun *run, MadoCase *work, GError **error)
{
  MadoCardTold told = MADO_CARD_TOLD_OPEN;

  mado_run_set_tries_left (run, -1);
  if (!ask_tries (run, work, &told, error))
    return MADO_OUTCOME_CARD_GONE;
  if (told != MADO_CARD_TOLD_NOT_DONE)
    return MADO_OUTCOME_OK;
  g_set_error_literal (error, MADO_RUN_ERROR, MADO_RUN_ERROR_NOT_CHANGED,
                       "the card has no new password");
  return MADO_OUTCOME_AGAIN;
}

MadoOutcome
mado_password_prove (MadoRun *run, MadoCase *work, GError **error)
{
  g_auto (MadoRunCard) talk = { 0 };
  g_autoptr (MadoSecret) password = mado_run_take_password (run);
  GError *cause = NULL;
  guint tries_left = 0;
  gboolean answered;

  mado_run_set_tries_left (run, -1);
  if (!require (password, error))
    return MADO_OUTCOME_UNSURE;
  if (begin (&talk, run, work, &cause)
      && mado_card_session_verify_password (talk.session, password, &tries_left, &cause))
    return MADO_OUTCOME_OK;
  answered = is_card_error (cause, MADO_CARD_ERROR_PIN_WRONG)
             || is_card_error (cause, MADO_CARD_ERROR_PIN_BLOCKED);
  if (answered)
    return refused (run, cause, tries_left, error);
  g_propagate_error (error, cause);
  return MADO_OUTCOME_CARD_GONE;
}

/* --- unlock --- */

MadoOutcome
mado_password_unlock (MadoRun *run, MadoCase *work, GError **error)
{
  g_auto (MadoRunCard) talk = { 0 };
  GError *cause = NULL;
  const gboolean held
      = begin (&talk, run, work, &cause) && mado_card_session_unlock (talk.session, &cause);

  return mado_run_card_conclude (held, cause, error);
}

MadoOutcome
mado_password_tell_unlock (MadoRun *run, MadoCase *work, GError **error)
{
  MadoCardTold told = MADO_CARD_TOLD_OPEN;

  if (!ask_tries (run, work, &told, error))
    return MADO_OUTCOME_CARD_GONE;
  if (told == MADO_CARD_TOLD_DONE)
    return MADO_OUTCOME_OK;
  g_set_error_literal (error, MADO_RUN_ERROR, MADO_RUN_ERROR_NOT_CHANGED,
                       "the password is still locked");
  return MADO_OUTCOME_AGAIN;
}
