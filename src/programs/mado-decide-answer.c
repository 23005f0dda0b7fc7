/* What every answer says: the verdict, its reasons with their sources, what is missing.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-decide-input.h"
#include "mado-profile-words.h"
#include "mado-reason-article.h"

#define ISO_LENGTH 11 /* bytes, with the end mark */

/* Both languages, with the office's numbers. */
static void
set_two (MadoAnswer *self, JsonObject *out, const char *key, const char *en, const char *ja)
{
  JsonObject *two = json_object_new ();
  g_autofree char *filled = mado_profile_words_fill (self->profile, 0, en);
  g_autofree char *filled_ja = mado_profile_words_fill (self->profile, 0, ja);

  json_object_set_string_member (two, "en", filled);
  json_object_set_string_member (two, "ja", filled_ja);
  json_object_set_object_member (out, key, two);
}

void
mado_answer_date (JsonObject *out, const char *key, const GDate *date)
{
  char iso[ISO_LENGTH];

  if (!g_date_valid (date))
    {
      json_object_set_null_member (out, key);
      return;
    }
  g_date_strftime (iso, sizeof iso, "%Y-%m-%d", date);
  json_object_set_string_member (out, key, iso);
}

void
mado_answer_ground (MadoAnswer *self, MadoVerdict verdict, const char *code, const char *text,
                    const char *text_ja, const char *source, const char *source_ja)
{
  JsonObject *reason = json_object_new ();

  json_object_set_string_member (reason, "code", code);
  json_object_set_string_member (reason, "answer", mado_verdict_name (verdict));
  set_two (self, reason, "text", text, text_ja);
  json_object_set_string_member (reason, "source", source);
  json_object_set_string_member (reason, "source_ja", source_ja);
  json_array_add_object_element (self->reasons, reason);
  self->verdict = MAX (self->verdict, verdict);
}

static gboolean
is_listed (JsonArray *missing, const char *paper)
{
  for (guint i = 0; i < json_array_get_length (missing); i++)
    if (g_str_equal (
            json_object_get_string_member (json_array_get_object_element (missing, i), "paper"),
            paper))
      return TRUE;
  return FALSE;
}

void
mado_answer_list_missing (MadoAnswer *self, MadoReason reason)
{
  const MadoReasonRow *row = mado_reason_get (reason);
  JsonObject *missing;

  if (row->verdict == MADO_VERDICT_ACCEPT || row->paper == NULL
      || is_listed (self->missing, row->paper))
    return;
  missing = json_object_new ();
  json_object_set_string_member (missing, "paper", row->paper);
  if (row->bring != NULL)
    set_two (self, missing, "text", row->bring, row->bring_ja);
  else
    set_two (self, missing, "text", row->sentence, row->sentence_ja);
  json_array_add_object_element (self->missing, missing);
}

/* A letter is judged as the procedure that it serves. */
static MadoProcedure
procedure_of (const MadoDecideInput *input)
{
  const gboolean of_letter
      = input->procedure == MADO_PROCEDURE_INQUIRY || g_strcmp0 (input->question, "inquiry") == 0;

  return (MadoProcedure) (of_letter && input->purpose >= 0 ? input->purpose : input->procedure);
}

void
mado_answer_add (MadoAnswer *self, MadoReason reason, const char *detail)
{
  const MadoReasonRow *row = mado_reason_get (reason);
  const MadoReasonArticle article = mado_reason_article (reason, procedure_of (self->input));
  JsonObject *added;

  mado_answer_ground (self, row->verdict, row->code, row->sentence, row->sentence_ja,
                      article.article, article.article_ja);
  added = json_array_get_object_element (self->reasons, json_array_get_length (self->reasons) - 1);
  if (row->bring != NULL)
    set_two (self, added, "bring", row->bring, row->bring_ja);
  if (detail != NULL)
    json_object_set_string_member (added, "detail", detail);
  mado_answer_list_missing (self, reason);
}

void
mado_answer_decision (MadoAnswer *self, const MadoDecision *decision)
{
  for (guint i = 0; i < decision->findings->len; i++)
    {
      const MadoFinding *finding = g_ptr_array_index (decision->findings, i);

      mado_answer_add (self, finding->reason, finding->detail);
    }
}
