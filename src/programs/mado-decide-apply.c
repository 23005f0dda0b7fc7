/* The questions "apply" and "revocation": may this person apply today, and with which papers?
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-clock.h"
#include "mado-decide-input.h"
#include "mado-fee.h"
#include "mado-period.h"
#include "mado-retention.h"
#include "mado-validity.h"

#include <string.h>

/* ---- From the question to the rules' facts ---- */

static GArray *
papers_of (const MadoDecideInput *input, const GArray *given, const GDate *birth)
{
  GArray *papers = g_array_new (FALSE, TRUE, sizeof (MadoIdPaper));

  for (guint i = 0; i < given->len; i++)
    {
      const MadoDecidePaper *paper = &g_array_index (given, MadoDecidePaper, i);
      MadoIdPaper made = { .code = paper->code,
                           .issued_on = paper->issued_on,
                           .expires_on = paper->expires_on,
                           .name_matches = paper->name_matches,
                           .address_matches = paper->address_matches,
                           .photo_matches = paper->photo_matches,
                           .machine_checked = paper->machine_checked };
      gboolean dated
          = paper->stay_status == MADO_ALIEN_PERMANENT || g_date_valid (&paper->stay_until);

      if (paper->stay_status >= 0 && dated && !g_date_valid (&made.expires_on) && birth != NULL)
        mado_evidence_alien_last_day ((MadoAlienStatus) paper->stay_status, birth,
                                      &paper->stay_until, &made.expires_on);
      g_array_append_val (papers, made);
    }
  return papers;
}

/* What the letter itself says; its own faults are visit faults. */
static MadoReply
reply_of (const MadoAnswer *answer)
{
  const MadoDecideInput *input = answer->input;
  GDate due = input->reply_due_on;

  if (!input->reply_given)
    return MADO_REPLY_NONE;
  if (!input->reply_number_matches || !input->reply_person_matches || input->reply_used)
    return MADO_REPLY_WRONG;
  if (g_date_valid (&input->mailed_on) && g_date_compare (&input->date, &input->mailed_on) < 0)
    return MADO_REPLY_EARLY;
  if (!g_date_valid (&due) && g_date_valid (&input->mailed_on))
    mado_inquiry_due (answer->profile, &input->mailed_on, &due);
  return g_date_valid (&due) && g_date_compare (&input->date, &due) > 0 ? MADO_REPLY_EXPIRED
                                                                        : MADO_REPLY_VALID;
}

static guint
visit_faults_of (const MadoDecideInput *input)
{
  const struct
  {
    gboolean holds;
    MadoVisitFault fault;
  } checks[] = { { input->envelope_sealed, MADO_VISIT_ENVELOPE_OPEN },
                 { input->password_concealed, MADO_VISIT_SEAL_BROKEN },
                 { input->reply_items_match, MADO_VISIT_ITEMS_DIFFER },
                 { input->reply_affirmed, MADO_VISIT_NOT_AFFIRMED },
                 { input->reply_dated, MADO_VISIT_UNDATED },
                 { input->reply_seal_matches, MADO_VISIT_SEAL_DIFFERS },
                 { input->attorney_by_applicant, MADO_VISIT_ATTORNEY_DELEGATOR },
                 { input->attorney_names_proxy, MADO_VISIT_ATTORNEY_DELEGATE },
                 { input->attorney_for_procedure, MADO_VISIT_ATTORNEY_MATTER },
                 { input->attorney_dated, MADO_VISIT_ATTORNEY_UNDATED } };
  guint faults = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    faults |= checks[i].holds ? 0 : (guint) checks[i].fault;
  return faults;
}

/* Whether a certificate is in force: as given, else by its last day, else as the procedure
 * supposes. What is erased had lapsed, whatever its last day. */
static gboolean
is_live (const MadoDecideInput *input, const GDate *last)
{
  if (input->certificate_status >= 0)
    return g_str_equal (mado_decide_certificate_statuses[input->certificate_status], "in_force");
  if (g_date_valid (last) && input->procedure != MADO_PROCEDURE_ERASE)
    return g_date_compare (last, &input->date) >= 0;
  return input->procedure != MADO_PROCEDURE_ISSUE && input->procedure != MADO_PROCEDURE_ERASE
         && input->procedure != MADO_PROCEDURE_INQUIRY;
}

static void
fill_person (MadoFacts *facts, const MadoAnswer *answer)
{
  const MadoDecideInput *input = answer->input;

  facts->in_register = input->resident;
  facts->foreign = input->foreign;
  facts->adult_ward = input->adult_ward;
  if (input->birth.year != 0)
    mado_wareki_to_date (&input->birth, &facts->birth);
  facts->open_case = input->open_case;
  facts->namesake = input->namesake;
  facts->open_inquiry = input->open_inquiry;
  facts->change_reported = input->change_reported;
  facts->moved_in_on = input->moved_in_on;
  facts->on_hold = input->on_hold;
  facts->hold_released = input->hold_released;
  facts->certificate_last_day = input->certificate_last_day;
  if (!g_date_valid (&input->certificate_last_day) && g_date_valid (&input->issued_on))
    mado_validity_last_day (&input->issued_on, answer->profile->validity_years,
                            &facts->certificate_last_day);
  facts->live_certificate = is_live (input, &facts->certificate_last_day);
  facts->certificate_on_card = input->certificate_on_card;
  facts->old_password = (MadoOldPassword) input->old_password;
  facts->n_reprints = (guint) input->reprints;
  facts->ground = input->ground;
}

static void
fill_agent (MadoFacts *facts, const MadoAnswer *answer)
{
  const MadoDecideInput *input = answer->input;

  facts->comes = (MadoComes) input->comes;
  facts->authority = (MadoAuthority) input->authority;
  facts->authority_issued_on = input->authority_issued_on;
  facts->power_of_attorney = input->attorney_given;
  facts->seal_certificate = input->seal_given;
  facts->seal_certificate_issued_on = input->seal_issued_on;
  facts->proxy_other_people = (guint) input->other_people;
  facts->reply = reply_of (answer);
  facts->visit_faults = visit_faults_of (input);
}

static void
fill_card_and_form (MadoFacts *facts, const MadoDecideInput *input)
{
  facts->card_present = input->card_present;
  facts->card_own = input->card_own;
  facts->card_photo = input->card_photo;
  facts->card_photo_matches = input->card_photo_matches;
  facts->card_machine_checked = input->card_checked;
  facts->card_standing = (MadoCardStanding) input->card_status;
  facts->card_expires_on = input->card_expires_on;
  facts->form_complete = input->form_complete;
  facts->items_match = (MadoTextMatch) input->form_items;
  facts->spelling_confirmed = input->spelling_confirmed;
  facts->n_substitutes = (guint) input->substitutes;
  facts->n_substitutes_missing = (guint) input->substitutes_missing;
  facts->substitutes_consented = input->substitutes_consented;
}

/* ---- What the answer says beside its reasons ---- */

static void
name_papers (MadoAnswer *answer, const MadoDecision *decision)
{
  JsonArray *papers = json_array_new ();
  g_auto (GStrv) codes
      = g_strsplit (decision->identified_by != NULL ? decision->identified_by : "", " ", -1);

  for (guint i = 0; codes[i] != NULL; i++)
    if (*codes[i] != '\0')
      json_array_add_string_element (papers, codes[i]);
  json_object_set_array_member (answer->out, "identified_by", papers);
}

static void
add_way (JsonArray *ways, const char *name, const char *lacking)
{
  JsonObject *way = json_object_new ();
  JsonArray *classes = json_array_new ();

  for (const char *at = lacking; *at != '\0'; at++)
    {
      const char class[] = { *at, '\0' };

      json_array_add_string_element (classes, class);
    }
  json_object_set_string_member (way, "way", name);
  json_object_set_array_member (way, "classes", classes);
  json_array_add_object_element (ways, way);
}

/* The shortest ways to be identified: which classes of documents are still lacking. */
static void
name_ways (MadoAnswer *answer, const MadoFacts *facts, MadoRuleSet set)
{
  const MadoEvidenceContext context = { .rule_set = set, .day = answer->input->date };
  const MadoEvidenceTable *evidence = answer->profile->evidence;
  g_autofree char *same_day
      = mado_evidence_lacking (evidence, &context, facts->papers, facts->n_papers, FALSE);
  g_autofree char *by_letter
      = mado_evidence_lacking (evidence, &context, facts->papers, facts->n_papers, TRUE);
  JsonArray *ways = json_array_new ();

  if (same_day != NULL)
    add_way (ways, "same_day", same_day);
  if (by_letter != NULL)
    add_way (ways, "by_letter", by_letter);
  json_object_set_array_member (answer->out, "ways", ways);
}

static gboolean
issues (int procedure)
{
  return procedure == MADO_PROCEDURE_ISSUE || procedure == MADO_PROCEDURE_RENEW
         || procedure == MADO_PROCEDURE_REISSUE;
}

static void
name_dates (MadoAnswer *answer, const MadoDecision *decision)
{
  const MadoDecideInput *input = answer->input;
  const MadoOfficeProfile *profile = answer->profile;
  GDate last = decision->last_valid_day, keep, by;

  if (!issues (input->procedure))
    g_date_clear (&last, 1);
  mado_answer_date (answer->out, "last_valid_day", &last);
  if (g_date_valid (&last))
    mado_retention_application_until (profile, &last, &keep);
  else
    mado_retention_other_until (profile, &input->date, &keep);
  mado_answer_date (answer->out, "keep_papers_until", &keep);
  if (input->procedure == MADO_PROCEDURE_DISCLOSURE)
    {
      mado_retention_answer_by (profile, &input->date, &by);
      mado_answer_date (answer->out, "answer_by", &by);
    }
}

static void
name_second_person (MadoAnswer *answer, guint matters)
{
  static const char *const names[MADO_N_SECOND_MATTERS]
      = { "clean",  "representative", "proxy", "inquiry", "unlock",
          "waiver", "correction",     "hold",  "reprint" };
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < MADO_N_SECOND_MATTERS; i++)
    if (matters & (1u << i))
      json_array_add_string_element (list, names[i]);
  json_object_set_boolean_member (answer->out, "second_person", matters != 0);
  json_object_set_array_member (answer->out, "second_person_for", list);
}

/* The paper that is filled in; a question about the state needs none. */
static void
name_form (MadoAnswer *answer)
{
  static const char *const forms[MADO_N_PROCEDURES] = {
    [MADO_PROCEDURE_REVOKE] = "revocation",
    [MADO_PROCEDURE_REPORT] = "revocation",
    [MADO_PROCEDURE_CHANGE_PASSWORD] = "password-request",
    [MADO_PROCEDURE_RESET_PASSWORD] = "password-request",
    [MADO_PROCEDURE_UNLOCK] = "password-request",
    [MADO_PROCEDURE_INQUIRY] = "inquiry",
  };
  const MadoOfficeProfile *profile = answer->profile;
  const char *form = forms[answer->input->procedure];

  if (issues (answer->input->procedure))
    {
      json_object_set_string_member (answer->out, "form_title", profile->application_title);
      json_object_set_string_member (answer->out, "form_number", profile->application_number);
    }
  else if (form != NULL)
    {
      json_object_set_string_member (answer->out, "form_title",
                                     mado_form_texts_title (profile->form_texts, form));
      json_object_set_string_member (answer->out, "form_number",
                                     mado_form_texts_number (profile->form_texts, form));
    }
}

static void
name_fee (MadoAnswer *answer)
{
  const MadoDecideInput *input = answer->input;
  MadoFee fee = mado_fee_ask (answer->profile, (MadoProcedure) input->procedure, &input->date,
                              input->waiver, input->supervisor_signed);

  json_object_set_int_member (answer->out, "fee_yen", fee.yen);
  json_object_set_string_member (answer->out, "fee_ground", mado_fee_ground_name (fee.ground));
  if (fee.ground == MADO_FEE_WAIVER_NOT_LISTED)
    mado_answer_add (answer, MADO_REASON_WAIVER_NOT_LISTED, input->waiver);
  if (fee.ground == MADO_FEE_WAIVER_UNSIGNED)
    mado_answer_add (answer, MADO_REASON_SUPERVISOR, "waiver");
}

/* An accepted application says on what it rests. */
static void
add_grounds (MadoAnswer *answer, const MadoDecision *decision)
{
  const MadoDecideInput *input = answer->input;
  const MadoProcedureRow *row = mado_procedure_get ((MadoProcedure) input->procedure);
  gboolean by_letter
      = decision->identified_by != NULL && *decision->identified_by == MADO_CLASS_REPLY;

  if (answer->verdict != MADO_VERDICT_ACCEPT)
    return;
  mado_answer_ground (answer, MADO_VERDICT_ACCEPT, "PROCEDURE", row->title, row->title_ja,
                      row->article, row->article_ja);
  if (decision->identified_by == NULL)
    return;
  mado_answer_add (answer,
                   input->comes != MADO_COMES_SELF ? MADO_REASON_IDENTIFIED_AGENT
                   : by_letter                     ? MADO_REASON_IDENTIFIED_BY_REPLY
                                                   : MADO_REASON_IDENTIFIED,
                   decision->identified_by);
}

static void
name_effects (MadoAnswer *answer, const MadoDecision *decision)
{
  const MadoDecideInput *input = answer->input;
  const GDate *notice = &answer->profile->notice_from;
  gboolean same_day = input->comes != MADO_COMES_PROXY && decision->identified_by != NULL
                      && *decision->identified_by != MADO_CLASS_REPLY;
  gboolean replaces
      = input->procedure == MADO_PROCEDURE_RENEW || input->procedure == MADO_PROCEDURE_REISSUE;

  if (issues (input->procedure))
    json_object_set_boolean_member (answer->out, "notice_letter",
                                    answer->verdict == MADO_VERDICT_ACCEPT && same_day
                                        && g_date_valid (notice)
                                        && g_date_compare (&input->date, notice) >= 0);
  if (replaces)
    json_object_set_int_member (answer->out, "old_certificate_crl_reason",
                                mado_revocation_crl_reason (answer->profile, MADO_REVOCATION_V5));
  if (input->procedure == MADO_PROCEDURE_UNLOCK)
    json_object_set_boolean_member (answer->out, "sets_new_password",
                                    !answer->profile->unlock_keeps_password);
}

/* A key that nobody would read is refused as a misspelt one is. */
static gboolean
check_agents (MadoAnswer *answer, GError **error)
{
  const MadoDecideInput *input = answer->input;
  const gboolean asks_of_a_person = g_strcmp0 (input->question, "revocation") != 0;
  const MadoJsonNode *representative = mado_json_node_get (answer->node, "representative");
  const MadoJsonNode *proxy = mado_json_node_get (answer->node, "proxy");

  if (input->representative_given && input->comes != MADO_COMES_STATUTORY)
    return mado_decide_fail (representative, "representative", MADO_JSON_ERROR_KEY,
                             "is read with \"comes\": \"statutory_representative\" only", error);
  if (input->proxy_given && input->comes != MADO_COMES_PROXY)
    return mado_decide_fail (proxy, "proxy", MADO_JSON_ERROR_KEY,
                             "is read with \"comes\": \"proxy\" only", error);
  if (asks_of_a_person && mado_json_node_get (answer->node, "applicant") == NULL)
    return mado_decide_fail (answer->node, NULL, MADO_JSON_ERROR_KEY,
                             "the key \"applicant\" is missing", error);
  return TRUE;
}

/* At a proxy's first visit: what else must be brought to the second one, beside the reply. */
static void
list_second_visit (MadoAnswer *answer, const MadoFacts *facts)
{
  MadoFacts second = *facts;
  g_autoptr (MadoDecision) decision = NULL;

  second.reply = MADO_REPLY_VALID;
  decision = mado_eligibility_decide (&second, answer->profile, MADO_TOPIC_PAPERS);
  for (guint i = 0; i < decision->findings->len; i++)
    mado_answer_list_missing (
        answer, ((const MadoFinding *) g_ptr_array_index (decision->findings, i))->reason);
}

gboolean
mado_answer_apply (MadoAnswer *answer, GError **error)
{
  const MadoDecideInput *input = answer->input;
  g_autoptr (GArray) papers = NULL, agent_papers = NULL;
  g_autoptr (MadoDecision) decision = NULL;
  MadoRuleSet set = mado_office_profile_rule_set (answer->profile, &input->date);
  MadoFacts facts;

  if (!check_agents (answer, error))
    return FALSE;
  mado_facts_init (&facts);
  facts.procedure = (MadoProcedure) input->procedure;
  facts.now = mado_clock_instant (&input->date, input->minute / 60, input->minute % 60, 0);
  facts.rule_set = set = input->rule_set >= 0 ? (MadoRuleSet) input->rule_set : set;
  fill_person (&facts, answer);
  fill_agent (&facts, answer);
  fill_card_and_form (&facts, input);
  papers = papers_of (input, input->papers, &facts.birth);
  agent_papers = papers_of (
      input, input->comes == MADO_COMES_PROXY ? input->proxy_papers : input->representative_papers,
      NULL);
  facts.papers = (const MadoIdPaper *) (gpointer) papers->data;
  facts.n_papers = papers->len;
  facts.agent_papers = (const MadoIdPaper *) (gpointer) agent_papers->data;
  facts.n_agent_papers = agent_papers->len;

  /* Without an applicant the question is what would be needed of anybody. */
  decision = mado_eligibility_decide (
      &facts, answer->profile,
      g_date_valid (&facts.birth) ? MADO_TOPIC_ALL : MADO_TOPIC_ALL & ~(guint) MADO_TOPIC_PERSON);
  json_object_set_string_member (answer->out, "procedure",
                                 mado_decide_procedures[input->procedure]);
  json_object_set_string_member (answer->out, "rule_set", mado_rule_set_name (set));
  if (g_date_valid (&facts.birth))
    json_object_set_int_member (answer->out, "age", mado_age_on (&facts.birth, &input->date));
  name_form (answer);
  name_fee (answer);
  mado_answer_decision (answer, decision);
  name_dates (answer, decision);
  name_papers (answer, decision);
  if (decision->identified_by == NULL && input->comes == MADO_COMES_SELF)
    name_ways (answer, &facts, set);
  name_second_person (answer, decision->second_matters);
  if (mado_decision_has (decision, MADO_REASON_PROXY_INQUIRY))
    list_second_visit (answer, &facts);
  name_effects (answer, decision);
  add_grounds (answer, decision);
  return TRUE;
}

static void
name_ground (MadoAnswer *answer, MadoRevocationGround ground)
{
  const MadoRevocationRow *row = mado_revocation_get (ground);
  const int crl = mado_revocation_crl_reason (answer->profile, ground);
  JsonObject *out = answer->out;

  json_object_set_string_member (out, "ground", row->id);
  json_object_set_string_member (out, "form", mado_revocation_form_name (row->form));
  json_object_set_string_member (out, "card", mado_card_need_name (row->card));
  json_object_set_boolean_member (out, "online", row->online);
  json_object_set_boolean_member (out, "notify_holder", row->notify_holder);
  json_object_set_boolean_member (out, "publish", row->publish);
  json_object_set_int_member (out, "crl_reason", crl);
  json_object_set_string_member (out, "crl_reason_name", mado_revocation_crl_reason_name (crl));
}

gboolean
mado_answer_revocation (MadoAnswer *answer, GError **error)
{
  const MadoRevocationRow *row = mado_revocation_get ((MadoRevocationGround) answer->input->ground);
  const MadoDecideInput *asked = answer->input;
  MadoDecideInput input = *asked; /* the lists stay the caller's */
  gboolean held;

  name_ground (answer, (MadoRevocationGround) input.ground);
  mado_answer_ground (answer, MADO_VERDICT_ACCEPT, row->id, row->title, row->title_ja, row->article,
                      row->article_ja);
  if (row->form == MADO_REVOCATION_AUTHORITY || row->form == MADO_REVOCATION_INTERNAL)
    {
      mado_answer_add (answer, MADO_REASON_NOT_BY_APPLICATION, row->id);
      return TRUE;
    }
  input.procedure = (int) row->procedure;
  answer->input = &input;
  held = mado_answer_apply (answer, error);
  answer->input = asked;
  return held;
}
