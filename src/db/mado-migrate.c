/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-db-private.h"

#include <string.h>

#define VERSION_DIGITS 4 /* "0001-initial.sql" */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The files in order; file i (from 0) must be number i + 1. */
static GPtrArray *
list_migrations (const MadoDbSchema *schema, GError **error)
{
  g_auto (GStrv) names
      = g_resources_enumerate_children (schema->migrations, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new_with_free_func (g_free);

  if (names == NULL)
    return NULL;
  for (gsize i = 0; names[i] != NULL; i++)
    g_ptr_array_add (sorted, g_strdup (names[i]));
  g_ptr_array_sort (sorted, compare_names);
  for (guint i = 0; i < sorted->len; i++)
    if (g_ascii_strtoull (g_ptr_array_index (sorted, i), NULL, 10) != i + 1)
      {
        g_set_error (error, MADO_DB_ERROR, MADO_DB_ERROR_MIGRATION,
                     "migration %0*u is missing or numbered twice", VERSION_DIGITS, i + 1);
        return NULL;
      }
  return g_steal_pointer (&sorted);
}

static gboolean
run_step (MadoDb *self, const char *name, guint version, GError **error)
{
  g_autofree char *path = g_build_path ("/", self->schema->migrations, name, NULL);
  g_autofree char *set_version = g_strdup_printf ("PRAGMA user_version = %u", version);
  g_autoptr (GBytes) sql = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (sql == NULL || !mado_db_execute (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (mado_db_execute (self, g_bytes_get_data (sql, NULL), error)
      && mado_db_execute (self, set_version, error) && mado_db_execute (self, "COMMIT", error))
    return TRUE;
  sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
  if (error != NULL && *error != NULL && (*error)->code == MADO_DB_ERROR_QUERY)
    (*error)->code = MADO_DB_ERROR_MIGRATION;
  g_prefix_error (error, "migration %s: ", name);
  return FALSE;
}

static gboolean
back_up_before (MadoDb *self, const char *path, guint version, GError **error)
{
  g_autofree char *copy = g_strdup_printf ("%s.before-v%u", path, version);

  if (g_file_test (copy, G_FILE_TEST_EXISTS))
    return TRUE; /* an earlier try of this very step already saved the file as it was */
  return mado_db_backup (self, copy, error);
}

static gboolean
refuse (MadoDbError code, const char *text, guint found, guint known, GError **error)
{
  g_set_error (error, MADO_DB_ERROR, (int) code, "%s (file: schema %u, program: schema %u)", text,
               found, known);
  return FALSE;
}

/* The file's schema, which is not newer than what we know. */
static gboolean
read_versions (MadoDb *self, GPtrArray *names, guint *version, GError **error)
{
  gint64 found;

  if (!mado_db_get_integer (self, "PRAGMA user_version", &found, error))
    return FALSE;
  *version = (guint) found;
  return found <= names->len
         || refuse (MADO_DB_ERROR_NEWER, "written by a newer program", *version, names->len, error);
}

gboolean
mado_db_check_version (MadoDb *self, GError **error)
{
  g_autoptr (GPtrArray) names = list_migrations (self->schema, error);
  guint version;

  if (names == NULL || !read_versions (self, names, &version, error))
    return FALSE;
  return version == names->len
         || refuse (MADO_DB_ERROR_OLDER, "needs an upgrade first", version, names->len, error);
}

gboolean
mado_db_migrate (MadoDb *self, const char *path, GError **error)
{
  g_autoptr (GPtrArray) names = list_migrations (self->schema, error);
  guint version;

  if (names == NULL || !read_versions (self, names, &version, error))
    return FALSE;
  if (version == names->len)
    return TRUE;
  if (self->read_only)
    return refuse (MADO_DB_ERROR_READ_ONLY, "needs an upgrade but cannot be written", version,
                   names->len, error);
  if (version > 0 && !back_up_before (self, path, names->len, error))
    return FALSE;
  for (guint i = version; i < names->len; i++)
    if (!run_step (self, g_ptr_array_index (names, i), i + 1, error))
      return FALSE;
  return TRUE;
}
