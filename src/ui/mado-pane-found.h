/* mado-pane-found.h - the certificate that was looked up, as card and authority tell of it
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-pane.h"

G_BEGIN_DECLS

#define MADO_TYPE_PANE_FOUND (mado_pane_found_get_type ())
G_DECLARE_FINAL_TYPE (MadoPaneFound, mado_pane_found, MADO, PANE_FOUND, GtkWidget)

GtkWidget *mado_pane_found_new (void);

G_END_DECLS
