/* mado-catalogue.h - the Japanese texts at hand whatever language the program runs in
 *
 * The resident chooses Japanese or English while the clerk's window stays as it is; gettext knows
 * one language a process.  English is the msgid itself; Japanese is read from the compiled
 * catalogue in the program's resources.
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MADO_LANGUAGE_JAPANESE,
  MADO_LANGUAGE_ENGLISH,
} MadoLanguage;

/** mado_catalogue_text: Returns: (transfer none): @msgid in @language; @msgid when it has none. */
const char *mado_catalogue_text (MadoLanguage language, const char *msgid);

/** mado_catalogue_own_language: Returns: the language that the program runs in. */
MadoLanguage mado_catalogue_own_language (void);

/**
 * mado_catalogue_read:
 * @mo: a compiled GNU gettext catalogue, either byte order
 *
 * Returns: (transfer full) (element-type utf8 utf8): msgid to text, both inside @mo; empty when
 *   it is none. */
GHashTable *mado_catalogue_read (GBytes *mo);

G_END_DECLS
