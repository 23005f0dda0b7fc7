/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mado-profile-text.h"

G_DEFINE_QUARK (mado_profile_error, mado_profile_error)

void
mado_profile_fault_clear (MadoProfileFault *self)
{
  g_clear_pointer (&self->file, g_free);
  g_clear_pointer (&self->key, g_free);
  self->line = 0;
}

static char *
qualified_key (const MadoProfileEntry *entry)
{
  if (entry->key == NULL)
    return NULL;
  return g_strdup_printf ("%s.%s", entry->section != NULL ? entry->section : "", entry->key);
}

gboolean
mado_profile_fail (const MadoProfileEntry *entry, MadoProfileError code, const char *why,
                   GError **error)
{
  g_autofree char *key = qualified_key (entry);

  g_set_error (error, MADO_PROFILE_ERROR, (int) code, "%s:%u: %s%s%s", entry->file, entry->line,
               key != NULL ? key : "", key != NULL ? ": " : "", why);
  return FALSE;
}

typedef struct
{
  char *section;    /* owned */
  GHashTable *seen; /* owned; "section.key" */
  MadoProfileEntryFunc func;
  gpointer user_data;
} Reader;

static gboolean
read_section (Reader *reader, char *line, MadoProfileEntry *entry, GError **error)
{
  gsize length = strlen (line);

  if (length < 3 || line[length - 1] != ']')
    return mado_profile_fail (entry, MADO_PROFILE_ERROR_SYNTAX, "a section is written [name]",
                              error);
  g_free (reader->section);
  reader->section = g_strndup (line + 1, length - 2);
  return TRUE;
}

static gboolean
read_pair (Reader *reader, char *line, MadoProfileEntry *entry, GError **error)
{
  char *equals = strchr (line, '=');

  if (equals == NULL || equals == line || reader->section == NULL)
    return mado_profile_fail (entry, MADO_PROFILE_ERROR_SYNTAX, "expected key = value in a section",
                              error);
  *equals = '\0';
  entry->section = reader->section;
  entry->key = g_strstrip (line);
  entry->value = g_strstrip (equals + 1);
  if (!g_hash_table_add (reader->seen, qualified_key (entry)))
    return mado_profile_fail (entry, MADO_PROFILE_ERROR_TWICE, "the key stands twice in this file",
                              error);
  return reader->func (entry, reader->user_data, error);
}

static gboolean
read_line (Reader *reader, char *line, MadoProfileEntry *entry, GError **error)
{
  g_strstrip (line);
  if (*line == '\0' || *line == '#' || *line == ';')
    return TRUE;
  if (*line == '[')
    return read_section (reader, line, entry, error);
  return read_pair (reader, line, entry, error);
}

/* The line, from 1, that @at stands in. */
static guint
line_of (const char *text, const char *at)
{
  guint line = 1;

  for (; text < at; text++)
    line += *text == '\n' ? 1 : 0;
  return line;
}

gboolean
mado_profile_text_each (const char *file, const char *text, MadoProfileEntryFunc func,
                        gpointer user_data, MadoProfileFault *fault, GError **error)
{
  static const char byte_order_mark[] = "\xEF\xBB\xBF";
  const char *broken = NULL;
  Reader reader = { .seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                    .func = func,
                    .user_data = user_data };
  MadoProfileEntry entry = { .file = file };
  g_auto (GStrv) lines = NULL;
  gboolean ok;

  if (g_str_has_prefix (text, byte_order_mark))
    text += strlen (byte_order_mark);
  ok = g_utf8_validate (text, -1, &broken);
  lines = g_strsplit (ok ? text : "", "\n", -1);
  if (!ok)
    {
      entry.line = line_of (text, broken);
      mado_profile_fail (&entry, MADO_PROFILE_ERROR_SYNTAX, "the line is not UTF-8", error);
    }
  for (guint i = 0; ok && lines[i] != NULL; i++)
    {
      entry = (MadoProfileEntry){ .file = file, .line = i + 1 };
      ok = read_line (&reader, lines[i], &entry, error);
    }
  if (!ok && fault != NULL)
    *fault = (MadoProfileFault){ g_strdup (file), entry.line, qualified_key (&entry) };
  g_free (reader.section);
  g_hash_table_unref (reader.seen);
  return ok;
}
