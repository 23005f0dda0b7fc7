/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-form-variation.h"

/* Kanji whose printed shape JIS X 0213:2004 changed and that stand in names.  In Adobe-Japan1
 * U+E0100 is the shape of JIS X 0208:1990 and U+E0101 that of 2004; in Moji_Joho U+E0102 and
 * U+E0103.  Unicode Ideographic Variation Database (UTS #37), both collections; each row was
 * compared by eye in IPAmj Mincho 005.01, where U+E0103 is also the default glyph. */
static const gunichar shared_shapes[] = {
  0x698A, /* 榊 */
  0x69CC, /* 槌 */
  0x6A0B, /* 樋 */
  0x7947, /* 祇 */
  0x82A6, /* 芦 */
  0x845B, /* 葛 */
  0x8FBB, /* 辻 */
};

gboolean
mado_form_variation_is_selector (gunichar character)
{
  return (character >= 0xFE00 && character <= 0xFE0F)
         || (character >= 0xE0100 && character <= 0xE01EF);
}

static gboolean
is_shared (gunichar base)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shared_shapes); i++)
    if (shared_shapes[i] == base)
      return TRUE;
  return FALSE;
}

char *
mado_form_variation_translate (const char *text)
{
  GString *translated = g_string_new (NULL);
  gunichar base = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_find_next_char (p, NULL))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c == 0xE0100 || c == 0xE0101) && is_shared (base))
        c += 2;
      g_string_append_unichar (translated, c);
      base = c;
    }
  return g_string_free (translated, FALSE);
}
