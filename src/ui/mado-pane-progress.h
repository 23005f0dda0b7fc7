/* mado-pane-progress.h - a device or the resident works: seconds, usual range, what must not be
 * done
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-pane.h"

G_BEGIN_DECLS

#define MADO_TYPE_PANE_PROGRESS (mado_pane_progress_get_type ())
G_DECLARE_FINAL_TYPE (MadoPaneProgress, mado_pane_progress, MADO, PANE_PROGRESS, GtkWidget)

GtkWidget *mado_pane_progress_new (void);

G_END_DECLS
