/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-print-batch.h"

#include "mado-print-batch-send.h"
#include "mado-print-watch.h"

typedef struct
{
  MadoBatchState state;
  int job_id;    /* the last; 0: none */
  GError *error; /* owned, nullable */
} Letter;

/* Where the batch is. */
typedef enum
{
  IDLE,
  BETWEEN,   /* one job is over, the next not begun; also while handlers are told */
  SENDING,   /* the worker makes and sends a job */
  WAITING,   /* the printer is blocked, and nothing is with it */
  FOLLOWING, /* a job is with the printer */
  WITHDRAWING
} Phase;

struct _MadoPrintBatch
{
  GObject parent_instance;
  MadoWorker *worker;    /* owned */
  MadoPrinter *printer;  /* owned */
  MadoBatchMaker *maker; /* owned */
  GArray *letters;       /* owned; of Letter */
  MadoPrintWatch *watch; /* owned, or NULL; of the job, or in WAITING of the printer */
  int job_id;            /* in FOLLOWING and WITHDRAWING */
  Phase phase;
  MadoPrintState state; /* of printer or job, as last told */
  gboolean stopping;
};

G_DEFINE_FINAL_TYPE (MadoPrintBatch, mado_print_batch, G_TYPE_OBJECT)

enum
{
  LETTER,
  PRINTER,
  ENDED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void send_next (MadoPrintBatch *self);

static Letter *
get_letter (MadoPrintBatch *self, guint i)
{
  g_assert (i < self->letters->len);
  return &g_array_index (self->letters, Letter, i);
}

static void
set_letter (MadoPrintBatch *self, guint i, MadoBatchState state)
{
  get_letter (self, i)->state = state;
  g_signal_emit (self, signals[LETTER], 0, i);
}

static void
tell_printer (MadoPrintBatch *self, MadoPrintState state)
{
  if (state == self->state)
    return;
  self->state = state;
  g_signal_emit (self, signals[PRINTER], 0, (guint) state);
}

static void
drop_watch (MadoPrintBatch *self)
{
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
}

static void
end (MadoPrintBatch *self)
{
  drop_watch (self);
  self->phase = IDLE;
  self->stopping = FALSE;
  g_signal_emit (self, signals[ENDED], 0);
}

static void
follow (MadoPrintBatch *self, int job_id, GCallback changed_cb)
{
  drop_watch (self);
  self->watch
      = mado_print_watch_new (self->worker, self->printer, job_id, self->maker->order.interval_ms);
  g_signal_connect (self->watch, "changed", changed_cb, self);
}

/* --- the worker's answers: the batch may be gone when they come --- */

static void
run_on_worker (MadoPrintBatch *self, GTaskThreadFunc work, GAsyncReadyCallback done,
               gpointer task_data, GDestroyNotify free_data)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);
  g_autoptr (GTask) task = NULL;

  g_weak_ref_init (weak, self);
  task = g_task_new (self->printer, NULL, done, weak);
  g_task_set_task_data (task, task_data, free_data);
  mado_worker_run (self->worker, task, work);
}

static MadoPrintBatch *
take_batch (gpointer user_data)
{
  GWeakRef *weak = user_data;
  MadoPrintBatch *self = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);
  return self;
}

/* --- the end of a job --- */

static MadoBatchState
judge (MadoPrintBatch *self, MadoPrintState state)
{
  if (state == MADO_PRINT_DONE)
    return MADO_BATCH_PRINTED;
  /* A job of one letter that the printer gave up is printed again; of several nobody knows. */
  if (state == MADO_PRINT_JOB_ABORTED && self->maker->order.letters_per_job == 1)
    return MADO_BATCH_FAILED;
  return MADO_BATCH_UNKNOWN;
}

static void
finish_job (MadoPrintBatch *self, MadoPrintState state)
{
  MadoBatchState result = judge (self, state);
  int job_id = self->job_id;

  drop_watch (self);
  self->phase = BETWEEN;
  self->job_id = 0;
  if (state == MADO_PRINT_DONE)
    tell_printer (self, MADO_PRINT_OK);
  for (guint i = 0; i < self->letters->len; i++)
    if (get_letter (self, i)->state == MADO_BATCH_SENT && get_letter (self, i)->job_id == job_id)
      set_letter (self, i, result);
  if (state == MADO_PRINT_DONE && !self->stopping)
    send_next (self);
  else
    end (self);
}

/* Asked after the withdrawal: it may have been printed all the same. */
static void
withdraw_on_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  int job_id = GPOINTER_TO_INT (task_data);

  mado_printer_cancel (source, job_id, NULL);
  g_task_return_int (task, mado_printer_read_state (source, job_id));
}

static void
withdrawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoPrintBatch) self = take_batch (user_data);
  MadoPrintState state = (MadoPrintState) g_task_propagate_int (G_TASK (result), NULL);

  if (self != NULL)
    finish_job (self, mado_print_state_is_final (state) ? state : MADO_PRINT_JOB_UNKNOWN);
}

static void
withdraw (MadoPrintBatch *self)
{
  drop_watch (self);
  self->phase = WITHDRAWING;
  run_on_worker (self, withdraw_on_worker, withdrawn_cb, GINT_TO_POINTER (self->job_id), NULL);
}

static void
job_changed_cb (MadoPrintWatch *watch, guint told, MadoPrintBatch *self)
{
  G_GNUC_UNUSED g_autoptr (MadoPrintBatch) kept = g_object_ref (self); /* handlers may drop it */
  MadoPrintState state = (MadoPrintState) told;

  if (mado_print_state_is_final (state))
    {
      finish_job (self, state);
      return;
    }
  tell_printer (self, state);
  if (self->phase == FOLLOWING && self->stopping && mado_print_state_is_blocking (state))
    withdraw (self);
}

/* --- sending --- */

static void
printer_changed_cb (MadoPrintWatch *watch, guint told, MadoPrintBatch *self)
{
  G_GNUC_UNUSED g_autoptr (MadoPrintBatch) kept = g_object_ref (self);
  MadoPrintState state = (MadoPrintState) told;

  tell_printer (self, state);
  if (self->phase == WAITING && !mado_print_state_is_blocking (state))
    send_next (self);
}

static void
set_piece (MadoPrintBatch *self, MadoBatchPiece *piece, const MadoBatchJob *job,
           MadoBatchState state)
{
  Letter *letter = get_letter (self, piece->letter);

  letter->job_id = job->job_id != 0 ? job->job_id : letter->job_id;
  g_clear_error (&letter->error);
  if (piece->error != NULL)
    {
      letter->error = g_steal_pointer (&piece->error);
      letter->job_id = 0;
      set_letter (self, piece->letter, MADO_BATCH_FAILED);
      return;
    }
  letter->error = job->error == NULL ? NULL : g_error_copy (job->error);
  if (state != letter->state || job->job_id != 0)
    set_letter (self, piece->letter, state);
}

static MadoBatchState
judge_sending (const MadoBatchJob *job)
{
  if (job->job_id != 0)
    return MADO_BATCH_SENT;
  return g_error_matches (job->error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_UNSURE)
             ? MADO_BATCH_UNKNOWN
             : MADO_BATCH_NOT_STARTED;
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoPrintBatch) self = take_batch (user_data);
  g_autoptr (MadoBatchJob) job = g_task_propagate_pointer (G_TASK (result), NULL);
  MadoBatchState state = judge_sending (job);

  if (self == NULL)
    return;
  self->job_id = job->job_id;
  for (guint i = 0; i < job->pieces->len; i++)
    set_piece (self, &g_array_index (job->pieces, MadoBatchPiece, i), job, state);
  tell_printer (self, job->printer);
  if (job->job_id != 0)
    {
      self->phase = FOLLOWING;
      follow (self, job->job_id, G_CALLBACK (job_changed_cb));
    }
  else if (job->error != NULL || self->stopping)
    end (self);
  else if (mado_print_state_is_blocking (job->printer))
    {
      self->phase = WAITING;
      follow (self, 0, G_CALLBACK (printer_changed_cb));
    }
  else
    send_next (self); /* none of its letters could be made */
}

static void
send_on_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  MadoBatchJob *job = task_data;

  mado_batch_job_send (job, source);
  g_task_return_pointer (task, job, (GDestroyNotify) mado_batch_job_free);
}

static MadoBatchJob *
gather (MadoPrintBatch *self)
{
  MadoBatchJob *job = mado_batch_job_new (self->maker);

  for (guint i = 0; i < self->letters->len; i++)
    if (job->pieces->len < self->maker->order.letters_per_job
        && get_letter (self, i)->state == MADO_BATCH_NOT_STARTED)
      mado_batch_job_add (job, i);
  return job;
}

static void
set_all (MadoPrintBatch *self, const MadoBatchJob *job, MadoBatchState state)
{
  for (guint i = 0; i < job->pieces->len; i++)
    set_letter (self, g_array_index (job->pieces, MadoBatchPiece, i).letter, state);
}

/* The letters stand as sent from here: should the program end now, they may come out. */
static void
send_next (MadoPrintBatch *self)
{
  g_autoptr (MadoBatchJob) job = gather (self);

  drop_watch (self);
  self->phase = BETWEEN;
  if (job->pieces->len == 0 || self->stopping)
    {
      end (self);
      return;
    }
  set_all (self, job, MADO_BATCH_SENT);
  if (self->stopping) /* by who was just told */
    {
      set_all (self, job, MADO_BATCH_NOT_STARTED);
      end (self);
      return;
    }
  self->phase = SENDING;
  run_on_worker (self, send_on_worker, sent_cb, g_steal_pointer (&job), NULL);
}

/* --- public --- */

void
mado_print_batch_start (MadoPrintBatch *self)
{
  if (self->phase != IDLE)
    return;
  self->stopping = FALSE;
  self->state = MADO_PRINT_OK;
  send_next (self);
}

void
mado_print_batch_stop (MadoPrintBatch *self)
{
  if (self->phase == IDLE || self->stopping)
    return;
  self->stopping = TRUE;
  if (self->phase == WAITING)
    end (self);
  else if (self->phase == FOLLOWING && mado_print_state_is_blocking (self->state))
    withdraw (self);
}

static void
set_after_looking (MadoPrintBatch *self, guint letter, MadoBatchState state)
{
  g_clear_error (&get_letter (self, letter)->error);
  set_letter (self, letter, state);
}

void
mado_print_batch_retry (MadoPrintBatch *self, guint letter)
{
  MadoBatchState state = get_letter (self, letter)->state;

  g_return_if_fail (state == MADO_BATCH_FAILED || state == MADO_BATCH_UNKNOWN);
  set_after_looking (self, letter, MADO_BATCH_NOT_STARTED);
}

void
mado_print_batch_settle (MadoPrintBatch *self, guint letter)
{
  g_return_if_fail (get_letter (self, letter)->state == MADO_BATCH_UNKNOWN);
  set_after_looking (self, letter, MADO_BATCH_PRINTED);
}

gboolean
mado_print_batch_is_running (MadoPrintBatch *self)
{
  return self->phase != IDLE;
}

MadoBatchState
mado_print_batch_get_letter (MadoPrintBatch *self, guint letter)
{
  return get_letter (self, letter)->state;
}

int
mado_print_batch_get_job (MadoPrintBatch *self, guint letter)
{
  return get_letter (self, letter)->job_id;
}

const GError *
mado_print_batch_get_error (MadoPrintBatch *self, guint letter)
{
  return get_letter (self, letter)->error;
}

guint
mado_print_batch_count (MadoPrintBatch *self, MadoBatchState state)
{
  guint n = 0;

  for (guint i = 0; i < self->letters->len; i++)
    n += get_letter (self, i)->state == state;
  return n;
}

static void
clear_letter (gpointer data)
{
  Letter *letter = data;

  g_clear_error (&letter->error);
}

static void
mado_print_batch_dispose (GObject *object)
{
  MadoPrintBatch *self = MADO_PRINT_BATCH (object);

  drop_watch (self);
  g_clear_object (&self->printer);
  g_clear_object (&self->worker);
  G_OBJECT_CLASS (mado_print_batch_parent_class)->dispose (object);
}

static void
mado_print_batch_finalize (GObject *object)
{
  MadoPrintBatch *self = MADO_PRINT_BATCH (object);

  g_clear_pointer (&self->maker, mado_batch_maker_unref);
  g_clear_pointer (&self->letters, g_array_unref);
  G_OBJECT_CLASS (mado_print_batch_parent_class)->finalize (object);
}

static void
mado_print_batch_class_init (MadoPrintBatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_print_batch_dispose;
  G_OBJECT_CLASS (klass)->finalize = mado_print_batch_finalize;
  signals[LETTER] = g_signal_new ("letter", MADO_TYPE_PRINT_BATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[PRINTER] = g_signal_new ("printer", MADO_TYPE_PRINT_BATCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[ENDED] = g_signal_new ("ended", MADO_TYPE_PRINT_BATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
mado_print_batch_init (MadoPrintBatch *self)
{
  self->letters = g_array_new (FALSE, TRUE, sizeof (Letter));
  g_array_set_clear_func (self->letters, clear_letter);
}

MadoPrintBatch *
mado_print_batch_new (MadoWorker *worker, MadoPrinter *printer, const MadoBatchOrder *order)
{
  MadoPrintBatch *self = g_object_new (MADO_TYPE_PRINT_BATCH, NULL);

  g_assert (order->n_letters >= 1 && order->letters_per_job >= 1);
  self->worker = g_object_ref (worker);
  self->printer = g_object_ref (printer);
  self->maker = mado_batch_maker_new (order);
  g_array_set_size (self->letters, order->n_letters);
  return self;
}
