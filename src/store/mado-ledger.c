/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-ledger.h"

#include "mado-query.h"

gboolean
mado_ledger_add (MadoDb *db, const MadoLedgerRow *row, gint64 *number, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "ledger/insert", error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "case_id", row->case_id);
  mado_query_bind_text (query, "procedure", row->procedure);
  mado_query_bind_text (query, "serial", row->serial);
  mado_query_bind_integer (query, "delivered_on", row->delivered_on);
  mado_query_bind_integer (query, "valid_to", row->valid_to);
  mado_query_bind_text (query, "identified_by", row->identified_by);
  mado_query_bind_integer (query, "amount_yen", row->amount_yen);
  mado_query_bind_text (query, "operator_id", row->operator_id);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  if (number != NULL)
    *number = mado_query_get_integer (query, "ledger_number");
  return TRUE;
}

gboolean
mado_ledger_find (MadoDb *db, gint64 case_id, gint64 *number, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "ledger/by-case", error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "case_id", case_id);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  *number = has_row ? mado_query_get_integer (query, "ledger_number") : 0;
  return TRUE;
}

static void
free_entry (gpointer data)
{
  MadoLedgerEntry *self = data;

  g_free (self->procedure);
  g_free (self->serial);
  g_free (self->identified_by);
  g_free (self->name);
  g_free (self->clerk);
  g_free (self);
}

static MadoLedgerEntry *
from_row (MadoQuery *query)
{
  MadoLedgerEntry *self = g_new0 (MadoLedgerEntry, 1);

  self->number = mado_query_get_integer (query, "ledger_number");
  self->delivered_on = (guint) mado_query_get_integer (query, "delivered_on");
  self->valid_to = (guint) mado_query_get_integer (query, "valid_to");
  self->procedure = g_strdup (mado_query_get_text (query, "procedure"));
  self->serial = g_strdup (mado_query_get_text (query, "serial"));
  self->identified_by = g_strdup (mado_query_get_text (query, "identified_by"));
  self->amount_yen = (guint) mado_query_get_integer (query, "amount_yen");
  self->waived = mado_query_get_integer (query, "waived") != 0;
  self->name = g_strdup (mado_query_get_text (query, "name"));
  self->clerk = g_strdup (mado_query_get_text (query, "clerk"));
  return self;
}

GPtrArray *
mado_ledger_list (MadoDb *db, guint from, guint to, gint64 after, guint limit, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "ledger/page", error);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_entry);
  gboolean has_row;

  if (query == NULL)
    return NULL;
  mado_query_bind_integer (query, "from", from);
  mado_query_bind_integer (query, "to", to);
  mado_query_bind_integer (query, "after", after);
  mado_query_bind_integer (query, "limit", limit);
  for (;;)
    {
      if (!mado_query_next (query, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&list);
      g_ptr_array_add (list, from_row (query));
    }
}
