/* mado-text.h - width, kana and spaces of names and addresses; how alike two texts are
 *
 * Names are never normalised by NFC: it would turn U+FA19 into U+795E and hide that another
 * character stands in the certificate.  Only kana and their sound marks are composed.  A character
 * here is a base code point with the variation selectors and combining marks that follow it.
 *
 * Layer: base.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** How two texts compare.  SPELLING is for a warning only: a clerk decides, nothing equates them.
 */
typedef enum
{
  MADO_TEXT_SAME, /* byte for byte */
  MADO_TEXT_SPELLING, /* only variants (辺邉邊, 髙高, ケヶ), width, dashes, spaces, kanji numerals
                         in an address */
  MADO_TEXT_DIFFERENT, /* something else */
} MadoTextMatch;

/** mado_text_step: Returns: where the code point after the one at @at begins (g_utf8_next_char()
 * drops the const). */
static inline const char *
mado_text_step (const char *at)
{
  return at + g_utf8_skip[*(const guchar *) at];
}

/** mado_text_is_extender: Returns: whether @character belongs to the one before it (selector or
 * combining mark). */
gboolean mado_text_is_extender (gunichar character);

/** mado_text_next: Returns: where the character after the one at @text begins; @text is not at its
 * end. */
const char *mado_text_next (const char *text);

/** mado_text_length: Returns: how many characters @text (UTF-8) has; 𠮷 and 辻󠄀 count as one
 * each. */
guint mado_text_length (const char *text);

/**
 * mado_text_normalize_name:
 *
 * Returns: (transfer full): @text with ASCII and half-width kana made full-width, kana marks
 * composed, blanks at the ends dropped and every run of blanks between parts made one U+3000. Kanji
 * are left alone. */
char *mado_text_normalize_name (const char *text);

/**
 * mado_text_normalize_kana:
 *
 * Returns: (transfer full): as mado_text_normalize_name(), hiragana made katakana too. */
char *mado_text_normalize_kana (const char *text);

/**
 * mado_text_normalize_address:
 *
 * Returns: (transfer full): as mado_text_normalize_name(), and every dash beside a digit made
 * U+FF0D (１２－７－２０２). */
char *mado_text_normalize_address (const char *text);

/** mado_text_normalize_digits: Returns: (transfer full): @text by NFKC without blanks: 「０３７ 」
 * gives "037". */
char *mado_text_normalize_digits (const char *text);

/** mado_text_is_katakana: Returns: whether @text is full-width katakana, ー, ・ and U+3000 only,
 * and not empty. */
gboolean mado_text_is_katakana (const char *text);

/** mado_text_compare: compares two names.  A name with another separator or width is SPELLING, not
 * SAME. */
MadoTextMatch mado_text_compare (const char *a, const char *b);

/**
 * mado_text_compare_address:
 *
 * As mado_text_compare(); 一丁目１２番７号, 1-12-7 and a leading prefecture or municipality that
 * only one has are differences of spelling. */
MadoTextMatch mado_text_compare_address (const char *a, const char *b);

G_END_DECLS
