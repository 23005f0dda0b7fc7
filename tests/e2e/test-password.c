/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A first issue, then change, reset and release of the password with the built programs on pcscd;
 * OpenSC, which knows nothing of this desk, says which password signs and which does not.
 * The tests build on each other: they run in this order, at one desk and on one card. */
#include "config.h"

#include "training-fixture.h"

#include <string.h>

#define RESIDENT "Madoguchi training reader 00 01"
#define FIRST "MADO2026"  /* of takahashi.ini */
#define SECOND "SUMIDA27" /* of the password scenarios */
#define THIRD "ARAKAWA9"  /* made from them */

static char *first_certificate; /* as text */

static void
expect (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("no \"%s\" in: %s", part, text);
}

/* --- the desk --- */

static char *
play (const char *path, const char *name, int status, const char *option)
{
  g_autofree char *program = training_fixture_program ("madoguchictl");
  g_autofree char *password = training_fixture_desk ("sato.password");
  g_autofree char *folder = training_fixture_file (name);
  const char *const argv[]
      = { program, "play", path, "--operator=sato", "--password-file", password, "--out",
          folder,  option, NULL };

  return training_fixture_run (status, argv);
}

static char *
scenario_path (const char *name)
{
  return g_strdup_printf ("%s/tests/scenarios/%s.ini", g_getenv ("MADO_SOURCE_DIR"), name);
}

/* A scenario with another new password than its file's. */
static char *
with_password (const char *name, const char *password)
{
  g_autofree char *path = scenario_path (name);
  g_autofree char *file = g_strconcat (name, ".ini", NULL);
  g_autofree char *contents = NULL;
  char *changed_path = training_fixture_file (file);
  GString *changed;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  changed = g_string_new (contents);
  g_assert_cmpuint (g_string_replace (changed, SECOND, password, 1), ==, 1);
  g_assert_true (g_file_set_contents (changed_path, changed->str, -1, NULL));
  g_string_free (changed, TRUE);
  return changed_path;
}

/* --- the judge --- */

/* Whether the card signs with @pin, and OpenSSL accepts the signature for the certificate. */
static gboolean
signs (const char *pin)
{
  g_autofree char *text = scenario_path ("takahashi"); /* anything */
  g_autofree char *signature = training_fixture_file ("signature");
  const char *const argv[] = {
    "pkcs11-tool", "--slot-index",  "3",       "--login",     "--pin",           pin,
    "--sign",      "--id",          "02",      "--mechanism", "SHA256-RSA-PKCS", "--input-file",
    text,          "--output-file", signature, NULL
  };
  g_autoptr (GSubprocess) tool = training_fixture_start (argv);
  g_autofree char *key = training_fixture_file ("key.pem");

  g_subprocess_wait (tool, NULL, NULL);
  g_assert_true (g_subprocess_get_if_exited (tool));
  if (g_subprocess_get_exit_status (tool) != 0)
    return FALSE;
  g_free (training_fixture_say ("openssl", "dgst", "-sha256", "-verify", key, "-signature",
                                signature, text, NULL));
  return TRUE;
}

/* @pin: in force. */
static char *
read_certificate (const char *pin)
{
  g_autofree char *pem = training_fixture_file ("card.pem");

  g_free (training_fixture_say ("pkcs15-tool", "--reader", RESIDENT, "--read-certificate", "02",
                                "--verify-pin", "--auth-id", "02", "--pin", pin, "--output", pem,
                                NULL));
  return training_fixture_say ("openssl", "x509", "-in", pem, "-noout", "-text", NULL);
}

static void
judge (const char *right, const char *wrong)
{
  g_autofree char *certificate = NULL;

  g_assert_false (signs (wrong));
  g_assert_true (signs (right)); /* gives the try back */
  certificate = read_certificate (right);
  g_assert_cmpstr (certificate, ==, first_certificate);
}

/* --- in order --- */

static void
test_issue (void)
{
  g_autofree char *path = scenario_path ("takahashi");
  g_autofree char *said = play (path, "issue", 0, NULL);
  g_autofree char *certificate = training_fixture_file ("issue/certificate.pem");
  g_autofree char *key = training_fixture_file ("key.pem");

  expect (said, " done");
  g_free (training_fixture_say ("openssl", "x509", "-in", certificate, "-noout", "-pubkey", "-out",
                                key, NULL));
  first_certificate = read_certificate (FIRST);
}

static void
test_change (void)
{
  g_autofree char *path = scenario_path ("change-password");
  g_autofree char *said = play (path, "change", 0, NULL);

  expect (said, " old-password");
  expect (said, " done");
  judge (SECOND, FIRST);
}

/* The form is on paper, ticked as a change, and neither password is in it. */
static void
test_form (void)
{
  g_autofree char *pdf = training_fixture_file ("change/password-request.pdf");
  g_autofree char *text = training_fixture_say ("pdftotext", "-layout", pdf, "-", NULL);

  expect (text, "暗証番号");
  expect (text, "訓");
  expect (text, "5回");
  g_assert_null (strstr (text, FIRST));
  g_assert_null (strstr (text, SECOND));
}

static void
test_reset (void)
{
  g_autofree char *path = with_password ("reset-password", THIRD);
  g_autofree char *said = play (path, "reset", 0, NULL);

  expect (said, " done");
  judge (THIRD, SECOND);
}

/* Who confirmed the last release. */
static char *
ask_last_second (void)
{
  g_autofree char *desk = training_fixture_desk ("desk.db");

  return training_fixture_say ("sqlite3", desk,
                               "SELECT confirmed_by FROM approval WHERE what = 'unlock' "
                               "ORDER BY approval_id DESC LIMIT 1",
                               NULL);
}

/* Five wrong tries of the resident's at home: neither change nor reset, but the release. */
static void
test_unlock (void)
{
  g_autofree char *change = scenario_path ("change-password");
  g_autofree char *unlock = scenario_path ("unlock");
  g_autofree char *locked = NULL;
  g_autofree char *stopped = NULL;
  g_autofree char *said = NULL;

  for (guint i = 0; i < 5; i++)
    g_assert_false (signs ("WRONG123"));
  g_assert_false (signs (THIRD));
  locked = play (change, "locked", 1, NULL);
  expect (locked, " locked");
  g_assert_null (strstr (locked, " old-password"));
  stopped = play (change, "stopped", 1, "--resume"); /* the clerk tells the resident */
  expect (stopped, " stopped");
  said = play (unlock, "unlock", 0, NULL);
  expect (said, " second");
  expect (said, " done");
  judge (SECOND, THIRD);
}

/* A reset that the card refuses is not in the way of the release: it is ended as the clerk would.
 */
static void
withdraw_locked (void)
{
  g_autofree char *reset = scenario_path ("reset-password");
  g_autofree char *locked = play (reset, "reset-locked", 1, NULL);
  g_autofree char *program = training_fixture_program ("madoguchictl");
  g_autofree char *password = training_fixture_desk ("sato.password");
  g_autofree char *desk = training_fixture_desk ("desk.db");
  g_autofree char *number = g_strstrip (training_fixture_say (
      "sqlite3", desk, "SELECT number FROM case_file WHERE closed_at IS NULL", NULL));
  g_autofree char *ended = NULL, *as = NULL;

  expect (locked, " locked");
  expect (locked, "--withdraw ");
  ended = training_fixture_say (program, "play", "--operator=sato", "--password-file", password,
                                "--withdraw", number, NULL);
  expect (ended, "stopped");
  as = training_fixture_say ("sqlite3", desk,
                             "SELECT ending FROM case_file ORDER BY case_id DESC LIMIT 1", NULL);
  g_assert_cmpstr (as, ==, "stopped\n");
}

/* Locked once more; another supervisor confirms this time. */
static void
test_unlock_desk (void)
{
  g_autofree char *program = training_fixture_program ("madoguchictl");
  g_autofree char *path = with_password ("unlock-desk", THIRD);
  g_autofree char *confirmed = NULL;
  g_autofree char *said = NULL;

  for (guint i = 0; i < 5; i++)
    g_assert_false (signs ("WRONG123"));
  withdraw_locked ();
  g_free (training_fixture_say (
      "sh", "-c", "echo windows-1 | \"$0\" operator add suzuki 鈴木 supervisor", program, NULL));
  said = play (path, "unlock-desk", 0, NULL);
  expect (said, " second");
  expect (said, " done");
  judge (THIRD, SECOND);
  confirmed = ask_last_second ();
  g_assert_cmpstr (confirmed, ==, "suzuki\n");
}

/* No password in the record or in any file but the card's own and the scenarios. */
static void
test_files (void)
{
  g_autofree char *desk = training_fixture_desk ("");
  const char *const grep[] = { "grep",
                               "--recursive",
                               "--binary-files=text",
                               "--files-with-matches",
                               "--exclude=*.card",
                               "--exclude=*.ini",
                               "-e",
                               FIRST,
                               "-e",
                               SECOND,
                               "-e",
                               THIRD,
                               desk,
                               NULL };
  g_autofree char *found = training_fixture_run (1, grep); /* 1: nothing found */

  g_assert_cmpstr (found, ==, "");
}

int
main (int argc, char **argv)
{
  int result;

  training_fixture_enter (argv, NULL);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/e2e/password/issue", test_issue);
  g_test_add_func ("/e2e/password/change", test_change);
  g_test_add_func ("/e2e/password/form", test_form);
  g_test_add_func ("/e2e/password/reset", test_reset);
  g_test_add_func ("/e2e/password/unlock", test_unlock);
  g_test_add_func ("/e2e/password/unlock-desk", test_unlock_desk);
  g_test_add_func ("/e2e/password/files", test_files);
  result = g_test_run ();
  training_fixture_leave ();
  g_free (first_certificate);
  return result;
}
