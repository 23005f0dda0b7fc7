/* mado-pane-identity.h - which papers were shown, and whether they suffice
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-pane.h"

G_BEGIN_DECLS

#define MADO_TYPE_PANE_IDENTITY (mado_pane_identity_get_type ())
G_DECLARE_FINAL_TYPE (MadoPaneIdentity, mado_pane_identity, MADO, PANE_IDENTITY, GtkWidget)

GtkWidget *mado_pane_identity_new (void);

G_END_DECLS
