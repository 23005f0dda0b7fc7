/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-change-reader.h"

#include <string.h>

#define CHUNK (64 * 1024) /* bytes read at once; the encoding is judged by the first */
#define BOM "\xEF\xBB\xBF"
#define COLUMNS_MAX 256

G_DEFINE_QUARK (mado_change_error, mado_change_error)

struct _MadoChangeReader
{
  GInputStream *stream; /* owned */
  guint8 chunk[CHUNK];
  gsize at, length;                  /* in the chunk */
  guint64 position;                  /* bytes consumed */
  guint64 line;                      /* that was read last */
  gboolean begun;                    /* the heading was read */
  GIConv decoder;                    /* from CP932, or (GIConv) -1: the file is UTF-8 */
  GString *raw;                      /* owned: the line as it is in the file */
  GPtrArray *fields;                 /* owned, of char *: of the line */
  guint n_columns;                   /* of the heading */
  int columns[MADO_N_CHANGE_FIELDS]; /* where each field stands, -1: nowhere */
};

/* clang-format off */
static const struct { const char *name, *id; gboolean needed; } headings[MADO_N_CHANGE_FIELDS] = {
  [MADO_CHANGE_FIELD_KIND]        = { "異動事由",   "kind",        TRUE  },
  [MADO_CHANGE_FIELD_DAY]         = { "異動日",     "day",         TRUE  },
  [MADO_CHANGE_FIELD_NAME]        = { "氏名",       "name",        TRUE  },
  [MADO_CHANGE_FIELD_KANA]        = { "フリガナ",   "kana",        TRUE  },
  [MADO_CHANGE_FIELD_BIRTH]       = { "生年月日",   "birth",       TRUE  },
  [MADO_CHANGE_FIELD_NEW_NAME]    = { "新氏名",     "new_name",    FALSE },
  [MADO_CHANGE_FIELD_NEW_KANA]    = { "新フリガナ", "new_kana",    FALSE },
  [MADO_CHANGE_FIELD_NEW_ALIAS]   = { "新通称",     "new_alias",   FALSE },
  [MADO_CHANGE_FIELD_NEW_ADDRESS] = { "新住所",     "new_address", FALSE },
  [MADO_CHANGE_FIELD_NEW_BIRTH]   = { "新生年月日", "new_birth",   FALSE },
  [MADO_CHANGE_FIELD_NEW_SEX]     = { "新性別",     "new_sex",     FALSE },
};
/* clang-format on */

MadoChangeReader *
mado_change_reader_new (GInputStream *stream)
{
  MadoChangeReader *self = g_new0 (MadoChangeReader, 1);

  self->stream = g_object_ref (stream);
  self->decoder = (GIConv) -1;
  self->raw = g_string_new (NULL);
  self->fields = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
mado_change_reader_free (MadoChangeReader *self)
{
  if (self->decoder != (GIConv) -1)
    g_iconv_close (self->decoder);
  g_string_free (self->raw, TRUE);
  g_ptr_array_unref (self->fields);
  g_object_unref (self->stream);
  g_free (self);
}

/* --- bytes and lines --- */

static gboolean
fill (MadoChangeReader *self, GError **error)
{
  self->at = 0;
  return g_input_stream_read_all (self->stream, self->chunk, CHUNK, &self->length, NULL, error);
}

/* Takes bytes up to the line feed; what is over the limit is dropped and @too_long set.  @has_line:
 * FALSE at the end of the file. */
static gboolean
read_raw (MadoChangeReader *self, gboolean *has_line, gboolean *too_long, GError **error)
{
  g_string_truncate (self->raw, 0);
  *has_line = *too_long = FALSE;
  for (;;)
    {
      const guint8 *begin = self->chunk + self->at;
      const guint8 *feed = memchr (begin, '\n', self->length - self->at);
      gsize n = feed != NULL ? (gsize) (feed - begin) : self->length - self->at;
      gsize taken = MIN (n, MADO_CHANGE_LINE_MAX - MIN (self->raw->len, MADO_CHANGE_LINE_MAX));

      *has_line |= n > 0 || feed != NULL;
      *too_long |= taken < n;
      g_string_append_len (self->raw, (const char *) begin, (gssize) taken);
      self->at += n + (feed != NULL);
      self->position += n + (feed != NULL);
      if (feed != NULL)
        return TRUE;
      if (!fill (self, error))
        return FALSE;
      if (self->length == 0)
        return TRUE;
    }
}

static void
drop_carriage_return (GString *line)
{
  if (line->len > 0 && line->str[line->len - 1] == '\r')
    g_string_truncate (line, line->len - 1);
}

/* --- encoding --- */

static gboolean
is_ascii (const guint8 *bytes, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    if (bytes[i] >= 0x80)
      return FALSE;
  return TRUE;
}

/* The heading says it when it is more than ASCII.  Else the lines of the first chunk vote: one
 * broken line of a UTF-8 file must not turn all others into something else. */
static gboolean
looks_like_utf8 (const guint8 *bytes, gsize n_bytes)
{
  gsize valid = 0, invalid = 0;

  for (gsize at = 0; at < n_bytes;)
    {
      const guint8 *feed = memchr (bytes + at, '\n', n_bytes - at);
      gsize n = feed != NULL ? (gsize) (feed - bytes) - at : n_bytes - at;
      gboolean cut = feed == NULL && n_bytes == CHUNK;

      if (!cut && !is_ascii (bytes + at, n))
        {
          gboolean is_valid = g_utf8_validate_len ((const char *) bytes + at, n, NULL);

          if (at == 0)
            return is_valid;
          valid += is_valid ? 1 : 0;
          invalid += is_valid ? 0 : 1;
        }
      at += n + 1;
    }
  return valid >= invalid;
}

static gboolean
judge_encoding (MadoChangeReader *self, GError **error)
{
  if (!fill (self, error))
    return FALSE;
  if (self->length >= strlen (BOM) && memcmp (self->chunk, BOM, strlen (BOM)) == 0)
    {
      self->at = strlen (BOM);
      self->position = self->at;
    }
  else if (!looks_like_utf8 (self->chunk, self->length))
    {
      self->decoder = g_iconv_open ("UTF-8", "CP932");
      g_return_val_if_fail (self->decoder != (GIConv) -1, FALSE); /* part of the C library */
    }
  return TRUE;
}

/* Returns: (transfer full) (nullable): the line in UTF-8, NULL when it is not what it should be. */
static char *
decode (MadoChangeReader *self)
{
  if (memchr (self->raw->str, '\0', self->raw->len) != NULL)
    return NULL;
  if (self->decoder != (GIConv) -1)
    return g_convert_with_iconv (self->raw->str, (gssize) self->raw->len, self->decoder, NULL, NULL,
                                 NULL);
  return g_utf8_validate_len (self->raw->str, self->raw->len, NULL)
             ? g_strndup (self->raw->str, self->raw->len)
             : NULL;
}

/* --- fields --- */

/* A field in quotation marks, of which @at is the first; "" stands for one.  NULL: no end. */
static const char *
take_quoted (const char *at, GString *field)
{
  for (at++; *at != '\0'; at++)
    {
      if (*at != '"')
        g_string_append_c (field, *at);
      else if (at[1] == '"')
        g_string_append_c (field, *at++);
      else
        return at + 1;
    }
  return NULL;
}

static const char *
take_plain (const char *at, GString *field)
{
  gsize n = strcspn (at, ",\"");

  g_string_append_len (field, at, (gssize) n);
  return at[n] == '"' ? NULL : at + n;
}

/* Splits @text into self->fields; FALSE when a quotation mark stands where none may. */
static gboolean
split (MadoChangeReader *self, const char *text)
{
  const char *at = text;

  g_ptr_array_set_size (self->fields, 0);
  while (self->fields->len < COLUMNS_MAX)
    {
      GString *field = g_string_new (NULL);

      at = *at == '"' ? take_quoted (at, field) : take_plain (at, field);
      g_ptr_array_add (self->fields, g_strstrip (g_string_free (field, FALSE)));
      if (at == NULL || (*at != ',' && *at != '\0'))
        return FALSE;
      if (*at == '\0')
        return TRUE;
      at++;
    }
  return FALSE;
}

static int
find_heading (const GPtrArray *fields, const char *name, const char *id)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const char *field = g_ptr_array_index (fields, i);

      if (g_str_equal (field, name) || g_str_equal (field, id))
        return (int) i;
    }
  return -1;
}

static gboolean
take_headings (MadoChangeReader *self)
{
  gboolean complete = TRUE;

  self->n_columns = self->fields->len;
  for (guint i = 0; i < MADO_N_CHANGE_FIELDS; i++)
    {
      self->columns[i] = find_heading (self->fields, headings[i].name, headings[i].id);
      complete &= self->columns[i] >= 0 || !headings[i].needed;
    }
  return complete;
}

static gboolean
read_heading (MadoChangeReader *self, GError **error)
{
  g_autofree char *text = NULL;
  gboolean has_line, too_long;

  if (!judge_encoding (self, error) || !read_raw (self, &has_line, &too_long, error))
    return FALSE;
  if (!has_line)
    {
      g_set_error_literal (error, MADO_CHANGE_ERROR, MADO_CHANGE_ERROR_EMPTY, "the file is empty");
      return FALSE;
    }
  self->line = 1;
  self->begun = TRUE;
  drop_carriage_return (self->raw);
  text = too_long ? NULL : decode (self);
  if (text != NULL && split (self, text) && take_headings (self))
    return TRUE;
  g_set_error_literal (error, MADO_CHANGE_ERROR, MADO_CHANGE_ERROR_HEADING,
                       "the first line does not name the columns");
  return FALSE;
}

/* --- rows --- */

static MadoChange *
read_row (MadoChangeReader *self, gboolean too_long, MadoChangeFault *fault)
{
  const char *fields[MADO_N_CHANGE_FIELDS];
  g_autofree char *text = NULL;

  *fault = MADO_CHANGE_FAULT_TOO_LONG;
  if (too_long)
    return NULL;
  *fault = MADO_CHANGE_FAULT_ENCODING;
  text = decode (self);
  if (text == NULL)
    return NULL;
  *fault = MADO_CHANGE_FAULT_QUOTE;
  if (!split (self, text))
    return NULL;
  *fault = MADO_CHANGE_FAULT_COLUMNS;
  if (self->fields->len != self->n_columns)
    return NULL;
  for (guint i = 0; i < MADO_N_CHANGE_FIELDS; i++)
    fields[i]
        = self->columns[i] >= 0 ? g_ptr_array_index (self->fields, (guint) self->columns[i]) : NULL;
  return mado_change_new_from_fields (fields, fault);
}

gboolean
mado_change_reader_next (MadoChangeReader *self, MadoChange **change, MadoChangeFault *fault,
                         GError **error)
{
  gboolean has_line, too_long;

  if (!self->begun && !read_heading (self, error))
    return FALSE;
  do
    {
      if (!read_raw (self, &has_line, &too_long, error))
        return FALSE;
      self->line += has_line ? 1 : 0;
      drop_carriage_return (self->raw);
    }
  while (has_line && self->raw->len == 0 && !too_long);
  *change = NULL;
  *fault = MADO_CHANGE_FAULT_NONE;
  if (has_line)
    *change = read_row (self, too_long, fault);
  if (*change != NULL)
    (*change)->line = self->line;
  return TRUE;
}

guint64
mado_change_reader_get_line (const MadoChangeReader *self)
{
  return self->line;
}

guint64
mado_change_reader_get_position (const MadoChangeReader *self)
{
  return self->position;
}
