/* mado-letter-batch.h - letters on their way to the printer: how many came out, and a stop button
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define MADO_TYPE_LETTER_BATCH (mado_letter_batch_get_type ())
G_DECLARE_FINAL_TYPE (MadoLetterBatch, mado_letter_batch, MADO, LETTER_BATCH, AdwWindow)

/* Signals:
 *   "printed" (gint64 inquiry_id): that letter came out
 *   "ended" (guint printed, guint others): nothing of it is with the printer any more */

/**
 * mado_letter_batch_new:
 * @labels: their address labels instead of the letters
 *
 * Shows itself and begins. */
MadoLetterBatch *mado_letter_batch_new (GtkWindow *parent, MadoDesk *desk,
                                        const gint64 *inquiry_ids, guint n, gboolean labels);

G_END_DECLS
