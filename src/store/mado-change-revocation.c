/* SPDX-License-Identifier: GPL-3.0-or-later */
/* what changes stop, and the certificates that they end: lists and states */
#include "config.h"

#include "mado-register-change.h"

#include "mado-query.h"

#define PAGE 100 /* rows */

static const char *const states[MADO_N_CHANGE_REVOCATION_STATES] = {
  [MADO_CHANGE_REVOCATION_NOTED] = "noted",     [MADO_CHANGE_REVOCATION_DOUBTFUL] = "doubtful",
  [MADO_CHANGE_REVOCATION_PENDING] = "pending", [MADO_CHANGE_REVOCATION_SENT] = "sent",
  [MADO_CHANGE_REVOCATION_DONE] = "done",       [MADO_CHANGE_REVOCATION_FAILED] = "failed",
  [MADO_CHANGE_REVOCATION_DROPPED] = "dropped",
};

const char *
mado_change_revocation_state_to_string (MadoChangeRevocationState state)
{
  return states[state];
}

static MadoChangeRevocationState
state_from_string (const char *name)
{
  for (guint i = 0; i < MADO_N_CHANGE_REVOCATION_STATES; i++)
    if (g_str_equal (states[i], name))
      return (MadoChangeRevocationState) i;
  g_assert_not_reached (); /* the database lets nothing else in */
}

void
mado_change_revocation_free (MadoChangeRevocation *self)
{
  g_free (self->serial);
  g_free (self->problem);
  g_free (self->kind);
  g_free (self->article);
  g_free (self->case_number);
  g_free (self->name);
  g_free (self->kana);
  g_free (self->known_name);
  g_free (self->known_kana);
  g_free (self->new_name);
  g_free (self->new_alias);
  g_free (self->new_address);
  g_free (self->known_address);
  g_free (self);
}

static MadoChangeRevocation *
from_row (MadoQuery *query)
{
  MadoChangeRevocation *self = g_new0 (MadoChangeRevocation, 1);

  self->id = mado_query_get_integer (query, "change_certificate_id");
  self->change_id = mado_query_get_integer (query, "change_id");
  self->serial = g_strdup (mado_query_get_text (query, "serial"));
  self->state = state_from_string (mado_query_get_text (query, "state"));
  self->sends = (guint) mado_query_get_integer (query, "sends");
  self->problem = g_strdup (mado_query_get_text (query, "problem"));
  self->changed_at = mado_query_get_integer (query, "changed_at");
  self->revoked_at
      = mado_query_is_null (query, "revoked_at") ? 0 : mado_query_get_integer (query, "revoked_at");
  self->kind = g_strdup (mado_query_get_text (query, "kind"));
  self->article = g_strdup (mado_query_get_text (query, "article"));
  self->changed_on = (guint) mado_query_get_integer (query, "changed_on");
  self->crl_reason = mado_query_is_null (query, "crl_reason")
                         ? -1
                         : (int) mado_query_get_integer (query, "crl_reason");
  self->case_number = g_strdup (mado_query_get_text (query, "number"));
  self->not_after = mado_query_get_integer (query, "not_after");
  self->name = g_strdup (mado_query_get_text (query, "name"));
  self->kana = g_strdup (mado_query_get_text (query, "kana"));
  self->known_name = g_strdup (mado_query_get_text (query, "known_name"));
  self->known_kana = g_strdup (mado_query_get_text (query, "known_kana"));
  self->birth = (guint) mado_query_get_integer (query, "birth");
  self->not_before = mado_query_get_integer (query, "not_before");
  self->same_person = mado_query_get_integer (query, "same_person") != 0;
  self->new_name = g_strdup (mado_query_get_text (query, "new_name"));
  self->new_alias = g_strdup (mado_query_get_text (query, "new_alias"));
  self->new_address = g_strdup (mado_query_get_text (query, "new_address"));
  self->new_birth = (guint) mado_query_get_integer (query, "new_birth");
  self->new_sex = (guint) mado_query_get_integer (query, "new_sex");
  self->known_address = g_strdup (mado_query_get_text (query, "known_address"));
  return self;
}

GPtrArray *
mado_change_revocation_list (MadoDb *db, int state, guint offset, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "change/revocations-page", error);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (
      (GDestroyNotify) (void (*) (void)) mado_change_revocation_free);
  gboolean has_row;

  if (query == NULL)
    return NULL;
  mado_query_bind_text (query, "state", state >= 0 ? states[state] : NULL);
  mado_query_bind_integer (query, "limit", PAGE);
  mado_query_bind_integer (query, "offset", offset);
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
mado_change_revocation_count (MadoDb *db, guint counts[MADO_N_CHANGE_REVOCATION_STATES],
                              GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "change/revocations-count", error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  for (guint i = 0; i < MADO_N_CHANGE_REVOCATION_STATES; i++)
    counts[i] = 0;
  for (;;)
    {
      if (!mado_query_next (query, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      counts[state_from_string (mado_query_get_text (query, "state"))]
          = (guint) mado_query_get_integer (query, "n");
    }
}

gboolean
mado_change_revocation_load_next (MadoDb *db, gint64 after, MadoChangeRevocation **next,
                                  GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "change/revocation-next", error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "after", after);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  *next = has_row ? from_row (query) : NULL;
  return TRUE;
}

gboolean
mado_change_revocation_set_state (MadoChangeRevocation *self, MadoDb *db,
                                  MadoChangeRevocationState state, const char *problem, gint64 now,
                                  const char *operator_id, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "change/revocation-set-state", error);

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "change_certificate_id", self->id);
  mado_query_bind_text (query, "state", states[state]);
  mado_query_bind_integer (query, "sent", state == MADO_CHANGE_REVOCATION_SENT);
  mado_query_bind_text (query, "problem", problem);
  mado_query_bind_integer (query, "changed_at", now);
  mado_query_bind_text (query, "changed_by", operator_id);
  if (!mado_query_run (query, error))
    return FALSE;
  self->state = state;
  return TRUE;
}

static gboolean
settle_others (const MadoChangeRevocation *self, MadoDb *db, gint64 now, const char *operator_id,
               GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "change/revocation-settled", error);

  if (query == NULL)
    return FALSE;
  mado_query_bind_text (query, "serial", self->serial);
  mado_query_bind_integer (query, "changed_at", now);
  mado_query_bind_text (query, "changed_by", operator_id);
  return mado_query_run (query, error);
}

gboolean
mado_change_revocation_note_revoked (const MadoChangeRevocation *self, MadoDb *db,
                                     gint64 revoked_at, gint64 now, const char *operator_id,
                                     GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "certificate/set-revoked", error);

  if (query == NULL)
    return FALSE;
  mado_query_bind_text (query, "serial", self->serial);
  mado_query_bind_integer (query, "now", now);
  mado_query_bind_integer (query, "revoked_at", revoked_at);
  mado_query_bind_integer (query, "reason", self->crl_reason);
  return mado_query_run (query, error) && settle_others (self, db, now, operator_id, error);
}

gboolean
mado_change_revocation_decide (MadoDb *db, gint64 id, MadoChangeRevocationState from,
                               MadoChangeRevocationState to, gint64 now, const char *operator_id,
                               GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "change/revocation-decide", error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "change_certificate_id", id);
  mado_query_bind_text (query, "from", states[from]);
  mado_query_bind_text (query, "state", states[to]);
  mado_query_bind_integer (query, "changed_at", now);
  mado_query_bind_text (query, "changed_by", operator_id);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  if (!has_row)
    g_set_error_literal (error, MADO_DB_ERROR, MADO_DB_ERROR_CONSTRAINT,
                         "somebody else decided meanwhile");
  return has_row;
}

/* --- what stops --- */

static const struct
{
  const char *list, *handled;
} stops[] = {
  [MADO_CHANGE_STOPS_CASE] = { "change/open-cases", "change/case-handled" },
  [MADO_CHANGE_STOPS_INQUIRY] = { "change/open-inquiries", "change/inquiry-handled" },
};

MadoChangeStop *
mado_change_stop_copy (const MadoChangeStop *self)
{
  MadoChangeStop *copy = g_new0 (MadoChangeStop, 1);

  *copy = *self;
  copy->number = g_strdup (self->number);
  copy->kind = g_strdup (self->kind);
  copy->article = g_strdup (self->article);
  return copy;
}

void
mado_change_stop_free (MadoChangeStop *self)
{
  g_free (self->number);
  g_free (self->kind);
  g_free (self->article);
  g_free (self);
}

static MadoChangeStop *
stop_from_row (MadoQuery *query)
{
  MadoChangeStop *self = g_new0 (MadoChangeStop, 1);

  self->change_id = mado_query_get_integer (query, "change_id");
  self->id = mado_query_get_integer (query, "case_id");
  self->number = g_strdup (mado_query_get_text (query, "number"));
  self->kind = g_strdup (mado_query_get_text (query, "kind"));
  self->article = g_strdup (mado_query_get_text (query, "article"));
  self->changed_on = (guint) mado_query_get_integer (query, "changed_on");
  self->sure = mado_query_get_integer (query, "sure") != 0;
  self->same_person = mado_query_get_integer (query, "same_person") != 0;
  return self;
}

GPtrArray *
mado_change_list_stops (MadoDb *db, MadoChangeStops what, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, stops[what].list, error);
  g_autoptr (GPtrArray) list
      = g_ptr_array_new_with_free_func ((GDestroyNotify) (void (*) (void)) mado_change_stop_free);
  gboolean has_row;

  if (query == NULL)
    return NULL;
  for (;;)
    {
      if (!mado_query_next (query, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&list);
      g_ptr_array_add (list, stop_from_row (query));
    }
}

gboolean
mado_change_note_handled (MadoDb *db, MadoChangeStops what, gint64 change_id, gint64 id, gint64 now,
                          GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, stops[what].handled, error);

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "change_id", change_id);
  mado_query_bind_integer (query, "case_id", id);
  mado_query_bind_integer (query, "now", now);
  return mado_query_run (query, error);
}

gboolean
mado_change_settle_case (MadoDb *db, gint64 case_id, gint64 now, gboolean *met, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "change/settle-case", error);

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "case_id", case_id);
  mado_query_bind_integer (query, "now", now);
  *met = FALSE;
  for (gboolean has_row = TRUE; has_row; *met |= has_row)
    if (!mado_query_next (query, &has_row, error))
      return FALSE;
  return TRUE;
}

gboolean
mado_change_case_ended (MadoDb *db, gint64 case_id, gint64 now, const char *operator_id,
                        gboolean *met, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "change/list-issued", error);

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "case_id", case_id);
  mado_query_bind_integer (query, "changed_at", now);
  mado_query_bind_text (query, "changed_by", operator_id);
  return mado_query_run (query, error) && mado_change_settle_case (db, case_id, now, met, error);
}
