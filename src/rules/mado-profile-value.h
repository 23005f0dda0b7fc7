/* mado-profile-value.h - reads one value of a profile into a field, as a table row says
 *
 * Layer: rules.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-profile-text.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_PROFILE_TEXT,      /* char *, not empty */
  MADO_PROFILE_OPEN_TEXT, /* char *, may be empty */
  MADO_PROFILE_NUMBER,    /* guint, min..max */
  MADO_PROFILE_SWITCH,    /* gboolean: yes, no */
  MADO_PROFILE_DATE,      /* GDate: 2004-01-29 */
  MADO_PROFILE_OPEN_DATE, /* GDate: the same, or empty for none (an invalid date) */
  MADO_PROFILE_TIME,      /* guint, minutes from midnight: 9:00, 24:00 */
  MADO_PROFILE_WEEKDAYS,  /* guint, bit n = GDateWeekday n: "Sat Sun", or empty */
  MADO_PROFILE_DAYS,      /* GArray of MadoDayRange: "12-29..01-03 2015-05-04", or empty */
  MADO_PROFILE_TIMES,     /* GArray of MadoTimeRange: "12:00-13:00", or empty */
  MADO_PROFILE_WORDS,     /* GStrv: words of a-z, 0-9 and _, none twice, or empty */
  MADO_PROFILE_CHOICE,    /* guint: place of the word in @choices */
} MadoProfileType;

/** Days from and to, both inclusive, as month * 100 + day each year, or as YYYYMMDD once. */
typedef struct
{
  guint first, last;
} MadoDayRange;

/** Minutes from midnight; @end itself is outside. */
typedef struct
{
  guint start, end;
} MadoTimeRange;

typedef struct
{
  const char *section, *key;
  MadoProfileType type;
  gsize offset; /* into the struct */
  guint min, max;
  const char *const *choices; /* CHOICE: the words; WORDS: what may stand there; %NULL-ended */
} MadoProfileField;

/** mado_profile_value_read: reads @entry's value into @base + offset, replacing what was there. */
gboolean mado_profile_value_read (const MadoProfileField *field, const MadoProfileEntry *entry,
                                  gpointer base, GError **error);

/** mado_profile_value_clear: frees what @field owns in @base. */
void mado_profile_value_clear (const MadoProfileField *field, gpointer base);

/** mado_profile_date: Returns: whether @text is an ISO date, which is then in @date. */
gboolean mado_profile_date (const char *text, GDate *date);

G_END_DECLS
