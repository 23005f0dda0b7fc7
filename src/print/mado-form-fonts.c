/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-form-fonts.h"

#include <fontconfig/fontconfig.h>
#include <limits.h>
#include <pango/pangofc-fontmap.h>
#include <stdlib.h>

struct _MadoFormFonts
{
  GObject parent_instance;
  FcConfig *config;      /* owned; just the files of the two families */
  FcCharSet *characters; /* owned; union of both */
  PangoFontMap *map;     /* owned */
  PangoContext *context; /* owned */
};

G_DEFINE_FINAL_TYPE (MadoFormFonts, mado_form_fonts, G_TYPE_OBJECT)

static const struct
{
  const char *family;
  const char *package;
} families[] = {
  { MADO_FORM_LABEL_FAMILY, "fonts-morisawa-bizud-gothic" },
  { MADO_FORM_NAME_FAMILY, "fonts-ipamj-mincho" },
};

/* Appends the font's file, links resolved, to both lists of the configuration. */
static void
append_file (const char *file, GString *folders, GString *accepted)
{
  char real[PATH_MAX];
  g_autofree char *folder = NULL;
  g_autofree char *dir = NULL;
  g_autofree char *glob = NULL;

  if (realpath (file, real) == NULL)
    return;
  folder = g_path_get_dirname (real);
  dir = g_markup_printf_escaped ("<dir>%s</dir>", folder);
  glob = g_markup_printf_escaped ("<glob>%s</glob>", real);
  if (strstr (folders->str, dir) == NULL)
    g_string_append (folders, dir);
  g_string_append (accepted, glob);
}

static gboolean
append_family (const char *family, const char *package, GString *folders, GString *accepted,
               GError **error)
{
  FcPattern *pattern = FcPatternCreate ();
  FcObjectSet *wanted = FcObjectSetBuild (FC_FILE, (char *) NULL);
  FcFontSet *found;
  int n_found;

  FcPatternAddString (pattern, FC_FAMILY, (const FcChar8 *) family);
  found = FcFontList (NULL, pattern, wanted);
  n_found = found == NULL ? 0 : found->nfont;
  for (int i = 0; i < n_found; i++)
    {
      FcChar8 *file;

      if (FcPatternGetString (found->fonts[i], FC_FILE, 0, &file) == FcResultMatch)
        append_file ((const char *) file, folders, accepted);
    }
  if (found != NULL)
    FcFontSetDestroy (found);
  FcObjectSetDestroy (wanted);
  FcPatternDestroy (pattern);
  if (n_found > 0)
    return TRUE;
  g_set_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_FONT,
               "Typeface %s is missing: install the Debian package %s", family, package);
  return FALSE;
}

/* The system's cache folders are kept: scanning IPAmj Mincho anew would take a second. */
static void
append_cache_folders (GString *xml)
{
  FcStrList *folders = FcConfigGetCacheDirs (NULL);
  const FcChar8 *folder;

  while ((folder = FcStrListNext (folders)) != NULL)
    {
      g_autofree char *element
          = g_markup_printf_escaped ("<cachedir>%s</cachedir>", (const char *) folder);

      g_string_append (xml, element);
    }
  FcStrListDone (folders);
}

static char *
build_configuration (GError **error)
{
  g_autoptr (GString) folders = g_string_new (NULL);
  g_autoptr (GString) accepted = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    if (!append_family (families[i].family, families[i].package, folders, accepted, error))
      return NULL;
  append_cache_folders (folders);
  return g_strdup_printf ("<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">"
                          "<fontconfig>%s<selectfont><acceptfont>%s</acceptfont>"
                          "<rejectfont><glob>*</glob></rejectfont></selectfont></fontconfig>",
                          folders->str, accepted->str);
}

static void
collect_characters (MadoFormFonts *self)
{
  FcFontSet *fonts = FcConfigGetFonts (self->config, FcSetSystem);

  self->characters = FcCharSetCreate ();
  for (int i = 0; fonts != NULL && i < fonts->nfont; i++)
    {
      FcCharSet *covered;

      if (FcPatternGetCharSet (fonts->fonts[i], FC_CHARSET, 0, &covered) == FcResultMatch)
        FcCharSetMerge (self->characters, covered, NULL);
    }
}

/* Unhinted metrics in points: the line breaks on the screen are those on the paper. */
static PangoContext *
create_context (PangoFontMap *map)
{
  PangoContext *context = pango_font_map_create_context (map);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("ja"));
  cairo_font_options_destroy (options);
  return context;
}

PangoFontMap *
mado_form_fonts_get_map (MadoFormFonts *self)
{
  return self->map;
}

PangoContext *
mado_form_fonts_get_context (MadoFormFonts *self)
{
  return self->context;
}

gboolean
mado_form_fonts_has (MadoFormFonts *self, gunichar character)
{
  return FcCharSetHasChar (self->characters, character);
}

static void
mado_form_fonts_finalize (GObject *object)
{
  MadoFormFonts *self = MADO_FORM_FONTS (object);

  g_clear_object (&self->context);
  g_clear_object (&self->map);
  g_clear_pointer (&self->characters, FcCharSetDestroy);
  g_clear_pointer (&self->config, FcConfigDestroy);
  G_OBJECT_CLASS (mado_form_fonts_parent_class)->finalize (object);
}

static void
mado_form_fonts_class_init (MadoFormFontsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_form_fonts_finalize;
}

static void
mado_form_fonts_init (MadoFormFonts *self)
{
}

MadoFormFonts *
mado_form_fonts_new (GError **error)
{
  g_autofree char *xml = build_configuration (error);
  g_autoptr (MadoFormFonts) self = NULL;

  if (xml == NULL)
    return NULL;
  self = g_object_new (MADO_TYPE_FORM_FONTS, NULL);
  self->config = FcConfigCreate ();
  if (!FcConfigParseAndLoadFromMemory (self->config, (const FcChar8 *) xml, FcTrue)
      || !FcConfigBuildFonts (self->config))
    {
      g_set_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_FONT,
                   "fontconfig cannot read the form typefaces: reinstall %s and %s",
                   families[0].package, families[1].package);
      return NULL;
    }
  collect_characters (self);
  self->map = pango_cairo_font_map_new_for_font_type (CAIRO_FONT_TYPE_FT);
  pango_fc_font_map_set_config (PANGO_FC_FONT_MAP (self->map), self->config);
  self->context = create_context (self->map);
  return g_steal_pointer (&self);
}
