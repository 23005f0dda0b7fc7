/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders of desks are copied and removed here, some thousand times a test: starting a program for
 * it takes longer than what is tested. */
#include "config.h"

#include "desk-fixture.h"

#include <errno.h>
#include <ftw.h>
#include <glib/gstdio.h>

#define DEPTH_MAX 4    /* a desk's folder has the CA's in it, and that one may have one */
#define OPEN_FOLDERS 8 /* at once, while one is removed */

static void
copy_file (const char *from, const char *to, int mode)
{
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize n;

  g_file_get_contents (from, &content, &n, &error);
  g_assert_no_error (error);
  g_file_set_contents_full (to, content, (gssize) n, G_FILE_SET_CONTENTS_NONE, mode, &error);
  g_assert_no_error (error);
}

static void
copy_folder (const char *from, const char *to, guint depth)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (from, 0, &error);
  const char *name;

  g_assert_no_error (error);
  g_assert_cmpuint (depth, <, DEPTH_MAX);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *old = g_build_filename (from, name, NULL);
      g_autofree char *copy = g_build_filename (to, name, NULL);
      GStatBuf about;

      g_assert_cmpint (g_stat (old, &about), ==, 0);
      if (S_ISDIR (about.st_mode))
        {
          g_assert_cmpint (g_mkdir (copy, about.st_mode & 0777), ==, 0);
          copy_folder (old, copy, depth + 1);
        }
      else
        copy_file (old, copy, about.st_mode & 0777);
    }
}

char *
desk_fixture_copy (const char *template_folder)
{
  char *folder = g_dir_make_tmp ("mado-desk-XXXXXX", NULL);

  g_assert_nonnull (folder);
  copy_folder (template_folder, folder, 0);
  return folder;
}

static int
remove_one (const char *path, const struct stat *about, int kind, struct FTW *place)
{
  return g_remove (path) == 0 || errno == ENOENT ? 0 : -1;
}

void
desk_fixture_remove (const char *folder)
{
  g_assert_true (g_str_has_prefix (folder, g_get_tmp_dir ()));
  g_assert_cmpint (nftw (folder, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS), ==, 0);
}
