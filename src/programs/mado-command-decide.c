/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madoguchictl decide: the rules on a JSON file */
#include "config.h"

#include "mado-command.h"
#include "mado-decide.h"
#include "mado-parts.h"

#include <gio/gunixinputstream.h>
#include <stdio.h>
#include <unistd.h>

#define PROFILES_MAX 8                  /* as of the settings */
#define QUESTION_MAX (16 * 1024 * 1024) /* bytes; far above any list of questions */

static int
fail_usage (const char *file, const char *why)
{
  (void) fprintf (stderr, "madoguchictl: %s%s%s\n", file != NULL ? file : "",
                  file != NULL ? ": " : "", why);
  return 2;
}

/* The whole of standard input. */
static GBytes *
read_input (GError **error)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  if (g_output_stream_splice (memory, input, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, error) < 0)
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static GBytes *
read_question (const char *file, GError **error)
{
  char *text;
  gsize n_text;

  if (g_str_equal (file, "-"))
    return read_input (error);
  return g_file_get_contents (file, &text, &n_text, error) ? g_bytes_new_take (text, n_text) : NULL;
}

/* The profile that is built in, for a machine without a desk. */
static gboolean
take_shipped (GPtrArray *names, GPtrArray *texts)
{
  g_ptr_array_add (names, g_strdup ("juki.ini"));
  g_ptr_array_add (texts, mado_decide_shipped_profile ());
  return TRUE;
}

static gboolean
take_files (char *const *files, GPtrArray *names, GPtrArray *texts, GError **error)
{
  for (gsize i = 0; files[i] != NULL; i++)
    {
      char *text;

      if (!g_file_get_contents (files[i], &text, NULL, error))
        return FALSE;
      g_ptr_array_add (names, g_strdup (files[i]));
      g_ptr_array_add (texts, text);
    }
  return TRUE;
}

/* Those named; else those of the settings; else the built-in one. */
static gboolean
take_profiles (char *const *named, const char *settings_path, GPtrArray *names, GPtrArray *texts)
{
  g_autofree char *usual = mado_parts_default_settings ();
  g_autoptr (MadoSettings) settings = NULL;
  GError *error = NULL;

  if (named == NULL && settings_path == NULL && !g_file_test (usual, G_FILE_TEST_EXISTS))
    return take_shipped (names, texts);
  if (named == NULL)
    {
      settings = mado_command_settings (settings_path);
      if (settings == NULL)
        return FALSE;
    }
  if (take_files (named != NULL ? named : settings->profiles, names, texts, &error))
    return TRUE;
  mado_command_fail (error);
  return FALSE;
}

/* Returns: (transfer container) */
static MadoProfileSource *
sources_of (GPtrArray *names, GPtrArray *texts)
{
  MadoProfileSource *sources = g_new0 (MadoProfileSource, names->len);

  for (guint i = 0; i < names->len; i++)
    sources[i] = (MadoProfileSource){ .file = g_ptr_array_index (names, i),
                                      .text = g_ptr_array_index (texts, i) };
  return sources;
}

static int
decide (const char *file, GPtrArray *names, GPtrArray *texts)
{
  g_autofree MadoProfileSource *sources = sources_of (names, texts);
  g_autoptr (MadoOfficeProfile) profile = NULL;
  g_autoptr (GBytes) question = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;

  profile = mado_office_profile_new (sources, names->len, NULL, &error);
  if (profile == NULL)
    return mado_command_fail (g_steal_pointer (&error));
  question = read_question (file, &error);
  if (question == NULL)
    return fail_usage (NULL, error->message);
  if (g_bytes_get_size (question) > QUESTION_MAX)
    return fail_usage (file, "is larger than 16 MiB");
  answer = mado_decide_text (sources, names->len, g_bytes_get_data (question, NULL),
                             g_bytes_get_size (question), &error);
  if (answer == NULL)
    return fail_usage (g_str_equal (file, "-") ? "standard input" : file, error->message);
  return fputs (answer, stdout) < 0 || fflush (stdout) != 0;
}

static int
print_list (char *text)
{
  const int status = fputs (text, stdout) < 0;

  g_free (text);
  return status;
}

/* With the office's numbers in the sentences. */
static int
print_reasons (GPtrArray *names, GPtrArray *texts)
{
  g_autofree MadoProfileSource *sources = sources_of (names, texts);
  GError *error = NULL;
  g_autoptr (MadoOfficeProfile) profile
      = mado_office_profile_new (sources, names->len, NULL, &error);

  return profile != NULL ? print_list (mado_decide_describe_reasons (profile))
                         : mado_command_fail (error);
}

int
mado_command_decide (int argc, char **argv)
{
  g_autofree char *settings = NULL;
  g_auto (GStrv) profiles = NULL;
  gboolean fields = FALSE, reasons = FALSE;
  const GOptionEntry entries[]
      = { { "settings", 's', 0, G_OPTION_ARG_FILENAME, &settings,
            "The desk's settings, for its profile", "FILE" },
          { "profile", 'p', 0, G_OPTION_ARG_FILENAME_ARRAY, &profiles,
            "A profile, the base first; may be repeated", "FILE" },
          { "fields", 0, 0, G_OPTION_ARG_NONE, &fields, "Print the keys of every question", NULL },
          { "reasons", 0, 0, G_OPTION_ARG_NONE, &reasons, "Print every reason with its source",
            NULL },
          { NULL } };
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  if (!mado_command_parse (
          &argc, &argv, entries, "FILE.json | -",
          "Answers a question about the rules, or a list of them.\n"
          "Exit status: 0 answered, 1 wrong profile or settings, 2 wrong question."))
    return 2;
  if (fields)
    return print_list (mado_decide_describe ());
  if (argc != 2 && !reasons)
    return fail_usage (NULL, "give one file, or - for standard input");
  if (profiles != NULL && g_strv_length (profiles) > PROFILES_MAX)
    return fail_usage (NULL, "at most 8 profiles can be read");
  if (!take_profiles (profiles, settings, names, texts))
    return 1;
  return reasons ? print_reasons (names, texts) : decide (argv[1], names, texts);
}
