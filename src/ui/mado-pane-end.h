/* mado-pane-end.h - how the case ended
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-pane.h"

G_BEGIN_DECLS

#define MADO_TYPE_PANE_END (mado_pane_end_get_type ())
G_DECLARE_FINAL_TYPE (MadoPaneEnd, mado_pane_end, MADO, PANE_END, GtkWidget)

GtkWidget *mado_pane_end_new (void);

G_END_DECLS
