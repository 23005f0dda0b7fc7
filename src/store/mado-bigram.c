/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-bigram.h"

#include "mado-repertoire.h"
#include "mado-text.h"

#define MIDDLE_DOT 0x30FB

char *
mado_bigram_fold (const char *text)
{
  g_autofree char *kana = mado_text_normalize_kana (text);
  GString *folded = g_string_new (NULL);

  for (const char *at = kana; *at != '\0'; at = mado_text_step (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (!g_unichar_isspace (character) && character != MIDDLE_DOT
          && !mado_text_is_extender (character))
        g_string_append_unichar (folded, g_unichar_tolower (character));
    }
  return g_string_free (folded, FALSE);
}

char *
mado_bigram_loosen (const char *folded)
{
  GString *loose = g_string_new (NULL);

  for (const char *at = folded; *at != '\0'; at = mado_text_step (at))
    {
      gunichar character = g_utf8_get_char (at);
      gunichar substitute = mado_repertoire_of (character) == MADO_REPERTOIRE_NONE
                                ? mado_repertoire_substitute (character)
                                : 0;

      g_string_append_unichar (loose, substitute != 0 ? substitute : character);
    }
  return g_string_free (loose, FALSE);
}

/* Four digits reach 36^4 = 1,679,616, past U+10FFFF. */
static void
append_character (GString *out, gunichar character)
{
  static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";

  for (guint unit = 36 * 36 * 36; unit > 0; unit /= 36)
    g_string_append_c (out, digits[character / unit % 36]);
}

static void
append_pair (GString *out, const char *at, const char *next)
{
  if (out->len > 0)
    g_string_append_c (out, ' ');
  append_character (out, g_utf8_get_char (at));
  if (*next != '\0')
    append_character (out, g_utf8_get_char (next));
}

char *
mado_bigram_tokens (const char *folded)
{
  GString *tokens = g_string_new (NULL);

  for (const char *at = folded; *at != '\0'; at = mado_text_step (at))
    append_pair (tokens, at, mado_text_step (at));
  return g_string_free (tokens, FALSE);
}

char *
mado_bigram_phrase (const char *folded)
{
  GString *phrase;
  const char *next;

  if (*folded == '\0')
    return NULL;
  phrase = g_string_new (NULL);
  if (*mado_text_step (folded) == '\0')
    {
      append_character (phrase, g_utf8_get_char (folded));
      g_string_append_c (phrase, '*');
      return g_string_free (phrase, FALSE);
    }
  for (const char *at = folded; *(next = mado_text_step (at)) != '\0'; at = next)
    append_pair (phrase, at, next);
  g_string_prepend_c (phrase, '"');
  g_string_append_c (phrase, '"');
  return g_string_free (phrase, FALSE);
}
