/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints of a case: written down before they are sent, followed to their end. */
#include "config.h"

#include "mado-counter.h"

#include "mado-approval.h"
#include "mado-case-fact.h"
#include "mado-counter-forms.h"
#include "mado-print-job.h"
#include "mado-print-watch.h"
#include "mado-receipt.h"

#define JOB_DEADLINE_US                                                                            \
  (90 * G_USEC_PER_SEC) /* a slow laser printer's first page, and a margin                         \
                         */

typedef struct
{
  MadoRun *run;
  MadoCase *work;
  const char *form; /* name of the form's file and row: "receipt" */
  MadoPrintJob job;
  MadoPrintJobState state; /* to be stored next */
  guint n_marked;          /* characters that are printed as 〓 */
  gint64 approval_id;      /* the supervisor's, used up with the intent; 0: none needed */
} Print;

static gint64
now (MadoRun *run)
{
  return mado_clock_now (mado_run_get_parts (run)->clock);
}

/* --- the print's row --- */

static gboolean
load_last_on_worker (gpointer data, GError **error)
{
  Print *print = data;

  return mado_print_job_load_last (mado_desk_get_db (mado_run_get_desk (print->run)),
                                   print->work->case_id, print->form, &print->job, error);
}

static gboolean
load_last (Print *print, GError **error)
{
  return mado_worker_call (mado_desk_get_db_worker (mado_run_get_desk (print->run)),
                           load_last_on_worker, print, error);
}

static gboolean
write_intent (MadoRun *run, MadoDb *db, MadoCase *work, gpointer data, GError **error)
{
  Print *print = data;

  if (print->approval_id != 0
      && !mado_approval_use (db, print->approval_id, "reprint", work->case_id, 0, now (run), error))
    return FALSE;
  return mado_print_job_intend (db, work->case_id, print->form, now (run), &print->job, error);
}

static gboolean
write_state (MadoRun *run, MadoDb *db, MadoCase *work, gpointer data, GError **error)
{
  Print *print = data;

  if (!mado_print_job_set_state (db, &print->job, print->state, now (run), error))
    return FALSE;
  return print->state != MADO_PRINT_JOB_DONE || !g_str_equal (print->form, "receipt")
         || mado_receipt_count_print (db, work->case_id, error);
}

/* What the events of a print tell; the copy's number is given by the intent, what is left to be
 * written by hand is known when it was drawn. */
static char *
describe (const Print *print)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "{\"form\":\"%s\"", print->form);
  if (print->job.copy != 0)
    g_string_append_printf (text, ",\"copy\":%u", print->job.copy);
  if (print->n_marked != 0)
    g_string_append_printf (text, ",\"by_hand\":%u", print->n_marked);
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

static gboolean
store_state (Print *print, MadoPrintJobState state, const char *code, GError **error)
{
  g_autofree char *detail = describe (print);

  print->state = state;
  return mado_run_journal (print->run, print->work, write_state, print, code, detail, error);
}

/* --- sending and following --- */

static gboolean
render (Print *print, GBytes **document, char **media, GError **error)
{
  g_autoptr (MadoForm) form
      = mado_counter_form_new (print->run, print->work, print->form, print->job.copy, error);

  if (form == NULL)
    return FALSE;
  print->n_marked = mado_form_get_n_marked (form);
  if (print->n_marked > 0)
    mado_case_set_fact_number (print->work, MADO_FACT_BY_HAND, print->n_marked);
  *document = mado_form_render_pdf (form, now (print->run), error);
  *media = g_strdup (mado_form_get_media (form));
  return *document != NULL;
}

/* From here to the print service's answer it is the service's time, as is the following of a job.
 */
static gboolean
send_order (Print *print, const MadoPrintOrder *order, GError **error)
{
  const MadoDeskParts *parts = mado_run_get_parts (print->run);
  const gint64 began = mado_clock_monotonic (parts->clock);
  const gboolean held = mado_printer_submit (parts->printer, order, &print->job.job, error);

  mado_run_spent_print (print->run, mado_clock_monotonic (parts->clock) - began);
  return held;
}

static gboolean
submit (Print *print, GError **error)
{
  g_autoptr (GBytes) document = NULL;
  g_autofree char *media = NULL;
  g_autofree char *title = g_strdup_printf ("%s %s", print->work->number, print->form);
  MadoPrintOrder order = { .title = title };

  if (!render (print, &document, &media, error))
    return FALSE;
  order.document = document;
  order.media = media;
  return send_order (print, &order, error);
}

static MadoOutcome
fail_submit (Print *print, GError *cause, GError **error)
{
  gboolean unsure = g_error_matches (cause, MADO_PRINT_ERROR, MADO_PRINT_ERROR_UNSURE);
  gboolean too_long = g_error_matches (cause, MADO_PRINT_ERROR, MADO_PRINT_ERROR_TOO_LONG);

  g_propagate_error (error, cause);
  if (unsure)
    return MADO_OUTCOME_UNSURE;
  /* Should even this not be stored, the row stays "intended" and the next look asks the clerk. */
  store_state (print, MADO_PRINT_JOB_FAILED, "print.failed", NULL);
  /* Printing it again would not help: what does not fit is written by hand, if the row allows. */
  return too_long ? MADO_OUTCOME_FAIL : MADO_OUTCOME_AGAIN;
}

/* The job is in the queue: F12 goes on watching this one and never sends a second. */
static MadoOutcome
follow (Print *print, GError **error)
{
  const MadoDeskParts *parts = mado_run_get_parts (print->run);
  const gint64 began = mado_clock_monotonic (parts->clock);
  MadoPrintState state = mado_print_watch_wait (parts->printer, print->job.job,
                                                g_get_monotonic_time () + JOB_DEADLINE_US, NULL);

  mado_run_spent_print (print->run, mado_clock_monotonic (parts->clock) - began);
  if (state == MADO_PRINT_DONE)
    return store_state (print, MADO_PRINT_JOB_DONE, "print.done", error) ? MADO_OUTCOME_OK
                                                                         : MADO_OUTCOME_UNSURE;
  g_set_error (error, MADO_PRINT_PROBLEM, (int) state, "printer: %s",
               mado_print_state_to_string (state));
  if (state == MADO_PRINT_JOB_UNKNOWN)
    return MADO_OUTCOME_UNSURE;
  if (mado_print_state_is_final (state))
    store_state (print, MADO_PRINT_JOB_FAILED, "print.failed", NULL);
  return MADO_OUTCOME_AGAIN;
}

static MadoOutcome
print_new (Print *print, GError **error)
{
  g_autofree char *detail = describe (print);
  GError *cause = NULL;

  if (!mado_run_journal (print->run, print->work, write_intent, print, "print.intent", detail,
                         error))
    return MADO_OUTCOME_AGAIN;
  if (!submit (print, &cause))
    return fail_submit (print, cause, error);
  if (!store_state (print, MADO_PRINT_JOB_SENT, "print.sent", error))
    return MADO_OUTCOME_UNSURE;
  return follow (print, error);
}

MadoOutcome
mado_counter_print (MadoRun *run, MadoCase *work, const char *form, GError **error)
{
  Print print = { .run = run, .work = work, .form = form };

  if (!load_last (&print, error))
    return MADO_OUTCOME_AGAIN;
  if (print.job.print_job_id == 0)
    return print_new (&print, error);
  switch (print.job.state)
    {
    case MADO_PRINT_JOB_INTENDED: /* ended before the printer's answer was stored */
      g_set_error_literal (error, MADO_RUN_ERROR, MADO_RUN_ERROR_PRINT_UNKNOWN,
                           "the sheet may have come out");
      return MADO_OUTCOME_UNSURE;
    case MADO_PRINT_JOB_SENT:
      return follow (&print, error);
    case MADO_PRINT_JOB_DONE:
      return MADO_OUTCOME_OK;
    case MADO_PRINT_JOB_FAILED:
    case MADO_PRINT_JOB_MISSING:
    default:
      return print_new (&print, error);
    }
}

MadoOutcome
mado_counter_print_anew (MadoRun *run, MadoCase *work, const char *form, GError **error)
{
  Print print = { .run = run, .work = work, .form = form };

  if (!load_last (&print, error))
    return MADO_OUTCOME_AGAIN;
  return print.job.state == MADO_PRINT_JOB_SENT ? follow (&print, error)
                                                : print_new (&print, error);
}

MadoOutcome
mado_counter_print_application (MadoRun *run, MadoCase *work, GError **error)
{
  return mado_counter_print (run, work, "application", error);
}

MadoOutcome
mado_counter_print_receipt (MadoRun *run, MadoCase *work, GError **error)
{
  return mado_counter_print (run, work, "receipt", error);
}

MadoOutcome
mado_counter_print_copy (MadoRun *run, MadoCase *work, GError **error)
{
  return mado_counter_print (run, work, "certificate-copy", error);
}

/* Whether there is something to print; a form that nobody knows has nothing. */
static gboolean
has_content (const MadoCase *work, const char *form)
{
  if (g_str_equal (form, "receipt"))
    return work->cash == MADO_CASH_TAKEN || work->cash == MADO_CASH_WAIVED;
  if (g_str_equal (form, "certificate-copy"))
    return work->serial != NULL || g_str_equal (work->procedure, "copy");
  if (g_str_equal (form, "revocation-slip"))
    return mado_case_has_fact (work, MADO_FACT_REVOKED_AT);
  if (g_str_equal (form, "claim-slip"))
    return mado_case_get_fact (work, MADO_FACT_RETURN) != NULL;
  if (g_str_equal (form, "refusal"))
    return work->form != NULL && work->ending == MADO_ENDING_REFUSED;
  return (g_str_equal (form, "application") || g_str_equal (form, "revocation")
          || g_str_equal (form, "password-request"))
         && work->form != NULL;
}

/* How often the form has come out again; a copy case gives what was printed before it. */
static guint
count_reprints (const Print *print)
{
  guint next = print->job.copy + (print->job.state == MADO_PRINT_JOB_FAILED ? 0 : 1);

  if (g_str_equal (print->work->procedure, "copy"))
    next += 1 + (guint) mado_case_get_fact_number (print->work, MADO_FACT_REPRINTS);
  return next > 2 ? next - 2 : 0;
}

/* The first reprint is the clerk's own; each further one of a paper that is marked as reissued asks
 * for a second person (domain.md 9 #11). */
static gboolean
may_print_again (Print *print, GError **error)
{
  guint n_reprints = count_reprints (print);

  if (n_reprints == 0 || !mado_counter_form_is_marked (print->form)
      || !mado_run_get_parts (print->run)->profile->second_person[MADO_SECOND_REPRINT])
    return TRUE;
  print->approval_id = mado_run_take_reprint_approval (print->run);
  if (print->approval_id != 0)
    return TRUE;
  mado_run_set_reprints (print->run, n_reprints);
  g_set_error_literal (error, MADO_RUN_ERROR, MADO_RUN_ERROR_SECOND,
                       "a supervisor confirms a second reprint");
  return FALSE;
}

MadoOutcome
mado_counter_print_again (MadoRun *run, MadoCase *work, const char *form, GError **error)
{
  Print print = { .run = run, .work = work, .form = form };

  if (has_content (work, form))
    {
      if (!load_last (&print, error))
        return MADO_OUTCOME_AGAIN;
      return may_print_again (&print, error) ? print_new (&print, error) : MADO_OUTCOME_FAIL;
    }
  g_set_error (error, MADO_RUN_ERROR, MADO_RUN_ERROR_INCOMPLETE, "there is no %s yet", form);
  return MADO_OUTCOME_FAIL;
}
