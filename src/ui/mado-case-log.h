/* mado-case-log.h - the newest lines of a case's record, in words
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-event.h"

G_BEGIN_DECLS

/**
 * mado_case_log_text:
 * @log: (element-type MadoEvent) (nullable): of one case, oldest first
 *
 * The same lines for a case that ran here and for one that was taken up from the record, which has
 * more events.
 *
 * Returns: (transfer full): the @n_lines newest, newest first. */
char *mado_case_log_text (const GPtrArray *log, guint n_lines);

G_END_DECLS
