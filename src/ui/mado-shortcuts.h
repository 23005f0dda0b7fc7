/* mado-shortcuts.h - the keys of the action table on a window
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * mado_shortcuts_add:
 * @window: has the actions of the table as a GActionGroup
 * @stack: its visible child is a MadoPage
 *
 * In the bubble phase, so that a Japanese input method keeps F6-F10 while it composes.  A function
 * key that is held down acts once. */
void mado_shortcuts_add (GtkWidget *window, GtkStack *stack);

G_END_DECLS
