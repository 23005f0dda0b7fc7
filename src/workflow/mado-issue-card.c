/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What first issue does with the card.  Each function opens and closes its own conversation. */
#include "config.h"

#include "mado-issue-private.h"

#include "mado-bytes.h"
#include "mado-card-session-pending.h"
#include "mado-card-holder.h"
#include "mado-case-fact.h"
#include "mado-desk-private.h"
#include "mado-run-card.h"
#include "mado-certificate-row.h"
#include "mado-csr.h"
#include "mado-scp03.h"

#include <string.h>

/* --- rows --- */

typedef struct
{
  MadoDb *db;
  const char *serial;
  gboolean revoked; /* the result */
} Ended;

static gboolean
find_ended_on_worker (gpointer data, GError **error)
{
  Ended *ended = data;
  g_autoptr (MadoCertificateRow) row = mado_certificate_row_load (ended->db, ended->serial, NULL);

  ended->revoked
      = row != NULL
        && (row->state == MADO_CERTIFICATE_REVOKED || row->state == MADO_CERTIFICATE_DISCARDED);
  return TRUE;
}

/* By its last day, or by this desk's record of what the authority answered. */
static gboolean
has_ended (MadoRun *run, MadoCertificate *certificate)
{
  MadoDesk *desk = mado_run_get_desk (run);
  Ended ended = { mado_desk_get_db (desk), mado_certificate_get_serial (certificate), FALSE };

  if (mado_certificate_get_not_after (certificate)
      < mado_clock_now (mado_run_get_parts (run)->clock))
    return TRUE;
  mado_worker_call (mado_desk_get_db_worker (desk), find_ended_on_worker, &ended, NULL);
  return ended.revoked;
}

/* A certificate that ended is replaced by the first issue that follows it (domain.md 1.5); one that
 * may be in force is not touched here. */
static gboolean
check_state (MadoRun *run, const MadoCase *work, const MadoCardState *state, GError **error)
{
  g_autoptr (MadoCertificate) certificate = NULL;

  if (!mado_card_holder_check (state, work, error))
    return FALSE;
  if (state->certificate_status != MADO_CARD_CERTIFICATE_PRESENT)
    return TRUE;
  certificate = state->certificate != NULL ? mado_certificate_new (state->certificate, NULL) : NULL;
  if (certificate != NULL && has_ended (run, certificate))
    return TRUE;
  g_set_error_literal (error, MADO_RUN_ERROR, MADO_RUN_ERROR_CARD_HAS_KEY,
                       "the card bears a certificate");
  return FALSE;
}

MadoOutcome
mado_issue_read_card (MadoRun *run, MadoCase *work, GError **error)
{
  g_auto (MadoRunCard) talk = { 0 };
  g_autoptr (MadoCardState) state = NULL;
  g_autoptr (GError) cause = NULL;

  if (mado_run_card_begin (&talk, run, MADO_CARD_KEYS_COUNTER, NULL, NULL, &cause))
    state = mado_card_session_read_state (talk.session, &cause);
  if (state == NULL)
    {
      MadoOutcome outcome = mado_run_card_outcome (cause);

      g_propagate_error (error, g_steal_pointer (&cause));
      return outcome;
    }
  if (!check_state (run, work, state, error))
    return MADO_OUTCOME_FAIL;
  g_free (work->card_id);
  work->card_id = g_strdup (state->card_id);
  return MADO_OUTCOME_OK;
}

MadoOutcome
mado_issue_prime_card (MadoRun *run, MadoCase *work, GError **error)
{
  g_auto (MadoRunCard) talk = { 0 };
  GError *cause = NULL;
  gboolean held
      = mado_run_card_begin (&talk, run, MADO_CARD_KEYS_COUNTER, work->card_id, NULL, &cause)
        && mado_card_session_install_generator_keys (talk.session, &cause);

  return mado_run_card_conclude (held, cause, error);
}

MadoOutcome
mado_issue_generate_key (MadoRun *run, MadoCase *work, GError **error)
{
  g_auto (MadoRunCard) talk = { 0 };
  g_autoptr (GBytes) spki = NULL;
  GError *cause = NULL;

  if (mado_run_card_begin (&talk, run, MADO_CARD_KEYS_GENERATOR, work->card_id, NULL, &cause)
      && mado_card_session_generate_key (talk.session, &cause))
    spki = mado_card_session_read_public_key (talk.session, &cause);
  if (spki != NULL)
    {
      g_free (work->spki_sha256);
      work->spki_sha256 = mado_bytes_sha256 (spki);
      g_clear_pointer (&work->csr, g_bytes_unref);
    }
  return mado_run_card_conclude (spki != NULL, cause, error);
}

/* The resident's own new password goes onto a card that never had one, or whose earlier try was
 * cut off after the password was set. */
static gboolean
set_password (MadoCardSession *session, const MadoSecret *password, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (mado_card_session_set_first_password (session, password, &cause))
    return TRUE;
  if (g_error_matches (cause, MADO_CARD_ERROR, MADO_CARD_ERROR_PIN_SET))
    return mado_card_session_reset_password (session, password, error);
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

/* YYYYMMDDhhmmss of Japan, five digits of the case, nine characters of the window (card.md 4.3). */
static char *
make_common_name (const MadoDeskParts *parts, const MadoCase *work)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (mado_clock_now (parts->clock));
  g_autoptr (GDateTime) japan = g_date_time_add_hours (utc, 9);
  g_autofree char *stamp = g_date_time_format (japan, "%Y%m%d%H%M%S");

  return g_strdup_printf ("%s%05d%s", stamp, (int) (work->case_id % 100000),
                          parts->profile->window_id);
}

MadoCsr *
mado_issue_build_csr (MadoRun *run, const MadoCase *work, GBytes *spki, GError **error)
{
  const MadoDeskParts *parts = mado_run_get_parts (run);
  g_autofree char *common_name = make_common_name (parts, work);
  g_autoptr (MadoCertificateItems) items = mado_case_certificate_items (work);
  MadoCsrSubject subject = { .common_name = common_name };
  MadoCsrHolder holder = { 0 };

  if (items == NULL)
    {
      g_set_error_literal (error, MADO_RUN_ERROR, MADO_RUN_ERROR_INCOMPLETE, "no register items");
      return NULL;
    }
  subject.prefecture = parts->profile->prefecture_roman;
  subject.municipality = parts->profile->municipality_roman;
  holder = (MadoCsrHolder){ .name = items->name->text,
                            .name_flags = items->name->flags,
                            .birth = items->birth,
                            .sex = items->sex,
                            .address = items->address->text,
                            .address_flags = items->address->flags };
  return mado_csr_new (spki, &subject, &holder, error);
}

GBytes *
mado_issue_sign_csr (MadoRun *run, MadoCardSession *session, MadoIssueSign sign, MadoCsr *csr,
                     const MadoSecret *password, GError **error)
{
  GBytes *digest_info = mado_csr_get_digest_info (csr);
  gsize n_bytes;
  const guint8 *bytes = g_bytes_get_data (digest_info, &n_bytes);
  guint tries_left = 0;
  g_autoptr (GError) cause = NULL;
  g_autoptr (GBytes) signature
      = sign (session, password, bytes + n_bytes - MADO_CARD_SHA256_LENGTH, &tries_left, &cause);

  if (signature != NULL)
    return mado_csr_finish (csr, signature, error);
  if (g_error_matches (cause, MADO_CARD_ERROR, MADO_CARD_ERROR_PIN_WRONG)
      || g_error_matches (cause, MADO_CARD_ERROR, MADO_CARD_ERROR_PIN_BLOCKED))
    mado_run_set_tries_left (run, (int) tries_left);
  g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}

static GBytes *
set_and_sign (MadoRun *run, MadoCase *work, const MadoSecret *password, GError **error)
{
  g_auto (MadoRunCard) talk = { 0 };
  g_autoptr (GBytes) spki = NULL;
  g_autoptr (MadoCsr) csr = NULL;

  if (!mado_run_card_begin (&talk, run, MADO_CARD_KEYS_COUNTER, work->card_id, work->spki_sha256,
                            error))
    return NULL;
  spki = mado_card_session_read_public_key (talk.session, error);
  if (spki == NULL || (csr = mado_issue_build_csr (run, work, spki, error)) == NULL
      || !set_password (talk.session, password, error))
    return NULL;
  return mado_issue_sign_csr (run, talk.session, mado_card_session_sign, csr, password, error);
}

MadoOutcome
mado_issue_sign_request (MadoRun *run, MadoCase *work, GError **error)
{
  g_autoptr (MadoSecret) password = mado_run_take_password (run);
  GError *cause = NULL;
  GBytes *csr;

  mado_run_set_tries_left (run, -1);
  if (password == NULL)
    {
      g_set_error_literal (error, MADO_RUN_ERROR, MADO_RUN_ERROR_NO_PASSWORD,
                           "no password was handed over");
      return MADO_OUTCOME_FAIL;
    }
  csr = set_and_sign (run, work, password, &cause);
  if (csr != NULL)
    {
      g_clear_pointer (&work->csr, g_bytes_unref);
      work->csr = csr;
    }
  return mado_run_card_conclude (csr != NULL, cause, error);
}

/* Takes away what an unfinished or refused write left; a card without remains is left alone. */
static gboolean
erase_remains (MadoRun *run, MadoCase *work, GError **error)
{
  g_auto (MadoRunCard) talk = { 0 };
  g_autoptr (MadoCardState) state = NULL;

  if (!mado_run_card_begin (&talk, run, MADO_CARD_KEYS_COUNTER, work->card_id, work->spki_sha256,
                            error))
    return FALSE;
  state = mado_card_session_read_state (talk.session, error);
  if (state == NULL)
    return FALSE;
  return state->certificate_status == MADO_CARD_CERTIFICATE_ABSENT
         || mado_card_session_erase_certificate (talk.session, error);
}

MadoOutcome
mado_issue_clean_card (MadoRun *run, MadoCase *work, GError **error)
{
  GError *cause = NULL;
  gboolean held = erase_remains (run, work, &cause);

  return mado_run_card_conclude (held, cause, error);
}

MadoOutcome
mado_issue_erase_card (MadoRun *run, MadoCase *work, GError **error)
{
  return mado_issue_clean_card (run, work, error);
}

/* --- what the journal holds against what the card holds --- */

typedef struct
{
  MadoRun *run;
  const char *serial;
  MadoCertificateRow *row;
} Lookup;

static gboolean
look_up_on_worker (gpointer data, GError **error)
{
  Lookup *lookup = data;

  lookup->row = mado_certificate_row_load (mado_desk_get_db (mado_run_get_desk (lookup->run)),
                                           lookup->serial, error);
  return lookup->row != NULL;
}

MadoCertificateRow *
mado_issue_look_up (MadoRun *run, const MadoCase *work, GError **error)
{
  Lookup lookup = { run, work->serial, NULL };

  if (work->serial == NULL)
    {
      g_set_error_literal (error, MADO_RUN_ERROR, MADO_RUN_ERROR_CA_CARD_DIFFER,
                           "the case knows no certificate");
      return NULL;
    }
  mado_worker_call (mado_desk_get_db_worker (mado_run_get_desk (run)), look_up_on_worker, &lookup,
                    error);
  return lookup.row;
}

static GBytes *
read_certificate (MadoRun *run, MadoCase *work, GError **error)
{
  g_auto (MadoRunCard) talk = { 0 };

  if (!mado_run_card_begin (&talk, run, MADO_CARD_KEYS_COUNTER, work->card_id, work->spki_sha256,
                            error))
    return NULL;
  return mado_card_session_read_certificate (talk.session, error);
}

MadoOutcome
mado_issue_verify_card (MadoRun *run, MadoCase *work, GError **error)
{
  g_autoptr (MadoCertificateRow) row = mado_issue_look_up (run, work, error);
  g_autoptr (GBytes) der = NULL;
  GError *cause = NULL;

  if (row == NULL)
    return MADO_OUTCOME_AGAIN;
  der = read_certificate (run, work, &cause);
  if (der == NULL && !g_error_matches (cause, MADO_CARD_ERROR, MADO_CARD_ERROR_NO_CERTIFICATE))
    {
      /* Only looking failed, so looking again is always right. */
      MadoOutcome outcome = mado_run_card_conclude (FALSE, cause, error);

      return outcome == MADO_OUTCOME_FAIL ? MADO_OUTCOME_AGAIN : outcome;
    }
  g_clear_error (&cause);
  if (der != NULL && g_bytes_equal (der, row->der))
    return MADO_OUTCOME_OK;
  g_set_error_literal (error, MADO_RUN_ERROR, MADO_RUN_ERROR_CA_CARD_DIFFER,
                       "the card does not hold the CA's certificate");
  return MADO_OUTCOME_FAIL;
}

typedef struct
{
  MadoRun *run;
  MadoCase *work;
  GBytes *der;
} Write;

static gboolean
write_on_worker (gpointer data, GError **error)
{
  Write *write = data;
  const MadoDeskParts *parts = mado_run_get_parts (write->run);
  const char *old_spki = mado_case_get_fact (write->work, MADO_FACT_OLD_SPKI);
  GBytes *ca = mado_certificate_get_der (mado_ca_get_ca_certificate (parts->ca));
  g_auto (MadoRunCard) talk = { 0 };

  return mado_run_card_begin (&talk, write->run, MADO_CARD_KEYS_COUNTER, write->work->card_id,
                              old_spki != NULL ? old_spki : write->work->spki_sha256, error)
         && mado_card_session_write_ca_certificate (talk.session, ca, error)
         && (old_spki != NULL
                 ? mado_card_session_write_pending (talk.session, write->der, error)
                 : mado_card_session_write_certificate (talk.session, write->der, error));
}

gboolean
mado_issue_write_card (MadoRun *run, MadoCase *work, GBytes *der, GError **error)
{
  Write write = { run, work, der };

  return mado_worker_call (mado_desk_get_worker (mado_run_get_desk (run), MADO_BY_CARD),
                           write_on_worker, &write, error);
}

MadoOutcome
mado_issue_rewrite_card (MadoRun *run, MadoCase *work, GError **error)
{
  g_autoptr (MadoCertificateRow) row = mado_issue_look_up (run, work, error);
  GError *cause = NULL;
  gboolean held;

  if (row == NULL)
    return MADO_OUTCOME_AGAIN;
  held = mado_issue_write_card (run, work, row->der, &cause);
  return mado_run_card_conclude (held, cause, error);
}
