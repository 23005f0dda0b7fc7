/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-letter-case.h"

#include "mado-case-fact.h"

typedef struct
{
  char *number;            /* owned */
  MadoInquiryAgent *agent; /* owned, nullable */
  MadoLetterCaseBegun begun;
  GObject *owner; /* owned */
} Beginning;

/* A letter about the password may serve three procedures: F2 chooses. */
static const char *const procedures[MADO_N_LETTER_PURPOSES] = {
  [MADO_LETTER_FOR_ISSUE] = "issue",
  [MADO_LETTER_FOR_RENEW] = "renew",
  [MADO_LETTER_FOR_REVOKE] = "revoke",
};

static void
beginning_free (Beginning *beginning)
{
  g_clear_pointer (&beginning->agent, mado_inquiry_agent_free);
  g_object_unref (beginning->owner);
  g_free (beginning->number);
  g_free (beginning);
}

static void
fill_case (MadoCase *work, const Beginning *from)
{
  mado_case_set_fact (work, MADO_FACT_INQUIRY, from->number);
  if (from->agent == NULL)
    return;
  work->applicant = MADO_APPLICANT_VOLUNTARY;
  g_clear_pointer (&work->agent, mado_case_agent_free);
  work->agent = g_new0 (MadoCaseAgent, 1);
  *work->agent = (MadoCaseAgent){ .name = g_strdup (from->agent->name),
                                  .kana = g_strdup (""),
                                  .address = g_strdup (from->agent->address),
                                  .relation = g_strdup (from->agent->relation),
                                  .phone = g_strdup ("") };
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Beginning *beginning = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoRun) run = mado_desk_start_finish (MADO_DESK (source), result, &error);
  MadoCase *work = run != NULL ? mado_run_edit (run) : NULL;

  if (work != NULL)
    fill_case (work, beginning);
  beginning->begun (run, error, beginning->owner);
  beginning_free (beginning);
}

gboolean
mado_letter_case_begin (MadoDesk *desk, const MadoInquiry *letter, MadoLetterCaseBegun begun,
                        GObject *owner)
{
  const char *procedure = procedures[letter->purpose];
  const MadoInquiryAgent *agent = letter->agent;
  Beginning *beginning;

  if (procedure == NULL || mado_matrix_for (procedure) == NULL)
    return FALSE;
  beginning = g_new0 (Beginning, 1);
  beginning->number = g_strdup (letter->number);
  if (agent != NULL)
    beginning->agent = mado_inquiry_agent_new (agent->name, agent->address, agent->relation);
  beginning->begun = begun;
  beginning->owner = g_object_ref (owner);
  mado_desk_start_async (desk, procedure, NULL, started_cb, beginning);
  return TRUE;
}
