/* mado-reply.h - the nine checks of a reply, as the clerk answers them and as the rules read them
 *
 * Source: domain.md 3.4; REG 5(1), 6(1).  An answer is kept as one digit of the fact
 * MADO_FACT_REPLY: 0, not answered; 1, in order; 2 and more, what is wrong.
 *
 * Layer: workflow.  Threads: any (constant table; the case is a value).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-case.h"
#include "mado-decision.h"
#include "mado-inquiry-check.h"

G_BEGIN_DECLS

#define MADO_REPLY_IN_ORDER 1u

typedef struct
{
  const char *label; /* N_(): "the seal over the password is broken" */
  MadoReason reason; /* of the refusal; of no meaning for "in order" */
  guint fault;       /* of MadoVisitFault; 0: not one of them */
  int reply;         /* of MadoReply (mado-eligibility.h): what it makes of the reply */
  gboolean is_final; /* the letter cannot serve any more, whatever is brought next time */
} MadoReplyAnswer;

/** mado_reply_question: Returns: (transfer none): the N_() label of a check. */
const char *mado_reply_question (MadoLetterCheck check);

/** mado_reply_answer: Returns: (transfer none) (nullable): answer @i (from 1) to @check; %NULL
 *   behind the last. */
const MadoReplyAnswer *mado_reply_answer (MadoLetterCheck check, guint i);

/** mado_reply_route: by which way the case comes: a proxy, or the applicant without a ※1 paper. */
MadoLetterRoute mado_reply_route (const MadoCase *work);

/** mado_reply_is_needed: whether the row "reply" concerns the case: a proxy, or a letter is
 *   named. */
gboolean mado_reply_is_needed (const MadoCase *work);
/** mado_reply_is_curable: whether the letter may be shown again in time when the answers so far
 *   refuse it (domain.md 3.3, REJECTED): not when the applicant says that nobody was asked to
 * apply, nor when somebody may have read the password. */
gboolean mado_reply_is_curable (const MadoCase *work);
/** mado_reply_applies: whether @check is asked of the case. */
gboolean mado_reply_applies (const MadoCase *work, MadoLetterCheck check);

/** mado_reply_get: Returns: the answer to @check, 0: none yet. */
guint mado_reply_get (const MadoCase *work, MadoLetterCheck check);
void mado_reply_set (MadoCase *work, MadoLetterCheck check, guint answer);

/** mado_reply_count_open: Returns: how many checks that apply are not answered. */
guint mado_reply_count_open (const MadoCase *work);

/** mado_reply_read: what the rules make of the answers, of MadoReply. @faults: (out): of
 * MadoVisitFault */
int mado_reply_read (const MadoCase *work, guint *faults);

/** mado_reply_faults: Returns: (transfer full): the reasons of all answers that are not in order;
 *   accepts when there is none. */
MadoDecision *mado_reply_faults (const MadoCase *work);

G_END_DECLS
