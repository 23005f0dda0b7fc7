/* mado-changes-page.h - 異動: importing the register's changes, and revoking what they end
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-page.h"

G_BEGIN_DECLS

#define MADO_TYPE_CHANGES_PAGE (mado_changes_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoChangesPage, mado_changes_page, MADO, CHANGES_PAGE, GtkWidget)

/** mado_changes_page_new: Returns: (transfer floating) */
GtkWidget *mado_changes_page_new (MadoDesk *desk);

G_END_DECLS
