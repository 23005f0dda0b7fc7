/* mado-exact-label.h - labels of names and addresses: no character that is not in the text
 *
 * Where Pango parts a word of Latin letters it writes a hyphen of its own; in a name that is
 * compared letter by letter it would be a false one.
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** mado_exact_label: keeps hyphens out of @label; other attributes of it stay. */
void mado_exact_label (GtkLabel *label);

/** mado_exact_label_in_column: one of eighty letters takes more lines, not the place of the columns
 *   beside it. */
void mado_exact_label_in_column (GtkLabel *label);

G_END_DECLS
