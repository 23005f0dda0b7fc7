/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-query.h"

#include "mado-db-private.h"

struct _MadoQuery
{
  MadoDb *db;              /* outlives the query */
  sqlite3_stmt *statement; /* belongs to the connection's cache */
  const char *name;        /* belongs to the caller: a literal */
  guint64 bound;           /* bit i: parameter i + 1 has a value */
  const char *unknown;     /* first parameter that the file does not have */
};

static sqlite3_stmt *
prepare (MadoDb *self, const char *name, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.sql", self->schema->queries, name);
  g_autoptr (GBytes) sql = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  sqlite3_stmt *statement = NULL;
  gsize n_sql;
  const char *text;
  int result;

  if (sql == NULL)
    {
      g_set_error (error, MADO_DB_ERROR, MADO_DB_ERROR_QUERY, "no query named %s", name);
      return NULL;
    }
  text = g_bytes_get_data (sql, &n_sql);
  result = sqlite3_prepare_v3 (self->handle, text, (int) n_sql, SQLITE_PREPARE_PERSISTENT,
                               &statement, NULL);
  if (result != SQLITE_OK)
    {
      mado_db_set_error (self, result, name, error);
      return NULL;
    }
  return statement;
}

/* Cached; NULL with MADO_DB_ERROR_QUERY. */
static sqlite3_stmt *
get_statement (MadoDb *self, const char *name, GError **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, name);

  g_assert (self->owner == g_thread_self ());
  if (statement != NULL)
    return statement;
  statement = prepare (self, name, error);
  if (statement != NULL)
    g_hash_table_insert (self->statements, g_strdup (name), statement);
  return statement;
}

MadoQuery *
mado_query_new (MadoDb *db, const char *name, GError **error)
{
  sqlite3_stmt *statement = get_statement (db, name, error);
  MadoQuery *self;

  if (statement == NULL || !mado_db_check_unchanged (db, error))
    return NULL;
  g_assert (!sqlite3_stmt_busy (statement)); /* one use at a time of each named query */
  self = g_new0 (MadoQuery, 1);
  self->db = db;
  self->statement = statement;
  self->name = name;
  sqlite3_clear_bindings (statement);
  return self;
}

void
mado_query_free (MadoQuery *self)
{
  sqlite3_reset (self->statement);
  sqlite3_clear_bindings (self->statement);
  g_free (self);
}

/* The parameter's index, or 0 after noting that it is unknown. */
static int
index_of (MadoQuery *self, const char *parameter)
{
  g_autofree char *with_colon = g_strconcat (":", parameter, NULL);
  int at = sqlite3_bind_parameter_index (self->statement, with_colon);

  if (at == 0)
    self->unknown = parameter;
  else
    self->bound |= G_GUINT64_CONSTANT (1) << (at - 1);
  return at;
}

void
mado_query_bind_text (MadoQuery *self, const char *parameter, const char *value)
{
  sqlite3_bind_text (self->statement, index_of (self, parameter), value, -1, SQLITE_TRANSIENT);
}

void
mado_query_bind_integer (MadoQuery *self, const char *parameter, gint64 value)
{
  sqlite3_bind_int64 (self->statement, index_of (self, parameter), value);
}

void
mado_query_bind_bytes (MadoQuery *self, const char *parameter, GBytes *value)
{
  gsize n_bytes = 0;
  const void *bytes = value != NULL ? g_bytes_get_data (value, &n_bytes) : NULL;

  sqlite3_bind_blob64 (self->statement, index_of (self, parameter), bytes, n_bytes,
                       SQLITE_TRANSIENT);
}

void
mado_query_bind_null (MadoQuery *self, const char *parameter)
{
  sqlite3_bind_null (self->statement, index_of (self, parameter));
}

static gboolean
check_bindings (MadoQuery *self, GError **error)
{
  int n_parameters = sqlite3_bind_parameter_count (self->statement);

  if (self->unknown != NULL)
    {
      g_set_error (error, MADO_DB_ERROR, MADO_DB_ERROR_QUERY, "%s has no parameter :%s", self->name,
                   self->unknown);
      return FALSE;
    }
  for (int i = 0; i < n_parameters; i++)
    if ((self->bound >> i & 1) == 0)
      {
        g_set_error (error, MADO_DB_ERROR, MADO_DB_ERROR_QUERY, "%s: %s is not bound", self->name,
                     sqlite3_bind_parameter_name (self->statement, i + 1));
        return FALSE;
      }
  return TRUE;
}

gboolean
mado_query_next (MadoQuery *self, gboolean *has_row, GError **error)
{
  int result;

  if (!check_bindings (self, error))
    return FALSE;
  result = sqlite3_step (self->statement);
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    return mado_db_set_error (self->db, result, self->name, error);
  *has_row = result == SQLITE_ROW;
  return TRUE;
}

gboolean
mado_query_run (MadoQuery *self, GError **error)
{
  gboolean has_row;

  if (!mado_query_next (self, &has_row, error))
    return FALSE;
  sqlite3_reset (self->statement);
  return TRUE;
}

static int
column_of (MadoQuery *self, const char *column)
{
  int n_columns = sqlite3_column_count (self->statement);

  for (int i = 0; i < n_columns; i++)
    if (g_str_equal (sqlite3_column_name (self->statement, i), column))
      return i;
  g_error ("query %s has no column %s", self->name, column);
}

const char *
mado_query_get_text (MadoQuery *self, const char *column)
{
  return (const char *) sqlite3_column_text (self->statement, column_of (self, column));
}

gint64
mado_query_get_integer (MadoQuery *self, const char *column)
{
  return sqlite3_column_int64 (self->statement, column_of (self, column));
}

GBytes *
mado_query_get_bytes (MadoQuery *self, const char *column)
{
  int at = column_of (self, column);
  const void *bytes = sqlite3_column_blob (self->statement, at);

  if (sqlite3_column_type (self->statement, at) == SQLITE_NULL)
    return NULL;
  return g_bytes_new (bytes, (gsize) sqlite3_column_bytes (self->statement, at));
}

gboolean
mado_query_is_null (MadoQuery *self, const char *column)
{
  return sqlite3_column_type (self->statement, column_of (self, column)) == SQLITE_NULL;
}
