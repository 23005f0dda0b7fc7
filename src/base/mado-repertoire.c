/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-repertoire.h"

typedef struct
{
  guint8 page;      /* the code point's upper byte; everything is in the basic plane */
  guint64 words[4]; /* bit n of the 256: U+pp00 + n */
} JisPage;

#include "mado-jis-table.h"

/* clang-format off */
static const struct { gunichar from, to; } folds[] = { /* the same cell of JIS X 0208, written by vendors' code points */
  { 0xFF0D, 0x2212 }, { 0xFF5E, 0x301C }, { 0x2225, 0x2016 }, { 0x2014, 0x2015 },
  { 0xFFE0, 0x00A2 }, { 0xFFE1, 0x00A3 }, { 0xFFE2, 0x00AC },
};

static const struct { const char *from, *to; } substitutes[] = {
  { "髙", "高" }, { "𠮷", "吉" }, { "﨑", "崎" }, { "德", "徳" }, { "栁", "柳" }, { "瀨", "瀬" }, { "淸", "清" },
  { "黑", "黒" }, { "寬", "寛" }, { "賴", "頼" }, { "郞", "郎" }, { "彥", "彦" }, { "昻", "昂" }, { "增", "増" },
  { "橫", "横" }, { "緖", "緒" }, { "綠", "緑" }, { "薰", "薫" }, { "靑", "青" }, { "內", "内" }, { "吳", "呉" },
  { "敎", "教" }, { "曆", "暦" }, { "歷", "歴" }, { "戶", "戸" }, { "產", "産" }, { "鄕", "郷" }, { "卽", "即" },
  { "旣", "既" }, { "槪", "概" }, { "溫", "温" }, { "涉", "渉" }, { "狀", "状" }, { "硏", "研" }, { "閒", "間" },
  { "㐂", "喜" }, { "銳", "鋭" }, { "黃", "黄" }, { "步", "歩" }, { "每", "毎" }, { "姬", "姫" }, { "錄", "録" },
  { "說", "説" }, { "悅", "悦" }, { "脫", "脱" }, { "稅", "税" }, { "閱", "閲" }, { "尙", "尚" }, { "娛", "娯" },
  { "絕", "絶" }, { "虛", "虚" }, { "渴", "渇" }, { "揭", "掲" }, { "屛", "屏" }, { "幷", "并" }, { "徵", "徴" },
  { "戾", "戻" }, { "晚", "晩" }, { "榆", "楡" }, { "歲", "歳" }, { "淚", "涙" }, { "巢", "巣" }, { "夀", "寿" },
  { "甁", "瓶" }, { "凬", "風" }, { "别", "別" }, { "剝", "剥" }, { "噓", "嘘" }, { "蟬", "蝉" }, { "驒", "騨" },
  { "𣘺", "橋" }, { "𡈽", "土" }, { "圡", "土" }, { "𠀋", "丈" }, { "𣳾", "泰" }, { "𠮟", "叱" }, { "﨔", "欅" },
  { "﨤", "返" },
};
/* clang-format on */

static gboolean
pages_hold (const JisPage *pages, gsize n_pages, gunichar character)
{
  for (gsize i = 0; i < n_pages && pages[i].page <= character >> 8; i++)
    if (pages[i].page == character >> 8)
      return (pages[i].words[(character & 0xFF) >> 6] >> (character & 0x3F)) & 1;
  return FALSE;
}

gunichar
mado_repertoire_fold (gunichar character)
{
  for (gsize i = 0; i < G_N_ELEMENTS (folds); i++)
    if (folds[i].from == character)
      return folds[i].to;
  return character;
}

MadoRepertoire
mado_repertoire_of (gunichar character)
{
  gunichar folded = mado_repertoire_fold (character);

  if (pages_hold (jis_x_0208, G_N_ELEMENTS (jis_x_0208), folded))
    return MADO_REPERTOIRE_0208;
  if (pages_hold (jis_x_0212, G_N_ELEMENTS (jis_x_0212), folded))
    return MADO_REPERTOIRE_0212;
  return MADO_REPERTOIRE_NONE;
}

static guint
count_bits (const JisPage *pages, gsize n_pages)
{
  guint count = 0;

  for (gsize i = 0; i < n_pages; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (pages[i].words); k++)
      count += (guint) __builtin_popcountll (pages[i].words[k]);
  return count;
}

guint
mado_repertoire_count (MadoRepertoire set)
{
  switch (set)
    {
    case MADO_REPERTOIRE_0208:
      return count_bits (jis_x_0208, G_N_ELEMENTS (jis_x_0208));
    case MADO_REPERTOIRE_0212:
      return count_bits (jis_x_0212, G_N_ELEMENTS (jis_x_0212));
    case MADO_REPERTOIRE_NONE:
    default:
      return 0;
    }
}

static gboolean
is_compatibility_ideograph (gunichar character)
{
  return (character >= 0xF900 && character <= 0xFAFF)
         || (character >= 0x2F800 && character <= 0x2FA1F);
}

gunichar
mado_repertoire_substitute (gunichar character)
{
  gunichar first, second;

  for (gsize i = 0; i < G_N_ELEMENTS (substitutes); i++)
    if (g_utf8_get_char (substitutes[i].from) == character)
      return g_utf8_get_char (substitutes[i].to);

  if (!is_compatibility_ideograph (character) || !g_unichar_decompose (character, &first, &second)
      || second != 0)
    return 0;
  if (mado_repertoire_of (first) != MADO_REPERTOIRE_NONE)
    return first;
  return first == character ? 0 : mado_repertoire_substitute (first);
}
