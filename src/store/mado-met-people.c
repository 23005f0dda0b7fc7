/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-met-people.h"

static void
namesake_free (gpointer data)
{
  MadoNamesake *self = data;

  g_free (self->number);
  g_free (self->name);
  g_free (self->address);
  g_free (self);
}

MadoMetPeople *
mado_met_people_new (void)
{
  MadoMetPeople *self = g_new0 (MadoMetPeople, 1);

  self->namesakes = g_ptr_array_new_with_free_func (namesake_free);
  return self;
}

void
mado_met_people_free (MadoMetPeople *self)
{
  g_free (self->same);
  g_ptr_array_unref (self->namesakes);
  g_free (self);
}

void
mado_person_bind (MadoQuery *query, const MadoPersonKey *key)
{
  mado_query_bind_integer (query, "birth", key->birth);
  mado_query_bind_text (query, "kana_key", *key->kana_key != '\0' ? key->kana_key : NULL);
  mado_query_bind_text (query, "name_key", key->name_key);
}

/* The form and the register of one case may both have met. */
static gboolean
knows (const MadoMetPeople *self, const char *number)
{
  for (guint i = 0; i < self->namesakes->len; i++)
    if (g_str_equal (((MadoNamesake *) g_ptr_array_index (self->namesakes, i))->number, number))
      return TRUE;
  return FALSE;
}

static void
add_row (MadoMetPeople *self, MadoQuery *query, const MadoPersonKey *key, const char *column)
{
  const char *number = mado_query_get_text (query, "number");
  MadoPersonMatch match = mado_person_match (key, mado_query_get_text (query, "name"),
                                             mado_query_get_text (query, "kana"));

  if (match == MADO_PERSON_SAME && self->same == NULL)
    self->same = g_strdup (mado_query_get_text (query, column));
  if (match == MADO_PERSON_NAMESAKE && !knows (self, number))
    {
      MadoNamesake *namesake = g_new0 (MadoNamesake, 1);

      namesake->number = g_strdup (number);
      namesake->name = g_strdup (mado_query_get_text (query, "name"));
      namesake->address = g_strdup (mado_query_get_text (query, "address"));
      g_ptr_array_add (self->namesakes, namesake);
    }
}

gboolean
mado_met_people_read (MadoMetPeople *self, MadoQuery *query, const MadoPersonKey *key,
                      const char *column, GError **error)
{
  gboolean has_row;

  mado_person_bind (query, key);
  for (;;)
    {
      if (!mado_query_next (query, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      add_row (self, query, key, column);
    }
}
