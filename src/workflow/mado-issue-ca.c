/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What first issue does with the CA.  The card is written inside certConf (docs/cmp.md). */
#include "config.h"

#include "mado-issue-private.h"

#include "mado-bytes.h"
#include "mado-ca-outcome.h"
#include "mado-ca.h"
#include "mado-case-fact.h"
#include "mado-certificate-row.h"

static gint64
monotonic (MadoRun *run)
{
  return mado_clock_monotonic (mado_run_get_parts (run)->clock);
}

/* --- the request, with the card written inside it --- */

typedef struct
{
  MadoRun *run;
  MadoCase *work;
  MadoCertificate *certificate; /* of the callback */
  GError *cause;                /* owned: why the desk said no */
  gint64 card_us;               /* time spent in the callback */
} Request;

static gboolean
save_row (MadoRun *run, MadoDb *db, const MadoCase *work, MadoCertificate *certificate,
          MadoCertificateState state, GError **error)
{
  MadoCertificateRow row
      = { .serial = (char *) (guintptr) mado_certificate_get_serial (certificate),
          .case_id = work->case_id,
          .der = mado_certificate_get_der (certificate),
          .spki_sha256 = work->spki_sha256,
          .state = state,
          .not_before = mado_certificate_get_not_before (certificate),
          .not_after = mado_certificate_get_not_after (certificate),
          .changed_at = mado_clock_now (mado_run_get_parts (run)->clock) };

  return mado_certificate_row_save (&row, db, error);
}

typedef struct
{
  MadoCertificate *certificate;
  MadoCertificateState state;
} Step;

static gboolean
record_step (MadoRun *run, MadoDb *db, MadoCase *work, gpointer data, GError **error)
{
  const Step *step = data;

  return save_row (run, db, work, step->certificate, step->state, error);
}

static gboolean
journal_step (Request *request, MadoCertificateState state, const char *what)
{
  Step step = { request->certificate, state };
  g_autofree char *code = g_strconcat (request->work->procedure, ".", what, NULL);

  return mado_run_journal (request->run, request->work, record_step, &step, code, NULL,
                           &request->cause);
}

static gboolean
confirm_cb (MadoCertificate *certificate, gpointer data, const char **reason)
{
  Request *request = data;
  gint64 began = monotonic (request->run);
  gboolean held;

  request->certificate = certificate;
  g_free (request->work->serial);
  request->work->serial = g_strdup (mado_certificate_get_serial (certificate));
  held = journal_step (request, MADO_CERTIFICATE_RECEIVED, "received")
         && mado_issue_write_card (request->run, request->work,
                                   mado_certificate_get_der (certificate), &request->cause)
         && journal_step (request, MADO_CERTIFICATE_WRITTEN, "written");
  request->card_us += monotonic (request->run) - began;
  if (!held)
    *reason = "the certificate could not be written on the card";
  return held;
}

static GPtrArray *ask (MadoRun *run, const MadoCase *work, GError **error);
static const MadoCaRecord *newest_in_force (GPtrArray *records);

/* "Duplicate" may mean an earlier try of this very case, whose answer was lost or came late: then
 * the next row looks.  If the CA knows nothing of our key, the person has a certificate elsewhere,
 * and sending again will not help. */
static MadoOutcome
judge_duplicate (MadoRun *run, const MadoCase *work)
{
  g_autoptr (GPtrArray) records = ask (run, work, NULL);

  if (records == NULL || newest_in_force (records) != NULL)
    return MADO_OUTCOME_UNSURE;
  return MADO_OUTCOME_FAIL;
}

MadoOutcome
mado_issue_request (MadoRun *run, MadoCase *work, GError **error)
{
  Request request = { .run = run, .work = work };
  gint64 began = monotonic (run);
  GError *cause = NULL;
  g_autoptr (MadoCertificate) certificate = mado_ca_request_replacing (
      mado_run_get_parts (run)->ca, work->csr, mado_case_get_fact (work, MADO_FACT_OLD_SERIAL),
      confirm_cb, &request, NULL, &cause);

  mado_run_spent_ca (run, monotonic (run) - began - request.card_us);
  if (certificate != NULL)
    return MADO_OUTCOME_OK;
  /* Why the desk said no tells more than that it did. */
  if (request.cause != NULL && g_error_matches (cause, MADO_CA_ERROR, MADO_CA_ERROR_NOT_CONFIRMED))
    {
      g_error_free (cause);
      g_propagate_error (error, request.cause);
      return MADO_OUTCOME_CARD_GONE;
    }
  g_clear_error (&request.cause);
  if (g_error_matches (cause, MADO_CA_ERROR, MADO_CA_ERROR_REFUSED)
      && mado_ca_error_get_failure (cause) == MADO_CA_FAILURE_DUPLICATE)
    {
      g_propagate_error (error, cause);
      return judge_duplicate (run, work);
    }
  return mado_ca_outcome (cause, error);
}

/* --- asking --- */

static const MadoCaRecord *
newest_in_force (GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      const MadoCaRecord *record = g_ptr_array_index (records, i);

      if (record->state != MADO_CA_STATE_REVOKED)
        return record;
    }
  return NULL;
}

gboolean
mado_issue_remember (MadoRun *run, MadoCase *work, const MadoCaRecord *record, GError **error)
{
  Step step = { record->certificate, MADO_CERTIFICATE_RECEIVED };
  g_autofree char *code = g_strconcat (work->procedure, ".found", NULL);

  g_free (work->serial);
  work->serial = g_strdup (mado_certificate_get_serial (record->certificate));
  return mado_run_journal (run, work, record_step, &step, code, NULL, error);
}

static GPtrArray *
ask (MadoRun *run, const MadoCase *work, GError **error)
{
  g_autoptr (GBytes) spki_sha256 = mado_bytes_from_hex (work->spki_sha256);
  gint64 began = monotonic (run);
  GPtrArray *records = mado_ca_ask (mado_run_get_parts (run)->ca, spki_sha256, NULL, error);

  mado_run_spent_ca (run, monotonic (run) - began);
  return records;
}

MadoOutcome
mado_issue_ask (MadoRun *run, MadoCase *work, GError **error)
{
  g_autoptr (GPtrArray) records = ask (run, work, error);
  const MadoCaRecord *record;

  if (records == NULL)
    return MADO_OUTCOME_UNSURE;
  record = newest_in_force (records);
  if (record == NULL)
    return MADO_OUTCOME_AGAIN;
  if (!mado_issue_remember (run, work, record, error))
    return MADO_OUTCOME_UNSURE;
  return record->state == MADO_CA_STATE_ACTIVE ? MADO_OUTCOME_OK : MADO_OUTCOME_FAIL;
}

/* Revoking what was never handed over may be repeated: the CA keeps the first reason. */
MadoOutcome
mado_issue_discard (MadoRun *run, MadoCase *work, GError **error)
{
  gint64 began = monotonic (run);
  GError *cause = NULL;
  gboolean held;

  g_assert (work->serial != NULL);
  held = mado_ca_revoke (mado_run_get_parts (run)->ca, work->serial, MADO_CA_REASON_NOT_DELIVERED,
                         NULL, &cause);

  mado_run_spent_ca (run, monotonic (run) - began);
  return held ? MADO_OUTCOME_OK : mado_ca_outcome (cause, error);
}
