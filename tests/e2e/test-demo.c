/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole first issuance with the built programs: pcscd, CMP over HTTP, IPP; judged by OpenSSL,
 * OpenSC, poppler and sqlite3, none of which were written here.  Then kill -9 in the middle of it.
 * The tests build on each other: they run in this order, at one desk. */
#include "config.h"

#include "memory-search.h"
#include "training-fixture.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define RESIDENT "Madoguchi training reader 00 01"
#define POLICY "1.2.392.200149.8.5.1.0.10" /* of src/authority */
#define PASSWORD "MADO2026"                /* in the scenario; the person is invented */

static char *out;      /* what play left: the first issuance */
static char *scenario; /* of the first issuance */

static void
expect (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("no \"%s\" in: %s", part, text);
}

static char *
in_out (const char *name)
{
  return g_build_filename (out, name, NULL);
}

static GPtrArray *
play_command (const char *what, const char *folder, const char *option)
{
  GPtrArray *argv = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (argv, training_fixture_program ("madoguchictl"));
  g_ptr_array_add (argv, g_strdup ("play"));
  g_ptr_array_add (argv, g_strdup (what));
  g_ptr_array_add (argv, g_strdup ("--operator=sato"));
  g_ptr_array_add (argv, g_strdup ("--password-file"));
  g_ptr_array_add (argv, training_fixture_desk ("sato.password"));
  g_ptr_array_add (argv, g_strdup ("--out"));
  g_ptr_array_add (argv, g_strdup (folder));
  if (option != NULL)
    g_ptr_array_add (argv, g_strdup (option));
  g_ptr_array_add (argv, NULL);
  return argv;
}

static pid_t
get_pid (GSubprocess *process)
{
  return (pid_t) g_ascii_strtoll (g_subprocess_get_identifier (process), NULL, 10);
}

/* --- 1: the issuance, and the password in memory meanwhile --- */

/* Rows after which the password has done its work, but the program still runs. */
static gboolean
is_after_password (const char *line)
{
  return strstr (line, " receive") != NULL || strstr (line, " fee") != NULL
         || strstr (line, " hand-over") != NULL;
}

/* play itself knows the password from its scenario until it ends, in guarded memory: that it is
 * found there proves that the search finds what is there. */
static void
search (pid_t pid, guint *n_searches)
{
  MemoryFinds finds;
  gboolean may_look = memory_search (pid, PASSWORD, &finds);

  g_assert_cmpint (may_look, ==, geteuid () == 0);
  if (may_look)
    {
      g_test_message ("%u mappings: %u times guarded, %u times exposed", finds.n_mappings,
                      finds.n_guarded, finds.n_exposed);
      g_assert_cmpuint (finds.n_mappings, >, 50);
      g_assert_cmpuint (finds.n_guarded, >=, 1);
      g_assert_cmpuint (finds.n_exposed, ==, 0);
    }
  ++*n_searches;
}

static void
test_play (void)
{
  g_autoptr (GPtrArray) argv = play_command (scenario, out, NULL);
  g_autoptr (GSubprocess) play = training_fixture_start ((const char *const *) argv->pdata);
  g_autoptr (GDataInputStream) lines
      = g_data_input_stream_new (g_subprocess_get_stdout_pipe (play));
  g_autoptr (GError) error = NULL;
  guint n_searches = 0;
  char *line;

  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, &error)) != NULL)
    {
      g_test_message ("%s", line);
      if (is_after_password (line))
        search (get_pid (play), &n_searches);
      g_free (line);
    }
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (play, NULL, NULL));
  g_assert_cmpuint (n_searches, ==, 3);
}

/* The password stands in no file of the desk but the card's own, which is the card. */
static void
test_password_in_files (void)
{
  g_autofree char *desk = training_fixture_desk ("");
  const char *const grep[] = { "grep",
                               "--recursive",
                               "--binary-files=text",
                               "--files-with-matches",
                               "--exclude=*.card",
                               "--fixed-strings",
                               PASSWORD,
                               desk,
                               out,
                               NULL };
  const char *const control[] = { "grep", "-rlaF", "kunren-sato", desk, NULL };
  g_autofree char *found = training_fixture_run (1, grep); /* 1: nothing found */
  g_autofree char *seen = training_fixture_run (0, control);

  g_assert_cmpstr (found, ==, "");
  expect (seen, "sato.password");
}

/* --- 2: what it left --- */

static void
test_certificate (void)
{
  g_autofree char *certificate = in_out ("certificate.pem");
  g_autofree char *ca = in_out ("ca.pem");
  g_autofree char *crl = training_fixture_file ("crl.der");
  g_autofree char *pem = training_fixture_file ("crl.pem");
  g_autofree char *authority = training_fixture_program ("madoguchi-ca");
  g_autofree char *folder = training_fixture_desk ("ca");
  g_autofree char *verified = NULL;

  g_free (training_fixture_say ("sh", "-c", "\"$0\" --crl \"$1\" >\"$2\"", authority, folder, crl,
                                NULL));
  g_free (training_fixture_say ("openssl", "crl", "-inform", "DER", "-in", crl, "-out", pem, NULL));
  verified = training_fixture_say ("openssl", "verify", "-x509_strict", "-crl_check",
                                   "-policy_check", "-explicit_policy", "-policy", POLICY,
                                   "-CAfile", ca, "-CRLfile", pem, certificate, NULL);
  expect (verified, ": OK");
}

/* The six otherNames of card.md 4.4 for the scenario's person: name and address in the letters of
 * the certificate, which substitutes they are, birth date with its era's digit, sex. */
static void
test_other_names (void)
{
  static const char *const names[] = {
    "1.2.392.200149.8.5.5.1::高橋　吉郎",
    "1.2.392.200149.8.5.5.2::10010",
    "1.2.392.200149.8.5.5.3::1",
    "1.2.392.200149.8.5.5.4::319800217",
    "1.2.392.200149.8.5.5.5::東京都窓口市中央一丁目１２－７－２０２",
    "1.2.392.200149.8.5.5.6::0000000000000000000",
  };
  g_autofree char *certificate = in_out ("certificate.pem");
  g_autofree char *text = training_fixture_say ("openssl", "x509", "-in", certificate, "-noout",
                                                "-ext", "subjectAltName", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    expect (text, names[i]);
}

static void
test_pdfs (void)
{
  /* clang-format off */
  static const struct { const char *file, *texts[4]; } pages[] = {
    { "application.pdf",      { "電子証明書", "訓", "東京都知事", NULL } },
    { "receipt.pdf",          { "領収書", "500", "00001", "訓" } },
    { "certificate-copy.pdf", { "電子証明書の写し", "訓", "東京都知事", NULL } },
  };
  /* clang-format on */

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *path = in_out (pages[i].file);
      g_autofree char *text = training_fixture_say ("pdftotext", "-layout", path, "-", NULL);

      for (gsize j = 0; j < G_N_ELEMENTS (pages[i].texts) && pages[i].texts[j] != NULL; j++)
        expect (text, pages[i].texts[j]);
    }
}

static void
test_events (void)
{
  g_autofree char *path = in_out ("events.jsonl");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gint64 expected = 1;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (g_strstrip (text), "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonNode) node = json_from_string (lines[i], NULL);
      JsonObject *event = json_node_get_object (node);

      g_assert_cmpint (json_object_get_int_member (event, "sequence"), ==, expected++);
    }
  g_assert_cmpint (expected, >, 30);
  expect (text, "\"issue.done\"");
}

/* --- 3: OpenSC uses the card --- */

static void
test_card_certificate (void)
{
  g_autofree char *certificate = in_out ("certificate.pem");
  g_autofree char *from_card = training_fixture_file ("card.pem");
  g_autofree char *issued = NULL;
  g_autofree char *on_card = NULL;

  g_free (training_fixture_say ("pkcs15-tool", "--reader", RESIDENT, "--read-certificate", "02",
                                "--verify-pin", "--auth-id", "02", "--pin", PASSWORD, "--output",
                                from_card, NULL));
  issued = training_fixture_say ("openssl", "x509", "-in", certificate, "-noout", "-text", NULL);
  on_card = training_fixture_say ("openssl", "x509", "-in", from_card, "-noout", "-text", NULL);
  g_assert_cmpstr (issued, ==, on_card);
}

static void
test_card_signs (void)
{
  g_autofree char *certificate = in_out ("certificate.pem");
  g_autofree char *text = in_out ("events.jsonl"); /* anything */
  g_autofree char *signature = training_fixture_file ("signature");
  g_autofree char *key = training_fixture_file ("key.pem");
  g_autofree char *said = NULL;

  g_free (training_fixture_say ("pkcs11-tool", "--slot-index", "3", "--login", "--pin", PASSWORD,
                                "--sign", "--id", "02", "--mechanism", "SHA256-RSA-PKCS",
                                "--input-file", text, "--output-file", signature, NULL));
  g_free (training_fixture_say ("openssl", "x509", "-in", certificate, "-noout", "-pubkey", "-out",
                                key, NULL));
  said = training_fixture_say ("openssl", "dgst", "-sha256", "-verify", key, "-signature",
                               signature, text, NULL);
  expect (said, "Verified OK");
}

/* --- 4: kill -9 --- */

/* A service that stands still, and the event whose intent tells that the desk waits for it. */
typedef struct
{
  const char *service, *row;
} Hold;

typedef struct
{
  const char *name;  /* of the test */
  const char *birth; /* of the resident: makes another person */
  Hold holds[2];     /* one after the other; the play is killed in the last one */
} Kill;

typedef struct
{
  GSubprocess *play;
  const char *row;
} Wait;

static gboolean
has_intent (gpointer data)
{
  const Wait *wait = data;
  g_autofree char *program = training_fixture_program ("madoguchictl");
  g_autofree char *log = training_fixture_say (program, "log", NULL);
  g_autofree char *wanted = g_strdup_printf ("\"code\":\"%s\",\"outcome\":\"intent\"", wait->row);
  g_auto (GStrv) lines = g_strsplit (log, "\n", -1);
  const char *last = "";

  if (g_subprocess_get_identifier (wait->play) == NULL)
    g_error ("the play ended before %s", wait->row);
  for (gsize i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], "\"code\":\"issue.") != NULL)
      last = lines[i];
  return strstr (last, wanted) != NULL;
}

static gboolean
reader_is_empty (gpointer data)
{
  static const char *const argv[] = { "opensc-tool", "--reader", RESIDENT, "--atr", NULL };
  g_autoptr (GSubprocess) tool = training_fixture_start (argv);

  g_subprocess_wait (tool, NULL, NULL);
  return g_subprocess_get_if_exited (tool) && g_subprocess_get_exit_status (tool) != 0;
}

static gboolean
reader_has_card (gpointer data)
{
  return !reader_is_empty (data);
}

/* Until every program sees it: pcscd looks every 0.4 s. */
static void
change_card (const char *path)
{
  training_fixture_control ("remove resident");
  training_fixture_wait (reader_is_empty, NULL, "removal of the card");
  training_fixture_control ("insert resident %s", path);
  training_fixture_wait (reader_has_card, NULL, "insertion of the card");
}

/* Another person and another card: one certificate a person, one a card. */
static char *
make_resident (const Kill *kill)
{
  g_autofree char *program = training_fixture_program ("madoguchi-card");
  g_autofree char *card = g_strconcat (kill->name, ".card", NULL);
  g_autofree char *card_path = training_fixture_file (card);
  g_autofree char *file = g_strconcat (kill->name, ".ini", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *changed = NULL;
  char *path = training_fixture_file (file);

  g_assert_true (g_file_get_contents (scenario, &text, NULL, NULL));
  parts = g_strsplit (text, "S55.2.17", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  changed = g_strjoinv (kill->birth, parts);
  g_assert_true (g_file_set_contents (path, changed, -1, NULL));
  g_free (training_fixture_say (program, "--new-card", card_path, NULL));
  change_card (card_path);
  return path;
}

/* The play stands still in front of the service and is killed there; then the service goes on. */
static void
kill_there (const Kill *test, const char *path, const char *folder)
{
  g_autoptr (GPtrArray) argv = play_command (path, folder, NULL);
  g_autoptr (GSubprocess) play = NULL;
  pid_t held = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (test->holds) && test->holds[i].service != NULL; i++)
    {
      Wait wait = { .row = test->holds[i].row };
      pid_t service = training_fixture_service (test->holds[i].service);

      g_assert_cmpint (kill (service, SIGSTOP), ==, 0);
      if (held != 0)
        g_assert_cmpint (kill (held, SIGCONT), ==, 0);
      held = service;
      if (play == NULL)
        play = training_fixture_start ((const char *const *) argv->pdata);
      wait.play = play;
      training_fixture_wait (has_intent, &wait, wait.row);
    }
  g_subprocess_force_exit (play);
  g_subprocess_wait (play, NULL, NULL);
  g_assert_cmpint (kill (held, SIGCONT), ==, 0);
}

static char *
ask_desk (const char *question)
{
  g_autofree char *database = training_fixture_desk ("desk.db");

  return g_strstrip (training_fixture_say ("sqlite3", "-readonly", database, question, NULL));
}

/* One certificate in force, one receipt and one row of the ledger a case; desk and CA agree. */
static void
check_books (const char *n_cases)
{
  g_autofree char *authority = training_fixture_desk ("ca/authority.db");
  g_autofree char *receipts
      = ask_desk ("SELECT count (*) || ' ' || max (receipt_number) FROM receipt");
  g_autofree char *rows = ask_desk ("SELECT count (*) || ' ' || max (ledger_number) FROM ledger");
  g_autofree char *ours
      = ask_desk ("SELECT serial FROM certificate WHERE state = 'confirmed' ORDER BY serial");
  g_autofree char *theirs = g_strstrip (training_fixture_say (
      "sqlite3", "-readonly", authority,
      "SELECT serial FROM certificate WHERE state = 'active' ORDER BY serial", NULL));
  g_autofree char *expected = g_strconcat (n_cases, " ", n_cases, NULL);

  g_assert_cmpstr (receipts, ==, expected);
  g_assert_cmpstr (rows, ==, expected);
  g_assert_cmpstr (ours, ==, theirs);
}

static void
test_kill (gconstpointer data)
{
  const Kill *test = data;
  g_autofree char *path = make_resident (test);
  g_autofree char *folder = training_fixture_file (test->name);
  g_autoptr (GPtrArray) argv = play_command (path, folder, "--resume");
  g_autofree char *said = NULL;
  g_autofree char *n_done = NULL;

  kill_there (test, path, folder);
  said = training_fixture_run (0, (const char *const *) argv->pdata);
  g_test_message ("%s", said);
  expect (said, " done");
  n_done = ask_desk ("SELECT count (*) FROM case_file");
  check_books (n_done);
  g_free (out);
  out = g_steal_pointer (&folder);
  test_card_certificate ();
  test_events ();
}

/* clang-format off */
static const Kill while_request  = { "request",  "S31.12.1", { { "madoguchi-ca",  "issue.request" } } };
static const Kill while_printing = { "printing", "H8.2.29",  { { "madoguchi-ca",  "issue.request" },
                                                               { "ippeveprinter", "issue.receipt" } } };
/* clang-format on */

int
main (int argc, char **argv)
{
  static const char *const options[] = { "--printer", "ippeveprinter", NULL };
  int result;

  training_fixture_enter (argv, options);
  g_test_init (&argc, &argv, NULL);
  out = training_fixture_file ("out");
  scenario = g_build_filename (g_getenv ("MADO_SOURCE_DIR"), "tests/scenarios/takahashi.ini", NULL);
  g_test_add_func ("/e2e/demo/play", test_play);
  g_test_add_func ("/e2e/demo/password-in-files", test_password_in_files);
  g_test_add_func ("/e2e/demo/certificate", test_certificate);
  g_test_add_func ("/e2e/demo/other-names", test_other_names);
  g_test_add_func ("/e2e/demo/pdfs", test_pdfs);
  g_test_add_func ("/e2e/demo/events", test_events);
  g_test_add_func ("/e2e/demo/card-certificate", test_card_certificate);
  g_test_add_func ("/e2e/demo/card-signs", test_card_signs);
  g_test_add_data_func ("/e2e/demo/kill-while-request", &while_request, test_kill);
  g_test_add_data_func ("/e2e/demo/kill-while-printing", &while_printing, test_kill);
  result = g_test_run ();
  training_fixture_leave ();
  g_free (out);
  g_free (scenario);
  return result;
}
