/* mado-print-watch.h - follows a printer, or one job to its end
 *
 * Layer: print.  Threads: main; the questions are asked on the print worker.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-printer.h"

G_BEGIN_DECLS

#define MADO_TYPE_PRINT_WATCH (mado_print_watch_get_type ())
G_DECLARE_FINAL_TYPE (MadoPrintWatch, mado_print_watch, MADO, PRINT_WATCH, GObject)

/**
 * mado_print_watch_new:
 * @worker: that of @printer
 * @job_id: 0 follows the printer as such, for ever; else the job until it has ended
 * @interval_ms: from one answer to the next question, 50 and more
 *
 * Asks at once, then again and again; other calls on the worker come in between.
 *
 * Signal "changed" (guint state): a #MadoPrintState that differs from the one before; the first
 * answer always.  After a final state nothing more is asked.  Dropping the last reference stops
 * the watch.
 *
 * Returns: (transfer full): a watch that emits in the caller's main context. */
MadoPrintWatch *mado_print_watch_new (MadoWorker *worker, MadoPrinter *printer, int job_id,
                                      guint interval_ms);

/** mado_print_watch_get_state: Returns: the last answer; %MADO_PRINT_PRINTING (job) or
 *   %MADO_PRINT_OK (printer) before the first. */
MadoPrintState mado_print_watch_get_state (MadoPrintWatch *self);

/** mado_print_watch_ask_now: asks without waiting for the interval (F9: "paper is in"). */
void mado_print_watch_ask_now (MadoPrintWatch *self);

/**
 * mado_print_watch_wait:
 * @deadline: monotonic time in µs
 *
 * For programs without a screen and tests: blocks the print worker until the job has ended, the
 * clerk must act, the deadline has passed or @cancellable is cancelled.
 * Returns: the last state read. */
MadoPrintState mado_print_watch_wait (MadoPrinter *printer, int job_id, gint64 deadline,
                                      GCancellable *cancellable);

G_END_DECLS
