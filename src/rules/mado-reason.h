/* mado-reason.h - every reason the rules can give, with its source and what to bring
 *
 * Codes are stored in events and shown on refusal slips; sentences are N_() for the screens.
 * LAW, ORD and REG are act 153 of 2002, order 408 of 2003 and ordinance 120 of 2003.
 *
 * Layer: rules.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What a reason does to the decision; the worst one decides.  The order is that of badness. */
typedef enum
{
  MADO_VERDICT_ACCEPT,  /* a reason of this weight is a warning to be read */
  MADO_VERDICT_INQUIRY, /* not today: a letter goes to the registered address first */
  MADO_VERDICT_NEEDS,   /* something is missing; @bring says what */
  MADO_VERDICT_REFUSE,  /* nothing that could be brought helps today */
} MadoVerdict;

typedef enum
{
  /* Time */
  MADO_REASON_BEFORE_SERVICE,
  MADO_REASON_AFTER_SERVICE,
  MADO_REASON_CLOSED_DAY,
  MADO_REASON_CLOSED_HOURS,
  MADO_REASON_CA_CLOSED,
  MADO_REASON_CA_CLOSES_SOON,
  /* Person */
  MADO_REASON_NOT_RESIDENT,
  MADO_REASON_FOREIGN_BEFORE,
  MADO_REASON_OPEN_CASE,
  MADO_REASON_UNDER_AGE,
  MADO_REASON_WARD,
  MADO_REASON_REPRESENTATIVE_NOT_POSSIBLE,
  MADO_REASON_PROXY_NOT_ALLOWED,
  /* Certificate */
  MADO_REASON_LIVE_CERTIFICATE,
  /* Card */
  MADO_REASON_CARD_MISSING,
  MADO_REASON_CARD_OF_ANOTHER,
  MADO_REASON_CARD_EXPIRED,
  MADO_REASON_CARD_SUSPENDED,
  MADO_REASON_CARD_VOID,
  MADO_REASON_CARD_ENDS_FIRST,
  /* Papers: of the whole */
  MADO_REASON_NO_IDENTITY,
  MADO_REASON_MORE_PAPERS,
  MADO_REASON_REPLY_EXPIRED,
  MADO_REASON_REPLY_WRONG,
  MADO_REASON_PROXY_INQUIRY,
  MADO_REASON_AGENT_IDENTITY,
  MADO_REASON_APPLICANT_PAPER,
  MADO_REASON_AUTHORITY_MISSING,
  MADO_REASON_AUTHORITY_OLD,
  MADO_REASON_POWER_OF_ATTORNEY,
  MADO_REASON_SEAL_CERTIFICATE,
  MADO_REASON_SEAL_CERTIFICATE_OLD,
  /* Papers: of one */
  MADO_REASON_PAPER_UNKNOWN,
  MADO_REASON_PAPER_NOT_COUNTED,
  MADO_REASON_PAPER_NOT_YET,
  MADO_REASON_PAPER_TOO_OLD_KIND,
  MADO_REASON_PAPER_EXPIRED,
  MADO_REASON_PAPER_NO_END,
  MADO_REASON_PAPER_NAME,
  MADO_REASON_PAPER_ADDRESS,
  MADO_REASON_PAPER_PHOTO,
  /* Four items */
  MADO_REASON_FORM_INCOMPLETE,
  MADO_REASON_ITEMS_DIFFER,
  MADO_REASON_SPELLING_UNANSWERED,
  MADO_REASON_SUBSTITUTE_MISSING,
  MADO_REASON_SUBSTITUTE_CONSENT,
  MADO_REASON_FIRST_MORE,
  /* Everything from here on: mado-reason-more.c */
  MADO_REASON_CA_STOPPED = MADO_REASON_FIRST_MORE,
  MADO_REASON_ON_HOLD,
  MADO_REASON_SUPERVISOR,
  MADO_REASON_OPEN_INQUIRY,
  MADO_REASON_CHANGE_REPORTED,
  MADO_REASON_REPRESENTATIVE_INQUIRY,
  MADO_REASON_REPRESENTATIVE_NOT_ALLOWED,
  MADO_REASON_NO_CERTIFICATE,
  MADO_REASON_CERTIFICATE_UNKNOWN,
  MADO_REASON_RENEWAL_TOO_EARLY,
  MADO_REASON_RENEWAL_OVER,
  MADO_REASON_LOST_DAYS,
  MADO_REASON_OLD_PASSWORD,
  MADO_REASON_PASSWORD_IS_LOCKED,
  MADO_REASON_PASSWORD_NOT_LOCKED,
  MADO_REASON_CHANGE_DOCUMENT,
  MADO_REASON_STILL_IN_FORCE,
  MADO_REASON_NOTHING_ON_CARD,
  MADO_REASON_REVOCATION_GROUND,
  MADO_REASON_REVOCATION_FORM,
  MADO_REASON_NOT_BY_APPLICATION,
  MADO_REASON_RECENT_MOVE,
  MADO_REASON_PROXY_REPEATED,
  MADO_REASON_NAMESAKE,
  MADO_REASON_ENVELOPE_OPEN,
  MADO_REASON_SEAL_BROKEN,
  MADO_REASON_REPLY_ITEMS,
  MADO_REASON_REPLY_NOT_AFFIRMED,
  MADO_REASON_REPLY_UNDATED,
  MADO_REASON_SEAL_DIFFERS,
  MADO_REASON_ATTORNEY_DELEGATOR,
  MADO_REASON_ATTORNEY_DELEGATE,
  MADO_REASON_ATTORNEY_MATTER,
  MADO_REASON_ATTORNEY_UNDATED,
  MADO_REASON_INQUIRY_ADDRESS,
  MADO_REASON_MAIL_NUMBER,
  MADO_REASON_REPLY_PERSON,
  MADO_REASON_NOT_CURABLE,
  MADO_REASON_CHECKS_OPEN,
  MADO_REASON_CASE_NOT_ACCEPTED,
  MADO_REASON_NOT_OVER,
  MADO_REASON_NO_SUCH_STEP,
  MADO_REASON_WAIVER_NOT_LISTED,
  MADO_REASON_HOLDER_ONLY,
  MADO_REASON_NOT_MAILED,
  MADO_REASON_PAPER_DATE,
  MADO_REASON_AUTHORITY_DATE,
  MADO_REASON_SEAL_CERTIFICATE_DATE,
  MADO_REASON_ONE_MORE_PAPER,
  MADO_REASON_PASSWORD_SHORT,
  MADO_REASON_PASSWORD_LONG,
  MADO_REASON_PASSWORD_CHARACTER,
  MADO_REASON_PASSWORD_MIX,
  MADO_REASON_PASSWORD_BIRTH_DATE,
  MADO_REASON_PASSWORD_TELEPHONE,
  MADO_REASON_PASSWORD_WRONG,
  MADO_REASON_LOCKED_NOW,
  MADO_REASON_IDENTIFIED,
  MADO_REASON_IDENTIFIED_BY_REPLY,
  MADO_REASON_IDENTIFIED_AGENT,
  MADO_N_REASONS,
} MadoReason;

typedef struct
{
  MadoVerdict verdict;
  const char *code;        /* stable, for events: "LIVE_CERTIFICATE" */
  const char *article;     /* "LAW 6" */
  const char *article_ja;  /* 法第６条（二重発行の禁止） */
  const char *sentence;    /* N_() */
  const char *bring;       /* N_() (nullable): what to bring or do */
  const char *sentence_ja; /* the same in Japanese, as po/ja.po has it: prints and JSON need both */
  const char *bring_ja;    /* (nullable) */
  const char *paper;       /* (nullable): what is missing, for JSON: "seal_certificate" */
} MadoReasonRow;

/** mado_reason_get: Returns: (transfer none): the row of @reason. */
const MadoReasonRow *mado_reason_get (MadoReason reason);

/** mado_reason_find: Returns: whether @code names a reason, which is then in @reason. */
gboolean mado_reason_find (const char *code, MadoReason *reason);

/** mado_reason_may_refuse: Returns: whether a clerk may give @reason when refusing an application:
 * not what only a step of a letter, a typed password or the office itself lacks. */
gboolean mado_reason_may_refuse (MadoReason reason);

/** mado_verdict_name: Returns: "accept", "inquiry", "needs" or "refuse". */
const char *mado_verdict_name (MadoVerdict verdict);

G_END_DECLS
