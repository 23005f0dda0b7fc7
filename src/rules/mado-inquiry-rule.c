/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-inquiry-rule.h"

void
mado_inquiry_facts_init (MadoInquiryFacts *self, MadoLetterState state, MadoLetterWord word,
                         const GDate *today)
{
  *self = (MadoInquiryFacts){ .state = state,
                              .word = word,
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
mado_inquiry_is_over (const MadoOfficeProfile *profile, MadoLetterState state,
                      const GDate *mailed_on, const GDate *today)
{
  return (state == MADO_LETTER_MAILED || state == MADO_LETTER_RETURNED)
         && is_past_due (profile, mailed_on, today);
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
  if (MADO_PROCEDURES_HOLDER_ONLY & MADO_PROCEDURE_MARK (facts->purpose))
    return MADO_REASON_HOLDER_ONLY;
  if (facts->purpose == MADO_PROCEDURE_CHANGE_PASSWORD && facts->route == MADO_LETTER_NO_PHOTO_ID)
    return MADO_REASON_CHANGE_DOCUMENT; /* the holder types the old password: no way by letter */
  if (facts->other_open)
    return MADO_REASON_OPEN_INQUIRY;
  if (writes_on_card (facts->purpose) && !facts->card_valid)
    return MADO_REASON_CARD_VOID;
  if (facts->route == MADO_LETTER_BY_PROXY && !profile->proxy_allowed)
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
is_in_time (const MadoOfficeProfile *profile, const MadoInquiryFacts *facts)
{
  if (!g_date_valid (&facts->mailed_on))
    return MADO_REASON_NOT_MAILED; /* its last day is not known either */
  return is_past_due (profile, &facts->mailed_on, &facts->today) ? MADO_REASON_REPLY_EXPIRED
                                                                 : MADO_N_REASONS;
}

static MadoReason
has_number (const MadoOfficeProfile *profile, const MadoInquiryFacts *facts)
{
  return facts->number_matches ? MADO_N_REASONS : MADO_REASON_REPLY_WRONG;
}

static MadoReason
is_expected_person (const MadoOfficeProfile *profile, const MadoInquiryFacts *facts)
{
  return facts->person_matches ? MADO_N_REASONS : MADO_REASON_REPLY_PERSON;
}

static MadoReason
is_curable (const MadoOfficeProfile *profile, const MadoInquiryFacts *facts)
{
  return facts->curable ? MADO_N_REASONS : MADO_REASON_NOT_CURABLE;
}

static MadoReason
are_checks_passed (const MadoOfficeProfile *profile, const MadoInquiryFacts *facts)
{
  guint faults = facts->visit_faults;

  if (!facts->checks_done)
    return MADO_REASON_CHECKS_OPEN;
  if (facts->route == MADO_LETTER_NO_PHOTO_ID)
    faults &= MADO_VISIT_NO_PHOTO_FAULTS;
  for (guint i = 0; i < MADO_N_VISIT_FAULTS; i++)
    if (faults & (1u << i))
      return mado_inquiry_visit_reason ((MadoVisitFault) (1u << i));
  return MADO_N_REASONS;
}

static MadoReason
has_second_person (const MadoOfficeProfile *profile, const MadoInquiryFacts *facts)
{
  gboolean wanted
      = profile->second_person[facts->route == MADO_LETTER_BY_PROXY ? MADO_SECOND_PROXY
                                                                    : MADO_SECOND_INQUIRY];

  return facts->supervisor_signed || !wanted ? MADO_N_REASONS : MADO_REASON_SUPERVISOR;
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

/* By bit of MadoLetterGuard; the first that does not hold is the answer.  NULL: the clerk's to
 * give, no fact decides it. */
static const Guard guards[MADO_N_LETTER_GUARDS]
    = { may_receive,       is_in_time, may_expire, has_number, is_expected_person,
        may_print,         NULL,       may_mail,   NULL,       are_checks_passed,
        has_second_person, NULL,       is_curable, may_consume };

static MadoReason
ask_guards (const MadoOfficeProfile *profile, const MadoInquiryFacts *facts, guint wanted)
{
  for (guint i = 0; i < MADO_N_LETTER_GUARDS; i++)
    {
      MadoReason found = MADO_N_REASONS;

      if ((wanted >> i & 1) != 0 && guards[i] != NULL)
        found = guards[i](profile, facts);
      if (found != MADO_N_REASONS)
        return found;
    }
  return MADO_N_REASONS;
}

/* Whether the step says that the letter has been on its way, on a day before its mailing. */
static gboolean
is_before_mailing (const MadoInquiryFacts *facts)
{
  static const MadoLetterWord later[]
      = { MADO_LETTER_RETURN,  MADO_LETTER_REPLY,  MADO_LETTER_VERIFY,
          MADO_LETTER_CONSUME, MADO_LETTER_EXPIRE, MADO_LETTER_REJECT };

  if (!g_date_valid (&facts->mailed_on) || g_date_compare (&facts->today, &facts->mailed_on) >= 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (later); i++)
    if (later[i] == facts->word)
      return TRUE;
  return FALSE;
}

gboolean
mado_inquiry_step (const MadoOfficeProfile *profile, const MadoInquiryFacts *facts,
                   MadoLetterState *next, MadoReason *why)
{
  MadoReason found = MADO_REASON_NO_SUCH_STEP;
  MadoLetterState to;
  guint wanted;

  if (mado_letter_next (facts->state, facts->word, &to, &wanted))
    found
        = is_before_mailing (facts) ? MADO_REASON_NOT_MAILED : ask_guards (profile, facts, wanted);
  if (found == MADO_N_REASONS)
    {
      *next = to;
      return TRUE;
    }
  if (why != NULL)
    *why = found;
  return FALSE;
}
