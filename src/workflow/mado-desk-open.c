/* SPDX-License-Identifier: GPL-3.0-or-later */
/* opening the desk: one program a database, the running cases, what a dead process left behind */
#include "config.h"

#include "mado-desk-object.h"

#include "mado-desk-sql.h"
#include "mado-desk-stops.h"
#include "mado-print-record.h"
#include "mado-run-private.h"
#include "mado-search.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

static const MadoDbSchema desk_schema
    = { "/jp/madoguchi/sql/desk/migrations", "/jp/madoguchi/sql/desk/queries" };

/* What the database's worker found; taken over on the main thread. */
typedef struct
{
  GPtrArray *cases; /* owned, of MadoCase */
  GPtrArray *logs;  /* owned, of GPtrArray */
  GPtrArray *operators;
  MadoToday today;
  gboolean read_only;
} Opened;

static void
opened_free (gpointer data)
{
  Opened *opened = data;

  g_clear_pointer (&opened->cases, g_ptr_array_unref);
  g_clear_pointer (&opened->logs, g_ptr_array_unref);
  g_clear_pointer (&opened->operators, g_ptr_array_unref);
  g_free (opened);
}

/* One program a database: two would both believe that they know the running cases.  Without the
 * lock nobody works on a file that could be written. */
static gboolean
take_lock (MadoDesk *self, GError **error)
{
  g_autofree char *path = g_strconcat (self->parts->database, ".lock", NULL);
  int fd = open (path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      g_set_error (error, MADO_DB_ERROR,
                   errno == ENOSPC ? MADO_DB_ERROR_FULL : MADO_DB_ERROR_CANNOT_OPEN,
                   "lock file: %s", g_strerror (errno));
      return FALSE;
    }
  if (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      close (fd);
      g_set_error_literal (error, MADO_DESK_ERROR, MADO_DESK_ERROR_SECOND_COPY,
                           "another copy of the program works on this database");
      return FALSE;
    }
  self->lock_fd = fd;
  return TRUE;
}

static gboolean
load_cases (MadoDesk *self, Opened *opened, GError **error)
{
  opened->cases = mado_case_load_open (self->db, error);
  if (opened->cases == NULL)
    return FALSE;
  opened->logs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < opened->cases->len; i++)
    {
      const MadoCase *loaded = g_ptr_array_index (opened->cases, i);
      GPtrArray *log = mado_event_load_of_case (self->db, loaded->number, error);

      if (log == NULL)
        return FALSE;
      g_ptr_array_add (opened->logs, log);
    }
  return TRUE;
}

/* A file of an older schema has cases that the search does not know yet; a program that was killed
 * left prints without an end. */
static gboolean
catch_up (MadoDesk *self, GError **error)
{
  return mado_db_is_read_only (self->db)
         || (mado_search_catch_up (self->db, error) && mado_print_record_settle (self, error));
}

/* Who cannot write only looks: that takes no lock, and must not, since a lock of another account
 * would keep the desk itself out. */
static gboolean
open_database (MadoDesk *self, GError **error)
{
  const char *path = self->parts->database;

  if (!mado_db_may_write (path))
    self->db = mado_db_open_as_it_stands (path, &desk_schema, MADO_DB_LOOK, error);
  else if (take_lock (self, error))
    self->db = mado_db_open (path, &desk_schema, error);
  return self->db != NULL;
}

static gboolean
load_all (MadoDesk *self, Opened *opened, GError **error)
{
  if (!open_database (self, error))
    return FALSE;
  mado_db_set_commit_hook (self->db, self->commit_hook, self->commit_hook_data);
  opened->read_only = mado_db_is_read_only (self->db);
  if (!catch_up (self, error) || !load_cases (self, opened, error)
      || !mado_desk_count_today (self, &opened->today, error))
    return FALSE;
  opened->operators = mado_operator_list (self->db, error);
  return opened->operators != NULL;
}

void
mado_desk_release_lock (MadoDesk *self)
{
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  self->lock_fd = -1;
}

/* GLib would walk in a circle for ever if one resource were registered twice before its first use,
 * as it happens when opening is tried again. */
static void
register_sql (void)
{
  static gsize registered;

  if (!g_once_init_enter (&registered))
    return;
  mado_desk_sql_register_resource ();
  g_once_init_leave (&registered, 1);
}

/* After a failure everything is let go, so that opening can be tried again. */
static gboolean
open_all (MadoDesk *self, Opened *opened, GError **error)
{
  register_sql ();
  if (load_all (self, opened, error))
    return TRUE;
  g_clear_pointer (&self->db, mado_db_close);
  mado_desk_release_lock (self);
  return FALSE;
}

static void
open_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (open_all (MADO_DESK (source), data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
mado_desk_open_async (MadoDesk *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, mado_desk_open_async);
  g_task_set_task_data (task, g_new0 (Opened, 1), opened_free);
  mado_worker_run (self->db_worker, task, open_on_worker);
}

static void
take_runs (MadoDesk *self, Opened *opened)
{
  g_ptr_array_set_free_func (opened->cases, NULL);
  g_ptr_array_set_free_func (opened->logs, NULL);
  for (guint i = 0; i < opened->cases->len; i++)
    {
      g_autoptr (MadoRun) run = mado_run_new (self, g_ptr_array_index (opened->cases, i),
                                              g_ptr_array_index (opened->logs, i));

      g_list_store_append (self->runs, run);
      if (!self->look_up)
        mado_run_recover (run);
    }
}

gboolean
mado_desk_open_finish (MadoDesk *self, GAsyncResult *result, GError **error)
{
  Opened *opened = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  for (guint i = 0; i < opened->operators->len; i++)
    g_ptr_array_add (self->operators,
                     mado_operator_info_new (g_ptr_array_index (opened->operators, i)));
  self->today = opened->today;
  self->look_up = opened->read_only;
  mado_desk_log (self, mado_desk_new_event (self, "program.start", "ok"));
  take_runs (self, opened);
  if (opened->cases->len > 0 && !self->look_up)
    mado_desk_tell_changes (self);
  self->devices = mado_devices_new (self, mado_desk_tell_device, self);
  return TRUE;
}
