/* mado-type-size.h - whether the desk's type is so large that screens have to make room
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** mado_type_size_is_large: above 125 % of the usual 96 dots an inch, as set when the program
 * started. */
gboolean mado_type_size_is_large (GtkWidget *widget);

G_END_DECLS
