/* mado-case-log.h - the newest lines of a case's record, in words
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-event.h"
#include "mado-matrix.h"

G_BEGIN_DECLS

/** mado_case_log_line: Returns: (transfer full): "10:41 Read the card: done". */
char *mado_case_log_line (const MadoMatrix *matrix, const MadoEvent *event);

/** mado_case_log_text: Returns: (transfer full): the @n_lines newest, newest first. */
char *mado_case_log_text (const MadoMatrix *matrix, const GPtrArray *log, guint n_lines);

G_END_DECLS
