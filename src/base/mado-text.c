/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mado-text.h"

#define IDEOGRAPHIC_SPACE 0x3000
#define FULLWIDTH_HYPHEN 0xFF0D
#define FULLWIDTH_OFFSET 0xFEE0 /* from U+0021..007E to U+FF01..FF5E */
#define KANA_OFFSET 0x60        /* from hiragana to katakana */

gboolean
mado_text_is_extender (gunichar character)
{
  GUnicodeType type = g_unichar_type (character);

  return type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK
         || type == G_UNICODE_SPACING_MARK;
}

const char *
mado_text_next (const char *text)
{
  const char *next = mado_text_step (text);

  while (*next != '\0' && mado_text_is_extender (g_utf8_get_char (next)))
    next = mado_text_step (next);
  return next;
}

guint
mado_text_length (const char *text)
{
  guint length = 0;

  for (const char *at = text; *at != '\0'; at = mado_text_next (at))
    length++;
  return length;
}

static gboolean
is_halfwidth_kana (gunichar character)
{
  return character >= 0xFF61 && character <= 0xFF9F;
}

static gboolean
is_sound_mark (gunichar character)
{
  return character == 0x3099 || character == 0x309A;
}

static gboolean
is_full_digit (gunichar character)
{
  return character >= 0xFF10 && character <= 0xFF19;
}

static gunichar
to_fullwidth (gunichar character)
{
  g_autofree char *wide = NULL;
  char narrow[7] = { 0 };

  if (character == '\'')
    return 0x2019; /* U+FF07 and U+FF02 are in neither JIS set, the curved marks are */
  if (character == '"')
    return 0x201D;
  if (character > ' ' && character < 0x7F)
    return character + FULLWIDTH_OFFSET;
  if (!is_halfwidth_kana (character))
    return character;
  g_unichar_to_utf8 (character, narrow);
  wide = g_utf8_normalize (narrow, -1, G_NORMALIZE_NFKC);
  return g_utf8_get_char (
      wide); /* the half-width marks become U+3099 and U+309A and are composed below */
}

/* Joins a sound mark to the kana before it.  FALSE when there is none that takes it. */
static gboolean
join_sound_mark (GString *out, gunichar mark)
{
  const char *last = out->len == 0 ? NULL : g_utf8_prev_char (out->str + out->len);
  gunichar base = last == NULL ? 0 : g_utf8_get_char (last);
  gunichar composed;

  if (base < 0x3041 || base > 0x30FE || !g_unichar_compose (base, mark, &composed))
    return FALSE;
  g_string_truncate (out, (gsize) (last - out->str));
  g_string_append_unichar (out, composed);
  return TRUE;
}

static gboolean
is_blank (gunichar character)
{
  return g_unichar_isspace (character) || character == 0x00A0;
}

char *
mado_text_normalize_name (const char *text)
{
  GString *out = g_string_new (NULL);
  gboolean gap = FALSE;

  for (const char *at = text; *at != '\0'; at = mado_text_step (at))
    {
      gunichar character = to_fullwidth (g_utf8_get_char (at));

      if (is_blank (character))
        {
          gap = out->len > 0;
          continue;
        }
      if (is_sound_mark (character) && !gap && join_sound_mark (out, character))
        continue;
      if (gap)
        g_string_append_unichar (out, IDEOGRAPHIC_SPACE);
      gap = FALSE;
      g_string_append_unichar (out, character);
    }
  return g_string_free (out, FALSE);
}

char *
mado_text_normalize_kana (const char *text)
{
  g_autofree char *full = mado_text_normalize_name (text);
  GString *out = g_string_new (NULL);

  for (const char *at = full; *at != '\0'; at = mado_text_step (at))
    {
      gunichar character = g_utf8_get_char (at);
      gboolean hiragana = (character >= 0x3041 && character <= 0x3096) || character == 0x309D
                          || character == 0x309E;

      g_string_append_unichar (out, hiragana ? character + KANA_OFFSET : character);
    }
  return g_string_free (out, FALSE);
}

static gboolean
is_dash (gunichar character)
{
  static const gunichar dashes[]
      = { 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0xFF0D, 0x30FC, 0x2500 };

  for (gsize i = 0; i < G_N_ELEMENTS (dashes); i++)
    if (dashes[i] == character)
      return TRUE;
  return FALSE;
}

char *
mado_text_normalize_address (const char *text)
{
  g_autofree char *full = mado_text_normalize_name (text);
  GString *out = g_string_new (NULL);
  gunichar before = 0;

  for (const char *at = full; *at != '\0'; at = mado_text_step (at))
    {
      gunichar character = g_utf8_get_char (at);
      gunichar after = g_utf8_get_char (mado_text_step (at));
      /* ー belongs to a word (タワー２０２) unless digits stand on both sides. */
      gboolean between = is_full_digit (before) && is_full_digit (after);
      gboolean beside = is_full_digit (before) || is_full_digit (after);

      if (is_dash (character) && (character == 0x30FC ? between : beside))
        character = FULLWIDTH_HYPHEN;
      g_string_append_unichar (out, character);
      before = character;
    }
  return g_string_free (out, FALSE);
}

char *
mado_text_normalize_digits (const char *text)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  GString *out = g_string_new (NULL);

  for (const char *at = plain; at != NULL && *at != '\0'; at = mado_text_step (at))
    if (!is_blank (g_utf8_get_char (at)))
      g_string_append_unichar (out, g_utf8_get_char (at));
  return g_string_free (out, FALSE);
}

gboolean
mado_text_is_katakana (const char *text)
{
  if (*text == '\0')
    return FALSE;
  for (const char *at = text; *at != '\0'; at = mado_text_step (at))
    {
      gunichar character = g_utf8_get_char (at);

      if ((character < 0x30A1 || character > 0x30FE) && character != IDEOGRAPHIC_SPACE)
        return FALSE;
    }
  return TRUE;
}
