/* mado-letter-sheets.h - the sheets of a letter of inquiry: letter, reply sheet, address label
 *
 * The address is the register's as the letter has it; there is no way to give another.
 * Source: domain.md 3.3 PRINTED, 4.3; REG 5(1) no. 2.
 *
 * Layer: workflow, not for others.  Threads: the printer's worker.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"
#include "mado-form.h"

G_BEGIN_DECLS

/** mado_letter_sheets_new: Returns: (transfer full) (element-type MadoForm): letter and reply
 *   sheet of @inquiry_id, dated today; %NULL with %MADO_PRINT_ERROR or %MADO_DB_ERROR. */
GPtrArray *mado_letter_sheets_new (MadoDesk *desk, gint64 inquiry_id, GError **error);

/** mado_letter_labels_new: Returns: (transfer full) (element-type MadoForm): one form whose pages
 *   hold a label a letter. */
GPtrArray *mado_letter_labels_new (MadoDesk *desk, const gint64 *inquiry_ids, guint n,
                                   GError **error);

G_END_DECLS
