/* mado-checkup-text.h - a finding of the diagnosis in words
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-checkup.h"
#include "mado-page.h"

G_BEGIN_DECLS

const char *mado_checkup_text_name (MadoCheckKind kind);
MadoTone mado_checkup_text_tone (const MadoMeasure *check);
/* Returns: (transfer full), all: never NULL, "" for nothing. */
char *mado_checkup_text_took (const MadoMeasure *check);
char *mado_checkup_text_value (MadoCheckup *checkup, MadoCheckKind kind);
/* Cause and cure, and who holds the card. */
char *mado_checkup_text_advice (MadoCheckup *checkup, MadoCheckKind kind);
/* All of it, for a screen reader and the dialog. */
char *mado_checkup_text_line (MadoCheckup *checkup, MadoCheckKind kind);
char *mado_checkup_text_sum (MadoCheckup *checkup);

G_END_DECLS
