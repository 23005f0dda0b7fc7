/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-inquiry-number.h"

#include "mado-text.h"

#include <string.h>

#define N_DIGITS 10 /* four of the year, five of the counter, one to check */

/* Row: what came so far; column: the next digit. */
static const char damm[10][11] = {
  "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
  "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
};

static char
check_digit (const char *digits, gsize n_digits)
{
  char interim = '0';

  for (gsize i = 0; i < n_digits; i++)
    interim = damm[interim - '0'][digits[i] - '0'];
  return interim;
}

char *
mado_inquiry_number_format (guint year, guint counter)
{
  g_autofree char *digits = g_strdup_printf ("%04u%05u", year, counter);

  g_return_val_if_fail (year <= 9999 && counter >= 1 && counter <= MADO_INQUIRY_COUNTER_MAX, NULL);
  return g_strdup_printf ("%.4s-%s-%c", digits, digits + 4, check_digit (digits, N_DIGITS - 1));
}

/* Only the digits; NULL when there is anything else but dashes. */
static char *
only_digits (const char *text)
{
  g_autofree char *plain
      = g_utf8_validate (text, -1, NULL) ? mado_text_normalize_digits (text) : NULL;
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *at = plain; at != NULL && *at != '\0'; at = mado_text_step (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (character < 0x80 && g_ascii_isdigit ((char) character))
        g_string_append_c (digits, (char) character);
      else if (g_unichar_type (character) != G_UNICODE_DASH_PUNCTUATION && character != 0x2212
               && character != 0x30FC)
        return NULL;
    }
  return plain != NULL && digits->len == N_DIGITS ? g_string_free (g_steal_pointer (&digits), FALSE)
                                                  : NULL;
}

char *
mado_inquiry_number_parse (const char *text)
{
  g_autofree char *digits = only_digits (text);

  if (digits == NULL || check_digit (digits, N_DIGITS) != '0')
    return NULL;
  return g_strdup_printf ("%.4s-%.5s-%c", digits, digits + 4, digits[N_DIGITS - 1]);
}
