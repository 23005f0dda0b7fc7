/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-print-watch.h"

/* Between two questions about a job: small pages end within milliseconds, paper takes seconds. */
#define WAIT_FIRST_MS 5
#define WAIT_LONGEST_MS 100

struct _MadoPrintWatch
{
  GObject parent_instance;
  MadoWorker *worker;        /* owned */
  MadoPrinter *printer;      /* owned */
  GCancellable *cancellable; /* owned; cancelled on dispose */
  GMainContext *context;     /* owned */
  GSource *timer;            /* owned, or NULL */
  int job_id;
  guint interval_ms;
  MadoPrintState state;
  gboolean answered; /* at least once */
  gboolean asking;   /* a question is with the worker */
};

G_DEFINE_FINAL_TYPE (MadoPrintWatch, mado_print_watch, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void ask (MadoPrintWatch *self);

static void
stop_timer (MadoPrintWatch *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

static gboolean
timer_cb (gpointer data)
{
  MadoPrintWatch *self = data;

  stop_timer (self);
  ask (self);
  return G_SOURCE_REMOVE;
}

static void
start_timer (MadoPrintWatch *self)
{
  self->timer = g_timeout_source_new (self->interval_ms);
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_attach (self->timer, self->context);
}

static void
take_answer (MadoPrintWatch *self, MadoPrintState state)
{
  gboolean changed = !self->answered || state != self->state;

  self->answered = TRUE;
  self->state = state;
  if (self->job_id == 0 || !mado_print_state_is_final (state))
    start_timer (self);
  if (changed)
    g_signal_emit (self, signals[CHANGED], 0, (guint) state);
}

/* The task holds only the printer: the watch may be gone when the answer comes. */
static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GWeakRef *weak = user_data;
  g_autoptr (MadoPrintWatch) self = g_weak_ref_get (weak);
  gssize state = g_task_propagate_int (G_TASK (result), NULL);

  g_weak_ref_clear (weak);
  g_free (weak);
  if (self == NULL || state < 0)
    return;
  self->asking = FALSE;
  take_answer (self, (MadoPrintState) state);
}

static void
ask_on_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_int (task, mado_printer_read_state (source, GPOINTER_TO_INT (task_data)));
}

static void
ask (MadoPrintWatch *self)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);
  g_autoptr (GTask) task = NULL;

  self->asking = TRUE;
  g_weak_ref_init (weak, self);
  g_main_context_push_thread_default (self->context);
  task = g_task_new (self->printer, self->cancellable, answered_cb, weak);
  g_main_context_pop_thread_default (self->context);
  g_task_set_task_data (task, GINT_TO_POINTER (self->job_id), NULL);
  mado_worker_run (self->worker, task, ask_on_worker);
}

MadoPrintState
mado_print_watch_get_state (MadoPrintWatch *self)
{
  return self->state;
}

void
mado_print_watch_ask_now (MadoPrintWatch *self)
{
  if (self->asking || (self->job_id != 0 && mado_print_state_is_final (self->state)))
    return;
  stop_timer (self);
  ask (self);
}

MadoPrintState
mado_print_watch_wait (MadoPrinter *printer, int job_id, gint64 deadline, GCancellable *cancellable)
{
  GPollFD cancelled = { .fd = -1, .events = G_IO_IN };
  gboolean has_fd = g_cancellable_make_pollfd (cancellable, &cancelled);
  MadoPrintState state;

  for (int wait_ms = WAIT_FIRST_MS;; wait_ms = MIN (2 * wait_ms, WAIT_LONGEST_MS))
    {
      state = mado_printer_read_state (printer, job_id);
      if (mado_print_state_is_final (state) || mado_print_state_is_blocking (state)
          || g_get_monotonic_time () >= deadline
          || g_poll (&cancelled, has_fd ? 1 : 0, wait_ms) > 0)
        break;
    }
  if (has_fd)
    g_cancellable_release_fd (cancellable);
  return state;
}

static void
mado_print_watch_dispose (GObject *object)
{
  MadoPrintWatch *self = MADO_PRINT_WATCH (object);

  stop_timer (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->printer);
  g_clear_object (&self->worker);
  G_OBJECT_CLASS (mado_print_watch_parent_class)->dispose (object);
}

static void
mado_print_watch_finalize (GObject *object)
{
  MadoPrintWatch *self = MADO_PRINT_WATCH (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->context, g_main_context_unref);
  G_OBJECT_CLASS (mado_print_watch_parent_class)->finalize (object);
}

static void
mado_print_watch_class_init (MadoPrintWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_print_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = mado_print_watch_finalize;
  signals[CHANGED] = g_signal_new ("changed", MADO_TYPE_PRINT_WATCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
mado_print_watch_init (MadoPrintWatch *self)
{
  self->cancellable = g_cancellable_new ();
  self->context = g_main_context_ref_thread_default ();
}

MadoPrintWatch *
mado_print_watch_new (MadoWorker *worker, MadoPrinter *printer, int job_id, guint interval_ms)
{
  MadoPrintWatch *self = g_object_new (MADO_TYPE_PRINT_WATCH, NULL);

  g_assert (interval_ms >= 50);
  self->worker = g_object_ref (worker);
  self->printer = g_object_ref (printer);
  self->job_id = job_id;
  self->interval_ms = interval_ms;
  self->state = job_id == 0 ? MADO_PRINT_OK : MADO_PRINT_PRINTING;
  ask (self);
  return self;
}
