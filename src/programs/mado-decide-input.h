/* mado-decide-input.h - everything that a question may say, and what its answer is made with
 *
 * Layer: programs, mado-decide*.c alone.  Threads: a value.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-decide-field.h"
#include "mado-eligibility.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *code;
  GDate issued_on, expires_on;
  gboolean name_matches, address_matches, photo_matches, machine_checked;
  int stay_status; /* X01: of MadoAlienStatus; -1: not given */
  GDate stay_until;
} MadoDecidePaper;

typedef struct
{
  int position;
  const char *text;
} MadoDecideSubstitute;

/** One question; each reads its own part.  Texts belong to the JSON. */
typedef struct
{
  const char *question, *title;
  GDate date; /* today in Japan */
  int minute; /* from midnight */
  int rule_set;
  const MadoJsonNode *overrides; /* "profile" */

  int procedure, ground, comes;
  gboolean resident, foreign, adult_ward, open_case, namesake, open_inquiry, change_reported;
  MadoWareki birth;
  GDate moved_in_on;
  gboolean on_hold, hold_released;

  gboolean card_present, card_own, card_photo, card_photo_matches, card_checked;
  int card_status;
  GDate card_expires_on;
  gboolean certificate_on_card;
  int certificate_status;
  GDate certificate_last_day, issued_on;
  int old_password, reprints;
  GArray *papers, *representative_papers, *proxy_papers; /* owned; of MadoDecidePaper */

  gboolean representative_given, proxy_given;
  int authority;
  GDate authority_issued_on;
  gboolean attorney_given, attorney_by_applicant, attorney_names_proxy, attorney_for_procedure,
      attorney_dated;
  gboolean seal_given;
  GDate seal_issued_on;
  int other_people;

  gboolean reply_given, reply_number_matches, reply_person_matches, reply_used, envelope_sealed,
      password_concealed, reply_items_match, reply_affirmed, reply_dated, reply_seal_matches;
  GDate reply_due_on, mailed_on;

  gboolean form_complete, spelling_confirmed, substitutes_consented;
  int form_items, substitutes, substitutes_missing;

  const char *waiver;
  gboolean supervisor_signed;

  int event;
  GDate event_moved_in_on;
  int new_data;

  const char *name, *kana, *address, *alias;
  int sex;
  GArray *name_substitutes, *address_substitutes; /* owned; of MadoDecideSubstitute */

  const char *password, *telephone;
  int password_kind, tries_left;
  gboolean correct;

  int inquiry_state, inquiry_step, inquiry_route, purpose;
  gboolean other_open, card_valid, registered_address, mail_number, checks_done, case_accepted,
      curable;

  int retention_kind, paper_kind, shown_by;
  GDate received_on, stay_until;
  MadoDecidePaper paper;
} MadoDecideInput;

void mado_decide_input_init (MadoDecideInput *self);
void mado_decide_input_clear (MadoDecideInput *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoDecideInput, mado_decide_input_clear)

/** The answer while it is made. */
typedef struct
{
  const MadoOfficeProfile *profile;
  const MadoDecideInput *input;
  const MadoJsonNode *node;     /* of the question, for a message */
  JsonObject *out;              /* owned by the caller */
  JsonArray *reasons, *missing; /* owned by @out */
  MadoVerdict verdict;
} MadoAnswer;

typedef gboolean (*MadoAnswerFunc) (MadoAnswer *answer, GError **error);

/** mado_answer_add: adds @reason, worsens the verdict by it, lists what is missing. */
void mado_answer_add (MadoAnswer *self, MadoReason reason, const char *detail);

/** mado_answer_list_missing: adds what @reason asks for to the list of missing papers, once. */
void mado_answer_list_missing (MadoAnswer *self, MadoReason reason);

/** mado_answer_decision: adds each finding of @decision. */
void mado_answer_decision (MadoAnswer *self, const MadoDecision *decision);

/** mado_answer_ground: adds a reason that is no row of mado-reason.h; @verdict worsens the answer.
 */
void mado_answer_ground (MadoAnswer *self, MadoVerdict verdict, const char *code, const char *text,
                         const char *text_ja, const char *source, const char *source_ja);

/** mado_answer_date: sets @key to an ISO date, null when @date is not valid. */
void mado_answer_date (JsonObject *out, const char *key, const GDate *date);

/**
 * mado_decide_check_order:
 * @place: of the question in its list; empty alone
 *
 * Errors: %MADO_JSON_ERROR_VALUE: a day that cannot be beside the others: a birth after today, a
 *   certificate that is valid for longer than the profile lets one be.  */
gboolean mado_decide_check_order (const MadoAnswer *answer, const char *place, GError **error);

/* The questions: a table of keys and an answer each. */
extern const MadoDecideField mado_decide_apply_fields[], mado_decide_revocation_fields[],
    mado_decide_document_fields[], mado_decide_paper_date_fields[], mado_decide_age_fields[],
    mado_decide_period_fields[], mado_decide_renewal_fields[], mado_decide_retention_fields[],
    mado_decide_disclosure_fields[], mado_decide_hours_fields[], mado_decide_event_fields[],
    mado_decide_inquiry_fields[], mado_decide_text_fields[], mado_decide_password_fields[],
    mado_decide_try_fields[], mado_decide_fee_fields[], mado_decide_card_period_fields[],
    mado_decide_resume_fields[];

gboolean mado_answer_apply (MadoAnswer *answer, GError **error);
gboolean mado_answer_revocation (MadoAnswer *answer, GError **error);
gboolean mado_answer_document (MadoAnswer *answer, GError **error);
gboolean mado_answer_paper_date (MadoAnswer *answer, GError **error);
gboolean mado_answer_age (MadoAnswer *answer, GError **error);
gboolean mado_answer_period (MadoAnswer *answer, GError **error);
gboolean mado_answer_card_period (MadoAnswer *answer, GError **error);
gboolean mado_answer_resume (MadoAnswer *answer, GError **error);
gboolean mado_answer_renewal (MadoAnswer *answer, GError **error);
gboolean mado_answer_retention (MadoAnswer *answer, GError **error);
gboolean mado_answer_disclosure (MadoAnswer *answer, GError **error);
gboolean mado_answer_hours (MadoAnswer *answer, GError **error);
gboolean mado_answer_event (MadoAnswer *answer, GError **error);
gboolean mado_answer_inquiry (MadoAnswer *answer, GError **error);
gboolean mado_answer_text (MadoAnswer *answer, GError **error);
gboolean mado_answer_password (MadoAnswer *answer, GError **error);
gboolean mado_answer_try (MadoAnswer *answer, GError **error);
gboolean mado_answer_fee (MadoAnswer *answer, GError **error);

/* Words of keys that several questions have. */
extern const char *const mado_decide_procedures[],
    *const mado_decide_rule_sets[], *const mado_decide_grounds[],
                                        *const mado_decide_comers[],
                                            *const mado_decide_certificate_statuses[];
extern const MadoDecideField mado_decide_paper_fields[], mado_decide_substitute_fields[];
void mado_decide_paper_init (gpointer paper);

#define MADO_AT(member) G_STRUCT_OFFSET (MadoDecideInput, member)
#define MADO_YES(key, member, help)                                                                \
  {                                                                                                \
    key, MADO_FIELD_BOOLEAN, MADO_AT (member), FALSE, "true", NULL, 0, 0, NULL, 0, NULL, help      \
  }
#define MADO_NO(key, member, help)                                                                 \
  {                                                                                                \
    key, MADO_FIELD_BOOLEAN, MADO_AT (member), FALSE, "false", NULL, 0, 0, NULL, 0, NULL, help     \
  }
#define MADO_DAY(key, member, help)                                                                \
  {                                                                                                \
    key, MADO_FIELD_DATE, MADO_AT (member), FALSE, "not known", NULL, 0, 0, NULL, 0, NULL, help    \
  }
#define MADO_DAY_NEEDED(key, member, help)                                                         \
  {                                                                                                \
    key, MADO_FIELD_DATE, MADO_AT (member), TRUE, NULL, NULL, 0, 0, NULL, 0, NULL, help            \
  }
#define MADO_WORD(key, member, words, usual, help)                                                 \
  {                                                                                                \
    key, MADO_FIELD_CHOICE, MADO_AT (member), FALSE, usual, words, 0, 0, NULL, 0, NULL, help       \
  }
#define MADO_WORD_NEEDED(key, member, words, help)                                                 \
  {                                                                                                \
    key, MADO_FIELD_CHOICE, MADO_AT (member), TRUE, NULL, words, 0, 0, NULL, 0, NULL, help         \
  }
#define MADO_TEXT_OF(key, member, usual, help)                                                     \
  {                                                                                                \
    key, MADO_FIELD_STRING, MADO_AT (member), FALSE, usual, NULL, 0, 0, NULL, 0, NULL, help        \
  }
#define MADO_TEXT_NEEDED(key, member, help)                                                        \
  {                                                                                                \
    key, MADO_FIELD_STRING, MADO_AT (member), TRUE, NULL, NULL, 0, 0, NULL, 0, NULL, help          \
  }
#define MADO_COUNT_OF(key, member, usual, least, most, help)                                       \
  {                                                                                                \
    key, MADO_FIELD_COUNT, MADO_AT (member), FALSE, usual, NULL, least, most, NULL, 0, NULL, help  \
  }
#define MADO_OBJECT_OF(key, table, help)                                                           \
  {                                                                                                \
    key, MADO_FIELD_OBJECT, 0, FALSE, "as below", NULL, 0, 0, table, 0, NULL, help                 \
  }
#define MADO_THING(key, member, table, usual, help)                                                \
  {                                                                                                \
    key, MADO_FIELD_OBJECT, MADO_AT (member), FALSE, usual, NULL, 0, 0, table, 0, NULL, help       \
  }
#define MADO_PAPERS(key, member, help)                                                             \
  {                                                                                                \
    key, MADO_FIELD_LIST, MADO_AT (member), FALSE, "none", NULL, 0, 0, mado_decide_paper_fields,   \
        sizeof (MadoDecidePaper), mado_decide_paper_init, help, "paper"                            \
  }
#define MADO_END                                                                                   \
  {                                                                                                \
    .key = NULL                                                                                    \
  }

/* The keys of every question; @day: MADO_DAY or MADO_DAY_NEEDED. */
#define MADO_COMMON(day)                                                                           \
  MADO_TEXT_OF ("question", question, "`apply`", "Which question."),                               \
      MADO_TEXT_OF ("title", title, "none", "Any remark; given back."),                            \
      day ("date", date, "Today, in Japan."),                                                      \
      { "time", MADO_FIELD_TIME, MADO_AT (minute), FALSE, "`\"10:00\"`", NULL, 0, 0, NULL, 0,      \
        NULL,   "Now, in Japan." },                                                                \
      MADO_WORD (                                                                                  \
          "rule_set", rule_set, mado_decide_rule_sets, "by the day",                               \
          "Which rules of identity documents; else `STRICT_2010` from the profile's day on."),     \
  {                                                                                                \
    "profile", MADO_FIELD_FREE, MADO_AT (overrides), FALSE, "none", NULL, 0, 0, NULL, 0, NULL,     \
        "Keys of the profile to be changed for this question: `{\"fee\": {\"issue_yen\": 300}}`."  \
  }

G_END_DECLS
