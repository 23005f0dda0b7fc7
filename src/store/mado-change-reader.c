/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-change-reader.h"

#include <string.h>

#define CHUNK (64 * 1024) /* bytes read at once; the encoding is judged by the first */
#define BOM "\xEF\xBB\xBF"
#define COLUMNS_MAX 256
#define BREAKS_MAX 8 /* line breaks inside one row that are looked for */

G_DEFINE_QUARK (mado_change_error, mado_change_error)

typedef struct
{
  GString *raw; /* owned: as it is in the file */
  gboolean too_long;
} Line;

struct _MadoChangeReader
{
  GInputStream *stream; /* owned */
  guint today;          /* YYYYMMDD */
  guint8 chunk[CHUNK];
  gsize at, length;                  /* in the chunk */
  guint64 position;                  /* bytes consumed */
  guint64 line, row_line;            /* that was read last; where its row begins */
  GQueue ahead;                      /* owned, of Line: read, and not taken yet */
  gboolean begun;                    /* the heading was read */
  GIConv decoder;                    /* from CP932, or (GIConv) -1: the file is UTF-8 */
  GString *raw;                      /* owned: the line as it is in the file */
  GPtrArray *fields;                 /* owned, of char *: of the line */
  guint n_columns;                   /* of the heading */
  int columns[MADO_N_CHANGE_FIELDS]; /* where each field stands, -1: nowhere */
};

/* clang-format off */
#define OPTIONAL MADO_CHANGE_ERROR_HEADING /* no error of its own */
static const struct { const char *name, *id; MadoChangeError missing; } headings[MADO_N_CHANGE_FIELDS] = {
  [MADO_CHANGE_FIELD_KIND]        = { "異動事由",   "kind",        MADO_CHANGE_ERROR_NO_KIND  },
  [MADO_CHANGE_FIELD_DAY]         = { "異動日",     "day",         MADO_CHANGE_ERROR_NO_DAY   },
  [MADO_CHANGE_FIELD_NAME]        = { "氏名",       "name",        MADO_CHANGE_ERROR_NO_NAME  },
  [MADO_CHANGE_FIELD_KANA]        = { "フリガナ",   "kana",        MADO_CHANGE_ERROR_NO_KANA  },
  [MADO_CHANGE_FIELD_BIRTH]       = { "生年月日",   "birth",       MADO_CHANGE_ERROR_NO_BIRTH },
  [MADO_CHANGE_FIELD_NEW_NAME]    = { "新氏名",     "new_name",    OPTIONAL },
  [MADO_CHANGE_FIELD_NEW_KANA]    = { "新フリガナ", "new_kana",    OPTIONAL },
  [MADO_CHANGE_FIELD_NEW_ALIAS]   = { "新通称",     "new_alias",   OPTIONAL },
  [MADO_CHANGE_FIELD_NEW_ADDRESS] = { "新住所",     "new_address", OPTIONAL },
  [MADO_CHANGE_FIELD_NEW_BIRTH]   = { "新生年月日", "new_birth",   OPTIONAL },
  [MADO_CHANGE_FIELD_NEW_SEX]     = { "新性別",     "new_sex",     OPTIONAL },
};
/* clang-format on */

MadoChangeReader *
mado_change_reader_new (GInputStream *stream, guint today)
{
  MadoChangeReader *self = g_new0 (MadoChangeReader, 1);

  self->stream = g_object_ref (stream);
  self->today = today;
  self->decoder = (GIConv) -1;
  g_queue_init (&self->ahead);
  self->raw = g_string_new (NULL);
  self->fields = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static void
line_free (Line *line)
{
  if (line->raw != NULL)
    g_string_free (line->raw, TRUE);
  g_free (line);
}

void
mado_change_reader_free (MadoChangeReader *self)
{
  g_queue_clear_full (&self->ahead, (GDestroyNotify) (void (*) (void)) line_free);
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

static void
drop_carriage_return (GString *line)
{
  if (line->len > 0 && line->str[line->len - 1] == '\r')
    g_string_truncate (line, line->len - 1);
}

/* Takes bytes up to the line feed; what is over the limit is dropped and @too_long set.  @has_line:
 * FALSE at the end of the file. */
static gboolean
read_raw (MadoChangeReader *self, GString *raw, gboolean *has_line, gboolean *too_long,
          GError **error)
{
  g_string_truncate (raw, 0);
  *has_line = *too_long = FALSE;
  for (;;)
    {
      const guint8 *begin = self->chunk + self->at;
      const guint8 *feed = memchr (begin, '\n', self->length - self->at);
      gsize n = feed != NULL ? (gsize) (feed - begin) : self->length - self->at;
      gsize taken = MIN (n, MADO_CHANGE_LINE_MAX - MIN (raw->len, MADO_CHANGE_LINE_MAX));

      *has_line |= n > 0 || feed != NULL;
      *too_long |= taken < n;
      g_string_append_len (raw, (const char *) begin, (gssize) taken);
      self->at += n + (feed != NULL);
      self->position += n + (feed != NULL);
      if (feed == NULL && !fill (self, error))
        return FALSE;
      if (feed != NULL || self->length == 0)
        {
          drop_carriage_return (raw);
          return TRUE;
        }
    }
}

/* The next line becomes self->raw. */
static gboolean
take_line (MadoChangeReader *self, gboolean *has_line, gboolean *too_long, GError **error)
{
  Line *line = g_queue_pop_head (&self->ahead);

  if (line != NULL)
    {
      g_string_free (self->raw, TRUE);
      self->raw = g_steal_pointer (&line->raw);
      *has_line = TRUE;
      *too_long = line->too_long;
      line_free (line);
    }
  else if (!read_raw (self, self->raw, has_line, too_long, error))
    return FALSE;
  self->line += *has_line ? 1 : 0;
  return TRUE;
}

/* @line: (out) (transfer none) (nullable): line @i of those that come next, NULL: the file ends
 * before. */
static gboolean
look_ahead (MadoChangeReader *self, guint i, const Line **line, GError **error)
{
  gboolean has_line = TRUE;

  while (self->ahead.length <= i && has_line)
    {
      Line *next = g_new0 (Line, 1);

      next->raw = g_string_new (NULL);
      if (!read_raw (self, next->raw, &has_line, &next->too_long, error))
        {
          line_free (next);
          return FALSE;
        }
      if (has_line)
        g_queue_push_tail (&self->ahead, next);
      else
        line_free (next);
    }
  *line = g_queue_peek_nth (&self->ahead, i);
  return TRUE;
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
decode (MadoChangeReader *self, const GString *raw)
{
  if (memchr (raw->str, '\0', raw->len) != NULL)
    return NULL;
  if (self->decoder != (GIConv) -1)
    return g_convert_with_iconv (raw->str, (gssize) raw->len, self->decoder, NULL, NULL, NULL);
  return g_utf8_validate_len (raw->str, raw->len, NULL) ? g_strndup (raw->str, raw->len) : NULL;
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

typedef enum
{
  SPLIT,
  SPLIT_QUOTE, /* a quotation mark stands where none may */
  SPLIT_OPEN,  /* or the last field has no second one */
} Split;

/* Splits @text into self->fields. */
static Split
split (MadoChangeReader *self, const char *text)
{
  const char *at = text;

  g_ptr_array_set_size (self->fields, 0);
  while (self->fields->len < COLUMNS_MAX)
    {
      GString *field = g_string_new (NULL);
      gboolean quoted = *at == '"';

      at = *at == '"' ? take_quoted (at, field) : take_plain (at, field);
      g_ptr_array_add (self->fields, g_strstrip (g_string_free (field, FALSE)));
      if (at == NULL)
        return quoted ? SPLIT_OPEN : SPLIT_QUOTE;
      if (*at != ',' && *at != '\0')
        return SPLIT_QUOTE;
      if (*at == '\0')
        return SPLIT;
      at++;
    }
  return SPLIT_QUOTE;
}

static gboolean
is_whole_row (MadoChangeReader *self, const char *text)
{
  return split (self, text) == SPLIT && self->fields->len == self->n_columns;
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
refuse_heading (GError **error)
{
  g_set_error_literal (error, MADO_CHANGE_ERROR, MADO_CHANGE_ERROR_HEADING,
                       "the first line does not name the columns");
  return FALSE;
}

/* The error is of the first column that is missing; its message names all. */
static gboolean
take_headings (MadoChangeReader *self, GError **error)
{
  g_autoptr (GString) missing = g_string_new (NULL);
  int code = -1;
  guint n_found = 0;

  self->n_columns = self->fields->len;
  for (guint i = 0; i < MADO_N_CHANGE_FIELDS; i++)
    {
      self->columns[i] = find_heading (self->fields, headings[i].name, headings[i].id);
      n_found += self->columns[i] >= 0 ? 1 : 0;
      if (self->columns[i] >= 0 || headings[i].missing == OPTIONAL)
        continue;
      code = code < 0 ? (int) headings[i].missing : code;
      g_string_append_printf (missing, "%s%s (%s)", missing->len > 0 ? ", " : "", headings[i].name,
                              headings[i].id);
    }
  if (n_found == 0)
    return refuse_heading (error);
  if (code >= 0)
    g_set_error (error, MADO_CHANGE_ERROR, code, "the first line does not name the column %s",
                 missing->str);
  return code < 0;
}

static gboolean
read_heading (MadoChangeReader *self, GError **error)
{
  g_autofree char *text = NULL;
  gboolean has_line, too_long;

  if (!judge_encoding (self, error) || !take_line (self, &has_line, &too_long, error))
    return FALSE;
  if (!has_line)
    {
      g_set_error_literal (error, MADO_CHANGE_ERROR, MADO_CHANGE_ERROR_EMPTY, "the file is empty");
      return FALSE;
    }
  self->begun = TRUE;
  text = too_long ? NULL : decode (self, self->raw);
  return text != NULL && split (self, text) == SPLIT ? take_headings (self, error)
                                                     : refuse_heading (error);
}

/* --- rows --- */

/* How many of the lines that come next belong to the row that begins with @text, whose last field
 * has no end: 0 when the next row comes before it has one.  Then a mark is missing, which costs no
 * other row. */
static gboolean
count_lines_of_row (MadoChangeReader *self, const char *text, guint *n_lines, GError **error)
{
  g_autoptr (GString) row = g_string_new (text);

  *n_lines = 0;
  for (guint i = 0; i < BREAKS_MAX && row->len <= MADO_CHANGE_LINE_MAX; i++)
    {
      g_autofree char *more = NULL;
      const Line *line;

      if (!look_ahead (self, i, &line, error))
        return FALSE;
      more = line != NULL && !line->too_long ? decode (self, line->raw) : NULL;
      if (more == NULL || is_whole_row (self, more))
        return TRUE;
      g_string_append_printf (row, "\n%s", more);
      if (is_whole_row (self, row->str))
        {
          *n_lines = i + 1;
          return TRUE;
        }
    }
  return TRUE;
}

/* A field without its second quotation mark: @fault says whether it goes on in the next line. */
static gboolean
pass_open_row (MadoChangeReader *self, const char *text, MadoChangeFault *fault, GError **error)
{
  guint n_lines;

  if (!count_lines_of_row (self, text, &n_lines, error))
    return FALSE;
  *fault = n_lines > 0 ? MADO_CHANGE_FAULT_LINE_BREAK : MADO_CHANGE_FAULT_QUOTE;
  for (; n_lines > 0; n_lines--, self->line++)
    line_free (g_queue_pop_head (&self->ahead));
  return TRUE;
}

/* Of self->fields. */
static MadoChange *
take_row (MadoChangeReader *self, MadoChangeFault *fault)
{
  const char *fields[MADO_N_CHANGE_FIELDS];
  MadoChange *change;

  *fault = MADO_CHANGE_FAULT_COLUMNS;
  if (self->fields->len != self->n_columns)
    return NULL;
  for (guint i = 0; i < MADO_N_CHANGE_FIELDS; i++)
    fields[i]
        = self->columns[i] >= 0 ? g_ptr_array_index (self->fields, (guint) self->columns[i]) : NULL;
  change = mado_change_new_from_fields (fields, self->today, fault);
  if (change != NULL)
    change->line = self->row_line;
  return change;
}

static gboolean
read_row (MadoChangeReader *self, gboolean too_long, MadoChange **change, MadoChangeFault *fault,
          GError **error)
{
  g_autofree char *text = too_long ? NULL : decode (self, self->raw);
  Split result;

  *fault = too_long ? MADO_CHANGE_FAULT_TOO_LONG : MADO_CHANGE_FAULT_ENCODING;
  if (text == NULL)
    return TRUE;
  result = split (self, text);
  if (result == SPLIT_OPEN)
    return pass_open_row (self, text, fault, error);
  *fault = MADO_CHANGE_FAULT_QUOTE;
  if (result == SPLIT)
    *change = take_row (self, fault);
  return TRUE;
}

gboolean
mado_change_reader_next (MadoChangeReader *self, MadoChange **change, MadoChangeFault *fault,
                         GError **error)
{
  gboolean has_line, too_long;

  if (!self->begun && !read_heading (self, error))
    return FALSE;
  do
    if (!take_line (self, &has_line, &too_long, error))
      return FALSE;
  while (has_line && self->raw->len == 0 && !too_long);
  *change = NULL;
  *fault = MADO_CHANGE_FAULT_NONE;
  self->row_line = self->line;
  return !has_line || read_row (self, too_long, change, fault, error);
}

guint64
mado_change_reader_get_line (const MadoChangeReader *self)
{
  return self->row_line;
}

guint64
mado_change_reader_get_position (const MadoChangeReader *self)
{
  return self->position;
}
