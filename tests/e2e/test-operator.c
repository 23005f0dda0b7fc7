/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madoguchictl operator and log on a desk's file, and how every command takes a password: from a
 * pipe, from a file, from a terminal */
#include "config.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#define PASSWORD "windows-1"
#define WAIT_MS 60000

/* A desk of its own; nothing of it but the record is ever opened. */
static const char settings_text[]
    = "[desk]\ndatabase = desk.db\nworkstation = WS-9\ncounter = 窓口９\n"
      "[reader]\nname = none\n[keys]\nmasters = none\n"
      "[ca]\nurl = http://localhost:1/\ncertificate = none\nra_certificate = none\nra_key = none\n"
      "[printer]\nfolder = none\n[profile]\nfiles = none\n";

typedef struct
{
  char *folder, *settings, *database; /* owned */
  char *said;                         /* owned: what the last command printed, both streams */
} Desk;

static void
set_up (Desk *desk, gconstpointer data)
{
  desk->folder = g_dir_make_tmp ("mado-operator-XXXXXX", NULL);
  desk->settings = g_build_filename (desk->folder, "desk.ini", NULL);
  desk->database = g_build_filename (desk->folder, "desk.db", NULL);
  g_assert_true (g_file_set_contents (desk->settings, settings_text, -1, NULL));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Returns: (transfer full): the names in the desk's folder, in order. */
static char *
list_folder (const Desk *desk)
{
  g_autoptr (GDir) folder = g_dir_open (desk->folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (const char *name; (name = g_dir_read_name (folder)) != NULL;)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **) names->pdata);
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  g_autofree char *list = list_folder (desk);
  g_auto (GStrv) names = g_strsplit (list, " ", -1);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (desk->folder, names[i], NULL);

      g_remove (path);
    }
  g_rmdir (desk->folder);
  g_free (desk->folder);
  g_free (desk->settings);
  g_free (desk->database);
  g_free (desk->said);
}

/* @words: what follows the program's name, parted by |. */
static GSubprocess *
start (const Desk *desk, GSubprocessLauncher *launcher, const char *words)
{
  g_autofree char *program
      = g_build_filename (g_getenv ("MADO_BUILD_DIR"), "src/programs/madoguchictl", NULL);
  g_autofree char *line = g_strconcat (program, "|", words, NULL);
  g_auto (GStrv) argv = g_strsplit (line, "|", -1);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_setenv (launcher, "MADOGUCHI_SETTINGS", desk->settings, TRUE);
  g_subprocess_launcher_set_cwd (launcher, desk->folder);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  return process;
}

static void
keep_said (Desk *desk, GSubprocess *process, const char *input)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&desk->said, g_free);
  g_subprocess_communicate_utf8 (process, input, NULL, &desk->said, NULL, &error);
  g_assert_no_error (error);
}

/* Fails unless the program ends with @status and says @text. */
static void
expect (Desk *desk, const char *words, const char *input, int status, const char *text)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                   | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autoptr (GSubprocess) process = start (desk, launcher, words);

  keep_said (desk, process, input);
  if (!g_subprocess_get_if_exited (process) || g_subprocess_get_exit_status (process) != status
      || strstr (desk->said, text) == NULL)
    g_error ("%s: not %d with \"%s\": %s", words, status, text, desk->said);
}

static void
execute (const Desk *desk, const char *sql)
{
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (desk->database, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

static void
add_hana (Desk *desk)
{
  expect (desk, "operator|add|hana|花子|supervisor", PASSWORD "\n", 0, "");
}

/* --- operators --- */

static void
test_refused (Desk *desk, gconstpointer data)
{
  /* clang-format off */
  static const struct { const char *words, *input; int status; const char *text; } lines[] = {
    { "operator|add||花子|clerk",              PASSWORD,     1, "An id has 1 to 32"       },
    { "operator|add|Hana|花子|clerk",          PASSWORD,     1, "An id has 1 to 32"       },
    { "operator|add|.hana|花子|clerk",         PASSWORD,     1, "An id has 1 to 32"       },
    { "operator|add|administrator|花子|clerk", PASSWORD,     1, "choose another one"      },
    { "operator|add|hana||clerk",              PASSWORD,     1, "A name has 1 to 64"      },
    { "operator|add|hana| 　|clerk",           PASSWORD,     1, "A name has 1 to 64"      },
    { "operator|add|hana|花\t子|clerk",        PASSWORD,     1, "A name has 1 to 64"      },
    { "operator|add|hana|花子|boss",           PASSWORD,     1, "The role is clerk"       },
    { "operator|add|hana|花子",                PASSWORD,     2, "operator --help"         },
    { "operator|add|hana|花子|clerk",          "",           1, "its first line is empty" },
    { "operator|add|hana|花子|clerk",          "\nwindows-1\n", 1, "its first line is empty" },
    { "operator|add|hana|花子|clerk",          "seven-7\n",  1, "8 to 64 letters"         },
    { "operator|add|hana|花子|clerk",          "窓口の暗証\n", 1, "cannot be typed"       },
  };
  /* clang-format on */

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    expect (desk, lines[i].words, lines[i].input, lines[i].status, lines[i].text);
  expect (desk, "log", NULL, 0, "");
  g_assert_cmpstr (desk->said, ==, "");
  expect (desk, "operator|list", NULL, 0, "");
  g_assert_cmpstr (desk->said, ==, "");
}

static guint
count (const char *text, const char *word)
{
  guint n = 0;

  for (; (text = strstr (text, word)) != NULL; text += strlen (word))
    n++;
  return n;
}

/* Each change is in the record, without name and password; what was refused is not. */
static void
test_events (Desk *desk, gconstpointer data)
{
  add_hana (desk);
  expect (desk, "operator|add|hana|別人|clerk", PASSWORD, 1, "There is an operator hana already");
  expect (desk, "operator|password|hana", "windows-2\r\n", 0, "");
  expect (desk, "operator|password|nosuch", PASSWORD, 1, "There is no operator nosuch");
  expect (desk, "operator|list", NULL, 0, "hana\tsupervisor\t花子\t\n");
  expect (desk, "log", NULL, 0,
          "\"detail\":\"{\\\"operator\\\":\\\"hana\\\",\\\"role\\\":\\\"supervisor\\\"");
  g_assert_cmpuint (count (desk->said, "\n"), ==, 2);
  g_assert_cmpuint (count (desk->said, "\"workstation\":\"WS-9\""), ==, 2);
  g_assert_cmpuint (count (desk->said, "\"actor\":\"administrator\""), ==, 2);
  g_assert_cmpuint (count (desk->said, "\"code\":\"operator.add\",\"outcome\":\"ok\""), ==, 1);
  g_assert_cmpuint (count (desk->said, "\"code\":\"operator.password\",\"outcome\":\"ok\""), ==, 1);
  g_assert_null (strstr (desk->said, "花子"));
  g_assert_null (strstr (desk->said, "windows-"));
}

/* A new password releases a lock, and says so in the record, or does neither. */
static void
test_together (Desk *desk, gconstpointer data)
{
  add_hana (desk);
  execute (desk, "UPDATE operator SET failed_tries = 5;"
                 "CREATE TRIGGER no_more BEFORE INSERT ON event BEGIN"
                 "  SELECT RAISE (ABORT, 'no event'); END;");
  expect (desk, "operator|password|hana", "windows-2\n", 1, "contradictory");
  expect (desk, "operator|add|taro|太郎|clerk", PASSWORD, 1, "contradictory");
  expect (desk, "operator|list", NULL, 0, "hana\tsupervisor\t花子\tlocked\n");
  g_assert_null (strstr (desk->said, "taro"));
  execute (desk, "DROP TRIGGER no_more");
  expect (desk, "operator|password|hana", "windows-2\n", 0, "");
  expect (desk, "operator|list", NULL, 0, "hana\tsupervisor\t花子\t\n");
}

/* --- the record is only looked at --- */

static void
test_look (Desk *desk, gconstpointer data)
{
  static const char *const looks[] = { "log", "operator|list" };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    expect (desk, looks[i], NULL, 1, "There is no record ");
  expect (desk, "operator|password|hana", PASSWORD, 1, "There is no record ");
  g_clear_pointer (&desk->said, g_free);
  desk->said = list_folder (desk);
  g_assert_cmpstr (desk->said, ==, "desk.ini");
  add_hana (desk);
  before = list_folder (desk);
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    expect (desk, looks[i], NULL, 0, "hana");
  execute (desk, "PRAGMA user_version = 3");
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    expect (desk, looks[i], NULL, 1, "older version");
  expect (desk, "operator|add|taro|太郎|clerk", PASSWORD, 1, "older version");
  execute (desk, "PRAGMA user_version = 99");
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    expect (desk, looks[i], NULL, 1, "newer version");
  after = list_folder (desk);
  g_assert_cmpstr (before, ==, "desk.db desk.ini");
  g_assert_cmpstr (after, ==, before);
}

static void
test_disk_full (Desk *desk, gconstpointer data)
{
  static const char *const printers[] = { "log", "operator|list", "workflows", "--version" };

  add_hana (desk);
  for (gsize i = 0; i < G_N_ELEMENTS (printers); i++)
    {
      g_autoptr (GSubprocessLauncher) launcher
          = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE);
      g_autoptr (GSubprocess) process = NULL;
      g_autofree char *said = NULL;

      g_subprocess_launcher_set_stdout_file_path (launcher, "/dev/full");
      process = start (desk, launcher, printers[i]);
      g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &said, NULL));
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
      g_assert_nonnull (strstr (said, "The output could not be written."));
    }
}

/* --- passwords from a file --- */

static void
test_password_file (Desk *desk, gconstpointer data)
{
  g_autofree char *scenario = g_build_filename (g_getenv ("MADO_SOURCE_DIR"),
                                                "tests/scenarios/change-password.ini", NULL);
  g_autofree char *play
      = g_strconcat ("play|", scenario, "|--operator=hana|--password-file=", NULL);
  const char *const commands[] = { play, "changes|import|x.csv|--operator=hana|--password-file=" };
  g_autofree char *long_line = g_strnfill (5000, 'x');
  const struct
  {
    const char *name, *contents, *text;
  } files[] = { { "empty", "", "its first line is empty" },
                { "blank", "\r\nwindows-1\n", "its first line is empty" },
                { "long", long_line, "longer than any password" },
                { "none", NULL, "none cannot be read: No such file" },
                { ".", NULL, "cannot be read: Is a directory" } };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (desk->folder, files[i].name, NULL);

      g_assert_true (files[i].contents == NULL
                     || g_file_set_contents (path, files[i].contents, -1, NULL));
      for (gsize j = 0; j < G_N_ELEMENTS (commands); j++)
        {
          g_autofree char *words = g_strconcat (commands[j], files[i].name, NULL);

          expect (desk, words, NULL, 1, files[i].text);
        }
    }
}

/* --- a terminal --- */

typedef struct
{
  int keys, screen;     /* owned: the two ends */
  GString *seen;        /* owned: all that the terminal showed */
  GSubprocess *process; /* owned */
} Terminal;

static void
sit_down (gpointer data)
{
  setsid ();
  ioctl (STDIN_FILENO, TIOCSCTTY, 0);
}

static void
terminal_start (Terminal *terminal, const Desk *desk, const char *words)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  char name[64];

  terminal->keys = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (terminal->keys, >=, 0);
  g_assert_cmpint (grantpt (terminal->keys), ==, 0);
  g_assert_cmpint (unlockpt (terminal->keys), ==, 0);
  g_assert_cmpint (ptsname_r (terminal->keys, name, sizeof name), ==, 0);
  terminal->screen = open (name, O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (terminal->screen, >=, 0);
  terminal->seen = g_string_new (NULL);
  g_subprocess_launcher_take_stdin_fd (launcher, dup (terminal->screen));
  g_subprocess_launcher_set_child_setup (launcher, sit_down, NULL, NULL);
  terminal->process = start (desk, launcher, words);
}

static gboolean
has_echo (const Terminal *terminal)
{
  struct termios modes;

  g_assert_cmpint (tcgetattr (terminal->screen, &modes), ==, 0);
  return (modes.c_lflag & ECHO) != 0;
}

/* Waits for the prompt, which comes when the echo is off, and types. */
static void
answer (Terminal *terminal, const char *prompt, const char *keys)
{
  struct pollfd shown = { .fd = terminal->keys, .events = POLLIN };
  char bytes[256];

  while (strstr (terminal->seen->str, prompt) == NULL)
    {
      gssize n_bytes;

      if (poll (&shown, 1, WAIT_MS) != 1)
        g_error ("no \"%s\" in: %s", prompt, terminal->seen->str);
      n_bytes = read (terminal->keys, bytes, sizeof bytes);
      g_assert_cmpint (n_bytes, >, 0);
      g_string_append_len (terminal->seen, bytes, n_bytes);
    }
  g_assert_false (has_echo (terminal));
  g_assert_cmpint (write (terminal->keys, keys, strlen (keys)), ==, (gssize) strlen (keys));
}

/* The echo is on again, and nothing that was typed was ever shown. */
static void
terminal_end (Terminal *terminal, Desk *desk)
{
  struct pollfd shown = { .fd = terminal->keys, .events = POLLIN };
  char bytes[256];

  keep_said (desk, terminal->process, NULL);
  g_assert_true (has_echo (terminal));
  while (poll (&shown, 1, 0) == 1)
    {
      gssize n_bytes = read (terminal->keys, bytes, sizeof bytes);

      g_assert_cmpint (n_bytes, >, 0);
      g_string_append_len (terminal->seen, bytes, n_bytes);
    }
  g_assert_null (strstr (terminal->seen->str, "windows"));
  g_assert_null (strstr (desk->said, "windows"));
  g_string_free (terminal->seen, TRUE);
  close (terminal->keys);
  close (terminal->screen);
}

static void
test_terminal (Desk *desk, gconstpointer data)
{
  static const struct
  {
    const char *second;
    int status;
    const char *text;
  } times[] = { { "windows-2\n", 1, "are not the same" },
                { "\n", 1, "its first line is empty" },
                { PASSWORD "\n", 0, "" } };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      Terminal terminal;

      terminal_start (&terminal, desk, "operator|add|hana|花子|clerk");
      answer (&terminal, "Password of hana (8 to 64 characters): ", PASSWORD "\n");
      answer (&terminal, "The same once more: ", times[i].second);
      terminal_end (&terminal, desk);
      g_assert_cmpint (g_subprocess_get_exit_status (terminal.process), ==, times[i].status);
      g_assert_nonnull (strstr (desk->said, times[i].text));
      g_object_unref (terminal.process);
    }
  expect (desk, "operator|list", NULL, 0, "hana\tclerk\t花子\t\n");
}

/* Ctrl-C ends the program by its signal, with the echo on again and nothing changed. */
static void
test_interrupted (Desk *desk, gconstpointer data)
{
  Terminal terminal;

  terminal_start (&terminal, desk, "operator|add|hana|花子|clerk");
  answer (&terminal, "Password of hana", "windows\x03");
  terminal_end (&terminal, desk);
  g_assert_true (g_subprocess_get_if_signaled (terminal.process));
  g_assert_cmpint (g_subprocess_get_term_sig (terminal.process), ==, SIGINT);
  g_object_unref (terminal.process);
  expect (desk, "operator|list", NULL, 0, "");
  g_assert_cmpstr (desk->said, ==, "");
}

int
main (int argc, char **argv)
{
  /* clang-format off */
  static const struct { const char *name; void (*run) (Desk *desk, gconstpointer data); } tests[] = {
    { "/operator/refused",       test_refused       },
    { "/operator/events",        test_events        },
    { "/operator/together",      test_together      },
    { "/operator/look",          test_look          },
    { "/operator/disk-full",     test_disk_full     },
    { "/operator/password-file", test_password_file },
    { "/operator/terminal",      test_terminal      },
    { "/operator/interrupted",   test_interrupted   },
  };
  /* clang-format on */

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Desk, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
