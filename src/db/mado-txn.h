/* mado-txn.h - a transaction that rolls back unless it is committed
 *
 * Layer: db.  Threads: the connection's.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-db.h"

G_BEGIN_DECLS

typedef struct _MadoTxn MadoTxn;

/**
 * mado_txn_begin:
 *
 * BEGIN IMMEDIATE; transactions do not nest.
 * Returns: (transfer full): %NULL with %MADO_DB_ERROR. */
MadoTxn *mado_txn_begin (MadoDb *db, GError **error);

/** mado_txn_commit: durable when it returns %TRUE; on %FALSE nothing of it was written. */
gboolean mado_txn_commit (MadoTxn *self, GError **error);

/** mado_txn_free: rolls back what was not committed. */
void mado_txn_free (MadoTxn *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTxn, mado_txn_free)

G_END_DECLS
