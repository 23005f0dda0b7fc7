/* Comparing names and addresses by a skeleton in which spellings of one thing look alike; see
 * mado-text.h. The skeleton is for warnings only and never leaves this file.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mado-repertoire.h"
#include "mado-text.h"

/* Each text is a family whose members look alike on paper; the first stands for all of them in a
 * skeleton. Sources: reading traps of the counter (domain notes 6.3), 人名用漢字 pairs of old and
 * new form. */
/* clang-format off */
static const char *const families[] = {
  "辺邉邊", "斉斎齊齋", "沢澤", "浜濱濵", "広廣", "桜櫻", "恵惠", "真眞", "島嶋嶌", "国國", "竜龍", "滝瀧",
  "富冨", "峰峯", "剣劍釼", "関關", "亀龜", "鉄鐵", "栄榮", "寿壽", "円圓", "万萬", "与與", "礼禮", "条條", "桑桒",
  "橋槗", "曽曾", "静靜", "弥彌", "涼凉", "晃晄", "館舘", "村邨", "桧檜", "薗園",
  "ケヶ", "カヵ", "ツッ", "のノ之乃", "-ー－‐‑–—―−一", "崎嵜",
};
/* clang-format on */

static gunichar
family_head (gunichar character)
{
  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    if (g_utf8_strchr (families[i], -1, character) != NULL)
      return g_utf8_get_char (families[i]);
  return character;
}

static void
append_skeleton_character (GString *out, gunichar character)
{
  gunichar substitute = mado_repertoire_substitute (character);

  if (mado_text_is_extender (character) || g_unichar_isspace (character))
    return;
  if (mado_repertoire_of (character) == MADO_REPERTOIRE_NONE && substitute != 0)
    character = substitute;
  g_string_append_unichar (out, g_unichar_toupper (family_head (character)));
}

static char *
name_skeleton (const char *text)
{
  g_autofree char *kana = mado_text_normalize_name (text);
  g_autofree char *plain = g_utf8_normalize (kana, -1, G_NORMALIZE_NFKC);
  GString *out = g_string_new (NULL);

  for (const char *at = plain; at != NULL && *at != '\0'; at = mado_text_step (at))
    append_skeleton_character (out, g_utf8_get_char (at));
  return g_string_free (out, FALSE);
}

/* Reads a run of kanji numerals below 100 (十二, 二十三, 三) at @at.  0: there is none. */
static guint
kanji_number (const char *at, const char **after)
{
  static const char digits[] = "〇一二三四五六七八九";
  guint tens = 0, ones = 0;
  gboolean any = FALSE;

  for (*after = at; **after != '\0'; *after = mado_text_step (*after), any = TRUE)
    {
      gunichar character = g_utf8_get_char (*after);
      const char *digit = g_utf8_strchr (digits, -1, character);

      if (digit != NULL)
        ones = ones * 10 + (guint) g_utf8_pointer_to_offset (digits, digit);
      else if (character == 0x5341) /* 十 */
        tens = MAX (ones, 1) * 10, ones = 0;
      else
        break;
    }
  return any ? tens + ones : 0;
}

static const char *
skip_block_word (const char *at)
{
  static const char *const words[] = { "丁目", "番地の", "番地", "番", "号" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (at, words[i]))
      return at + strlen (words[i]);
  return NULL;
}

static void
append_block_end (GString *out, const char **at)
{
  const char *next = skip_block_word (*at);

  if (next == NULL)
    return;
  *at = next;
  if (g_ascii_isdigit (*next) || kanji_number (next, &next) > 0)
    g_string_append_c (out, '-');
}

/* 一丁目１２番７号 and 1-12-7 give "1-12-7". */
static char *
address_skeleton (const char *text)
{
  g_autofree char *full = mado_text_normalize_address (text);
  g_autofree char *plain = g_utf8_normalize (full, -1, G_NORMALIZE_NFKC);
  GString *out = g_string_new (NULL);
  const char *at = plain != NULL ? plain : "";

  while (*at != '\0')
    {
      const char *after;
      guint number = kanji_number (at, &after);

      if (g_ascii_isdigit (*at))
        {
          g_string_append_c (out, *at++);
          if (!g_ascii_isdigit (*at))
            append_block_end (out, &at);
        }
      else if (number > 0 && skip_block_word (after) != NULL)
        {
          g_string_append_printf (out, "%u", number);
          at = after;
          append_block_end (out, &at);
        }
      else
        {
          append_skeleton_character (out, g_utf8_get_char (at));
          at = mado_text_step (at);
        }
    }
  return g_string_free (out, FALSE);
}

MadoTextMatch
mado_text_compare (const char *a, const char *b)
{
  g_autofree char *skeleton_a = name_skeleton (a);
  g_autofree char *skeleton_b = name_skeleton (b);

  if (g_str_equal (a, b))
    return MADO_TEXT_SAME;
  return g_str_equal (skeleton_a, skeleton_b) ? MADO_TEXT_SPELLING : MADO_TEXT_DIFFERENT;
}

/* Whether @longer is @shorter behind a prefecture, county or municipality. */
static gboolean
differs_by_municipality (const char *longer, const char *shorter)
{
  const char *rest = longer + strlen (longer) - strlen (shorter);
  gunichar last;

  if (*shorter == '\0' || !g_str_has_suffix (longer, shorter) || rest == longer)
    return FALSE;
  last = g_utf8_get_char (g_utf8_prev_char (rest));
  return g_utf8_strchr ("都道府県郡市区町村", -1, last) != NULL;
}

MadoTextMatch
mado_text_compare_address (const char *a, const char *b)
{
  g_autofree char *skeleton_a = address_skeleton (a);
  g_autofree char *skeleton_b = address_skeleton (b);

  if (g_str_equal (a, b))
    return MADO_TEXT_SAME;
  if (g_str_equal (skeleton_a, skeleton_b))
    return MADO_TEXT_SPELLING;
  if (strlen (skeleton_a) > strlen (skeleton_b)
          ? differs_by_municipality (skeleton_a, skeleton_b)
          : strlen (skeleton_b) > strlen (skeleton_a)
                && differs_by_municipality (skeleton_b, skeleton_a))
    return MADO_TEXT_SPELLING;
  return MADO_TEXT_DIFFERENT;
}
