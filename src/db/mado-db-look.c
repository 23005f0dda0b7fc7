/* SPDX-License-Identifier: GPL-3.0-or-later */
/* looking at a file that this account cannot write: how SQLite gets at it, and when no longer */
#include "config.h"

#include "mado-db-private.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* The program's rights now, which need not be those that it was started with. */
static gboolean
may (const char *path, int mode)
{
  return faccessat (AT_FDCWD, path, mode, AT_EACCESS) == 0;
}

gboolean
mado_db_may_write (const char *path)
{
  char *real = realpath (path, NULL); /* the log lies beside the file, not beside a link to it */
  g_autofree char *folder = g_path_get_dirname (real != NULL ? real : path);
  gboolean file = real == NULL || may (real, R_OK | W_OK);

  free (real);
  return file && may (folder, W_OK | X_OK);
}

/* -1: there is none. */
static gint64
size_of (const char *path, const char *suffix)
{
  g_autofree char *beside = g_strconcat (path, suffix, NULL);
  struct stat status;

  return stat (beside, &status) == 0 ? (gint64) status.st_size : -1;
}

static gboolean
read_stamp (const char *path, MadoDbStamp *stamp)
{
  struct stat status;

  if (stat (path, &status) != 0)
    return FALSE;
  *stamp = (MadoDbStamp){ status.st_ino, status.st_size, status.st_mtim.tv_sec,
                          status.st_mtim.tv_nsec };
  return TRUE;
}

/* With -wal and -shm beside it the file may be another program's at this moment: both are only read
 * then.  Without them it is whole and nobody works on it. */
static gboolean
choose_options (MadoDb *self, const char **options, GError **error)
{
  const gint64 n_wal = size_of (self->path, "-wal");

  *options = "mode=ro&readonly_shm=1";
  if (n_wal >= 0 && size_of (self->path, "-shm") >= 0)
    return TRUE;
  if (n_wal > 0)
    {
      g_set_error_literal (error, MADO_DB_ERROR, MADO_DB_ERROR_CANNOT_OPEN,
                           "the newest entries lie in a log that cannot be read without its index");
      return FALSE;
    }
  *options = "mode=ro&immutable=1";
  self->immutable = read_stamp (self->path, &self->stamp);
  return TRUE;
}

gboolean
mado_db_open_look (MadoDb *self, const char *path, GError **error)
{
  const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
  char *real = realpath (path, NULL);
  g_autofree char *plain = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *name = NULL;
  const char *options;
  int result;

  self->path = g_strdup (real != NULL ? real : path);
  free (real);
  if (!choose_options (self, &options, error))
    return FALSE;
  plain = g_canonicalize_filename (self->path, NULL);
  uri = g_filename_to_uri (plain, NULL, error);
  if (uri == NULL)
    return FALSE;
  name = g_strconcat (uri, "?", options, NULL);
  result = sqlite3_open_v2 (name, &self->handle, flags, NULL);
  if (result != SQLITE_OK)
    return mado_db_set_error (self, result, "opening the database to look at it", error);
  sqlite3_extended_result_codes (self->handle, 1);
  return TRUE;
}

gboolean
mado_db_check_unchanged (MadoDb *self, GError **error)
{
  MadoDbStamp now = { 0 };

  if (!self->immutable)
    return TRUE;
  if (size_of (self->path, "-wal") <= 0 && read_stamp (self->path, &now)
      && now.inode == self->stamp.inode && now.size == self->stamp.size
      && now.seconds == self->stamp.seconds && now.nanoseconds == self->stamp.nanoseconds)
    return TRUE;
  g_set_error_literal (error, MADO_DB_ERROR, MADO_DB_ERROR_BUSY,
                       "another program has begun to write the database");
  return FALSE;
}
