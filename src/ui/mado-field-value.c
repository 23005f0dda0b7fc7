/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-field-value.h"

#include "mado-revoke.h"
#include "mado-text.h"

#include <glib/gi18n.h>

static char *
normalize_serial (const char *text)
{
  char *serial = mado_revoke_normalize_serial (text);

  return serial != NULL ? serial : mado_text_normalize_digits (text);
}

char *
mado_field_value_normalize (MadoFieldKind kind, const char *text)
{
  switch (kind)
    {
    case MADO_FIELD_NAME:
      return mado_text_normalize_name (text);
    case MADO_FIELD_KANA:
      return mado_text_normalize_kana (text);
    case MADO_FIELD_ADDRESS:
      return mado_text_normalize_address (text);
    case MADO_FIELD_DATE:
    case MADO_FIELD_PAST_DATE:
    case MADO_FIELD_DIGITS:
      return mado_text_normalize_digits (text);
    case MADO_FIELD_SERIAL:
      return normalize_serial (text);
    case MADO_FIELD_CHOICE:
    default:
      return g_strdup (text);
    }
}

gboolean
mado_field_value_is_date (MadoFieldKind kind)
{
  return kind == MADO_FIELD_DATE || kind == MADO_FIELD_PAST_DATE;
}

static gboolean
is_to_come (const MadoWareki *date, const GDate *today)
{
  g_autoptr (GDate) day
      = g_date_new_dmy (date->day, (GDateMonth) date->month, (GDateYear) date->year);

  return g_date_compare (day, today) > 0;
}

static const char *
date_error (MadoFieldKind kind, const char *text, const GDate *today)
{
  static const char *const texts[] = {
    [MADO_WAREKI_ERROR_SHAPE] = N_ ("Write the date like S55.2.17 or 1980-02-17."),
    [MADO_WAREKI_ERROR_NEEDS_ERA] = N_ ("Which era? Put M, T, S, H or R before the year."),
    [MADO_WAREKI_ERROR_NO_SUCH_DAY] = N_ ("This day does not exist."),
    [MADO_WAREKI_ERROR_NOT_IN_ERA] = N_ ("The era had ended or not begun on this day."),
    [MADO_WAREKI_ERROR_CHOOSE_ERA] = N_ ("Two eras share this day: write the era of the register."),
    [MADO_WAREKI_ERROR_OUT_OF_RANGE] = N_ ("Years from 1873 to 2099 only."),
  };
  g_autoptr (GError) error = NULL;
  MadoWareki date;

  if (mado_wareki_parse (text, &date, &error))
    return kind == MADO_FIELD_PAST_DATE && is_to_come (&date, today)
               ? _ ("This day is still to come.")
               : NULL;
  return _ (texts[error->code]);
}

const char *
mado_field_value_error (const MadoField *field, const char *text, const GDate *today)
{
  g_autofree char *value = mado_field_value_normalize (field->kind, text);

  if (*value == '\0')
    return field->required ? _ ("Please fill in.") : NULL;
  if (mado_field_value_is_date (field->kind))
    return date_error (field->kind, value, today);
  if (field->kind == MADO_FIELD_KANA && !mado_text_is_katakana (value))
    return _ ("Katakana only.");
  if (field->kind == MADO_FIELD_SERIAL)
    {
      g_autofree char *serial = mado_revoke_normalize_serial (text);

      return serial == NULL ? _ ("Digits and the letters A to F, at most 40.") : NULL;
    }
  if (field->most > 0 && mado_text_length (value) > (guint) field->most)
    return _ ("Too long.");
  return NULL;
}

static guint
age_on (const MadoWareki *birth, const GDate *today)
{
  guint years = (guint) g_date_get_year (today) - birth->year;
  gboolean before_birthday = (guint) g_date_get_month (today) < birth->month
                             || ((guint) g_date_get_month (today) == birth->month
                                 && g_date_get_day (today) < birth->day);

  return years > 0 && before_birthday ? years - 1 : years;
}

char *
mado_field_value_echo (MadoFieldKind kind, const char *text, const GDate *today)
{
  MadoWareki date;

  if (!mado_field_value_is_date (kind) || !mado_wareki_parse (text, &date, NULL)
      || date.year > g_date_get_year (today))
    return NULL;
  return mado_wareki_format_with_age (&date, age_on (&date, today));
}
