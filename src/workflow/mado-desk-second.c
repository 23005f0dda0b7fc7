/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-desk-second.h"

#include "mado-case.h"
#include "mado-desk-deed.h"
#include "mado-txn.h"

typedef struct
{
  MadoApproval *approval; /* owned, nullable: the question, then the result */
  gint64 approval_id;
  MadoApprovalOutcome outcome;
  char *operator_id;    /* owned, nullable: who answers */
  MadoSecret *password; /* owned, nullable */
  char *reason;         /* owned, nullable */
  guint tries_left;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_pointer (&work->approval, mado_approval_free);
  g_free (work->operator_id);
  g_clear_pointer (&work->password, mado_secret_unref);
  g_free (work->reason);
  g_free (work);
}

/* --- events --- */

static char *
case_number_of (MadoDeed *deed, gint64 case_id)
{
  g_autoptr (MadoCase) of = case_id != 0 ? mado_case_load (deed->db, case_id, NULL) : NULL;

  return of != NULL ? g_strdup (of->number) : NULL;
}

static gboolean
note (MadoDeed *deed, const MadoApproval *approval, const char *outcome, const char *second_actor,
      const char *reason, GError **error)
{
  g_autofree char *code = g_strconcat ("second.", approval->what, NULL);
  g_autoptr (MadoEvent) event
      = mado_desk_new_event_as (deed->desk, deed->actor, deed->role, code, outcome);

  event->case_number = case_number_of (deed, approval->case_id);
  event->second_actor = g_strdup (second_actor);
  event->reason = g_strdup (reason);
  event->detail
      = g_strdup_printf ("{\"approval\":%" G_GINT64_FORMAT ",\"before\":%s,\"after\":%s}",
                         approval->approval_id, approval->shown_before, approval->shown_after);
  return mado_event_append (event, deed->db, error);
}

static MadoApproval *
take_approval (MadoDesk *self, GAsyncResult *result, gpointer tag, GError **error)
{
  Work *work = mado_desk_did (self, result, tag, error);

  return work != NULL ? g_steal_pointer (&work->approval) : NULL;
}

/* --- asking --- */

static gboolean
ask (MadoDeed *deed, GError **error)
{
  Work *work = deed->data;

  work->approval->asked_by = g_strdup (deed->actor);
  work->approval->asked_at = deed->now;
  return mado_approval_ask (work->approval, deed->db, error)
         && note (deed, work->approval, "asked", NULL, NULL, error);
}

void
mado_desk_ask_second_async (MadoDesk *self, const char *what, gint64 case_id, gint64 inquiry_id,
                            const char *before, const char *after, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  Work *work = g_new0 (Work, 1);

  work->approval = g_new0 (MadoApproval, 1);
  work->approval->what = g_strdup (what);
  work->approval->case_id = case_id;
  work->approval->inquiry_id = inquiry_id;
  work->approval->shown_before = g_strdup (before);
  work->approval->shown_after = g_strdup (after);
  mado_desk_do (self, MADO_DEED_WRITES, ask, work, work_free, mado_desk_ask_second_async,
                cancellable, callback, user_data);
}

MadoApproval *
mado_desk_ask_second_finish (MadoDesk *self, GAsyncResult *result, GError **error)
{
  return take_approval (self, result, mado_desk_ask_second_async, error);
}

/* --- answering --- */

/* Whoever opened the case is no second person for it, whoever asks now (ui.md V01). */
static gboolean
is_of_another (MadoDeed *deed, const char *operator_id, GError **error)
{
  const Work *work = deed->data;
  g_autoptr (MadoCase) of = work->approval->case_id != 0 && work->outcome != MADO_APPROVAL_WITHDRAWN
                                ? mado_case_load (deed->db, work->approval->case_id, NULL)
                                : NULL;

  if (of == NULL || g_strcmp0 (of->opened_by, operator_id) != 0)
    return TRUE;
  g_set_error_literal (error, MADO_APPROVAL_ERROR, MADO_APPROVAL_ERROR_SELF,
                       "nobody confirms a case of one's own");
  return FALSE;
}

static gboolean
store_answer (MadoDeed *deed, const char *operator_id, const char *role, GError **error)
{
  Work *work = deed->data;
  g_autoptr (MadoTxn) txn = mado_txn_begin (deed->db, error);
  gboolean other = work->outcome != MADO_APPROVAL_WITHDRAWN;

  if (txn == NULL)
    return FALSE;
  work->approval = mado_approval_load (deed->db, work->approval_id, error);
  return work->approval != NULL && is_of_another (deed, operator_id, error)
         && mado_approval_answer (work->approval, deed->db, work->outcome, operator_id, role,
                                  work->reason, deed->now, error)
         && note (deed, work->approval, mado_approval_outcome_to_string (work->outcome),
                  other ? operator_id : NULL, work->reason, error)
         && mado_txn_commit (txn, error);
}

/* A wrong password, a clerk's, one's own: recorded, whatever the caller shows. */
static gboolean
record_denial (MadoDeed *deed, const GError *problem, GError **error)
{
  const Work *work = deed->data;
  g_autoptr (MadoTxn) txn = mado_txn_begin (deed->db, error);
  g_autofree char *reason
      = g_strdup_printf ("%s/%d", g_quark_to_string (problem->domain), problem->code);
  g_autoptr (MadoApproval) asked = NULL;

  if (txn == NULL)
    return FALSE;
  asked = mado_approval_load (deed->db, work->approval_id, error);
  return asked != NULL && note (deed, asked, "denied", work->operator_id, reason, error)
         && mado_txn_commit (txn, error);
}

static gboolean
check_password (MadoDeed *deed, MadoOperator **found, GError **error)
{
  Work *work = deed->data;
  MadoSignIn signed_in;

  if (!mado_operator_sign_in (deed->db, work->operator_id, work->password, &signed_in,
                              &work->tries_left, found, error))
    return FALSE;
  if (signed_in == MADO_SIGN_IN_OK)
    return TRUE;
  if (signed_in == MADO_SIGN_IN_LOCKED)
    g_set_error_literal (error, MADO_DESK_ERROR, MADO_DESK_ERROR_LOCKED, "operator is locked");
  else
    g_set_error_literal (error, MADO_DESK_ERROR, MADO_DESK_ERROR_SIGN_IN, "wrong password");
  return FALSE;
}

static gboolean
answer (MadoDeed *deed, GError **error)
{
  Work *work = deed->data;
  g_autoptr (MadoOperator) supervisor = NULL;
  g_autoptr (GError) problem = NULL;

  if (check_password (deed, &supervisor, &problem)
      && store_answer (deed, supervisor->operator_id, supervisor->role, &problem))
    return TRUE;
  g_clear_pointer (&work->approval, mado_approval_free);
  if (problem->domain != MADO_DB_ERROR && !record_denial (deed, problem, error))
    return FALSE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

void
mado_desk_answer_second_async (MadoDesk *self, gint64 approval_id, gboolean confirms,
                               const char *operator_id, MadoSecret *password, const char *reason,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Work *work = g_new0 (Work, 1);

  work->approval_id = approval_id;
  work->outcome = confirms ? MADO_APPROVAL_CONFIRMED : MADO_APPROVAL_REFUSED;
  work->operator_id = g_strdup (operator_id);
  work->password = password;
  work->reason = g_strdup (reason);
  mado_desk_do (self, MADO_DEED_WRITES_ITSELF, answer, work, work_free,
                mado_desk_answer_second_async, cancellable, callback, user_data);
}

MadoApproval *
mado_desk_answer_second_finish (MadoDesk *self, GAsyncResult *result, guint *tries_left,
                                GError **error)
{
  const Work *work = mado_desk_peek_deed (result);

  if (tries_left != NULL)
    *tries_left = work->tries_left;
  return take_approval (self, result, mado_desk_answer_second_async, error);
}

/* --- withdrawing --- */

static gboolean
withdraw (MadoDeed *deed, GError **error)
{
  return store_answer (deed, deed->actor, deed->role, error);
}

void
mado_desk_withdraw_second_async (MadoDesk *self, gint64 approval_id, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  Work *work = g_new0 (Work, 1);

  work->approval_id = approval_id;
  work->outcome = MADO_APPROVAL_WITHDRAWN;
  mado_desk_do (self, MADO_DEED_WRITES_ITSELF, withdraw, work, work_free,
                mado_desk_withdraw_second_async, cancellable, callback, user_data);
}

MadoApproval *
mado_desk_withdraw_second_finish (MadoDesk *self, GAsyncResult *result, GError **error)
{
  return take_approval (self, result, mado_desk_withdraw_second_async, error);
}
