/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real window, driven by keyboard through whole issuances on pcscd, CA and printer */
#include "config.h"

#include "window-steps.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>

static WindowWorld *world;

static void
test_issue (void)
{
  window_world_start_program (world);
  window_steps_sign_in (world);
  window_steps_new_case (world);
  window_steps_until (world, N_ ("Finished"), NULL);
  window_driver_press (world->driver, "F12");
  window_world_end_program (world, SIGTERM);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  world = window_world_new (window_steps_characters ());
  g_test_add_func ("/window/issue", test_issue);
  status = g_test_run ();
  window_world_free (world);
  return status;
}
