/* SPDX-License-Identifier: GPL-3.0-or-later */
/* what changes stop, and the governor's list; mado-desk-import.c and -revoke.c do the rest */
#include "config.h"

#include "mado-desk-changes.h"

#include "mado-desk-stops.h"

typedef struct
{
  MadoChangeStops what;
  gint64 id;
  MadoChangeStop *stop; /* owned, nullable: a letter */
  gboolean is_void;     /* the letter */
  MadoChangeRevocationState to;
  int state;
  guint offset;
  guint counts[MADO_N_CHANGE_REVOCATION_STATES];
  GPtrArray *list; /* owned, nullable: the result */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_pointer (&work->stop, mado_change_stop_free);
  g_clear_pointer (&work->list, g_ptr_array_unref);
  g_free (work);
}

/* --- stops --- */

static gboolean
list_stops (MadoDeed *deed, GError **error)
{
  Work *work = deed->data;

  work->list = mado_change_list_stops (deed->db, work->what, error);
  return work->list != NULL;
}

void
mado_desk_list_stops_async (MadoDesk *self, MadoChangeStops what, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  Work *work = g_new0 (Work, 1);

  work->what = what;
  mado_desk_do (self, MADO_DEED_READS, list_stops, work, work_free, mado_desk_list_stops_async,
                cancellable, callback, user_data);
}

GPtrArray *
mado_desk_list_stops_finish (MadoDesk *self, GAsyncResult *result, GError **error)
{
  Work *work = mado_desk_did (self, result, mado_desk_list_stops_async, error);

  return work != NULL ? g_steal_pointer (&work->list) : NULL;
}

/* The letter is read anew: somebody may have dealt with it meanwhile. */
static gboolean
note_stop (MadoDeed *deed, GError **error)
{
  const Work *work = deed->data;
  g_autofree char *reason = g_strconcat ("change:", work->stop->kind, NULL);
  g_autofree char *detail = g_strdup_printf ("{\"change\":%" G_GINT64_FORMAT ",\"inquiry\":\"%s\"}",
                                             work->stop->change_id, work->stop->number);

  if (work->is_void)
    return mado_desk_void_letter (deed, work->stop, error);
  return mado_change_note_handled (deed->db, MADO_CHANGE_STOPS_INQUIRY, work->stop->change_id,
                                   work->stop->id, deed->now, error)
         && mado_deed_event (deed, "changes.stop",
                             work->stop->same_person ? "had-it" : "other-person", NULL, reason,
                             detail, error);
}

void
mado_desk_note_stop_async (MadoDesk *self, const MadoChangeStop *stop, gboolean is_void,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Work *work = g_new0 (Work, 1);

  work->stop = mado_change_stop_copy (stop);
  work->is_void = is_void;
  mado_desk_do (self, MADO_DEED_WRITES, note_stop, work, work_free, mado_desk_note_stop_async,
                cancellable, callback, user_data);
}

gboolean
mado_desk_note_stop_finish (MadoDesk *self, GAsyncResult *result, GError **error)
{
  return mado_desk_did (self, result, mado_desk_note_stop_async, error) != NULL;
}

/* --- the list --- */

static gboolean
list_revocations (MadoDeed *deed, GError **error)
{
  Work *work = deed->data;

  if (!mado_change_revocation_count (deed->db, work->counts, error))
    return FALSE;
  work->list = mado_change_revocation_list (deed->db, work->state, work->offset, error);
  return work->list != NULL;
}

void
mado_desk_list_revocations_async (MadoDesk *self, int state, guint offset,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Work *work = g_new0 (Work, 1);

  work->state = state;
  work->offset = offset;
  mado_desk_do (self, MADO_DEED_READS, list_revocations, work, work_free,
                mado_desk_list_revocations_async, cancellable, callback, user_data);
}

GPtrArray *
mado_desk_list_revocations_finish (MadoDesk *self, GAsyncResult *result,
                                   guint counts[MADO_N_CHANGE_REVOCATION_STATES], GError **error)
{
  Work *work = mado_desk_did (self, result, mado_desk_list_revocations_async, error);

  for (guint i = 0; work != NULL && counts != NULL && i < MADO_N_CHANGE_REVOCATION_STATES; i++)
    counts[i] = work->counts[i];
  return work != NULL ? g_steal_pointer (&work->list) : NULL;
}

static gboolean
decide (MadoDeed *deed, GError **error)
{
  const Work *work = deed->data;
  const char *outcome = work->to == MADO_CHANGE_REVOCATION_PENDING ? "ok"
                        : work->to == MADO_CHANGE_REVOCATION_NOTED ? "had-it"
                                                                   : "other-person";
  g_autofree char *detail = g_strdup_printf ("{\"revocation\":%" G_GINT64_FORMAT "}", work->id);

  return mado_change_revocation_decide (deed->db, work->id, (MadoChangeRevocationState) work->state,
                                        work->to, deed->now, deed->actor, error)
         && mado_deed_event (deed, "changes.decide", outcome, NULL, NULL, detail, error);
}

void
mado_desk_decide_revocation_async (MadoDesk *self, gint64 id, MadoChangeRevocationState from,
                                   MadoChangeRevocationState to, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  Work *work = g_new0 (Work, 1);

  work->id = id;
  work->state = (int) from;
  work->to = to;
  mado_desk_do (self, MADO_DEED_WRITES, decide, work, work_free, mado_desk_decide_revocation_async,
                cancellable, callback, user_data);
}

gboolean
mado_desk_decide_revocation_finish (MadoDesk *self, GAsyncResult *result, GError **error)
{
  return mado_desk_did (self, result, mado_desk_decide_revocation_async, error) != NULL;
}
