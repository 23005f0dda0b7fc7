/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madoguchictl doctor on a real pcscd with vpcd, CA and printer, each of them spoilt in turn: the
 * part is found, its cause named, and the whole takes less than two seconds. */
#include "config.h"

#include "training-fixture.h"

#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>
#include <winscard.h>

#define RESIDENT "Madoguchi training reader 00 01"
#define WHOLE_MAX_MS 2000 /* ui.md, S12 */

/* What the doctor said; of one run. */
typedef struct
{
  JsonParser *parser; /* owned */
  JsonObject *root;
} Answer;

static void
answer_clear (Answer *answer)
{
  g_clear_object (&answer->parser);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
ask (Answer *answer, const char *settings)
{
  g_autofree char *program = training_fixture_program ("madoguchictl");
  const char *const argv[] = { program, "doctor", "--json", "--settings", settings, NULL };
  g_autoptr (GSubprocess) process = training_fixture_start (argv);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error));
  answer->parser = json_parser_new ();
  if (!json_parser_load_from_data (answer->parser, text, -1, &error))
    g_error ("%s in: %s", error->message, text);
  answer->root = json_node_get_object (json_parser_get_root (answer->parser));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==,
                   json_object_get_boolean_member (answer->root, "ok") ? 0 : 1);
  g_assert_cmpfloat (json_object_get_double_member (answer->root, "ms"), <, WHOLE_MAX_MS);
}

static JsonObject *
line_of (const Answer *answer, const char *check)
{
  JsonArray *checks = json_object_get_array_member (answer->root, "checks");

  g_assert_cmpuint (json_array_get_length (checks), ==, 12);
  for (guint i = 0; i < json_array_get_length (checks); i++)
    {
      JsonObject *line = json_array_get_object_element (checks, i);

      if (g_str_equal (json_object_get_string_member (line, "check"), check))
        return line;
    }
  g_error ("no line %s", check);
}

/* @code: NULL: none; a finding has a cause and a cure. */
static void
expect (const Answer *answer, const char *check, const char *state, const char *code)
{
  JsonObject *line = line_of (answer, check);

  g_test_message ("%s: %s %s, %.1f ms", check, json_object_get_string_member (line, "state"),
                  json_object_get_null_member (line, "code")
                      ? ""
                      : json_object_get_string_member (line, "code"),
                  json_object_get_double_member (line, "ms"));
  g_assert_cmpstr (json_object_get_string_member (line, "state"), ==, state);
  if (code == NULL)
    {
      g_assert_true (json_object_get_null_member (line, "code"));
      return;
    }
  g_assert_cmpstr (json_object_get_string_member (line, "code"), ==, code);
  g_assert_false (json_object_get_null_member (line, "cause"));
  g_assert_false (json_object_get_null_member (line, "cure"));
}

/* The desk's settings with one key changed. */
static char *
settings_with (const char *group, const char *key, const char *value)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  char *path = training_fixture_desk ("doctor.ini");

  g_assert_true (
      g_key_file_load_from_file (file, g_getenv ("MADOGUCHI_SETTINGS"), G_KEY_FILE_NONE, &error));
  if (g_str_equal (group, "printer"))
    g_key_file_remove_group (file, group, NULL);
  g_key_file_set_string (file, group, key, value);
  g_assert_true (g_key_file_save_to_file (file, path, &error));
  return path;
}

static void
test_well (void)
{
  g_auto (Answer) answer = { NULL };

  ask (&answer, g_getenv ("MADOGUCHI_SETTINGS"));
  expect (&answer, "service", "ok", NULL);
  expect (&answer, "driver", "ok", NULL);
  expect (&answer, "reader", "ok", NULL);
  expect (&answer, "card", "ok", NULL);
  expect (&answer, "applet", "ok", NULL);
  expect (&answer, "printer", "ok", NULL);
  expect (&answer, "ca", "ok", NULL);
  expect (&answer, "clock", "ok", NULL);
  expect (&answer, "fonts", "ok", NULL);
}

static void
test_reader_gone (void)
{
  g_autofree char *settings = settings_with ("reader", "name", "No such reader 00 00");
  g_auto (Answer) answer = { NULL };

  ask (&answer, settings);
  expect (&answer, "service", "ok", NULL);
  expect (&answer, "reader", "bad", "R02");
  expect (&answer, "card", "skipped", NULL);
  expect (&answer, "applet", "skipped", NULL);
}

static void
test_service_gone (void)
{
  g_autofree char *before = g_strdup (g_getenv ("PCSCLITE_CSOCK_NAME"));
  g_auto (Answer) answer = { NULL };

  g_setenv ("PCSCLITE_CSOCK_NAME", "/nonexistent/pcscd.comm", TRUE);
  ask (&answer, g_getenv ("MADOGUCHI_SETTINGS"));
  g_setenv ("PCSCLITE_CSOCK_NAME", before, TRUE);
  expect (&answer, "service", "bad", "G02");
  expect (&answer, "driver", "skipped", NULL);
  expect (&answer, "ca", "ok", NULL); /* the rest is looked at all the same */
}

/* This process takes the card for itself: the doctor names it, and leaves the card alone. */
static void
test_card_held (void)
{
  g_auto (Answer) answer = { NULL };
  SCARDCONTEXT context;
  SCARDHANDLE card;
  DWORD protocol;
  JsonArray *holders;
  gboolean named = FALSE;

  g_assert_cmpint (SCardEstablishContext (SCARD_SCOPE_SYSTEM, NULL, NULL, &context), ==,
                   SCARD_S_SUCCESS);
  g_assert_cmpint (
      SCardConnect (context, RESIDENT, SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T1, &card, &protocol),
      ==, SCARD_S_SUCCESS);
  ask (&answer, g_getenv ("MADOGUCHI_SETTINGS"));
  SCardDisconnect (card, SCARD_LEAVE_CARD);
  SCardReleaseContext (context);
  expect (&answer, "card", "bad", "G05");
  expect (&answer, "applet", "skipped", NULL);
  holders = json_object_get_array_member (answer.root, "holders");
  for (guint i = 0; i < json_array_get_length (holders); i++)
    {
      JsonObject *holder = json_array_get_object_element (holders, i);

      named |= json_object_get_int_member (holder, "pid") == getpid ()
               && g_str_equal (json_object_get_string_member (holder, "name"), "test-doctor");
      /* It holds the desk's own reader; to end it would end the training. */
      g_assert_cmpstr (json_object_get_string_member (holder, "name"), !=, "madoguchi-training");
    }
  g_assert_true (named);
}

static void
test_printer_stopped (void)
{
  g_autofree char *settings = settings_with ("printer", "queue", "ipp://localhost:1/ipp/print");
  g_auto (Answer) answer = { NULL };

  ask (&answer, settings);
  g_assert_cmpstr (json_object_get_string_member (line_of (&answer, "printer"), "state"), ==,
                   "bad");
  g_assert_false (json_object_get_null_member (line_of (&answer, "printer"), "cure"));
  expect (&answer, "card", "ok", NULL);
}

/* The desk's calendar goes a month ahead while the session runs: no machine's clock is wrong. */
static void
test_later_day (void)
{
  g_autofree char *calendar = training_fixture_desk ("calendar");
  g_auto (Answer) answer = { NULL };

  g_assert_true (g_file_set_contents (calendar, "30\n", -1, NULL));
  ask (&answer, g_getenv ("MADOGUCHI_SETTINGS"));
  g_assert_true (g_file_set_contents (calendar, "0\n", -1, NULL));
  expect (&answer, "ca", "ok", NULL);
  expect (&answer, "clock", "ok", NULL);
}

/* Nobody listens: known at once.  Somebody listens and is silent: known when the time is over. */
static void
test_ca_down (void)
{
  g_autofree char *settings = settings_with ("ca", "url", "http://localhost:1/.well-known/cmp");
  pid_t authority = training_fixture_service ("madoguchi-ca");
  g_auto (Answer) away = { NULL };
  g_auto (Answer) silent = { NULL };

  ask (&away, settings);
  expect (&away, "ca", "bad", "C01");
  g_assert_cmpint (kill (authority, SIGSTOP), ==, 0);
  ask (&silent, g_getenv ("MADOGUCHI_SETTINGS"));
  g_assert_cmpint (kill (authority, SIGCONT), ==, 0);
  expect (&silent, "ca", "bad", "G01");
  expect (&silent, "applet", "ok", NULL);
}

static void
test_usage (void)
{
  g_autofree char *program = training_fixture_program ("madoguchictl");
  const char *const argv[] = { program, "doctor", "too", "much", NULL };

  g_free (training_fixture_run (2, argv));
}

int
main (int argc, char **argv)
{
  int status;

  training_fixture_enter (argv, NULL);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/doctor/well", test_well);
  g_test_add_func ("/doctor/reader-gone", test_reader_gone);
  g_test_add_func ("/doctor/service-gone", test_service_gone);
  g_test_add_func ("/doctor/card-held", test_card_held);
  g_test_add_func ("/doctor/printer-stopped", test_printer_stopped);
  g_test_add_func ("/doctor/ca-down", test_ca_down);
  g_test_add_func ("/doctor/later-day", test_later_day);
  g_test_add_func ("/doctor/usage", test_usage);
  status = g_test_run ();
  training_fixture_leave ();
  return status;
}
