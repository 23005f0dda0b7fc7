/* mado-db-private.h - what the files of src/db share
 *
 * Layer: db, not for others.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-db.h"

#include <sqlite3.h>

struct _MadoDb
{
  sqlite3 *handle;            /* owned */
  const MadoDbSchema *schema; /* static */
  GHashTable *statements;     /* owned; query name -> sqlite3_stmt */
  GThread *owner;             /* the only thread that may use the connection */
  gboolean read_only;
  gboolean in_transaction;
  MadoDbCommitHook commit_hook;
  gpointer commit_hook_data;
};

/* Turns SQLite's last result into a MadoDbError; always returns FALSE. */
gboolean mado_db_set_error (MadoDb *self, int result, const char *doing, GError **error);
/* Runs SQL that has no parameters and no rows. */
gboolean mado_db_execute (MadoDb *self, const char *sql, GError **error);
gboolean mado_db_get_integer (MadoDb *self, const char *pragma, gint64 *value, GError **error);
/* Refuses a file whose schema is not the newest. */
gboolean mado_db_check_version (MadoDb *self, GError **error);
/* Upgrades the open file to the newest schema; see mado_db_open(). */
gboolean mado_db_migrate (MadoDb *self, const char *path, GError **error);
