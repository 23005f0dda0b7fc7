/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "mado-password-rule.h"

#define LONGEST_DATE 16 /* bytes, with the end mark */
#define TELEPHONE_MIN 4 /* digits at its end that people take for a password */

void
mado_password_rule_fold (guint8 *bytes, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    bytes[i] = (guint8) g_ascii_toupper ((char) bytes[i]);
}

MadoPasswordVerdict
mado_password_rule_check (const guint8 *bytes, gsize n_bytes, guint min, guint max)
{
  guint n_bad = 0;

  if (n_bytes > max)
    return MADO_PASSWORD_TOO_LONG;
  for (gsize i = 0; i < n_bytes; i++)
    n_bad += !g_ascii_isdigit (bytes[i]) & !g_ascii_isupper (bytes[i]);
  if (n_bad > 0)
    return MADO_PASSWORD_BAD_CHARACTER;
  return n_bytes < min ? MADO_PASSWORD_TOO_SHORT : MADO_PASSWORD_OK;
}

static gboolean
is_text (const guint8 *bytes, gsize n_bytes, const char *text)
{
  return strlen (text) == n_bytes && memcmp (bytes, text, n_bytes) == 0;
}

/* The year of the era, from the date by the era's own letter. */
static guint
era_year (const MadoWareki *birth)
{
  static const guint before[] = { 0, 1867, 1911, 1925, 1988, 2018 };

  return birth->era < G_N_ELEMENTS (before) ? birth->year - before[birth->era] : birth->year;
}

gboolean
mado_password_rule_is_birth_date (const guint8 *bytes, gsize n_bytes, const MadoWareki *birth)
{
  static const char letters[] = "0MTSHR";
  guint year = birth->year, month = birth->month, day = birth->day,
        short_year = era_year (birth) % 100;
  char forms[6][LONGEST_DATE];
  gboolean found = FALSE;

  g_snprintf (forms[0], LONGEST_DATE, "%04u%02u%02u", year, month, day);
  g_snprintf (forms[1], LONGEST_DATE, "%02u%02u%02u", year % 100, month, day);
  g_snprintf (forms[2], LONGEST_DATE, "%02u%02u", month, day);
  g_snprintf (forms[3], LONGEST_DATE, "%02u%02u%02u", short_year, month, day);
  g_snprintf (forms[4], LONGEST_DATE, "%c%02u%02u%02u", letters[birth->era % 6], short_year, month,
              day);
  g_snprintf (forms[5], LONGEST_DATE, "%u%02u%02u%02u", (guint) birth->era, short_year, month, day);
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    found |= is_text (bytes, n_bytes, forms[i]);
  return found;
}

gboolean
mado_password_rule_is_mixed (const guint8 *bytes, gsize n_bytes)
{
  guint n_digits = 0;

  for (gsize i = 0; i < n_bytes; i++)
    n_digits += g_ascii_isdigit (bytes[i]) != 0;
  return n_digits > 0 && n_digits < n_bytes;
}

gboolean
mado_password_rule_is_telephone (const guint8 *bytes, gsize n_bytes, const char *telephone)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (; *telephone != '\0'; telephone++)
    if (g_ascii_isdigit (*telephone))
      g_string_append_c (digits, *telephone);
  return n_bytes >= TELEPHONE_MIN && n_bytes <= digits->len
         && memcmp (bytes, digits->str + digits->len - n_bytes, n_bytes) == 0;
}

MadoPasswordTry
mado_password_rule_try (guint tries_left, gboolean right, guint all)
{
  MadoPasswordTry tried = { .sent = tries_left > 0 };

  if (tried.sent)
    tried.tries_left = right ? all : tries_left - 1;
  tried.locked = tried.tries_left == 0;
  return tried;
}
