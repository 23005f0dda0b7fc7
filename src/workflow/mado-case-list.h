/* mado-case-list.h - a list of cases, letters or certificates as a model that reads only what is
 * seen
 *
 * A GListModel of MadoCaseItem.  The count is read first; a page of 100 rows is read when a place
 * in it is asked for, and forgotten when many others were asked for since.
 *
 *   g_autoptr (MadoListKey) key = mado_list_key_new (MADO_LIST_CASE_SEARCH);
 *   key->text = g_strdup ("山田");
 *   model = mado_case_list_new (desk, key);   // GtkSingleSelection, GtkListView …
 *
 * Layer: workflow.  Threads: main thread.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-case-item.h"
#include "mado-desk.h"

G_BEGIN_DECLS

#define MADO_TYPE_CASE_LIST (mado_case_list_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseList, mado_case_list, MADO, CASE_LIST, GObject)

/* Signal "counted" (): the number of rows is known, or mado_case_list_get_problem() says why not.
 */

/** mado_case_list_new: Returns: (transfer full): empty until "counted". */
MadoCaseList *mado_case_list_new (MadoDesk *desk, const MadoListKey *key);

/** mado_case_list_reload: counts again and forgets every page. */
void mado_case_list_reload (MadoCaseList *self);

/** mado_case_list_is_counted: whether the number of rows is known. */
gboolean mado_case_list_is_counted (MadoCaseList *self);

/** mado_case_list_get_problem: Returns: (transfer none) (nullable): of the last reading. */
const GError *mado_case_list_get_problem (MadoCaseList *self);

/** mado_case_list_get_n_pages: Returns: how many pages are held now; at most 12. */
guint mado_case_list_get_n_pages (MadoCaseList *self);

G_END_DECLS
