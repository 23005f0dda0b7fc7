/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-desk-object.h"

#include "mado-desk-transact.h"
#include "mado-query.h"
#include "mado-receipt.h"
#include "mado-run-private.h"

G_DEFINE_QUARK (mado_desk_error, mado_desk_error)

G_DEFINE_FINAL_TYPE (MadoDesk, mado_desk, G_TYPE_OBJECT)

enum
{
  DEVICE_CHANGED,
  TODAY_CHANGED,
  DAY_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

void
mado_desk_parts_free (MadoDeskParts *self)
{
  g_free (self->database);
  g_free (self->workstation);
  g_free (self->counter);
  g_free (self->forms);
  g_clear_object (&self->clock);
  g_clear_object (&self->reader);
  /* Its thread sits in the PC/SC library, which the end of the program takes down. */
  if (self->watch != NULL)
    mado_reader_watch_end (self->watch);
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
append (MadoDesk *self, MadoDb *db, gpointer event, GError **error)
{
  return mado_event_append (event, db, error);
}

static void
log_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MadoDesk *self = MADO_DESK (source);
  GError *error = NULL;

  if (self->db == NULL || mado_db_is_read_only (self->db)
      || mado_desk_transact (self, append, data, &error) || mado_desk_keep_event (self, data))
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

/* --- totals and the list --- */

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

gboolean
mado_desk_count_today (MadoDesk *self, MadoToday *today, GError **error)
{
  g_autoptr (GDate) date = mado_clock_today (self->parts->clock);

  return count_since (self->db, mado_clock_instant (date, 0, 0, 0), today, error);
}

static void
today_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (mado_desk_count_today (MADO_DESK (source), data, &error))
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

void
mado_desk_tell_day (MadoDesk *self)
{
  count_again (self);
  g_signal_emit (self, signals[DAY_CHANGED], 0);
}

void
mado_desk_tell_device (guint kind, gpointer desk)
{
  g_signal_emit (desk, signals[DEVICE_CHANGED], 0, kind);
}

/* --- reading --- */

gboolean
mado_desk_is_training (MadoDesk *self)
{
  return self->parts->training;
}

gboolean
mado_desk_is_look_up (MadoDesk *self)
{
  return self->look_up;
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

void
mado_desk_stay (MadoDesk *self)
{
  self->closing = FALSE;
}

static void
gone_cb (gpointer data, GObject *was)
{
  *(gboolean *) data = TRUE;
}

void
mado_desk_end (MadoDesk *self)
{
  gboolean gone = FALSE;

  mado_desk_close (self);
  g_object_weak_ref (G_OBJECT (self), gone_cb, &gone);
  g_object_unref (self);
  while (!gone)
    g_main_context_iteration (NULL, TRUE);
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
  self->forms_warm = TRUE;
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
do_nothing (gpointer data, GError **error)
{
  return TRUE;
}

/* Waits until the worker that is dropping its reference has done so; ours is then the last one. */
static gboolean
let_go (gpointer data)
{
  MadoDesk *self = data;
  MadoWorker *const workers[]
      = { self->db_worker, self->card_worker, self->ca_worker, self->print_worker };

  for (gsize i = 0; i < G_N_ELEMENTS (workers); i++)
    mado_worker_call (workers[i], do_nothing, NULL, NULL);
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
  g_clear_pointer (&self->night, mado_night_free);
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
  mado_desk_release_lock (self);
  G_OBJECT_CLASS (mado_desk_parent_class)->dispose (object);
}

static void
mado_desk_finalize (GObject *object)
{
  MadoDesk *self = MADO_DESK (object);

  g_clear_object (&self->runs);
  g_clear_pointer (&self->operator, mado_operator_info_free);
  g_clear_pointer (&self->outage, mado_outage_free);
  g_ptr_array_unref (self->operators);
  g_hash_table_unref (self->wrong_tries);
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
  signals[DAY_CHANGED] = g_signal_new ("day-changed", MADO_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
}

static void
mado_desk_init (MadoDesk *self)
{
  self->lock_fd = -1;
  self->owner = g_thread_self ();
  self->session = g_uuid_string_random ();
  self->runs = g_list_store_new (MADO_TYPE_RUN);
  self->operators = g_ptr_array_new_with_free_func (mado_operator_info_free);
  self->wrong_tries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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
