/* mado-print-batch.h - many letters to a printer: how far it is, and which of them came out
 *
 * Layer: print.  Threads: main; letters are made and sent on the print worker.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-form.h"
#include "mado-printer.h"

G_BEGIN_DECLS

/* What is known of one letter; each asks something else of the clerk. */
typedef enum
{
  MADO_BATCH_NOT_STARTED, /* nothing of it was sent: start again when ready */
  MADO_BATCH_SENT,        /* with the printer: wait */
  MADO_BATCH_PRINTED,     /* take it */
  MADO_BATCH_FAILED,      /* cannot be made, or the printer gave it up: see why, print it again */
  MADO_BATCH_UNKNOWN,     /* may have come out, in part or whole: look at the tray first */
  MADO_BATCH_N_STATES
} MadoBatchState;

/**
 * MadoLetterFunc:
 * @letter: from 0
 *
 * Makes one letter, on the print worker, right before it is sent: the place to write down that it
 * is about to be.
 * Returns: (transfer full) (nullable): its sheets in order, of #MadoForm, with a free function;
 *   %NULL with @error: this letter fails and the next one is made. */
typedef GPtrArray *(*MadoLetterFunc) (guint letter, gpointer data, GError **error);

typedef struct
{
  const char *title;     /* of the jobs; no personal data */
  guint n_letters;       /* 1 and more */
  guint letters_per_job; /* 1: a job each, so that each is known of; more: quicker, but where a
                            job fails all its letters are unknown */
  gint64 created_at;     /* unix seconds, UTC: the documents' date */
  guint interval_ms;     /* between questions about a job, 50 and more */
  MadoLetterFunc make;
  gpointer data;          /* of make; may be used on the worker until destroy */
  GDestroyNotify destroy; /* nullable; runs on either thread */
} MadoBatchOrder;

#define MADO_TYPE_PRINT_BATCH (mado_print_batch_get_type ())
G_DECLARE_FINAL_TYPE (MadoPrintBatch, mado_print_batch, MADO, PRINT_BATCH, GObject)

/**
 * mado_print_batch_new:
 * @order: copied, the title too
 *
 * Nothing is made or sent before mado_print_batch_start().
 *
 * Signals: "letter" (guint letter): its state has changed, also right before it is sent.
 *   "printer" (guint state): a #MadoPrintState other than before; a blocking one halts the batch
 *   until it is cured or mado_print_batch_stop() is called.  "ended": no letter is with the printer
 *   any more. */
MadoPrintBatch *mado_print_batch_new (MadoWorker *worker, MadoPrinter *printer,
                                      const MadoBatchOrder *order);

/**
 * mado_print_batch_start:
 *
 * Prints all letters that are %MADO_BATCH_NOT_STARTED, in order, one job at a time: the next is
 * sent when the one before has ended.  Where a job was given up, withdrawn or lost sight of, the
 * batch ends, for a person must look; starting again goes on behind it.  Does nothing while
 * running. */
void mado_print_batch_start (MadoPrintBatch *self);

/**
 * mado_print_batch_stop:
 *
 * Between letters: what is being printed is followed to its end, unless the printer is blocked;
 * then it is withdrawn and its letters are %MADO_BATCH_UNKNOWN.  "ended" tells when it is so. */
void mado_print_batch_stop (MadoPrintBatch *self);

/** mado_print_batch_retry: makes a letter that failed, or is unknown and did not come out,
 *   %MADO_BATCH_NOT_STARTED again. */
void mado_print_batch_retry (MadoPrintBatch *self, guint letter);

/** mado_print_batch_settle: the clerk found a letter that was unknown: it is %MADO_BATCH_PRINTED.
 */
void mado_print_batch_settle (MadoPrintBatch *self, guint letter);

gboolean mado_print_batch_is_running (MadoPrintBatch *self);
MadoBatchState mado_print_batch_get_letter (MadoPrintBatch *self, guint letter);
/** mado_print_batch_get_job: Returns: the last job of @letter, 0 when it never had one. */
int mado_print_batch_get_job (MadoPrintBatch *self, guint letter);
/** mado_print_batch_get_error: Returns: (transfer none) (nullable): why @letter failed or was not
 *   sent. */
const GError *mado_print_batch_get_error (MadoPrintBatch *self, guint letter);
/** mado_print_batch_count: Returns: how many letters are in @state. */
guint mado_print_batch_count (MadoPrintBatch *self, MadoBatchState state);

G_END_DECLS
