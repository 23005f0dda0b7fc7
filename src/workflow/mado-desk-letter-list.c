/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-desk-letter-list.h"

#include "mado-desk-deed.h"
#include "mado-list.h"

typedef struct
{
  char *state; /* owned */
  GArray *ids; /* owned, nullable, of gint64: the result */
} Listing;

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  g_free (listing->state);
  g_clear_pointer (&listing->ids, g_array_unref);
  g_free (listing);
}

/* The list has the newest first; who waits longest is printed first. */
static void
reverse (GArray *ids)
{
  for (guint i = 0; i < ids->len / 2; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      g_array_index (ids, gint64, i) = g_array_index (ids, gint64, ids->len - 1 - i);
      g_array_index (ids, gint64, ids->len - 1 - i) = id;
    }
}

static gboolean
list_letters (MadoDeed *deed, GError **error)
{
  Listing *listing = deed->data;
  g_autoptr (MadoListKey) key = mado_list_key_new (MADO_LIST_INQUIRIES);
  guint n_before;

  key->state = g_strdup (listing->state);
  listing->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  do
    {
      g_autoptr (GPtrArray) rows = mado_list_read (deed->db, key, listing->ids->len, error);

      if (rows == NULL)
        return FALSE;
      n_before = listing->ids->len;
      for (guint i = 0; i < rows->len; i++)
        g_array_append_val (listing->ids, ((const MadoListRow *) g_ptr_array_index (rows, i))->id);
    }
  while (listing->ids->len > n_before);
  reverse (listing->ids);
  return TRUE;
}

void
mado_desk_list_letters_async (MadoDesk *self, const char *state, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  Listing *listing = g_new0 (Listing, 1);

  listing->state = g_strdup (state);
  mado_desk_do (self, MADO_DEED_READS, list_letters, listing, listing_free,
                mado_desk_list_letters_async, cancellable, callback, user_data);
}

GArray *
mado_desk_list_letters_finish (MadoDesk *self, GAsyncResult *result, GError **error)
{
  Listing *listing = mado_desk_did (self, result, mado_desk_list_letters_async, error);

  return listing != NULL ? g_steal_pointer (&listing->ids) : NULL;
}
