/* Repertoire, width and kana, comparing.  Sources: JIS X 0208:1990 and 0212:1990 by glibc's EUC-JP
 * converter, the computed traps of the domain notes (10), certificate profile for addresses.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib.h>

#include "mado-repertoire.h"
#include "mado-text.h"

/* ---- Repertoire ---- */

static void
test_counts (void)
{
  guint n_0208 = 0, n_0212 = 0;

  for (gunichar c = 0; c <= 0x10FFFF; c++)
    {
      if (mado_repertoire_fold (c) != c)
        continue;
      n_0208 += mado_repertoire_of (c) == MADO_REPERTOIRE_0208;
      n_0212 += mado_repertoire_of (c) == MADO_REPERTOIRE_0212;
    }
  g_assert_cmpuint (mado_repertoire_count (MADO_REPERTOIRE_0208), ==, 6879);
  g_assert_cmpuint (mado_repertoire_count (MADO_REPERTOIRE_0212), ==, 6067);
  g_assert_cmpuint (n_0208, ==, 6879);
  g_assert_cmpuint (
      n_0212, ==, 6067 - 1); /* 0212's TILDE is U+FF5E in the table and folds to 0208's wave dash */
}

/* Each code point that glibc puts into a two- or three-byte EUC-JP character, and no other. */
static void
test_against_iconv (void)
{
  GIConv converter = g_iconv_open ("EUC-JP", "UTF-8");
  guint n_disagree = 0;

  g_assert_true (converter != (GIConv) -1);
  for (gunichar c = 0x80; c <= 0x2FFFF; c++)
    {
      char in[8] = { 0 }, out[8] = { 0 };
      char *from = in, *to = out;
      gsize n_in = (gsize) g_unichar_to_utf8 (c, in), n_out = sizeof out;
      MadoRepertoire expected = MADO_REPERTOIRE_NONE;

      if ((c >= 0xD800 && c < 0xE000) || mado_repertoire_fold (c) != c
          || (c >= 0xE000 && c < 0xF900))
        continue;
      if (g_iconv (converter, &from, &n_in, &to, &n_out) == 0 && (guint8) out[0] >= 0xA1)
        expected = MADO_REPERTOIRE_0208;
      else if ((guint8) out[0] == 0x8F && to - out == 3)
        expected = MADO_REPERTOIRE_0212;
      if (mado_repertoire_of (c) != expected)
        {
          g_test_message ("U+%04X: table %u, EUC-JP %u", c, mado_repertoire_of (c), expected);
          n_disagree++;
        }
      g_iconv (converter, NULL, NULL, NULL, NULL);
    }
  g_iconv_close (converter);
  g_assert_cmpuint (n_disagree, ==, 0);
}

static void
assert_all (const char *characters, MadoRepertoire expected)
{
  for (const char *at = characters; *at != '\0'; at = mado_text_step (at))
    {
      g_test_message ("U+%04X", g_utf8_get_char (at));
      g_assert_cmpint (mado_repertoire_of (g_utf8_get_char (at)), ==, expected);
    }
}

static void
test_traps (void)
{
  assert_all ("髙﨑𠮷德瀨栁淸黑寬賴郞彥昻", MADO_REPERTOIRE_NONE);
  assert_all ("濵桒彅鷗槗塡頰麴刘吴", MADO_REPERTOIRE_0212);
  assert_all ("邉邊齊齋濱凜堯", MADO_REPERTOIRE_0208);
  assert_all ("－〜‖−～∥", MADO_REPERTOIRE_0208);    /* with and without folding */
  assert_all ("ｱﾀﾞｰ･A0 ~\\-", MADO_REPERTOIRE_NONE); /* they encode, but are not JIS X 0208 */
  assert_all ("\uFA19\uFA12\uFA10", MADO_REPERTOIRE_NONE);
  g_assert_cmpint (mado_repertoire_of (0xFE00), ==, MADO_REPERTOIRE_NONE);
  g_assert_cmpint (mado_repertoire_of (0xE0100), ==, MADO_REPERTOIRE_NONE);
}

static void
test_substitutes (void)
{
  static const char *const pairs[]
      = { "髙高", "𠮷吉", "﨑崎", "德徳", "栁柳", "瀨瀬",     "淸清",     "黑黒",
          "寬寛", "賴頼", "郞郎", "彥彦", "昻昂", "\uFA19神", "\uFA12晴", "\uFA10塚" };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      gunichar from = g_utf8_get_char (pairs[i]);
      gunichar to = g_utf8_get_char (mado_text_step (pairs[i]));

      g_assert_cmpuint (mado_repertoire_of (from), ==, MADO_REPERTOIRE_NONE);
      g_assert_cmphex (mado_repertoire_substitute (from), ==, to);
    }
  g_assert_cmphex (mado_repertoire_substitute (0x20089), ==, 0); /* 𠂉: nothing stands for it */

  /* No substitute is outside the repertoire, and none is offered for a character that needs none.
   */
  for (gunichar c = 0x3400; c <= 0x2FA1F; c++)
    {
      gunichar to = (c >= 0xD800 && c < 0xE000) ? 0 : mado_repertoire_substitute (c);

      if (to == 0)
        continue;
      g_assert_cmpuint (mado_repertoire_of (to), !=, MADO_REPERTOIRE_NONE);
      g_assert_cmpuint (mado_repertoire_of (c), ==, MADO_REPERTOIRE_NONE);
    }
}

/* ---- Width, kana, length ---- */

static const struct
{
  char *(*normalize) (const char *);
  const char *in, *out;
} normalized[] = {
  /* clang-format off */
  { mado_text_normalize_kana,    "ﾀｶﾊｼ ﾖｼﾛｳ",            "タカハシ　ヨシロウ" },
  { mado_text_normalize_kana,    "  たかはし　 よしろう ", "タカハシ　ヨシロウ" },
  { mado_text_normalize_kana,    "ｶﾞｷﾞ ﾊﾟﾋﾟ ｳﾞ ﾜｰ",      "ガギ　パピ　ヴ　ワー" },
  { mado_text_normalize_kana,    "か\u3099",        "ガ" },
  { mado_text_normalize_name,    "か\u3099き",      "がき" },
  { mado_text_normalize_name,    "髙橋 𠮷郎",             "髙橋　𠮷郎" },
  { mado_text_normalize_name,    "\uFA19　太郎", "\uFA19　太郎" }, /* NFC would make it U+795E */
  { mado_text_normalize_name,    "辻󠄀　花子",              "辻󠄀　花子" },
  { mado_text_normalize_name,    "SMITH  JOHN",           "ＳＭＩＴＨ　ＪＯＨＮ" },
  { mado_text_normalize_name,    "O'BRIEN",               "Ｏ’ＢＲＩＥＮ" },
  { mado_text_normalize_name,    "",                      "" },
  { mado_text_normalize_address, "○○市中央1-12-7-202",    "○○市中央１－１２－７－２０２" },
  { mado_text_normalize_address, "１ー１２−７‐２０２",     "１－１２－７－２０２" },
  { mado_text_normalize_address, "タワー２０２",           "タワー２０２" },
  { mado_text_normalize_address, "ﾊｲﾂ A-1",               "ハイツ　Ａ－１" },
  { mado_text_normalize_digits,  "０３７ ",               "037" },
  /* clang-format on */
};

static void
test_normalize (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (normalized); i++)
    {
      g_autofree char *once = normalized[i].normalize (normalized[i].in);
      g_autofree char *twice = normalized[i].normalize (once);

      g_assert_cmpstr (once, ==, normalized[i].out);
      g_assert_cmpstr (twice, ==, once);
    }
}

static void
test_length (void)
{
  g_assert_cmpuint (mado_text_length ("髙橋　𠮷郎"), ==, 5);
  g_assert_cmpuint (mado_text_length ("辻󠄀　葛󠄀城"), ==, 4);
  g_assert_cmpuint (mado_text_length (""), ==, 0);
  g_assert_true (mado_text_is_katakana ("タカハシ　ヨシロウ"));
  g_assert_false (mado_text_is_katakana ("たかはし"));
  g_assert_false (mado_text_is_katakana ("ﾀｶﾊｼ"));
  g_assert_false (mado_text_is_katakana (""));
}

/* ---- Comparing ---- */

static const struct
{
  MadoTextMatch (*compare) (const char *, const char *);
  const char *a, *b;
  MadoTextMatch match;
} compared[] = {
  /* clang-format off */
  { mado_text_compare, "髙橋　𠮷郎", "髙橋　𠮷郎", MADO_TEXT_SAME },
  { mado_text_compare, "髙橋　𠮷郎", "高橋　吉郎", MADO_TEXT_SPELLING },
  { mado_text_compare, "渡辺　健",   "渡邉　健",   MADO_TEXT_SPELLING },
  { mado_text_compare, "渡邊　健",   "渡邉　健",   MADO_TEXT_SPELLING },
  { mado_text_compare, "斎藤　健",   "齋藤　健",   MADO_TEXT_SPELLING },
  { mado_text_compare, "斉藤　健",   "齊藤　健",   MADO_TEXT_SPELLING },
  { mado_text_compare, "濵田　恵",   "浜田　恵",   MADO_TEXT_SPELLING },
  { mado_text_compare, "栁　太郎",   "柳　太郎",   MADO_TEXT_SPELLING },
  { mado_text_compare, "辻󠄀　花子",  "辻　花子",   MADO_TEXT_SPELLING },
  { mado_text_compare, "関ケ原",     "関ヶ原",     MADO_TEXT_SPELLING },
  { mado_text_compare, "山田　太郎", "山田太郎",   MADO_TEXT_SPELLING },
  { mado_text_compare, "ﾔﾏﾀﾞ",       "ヤマダ",     MADO_TEXT_SPELLING },
  { mado_text_compare, "井ノ上　健", "井の上　健", MADO_TEXT_SPELLING },
  { mado_text_compare, "山田　太郎", "山田　大郎", MADO_TEXT_DIFFERENT },
  { mado_text_compare, "土田　正",   "士田　正",   MADO_TEXT_DIFFERENT },
  { mado_text_compare, "",           "山",         MADO_TEXT_DIFFERENT },
  { mado_text_compare_address, "中央1-12-7-202", "○○市中央一丁目１２－７－２０２", MADO_TEXT_SPELLING },
  { mado_text_compare_address, "○○市中央一丁目１２番７号", "○○市中央１－１２－７", MADO_TEXT_SPELLING },
  { mado_text_compare_address, "○○県○○市中央２－１", "○○市中央２－１", MADO_TEXT_SPELLING },
  { mado_text_compare_address, "○○市中央十二丁目３番地", "○○市中央12-3", MADO_TEXT_SPELLING },
  { mado_text_compare_address, "○○市中央１－１２－７", "○○市中央１－１２－８", MADO_TEXT_DIFFERENT },
  { mado_text_compare_address, "西新宿１－１", "新宿１－１", MADO_TEXT_DIFFERENT },
  { mado_text_compare_address, "○○市中央１１－２", "○○市中央１－１２", MADO_TEXT_DIFFERENT },
  { mado_text_compare_address, "○○市", "", MADO_TEXT_DIFFERENT },
  /* clang-format on */
};

static void
test_compare (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (compared); i++)
    {
      g_test_message ("%s / %s", compared[i].a, compared[i].b);
      g_assert_cmpint (compared[i].compare (compared[i].a, compared[i].b), ==, compared[i].match);
      g_assert_cmpint (compared[i].compare (compared[i].b, compared[i].a), ==, compared[i].match);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/repertoire/counts", test_counts);
  g_test_add_func ("/base/repertoire/against-iconv", test_against_iconv);
  g_test_add_func ("/base/repertoire/traps", test_traps);
  g_test_add_func ("/base/repertoire/substitutes", test_substitutes);
  g_test_add_func ("/base/text/normalize", test_normalize);
  g_test_add_func ("/base/text/length", test_length);
  g_test_add_func ("/base/text/compare", test_compare);
  return g_test_run ();
}
