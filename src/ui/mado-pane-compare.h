/* mado-pane-compare.h - form, register and certificate side by side
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-pane.h"

G_BEGIN_DECLS

#define MADO_TYPE_PANE_COMPARE (mado_pane_compare_get_type ())
G_DECLARE_FINAL_TYPE (MadoPaneCompare, mado_pane_compare, MADO, PANE_COMPARE, GtkWidget)

GtkWidget *mado_pane_compare_new (void);

G_END_DECLS
