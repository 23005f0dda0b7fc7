/* The questions about certificate text, passwords and fees.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-decide-input.h"
#include "mado-fee.h"
#include "mado-four-items.h"
#include "mado-password-rule.h"

#include <string.h>

static const char *const sexes[] = { "male", "female", "not_applicable", NULL };
static const char *const password_kinds[] = { "signature", "card_pin", NULL };

#define SUBSTITUTE(member) G_STRUCT_OFFSET (MadoDecideSubstitute, member)

/* clang-format off */
const MadoDecideField mado_decide_substitute_fields[] = {
  { "position", MADO_FIELD_COUNT, SUBSTITUTE (position), TRUE, NULL, NULL, 1, 300, NULL, 0, NULL, "In the register's text, from 1; the blank counts." },
  { "text", MADO_FIELD_STRING, SUBSTITUTE (text), TRUE, NULL, NULL, 0, 0, NULL, 0, NULL, "What shall stand there: a character or kana." },
  MADO_END
};

const MadoDecideField mado_decide_text_fields[] = {
  MADO_COMMON (MADO_DAY),
  MADO_TEXT_NEEDED ("name", name, "As the register has it: 山田　太郎."),
  MADO_TEXT_OF ("kana", kana, "none", "The reading; not in the certificate."),
  MADO_TEXT_OF ("alias", alias, "none", "通称 of a foreign resident."),
  MADO_TEXT_NEEDED ("address", address, "As the register has it, from the prefecture on."),
  { "birth_date", MADO_FIELD_BIRTH, MADO_AT (birth), TRUE, NULL, NULL, 0, 0, NULL, 0, NULL, "With the register's era on the two days that belong to two eras." },
  MADO_WORD ("sex", sex, sexes, "`not_applicable`", "As the register has it."),
  { "name_substitutes", MADO_FIELD_LIST, MADO_AT (name_substitutes), FALSE, "none", NULL, 0, 0, mado_decide_substitute_fields, sizeof (MadoDecideSubstitute), NULL, "What the applicant chose instead of the table's.", "substitute" },
  { "address_substitutes", MADO_FIELD_LIST, MADO_AT (address_substitutes), FALSE, "none", NULL, 0, 0, mado_decide_substitute_fields, sizeof (MadoDecideSubstitute), NULL, "The same for the address.", "substitute" },
  MADO_NO ("consented", substitutes_consented, "The applicant has agreed to the substitutes."),
  MADO_END
};

const MadoDecideField mado_decide_password_fields[] = {
  MADO_COMMON (MADO_DAY),
  MADO_TEXT_NEEDED ("password", password, "Never a real one: for trying the rule."),
  { "birth_date", MADO_FIELD_BIRTH, MADO_AT (birth), FALSE, "not given", NULL, 0, 0, NULL, 0, NULL, "For the advice against it." },
  MADO_TEXT_OF ("telephone", telephone, "none", "For the advice against it."),
  MADO_END
};

const MadoDecideField mado_decide_try_fields[] = {
  MADO_COMMON (MADO_DAY),
  MADO_WORD ("kind", password_kind, password_kinds, "`signature`", "The signature password, or the card's own number."),
  MADO_COUNT_OF ("tries_left", tries_left, "all", 0, 15, "Before this try."),
  MADO_NO ("correct", correct, "The card accepts it."),
  MADO_END
};

const MadoDecideField mado_decide_fee_fields[] = {
  MADO_COMMON (MADO_DAY_NEEDED),
  MADO_WORD_NEEDED ("procedure", procedure, mado_decide_procedures, "What is paid for."),
  MADO_TEXT_OF ("waiver", waiver, "none", "Reason for a waiver; one of the profile's list."),
  MADO_NO ("supervisor_signed", supervisor_signed, "A supervisor has signed it."),
  MADO_END
};
/* clang-format on */

/* ---- certificate_text ---- */

static GArray *
choices_of (const GArray *given)
{
  GArray *choices = g_array_new (FALSE, TRUE, sizeof (MadoSubstituteChoice));

  for (guint i = 0; i < given->len; i++)
    {
      const MadoDecideSubstitute *substitute = &g_array_index (given, MadoDecideSubstitute, i);
      MadoSubstituteChoice choice
          = { .position = (guint) substitute->position, .text = substitute->text };

      g_array_append_val (choices, choice);
    }
  return choices;
}

#define SUBSTITUTE_MAX 10 /* characters: the kana of one character */

static const MadoJsonNode *
substitute_node (const MadoAnswer *answer, const char *list, guint i, const char *key)
{
  const MadoJsonNode *given = mado_json_node_get (answer->node, list);

  return mado_json_node_get (g_ptr_array_index (given->children, i), key);
}

static const char *
fault_of_position (const GArray *given, guint i, const MadoCertificateText *text,
                   const char *registered)
{
  const int position = g_array_index (given, MadoDecideSubstitute, i).position;

  for (guint k = 0; k < i; k++)
    if (g_array_index (given, MadoDecideSubstitute, k).position == position)
      return "stands twice";
  if (position > (int) mado_text_length (registered))
    return "the text has no such character";
  for (guint k = 0; k < text->substitutes->len; k++)
    if ((int) ((const MadoSubstitute *) g_ptr_array_index (text->substitutes, k))->position
        == position)
      return NULL;
  return "this character needs no substitute";
}

static const char *
fault_of_text (const char *text)
{
  if (!mado_certificate_text_is_certifiable (text))
    return "the certificate cannot hold it";
  return g_utf8_strlen (text, -1) > SUBSTITUTE_MAX ? "stands for one character: ten at most" : NULL;
}

/* What was chosen and would not be read is refused: the register's own character stands wherever it
 * can (LAW 7 no. 3). */
static gboolean
check_substitutes (const MadoAnswer *answer, const char *list, const GArray *given,
                   const char *registered, const MadoCertificateText *text, GError **error)
{
  for (guint i = 0; i < given->len; i++)
    {
      const char *wrong = fault_of_position (given, i, text, registered);
      const char *key = wrong != NULL ? "position" : "text";
      g_autofree char *at = g_strdup_printf ("%s[%u].%s", list, i, key);

      if (wrong == NULL)
        wrong = fault_of_text (g_array_index (given, MadoDecideSubstitute, i).text);
      if (wrong != NULL)
        return mado_decide_fail (substitute_node (answer, list, i, key), at, MADO_JSON_ERROR_VALUE,
                                 wrong, error);
    }
  return TRUE;
}

/* A line break is no character of a register. */
static gboolean
check_printable (const MadoAnswer *answer, GError **error)
{
  static const char *const keys[] = { "name", "kana", "alias", "address" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const MadoJsonNode *node = mado_json_node_get (answer->node, keys[i]);
      const char *at = node != NULL && node->kind == MADO_JSON_STRING ? node->text : "";

      for (; *at != '\0'; at = mado_text_step (at))
        if (g_unichar_iscntrl (g_utf8_get_char (at)))
          return mado_decide_fail (node, keys[i], MADO_JSON_ERROR_VALUE,
                                   "a control character stands in no register", error);
    }
  return TRUE;
}

static void
say_text (JsonObject *out, const char *key, const char *registered, const MadoCertificateText *text)
{
  static const char *const kinds[] = { "known", "selector", "chosen", "missing" };
  JsonObject *said = json_object_new ();
  JsonArray *substitutes = json_array_new ();

  for (guint i = 0; i < text->substitutes->len; i++)
    {
      const MadoSubstitute *substitute = g_ptr_array_index (text->substitutes, i);
      JsonObject *one = json_object_new ();

      json_object_set_int_member (one, "position", substitute->position);
      json_object_set_string_member (one, "registered", substitute->original);
      json_object_set_string_member (one, "certified", substitute->certified);
      json_object_set_string_member (one, "kind", kinds[substitute->kind]);
      json_array_add_object_element (substitutes, one);
    }
  json_object_set_string_member (said, "registered", registered);
  json_object_set_string_member (said, "text", text->text);
  json_object_set_string_member (said, "flags", text->flags);
  json_object_set_array_member (said, "substitutes", substitutes);
  json_object_set_object_member (out, key, said);
}

static void
say_san (JsonObject *out, const MadoCertificateItems *items)
{
  MadoOtherName names[MADO_OTHER_NAMES];
  JsonArray *san = json_array_new ();

  mado_certificate_items_get_other_names (items, names);
  for (guint i = 0; i < MADO_OTHER_NAMES; i++)
    {
      JsonObject *one = json_object_new ();

      json_object_set_string_member (one, "oid", names[i].oid);
      json_object_set_string_member (one, "value", names[i].value);
      json_array_add_object_element (san, one);
    }
  json_object_set_array_member (out, "subject_alt_name", san);
}

static void
judge_text (MadoAnswer *answer, const MadoFourItems *items, const MadoCertificateItems *certified)
{
  g_autoptr (GError) why = NULL;
  const guint n_missing = certified->name->n_missing + certified->address->n_missing;

  if (!mado_four_items_check (items, &why))
    mado_answer_ground (answer, MADO_VERDICT_REFUSE, "ITEM", why->message,
                        "この項目は証明書に記録できません。", "LAW 7; certificate profile",
                        "法第７条・証明書プロファイル");
  if (n_missing > 0)
    mado_answer_add (answer, MADO_REASON_SUBSTITUTE_MISSING, NULL);
  if (mado_certificate_items_n_substitutes (certified) > 0 && !answer->input->substitutes_consented)
    mado_answer_add (answer, MADO_REASON_SUBSTITUTE_CONSENT, NULL);
  if (answer->verdict == MADO_VERDICT_ACCEPT)
    mado_answer_ground (answer, MADO_VERDICT_ACCEPT, "CERTIFIABLE",
                        "Each character can be written in the certificate.",
                        "証明書に記録できる文字です。", "LAW 7; JIS X 0208, JIS X 0212",
                        "法第７条・証明書プロファイル（ＪＩＳ第１・第２水準、補助漢字）");
}

gboolean
mado_answer_text (MadoAnswer *answer, GError **error)
{
  static const MadoSex digits[] = { MADO_SEX_MALE, MADO_SEX_FEMALE, MADO_SEX_NOT_APPLICABLE };
  const MadoDecideInput *input = answer->input;
  g_autoptr (GArray) name_choices = choices_of (input->name_substitutes);
  g_autoptr (GArray) address_choices = choices_of (input->address_substitutes);
  g_autoptr (MadoFourItems) items = NULL;
  g_autoptr (MadoCertificateItems) certified = NULL;

  if (!mado_wareki_is_valid (&input->birth) || input->birth.era == MADO_ERA_UNKNOWN)
    return mado_decide_fail (mado_json_node_get (answer->node, "birth_date"), "birth_date",
                             MADO_JSON_ERROR_VALUE,
                             "this day belongs to two eras: write the register's", error);
  if (!check_printable (answer, error))
    return FALSE;
  items = mado_four_items_new (input->name, input->kana, input->address, &input->birth,
                               input->sex < 0 ? MADO_SEX_NOT_APPLICABLE : digits[input->sex]);
  certified = mado_certificate_items_new (
      items, (const MadoSubstituteChoice *) (gpointer) name_choices->data, name_choices->len,
      (const MadoSubstituteChoice *) (gpointer) address_choices->data, address_choices->len);
  if (!check_substitutes (answer, "name_substitutes", input->name_substitutes, items->name,
                          certified->name, error)
      || !check_substitutes (answer, "address_substitutes", input->address_substitutes,
                             items->address, certified->address, error))
    return FALSE;
  say_text (answer->out, "name", items->name, certified->name);
  say_text (answer->out, "address", items->address, certified->address);
  json_object_set_string_member (answer->out, "birth_date", certified->birth);
  json_object_set_string_member (answer->out, "sex", certified->sex);
  if (input->alias != NULL)
    {
      g_autofree char *alias = mado_text_normalize_name (input->alias);
      g_autoptr (MadoCertificateText) text = mado_certificate_text_new (alias, NULL, 0);

      say_text (answer->out, "alias", alias, text);
    }
  say_san (answer->out, certified);
  judge_text (answer, items, certified);
  return TRUE;
}

/* ---- password, password_try ---- */

static void
judge_password (MadoAnswer *answer, const guint8 *bytes, gsize n_bytes)
{
  const MadoOfficeProfile *profile = answer->profile;
  const MadoDecideInput *input = answer->input;

  switch (mado_password_rule_check (bytes, n_bytes, profile->password_min, profile->password_max))
    {
    case MADO_PASSWORD_TOO_SHORT:
      mado_answer_add (answer, MADO_REASON_PASSWORD_SHORT, NULL);
      return;
    case MADO_PASSWORD_TOO_LONG:
      mado_answer_add (answer, MADO_REASON_PASSWORD_LONG, NULL);
      return;
    case MADO_PASSWORD_BAD_CHARACTER:
      mado_answer_add (answer, MADO_REASON_PASSWORD_CHARACTER, NULL);
      return;
    case MADO_PASSWORD_OK:
    default:
      break;
    }
  if (profile->password_mixed && !mado_password_rule_is_mixed (bytes, n_bytes))
    mado_answer_add (answer, MADO_REASON_PASSWORD_MIX, NULL);
  if (input->birth.year != 0 && mado_password_rule_is_birth_date (bytes, n_bytes, &input->birth))
    mado_answer_add (answer, MADO_REASON_PASSWORD_BIRTH_DATE, NULL);
  if (input->telephone != NULL
      && mado_password_rule_is_telephone (bytes, n_bytes, input->telephone))
    mado_answer_add (answer, MADO_REASON_PASSWORD_TELEPHONE, NULL);
}

gboolean
mado_answer_password (MadoAnswer *answer, GError **error)
{
  const gsize n_bytes = strlen (answer->input->password);
  guint8 *bytes = (guint8 *) g_strdup (answer->input->password);

  mado_password_rule_fold (bytes, n_bytes);
  json_object_set_boolean_member (answer->out, "folded",
                                  memcmp (bytes, answer->input->password, n_bytes) != 0);
  json_object_set_int_member (answer->out, "characters",
                              g_utf8_strlen (answer->input->password, -1));
  judge_password (answer, bytes, n_bytes);
  explicit_bzero (bytes, n_bytes);
  g_free (bytes);
  if (answer->verdict == MADO_VERDICT_ACCEPT)
    mado_answer_ground (answer, MADO_VERDICT_ACCEPT, "PASSWORD",
                        "Four to sixteen capital letters or digits.",
                        "英大文字又は数字４文字から１６文字です。", "SEED; REG 7(2)",
                        "総務省案内・規則第７条第２項（暗証番号の設定）");
  return TRUE;
}

gboolean
mado_answer_try (MadoAnswer *answer, GError **error)
{
  const MadoDecideInput *input = answer->input;
  const gboolean signature = g_str_equal (password_kinds[input->password_kind], "signature");
  const guint all = signature ? answer->profile->password_tries : answer->profile->card_pin_tries;
  const guint before = input->tries_left < 0 ? all : (guint) input->tries_left;
  const MadoPasswordTry tried = mado_password_rule_try (before, input->correct, all);
  JsonObject *out = answer->out;

  if (before > all)
    return mado_decide_fail (mado_json_node_get (answer->node, "tries_left"), "tries_left",
                             MADO_JSON_ERROR_VALUE, "the card never has so many tries", error);
  json_object_set_boolean_member (out, "sent_to_card", tried.sent);
  json_object_set_int_member (out, "tries_left", tried.tries_left);
  json_object_set_boolean_member (out, "locked", tried.locked);
  json_object_set_boolean_member (out, "certificate_stays_valid", TRUE);
  if (!tried.sent)
    mado_answer_add (answer, MADO_REASON_PASSWORD_IS_LOCKED, NULL);
  else if (tried.locked)
    mado_answer_add (answer, MADO_REASON_LOCKED_NOW, NULL);
  else if (!input->correct)
    mado_answer_add (answer, MADO_REASON_PASSWORD_WRONG, NULL);
  else
    mado_answer_ground (answer, MADO_VERDICT_ACCEPT, "PASSWORD_RIGHT",
                        "The password is right; the count begins anew.",
                        "暗証番号は正しく、残り回数は元に戻ります。", "SEED Q13",
                        "総務省案内Ｑ１３（続けて間違えた回数）");
  return TRUE;
}

/* ---- fee ---- */

gboolean
mado_answer_fee (MadoAnswer *answer, GError **error)
{
  static const char *const texts[][2] = {
    { "The fee is due.", "手数料を納めていただきます。" },
    { "This procedure costs nothing.", "この手続に手数料はかかりません。" },
    { "The launch campaign is free.", "開始時の無料期間です。" },
    { "The fee is waived.", "手数料を免除します。" },
  };
  const MadoDecideInput *input = answer->input;
  const MadoFee fee = mado_fee_ask (answer->profile, (MadoProcedure) input->procedure, &input->date,
                                    input->waiver, input->supervisor_signed);

  json_object_set_string_member (answer->out, "procedure",
                                 mado_decide_procedures[input->procedure]);
  json_object_set_int_member (answer->out, "fee_yen", fee.yen);
  json_object_set_string_member (answer->out, "fee_ground", mado_fee_ground_name (fee.ground));
  json_object_set_string_member (answer->out, "account", answer->profile->fee_account);
  if (fee.ground == MADO_FEE_WAIVER_NOT_LISTED)
    mado_answer_add (answer, MADO_REASON_WAIVER_NOT_LISTED, NULL);
  else if (fee.ground == MADO_FEE_WAIVER_UNSIGNED)
    mado_answer_add (answer, MADO_REASON_SUPERVISOR, "waiver");
  else
    mado_answer_ground (answer, MADO_VERDICT_ACCEPT, "FEE", texts[fee.ground][0],
                        texts[fee.ground][1], "LAW 34(4)(6); office profile",
                        "法第３４条第４項・第６項・窓口設定（手数料）");
  return TRUE;
}
