/* mado-office-profile.h - every number and switch of an office, from juki.ini and the office's own
 * file
 *
 * The base file must have every key; the office's file overrides single keys and document rows. The
 * caller reads the files; a wrong profile is refused with file, line and reason.
 *
 * Layer: rules.  Threads: constant once loaded; any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-evidence.h"
#include "mado-form-texts.h"
#include "mado-procedure.h"
#include "mado-profile-value.h"

G_BEGIN_DECLS

typedef struct
{
  /* [office] */
  char *prefecture;         /* 都道府県, Japanese */
  char *municipality;       /* 市区町村; a ward of a designated city with its city */
  char *department;         /* 市民課 */
  char *prefecture_roman;   /* as in the certificate's subject: Tokyo-to */
  char *municipality_roman; /* Kiyose-shi */
  char *addressee;          /* 宛先 of the forms: the governor, without 殿 */
  char *window_id; /* 受付窓口識別記号, 9 letters or digits, in the certificate's CN */
  char *contact;   /* telephone, printed on slips */

  /* [forms] */
  char *application_title, *application_number;
  char *copy_title, *receipt_title;
  char *receipt_purpose;     /* 但し書 */
  char *receipt_income;      /* to whom the fee belongs */
  MadoFormTexts *form_texts; /* owned; of all other forms */

  /* [service] */
  GDate first_issue_day;
  GDate last_issue_day;  /* invalid: none */
  guint last_issue_time; /* minutes from midnight, on that day */
  GDate foreign_from;    /* first day on which foreign residents may apply */

  /* [certificate] */
  guint validity_years;
  guint window_months;
  guint window_offset_days;

  /* [password] */
  guint password_min, password_max; /* characters */
  guint password_tries;
  guint card_pin_digits, card_pin_tries;

  /* [fee] */
  guint fee_yen[MADO_N_PROCEDURES];
  GDate fee_free_until; /* invalid: no campaign */

  /* [hours] */
  guint counter_open, counter_close; /* minutes from midnight */
  guint ca_open, ca_close;
  GArray *breaks;        /* owned; of MadoTimeRange */
  guint closed_weekdays; /* bit n = GDateWeekday n */
  GArray *closed_days;   /* owned; of MadoDayRange */
  guint procedure_minutes;

  /* [persons] */
  guint self_age;  /* from here on in person */
  guint adult_age; /* from here on no statutory representative */
  gboolean proxy_allowed;
  gboolean representative_needs_photo_paper;
  guint paper_months; /* how old a seal certificate, family register … may be */

  /* [identity] */
  GDate strict_from;           /* first day of STRICT_2010; invalid: never */
  MadoEvidenceTable *evidence; /* owned */
} MadoOfficeProfile;

/** One file's text. */
typedef struct
{
  const char *file; /* name for messages */
  const char *text;
} MadoProfileSource;

/**
 * mado_office_profile_new:
 * @sources: the base first, then what overrides it
 * @fault: (out caller-allocates) (optional): where it fails; clear it
 *
 * Errors: %MADO_PROFILE_ERROR.
 *
 * Returns: (transfer full) (nullable) */
MadoOfficeProfile *mado_office_profile_new (const MadoProfileSource *sources, gsize n_sources,
                                            MadoProfileFault *fault, GError **error);
void mado_office_profile_free (MadoOfficeProfile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoOfficeProfile, mado_office_profile_free)

/** mado_office_profile_rule_set: Returns: the rule set in force on @day. */
MadoRuleSet mado_office_profile_rule_set (const MadoOfficeProfile *self, const GDate *day);

/** mado_office_profile_is_closed_day: Returns: whether the counter is closed all of @day. */
gboolean mado_office_profile_is_closed_day (const MadoOfficeProfile *self, const GDate *day);

/** mado_office_profile_is_open_at: Returns: whether the counter works at @minute (from midnight) of
 * an open day. */
gboolean mado_office_profile_is_open_at (const MadoOfficeProfile *self, guint minute);

/** mado_office_profile_fee: Returns: the fee in yen of @procedure on @day. */
guint mado_office_profile_fee (const MadoOfficeProfile *self, MadoProcedure procedure,
                               const GDate *day);

G_END_DECLS
