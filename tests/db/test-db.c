/* SPDX-License-Identifier: GPL-3.0-or-later */
/* opening, upgrading, refusing, named queries and transactions */
#include "config.h"

#include "mado-db.h"
#include "mado-query.h"
#include "mado-txn.h"

#include "mado-desk-sql.h"
#include "test-schemas.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static const MadoDbSchema schema_one = { "/test/one/migrations", "/test/one/queries" };
static const MadoDbSchema schema_two = { "/test/two/migrations", "/test/two/queries" };
static const MadoDbSchema schema_broken = { "/test/broken/migrations", "/test/broken/queries" };
static const MadoDbSchema schema_gap = { "/test/gap/migrations", "/test/gap/queries" };
static const MadoDbSchema schema_desk
    = { "/jp/madoguchi/sql/desk/migrations", "/jp/madoguchi/sql/desk/queries" };

typedef struct
{
  char *folder; /* owned; removed at the end with all that lies in it */
  char *path;   /* owned */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("mado-db-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "test.db", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);

  for (const char *name; (name = g_dir_read_name (folder)) != NULL;)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
insert_note (MadoDb *db, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoQuery) query = mado_query_new (db, "note/insert", &error);

  g_assert_no_error (error);
  mado_query_bind_text (query, "text", text);
  g_assert_true (mado_query_run (query, &error));
  g_assert_no_error (error);
}

static guint
count_notes (MadoDb *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoQuery) query = mado_query_new (db, "note/all", &error);
  gboolean has_row;
  guint n_notes = 0;

  g_assert_no_error (error);
  while (mado_query_next (query, &has_row, &error) && has_row)
    n_notes++;
  g_assert_no_error (error);
  return n_notes;
}

static void
test_fresh (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDb) db = mado_db_open (fixture->path, &schema_one, &error);
  struct stat status;

  g_assert_no_error (error);
  g_assert_cmpuint (mado_db_get_schema_version (db), ==, 1);
  g_assert_false (mado_db_is_read_only (db));
  g_assert_true (mado_db_check (db, &error));
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
}

static void
test_transaction (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDb) db = mado_db_open (fixture->path, &schema_one, &error);

  g_assert_no_error (error);
  {
    g_autoptr (MadoTxn) txn = mado_txn_begin (db, &error);

    g_assert_nonnull (txn);
    insert_note (db, "dropped");
  }
  g_assert_cmpuint (count_notes (db), ==, 0);
  {
    g_autoptr (MadoTxn) txn = mado_txn_begin (db, &error);

    insert_note (db, "kept");
    g_assert_true (mado_txn_commit (txn, &error));
  }
  g_assert_cmpuint (count_notes (db), ==, 1);
}

static void
test_bindings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDb) db = mado_db_open (fixture->path, &schema_one, &error);
  g_autoptr (MadoQuery) query = mado_query_new (db, "note/insert", &error);

  g_assert_no_error (error);
  g_assert_false (mado_query_run (query, &error)); /* :text is not bound */
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_QUERY);
  g_clear_error (&error);
  mado_query_bind_text (query, "text", "a");
  mado_query_bind_text (query, "colour", "b"); /* no such parameter */
  g_assert_false (mado_query_run (query, &error));
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_QUERY);
  g_clear_error (&error);
  g_assert_null (mado_query_new (db, "note/none", &error));
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_QUERY);
}

static void
test_upgrade (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = g_strconcat (fixture->path, ".before-v2", NULL);
  MadoDb *db = mado_db_open (fixture->path, &schema_one, &error);

  insert_note (db, "old");
  mado_db_close (db);
  db = mado_db_open (fixture->path, &schema_two, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mado_db_get_schema_version (db), ==, 2);
  g_assert_cmpuint (count_notes (db), ==, 1);
  mado_db_close (db);
  db = mado_db_open (copy, &schema_one, &error); /* the way back */
  g_assert_no_error (error);
  g_assert_cmpuint (count_notes (db), ==, 1);
  mado_db_close (db);
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  mado_db_close (mado_db_open (fixture->path, &schema_two, &error));
  g_assert_null (mado_db_open (fixture->path, &schema_one, &error));
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_NEWER);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* Nothing is made, upgraded or left beside the file; a look writes nothing. */
static void
test_as_it_stands (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = g_strconcat (fixture->path, ".before-v2", NULL);
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  MadoDb *db;

  g_assert_null (mado_db_open_as_it_stands (fixture->path, &schema_one, MADO_DB_WORK, &error));
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_CANNOT_OPEN);
  g_clear_error (&error);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  mado_db_close (mado_db_open (fixture->path, &schema_one, &error));
  g_assert_null (mado_db_open_as_it_stands (fixture->path, &schema_two, MADO_DB_LOOK, &error));
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_OLDER);
  g_clear_error (&error);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  db = mado_db_open_as_it_stands (fixture->path, &schema_one, MADO_DB_WORK, &error);
  insert_note (db, "kept");
  mado_db_close (db);
  db = mado_db_open_as_it_stands (fixture->path, &schema_one, MADO_DB_LOOK, &error);
  g_assert_no_error (error);
  g_assert_true (mado_db_is_read_only (db));
  g_assert_cmpuint (count_notes (db), ==, 1);
  g_assert_null (mado_txn_begin (db, &error));
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_READ_ONLY);
  mado_db_close (db);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

static void
test_broken_migration (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  MadoDb *db = mado_db_open (fixture->path, &schema_one, &error);

  insert_note (db, "old");
  mado_db_close (db);
  g_assert_null (mado_db_open (fixture->path, &schema_broken, &error));
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_MIGRATION);
  g_clear_error (&error);
  db = mado_db_open (fixture->path, &schema_one, &error); /* as before: nothing half done */
  g_assert_no_error (error);
  g_assert_cmpuint (mado_db_get_schema_version (db), ==, 1);
  g_assert_cmpuint (count_notes (db), ==, 1);
  mado_db_close (db);
}

static void
test_gap (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_db_open (fixture->path, &schema_gap, &error));
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_MIGRATION);
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;

  g_assert_true (
      g_file_set_contents (fixture->path, "This is no database, but a letter.", -1, NULL));
  g_assert_null (mado_db_open (fixture->path, &schema_one, &error));
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_CORRUPT);
  g_assert_true (g_file_get_contents (fixture->path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "This is no database, but a letter."); /* untouched */
}

static void
test_cannot_create (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_autofree char *path = g_build_filename (fixture->folder, "missing", "no.db", NULL);

  g_assert_null (mado_db_open (path, &schema_one, &error));
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_CANNOT_OPEN);
}

/* Prepares every query of the desk: each must parse against the schema. */
static guint
prepare_all (MadoDb *db, const char *aggregate)
{
  g_autofree char *folder = g_strdup_printf ("%s/%s", schema_desk.queries, aggregate);
  g_auto (GStrv) names
      = g_resources_enumerate_children (folder, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  guint n_queries = 0;

  for (; names[n_queries] != NULL; n_queries++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *verb = g_strndup (names[n_queries], strlen (names[n_queries]) - 4);
      g_autofree char *name = g_strdup_printf ("%s%s", aggregate, verb);
      g_autoptr (MadoQuery) query = mado_query_new (db, name, &error);

      g_assert_no_error (error);
      g_assert_nonnull (query);
    }
  return n_queries;
}

static void
test_desk_queries (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDb) db = mado_db_open (fixture->path, &schema_desk, &error);
  g_auto (GStrv) aggregates
      = g_resources_enumerate_children (schema_desk.queries, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  guint n_queries = 0;

  g_assert_no_error (error);
  for (gsize i = 0; aggregates[i] != NULL; i++)
    n_queries += prepare_all (db, aggregates[i]);
  g_assert_cmpuint (n_queries, >, 20);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *, gconstpointer);
  } tests[] = {
    { "/db/fresh", test_fresh },
    { "/db/transaction", test_transaction },
    { "/db/bindings", test_bindings },
    { "/db/upgrade", test_upgrade },
    { "/db/newer", test_newer },
    { "/db/as-it-stands", test_as_it_stands },
    { "/db/broken-migration", test_broken_migration },
    { "/db/gap", test_gap },
    { "/db/damaged", test_damaged },
    { "/db/cannot-create", test_cannot_create },
    { "/db/desk-queries", test_desk_queries },
  };

  g_test_init (&argc, &argv, NULL);
  mado_desk_sql_register_resource ();
  test_schemas_register_resource ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
