/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-desk-expiring.h"

#include "mado-desk-deed.h"

typedef struct
{
  MadoExpiringMonth months[MADO_EXPIRING_MONTHS];
  GPtrArray *serials; /* owned, nullable, of char * */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_pointer (&work->serials, g_ptr_array_unref);
  g_free (work);
}

MadoCaseList *
mado_desk_list_expiring (MadoDesk *self, guint year, guint month, gboolean unnoticed)
{
  g_autoptr (MadoListKey) key = mado_list_key_new (MADO_LIST_EXPIRING);

  mado_list_key_set_month (key, year, month);
  key->unnoticed = unnoticed;
  return mado_case_list_new (self, key);
}

/* --- counts --- */

static gboolean
count_month (MadoDb *db, MadoExpiringMonth *month, GError **error)
{
  g_autoptr (MadoListKey) key = mado_list_key_new (MADO_LIST_EXPIRING);

  mado_list_key_set_month (key, month->year, month->month);
  if (!mado_list_count (db, key, &month->certificates, error))
    return FALSE;
  key->unnoticed = TRUE;
  return mado_list_count (db, key, &month->unnoticed, error);
}

static gboolean
count_months (MadoDeed *deed, GError **error)
{
  Work *work = deed->data;
  guint first = deed->today / 10000 * 12 + deed->today / 100 % 100 - 1;

  for (guint i = 0; i < MADO_EXPIRING_MONTHS; i++)
    {
      work->months[i].year = (first + i) / 12;
      work->months[i].month = (first + i) % 12 + 1;
      if (!count_month (deed->db, &work->months[i], error))
        return FALSE;
    }
  return TRUE;
}

void
mado_desk_count_expiring_async (MadoDesk *self, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  mado_desk_do (self, MADO_DEED_READS, count_months, g_new0 (Work, 1), work_free,
                mado_desk_count_expiring_async, cancellable, callback, user_data);
}

gboolean
mado_desk_count_expiring_finish (MadoDesk *self, GAsyncResult *result,
                                 MadoExpiringMonth months[MADO_EXPIRING_MONTHS], GError **error)
{
  const Work *work = mado_desk_did (self, result, mado_desk_count_expiring_async, error);

  for (guint i = 0; work != NULL && i < MADO_EXPIRING_MONTHS; i++)
    months[i] = work->months[i];
  return work != NULL;
}

/* --- notices --- */

static gboolean
note_notices (MadoDeed *deed, GError **error)
{
  const Work *work = deed->data;
  g_autofree char *detail = g_strdup_printf ("{\"notices\":%u}", work->serials->len);

  for (guint i = 0; i < work->serials->len; i++)
    if (!mado_list_note_notice (deed->db, g_ptr_array_index (work->serials, i), deed->now,
                                deed->actor, error))
      return FALSE;
  return mado_deed_event (deed, "expiring.notice", "ok", NULL, NULL, detail, error);
}

void
mado_desk_note_notices_async (MadoDesk *self, const char *const *serials, gsize n_serials,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Work *work = g_new0 (Work, 1);

  work->serials = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; i < n_serials; i++)
    g_ptr_array_add (work->serials, g_strdup (serials[i]));
  mado_desk_do (self, MADO_DEED_WRITES, note_notices, work, work_free, mado_desk_note_notices_async,
                cancellable, callback, user_data);
}

gboolean
mado_desk_note_notices_finish (MadoDesk *self, GAsyncResult *result, GError **error)
{
  return mado_desk_did (self, result, mado_desk_note_notices_async, error) != NULL;
}
