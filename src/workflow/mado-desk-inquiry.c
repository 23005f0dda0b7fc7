/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-desk-inquiry.h"

#include "mado-approval.h"
#include "mado-desk-expire.h"
#include "mado-inquiry-number.h"
#include "mado-inquiry-rule.h"
#include "mado-reason.h"
#include "mado-txn.h"

#define AGENT_DAYS 90 /* one proxy for several people within these is a warning (domain.md 7.2) */
#define DAY_S (24 * 60 * 60)

typedef struct
{
  gint64 inquiry_id;
  char *number;         /* owned, nullable: as typed */
  MadoInquiry *fresh;   /* owned, nullable: just asked for */
  MadoInquirySaid said; /* its texts are owned here */
  gint64 approval_id;
  MadoLetterCheck check;
  gboolean passed;
  MadoSlipDeed slip;
  MadoInquiryView *view; /* owned, nullable: the result */
  MadoInquiryCounts counts;
} Work;

void
mado_inquiry_view_free (MadoInquiryView *self)
{
  g_clear_pointer (&self->inquiry, mado_inquiry_free);
  g_clear_pointer (&self->checks, mado_inquiry_checks_free);
  g_free (self);
}

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->number);
  g_clear_pointer (&work->fresh, mado_inquiry_free);
  g_free ((char *) (guintptr) work->said.number);
  g_free ((char *) (guintptr) work->said.tracking);
  g_free ((char *) (guintptr) work->said.reason);
  g_clear_pointer (&work->view, mado_inquiry_view_free);
  g_free (work);
}

/* --- events and views --- */

static char *
describe (const MadoInquiry *inquiry)
{
  return g_strdup_printf ("{\"inquiry\":\"%s\",\"purpose\":\"%s\",\"route\":\"%s\"}",
                          inquiry->number, mado_inquiry_purpose_to_string (inquiry->purpose),
                          mado_inquiry_route_to_string (inquiry->route));
}

static gboolean
note_word (MadoDeed *deed, const MadoInquiry *inquiry, const char *word, const char *outcome,
           const char *reason, GError **error)
{
  g_autofree char *code = g_strconcat ("inquiry.", word, NULL);
  g_autofree char *detail = describe (inquiry);

  return mado_deed_event (deed, code, outcome, NULL, reason, detail, error);
}

/* Takes @inquiry. */
static gboolean
look (MadoDeed *deed, MadoInquiry *inquiry, GError **error)
{
  Work *work = deed->data;
  g_autoptr (MadoInquiryView) view = g_new0 (MadoInquiryView, 1);
  gint64 since = deed->now - (gint64) AGENT_DAYS * DAY_S;

  view->inquiry = inquiry;
  view->checks = mado_inquiry_load_checks (inquiry, deed->db, error);
  if (view->checks == NULL || !mado_inquiry_load_deeds (inquiry, deed->db, view->deeds, error)
      || !mado_inquiry_count_of_agent (inquiry, deed->db, since, &view->agent_persons, error))
    return FALSE;
  g_clear_pointer (&work->view, mado_inquiry_view_free);
  work->view = g_steal_pointer (&view);
  return TRUE;
}

/* Loads the letter of the call; @usable: FALSE when it expired just now, which is the answer. */
static MadoInquiry *
load_usable (MadoDeed *deed, gboolean *usable, GError **error)
{
  const Work *work = deed->data;
  g_autoptr (MadoInquiry) inquiry = mado_inquiry_load (deed->db, work->inquiry_id, error);
  gboolean expired;

  if (inquiry == NULL || !mado_deed_expire_one (deed, inquiry, &expired, error))
    return NULL;
  *usable = !expired;
  if (expired)
    g_set_error_literal (&deed->refusal, MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_OVERDUE,
                         "its last day is over");
  return g_steal_pointer (&inquiry);
}

/* --- a deed whose refusals are recorded --- */

typedef gboolean (*Change) (MadoDeed *deed, MadoInquiry *inquiry, GError **error);

static gboolean
change_in_transaction (MadoDeed *deed, Change change, MadoInquiry **inquiry, GError **error)
{
  g_autoptr (MadoTxn) txn = mado_txn_begin (deed->db, error);
  gboolean usable = FALSE;

  if (txn == NULL)
    return FALSE;
  *inquiry = load_usable (deed, &usable, error);
  if (*inquiry == NULL || (usable && !change (deed, *inquiry, error)))
    return FALSE;
  return mado_txn_commit (txn, error);
}

static gboolean
record_denial (MadoDeed *deed, const MadoInquiry *inquiry, const char *word, int code,
               GError **error)
{
  g_autoptr (MadoTxn) txn = mado_txn_begin (deed->db, error);
  g_autofree char *reason = g_strdup_printf ("mado_inquiry_error/%d", code);

  return txn != NULL && note_word (deed, inquiry, word, "denied", reason, error)
         && mado_txn_commit (txn, error);
}

static gboolean
change_or_record (MadoDeed *deed, Change change, const char *word, GError **error)
{
  g_autoptr (MadoInquiry) inquiry = NULL;
  g_autoptr (GError) problem = NULL;

  if (change_in_transaction (deed, change, &inquiry, &problem))
    return look (deed, g_steal_pointer (&inquiry), error);
  if (inquiry != NULL && problem->domain == MADO_INQUIRY_ERROR
      && !record_denial (deed, inquiry, word, problem->code, error))
    return FALSE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static MadoInquiryView *
take_view (MadoDesk *self, GAsyncResult *result, gpointer tag, GError **error)
{
  Work *work = mado_desk_did (self, result, tag, error);

  return work != NULL ? g_steal_pointer (&work->view) : NULL;
}

/* --- receive --- */

/* Refused before it is printed and mailed, not when somebody comes with the reply. */
static gboolean
may_receive (MadoDeed *deed, const MadoInquiry *fresh, GError **error)
{
  const GDate today = { 0 };
  MadoInquiryFacts facts;
  MadoLetterState next;
  MadoReason why;

  mado_inquiry_facts_init (&facts, MADO_LETTER_NONE, MADO_LETTER_RECEIVE, &today);
  facts.route = fresh->route;
  if (!mado_procedure_find (fresh->procedure, &facts.purpose)
      || mado_inquiry_step (mado_desk_get_parts (deed->desk)->profile, &facts, &next, &why))
    return TRUE;
  g_set_error_literal (error, MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_REQUEST,
                       mado_reason_get (why)->code);
  return FALSE;
}

static gboolean
receive (MadoDeed *deed, GError **error)
{
  Work *work = deed->data;
  g_autofree char *open = NULL;
  guint n_expired;

  /* One whose last day is over is not in the way of the next. */
  if (!may_receive (deed, work->fresh, error) || !mado_deed_expire_all (deed, &n_expired, error))
    return FALSE;
  if (!mado_inquiry_find_open (work->fresh, deed->db, &open, error))
    return FALSE;
  if (open != NULL)
    {
      g_set_error_literal (error, MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_OPEN, open);
      return FALSE;
    }
  return mado_inquiry_insert (work->fresh, deed->db, deed->today / 10000, deed->now, deed->actor,
                              error)
         && note_word (deed, work->fresh, "receive", "ok", NULL, error)
         && look (deed, g_steal_pointer (&work->fresh), error);
}

void
mado_desk_receive_inquiry_async (MadoDesk *self, const char *procedure, MadoLetterRoute route,
                                 MadoFourItems *person, MadoInquiryAgent *agent,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  MadoLetterPurpose purpose = MADO_LETTER_FOR_ISSUE;
  const char *asked = mado_inquiry_purpose_of (procedure, &purpose);
  Work *work = g_new0 (Work, 1);

  g_assert (asked != NULL);
  work->fresh = mado_inquiry_new (purpose, route, person, agent);
  work->fresh->procedure = asked;
  mado_desk_do (self, MADO_DEED_WRITES, receive, work, work_free, mado_desk_receive_inquiry_async,
                cancellable, callback, user_data);
}

MadoInquiryView *
mado_desk_receive_inquiry_finish (MadoDesk *self, GAsyncResult *result, GError **error)
{
  return take_view (self, result, mado_desk_receive_inquiry_async, error);
}

/* --- find --- */

static gboolean
find (MadoDeed *deed, GError **error)
{
  const Work *work = deed->data;
  g_autofree char *number = mado_inquiry_number_parse (work->number);
  g_autoptr (MadoInquiry) inquiry = NULL;
  g_autoptr (GError) problem = NULL;
  gboolean expired;

  if (number != NULL)
    inquiry = mado_inquiry_load_by_number (deed->db, number, &problem);
  if (number == NULL || g_error_matches (problem, MADO_DB_ERROR, MADO_DB_ERROR_QUERY))
    {
      g_set_error_literal (error, MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_NUMBER,
                           "no letter has this number");
      return FALSE;
    }
  if (inquiry != NULL)
    return (mado_db_is_read_only (deed->db)
            || mado_deed_expire_one (deed, inquiry, &expired, error))
           && look (deed, g_steal_pointer (&inquiry), error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

void
mado_desk_find_inquiry_async (MadoDesk *self, const char *number, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  Work *work = g_new0 (Work, 1);
  MadoDeedKind kind = mado_desk_is_look_up (self) ? MADO_DEED_READS : MADO_DEED_WRITES;

  work->number = g_strdup (number);
  mado_desk_do (self, kind, find, work, work_free, mado_desk_find_inquiry_async, cancellable,
                callback, user_data);
}

MadoInquiryView *
mado_desk_find_inquiry_finish (MadoDesk *self, GAsyncResult *result, GError **error)
{
  return take_view (self, result, mado_desk_find_inquiry_async, error);
}

/* --- say --- */

static gboolean
say_word (MadoDeed *deed, MadoInquiry *inquiry, GError **error)
{
  Work *work = deed->data;
  const gboolean *wanted = mado_desk_get_profile (deed->desk)->second_person;

  work->said.needs_second_person
      = wanted[inquiry->route == MADO_LETTER_BY_PROXY ? MADO_SECOND_PROXY : MADO_SECOND_INQUIRY];
  if (work->approval_id != 0)
    {
      if (!mado_approval_use (deed->db, work->approval_id, "inquiry", 0, inquiry->inquiry_id,
                              deed->now, error))
        return FALSE;
      work->said.has_second_person = TRUE;
    }
  return mado_inquiry_say (inquiry, deed->db, &work->said, error)
         && note_word (deed, inquiry, mado_letter_word_to_string (work->said.word), "ok",
                       work->said.reason, error);
}

/* What the office wants where the caller said nothing. */
static void
fill_in_mail (MadoDeed *deed, MadoInquirySaid *said)
{
  static const MadoLetterMail mails[MADO_N_MAIL_CLASSES] = {
    [MADO_MAIL_ORDINARY] = MADO_LETTER_MAIL_NO_FORWARD,
    [MADO_MAIL_SIMPLE_REGISTERED] = MADO_LETTER_MAIL_SIMPLE_REGISTERED,
    [MADO_MAIL_REGISTERED] = MADO_LETTER_MAIL_REGISTERED,
  };
  const MadoOfficeProfile *profile = mado_desk_get_profile (deed->desk);
  g_autoptr (GDate) today = mado_clock_date_of (deed->now);
  GDate due;

  if (said->mail_class == MADO_LETTER_MAIL_NONE)
    said->mail_class = mails[profile->mail_class];
  if (said->due_on != 0)
    return;
  mado_inquiry_due (profile, today, &due);
  said->due_on = g_date_get_year (&due) * 10000u + (guint) g_date_get_month (&due) * 100u
                 + g_date_get_day (&due);
}

static gboolean
say (MadoDeed *deed, GError **error)
{
  Work *work = deed->data;

  work->said.now = deed->now;
  work->said.today = deed->today;
  if (work->said.word == MADO_LETTER_MAIL)
    fill_in_mail (deed, &work->said);
  return change_or_record (deed, say_word, mado_letter_word_to_string (work->said.word), error);
}

void
mado_desk_say_inquiry_async (MadoDesk *self, gint64 inquiry_id, const MadoInquirySaid *said,
                             gint64 approval_id, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  Work *work = g_new0 (Work, 1);

  work->inquiry_id = inquiry_id;
  work->approval_id = approval_id;
  work->said = *said;
  work->said.number = said->number != NULL ? mado_inquiry_number_parse (said->number) : NULL;
  work->said.tracking = g_strdup (said->tracking);
  work->said.reason = g_strdup (said->reason);
  work->said.has_second_person = FALSE; /* only an approval says so */
  mado_desk_do (self, MADO_DEED_WRITES_ITSELF, say, work, work_free, mado_desk_say_inquiry_async,
                cancellable, callback, user_data);
}

MadoInquiryView *
mado_desk_say_inquiry_finish (MadoDesk *self, GAsyncResult *result, GError **error)
{
  return take_view (self, result, mado_desk_say_inquiry_async, error);
}

/* --- checks and slip --- */

static gboolean
record_check (MadoDeed *deed, MadoInquiry *inquiry, GError **error)
{
  const Work *work = deed->data;

  return mado_inquiry_record_check (inquiry, deed->db, work->check, work->passed, deed->now,
                                    deed->actor, error)
         && note_word (deed, inquiry, "check", work->passed ? "ok" : "fail",
                       mado_inquiry_check_to_string (work->check), error);
}

static gboolean
check (MadoDeed *deed, GError **error)
{
  return change_or_record (deed, record_check, "check", error);
}

void
mado_desk_check_inquiry_async (MadoDesk *self, gint64 inquiry_id, MadoLetterCheck which,
                               gboolean passed, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  Work *work = g_new0 (Work, 1);

  work->inquiry_id = inquiry_id;
  work->check = which;
  work->passed = passed;
  mado_desk_do (self, MADO_DEED_WRITES_ITSELF, check, work, work_free,
                mado_desk_check_inquiry_async, cancellable, callback, user_data);
}

MadoInquiryView *
mado_desk_check_inquiry_finish (MadoDesk *self, GAsyncResult *result, GError **error)
{
  return take_view (self, result, mado_desk_check_inquiry_async, error);
}

static gboolean
record_slip (MadoDeed *deed, MadoInquiry *inquiry, GError **error)
{
  const Work *work = deed->data;

  return mado_inquiry_record_deed (inquiry, deed->db, work->slip, deed->now, deed->actor, error)
         && note_word (deed, inquiry, "slip", "ok", mado_slip_deed_to_string (work->slip), error);
}

static gboolean
note_slip (MadoDeed *deed, GError **error)
{
  return change_or_record (deed, record_slip, "slip", error);
}

void
mado_desk_note_slip_async (MadoDesk *self, gint64 inquiry_id, MadoSlipDeed slip,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Work *work = g_new0 (Work, 1);

  work->inquiry_id = inquiry_id;
  work->slip = slip;
  mado_desk_do (self, MADO_DEED_WRITES_ITSELF, note_slip, work, work_free,
                mado_desk_note_slip_async, cancellable, callback, user_data);
}

MadoInquiryView *
mado_desk_note_slip_finish (MadoDesk *self, GAsyncResult *result, GError **error)
{
  return take_view (self, result, mado_desk_note_slip_async, error);
}

/* --- counts --- */

static gboolean
count_letters (MadoDeed *deed, GError **error)
{
  Work *work = deed->data;

  return mado_inquiry_count (deed->db, deed->today, &work->counts, error);
}

void
mado_desk_count_inquiries_async (MadoDesk *self, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  mado_desk_do (self, MADO_DEED_READS, count_letters, g_new0 (Work, 1), work_free,
                mado_desk_count_inquiries_async, cancellable, callback, user_data);
}

gboolean
mado_desk_count_inquiries_finish (MadoDesk *self, GAsyncResult *result, MadoInquiryCounts *counts,
                                  GError **error)
{
  const Work *work = mado_desk_did (self, result, mado_desk_count_inquiries_async, error);

  if (work != NULL)
    *counts = work->counts;
  return work != NULL;
}
