/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-json-text.h"

#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX 32     /* levels; a question has five */
#define MEMBERS_MAX 1000 /* keys of one object: each is compared with those before it */

G_DEFINE_QUARK (mado_json_error, mado_json_error)

typedef struct
{
  const char *at, *end;
  guint line, column;
  guint depth;
} Reader;

static MadoJsonNode *read_value (Reader *reader, GError **error);

void
mado_json_node_free (MadoJsonNode *self)
{
  g_free (self->text);
  g_free (self->key);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self);
}

const MadoJsonNode *
mado_json_node_get (const MadoJsonNode *self, const char *key)
{
  for (guint i = 0; self->kind == MADO_JSON_OBJECT && i < self->children->len; i++)
    {
      const MadoJsonNode *member = g_ptr_array_index (self->children, i);

      if (g_str_equal (member->key, key))
        return member;
    }
  return NULL;
}

const char *
mado_json_kind_name (MadoJsonKind kind)
{
  static const char *const names[]
      = { "null", "true or false", "a number", "a string", "a list", "an object" };

  return kind < G_N_ELEMENTS (names) ? names[kind] : "";
}

static gboolean
fail (const Reader *reader, GError **error, const char *why)
{
  g_set_error (error, MADO_JSON_ERROR, MADO_JSON_ERROR_SYNTAX, "line %u, column %u: %s",
               reader->line, reader->column, why);
  return FALSE;
}

/* The byte at the reader; 0 at the end (a NUL in the text is refused as any other byte). */
static char
peek (const Reader *reader)
{
  return reader->at < reader->end ? *reader->at : '\0';
}

static void
step (Reader *reader)
{
  if (*reader->at == '\n')
    {
      reader->line++;
      reader->column = 0;
    }
  if ((*reader->at & 0xC0) != 0x80) /* continuation bytes of UTF-8 are no columns */
    reader->column++;
  reader->at++;
}

static void
skip_blanks (Reader *reader)
{
  while (reader->at < reader->end && strchr (" \t\r\n", *reader->at) != NULL && *reader->at != '\0')
    step (reader);
}

/* Four hexadecimal digits. */
static gboolean
read_unit (Reader *reader, guint *unit)
{
  *unit = 0;
  for (guint i = 0; i < 4; i++)
    {
      if (!g_ascii_isxdigit (peek (reader)))
        return FALSE;
      *unit = *unit * 16 + (guint) g_ascii_xdigit_value (peek (reader));
      step (reader);
    }
  return TRUE;
}

/* After "\u"; two of them make a character beyond the basic plane. */
static gboolean
read_unicode (Reader *reader, GString *text)
{
  guint unit, low;

  if (!read_unit (reader, &unit))
    return FALSE;
  if (unit >= 0xD800 && unit <= 0xDBFF)
    {
      if (reader->end - reader->at < 2 || memcmp (reader->at, "\\u", 2) != 0)
        return FALSE;
      step (reader);
      step (reader);
      if (!read_unit (reader, &low) || low < 0xDC00 || low > 0xDFFF)
        return FALSE;
      unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    }
  if (unit == 0 || (unit >= 0xDC00 && unit <= 0xDFFF))
    return FALSE;
  g_string_append_unichar (text, unit);
  return TRUE;
}

static gboolean
read_escape (Reader *reader, GString *text)
{
  static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
  const char letter = peek (reader);
  const char *found = letter != '\0' ? strchr (letters, letter) : NULL;

  if (letter == '\0')
    return FALSE;
  step (reader);
  if (letter == 'u')
    return read_unicode (reader, text);
  if (found == NULL)
    return FALSE;
  g_string_append_c (text, meanings[found - letters]);
  return TRUE;
}

static char *
read_string (Reader *reader, GError **error)
{
  GString *text = g_string_new (NULL);
  gboolean sound = TRUE;

  step (reader); /* the opening quote */
  while (sound && reader->at < reader->end && peek (reader) != '"')
    {
      if ((guchar) peek (reader) < 0x20)
        sound = fail (reader, error, "a string does not end on its line");
      else if (peek (reader) == '\\')
        {
          step (reader);
          sound = read_escape (reader, text)
                  || fail (reader, error, "there is no such escape in a string");
        }
      else
        {
          g_string_append_c (text, peek (reader));
          step (reader);
        }
    }
  if (sound && reader->at >= reader->end)
    sound = fail (reader, error, "a string does not end");
  if (!sound)
    {
      g_string_free (text, TRUE);
      return NULL;
    }
  step (reader);
  return g_string_free (text, FALSE);
}

static gboolean
skip_digits (Reader *reader)
{
  if (!g_ascii_isdigit (peek (reader)))
    return FALSE;
  while (g_ascii_isdigit (peek (reader)))
    step (reader);
  return TRUE;
}

/* -0, 12, 1.5, 1e9; no leading zero, no plus. */
static gboolean
skip_number (Reader *reader)
{
  if (peek (reader) == '-')
    step (reader);
  if (peek (reader) == '0')
    step (reader);
  else if (!skip_digits (reader))
    return FALSE;
  if (peek (reader) == '.')
    {
      step (reader);
      if (!skip_digits (reader))
        return FALSE;
    }
  if (peek (reader) == 'e' || peek (reader) == 'E')
    {
      step (reader);
      if (peek (reader) == '+' || peek (reader) == '-')
        step (reader);
      return skip_digits (reader);
    }
  return !g_ascii_isalnum (peek (reader));
}

static gboolean
read_word (Reader *reader, MadoJsonNode *node, GError **error)
{
  static const char *const words[] = { "null", "false", "true" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if ((gsize) (reader->end - reader->at) < length || memcmp (reader->at, words[i], length) != 0)
        continue;
      node->kind = i == 0 ? MADO_JSON_NULL : MADO_JSON_BOOLEAN;
      node->truth = i == 2;
      while (length-- > 0)
        step (reader);
      return !g_ascii_isalnum (peek (reader)) || fail (reader, error, "this is no JSON value");
    }
  return fail (reader, error, "a JSON value is expected here");
}

static gboolean
read_simple (Reader *reader, MadoJsonNode *node, GError **error)
{
  const char *start = reader->at;

  if (peek (reader) == '"')
    {
      node->kind = MADO_JSON_STRING;
      node->text = read_string (reader, error);
      return node->text != NULL;
    }
  if (peek (reader) != '-' && !g_ascii_isdigit (peek (reader)))
    return read_word (reader, node, error);
  node->kind = MADO_JSON_NUMBER;
  if (!skip_number (reader))
    return fail (reader, error, "this is no number");
  node->text = g_strndup (start, (gsize) (reader->at - start));
  return TRUE;
}

/* The name and the colon. */
static char *
read_key (Reader *reader, const MadoJsonNode *object, GError **error)
{
  const Reader start = *reader;
  g_autofree char *key = NULL;

  if (peek (reader) != '"' || object->children->len == MEMBERS_MAX)
    {
      fail (reader, error,
            peek (reader) != '"' ? "a key in double quotes is expected here" : "too many keys");
      return NULL;
    }
  key = read_string (reader, error);
  if (key == NULL)
    return NULL;
  if (mado_json_node_get (object, key) != NULL)
    {
      g_set_error (error, MADO_JSON_ERROR, MADO_JSON_ERROR_KEY,
                   "line %u, column %u: the key \"%s\" stands twice", start.line, start.column,
                   key);
      return NULL;
    }
  skip_blanks (reader);
  if (peek (reader) != ':')
    {
      fail (reader, error, "a colon is expected after a key");
      return NULL;
    }
  step (reader);
  skip_blanks (reader);
  return g_steal_pointer (&key);
}

/* One element of a list, or one member of an object. */
static gboolean
read_child (Reader *reader, MadoJsonNode *node, GError **error)
{
  g_autofree char *key = NULL;
  MadoJsonNode *child;

  if (node->kind == MADO_JSON_OBJECT)
    {
      key = read_key (reader, node, error);
      if (key == NULL)
        return FALSE;
    }
  child = read_value (reader, error);
  if (child == NULL)
    return FALSE;
  child->key = g_steal_pointer (&key);
  g_ptr_array_add (node->children, child);
  return TRUE;
}

static gboolean
read_children (Reader *reader, MadoJsonNode *node, char close, GError **error)
{
  step (reader); /* the opening bracket */
  skip_blanks (reader);
  if (peek (reader) == close)
    {
      step (reader);
      return TRUE;
    }
  for (;;)
    {
      if (!read_child (reader, node, error))
        return FALSE;
      skip_blanks (reader);
      if (peek (reader) == close)
        break;
      if (peek (reader) != ',')
        return fail (reader, error,
                     close == '}' ? "a comma or } is expected here"
                                  : "a comma or ] is expected here");
      step (reader);
      skip_blanks (reader);
    }
  step (reader);
  return TRUE;
}

static gboolean
fill_value (Reader *reader, MadoJsonNode *node, GError **error)
{
  gboolean object = peek (reader) == '{';
  gboolean sound;

  if (!object && peek (reader) != '[')
    return read_simple (reader, node, error);
  if (reader->depth == DEPTH_MAX)
    return fail (reader, error, "too many brackets within each other");
  node->kind = object ? MADO_JSON_OBJECT : MADO_JSON_ARRAY;
  node->children = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_json_node_free);
  reader->depth++;
  sound = read_children (reader, node, object ? '}' : ']', error);
  reader->depth--;
  return sound;
}

static MadoJsonNode *
read_value (Reader *reader, GError **error)
{
  g_autoptr (MadoJsonNode) node = g_new0 (MadoJsonNode, 1);

  skip_blanks (reader);
  node->line = reader->line;
  node->column = reader->column;
  return fill_value (reader, node, error) ? g_steal_pointer (&node) : NULL;
}

MadoJsonNode *
mado_json_text_parse (const char *text, gsize n_text, GError **error)
{
  static const char byte_order_mark[] = "\xEF\xBB\xBF";
  Reader reader = { .at = text, .end = text + n_text, .line = 1, .column = 1 };
  g_autoptr (MadoJsonNode) node = NULL;
  const char *bad;

  if (!g_utf8_validate (text, (gssize) n_text, &bad))
    {
      while (reader.at < bad)
        step (&reader);
      fail (&reader, error, "the text is not UTF-8");
      return NULL;
    }
  if (n_text >= 3 && memcmp (text, byte_order_mark, 3) == 0)
    reader.at += 3;
  node = read_value (&reader, error);
  if (node == NULL)
    return NULL;
  skip_blanks (&reader);
  if (reader.at < reader.end)
    {
      fail (&reader, error, "nothing may follow the value");
      return NULL;
    }
  return g_steal_pointer (&node);
}
