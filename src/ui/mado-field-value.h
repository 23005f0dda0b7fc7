/* mado-field-value.h - what is typed in a field, put right and put into words
 *
 * Layer: ui.  Threads: any (pure).   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-field-grid.h"

G_BEGIN_DECLS

/** mado_field_value_normalize: Returns: (transfer full): @text as a field of @kind keeps it. */
char *mado_field_value_normalize (MadoFieldKind kind, const char *text);

/** mado_field_value_is_date: Returns: whether a field of @kind holds a day. */
gboolean mado_field_value_is_date (MadoFieldKind kind);

/** mado_field_value_error: Returns: (transfer none) (nullable): why @text cannot stand on the day
 *   @today, translated. */
const char *mado_field_value_error (const MadoField *field, const char *text, const GDate *today);

/** mado_field_value_echo: Returns: (transfer full) (nullable): "昭和55年2月17日（1980年・33歳）".
 */
char *mado_field_value_echo (MadoFieldKind kind, const char *text, const GDate *today);

G_END_DECLS
