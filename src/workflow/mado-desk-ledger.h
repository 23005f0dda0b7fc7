/* mado-desk-ledger.h - 電子証明書交付記録簿: the issuance ledger of a period, on paper
 *
 * Layer: workflow.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"
#include "mado-print-batch.h"

G_BEGIN_DECLS

/**
 * mado_desk_print_ledger:
 * @from, @to: YYYYMMDD in Japan, both included: days of the hand-over
 *
 * The rows are read when the batch makes its letter, a sheet's worth at a time; numbers and the
 * sum of the fees are those of the very rows on the sheets.  A period without a row says so.
 *
 * Returns: (transfer full): a batch of one letter, as many sheets as it takes, not started yet. */
MadoPrintBatch *mado_desk_print_ledger (MadoDesk *self, guint from, guint to);

G_END_DECLS
