/* mado-pane-reception.h - the form as the applicant wrote it: entered, then compared with the
 * signed paper
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-pane.h"

G_BEGIN_DECLS

#define MADO_TYPE_PANE_RECEPTION (mado_pane_reception_get_type ())
G_DECLARE_FINAL_TYPE (MadoPaneReception, mado_pane_reception, MADO, PANE_RECEPTION, GtkWidget)

GtkWidget *mado_pane_reception_new (void);

G_END_DECLS
