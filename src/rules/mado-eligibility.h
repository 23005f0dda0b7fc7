/* mado-eligibility.h - may this person apply now, and with which papers?
 *
 * A table of rules, each of one topic; the window asks a topic when its facts are known, and all of
 * them before the request goes out.  Pure: the same facts and profile always give the same
 * decision.
 *
 * Layer: rules.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-decision.h"
#include "mado-inquiry-rule.h"
#include "mado-revocation-rule.h"
#include "mado-text.h"

G_BEGIN_DECLS

/** What a question is about; may be combined.  A case that has begun is not stopped by the
 * counter's closing: ask TIME once at its start, SERVICE and CA before the request goes out. */
typedef enum
{
  MADO_TOPIC_SERVICE = 1 << 0,     /* first and last day of the service */
  MADO_TOPIC_COUNTER = 1 << 1,     /* closed days and hours of the counter */
  MADO_TOPIC_CA = 1 << 2,          /* hours of the certification authority */
  MADO_TOPIC_PERSON = 1 << 3,      /* residence, age, who came */
  MADO_TOPIC_CERTIFICATE = 1 << 4, /* one live certificate only */
  MADO_TOPIC_CARD = 1 << 5,        /* here, own, valid */
  MADO_TOPIC_PAPERS = 1 << 6,      /* identity, authority, reply, power of attorney */
  MADO_TOPIC_ITEMS = 1 << 7,       /* form against register, substitutes */
  MADO_TOPIC_PASSWORD = 1 << 8,    /* the old password, the lock */
  MADO_TOPIC_WARNINGS = 1 << 9, /* what a clerk has to answer: recent move, repeated proxy, hold */
  MADO_TOPIC_TIME = MADO_TOPIC_SERVICE | MADO_TOPIC_COUNTER | MADO_TOPIC_CA,
  MADO_TOPIC_ALL = (1 << 10) - 1,
} MadoTopic;

/** Who stands at the window. */
typedef enum
{
  MADO_COMES_SELF,
  MADO_COMES_STATUTORY, /* 法定代理人 */
  MADO_COMES_PROXY,     /* 任意代理人 */
} MadoComes;

typedef enum
{
  MADO_CARD_IN_FORCE,
  MADO_CARD_SUSPENDED, /* 一時停止 */
  MADO_CARD_VOID,      /* 失効, 廃止 */
} MadoCardStanding;

/** The reply to the office's letter (照会書兼回答書). */
typedef enum
{
  MADO_REPLY_NONE,
  MADO_REPLY_VALID,   /* number and person match, in time, not used */
  MADO_REPLY_EXPIRED, /* after its last day */
  MADO_REPLY_EARLY,   /* before the letter was mailed */
  MADO_REPLY_WRONG,   /* another letter's, or used */
} MadoReply;

/** What is known of the password on the card. */
typedef enum
{
  MADO_OLD_PASSWORD_UNKNOWN, /* not tried */
  MADO_OLD_PASSWORD_VERIFIED,
  MADO_OLD_PASSWORD_FORGOTTEN,
  MADO_OLD_PASSWORD_LOCKED,
} MadoOldPassword;

/** How a statutory representative shows authority. */
typedef enum
{
  MADO_AUTHORITY_NONE,
  MADO_AUTHORITY_SAME_HOUSEHOLD,  /* parent in the child's household; under household_age only */
  MADO_AUTHORITY_FAMILY_REGISTER, /* 戸籍謄本, dated */
  MADO_AUTHORITY_GUARDIAN_CERTIFICATE, /* 登記事項証明書, dated */
} MadoAuthority;

/** Everything that a rule reads.  Dates that are not known are invalid (mado_facts_init()). */
typedef struct
{
  MadoProcedure procedure;
  gint64 now; /* unix seconds, UTC */

  /* The applicant */
  gboolean in_register;
  gboolean foreign;
  gboolean adult_ward; /* 成年被後見人 */
  GDate birth;
  gboolean open_case; /* another case of this person is running */
  gboolean
      namesake; /* somebody else, born that day, of the same reading, has one or a certificate */
  gboolean
      change_reported;   /* a change of the register that ends certificates; not carried out yet */
  gboolean open_inquiry; /* another letter for this person and procedure is under way */
  gboolean live_certificate;
  GDate certificate_last_day; /* of the one in force, or of the last one; invalid: not known */
  gboolean certificate_on_card;
  guint n_reprints; /* COPY: how often it was printed again before */
  MadoOldPassword old_password;
  int ground;        /* of MadoRevocationGround; -1: none given */
  GDate moved_in_on; /* to this municipality; invalid: not known, or long ago */
  gboolean on_hold;  /* 疑義 */
  gboolean hold_released;

  /* Who came */
  MadoComes comes;
  MadoAuthority authority;
  GDate authority_issued_on;
  gboolean power_of_attorney;
  gboolean seal_certificate;
  GDate seal_certificate_issued_on;

  /* The resident card.  With a photo it identifies its holder (P06) without being listed in
   * @papers. */
  gboolean card_present;
  gboolean card_own;
  gboolean card_photo;
  gboolean card_photo_matches;
  gboolean card_machine_checked; /* the printed code was read with its check number */
  MadoCardStanding card_standing;
  GDate card_expires_on; /* last day; invalid: not known */

  /* Papers */
  const MadoIdPaper *papers; /* of the applicant */
  gsize n_papers;
  const MadoIdPaper *agent_papers; /* of the representative or proxy */
  gsize n_agent_papers;
  MadoReply reply;
  guint visit_faults;       /* of MadoVisitFault; read with a valid reply */
  guint proxy_other_people; /* for whom the same proxy came within the profile's days */
  MadoRuleSet rule_set;     /* MADO_N_RULE_SETS: that of the day */

  /* Form and register */
  gboolean form_complete;
  MadoTextMatch items_match;   /* the worst of mado_four_items_compare() */
  gboolean spelling_confirmed; /* the clerk has answered each difference of spelling */
  guint n_substitutes;
  guint n_substitutes_missing;
  gboolean substitutes_consented;
} MadoFacts;

/** mado_facts_init: nothing known, nothing shown, dates invalid. */
void mado_facts_init (MadoFacts *self);

/**
 * mado_eligibility_decide:
 * @topics: of MadoTopic
 *
 * Returns: (transfer full): the verdict with every reason; fee and last valid day as of today. */
MadoDecision *mado_eligibility_decide (const MadoFacts *facts, const MadoOfficeProfile *profile,
                                       guint topics);

G_END_DECLS
