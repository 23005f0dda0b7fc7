/* Which papers identify the applicant, a representative, a proxy.  Sources: REG 5(1), 6(1),
 * JREG 36. SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-eligibility-private.h"
#include "mado-period.h"

#define PHOTO_CARD "P06"

/* The applicant's papers with the photo card that lies on the counter. */
static GArray *
collect_papers (const MadoFacts *facts)
{
  GArray *papers
      = g_array_sized_new (FALSE, FALSE, sizeof (MadoIdPaper), (guint) facts->n_papers + 1);
  MadoIdPaper card = { .code = PHOTO_CARD,
                       .expires_on = facts->card_expires_on,
                       .name_matches = facts->card_own,
                       .address_matches = facts->card_own,
                       .photo_matches = facts->card_photo_matches,
                       .machine_checked = facts->card_machine_checked };

  g_date_clear (&card.issued_on, 1);
  if (facts->card_present && facts->card_photo && facts->card_standing == MADO_CARD_IN_FORCE)
    g_array_append_val (papers, card);
  if (facts->n_papers > 0)
    g_array_append_vals (papers, facts->papers, (guint) facts->n_papers);
  return papers;
}

/* By the rule set of the day; @agent: the papers of a representative or proxy. */
static MadoEvidenceContext
context_for (const MadoQuestion *question, gboolean agent)
{
  return (MadoEvidenceContext){ .rule_set
                                = mado_office_profile_rule_set (question->profile, &question->day),
                                .agent = agent,
                                .day = question->day };
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
  if (question->facts->reply == MADO_REPLY_WRONG)
    mado_decision_add (decision, MADO_REASON_REPLY_WRONG, NULL);
}

void
mado_check_own_papers (const MadoQuestion *question, MadoDecision *decision)
{
  const MadoEvidenceContext context = context_for (question, FALSE);
  g_autoptr (GArray) papers = NULL;

  if (question->facts->comes != MADO_COMES_SELF)
    return;
  papers = collect_papers (question->facts);
  decision->identified_by = mado_evidence_identify (question->profile->evidence, &context,
                                                    (const MadoIdPaper *) papers->data, papers->len,
                                                    reply_is_valid (question), decision);
  if (decision->identified_by != NULL)
    return;
  add_reply_fault (question, decision);
  mado_decision_add (decision,
                     reply_is_valid (question) ? MADO_REASON_MORE_PAPERS : MADO_REASON_NO_IDENTITY,
                     NULL);
}

/* Whether a paper of @issued_on may still be presented: three months by 民法140, 143. */
static gboolean
is_recent (const MadoQuestion *question, const GDate *issued_on)
{
  GDate last;

  if (!g_date_valid (issued_on) || g_date_compare (issued_on, &question->day) > 0)
    return FALSE;
  mado_period_last_day_after (issued_on, question->profile->paper_months, &last);
  return g_date_compare (&question->day, &last) <= 0;
}

/* Whether the kind of paper can show authority over this applicant. */
static gboolean
authority_fits (const MadoFacts *facts)
{
  switch (facts->authority)
    {
    case MADO_AUTHORITY_SAME_HOUSEHOLD:
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

  if (!authority_fits (facts))
    mado_decision_add (decision, MADO_REASON_AUTHORITY_MISSING, NULL);
  else if (facts->authority != MADO_AUTHORITY_SAME_HOUSEHOLD
           && !is_recent (question, &facts->authority_issued_on))
    mado_decision_add (decision, MADO_REASON_AUTHORITY_OLD, NULL);
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
  g_autoptr (GArray) papers = collect_papers (question->facts);

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
  else if (!is_recent (question, &facts->seal_certificate_issued_on))
    mado_decision_add (decision, MADO_REASON_SEAL_CERTIFICATE_OLD, NULL);
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
  check_attorney (question, decision);
  if (!has_applicant_paper (question))
    mado_decision_add (decision, MADO_REASON_APPLICANT_PAPER, NULL);
  decision->identified_by
      = mado_evidence_identify (question->profile->evidence, &by_statute, facts->agent_papers,
                                facts->n_agent_papers, FALSE, decision);
  if (decision->identified_by == NULL)
    mado_decision_add (decision, MADO_REASON_AGENT_IDENTITY, NULL);
}
