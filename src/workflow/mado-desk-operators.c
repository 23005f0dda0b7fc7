/* SPDX-License-Identifier: GPL-3.0-or-later */
/* who may sign in, read once more while the desk is open */
#include "config.h"

#include "mado-desk-deed.h"
#include "mado-desk-object.h"

#include "mado-operator.h"

typedef struct
{
  GPtrArray *found; /* owned, nullable, of MadoOperator */
} Listing;

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  g_clear_pointer (&listing->found, g_ptr_array_unref);
  g_free (listing);
}

static gboolean
list_operators (MadoDeed *deed, GError **error)
{
  Listing *listing = deed->data;

  listing->found = mado_operator_list (deed->db, error);
  return listing->found != NULL;
}

void
mado_desk_list_operators_async (MadoDesk *self, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  mado_desk_do (self, MADO_DEED_READS, list_operators, g_new0 (Listing, 1), listing_free,
                mado_desk_list_operators_async, cancellable, callback, user_data);
}

gboolean
mado_desk_list_operators_finish (MadoDesk *self, GAsyncResult *result, GError **error)
{
  const Listing *listing = mado_desk_did (self, result, mado_desk_list_operators_async, error);

  if (listing == NULL)
    return FALSE;
  g_ptr_array_set_size (self->operators, 0);
  for (guint i = 0; i < listing->found->len; i++)
    g_ptr_array_add (self->operators,
                     mado_operator_info_new (g_ptr_array_index (listing->found, i)));
  return TRUE;
}
