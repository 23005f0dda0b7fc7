/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The authority's directory and database: nothing is overwritten, and a machine that dies at any
 * commit leaves a state that the desk can ask about. */
#include "config.h"

#include "ca-fixture.h"

#include <glib/gstdio.h>
#include <openssl/hmac.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

static void
test_create (void)
{
  const MadoAuthorityPlace place = { .prefecture = "Hokkaido-ken", .municipality = "Kutchan-cho" };
  const char *secrets[] = { "ca.key", "cmp.key", "ra.key", "authority.db" };
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_dir_make_tmp ("mado-ca-create-XXXXXX", &error);
  g_autoptr (CaClock) clock = g_object_new (CA_TYPE_CLOCK, NULL);
  g_autofree char *key = g_build_filename (dir, "ca.key", NULL);
  g_autofree char *before = NULL, *after = NULL;

  g_assert_null (mado_authority_open (dir, MADO_CLOCK (clock), &error));
  g_assert_error (error, MADO_AUTHORITY_ERROR, MADO_AUTHORITY_ERROR_FILES);
  g_clear_error (&error);
  g_assert_true (mado_authority_create (dir, &place, MADO_CLOCK (clock), &error));
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      g_autofree char *path = g_build_filename (dir, secrets[i], NULL);
      GStatBuf status;

      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
    }
  /* A second creation refuses and leaves the first as it is. */
  g_assert_true (g_file_get_contents (key, &before, NULL, NULL));
  g_assert_false (mado_authority_create (dir, &place, MADO_CLOCK (clock), &error));
  g_assert_error (error, MADO_AUTHORITY_ERROR, MADO_AUTHORITY_ERROR_FILES);
  g_assert_true (g_file_get_contents (key, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);
  ca_fixture_remove_dir (dir);
}

static void
test_lacking_file (CaFixture *fixture, gconstpointer unused)
{
  const char *names[] = { "authority.db", "cmp.key", "ca.crt" };
  CaClock *clock = fixture->clock;

  g_assert_finalize_object (fixture->authority);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = ca_fixture_path (fixture, names[i]);
      g_autofree char *aside = g_strconcat (path, ".aside", NULL);

      g_assert_cmpint (g_rename (path, aside), ==, 0);
      g_assert_null (mado_authority_open (fixture->dir, MADO_CLOCK (clock), &error));
      g_assert_error (error, MADO_AUTHORITY_ERROR, MADO_AUTHORITY_ERROR_FILES);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS)); /* nothing new in its place */
      g_assert_cmpint (g_rename (aside, path), ==, 0);
    }
  {
    g_autoptr (GError) error = NULL;

    fixture->authority = mado_authority_open (fixture->dir, MADO_CLOCK (clock), &error);
    g_assert_no_error (error);
  }
}

static void
test_list (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCertificate) certificate = ca_fixture_issue (fixture);
  g_autoptr (GPtrArray) list = NULL;
  const MadoAuthorityEntry *entry;

  ca_fixture_reopen_authority (fixture);
  list = mado_authority_list (fixture->authority, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  entry = g_ptr_array_index (list, 0);
  g_assert_cmpstr (entry->serial, ==, mado_certificate_get_serial (certificate));
  g_assert_cmpstr (entry->municipality, ==, "Kutchan-cho");
  g_assert_cmpstr (entry->state, ==, "active");
  g_assert_cmpint (entry->issued_at, ==, CA_START);
  g_assert_cmpint (entry->not_after, ==, mado_certificate_get_not_after (certificate));
  g_assert_cmpint (entry->reason, ==, -1);
}

/* The commits of an issuance and a revocation after it, in order. */
enum
{
  COMMIT_ISSUE = 1,
  COMMIT_CONFIRM,
  COMMIT_REVOKE,
  N_COMMITS = COMMIT_REVOKE
};

typedef struct
{
  guint at;        /* which commit */
  gboolean before; /* or after it */
  guint n_before, n_after;
} Kill;

static void
kill_hook (gboolean before, gpointer data)
{
  Kill *kill_at = data;
  guint n = before ? ++kill_at->n_before : ++kill_at->n_after;

  if (before == kill_at->before && n == kill_at->at)
    kill (getpid (), SIGKILL);
}

/* In a process of its own: works in the given directory until it is killed. */
static int
work_until_killed (char **arguments)
{
  static Kill kill_at;
  CaFixture fixture = { .dir = arguments[0] };
  g_autoptr (GBytes) csr = NULL;
  g_autofree char *key_path = g_build_filename (arguments[0], "csr.der", NULL);
  g_autofree char *old_path = g_build_filename (arguments[0], "replaces", NULL);
  g_autofree char *content = NULL;
  g_autofree char *replaces = NULL;
  gsize n_content;
  g_autoptr (MadoCertificate) certificate = NULL;

  kill_at.at = (guint) atoi (arguments[1]);
  kill_at.before = g_str_equal (arguments[2], "before");
  fixture.clock = g_object_new (CA_TYPE_CLOCK, NULL);
  fixture.authority = mado_authority_open (fixture.dir, MADO_CLOCK (fixture.clock), NULL);
  fixture.ca = ca_fixture_new_desk (&fixture, NULL, NULL);
  g_assert_true (g_file_get_contents (key_path, &content, &n_content, NULL));
  csr = g_bytes_new (content, n_content);
  g_file_get_contents (old_path, &replaces, NULL, NULL);
  mado_authority_set_commit_hook (fixture.authority, kill_hook, &kill_at);
  certificate = mado_ca_request_replacing (MADO_CA (fixture.ca), csr, replaces, ca_fixture_confirm,
                                           &fixture, NULL, NULL);
  if (certificate != NULL)
    mado_ca_revoke (MADO_CA (fixture.ca), mado_certificate_get_serial (certificate),
                    MADO_CA_REASON_CEASED, NULL, NULL);
  return 1; /* never reached when the kill works */
}

static void
run_killed (const char *dir, guint at, const char *when)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *number = g_strdup_printf ("%u", at);
  const char *const argv[] = { self, "--killed", dir, number, when, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, &error);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  g_assert_true (g_subprocess_get_if_signaled (process));
  g_assert_cmpint (g_subprocess_get_term_sig (process), ==, SIGKILL);
}

static void
test_killed (CaFixture *fixture, gconstpointer unused)
{
  /* What stands in the books after the machine died before and after each commit; -1: nothing. */
  const int states[N_COMMITS + 1][2] = {
    [COMMIT_ISSUE] = { -1, MADO_CA_STATE_UNCONFIRMED },
    [COMMIT_CONFIRM] = { MADO_CA_STATE_UNCONFIRMED, MADO_CA_STATE_ACTIVE },
    [COMMIT_REVOKE] = { MADO_CA_STATE_ACTIVE, MADO_CA_STATE_REVOKED },
  };

  for (guint at = COMMIT_ISSUE; at <= N_COMMITS; at++)
    for (int after = 0; after < 2; after++)
      {
        g_autoptr (GBytes) csr = ca_fixture_csr (0, NULL, NULL);
        g_autofree char *path = ca_fixture_path (fixture, "csr.der");
        g_autoptr (MadoCaRecord) record = NULL;
        int wanted = states[at][after];

        g_assert_true (g_file_set_contents (path, g_bytes_get_data (csr, NULL),
                                            (gssize) g_bytes_get_size (csr), NULL));
        g_assert_finalize_object (fixture->authority);
        fixture->authority = NULL;
        run_killed (fixture->dir, at, after ? "after" : "before");
        fixture->authority = mado_authority_open (fixture->dir, MADO_CLOCK (fixture->clock), NULL);
        g_assert_nonnull (fixture->authority);
        record = ca_fixture_ask (fixture, 0, wanted >= 0 ? 1 : 0);
        if (wanted >= 0)
          g_assert_cmpint (record->state, ==, wanted);
        ca_fixture_tear_down (fixture, NULL);
        memset (fixture, 0, sizeof *fixture);
        ca_fixture_set_up (fixture, NULL);
      }
}

/* The machine dies in a renewal: the books hold the old certificate in force, or the new one. */
static void
killed_in_renewal (CaFixture *fixture, guint at, gboolean after)
{
  g_autoptr (MadoCertificate) old = ca_fixture_issue (fixture);
  g_autoptr (GBytes) csr = ca_fixture_csr (1, NULL, NULL);
  g_autofree char *path = ca_fixture_path (fixture, "csr.der");
  g_autofree char *old_path = ca_fixture_path (fixture, "replaces");
  g_autoptr (MadoCaRecord) of_old = NULL, of_new = NULL;
  gboolean issued = at > COMMIT_ISSUE || after, done = at == COMMIT_CONFIRM && after;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (csr, NULL),
                                      (gssize) g_bytes_get_size (csr), NULL));
  g_assert_true (g_file_set_contents (old_path, mado_certificate_get_serial (old), -1, NULL));
  g_assert_finalize_object (fixture->authority);
  fixture->authority = NULL;
  run_killed (fixture->dir, at, after ? "after" : "before");
  fixture->authority = mado_authority_open (fixture->dir, MADO_CLOCK (fixture->clock), NULL);
  of_old = ca_fixture_ask (fixture, 0, 1);
  of_new = ca_fixture_ask (fixture, 1, issued ? 1 : 0);
  g_assert_cmpint (of_old->state, ==, done ? MADO_CA_STATE_REVOKED : MADO_CA_STATE_ACTIVE);
  if (issued)
    g_assert_cmpint (of_new->state, ==, done ? MADO_CA_STATE_ACTIVE : MADO_CA_STATE_UNCONFIRMED);
}

static void
test_killed_in_renewal (CaFixture *fixture, gconstpointer unused)
{
  for (guint at = COMMIT_ISSUE; at <= COMMIT_CONFIRM; at++)
    for (int after = 0; after < 2; after++)
      {
        killed_in_renewal (fixture, at, after == 1);
        ca_fixture_tear_down (fixture, NULL);
        memset (fixture, 0, sizeof *fixture);
        ca_fixture_set_up (fixture, NULL);
      }
}

/* --- one person, however blanks were typed --- */

static void
assert_refused (CaFixture *fixture, const MadoCsrHolder *holder, int failure)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) csr = ca_fixture_csr (1, NULL, holder);

  g_assert_null (ca_fixture_request (fixture, csr, &error));
  g_assert_error (error, MADO_CA_ERROR, MADO_CA_ERROR_REFUSED);
  g_assert_cmpint (mado_ca_error_get_failure (error), ==, failure);
}

static void
test_blankless (CaFixture *fixture, gconstpointer unused)
{
  MadoCsrHolder blankless = ca_holder, namesake = ca_holder;
  G_GNUC_UNUSED g_autoptr (MadoCertificate) first = ca_fixture_issue (fixture);
  g_autoptr (MadoCertificate) second = NULL;
  g_autoptr (GBytes) csr = NULL;
  g_autoptr (GError) error = NULL;

  blankless.name = "山田太郎";
  blankless.name_flags = "0000";
  assert_refused (fixture, &blankless, MADO_CA_FAILURE_DUPLICATE);
  blankless.name = "山　田・太郎";
  blankless.name_flags = "000000";
  assert_refused (fixture, &blankless, MADO_CA_FAILURE_DUPLICATE);
  namesake.name = "山田　多郎";
  csr = ca_fixture_csr (1, NULL, &namesake);
  second = ca_fixture_request (fixture, csr, &error);
  g_assert_no_error (error);
}

/* Makes the one row what it was before names were folded. */
static void
age_row (CaFixture *fixture)
{
  const char *const parts[] = { ca_holder.name,    ca_holder.birth,         ca_holder.sex,
                                ca_holder.address, ca_subject.municipality, NULL };
  g_autofree char *joined = g_strjoinv ("\x1F", (char **) (guintptr) parts);
  g_autofree char *path = ca_fixture_path (fixture, "authority.db");
  guint8 person[32];
  sqlite3 *raw;
  sqlite3_stmt *salt, *update;

  g_assert_cmpint (sqlite3_open (path, &raw), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (raw, "SELECT salt FROM authority", -1, &salt, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_step (salt), ==, SQLITE_ROW);
  HMAC (EVP_sha256 (), sqlite3_column_blob (salt, 0), sqlite3_column_bytes (salt, 0),
        (const guint8 *) joined, strlen (joined), person, NULL);
  sqlite3_finalize (salt);
  g_assert_cmpint (sqlite3_prepare_v2 (raw, "UPDATE certificate SET person = ? WHERE person <> ?1",
                                       -1, &update, NULL),
                   ==, SQLITE_OK);
  sqlite3_bind_blob (update, 1, person, sizeof person, SQLITE_TRANSIENT);
  g_assert_cmpint (sqlite3_step (update), ==, SQLITE_DONE);
  sqlite3_finalize (update);
  g_assert_cmpint (sqlite3_changes (raw), ==, 1);
  sqlite3_close (raw);
}

/* A row of an older program is found by the name as it is written. */
static void
test_old_row (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (MadoCertificate) first = ca_fixture_issue (fixture);
  g_autoptr (MadoCertificate) second = NULL;
  g_autoptr (GBytes) csr = NULL;
  g_autoptr (GError) error = NULL;

  age_row (fixture);
  assert_refused (fixture, &ca_holder, MADO_CA_FAILURE_DUPLICATE);
  csr = ca_fixture_csr (1, NULL, NULL);
  second
      = mado_ca_request_replacing (MADO_CA (fixture->ca), csr, mado_certificate_get_serial (first),
                                   ca_fixture_confirm, fixture, NULL, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  if (argc == 5 && g_str_equal (argv[1], "--killed"))
    return work_until_killed (argv + 2);
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test)                                                                            \
  g_test_add (path, CaFixture, NULL, ca_fixture_set_up, test, ca_fixture_tear_down)
  g_test_add_func ("/authority/records/create", test_create);
  ADD ("/authority/records/lacking-file", test_lacking_file);
  ADD ("/authority/records/list", test_list);
  ADD ("/authority/records/blankless", test_blankless);
  ADD ("/authority/records/old-row", test_old_row);
  ADD ("/authority/records/killed", test_killed);
  ADD ("/authority/records/killed-in-renewal", test_killed_in_renewal);
#undef ADD
  return g_test_run ();
}
