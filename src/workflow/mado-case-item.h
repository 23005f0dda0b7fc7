/* mado-case-item.h - one place of a windowed list: empty until its page has come
 *
 * Layer: workflow.  Threads: main thread.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-list.h"

G_BEGIN_DECLS

#define MADO_TYPE_CASE_ITEM (mado_case_item_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseItem, mado_case_item, MADO, CASE_ITEM, GObject)

/* Property "loaded" (boolean): notified when the row has come. */

/** mado_case_item_get_row: Returns: (transfer none) (nullable): %NULL while it is on its way. */
const MadoListRow *mado_case_item_get_row (MadoCaseItem *self);

/* Of the list: */
MadoCaseItem *mado_case_item_new (void);
/** mado_case_item_take_row: @row: (transfer full) */
void mado_case_item_take_row (MadoCaseItem *self, MadoListRow *row);

G_END_DECLS
