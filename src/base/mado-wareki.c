/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "mado-text.h"
#include "mado-wareki.h"

#define FIRST_DAY                                                                                  \
  18730101u /* the first day of the solar calendar in Japan (明治5年太政官布告337号) */
#define LAST_DAY 20991231u
#define MAX_TEXT 64 /* bytes after normalising; the longest sensible form is under 40 */

G_DEFINE_QUARK (mado_wareki_error, mado_wareki_error)

typedef struct
{
  const char *name;
  char letter;
  guint first, last; /* YYYYMMDD, both inclusive */
  guint year_before; /* Gregorian year of the era's year 1, less 1 */
} Era;

/* clang-format off */
static const Era eras[] = {
  [MADO_ERA_UNKNOWN] = { "",     '\0', 0,         0,         0    },
  [MADO_ERA_MEIJI]   = { "明治", 'M',  FIRST_DAY, 19120730u, 1867 },
  [MADO_ERA_TAISHO]  = { "大正", 'T',  19120730u, 19261225u, 1911 },
  [MADO_ERA_SHOWA]   = { "昭和", 'S',  19261225u, 19890107u, 1925 },
  [MADO_ERA_HEISEI]  = { "平成", 'H',  19890108u, 20190430u, 1988 },
  [MADO_ERA_REIWA]   = { "令和", 'R',  20190501u, LAST_DAY,  2018 },
};
/* clang-format on */

static guint
number_of (const MadoWareki *date)
{
  return date->year * 10000u + date->month * 100u + date->day;
}

static gboolean
era_has (MadoEra era, const MadoWareki *date)
{
  return era > MADO_ERA_UNKNOWN && era < G_N_ELEMENTS (eras) && number_of (date) >= eras[era].first
         && number_of (date) <= eras[era].last;
}

/* The number of eras that have this day; @last is the latest of them. */
static guint
count_eras (const MadoWareki *date, MadoEra *last)
{
  guint count = 0;

  for (MadoEra era = MADO_ERA_MEIJI; era < G_N_ELEMENTS (eras); era++)
    if (era_has (era, date))
      {
        *last = era;
        count++;
      }
  return count;
}

static gboolean
day_exists (guint year, guint month, guint day)
{
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31
         && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

static gboolean
refuse (GError **error, MadoWarekiError code, const char *why)
{
  g_set_error_literal (error, MADO_WAREKI_ERROR, (int) code, why);
  return FALSE;
}

/* Checks a day against the era that was written, UNKNOWN for a Gregorian date. */
static gboolean
accept_day (MadoEra era, guint year, guint month, guint day, MadoWareki *date, GError **error)
{
  MadoWareki found;

  if (!day_exists (year, month, day))
    return refuse (error, MADO_WAREKI_ERROR_NO_SUCH_DAY, "there is no such day");
  if (year * 10000 + month * 100 + day < FIRST_DAY || year * 10000 + month * 100 + day > LAST_DAY)
    return refuse (error, MADO_WAREKI_ERROR_OUT_OF_RANGE, "the date is outside 1873 to 2099");

  found = (MadoWareki){
    .era = era, .year = (guint16) year, .month = (guint8) month, .day = (guint8) day
  };
  if (era == MADO_ERA_UNKNOWN && count_eras (&found, &found.era) > 1)
    return refuse (error, MADO_WAREKI_ERROR_CHOOSE_ERA, "the day belongs to two eras");
  if (!era_has (found.era, &found))
    return refuse (error, MADO_WAREKI_ERROR_NOT_IN_ERA, "the day is not in that era");
  *date = found;
  return TRUE;
}

static gboolean
take_number (const char **at, guint max_digits, guint *number, guint *n_digits)
{
  *number = 0;
  for (*n_digits = 0; g_ascii_isdigit (**at) && *n_digits <= max_digits; (*n_digits)++)
    *number = *number * 10 + (guint) (*(*at)++ - '0');
  return *n_digits > 0 && *n_digits <= max_digits;
}

static MadoEra
take_era (const char **at)
{
  for (MadoEra era = MADO_ERA_MEIJI; era < G_N_ELEMENTS (eras); era++)
    {
      if (g_str_has_prefix (*at, eras[era].name))
        {
          *at += strlen (eras[era].name);
          return era;
        }
      if (g_ascii_toupper (**at) == eras[era].letter)
        {
          (*at)++;
          return era;
        }
    }
  return MADO_ERA_UNKNOWN;
}

static gboolean
take_one (const char **at, const char *const *words)
{
  for (; *words != NULL; words++)
    if (g_str_has_prefix (*at, *words))
      {
        *at += strlen (*words);
        return TRUE;
      }
  return FALSE;
}

static const char *const year_ends[] = { "年", ".", "/", "-", "、", "・", NULL };
static const char *const month_ends[] = { "月", ".", "/", "-", "、", "・", NULL };
static const char *const day_ends[] = { "日", NULL };

/* Month and day after the year, to the end of the text. */
static gboolean
take_month_and_day (const char **at, guint *month, guint *day)
{
  guint n_digits;

  if (!take_number (at, 2, month, &n_digits) || !take_one (at, month_ends)
      || !take_number (at, 2, day, &n_digits))
    return FALSE;
  take_one (at, day_ends);
  return **at == '\0';
}

static gboolean
parse_separated (const char *text, MadoWareki *date, GError **error)
{
  static const char *const first_year[] = { "元", NULL };
  const char *at = text;
  MadoEra era = take_era (&at);
  guint year = 1, month, day, n_digits = 2;

  if (!(era != MADO_ERA_UNKNOWN && take_one (&at, first_year))
      && !take_number (&at, 4, &year, &n_digits))
    return refuse (error, MADO_WAREKI_ERROR_SHAPE, "not a date");
  if (!take_one (&at, year_ends) || !take_month_and_day (&at, &month, &day) || n_digits == 3)
    return refuse (error, MADO_WAREKI_ERROR_SHAPE, "not a date");
  if (era == MADO_ERA_UNKNOWN && n_digits < 4)
    return refuse (error, MADO_WAREKI_ERROR_NEEDS_ERA, "a short year needs an era");
  if (era != MADO_ERA_UNKNOWN && n_digits > 2)
    return refuse (error, MADO_WAREKI_ERROR_SHAPE, "an era has no four-digit year");
  if (year == 0)
    return refuse (error, MADO_WAREKI_ERROR_NO_SUCH_DAY, "there is no year 0");
  return accept_day (era, era == MADO_ERA_UNKNOWN ? year : year + eras[era].year_before, month, day,
                     date, error);
}

/* 7 digits EYYMMDD, 8 digits YYYYMMDD, 9 digits EYYYYMMDD, a letter and 6 digits; 6 digits lack an
 * era. */
static gboolean
parse_packed (const char *text, MadoWareki *date, GError **error)
{
  const char *at = text;
  MadoEra era = take_era (&at);
  gsize n_digits = strlen (at);
  guint64 number;

  if (n_digits != strspn (at, "0123456789") || n_digits > 9)
    return refuse (error, MADO_WAREKI_ERROR_SHAPE, "not a date");
  number = g_ascii_strtoull (at, NULL, 10);
  if (n_digits == 6 && era == MADO_ERA_UNKNOWN)
    return refuse (error, MADO_WAREKI_ERROR_NEEDS_ERA, "a short year needs an era");
  if (n_digits == 8 && era == MADO_ERA_UNKNOWN)
    return accept_day (era, (guint) (number / 10000), (guint) (number / 100 % 100),
                       (guint) (number % 100), date, error);
  if (n_digits == 9 && era == MADO_ERA_UNKNOWN && *at != '0') /* a person writes no unknown era */
    return mado_wareki_decode (at, date, error);
  if (n_digits == 7 && era == MADO_ERA_UNKNOWN && *at >= '1' && *at <= '5')
    {
      era = (MadoEra) (*at - '0');
      number %= 1000000;
      n_digits = 6;
    }
  if (n_digits != 6)
    return refuse (error, MADO_WAREKI_ERROR_SHAPE, "not a date");
  if (number / 10000 == 0)
    return refuse (error, MADO_WAREKI_ERROR_NO_SUCH_DAY, "there is no year 0");
  return accept_day (era, (guint) (number / 10000) + eras[era].year_before,
                     (guint) (number / 100 % 100), (guint) (number % 100), date, error);
}

static gboolean
has_separator (const char *text)
{
  const char *at = text;

  take_era (&at);
  return *at == '\0' || strspn (at, "0123456789") != strlen (at);
}

/* ASCII digits and letters, every dash a hyphen, no blanks. */
static char *
simplify (const char *text)
{
  g_autofree char *plain = mado_text_normalize_digits (text);
  GString *out = g_string_new (NULL);

  for (const char *at = plain; *at != '\0'; at = mado_text_step (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (g_utf8_strchr ("‐‑–—―−ー", -1, character) != NULL)
        character = '-';
      g_string_append_unichar (out, character);
    }
  return g_string_free (out, FALSE);
}

gboolean
mado_wareki_parse (const char *text, MadoWareki *date, GError **error)
{
  g_autofree char *plain = g_utf8_validate (text, -1, NULL) ? simplify (text) : g_strdup ("");

  if (*plain == '\0' || strlen (plain) > MAX_TEXT)
    return refuse (error, MADO_WAREKI_ERROR_SHAPE, "not a date");
  return has_separator (plain) ? parse_separated (plain, date, error)
                               : parse_packed (plain, date, error);
}

MadoWareki
mado_wareki_from_date (const GDate *date)
{
  MadoWareki self = { .era = MADO_ERA_UNKNOWN,
                      .year = g_date_get_year (date),
                      .month = (guint8) g_date_get_month (date),
                      .day = g_date_get_day (date) };

  count_eras (&self, &self.era);
  return self;
}

gboolean
mado_wareki_choose (MadoWareki *date, MadoEra era)
{
  if (!era_has (era, date))
    return FALSE;
  date->era = era;
  return TRUE;
}

gboolean
mado_wareki_is_valid (const MadoWareki *date)
{
  return day_exists (date->year, date->month, date->day) && era_has (date->era, date);
}

void
mado_wareki_to_date (const MadoWareki *self, GDate *date)
{
  g_date_clear (date, 1);
  g_date_set_dmy (date, self->day, (GDateMonth) self->month, self->year);
}

static char *
format_with (const MadoWareki *self, const char *tail)
{
  const Era *era = &eras[self->era < G_N_ELEMENTS (eras) ? self->era : MADO_ERA_UNKNOWN];
  guint year = self->year - era->year_before;

  if (year == 1 && era->year_before > 0)
    return g_strdup_printf ("%s元年%u月%u日%s", era->name, self->month, self->day, tail);
  return g_strdup_printf ("%s%u年%u月%u日%s", era->name, year, self->month, self->day, tail);
}

char *
mado_wareki_format (const MadoWareki *self, MadoWarekiStyle style)
{
  g_autofree char *tail
      = style == MADO_WAREKI_GREGORIAN ? g_strdup_printf ("（%u年）", self->year) : NULL;

  return format_with (self, tail != NULL ? tail : "");
}

char *
mado_wareki_format_with_age (const MadoWareki *self, guint age)
{
  g_autofree char *tail = g_strdup_printf ("（%u年・%u歳）", self->year, age);

  return format_with (self, tail);
}

char *
mado_wareki_encode (const MadoWareki *self)
{
  return g_strdup_printf ("%u%04u%02u%02u", (guint) self->era, self->year, self->month, self->day);
}

gboolean
mado_wareki_decode (const char *encoded, MadoWareki *date, GError **error)
{
  guint64 number;
  guint era, year, month, day;

  if (strlen (encoded) != 9 || strspn (encoded, "0123456789") != 9
      || !g_ascii_string_to_unsigned (encoded, 10, 0, 999999999, &number, NULL))
    return refuse (error, MADO_WAREKI_ERROR_SHAPE, "not a date");
  era = (guint) (number / 100000000);
  year = (guint) (number / 10000 % 10000);
  month = (guint) (number / 100 % 100);
  day = (guint) (number % 100);
  if (era >= G_N_ELEMENTS (eras))
    return refuse (error, MADO_WAREKI_ERROR_NOT_IN_ERA, "no such era");
  if (era != MADO_ERA_UNKNOWN)
    return accept_day ((MadoEra) era, year, month, day, date, error);

  /* 0 is "unknown": the day stands alone, as on papers that count no eras. */
  if (!day_exists (year, month, day))
    return refuse (error, MADO_WAREKI_ERROR_NO_SUCH_DAY, "there is no such day");
  *date = (MadoWareki){ .year = (guint16) year, .month = (guint8) month, .day = (guint8) day };
  return TRUE;
}

gboolean
mado_wareki_equal (const MadoWareki *a, const MadoWareki *b)
{
  return a->era == b->era && number_of (a) == number_of (b);
}

const char *
mado_era_name (MadoEra era)
{
  return era < G_N_ELEMENTS (eras) ? eras[era].name : "";
}
