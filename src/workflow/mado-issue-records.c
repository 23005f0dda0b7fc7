/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What first issue writes in the transaction of an outcome: money, ledger, certificates, prints. */
#include "config.h"

#include "mado-issue-private.h"

#include "mado-certificate-row.h"
#include "mado-ledger.h"
#include "mado-receipt.h"
#include "mado-warning.h"

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

gboolean
mado_issue_record_person (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                          GError **error)
{
  g_autoptr (MadoMetPeople) met = mado_met_people_new ();
  g_autoptr (MadoPersonKey) key = NULL;

  if (outcome != MADO_OUTCOME_OK)
    return TRUE;
  key = mado_person_key_new_of (work->form);
  if (!mado_counter_meet_open (db, work, met, error)
      || !mado_certificate_row_meet_live (db, work->case_id, key, now (run), met, error))
    return FALSE;
  if (met->same == NULL)
    {
      mado_warning_note_namesakes (work, met);
      return TRUE;
    }
  g_set_error_literal (error, MADO_RUN_ERROR, MADO_RUN_ERROR_LIVE, met->same);
  return FALSE;
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
mado_issue_record_ledger (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                          GError **error)
{
  g_autofree char *documents = mado_counter_list_documents (work);
  g_autoptr (MadoCertificateRow) certificate = NULL;
  MadoReceipt receipt;
  MadoLedgerRow row;

  if (outcome != MADO_OUTCOME_OK)
    return TRUE;
  certificate = mado_certificate_row_load (db, work->serial, error);
  if (certificate == NULL || !mado_receipt_load (db, work->case_id, &receipt, error))
    return FALSE;
  row = (MadoLedgerRow){ .case_id = work->case_id,
                         .procedure = work->procedure,
                         .serial = work->serial,
                         .delivered_on = day_of (now (run)),
                         .valid_to = day_of (certificate->not_after),
                         .identified_by = documents,
                         .amount_yen = receipt.amount_yen,
                         .operator_id = mado_run_get_actor (run) };
  return mado_ledger_add (db, &row, NULL, error);
}
