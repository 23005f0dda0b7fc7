/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-inquiry-rule.h"

static const char *const state_names[MADO_N_INQUIRY_STATES]
    = { "none",     "received", "printed", "mailed",   "returned",  "replied",
        "verified", "consumed", "expired", "rejected", "withdrawn", "void" };
static const char *const step_names[MADO_N_INQUIRY_STEPS]
    = { "receive", "print",  "mail",   "return",   "reply", "verify",
        "consume", "expire", "reject", "withdraw", "void" };

const char *
mado_inquiry_state_name (MadoInquiryState state)
{
  return state < MADO_N_INQUIRY_STATES ? state_names[state] : "";
}

const char *
mado_inquiry_step_name (MadoInquiryStep step)
{
  return step < MADO_N_INQUIRY_STEPS ? step_names[step] : "";
}

gboolean
mado_inquiry_state_find (const char *name, MadoInquiryState *state)
{
  for (guint i = 0; i < MADO_N_INQUIRY_STATES; i++)
    if (g_str_equal (state_names[i], name))
      {
        *state = (MadoInquiryState) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
mado_inquiry_step_find (const char *name, MadoInquiryStep *step)
{
  for (guint i = 0; i < MADO_N_INQUIRY_STEPS; i++)
    if (g_str_equal (step_names[i], name))
      {
        *step = (MadoInquiryStep) i;
        return TRUE;
      }
  return FALSE;
}

void
mado_inquiry_facts_init (MadoInquiryFacts *self, MadoInquiryState state, MadoInquiryStep step,
                         const GDate *today)
{
  *self = (MadoInquiryFacts){ .state = state,
                              .step = step,
                              .today = *today,
                              .resident = TRUE,
                              .card_valid = TRUE,
                              .registered_address = TRUE,
                              .mail_number = TRUE,
                              .number_matches = TRUE,
                              .person_matches = TRUE,
                              .checks_done = TRUE,
                              .supervisor_signed = TRUE,
                              .case_accepted = TRUE };
  g_date_clear (&self->mailed_on, 1);
}

void
mado_inquiry_due (const MadoOfficeProfile *profile, const GDate *mailed_on, GDate *due)
{
  *due = *mailed_on;
  g_date_add_days (due, profile->inquiry_days);
}

static gboolean
is_past_due (const MadoOfficeProfile *profile, const GDate *mailed_on, const GDate *today)
{
  GDate due;

  if (!g_date_valid (mailed_on))
    return FALSE;
  mado_inquiry_due (profile, mailed_on, &due);
  return g_date_compare (today, &due) > 0;
}

gboolean
mado_inquiry_is_over (const MadoOfficeProfile *profile, MadoInquiryState state,
                      const GDate *mailed_on, const GDate *today)
{
  return (state == MADO_INQUIRY_MAILED || state == MADO_INQUIRY_RETURNED)
         && is_past_due (profile, mailed_on, today);
}

gboolean
mado_inquiry_is_open (MadoInquiryState state)
{
  return state >= MADO_INQUIRY_RECEIVED && state <= MADO_INQUIRY_VERIFIED;
}

MadoReason
mado_inquiry_visit_reason (MadoVisitFault fault)
{
  static const MadoReason reasons[MADO_N_VISIT_FAULTS]
      = { MADO_REASON_ENVELOPE_OPEN,      MADO_REASON_SEAL_BROKEN,
          MADO_REASON_REPLY_ITEMS,        MADO_REASON_REPLY_NOT_AFFIRMED,
          MADO_REASON_REPLY_UNDATED,      MADO_REASON_SEAL_DIFFERS,
          MADO_REASON_ATTORNEY_DELEGATOR, MADO_REASON_ATTORNEY_DELEGATE,
          MADO_REASON_ATTORNEY_MATTER,    MADO_REASON_ATTORNEY_UNDATED };

  return reasons[MIN (g_bit_nth_lsf (fault, -1), MADO_N_VISIT_FAULTS - 1)];
}

/* Each guard: MADO_N_REASONS lets the step pass. */
typedef MadoReason (*Guard) (const MadoOfficeProfile *profile, const MadoInquiryFacts *facts);

static gboolean
writes_on_card (MadoProcedure purpose)
{
  return purpose == MADO_PROCEDURE_ISSUE || purpose == MADO_PROCEDURE_RENEW
         || purpose == MADO_PROCEDURE_REISSUE || purpose == MADO_PROCEDURE_CHANGE_PASSWORD
         || purpose == MADO_PROCEDURE_RESET_PASSWORD || purpose == MADO_PROCEDURE_UNLOCK;
}

static MadoReason
may_receive (const MadoOfficeProfile *profile, const MadoInquiryFacts *facts)
{
  if (!facts->resident)
    return MADO_REASON_NOT_RESIDENT;
  if (facts->other_open)
    return MADO_REASON_OPEN_INQUIRY;
  if (writes_on_card (facts->purpose) && !facts->card_valid)
    return MADO_REASON_CARD_VOID;
  if (facts->route == MADO_INQUIRY_ROUTE_PROXY && !profile->proxy_allowed)
    return MADO_REASON_PROXY_NOT_ALLOWED;
  return MADO_N_REASONS;
}

static MadoReason
may_print (const MadoOfficeProfile *profile, const MadoInquiryFacts *facts)
{
  return facts->registered_address ? MADO_N_REASONS : MADO_REASON_INQUIRY_ADDRESS;
}

static MadoReason
may_mail (const MadoOfficeProfile *profile, const MadoInquiryFacts *facts)
{
  return profile->mail_class == MADO_MAIL_ORDINARY || facts->mail_number ? MADO_N_REASONS
                                                                         : MADO_REASON_MAIL_NUMBER;
}

static MadoReason
may_reply (const MadoOfficeProfile *profile, const MadoInquiryFacts *facts)
{
  if (is_past_due (profile, &facts->mailed_on, &facts->today))
    return MADO_REASON_REPLY_EXPIRED;
  if (!facts->number_matches)
    return MADO_REASON_REPLY_WRONG;
  if (!facts->person_matches)
    return MADO_REASON_REPLY_PERSON;
  if (facts->state == MADO_INQUIRY_REJECTED && !facts->curable)
    return MADO_REASON_NOT_CURABLE;
  return MADO_N_REASONS;
}

static MadoReason
may_verify (const MadoOfficeProfile *profile, const MadoInquiryFacts *facts)
{
  guint faults = facts->visit_faults;

  if (!facts->checks_done)
    return MADO_REASON_CHECKS_OPEN;
  if (facts->route == MADO_INQUIRY_ROUTE_NO_PHOTO)
    faults &= MADO_VISIT_NO_PHOTO_FAULTS;
  for (guint i = 0; i < MADO_N_VISIT_FAULTS; i++)
    if (faults & (1u << i))
      return mado_inquiry_visit_reason ((MadoVisitFault) (1u << i));
  if (!facts->supervisor_signed
      && profile->second_person[facts->route == MADO_INQUIRY_ROUTE_PROXY ? MADO_SECOND_PROXY
                                                                         : MADO_SECOND_INQUIRY])
    return MADO_REASON_SUPERVISOR;
  return MADO_N_REASONS;
}

static MadoReason
may_consume (const MadoOfficeProfile *profile, const MadoInquiryFacts *facts)
{
  return facts->case_accepted ? MADO_N_REASONS : MADO_REASON_CASE_NOT_ACCEPTED;
}

static MadoReason
may_expire (const MadoOfficeProfile *profile, const MadoInquiryFacts *facts)
{
  return is_past_due (profile, &facts->mailed_on, &facts->today) ? MADO_N_REASONS
                                                                 : MADO_REASON_NOT_OVER;
}

#define FROM(state) (1u << MADO_INQUIRY_##state)
#define OPEN                                                                                       \
  (FROM (RECEIVED) | FROM (PRINTED) | FROM (MAILED) | FROM (RETURNED) | FROM (REPLIED)             \
   | FROM (VERIFIED))

/* clang-format off */
static const struct
{
  guint from; /* states it may be taken in */
  MadoInquiryState to;
  Guard guard; /* NULL: always */
} steps[MADO_N_INQUIRY_STEPS] = {
  [MADO_INQUIRY_RECEIVE]   = { FROM (NONE),                        MADO_INQUIRY_RECEIVED,  may_receive },
  [MADO_INQUIRY_PRINT]     = { FROM (RECEIVED) | FROM (RETURNED),  MADO_INQUIRY_PRINTED,   may_print   },
  [MADO_INQUIRY_MAIL]      = { FROM (PRINTED),                     MADO_INQUIRY_MAILED,    may_mail    },
  [MADO_INQUIRY_RETURN]    = { FROM (MAILED),                      MADO_INQUIRY_RETURNED,  NULL        },
  [MADO_INQUIRY_REPLY]     = { FROM (MAILED) | FROM (REJECTED),    MADO_INQUIRY_REPLIED,   may_reply   },
  [MADO_INQUIRY_VERIFY]    = { FROM (REPLIED),                     MADO_INQUIRY_VERIFIED,  may_verify  },
  [MADO_INQUIRY_CONSUME]   = { FROM (VERIFIED),                    MADO_INQUIRY_CONSUMED,  may_consume },
  [MADO_INQUIRY_EXPIRE]    = { FROM (MAILED) | FROM (RETURNED),    MADO_INQUIRY_EXPIRED,   may_expire  },
  [MADO_INQUIRY_REJECT]    = { FROM (REPLIED) | FROM (VERIFIED),   MADO_INQUIRY_REJECTED,  NULL        },
  [MADO_INQUIRY_WITHDRAW]  = { FROM (RECEIVED) | FROM (PRINTED) | FROM (MAILED) | FROM (RETURNED),
                                                                   MADO_INQUIRY_WITHDRAWN, NULL        },
  [MADO_INQUIRY_MAKE_VOID] = { OPEN,                               MADO_INQUIRY_VOID,      NULL        },
};
/* clang-format on */

gboolean
mado_inquiry_step (const MadoOfficeProfile *profile, const MadoInquiryFacts *facts,
                   MadoInquiryState *next, MadoReason *why)
{
  MadoReason found = MADO_N_REASONS;

  if (!(steps[facts->step].from & (1u << facts->state)))
    found = MADO_REASON_NO_SUCH_STEP;
  else if (steps[facts->step].guard != NULL)
    found = steps[facts->step].guard (profile, facts);
  if (found == MADO_N_REASONS)
    {
      *next = steps[facts->step].to;
      return TRUE;
    }
  if (why != NULL)
    *why = found;
  return FALSE;
}
