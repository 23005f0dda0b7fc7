/* mado-print-batch-send.h - one job of a batch: its letters are made, joined and handed over
 *
 * Layer: print, not for others.  Threads: main; the work is done on the print worker.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-print-batch.h"

G_BEGIN_DECLS

/* What the worker needs of a batch; shared, since the batch may be gone before the worker is. */
typedef struct
{
  MadoBatchOrder order;
  char *title; /* owned */
} MadoBatchMaker;

MadoBatchMaker *mado_batch_maker_new (const MadoBatchOrder *order);
void mado_batch_maker_unref (MadoBatchMaker *self);

typedef struct
{
  guint letter;
  GError *error; /* owned, nullable: it could not be made */
} MadoBatchPiece;

/* One job and what became of it. */
typedef struct
{
  MadoBatchMaker *maker;  /* owned */
  GArray *pieces;         /* owned; of MadoBatchPiece */
  MadoPrintState printer; /* blocking: nothing was made or sent */
  int job_id;             /* 0: none */
  GError *error;          /* owned, nullable: the job was not taken */
} MadoBatchJob;

MadoBatchJob *mado_batch_job_new (MadoBatchMaker *maker);
void mado_batch_job_free (MadoBatchJob *self);
void mado_batch_job_add (MadoBatchJob *self, guint letter);

/** mado_batch_job_send: fills the last three members and the pieces' errors.  Blocks: print worker.
 */
void mado_batch_job_send (MadoBatchJob *self, MadoPrinter *printer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoBatchJob, mado_batch_job_free)

G_END_DECLS
