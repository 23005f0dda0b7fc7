/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What renewal does with the card: the new pair grows beside the old one, then takes its place. */
#include "config.h"

#include "mado-renew-private.h"

#include "mado-bytes.h"
#include "mado-card-holder.h"
#include "mado-card-session-pending.h"
#include "mado-case-fact.h"
#include "mado-run-card.h"

static MadoOutcome
refuse (MadoRunError code, const char *text, GError **error)
{
  g_set_error_literal (error, MADO_RUN_ERROR, (int) code, text);
  return MADO_OUTCOME_FAIL;
}

static guint
day_of (gint64 unix_s)
{
  g_autoptr (GDate) date = mado_clock_date_of (unix_s);

  return (guint) g_date_get_year (date) * 10000 + (guint) g_date_get_month (date) * 100
         + g_date_get_day (date);
}

/* --- what is on the card now --- */

static void
note_old (MadoCase *work, const MadoCardState *state, MadoCertificate *certificate)
{
  g_free (work->card_id);
  work->card_id = g_strdup (state->card_id);
  mado_case_set_fact (work, MADO_FACT_OLD_SERIAL, mado_certificate_get_serial (certificate));
  mado_case_set_fact (work, MADO_FACT_OLD_SPKI, state->spki_sha256);
  mado_case_set_fact_number (work, MADO_FACT_OLD_LAST_DAY,
                             day_of (mado_certificate_get_not_after (certificate)));
  mado_case_set_fact_number (work, MADO_FACT_TRIES, state->tries_left);
  mado_case_set_fact (work, MADO_FACT_ON_CARD, "1");
}

MadoOutcome
mado_renew_read_card (MadoRun *run, MadoCase *work, GError **error)
{
  g_auto (MadoRunCard) talk = { 0 };
  g_autoptr (MadoCardState) state = NULL;
  g_autoptr (MadoCertificate) certificate = NULL;
  GError *cause = NULL;

  if (mado_run_card_begin (&talk, run, MADO_CARD_KEYS_COUNTER, NULL, NULL, &cause))
    state = mado_card_session_read_state (talk.session, &cause);
  if (state == NULL || !mado_card_holder_check (state, work, &cause))
    return mado_run_card_conclude (FALSE, cause, error);
  if (state->certificate == NULL || state->spki_sha256 == NULL)
    return refuse (MADO_RUN_ERROR_CARD_EMPTY, "the card bears no certificate", error);
  certificate = mado_certificate_new (state->certificate, error);
  if (certificate == NULL)
    return MADO_OUTCOME_FAIL;
  if (mado_certificate_get_not_after (certificate)
      < mado_clock_now (mado_run_get_parts (run)->clock))
    return refuse (MADO_RUN_ERROR_NOT_IN_FORCE, "the certificate has ended", error);
  note_old (work, state, certificate);
  return MADO_OUTCOME_OK;
}

/* Opens the case's card, on which the old pair must still be the active one. */
static gboolean
begin (MadoRunCard *talk, MadoRun *run, const MadoCase *work, guint8 kvn, GError **error)
{
  return mado_run_card_begin (talk, run, kvn, work->card_id,
                              mado_case_get_fact (work, MADO_FACT_OLD_SPKI), error);
}

/* --- the password in force: typed by the resident once, checked once --- */

static void
note_tries (MadoRun *run, MadoCase *work, const GError *cause, guint tries_left)
{
  if (!g_error_matches (cause, MADO_CARD_ERROR, MADO_CARD_ERROR_PIN_WRONG)
      && !g_error_matches (cause, MADO_CARD_ERROR, MADO_CARD_ERROR_PIN_BLOCKED))
    return;
  mado_run_set_tries_left (run, (int) tries_left);
  mado_case_set_fact_number (work, MADO_FACT_TRIES, tries_left);
}

MadoOutcome
mado_renew_check_password (MadoRun *run, MadoCase *work, GError **error)
{
  g_auto (MadoRunCard) talk = { 0 };
  g_autoptr (MadoSecret) password = mado_run_take_password (run);
  GError *cause = NULL;
  guint tries_left = 0;
  gboolean held;

  mado_run_set_tries_left (run, -1);
  if (password == NULL)
    return refuse (MADO_RUN_ERROR_NO_PASSWORD, "no password was handed over", error);
  held = begin (&talk, run, work, MADO_CARD_KEYS_COUNTER, &cause)
         && mado_card_session_verify_password (talk.session, password, &tries_left, &cause);
  if (held)
    mado_run_keep_old_password (run, g_steal_pointer (&password));
  else
    note_tries (run, work, cause, tries_left);
  return mado_run_card_conclude (held, cause, error);
}

/* --- the new pair --- */

MadoOutcome
mado_renew_generate_key (MadoRun *run, MadoCase *work, GError **error)
{
  g_auto (MadoRunCard) talk = { 0 };
  g_autoptr (MadoCardPending) pending = NULL;
  GError *cause = NULL;

  if (begin (&talk, run, work, MADO_CARD_KEYS_GENERATOR, &cause)
      && mado_card_session_generate_pending (talk.session, &cause))
    pending = mado_card_session_read_pending (talk.session, &cause);
  if (pending != NULL)
    {
      g_free (work->spki_sha256);
      work->spki_sha256 = g_strdup (pending->spki_sha256);
      g_clear_pointer (&work->csr, g_bytes_unref);
    }
  return mado_run_card_conclude (pending != NULL, cause, error);
}

static GBytes *
sign (MadoRun *run, const MadoCase *work, const MadoSecret *password, GError **error)
{
  g_auto (MadoRunCard) talk = { 0 };
  g_autoptr (MadoCardPending) pending = NULL;
  g_autoptr (MadoCsr) csr = NULL;

  if (!begin (&talk, run, work, MADO_CARD_KEYS_COUNTER, error))
    return NULL;
  pending = mado_card_session_read_pending (talk.session, error);
  if (pending == NULL)
    return NULL;
  if (pending->public_key == NULL || g_strcmp0 (pending->spki_sha256, work->spki_sha256) != 0)
    {
      g_set_error_literal (error, MADO_CARD_ERROR, MADO_CARD_ERROR_NO_KEY,
                           "the prepared key is not this case's");
      return NULL;
    }
  csr = mado_issue_build_csr (run, work, pending->public_key, error);
  return csr != NULL ? mado_issue_sign_csr (run, talk.session, mado_card_session_sign_pending, csr,
                                            password, error)
                     : NULL;
}

/* The password that was checked is used once more and goes. */
MadoOutcome
mado_renew_sign_request (MadoRun *run, MadoCase *work, GError **error)
{
  g_autoptr (MadoSecret) password = mado_run_take_old_password (run);
  GError *cause = NULL;
  GBytes *csr;

  mado_run_set_tries_left (run, -1);
  if (password == NULL)
    return refuse (MADO_RUN_ERROR_NO_PASSWORD, "the password has to be typed again", error);
  csr = sign (run, work, password, &cause);
  if (csr != NULL)
    {
      g_clear_pointer (&work->csr, g_bytes_unref);
      work->csr = csr;
    }
  return mado_run_card_conclude (csr != NULL, cause, error);
}

/* --- changing places --- */

/* After the CA's word the new pair becomes the active one; proved by reading it back. */
static gboolean
activate (MadoRun *run, const MadoCase *work, GBytes *der, GError **error)
{
  g_auto (MadoRunCard) talk = { 0 };
  g_autoptr (GBytes) read = NULL;

  if (!mado_run_card_begin (&talk, run, MADO_CARD_KEYS_COUNTER, work->card_id, NULL, error)
      || !mado_card_session_activate_pending (talk.session, work->spki_sha256, error)
      || !mado_card_session_expect (talk.session, work->card_id, work->spki_sha256, error))
    return FALSE;
  read = mado_card_session_read_certificate (talk.session, error);
  if (read == NULL || g_bytes_equal (read, der))
    return read != NULL;
  g_set_error_literal (error, MADO_RUN_ERROR, MADO_RUN_ERROR_CA_CARD_DIFFER,
                       "the card does not hold the CA's certificate");
  return FALSE;
}

MadoOutcome
mado_renew_activate (MadoRun *run, MadoCase *work, GError **error)
{
  g_autoptr (MadoCertificateRow) row = NULL;
  GError *cause = NULL;
  gboolean held;

  if (!mado_renew_may_go_on (run, work, error))
    return MADO_OUTCOME_AGAIN;
  row = mado_issue_look_up (run, work, error);
  if (row == NULL)
    return MADO_OUTCOME_AGAIN;
  held = activate (run, work, row->der, &cause);
  return mado_run_card_conclude (held, cause, error);
}

/* Once more what the journal holds, to wherever the new key lies now. */
static gboolean
rewrite (MadoRun *run, const MadoCase *work, GBytes *der, GError **error)
{
  g_auto (MadoRunCard) talk = { 0 };
  g_autoptr (MadoCardState) state = NULL;

  if (!mado_run_card_begin (&talk, run, MADO_CARD_KEYS_COUNTER, work->card_id, NULL, error))
    return FALSE;
  state = mado_card_session_read_state (talk.session, error);
  if (state == NULL)
    return FALSE;
  if (g_strcmp0 (state->spki_sha256, work->spki_sha256) != 0)
    return mado_card_session_write_pending (talk.session, der, error);
  return mado_card_session_expect (talk.session, work->card_id, work->spki_sha256, error)
         && mado_card_session_write_certificate (talk.session, der, error);
}

MadoOutcome
mado_renew_rewrite (MadoRun *run, MadoCase *work, GError **error)
{
  g_autoptr (MadoCertificateRow) row = NULL;
  GError *cause = NULL;
  gboolean held;

  if (!mado_renew_may_go_on (run, work, error))
    return MADO_OUTCOME_AGAIN;
  row = mado_issue_look_up (run, work, error);
  if (row == NULL)
    return MADO_OUTCOME_AGAIN;
  held = rewrite (run, work, row->der, &cause);
  return mado_run_card_conclude (held, cause, error);
}

/* The application ends before the CA was asked: what was prepared goes, the old pair stays. */
MadoOutcome
mado_renew_undo (MadoRun *run, MadoCase *work, GError **error)
{
  g_auto (MadoRunCard) talk = { 0 };
  GError *cause = NULL;
  gboolean held = begin (&talk, run, work, MADO_CARD_KEYS_COUNTER, &cause)
                  && mado_card_session_discard_pending (talk.session, &cause);

  return mado_run_card_conclude (held, cause, error);
}
