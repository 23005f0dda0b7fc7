/* mado-desk-letters.h - letters of inquiry on their way to the printer, many at once
 *
 * A batch of mado-print-batch.h: progress, stop, and for each letter whether it came out.  Whoever
 * shows it says MADO_LETTER_PRINT of a letter when it is printed; a letter that is unknown keeps
 * its state, and printing it again under the same number does no harm.
 *
 * Layer: workflow.  Threads: main thread.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"
#include "mado-print-batch.h"

G_BEGIN_DECLS

/** mado_desk_print_letters: @inquiry_ids: copied.  Returns: (transfer full): not started yet:
 *   letter and reply sheet of each, a job a letter. */
MadoPrintBatch *mado_desk_print_letters (MadoDesk *self, const gint64 *inquiry_ids, guint n);

/** mado_desk_print_labels: Returns: (transfer full): not started yet: the labels, as one job. */
MadoPrintBatch *mado_desk_print_labels (MadoDesk *self, const gint64 *inquiry_ids, guint n);

G_END_DECLS
