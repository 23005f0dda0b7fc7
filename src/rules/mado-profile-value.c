/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mado-profile-value.h"

#define DAY_MINUTES (24 * 60)

gboolean
mado_profile_date (const char *text, GDate *date)
{
  guint64 year, month, day;
  g_auto (GStrv) parts = g_strsplit (text, "-", -1);

  if (g_strv_length (parts) != 3 || strlen (parts[0]) != 4 || strlen (parts[1]) != 2
      || strlen (parts[2]) != 2
      || !g_ascii_string_to_unsigned (parts[0], 10, 1868, 9999, &year, NULL)
      || !g_ascii_string_to_unsigned (parts[1], 10, 1, 12, &month, NULL)
      || !g_ascii_string_to_unsigned (parts[2], 10, 1, 31, &day, NULL)
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

static gboolean
read_number (const char *text, guint min, guint max, guint *number)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, min, max, &value, NULL))
    return FALSE;
  *number = (guint) value;
  return TRUE;
}

static gboolean
read_time (const char *text, guint *minutes)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", -1);
  guint hour, minute;

  if (g_strv_length (parts) != 2 || strlen (parts[1]) != 2 || !read_number (parts[0], 0, 24, &hour)
      || !read_number (parts[1], 0, 59, &minute) || hour * 60 + minute > DAY_MINUTES)
    return FALSE;
  *minutes = hour * 60 + minute;
  return TRUE;
}

static gboolean
read_weekdays (const char *text, guint *days)
{
  static const char *const names[] = { "", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  g_auto (GStrv) words = g_strsplit_set (text, " ,", -1);
  guint found = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint day = 1;

      if (*words[i] == '\0')
        continue;
      while (day < G_N_ELEMENTS (names) && g_ascii_strcasecmp (words[i], names[day]) != 0)
        day++;
      if (day == G_N_ELEMENTS (names))
        return FALSE;
      found |= 1u << day;
    }
  *days = found;
  return TRUE;
}

/* 12-29 gives 1229, 2015-05-04 gives 20150504. */
static gboolean
read_day (const char *text, guint *number)
{
  g_autofree char *leap_year = g_strconcat ("2000-", text, NULL);
  gboolean every_year = strlen (text) == strlen ("12-29");
  GDate date;

  if (!mado_profile_date (every_year ? leap_year : text, &date))
    return FALSE;
  *number = (every_year ? 0 : g_date_get_year (&date) * 10000u)
            + (guint) g_date_get_month (&date) * 100 + g_date_get_day (&date);
  return TRUE;
}

static gboolean
add_day_range (const char *word, GArray *ranges)
{
  g_auto (GStrv) ends = g_strsplit (word, "..", -1);
  guint n_ends = g_strv_length (ends);
  MadoDayRange range;

  if (n_ends < 1 || n_ends > 2 || !read_day (ends[0], &range.first)
      || !read_day (ends[n_ends - 1], &range.last))
    return FALSE;
  if ((range.first > 1231) != (range.last > 1231)
      || (range.first > 1231 && range.first > range.last))
    return FALSE;
  g_array_append_val (ranges, range);
  return TRUE;
}

static gboolean
add_time_range (const char *word, GArray *ranges)
{
  g_auto (GStrv) ends = g_strsplit (word, "-", -1);
  MadoTimeRange range;

  if (g_strv_length (ends) != 2 || !read_time (ends[0], &range.start)
      || !read_time (ends[1], &range.end) || range.start >= range.end)
    return FALSE;
  g_array_append_val (ranges, range);
  return TRUE;
}

static gboolean
read_list (const char *text, gboolean (*add) (const char *, GArray *), guint element_size,
           GArray **list)
{
  g_auto (GStrv) words = g_strsplit_set (text, " ,", -1);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, element_size);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !add (words[i], found))
      return FALSE;
  if (*list != NULL)
    g_array_unref (*list);
  *list = g_steal_pointer (&found);
  return TRUE;
}

static gboolean
read_switch (const char *text, gboolean *value)
{
  *value = g_str_equal (text, "yes");
  return *value || g_str_equal (text, "no");
}

static gboolean
read_open_date (const char *text, GDate *date)
{
  g_date_clear (date, 1);
  return *text == '\0' || mado_profile_date (text, date);
}

static gboolean
read_text (const char *text, gboolean open, char **value)
{
  if (*text == '\0' && !open)
    return FALSE;
  g_free (*value);
  *value = g_strdup (text);
  return TRUE;
}

static gboolean
read_choice (const char *text, const char *const *choices, guint *value)
{
  for (guint i = 0; choices[i] != NULL; i++)
    if (g_str_equal (choices[i], text))
      {
        *value = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
word_is_sound (const char *word, const char *const *choices)
{
  return strspn (word, G_CSET_a_2_z G_CSET_DIGITS "_") == strlen (word)
         && (choices == NULL || g_strv_contains (choices, word));
}

static gboolean
read_words (const char *text, const char *const *choices, GStrv *value)
{
  g_auto (GStrv) words = g_strsplit_set (text, " ,", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (!word_is_sound (words[i], choices) || !g_hash_table_add (seen, words[i]))
        return FALSE;
      g_strv_builder_add (builder, words[i]);
    }
  g_strfreev (*value);
  *value = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
read_into (const MadoProfileField *field, const char *text, gpointer at)
{
  switch (field->type)
    {
    case MADO_PROFILE_TEXT:
    case MADO_PROFILE_OPEN_TEXT:
      return read_text (text, field->type == MADO_PROFILE_OPEN_TEXT, at);
    case MADO_PROFILE_NUMBER:
      return read_number (text, field->min, field->max, at);
    case MADO_PROFILE_SWITCH:
      return read_switch (text, at);
    case MADO_PROFILE_DATE:
      return mado_profile_date (text, at);
    case MADO_PROFILE_OPEN_DATE:
      return read_open_date (text, at);
    case MADO_PROFILE_TIME:
      return read_time (text, at);
    case MADO_PROFILE_WEEKDAYS:
      return read_weekdays (text, at);
    case MADO_PROFILE_DAYS:
      return read_list (text, add_day_range, sizeof (MadoDayRange), at);
    case MADO_PROFILE_TIMES:
      return read_list (text, add_time_range, sizeof (MadoTimeRange), at);
    case MADO_PROFILE_WORDS:
      return read_words (text, field->choices, at);
    case MADO_PROFILE_CHOICE:
      return read_choice (text, field->choices, at);
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* Returns: (transfer full) (nullable): the words that may stand there. */
static char *
join_choices (const char *const *choices)
{
  GString *words = choices != NULL ? g_string_new (choices[0]) : NULL;

  for (guint i = 1; words != NULL && choices[i] != NULL; i++)
    g_string_append_printf (words, ", %s", choices[i]);
  return words != NULL ? g_string_free (words, FALSE) : NULL;
}

static char *
explain (const MadoProfileField *field)
{
  static const char *const expected[] = {
    [MADO_PROFILE_TEXT] = "a text is expected",
    [MADO_PROFILE_OPEN_TEXT] = "a text, or nothing, is expected",
    [MADO_PROFILE_SWITCH] = "yes or no is expected",
    [MADO_PROFILE_DATE] = "a date like 2004-01-29 is expected",
    [MADO_PROFILE_OPEN_DATE] = "a date like 2015-12-22, or nothing, is expected",
    [MADO_PROFILE_TIME] = "a time like 9:00 is expected",
    [MADO_PROFILE_WEEKDAYS] = "days like Sat Sun are expected",
    [MADO_PROFILE_DAYS] = "days like 12-29..01-03 or 2015-05-04 are expected",
    [MADO_PROFILE_TIMES] = "times like 12:00-13:00 are expected",
  };

  g_autofree char *words = join_choices (field->choices);

  if (field->type == MADO_PROFILE_CHOICE)
    return g_strdup_printf ("one of %s is expected", words);
  if (field->type == MADO_PROFILE_WORDS)
    return g_strdup_printf ("words, none twice, are expected%s%s", words != NULL ? ": of " : "",
                            words != NULL ? words : "");
  if (field->type == MADO_PROFILE_NUMBER)
    return g_strdup_printf ("a number from %u to %u is expected", field->min, field->max);
  return g_strdup (expected[field->type]);
}

gboolean
mado_profile_value_read (const MadoProfileField *field, const MadoProfileEntry *entry,
                         gpointer base, GError **error)
{
  g_autofree char *why = NULL;

  if (read_into (field, entry->value, (char *) base + field->offset))
    return TRUE;
  why = explain (field);
  return mado_profile_fail (entry, MADO_PROFILE_ERROR_VALUE, why, error);
}

void
mado_profile_value_clear (const MadoProfileField *field, gpointer base)
{
  gpointer at = (char *) base + field->offset;

  if (field->type == MADO_PROFILE_TEXT || field->type == MADO_PROFILE_OPEN_TEXT)
    g_clear_pointer ((char **) at, g_free);
  else if (field->type == MADO_PROFILE_WORDS)
    g_clear_pointer ((GStrv *) at, g_strfreev);
  else if (field->type == MADO_PROFILE_DAYS || field->type == MADO_PROFILE_TIMES)
    g_clear_pointer ((GArray **) at, g_array_unref);
}
