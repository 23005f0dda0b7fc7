/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madoguchictl forms: whether the office's own templates can be used, and how all forms look */
#include "config.h"

#include "mado-command.h"
#include "mado-form-check.h"
#include "mado-parts.h"

#include <glib/gstdio.h>
#include <stdio.h>

/* The office's texts stand on the forms: with a wrong profile nothing could be printed. */
static gboolean
check_profile (const MadoSettings *settings)
{
  GError *error = NULL;
  g_autoptr (MadoOfficeProfile) profile = mado_parts_load_profile (settings, &error);

  if (profile == NULL)
    mado_command_fail (error);
  return profile != NULL;
}

/* Reads the desk's settings and profile.  @folder: (inout): where none was given, the one that the
 * settings name; NULL where they name none. */
static gboolean
check_desk (const char *path, char **folder)
{
  g_autofree char *usual = mado_parts_default_settings ();
  g_autoptr (MadoSettings) settings = NULL;

  /* Before a desk is set up there is nothing of the office's own yet. */
  if (path == NULL && !g_file_test (usual, G_FILE_TEST_EXISTS))
    return TRUE;
  settings = mado_command_settings (path);
  if (settings == NULL || !check_profile (settings))
    return FALSE;
  if (*folder == NULL)
    *folder = g_strdup (settings->forms);
  return TRUE;
}

static gboolean
check_folder (const char *folder)
{
  if (folder == NULL || g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  (void) fprintf (stderr, "madoguchictl: %s is not a folder\n", folder);
  return FALSE;
}

static MadoFormFonts *
open_fonts (void)
{
  GError *error = NULL;
  MadoFormFonts *fonts = mado_form_fonts_new (&error);

  if (fonts == NULL)
    mado_command_fail (error);
  return fonts;
}

/* --- check --- */

static gboolean
print_finding (const char *name, const MadoFormFinding *finding, guint *n_warnings)
{
  const char *what = finding->fault != NULL  ? finding->fault
                     : finding->file != NULL ? finding->file
                                             : "the program's own";

  (void) printf ("%-18s %-6s %s\n", name, finding->fault == NULL ? "ok" : "WRONG", what);
  for (guint i = 0; i < finding->warnings->len; i++)
    (void) printf ("%-18s warning: %s\n", "",
                   (const char *) g_ptr_array_index (finding->warnings, i));
  *n_warnings += finding->warnings->len;
  return finding->fault == NULL;
}

static void
print_strangers (const char *folder, guint *n_warnings)
{
  g_autoptr (GPtrArray) strangers = mado_form_check_strangers (folder);

  for (guint i = 0; i < strangers->len; i++)
    (void) printf ("%-18s warning: no form is named like this, it is never used\n",
                   (const char *) g_ptr_array_index (strangers, i));
  *n_warnings += strangers->len;
}

static int
check (const char *folder)
{
  g_autoptr (MadoFormFonts) fonts = open_fonts ();
  guint n_wrong = 0, n_warnings = 0;

  if (fonts == NULL)
    return 1;
  (void) printf ("%-18s %-6s %s, %s\n", "fonts", "ok", MADO_FORM_LABEL_FAMILY,
                 MADO_FORM_NAME_FAMILY);
  for (guint kind = 0; kind < MADO_FORM_N_KINDS; kind++)
    {
      g_autoptr (MadoFormFinding) finding = mado_form_check (fonts, (MadoFormKind) kind, folder);

      if (!print_finding (mado_form_list_get ((MadoFormKind) kind)->name, finding, &n_warnings))
        n_wrong++;
    }
  if (folder != NULL)
    print_strangers (folder, &n_warnings);
  (void) printf ("%d forms, %u wrong, %u warnings\n", MADO_FORM_N_KINDS, n_wrong, n_warnings);
  return n_wrong == 0 ? 0 : 1;
}

/* --- sample --- */

static GBytes *
render_sample (MadoFormFonts *fonts, MadoFormKind kind, const char *folder, MadoFormSample sample,
               GError **error)
{
  g_autoptr (MadoForm) form = mado_form_new (fonts, kind, folder, error);

  if (form == NULL || !mado_form_sample_fill (form, sample, error))
    return NULL;
  mado_form_set_training (form, TRUE);
  return mado_form_render_pdf (form, g_get_real_time () / G_USEC_PER_SEC, error);
}

static gboolean
write_sample (MadoFormFonts *fonts, MadoFormKind kind, const char *folder, MadoFormSample sample,
              const char *target, GError **error)
{
  g_autofree char *name = g_strconcat (mado_form_list_get (kind)->name, ".pdf", NULL);
  g_autofree char *path = g_build_filename (target, name, NULL);
  g_autoptr (GBytes) document = render_sample (fonts, kind, folder, sample, error);
  gsize n_bytes;
  const char *bytes;

  if (document == NULL)
    return FALSE;
  bytes = g_bytes_get_data (document, &n_bytes);
  if (!g_file_set_contents (path, bytes, (gssize) n_bytes, error))
    return FALSE;
  (void) printf ("%s\n", path);
  return TRUE;
}

static int
write_samples (const char *folder, MadoFormSample sample, const char *target)
{
  g_autoptr (MadoFormFonts) fonts = open_fonts ();

  if (fonts == NULL)
    return 1;
  if (g_mkdir_with_parents (target, 0755) != 0)
    {
      (void) fprintf (stderr, "madoguchictl: cannot make the folder %s\n", target);
      return 1;
    }
  for (guint kind = 0; kind < MADO_FORM_N_KINDS; kind++)
    {
      GError *error = NULL;

      if (!write_sample (fonts, (MadoFormKind) kind, folder, sample, target, &error))
        return mado_command_fail (error);
    }
  return 0;
}

int
mado_command_forms (int argc, char **argv)
{
  g_autofree char *path = NULL, *folder = NULL;
  gboolean hardest = FALSE;
  const GOptionEntry entries[]
      = { { "settings", 's', 0, G_OPTION_ARG_FILENAME, &path, "the desk's settings", "FILE" },
          { "folder", 'f', 0, G_OPTION_ARG_FILENAME, &folder,
            "the office's own forms, in place of the settings' folder", "FOLDER" },
          { "hardest", 0, 0, G_OPTION_ARG_NONE, &hardest, "sample: the longest names and addresses",
            NULL },
          { NULL } };
  gboolean checks, samples;

  if (!mado_command_parse (&argc, &argv, entries, "check [FOLDER] | sample TARGET",
                           "Checks the office's own forms, or writes each form as a PDF file with "
                           "sample values."))
    return 2;
  checks = (argc == 2 || argc == 3) && g_str_equal (argv[1], "check");
  samples = argc == 3 && g_str_equal (argv[1], "sample");
  if (!checks && !samples)
    {
      (void) fprintf (stderr, "madoguchictl: see madoguchictl forms --help\n");
      return 2;
    }
  if (checks && argc == 3)
    {
      g_free (folder);
      folder = g_strdup (argv[2]);
    }
  if (!check_desk (path, &folder) || !check_folder (folder))
    return 1;
  if (checks)
    return check (folder);
  return write_samples (folder, hardest ? MADO_FORM_SAMPLE_HARDEST : MADO_FORM_SAMPLE_ORDINARY,
                        argv[2]);
}
