/* The life of an inquiry letter: every state against every step, and each guard.  Source: notes 3.3
 * and 3.4, REG 5(1) no. 2.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "profile-fixture.h"

#include "mado-inquiry-rule.h"

/* By state the words that may be said when nothing is wrong, and where they lead. */
static const struct
{
  MadoLetterState state;
  const char *words; /* "word>state …" */
} table[] = {
  { MADO_LETTER_RECEIVED, "print>printed withdraw>withdrawn void>void" },
  { MADO_LETTER_PRINTED, "print>printed mail>mailed withdraw>withdrawn void>void" },
  { MADO_LETTER_MAILED, "return>returned reply>replied withdraw>withdrawn void>void" },
  { MADO_LETTER_RETURNED, "print>printed withdraw>withdrawn void>void" },
  { MADO_LETTER_REPLIED, "verify>verified reject>rejected withdraw>withdrawn void>void" },
  { MADO_LETTER_VERIFIED, "consume>consumed reject>rejected withdraw>withdrawn void>void" },
  { MADO_LETTER_CONSUMED, "" },
  { MADO_LETTER_EXPIRED, "" },
  { MADO_LETTER_REJECTED, "" }, /* for good */
  { MADO_LETTER_WITHDRAWN, "" },
  { MADO_LETTER_VOID, "" },
  { MADO_LETTER_NONE, "receive>received" },
};

static MadoInquiryFacts
facts_of (MadoLetterState state, MadoLetterWord word)
{
  GDate today = day_of ("2013-04-12");
  MadoInquiryFacts facts;

  mado_inquiry_facts_init (&facts, state, word, &today);
  facts.mailed_on = day_of ("2013-04-01");
  return facts;
}

static void
test_every_cell (void)
{
  g_autoptr (MadoOfficeProfile) profile = make_profile (NULL);

  g_assert_cmpuint (G_N_ELEMENTS (table), ==, MADO_N_LETTER_STATES + 1);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      GString *found = g_string_new (NULL);

      for (guint word = 0; word < MADO_N_LETTER_WORDS; word++)
        {
          MadoInquiryFacts facts = facts_of (table[i].state, (MadoLetterWord) word);
          MadoLetterState next;

          if (mado_inquiry_step (profile, &facts, &next, NULL))
            g_string_append_printf (found, "%s%s>%s", found->len > 0 ? " " : "",
                                    mado_letter_word_to_string ((MadoLetterWord) word),
                                    mado_letter_state_to_string (next));
        }
      g_assert_cmpstr (found->str, ==, table[i].words);
      g_assert_cmpint (mado_letter_is_open (table[i].state), ==,
                       *table[i].words != '\0' && table[i].state != MADO_LETTER_NONE);
      g_string_free (found, TRUE);
    }
}

static MadoReason
why_not (const MadoOfficeProfile *profile, const MadoInquiryFacts *facts)
{
  MadoLetterState next;
  MadoReason why = MADO_N_REASONS;

  return mado_inquiry_step (profile, facts, &next, &why) ? MADO_N_REASONS : why;
}

static void
test_guards (void)
{
  g_autoptr (MadoOfficeProfile) profile = make_profile (NULL);
  MadoInquiryFacts facts = facts_of (MADO_LETTER_NONE, MADO_LETTER_RECEIVE);

  facts.other_open = TRUE;
  g_assert_cmpint (why_not (profile, &facts), ==, MADO_REASON_OPEN_INQUIRY);
  facts.resident = FALSE;
  g_assert_cmpint (why_not (profile, &facts), ==, MADO_REASON_NOT_RESIDENT);
  facts = facts_of (MADO_LETTER_NONE, MADO_LETTER_RECEIVE);
  facts.card_valid = FALSE;
  g_assert_cmpint (why_not (profile, &facts), ==, MADO_REASON_CARD_VOID);
  facts.purpose = MADO_PROCEDURE_REPORT; /* no card is needed for a report of its loss */
  g_assert_cmpint (why_not (profile, &facts), ==, MADO_N_REASONS);
  facts.purpose = MADO_PROCEDURE_ERASE; /* the card in the hand: no letter */
  g_assert_cmpint (why_not (profile, &facts), ==, MADO_REASON_HOLDER_ONLY);
  facts = facts_of (MADO_LETTER_NONE, MADO_LETTER_RECEIVE);
  facts.purpose = MADO_PROCEDURE_CHANGE_PASSWORD;
  g_assert_cmpint (why_not (profile, &facts), ==, MADO_N_REASONS);
  facts.route = MADO_LETTER_NO_PHOTO_ID;
  g_assert_cmpint (why_not (profile, &facts), ==, MADO_REASON_CHANGE_DOCUMENT);
  facts = facts_of (MADO_LETTER_RECEIVED, MADO_LETTER_PRINT);
  facts.registered_address = FALSE;
  g_assert_cmpint (why_not (profile, &facts), ==, MADO_REASON_INQUIRY_ADDRESS);
  facts = facts_of (MADO_LETTER_PRINTED, MADO_LETTER_MAIL);
  facts.mail_number = FALSE;
  g_assert_cmpint (why_not (profile, &facts), ==, MADO_REASON_MAIL_NUMBER);
  facts = facts_of (MADO_LETTER_MAILED, MADO_LETTER_REPLY);
  facts.number_matches = FALSE;
  g_assert_cmpint (why_not (profile, &facts), ==, MADO_REASON_REPLY_WRONG);
  facts = facts_of (MADO_LETTER_MAILED, MADO_LETTER_REPLY);
  facts.person_matches = FALSE;
  g_assert_cmpint (why_not (profile, &facts), ==, MADO_REASON_REPLY_PERSON);
  facts = facts_of (MADO_LETTER_REPLIED, MADO_LETTER_VERIFY);
  facts.supervisor_signed = FALSE;
  g_assert_cmpint (why_not (profile, &facts), ==, MADO_REASON_SUPERVISOR);
  facts.checks_done = FALSE;
  g_assert_cmpint (why_not (profile, &facts), ==, MADO_REASON_CHECKS_OPEN);
  facts = facts_of (MADO_LETTER_VERIFIED, MADO_LETTER_CONSUME);
  facts.case_accepted = FALSE;
  g_assert_cmpint (why_not (profile, &facts), ==, MADO_REASON_CASE_NOT_ACCEPTED);
  facts = facts_of (MADO_LETTER_REJECTED, MADO_LETTER_REPLY);
  g_assert_cmpint (why_not (profile, &facts), ==, MADO_REASON_NOT_CURABLE);
  facts.curable = TRUE;
  g_assert_cmpint (why_not (profile, &facts), ==, MADO_N_REASONS);
}

/* The nine checks: in person without a photo document, envelope and power of attorney do not apply.
 */
static void
test_visit_faults (void)
{
  g_autoptr (MadoOfficeProfile) profile = make_profile (NULL);

  for (guint i = 0; i < MADO_N_VISIT_FAULTS; i++)
    {
      MadoInquiryFacts facts = facts_of (MADO_LETTER_REPLIED, MADO_LETTER_VERIFY);
      MadoReason expected = mado_inquiry_visit_reason ((MadoVisitFault) (1u << i));

      facts.visit_faults = 1u << i;
      g_assert_cmpint (why_not (profile, &facts), ==, expected);
      facts.route = MADO_LETTER_NO_PHOTO_ID;
      g_assert_cmpint (why_not (profile, &facts), ==,
                       (1u << i) & MADO_VISIT_NO_PHOTO_FAULTS ? expected : MADO_N_REASONS);
    }
}

/* Thirty days from mailing, the last one still counting (notes 9 no. 3). */
static void
test_last_day (void)
{
  g_autoptr (MadoOfficeProfile) profile = make_profile (NULL);
  g_autoptr (MadoOfficeProfile) short_one = make_profile ("[inquiry]\ndays = 10\n");
  MadoInquiryFacts facts = facts_of (MADO_LETTER_MAILED, MADO_LETTER_REPLY);
  GDate expected = day_of ("2013-05-01"), short_due = day_of ("2013-04-11"), due;

  mado_inquiry_due (profile, &facts.mailed_on, &due);
  g_assert_cmpint (g_date_compare (&due, &expected), ==, 0);
  mado_inquiry_due (short_one, &facts.mailed_on, &due);
  g_assert_cmpint (g_date_compare (&due, &short_due), ==, 0);

  facts.today = day_of ("2013-03-31");
  g_assert_cmpint (why_not (profile, &facts), ==, MADO_REASON_NOT_MAILED);
  facts.today = day_of ("2013-05-01");
  g_assert_cmpint (why_not (profile, &facts), ==, MADO_N_REASONS);
  g_assert_false (
      mado_inquiry_is_over (profile, MADO_LETTER_MAILED, &facts.mailed_on, &facts.today));
  facts.word = MADO_LETTER_EXPIRE;
  g_assert_cmpint (why_not (profile, &facts), ==, MADO_REASON_NOT_OVER);
  facts.today = day_of ("2013-05-02");
  g_assert_cmpint (why_not (profile, &facts), ==, MADO_N_REASONS);
  g_assert_true (
      mado_inquiry_is_over (profile, MADO_LETTER_MAILED, &facts.mailed_on, &facts.today));
  g_assert_false (
      mado_inquiry_is_over (profile, MADO_LETTER_REPLIED, &facts.mailed_on, &facts.today));
  facts.word = MADO_LETTER_REPLY;
  g_assert_cmpint (why_not (profile, &facts), ==, MADO_REASON_REPLY_EXPIRED);
}

static void
test_names (void)
{
  MadoLetterState state;

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_assert_true (mado_letter_state_find (mado_letter_state_to_string (table[i].state), &state));
      g_assert_cmpuint (state, ==, table[i].state);
    }
  g_assert_false (mado_letter_state_find ("lost", &state));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/inquiry/every-cell", test_every_cell);
  g_test_add_func ("/rules/inquiry/guards", test_guards);
  g_test_add_func ("/rules/inquiry/visit-faults", test_visit_faults);
  g_test_add_func ("/rules/inquiry/last-day", test_last_day);
  g_test_add_func ("/rules/inquiry/names", test_names);
  return g_test_run ();
}
