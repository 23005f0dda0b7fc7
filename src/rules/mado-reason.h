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
  MADO_N_REASONS,
} MadoReason;

typedef struct
{
  MadoVerdict verdict;
  const char *code;       /* stable, for events: "LIVE_CERTIFICATE" */
  const char *article;    /* "LAW 6" */
  const char *article_ja; /* 法第６条（二重発行の禁止） */
  const char *sentence;   /* N_() */
  const char *bring;      /* N_() (nullable): what to bring or do */
} MadoReasonRow;

/** mado_reason_get: Returns: (transfer none): the row of @reason. */
const MadoReasonRow *mado_reason_get (MadoReason reason);

/** mado_reason_find: Returns: whether @code names a reason, which is then in @reason. */
gboolean mado_reason_find (const char *code, MadoReason *reason);

/** mado_verdict_name: Returns: "accept", "inquiry", "needs" or "refuse". */
const char *mado_verdict_name (MadoVerdict verdict);

G_END_DECLS
