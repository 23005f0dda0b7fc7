/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training-play.h"

#include "training-fixture.h"
#include "training-judges.h"

#define DAY_S 86400

/* Before the desk's day. */
static char *
day_before (int days, const char *format)
{
  g_autofree char *now = judge_time ();
  g_autoptr (GDateTime) then
      = g_date_time_new_from_unix_utc (g_ascii_strtoll (now, NULL, 10) - (gint64) days * DAY_S);

  return g_date_time_format (then, format);
}

/* The scenario on any day: its papers are some weeks old, what happened happened lately. */
static char *
make_scenario (const char *name, const char *more)
{
  g_autofree char *file = g_strconcat (name, ".ini", NULL);
  g_autofree char *from
      = g_build_filename (g_getenv ("MADO_SOURCE_DIR"), "tests/scenarios", file, NULL);
  g_autofree char *issued = day_before (25, "%Y%m%d");
  g_autofree char *issued_dashed = day_before (25, "%Y-%m-%d");
  g_autofree char *happened = day_before (2, "%Y%m%d");
  g_autofree char *text = NULL;
  char *path = training_fixture_file (file);
  GString *changed;

  g_assert_true (g_file_get_contents (from, &text, NULL, NULL));
  changed = g_string_new (text);
  g_string_replace (changed, "20261101", issued, 0);
  g_string_replace (changed, "2026-11-01", issued_dashed, 0);
  g_string_replace (changed, "20261125", happened, 0);
  g_string_append (changed, more);
  g_assert_true (g_file_set_contents (path, changed->str, -1, NULL));
  g_string_free (changed, TRUE);
  return path;
}

char *
training_play (const char *scenario, const char *more, const char *option)
{
  g_autofree char *program = training_fixture_program ("madoguchictl");
  g_autofree char *password = training_fixture_desk ("sato.password");
  g_autofree char *path = make_scenario (scenario, more);
  g_autofree char *folder = training_fixture_file (scenario);
  const char *const argv[]
      = { program, "play", path, "--operator=sato", "--password-file", password, "--out",
          folder,  option, NULL };

  return training_fixture_run (0, argv);
}

char *
training_play_ca_setting (const char *key, const char *value)
{
  g_autofree char *from = training_fixture_desk ("desk.ini");
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = training_fixture_desk ("other.ini"); /* paths are taken from there */

  g_assert_true (g_key_file_load_from_file (file, from, G_KEY_FILE_NONE, NULL));
  g_key_file_set_string (file, "ca", key, value);
  g_assert_true (g_key_file_save_to_file (file, path, NULL));
  return g_strconcat ("--settings=", path, NULL);
}

char *
training_play_certificate (const char *scenario)
{
  g_autofree char *name = g_build_filename (scenario, "certificate.pem", NULL);

  return training_fixture_file (name);
}

void
training_play_new_card (const char *name)
{
  g_autofree char *program = training_fixture_program ("madoguchi-card");
  g_autofree char *file = g_strconcat (name, ".card", NULL);
  g_autofree char *path = training_fixture_file (file);

  g_free (training_fixture_say (program, "--new-card", path, NULL));
  judge_change_card (path);
}
