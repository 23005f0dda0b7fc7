/* mado-case-page.h - one case: steps at the left, work in the middle, devices and record at the
 * right
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-page.h"

G_BEGIN_DECLS

#define MADO_TYPE_CASE_PAGE (mado_case_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoCasePage, mado_case_page, MADO, CASE_PAGE, GtkWidget)

/* Signals:
 *   "leave" (): to the counter home
 *   "toggle-citizen" (): show or hide the resident's window */

void mado_case_page_set_desk (MadoCasePage *self, MadoDesk *desk);

/** mado_case_page_set_run: %NULL: lets go of the case. */
void mado_case_page_set_run (MadoCasePage *self, MadoRun *run);

/** mado_case_page_store: what was typed, as Esc does; nothing where no person works. */
void mado_case_page_store (MadoCasePage *self);

G_END_DECLS
