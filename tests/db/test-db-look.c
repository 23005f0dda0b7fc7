/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that this account cannot write, or whose folder it cannot: what can be looked at, what is
 * refused, and that nothing is left behind (sqlite.org/wal.html, "Read-Only Databases"). */
#include "config.h"

#include "mado-db.h"
#include "mado-query.h"
#include "other-account.h"
#include "test-schemas.h"

#include <glib/gstdio.h>
#include <string.h>

static const MadoDbSchema schema = { "/test/one/migrations", "/test/one/queries" };
static const MadoDbSchema newer = { "/test/two/migrations", "/test/two/queries" };

typedef struct
{
  char *folder, *path; /* owned */
} Fixture;

/* --- a file with one note --- */

static void
add_note (MadoDb *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoQuery) query = mado_query_new (db, "note/insert", &error);

  g_assert_no_error (error);
  mado_query_bind_text (query, "text", "note");
  g_assert_true (mado_query_run (query, &error));
  g_assert_no_error (error);
}

/* Returns: -1 with the error. */
static int
count_notes (MadoDb *db, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "note/all", error);
  gboolean has_row = TRUE;
  int n = -1;

  for (; query != NULL && has_row; n++)
    if (!mado_query_next (query, &has_row, error))
      return -1;
  return n;
}

static void
assert_notes (MadoDb *db, int n)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (count_notes (db, &error), ==, n);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  MadoDb *db;

  fixture->folder = g_dir_make_tmp ("mado look ? XXXXXX", NULL); /* a name that a URI must escape */
  fixture->path = g_build_filename (fixture->folder, "test.db", NULL);
  db = mado_db_open (fixture->path, &schema, NULL);
  add_note (db);
  mado_db_close (db);
  other_account_begin (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = NULL;

  other_account_end ();
  g_chmod (fixture->folder, 0700);
  folder = g_dir_open (fixture->folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name (folder)) != NULL;)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static gboolean
is_there (Fixture *fixture, const char *suffix)
{
  g_autofree char *path = g_strconcat (fixture->path, suffix, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static MadoDb *
look (Fixture *fixture, GError **error)
{
  return mado_db_open_as_it_stands (fixture->path, &schema, MADO_DB_LOOK, error);
}

/* --- what can be looked at --- */

static void
assert_can_be_looked_at (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDb) db = NULL;
  g_autoptr (MadoQuery) query = NULL;

  g_assert_false (mado_db_may_write (fixture->path));
  db = look (fixture, &error);
  g_assert_no_error (error);
  g_assert_true (mado_db_is_read_only (db));
  assert_notes (db, 1);
  query = mado_query_new (db, "note/insert", &error);
  mado_query_bind_text (query, "text", "no");
  g_assert_false (mado_query_run (query, &error));
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_READ_ONLY);
  g_assert_false (is_there (fixture, "-wal"));
  g_assert_false (is_there (fixture, "-shm"));
}

static void
test_file (Fixture *fixture, gconstpointer data)
{
  g_assert_true (mado_db_may_write (fixture->path));
  g_assert_cmpint (g_chmod (fixture->path, 0444), ==, 0);
  assert_can_be_looked_at (fixture);
}

static void
test_folder (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  assert_can_be_looked_at (fixture);
}

/* Another account's program is at work: what it commits is seen, and it is not disturbed. */
static void
test_beside_writer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  MadoDb *writer = mado_db_open (fixture->path, &schema, &error);
  MadoDb *db;

  add_note (writer);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  db = look (fixture, &error);
  g_assert_no_error (error);
  assert_notes (db, 2);
  add_note (writer);
  assert_notes (db, 3);
  mado_db_close (db);
  add_note (writer);
  assert_notes (writer, 4);
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
  mado_db_close (writer);
}

/* A file that nobody wrote is being written now: no mixture of two states is shown. */
static void
test_writer_comes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  MadoDb *db, *writer;

  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  db = look (fixture, &error);
  g_assert_no_error (error);
  assert_notes (db, 1);
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
  writer = mado_db_open (fixture->path, &schema, &error);
  add_note (writer);
  g_assert_cmpint (count_notes (db, &error), ==, -1);
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_BUSY);
  g_clear_error (&error);
  mado_db_close (writer); /* its log is gone, but the file is another */
  g_assert_cmpint (count_notes (db, &error), ==, -1);
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_BUSY);
  g_clear_error (&error);
  mado_db_close (db);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  db = look (fixture, &error); /* the cure */
  g_assert_no_error (error);
  assert_notes (db, 2);
  mado_db_close (db);
}

/* --- what is refused --- */

/* The newest note lies in the log only: an older state is not what was asked for. */
static void
test_log_without_index (Fixture *fixture, gconstpointer data)
{
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  gsize n;
  MadoDb *writer = mado_db_open (fixture->path, &schema, &error);

  add_note (writer);
  g_assert_true (g_file_get_contents (wal, &content, &n, NULL));
  g_assert_cmpuint (n, >, 0);
  mado_db_close (writer);
  g_assert_true (g_file_set_contents (wal, content, (gssize) n, NULL));
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  g_assert_null (look (fixture, &error));
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_CANNOT_OPEN);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_chmod (fixture->path, 0444), ==, 0);
  g_assert_null (mado_db_open_as_it_stands (fixture->path, &schema, MADO_DB_WORK, &error));
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_null (mado_db_open_as_it_stands (fixture->path, &newer, MADO_DB_LOOK, &error));
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_OLDER);
  g_clear_error (&error);
  g_assert_cmpint (g_chmod (fixture->path, 0), ==, 0);
  g_assert_null (look (fixture, &error));
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_CANNOT_OPEN);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *, gconstpointer);
  } tests[] = {
    { "/db/look/file", test_file },
    { "/db/look/folder", test_folder },
    { "/db/look/beside-writer", test_beside_writer },
    { "/db/look/writer-comes", test_writer_comes },
    { "/db/look/log-without-index", test_log_without_index },
    { "/db/look/refused", test_refused },
  };

  g_test_init (&argc, &argv, NULL);
  test_schemas_register_resource ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
