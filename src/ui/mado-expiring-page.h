/* mado-expiring-page.h - 満了予定: certificates that end in a month, and their notices
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-page.h"

G_BEGIN_DECLS

#define MADO_TYPE_EXPIRING_PAGE (mado_expiring_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoExpiringPage, mado_expiring_page, MADO, EXPIRING_PAGE, GtkWidget)

/** mado_expiring_page_new: Returns: (transfer floating) */
GtkWidget *mado_expiring_page_new (MadoDesk *desk);

G_END_DECLS
