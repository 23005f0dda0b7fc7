/* mado-inquiry-rule.h - the life of an inquiry letter (照会書兼回答書): states, guards, last day
 *
 * Sources: REG 5(1) no. 2, 6(1) no. 2 (the letter and its reply); notes 3.3 (states), 3.4 (the nine
 * checks of the second visit), 9 nos. 3, 4 (last day, mail); MIC notice of 2010-11-26 (registered
 * mail).
 *
 * Layer: rules.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-office-profile.h"
#include "mado-reason.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_INQUIRY_NONE, /* before the request is taken */
  MADO_INQUIRY_RECEIVED,
  MADO_INQUIRY_PRINTED,
  MADO_INQUIRY_MAILED,
  MADO_INQUIRY_RETURNED, /* came back undelivered */
  MADO_INQUIRY_REPLIED,
  MADO_INQUIRY_VERIFIED,
  MADO_INQUIRY_CONSUMED, /* has served its one application */
  MADO_INQUIRY_EXPIRED,
  MADO_INQUIRY_REJECTED,
  MADO_INQUIRY_WITHDRAWN,
  MADO_INQUIRY_VOID, /* the applicant moved, died, or an item changed */
  MADO_N_INQUIRY_STATES,
} MadoInquiryState;

typedef enum
{
  MADO_INQUIRY_RECEIVE,
  MADO_INQUIRY_PRINT,
  MADO_INQUIRY_MAIL,
  MADO_INQUIRY_RETURN,
  MADO_INQUIRY_REPLY,
  MADO_INQUIRY_VERIFY,
  MADO_INQUIRY_CONSUME,
  MADO_INQUIRY_EXPIRE,
  MADO_INQUIRY_REJECT,
  MADO_INQUIRY_WITHDRAW,
  MADO_INQUIRY_MAKE_VOID,
  MADO_N_INQUIRY_STEPS,
} MadoInquiryStep;

typedef enum
{
  MADO_INQUIRY_ROUTE_PROXY,
  MADO_INQUIRY_ROUTE_NO_PHOTO, /* the applicant in person without a ※1 document */
} MadoInquiryRoute;

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
  MadoInquiryState state;
  MadoInquiryStep step;
  MadoInquiryRoute route;
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
void mado_inquiry_facts_init (MadoInquiryFacts *self, MadoInquiryState state, MadoInquiryStep step,
                              const GDate *today);

/**
 * mado_inquiry_step:
 * @next: (out): the state after the step
 * @why: (out) (optional): what forbids it
 *
 * A letter whose last day is over is EXPIRED whatever step is asked for: give EXPIRE.
 *
 * Returns: whether the step may be taken. */
gboolean mado_inquiry_step (const MadoOfficeProfile *profile, const MadoInquiryFacts *facts,
                            MadoInquiryState *next, MadoReason *why);

/** mado_inquiry_due: @due: (out caller-allocates): the last day for the reply. */
void mado_inquiry_due (const MadoOfficeProfile *profile, const GDate *mailed_on, GDate *due);

/** mado_inquiry_is_over: Returns: whether a letter in @state mailed on @mailed_on must be made
 * EXPIRED on @today: on access and nightly. */
gboolean mado_inquiry_is_over (const MadoOfficeProfile *profile, MadoInquiryState state,
                               const GDate *mailed_on, const GDate *today);

/** mado_inquiry_is_open: Returns: whether @state is not an end. */
gboolean mado_inquiry_is_open (MadoInquiryState state);

/** mado_inquiry_visit_reason: Returns: the reason of one fault, a bit of MadoVisitFault. */
MadoReason mado_inquiry_visit_reason (MadoVisitFault fault);

/** mado_inquiry_state_name: Returns: "received" …, as stored. */
const char *mado_inquiry_state_name (MadoInquiryState state);
gboolean mado_inquiry_state_find (const char *name, MadoInquiryState *state);

/** mado_inquiry_step_name: Returns: "receive" …. */
const char *mado_inquiry_step_name (MadoInquiryStep step);
gboolean mado_inquiry_step_find (const char *name, MadoInquiryStep *step);

G_END_DECLS
