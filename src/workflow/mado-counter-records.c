/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What several procedures write in the transaction of an outcome: person, card, money, prints. */
#include "config.h"

#include "mado-card-holder.h"
#include "mado-counter.h"

#include "mado-case-fact.h"
#include "mado-print-job.h"
#include "mado-query.h"
#include "mado-receipt.h"
#include "mado-warning.h"

static gint64
now (MadoRun *run)
{
  return mado_clock_now (mado_run_get_parts (run)->clock);
}

static gboolean
refuse (MadoRunError code, const char *text, GError **error)
{
  g_set_error_literal (error, MADO_RUN_ERROR, (int) code, text);
  return FALSE;
}

gboolean
mado_counter_meet_open (MadoDb *db, const MadoCase *work, MadoMetPeople *met, GError **error)
{
  if (!mado_case_meet_open (work, db, met, error))
    return FALSE;
  return met->same == NULL || refuse (MADO_RUN_ERROR_OPEN_CASE, met->same, error);
}

gboolean
mado_counter_record_person (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                            GError **error)
{
  g_autoptr (MadoMetPeople) met = mado_met_people_new ();

  if (outcome != MADO_OUTCOME_OK)
    return TRUE;
  if (!mado_counter_meet_open (db, work, met, error))
    return FALSE;
  mado_warning_note_namesakes (work, met);
  return TRUE;
}

gboolean
mado_counter_record_compared (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                              GError **error)
{
  g_autoptr (GDate) today = mado_clock_today (mado_run_get_parts (run)->clock);

  if (outcome == MADO_OUTCOME_OK)
    mado_case_set_fact_number (work, MADO_FACT_COMPARED_ON,
                               g_date_get_year (today) * 10000u
                                   + (guint) g_date_get_month (today) * 100u
                                   + g_date_get_day (today));
  return TRUE;
}

gboolean
mado_counter_record_card (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
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
  if (has_row)
    return refuse (MADO_RUN_ERROR_CARD_IN_USE, mado_query_get_text (query, "number"), error);
  return mado_card_holder_check_record (db, work, error);
}

gboolean
mado_counter_record_fee (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                         GError **error)
{
  const MadoDeskParts *parts = mado_run_get_parts (run);

  if (outcome != MADO_OUTCOME_OK)
    return TRUE;
  work->cash = MADO_CASH_TAKEN;
  return mado_receipt_take (db, work->case_id, mado_counter_fee (parts, work), now (run),
                            mado_run_get_actor (run), NULL, error);
}

gboolean
mado_counter_record_waived (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                            GError **error)
{
  work->cash = MADO_CASH_WAIVED;
  return mado_receipt_take (db, work->case_id, 0, now (run), mado_run_get_actor (run), NULL, error);
}

gboolean
mado_counter_record_seen (MadoRun *run, MadoDb *db, const MadoCase *work, const char *form,
                          MadoOutcome outcome, GError **error)
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
mado_counter_record_receipt_seen (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                  GError **error)
{
  return mado_counter_record_seen (run, db, work, "receipt", outcome, error)
         && (outcome != MADO_OUTCOME_OK || mado_receipt_count_print (db, work->case_id, error));
}

gboolean
mado_counter_record_copy_seen (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                               GError **error)
{
  return mado_counter_record_seen (run, db, work, "certificate-copy", outcome, error);
}

char *
mado_counter_list_documents (const MadoCase *work)
{
  GString *codes = g_string_new (work->card_photo ? "P06" : NULL);

  for (guint i = 0; i < work->documents->len; i++)
    g_string_append_printf (
        codes, "%s%s", codes->len > 0 ? " " : "",
        ((const MadoCaseDocument *) g_ptr_array_index (work->documents, i))->code);
  return g_string_free (codes, FALSE);
}
