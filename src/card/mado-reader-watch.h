/* mado-reader-watch.h - which readers there are and what lies in them, as it changes
 *
 * A thread of its own waits in the PC/SC service and holds no card.  It ends by itself after the
 * last reference dropped; dropping it never blocks.
 * Signals, all in the main context that was the thread's default when the watch was made:
 *   "service-changed" (gboolean up): the service was found or lost; comes once after start;
 *   "reader-added" (char *name), "reader-removed" (char *name);
 *   "slot-changed" (char *name, MadoSlot *slot): also once after "reader-added".  A card that was
 *     quickly taken out and put in again shows as an empty slot first.
 * Layer: card.  Threads: all functions on the thread that made it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  MADO_SLOT_EMPTY,
  MADO_SLOT_CARD,
  MADO_SLOT_UNRESPONSIVE, /* something is in it that does not answer: upside down, dirty */
  MADO_SLOT_UNAVAILABLE,  /* the reader itself does not answer */
} MadoSlotState;

typedef enum
{
  MADO_SLOT_FREE,
  MADO_SLOT_SHARED,    /* a program (ours, too) has a connection */
  MADO_SLOT_EXCLUSIVE, /* a program (ours, too) lets nobody else in */
} MadoSlotUse;

/* A slot at one moment.  @use may be seen up to 2 s late: PCSC-lite 1.9.9 wakes nobody for that. */
typedef struct
{
  MadoSlotState state;
  MadoSlotUse use;
  guint8 atr[36]; /* answer to reset; with CARD */
  gsize n_atr;
} MadoSlot;

/** mado_slot_read: @slot: (out caller-allocates): what PC/SC's event state @event means. */
void mado_slot_read (MadoSlot *slot, gulong event, const guint8 *atr, gsize n_atr);

#define MADO_TYPE_READER_WATCH (mado_reader_watch_get_type ())
G_DECLARE_FINAL_TYPE (MadoReaderWatch, mado_reader_watch, MADO, READER_WATCH, GObject)

/** mado_reader_watch_new: Returns: (transfer full): a watch that does not run yet. */
MadoReaderWatch *mado_reader_watch_new (void);

/** mado_reader_watch_start: once, after the signals were connected. */
void mado_reader_watch_start (MadoReaderWatch *self);

/**
 * mado_reader_watch_end:
 *
 * For programs that end: stops for good and waits for the thread (some milliseconds, or as long as
 * the service takes to answer).  Not while windows are shown. */
void mado_reader_watch_end (MadoReaderWatch *self);

/** mado_reader_watch_is_service_up: as last signalled. */
gboolean mado_reader_watch_is_service_up (MadoReaderWatch *self);

/** mado_reader_watch_get_names: Returns: (transfer container): readers as last signalled, sorted.
 */
GList *mado_reader_watch_get_names (MadoReaderWatch *self);

/** mado_reader_watch_get_slot: Returns: (transfer none) (nullable): as last signalled. */
const MadoSlot *mado_reader_watch_get_slot (MadoReaderWatch *self, const char *name);

G_END_DECLS
