/* mado-worker.h - one thread that owns one blocking resource
 *
 * Layer: base.  Threads: each function says from where it may be called.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MADO_TYPE_WORKER (mado_worker_get_type ())
G_DECLARE_FINAL_TYPE (MadoWorker, mado_worker, MADO, WORKER, GObject)

/**
 * MadoWorkerCall:
 *
 * A blocking piece of work for mado_worker_call().
 * Returns: %FALSE with @error set, else %TRUE. */
typedef gboolean (*MadoWorkerCall) (gpointer data, GError **error);

/**
 * mado_worker_new:
 * @name: the resource, at most 15 bytes (shown as the thread's name): "card", "db", "ca", "print"
 *
 * Returns: (transfer full): a worker whose thread runs until the last reference drops.  Dropping
 *   it waits for the calls that were already handed over. */
MadoWorker *mado_worker_new (const char *name);

/**
 * mado_worker_run:
 * @task: (transfer none): its callback comes in the task's own main context
 * @func: returns its result through @task
 *
 * Queues @func; returns at once.  Calls run one after another in the order of queuing.  A task
 * that is cancelled before its turn ends with %G_IO_ERROR_CANCELLED and @func is not run.  Any
 * thread. */
void mado_worker_run (MadoWorker *self, GTask *task, GTaskThreadFunc func);

/**
 * mado_worker_call:
 *
 * Runs @call on the worker and waits for it.  From the worker's own thread @call runs directly.
 * For other workers, programs without a screen and tests; never from the thread that draws. */
gboolean mado_worker_call (MadoWorker *self, MadoWorkerCall call, gpointer data, GError **error);

/** mado_worker_is_current: whether the caller runs on this worker's thread. */
gboolean mado_worker_is_current (MadoWorker *self);

G_END_DECLS
