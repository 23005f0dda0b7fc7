/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-certificate-row.h"

static const char *const state_names[] = {
  [MADO_CERTIFICATE_RECEIVED] = "received",   [MADO_CERTIFICATE_WRITTEN] = "written",
  [MADO_CERTIFICATE_CONFIRMED] = "confirmed", [MADO_CERTIFICATE_DISCARDED] = "discarded",
  [MADO_CERTIFICATE_REVOKED] = "revoked",
};

void
mado_certificate_row_free (MadoCertificateRow *self)
{
  g_free (self->serial);
  g_free (self->spki_sha256);
  g_clear_pointer (&self->der, g_bytes_unref);
  g_free (self);
}

gboolean
mado_certificate_row_save (const MadoCertificateRow *self, MadoDb *db, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "certificate/insert", error);

  if (query == NULL)
    return FALSE;
  mado_query_bind_text (query, "serial", self->serial);
  mado_query_bind_integer (query, "case_id", self->case_id);
  mado_query_bind_bytes (query, "der", self->der);
  mado_query_bind_text (query, "spki_sha256", self->spki_sha256);
  mado_query_bind_text (query, "state", state_names[self->state]);
  mado_query_bind_integer (query, "not_before", self->not_before);
  mado_query_bind_integer (query, "not_after", self->not_after);
  mado_query_bind_integer (query, "changed_at", self->changed_at);
  return mado_query_run (query, error);
}

gboolean
mado_certificate_row_set_state (MadoDb *db, const char *serial, MadoCertificateState state,
                                gint64 now, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "certificate/set-state", error);

  if (query == NULL)
    return FALSE;
  mado_query_bind_text (query, "serial", serial);
  mado_query_bind_text (query, "state", state_names[state]);
  mado_query_bind_integer (query, "changed_at", now);
  return mado_query_run (query, error);
}

gboolean
mado_certificate_row_set_revoked (MadoDb *db, const char *serial, gint64 revoked_at, int reason,
                                  gint64 now, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "certificate/set-revoked", error);

  if (query == NULL)
    return FALSE;
  mado_query_bind_text (query, "serial", serial);
  mado_query_bind_integer (query, "now", now);
  mado_query_bind_integer (query, "revoked_at", revoked_at);
  mado_query_bind_integer (query, "reason", reason);
  return mado_query_run (query, error);
}

static MadoCertificateRow *
from_row (MadoQuery *query)
{
  MadoCertificateRow *self = g_new0 (MadoCertificateRow, 1);
  const char *state = mado_query_get_text (query, "state");

  self->serial = g_strdup (mado_query_get_text (query, "serial"));
  self->case_id = mado_query_get_integer (query, "case_id");
  self->der = mado_query_get_bytes (query, "der");
  self->spki_sha256 = g_strdup (mado_query_get_text (query, "spki_sha256"));
  for (gsize i = 0; i < G_N_ELEMENTS (state_names); i++)
    if (g_str_equal (state, state_names[i]))
      self->state = (MadoCertificateState) i;
  self->not_before = mado_query_get_integer (query, "not_before");
  self->not_after = mado_query_get_integer (query, "not_after");
  self->changed_at = mado_query_get_integer (query, "changed_at");
  self->revoked_at = mado_query_get_integer (query, "revoked_at");
  self->revocation_reason = (int) mado_query_get_integer (query, "revocation_reason");
  return self;
}

MadoCertificateRow *
mado_certificate_row_load (MadoDb *db, const char *serial, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "certificate/by-serial", error);
  gboolean has_row;

  if (query == NULL)
    return NULL;
  mado_query_bind_text (query, "serial", serial);
  if (!mado_query_next (query, &has_row, error))
    return NULL;
  if (!has_row)
    {
      g_set_error_literal (error, MADO_DB_ERROR, MADO_DB_ERROR_QUERY, "no such certificate");
      return NULL;
    }
  return from_row (query);
}

GPtrArray *
mado_certificate_row_load_of_case (MadoDb *db, gint64 case_id, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "certificate/by-case", error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (
      (GDestroyNotify) (void (*) (void)) mado_certificate_row_free);
  gboolean has_row = TRUE;

  if (query == NULL)
    return NULL;
  mado_query_bind_integer (query, "case_id", case_id);
  while (has_row)
    {
      if (!mado_query_next (query, &has_row, error))
        return NULL;
      if (has_row)
        g_ptr_array_add (rows, from_row (query));
    }
  return g_steal_pointer (&rows);
}

gboolean
mado_certificate_row_meet_live (MadoDb *db, gint64 case_id, const MadoPersonKey *key, gint64 now,
                                MadoMetPeople *met, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "certificate/live-of-person", error);

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "case_id", case_id);
  mado_query_bind_integer (query, "now", now);
  return mado_met_people_read (met, query, key, "serial", error);
}

gboolean
mado_certificate_row_find_newest (MadoDb *db, const MadoPersonKey *key, char **serial,
                                  GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "certificate/newest-of-person", error);
  g_autoptr (MadoMetPeople) met = mado_met_people_new ();

  if (query == NULL || !mado_met_people_read (met, query, key, "serial", error))
    return FALSE;
  *serial = g_steal_pointer (&met->same);
  return TRUE;
}
