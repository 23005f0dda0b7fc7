/* SPDX-License-Identifier: GPL-3.0-or-later */
/* the desk's settings file: what is read, and what is refused with file and key */
#include "config.h"

#include "mado-settings.h"

#include <glib/gstdio.h>
#include <string.h>

#define WHOLE                                                                                      \
  "[desk]\ndatabase = desk.db\nworkstation = desk-1\ncounter = 窓口１\ntraining = yes\n"        \
  "[reader]\nname = Reader 00 00\n[keys]\nmasters = /etc/m.ini\n"                                  \
  "[ca]\nurl = https://ca/\ncertificate = ca.crt\nra_certificate = ra.crt\nra_key = ra.key\n"      \
  "timeout_ms = 2500\n[profile]\nfiles = a/juki.ini; office.ini\n"
#define FOLDER "[printer]\nfolder = prints\n"

static char *folder;
static char *path;

static MadoSettings *
load (const char *text, GError **error)
{
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return mado_settings_load (path, error);
}

static void
test_whole (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoSettings) settings = load (WHOLE FOLDER, &error);
  g_autofree char *database = g_build_filename (folder, "desk.db", NULL);
  g_autofree char *base = g_build_filename (folder, "a", "juki.ini", NULL);
  g_autofree char *office = g_build_filename (folder, "office.ini", NULL);

  g_assert_no_error (error);
  g_assert_cmpstr (settings->database, ==, database);
  g_assert_cmpstr (settings->masters, ==, "/etc/m.ini"); /* absolute stays */
  g_assert_cmpstr (settings->reader, ==, "Reader 00 00");
  g_assert_true (settings->training);
  g_assert_cmpuint (settings->ca_timeout_ms, ==, 2500);
  g_assert_cmpuint (g_strv_length (settings->profiles), ==, 2);
  g_assert_cmpstr (settings->profiles[0], ==, base);
  g_assert_cmpstr (settings->profiles[1], ==, office);
  g_assert_null (settings->printer_queue);
  g_assert_null (settings->forms);
  g_assert_null (settings->calendar);
}

static void
test_calendar (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoSettings) settings = load (WHOLE FOLDER "[desk]\ncalendar = days\n", &error);
  g_autofree char *days = g_build_filename (folder, "days", NULL);

  g_assert_no_error (error);
  g_assert_cmpstr (settings->calendar, ==, days);
}

static void
test_refused (void)
{
  /* clang-format off */
  static const struct { const char *text; MadoSettingsError code; const char *named; } cases[] = {
    { WHOLE,                                          MADO_SETTINGS_ERROR_VALUE,   "[printer]"      },
    { WHOLE FOLDER "queue = office\n",                MADO_SETTINGS_ERROR_VALUE,   "[printer]"      },
    { WHOLE FOLDER "[desk]\ntraining = no\ncalendar = days\n",
                                                      MADO_SETTINGS_ERROR_VALUE,   "calendar"       },
    { WHOLE FOLDER "color = red\n",                   MADO_SETTINGS_ERROR_UNKNOWN, "color"          },
    { WHOLE FOLDER "[desc]\ntraining = yes\n",        MADO_SETTINGS_ERROR_UNKNOWN, "[desc]"         },
    { "[desk]\ndatabase = a\n",                       MADO_SETTINGS_ERROR_MISSING, "workstation"    },
    { "[desk]\ndatabase = a\nworkstation = b\ncounter = c\ntraining = maybe\n",
                                                      MADO_SETTINGS_ERROR_VALUE,   "training"       },
    { WHOLE FOLDER "[ca]\ntimeout_ms = 5\n",          MADO_SETTINGS_ERROR_VALUE,   "timeout_ms"     },
    { "[desk\n",                                      MADO_SETTINGS_ERROR_SYNTAX,  "settings.ini"   },
  };
  /* clang-format on */

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("case %u", (guint) i);
      g_assert_null (load (cases[i].text, &error));
      g_assert_error (error, MADO_SETTINGS_ERROR, (int) cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].named));
    }
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_settings_load ("/no/such/file.ini", &error));
  g_assert_error (error, MADO_SETTINGS_ERROR, MADO_SETTINGS_ERROR_FILE);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("mado-settings-XXXXXX", NULL);
  path = g_build_filename (folder, "settings.ini", NULL);
  g_test_add_func ("/base/settings/whole", test_whole);
  g_test_add_func ("/base/settings/calendar", test_calendar);
  g_test_add_func ("/base/settings/refused", test_refused);
  g_test_add_func ("/base/settings/missing", test_missing);
  result = g_test_run ();
  g_remove (path);
  g_rmdir (folder);
  g_free (path);
  g_free (folder);
  return result;
}
