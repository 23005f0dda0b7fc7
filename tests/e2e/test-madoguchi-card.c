/* SPDX-License-Identifier: GPL-3.0-or-later */
/* the command line of madoguchi-card: what it makes, what it refuses, how it ends */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

static char *folder;

static char *
in_folder (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

/* Runs the program; @arguments: separated by blanks, @ stands for the folder. */
static int
run (const char *arguments, char **output)
{
  g_autofree char *program
      = g_build_filename (g_getenv ("MADO_BUILD_DIR"), "src/programs/madoguchi-card", NULL);
  g_auto (GStrv) parts = g_strsplit (arguments, "@", -1);
  g_autofree char *joined = g_strjoinv (folder, parts);
  g_autofree char *line = g_strdup_printf ("%s %s", program, joined);
  g_auto (GStrv) argv = g_strsplit (line, " ", -1);
  g_autofree char *errors = NULL;
  g_autofree char *normal = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &normal, &errors, &status, &error);
  g_assert_no_error (error);
  *output = g_strconcat (normal, errors, NULL);
  return g_spawn_check_wait_status (status, NULL) ? 0 : 1;
}

static void
test_command_line (void)
{
  /* clang-format off */
  static const struct { const char *arguments; int status; const char *text; } lines[] = {
    { "--help",                                    0, "--keygen-ms"                  },
    { "--version",                                 0, "madoguchi-card "              },
    { "--what",                                    1, "--what"                       },
    { "one two",                                   1, "too many arguments"           },
    { "--port 0",                                  1, "1 to 65534"                   },
    { "--port 65535",                              1, "1 to 65534"                   },
    { "--keygen-ms soon",                          1, "milliseconds or 'table'"      },
    { "--state @/none",                            1, "opening the card file"        },
    { "--state @/masters",                         1, "not a whole card"             },
    { "--new-card @/a.card --card-id 00",          1, "16 hexadecimal digits"        },
    { "--new-card @/a.card --masters @/none",      1, "reading master keys"          },
    { "--new-card @/none/a.card",                  1, "writing the card file"        },
    { "--new-card @/a.card --card-id 0011223344556677 --masters @/masters", 0, ""    },
    { "--new-card @/a.card",                       1, "not replaced"                 },
    { "--new-card @/b.card --token JPKIAPICCTOKEN2",   0, ""                         },
    { "--new-card @/c.card --without-applet",      0, ""                             },
  };
  /* clang-format on */
  g_autofree char *masters = in_folder ("masters");

  g_assert_true (g_file_set_contents (masters,
                                      "counter=000102030405060708090A0B0C0D0E0F\n"
                                      "generator=101112131415161718191A1B1C1D1E1F\n",
                                      -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *output = NULL;
      int status = run (lines[i].arguments, &output);

      if (status != lines[i].status || strstr (output, lines[i].text) == NULL)
        g_error ("%s: status %d, %s", lines[i].arguments, status, output);
    }
}

/* A made card has the id it was asked for, and keys that differ from those of training. */
static void
test_new_card (void)
{
  g_autofree char *path = in_folder ("a.card");
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\ndiversification=4A4B0011223344556677\n"));
  g_assert_nonnull (strstr (text, "\ntoken=4A504B494150494343544F4B454E2020"));
}

/* SIGTERM ends it in good order: status 0, no socket left behind. */
static void
test_end (void)
{
  g_autofree char *program
      = g_build_filename (g_getenv ("MADO_BUILD_DIR"), "src/programs/madoguchi-card", NULL);
  g_autofree char *control = in_folder ("control");
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--port", "1", "--state",
                          folder, "--control", control, NULL);
  char greeting[16];

  g_assert_no_error (error);
  g_assert_cmpint (g_input_stream_read (g_subprocess_get_stdout_pipe (process), greeting,
                                        sizeof greeting, NULL, &error),
                   >, 0);
  g_assert_true (g_file_test (control, G_FILE_TEST_EXISTS));
  g_subprocess_send_signal (process, SIGTERM);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (control, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  static const char *const names[] = { "masters", "a.card", "b.card", "c.card" };
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("mado-card-program-XXXXXX", NULL);
  g_test_add_func ("/e2e/madoguchi-card/1-command-line", test_command_line);
  g_test_add_func ("/e2e/madoguchi-card/2-new-card", test_new_card);
  g_test_add_func ("/e2e/madoguchi-card/3-end", test_end);
  result = g_test_run ();
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = in_folder (names[i]);

      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (folder);
  return result;
}
