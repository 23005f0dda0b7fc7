/* mado-search-page.h - searching: persons, cases, certificates, letters; a person's earlier cases
 *
 * Signal "open-run" (MadoRun *run): a case that is still running was chosen.
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-page.h"

G_BEGIN_DECLS

#define MADO_TYPE_SEARCH_PAGE (mado_search_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoSearchPage, mado_search_page, MADO, SEARCH_PAGE, GtkWidget)

/** mado_search_page_new: Returns: (transfer floating) */
GtkWidget *mado_search_page_new (MadoDesk *desk);

/** mado_search_page_show_history: lists the cases of the person of @of instead of a search. */
void mado_search_page_show_history (MadoSearchPage *self, const MadoCase *of);

G_END_DECLS
