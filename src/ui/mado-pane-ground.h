/* mado-pane-ground.h - why a certificate is to be revoked, and which one it is
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-pane.h"

G_BEGIN_DECLS

#define MADO_TYPE_PANE_GROUND (mado_pane_ground_get_type ())
G_DECLARE_FINAL_TYPE (MadoPaneGround, mado_pane_ground, MADO, PANE_GROUND, GtkWidget)

GtkWidget *mado_pane_ground_new (void);

G_END_DECLS
