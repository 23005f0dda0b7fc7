/* mado-transition.h - one step of a case as one transaction: state, what changed, what is recorded
 *
 * Layer: workflow, not for others.  Threads: made on the main thread, stored on the database's
 * worker.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-event.h"
#include "mado-desk.h"
#include "mado-matrix.h"

typedef struct
{
  MadoCase *work;    /* owned: the case as it will be */
  int to;            /* row */
  gint64 now;        /* unix s, UTC */
  MadoRecord record; /* nullable: what else belongs into the transaction */
  MadoOutcome outcome;
  gint64 approval_id;   /* 0: none: the second person's confirmation, used up in the transaction */
  const char *approved; /* what was confirmed */
  GPtrArray *events;    /* owned, of MadoEvent */
  GError *problem;      /* owned, nullable: what the clerk will see afterwards */
  gboolean holds;       /* something may have happened already: kept until it could be stored */
} MadoTransition;

/**
 * mado_transition_new:
 * @work: (transfer full)
 * @from: the row that is left
 * @now: unix s, UTC
 * @problem: (transfer full) (nullable): also noted in the case
 *
 * Enters row @to: state, time, holders and ending of the case follow from the table. */
MadoTransition *mado_transition_new (const MadoMatrix *matrix, MadoCase *work, int from, int to,
                                     gint64 now, GError *problem);
void mado_transition_free (MadoTransition *self);

/** mado_transition_add: @event: (transfer full) */
void mado_transition_add (MadoTransition *self, MadoEvent *event);

/** mado_transition_store: all of it or, with the record's error or %MADO_DB_ERROR, nothing. */
gboolean mado_transition_store (MadoTransition *self, MadoRun *run, GError **error);
