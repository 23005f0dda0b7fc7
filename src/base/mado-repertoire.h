/* mado-repertoire.h - which characters a certificate may hold: JIS X 0208 and JIS X 0212
 *
 * By code point, never by a converter: cp932 has 髙 and lacks 鷗, and EUC-JP converters differ on
 * －〜‖. Source: the substitute rule that towns publish (JIS levels 1 and 2 and the supplementary
 * kanji), JIS X 0208:1990 and JIS X 0212:1990.
 *
 * Layer: base.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MADO_REPERTOIRE_NONE, /* cannot enter a certificate */
  MADO_REPERTOIRE_0208, /* levels 1 and 2, kana, signs */
  MADO_REPERTOIRE_0212, /* supplementary kanji, accented Latin */
} MadoRepertoire;

/**
 * mado_repertoire_fold:
 *
 * Returns: the code point of JIS0208.TXT for a sign that vendors write differently (U+FF0D is
 * U+2212, U+FF5E U+301C, U+2225 U+2016, U+2014 U+2015, U+FFE0-FFE2 U+00A2 U+00A3 U+00AC); any other
 * character unchanged. */
gunichar mado_repertoire_fold (gunichar character);

/**
 * mado_repertoire_of:
 *
 * Returns: the set that holds @character after folding.  ASCII, half-width kana and variation
 * selectors are in none. */
MadoRepertoire mado_repertoire_of (gunichar character);

/** mado_repertoire_count: Returns: how many characters @set holds: 6879 or 6067. */
guint mado_repertoire_count (MadoRepertoire set);

/**
 * mado_repertoire_substitute:
 * @character: one that is not in the repertoire
 *
 * Returns: the character that stands for it in a certificate, 0 when none is known and kana must be
 * given.  Sources: the substitutes 髙→高 𠮷→吉 … of municipal notices; pairs of old and new form in
 * the 常用漢字表 (2010) and of the 人名用漢字 list; the canonical singletons of the compatibility
 * ideographs (Unicode, U+F900-FAFF, U+2F800-2FA1F). */
gunichar mado_repertoire_substitute (gunichar character);

G_END_DECLS
