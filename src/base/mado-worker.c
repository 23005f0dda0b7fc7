/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-worker.h"

typedef enum
{
  JOB_TASK,
  JOB_CALL,
  JOB_STOP
} JobKind;

typedef struct
{
  JobKind kind;
  GTask *task; /* owned, JOB_TASK */
  GTaskThreadFunc func;
  MadoWorkerCall call; /* the rest belongs to the waiting caller, JOB_CALL */
  gpointer data;
  GError *error;
  gboolean held;
  gboolean done;
} Job;

typedef struct
{
  GAsyncQueue *queue; /* owned; of Job */
  GMutex lock;        /* guards Job.done */
  GCond finished;
} Shared;

struct _MadoWorker
{
  GObject parent_instance;
  char *name;
  GThread *thread;
  Shared *shared; /* outlives the object while the thread ends itself */
};

G_DEFINE_FINAL_TYPE (MadoWorker, mado_worker, G_TYPE_OBJECT)

static void
shared_free (Shared *shared)
{
  g_async_queue_unref (shared->queue);
  g_mutex_clear (&shared->lock);
  g_cond_clear (&shared->finished);
  g_free (shared);
}

static void
run_task (Job *job)
{
  if (!g_task_return_error_if_cancelled (job->task))
    job->func (job->task, g_task_get_source_object (job->task), g_task_get_task_data (job->task),
               g_task_get_cancellable (job->task));
  g_object_unref (job->task);
  g_free (job);
}

static void
run_call (Shared *shared, Job *job)
{
  gboolean held = job->call (job->data, &job->error);

  g_mutex_lock (&shared->lock);
  job->held = held;
  job->done = TRUE;
  g_cond_broadcast (&shared->finished);
  g_mutex_unlock (&shared->lock);
}

static gpointer
run_queue (gpointer data)
{
  Shared *shared = data;

  for (;;)
    {
      Job *job = g_async_queue_pop (shared->queue);

      switch (job->kind)
        {
        case JOB_TASK:
          run_task (job);
          break;
        case JOB_CALL:
          run_call (shared, job);
          break;
        case JOB_STOP:
        default:
          g_free (job);
          return shared;
        }
    }
}

void
mado_worker_run (MadoWorker *self, GTask *task, GTaskThreadFunc func)
{
  Job *job = g_new0 (Job, 1);

  job->kind = JOB_TASK;
  job->task = g_object_ref (task);
  job->func = func;
  g_async_queue_push (self->shared->queue, job);
}

gboolean
mado_worker_call (MadoWorker *self, MadoWorkerCall call, gpointer data, GError **error)
{
  Job job = { .kind = JOB_CALL, .call = call, .data = data };

  if (mado_worker_is_current (self))
    return call (data, error);
  g_async_queue_push (self->shared->queue, &job);
  g_mutex_lock (&self->shared->lock);
  while (!job.done)
    g_cond_wait (&self->shared->finished, &self->shared->lock);
  g_mutex_unlock (&self->shared->lock);
  if (job.error != NULL)
    g_propagate_error (error, job.error);
  return job.held;
}

gboolean
mado_worker_is_current (MadoWorker *self)
{
  return g_thread_self () == self->thread;
}

static void
mado_worker_finalize (GObject *object)
{
  MadoWorker *self = MADO_WORKER (object);
  Job *stop = g_new0 (Job, 1);

  stop->kind = JOB_STOP;
  g_async_queue_push (self->shared->queue, stop);
  if (mado_worker_is_current (self))
    g_thread_unref (
        self->thread); /* the last reference dropped inside a task; the thread ends next */
  else
    shared_free (g_thread_join (self->thread));
  g_free (self->name);
  G_OBJECT_CLASS (mado_worker_parent_class)->finalize (object);
}

static void
mado_worker_class_init (MadoWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_worker_finalize;
}

static void
mado_worker_init (MadoWorker *self)
{
  self->shared = g_new0 (Shared, 1);
  self->shared->queue = g_async_queue_new ();
  g_mutex_init (&self->shared->lock);
  g_cond_init (&self->shared->finished);
}

MadoWorker *
mado_worker_new (const char *name)
{
  MadoWorker *self = g_object_new (MADO_TYPE_WORKER, NULL);

  self->name = g_strdup (name);
  self->thread = g_thread_new (name, run_queue, self->shared);
  return self;
}
