/* mado-bigram.h - Japanese text as index tokens of two characters
 *
 * A two-character name is the usual length of a search, which an index of three-character tokens
 * cannot answer.  Each pair of neighbours is one token, the last character one more, so that a
 * single character is found as the beginning of a token.  A token is written in base 36, four
 * digits a character: the engine's tokenizer then has nothing to drop (ー, ・, marks) or to fold.
 *
 * Layer: store.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** mado_bigram_fold: Returns: (transfer full): @text as it is compared: width, hiragana as
 *   katakana, small letters; no blanks, dots between names, or variation selectors.  Kanji are left
 *   alone. */
char *mado_bigram_fold (const char *text);

/** mado_bigram_loosen: Returns: (transfer full): @folded with characters outside the certificate's
 *   repertoire replaced by their usual substitute (髙 by 高). */
char *mado_bigram_loosen (const char *folded);

/** mado_bigram_tokens: Returns: (transfer full): the tokens of @folded, parted by blanks. */
char *mado_bigram_tokens (const char *folded);

/** mado_bigram_phrase: Returns: (transfer full) (nullable): an expression of the index that finds
 *   every text with @folded in it; %NULL when @folded is empty. */
char *mado_bigram_phrase (const char *folded);

G_END_DECLS
