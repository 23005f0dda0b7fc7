/* mado-ledger.h - the issuance ledger, 電子証明書交付記録簿: one row per card handed over
 *
 * Layer: store.  Threads: the database's worker.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-db.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 case_id;
  const char *procedure; /* "issue", "renew", "reissue"; (transfer none), like the texts below */
  const char *serial;
  guint delivered_on; /* YYYYMMDD */
  guint valid_to;     /* YYYYMMDD */
  const char *identified_by;
  guint amount_yen;
  const char *operator_id;
} MadoLedgerRow;

/**
 * mado_ledger_add:
 *
 * Writes the next row inside the caller's transaction.  A case or a certificate that is already
 * in the ledger is refused (%MADO_DB_ERROR_CONSTRAINT).
 * @number: (out) (optional): the row's number, 1, 2, 3 … */
gboolean mado_ledger_add (MadoDb *db, const MadoLedgerRow *row, gint64 *number, GError **error);

/** mado_ledger_find: @number: (out): of the case's row, 0 when there is none. */
gboolean mado_ledger_find (MadoDb *db, gint64 case_id, gint64 *number, GError **error);

G_END_DECLS
