/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rules say of a case at each row that asks them.  Pure: facts in, decision out. */
#include "config.h"

#include "mado-counter.h"

#include "mado-case-fact.h"
#include "mado-eligibility.h"
#include "mado-fee.h"
#include "mado-password-rule.h"
#include "mado-reply.h"
#include "mado-warning.h"

/* Who was received before closing time is served to the end, as long as the CA works. */
#define LATER_TIME (MADO_TOPIC_SERVICE | MADO_TOPIC_CA)

static gboolean
refuse (MadoRunError code, const char *text, GError **error)
{
  g_set_error_literal (error, MADO_RUN_ERROR, (int) code, text);
  return FALSE;
}

static void
set_day (GDate *date, guint day)
{
  g_date_clear (date, 1);
  if (day != 0
      && g_date_valid_dmy ((GDateDay) (day % 100), (GDateMonth) (day / 100 % 100),
                           (GDateYear) (day / 10000)))
    g_date_set_dmy (date, (GDateDay) (day % 100), (GDateMonth) (day / 100 % 100),
                    (GDateYear) (day / 10000));
}

/* @agent: the representative's papers, or the applicant's. */
static GArray *
list_papers (const MadoCase *work, gboolean agent)
{
  GArray *papers = g_array_new (FALSE, TRUE, sizeof (MadoIdPaper));

  for (guint i = 0; i < work->documents->len; i++)
    {
      const MadoCaseDocument *document = g_ptr_array_index (work->documents, i);
      MadoIdPaper paper = { .code = document->code,
                            .name_matches = document->name_match,
                            .address_matches = document->address_match,
                            .photo_matches = document->photo_match,
                            .machine_checked = document->machine_checked };

      if (document->of_agent != agent)
        continue;
      set_day (&paper.issued_on, document->issued_on);
      set_day (&paper.expires_on, document->valid_to);
      g_array_append_val (papers, paper);
    }
  return papers;
}

static MadoTextMatch
compare_items (const MadoCase *work)
{
  MadoTextMatch matches[MADO_N_ITEMS];

  if (work->form == NULL || work->register_items == NULL)
    return MADO_TEXT_DIFFERENT;
  return mado_four_items_compare (work->form, work->register_items, matches);
}

static void
fill_person (MadoFacts *facts, const MadoCase *work)
{
  facts->in_register = !mado_case_has_check (work, "not-in-register");
  facts->foreign = work->foreign;
  facts->adult_ward = work->adult_ward;
  if (work->form != NULL)
    mado_wareki_to_date (&work->form->birth, &facts->birth);
  facts->comes = work->applicant == MADO_APPLICANT_STATUTORY   ? MADO_COMES_STATUTORY
                 : work->applicant == MADO_APPLICANT_VOLUNTARY ? MADO_COMES_PROXY
                                                               : MADO_COMES_SELF;
  facts->authority = (MadoAuthority) work->authority;
  set_day (&facts->authority_issued_on, work->authority_issued_on);
  set_day (&facts->moved_in_on, (guint) mado_case_get_fact_number (work, MADO_FACT_MOVED_IN));
  facts->namesake = mado_case_has_fact (work, MADO_FACT_NAMESAKES);
  facts->card_name_differs = mado_case_has_fact (work, MADO_FACT_CARD_NAME);
}

static void
fill_proxy (MadoFacts *facts, const MadoCase *work)
{
  facts->reply = (MadoReply) mado_reply_read (work, &facts->visit_faults);
  facts->power_of_attorney = mado_case_has_fact (work, MADO_FACT_POWER);
  facts->seal_certificate = mado_case_has_fact (work, MADO_FACT_SEAL_ISSUED);
  set_day (&facts->seal_certificate_issued_on,
           (guint) mado_case_get_fact_number (work, MADO_FACT_SEAL_ISSUED));
  facts->proxy_other_people = (guint) mado_case_get_fact_number (work, MADO_FACT_AGENT_PEOPLE);
}

static gboolean
revokes (const MadoCase *work)
{
  return g_str_equal (work->procedure, "revoke") || g_str_equal (work->procedure, "report");
}

static void
fill_card (MadoFacts *facts, const MadoCase *work)
{
  /* Whether it is in force is asked at the CS terminal and ticked at the next row.  Without a card
   * only a revocation goes on. */
  facts->card_present = !revokes (work) || mado_case_has_fact (work, MADO_FACT_CARD_BROUGHT);
  facts->card_own = TRUE;
  facts->card_standing = MADO_CARD_IN_FORCE;
  facts->card_photo = work->card_photo;
  facts->card_photo_matches = work->card_photo_matches;
  facts->card_machine_checked = work->card_checked;
  set_day (&facts->card_expires_on, work->card_expires_on);
}

/* The certificate that the case renews, ends or asks about, once it is known. */
static void
fill_certificate (MadoFacts *facts, const MadoCase *work)
{
  const char *status = mado_case_get_fact (work, MADO_FACT_STATUS);

  facts->live_certificate = g_strcmp0 (status, "active") == 0;
  facts->certificate_on_card = mado_case_has_fact (work, MADO_FACT_ON_CARD);
  set_day (&facts->certificate_last_day,
           (guint) mado_case_get_fact_number (work, MADO_FACT_OLD_LAST_DAY));
}

/* An application has one ground only. */
static void
fill_revocation (MadoFacts *facts, const MadoCase *work)
{
  const char *kind = mado_case_get_fact (work, MADO_FACT_KIND);
  MadoRevocationGround ground = MADO_REVOCATION_V1;

  if (!revokes (work))
    return;
  if (kind == NULL && g_str_equal (work->procedure, "revoke"))
    kind = "V1";
  if (kind != NULL && mado_revocation_find (kind, &ground))
    facts->ground = (int) ground;
}

static void
fill_items (MadoFacts *facts, const MadoCase *work)
{
  g_autoptr (MadoCertificateItems) items = mado_case_certificate_items (work);

  facts->form_complete = work->form != NULL && mado_four_items_check (work->form, NULL);
  facts->items_match = compare_items (work);
  facts->spelling_confirmed = mado_case_has_check (work, "items-compared");
  if (items == NULL)
    return;
  facts->n_substitutes = mado_certificate_items_n_substitutes (items);
  facts->n_substitutes_missing = items->name->n_missing + items->address->n_missing;
  facts->substitutes_consented = mado_case_has_check (work, "substitutes-consented");
}

static MadoProcedure
procedure_of (const MadoCase *work)
{
  MadoProcedure procedure = MADO_PROCEDURE_ISSUE;

  if (!mado_procedure_find (work->procedure, &procedure))
    g_critical ("The rules do not know the procedure %s", work->procedure);
  return procedure;
}

MadoDecision *
mado_counter_decide (const MadoDeskParts *parts, const MadoCase *work, guint topics)
{
  g_autoptr (GArray) papers = list_papers (work, FALSE);
  g_autoptr (GArray) agent_papers = list_papers (work, TRUE);
  MadoFacts facts;

  mado_facts_init (&facts);
  facts.procedure = procedure_of (work);
  facts.now = mado_clock_now (parts->clock);
  fill_person (&facts, work);
  fill_proxy (&facts, work);
  fill_card (&facts, work);
  fill_certificate (&facts, work);
  fill_items (&facts, work);
  fill_revocation (&facts, work);
  facts.papers = (const MadoIdPaper *) (gpointer) papers->data;
  facts.n_papers = papers->len;
  facts.agent_papers = (const MadoIdPaper *) (gpointer) agent_papers->data;
  facts.n_agent_papers = agent_papers->len;
  return mado_eligibility_decide (&facts, parts->profile, topics);
}

MadoDecision *
mado_counter_decide_now (MadoRun *run, guint topics)
{
  return mado_counter_decide (mado_run_get_parts (run), mado_run_get_case (run), topics);
}

gboolean
mado_counter_ask_rules (MadoRun *run, guint topics, GError **error)
{
  MadoDecision *decision
      = mado_counter_decide (mado_run_get_parts (run), mado_run_get_case (run), topics);
  MadoVerdict verdict = decision->verdict;

  mado_run_set_decision (run, decision);
  return verdict == MADO_VERDICT_ACCEPT
         || refuse (MADO_RUN_ERROR_RULES, "the rules do not accept", error);
}

static gboolean
check_form (MadoRun *run, guint topics, GError **error)
{
  const MadoCase *work = mado_run_get_case (run);

  if (work->form == NULL || !mado_four_items_check (work->form, NULL))
    return refuse (MADO_RUN_ERROR_INCOMPLETE, "the form's items are not complete", error);
  return mado_counter_ask_rules (run, topics | MADO_TOPIC_PERSON, error);
}

gboolean
mado_counter_guard_reception (MadoRun *run, GError **error)
{
  return check_form (run, MADO_TOPIC_TIME, error);
}

gboolean
mado_counter_guard_form (MadoRun *run, GError **error)
{
  return check_form (run, LATER_TIME, error);
}

/* Each paper that was entered must have been copied (REG 44 item 1). */
static gboolean
copies_are_taken (const MadoCase *work)
{
  for (guint i = 0; i < work->documents->len; i++)
    if (!((const MadoCaseDocument *) g_ptr_array_index (work->documents, i))->copy_taken)
      return FALSE;
  return TRUE;
}

/* Domain.md 7.2: what others did before a fraud was found; the clerk says that it was looked at. */
static gboolean
warnings_are_answered (MadoRun *run)
{
  const MadoDecision *decision = mado_run_get_decision (run);

  for (guint i = 0; i < decision->findings->len; i++)
    if (mado_warning_is_open (
            mado_run_get_case (run),
            ((const MadoFinding *) g_ptr_array_index (decision->findings, i))->reason))
      return FALSE;
  return TRUE;
}

gboolean
mado_counter_guard_identity (MadoRun *run, GError **error)
{
  if (!mado_counter_ask_rules (run,
                               LATER_TIME | MADO_TOPIC_PERSON | MADO_TOPIC_CARD | MADO_TOPIC_PAPERS
                                   | MADO_TOPIC_WARNINGS,
                               error))
    return FALSE;
  if (!warnings_are_answered (run))
    return refuse (MADO_RUN_ERROR_WARNINGS, "a warning is not answered", error);
  return copies_are_taken (mado_run_get_case (run))
         || refuse (MADO_RUN_ERROR_CHECKS, "a copy is missing", error);
}

gboolean
mado_counter_guard_compare (MadoRun *run, GError **error)
{
  const MadoCase *work = mado_run_get_case (run);
  g_autoptr (MadoDecision) decision = NULL;

  if (work->register_items == NULL || !mado_four_items_check (work->register_items, NULL))
    return refuse (MADO_RUN_ERROR_INCOMPLETE, "the register's items are not complete", error);
  decision = mado_counter_decide (mado_run_get_parts (run), work, MADO_TOPIC_ITEMS);
  /* Missing substitutes and the consent are the next row's business. */
  if (mado_decision_has (decision, MADO_REASON_ITEMS_DIFFER)
      || mado_decision_has (decision, MADO_REASON_SPELLING_UNANSWERED))
    {
      mado_run_set_decision (run, g_steal_pointer (&decision));
      return refuse (MADO_RUN_ERROR_RULES, "form and register differ", error);
    }
  return TRUE;
}

gboolean
mado_counter_guard_consent (MadoRun *run, GError **error)
{
  return mado_counter_ask_rules (run, MADO_TOPIC_ITEMS, error);
}

gboolean
mado_counter_needs_no_consent (const MadoCase *work)
{
  g_autoptr (MadoCertificateItems) items = mado_case_certificate_items (work);

  return items != NULL && mado_certificate_items_n_substitutes (items) == 0;
}

gboolean
mado_counter_guard_password (MadoRun *run, GError **error)
{
  const MadoOfficeProfile *profile = mado_run_get_parts (run)->profile;
  const MadoSecret *password = mado_run_peek_password (run);
  const guint8 *bytes;
  gsize n_bytes;

  if (password == NULL)
    return refuse (MADO_RUN_ERROR_NO_PASSWORD, "no password was given", error);
  bytes = mado_secret_get (password, &n_bytes);
  return (mado_password_rule_check (bytes, n_bytes, profile->password_min, profile->password_max)
              == MADO_PASSWORD_OK
          && (!profile->password_mixed || mado_password_rule_is_mixed (bytes, n_bytes)))
         || refuse (MADO_RUN_ERROR_NO_PASSWORD, "the password breaks the rule", error);
}

gboolean
mado_counter_guard_waiver (MadoRun *run, GError **error)
{
  const MadoDeskParts *parts = mado_run_get_parts (run);
  const MadoCase *work = mado_run_get_case (run);
  g_autoptr (GDate) today = mado_clock_today (parts->clock);
  const char *waiver = mado_case_get_fact (work, MADO_FACT_WAIVER);

  return mado_fee_ask (parts->profile, procedure_of (work), today, waiver, TRUE).ground
             == MADO_FEE_WAIVED
         || refuse (MADO_RUN_ERROR_WAIVER, "the profile does not list this waiver", error);
}

guint
mado_counter_fee (const MadoDeskParts *parts, const MadoCase *work)
{
  g_autoptr (GDate) today = mado_clock_today (parts->clock);

  if (work->cash == MADO_CASH_WAIVED)
    return 0;
  return mado_office_profile_fee (parts->profile, procedure_of (work), today);
}
