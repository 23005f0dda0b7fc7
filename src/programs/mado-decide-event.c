/* The questions about events: the register and the card, an inquiry letter, one document.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-decide-input.h"
#include "mado-lapse-order.h"

static const char *const event_names[] = { "move_within",
                                           "move_out",
                                           "move_in",
                                           "move_abroad",
                                           "death",
                                           "erased",
                                           "name_change",
                                           "alias_change",
                                           "birth_correction",
                                           "sex_correction",
                                           "uncommon_character",
                                           "resident_code",
                                           "household",
                                           "common_character",
                                           "character_identification",
                                           "area_renaming",
                                           "lot_renumbering",
                                           "residence_indication",
                                           "building_name",
                                           "other_minor",
                                           "card_lost",
                                           "card_stolen",
                                           "card_broken",
                                           "card_expired",
                                           "card_returned",
                                           "stay_ended",
                                           "password_locked",
                                           "password_leaked",
                                           "record_error",
                                           "ca_compromise",
                                           "period_over",
                                           NULL };
static const char *const new_data[] = { "unknown", "same", "different", NULL }; /* MadoNewItems */
static const char *const states[]
    = { "none",     "received", "printed",  "mailed",    "returned", "replied", "verified",
        "consumed", "expired",  "rejected", "withdrawn", "void",     NULL };
static const char *const steps[] = { "receive", "print",  "mail",   "return",   "reply", "verify",
                                     "consume", "expire", "reject", "withdraw", "void",  NULL };
static const char *const routes[] = { "proxy", "no_photo_document", NULL };
static const char *const showers[] = { "applicant", "agent", NULL };

/* clang-format off */
const MadoDecideField mado_decide_event_fields[] = {
  MADO_COMMON (MADO_DAY_NEEDED),
  MADO_WORD_NEEDED ("event", event, event_names, "What happened; `date` is its day, the planned day of a move out, the day of the notice of a move in."),
  MADO_DAY ("moved_in_on", event_moved_in_on, "`move_out`: when the new home was entered without a notice there."),
  MADO_DAY ("issued_on", issued_on, "First day of the certificate that the change finds; or the day on which a running case was compared with the register, or a letter was asked for."),
  MADO_WORD ("new_data", new_data, new_data, "`unknown`", "With `issued_on`: whether certificate, case or letter have the data after the change."),
  MADO_END
};

const MadoDecideField mado_decide_inquiry_fields[] = {
  MADO_COMMON (MADO_DAY_NEEDED),
  MADO_WORD_NEEDED ("state", inquiry_state, states, "Of the letter; `none` before it is asked for."),
  MADO_WORD_NEEDED ("step", inquiry_step, steps, "What shall be done."),
  MADO_WORD ("route", inquiry_route, routes, "`proxy`", "For a proxy, or for the applicant without a photo document."),
  MADO_WORD ("purpose", purpose, mado_decide_procedures, "`issue`", "The procedure that the letter serves."),
  MADO_DAY ("mailed_on", mailed_on, "Its day of mailing."),
  MADO_YES ("resident", resident, "`receive`: the applicant is in the register."),
  MADO_NO  ("other_open", other_open, "`receive`: another letter for the same person and procedure is open."),
  MADO_YES ("card_valid", card_valid, "`receive`: asked where the procedure writes on the card."),
  MADO_YES ("registered_address", registered_address, "`print`: the letter bears the register's address."),
  MADO_YES ("mail_number", mail_number, "`mail`: 引受番号, asked for registered mail."),
  MADO_YES ("number_matches", reply_number_matches, "`reply`: number and person are those of the letter."),
  MADO_YES ("person_matches", reply_person_matches, "`reply`: the expected person presents it."),
  MADO_YES ("checks_done", checks_done, "`verify`: every check has been answered."),
  MADO_YES ("envelope_sealed", envelope_sealed, "`verify`, `proxy` only."),
  MADO_YES ("password_concealed", password_concealed, "`verify`, `proxy` only."),
  MADO_YES ("items_match", reply_items_match, "`verify`."),
  MADO_YES ("affirmed", reply_affirmed, "`verify`."),
  MADO_YES ("dated", reply_dated, "`verify`."),
  MADO_YES ("seal_matches", reply_seal_matches, "`verify`, `proxy` only."),
  MADO_NO  ("supervisor_signed", supervisor_signed, "`verify`: a second person has confirmed."),
  MADO_YES ("case_accepted", case_accepted, "`consume`: the application was accepted."),
  MADO_NO  ("curable", curable, "`reply` after `rejected`: the fault can be cured."),
  MADO_END
};

const MadoDecideField mado_decide_document_fields[] = {
  MADO_COMMON (MADO_DAY_NEEDED),
  MADO_WORD ("shown_by", shown_by, showers, "`applicant`", "For a representative or proxy other first days and the statute's classes hold."),
  { "birth_date", MADO_FIELD_BIRTH, MADO_AT (birth), FALSE, "not given", NULL, 0, 0, NULL, 0, NULL, "Of the holder; with `stay_status`." },
  { "document", MADO_FIELD_OBJECT, MADO_AT (paper), TRUE, NULL, NULL, 0, 0, mado_decide_paper_fields, sizeof (MadoDecidePaper), NULL, "One document; `\"A01\"` alone is short for its code.", "paper" },
  MADO_END
};
/* clang-format on */

static void
say_lapse (MadoAnswer *answer, const MadoLapse *lapse)
{
  const gboolean stays = lapse->certificate == MADO_CERTIFICATE_STAYS;
  JsonObject *certificate = json_object_new (), *card = json_object_new ();

  json_object_set_string_member (certificate, "effect",
                                 mado_certificate_effect_name (lapse->certificate));
  if (stays)
    json_object_set_null_member (certificate, "ground");
  else
    json_object_set_string_member (certificate, "ground", mado_revocation_get (lapse->ground)->id);
  if (lapse->crl_reason < 0)
    json_object_set_null_member (certificate, "crl_reason");
  else
    json_object_set_int_member (certificate, "crl_reason", lapse->crl_reason);
  json_object_set_string_member (certificate, "crl_reason_name",
                                 mado_revocation_crl_reason_name (lapse->crl_reason));
  json_object_set_boolean_member (certificate, "notify_holder", lapse->notify_holder);
  json_object_set_boolean_member (certificate, "publish", lapse->publish);
  json_object_set_string_member (card, "effect", mado_card_effect_name (lapse->card));
  mado_answer_date (card, "last_day", &lapse->card_last_day);
  json_object_set_boolean_member (answer->out, "minor_correction", lapse->minor);
  json_object_set_object_member (answer->out, "certificate", certificate);
  json_object_set_object_member (answer->out, "card", card);
  json_object_set_boolean_member (answer->out, "stops_open_cases", lapse->stops_cases);
}

/* Which came first, when it is asked.  An earlier change that a person has to look at decides
 * nothing yet. */
static MadoLapseOrder
ask_order (MadoAnswer *answer, MadoLapse *lapse)
{
  const MadoDecideInput *input = answer->input;
  MadoLapseOrder order = mado_lapse_order ((MadoRegisterEvent) input->event, &input->date,
                                           &input->issued_on, (MadoNewItems) input->new_data);

  mado_lapse_apply_order (lapse, order);
  if (g_date_valid (&input->issued_on))
    json_object_set_string_member (answer->out, "order", mado_lapse_order_name (order));
  else
    json_object_set_null_member (answer->out, "order");
  return order;
}

static void
say_order (MadoAnswer *answer, MadoLapseOrder order)
{
  static const char *const article = "LAW 12; JLAW 22(1), 23";
  static const char *const article_ja
      = "法第１２条・住基法第２２条第１項・第２３条（１４日以内の届出）";

  if (order == MADO_LAPSE_BEFORE)
    mado_answer_ground (answer, MADO_VERDICT_ACCEPT, "ORDER",
                        "The change came first and is in it already.",
                        "異動が先にあり、すでに入っています。", article, article_ja);
  else if (order == MADO_LAPSE_ASK)
    mado_answer_ground (answer, MADO_VERDICT_NEEDS, "ORDER",
                        "The change came first and may have been notified afterwards: compare with "
                        "the register.",
                        "異動が先にあり、届出が後だったかもしれません。住民票と見比べてください。",
                        article, article_ja);
}

static MadoVerdict
verdict_of (const MadoLapse *lapse, MadoLapseOrder order)
{
  if (order == MADO_LAPSE_ASK
      && (lapse->certificate == MADO_CERTIFICATE_ENDS || lapse->stops_cases))
    return MADO_VERDICT_NEEDS;
  if (lapse->certificate == MADO_CERTIFICATE_ENDS)
    return MADO_VERDICT_REFUSE;
  if (lapse->certificate == MADO_CERTIFICATE_REPORT_DUE || lapse->card == MADO_CARD_EFFECT_VOID)
    return MADO_VERDICT_NEEDS;
  return MADO_VERDICT_ACCEPT;
}

gboolean
mado_answer_event (MadoAnswer *answer, GError **error)
{
  static const char *const effects[][2]
      = { { "the certificate stays in force", "電子証明書は有効なままです。" },
          { "its holder has to report it", "届出が必要です。" },
          { "the certificate ends", "電子証明書は失効します。" } };
  const MadoDecideInput *input = answer->input;
  g_autofree char *code = NULL, *text = NULL, *text_ja = NULL;
  MadoLapseFacts facts;
  MadoLapse lapse;
  MadoLapseOrder order;
  gboolean ends;

  mado_lapse_facts_init (&facts, (MadoRegisterEvent) input->event, &input->date);
  facts.moved_in_on = input->event_moved_in_on;
  mado_lapse_ask (answer->profile, &facts, &lapse);
  ends = lapse.certificate == MADO_CERTIFICATE_ENDS;
  order = ask_order (answer, &lapse);
  json_object_set_string_member (answer->out, "event", lapse.row->id);
  say_lapse (answer, &lapse);
  code = g_ascii_strup (lapse.row->id, -1);
  text = g_strdup_printf ("%s: %s.", lapse.row->title, effects[lapse.certificate][0]);
  text_ja = g_strdup_printf ("%s：%s", lapse.row->title_ja, effects[lapse.certificate][1]);
  mado_answer_ground (answer, verdict_of (&lapse, order), code, text, text_ja, lapse.row->article,
                      lapse.row->article_ja);
  if (ends)
    say_order (answer, order);
  if (lapse.certificate == MADO_CERTIFICATE_REPORT_DUE)
    json_object_set_string_member (answer->out, "procedure",
                                   mado_procedure_get (MADO_PROCEDURE_REPORT)->id);
  return TRUE;
}

static guint
faults_of (const MadoDecideInput *input)
{
  return (input->envelope_sealed ? 0u : (guint) MADO_VISIT_ENVELOPE_OPEN)
         | (input->password_concealed ? 0u : (guint) MADO_VISIT_SEAL_BROKEN)
         | (input->reply_items_match ? 0u : (guint) MADO_VISIT_ITEMS_DIFFER)
         | (input->reply_affirmed ? 0u : (guint) MADO_VISIT_NOT_AFFIRMED)
         | (input->reply_dated ? 0u : (guint) MADO_VISIT_UNDATED)
         | (input->reply_seal_matches ? 0u : (guint) MADO_VISIT_SEAL_DIFFERS);
}

static MadoLetterState
state_of (const MadoDecideInput *input)
{
  MadoLetterState state = MADO_LETTER_NONE;

  mado_letter_state_find (states[input->inquiry_state], &state);
  return state;
}

static void
fill_inquiry (MadoInquiryFacts *facts, const MadoDecideInput *input)
{
  mado_inquiry_facts_init (facts, state_of (input), (MadoLetterWord) input->inquiry_step,
                           &input->date);
  facts->route = (MadoLetterRoute) input->inquiry_route;
  facts->purpose = (MadoProcedure) input->purpose;
  facts->mailed_on = input->mailed_on;
  facts->resident = input->resident;
  facts->other_open = input->other_open;
  facts->card_valid = input->card_valid;
  facts->registered_address = input->registered_address;
  facts->mail_number = input->mail_number;
  facts->number_matches = input->reply_number_matches;
  facts->person_matches = input->reply_person_matches;
  facts->checks_done = input->checks_done;
  facts->visit_faults = faults_of (input);
  facts->supervisor_signed = input->supervisor_signed;
  facts->case_accepted = input->case_accepted;
  facts->curable = input->curable;
}

gboolean
mado_answer_inquiry (MadoAnswer *answer, GError **error)
{
  const MadoDecideInput *input = answer->input;
  const MadoOfficeProfile *profile = answer->profile;
  MadoLetterState next = state_of (input);
  MadoInquiryFacts facts;
  MadoReason why;
  GDate due, mailed = input->mailed_on;

  if (input->purpose == MADO_PROCEDURE_INQUIRY)
    return mado_decide_fail (mado_json_node_get (answer->node, "purpose"), "purpose",
                             MADO_JSON_ERROR_VALUE, "a letter serves another procedure", error);
  fill_inquiry (&facts, input);
  if (!mado_inquiry_step (profile, &facts, &next, &why))
    mado_answer_add (answer, why, NULL);
  else
    mado_answer_ground (answer, MADO_VERDICT_ACCEPT, "STEP", "The step may be taken.",
                        "この操作ができます。", "REG 5(1) no. 2, 6(1) no. 2",
                        "規則第５条第１項第２号・第６条第１項第２号（照会）");
  if (next == MADO_LETTER_MAILED && !g_date_valid (&mailed))
    mailed = input->date;
  g_date_clear (&due, 1);
  if (g_date_valid (&mailed))
    mado_inquiry_due (profile, &mailed, &due);
  json_object_set_string_member (answer->out, "state", mado_letter_state_to_string (next));
  json_object_set_boolean_member (answer->out, "open", mado_letter_is_open (next));
  mado_answer_date (answer->out, "reply_due_on", &due);
  json_object_set_boolean_member (
      answer->out, "expired",
      mado_inquiry_is_over (profile, state_of (input), &input->mailed_on, &input->date));
  json_object_set_string_member (answer->out, "mail_class",
                                 mado_mail_class_name (profile->mail_class));
  json_object_set_boolean_member (answer->out, "no_forwarding", profile->mail_no_forwarding);
  return TRUE;
}

static void
say_document (MadoAnswer *answer, const MadoIdDocument *document, char class)
{
  const char text[] = { class, '\0' };

  if (class == MADO_CLASS_NONE)
    json_object_set_null_member (answer->out, "class");
  else
    json_object_set_string_member (answer->out, "class", text);
  if (document == NULL)
    return;
  json_object_set_string_member (answer->out, "name_ja", document->name_ja);
  json_object_set_string_member (answer->out, "name", document->name);
}

/* Whether a paper of @class identifies alone, without a letter. */
static gboolean
is_enough (MadoAnswer *answer, const MadoEvidenceContext *context, const MadoIdPaper *paper)
{
  g_autofree char *codes
      = mado_evidence_identify (answer->profile->evidence, context, paper, 1, FALSE, NULL);

  return codes != NULL;
}

gboolean
mado_answer_document (MadoAnswer *answer, GError **error)
{
  const MadoDecideInput *input = answer->input;
  const MadoEvidenceTable *evidence = answer->profile->evidence;
  const gboolean agent = g_str_equal (showers[input->shown_by], "agent");
  const MadoDecidePaper *given = &input->paper;
  MadoIdPaper paper = { given->code,           given->issued_on,       given->expires_on,
                        given->name_matches,   given->address_matches, given->photo_matches,
                        given->machine_checked };
  MadoEvidenceContext context = { .agent = agent, .day = input->date };
  MadoReason reason = MADO_N_REASONS;
  char class;

  context.rule_set = agent ? MADO_RULE_SET_AGENT
                     : input->rule_set >= 0
                         ? (MadoRuleSet) input->rule_set
                         : mado_office_profile_rule_set (answer->profile, &input->date);
  if (given->stay_status >= 0 && !g_date_valid (&paper.expires_on) && input->birth.year != 0
      && (given->stay_status == MADO_ALIEN_PERMANENT || g_date_valid (&given->stay_until)))
    {
      GDate birth;

      mado_wareki_to_date (&input->birth, &birth);
      mado_evidence_alien_last_day ((MadoAlienStatus) given->stay_status, &birth,
                                    &given->stay_until, &paper.expires_on);
    }
  class = mado_evidence_class_of (evidence, &context, &paper, &reason);
  json_object_set_string_member (answer->out, "rule_set", mado_rule_set_name (context.rule_set));
  say_document (answer, mado_evidence_table_find (evidence, given->code), class);
  mado_answer_date (answer->out, "counts_until", &paper.expires_on);
  json_object_set_boolean_member (answer->out, "enough_alone",
                                  is_enough (answer, &context, &paper));
  /* A warning beside other papers is the answer when it is asked about this one alone. */
  if (class == MADO_CLASS_NONE)
    {
      const MadoReasonRow *row = mado_reason_get (reason);

      mado_answer_ground (answer, MADO_VERDICT_REFUSE, row->code, row->sentence, row->sentence_ja,
                          row->article, row->article_ja);
    }
  else
    mado_answer_ground (answer, MADO_VERDICT_ACCEPT, "COUNTS", "The document counts.",
                        "本人確認書類として有効です。", agent ? "REG 5(1) no. 1" : "REG 6(1)",
                        agent ? "規則第５条第１項第１号（代理人の本人確認）"
                              : "規則第６条第１項（本人確認書類）");
  return TRUE;
}
