/* Which papers identify the applicant, a representative, a proxy.  Sources: REG 5(1), 6(1),
 * JREG 36. SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-eligibility-private.h"
#include "mado-period.h"

#define PHOTO_CARD "P06"
#define PLAIN_CARD "B07" /* without a photo */

/* Whether the resident card may speak for its holder: one in force a person, and none that is
 * reported lost (JORD 30-14, 30-20; LAW 10). */
static gboolean
card_stands (const MadoFacts *facts)
{
  return facts->card_standing == MADO_CARD_IN_FORCE
         && !(facts->procedure == MADO_PROCEDURE_REPORT && facts->ground == MADO_REVOCATION_V3);
}

/* Whether the listed card is itself one that counts, so that what was read from it may be used. */
static gboolean
is_sound (const MadoIdPaper *paper, const GDate *day)
{
  return paper->name_matches && paper->address_matches && paper->photo_matches
         && !(g_date_valid (&paper->expires_on) && g_date_compare (&paper->expires_on, day) < 0);
}

/* What is known of the card on the counter holds of the one that is listed: it is the same. */
static void
take_listed_card (const MadoFacts *facts, const MadoIdPaper *listed, GArray *papers)
{
  MadoIdPaper card = *listed;

  if (facts->card_present)
    {
      card.name_matches &= facts->card_own;
      if (g_date_valid (&facts->card_expires_on)
          && (!g_date_valid (&card.expires_on)
              || g_date_compare (&facts->card_expires_on, &card.expires_on) < 0))
        card.expires_on = facts->card_expires_on;
    }
  g_array_append_val (papers, card);
}

/* The photo card that lies on the counter, read or not. */
static MadoIdPaper
counter_card (const MadoQuestion *question)
{
  const MadoFacts *facts = question->facts;
  MadoIdPaper card = { .code = PHOTO_CARD,
                       .expires_on = facts->card_expires_on,
                       .name_matches = facts->card_own,
                       .address_matches = facts->card_own,
                       .photo_matches = facts->card_photo_matches,
                       .machine_checked = facts->card_machine_checked };

  g_date_clear (&card.issued_on, 1);
  for (gsize i = 0; i < facts->n_papers; i++)
    if (g_strcmp0 (facts->papers[i].code, PHOTO_CARD) == 0
        && is_sound (&facts->papers[i], &question->day))
      card.machine_checked |= facts->papers[i].machine_checked;
  return card;
}

static gboolean
is_resident_card (const MadoIdPaper *paper)
{
  return g_strcmp0 (paper->code, PHOTO_CARD) == 0 || g_strcmp0 (paper->code, PLAIN_CARD) == 0;
}

/* The applicant's papers with the photo card that lies on the counter.  The resident card counts
 * once: that one, else the first that is listed.  @decision: (nullable): told of one that does not
 * count. */
static GArray *
collect_papers (const MadoQuestion *question, MadoDecision *decision)
{
  const MadoFacts *facts = question->facts;
  GArray *papers
      = g_array_sized_new (FALSE, FALSE, sizeof (MadoIdPaper), (guint) facts->n_papers + 1);
  const MadoIdPaper card = counter_card (question);
  const gboolean on_counter = facts->card_present && facts->card_photo && card_stands (facts);
  gboolean counted = on_counter;

  if (on_counter)
    g_array_append_val (papers, card);
  for (gsize i = 0; i < facts->n_papers; i++)
    {
      const MadoIdPaper *paper = &facts->papers[i];

      if (!is_resident_card (paper))
        g_array_append_val (papers, *paper);
      else if (card_stands (facts) && !counted)
        {
          take_listed_card (facts, paper, papers);
          counted = TRUE;
        }
      else if (decision != NULL && !(on_counter && g_str_equal (paper->code, PHOTO_CARD)))
        mado_decision_add (decision, MADO_REASON_PAPER_CARD, paper->code);
    }
  return papers;
}

/* By the rule set of the day, or the one that was asked for; @agent: the papers of a representative
 * or proxy.  REG 32 and 33 (disclosure, correction) took the new papers of 2012 when REG 5 did. */
static MadoEvidenceContext
context_for (const MadoQuestion *question, gboolean agent)
{
  const MadoFacts *facts = question->facts;
  gboolean of_records = facts->procedure == MADO_PROCEDURE_DISCLOSURE
                        || facts->procedure == MADO_PROCEDURE_CORRECTION;
  MadoRuleSet set = facts->rule_set;

  if (set == MADO_N_RULE_SETS)
    set = mado_office_profile_rule_set (question->profile, &question->day);
  return (
      MadoEvidenceContext){ .rule_set = set, .agent = agent || of_records, .day = question->day };
}

/* By the statute's list for representatives and proxies. */
static MadoEvidenceContext
agent_context (const MadoQuestion *question)
{
  return (
      MadoEvidenceContext){ .rule_set = MADO_RULE_SET_AGENT, .agent = TRUE, .day = question->day };
}

static gboolean
reply_is_valid (const MadoQuestion *question)
{
  return question->facts->reply == MADO_REPLY_VALID;
}

static void
add_reply_fault (const MadoQuestion *question, MadoDecision *decision)
{
  if (question->facts->reply == MADO_REPLY_EXPIRED)
    mado_decision_add (decision, MADO_REASON_REPLY_EXPIRED, NULL);
  if (question->facts->reply == MADO_REPLY_EARLY)
    mado_decision_add (decision, MADO_REASON_NOT_MAILED, NULL);
  if (question->facts->reply == MADO_REPLY_WRONG)
    mado_decision_add (decision, MADO_REASON_REPLY_WRONG, NULL);
  if (question->facts->reply == MADO_REPLY_PERSON)
    mado_decision_add (decision, MADO_REASON_REPLY_PERSON, NULL);
}

/* What the nine checks of the second visit found; @applies: those that concern this way. */
static void
add_visit_faults (const MadoQuestion *question, guint applies, MadoDecision *decision)
{
  guint faults = question->facts->visit_faults & applies;

  for (guint i = 0; i < MADO_N_VISIT_FAULTS; i++)
    if (faults & (1u << i))
      mado_decision_add (decision, mado_inquiry_visit_reason ((MadoVisitFault) (1u << i)), NULL);
}

/* Whether a letter could serve: not for a change of the password, since the person types the old
 * one, nor for what concerns the card in its holder's hand (may_receive() of the letters). */
static gboolean
letter_serves (const MadoQuestion *question)
{
  const guint none
      = MADO_PROCEDURES_HOLDER_ONLY | MADO_PROCEDURE_MARK (MADO_PROCEDURE_CHANGE_PASSWORD);

  return (none & MADO_PROCEDURE_MARK (question->facts->procedure)) == 0;
}

/* Why the papers do not do. */
static MadoReason
own_papers_reason (const MadoQuestion *question)
{
  if (question->facts->procedure == MADO_PROCEDURE_CHANGE_PASSWORD)
    return MADO_REASON_CHANGE_DOCUMENT;
  if (!letter_serves (question))
    return MADO_REASON_HOLDER_DOCUMENT;
  return reply_is_valid (question) ? MADO_REASON_MORE_PAPERS : MADO_REASON_NO_IDENTITY;
}

void
mado_check_own_papers (const MadoQuestion *question, MadoDecision *decision)
{
  const MadoEvidenceContext context = context_for (question, FALSE);
  const guint by_letter = reply_is_valid (question) && letter_serves (question);
  g_autoptr (GArray) papers = NULL;
  g_autofree char *one_more = NULL;

  if (question->facts->comes != MADO_COMES_SELF)
    return;
  papers = collect_papers (question, decision);
  /* Without the letter first: whoever is identified by papers alone is not asked about the letter's
   * faults, in whatever order an office lists its combinations. */
  for (guint letter = 0; letter <= by_letter && decision->identified_by == NULL; letter++)
    decision->identified_by = mado_evidence_identify (question->profile->evidence, &context,
                                                      (const MadoIdPaper *) papers->data,
                                                      papers->len, letter > 0, decision);
  if (decision->identified_by != NULL)
    {
      if (*decision->identified_by == MADO_CLASS_REPLY)
        add_visit_faults (question, MADO_VISIT_NO_PHOTO_FAULTS, decision);
      return;
    }
  add_reply_fault (question, decision);
  mado_decision_add (decision, own_papers_reason (question), NULL);
  one_more = mado_evidence_one_more (question->profile->evidence, &context,
                                     (const MadoIdPaper *) papers->data, papers->len);
  if (one_more != NULL)
    mado_decision_add (decision, MADO_REASON_ONE_MORE_PAPER, one_more);
}

/* Whether a paper of @issued_on may still be presented: @months by 民法140, 143. */
static void
check_recent (const MadoQuestion *question, const GDate *issued_on, guint months, MadoReason date,
              MadoReason old, MadoDecision *decision)
{
  GDate last;

  if (!g_date_valid (issued_on) || g_date_compare (issued_on, &question->day) > 0)
    {
      mado_decision_add (decision, date, NULL);
      return;
    }
  mado_period_last_day_after (issued_on, months, &last);
  if (g_date_compare (&question->day, &last) > 0)
    mado_decision_add (decision, old, NULL);
}

/* Whether the kind of paper can show authority over this applicant. */
static gboolean
authority_fits (const MadoQuestion *question)
{
  const MadoFacts *facts = question->facts;

  switch (facts->authority)
    {
    case MADO_AUTHORITY_SAME_HOUSEHOLD:
      return !facts->adult_ward && g_date_valid (&facts->birth)
             && mado_age_on (&facts->birth, &question->day) < question->profile->household_age;
    case MADO_AUTHORITY_FAMILY_REGISTER:
      return !facts->adult_ward;
    case MADO_AUTHORITY_GUARDIAN_CERTIFICATE:
      return TRUE;
    case MADO_AUTHORITY_NONE:
    default:
      return FALSE;
    }
}

static void
check_authority (const MadoQuestion *question, MadoDecision *decision)
{
  const MadoFacts *facts = question->facts;

  if (!authority_fits (question))
    mado_decision_add (decision, MADO_REASON_AUTHORITY_MISSING, NULL);
  else if (facts->authority != MADO_AUTHORITY_SAME_HOUSEHOLD)
    check_recent (question, &facts->authority_issued_on, question->profile->paper_months,
                  MADO_REASON_AUTHORITY_DATE, MADO_REASON_AUTHORITY_OLD, decision);
}

void
mado_check_representative (const MadoQuestion *question, MadoDecision *decision)
{
  const MadoFacts *facts = question->facts;
  const MadoEvidenceTable *evidence = question->profile->evidence;
  const MadoEvidenceContext by_statute = agent_context (question);
  const MadoEvidenceContext by_rule_set = context_for (question, TRUE);
  g_autofree char *photo_paper = NULL;

  if (facts->comes != MADO_COMES_STATUTORY)
    return;
  if (!question->profile->representative_same_day && !reply_is_valid (question))
    {
      add_reply_fault (question, decision);
      mado_decision_add (decision, MADO_REASON_REPRESENTATIVE_INQUIRY, NULL);
    }
  check_authority (question, decision);
  /* Issued the same day, so the representative is identified as strictly as an applicant would be
   * ... */
  decision->identified_by
      = mado_evidence_identify (evidence, &by_rule_set, facts->agent_papers, facts->n_agent_papers,
                                reply_is_valid (question), decision);
  /* ... and by a photo document of the statute, unless the office has waived that. */
  photo_paper = mado_evidence_identify (evidence, &by_statute, facts->agent_papers,
                                        facts->n_agent_papers, FALSE, NULL);
  if (decision->identified_by == NULL
      || (photo_paper == NULL && question->profile->representative_needs_photo_paper))
    {
      g_clear_pointer (&decision->identified_by, g_free);
      mado_decision_add (decision, MADO_REASON_AGENT_IDENTITY, NULL);
    }
}

/* Any paper of the applicant that counts: what the mayor finds proper. */
static gboolean
has_applicant_paper (const MadoQuestion *question)
{
  const MadoEvidenceContext context = context_for (question, FALSE);
  g_autoptr (GArray) papers = collect_papers (question, NULL);

  for (guint i = 0; i < papers->len; i++)
    if (mado_evidence_class_of (question->profile->evidence, &context,
                                &g_array_index (papers, MadoIdPaper, i), NULL)
        != MADO_CLASS_NONE)
      return TRUE;
  return FALSE;
}

static void
check_attorney (const MadoQuestion *question, MadoDecision *decision)
{
  const MadoFacts *facts = question->facts;

  if (!facts->power_of_attorney)
    mado_decision_add (decision, MADO_REASON_POWER_OF_ATTORNEY, NULL);
  if (!facts->seal_certificate)
    mado_decision_add (decision, MADO_REASON_SEAL_CERTIFICATE, NULL);
  else
    check_recent (question, &facts->seal_certificate_issued_on,
                  question->profile->seal_certificate_months, MADO_REASON_SEAL_CERTIFICATE_DATE,
                  MADO_REASON_SEAL_CERTIFICATE_OLD, decision);
}

void
mado_check_proxy (const MadoQuestion *question, MadoDecision *decision)
{
  const MadoFacts *facts = question->facts;
  const MadoEvidenceContext by_statute = agent_context (question);

  if (facts->comes != MADO_COMES_PROXY)
    return;
  if (!reply_is_valid (question))
    {
      add_reply_fault (question, decision);
      mado_decision_add (decision, MADO_REASON_PROXY_INQUIRY, NULL);
      return;
    }
  add_visit_faults (question, G_MAXUINT, decision);
  check_attorney (question, decision);
  if (!has_applicant_paper (question))
    mado_decision_add (decision, MADO_REASON_APPLICANT_PAPER, NULL);
  decision->identified_by
      = mado_evidence_identify (question->profile->evidence, &by_statute, facts->agent_papers,
                                facts->n_agent_papers, FALSE, decision);
  if (decision->identified_by == NULL)
    mado_decision_add (decision, MADO_REASON_AGENT_IDENTITY, NULL);
}
