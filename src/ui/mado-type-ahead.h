/* mado-type-ahead.h - letters jump to an entry of a drop-down list
 *
 * GtkDropDown of GTK 4.8 has no jump of its own; the letters are codes and Latin names, so no input
 * method takes part.
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * mado_type_ahead_find:
 * @texts: (element-type GtkStringObject): what the list shows
 * @from: where to look first; the search wraps around
 *
 * Returns: the next entry of which a word begins with @typed, whatever its case;
 *   %GTK_INVALID_LIST_POSITION when there is none. */
guint mado_type_ahead_find (GListModel *texts, const char *typed, guint from);

/** mado_type_ahead_add: letters and digits choose in @drop_down (a list of strings), also while it
 *   hangs open.  Within a second they make one word: "A", "A0", "A01". */
void mado_type_ahead_add (GtkDropDown *drop_down);

G_END_DECLS
