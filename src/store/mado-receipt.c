/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-receipt.h"

#include "mado-query.h"

gboolean
mado_receipt_take (MadoDb *db, gint64 case_id, guint amount_yen, gint64 now,
                   const char *operator_id, MadoReceipt *receipt, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "receipt/insert", error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "case_id", case_id);
  mado_query_bind_integer (query, "amount_yen", amount_yen);
  mado_query_bind_integer (query, "taken_at", now);
  mado_query_bind_text (query, "taken_by", operator_id);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  if (receipt != NULL)
    *receipt = (MadoReceipt){ .number = mado_query_get_integer (query, "receipt_number"),
                              .amount_yen = amount_yen,
                              .taken_at = now };
  return TRUE;
}

gboolean
mado_receipt_load (MadoDb *db, gint64 case_id, MadoReceipt *receipt, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "receipt/by-case", error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "case_id", case_id);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  *receipt = (MadoReceipt){ 0 };
  if (has_row)
    *receipt = (MadoReceipt){ .number = mado_query_get_integer (query, "receipt_number"),
                              .amount_yen = (guint) mado_query_get_integer (query, "amount_yen"),
                              .taken_at = mado_query_get_integer (query, "taken_at"),
                              .prints = (guint) mado_query_get_integer (query, "prints") };
  return TRUE;
}

gboolean
mado_receipt_count_print (MadoDb *db, gint64 case_id, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "receipt/count-print", error);

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "case_id", case_id);
  return mado_query_run (query, error);
}

gboolean
mado_receipt_total (MadoDb *db, gint64 since, guint *n_receipts, guint *amount_yen, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "receipt/total-since", error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "since", since);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  *n_receipts = (guint) mado_query_get_integer (query, "receipts");
  *amount_yen = (guint) mado_query_get_integer (query, "amount_yen");
  return TRUE;
}
