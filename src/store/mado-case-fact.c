/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facts and agent of a case: values and their rows */
#include "config.h"

#include "mado-case-fact.h"

#include "mado-case-private.h"
#include "mado-query.h"

const char *
mado_case_get_fact (const MadoCase *self, const char *name)
{
  return g_hash_table_lookup (self->facts, name);
}

void
mado_case_set_fact (MadoCase *self, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    g_hash_table_remove (self->facts, name);
  else
    g_hash_table_insert (self->facts, g_strdup (name), g_strdup (value));
}

gint64
mado_case_get_fact_number (const MadoCase *self, const char *name)
{
  const char *value = mado_case_get_fact (self, name);

  return value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0;
}

void
mado_case_set_fact_number (MadoCase *self, const char *name, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  mado_case_set_fact (self, name, text);
}

gboolean
mado_case_has_fact (const MadoCase *self, const char *name)
{
  const char *value = mado_case_get_fact (self, name);

  return value != NULL && !g_str_equal (value, "0");
}

GHashTable *
mado_case_new_facts (GHashTable *source)
{
  GHashTable *facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer name, value;

  if (source == NULL)
    return facts;
  g_hash_table_iter_init (&iter, source);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (facts, g_strdup (name), g_strdup (value));
  return facts;
}

static gboolean
save_fact (const MadoCase *self, MadoDb *db, const char *name, const char *value, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "fact/insert", error);

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "case_id", self->case_id);
  mado_query_bind_text (query, "name", name);
  mado_query_bind_text (query, "value", value);
  return mado_query_run (query, error);
}

gboolean
mado_case_save_facts (const MadoCase *self, MadoDb *db, GError **error)
{
  g_autoptr (MadoQuery) clear = mado_query_new (db, "fact/delete-of-case", error);
  GHashTableIter iter;
  gpointer name, value;

  if (clear == NULL)
    return FALSE;
  mado_query_bind_integer (clear, "case_id", self->case_id);
  if (!mado_query_run (clear, error))
    return FALSE;
  g_hash_table_iter_init (&iter, self->facts);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (!save_fact (self, db, name, value, error))
      return FALSE;
  return TRUE;
}

gboolean
mado_case_load_facts (MadoCase *self, MadoDb *db, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "fact/by-case", error);
  gboolean has_row = TRUE;

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "case_id", self->case_id);
  while (has_row)
    {
      if (!mado_query_next (query, &has_row, error))
        return FALSE;
      if (has_row)
        mado_case_set_fact (self, mado_query_get_text (query, "name"),
                            mado_query_get_text (query, "value"));
    }
  return TRUE;
}

/* --- the agent --- */

MadoCaseAgent *
mado_case_agent_new (void)
{
  MadoCaseAgent *self = g_new0 (MadoCaseAgent, 1);

  self->name = g_strdup ("");
  self->kana = g_strdup ("");
  self->address = g_strdup ("");
  self->relation = g_strdup ("");
  self->phone = g_strdup ("");
  return self;
}

MadoCaseAgent *
mado_case_agent_copy (const MadoCaseAgent *self)
{
  MadoCaseAgent *copy = g_new0 (MadoCaseAgent, 1);

  *copy = (MadoCaseAgent){ .name = g_strdup (self->name),
                           .kana = g_strdup (self->kana),
                           .address = g_strdup (self->address),
                           .birth = self->birth,
                           .relation = g_strdup (self->relation),
                           .phone = g_strdup (self->phone) };
  return copy;
}

void
mado_case_agent_free (MadoCaseAgent *self)
{
  g_free (self->name);
  g_free (self->kana);
  g_free (self->address);
  g_free (self->relation);
  g_free (self->phone);
  g_free (self);
}

gboolean
mado_case_save_agent (const MadoCase *self, MadoDb *db, GError **error)
{
  g_autoptr (MadoQuery) query = NULL;
  const MadoCaseAgent *agent = self->agent;

  if (agent == NULL)
    return TRUE;
  query = mado_query_new (db, "agent/replace", error);
  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "case_id", self->case_id);
  mado_query_bind_text (query, "name", agent->name);
  mado_query_bind_text (query, "kana", agent->kana);
  mado_query_bind_text (query, "address", agent->address);
  mado_query_bind_integer (query, "birth", agent->birth);
  mado_query_bind_text (query, "relation", agent->relation);
  mado_query_bind_text (query, "phone", agent->phone);
  return mado_query_run (query, error);
}

gboolean
mado_case_load_agent (MadoCase *self, MadoDb *db, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "agent/by-case", error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "case_id", self->case_id);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  self->agent = g_new0 (MadoCaseAgent, 1);
  *self->agent = (MadoCaseAgent){ .name = g_strdup (mado_query_get_text (query, "name")),
                                  .kana = g_strdup (mado_query_get_text (query, "kana")),
                                  .address = g_strdup (mado_query_get_text (query, "address")),
                                  .birth = (guint) mado_query_get_integer (query, "birth"),
                                  .relation = g_strdup (mado_query_get_text (query, "relation")),
                                  .phone = g_strdup (mado_query_get_text (query, "phone")) };
  return TRUE;
}
