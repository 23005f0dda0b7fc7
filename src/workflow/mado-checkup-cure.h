/* mado-checkup-cure.h - how a fault that the diagnosis found is put right, with the command
 *
 * Layer: workflow.  Threads: any (constant table).   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** mado_checkup_cure: Returns: (transfer none) (nullable): msgid of what to do; %NULL when the
 * cause says it all. */
const char *mado_checkup_cure (GQuark domain, int code);

/** mado_checkup_cure_at: Returns: (transfer none) (nullable): row @i of the table; %NULL after the
 *   last. */
const char *mado_checkup_cure_at (gsize i, const char **domain, int *code);

G_END_DECLS
