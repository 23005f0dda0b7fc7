/* mado-key-bar.h - twelve places at the foot of the window, one for each function key
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-page.h"

G_BEGIN_DECLS

#define MADO_TYPE_KEY_BAR (mado_key_bar_get_type ())
G_DECLARE_FINAL_TYPE (MadoKeyBar, mado_key_bar, MADO, KEY_BAR, GtkWidget)

/** mado_key_bar_update: shows the labels of @page.  Sensitivity follows the window's actions. */
void mado_key_bar_update (MadoKeyBar *self, MadoPage *page);

G_END_DECLS
