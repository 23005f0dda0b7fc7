/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-reply.h"

#include "mado-case-fact.h"
#include "mado-eligibility.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_ANSWERS 6

#define IN_ORDER                                                                                   \
  {                                                                                                \
    N_ ("in order"), MADO_N_REASONS, 0, MADO_REPLY_VALID, FALSE                                    \
  }
#define WRONG(label, reason, reply)                                                                \
  {                                                                                                \
    label, MADO_REASON_##reason, 0, MADO_REPLY_##reply, FALSE                                      \
  }
#define FAULT(label, reason, fault)                                                                \
  {                                                                                                \
    label, MADO_REASON_##reason, MADO_VISIT_##fault, MADO_REPLY_VALID, FALSE                       \
  }
#define FINAL(label, reason, fault)                                                                \
  {                                                                                                \
    label, MADO_REASON_##reason, MADO_VISIT_##fault, MADO_REPLY_VALID, TRUE                        \
  }

/* clang-format off */
static const struct
{
  const char *question;
  MadoReplyAnswer answers[MAX_ANSWERS]; /* [0] is answer 1 */
} checks[MADO_N_LETTER_CHECKS] = {
  [MADO_LETTER_CHECK_NUMBER] = { N_("Number and person"), {
    IN_ORDER,
    WRONG (N_("another letter's or another person's"), REPLY_WRONG,   WRONG),
    WRONG (N_("used before"),                          REPLY_WRONG,   WRONG),
    WRONG (N_("after its last day"),                   REPLY_EXPIRED, EXPIRED) } },
  [MADO_LETTER_CHECK_ENVELOPE] = { N_("Envelope and concealment seal"), {
    IN_ORDER,
    FINAL (N_("the envelope is open"),                 ENVELOPE_OPEN, ENVELOPE_OPEN),
    FINAL (N_("the seal over the password is broken"), SEAL_BROKEN,   SEAL_BROKEN) } },
  [MADO_LETTER_CHECK_REPLY] = { N_("Reply: name, address, birth date, intention, date, seal"), {
    IN_ORDER,
    FAULT (N_("differs from the register"),            REPLY_ITEMS,        ITEMS_DIFFER),
    FINAL (N_("the applicant says no"),                REPLY_NOT_AFFIRMED, NOT_AFFIRMED),
    FAULT (N_("not dated"),                            REPLY_UNDATED,      UNDATED),
    FAULT (N_("another seal"),                         SEAL_DIFFERS,       SEAL_DIFFERS) } },
  [MADO_LETTER_CHECK_SEAL_CERTIFICATE] = { N_("Seal certificate, recent enough today"), {
    IN_ORDER,
    WRONG (N_("missing"), SEAL_CERTIFICATE,     VALID),
    WRONG (N_("too old"), SEAL_CERTIFICATE_OLD, VALID) } },
  [MADO_LETTER_CHECK_POWER_OF_ATTORNEY] = { N_("Power of attorney: who, whom, what for, date, seal"), {
    IN_ORDER,
    WRONG (N_("missing"),                         POWER_OF_ATTORNEY,  VALID),
    FAULT (N_("not signed by the applicant"),     ATTORNEY_DELEGATOR, ATTORNEY_DELEGATOR),
    FAULT (N_("another person is named"),         ATTORNEY_DELEGATE,  ATTORNEY_DELEGATE),
    FAULT (N_("for another procedure"),           ATTORNEY_MATTER,    ATTORNEY_MATTER),
    FAULT (N_("not dated"),                       ATTORNEY_UNDATED,   ATTORNEY_UNDATED) } },
  [MADO_LETTER_CHECK_AGENT_PAPER] = { N_("The proxy's own paper with photo"), {
    IN_ORDER,
    WRONG (N_("missing or not enough"), AGENT_IDENTITY, VALID) } },
  [MADO_LETTER_CHECK_APPLICANT_PAPER] = { N_("A paper of the applicant"), {
    IN_ORDER,
    WRONG (N_("missing or not enough"), APPLICANT_PAPER, VALID) } },
  [MADO_LETTER_CHECK_CARD] = { N_("The card is the applicant's and valid"), {
    IN_ORDER,
    WRONG (N_("missing"),           CARD_MISSING,    VALID),
    WRONG (N_("another person's"),  CARD_OF_ANOTHER, VALID),
    WRONG (N_("not valid"),         CARD_VOID,       VALID) } },
  [MADO_LETTER_CHECK_IN_PERSON_PAPERS] = { N_("Papers without photo that the office accepts"), {
    IN_ORDER,
    WRONG (N_("missing or not enough"), MORE_PAPERS, VALID) } },
};

/* clang-format on */

const char *
mado_reply_question (MadoLetterCheck check)
{
  return checks[check].question;
}

const MadoReplyAnswer *
mado_reply_answer (MadoLetterCheck check, guint i)
{
  if (i == 0 || i > MAX_ANSWERS || checks[check].answers[i - 1].label == NULL)
    return NULL;
  return &checks[check].answers[i - 1];
}

MadoLetterRoute
mado_reply_route (const MadoCase *work)
{
  return work->applicant == MADO_APPLICANT_VOLUNTARY ? MADO_LETTER_BY_PROXY
                                                     : MADO_LETTER_NO_PHOTO_ID;
}

/* What a letter must have been sent for to serve the case. */
static MadoLetterPurpose
purpose_of (const MadoCase *work)
{
  MadoLetterPurpose purpose = MADO_LETTER_FOR_ISSUE;

  mado_inquiry_purpose_of (work->procedure, &purpose);
  return purpose;
}

gboolean
mado_reply_is_needed (const MadoCase *work)
{
  return work->applicant == MADO_APPLICANT_VOLUNTARY
         || mado_case_has_fact (work, MADO_FACT_INQUIRY);
}

gboolean
mado_reply_applies (const MadoCase *work, MadoLetterCheck check)
{
  return mado_inquiry_check_applies (mado_reply_route (work), purpose_of (work), check);
}

guint
mado_reply_get (const MadoCase *work, MadoLetterCheck check)
{
  const char *digits = mado_case_get_fact (work, MADO_FACT_REPLY);
  guint answer;

  if (digits == NULL || strlen (digits) != MADO_N_LETTER_CHECKS || !g_ascii_isdigit (digits[check]))
    return 0;
  answer = (guint) g_ascii_digit_value (digits[check]);
  return mado_reply_answer (check, answer) != NULL ? answer : 0;
}

void
mado_reply_set (MadoCase *work, MadoLetterCheck check, guint answer)
{
  char digits[MADO_N_LETTER_CHECKS + 1] = { 0 };

  for (guint i = 0; i < MADO_N_LETTER_CHECKS; i++)
    digits[i] = (char) ('0' + mado_reply_get (work, (MadoLetterCheck) i));
  digits[check] = (char) ('0' + answer);
  mado_case_set_fact (work, MADO_FACT_REPLY, digits);
}

gboolean
mado_reply_is_curable (const MadoCase *work)
{
  for (guint i = 0; i < MADO_N_LETTER_CHECKS; i++)
    {
      guint given = mado_reply_get (work, (MadoLetterCheck) i);

      if (given != 0 && mado_reply_applies (work, (MadoLetterCheck) i)
          && mado_reply_answer ((MadoLetterCheck) i, given)->is_final)
        return FALSE;
    }
  return TRUE;
}

guint
mado_reply_count_open (const MadoCase *work)
{
  guint n = 0;

  for (guint i = 0; i < MADO_N_LETTER_CHECKS; i++)
    if (mado_reply_applies (work, (MadoLetterCheck) i)
        && mado_reply_get (work, (MadoLetterCheck) i) == 0)
      n++;
  return n;
}

int
mado_reply_read (const MadoCase *work, guint *faults)
{
  const MadoReplyAnswer *number = mado_reply_answer (
      MADO_LETTER_CHECK_NUMBER, mado_reply_get (work, MADO_LETTER_CHECK_NUMBER));

  *faults = 0;
  for (guint i = 0; i < MADO_N_LETTER_CHECKS; i++)
    {
      const MadoReplyAnswer *answer
          = mado_reply_answer ((MadoLetterCheck) i, mado_reply_get (work, (MadoLetterCheck) i));

      if (answer != NULL && mado_reply_applies (work, (MadoLetterCheck) i))
        *faults |= answer->fault;
    }
  return number != NULL && mado_reply_is_needed (work) ? number->reply : MADO_REPLY_NONE;
}

MadoDecision *
mado_reply_faults (const MadoCase *work)
{
  MadoDecision *decision = mado_decision_new ();

  for (guint i = 0; i < MADO_N_LETTER_CHECKS; i++)
    {
      guint given = mado_reply_get (work, (MadoLetterCheck) i);

      if (given > MADO_REPLY_IN_ORDER && mado_reply_applies (work, (MadoLetterCheck) i))
        mado_decision_add (decision, mado_reply_answer ((MadoLetterCheck) i, given)->reason, NULL);
    }
  return decision;
}
