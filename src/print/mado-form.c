/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-form.h"

#include <cairo-pdf.h>
#include <math.h>

#include "mado-form-template.h"
#include "mado-form-text.h"
#include "mado-print-resources.h"

#define RESOURCE_FOLDER "/jp/madoguchi/forms/"
#define FRAME_WIDTH 0.8   /* points */
#define TRAINING_GREY 0.5 /* and its opacity: legible, and so is all beneath it */
#define TRAINING_OPACITY 0.22
#define MEDIA_TOLERANCE 3.0 /* points, about 1 mm */

typedef struct
{
  char *value;        /* owned */
  MadoFormText *text; /* owned */
} Filled;

struct _MadoForm
{
  GObject parent_instance;
  MadoFormFonts *fonts;       /* owned */
  MadoFormTemplate *template; /* owned */
  GHashTable *filled;         /* owned; id -> Filled, both owned */
  gboolean training;
};

G_DEFINE_FINAL_TYPE (MadoForm, mado_form, G_TYPE_OBJECT)

static const struct
{
  const char *name;
  double short_side, long_side; /* points */
} sheets[] = {
  { "iso_a4_210x297mm", 595.276, 841.890 },
  { "iso_a5_148x210mm", 419.528, 595.276 },
};

static void
filled_free (Filled *filled)
{
  g_free (filled->value);
  mado_form_text_free (filled->text);
  g_free (filled);
}

gboolean
mado_form_has_field (MadoForm *self, const char *id)
{
  return mado_form_template_find (self->template, id) != NULL;
}

gboolean
mado_form_set (MadoForm *self, const char *id, const char *text, GError **error)
{
  const MadoFormBox *box = mado_form_template_find (self->template, id);
  MadoFormText *laid;
  Filled *filled;

  if (box == NULL)
    {
      g_set_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_FIELD,
                   "Form %s has no field %s in its template", self->template->list->name, id);
      return FALSE;
    }
  if (text == NULL || *text == '\0')
    {
      g_hash_table_remove (self->filled, id);
      return TRUE;
    }
  laid = mado_form_text_new (self->fonts, box, id, text, error);
  if (laid == NULL)
    return FALSE;
  filled = g_new0 (Filled, 1);
  filled->value = g_strdup (text);
  filled->text = laid;
  g_hash_table_insert (self->filled, g_strdup (id), filled);
  return TRUE;
}

const char *
mado_form_get (MadoForm *self, const char *id)
{
  const Filled *filled = g_hash_table_lookup (self->filled, id);

  return filled == NULL ? NULL : filled->value;
}

void
mado_form_set_training (MadoForm *self, gboolean training)
{
  self->training = training;
}

gboolean
mado_form_set_reprint (MadoForm *self, guint number, GError **error)
{
  g_autofree char *mark = number == 0 ? NULL : g_strdup_printf ("再発行（%u回目）", number);

  return mado_form_set (self, "reprint", mark, error);
}

void
mado_form_get_size (MadoForm *self, double *width, double *height)
{
  *width = self->template->width;
  *height = self->template->height;
}

const char *
mado_form_get_media (MadoForm *self)
{
  double short_side = MIN (self->template->width, self->template->height);
  double long_side = MAX (self->template->width, self->template->height);

  for (gsize i = 0; i < G_N_ELEMENTS (sheets); i++)
    if (fabs (short_side - sheets[i].short_side) < MEDIA_TOLERANCE
        && fabs (long_side - sheets[i].long_side) < MEDIA_TOLERANCE)
      return sheets[i].name;
  return "custom";
}

gboolean
mado_form_is_landscape (MadoForm *self)
{
  return self->template->width > self->template->height;
}

gboolean
mado_form_get_ink (MadoForm *self, const char *id, double *x, double *y, double *width,
                   double *height)
{
  const Filled *filled = g_hash_table_lookup (self->filled, id);

  if (filled == NULL)
    return FALSE;
  mado_form_text_get_ink (filled->text, x, y, width, height);
  return TRUE;
}

gboolean
mado_form_get_place (MadoForm *self, const char *id, double *x, double *y, double *width,
                     double *height)
{
  const MadoFormBox *box = mado_form_template_find (self->template, id);

  if (box == NULL)
    return FALSE;
  *x = box->x;
  *y = box->y;
  *width = box->width;
  *height = box->height;
  return TRUE;
}

static void
draw_field (const MadoFormBox *box, const Filled *filled, cairo_t *cr)
{
  cairo_set_source_rgb (cr, 0, 0, 0);
  if (box->frame)
    {
      cairo_set_line_width (cr, FRAME_WIDTH);
      cairo_rectangle (cr, box->x, box->y, box->width, box->height);
      cairo_stroke (cr);
    }
  mado_form_text_draw (filled->text, cr);
}

/* In the table's order: it is the order of reading, and of the document's text. */
static void
draw_fields (MadoForm *self, cairo_t *cr)
{
  const MadoFormList *list = self->template->list;

  for (gsize i = 0; i < list->n_fields; i++)
    {
      const Filled *filled = g_hash_table_lookup (self->filled, list->fields[i].id);

      if (filled != NULL)
        draw_field (mado_form_template_find (self->template, list->fields[i].id), filled, cr);
    }
}

/* 訓練 along the rising diagonal, as large as it goes. */
static void
draw_training (MadoForm *self, cairo_t *cr)
{
  double width = self->template->width, height = self->template->height;
  g_autoptr (PangoLayout) layout = pango_layout_new (mado_form_fonts_get_context (self->fonts));
  PangoFontDescription *font = pango_font_description_new ();
  PangoRectangle logical;

  pango_font_description_set_family_static (font, MADO_FORM_LABEL_FAMILY);
  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size (font, MIN (width, height) * 0.42 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, "訓練", -1);
  pango_layout_get_extents (layout, NULL, &logical);
  cairo_save (cr);
  cairo_translate (cr, width / 2, height / 2);
  cairo_rotate (cr, -atan2 (height, width));
  cairo_set_source_rgba (cr, TRAINING_GREY, TRAINING_GREY, TRAINING_GREY, TRAINING_OPACITY);
  cairo_move_to (cr, -pango_units_to_double (logical.width) / 2,
                 -pango_units_to_double (logical.height) / 2);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);
}

static gboolean
check_cairo (cairo_status_t status, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_DRAWING, "cairo: %s",
               cairo_status_to_string (status));
  return FALSE;
}

static gboolean
draw_page (MadoForm *self, cairo_t *cr, GError **error)
{
  if (!mado_form_template_draw (self->template, self->fonts, cr, error))
    return FALSE;
  draw_fields (self, cr);
  if (self->training)
    draw_training (self, cr);
  return check_cairo (cairo_status (cr), error);
}

gboolean
mado_form_draw (MadoForm *self, cairo_t *cr, double width, GError **error)
{
  double scale = width / self->template->width;
  gboolean held;

  cairo_save (cr);
  cairo_scale (cr, scale, scale);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, self->template->width, self->template->height);
  cairo_fill (cr);
  held = draw_page (self, cr, error);
  cairo_restore (cr);
  return held;
}

static gboolean
check_filled (MadoForm *self, GError **error)
{
  const MadoFormList *list = self->template->list;

  for (gsize i = 0; i < list->n_fields; i++)
    if ((list->fields[i].flags & MADO_FORM_FIELD_FILLED)
        && !g_hash_table_contains (self->filled, list->fields[i].id))
      {
        g_set_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_INCOMPLETE,
                     "Form %s: field %s has no value", list->name, list->fields[i].id);
        return FALSE;
      }
  return TRUE;
}

static void
set_metadata (MadoForm *self, cairo_surface_t *surface, gint64 created_at)
{
  g_autoptr (GDateTime) created = g_date_time_new_from_unix_utc (created_at);
  g_autofree char *date = g_date_time_format (created, "%Y-%m-%dT%H:%M:%SZ");

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, mado_form_get (self, "title"));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR,
                                  "Madoguchi " PACKAGE_VERSION);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
mado_form_render_pdf (MadoForm *self, gint64 created_at, GError **error)
{
  g_autoptr (GByteArray) document = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_t *cr;
  gboolean held;

  if (!check_filled (self, error))
    return NULL;
  surface = cairo_pdf_surface_create_for_stream (append_cb, document, self->template->width,
                                                 self->template->height);
  set_metadata (self, surface, created_at);
  cr = cairo_create (surface);
  held = draw_page (self, cr, error);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  held = held && check_cairo (cairo_surface_status (surface), error);
  cairo_surface_destroy (surface);
  return held ? g_byte_array_free_to_bytes (g_steal_pointer (&document)) : NULL;
}

static void
mado_form_finalize (GObject *object)
{
  MadoForm *self = MADO_FORM (object);

  g_clear_pointer (&self->filled, g_hash_table_unref);
  g_clear_pointer (&self->template, mado_form_template_unref);
  g_clear_object (&self->fonts);
  G_OBJECT_CLASS (mado_form_parent_class)->finalize (object);
}

static void
mado_form_class_init (MadoFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_form_finalize;
}

static void
mado_form_init (MadoForm *self)
{
  self->filled
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) filled_free);
}

/* Reading and checking a drawing takes as long as a tenth of printing it: one that has not changed
 * since is not read again.  A file on disk may change under its bytes, so a copy is compared. */
static MadoFormTemplate *
find_template (MadoFormFonts *fonts, MadoFormKind kind, GBytes *svg, const char *file,
               GError **error)
{
  const MadoFormList *list = mado_form_list_get (kind);
  MadoFormTemplate *kept = g_object_get_data (G_OBJECT (fonts), file);
  MadoFormTemplate *fresh;

  if (kept != NULL && kept->list == list && g_bytes_equal (kept->svg, svg))
    return mado_form_template_ref (kept);
  fresh = mado_form_template_new (fonts, list, svg, file, error);
  if (fresh != NULL)
    g_object_set_data_full (G_OBJECT (fonts), file, mado_form_template_ref (fresh),
                            (GDestroyNotify) (void (*) (void)) mado_form_template_unref);
  return fresh;
}

static MadoForm *
new_from_bytes (MadoFormFonts *fonts, MadoFormKind kind, GBytes *svg, const char *file,
                GError **error)
{
  MadoFormTemplate *template = find_template (fonts, kind, svg, file, error);
  MadoForm *self;

  if (template == NULL)
    return NULL;
  self = g_object_new (MADO_TYPE_FORM, NULL);
  self->fonts = g_object_ref (fonts);
  self->template = template;
  return self;
}

MadoForm *
mado_form_new_from_file (MadoFormFonts *fonts, MadoFormKind kind, const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GBytes) svg = NULL;
  g_autoptr (GError) why = NULL;

  file = g_mapped_file_new (path, FALSE, &why);
  if (file == NULL)
    {
      g_set_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_TEMPLATE, "%s: %s", path,
                   why->message);
      return NULL;
    }
  svg = g_mapped_file_get_bytes (file);
  return new_from_bytes (fonts, kind, svg, path, error);
}

MadoForm *
mado_form_new_from_resource (MadoFormFonts *fonts, MadoFormKind kind, GError **error)
{
  static gsize registered; /* a static library's constructor would be dropped by the linker */
  g_autofree char *path
      = g_strconcat (RESOURCE_FOLDER, mado_form_list_get (kind)->name, ".svg", NULL);
  g_autoptr (GBytes) svg = NULL;

  if (g_once_init_enter (&registered))
    {
      mado_print_register_resource ();
      g_once_init_leave (&registered, 1);
    }
  svg = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  return svg == NULL ? NULL : new_from_bytes (fonts, kind, svg, path, error);
}

MadoForm *
mado_form_new (MadoFormFonts *fonts, MadoFormKind kind, const char *folder, GError **error)
{
  g_autofree char *file = g_strconcat (mado_form_list_get (kind)->name, ".svg", NULL);
  g_autofree char *path = folder == NULL ? NULL : g_build_filename (folder, file, NULL);

  if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    return mado_form_new_from_file (fonts, kind, path, error);
  return mado_form_new_from_resource (fonts, kind, error);
}
