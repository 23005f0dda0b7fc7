/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training-judges.h"

#include "training-fixture.h"

#include <string.h>

#define RESIDENT "Madoguchi training reader 00 01"
#define DAY_S 86400

void
judge_expect (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("no \"%s\" in: %s", part, text);
}

static gboolean
succeeds (const char *const *argv)
{
  g_autoptr (GSubprocess) tool = training_fixture_start (argv);

  g_subprocess_wait (tool, NULL, NULL);
  return g_subprocess_get_if_exited (tool) && g_subprocess_get_exit_status (tool) == 0;
}

/* --- books and paper --- */

char *
judge_ask (const char *database, const char *question)
{
  g_autofree char *path = training_fixture_desk (database);

  return g_strstrip (training_fixture_say ("sqlite3", "-readonly", path, question, NULL));
}

void
judge_answer (const char *database, const char *question, const char *answer)
{
  g_autofree char *said = judge_ask (database, question);

  if (!g_str_equal (said, answer))
    g_error ("%s: \"%s\" instead of \"%s\"", question, said, answer);
}

void
judge_page (const char *folder, const char *file, ...)
{
  g_autofree char *name = g_build_filename (folder, file, NULL);
  g_autofree char *path = training_fixture_file (name);
  g_autofree char *text = training_fixture_say ("pdftotext", "-layout", path, "-", NULL);
  va_list parts;

  va_start (parts, file);
  for (const char *part = va_arg (parts, const char *); part != NULL;
       part = va_arg (parts, const char *))
    judge_expect (text, part);
  va_end (parts);
  judge_expect (text, "訓");
}

/* --- certificates --- */

char *
judge_time (void)
{
  g_autofree char *path = training_fixture_desk ("calendar");
  g_autofree char *days = NULL;

  g_assert_true (g_file_get_contents (path, &days, NULL, NULL));
  return g_strdup_printf ("%" G_GINT64_FORMAT, g_get_real_time () / G_USEC_PER_SEC
                                                   + g_ascii_strtoll (days, NULL, 10) * DAY_S);
}

char *
judge_serial (const char *path)
{
  g_autofree char *said
      = training_fixture_say ("openssl", "x509", "-in", path, "-noout", "-serial", NULL);

  g_assert_true (g_str_has_prefix (said, "serial="));
  return g_strdup (g_strstrip (said + strlen ("serial=")));
}

/* Returns: (transfer full): path of a list made now, as PEM. */
static char *
make_list (void)
{
  g_autofree char *authority = training_fixture_program ("madoguchi-ca");
  g_autofree char *folder = training_fixture_desk ("ca");
  g_autofree char *calendar = training_fixture_desk ("calendar");
  g_autofree char *der = training_fixture_file ("crl.der");
  char *pem = training_fixture_file ("crl.pem");

  g_free (training_fixture_say ("sh", "-c", "\"$0\" --crl \"$1\" --calendar \"$2\" >\"$3\"",
                                authority, folder, calendar, der, NULL));
  g_free (training_fixture_say ("openssl", "crl", "-inform", "DER", "-in", der, "-out", pem, NULL));
  return pem;
}

void
judge_chain (const char *path, const char *problem)
{
  g_autofree char *ca = training_fixture_desk ("ca/ca.crt");
  g_autofree char *list = make_list ();
  g_autofree char *now = judge_time ();
  const char *const argv[] = { "openssl", "verify", "-x509_strict", "-crl_check", "-attime", now,
                               "-CAfile", ca,       "-CRLfile",     list,         path,      NULL };
  g_autofree char *said = training_fixture_run (problem != NULL ? 2 : 0, argv);

  judge_expect (said, problem != NULL ? problem : ": OK");
}

void
judge_list (const char *serial, const char *reason)
{
  g_autofree char *list = make_list ();
  g_autofree char *text
      = training_fixture_say ("openssl", "crl", "-in", list, "-noout", "-text", NULL);
  const char *entry = strstr (text, serial);
  const char *code = entry != NULL ? strstr (entry, "Reason Code:") : NULL;
  g_autofree char *given = NULL;

  if (code == NULL)
    g_error ("%s with a reason is not in: %s", serial, text);
  code += strlen ("Reason Code:");
  code += strspn (code, " \n");
  given = g_strndup (code, strcspn (code, "\n"));
  g_assert_cmpstr (g_strstrip (given), ==, reason);
}

/* On another day than the machine's openssl warns of the answer's times, and of nothing else. */
void
judge_online (const char *path, const char *status)
{
  g_autofree char *ca = training_fixture_desk ("ca/ca.crt");
  g_autofree char *settings = training_fixture_desk ("desk.ini");
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *cmp = NULL;
  g_autofree char *url = NULL;
  g_autofree char *said = NULL;

  g_assert_true (g_key_file_load_from_file (file, settings, G_KEY_FILE_NONE, NULL));
  cmp = g_key_file_get_string (file, "ca", "url", NULL);
  g_assert_true (g_str_has_suffix (cmp, "/.well-known/cmp"));
  url = g_strdup_printf ("%.*s/ocsp", (int) (strlen (cmp) - strlen ("/.well-known/cmp")), cmp);
  said = training_fixture_say ("openssl", "ocsp", "-issuer", ca, "-cert", path, "-url", url,
                               "-CAfile", ca, NULL);
  judge_expect (said, "Response verify OK");
  judge_expect (said, status);
}

/* --- the card --- */

static gboolean
signs (const char *pin, const char *text, const char *signature)
{
  const char *const argv[] = {
    "pkcs11-tool", "--slot-index",  "3",       "--login",     "--pin",           pin,
    "--sign",      "--id",          "02",      "--mechanism", "SHA256-RSA-PKCS", "--input-file",
    text,          "--output-file", signature, NULL
  };

  return succeeds (argv);
}

void
judge_card (const char *path, const char *pin)
{
  g_autofree char *card = training_fixture_file ("card.pem");
  g_autofree char *key = training_fixture_file ("key.pem");
  g_autofree char *signature = training_fixture_file ("signature");
  g_autofree char *issued = NULL;
  g_autofree char *read = NULL;

  g_free (training_fixture_say ("pkcs15-tool", "--reader", RESIDENT, "--read-certificate", "02",
                                "--verify-pin", "--auth-id", "02", "--pin", pin, "--output", card,
                                NULL));
  issued = training_fixture_say ("openssl", "x509", "-in", path, "-noout", "-text", NULL);
  read = training_fixture_say ("openssl", "x509", "-in", card, "-noout", "-text", NULL);
  g_assert_cmpstr (read, ==, issued);
  g_free (training_fixture_say ("openssl", "x509", "-in", path, "-noout", "-pubkey", "-out", key,
                                NULL));
  g_assert_true (signs (pin, path, signature));
  g_free (training_fixture_say ("openssl", "dgst", "-sha256", "-verify", key, "-signature",
                                signature, path, NULL));
}

void
judge_wrong_tries (const char *pin, guint tries)
{
  g_autofree char *anything = training_fixture_desk ("desk.ini");
  g_autofree char *signature = training_fixture_file ("signature");

  for (guint i = 0; i < tries; i++)
    g_assert_false (signs (pin, anything, signature));
}

void
judge_card_is_empty (const char *pin)
{
  const char *const read[]
      = { "pkcs15-tool", "--reader", RESIDENT, "--read-certificate", "02", NULL };

  g_assert_false (succeeds (read));
  judge_wrong_tries (pin, 1);
}

static gboolean
reader_has_card (gpointer data)
{
  static const char *const argv[] = { "opensc-tool", "--reader", RESIDENT, "--atr", NULL };

  return succeeds (argv);
}

static gboolean
reader_is_empty (gpointer data)
{
  return !reader_has_card (data);
}

void
judge_change_card (const char *path)
{
  training_fixture_control ("remove resident");
  training_fixture_wait (reader_is_empty, NULL, "removal of the card");
  training_fixture_control ("insert resident %s", path);
  training_fixture_wait (reader_has_card, NULL, "insertion of the card");
}
