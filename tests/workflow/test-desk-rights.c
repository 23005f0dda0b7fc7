/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the account may write decides what the desk is: a desk, or a look at its record.  Run by
 * root the test is another account while it opens; run by a user it is itself. */
#include "config.h"

#include "desk-template.h"
#include "other-account.h"
#include "service-fixture.h"

#include "mado-db.h"
#include "mado-desk-changes.h"
#include "mado-desk-night.h"
#include "mado-desk-search.h"
#include "mado-operator.h"
#include "mado-run-wait.h"

#include <glib/gstdio.h>
#include <unistd.h>

typedef struct
{
  Service service;
  MadoDesk *desk;        /* the service's */
  char *database, *lock; /* owned: paths */
} Desk;

/* --- the desk --- */

/* A record with a running case and a few that are done, of a program that has ended. */
static void
set_up (Desk *desk)
{
  service_set_up (&desk->service, NULL);
  service_add_cases (&desk->service, 2, "issue", SERVICE_NAME, SERVICE_KANA, SERVICE_BIRTH);
  g_object_unref (desk_fixture_start (&desk->service.fixture));
  desk_fixture_close (&desk->service.fixture);
  desk->database = g_build_filename (desk->service.folder, "desk.db", NULL);
  desk->lock = g_strconcat (desk->database, ".lock", NULL);
  g_assert_cmpint (g_unlink (desk->lock), ==, 0);
  desk_fixture_open_parts (&desk->service.fixture, desk->service.folder);
  desk->desk = desk->service.fixture.desk;
  other_account_begin (desk->service.folder);
}

static void
tear_down (Desk *desk)
{
  other_account_end ();
  g_assert_cmpint (g_chmod (desk->service.folder, 0700), ==, 0);
  g_free (desk->database);
  g_free (desk->lock);
  service_tear_down (&desk->service, NULL);
}

static gboolean
try_open (Desk *desk, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  mado_desk_open_async (desk->desk, NULL, service_ready_cb, &result);
  return mado_desk_open_finish (desk->desk, service_wait (&result), error);
}

/* --- the lock --- */

/* The lock of an earlier starter that this account cannot open: somebody may hold it. */
static void
test_foreign_lock (void)
{
  Desk desk = { 0 };
  g_autoptr (GError) error = NULL;

  set_up (&desk);
  g_assert_true (g_file_set_contents (desk.lock, "", 0, NULL));
  g_assert_cmpint (g_chmod (desk.lock, 0), ==, 0);
  g_assert_false (try_open (&desk, &error));
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_CANNOT_OPEN);
  g_clear_error (&error);
  g_assert_cmpint (g_unlink (desk.lock), ==, 0); /* the cure */
  g_assert_true (try_open (&desk, &error));
  g_assert_no_error (error);
  tear_down (&desk);
}

/* What stands there as a lock is none. */
static void
test_no_lock (void)
{
  Desk desk = { 0 };
  g_autoptr (GError) error = NULL;

  set_up (&desk);
  g_assert_cmpint (g_mkdir (desk.lock, 0700), ==, 0);
  g_assert_false (try_open (&desk, &error));
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_CANNOT_OPEN);
  g_assert_cmpint (g_rmdir (desk.lock), ==, 0);
  tear_down (&desk);
}

/* --- look-up --- */

/* Returns: (transfer full): the names of the folder's files that belong to the record. */
static char *
list_record (Desk *desk)
{
  g_autoptr (GDir) folder = g_dir_open (desk->service.folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_prefix (name, "desk.db"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, (GCompareFunc) (void (*) (void)) g_strcmp0);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **) names->pdata);
}

/* Returns: 0: signed in; else the code of the MADO_DESK_ERROR. */
static int
sign_in (Desk *desk, const char *password, guint *tries_left)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MadoSecret *secret
      = password != NULL ? desk_template_secret (password) : desk_template_password ();

  mado_desk_sign_in_async (desk->desk, DESK_TEMPLATE_OPERATOR, secret, NULL, service_ready_cb,
                           &result);
  if (mado_desk_sign_in_finish (desk->desk, service_wait (&result), tries_left, &error))
    return 0;
  g_assert_cmpuint (error->domain, ==, MADO_DESK_ERROR);
  return error->code;
}

static void
counted_cb (MadoCaseList *list, gpointer data)
{
  *(gboolean *) data = TRUE;
}

static void
assert_finds (Desk *desk, const char *text, guint n)
{
  g_autoptr (MadoCaseList) found
      = mado_desk_search (desk->desk, text, FALSE, MADO_SEARCH_CASES, MADO_SEARCH_PHONE);
  gboolean counted = FALSE;

  g_signal_connect (found, "counted", G_CALLBACK (counted_cb), &counted);
  while (!counted)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (mado_case_list_get_problem (found));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (found)), ==, n);
}

static void
assert_starts_nothing (Desk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  mado_desk_start_async (desk->desk, "issue", NULL, service_ready_cb, &result);
  g_assert_null (mado_desk_start_finish (desk->desk, service_wait (&result), &error));
  g_assert_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_LOOK_UP);
}

static void
assert_imports_nothing (Desk *desk)
{
  g_autofree char *report = g_build_filename (desk->service.folder, "report.csv", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  mado_desk_import_changes_async (desk->desk, desk->database, report, NULL, NULL, NULL,
                                  service_ready_cb, &result);
  g_assert_null (mado_desk_import_changes_finish (desk->desk, service_wait (&result), &error));
  g_assert_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_LOOK_UP);
}

/* The running case is there to be looked at, and nothing can be said in it. */
static void
assert_case_is_fixed (Desk *desk)
{
  GListModel *runs = mado_desk_get_runs (desk->desk);
  g_autoptr (MadoRun) run = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (runs) && run == NULL; i++)
    run = g_list_model_get_item (runs, i);
  g_assert_nonnull (run);
  g_assert_null (mado_run_edit (run));
  for (MadoOutcome outcome = 0; outcome < MADO_N_OUTCOMES; outcome++)
    g_assert_false (mado_run_can (run, outcome));
  g_assert_false (mado_run_can_park (run));
  g_assert_false (mado_run_can_hold (run));
  g_assert_false (mado_run_can_waive (run));
  mado_run_post (run, MADO_OUTCOME_OK);
  mado_run_save (run);
  g_assert_false (mado_run_is_busy (run, NULL));
  g_assert_cmpstr (mado_run_get_state (run)->name, ==, "reception");
}

/* Looks and leaves nothing behind. */
static void
look (Desk *desk)
{
  g_autofree char *before = list_record (desk);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (try_open (desk, &error));
  g_assert_no_error (error);
  g_assert_true (mado_desk_is_look_up (desk->desk));
  mado_desk_keep_days (desk->desk); /* nothing expires by looking */
  g_assert_cmpint (sign_in (desk, NULL, NULL), ==, 0);
  assert_finds (desk, SERVICE_KANA, 2);
  assert_starts_nothing (desk);
  assert_imports_nothing (desk);
  assert_case_is_fixed (desk);
  assert_finds (desk, SERVICE_KANA, 2);
  after = list_record (desk);
  g_assert_cmpstr (after, ==, before);
}

/* A lock of this account would keep the desk itself out, a log of it would keep it from writing. */
static void
test_read_only_file (void)
{
  Desk desk = { 0 };

  set_up (&desk);
  g_assert_cmpint (g_chmod (desk.database, 0444), ==, 0);
  look (&desk);
  tear_down (&desk);
}

static void
test_read_only_folder (void)
{
  Desk desk = { 0 };

  set_up (&desk);
  g_assert_cmpint (g_chmod (desk.service.folder, 0555), ==, 0);
  look (&desk);
  tear_down (&desk);
}

/* Wrong passwords cannot be counted in the record, but they are bounded. */
static void
test_tries (void)
{
  Desk desk = { 0 };
  guint tries_left = 0;
  gint64 began;

  set_up (&desk);
  g_assert_cmpint (g_chmod (desk.database, 0444), ==, 0);
  g_assert_true (try_open (&desk, NULL));
  began = g_get_monotonic_time ();
  for (guint i = 1; i < MADO_OPERATOR_TRIES; i++)
    {
      g_assert_cmpint (sign_in (&desk, "guessed-1", &tries_left), ==, MADO_DESK_ERROR_SIGN_IN);
      g_assert_cmpuint (tries_left, ==, MADO_OPERATOR_TRIES - i);
    }
  g_assert_cmpint (sign_in (&desk, "guessed-1", &tries_left), ==, MADO_DESK_ERROR_LOCKED);
  g_assert_cmpint (g_get_monotonic_time () - began, >=,
                   (MADO_OPERATOR_TRIES - 1) * G_USEC_PER_SEC); /* one a second */
  g_assert_cmpint (sign_in (&desk, NULL, &tries_left), ==, MADO_DESK_ERROR_LOCKED);
  g_assert_null (mado_desk_get_operator (desk.desk));
  tear_down (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mado_secret_init_process ();
  service_begin ();
  g_test_add_func ("/workflow/desk/rights/foreign-lock", test_foreign_lock);
  g_test_add_func ("/workflow/desk/rights/no-lock", test_no_lock);
  g_test_add_func ("/workflow/desk/rights/read-only-file", test_read_only_file);
  g_test_add_func ("/workflow/desk/rights/read-only-folder", test_read_only_folder);
  g_test_add_func ("/workflow/desk/rights/tries", test_tries);
  return service_end (g_test_run ());
}
