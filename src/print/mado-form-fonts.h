/* mado-form-fonts.h - the two typefaces that forms are printed in, and no other
 *
 * Layer: print.  Threads: an object belongs to the thread that made it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <pango/pangocairo.h>

#include "mado-print-error.h"

G_BEGIN_DECLS

#define MADO_FORM_LABEL_FAMILY "BIZ UDPGothic" /* labels, dates, numbers */
#define MADO_FORM_NAME_FAMILY "IPAmjMincho"    /* names and addresses: the registry's characters */

#define MADO_TYPE_FORM_FONTS (mado_form_fonts_get_type ())
G_DECLARE_FINAL_TYPE (MadoFormFonts, mado_form_fonts, MADO, FORM_FONTS, GObject)

/**
 * mado_form_fonts_new:
 *
 * Builds a font map that holds BIZ UDPGothic and IPAmj Mincho alone, so that neither Pango nor
 * librsvg can fall back to another face (Noto CJK would make a page twenty times as large).
 *
 * Returns: (transfer full) (nullable): %NULL with %MADO_PRINT_ERROR_FONT naming the Debian
 *   package when one of them is not installed. */
MadoFormFonts *mado_form_fonts_new (GError **error);

/** mado_form_fonts_get_map: Returns: (transfer none): the font map. */
PangoFontMap *mado_form_fonts_get_map (MadoFormFonts *self);

/** mado_form_fonts_get_context: Returns: (transfer none): 1 unit = 1 point, no hinting, ja. */
PangoContext *mado_form_fonts_get_context (MadoFormFonts *self);

/** mado_form_fonts_has: whether one of the two faces has a glyph for @character. */
gboolean mado_form_fonts_has (MadoFormFonts *self, gunichar character);

G_END_DECLS
