/* mado-start-dialog.h - which procedure has the person come for?
 *
 * One row a procedure; its digit or Enter chooses, Esc closes.  The first row is first issue.
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define MADO_TYPE_START_DIALOG (mado_start_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MadoStartDialog, mado_start_dialog, MADO, START_DIALOG, AdwWindow)

/* Signal "chosen" (char *procedure): once, before the window closes. */

/** mado_start_dialog_new: @desk: open: its numbers stand in the hints.  Returns: (transfer none):
 * not shown yet. */
MadoStartDialog *mado_start_dialog_new (GtkWindow *parent, MadoDesk *desk);

G_END_DECLS
