/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starting the program with a screen: without one, beside another desk's, and once more */
#include "config.h"

#include "training-fixture.h"

#include <signal.h>
#include <string.h>

#define OURS "jp.madoguchi.Madoguchi" /* what all our names on the session's bus begin with */

static GDBusConnection *bus;

/* --- without a display --- */

static void
expect_no_display (const char *settings)
{
  g_autofree char *program = training_fixture_program ("madoguchi");
  const char *argv[]
      = { "env", "-u", "DISPLAY", "-u", "WAYLAND_DISPLAY", program, "--settings", settings, NULL };
  g_autofree char *said = training_fixture_run (1, argv);

  g_assert_nonnull (strstr (said, "madoguchi: "));
  g_assert_nonnull (strstr (said, "(DISPLAY, WAYLAND_DISPLAY)"));
  g_assert_null (strstr (said, "CRITICAL"));
}

static void
test_no_display (void)
{
  expect_no_display (g_getenv ("MADOGUCHI_SETTINGS"));
  expect_no_display ("/nowhere/desk.ini");
}

/* --- beside another desk --- */

static guint
count_programs (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
      bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "ListNames",
      NULL, G_VARIANT_TYPE ("(as)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_autofree const char **names = NULL;
  guint n = 0;

  g_assert_no_error (error);
  g_variant_get (answer, "(^a&s)", &names);
  for (guint i = 0; names[i] != NULL; i++)
    n += g_str_has_prefix (names[i], OURS);
  return n;
}

static gboolean
has_programs (gpointer data)
{
  return count_programs () == GPOINTER_TO_UINT (data);
}

static GSubprocess *
start (const char *settings)
{
  g_autofree char *program = training_fixture_program ("madoguchi");
  const char *argv[] = { program, "--settings", settings, NULL };

  return training_fixture_start (argv);
}

static void
end (GSubprocess *program)
{
  g_assert_nonnull (g_subprocess_get_identifier (program)); /* it still runs */
  g_subprocess_send_signal (program, SIGTERM);
  g_subprocess_wait (program, NULL, NULL);
  g_object_unref (program);
}

/* Settings like those of training, but for the record. */
static void
write_settings (const char *file, const char *database)
{
  g_autofree char *text = NULL;
  g_autofree char *line = g_strdup_printf ("\ndatabase=%s\n", database);
  g_autoptr (GRegex) regex = g_regex_new ("\ndatabase *=.*\n", 0, 0, NULL);
  g_autofree char *changed = NULL;

  g_assert_true (g_file_get_contents (g_getenv ("MADOGUCHI_SETTINGS"), &text, NULL, NULL));
  changed = g_regex_replace_literal (regex, text, -1, 0, line, 0, NULL);
  g_assert_cmpstr (changed, !=, text);
  g_assert_true (g_file_set_contents (file, changed, -1, NULL));
}

/* A second desk has its own window; the same desk once more, also by a link, shows the one that
 * stands there. */
static void
test_two_desks (void)
{
  const char *settings = g_getenv ("MADOGUCHI_SETTINGS");
  g_autofree char *other = training_fixture_desk ("other.ini");
  g_autofree char *link = training_fixture_desk ("link.ini");
  g_autofree char *program = training_fixture_program ("madoguchi");
  GSubprocess *first = start (settings), *second;

  training_fixture_wait (has_programs, GUINT_TO_POINTER (1), "the first desk's window");
  write_settings (other, "other.db");
  second = start (other);
  training_fixture_wait (has_programs, GUINT_TO_POINTER (2), "the second desk's window");
  g_free (training_fixture_say (program, "--settings", settings, NULL));
  g_free (training_fixture_say ("ln", "-s", settings, link, NULL));
  g_free (training_fixture_say (program, "--settings", link, NULL));
  g_assert_cmpuint (count_programs (), ==, 2);
  end (second);
  end (first);
}

int
main (int argc, char **argv)
{
  g_autoptr (GTestDBus) daemon = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *display = NULL;
  int result;

  training_fixture_enter (argv, NULL);
  g_test_init (&argc, &argv, NULL);
  display = g_strdup (g_getenv ("DISPLAY"));
  daemon = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (daemon); /* takes DISPLAY out of the environment */
  g_setenv ("DISPLAY", display, TRUE);
  bus = g_dbus_connection_new_for_address_sync (
      g_test_dbus_get_bus_address (daemon),
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, &error);
  g_assert_no_error (error);
  g_test_add_func ("/e2e/start/no-display", test_no_display);
  g_test_add_func ("/e2e/start/two-desks", test_two_desks);
  result = g_test_run ();
  g_object_unref (bus);
  g_test_dbus_down (daemon);
  training_fixture_leave ();
  return result;
}
