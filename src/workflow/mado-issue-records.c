/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What first issue writes in the transaction of an outcome: money, ledger, certificates, prints. */
#include "config.h"

#include "mado-issue-private.h"

#include "mado-certificate-row.h"
#include "mado-ledger.h"
#include "mado-print-job.h"
#include "mado-query.h"
#include "mado-receipt.h"

static gint64
now (MadoRun *run)
{
  return mado_clock_now (mado_run_get_parts (run)->clock);
}

static guint
day_of (gint64 unix_s)
{
  g_autoptr (GDate) date = mado_clock_date_of (unix_s);

  return (guint) g_date_get_year (date) * 10000 + (guint) g_date_get_month (date) * 100
         + g_date_get_day (date);
}

static gboolean
refuse (MadoRunError code, const char *text, GError **error)
{
  g_set_error_literal (error, MADO_RUN_ERROR, (int) code, text);
  return FALSE;
}

/* Nobody has two running cases or two certificates in force (LAW 6). */
gboolean
mado_issue_record_person (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                          GError **error)
{
  const MadoWareki *birth;
  g_autofree char *number = NULL;
  g_autofree char *serial = NULL;

  if (outcome != MADO_OUTCOME_OK)
    return TRUE;
  birth = &work->form->birth;
  if (!mado_case_find_open_of_person (work, db, &number, error)
      || !mado_certificate_row_find_live (
          db, work->case_id, (guint) (birth->year * 10000 + birth->month * 100 + birth->day),
          work->form->kana != NULL ? work->form->kana : "", now (run), &serial, error))
    return FALSE;
  if (number != NULL)
    return refuse (MADO_RUN_ERROR_OPEN_CASE, number, error);
  return serial == NULL || refuse (MADO_RUN_ERROR_LIVE, serial, error);
}

/* One card, one case. */
gboolean
mado_issue_record_card (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                        GError **error)
{
  g_autoptr (MadoQuery) query = NULL;
  gboolean has_row;

  if (outcome != MADO_OUTCOME_OK)
    return TRUE;
  query = mado_query_new (db, "case/open-of-card", error);
  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "case_id", work->case_id);
  mado_query_bind_text (query, "card_id", work->card_id);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  return !has_row
         || refuse (MADO_RUN_ERROR_CARD_IN_USE, mado_query_get_text (query, "number"), error);
}

gboolean
mado_issue_record_confirmed (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                             GError **error)
{
  if (outcome != MADO_OUTCOME_OK)
    return TRUE;
  work->cash = MADO_CASH_DUE;
  return mado_certificate_row_set_state (db, work->serial, MADO_CERTIFICATE_CONFIRMED, now (run),
                                         error);
}

/* Whatever was issued for this case and is not in force any more. */
gboolean
mado_issue_record_discarded (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                             GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (outcome != MADO_OUTCOME_OK && outcome != MADO_OUTCOME_CANCEL)
    return TRUE;
  rows = mado_certificate_row_load_of_case (db, work->case_id, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const MadoCertificateRow *row = g_ptr_array_index (rows, i);

      if (row->state != MADO_CERTIFICATE_DISCARDED
          && !mado_certificate_row_set_state (db, row->serial, MADO_CERTIFICATE_DISCARDED,
                                              now (run), error))
        return FALSE;
    }
  work->cash = MADO_CASH_NOT_DUE;
  g_clear_pointer (&work->serial, g_free);
  return TRUE;
}

gboolean
mado_issue_record_fee (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                       GError **error)
{
  const MadoDeskParts *parts = mado_run_get_parts (run);

  if (outcome != MADO_OUTCOME_OK)
    return TRUE;
  work->cash = MADO_CASH_TAKEN;
  return mado_receipt_take (db, work->case_id, mado_issue_fee (parts), now (run),
                            mado_run_get_actor (run), NULL, error);
}

/* The clerk looked: OK, the sheet is there; AGAIN, it is not and must be printed. */
static gboolean
record_seen (MadoRun *run, MadoDb *db, const MadoCase *work, const char *form, MadoOutcome outcome,
             GError **error)
{
  MadoPrintJob job;

  if (!mado_print_job_load_last (db, work->case_id, form, &job, error))
    return FALSE;
  return job.print_job_id == 0
         || mado_print_job_set_state (
             db, &job, outcome == MADO_OUTCOME_OK ? MADO_PRINT_JOB_DONE : MADO_PRINT_JOB_MISSING,
             now (run), error);
}

gboolean
mado_issue_record_receipt_seen (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                GError **error)
{
  return record_seen (run, db, work, "receipt", outcome, error)
         && (outcome != MADO_OUTCOME_OK || mado_receipt_count_print (db, work->case_id, error));
}

gboolean
mado_issue_record_copy_seen (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                             GError **error)
{
  return record_seen (run, db, work, "certificate-copy", outcome, error);
}

/* "A01" or "B01 B07"; the juki card's own photo identifies as P06. */
static char *
list_documents (const MadoCase *work)
{
  GString *codes = g_string_new (work->card_photo ? "P06" : NULL);

  for (guint i = 0; i < work->documents->len; i++)
    {
      const MadoCaseDocument *document = g_ptr_array_index (work->documents, i);

      if (codes->len > 0)
        g_string_append_c (codes, ' ');
      g_string_append (codes, document->code);
    }
  return g_string_free (codes, FALSE);
}

gboolean
mado_issue_record_ledger (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                          GError **error)
{
  g_autofree char *documents = list_documents (work);
  g_autoptr (MadoCertificateRow) certificate = NULL;
  MadoReceipt receipt;
  MadoLedgerRow row;

  if (outcome != MADO_OUTCOME_OK)
    return TRUE;
  certificate = mado_certificate_row_load (db, work->serial, error);
  if (certificate == NULL || !mado_receipt_load (db, work->case_id, &receipt, error))
    return FALSE;
  row = (MadoLedgerRow){ .case_id = work->case_id,
                         .serial = work->serial,
                         .delivered_on = day_of (now (run)),
                         .valid_to = day_of (certificate->not_after),
                         .identified_by = documents,
                         .amount_yen = receipt.amount_yen,
                         .operator_id = mado_run_get_actor (run) };
  return mado_ledger_add (db, &row, NULL, error);
}
