/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window-judges.h"

#include <stdarg.h>
#include <string.h>

#define RESIDENT "Madoguchi training reader 00 01"
#define RESIDENT_SLOT "3"                  /* of OpenSC: the resident's card, its signature key */
#define POLICY "1.2.392.200149.8.5.1.0.10" /* of src/authority */

/* Fails unless @argv ends with @status.  Returns: (transfer full): what it wrote. */
static char *
expect_status (WindowWorld *world, int status, const char *const *argv)
{
  int exit_status;
  char *output = window_world_run (world, argv, &exit_status);

  if (exit_status != status)
    g_error ("%s %s: status %d: %s", argv[0], argv[1], exit_status, output);
  return output;
}

static void
expect_text (const char *output, const char *text)
{
  if (strstr (output, text) == NULL)
    g_error ("no \"%s\" in: %s", text, output);
}

/* --- card --- */

static void
read_certificate (WindowWorld *world, const char *password)
{
  const char *argv[] = { "pkcs15-tool", "--reader",     RESIDENT,    "--read-certificate",
                         "02",          "--verify-pin", "--auth-id", "02",
                         "--pin",       password,       "--output",  "card.pem",
                         NULL };

  g_free (expect_status (world, 0, argv));
}

static void
sign (WindowWorld *world, const char *password)
{
  g_autofree char *text = window_world_path (world, "message");
  const char *argv[] = { "pkcs11-tool", "--slot-index",  RESIDENT_SLOT,     "--login",
                         "--pin",       password,        "--sign",          "--id",
                         "02",          "--mechanism",   "SHA256-RSA-PKCS", "--input-file",
                         "message",     "--output-file", "signature",       NULL };

  g_assert_true (g_file_set_contents (text, "to be signed", -1, NULL));
  g_free (expect_status (world, 0, argv));
}

static void
verify_signature (WindowWorld *world)
{
  static const char *const key[]
      = { "openssl", "x509", "-in", "card.pem", "-noout", "-pubkey", "-out", "key.pem", NULL };
  static const char *const verify[] = { "openssl",    "dgst",      "-sha256", "-verify", "key.pem",
                                        "-signature", "signature", "message", NULL };
  g_autofree char *said = NULL;

  g_free (expect_status (world, 0, key));
  said = expect_status (world, 0, verify);
  expect_text (said, "Verified OK");
}

/* $0: madoguchi-ca */
#define CRL "\"$0\" --crl desk/ca --calendar desk/calendar | openssl crl -inform DER"

#define AT_TIME 4 /* its place in the command below */

static void
verify_certificate (WindowWorld *world)
{
  g_autofree char *authority = window_world_built ("madoguchi-ca");
  const char *list[] = { "sh", "-c", CRL " -out crl.pem", authority, NULL };
  g_autofree char *now = NULL;
  const char *verify[] = { "openssl",  "verify",     "-x509_strict",  "-attime",
                           NULL,       "-crl_check", "-policy_check", "-explicit_policy",
                           "-policy",  POLICY,       "-CAfile",       "desk/ca/ca.crt",
                           "-CRLfile", "crl.pem",    "card.pem",      NULL };
  g_autofree char *said = NULL;

  g_free (expect_status (world, 0, list));
  now = window_world_now (world); /* the list is not older */
  verify[AT_TIME] = now;
  said = expect_status (world, 0, verify);
  expect_text (said, "card.pem: OK");
}

void
window_judges_card (WindowWorld *world, const char *password)
{
  read_certificate (world, password);
  sign (world, password);
  verify_signature (world);
  verify_certificate (world);
}

/* --- books --- */

char *
window_judges_serial (WindowWorld *world)
{
  static const char *const argv[]
      = { "openssl", "x509", "-in", "card.pem", "-noout", "-serial", NULL };
  g_autofree char *said = expect_status (world, 0, argv);

  g_assert_true (g_str_has_prefix (said, "serial="));
  return g_strdup (g_strchomp (said) + strlen ("serial="));
}

void
window_judges_revoked (WindowWorld *world, const char *serial, const char *reason)
{
  g_autofree char *authority = window_world_built ("madoguchi-ca");
  const char *argv[] = { "sh", "-c", CRL " -noout -text", authority, NULL };
  g_autofree char *list = expect_status (world, 0, argv);
  const char *entry = strstr (list, serial);
  g_autofree char *own = NULL;

  if (entry == NULL)
    g_error ("%s is not in the list: %s", serial, list);
  own = g_strdup (entry);
  if (strstr (own, "Serial Number:") != NULL)
    *strstr (own, "Serial Number:") = '\0';
  expect_text (own, reason);
}

/* Without a password: there is nothing to read. */
void
window_judges_empty_card (WindowWorld *world)
{
  const char *argv[] = { "pkcs15-tool", "--reader", RESIDENT, "--read-certificate", "02", NULL };
  int status;

  g_free (window_world_run (world, argv, &status));
  g_assert_cmpint (status, !=, 0);
}

void
window_judges_spend_tries (WindowWorld *world, const char *password, guint n_tries)
{
  const char *argv[] = { "pkcs15-tool", "--reader", RESIDENT, "--verify-pin", "--auth-id", "02",
                         "--pin",       password,   NULL };

  for (guint i = 0; i < n_tries; i++)
    {
      int status;

      g_free (window_world_run (world, argv, &status));
      g_assert_cmpint (status, !=, 0);
    }
}

static guint
count_in (WindowWorld *world, const char *database, const char *query)
{
  const char *argv[] = { "sqlite3", "-readonly", database, query, NULL };
  g_autofree char *said = expect_status (world, 0, argv);

  return (guint) g_ascii_strtoull (said, NULL, 10);
}

guint
window_judges_count (WindowWorld *world, const char *query)
{
  return count_in (world, "desk/desk.db", query);
}

void
window_judges_records (WindowWorld *world, guint n_issued)
{
  static const char *const each[] = {
    "SELECT count(*) FROM certificate WHERE state IN ('confirmed', 'revoked')",
    "SELECT count(*) FROM receipt",
    "SELECT coalesce (max(receipt_number), 0) FROM receipt",
    ("SELECT count(*) FROM ledger JOIN certificate USING (serial)"
     " WHERE state = 'confirmed' OR state = 'revoked'"),
    "SELECT coalesce (max(ledger_number), 0) FROM ledger",
    "SELECT count(*) FROM case_file WHERE ending = 'done' AND procedure = 'issue'",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (each); i++)
    {
      guint n = window_judges_count (world, each[i]);

      if (n != n_issued)
        g_error ("%s: %u instead of %u", each[i], n, n_issued);
    }
}

/* --- the secret --- */

/* Pages are compressed inside a PDF. */
static char *
read_prints (WindowWorld *world)
{
  static const char *const argv[]
      = { "sh", "-c", "for page in desk/prints/*.pdf; do pdftotext \"$page\" - || exit 1; done",
          NULL };

  return expect_status (world, 0, argv);
}

void
window_judges_printed (WindowWorld *world, const char *text)
{
  g_autofree char *all = read_prints (world);

  expect_text (all, text);
}

guint
window_judges_count_prints (WindowWorld *world, const char *text)
{
  const char *argv[]
      = { "sh", "-c",
          "n=0; for page in desk/prints/*.pdf; do"
          " pdftotext \"$page\" - | grep -q -F -e \"$0\" && n=$((n + 1)); done; echo $n",
          text, NULL };
  g_autofree char *said = expect_status (world, 0, argv);

  return (guint) g_ascii_strtoull (said, NULL, 10);
}

char *
window_judges_scan (WindowWorld *world)
{
  static const char *const argv[]
      = { "sh", "-c",
          "pdftoppm -r 150 -png \"$(ls -t desk/prints/*.pdf | head -n 1)\" page"
          " && zbarimg --nodbus --quiet --raw page*.png",
          NULL };
  g_autofree char *said = expect_status (world, 0, argv);

  return g_strdup (g_strstrip (said));
}

static void
expect_not_printed (WindowWorld *world, const char *secret)
{
  g_autofree char *text = read_prints (world);

  expect_text (text, "500円"); /* it can be read */
  g_assert_null (strstr (text, secret));
}

void
window_judges_no_secret (WindowWorld *world, const char *secret)
{
  const char *argv[] = { "grep",
                         "--recursive",
                         "--binary-files=text",
                         "--ignore-case",
                         "--files-with-matches",
                         "--fixed-strings",
                         secret,
                         ".",
                         NULL };
  g_autofree char *found = expect_status (world, 1, argv); /* 1: nothing found */

  g_assert_cmpstr (found, ==, "");
  expect_not_printed (world, secret);
}
