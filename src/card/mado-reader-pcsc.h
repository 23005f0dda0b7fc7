/* mado-reader-pcsc.h - a card reader behind PC/SC, chosen by its name
 *
 * Layer: card.  Threads: made anywhere, used on the worker that owns it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-reader.h"

G_BEGIN_DECLS

#define MADO_TYPE_READER_PCSC (mado_reader_pcsc_get_type ())
G_DECLARE_FINAL_TYPE (MadoReaderPcsc, mado_reader_pcsc, MADO, READER_PCSC, GObject)

/**
 * mado_reader_pcsc_new:
 * @name: as the service lists it (see mado-reader-watch.h)
 *
 * Opens nothing: the service is reached at connect, and reached anew after it died.
 * Returns: (transfer full) */
MadoReader *mado_reader_pcsc_new (const char *name);

G_END_DECLS
