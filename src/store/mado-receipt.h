/* mado-receipt.h - money taken: receipts numbered without gap, and the day's total
 *
 * Layer: store.  Threads: the database's worker.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-db.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 number; /* 1, 2, 3 …; 0: no receipt */
  guint amount_yen;
  gint64 taken_at; /* unix s, UTC */
  guint prints;    /* sheets that the printer finished */
} MadoReceipt;

/**
 * mado_receipt_take:
 *
 * Records that the fee was taken, with the next number, inside the caller's transaction.  A case
 * that has a receipt is refused (%MADO_DB_ERROR_CONSTRAINT): money is taken once.
 * @receipt: (out) (optional) */
gboolean mado_receipt_take (MadoDb *db, gint64 case_id, guint amount_yen, gint64 now,
                            const char *operator_id, MadoReceipt *receipt, GError **error);

/** mado_receipt_load: @receipt: (out): number 0 when the case has none. */
gboolean mado_receipt_load (MadoDb *db, gint64 case_id, MadoReceipt *receipt, GError **error);

/** mado_receipt_count_print: one more finished sheet, inside the caller's transaction. */
gboolean mado_receipt_count_print (MadoDb *db, gint64 case_id, GError **error);

/** mado_receipt_total: receipts and yen since @since (unix s, UTC). */
gboolean mado_receipt_total (MadoDb *db, gint64 since, guint *n_receipts, guint *amount_yen,
                             GError **error);

G_END_DECLS
