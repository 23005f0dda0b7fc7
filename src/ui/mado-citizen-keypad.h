/* mado-citizen-keypad.h - A-Z and 0-9 to press with a finger
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_CITIZEN_KEYPAD (mado_citizen_keypad_get_type ())
G_DECLARE_FINAL_TYPE (MadoCitizenKeypad, mado_citizen_keypad, MADO, CITIZEN_KEYPAD, GtkWidget)

/* Signal "key" (guint character): one was pressed.  The keys are no Tab stops: who has a keyboard
 * types, and arrow keys are left to the field. */

G_END_DECLS
