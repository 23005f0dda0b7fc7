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
