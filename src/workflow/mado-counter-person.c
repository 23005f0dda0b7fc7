/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who the applicant is, against the record: one running case and one certificate in force a person.
 * Asked in every row that says who it is, by the one record of this file: at the reception, at the
 * check of the form, where reading and name are put right, and with the register's items. */
#include "config.h"

#include "mado-counter.h"

#include "mado-case-fact.h"
#include "mado-certificate-row.h"
#include "mado-warning.h"

static gboolean
refuse (MadoRunError code, const char *text, GError **error)
{
  g_set_error_literal (error, MADO_RUN_ERROR, (int) code, text);
  return FALSE;
}

/* Every other procedure is about the certificate in force. */
static gboolean
wants_no_certificate (const MadoCase *work)
{
  return g_str_equal (work->procedure, "issue");
}

/* @items: (nullable): of the form, or of the register once it is known */
static gboolean
meet (MadoRun *run, MadoDb *db, const MadoCase *work, const MadoFourItems *items,
      MadoMetPeople *met, GError **error)
{
  g_autoptr (MadoPersonKey) key = items != NULL ? mado_person_key_new_of (items) : NULL;

  if (key == NULL)
    return TRUE;
  if (!mado_case_meet_open (db, work->case_id, key, met, error))
    return FALSE;
  if (met->same != NULL)
    return refuse (MADO_RUN_ERROR_OPEN_CASE, met->same, error);
  if (!wants_no_certificate (work))
    return TRUE;
  if (!mado_certificate_row_meet_live (
          db, work->case_id, key, mado_clock_now (mado_run_get_parts (run)->clock), met, error))
    return FALSE;
  return met->same == NULL || refuse (MADO_RUN_ERROR_LIVE, met->same, error);
}

void
mado_counter_lead_to_warning (MadoRun *run, const MadoCase *work, MadoReason warning,
                              MadoRunError problem)
{
  const MadoMatrix *matrix = mado_run_get_matrix (run);
  const int papers = mado_matrix_find (matrix, "identity");

  if (papers >= 0 && papers < mado_matrix_find (matrix, work->state)
      && mado_warning_is_open (work, warning))
    mado_run_lead (
        run, papers,
        g_error_new_literal (MADO_RUN_ERROR, (int) problem, "a warning is met behind the papers"));
}

gboolean
mado_counter_record_person (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                            GError **error)
{
  g_autoptr (MadoMetPeople) met = mado_met_people_new ();

  if (outcome != MADO_OUTCOME_OK)
    return TRUE;
  if (!meet (run, db, work, work->form, met, error)
      || !meet (run, db, work, work->register_items, met, error))
    return FALSE;
  mado_warning_note_namesakes (work, met);
  if (mado_case_has_fact (work, MADO_FACT_NAMESAKES))
    mado_counter_lead_to_warning (run, work, MADO_REASON_NAMESAKE, MADO_RUN_ERROR_NAMESAKE);
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
  return mado_counter_record_person (run, db, work, outcome, error);
}
