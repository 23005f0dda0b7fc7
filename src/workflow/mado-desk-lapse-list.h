/* mado-desk-lapse-list.h - 異動等失効一覧: the list that goes to the governor, on paper
 *
 * Source: LAW 12 (what the governor records).
 * Layer: workflow.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"
#include "mado-print-batch.h"

G_BEGIN_DECLS

/** mado_desk_print_lapse_list: Returns: (transfer full): a batch of one, not started yet: every
 *   certificate that a change ends, with article and the authority's time. */
MadoPrintBatch *mado_desk_print_lapse_list (MadoDesk *self);

G_END_DECLS
