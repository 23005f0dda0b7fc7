/* mado-keys-window.h - the list of keys, made from the table of actions
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** mado_keys_window_show: shows the list above @parent. */
void mado_keys_window_show (GtkWindow *parent);

G_END_DECLS
