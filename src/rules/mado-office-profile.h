/* mado-office-profile.h - every number and switch of an office, from juki.ini and the office's own
 * file
 *
 * The base file must have every key; the office's file overrides single keys and document rows. The
 * caller reads the files; a wrong profile is refused with file, line and reason.
 *
 * Layer: rules.  Threads: constant once loaded; any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-evidence.h"
#include "mado-holidays.h"
#include "mado-form-texts.h"
#include "mado-procedure.h"
#include "mado-profile-value.h"

G_BEGIN_DECLS

/* From the mailing of a letter to the last day for its reply (notes 9 no. 3). */
#define MADO_INQUIRY_DAYS_MIN 10
#define MADO_INQUIRY_DAYS_MAX 90

/** How many MadoRevocationGround there are (mado-revocation-rule.h): V1 to V5, A1 to A4. */
#define MADO_N_REVOCATION_GROUNDS 9

/** Post of the inquiry letters. */
typedef enum
{
  MADO_MAIL_ORDINARY,
  MADO_MAIL_SIMPLE_REGISTERED, /* 簡易書留 */
  MADO_MAIL_REGISTERED,        /* 書留 */
  MADO_N_MAIL_CLASSES,
} MadoMailClass;

/** What a second person confirms where [second_person] says yes. */
typedef enum
{
  MADO_SECOND_CLEAN,          /* a first issue in person with a photo document */
  MADO_SECOND_REPRESENTATIVE, /* 法定代理人 */
  MADO_SECOND_PROXY,
  MADO_SECOND_INQUIRY, /* a person who came by the letter */
  MADO_SECOND_UNLOCK,
  MADO_SECOND_WAIVER,
  MADO_SECOND_CORRECTION,
  MADO_SECOND_HOLD,    /* release of 疑義 */
  MADO_SECOND_REPRINT, /* beyond the first */
  MADO_N_SECOND_MATTERS,
} MadoSecondMatter;

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
  gboolean card_end_ends;             /* the card's end ends the certificate */
  gboolean residence_indication_ends; /* 住居表示 ends it, against JREG 21-2 */
  GStrv minor_corrections;            /* ids of MadoRegisterEvent that do not end it */

  /* [card] */
  guint card_years;               /* 10 */
  gboolean card_first_day_counts; /* the day of issue is the first day of those years */
  guint card_window_months;       /* of its own renewal */
  guint card_window_offset_days;  /* 1: 三月未満, JORD 30-18 */
  GDate card_continued_from;      /* from here on it follows its holder, 継続利用 */
  guint card_move_days;           /* after the planned move out, without a notice: 30 */
  guint card_notice_days;         /* after moving in, without a notice: 14 */
  guint card_present_days;        /* after the notice, without the card: 90 */

  /* [password] */
  guint password_min, password_max; /* characters */
  guint password_tries;
  guint card_pin_digits, card_pin_tries;
  gboolean password_mixed;        /* letters and digits both; not in this era */
  gboolean unlock_keeps_password; /* lock release alone is offered */
  gboolean old_password_at_renewal;

  /* [fee] */
  guint fee_yen[MADO_N_PROCEDURES];
  GDate fee_free_until;     /* invalid: no campaign */
  GStrv fee_waiver_reasons; /* codes; empty: no waiver */
  char *fee_account;        /* into which the money is paid */

  /* [hours] */
  guint counter_open, counter_close; /* minutes from midnight */
  guint ca_open, ca_close;
  GArray *breaks;        /* owned; of MadoTimeRange */
  guint closed_weekdays; /* bit n = GDateWeekday n */
  GArray *closed_days;   /* owned; of MadoDayRange */
  guint procedure_minutes;
  gboolean close_on_holidays;
  guint ca_closed_weekdays; /* bit n = GDateWeekday n */
  GArray *ca_stops;         /* owned; of MadoDayRange: planned stops of the authority */
  MadoHolidays *holidays;   /* owned; [holidays], closed as closed_days are */

  /* [persons] */
  guint self_age;  /* from here on in person */
  guint adult_age; /* from here on no statutory representative */
  gboolean proxy_allowed;
  gboolean representative_needs_photo_paper;
  guint household_age; /* under it a parent of the same household needs no family register */
  gboolean minor_allowed, ward_allowed; /* by the statutory representative */
  gboolean representative_same_day;     /* no: by letter, as a proxy */
  guint paper_months; /* how old a family register or guardian's certificate may be */
  guint seal_certificate_months;

  /* [identity] */
  GDate strict_from;           /* first day of STRICT_2010; invalid: never */
  GDate notice_from;           /* a notice goes out after a same-day issue; invalid: never */
  MadoEvidenceTable *evidence; /* owned */

  /* [warnings] */
  guint recent_move_days;    /* 0: no such warning */
  guint proxy_repeat_days;   /* within which a proxy's other people count */
  guint proxy_repeat_people; /* from so many on; 0: no such warning */

  /* [inquiry] */
  guint inquiry_days; /* from mailing to the last day for the reply */
  MadoMailClass mail_class;
  gboolean mail_no_forwarding; /* 転送不要 */

  /* [second_person] */
  gboolean second_person[MADO_N_SECOND_MATTERS];

  /* [retention] */
  guint application_years, other_years, log_years;
  guint disclosure_days;

  /* [crl] by MadoRevocationGround; A4 enters no list */
  guint crl_reason[MADO_N_REVOCATION_GROUNDS];
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

/** mado_office_profile_ca_is_stopped: Returns: whether the authority stands still all of @day. */
gboolean mado_office_profile_ca_is_stopped (const MadoOfficeProfile *self, const GDate *day);

/** mado_mail_class_name: Returns: "ordinary", "simple_registered" or "registered". */
const char *mado_mail_class_name (MadoMailClass mail_class);

/** mado_office_profile_is_open_at: Returns: whether the counter works at @minute (from midnight) of
 * an open day. */
gboolean mado_office_profile_is_open_at (const MadoOfficeProfile *self, guint minute);

/** mado_office_profile_fee: Returns: the fee in yen of @procedure on @day. */
guint mado_office_profile_fee (const MadoOfficeProfile *self, MadoProcedure procedure,
                               const GDate *day);

G_END_DECLS
