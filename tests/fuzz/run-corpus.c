/* Runs a fuzz target once on each file of a folder, so that what fuzzing found is found again in
 * every build.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

static void
run_file (gconstpointer data)
{
  const char *path = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  g_file_get_contents (path, &bytes, &n_bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpint (LLVMFuzzerTestOneInput ((const guint8 *) bytes, n_bytes), ==, 0);
}

int
main (int argc, char **argv)
{
  g_autoptr (GDir) folder = NULL;
  guint n_files = 0;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  folder = g_dir_open (argv[1], 0, NULL);
  g_assert_nonnull (folder);
  for (; (name = g_dir_read_name (folder)) != NULL; n_files++)
    {
      g_autofree char *test_path = g_strdup_printf ("/corpus/%s", name);

      g_test_add_data_func_full (test_path, g_build_filename (argv[1], name, NULL), run_file,
                                 g_free);
    }
  g_assert_cmpuint (n_files, >, 0);
  return g_test_run ();
}
