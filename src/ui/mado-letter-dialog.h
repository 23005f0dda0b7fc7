/* mado-letter-dialog.h - a new letter of inquiry: for what, for whom, who asks
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk-inquiry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define MADO_TYPE_LETTER_DIALOG (mado_letter_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MadoLetterDialog, mado_letter_dialog, MADO, LETTER_DIALOG, AdwWindow)

/* Signal "made" (char *number, gboolean was_open): the letter was received, or the person has an
 * open one for the same purpose, which is shown instead. */

MadoLetterDialog *mado_letter_dialog_new (GtkWindow *parent, MadoDesk *desk);

G_END_DECLS
