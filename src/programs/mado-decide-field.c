/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-decide-field.h"
#include "mado-profile-value.h"

#include <string.h>

#define YEAR_MIN 1873 /* of MadoWareki: the Gregorian calendar's first year in Japan */
#define YEAR_MAX 2099

gboolean
mado_decide_fail (const MadoJsonNode *node, const char *place, MadoJsonError code, const char *why,
                  GError **error)
{
  gboolean placed = place != NULL && *place != '\0';

  g_set_error (error, MADO_JSON_ERROR, (int) code, "line %u, column %u: %s%s%s", node->line,
               node->column, placed ? place : "", placed ? ": " : "", why);
  return FALSE;
}

static gboolean
fail_value (const MadoJsonNode *node, const char *place, GError **error, const char *expected)
{
  g_autofree char *found
      = node->text != NULL ? g_strdup_printf ("%s is expected, not \"%s\"", expected, node->text)
                           : g_strdup_printf ("%s is expected, not %s", expected,
                                              mado_json_kind_name (node->kind));

  return mado_decide_fail (node, place, MADO_JSON_ERROR_VALUE, found, error);
}

/* Any way that people write a day; a Gregorian one needs no era. */
static gboolean
read_day (const char *text, GDate *date)
{
  MadoWareki wareki;

  if (mado_profile_date (text, date))
    return g_date_get_year (date) >= YEAR_MIN && g_date_get_year (date) <= YEAR_MAX;
  if (!mado_wareki_parse (text, &wareki, NULL))
    return FALSE;
  mado_wareki_to_date (&wareki, date);
  return TRUE;
}

static gboolean
read_date (const MadoJsonNode *node, const char *place, GDate *date, GError **error)
{
  return (node->kind == MADO_JSON_STRING && read_day (node->text, date))
         || fail_value (node, place, error,
                        "a day like 2013-04-12 or 平成25年4月12日, 1873 to 2099,");
}

/* On the two days that belong to two eras a Gregorian date stays without one. */
static gboolean
read_birth (const MadoJsonNode *node, const char *place, MadoWareki *birth, GError **error)
{
  g_autoptr (GError) why = NULL;
  GDate date;

  if (node->kind != MADO_JSON_STRING)
    return fail_value (node, place, error, "a day like 1980-02-17 or 昭和55年2月17日");
  if (mado_wareki_parse (node->text, birth, &why))
    return TRUE;
  if (!g_error_matches (why, MADO_WAREKI_ERROR, MADO_WAREKI_ERROR_CHOOSE_ERA)
      || !mado_profile_date (node->text, &date))
    return fail_value (node, place, error, "a day like 1980-02-17 or 昭和55年2月17日");
  *birth = (MadoWareki){ .year = g_date_get_year (&date),
                         .month = (guint8) g_date_get_month (&date),
                         .day = g_date_get_day (&date) };
  return TRUE;
}

static gboolean
read_time (const MadoJsonNode *node, const char *place, int *minutes, GError **error)
{
  guint64 hour = 0, minute = 0;
  g_auto (GStrv) parts = g_strsplit (node->kind == MADO_JSON_STRING ? node->text : "", ":", -1);

  if (g_strv_length (parts) != 2 || strlen (parts[0]) > 2 || strlen (parts[1]) != 2
      || !g_ascii_string_to_unsigned (parts[0], 10, 0, 23, &hour, NULL)
      || !g_ascii_string_to_unsigned (parts[1], 10, 0, 59, &minute, NULL))
    return fail_value (node, place, error, "a time like \"10:00\"");
  *minutes = (int) (hour * 60 + minute);
  return TRUE;
}

static gboolean
read_count (const MadoDecideField *field, const MadoJsonNode *node, const char *place, int *count,
            GError **error)
{
  g_autofree char *expected
      = g_strdup_printf ("a whole number from %d to %d", field->min, field->max);
  gint64 value;

  if (node->kind != MADO_JSON_NUMBER
      || !g_ascii_string_to_signed (node->text, 10, field->min, field->max, &value, NULL))
    return fail_value (node, place, error, expected);
  *count = (int) value;
  return TRUE;
}

static char *
join_choices (const char *const *choices, const char *between)
{
  GString *text = g_string_new (choices[0]);

  for (guint i = 1; choices[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", between, choices[i]);
  return g_string_free (text, FALSE);
}

static gboolean
read_choice (const MadoDecideField *field, const MadoJsonNode *node, const char *place, int *choice,
             GError **error)
{
  g_autofree char *words = join_choices (field->choices, ", ");
  g_autofree char *expected = g_strdup_printf ("one of %s", words);

  for (int i = 0; node->kind == MADO_JSON_STRING && field->choices[i] != NULL; i++)
    if (g_str_equal (field->choices[i], node->text))
      {
        *choice = i;
        return TRUE;
      }
  return fail_value (node, place, error, expected);
}

/* A struct of its own; "B01" is short for { "code": "B01" }. */
static gboolean
read_element (const MadoDecideField *field, const MadoJsonNode *node, const char *place,
              gpointer element, GError **error)
{
  if (node->kind != MADO_JSON_STRING || field->fields[0].type != MADO_FIELD_STRING)
    return mado_decide_fields_read (field->fields, node, place, element, error);
  *(const char **) (gpointer) ((char *) element + field->fields[0].offset) = node->text;
  return TRUE;
}

static gboolean
read_list (const MadoDecideField *field, const MadoJsonNode *node, const char *place, GArray *list,
           GError **error)
{
  if (node->kind != MADO_JSON_ARRAY)
    return fail_value (node, place, error, "a list");
  for (guint i = 0; i < node->children->len; i++)
    {
      const MadoJsonNode *child = g_ptr_array_index (node->children, i);
      g_autofree char *at = g_strdup_printf ("%s[%u]", place, i);

      g_array_set_size (list, i + 1);
      memset (list->data + i * field->size, 0, field->size);
      if (field->init != NULL)
        field->init (list->data + i * field->size);
      if (!read_element (field, child, at, list->data + i * field->size, error))
        return FALSE;
    }
  return TRUE;
}

/* An object that has a place of its own says by being there that the thing is there; true and false
 * say it in short. */
static gboolean
read_object (const MadoDecideField *field, const MadoJsonNode *node, const char *place,
             gpointer into, GError **error)
{
  gboolean *there = (gboolean *) (gpointer) ((char *) into + field->offset);

  if (field->size > 0)
    return read_element (field, node, place, (char *) into + field->offset, error);
  if (field->offset == 0)
    return mado_decide_fields_read (field->fields, node, place, into, error);
  *there = node->kind == MADO_JSON_OBJECT || (node->kind == MADO_JSON_BOOLEAN && node->truth);
  if (node->kind == MADO_JSON_BOOLEAN)
    return TRUE;
  return mado_decide_fields_read (field->fields, node, place, into, error);
}

/* null says "not given" where nothing is the default; a number, a time, true and false have none.
 */
static gboolean
may_be_null (const MadoDecideField *field)
{
  return !field->needed && field->type != MADO_FIELD_BOOLEAN && field->type != MADO_FIELD_COUNT
         && field->type != MADO_FIELD_TIME;
}

static gboolean
read_field (const MadoDecideField *field, const MadoJsonNode *node, const char *place,
            gpointer into, GError **error)
{
  gpointer at = (char *) into + field->offset;

  if (node->kind == MADO_JSON_NULL && may_be_null (field))
    return TRUE;

  switch (field->type)
    {
    case MADO_FIELD_BOOLEAN:
      if (node->kind != MADO_JSON_BOOLEAN)
        return fail_value (node, place, error, "true or false");
      *(gboolean *) at = node->truth;
      return TRUE;
    case MADO_FIELD_DATE:
      return read_date (node, place, at, error);
    case MADO_FIELD_BIRTH:
      return read_birth (node, place, at, error);
    case MADO_FIELD_TIME:
      return read_time (node, place, at, error);
    case MADO_FIELD_COUNT:
      return read_count (field, node, place, at, error);
    case MADO_FIELD_CHOICE:
      return read_choice (field, node, place, at, error);
    case MADO_FIELD_STRING:
      if (node->kind != MADO_JSON_STRING)
        return fail_value (node, place, error, "a string");
      *(const char **) at = node->text;
      return TRUE;
    case MADO_FIELD_OBJECT:
      return read_object (field, node, place, into, error);
    case MADO_FIELD_LIST:
      return read_list (field, node, place, *(GArray **) at, error);
    case MADO_FIELD_FREE:
      *(const MadoJsonNode **) at = node;
      return TRUE;
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
check_needed (const MadoDecideField *fields, const MadoJsonNode *node, const char *place,
              GError **error)
{
  for (; fields->key != NULL; fields++)
    {
      g_autofree char *why = g_strdup_printf ("the key \"%s\" is missing", fields->key);

      if (fields->needed && mado_json_node_get (node, fields->key) == NULL)
        return mado_decide_fail (node, place, MADO_JSON_ERROR_KEY, why, error);
    }
  return TRUE;
}

static gboolean
read_member (const MadoDecideField *fields, const MadoJsonNode *member, const char *place,
             gpointer into, GError **error)
{
  g_autofree char *at
      = *place != '\0' ? g_strdup_printf ("%s.%s", place, member->key) : g_strdup (member->key);

  for (const MadoDecideField *field = fields; field->key != NULL; field++)
    if (g_str_equal (field->key, member->key))
      return read_field (field, member, at, into, error);
  return mado_decide_fail (member, at, MADO_JSON_ERROR_KEY, "no question has such a key here",
                           error);
}

gboolean
mado_decide_fields_read (const MadoDecideField *fields, const MadoJsonNode *node, const char *place,
                         gpointer into, GError **error)
{
  if (node->kind != MADO_JSON_OBJECT)
    return fail_value (node, place, error, "an object");
  for (guint i = 0; i < node->children->len; i++)
    if (!read_member (fields, g_ptr_array_index (node->children, i), place, into, error))
      return FALSE;
  return check_needed (fields, node, place, error);
}

/* ---- For docs/decide.md ---- */

static char *
describe_type (const MadoDecideField *field)
{
  static const char *const names[] = {
    [MADO_FIELD_BOOLEAN] = "true, false",
    [MADO_FIELD_DATE] = "day",
    [MADO_FIELD_BIRTH] = "day",
    [MADO_FIELD_TIME] = "time",
    [MADO_FIELD_COUNT] = "number",
    [MADO_FIELD_CHOICE] = "word",
    [MADO_FIELD_STRING] = "text",
    [MADO_FIELD_OBJECT] = "object",
    [MADO_FIELD_LIST] = "list of objects",
    [MADO_FIELD_FREE] = "object",
  };

  if (field->name != NULL)
    return g_strdup_printf (field->type == MADO_FIELD_LIST ? "list of %ss" : "%s", field->name);
  if (field->type == MADO_FIELD_COUNT)
    return g_strdup_printf ("number %d..%d", field->min, field->max);
  if (field->type == MADO_FIELD_CHOICE)
    {
      g_autofree char *words = join_choices (field->choices, "`, `");

      return g_strdup_printf ("`%s`", words);
    }
  return g_strdup (names[field->type]);
}

/* Whether the row is described elsewhere; whether a day is needed differs. */
static gboolean
is_known (const MadoDecideField *field, const MadoDecideField *known)
{
  for (; known != NULL && known->key != NULL; known++)
    if (g_str_equal (known->key, field->key) && known->needed == field->needed)
      return TRUE;
  return FALSE;
}

void
mado_decide_fields_describe (const MadoDecideField *fields, const MadoDecideField *known,
                             const char *prefix, GString *text)
{
  for (; fields->key != NULL; fields++)
    {
      g_autofree char *type = describe_type (fields);
      g_autofree char *deeper = g_strdup_printf ("%s%s.", prefix, fields->key);

      if (is_known (fields, known))
        continue;
      g_string_append_printf (text, "| `%s%s` | %s | %s | %s |\n", prefix, fields->key, type,
                              fields->needed ? "**needed**" : fields->usual, fields->help);
      if (fields->type == MADO_FIELD_OBJECT && fields->size == 0)
        mado_decide_fields_describe (fields->fields, NULL, deeper, text);
    }
}
