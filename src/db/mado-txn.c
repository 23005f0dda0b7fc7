/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-txn.h"

#include "mado-db-private.h"

struct _MadoTxn
{
  MadoDb *db; /* outlives the transaction */
  gboolean open;
};

MadoTxn *
mado_txn_begin (MadoDb *db, GError **error)
{
  MadoTxn *self;

  g_assert (db->owner == g_thread_self ());
  g_assert (!db->in_transaction);
  if (!mado_db_execute (db, "BEGIN IMMEDIATE", error))
    return NULL;
  db->in_transaction = TRUE;
  self = g_new0 (MadoTxn, 1);
  self->db = db;
  self->open = TRUE;
  return self;
}

static void
tell_hook (MadoDb *db, gboolean before)
{
  if (db->commit_hook != NULL)
    db->commit_hook (before, db->commit_hook_data);
}

gboolean
mado_txn_commit (MadoTxn *self, GError **error)
{
  g_return_val_if_fail (self->open, FALSE);
  tell_hook (self->db, TRUE);
  if (!mado_db_execute (self->db, "COMMIT", error))
    return FALSE; /* mado_txn_free() rolls back */
  self->open = FALSE;
  self->db->in_transaction = FALSE;
  tell_hook (self->db, FALSE);
  return TRUE;
}

void
mado_txn_free (MadoTxn *self)
{
  if (self->open)
    {
      sqlite3_exec (self->db->handle, "ROLLBACK", NULL, NULL, NULL);
      self->db->in_transaction = FALSE;
    }
  g_free (self);
}
