/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The second visit in a case: the reply, its nine checks, the sealed password, the one application
 * that a letter serves.  Sources: REG 5(1), 6(1); domain.md 3.2-3.4, 9 #5, #11. */
#include "config.h"

#include "mado-counter.h"

#include "mado-case-fact.h"
#include "mado-inquiry-number.h"
#include "mado-inquiry-word.h"
#include "mado-reply.h"
#include "mado-second.h"

#include <string.h>

#define DAY_S (24 * 60 * 60)
#define REJECTED "REPLY_CHECKS" /* why a reply was rejected, when the clerk names no reason */

/* --- guards, pure --- */

gboolean
mado_counter_needs_no_reply (const MadoCase *work)
{
  return !mado_reply_is_needed (work);
}

/* The password is on a sealed slip where a proxy brings it and it is written on the card. */
gboolean
mado_counter_needs_no_slip (const MadoCase *work)
{
  return mado_counter_needs_no_reply (work) || work->applicant != MADO_APPLICANT_VOLUNTARY;
}

gboolean
mado_counter_has_no_open_slip (const MadoCase *work)
{
  return !mado_case_has_fact (work, MADO_FACT_SLIP);
}

gboolean
mado_counter_guard_reply (MadoRun *run, GError **error)
{
  const MadoCase *work = mado_run_get_case (run);
  g_autoptr (MadoDecision) faults = NULL;

  if (!mado_case_has_fact (work, MADO_FACT_INQUIRY) || mado_reply_count_open (work) > 0)
    {
      g_set_error_literal (error, MADO_RUN_ERROR, MADO_RUN_ERROR_INCOMPLETE,
                           "the letter's number or a check is missing");
      return FALSE;
    }
  faults = mado_reply_faults (work);
  if (faults->verdict == MADO_VERDICT_ACCEPT)
    return TRUE;
  mado_run_set_decision (run, g_steal_pointer (&faults));
  g_set_error_literal (error, MADO_RUN_ERROR, MADO_RUN_ERROR_RULES, "the reply is not in order");
  return FALSE;
}

/* --- the letter in an outcome's transaction --- */

typedef struct
{
  MadoRun *run;
  MadoDb *db;
  MadoCase *work;
  MadoInquiry *letter; /* owned, nullable */
  gint64 now;
  guint today; /* YYYYMMDD */
} Visit;

static void
visit_clear (Visit *visit)
{
  g_clear_pointer (&visit->letter, mado_inquiry_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Visit, visit_clear)

static const MadoOfficeProfile *
profile_of (const Visit *visit)
{
  return mado_run_get_parts (visit->run)->profile;
}

static gboolean
refuse (MadoInquiryError code, const char *text, GError **error)
{
  g_set_error_literal (error, MADO_INQUIRY_ERROR, (int) code, text);
  return FALSE;
}

static gboolean
begin (Visit *visit, MadoRun *run, MadoDb *db, MadoCase *work, GError **error)
{
  const char *typed = mado_case_get_fact (work, MADO_FACT_INQUIRY);
  g_autofree char *number = typed != NULL ? mado_inquiry_number_parse (typed) : NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (GDate) date = NULL;

  visit->run = run;
  visit->db = db;
  visit->work = work;
  visit->now = mado_clock_now (mado_run_get_parts (run)->clock);
  date = mado_clock_date_of (visit->now);
  visit->today = g_date_get_year (date) * 10000u + (guint) g_date_get_month (date) * 100u
                 + g_date_get_day (date);
  if (number == NULL)
    return refuse (MADO_INQUIRY_ERROR_NUMBER, "no letter has this number", error);
  visit->letter = mado_inquiry_load_by_number (db, number, &problem);
  if (g_error_matches (problem, MADO_DB_ERROR, MADO_DB_ERROR_QUERY))
    return refuse (MADO_INQUIRY_ERROR_NUMBER, "no letter has this number", error);
  if (visit->letter == NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    mado_case_set_fact (work, MADO_FACT_INQUIRY, number);
  return visit->letter != NULL;
}

static gboolean
note (Visit *visit, const char *word, const char *outcome, const char *reason, GError **error)
{
  g_autofree char *code = g_strconcat ("inquiry.", word, NULL);
  g_autoptr (MadoEvent) event = mado_run_new_event (visit->run, visit->work, code, outcome);

  event->reason = g_strdup (reason);
  event->detail = g_strdup_printf ("{\"inquiry\":\"%s\"}", visit->letter->number);
  return mado_event_append (event, visit->db, error);
}

static gboolean
say (Visit *visit, MadoInquirySaid said, GError **error)
{
  said.now = visit->now;
  said.today = visit->today;
  return mado_inquiry_say (visit->letter, visit->db, &said, error)
         && note (visit, mado_letter_word_to_string (said.word), "ok", said.reason, error);
}

/* --- is it the expected person --- */

static char *
fold (const char *name)
{
  g_autofree char *wide = g_utf8_normalize (name, -1, G_NORMALIZE_NFC);

  return mado_person_fold (wide != NULL ? wide : "");
}

static gboolean
is_same_name (const char *one, const char *other)
{
  g_autofree char *first = fold (one), *second = fold (other);

  return *first != '\0' && g_str_equal (first, second);
}

/* The proxy whom the letter names, or the applicant; nobody else. */
static gboolean
is_expected (const Visit *visit)
{
  const MadoInquiry *letter = visit->letter;
  const MadoFourItems *person = letter->person, *form = visit->work->form;

  if (person == NULL || form == NULL || letter->route != mado_reply_route (visit->work)
      || !mado_person_is_same (form, person))
    return FALSE;
  return letter->route != MADO_LETTER_BY_PROXY
         || (letter->agent != NULL && visit->work->agent != NULL
             && is_same_name (letter->agent->name, visit->work->agent->name));
}

/* --- the second person --- */

/* The confirmation that the run's row asked for is in the case by now, and is used up in this
 * transaction. */
static gboolean
has_second (const Visit *visit)
{
  const char *matter = mado_second_resolve ("reply", visit->work);
  const char *fact = mado_case_get_fact (visit->work, MADO_FACT_SECOND);
  g_autofree char *prefix = g_strconcat (matter, ":", NULL);

  return fact != NULL && g_str_has_prefix (fact, prefix);
}

/* --- reply --- */

static gboolean
record_checks (Visit *visit, GError **error)
{
  for (guint i = 0; i < MADO_N_LETTER_CHECKS; i++)
    {
      guint given = mado_reply_get (visit->work, (MadoLetterCheck) i);
      gboolean passed = given == MADO_REPLY_IN_ORDER;

      if (given == 0 || !mado_reply_applies (visit->work, (MadoLetterCheck) i))
        continue;
      if (!mado_inquiry_record_check (visit->letter, visit->db, (MadoLetterCheck) i, passed,
                                      visit->now, mado_run_get_actor (visit->run), error)
          || !note (visit, "check", passed ? "ok" : "fail",
                    mado_inquiry_check_to_string ((MadoLetterCheck) i), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
present (Visit *visit, GError **error)
{
  MadoInquirySaid reply = { .word = MADO_LETTER_REPLY,
                            .number = visit->letter->number,
                            .presenter = is_expected (visit) };

  if (visit->letter->state == MADO_LETTER_EXPIRED)
    return refuse (MADO_INQUIRY_ERROR_OVERDUE, "its last day is over", error);
  if (visit->letter->state == MADO_LETTER_REPLIED || visit->letter->state == MADO_LETTER_VERIFIED)
    return reply.presenter
           || refuse (MADO_INQUIRY_ERROR_PRESENTER, "another person shows it", error);
  return say (visit, reply, error);
}

static gboolean
count_people (Visit *visit, GError **error)
{
  guint people = 0;
  gint64 since = visit->now - (gint64) profile_of (visit)->proxy_repeat_days * DAY_S;

  if (visit->letter->agent == NULL)
    return TRUE;
  if (!mado_inquiry_count_of_agent (visit->letter, visit->db, since, &people, error))
    return FALSE;
  mado_case_set_fact_number (visit->work, MADO_FACT_AGENT_PEOPLE, people);
  return TRUE;
}

static gboolean
verify (Visit *visit, GError **error)
{
  const char *matter = mado_second_resolve ("reply", visit->work);
  const MadoInquirySaid said
      = { .word = MADO_LETTER_VERIFY,
          .needs_second_person = mado_second_is_needed (matter, visit->work, profile_of (visit)),
          .has_second_person = has_second (visit) };

  return visit->letter->state == MADO_LETTER_VERIFIED || say (visit, said, error);
}

/* The case is refused here: what was found wrong is kept with the letter, and the reply may be
 * shown again in time (domain.md 3.3, REJECTED). */
static gboolean
reject (Visit *visit, GError **error)
{
  g_autoptr (MadoDecision) faults = mado_reply_faults (visit->work);
  const MadoFinding *first = mado_decision_main_reason (faults);
  MadoInquirySaid said = { .word = MADO_LETTER_REJECT,
                           .curable = mado_reply_is_curable (visit->work),
                           .reason = REJECTED };

  if (visit->letter->state != MADO_LETTER_REPLIED && visit->letter->state != MADO_LETTER_VERIFIED)
    return TRUE;
  if (first != NULL)
    said.reason = mado_reason_get (first->reason)->code;
  return record_checks (visit, error) && say (visit, said, error);
}

/* A refusal needs no letter: there may be none, or it may not be this person's. */
static gboolean
record_refusal (Visit *visit, MadoRun *run, MadoDb *db, MadoCase *work, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (begin (visit, run, db, work, &problem) && present (visit, &problem))
    return reject (visit, error);
  if (g_error_matches (problem, MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_OVERDUE))
    return say (visit, (MadoInquirySaid){ .word = MADO_LETTER_EXPIRE }, error);
  if (problem->domain == MADO_INQUIRY_ERROR)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
mado_counter_record_reply (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                           GError **error)
{
  g_auto (Visit) visit = { 0 };

  if (outcome == MADO_OUTCOME_FAIL)
    return record_refusal (&visit, run, db, work, error);
  if (outcome != MADO_OUTCOME_OK)
    return TRUE;
  return begin (&visit, run, db, work, error) && present (&visit, error)
         && record_checks (&visit, error) && verify (&visit, error) && count_people (&visit, error);
}

gboolean
mado_counter_record_accepted (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                              GError **error)
{
  g_auto (Visit) visit = { 0 };

  if (outcome != MADO_OUTCOME_OK || mado_counter_needs_no_reply (work))
    return TRUE;
  if (!begin (&visit, run, db, work, error))
    return FALSE;
  if (visit.letter->state == MADO_LETTER_CONSUMED && visit.letter->case_id == work->case_id)
    return TRUE;
  return say (&visit, (MadoInquirySaid){ .word = MADO_LETTER_CONSUME, .case_id = work->case_id },
              error);
}

/* --- the sealed password --- */

static gboolean
record_deed (MadoRun *run, MadoDb *db, MadoCase *work, MadoSlipDeed deed, GError **error)
{
  g_auto (Visit) visit = { 0 };
  gint64 done_at[MADO_N_SLIP_DEEDS];

  if (!begin (&visit, run, db, work, error)
      || !mado_inquiry_load_deeds (visit.letter, db, done_at, error))
    return FALSE;
  mado_case_set_fact (work, MADO_FACT_SLIP, deed == MADO_SLIP_DESTROYED ? NULL : "1");
  if (done_at[deed] != 0) /* the card refused, and the slip is typed once more */
    return note (&visit, "slip", "again", mado_slip_deed_to_string (deed), error);
  return mado_inquiry_record_deed (visit.letter, db, deed, visit.now, mado_run_get_actor (run),
                                   error)
         && note (&visit, "slip", "ok", mado_slip_deed_to_string (deed), error);
}

gboolean
mado_counter_record_slip_opened (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                 GError **error)
{
  return outcome != MADO_OUTCOME_OK || record_deed (run, db, work, MADO_SLIP_OPENED, error);
}

gboolean
mado_counter_record_slip_typed (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                GError **error)
{
  return outcome != MADO_OUTCOME_OK || mado_counter_needs_no_slip (work)
         || record_deed (run, db, work, MADO_SLIP_TYPED, error);
}

gboolean
mado_counter_record_slip_destroyed (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                    GError **error)
{
  return outcome != MADO_OUTCOME_OK || record_deed (run, db, work, MADO_SLIP_DESTROYED, error);
}
