/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-form-check.h"
#include "mado-form-outside.h"

#include <string.h>

#define SUFFIX ".svg"
/* The first family of font-family="…", font-family:"…" or font-family:… */
#define TYPEFACE "font-family\\s*[:=]\\s*[\"']*([^;,\"'}<>]+)"

void
mado_form_finding_free (MadoFormFinding *self)
{
  g_free (self->file);
  g_free (self->fault);
  g_ptr_array_unref (self->warnings);
  g_free (self);
}

static gboolean
try_sample (MadoForm *form, MadoFormSample sample, GError **error)
{
  g_autoptr (GBytes) document = NULL;

  if (!mado_form_sample_fill (form, sample, error))
    return FALSE;
  document = mado_form_render_pdf (form, 0, error);
  return document != NULL;
}

/* A form of its own, for the rows of a list would add up. */
static gboolean
try_hardest (MadoFormFonts *fonts, MadoFormKind kind, const char *folder, GError **error)
{
  g_autoptr (MadoForm) form = mado_form_new (fonts, kind, folder, error);

  return form != NULL && try_sample (form, MADO_FORM_SAMPLE_HARDEST, error);
}

/* Only a fault of the template itself names its file. */
static char *
explain (const char *file, const char *why)
{
  return file == NULL || g_str_has_prefix (why, file) ? g_strdup (why)
                                                      : g_strdup_printf ("%s: %s", file, why);
}

/* Labels in another typeface are printed in ours, and may then be wider than drawn. */
static void
warn_of_typefaces (MadoFormFinding *self, const char *svg)
{
  g_autoptr (GRegex) regex = g_regex_new (TYPEFACE, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (regex, svg, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *family = g_match_info_fetch (match, 1);

      if (g_str_equal (family, MADO_FORM_LABEL_FAMILY)
          || g_str_equal (family, MADO_FORM_NAME_FAMILY))
        continue;
      g_ptr_array_add (self->warnings,
                       g_strdup_printf ("the typeface %s is not of the forms: %s is taken", family,
                                        MADO_FORM_LABEL_FAMILY));
      return;
    }
}

static void
warn (MadoFormFinding *self, MadoForm *form)
{
  GPtrArray *unknown = mado_form_get_unknown (form);

  for (guint i = 0; i < unknown->len; i++)
    g_ptr_array_add (self->warnings,
                     g_strdup_printf ("%s: this form has nothing of that name, it stays empty",
                                      (const char *) g_ptr_array_index (unknown, i)));
  if (g_str_equal (mado_form_get_media (form), "custom"))
    g_ptr_array_add (self->warnings,
                     g_strdup ("the sheet is neither A4 nor A5: the printer must have it"));
}

MadoFormFinding *
mado_form_check (MadoFormFonts *fonts, MadoFormKind kind, const char *folder)
{
  g_autofree char *name = g_strconcat (mado_form_list_get (kind)->name, SUFFIX, NULL);
  g_autofree char *path = folder == NULL ? NULL : g_build_filename (folder, name, NULL);
  g_autofree char *svg = NULL;
  MadoFormFinding *self = g_new0 (MadoFormFinding, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoForm) form = mado_form_new (fonts, kind, folder, &error);

  if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    self->file = g_steal_pointer (&path);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  if (form != NULL)
    warn (self, form);
  if (self->file != NULL && mado_form_check_file (self->file, NULL)
      && g_file_get_contents (self->file, &svg, NULL, NULL) && g_utf8_validate (svg, -1, NULL))
    {
      g_autofree char *outside = mado_form_find_outside (svg);

      warn_of_typefaces (self, svg);
      if (outside != NULL)
        self->fault = explain (self->file, outside);
    }
  if (self->fault != NULL)
    return self;
  if (form == NULL || !try_sample (form, MADO_FORM_SAMPLE_ORDINARY, &error)
      || !try_hardest (fonts, kind, folder, &error))
    self->fault = explain (self->file, error->message);
  return self;
}

static gboolean
is_stranger (const char *name)
{
  g_autofree char *form = NULL;
  MadoFormKind kind;

  if (!g_str_has_suffix (name, SUFFIX))
    return FALSE;
  form = g_strndup (name, strlen (name) - strlen (SUFFIX));
  return !mado_form_kind_find (form, &kind);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
mado_form_check_strangers (const char *folder)
{
  GPtrArray *strangers = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (is_stranger (name))
      g_ptr_array_add (strangers, g_strdup (name));
  g_ptr_array_sort (strangers, compare_names);
  return strangers;
}
