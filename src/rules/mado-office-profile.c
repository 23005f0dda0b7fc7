/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mado-office-profile-private.h"

#define WINDOW_ID_LENGTH 9  /* characters; certificate profile, subject CN */
#define DAYS_LOOKED_AT 1500 /* four years and some: each date meets several weekdays, 02-29 one */
#define AT(member) G_STRUCT_OFFSET (MadoOfficeProfile, member)
#define N_FIELDS mado_office_profile_n_fields
#define fields mado_office_profile_fields

/* Where a key was last set. */
typedef struct
{
  const char *file; /* NULL: nowhere */
  guint line;
  guint order; /* of setting, over all files */
} Place;

typedef struct
{
  MadoOfficeProfile *profile;
  Place *places; /* by field */
  guint n_set;
} Loader;

static gboolean
take_entry (const MadoProfileEntry *entry, gpointer user_data, GError **error)
{
  Loader *loader = user_data;

  if (mado_holidays_owns (entry->section))
    return mado_holidays_read (loader->profile->holidays, entry, error);
  if (mado_form_texts_owns (entry))
    return mado_form_texts_read (loader->profile->form_texts, entry, error);
  if (mado_evidence_table_owns (entry->section))
    return mado_evidence_table_read (loader->profile->evidence, entry, error);
  for (gsize i = 0; i < N_FIELDS; i++)
    if (g_str_equal (fields[i].section, entry->section) && g_str_equal (fields[i].key, entry->key))
      {
        loader->places[i] = (Place){ entry->file, entry->line, ++loader->n_set };
        return mado_profile_value_read (&fields[i], entry, loader->profile, error);
      }
  return mado_profile_fail (entry, MADO_PROFILE_ERROR_UNKNOWN_KEY, "no such key", error);
}

/* A fault that shows when all is read: at the line that set the key, 0 when none did. */
static gboolean
fail_at (const Place *place, MadoProfileError code, const char *section, const char *key,
         const char *why, MadoProfileFault *fault, GError **error)
{
  const MadoProfileEntry entry
      = { .file = place->file, .line = place->line, .section = section, .key = key };

  if (fault != NULL)
    *fault = (MadoProfileFault){ g_strdup (place->file), place->line,
                                 g_strdup_printf ("%s.%s", section, key) };
  return mado_profile_fail (&entry, code, why, error);
}

static gboolean
check_missing (const Loader *loader, const MadoProfileSource *base, MadoProfileFault *fault,
               GError **error)
{
  const char *missing = mado_evidence_table_missing (loader->profile->evidence);
  const char *missing_text = mado_form_texts_missing (loader->profile->form_texts);
  const Place nowhere = { .file = base->file };

  for (gsize i = 0; i < N_FIELDS; i++)
    if (loader->places[i].file == NULL)
      return fail_at (&nowhere, MADO_PROFILE_ERROR_MISSING, fields[i].section, fields[i].key,
                      "is missing", fault, error);
  if (missing_text != NULL)
    return fail_at (&nowhere, MADO_PROFILE_ERROR_MISSING, "forms", missing_text, "is missing",
                    fault, error);
  if (missing != NULL)
    return fail_at (&nowhere, MADO_PROFILE_ERROR_MISSING, "combinations", missing, "is missing",
                    fault, error);
  return TRUE;
}

static gboolean
window_id_is_sound (const char *window_id)
{
  return strlen (window_id) == WINDOW_ID_LENGTH
         && strspn (window_id, G_CSET_A_2_Z G_CSET_DIGITS) == WINDOW_ID_LENGTH;
}

/* For the subject's L, which every reader of certificates must be able to show. */
static gboolean
is_roman (const char *name)
{
  return strspn (name, G_CSET_A_2_Z G_CSET_a_2_z "-") == strlen (name);
}

static gsize
field_at (gsize offset)
{
  gsize i = 0;

  while (i < N_FIELDS - 1 && fields[i].offset != offset)
    i++;
  return i;
}

/* Whether some day is left of those that @is_closed_day knows: by weekday, by date, by year. */
static gboolean
ever_opens (const MadoOfficeProfile *self,
            gboolean (*is_closed_day) (const MadoOfficeProfile *self, const GDate *day))
{
  GDate day = self->first_issue_day;

  for (guint i = 0; i < DAYS_LOOKED_AT; i++, g_date_add_days (&day, 1))
    if (!is_closed_day (self, &day))
      return TRUE;
  return FALSE;
}

/* Whether the breaks leave a minute between opening and closing. */
static gboolean
breaks_leave_time (const MadoOfficeProfile *self)
{
  for (guint minute = self->counter_open; minute < self->counter_close; minute++)
    if (mado_office_profile_is_open_at (self, minute))
      return TRUE;
  return FALSE;
}

/* Two values that cannot stand together are reported at the one that was set last. */
static gboolean
check_together (const Loader *loader, MadoProfileFault *fault, GError **error)
{
  const MadoOfficeProfile *self = loader->profile;
  const struct
  {
    gboolean holds;
    gsize first, second; /* offsets of the fields; the same where there is one */
    const char *why;
  } checks[] = {
    { self->password_min <= self->password_max, AT (password_min), AT (password_max),
      "min is over max" },
    { self->counter_open < self->counter_close, AT (counter_open), AT (counter_close),
      "the counter never opens" },
    { self->counter_open >= self->counter_close || breaks_leave_time (self), AT (breaks),
      AT (breaks), "the counter never opens" },
    { ever_opens (self, mado_office_profile_is_closed_day), AT (closed_weekdays), AT (closed_days),
      "the counter never opens" },
    { ever_opens (self, mado_office_profile_ca_is_stopped), AT (ca_closed_weekdays), AT (ca_stops),
      "the authority never opens" },
    { self->ca_open < self->ca_close, AT (ca_open), AT (ca_close), "the authority never opens" },
    { self->household_age <= self->adult_age, AT (household_age), AT (adult_age),
      "household_age is over adult_age" },
    { self->card_notice_days <= self->card_move_days, AT (card_notice_days), AT (card_move_days),
      "notice_days are over move_days" },
    { self->self_age <= self->adult_age, AT (self_age), AT (adult_age),
      "adult_age is under self_age" },
    { !g_date_valid (&self->last_issue_day)
          || g_date_compare (&self->first_issue_day, &self->last_issue_day) <= 0,
      AT (first_issue_day), AT (last_issue_day), "the last day is before the first" },
    { is_roman (self->prefecture_roman), AT (prefecture_roman), AT (prefecture_roman),
      "is not of A-Z, a-z and -" },
    { is_roman (self->municipality_roman), AT (municipality_roman), AT (municipality_roman),
      "is not of A-Z, a-z and -" },
    { window_id_is_sound (self->window_id), AT (window_id), AT (window_id),
      "is not 9 of A-Z and 0-9" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      gsize first = field_at (checks[i].first), second = field_at (checks[i].second);
      gsize last = loader->places[first].order > loader->places[second].order ? first : second;

      if (!checks[i].holds)
        return fail_at (&loader->places[last], MADO_PROFILE_ERROR_CONTRADICTION,
                        fields[last].section, fields[last].key, checks[i].why, fault, error);
    }
  return TRUE;
}

MadoOfficeProfile *
mado_office_profile_new (const MadoProfileSource *sources, gsize n_sources, MadoProfileFault *fault,
                         GError **error)
{
  g_autoptr (MadoOfficeProfile) self = g_new0 (MadoOfficeProfile, 1);
  g_autofree Place *places = g_new0 (Place, N_FIELDS);
  Loader loader = { .profile = self, .places = places };

  g_assert (n_sources > 0); /* the first has every key */
  self->evidence = mado_evidence_table_new ();
  self->holidays = mado_holidays_new ();
  self->form_texts = mado_form_texts_new ();
  for (gsize i = 0; i < n_sources; i++)
    {
      if (!mado_profile_text_each (sources[i].file, sources[i].text, take_entry, &loader, fault,
                                   error))
        return NULL;
      if (i == 0 && !check_missing (&loader, &sources[0], fault, error))
        return NULL;
    }
  if (!check_together (&loader, fault, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
mado_office_profile_free (MadoOfficeProfile *self)
{
  for (gsize i = 0; i < N_FIELDS; i++)
    mado_profile_value_clear (&fields[i], self);
  mado_evidence_table_free (self->evidence);
  mado_holidays_free (self->holidays);
  mado_form_texts_free (self->form_texts);
  g_free (self);
}

MadoRuleSet
mado_office_profile_rule_set (const MadoOfficeProfile *self, const GDate *day)
{
  return g_date_valid (&self->strict_from) && g_date_compare (day, &self->strict_from) >= 0
             ? MADO_RULE_SET_STRICT_2010
             : MADO_RULE_SET_STATUTE_2004;
}

static gboolean
range_has (const MadoDayRange *range, const GDate *day)
{
  guint yearly = (guint) g_date_get_month (day) * 100 + g_date_get_day (day);
  guint number = range->first > 1231 ? g_date_get_year (day) * 10000u + yearly : yearly;

  if (range->first <= range->last)
    return number >= range->first && number <= range->last;
  return number >= range->first
         || number <= range->last; /* 12-29..01-03 goes over the year's end */
}

static gboolean
is_within (guint weekdays, const GArray *ranges, const GDate *day)
{
  if (weekdays & (1u << g_date_get_weekday (day)))
    return TRUE;
  for (guint i = 0; i < ranges->len; i++)
    if (range_has (&g_array_index (ranges, MadoDayRange, i), day))
      return TRUE;
  return FALSE;
}

gboolean
mado_office_profile_is_closed_day (const MadoOfficeProfile *self, const GDate *day)
{
  return is_within (self->closed_weekdays, self->closed_days, day)
         || (self->close_on_holidays && mado_holidays_has (self->holidays, day));
}

gboolean
mado_office_profile_ca_is_stopped (const MadoOfficeProfile *self, const GDate *day)
{
  return is_within (self->ca_closed_weekdays, self->ca_stops, day)
         || (self->close_on_holidays && mado_holidays_has (self->holidays, day));
}

gboolean
mado_office_profile_is_open_at (const MadoOfficeProfile *self, guint minute)
{
  if (minute < self->counter_open || minute >= self->counter_close)
    return FALSE;
  for (guint i = 0; i < self->breaks->len; i++)
    {
      const MadoTimeRange *pause = &g_array_index (self->breaks, MadoTimeRange, i);

      if (minute >= pause->start && minute < pause->end)
        return FALSE;
    }
  return TRUE;
}

guint
mado_office_profile_fee (const MadoOfficeProfile *self, MadoProcedure procedure, const GDate *day)
{
  g_return_val_if_fail (procedure < MADO_N_PROCEDURES, 0);

  if (g_date_valid (&self->fee_free_until) && g_date_compare (day, &self->fee_free_until) <= 0)
    return 0;
  return self->fee_yen[procedure];
}
