/* mado-db-private.h - what the files of src/db share
 *
 * Layer: db, not for others.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-db.h"

#include <sqlite3.h>

/* What shows that a file was written. */
typedef struct
{
  guint64 inode;
  gint64 size, seconds, nanoseconds;
} MadoDbStamp;

struct _MadoDb
{
  sqlite3 *handle;            /* owned */
  const MadoDbSchema *schema; /* static */
  GHashTable *statements;     /* owned; query name -> sqlite3_stmt */
  GThread *owner;             /* the only thread that may use the connection */
  gboolean read_only;
  gboolean in_transaction;
  gboolean immutable; /* SQLite was told that nobody writes the file: asked anew at each query */
  MadoDbStamp stamp;  /* with immutable: the file as it was opened */
  char *path;         /* owned; of a file that is only looked at */
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
/* Opens a file that this account cannot write; see mado_db_open_as_it_stands(). */
gboolean mado_db_open_look (MadoDb *self, const char *path, GError **error);
/* Refuses once somebody has written a file that was opened as one that nobody writes. */
gboolean mado_db_check_unchanged (MadoDb *self, GError **error);
