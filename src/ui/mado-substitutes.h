/* mado-substitutes.h - characters that a certificate cannot hold beside what stands for them
 *
 * 髙 and 高, 𠮷 and 吉 look the same at 11 points: they are shown 96 pixels high and more, in IPAmj
 * Mincho, the one face that has all of them.
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-catalogue.h"
#include "mado-four-items.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_SUBSTITUTES (mado_substitutes_get_type ())
G_DECLARE_FINAL_TYPE (MadoSubstitutes, mado_substitutes, MADO, SUBSTITUTES, GtkWidget)

/**
 * mado_substitutes_show:
 * @items: what enters the certificate
 * @pixels: height of a character, 96 or 200
 * @language: of the explanation under each pair
 *
 * Shows one pair for each replaced character of name and address.
 * Returns: how many. */
guint mado_substitutes_show (MadoSubstitutes *self, const MadoCertificateItems *items, int pixels,
                             MadoLanguage language);

/** mado_glyph_label: writes @text into @label in the registry's face, @pixels high. */
void mado_glyph_label (GtkLabel *label, const char *text, int pixels);

G_END_DECLS
