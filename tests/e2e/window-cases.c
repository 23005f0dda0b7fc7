/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window-cases.h"

int
window_cases_run (int argc, char **argv, const char *suite, const char *characters,
                  WindowWorld **world, const WindowCase *cases, gsize n_cases)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  *world = window_world_new (characters);
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *path = g_strdup_printf ("/%s/%s", suite, cases[i].name);

      if (argc == 1 || g_strv_contains ((const char *const *) argv + 1, cases[i].name))
        g_test_add_func (path, cases[i].test);
    }
  status = g_test_run ();
  g_clear_pointer (world, window_world_free);
  return status;
}
