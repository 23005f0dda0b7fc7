/* mado-accessible.h - names for widgets of GTK 4.8 that have none
 *
 * Each function stands for one known gap of the toolkit and goes when the toolkit moves.
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** mado_accessible_name: the accessible name of @widget. */
void mado_accessible_name (gpointer widget, const char *name);

/** mado_accessible_name_menu_button: the focus lands on its inner toggle, which takes the name of
 * the button; both at once would be read twice. */
void mado_accessible_name_menu_button (GtkMenuButton *button, const char *name);

/** mado_accessible_name_drop_down: the focus lands on its inner toggle, which has no name and does
 *   not tell what is chosen.  The list shows GtkStringObjects. */
void mado_accessible_name_drop_down (GtkDropDown *drop_down, const char *name);

/** mado_accessible_name_row: names the row that holds the cell @child of a column view. */
void mado_accessible_name_row (GtkWidget *child, const char *name);

/** mado_accessible_leave_with_tab: Tab leaves @list instead of walking all its rows, or all radio
 *   buttons of which none is chosen yet. */
void mado_accessible_leave_with_tab (GtkWidget *list);

/** mado_accessible_tell_focus: GTK tells nobody of a focus that a window had before it was on the
 *   screen: after its first frame @window takes its focus anew. */
void mado_accessible_tell_focus (GtkWindow *window);

/** mado_accessible_keep_focus_visible: GTK hides the mark of the focus three seconds after the last
 *   key; whoever looks at papers meanwhile would not find the place again. */
void mado_accessible_keep_focus_visible (GtkWindow *window);

G_END_DECLS
