/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madoguchi-training itself: exit status, what it leaves running, what it says when a part dies */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

static char *folder;

/* Starts a session with @script as its command; $0 is the supervisor's folder. */
static GSubprocess *
start (const char *option, const char *script)
{
  g_autofree char *program
      = g_build_filename (g_getenv ("MADO_BUILD_DIR"), "src/programs/madoguchi-training", NULL);
  g_autofree char *data = g_build_filename (g_getenv ("MADO_SOURCE_DIR"), "data", NULL);
  g_autofree char *desk = g_build_filename (folder, "desk", NULL);
  g_autoptr (GError) error = NULL;
  const char *const argv[]
      = { "timeout", "60",   program, "--dir", desk, "--data", data, "--keygen-ms",
          "0",       option, "--",    "sh",    "-c", script,   NULL };
  GSubprocess *session = g_subprocess_newv (
      argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);

  g_assert_no_error (error);
  return session;
}

typedef struct
{
  int status;
  char *out, *err; /* owned */
} Ending;

static void
ending_clear (Ending *ending)
{
  g_free (ending->out);
  g_free (ending->err);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ending, ending_clear)

static void
finish (GSubprocess *session, Ending *ending)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8 (session, NULL, NULL, &ending->out, &ending->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (session));
  ending->status = g_subprocess_get_exit_status (session);
  g_object_unref (session);
}

/* The command's first line: PCSCLITE_CSOCK_NAME.  Its folder goes with the session. */
static void
check_nothing_is_left (const Ending *ending)
{
  g_autofree char *socket = g_strndup (ending->out, strcspn (ending->out, "\n"));
  g_autofree char *runtime = g_path_get_dirname (socket);

  g_assert_true (g_str_has_prefix (runtime, g_get_tmp_dir ()));
  g_assert_false (g_file_test (runtime, G_FILE_TEST_EXISTS));
  for (const char *line = ending->out; (line = strchr (line, '\n')) != NULL && line[1] != '\0';)
    g_assert_cmpint (kill ((pid_t) g_ascii_strtoll (++line, NULL, 10), 0), ==, -1);
}

/* The ids of pcscd, card and CA: the supervisor's children. */
#define TELL                                                                                       \
  "echo $PCSCLITE_CSOCK_NAME; for p in $(cat /proc/$PPID/task/$PPID/children); do "                \
  "[ $p = $$ ] || echo $p; done; "

static void
test_status (void)
{
  g_auto (Ending) ending = { 0 };

  finish (start ("--quiet", TELL "exit 7"), &ending);
  g_assert_cmpint (ending.status, ==, 7);
  check_nothing_is_left (&ending);
}

static void
test_killed_command (void)
{
  g_auto (Ending) ending = { 0 };

  finish (start ("--quiet", TELL "kill -9 $$"), &ending);
  g_assert_cmpint (ending.status, ==, 128 + SIGKILL);
  check_nothing_is_left (&ending);
}

static void
test_terminated (void)
{
  g_auto (Ending) ending = { 0 };

  finish (start ("--quiet", TELL "kill $PPID; exec cat /dev/zero >/dev/null"), &ending);
  g_assert_cmpint (ending.status, ==, 128 + SIGTERM);
  check_nothing_is_left (&ending);
}

/* A service dies: the command ends, too, and the sentence names it. */
static void
test_service_dies (void)
{
  g_auto (Ending) ending = { 0 };

  finish (start ("--quiet", TELL "for p in $(cat /proc/$PPID/task/$PPID/children); do "
                                 "[ $(cat /proc/$p/comm) = madoguchi-ca ] && kill -9 $p; done; "
                                 "exec cat /dev/zero >/dev/null"),
          &ending);
  g_assert_cmpint (ending.status, ==, 125);
  g_assert_nonnull (strstr (ending.err, "madoguchi-ca ended by itself"));
  check_nothing_is_left (&ending);
}

static void
test_fresh_card (void)
{
  g_auto (Ending) first = { 0 };
  g_auto (Ending) second = { 0 };
  const char *script = "cd ${MADOGUCHI_SETTINGS%/*}/cards; cksum <resident.card; ls kept";

  finish (start ("--quiet", script), &first);
  finish (start ("--fresh-card", script), &second);
  g_assert_cmpint (second.status, ==, 0);
  g_assert_cmpstr (first.out, !=, second.out);
  g_assert_nonnull (strstr (second.out, "resident.card.1"));
}

/* Desk and CA live on another day, also in the next session: the CA's list is of that day. */
static void
test_days_ahead (void)
{
  g_autofree char *script
      = g_strdup_printf ("cd ${MADOGUCHI_SETTINGS%%/*}; cat calendar; grep ^calendar desk.ini; "
                         "%s/src/programs/madoguchi-ca --crl ca --calendar calendar | "
                         "openssl crl -inform DER -noout -lastupdate",
                         g_getenv ("MADO_BUILD_DIR"));
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, 400);
  g_autofree char *year = g_date_time_format (then, " %Y GMT");
  g_auto (Ending) first = { 0 };
  g_auto (Ending) second = { 0 };
  g_auto (Ending) refused = { 0 };

  finish (start ("--days-ahead=400", script), &first);
  finish (start ("--quiet", script), &second);
  finish (start ("--days-ahead=1801", script), &refused);
  g_assert_cmpint (first.status, ==, 0);
  g_assert_true (g_str_has_prefix (first.out, "400\ncalendar=calendar\nlastUpdate="));
  g_assert_nonnull (strstr (first.out, year));
  g_assert_nonnull (strstr (second.out, year));
  g_assert_cmpint (refused.status, ==, 2);
}

static void
test_two_sessions (void)
{
  g_autofree char *again = g_strdup_printf (
      "%s/src/programs/madoguchi-training --dir ${MADOGUCHI_SETTINGS%%/*} -- true",
      g_getenv ("MADO_BUILD_DIR"));
  g_auto (Ending) ending = { 0 };

  finish (start ("--quiet", again), &ending);
  g_assert_cmpint (ending.status, ==, 125);
  g_assert_nonnull (strstr (ending.err, "another training session"));
}

int
main (int argc, char **argv)
{
  const char *remove[] = { "rm", "-rf", NULL, NULL };
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("mado-training-XXXXXX", NULL);
  g_assert_nonnull (folder);
  g_test_add_func ("/e2e/training/status", test_status);
  g_test_add_func ("/e2e/training/killed-command", test_killed_command);
  g_test_add_func ("/e2e/training/terminated", test_terminated);
  g_test_add_func ("/e2e/training/service-dies", test_service_dies);
  g_test_add_func ("/e2e/training/fresh-card", test_fresh_card);
  g_test_add_func ("/e2e/training/days-ahead", test_days_ahead);
  g_test_add_func ("/e2e/training/two-sessions", test_two_sessions);
  result = g_test_run ();
  remove[2] = folder;
  g_spawn_sync (NULL, (char **) (guintptr) remove, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                NULL, NULL, NULL);
  g_free (folder);
  return result;
}
