/* SPDX-License-Identifier: GPL-3.0-or-later */
/* imported files, their rows, and whom they meet */
#include "config.h"

#include "mado-register-change.h"

#include "mado-change-private.h"
#include "mado-change-reader.h"
#include "mado-met-people.h"
#include "mado-query.h"

/* --- files --- */

static gboolean
find_file (MadoDb *db, const char *sha256, gboolean *done, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "change/file-by-sha256", error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  mado_query_bind_text (query, "sha256", sha256);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  *done = has_row && g_str_equal (mado_query_get_text (query, "state"), "done");
  return TRUE;
}

gboolean
mado_change_file_begin (MadoChangeFile *self, MadoDb *db, const char *sha256, gint64 now,
                        const char *operator_id, GError **error)
{
  g_autoptr (MadoQuery) query = NULL;
  gboolean has_row, done;

  if (!find_file (db, sha256, &done, error))
    return FALSE;
  if (done)
    {
      g_set_error_literal (error, MADO_CHANGE_ERROR, MADO_CHANGE_ERROR_KNOWN,
                           "this file was imported before");
      return FALSE;
    }
  query = mado_query_new (db, "change/file-insert", error);
  if (query == NULL)
    return FALSE;
  mado_query_bind_text (query, "sha256", sha256);
  mado_query_bind_integer (query, "imported_at", now);
  mado_query_bind_text (query, "imported_by", operator_id);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  *self = (MadoChangeFile){ .change_file_id = mado_query_get_integer (query, "change_file_id") };
  return TRUE;
}

gboolean
mado_change_file_save (const MadoChangeFile *self, MadoDb *db, const char *state, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "change/file-update", error);

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "change_file_id", self->change_file_id);
  mado_query_bind_text (query, "state", state);
  mado_query_bind_integer (query, "n_good", self->n_good);
  mado_query_bind_integer (query, "n_known", self->n_known);
  mado_query_bind_integer (query, "n_bad", self->n_bad);
  return mado_query_run (query, error);
}

/* --- whom a change meets --- */

typedef MadoMeeting Meeting;

static void
meeting_clear (gpointer data)
{
  g_free (((Meeting *) data)->serial);
}

static MadoQuery *
query_person (MadoDb *db, const char *name, const MadoChange *change, GError **error)
{
  g_autoptr (MadoPersonKey) key = mado_person_key_new (change->birth, change->name, change->kana);
  MadoQuery *query = mado_query_new (db, name, error);

  if (query != NULL)
    mado_person_bind (query, key);
  return query;
}

/* The form and the register may both have met the same case. */
static void
put_together (GArray *found, Meeting *one)
{
  for (guint i = 0; i < found->len; i++)
    {
      Meeting *earlier = &g_array_index (found, Meeting, i);

      if (earlier->id == one->id && g_strcmp0 (earlier->serial, one->serial) == 0)
        {
          earlier->sure |= one->sure;
          meeting_clear (one);
          return;
        }
    }
  g_array_append_vals (found, one, 1);
}

static GArray *
find_cases (MadoDb *db, const MadoChange *change, gint64 now, GError **error)
{
  g_autoptr (MadoQuery) query = query_person (db, "change/cases-of-person", change, error);
  g_autoptr (GArray) found = g_array_new (FALSE, TRUE, sizeof (Meeting));
  gboolean has_row;

  g_array_set_clear_func (found, meeting_clear);
  if (query == NULL)
    return NULL;
  mado_query_bind_integer (query, "now", now);
  for (;;)
    {
      Meeting one;

      if (!mado_query_next (query, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&found);
      one = (Meeting){ .id = mado_query_get_integer (query, "case_id"),
                       .serial = g_strdup (mado_query_get_text (query, "serial")),
                       .runs = mado_query_get_integer (query, "runs") != 0,
                       .sure = mado_query_get_integer (query, "sure") != 0 };
      put_together (found, &one);
    }
}

static GArray *
find_inquiries (MadoDb *db, const MadoChange *change, GError **error)
{
  g_autoptr (MadoQuery) query = query_person (db, "change/inquiries-of-person", change, error);
  g_autoptr (GArray) found = g_array_new (FALSE, TRUE, sizeof (Meeting));
  gboolean has_row;

  if (query == NULL)
    return NULL;
  for (;;)
    {
      Meeting one = { .runs = TRUE };

      if (!mado_query_next (query, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&found);
      one.id = mado_query_get_integer (query, "inquiry_id");
      one.sure = mado_query_get_integer (query, "sure") != 0;
      g_array_append_val (found, one);
    }
}

/* --- rows --- */

static gboolean
look_up (MadoDb *db, GBytes *digest, MadoChangeMet *met, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "change/known", error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  mado_query_bind_bytes (query, "digest", digest);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  met->known = mado_query_get_integer (query, "known") != 0;
  met->change_id = met->known ? 0 : mado_query_get_integer (query, "next_id");
  return TRUE;
}

static gboolean
insert_row (MadoDb *db, const MadoChangeFile *file, const MadoChange *change,
            const MadoChangeVerdict *verdict, GBytes *digest, gint64 change_id, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "change/insert", error);
  const char *effect = verdict->ends ? "ends" : verdict->minor ? "minor" : "stays";

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "change_id", change_id);
  mado_query_bind_integer (query, "change_file_id", file->change_file_id);
  mado_query_bind_integer (query, "line", (gint64) change->line);
  mado_query_bind_bytes (query, "digest", digest);
  mado_query_bind_text (query, "kind", change->kind->id);
  mado_query_bind_integer (query, "changed_on", change->day);
  mado_query_bind_text (query, "effect", effect);
  mado_query_bind_text (query, "article", verdict->article);
  if (verdict->ends)
    mado_query_bind_integer (query, "crl_reason", verdict->crl_reason);
  else
    mado_query_bind_null (query, "crl_reason");
  return mado_query_run (query, error);
}

static gboolean
insert_change (MadoDb *db, const MadoChangeFile *file, const MadoChange *change,
               const MadoChangeVerdict *verdict, MadoChangeMet *met, GError **error)
{
  guint8 digest[MADO_CHANGE_DIGEST];
  g_autoptr (GBytes) bytes = NULL;

  mado_change_digest (change, digest);
  bytes = g_bytes_new (digest, sizeof digest);
  if (!look_up (db, bytes, met, error))
    return FALSE;
  return met->known || insert_row (db, file, change, verdict, bytes, met->change_id, error);
}

static gboolean
insert_person (MadoDb *db, gint64 change_id, const MadoChange *change, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "change/insert-person", error);

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "change_id", change_id);
  mado_query_bind_text (query, "name", change->name);
  mado_query_bind_text (query, "kana", change->kana);
  mado_query_bind_integer (query, "birth", change->birth);
  mado_query_bind_text (query, "new_name", change->new_name);
  mado_query_bind_text (query, "new_kana", change->new_kana);
  mado_query_bind_text (query, "new_alias", change->new_alias);
  mado_query_bind_text (query, "new_address", change->new_address);
  mado_query_bind_integer (query, "new_birth", change->new_birth);
  mado_query_bind_integer (query, "new_sex", change->new_sex);
  return mado_query_run (query, error);
}

gboolean
mado_register_change_add (MadoDb *db, const MadoChangeFile *file, const MadoChange *change,
                          const MadoChangeVerdict *verdict, gint64 now, const char *operator_id,
                          MadoChangeMet *met, GError **error)
{
  const MadoMeet meet = { db, change, verdict, now, operator_id, met };
  g_autoptr (GArray) cases = NULL;
  g_autoptr (GArray) inquiries = NULL;

  *met = (MadoChangeMet){ 0 };
  if (!insert_change (db, file, change, verdict, met, error))
    return FALSE;
  if (met->known)
    return TRUE;
  cases = find_cases (db, change, now, error);
  if (cases == NULL)
    return FALSE;
  inquiries = find_inquiries (db, change, error);
  if (inquiries == NULL)
    return FALSE;
  if ((cases->len > 0 || inquiries->len > 0 || g_str_equal (change->kind->id, "move_in"))
      && !insert_person (db, met->change_id, change, error))
    return FALSE;
  return mado_meet_cases (&meet, cases, error) && mado_meet_inquiries (&meet, inquiries, error);
}

gboolean
mado_change_moved_in (MadoDb *db, const MadoPersonKey *key, guint since, guint *day, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "change/moved-in", error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  mado_person_bind (query, key);
  mado_query_bind_integer (query, "since", since);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  *day = (guint) mado_query_get_integer (query, "changed_on");
  return TRUE;
}
