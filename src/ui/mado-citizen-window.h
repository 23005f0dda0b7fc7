/* mado-citizen-window.h - the resident's own window
 *
 * Full screen: on the second display where there is one, else over the clerk's window, to which F7
 * and Esc lead back.  Shows the page that the case's state asks
 * for; the resident starts the key generation and chooses the password here.
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-run.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_CITIZEN_WINDOW (mado_citizen_window_get_type ())
G_DECLARE_FINAL_TYPE (MadoCitizenWindow, mado_citizen_window, MADO, CITIZEN_WINDOW, GtkWindow)

/* Signals, for the clerk's window:
 *   "called" (): the resident asks for the clerk
 *   "left" (gboolean turn): it was closed or hidden by its own keys; @turn: while the resident is
 *     asked to do something
 *   "timed-out" (): five minutes passed without a password
 *   "display-lost" (): the second display went away; what was typed is wiped */

GtkWidget *mado_citizen_window_new (GtkApplication *application);

/** mado_citizen_window_set_run: follows @run; %NULL: nobody is being served; wipes what was typed.
 */
void mado_citizen_window_set_run (MadoCitizenWindow *self, MadoRun *run);

/** mado_citizen_window_has_own_display: whether there is a second display for it. */
gboolean mado_citizen_window_has_own_display (MadoCitizenWindow *self);

/** mado_citizen_window_show: fills the second display, or the only one. */
void mado_citizen_window_show (MadoCitizenWindow *self);

/** mado_citizen_window_is_in_sight: whether the program of the widget @near shows it now. */
gboolean mado_citizen_window_is_in_sight (GtkWidget *near);

G_END_DECLS
