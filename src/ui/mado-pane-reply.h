/* mado-pane-reply.h - the second visit: the letter's number and the nine checks of its reply
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-pane.h"

G_BEGIN_DECLS

#define MADO_TYPE_PANE_REPLY (mado_pane_reply_get_type ())
G_DECLARE_FINAL_TYPE (MadoPaneReply, mado_pane_reply, MADO, PANE_REPLY, GtkWidget)

GtkWidget *mado_pane_reply_new (void);

G_END_DECLS
