/* mado-home-page.h - the counter home: who is being served, how long, what comes next
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-page.h"

G_BEGIN_DECLS

#define MADO_TYPE_HOME_PAGE (mado_home_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoHomePage, mado_home_page, MADO, HOME_PAGE, GtkWidget)

/* Signal "open-run" (MadoRun *run): the clerk opens a case. */

void mado_home_page_set_desk (MadoHomePage *self, MadoDesk *desk);

G_END_DECLS
