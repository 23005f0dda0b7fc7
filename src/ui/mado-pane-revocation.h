/* mado-pane-revocation.h - the certificate before and after; asks for the last digits of its number
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-pane.h"

G_BEGIN_DECLS

#define MADO_TYPE_PANE_REVOCATION (mado_pane_revocation_get_type ())
G_DECLARE_FINAL_TYPE (MadoPaneRevocation, mado_pane_revocation, MADO, PANE_REVOCATION, GtkWidget)

GtkWidget *mado_pane_revocation_new (void);

G_END_DECLS
