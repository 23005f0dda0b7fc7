/* mado-inquiry-rule.h - an inquiry letter (照会書兼回答書): guards answered from facts, last day
 *
 * Which word is possible in which state: mado-letter.h.
 * Sources: REG 5(1) no. 2, 6(1) no. 2 (the letter and its reply); notes 3.4 (the nine
 * checks of the second visit), 9 nos. 3, 4 (last day, mail); MIC notice of 2010-11-26 (registered
 * mail).
 *
 * Layer: rules.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-letter.h"
#include "mado-office-profile.h"
#include "mado-reason.h"

G_BEGIN_DECLS

/** What is wrong at the second visit; 0 is nothing.  Numbers are those of the nine checks. */
typedef enum
{
  MADO_VISIT_ENVELOPE_OPEN = 1 << 0,      /* 2 */
  MADO_VISIT_SEAL_BROKEN = 1 << 1,        /* 2: the seal over the password */
  MADO_VISIT_ITEMS_DIFFER = 1 << 2,       /* 3 */
  MADO_VISIT_NOT_AFFIRMED = 1 << 3,       /* 3: "I did not apply" */
  MADO_VISIT_UNDATED = 1 << 4,            /* 3 */
  MADO_VISIT_SEAL_DIFFERS = 1 << 5,       /* 3: reply, power of attorney and seal certificate */
  MADO_VISIT_ATTORNEY_DELEGATOR = 1 << 6, /* 5 */
  MADO_VISIT_ATTORNEY_DELEGATE = 1 << 7,  /* 5: another person stands here */
  MADO_VISIT_ATTORNEY_MATTER = 1 << 8,    /* 5: another procedure */
  MADO_VISIT_ATTORNEY_UNDATED = 1 << 9,   /* 5 */
} MadoVisitFault;

#define MADO_N_VISIT_FAULTS 10
/** In person without a photo document the envelope and the power of attorney do not apply. */
#define MADO_VISIT_NO_PHOTO_FAULTS                                                                 \
  (MADO_VISIT_ITEMS_DIFFER | MADO_VISIT_NOT_AFFIRMED | MADO_VISIT_UNDATED)

/** Everything that a guard reads. */
typedef struct
{
  MadoLetterState state;
  MadoLetterWord word;
  MadoLetterRoute route;
  MadoProcedure purpose;
  GDate today;
  GDate mailed_on; /* invalid before MAILED */
  gboolean resident;
  gboolean other_open;         /* another letter for this person and purpose */
  gboolean card_valid;         /* asked where the purpose writes on the card */
  gboolean registered_address; /* the letter carries the register's address */
  gboolean mail_number;        /* 引受番号, asked for registered mail */
  gboolean number_matches;     /* 照会番号 */
  gboolean person_matches;     /* the expected person presents it */
  gboolean checks_done;        /* the nine checks have all been answered */
  guint visit_faults;          /* of MadoVisitFault */
  gboolean supervisor_signed;
  gboolean case_accepted; /* CONSUME: the application was accepted */
  gboolean curable;       /* REJECTED may be replied again */
} MadoInquiryFacts;

/** mado_inquiry_facts_init: a letter that nothing is wrong with, in @state. */
void mado_inquiry_facts_init (MadoInquiryFacts *self, MadoLetterState state, MadoLetterWord word,
                              const GDate *today);

/**
 * mado_inquiry_step:
 * @next: (out): the state after the word
 * @why: (out) (optional): what forbids it
 *
 * A letter whose last day is over is EXPIRED whatever word is said: give EXPIRE.
 *
 * Returns: whether the word may be said. */
gboolean mado_inquiry_step (const MadoOfficeProfile *profile, const MadoInquiryFacts *facts,
                            MadoLetterState *next, MadoReason *why);

/** mado_inquiry_due: @due: (out caller-allocates): the last day for the reply. */
void mado_inquiry_due (const MadoOfficeProfile *profile, const GDate *mailed_on, GDate *due);

/** mado_inquiry_is_over: Returns: whether a letter in @state mailed on @mailed_on must be made
 * EXPIRED on @today: on access and nightly. */
gboolean mado_inquiry_is_over (const MadoOfficeProfile *profile, MadoLetterState state,
                               const GDate *mailed_on, const GDate *today);

/** mado_inquiry_visit_reason: Returns: the reason of one fault, a bit of MadoVisitFault. */
MadoReason mado_inquiry_visit_reason (MadoVisitFault fault);

G_END_DECLS
