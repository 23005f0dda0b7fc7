/* mado-inquiry-number.h - 照会番号: the year, a counter, and a digit that finds a slip of the
 * finger
 *
 * The digit is H. M. Damm's (thesis, Marburg 2004, 7.1: a totally anti-symmetric quasigroup of
 * order 10): every wrong digit and every swap of neighbours is found.
 *
 * Layer: store.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MADO_INQUIRY_COUNTER_MAX 99999

/** mado_inquiry_number_format: Returns: (transfer full): "2026-00037-5". @counter: 1..99999 */
char *mado_inquiry_number_format (guint year, guint counter);

/**
 * mado_inquiry_number_parse:
 * @text: as typed or scanned: either width, with or without dashes and blanks
 *
 * Returns: (transfer full) (nullable): as stored, %NULL unless the check digit is right. */
char *mado_inquiry_number_parse (const char *text);

G_END_DECLS
