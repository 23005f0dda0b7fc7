/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-approval.h"

#include "mado-query.h"

G_DEFINE_QUARK (mado_approval_error, mado_approval_error)

#define CONFIRMS "supervisor" /* the role that may answer; the full table of roles comes later */

static const char *const outcomes[] = {
  [MADO_APPROVAL_ASKED] = "asked",     [MADO_APPROVAL_CONFIRMED] = "confirmed",
  [MADO_APPROVAL_REFUSED] = "refused", [MADO_APPROVAL_WITHDRAWN] = "withdrawn",
  [MADO_APPROVAL_EXPIRED] = "expired",
};

const char *
mado_approval_outcome_to_string (MadoApprovalOutcome outcome)
{
  return outcomes[outcome];
}

void
mado_approval_free (MadoApproval *self)
{
  g_free (self->what);
  g_free (self->asked_by);
  g_free (self->shown_before);
  g_free (self->shown_after);
  g_free (self->confirmed_by);
  g_free (self->reason);
  g_free (self);
}

static void
bind_or_null (MadoQuery *query, const char *parameter, gint64 value)
{
  if (value != 0)
    mado_query_bind_integer (query, parameter, value);
  else
    mado_query_bind_null (query, parameter);
}

gboolean
mado_approval_ask (MadoApproval *self, MadoDb *db, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "approval/insert", error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  mado_query_bind_text (query, "what", self->what);
  bind_or_null (query, "case_id", self->case_id);
  bind_or_null (query, "inquiry_id", self->inquiry_id);
  mado_query_bind_text (query, "asked_by", self->asked_by);
  mado_query_bind_integer (query, "asked_at", self->asked_at);
  mado_query_bind_text (query, "shown_before", self->shown_before);
  mado_query_bind_text (query, "shown_after", self->shown_after);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  self->approval_id = mado_query_get_integer (query, "approval_id");
  self->outcome = MADO_APPROVAL_ASKED;
  return TRUE;
}

static gboolean
refuse (MadoApprovalError code, const char *text, GError **error)
{
  g_set_error_literal (error, MADO_APPROVAL_ERROR, (int) code, text);
  return FALSE;
}

static gboolean
may_answer (const MadoApproval *self, MadoApprovalOutcome outcome, const char *operator_id,
            const char *role, GError **error)
{
  gboolean asker = g_str_equal (self->asked_by, operator_id);

  if (self->outcome != MADO_APPROVAL_ASKED)
    return refuse (MADO_APPROVAL_ERROR_ANSWERED, "it was answered before", error);
  if (outcome == MADO_APPROVAL_WITHDRAWN)
    return asker || refuse (MADO_APPROVAL_ERROR_SELF, "only the asker withdraws", error);
  if (asker)
    return refuse (MADO_APPROVAL_ERROR_SELF, "nobody confirms oneself", error);
  return g_str_equal (role, CONFIRMS)
         || refuse (MADO_APPROVAL_ERROR_ROLE, "a supervisor is needed", error);
}

static gboolean
store_answer (const MadoApproval *self, MadoDb *db, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "approval/answer", error);

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "approval_id", self->approval_id);
  mado_query_bind_text (query, "outcome", outcomes[self->outcome]);
  mado_query_bind_text (query, "confirmed_by", self->confirmed_by);
  bind_or_null (query, "confirmed_at", self->confirmed_at);
  mado_query_bind_text (query, "reason", self->reason);
  return mado_query_run (query, error);
}

gboolean
mado_approval_answer (MadoApproval *self, MadoDb *db, MadoApprovalOutcome outcome,
                      const char *operator_id, const char *role, const char *reason, gint64 now,
                      GError **error)
{
  g_return_val_if_fail (outcome == MADO_APPROVAL_CONFIRMED || outcome == MADO_APPROVAL_REFUSED
                            || outcome == MADO_APPROVAL_WITHDRAWN,
                        FALSE);
  if (!may_answer (self, outcome, operator_id, role, error))
    return FALSE;
  self->outcome = outcome;
  self->reason = g_strdup (reason);
  if (outcome != MADO_APPROVAL_WITHDRAWN)
    {
      self->confirmed_by = g_strdup (operator_id);
      self->confirmed_at = now;
    }
  return store_answer (self, db, error);
}

static MadoApproval *
from_row (MadoQuery *query)
{
  MadoApproval *self = g_new0 (MadoApproval, 1);
  const char *outcome = mado_query_get_text (query, "outcome");

  self->approval_id = mado_query_get_integer (query, "approval_id");
  self->what = g_strdup (mado_query_get_text (query, "what"));
  self->case_id = mado_query_get_integer (query, "case_id");
  self->inquiry_id = mado_query_get_integer (query, "inquiry_id");
  self->asked_by = g_strdup (mado_query_get_text (query, "asked_by"));
  self->asked_at = mado_query_get_integer (query, "asked_at");
  self->shown_before = g_strdup (mado_query_get_text (query, "shown_before"));
  self->shown_after = g_strdup (mado_query_get_text (query, "shown_after"));
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    if (g_str_equal (outcomes[i], outcome))
      self->outcome = (MadoApprovalOutcome) i;
  self->confirmed_by = g_strdup (mado_query_get_text (query, "confirmed_by"));
  self->confirmed_at = mado_query_get_integer (query, "confirmed_at");
  self->reason = g_strdup (mado_query_get_text (query, "reason"));
  self->used_at = mado_query_get_integer (query, "used_at");
  return self;
}

MadoApproval *
mado_approval_load (MadoDb *db, gint64 approval_id, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "approval/by-id", error);
  gboolean has_row;

  if (query == NULL)
    return NULL;
  mado_query_bind_integer (query, "approval_id", approval_id);
  if (!mado_query_next (query, &has_row, error))
    return NULL;
  if (has_row)
    return from_row (query);
  g_set_error_literal (error, MADO_DB_ERROR, MADO_DB_ERROR_QUERY, "no such approval");
  return NULL;
}

GPtrArray *
mado_approval_load_of_case (MadoDb *db, gint64 case_id, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "approval/of-case", error);
  g_autoptr (GPtrArray) list
      = g_ptr_array_new_with_free_func ((GDestroyNotify) (void (*) (void)) mado_approval_free);
  gboolean has_row;

  if (query == NULL)
    return NULL;
  mado_query_bind_integer (query, "case_id", case_id);
  for (;;)
    {
      if (!mado_query_next (query, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&list);
      g_ptr_array_add (list, from_row (query));
    }
}

gboolean
mado_approval_use (MadoDb *db, gint64 approval_id, const char *what, gint64 case_id,
                   gint64 inquiry_id, gint64 now, GError **error)
{
  g_autoptr (MadoApproval) found = mado_approval_load (db, approval_id, error);
  g_autoptr (MadoQuery) query = NULL;

  if (found == NULL)
    return FALSE;
  if (found->outcome != MADO_APPROVAL_CONFIRMED || found->used_at != 0
      || !g_str_equal (found->what, what) || found->case_id != case_id
      || found->inquiry_id != inquiry_id)
    return refuse (MADO_APPROVAL_ERROR_NOT_CONFIRMED, "not confirmed for this deed", error);
  query = mado_query_new (db, "approval/use", error);
  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "approval_id", approval_id);
  mado_query_bind_integer (query, "used_at", now);
  return mado_query_run (query, error);
}
