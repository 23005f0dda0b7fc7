/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the account may write decides what the desk is: a desk, or a look at its record.  Run by
 * root the test is another account while it opens; run by a user it is itself. */
#include "config.h"

#include "desk-fixture.h"

#include "mado-db.h"

#include <ftw.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define OTHER_ACCOUNT 65534 /* nobody */
#define OPEN_FOLDERS 8

static char *template_folder;

typedef struct
{
  DeskFixture fixture;
  char *folder, *database; /* owned */
} Desk;

/* --- accounts --- */

static int
give_away (const char *path, const struct stat *about, int type, struct FTW *where)
{
  return lchown (path, OTHER_ACCOUNT, OTHER_ACCOUNT);
}

/* Whoever owns the folder afterwards has no rights but those of its modes. */
static void
become_ordinary (const char *folder)
{
  if (getuid () != 0)
    return;
  g_assert_cmpint (nftw (folder, give_away, OPEN_FOLDERS, FTW_PHYS), ==, 0);
  g_assert_cmpint (setegid (OTHER_ACCOUNT), ==, 0);
  g_assert_cmpint (seteuid (OTHER_ACCOUNT), ==, 0);
}

static void
be_oneself_again (void)
{
  if (getuid () != 0)
    return;
  g_assert_cmpint (seteuid (0), ==, 0);
  g_assert_cmpint (setegid (0), ==, 0);
}

/* --- the desk --- */

static void
set_up (Desk *desk)
{
  desk->folder = desk_fixture_copy (template_folder);
  desk->database = g_build_filename (desk->folder, "desk.db", NULL);
  desk_fixture_open_parts (&desk->fixture, desk->folder);
  become_ordinary (desk->folder);
}

static void
tear_down (Desk *desk)
{
  be_oneself_again ();
  g_chmod (desk->folder, 0700);
  desk_fixture_close (&desk->fixture);
  desk_fixture_remove (desk->folder);
  g_free (desk->database);
  g_free (desk->folder);
}

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult *const *result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static gboolean
try_open (Desk *desk, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  mado_desk_open_async (desk->fixture.desk, NULL, ready_cb, &result);
  return mado_desk_open_finish (desk->fixture.desk, wait_for (&result), error);
}

/* --- the lock --- */

/* The lock of an earlier starter that this account cannot open: somebody may hold it. */
static void
test_foreign_lock (void)
{
  Desk desk = { 0 };
  g_autofree char *lock = NULL;
  g_autoptr (GError) error = NULL;

  set_up (&desk);
  lock = g_strconcat (desk.database, ".lock", NULL);
  g_assert_true (g_file_set_contents (lock, "", 0, NULL));
  g_assert_cmpint (g_chmod (lock, 0), ==, 0);
  g_assert_false (try_open (&desk, &error));
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_CANNOT_OPEN);
  g_clear_error (&error);
  g_assert_cmpint (g_unlink (lock), ==, 0); /* the cure */
  g_assert_true (try_open (&desk, &error));
  g_assert_no_error (error);
  tear_down (&desk);
}

/* What stands there as a lock is none. */
static void
test_no_lock (void)
{
  Desk desk = { 0 };
  g_autofree char *lock = NULL;
  g_autoptr (GError) error = NULL;

  set_up (&desk);
  lock = g_strconcat (desk.database, ".lock", NULL);
  g_assert_cmpint (g_mkdir (lock, 0700), ==, 0);
  g_assert_false (try_open (&desk, &error));
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_CANNOT_OPEN);
  g_assert_cmpint (g_rmdir (lock), ==, 0);
  tear_down (&desk);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  mado_secret_init_process ();
  template_folder = desk_fixture_make_template ();
  g_test_add_func ("/workflow/desk/rights/foreign-lock", test_foreign_lock);
  g_test_add_func ("/workflow/desk/rights/no-lock", test_no_lock);
  result = g_test_run ();
  desk_fixture_remove (template_folder);
  g_free (template_folder);
  return result;
}
