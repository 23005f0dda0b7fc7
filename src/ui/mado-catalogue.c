/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-catalogue.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#define MAGIC 0x950412DE /* GNU gettext manual, "The Format of GNU MO Files" */
#define HEADER_BYTES 28

/* A catalogue being read. */
typedef struct
{
  const guint8 *bytes; /* borrowed */
  gsize n_bytes;
  gboolean swapped;
} Reader;

static guint32
read_number (const Reader *self, gsize offset)
{
  guint32 number;

  if (offset > self->n_bytes || self->n_bytes - offset < 4)
    return G_MAXUINT32;
  memcpy (&number, self->bytes + offset, 4);
  return self->swapped ? GUINT32_SWAP_LE_BE (number) : number;
}

/* @entry: where length and offset of a string stand.  Returns %NULL unless it ends inside. */
static const char *
read_string (const Reader *self, gsize entry)
{
  gsize length = read_number (self, entry);
  gsize offset = read_number (self, entry + 4);

  if (offset >= self->n_bytes || length >= self->n_bytes - offset
      || self->bytes[offset + length] != '\0')
    return NULL;
  return (const char *) self->bytes + offset;
}

GHashTable *
mado_catalogue_read (GBytes *mo)
{
  GHashTable *texts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, NULL);
  Reader reader = { 0 };
  guint32 magic, n_texts, originals, translations;

  reader.bytes = g_bytes_get_data (mo, &reader.n_bytes);
  magic = read_number (&reader, 0);
  reader.swapped = magic == GUINT32_SWAP_LE_BE (MAGIC);
  if (reader.n_bytes < HEADER_BYTES || (magic != MAGIC && !reader.swapped))
    return texts;
  n_texts = read_number (&reader, 8);
  originals = read_number (&reader, 12);
  translations = read_number (&reader, 16);
  for (guint32 i = 0; i < n_texts && i < reader.n_bytes / 8; i++)
    {
      const char *msgid = read_string (&reader, (gsize) originals + 8 * (gsize) i);
      const char *text = read_string (&reader, (gsize) translations + 8 * (gsize) i);

      if (msgid != NULL && text != NULL && *msgid != '\0')
        g_hash_table_insert (texts, (gpointer) (guintptr) msgid, (gpointer) (guintptr) text);
    }
  return texts;
}

MadoLanguage
mado_catalogue_own_language (void)
{
  /* Translators: the code of the language that you translate into, "ja". */
  return g_str_equal (_ ("language-code"), "ja") ? MADO_LANGUAGE_JAPANESE : MADO_LANGUAGE_ENGLISH;
}

const char *
mado_catalogue_text (MadoLanguage language, const char *msgid)
{
  static GHashTable *japanese;
  const char *text;

  if (language == MADO_LANGUAGE_ENGLISH)
    return msgid;
  if (japanese == NULL)
    {
      static GBytes *mo;

      mo = g_resources_lookup_data ("/jp/madoguchi/ui/ja.mo", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      japanese = mo != NULL ? mado_catalogue_read (mo) : g_hash_table_new (g_str_hash, g_str_equal);
    }
  text = g_hash_table_lookup (japanese, msgid);
  return text != NULL ? text : msgid;
}
