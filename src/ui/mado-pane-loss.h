/* mado-pane-loss.h - what renewing today costs of the certificate in force
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-pane.h"

G_BEGIN_DECLS

#define MADO_TYPE_PANE_LOSS (mado_pane_loss_get_type ())
G_DECLARE_FINAL_TYPE (MadoPaneLoss, mado_pane_loss, MADO, PANE_LOSS, GtkWidget)

GtkWidget *mado_pane_loss_new (void);

G_END_DECLS
