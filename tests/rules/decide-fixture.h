/* decide-fixture.h - asks the rules as madoguchictl decide does, and compares answers
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <string.h>

#include "mado-decide.h"
#include "profile-fixture.h"

/* Returns: (transfer full) (nullable): the answer under the shipped profile. */
static inline char *
decide_text (const char *question, GError **error)
{
  g_autofree char *base = read_profile_text ("juki.ini");
  const MadoProfileSource source = { "juki.ini", base };

  return mado_decide_text (&source, 1, question, strlen (question), error);
}

/* Returns: (transfer full): JSON that must be there. */
static inline JsonNode *
json_of (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
  return node;
}

/* Returns: (transfer full): the named member of each object of @array. */
static inline JsonNode *
pluck (JsonArray *array, const char *key)
{
  JsonArray *found = json_array_new ();
  JsonNode *node = json_node_init_array (json_node_alloc (), found);

  for (guint i = 0; i < json_array_get_length (array); i++)
    json_array_add_string_element (
        found, json_object_get_string_member (json_array_get_object_element (array, i), key));
  json_array_unref (found);
  return node;
}

static inline gboolean holds (JsonNode *expected, JsonNode *found);

static inline gboolean
array_holds (JsonArray *expected, JsonArray *found)
{
  if (json_array_get_length (expected) != json_array_get_length (found))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (expected); i++)
    if (!holds (json_array_get_element (expected, i), json_array_get_element (found, i)))
      return FALSE;
  return TRUE;
}

/* In the table of cases "codes" stands for the codes of the reasons in order, a "missing" of
 * strings for the names of the papers. */
static inline gboolean
member_holds (JsonObject *answer, const char *key, JsonNode *expected)
{
  g_autoptr (JsonNode) plucked = NULL;

  if (g_str_equal (key, "codes"))
    plucked = pluck (json_object_get_array_member (answer, "reasons"), "code");
  else if (g_str_equal (key, "missing")
           && (json_array_get_length (json_node_get_array (expected)) == 0
               || JSON_NODE_HOLDS_VALUE (
                   json_array_get_element (json_node_get_array (expected), 0))))
    plucked = pluck (json_object_get_array_member (answer, "missing"), "paper");
  if (plucked != NULL)
    return json_node_equal (plucked, expected);
  return json_object_has_member (answer, key)
         && holds (expected, json_object_get_member (answer, key));
}

/* Every member of an expected object is found; lists are as long; everything else is equal. */
static inline gboolean
holds (JsonNode *expected, JsonNode *found)
{
  g_autoptr (GList) keys = NULL;

  if (JSON_NODE_HOLDS_ARRAY (expected) && JSON_NODE_HOLDS_ARRAY (found))
    return array_holds (json_node_get_array (expected), json_node_get_array (found));
  if (!JSON_NODE_HOLDS_OBJECT (expected))
    return json_node_equal (expected, found);
  if (!JSON_NODE_HOLDS_OBJECT (found))
    return FALSE;
  keys = json_object_get_members (json_node_get_object (expected));
  for (GList *key = keys; key != NULL; key = key->next)
    if (!member_holds (json_node_get_object (found), key->data,
                       json_object_get_member (json_node_get_object (expected), key->data)))
      return FALSE;
  return TRUE;
}

static inline void
assert_answer (const char *title, const char *question, JsonNode *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = decide_text (question, &error);
  g_autoptr (JsonNode) answer = NULL;

  g_assert_no_error (error);
  answer = json_of (text);
  if (!holds (expected, answer))
    {
      g_autofree char *wanted = json_to_string (expected, FALSE);

      g_error ("%s\n%s\nexpected %s\nfound %s", title, question, wanted, text);
    }
}
