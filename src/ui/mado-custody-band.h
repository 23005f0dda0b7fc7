/* mado-custody-band.h - whose case is open, who holds what of it, how long it has taken
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-page.h"

G_BEGIN_DECLS

#define MADO_TYPE_CUSTODY_BAND (mado_custody_band_get_type ())
G_DECLARE_FINAL_TYPE (MadoCustodyBand, mado_custody_band, MADO, CUSTODY_BAND, GtkWidget)

/** mado_custody_band_show: shows @run as it is at @now (unix s); hides itself for %NULL. */
void mado_custody_band_show (MadoCustodyBand *self, MadoRun *run, gint64 now);

G_END_DECLS
