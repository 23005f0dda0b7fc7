/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mado-holidays.h"
#include "mado-profile-value.h"

#define SECTION "holidays"
#define FIRST_YEAR 1989
#define LAST_YEAR 2099

struct _MadoHolidays
{
  GHashTable *days; /* owned; YYYYMMDD as pointers */
};

MadoHolidays *
mado_holidays_new (void)
{
  MadoHolidays *self = g_new0 (MadoHolidays, 1);

  self->days = g_hash_table_new (NULL, NULL);
  return self;
}

void
mado_holidays_free (MadoHolidays *self)
{
  g_hash_table_unref (self->days);
  g_free (self);
}

gboolean
mado_holidays_owns (const char *section)
{
  return g_str_equal (section, SECTION);
}

static guint
number_of (const GDate *day)
{
  return g_date_get_year (day) * 10000u + (guint) g_date_get_month (day) * 100u
         + g_date_get_day (day);
}

static gboolean
is_of_year (gpointer key, gpointer value, gpointer year)
{
  return GPOINTER_TO_UINT (key) / 10000 == GPOINTER_TO_UINT (year);
}

/* "01-14" of @year. */
static gboolean
add_day (MadoHolidays *self, const char *year, const char *word)
{
  g_autofree char *iso = g_strdup_printf ("%s-%s", year, word);
  GDate day;

  return mado_profile_date (iso, &day)
         && g_hash_table_add (self->days, GUINT_TO_POINTER (number_of (&day)));
}

gboolean
mado_holidays_read (MadoHolidays *self, const MadoProfileEntry *entry, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (entry->value, " ,", -1);
  guint64 year;

  if (!g_ascii_string_to_unsigned (entry->key, 10, FIRST_YEAR, LAST_YEAR, &year, NULL))
    return mado_profile_fail (entry, MADO_PROFILE_ERROR_UNKNOWN_KEY,
                              "a year from 1989 to 2099 is expected", error);
  if (*entry->value == '\0')
    return mado_profile_fail (entry, MADO_PROFILE_ERROR_VALUE,
                              "days like 01-14, or none, are expected", error);
  g_hash_table_foreach_remove (self->days, is_of_year, GUINT_TO_POINTER ((guint) year));
  if (g_str_equal (entry->value, "none"))
    return TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !add_day (self, entry->key, words[i]))
      return mado_profile_fail (entry, MADO_PROFILE_ERROR_VALUE,
                                "days like 01-14, none twice, are expected", error);
  return TRUE;
}

gboolean
mado_holidays_has (const MadoHolidays *self, const GDate *day)
{
  return g_hash_table_contains (self->days, GUINT_TO_POINTER (number_of (day)));
}
