/* SPDX-License-Identifier: GPL-3.0-or-later */
/* persons and documents of a case: their rows */
#include "config.h"

#include "mado-case-private.h"

#include "mado-query.h"

/* Choices are kept as lines of "position text". */
static char *
choices_to_text (const GPtrArray *choices)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < choices->len; i++)
    {
      const MadoCaseChoice *choice = g_ptr_array_index (choices, i);

      g_string_append_printf (text, "%u %s\n", choice->position, choice->text);
    }
  return g_string_free (text, FALSE);
}

static void
choices_from_text (GPtrArray *choices, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      char *end;
      guint64 position = g_ascii_strtoull (lines[i], &end, 10);

      if (position > 0 && *end == ' ')
        mado_case_set_choice (choices, (guint) position, end + 1);
    }
}

static gint64
birth_to_integer (const MadoWareki *birth)
{
  return birth->year * 10000 + birth->month * 100 + birth->day;
}

static gboolean
save_person (const MadoCase *self, MadoDb *db, const char *source, const MadoFourItems *items,
             GError **error)
{
  g_autoptr (MadoQuery) query = NULL;
  g_autofree char *name_choices = choices_to_text (self->name_choices);
  g_autofree char *address_choices = choices_to_text (self->address_choices);

  if (items == NULL)
    return TRUE;
  query = mado_query_new (db, "person/replace", error);
  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "case_id", self->case_id);
  mado_query_bind_text (query, "source", source);
  mado_query_bind_text (query, "name", items->name);
  mado_query_bind_text (query, "kana", items->kana != NULL ? items->kana : "");
  mado_query_bind_text (query, "alias", items->alias);
  mado_query_bind_text (query, "address", items->address);
  mado_query_bind_integer (query, "birth", birth_to_integer (&items->birth));
  mado_query_bind_integer (query, "birth_era", items->birth.era);
  mado_query_bind_integer (query, "sex", items->sex);
  mado_query_bind_text (query, "name_substitutes", name_choices);
  mado_query_bind_text (query, "address_substitutes", address_choices);
  return mado_query_run (query, error);
}

gboolean
mado_case_save_persons (const MadoCase *self, MadoDb *db, GError **error)
{
  return save_person (self, db, "form", self->form, error)
         && save_person (self, db, "register", self->register_items, error);
}

static MadoFourItems *
items_from_row (MadoQuery *query)
{
  gint64 birth = mado_query_get_integer (query, "birth");
  MadoWareki date = { .era = (MadoEra) mado_query_get_integer (query, "birth_era"),
                      .year = (guint16) (birth / 10000),
                      .month = (guint8) (birth / 100 % 100),
                      .day = (guint8) (birth % 100) };
  MadoFourItems *items = mado_four_items_new (mado_query_get_text (query, "name"),
                                              mado_query_get_text (query, "kana"),
                                              mado_query_get_text (query, "address"), &date,
                                              (MadoSex) mado_query_get_integer (query, "sex"));

  items->alias = g_strdup (mado_query_get_text (query, "alias"));
  return items;
}

static void
take_person (MadoCase *self, MadoQuery *query)
{
  gboolean is_form = g_str_equal (mado_query_get_text (query, "source"), "form");
  MadoFourItems **place = is_form ? &self->form : &self->register_items;

  g_clear_pointer (place, mado_four_items_free);
  *place = items_from_row (query);
  choices_from_text (self->name_choices, mado_query_get_text (query, "name_substitutes"));
  choices_from_text (self->address_choices, mado_query_get_text (query, "address_substitutes"));
}

gboolean
mado_case_load_persons (MadoCase *self, MadoDb *db, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "person/by-case", error);
  gboolean has_row = TRUE;

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "case_id", self->case_id);
  while (has_row)
    {
      if (!mado_query_next (query, &has_row, error))
        return FALSE;
      if (has_row)
        take_person (self, query);
    }
  return TRUE;
}

static gboolean
save_document (const MadoCase *self, MadoDb *db, const MadoCaseDocument *document, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "document/insert", error);

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "case_id", self->case_id);
  mado_query_bind_text (query, "code", document->code);
  mado_query_bind_integer (query, "of_agent", document->of_agent);
  mado_query_bind_integer (query, "valid_to", document->valid_to);
  mado_query_bind_integer (query, "issued_on", document->issued_on);
  mado_query_bind_integer (query, "name_match", document->name_match);
  mado_query_bind_integer (query, "address_match", document->address_match);
  mado_query_bind_integer (query, "photo_match", document->photo_match);
  mado_query_bind_integer (query, "machine_checked", document->machine_checked);
  mado_query_bind_integer (query, "copy_taken", document->copy_taken);
  mado_query_bind_integer (query, "checked_at", document->checked_at);
  mado_query_bind_text (query, "checked_by",
                        document->checked_by != NULL ? document->checked_by : "");
  return mado_query_run (query, error);
}

static gboolean
delete_documents (const MadoCase *self, MadoDb *db, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "document/delete-of-case", error);

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "case_id", self->case_id);
  return mado_query_run (query, error);
}

gboolean
mado_case_save_documents (const MadoCase *self, MadoDb *db, GError **error)
{
  if (!delete_documents (self, db, error))
    return FALSE;
  for (guint i = 0; i < self->documents->len; i++)
    if (!save_document (self, db, g_ptr_array_index (self->documents, i), error))
      return FALSE;
  return TRUE;
}

static MadoCaseDocument *
document_from_row (MadoQuery *query)
{
  MadoCaseDocument *document = mado_case_document_new (mado_query_get_text (query, "code"));

  document->of_agent = mado_query_get_integer (query, "of_agent") != 0;
  document->valid_to = (guint) mado_query_get_integer (query, "valid_to");
  document->issued_on = (guint) mado_query_get_integer (query, "issued_on");
  document->name_match = mado_query_get_integer (query, "name_match") != 0;
  document->address_match = mado_query_get_integer (query, "address_match") != 0;
  document->photo_match = mado_query_get_integer (query, "photo_match") != 0;
  document->machine_checked = mado_query_get_integer (query, "machine_checked") != 0;
  document->copy_taken = mado_query_get_integer (query, "copy_taken") != 0;
  document->checked_at = mado_query_get_integer (query, "checked_at");
  document->checked_by = g_strdup (mado_query_get_text (query, "checked_by"));
  return document;
}

gboolean
mado_case_load_documents (MadoCase *self, MadoDb *db, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "document/by-case", error);
  gboolean has_row = TRUE;

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "case_id", self->case_id);
  while (has_row)
    {
      if (!mado_query_next (query, &has_row, error))
        return FALSE;
      if (has_row)
        g_ptr_array_add (self->documents, document_from_row (query));
    }
  return TRUE;
}
