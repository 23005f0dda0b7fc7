/* mado-form-variation.h - shapes of a kanji that IPAmj Mincho knows under another selector
 *
 * Layer: print.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** mado_form_variation_is_selector: U+FE00..FE0F and U+E0100..E01EF. */
gboolean mado_form_variation_is_selector (gunichar character);

/**
 * mado_form_variation_translate:
 *
 * Input methods write variation sequences of the collection Adobe-Japan1 (辻 U+E0100); IPAmj
 * Mincho has the collection Moji_Joho (the same shape is 辻 U+E0102).  Replaces the selectors
 * of the sequences whose shapes are known to be the same in both; leaves all else alone.
 *
 * Returns: (transfer full): the text to draw. */
char *mado_form_variation_translate (const char *text);

G_END_DECLS
