/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-decide.h"
#include "mado-decide-input.h"
#include "mado-profile-words.h"
#include "mado-profiles-resource.h"

#include <string.h>

#define SOURCES_MAX 16
#define SHIPPED "/jp/madoguchi/profiles/juki.ini"

static const struct
{
  const char *name;
  const MadoDecideField *fields;
  MadoAnswerFunc answer;
  const char *help;
} questions[] = {
  { "apply", mado_decide_apply_fields, mado_answer_apply,
    "May this person apply today, and with which papers?" },
  { "renewal", mado_decide_renewal_fields, mado_answer_renewal,
    "May the certificate be renewed today, and what is lost by it?" },
  { "renewal_resume", mado_decide_resume_fields, mado_answer_resume,
    "May a renewal be finished whose old certificate was revoked and whose new one was not "
    "issued?" },
  { "period", mado_decide_period_fields, mado_answer_period,
    "From when to when is a certificate valid, renewable, its papers kept?" },
  { "card_period", mado_decide_card_period_fields, mado_answer_card_period,
    "Until when is the card itself valid, and from when may it be renewed?" },
  { "retention", mado_decide_retention_fields, mado_answer_retention,
    "Until when is a paper kept?" },
  { "disclosure", mado_decide_disclosure_fields, mado_answer_disclosure,
    "Until when is a request for disclosure answered?" },
  { "register_event", mado_decide_event_fields, mado_answer_event,
    "What does a change in the register, or the card's fate, do to certificate and card?" },
  { "revocation", mado_decide_revocation_fields, mado_answer_revocation,
    "What does a revocation need: form, papers, card, reason code?" },
  { "inquiry", mado_decide_inquiry_fields, mado_answer_inquiry,
    "May this step be taken with an inquiry letter?" },
  { "certificate_text", mado_decide_text_fields, mado_answer_text,
    "How do name, address and birth date stand in the certificate?" },
  { "password", mado_decide_password_fields, mado_answer_password, "Is this password acceptable?" },
  { "password_try", mado_decide_try_fields, mado_answer_try,
    "What does a try of the password do?" },
  { "fee", mado_decide_fee_fields, mado_answer_fee, "What does a procedure cost?" },
  { "hours", mado_decide_hours_fields, mado_answer_hours,
    "Do counter and authority work at this time?" },
  { "age", mado_decide_age_fields, mado_answer_age,
    "How old is a person as the law counts, and who applies?" },
  { "document", mado_decide_document_fields, mado_answer_document,
    "Does this identity document count, and as what?" },
  { "paper_date", mado_decide_paper_date_fields, mado_answer_paper_date,
    "Is this seal certificate or family register recent enough?" },
};

/* What the questions of one text share. */
typedef struct
{
  const MadoProfileSource *sources;
  gsize n_sources;
  const MadoOfficeProfile *profile; /* of the sources alone */
} World;

/* ---- The profile, with what a question changes in it ---- */

static gboolean
write_value (const MadoJsonNode *value, const char *place, GString *text, GError **error)
{
  switch (value->kind)
    {
    case MADO_JSON_BOOLEAN:
      g_string_append_printf (text, "%s = %s\n", value->key, value->truth ? "yes" : "no");
      return TRUE;
    case MADO_JSON_NULL:
      g_string_append_printf (text, "%s =\n", value->key);
      return TRUE;
    case MADO_JSON_NUMBER:
    case MADO_JSON_STRING:
      if (strpbrk (value->text, "\r\n") != NULL)
        return mado_decide_fail (value, place, MADO_JSON_ERROR_VALUE,
                                 "a profile's value is one line", error);
      g_string_append_printf (text, "%s = %s\n", value->key, value->text);
      return TRUE;
    case MADO_JSON_ARRAY:
    case MADO_JSON_OBJECT:
    default:
      return mado_decide_fail (value, place, MADO_JSON_ERROR_VALUE,
                               "text, number, true or false are expected", error);
    }
}

static gboolean
write_section (const MadoJsonNode *section, const char *place, GString *text, GError **error)
{
  g_autofree char *at = g_strdup_printf ("%s.%s", place, section->key);

  if (section->kind != MADO_JSON_OBJECT || strpbrk (section->key, "\r\n]") != NULL)
    return mado_decide_fail (section, at, MADO_JSON_ERROR_VALUE,
                             "a section of the profile is an object", error);
  g_string_append_printf (text, "[%s]\n", section->key);
  for (guint i = 0; i < section->children->len; i++)
    {
      const MadoJsonNode *value = g_ptr_array_index (section->children, i);
      g_autofree char *deeper = g_strdup_printf ("%s.%s", at, value->key);

      if (strpbrk (value->key, "\r\n=[#;") != NULL)
        return mado_decide_fail (value, deeper, MADO_JSON_ERROR_KEY, "the profile has no such key",
                                 error);
      if (!write_value (value, deeper, text, error))
        return FALSE;
    }
  return TRUE;
}

static char *
overrides_as_text (const MadoJsonNode *overrides, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (overrides->kind != MADO_JSON_OBJECT)
    {
      mado_decide_fail (overrides, "profile", MADO_JSON_ERROR_VALUE, "an object is expected",
                        error);
      return NULL;
    }
  for (guint i = 0; i < overrides->children->len; i++)
    if (!write_section (g_ptr_array_index (overrides->children, i), "profile", text, error))
      return NULL;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A wrong override is the question's fault: the profile itself was read before. */
static MadoOfficeProfile *
override_profile (const MadoJsonNode *overrides, const World *world, GError **error)
{
  MadoProfileSource all[SOURCES_MAX];
  g_autofree char *text = overrides_as_text (overrides, error);
  g_autoptr (GError) cause = NULL;
  MadoOfficeProfile *profile;
  const char *why;

  g_return_val_if_fail (world->n_sources < SOURCES_MAX, NULL);
  if (text == NULL)
    return NULL;
  memcpy (all, world->sources, world->n_sources * sizeof *all);
  all[world->n_sources] = (MadoProfileSource){ .file = "profile", .text = text };
  profile = mado_office_profile_new (all, world->n_sources + 1, NULL, &cause);
  if (profile != NULL)
    return profile;
  why = strstr (cause->message, ": "); /* behind the line of a made-up file */
  mado_decide_fail (overrides, "profile", MADO_JSON_ERROR_VALUE,
                    why != NULL ? why + 2 : cause->message, error);
  return NULL;
}

/* ---- One question ---- */

static gsize
find_question (const MadoJsonNode *node)
{
  const MadoJsonNode *asked = mado_json_node_get (node, "question");
  gsize i = 0;

  if (asked == NULL)
    return 0;
  while (i < G_N_ELEMENTS (questions)
         && (asked->kind != MADO_JSON_STRING || !g_str_equal (questions[i].name, asked->text)))
    i++;
  return i;
}

static gboolean
fail_question (const MadoJsonNode *node, const char *place, GError **error)
{
  g_autoptr (GString) why = g_string_new ("one of ");

  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    g_string_append_printf (why, "%s%s", i > 0 ? ", " : "", questions[i].name);
  g_string_append (why, " is expected");
  return mado_decide_fail (mado_json_node_get (node, "question"), place, MADO_JSON_ERROR_VALUE,
                           why->str, error);
}

static JsonObject *
begin_answer (MadoAnswer *answer, const char *question)
{
  JsonObject *out = json_object_new ();

  json_object_set_string_member (out, "question", question);
  if (answer->input->title != NULL)
    json_object_set_string_member (out, "title", answer->input->title);
  json_object_set_string_member (out, "answer", ""); /* its place; the word comes last */
  if (g_date_valid (&answer->input->date))
    mado_answer_date (out, "date", &answer->input->date);
  answer->reasons = json_array_new ();
  answer->missing = json_array_new ();
  answer->out = out;
  return out;
}

static void
end_answer (MadoAnswer *answer)
{
  json_object_set_string_member (answer->out, "answer", mado_verdict_name (answer->verdict));
  json_object_set_array_member (answer->out, "missing", answer->missing);
  json_object_set_array_member (answer->out, "reasons", answer->reasons);
}

static JsonObject *
answer_one (const MadoJsonNode *node, const char *place, const World *world, GError **error)
{
  g_auto (MadoDecideInput) input;
  g_autoptr (MadoOfficeProfile) own = NULL;
  g_autoptr (JsonObject) out = NULL;
  MadoAnswer answer = { .profile = world->profile, .input = &input, .node = node };
  const gsize i = node->kind == MADO_JSON_OBJECT ? find_question (node) : 0;
  gboolean held;

  mado_decide_input_init (&input);
  if (i == G_N_ELEMENTS (questions))
    {
      fail_question (node, "question", error);
      return NULL;
    }
  if (!mado_decide_fields_read (questions[i].fields, node, place, &input, error))
    return NULL;
  if (input.overrides != NULL)
    {
      own = override_profile (input.overrides, world, error);
      if (own == NULL)
        return NULL;
      answer.profile = own;
    }
  if (!mado_decide_check_order (&answer, place, error))
    return NULL;
  out = begin_answer (&answer, questions[i].name);
  held = questions[i].answer (&answer, error);
  end_answer (&answer);
  return held ? g_steal_pointer (&out) : NULL;
}

static JsonNode *
answer_list (const MadoJsonNode *asked, const World *world, GError **error)
{
  g_autoptr (JsonArray) answers = json_array_new ();

  for (guint i = 0; i < asked->children->len; i++)
    {
      g_autofree char *place = g_strdup_printf ("[%u]", i);
      JsonObject *one = answer_one (g_ptr_array_index (asked->children, i), place, world, error);

      if (one == NULL)
        return NULL;
      json_array_add_object_element (answers, one);
    }
  return json_node_init_array (json_node_alloc (), answers);
}

static JsonNode *
answer_all (const MadoJsonNode *asked, const World *world, GError **error)
{
  g_autoptr (JsonObject) one = NULL;

  if (asked->kind == MADO_JSON_ARRAY)
    return answer_list (asked, world, error);
  one = answer_one (asked, "", world, error);
  return one != NULL ? json_node_init_object (json_node_alloc (), one) : NULL;
}

char *
mado_decide_text (const MadoProfileSource *sources, gsize n_sources, const char *text, gsize n_text,
                  GError **error)
{
  g_autoptr (MadoJsonNode) asked = mado_json_text_parse (text, n_text, error);
  g_autoptr (MadoOfficeProfile) profile
      = asked != NULL ? mado_office_profile_new (sources, n_sources, NULL, error) : NULL;
  const World world = { sources, n_sources, profile };
  g_autoptr (JsonNode) answer = profile != NULL ? answer_all (asked, &world, error) : NULL;
  g_autofree char *json = answer != NULL ? json_to_string (answer, TRUE) : NULL;

  return json != NULL ? g_strconcat (json, "\n", NULL) : NULL;
}

char *
mado_decide_shipped_profile (void)
{
  g_autoptr (GBytes) shipped = NULL;

  mado_profiles_register_resource ();
  shipped = g_resource_lookup_data (mado_profiles_get_resource (), SHIPPED,
                                    G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_return_val_if_fail (shipped != NULL, NULL);
  return g_strndup (g_bytes_get_data (shipped, NULL), g_bytes_get_size (shipped));
}

/* ---- For docs/decide.md ---- */

static const MadoDecideField common_fields[] = { MADO_COMMON (MADO_DAY), MADO_END };

static void
describe_table (GString *text, const char *title, const char *help, const MadoDecideField *fields,
                const MadoDecideField *known)
{
  g_string_append_printf (text, "%s### %s\n\n%s\n\n", text->len > 0 ? "\n" : "", title, help);
  g_string_append (text, "| key | type | default | meaning |\n|---|---|---|---|\n");
  mado_decide_fields_describe (fields, known, "", text);
}

char *
mado_decide_describe (void)
{
  GString *text = g_string_new (NULL);

  describe_table (text, "every question", "The keys that each question may have.", common_fields,
                  NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autofree char *title = g_strdup_printf ("`%s`", questions[i].name);

      describe_table (text, title, questions[i].help, questions[i].fields, common_fields);
    }
  describe_table (text, "paper", "One identity document on the counter.", mado_decide_paper_fields,
                  NULL);
  describe_table (text, "substitute", "One character of a name or an address.",
                  mado_decide_substitute_fields, NULL);
  return g_string_free (text, FALSE);
}

char *
mado_decide_describe_reasons (const MadoOfficeProfile *profile)
{
  GString *text = g_string_new ("| code | answer | source | sentence |\n|---|---|---|---|\n");

  for (guint i = 0; i < MADO_N_REASONS; i++)
    {
      const MadoReasonRow *row = mado_reason_get ((MadoReason) i);
      g_autofree char *sentence = mado_profile_words_fill (profile, 0, row->sentence);

      g_string_append_printf (text, "| `%s` | %s | %s | %s |\n", row->code,
                              mado_verdict_name (row->verdict), row->article, sentence);
    }
  return g_string_free (text, FALSE);
}
