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

/* A row as it is printed, with what the case and the operator's entry add. */
typedef struct
{
  gint64 number;
  guint delivered_on, valid_to; /* YYYYMMDD */
  char *procedure;
  char *serial;
  char *identified_by; /* document codes parted by blanks */
  guint amount_yen;
  gboolean waived; /* the amount is 0 because the fee was waived */
  char *name;      /* the register's, else the applicant's */
  char *clerk;
} MadoLedgerEntry;

/**
 * mado_ledger_list:
 * @from, @to: YYYYMMDD of the hand-over, both included
 * @after: the last number that the caller has, 0 to begin
 * @limit: 1 and more
 *
 * Returns: (transfer full) (nullable): of #MadoLedgerEntry, by number; fewer than @limit: these
 *   are the last. */
GPtrArray *mado_ledger_list (MadoDb *db, guint from, guint to, gint64 after, guint limit,
                             GError **error);

G_END_DECLS
