/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A certificate is issued and then revoked with the built programs: pcscd, CMP over HTTP, IPP.
 * openssl finds it in the CA's list with the reason of its ground, sqlite3 in the desk's books with
 * the CA's time, poppler on the slip; OpenSC finds nothing on the card any more.
 * On the way the plays that stop say why, and what is in the way.
 * The tests build on each other: they run in this order, at one desk. */
#include "config.h"

#include "training-fixture.h"

#include <string.h>

#define RESIDENT "Madoguchi training reader 00 01"

static void
expect (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("no \"%s\" in: %s", part, text);
}

/* @options: (nullable): more of them, one word each, parted by blanks. */
static char *
play_so (int status, const char *scenario, const char *options)
{
  g_autofree char *program = training_fixture_program ("madoguchictl");
  g_autofree char *file = g_strconcat (scenario, ".ini", NULL);
  g_autofree char *path
      = g_build_filename (g_getenv ("MADO_SOURCE_DIR"), "tests/scenarios", file, NULL);
  g_autofree char *password = training_fixture_desk ("sato.password");
  g_autofree char *out = training_fixture_file (scenario);
  g_auto (GStrv) more = g_strsplit (options != NULL ? options : "", " ", 2);
  const char *const argv[]
      = { program,  "play",  path, "--operator=sato", "--password-file",
          password, "--out", out,  more[0],           more[0] != NULL ? more[1] : NULL,
          NULL };

  return training_fixture_run (status, argv);
}

static char *
play (const char *scenario)
{
  return play_so (0, scenario, NULL);
}

/* No scenario is played. */
static char *
end_case (int status, const char *number)
{
  g_autofree char *program = training_fixture_program ("madoguchictl");
  g_autofree char *password = training_fixture_desk ("sato.password");
  const char *const argv[]
      = { program, "play", "--operator=sato", "--password-file", password, "--withdraw",
          number,  NULL };

  return training_fixture_run (status, argv);
}

static char *
ask (const char *database, const char *question)
{
  g_autofree char *path = training_fixture_desk (database);

  return g_strstrip (training_fixture_say ("sqlite3", "-readonly", path, question, NULL));
}

static char *
read_crl (void)
{
  g_autofree char *authority = training_fixture_program ("madoguchi-ca");
  g_autofree char *folder = training_fixture_desk ("ca");
  g_autofree char *crl = training_fixture_file ("crl.der");

  g_free (training_fixture_say ("sh", "-c", "\"$0\" --crl \"$1\" >\"$2\"", authority, folder, crl,
                                NULL));
  return training_fixture_say ("openssl", "crl", "-inform", "DER", "-in", crl, "-noout", "-text",
                               NULL);
}

#define RUNNING "SELECT count (*) FROM case_file WHERE closed_at IS NULL"

static void
expect_answer (const char *question, const char *answer)
{
  g_autofree char *found = ask ("desk.db", question);

  g_assert_cmpstr (found, ==, answer);
}

/* Nothing can be released on a blank card: the case waits, and a play of the same person says which
 * one it is, and is taken back itself. */
static void
test_open_case (void)
{
  g_autofree char *stopped = play_so (1, "unlock", NULL);
  g_autofree char *number = ask ("desk.db", "SELECT number FROM case_file");
  g_autofree char *refused = play_so (1, "takahashi", NULL);
  g_autofree char *strange = play_so (1, "unlock", "--resume 20990101-001");
  g_autofree char *resumed = NULL, *again = NULL, *resume = NULL;

  expect (stopped, number);
  expect (stopped, " is still running: --resume ");
  expect (refused, "The same person has another running case.");
  expect (refused, number);
  expect (refused, " has been withdrawn; nothing was done.");
  expect (strange, "there is no running case 20990101-001; running: ");
  expect (strange, number);
  expect_answer (RUNNING, "1");
  resume = g_strconcat ("--resume ", number, NULL);
  resumed = play_so (1, "unlock", resume);
  expect (resumed, " is still running: --resume ");
  expect_answer (RUNNING, "1");
  again = end_case (0, number);
  expect (again, "withdrawn");
  expect_answer (RUNNING, "0");
  g_free (end_case (1, number));
}

static void
test_issue (void)
{
  g_autofree char *issued = play ("takahashi");

  expect (issued, " done");
}

/* The law's two refusals of who has a certificate: by number, and with the day that is awaited. */
static void
test_refusals (void)
{
  g_autofree char *serial = ask ("desk.db", "SELECT serial FROM certificate");
  g_autofree char *twice = play_so (1, "takahashi", NULL);
  g_autofree char *early = play_so (1, "renew-takahashi", NULL);

  expect (twice, "The person has a certificate in force.");
  expect (twice, "Serial number of the certificate: ");
  expect (twice, serial);
  expect (early, "Renewal begins on 20");
  expect (early, "(SEED Q7)");
  expect (early, " has been withdrawn; nothing was done.");
  expect_answer (RUNNING, "0");
}

static void
test_play (void)
{
  g_autofree char *revoked = play ("revoke-takahashi");

  expect (revoked, " erase-ask");
  expect (revoked, " done");
}

static void
test_list (void)
{
  g_autofree char *serial = ask ("desk.db", "SELECT serial FROM certificate");
  g_autofree char *crl = read_crl ();

  expect (crl, serial);
  expect (crl, "Cessation Of Operation");
}

/* The desk has the CA's own time, and the reception's besides. */
static void
test_books (void)
{
  g_autofree char *ours = ask ("desk.db", "SELECT state || ' ' || revocation_reason || ' ' || "
                                          "revoked_at FROM certificate");
  g_autofree char *theirs = ask (
      "ca/authority.db", "SELECT 'revoked ' || reason || ' ' || revoked_at FROM certificate");
  g_autofree char *opened
      = ask ("desk.db", "SELECT count (*) FROM case_file AS c JOIN certificate AS t "
                        "WHERE c.procedure = 'revoke' AND c.opened_at <= t.revoked_at");
  g_autofree char *receipts = ask ("desk.db", "SELECT count (*) FROM receipt");

  g_assert_cmpstr (ours, ==, theirs);
  g_assert_cmpstr (opened, ==, "1");
  g_assert_cmpstr (receipts, ==, "1"); /* of the issuance: revoking is free of charge */
}

static void
test_papers (void)
{
  static const char *const files[][3]
      = { { "revocation.pdf", "失効", "必要でなくなった" },
          { "revocation-slip.pdf", "失効した日時", "かかりません" } };
  g_autofree char *folder = training_fixture_file ("revoke-takahashi");
  g_autofree char *serial = ask ("desk.db", "SELECT serial FROM certificate");

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i][0], NULL);
      g_autofree char *text = training_fixture_say ("pdftotext", "-layout", path, "-", NULL);

      expect (text, files[i][1]);
      expect (text, files[i][2]);
      expect (text, "訓");
      if (i == 1)
        expect (text, serial);
    }
}

static void
test_card (void)
{
  const char *const argv[]
      = { "pkcs15-tool", "--reader", RESIDENT, "--read-certificate", "02", NULL };
  g_autoptr (GSubprocess) tool = training_fixture_start (argv);

  g_subprocess_wait (tool, NULL, NULL);
  g_assert_true (g_subprocess_get_if_exited (tool));
  g_assert_cmpint (g_subprocess_get_exit_status (tool), !=, 0);
}

int
main (int argc, char **argv)
{
  static const char *const options[] = { "--printer", "ippeveprinter", NULL };
  int result;

  training_fixture_enter (argv, options);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/e2e/revoke/open-case", test_open_case);
  g_test_add_func ("/e2e/revoke/issue", test_issue);
  g_test_add_func ("/e2e/revoke/refusals", test_refusals);
  g_test_add_func ("/e2e/revoke/play", test_play);
  g_test_add_func ("/e2e/revoke/list", test_list);
  g_test_add_func ("/e2e/revoke/books", test_books);
  g_test_add_func ("/e2e/revoke/papers", test_papers);
  g_test_add_func ("/e2e/revoke/card", test_card);
  result = g_test_run ();
  training_fixture_leave ();
  return result;
}
