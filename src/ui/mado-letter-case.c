/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-letter-case.h"

#include "mado-case-fact.h"

typedef struct
{
  char *number;            /* owned */
  MadoFourItems *person;   /* owned, nullable */
  MadoInquiryAgent *agent; /* owned, nullable */
  MadoLetterCaseBegun begun;
  GObject *owner; /* owned */
} Beginning;

/* Of a letter that does not say more; about the password it might be three: F2 chooses. */
static const char *const usual[MADO_N_LETTER_PURPOSES] = {
  [MADO_LETTER_FOR_ISSUE] = "issue",
  [MADO_LETTER_FOR_RENEW] = "renew",
  [MADO_LETTER_FOR_REVOKE] = "revoke",
};

static void
beginning_free (Beginning *beginning)
{
  g_clear_pointer (&beginning->person, mado_four_items_free);
  g_clear_pointer (&beginning->agent, mado_inquiry_agent_free);
  g_object_unref (beginning->owner);
  g_free (beginning->number);
  g_free (beginning);
}

static void
set (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

static void
fill_agent (MadoCase *work, const MadoInquiryAgent *agent)
{
  work->applicant = MADO_APPLICANT_VOLUNTARY;
  g_clear_pointer (&work->agent, mado_case_agent_free);
  work->agent = mado_case_agent_new ();
  set (&work->agent->name, agent->name);
  set (&work->agent->address, agent->address);
  set (&work->agent->relation, agent->relation);
}

/* The applicant as the letter has him: the clerk compares it with the form. */
static void
fill_case (MadoCase *work, const Beginning *from)
{
  mado_case_set_fact (work, MADO_FACT_INQUIRY, from->number);
  if (from->person != NULL)
    {
      g_clear_pointer (&work->form, mado_four_items_free);
      work->form = mado_four_items_copy (from->person);
    }
  if (from->agent != NULL)
    fill_agent (work, from->agent);
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

/* The person of the letter, whose case of that procedure waits since the first visit. */
static gboolean
is_of_letter (const MadoCase *work, const char *procedure, const MadoFourItems *person)
{
  return person != NULL && work->form != NULL && g_str_equal (work->procedure, procedure)
         && mado_person_is_same (work->form, person);
}

/* Returns: (transfer full) (nullable) */
static MadoRun *
find_waiting (MadoDesk *desk, const char *procedure, const MadoInquiry *letter)
{
  GListModel *runs = mado_desk_get_runs (desk);

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (MadoRun) run = g_list_model_get_item (runs, i);

      if (is_of_letter (mado_run_get_case (run), procedure, letter->person))
        return g_steal_pointer (&run);
    }
  return NULL;
}

static void
go_on (MadoRun *run, const MadoInquiry *letter, MadoLetterCaseBegun begun, GObject *owner)
{
  MadoCase *work = mado_run_edit (run);

  if (work != NULL && !mado_case_has_fact (work, MADO_FACT_INQUIRY))
    mado_case_set_fact (work, MADO_FACT_INQUIRY, letter->number);
  begun (run, NULL, owner);
}

gboolean
mado_letter_case_begin (MadoDesk *desk, const MadoInquiry *letter, MadoLetterCaseBegun begun,
                        GObject *owner)
{
  const char *procedure = letter->procedure != NULL ? letter->procedure : usual[letter->purpose];
  const MadoInquiryAgent *agent = letter->agent;
  g_autoptr (MadoRun) waiting = NULL;
  Beginning *beginning;

  if (procedure == NULL || mado_matrix_for (procedure) == NULL)
    return FALSE;
  waiting = find_waiting (desk, procedure, letter);
  if (waiting != NULL)
    {
      go_on (waiting, letter, begun, owner);
      return TRUE;
    }
  beginning = g_new0 (Beginning, 1);
  beginning->number = g_strdup (letter->number);
  if (letter->person != NULL)
    beginning->person = mado_four_items_copy (letter->person);
  if (agent != NULL)
    beginning->agent = mado_inquiry_agent_new (agent->name, agent->address, agent->relation);
  beginning->begun = begun;
  beginning->owner = g_object_ref (owner);
  mado_desk_start_async (desk, procedure, NULL, started_cb, beginning);
  return TRUE;
}
