/* mado-db.h - one connection to one SQLite file
 *
 * Layer: db.  Threads: a connection belongs to the thread that opened it (a worker); every call
 * blocks.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MADO_DB_ERROR (mado_db_error_quark ())
GQuark mado_db_error_quark (void);

/* A code per thing that the operator or the caller must do. */
typedef enum
{
  MADO_DB_ERROR_CANNOT_OPEN, /* path missing, no permission, not a database */
  MADO_DB_ERROR_READ_ONLY,   /* file or file system is read-only: look-up only */
  MADO_DB_ERROR_FULL,        /* no space: nothing was written */
  MADO_DB_ERROR_IO,          /* the disk failed */
  MADO_DB_ERROR_CORRUPT,     /* the file is damaged: stop, restore, never delete */
  MADO_DB_ERROR_NEWER,       /* written by a newer program: refuse */
  MADO_DB_ERROR_OLDER,       /* needs an upgrade, which this use does not make */
  MADO_DB_ERROR_BUSY,        /* another program holds the lock: a second copy runs */
  MADO_DB_ERROR_CONSTRAINT,  /* the row contradicts a rule of the schema */
  MADO_DB_ERROR_MIGRATION,   /* an upgrade step failed and was rolled back; the backup stands */
  MADO_DB_ERROR_QUERY,       /* a named query and its caller disagree: programmer's mistake */
} MadoDbError;

/* Where the SQL of one database lives in the GResources.  migrations: files 0001-name.sql …
 * without gap.  queries: <aggregate>/<verb>.sql. */
typedef struct
{
  const char *migrations; /* e.g. "/jp/madoguchi/sql/desk/migrations" */
  const char *queries;    /* e.g. "/jp/madoguchi/sql/desk/queries" */
} MadoDbSchema;

/* Called before and after each commit; tests end the process here.  NULL in the product. */
typedef void (*MadoDbCommitHook) (gboolean before, gpointer data);

typedef struct _MadoDb MadoDb;

/**
 * mado_db_open:
 * @path: file name; created with mode 0600 if missing
 * @schema: (transfer none): static
 *
 * Opens, checks and upgrades: WAL, synchronous=FULL, foreign keys on.  An upgrade first writes
 * `<path>.before-v<N>` by VACUUM INTO.  A newer schema, a damaged or locked file is refused and
 * left untouched.  A read-only file opens for look-up (see mado_db_is_read_only()) if its schema
 * is current.
 * Returns: (transfer full): %NULL with %MADO_DB_ERROR. */
MadoDb *mado_db_open (const char *path, const MadoDbSchema *schema, GError **error);

typedef enum
{
  MADO_DB_LOOK, /* writes are refused */
  MADO_DB_WORK,
} MadoDbUse;

/**
 * mado_db_open_as_it_stands:
 * @path: file name; a missing one is %MADO_DB_ERROR_CANNOT_OPEN
 * @schema: (transfer none): static
 *
 * For use beside the program that owns the file: creates nothing and upgrades nothing; an older
 * schema is %MADO_DB_ERROR_OLDER.  With %MADO_DB_LOOK nothing stays beside the file that was not
 * there before: SQLite itself takes its -wal and -shm away, which it leaves behind after a
 * connection that may only read.
 *
 * %MADO_DB_LOOK also opens what mado_db_may_write() says no to, with these limits
 * (sqlite.org/wal.html, "Read-Only Databases"):
 * - With -wal and -shm beside the file (another program works on it, or died with it open) both
 *   must be readable; what is committed meanwhile is seen.
 * - With a -wal that holds something but no -shm the newest entries cannot be had:
 *   %MADO_DB_ERROR_CANNOT_OPEN rather than an older state.
 * - Without them the file is opened as one that nobody writes.  Once somebody does, each query is
 *   %MADO_DB_ERROR_BUSY rather than a mixture of two states: close it and open it anew.
 * Returns: (transfer full): %NULL with %MADO_DB_ERROR. */
MadoDb *mado_db_open_as_it_stands (const char *path, const MadoDbSchema *schema, MadoDbUse use,
                                   GError **error);

/** mado_db_may_write: whether this account may write the file and its folder, where SQLite's log
 *   and index lie; a missing file: whether it may be made. */
gboolean mado_db_may_write (const char *path);

void mado_db_close (MadoDb *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoDb, mado_db_close)

gboolean mado_db_is_read_only (MadoDb *self);

/** mado_db_set_commit_hook: for tests that kill the process at every transaction. */
void mado_db_set_commit_hook (MadoDb *self, MadoDbCommitHook hook, gpointer data);

/** mado_db_get_schema_version: Returns: user_version of the open file. */
guint mado_db_get_schema_version (MadoDb *self);

/** mado_db_backup: writes a consistent copy to @path, which must not exist (VACUUM INTO). */
gboolean mado_db_backup (MadoDb *self, const char *path, GError **error);

/** mado_db_check: runs SQLite's integrity check; %FALSE with %MADO_DB_ERROR_CORRUPT. */
gboolean mado_db_check (MadoDb *self, GError **error);

G_END_DECLS
