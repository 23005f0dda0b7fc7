/* mado-window.h - the clerk's window: header, custody line, one screen, message line, key bar
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define MADO_TYPE_WINDOW (mado_window_get_type ())
G_DECLARE_FINAL_TYPE (MadoWindow, mado_window, MADO, WINDOW, AdwApplicationWindow)

/** mado_window_new: Returns: (transfer floating): shows the sign-in; opens @desk after its first
 * frame. */
GtkWidget *mado_window_new (GtkApplication *application, MadoDesk *desk);

G_END_DECLS
