/* mado-form-geta.h - the printer's 〓 where no face has the character
 *
 * Names of residents know no repertoire: one that cannot be printed must not keep a paper, and with
 * it a card and somebody's money, at the counter.  Japanese printers set 〓 (下駄, U+3013) for a
 * character that they lack; it is put in by hand.
 *
 * Layer: print.  Threads: that of the MadoFormFonts.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-form-text.h"

G_BEGIN_DECLS

#define MADO_FORM_GETA "〓"

/**
 * mado_form_geta_mark:
 * @n_marked: (out): how many characters became 〓; a character is a base with its selector
 *
 * Returns: (transfer full): @text with 〓 for each that @fonts have no glyph for; whether it fits
 *   into @box is not looked at. */
char *mado_form_geta_mark (MadoFormFonts *fonts, const MadoFormBox *box, const char *text,
                           guint *n_marked);

G_END_DECLS
