/* mado-reader-poll.h - the waiting side of the reader watch: a loop in its own thread
 *
 * Layer: card (inside the watch only).  Threads: said at each function.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-reader-watch.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_READER_EVENT_SERVICE, /* up says */
  MADO_READER_EVENT_ADDED,
  MADO_READER_EVENT_REMOVED,
  MADO_READER_EVENT_SLOT,
} MadoReaderEventKind;

typedef struct
{
  MadoReaderEventKind kind;
  gboolean up;
  const char *name; /* not owned; NULL with SERVICE */
  MadoSlot slot;
} MadoReaderEvent;

/* Called on the loop's thread. */
typedef void (*MadoReaderReport) (const MadoReaderEvent *event, gpointer data);

typedef struct _MadoReaderPoll MadoReaderPoll;

/**
 * mado_reader_poll_start:
 * @data: given to @report, and freed with @free_data on the loop's thread after the last report
 *
 * Returns: (transfer full): stop it to free it. */
MadoReaderPoll *mado_reader_poll_start (MadoReaderReport report, gpointer data,
                                        GDestroyNotify free_data);

/** mado_reader_poll_stop: ends the loop; returns at once, @report may still be running. */
void mado_reader_poll_stop (MadoReaderPoll *self);

/** mado_reader_poll_join: the same, and waits until @report cannot run any more. */
void mado_reader_poll_join (MadoReaderPoll *self);

G_END_DECLS
