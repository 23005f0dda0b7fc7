/* Any bytes as a question about the rules: refused with a place, or answered with one of the four
 * words, and nobody is accepted whom nothing identifies.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"
#include "mado-decide.h"

#include <json-glib/json-glib.h>

static void
check_answer (JsonObject *answer)
{
  const char *word = json_object_get_string_member (answer, "answer");
  gboolean of_papers
      = json_object_has_member (answer, "identified_by")
        && g_strcmp0 (json_object_get_string_member (answer, "procedure"), "inquiry") != 0;

  g_assert_true (g_str_equal (word, "accept") || g_str_equal (word, "refuse")
                 || g_str_equal (word, "inquiry") || g_str_equal (word, "needs"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (answer, "reasons")), >, 0);
  if (of_papers && g_str_equal (word, "accept"))
    g_assert_cmpuint (
        json_array_get_length (json_object_get_array_member (answer, "identified_by")), >, 0);
}

static void
check_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);

  g_assert_no_error (error);
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      check_answer (json_node_get_object (node));
      return;
    }
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    check_answer (json_array_get_object_element (json_node_get_array (node), i));
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize n_bytes)
{
  static char *shipped; /* read once: it never changes */
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;
  MadoProfileSource source = { .file = "juki.ini" };

  if (shipped == NULL)
    shipped = mado_decide_shipped_profile ();
  source.text = shipped;
  answer = mado_decide_text (&source, 1, (const char *) bytes, n_bytes, &error);
  g_assert_true ((answer == NULL) == (error != NULL));
  if (answer != NULL)
    check_text (answer);
  else
    g_assert_true (g_str_has_prefix (error->message, "line "));
  return 0;
}
