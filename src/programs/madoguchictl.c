/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madoguchictl - what the administrator and scripts do without a screen */
#include "config.h"

#include "mado-command.h"
#include "mado-parts.h"
#include "mado-secret.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>

static const struct
{
  const char *name;
  MadoCommandFunc run;
  const char *help;
} commands[] = {
  { "play", mado_command_play, "play a procedure from a scenario file, without a screen" },
  { "decide", mado_command_decide, "answer a question about the rules from a JSON file" },
  { "operator", mado_command_operator, "add an operator, set a password, list them" },
  { "log", mado_command_log, "print the record of events as JSON lines" },
  { "forms", mado_command_forms, "check the office's own forms, write samples of all forms" },
  { "changes", mado_command_changes, "import a file of changes of resident data" },
  { "doctor", mado_command_doctor, "look at every part that the desk stands on" },
  { "workflows", mado_command_workflows, "print the tables of the procedures as PlantUML" },
};

static int
print_help (FILE *where, int status)
{
  (void) fprintf (where, "usage: madoguchictl COMMAND [OPTIONS]\n\n");
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    (void) fprintf (where, "  %-10s %s\n", commands[i].name, commands[i].help);
  (void) fprintf (where, "\nmadoguchictl COMMAND --help tells more.\n");
  return status;
}

MadoSettings *
mado_command_settings (const char *path)
{
  g_autofree char *usual = mado_parts_default_settings ();
  GError *error = NULL;
  MadoSettings *settings = mado_settings_load (path != NULL ? path : usual, &error);

  if (settings == NULL)
    mado_command_fail (error);
  return settings;
}

gboolean
mado_command_parse (int *argc, char ***argv, const GOptionEntry *entries, const char *arguments,
                    const char *summary)
{
  g_autoptr (GOptionContext) context = g_option_context_new (arguments);
  GError *error = NULL;

  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, entries, NULL);
  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;
  mado_command_fail (error);
  return FALSE;
}

int
mado_command_fail (GError *error)
{
  (void) fprintf (stderr, "madoguchictl: %s\n", error->message);
  g_error_free (error);
  return 1;
}

/* What was printed into a full disk or a closed pipe was not handed over. */
static int
finish (int status)
{
  const gboolean flushed = fflush (stdout) == 0;
  const char *why = flushed ? "" : g_strerror (errno); /* that of an earlier failure is gone */

  if (flushed && ferror (stdout) == 0)
    return status;
  (void) fprintf (stderr, "madoguchictl: %s %s\n", _ ("The output could not be written."), why);
  return status != 0 ? status : 1;
}

int
main (int argc, char **argv)
{
  const char *folder = g_getenv ("MADO_LOCALE_DIR"); /* of a build that is not installed */

  (void) setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  mado_secret_init_process ();
  if (argc < 2)
    return print_help (stderr, 2);
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "help"))
    return finish (print_help (stdout, 0));
  if (g_str_equal (argv[1], "--version"))
    return finish (printf ("madoguchictl %s\n", PACKAGE_VERSION) < 0);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, argv[1]))
      return finish (commands[i].run (argc - 1, argv + 1));
  (void) fprintf (stderr, "madoguchictl: no command %s\n", argv[1]);
  return print_help (stderr, 2);
}
