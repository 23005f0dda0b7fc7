/* profile-fixture.h - the shipped profile with what a test changes in it; dates from text
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-office-profile.h"

/* Returns: (transfer full): the text of data/profiles/@name. */
static inline char *
read_profile_text (const char *name)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("MADO_SOURCE_DIR"), "data", "profiles", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* Returns: (transfer full): juki.ini overridden by @own (nullable). */
static inline MadoOfficeProfile *
make_profile (const char *own)
{
  g_autofree char *base = read_profile_text ("juki.ini");
  const MadoProfileSource sources[] = { { "juki.ini", base }, { "own.ini", own } };
  g_autoptr (GError) error = NULL;
  MadoOfficeProfile *profile = mado_office_profile_new (sources, own != NULL ? 2 : 1, NULL, &error);

  g_assert_no_error (error);
  return profile;
}

static inline GDate
day_of (const char *iso)
{
  GDate date;

  g_assert_true (mado_profile_date (iso, &date));
  return date;
}
