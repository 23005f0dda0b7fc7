/* The table of cases (decide-cases.json), the examples of docs/decide.md, and that the document
 * says
 * all that can be asked.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "decide-fixture.h"

#define CASES_MIN 150
#define EXAMPLES_MIN 15

/* Returns: (transfer full): the text of a file of the source tree. */
static char *
read_source (const char *path)
{
  g_autofree char *file = g_build_filename (g_getenv ("MADO_SOURCE_DIR"), path, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (file, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_cases (void)
{
  g_autofree char *text = read_source ("tests/rules/decide-cases.json");
  g_autoptr (JsonNode) node = json_of (text);
  g_autoptr (GHashTable) titles = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *cases = json_node_get_array (node);

  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *row = json_array_get_object_element (cases, i);
      const char *title = json_object_get_string_member (row, "title");
      g_autofree char *question = json_to_string (json_object_get_member (row, "question"), FALSE);
      JsonNode *expected = json_object_get_member (row, "expected");

      g_assert_true (g_hash_table_add (titles, (gpointer) (gsize) title));
      g_assert_cmpuint (strlen (json_object_get_string_member (row, "source")), >, 0);
      g_assert_cmpuint (json_object_get_size (json_node_get_object (expected)), >, 0);
      assert_answer (title, question, expected);
    }
  g_assert_cmpuint (g_hash_table_size (titles), >=, CASES_MIN);
}

/* All of the cases at once are one list, answered in order. */
static void
test_list (void)
{
  g_autofree char *text = read_source ("tests/rules/decide-cases.json");
  g_autoptr (JsonNode) node = json_of (text);
  g_autoptr (JsonArray) questions = json_array_new ();
  g_autoptr (JsonNode) list = json_node_alloc (), answers = NULL;
  g_autofree char *question = NULL, *answer = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *cases = json_node_get_array (node);

  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *row = json_array_get_object_element (cases, i);
      JsonObject *one = json_object_get_object_member (row, "question");

      json_object_set_string_member (one, "title", json_object_get_string_member (row, "title"));
      json_array_add_object_element (questions, json_object_ref (one));
    }
  json_node_init_array (list, questions);
  question = json_to_string (list, TRUE);
  answer = decide_text (question, &error);
  g_assert_no_error (error);
  answers = json_of (answer);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (answers)), ==,
                    json_array_get_length (cases));
  for (guint i = 0; i < json_array_get_length (cases); i++)
    g_assert_cmpstr (
        json_object_get_string_member (
            json_array_get_object_element (json_node_get_array (answers), i), "title"),
        ==, json_object_get_string_member (json_array_get_object_element (cases, i), "title"));
}

/* Returns: (transfer full) (nullable): the next fence of that kind, @text behind it. */
static char *
next_fence (const char **text, const char *kind)
{
  g_autofree char *opening = g_strdup_printf ("```json %s\n", kind);
  const char *start = strstr (*text, opening), *end;

  if (start == NULL)
    return NULL;
  start += strlen (opening);
  end = strstr (start, "\n```");
  g_assert_nonnull (end);
  *text = end;
  return g_strndup (start, (gsize) (end - start));
}

static void
test_examples (void)
{
  g_autofree char *document = read_source ("docs/decide.md");
  const char *at = document;
  guint n_examples = 0;

  for (;; n_examples++)
    {
      g_autofree char *question = next_fence (&at, "question");
      g_autofree char *expected = question != NULL ? next_fence (&at, "answer") : NULL;
      g_autoptr (JsonNode) node = NULL;

      if (question == NULL)
        break;
      g_assert_nonnull (expected);
      node = json_of (expected);
      assert_answer ("docs/decide.md", question, node);
    }
  g_assert_cmpuint (n_examples, >=, EXAMPLES_MIN);
}

/* Each row that the program would print stands in the document. */
static void
assert_rows (const char *document, const char *rows)
{
  g_auto (GStrv) lines = g_strsplit (rows, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (strstr (document, lines[i]) == NULL)
      g_error ("docs/decide.md lacks: %s", lines[i]);
}

static void
test_document (void)
{
  g_autofree char *document = read_source ("docs/decide.md");
  g_autoptr (MadoOfficeProfile) profile = make_profile (NULL);
  g_autofree char *fields = mado_decide_describe ();
  g_autofree char *reasons = mado_decide_describe_reasons (profile);
  GPtrArray *papers = mado_evidence_table_get_documents (profile->evidence);

  assert_rows (document, fields);
  assert_rows (document, reasons);
  g_assert_null (strchr (reasons, '{')); /* every number is filled in */
  for (guint i = 0; i < papers->len; i++)
    {
      const MadoIdDocument *paper = g_ptr_array_index (papers, i);
      g_autofree char *row
          = g_strdup_printf ("| `%s` | %s | %s | %c | %c |", paper->code, paper->name_ja,
                             paper->name, paper->class_of[0], paper->class_of[1]);

      assert_rows (document, row);
    }
}

/* Each word that the document lists as missing can be missing, and the other way round. */
static void
test_missing_words (void)
{
  g_autofree char *document = read_source ("docs/decide.md");
  const char *words = strstr (document, "Words of `missing`:");
  g_autofree char *listed = NULL;

  g_assert_nonnull (words);
  listed = g_strndup (words, (gsize) (strstr (words, "\n\n") - words));
  for (guint i = 0; i < MADO_N_REASONS; i++)
    {
      const char *paper = mado_reason_get ((MadoReason) i)->paper;
      g_autofree char *word = paper != NULL ? g_strdup_printf ("`%s`", paper) : NULL;

      if (word != NULL && strstr (listed, word) == NULL)
        g_error ("docs/decide.md lacks the word %s", word);
    }
}

/* The Japanese sentences of the reasons are those of the screens. */
static void
test_translations (void)
{
  g_autofree char *catalogue = read_source ("po/ja.po");

  for (guint i = 0; i < MADO_N_REASONS; i++)
    {
      const MadoReasonRow *row = mado_reason_get ((MadoReason) i);
      g_autofree char *sentence
          = g_strdup_printf ("msgid \"%s\"\nmsgstr \"%s\"", row->sentence, row->sentence_ja);
      g_autofree char *bring
          = g_strdup_printf ("msgid \"%s\"\nmsgstr \"%s\"", row->bring, row->bring_ja);
      g_autofree char *flat = NULL;
      g_auto (GStrv) parts = g_strsplit (catalogue, "\"\n\"", -1); /* long ones are broken */

      flat = g_strjoinv ("", parts);
      g_assert_cmpint (row->bring == NULL, ==, row->bring_ja == NULL);
      if (strstr (flat, sentence) == NULL)
        g_error ("%s: the catalogue says otherwise", row->code);
      if (row->bring != NULL && strstr (flat, bring) == NULL)
        g_error ("%s: the catalogue says otherwise of what to bring", row->code);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decide/cases", test_cases);
  g_test_add_func ("/decide/list", test_list);
  g_test_add_func ("/decide/examples", test_examples);
  g_test_add_func ("/decide/document", test_document);
  g_test_add_func ("/decide/missing-words", test_missing_words);
  g_test_add_func ("/decide/translations", test_translations);
  return g_test_run ();
}
