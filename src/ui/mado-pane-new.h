/* mado-pane-new.h - which pane serves which kind of work
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-pane-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** mado_pane_new: Returns: (transfer floating): a MadoPane for @kind. */
GtkWidget *mado_pane_new (MadoWorkKind kind);

G_END_DECLS
