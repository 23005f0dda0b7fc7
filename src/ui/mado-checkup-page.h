/* mado-checkup-page.h - the diagnosis: each part, what was measured, the cause, the cure (F8)
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-page.h"

G_BEGIN_DECLS

#define MADO_TYPE_CHECKUP_PAGE (mado_checkup_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoCheckupPage, mado_checkup_page, MADO, CHECKUP_PAGE, GtkWidget)

/** mado_checkup_page_new: Returns: (transfer floating): looks whenever it is entered. */
GtkWidget *mado_checkup_page_new (MadoDesk *desk);

G_END_DECLS
