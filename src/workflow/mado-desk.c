/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-desk-private.h"

#include "mado-desk-sql.h"
#include "mado-devices.h"
#include "mado-query.h"
#include "mado-receipt.h"
#include "mado-run-private.h"
#include "mado-txn.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#define DAY_S 86400

G_DEFINE_QUARK (mado_desk_error, mado_desk_error)

static const MadoDbSchema desk_schema
    = { "/jp/madoguchi/sql/desk/migrations", "/jp/madoguchi/sql/desk/queries" };

struct _MadoDesk
{
  GObject parent_instance;
  MadoDeskParts *parts;                                           /* owned */
  MadoWorker *db_worker, *card_worker, *ca_worker, *print_worker; /* owned */
  MadoDb *db;                                                     /* owned; the database worker's */
  int lock_fd;                /* held as long as the desk is open; -1 before */
  char *session;              /* owned: this run of the program */
  char *office;               /* owned: "○○市 市民課" */
  MadoFormFonts *fonts;       /* owned, nullable; the printer worker's */
  GListStore *runs;           /* owned, of MadoRun */
  MadoOperatorInfo *operator; /* owned, nullable */
  GPtrArray *operators;       /* owned, of MadoOperatorInfo */
  MadoDevices *devices;       /* owned, nullable before the desk is open */
  MadoToday today;
  MadoDbCommitHook commit_hook; /* of tests */
  gpointer commit_hook_data;
  gboolean closing;
  GThread *owner; /* the main thread */
};

G_DEFINE_FINAL_TYPE (MadoDesk, mado_desk, G_TYPE_OBJECT)

enum
{
  DEVICE_CHANGED,
  TODAY_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
operator_info_free (gpointer data)
{
  MadoOperatorInfo *info = data;

  g_free (info->operator_id);
  g_free (info->display_name);
  g_free (info->role);
  g_free (info);
}

static MadoOperatorInfo *
operator_info_new (const MadoOperator *from)
{
  MadoOperatorInfo *info = g_new0 (MadoOperatorInfo, 1);

  info->operator_id = g_strdup (from->operator_id);
  info->display_name = g_strdup (from->display_name);
  info->role = g_strdup (from->role);
  return info;
}

void
mado_desk_parts_free (MadoDeskParts *self)
{
  g_free (self->database);
  g_free (self->workstation);
  g_free (self->counter);
  g_free (self->forms);
  g_clear_object (&self->clock);
  g_clear_object (&self->reader);
  g_clear_object (&self->watch);
  g_clear_object (&self->ca);
  g_clear_object (&self->printer);
  g_clear_pointer (&self->profile, mado_office_profile_free);
  g_clear_pointer (&self->master_counter, mado_secret_unref);
  g_clear_pointer (&self->master_generator, mado_secret_unref);
  g_free (self);
}

/* --- events --- */

MadoEvent *
mado_desk_new_event_as (MadoDesk *self, const char *actor, const char *role, const char *code,
                        const char *outcome)
{
  MadoEvent *event = mado_event_new (code, outcome);

  event->at = mado_clock_now (self->parts->clock);
  event->monotonic_us = mado_clock_monotonic (self->parts->clock);
  event->workstation = g_strdup (self->parts->workstation);
  event->session = g_strdup (self->session);
  event->actor = g_strdup (actor);
  event->role = g_strdup (role);
  event->version = g_strdup (PACKAGE_VERSION);
  return event;
}

MadoEvent *
mado_desk_new_event (MadoDesk *self, const char *code, const char *outcome)
{
  return mado_desk_new_event_as (self, self->operator != NULL ? self->operator->operator_id : "-",
                                 self->operator != NULL ? self->operator->role : "-", code,
                                 outcome);
}

static gboolean
append_alone (MadoDb *db, MadoEvent *event, GError **error)
{
  g_autoptr (MadoTxn) txn = mado_txn_begin (db, error);

  return txn != NULL && mado_event_append (event, db, error) && mado_txn_commit (txn, error);
}

static void
log_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MadoDesk *self = MADO_DESK (source);
  GError *error = NULL;

  if (self->db == NULL || mado_db_is_read_only (self->db) || append_alone (self->db, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
logged_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_warning ("an event could not be stored: %s", error->message);
}

void
mado_desk_log (MadoDesk *self, MadoEvent *event)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, logged_cb, NULL);

  g_task_set_task_data (task, event, (GDestroyNotify) (void (*) (void)) mado_event_free);
  mado_worker_run (self->db_worker, task, log_on_worker);
}

/* --- opening --- */

/* What the database's worker found; taken over on the main thread. */
typedef struct
{
  GPtrArray *cases; /* owned, of MadoCase */
  GPtrArray *logs;  /* owned, of GPtrArray */
  GPtrArray *operators;
  MadoToday today;
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

/* One program a database: two would both believe that they know the running cases. */
static gboolean
take_lock (MadoDesk *self, GError **error)
{
  g_autofree char *path = g_strconcat (self->parts->database, ".lock", NULL);
  int fd = open (path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      /* A folder that cannot be written: look-up only, which needs no lock. */
      if (errno == EROFS || errno == EACCES)
        return TRUE;
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
count_since (MadoDb *db, gint64 since, MadoToday *today, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "case/count-since", error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "since", since);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  today->opened = (guint) mado_query_get_integer (query, "opened");
  today->done = (guint) mado_query_get_integer (query, "done");
  return mado_receipt_total (db, since, &today->receipts, &today->amount_yen, error);
}

static gboolean
count_today (MadoDesk *self, MadoToday *today, GError **error)
{
  g_autoptr (GDate) date = mado_clock_today (self->parts->clock);

  return count_since (self->db, mado_clock_instant (date, 0, 0, 0), today, error);
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

static gboolean
load_all (MadoDesk *self, Opened *opened, GError **error)
{
  self->db = mado_db_open (self->parts->database, &desk_schema, error);
  if (self->db != NULL)
    mado_db_set_commit_hook (self->db, self->commit_hook, self->commit_hook_data);
  if (self->db == NULL || !load_cases (self, opened, error)
      || !count_today (self, &opened->today, error))
    return FALSE;
  opened->operators = mado_operator_list (self->db, error);
  return opened->operators != NULL;
}

static void
release_lock (MadoDesk *self)
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
  if (!take_lock (self, error))
    return FALSE;
  if (load_all (self, opened, error))
    return TRUE;
  g_clear_pointer (&self->db, mado_db_close);
  release_lock (self);
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
      mado_run_recover (run);
    }
}

static void
device_changed_cb (guint kind, gpointer data)
{
  g_signal_emit (data, signals[DEVICE_CHANGED], 0, kind);
}

gboolean
mado_desk_open_finish (MadoDesk *self, GAsyncResult *result, GError **error)
{
  Opened *opened = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  for (guint i = 0; i < opened->operators->len; i++)
    g_ptr_array_add (self->operators, operator_info_new (g_ptr_array_index (opened->operators, i)));
  self->today = opened->today;
  mado_desk_log (self, mado_desk_new_event (self, "program.start", "ok"));
  take_runs (self, opened);
  self->devices = mado_devices_new (self, device_changed_cb, self);
  return TRUE;
}

/* --- signing in --- */

typedef struct
{
  char *operator_id;    /* owned */
  MadoSecret *password; /* owned */
  MadoSignIn result;
  guint tries_left;
  MadoOperator *found; /* owned, nullable */
} SignIn;

static void
sign_in_free (gpointer data)
{
  SignIn *sign_in = data;

  g_free (sign_in->operator_id);
  mado_secret_unref (sign_in->password);
  g_clear_pointer (&sign_in->found, mado_operator_free);
  g_free (sign_in);
}

static void
sign_in_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MadoDesk *self = MADO_DESK (source);
  SignIn *sign_in = data;
  GError *error = NULL;

  if (mado_operator_sign_in (self->db, sign_in->operator_id, sign_in->password, &sign_in->result,
                             &sign_in->tries_left, &sign_in->found, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
mado_desk_sign_in_async (MadoDesk *self, const char *operator_id, MadoSecret *password,
                         GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  SignIn *sign_in = g_new0 (SignIn, 1);

  sign_in->operator_id = g_strdup (operator_id);
  sign_in->password = password;
  g_task_set_source_tag (task, mado_desk_sign_in_async);
  g_task_set_task_data (task, sign_in, sign_in_free);
  mado_worker_run (self->db_worker, task, sign_in_on_worker);
}

static gboolean
answer_sign_in (const SignIn *sign_in, GError **error)
{
  if (sign_in->result == MADO_SIGN_IN_OK)
    return TRUE;
  if (sign_in->result == MADO_SIGN_IN_LOCKED)
    g_set_error_literal (error, MADO_DESK_ERROR, MADO_DESK_ERROR_LOCKED, "operator is locked");
  else
    g_set_error_literal (error, MADO_DESK_ERROR, MADO_DESK_ERROR_SIGN_IN, "wrong password");
  return FALSE;
}

gboolean
mado_desk_sign_in_finish (MadoDesk *self, GAsyncResult *result, guint *tries_left, GError **error)
{
  SignIn *sign_in = g_task_get_task_data (G_TASK (result));
  MadoEvent *event;

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (tries_left != NULL)
    *tries_left = sign_in->tries_left;
  event = mado_desk_new_event (self, "session.sign-in",
                               sign_in->result == MADO_SIGN_IN_OK ? "ok" : "fail");
  g_free (event->actor);
  event->actor = g_strdup (sign_in->operator_id);
  if (sign_in->found != NULL)
    {
      g_free (event->role);
      event->role = g_strdup (sign_in->found->role);
      g_clear_pointer (&self->operator, operator_info_free);
      self->operator= operator_info_new (sign_in->found);
    }
  mado_desk_log (self, event);
  return answer_sign_in (sign_in, error);
}

void
mado_desk_sign_out (MadoDesk *self)
{
  if (self->operator== NULL)
    return;
  mado_desk_log (self, mado_desk_new_event (self, "session.sign-out", "ok"));
  g_clear_pointer (&self->operator, operator_info_free);
}

/* --- new cases --- */

typedef struct
{
  MadoCase *fresh;  /* owned until the run takes it */
  MadoEvent *event; /* owned */
} Start;

static void
start_free (gpointer data)
{
  Start *start = data;

  g_clear_pointer (&start->fresh, mado_case_free);
  mado_event_free (start->event);
  g_free (start);
}

static gboolean
store_fresh (MadoDesk *self, Start *start, GError **error)
{
  g_autoptr (GDate) today = mado_clock_today (self->parts->clock);
  guint day = (guint) g_date_get_year (today) * 10000 + (guint) g_date_get_month (today) * 100
              + g_date_get_day (today);
  g_autoptr (MadoTxn) txn = mado_txn_begin (self->db, error);

  if (txn == NULL || !mado_case_insert (start->fresh, self->db, day, error))
    return FALSE;
  start->event->case_number = g_strdup (start->fresh->number);
  return mado_event_append (start->event, self->db, error) && mado_txn_commit (txn, error);
}

static void
start_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (store_fresh (MADO_DESK (source), data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static MadoCase *
new_case (MadoDesk *self, const MadoMatrix *matrix)
{
  MadoCase *fresh = mado_case_new (matrix->procedure);

  fresh->state = g_strdup (matrix->states[0].name);
  fresh->opened_at = mado_clock_now (self->parts->clock);
  fresh->entered_at = fresh->opened_at;
  fresh->opened_by = g_strdup (self->operator->operator_id);
  fresh->card_holder = MADO_HOLDER_APPLICANT;
  fresh->form_holder = MADO_HOLDER_APPLICANT;
  return fresh;
}

void
mado_desk_start_async (MadoDesk *self, const char *procedure, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const MadoMatrix *matrix = mado_matrix_for (procedure);
  Start *start;

  g_return_if_fail (matrix != NULL);
  g_task_set_source_tag (task, mado_desk_start_async);
  if (self->operator== NULL)
    {
      g_task_return_new_error (task, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_SIGNED_IN,
                               "nobody is signed in");
      return;
    }
  start = g_new0 (Start, 1);
  start->fresh = new_case (self, matrix);
  start->event = mado_desk_new_event (self, matrix->states[0].event, "open");
  g_task_set_task_data (task, start, start_free);
  mado_worker_run (self->db_worker, task, start_on_worker);
}

MadoRun *
mado_desk_start_finish (MadoDesk *self, GAsyncResult *result, GError **error)
{
  Start *start = g_task_get_task_data (G_TASK (result));
  MadoRun *run;

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  run = mado_run_new (self, g_steal_pointer (&start->fresh), NULL);
  g_list_store_append (self->runs, run);
  mado_desk_run_changed (self, run);
  return run;
}

/* --- totals and the list --- */

static void
today_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (count_today (MADO_DESK (source), data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
today_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  MadoDesk *self = MADO_DESK (source);
  const MadoToday *today = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return; /* the record's lamp says why */
  self->today = *today;
  g_signal_emit (self, signals[TODAY_CHANGED], 0);
}

static void
count_again (MadoDesk *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, today_cb, NULL);

  g_task_set_task_data (task, g_new0 (MadoToday, 1), g_free);
  mado_worker_run (self->db_worker, task, today_on_worker);
}

void
mado_desk_run_changed (MadoDesk *self, MadoRun *run)
{
  guint at;

  if (mado_run_is_busy (run, NULL))
    return;
  count_again (self);
  if (mado_run_get_state (run)->ending != MADO_ENDING_NONE
      && g_list_store_find (self->runs, run, &at))
    g_list_store_remove (self->runs, at);
}

/* --- reading --- */

gboolean
mado_desk_is_training (MadoDesk *self)
{
  return self->parts->training;
}

const char *
mado_desk_get_office (MadoDesk *self)
{
  return self->office;
}

const char *
mado_desk_get_counter (MadoDesk *self)
{
  return self->parts->counter;
}

const MadoOfficeProfile *
mado_desk_get_profile (MadoDesk *self)
{
  return self->parts->profile;
}

MadoClock *
mado_desk_get_clock (MadoDesk *self)
{
  return self->parts->clock;
}

const MadoDevice *
mado_desk_get_device (MadoDesk *self, MadoDeviceKind kind)
{
  static const MadoDevice unknown = { 0 };

  return self->devices != NULL ? mado_devices_get (self->devices, kind) : &unknown;
}

void
mado_desk_check_devices (MadoDesk *self)
{
  if (self->devices != NULL)
    mado_devices_check (self->devices);
}

const MadoToday *
mado_desk_get_today (MadoDesk *self)
{
  return &self->today;
}

const MadoOperatorInfo *
mado_desk_get_operator (MadoDesk *self)
{
  return self->operator;
}

GPtrArray *
mado_desk_get_operators (MadoDesk *self)
{
  return self->operators;
}

GListModel *
mado_desk_get_runs (MadoDesk *self)
{
  return G_LIST_MODEL (self->runs);
}

const MadoDeskParts *
mado_desk_get_parts (MadoDesk *self)
{
  return self->parts;
}

void
mado_desk_set_commit_hook (MadoDesk *self, MadoDbCommitHook hook, gpointer data)
{
  self->commit_hook = hook;
  self->commit_hook_data = data;
}

MadoWorker *
mado_desk_get_db_worker (MadoDesk *self)
{
  return self->db_worker;
}

MadoDb *
mado_desk_get_db (MadoDesk *self)
{
  g_assert (mado_worker_is_current (self->db_worker));
  return self->db;
}

MadoWorker *
mado_desk_get_worker (MadoDesk *self, MadoActor actor)
{
  MadoWorker *const workers[] = {
    [MADO_BY_CARD] = self->card_worker,
    [MADO_BY_CA] = self->ca_worker,
    [MADO_BY_PRINTER] = self->print_worker,
  };

  g_assert (actor < G_N_ELEMENTS (workers) && workers[actor] != NULL);
  return workers[actor];
}

MadoFormFonts *
mado_desk_get_fonts (MadoDesk *self, GError **error)
{
  g_assert (mado_worker_is_current (self->print_worker));
  if (self->fonts == NULL)
    self->fonts = mado_form_fonts_new (error);
  return self->fonts;
}

void
mado_desk_close (MadoDesk *self)
{
  self->closing = TRUE;
}

gboolean
mado_desk_is_closing (MadoDesk *self)
{
  return self->closing;
}

void
mado_desk_set_fonts (MadoDesk *self, MadoFormFonts *fonts)
{
  g_set_object (&self->fonts, fonts);
}

static gboolean
drop_fonts_on_worker (gpointer data, GError **error)
{
  MadoDesk *self = data;

  g_clear_object (&self->fonts);
  return TRUE;
}

static gboolean
close_on_worker (gpointer data, GError **error)
{
  MadoDesk *self = data;

  g_clear_pointer (&self->db, mado_db_close);
  return TRUE;
}

static gboolean
let_go (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/* A worker may hold the last reference for a moment after its call was answered; the lamps' timers
 * and signals belong to the main thread, so the end waits for that. */
static void
mado_desk_dispose (GObject *object)
{
  MadoDesk *self = MADO_DESK (object);

  if (self->owner != g_thread_self ())
    {
      g_idle_add_full (G_PRIORITY_HIGH, let_go, g_object_ref (self), g_object_unref);
      return;
    }
  g_clear_pointer (&self->devices, mado_devices_free);
  g_list_store_remove_all (self->runs);
  if (self->db_worker != NULL)
    mado_worker_call (self->db_worker, close_on_worker, self, NULL);
  if (self->print_worker != NULL)
    mado_worker_call (self->print_worker, drop_fonts_on_worker, self, NULL);
  g_clear_object (&self->card_worker);
  g_clear_object (&self->ca_worker);
  g_clear_object (&self->print_worker);
  g_clear_object (&self->db_worker);
  release_lock (self);
  G_OBJECT_CLASS (mado_desk_parent_class)->dispose (object);
}

static void
mado_desk_finalize (GObject *object)
{
  MadoDesk *self = MADO_DESK (object);

  g_clear_object (&self->runs);
  g_clear_pointer (&self->operator, operator_info_free);
  g_ptr_array_unref (self->operators);
  g_clear_pointer (&self->parts, mado_desk_parts_free);
  g_free (self->session);
  g_free (self->office);
  G_OBJECT_CLASS (mado_desk_parent_class)->finalize (object);
}

static void
mado_desk_class_init (MadoDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_desk_dispose;
  G_OBJECT_CLASS (klass)->finalize = mado_desk_finalize;
  signals[DEVICE_CHANGED] = g_signal_new ("device-changed", MADO_TYPE_DESK, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[TODAY_CHANGED] = g_signal_new ("today-changed", MADO_TYPE_DESK, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mado_desk_init (MadoDesk *self)
{
  self->lock_fd = -1;
  self->owner = g_thread_self ();
  self->session = g_uuid_string_random ();
  self->runs = g_list_store_new (MADO_TYPE_RUN);
  self->operators = g_ptr_array_new_with_free_func (operator_info_free);
  self->db_worker = mado_worker_new ("db");
  self->card_worker = mado_worker_new ("card");
  self->ca_worker = mado_worker_new ("ca");
  self->print_worker = mado_worker_new ("print");
}

MadoDesk *
mado_desk_new (MadoDeskParts *parts)
{
  MadoDesk *self = g_object_new (MADO_TYPE_DESK, NULL);

  self->parts = parts;
  self->office
      = g_strdup_printf ("%s %s", parts->profile->municipality, parts->profile->department);
  return self;
}
