/* mado-announce.h - makes a screen reader say a sentence
 *
 * GTK 4.8 has no announcements; the name of the window is the one thing whose change is spoken
 * (tried with Orca 43).  At most one sentence in two seconds, the newest wins, urgent ones first.
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** mado_announce_set_name: the name that @window has when there is nothing to say. */
void mado_announce_set_name (GtkWindow *window, const char *name);

/** mado_announce: has @text spoken; @urgent is spoken at once. */
void mado_announce (GtkWindow *window, const char *text, gboolean urgent);

G_END_DECLS
