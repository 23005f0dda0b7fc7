/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk's file of every schema that there was (tests/fixtures/db, kept for ever) is upgraded: it
 * has then the schema of a fresh file, and every row that it had */
#include "config.h"

#include "mado-case.h"
#include "mado-certificate-row.h"
#include "mado-db.h"
#include "mado-desk-sql.h"
#include "mado-search.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

static const MadoDbSchema schema
    = { "/jp/madoguchi/sql/desk/migrations", "/jp/madoguchi/sql/desk/queries" };

/* Tables in which a migration may add or drop rows: what they hold follows from other tables. */
static const char *const derived[] = { "case_search", "inquiry_search", "search_pending" };

typedef struct
{
  char *folder, *path; /* owned */
} File;

static void
file_clear (File *file)
{
  g_autoptr (GDir) folder = g_dir_open (file->folder, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (file->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (file->folder);
  g_free (file->folder);
  g_free (file->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (File, file_clear)

static void
file_init (File *file)
{
  file->folder = g_dir_make_tmp ("mado-upgrade-XXXXXX", NULL);
  file->path = g_build_filename (file->folder, "desk.db", NULL);
}

static char *
fixture_path (guint version)
{
  return g_strdup_printf ("%s/tests/fixtures/db/v%04u.db", g_getenv ("MADO_SOURCE_DIR"), version);
}

/* Returns: (transfer full): the rows of @sql, in lines. */
static char *
ask (const char *path, const char *sql)
{
  GString *text = g_string_new (NULL);
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (statement); i++)
        g_string_append_printf (text, "%s|", (const char *) sqlite3_column_text (statement, i));
      g_string_append_c (text, '\n');
    }
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return g_string_free (text, FALSE);
}

static MadoDb *
open_desk (const char *path)
{
  g_autoptr (GError) error = NULL;
  MadoDb *db = mado_db_open (path, &schema, &error);

  g_assert_no_error (error);
  return db;
}

static gboolean
is_derived (const char *table)
{
  for (gsize i = 0; i < G_N_ELEMENTS (derived); i++)
    if (g_str_has_prefix (table, derived[i]))
      return TRUE;
  return FALSE;
}

/* Every column that the old file has, of every row: the new file tells the same. */
static void
compare_rows (const char *before, const char *after)
{
  g_autofree char *list = ask (before, "SELECT name FROM sqlite_schema WHERE type = 'table'"
                                       " AND name NOT LIKE 'sqlite_%' ORDER BY name");
  g_auto (GStrv) tables = g_strsplit (list, "|\n", -1);

  for (guint i = 0; tables[i] != NULL && *tables[i] != '\0'; i++)
    {
      g_autofree char *info = g_strdup_printf (
          "SELECT group_concat (name, ', ') FROM pragma_table_info ('%s')", tables[i]);
      g_autofree char *columns = NULL, *sql = NULL, *old = NULL, *new = NULL;

      if (is_derived (tables[i]))
        continue;
      columns = ask (before, info);
      columns[strlen (columns) - strlen ("|\n")] = '\0';
      sql = g_strdup_printf ("SELECT %s FROM %s ORDER BY rowid", columns, tables[i]);
      old = ask (before, sql);
      new = ask (after, sql);
      g_assert_cmpstr (old, ==, new);
    }
}

#define SCHEMA "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"

/* What the program reads of it. */
static void
use (MadoDb *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCase) first = mado_case_load (db, 1, &error);
  g_autoptr (GPtrArray) open = mado_case_load_open (db, &error);
  g_autoptr (MadoCertificateRow) row = mado_certificate_row_load (db, "0A11C001", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (first->register_items->name, ==, "髙橋　𠮷郎");
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpint (row->state, ==, MADO_CERTIFICATE_CONFIRMED);
  mado_search_catch_up (db, &error);
  g_assert_no_error (error);
  g_assert_true (mado_db_check (db, &error));
}

static void
test_upgrade (gconstpointer data)
{
  guint version = GPOINTER_TO_UINT (data);
  g_autofree char *fixture = fixture_path (version);
  g_auto (File) old = { 0 }, fresh = { 0 };
  g_autofree char *bytes = NULL, *wanted = NULL, *found = NULL, *broken = NULL;
  g_autoptr (MadoDb) upgraded = NULL, new = NULL;
  gsize n_bytes;

  file_init (&old);
  file_init (&fresh);
  g_assert_true (g_file_get_contents (fixture, &bytes, &n_bytes, NULL));
  g_assert_true (g_file_set_contents (old.path, bytes, (gssize) n_bytes, NULL));
  upgraded = open_desk (old.path);
  new = open_desk (fresh.path);
  g_assert_cmpuint (mado_db_get_schema_version (upgraded), ==, mado_db_get_schema_version (new));
  use (upgraded);
  g_clear_pointer (&upgraded, mado_db_close);
  g_clear_pointer (&new, mado_db_close);
  wanted = ask (fresh.path, SCHEMA);
  found = ask (old.path, SCHEMA);
  g_assert_cmpstr (found, ==, wanted);
  broken = ask (old.path, "SELECT * FROM pragma_foreign_key_check");
  g_assert_cmpstr (broken, ==, "");
  compare_rows (fixture, old.path);
}

/* Whoever adds a schema adds its file. */
static void
test_every_version (void)
{
  g_auto (File) fresh = { 0 };
  g_autoptr (MadoDb) new = NULL;

  file_init (&fresh);
  new = open_desk (fresh.path);
  for (guint version = 1; version <= mado_db_get_schema_version (new); version++)
    {
      g_autofree char *fixture = fixture_path (version);

      g_assert_true (g_file_test (fixture, G_FILE_TEST_IS_REGULAR));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mado_desk_sql_register_resource ();
  g_test_add_func ("/upgrade/every-version", test_every_version);
  for (guint version = 1;; version++)
    {
      g_autofree char *fixture = fixture_path (version);
      g_autofree char *path = g_strdup_printf ("/upgrade/v%u", version);

      if (!g_file_test (fixture, G_FILE_TEST_EXISTS))
        break;
      g_test_add_data_func (path, GUINT_TO_POINTER (version), test_upgrade);
    }
  return g_test_run ();
}
