/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-db-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUSY_TIMEOUT_MS 2000 /* a backup or a reader of the same file; two desks are refused */
#define FILE_MODE 0600       /* personal data: the office's account only */

G_DEFINE_QUARK (mado_db_error, mado_db_error)

/* clang-format off */
static const struct { int result; MadoDbError code; } failures[] = {
  /* SQLite primary result codes (sqlite.org/rescode.html) */
  { SQLITE_READONLY,   MADO_DB_ERROR_READ_ONLY   },
  { SQLITE_FULL,       MADO_DB_ERROR_FULL        },
  { SQLITE_IOERR,      MADO_DB_ERROR_IO          },
  { SQLITE_CORRUPT,    MADO_DB_ERROR_CORRUPT     },
  { SQLITE_NOTADB,     MADO_DB_ERROR_CORRUPT     },
  { SQLITE_BUSY,       MADO_DB_ERROR_BUSY        },
  { SQLITE_LOCKED,     MADO_DB_ERROR_BUSY        },
  { SQLITE_CONSTRAINT, MADO_DB_ERROR_CONSTRAINT  },
  { SQLITE_CANTOPEN,   MADO_DB_ERROR_CANNOT_OPEN },
  { SQLITE_PERM,       MADO_DB_ERROR_CANNOT_OPEN },
};
/* clang-format on */

static MadoDbError
code_of_result (MadoDb *self, int result)
{
  /* A full disk may show itself as an I/O error of the write-ahead log. */
  if ((result & 0xFF) == SQLITE_IOERR && self->handle != NULL
      && sqlite3_system_errno (self->handle) == ENOSPC)
    return MADO_DB_ERROR_FULL;
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    if (failures[i].result == (result & 0xFF))
      return failures[i].code;
  return MADO_DB_ERROR_QUERY;
}

gboolean
mado_db_set_error (MadoDb *self, int result, const char *doing, GError **error)
{
  g_set_error (error, MADO_DB_ERROR, (int) code_of_result (self, result), "%s: %s", doing,
               self->handle != NULL ? sqlite3_errmsg (self->handle) : sqlite3_errstr (result));
  return FALSE;
}

gboolean
mado_db_execute (MadoDb *self, const char *sql, GError **error)
{
  int result = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return result == SQLITE_OK || mado_db_set_error (self, result, "statement", error);
}

gboolean
mado_db_get_integer (MadoDb *self, const char *pragma, gint64 *value, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v2 (self->handle, pragma, -1, &statement, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    *value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return result == SQLITE_ROW || mado_db_set_error (self, result, pragma, error);
}

static gboolean
create_file (const char *path, GError **error)
{
  int fd = g_open (path, O_CREAT | O_RDWR | O_CLOEXEC, FILE_MODE);
  int saved_errno = errno;

  if (fd >= 0)
    return g_close (fd, error);
  if (saved_errno == EROFS || saved_errno == EACCES)
    return TRUE; /* SQLite tells below whether it can at least be read */
  g_set_error (error, MADO_DB_ERROR,
               saved_errno == ENOSPC ? MADO_DB_ERROR_FULL : MADO_DB_ERROR_CANNOT_OPEN,
               "creating the database file: %s", g_strerror (saved_errno));
  return FALSE;
}

static gboolean
open_handle (MadoDb *self, const char *path, GError **error)
{
  const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE;
  int result = sqlite3_open_v2 (path, &self->handle, flags, NULL);

  if (result != SQLITE_OK)
    return mado_db_set_error (self, result, "opening the database", error);
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  self->read_only = sqlite3_db_readonly (self->handle, "main") == 1;
  return TRUE;
}

/* A read-only file keeps the modes that it was written with. */
static gboolean
configure (MadoDb *self, GError **error)
{
  if (!mado_db_execute (self, "PRAGMA foreign_keys = ON", error))
    return FALSE;
  if (self->read_only)
    return TRUE;
  return mado_db_execute (self, "PRAGMA journal_mode = WAL", error)
         && mado_db_execute (self, "PRAGMA synchronous = FULL", error)
         && mado_db_execute (self, "PRAGMA secure_delete = ON", error);
}

/* RETURNING and sorting open a small table for each run, a statement of several rows keeps a
 * journal: SQLite takes 87 and 64 KiB for them at once, which the C library gets from the kernel
 * and gives back each time, some 0.2 ms.  Taken page by page that cost is gone.  Before the
 * library's first use only; later it says no, which costs time and nothing else. */
static void
configure_library (void)
{
  static gsize done;

  if (!g_once_init_enter (&done))
    return;
  sqlite3_config (SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
  sqlite3_config (SQLITE_CONFIG_STMTJRNL_SPILL, -1);
  g_once_init_leave (&done, 1);
}

static MadoDb *
new_closed (const MadoDbSchema *schema)
{
  MadoDb *self = g_new0 (MadoDb, 1);

  configure_library ();
  self->schema = schema;
  self->owner = g_thread_self ();
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify) (void (*) (void)) sqlite3_finalize);
  return self;
}

MadoDb *
mado_db_open (const char *path, const MadoDbSchema *schema, GError **error)
{
  g_autoptr (MadoDb) self = new_closed (schema);

  if (!create_file (path, error) || !open_handle (self, path, error) || !configure (self, error)
      || !mado_db_migrate (self, path, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
only_look (MadoDb *self, GError **error)
{
  self->read_only = TRUE;
  return mado_db_execute (self, "PRAGMA query_only = ON", error);
}

MadoDb *
mado_db_open_as_it_stands (const char *path, const MadoDbSchema *schema, MadoDbUse use,
                           GError **error)
{
  g_autoptr (MadoDb) self = new_closed (schema);
  gboolean may_write = mado_db_may_write (path);

  if (use == MADO_DB_WORK && !may_write && g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, MADO_DB_ERROR, MADO_DB_ERROR_READ_ONLY,
                           "the database or its folder cannot be written");
      return NULL;
    }
  if (!(may_write ? open_handle (self, path, error) : mado_db_open_look (self, path, error))
      || !mado_db_check_version (self, error)
      || !(use == MADO_DB_LOOK ? only_look (self, error) : configure (self, error)))
    return NULL;
  return g_steal_pointer (&self);
}

void
mado_db_close (MadoDb *self)
{
  if (self == NULL)
    return;
  g_assert (!self->in_transaction);
  g_hash_table_unref (self->statements);
  sqlite3_close (self->handle);
  g_free (self->path);
  g_free (self);
}

gboolean
mado_db_is_read_only (MadoDb *self)
{
  return self->read_only;
}

void
mado_db_set_commit_hook (MadoDb *self, MadoDbCommitHook hook, gpointer data)
{
  self->commit_hook = hook;
  self->commit_hook_data = data;
}

guint
mado_db_get_schema_version (MadoDb *self)
{
  gint64 version = 0;

  mado_db_get_integer (self, "PRAGMA user_version", &version, NULL);
  return (guint) version;
}

gboolean
mado_db_backup (MadoDb *self, const char *path, GError **error)
{
  char *sql = sqlite3_mprintf ("VACUUM INTO %Q", path);
  gboolean held = mado_db_execute (self, sql, error);

  sqlite3_free (sql);
  if (held && g_chmod (path, FILE_MODE) != 0)
    {
      g_set_error (error, MADO_DB_ERROR, MADO_DB_ERROR_IO, "protecting the copy: %s",
                   g_strerror (errno));
      return FALSE;
    }
  return held;
}

gboolean
mado_db_check (MadoDb *self, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v2 (self->handle, "PRAGMA integrity_check(1)", -1, &statement, NULL);
  gboolean sound;

  if (result == SQLITE_OK)
    result = sqlite3_step (statement);
  sound = result == SQLITE_ROW
          && g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0;
  sqlite3_finalize (statement);
  if (!sound)
    g_set_error_literal (error, MADO_DB_ERROR, MADO_DB_ERROR_CORRUPT,
                         "the database fails its integrity check");
  return sound;
}
