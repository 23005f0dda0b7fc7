/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form's pages: drawn on any cairo surface, so that screen, picture and paper are one. */
#include "config.h"

#include "mado-form-private.h"

#include <cairo-pdf.h>
#include <math.h>

#define FRAME_WIDTH 0.8   /* points */
#define TRAINING_GREY 0.5 /* and its opacity: legible, and so is all beneath it */
#define TRAINING_OPACITY 0.22
#define IMAGE_SIDE_MAX 20000 /* pixels: far above any screen, below what cairo takes */

static void
draw_field (const MadoFormBox *box, const MadoFormFilled *filled, cairo_t *cr)
{
  cairo_set_source_rgb (cr, 0, 0, 0);
  if (box != NULL && box->frame)
    {
      cairo_set_line_width (cr, FRAME_WIDTH);
      cairo_rectangle (cr, box->x, box->y, box->width, box->height);
      cairo_stroke (cr);
    }
  if (filled->text != NULL)
    mado_form_text_draw (filled->text, cr);
  if (filled->qr != NULL)
    mado_form_qr_draw (filled->qr, cr);
}

/* In the table's order: it is the order of reading, and of the document's text. */
static void
draw_fields (MadoForm *self, cairo_t *cr)
{
  const MadoFormList *list = self->template->list;

  for (gsize i = 0; i < list->n_fields; i++)
    {
      const MadoFormFilled *filled = g_hash_table_lookup (self->filled, list->fields[i].id);

      if (filled != NULL)
        draw_field (mado_form_template_find (self->template, list->fields[i].id), filled, cr);
    }
}

static gboolean
draw_text (MadoForm *self, const MadoFormBox *box, const char *id, const char *text, cairo_t *cr,
           GError **error)
{
  g_autoptr (MadoFormText) laid = mado_form_text_new (self->fonts, box, id, text, error);

  if (laid == NULL)
    return FALSE;
  cairo_set_source_rgb (cr, 0, 0, 0);
  mado_form_text_draw (laid, cr);
  return TRUE;
}

static gboolean
draw_row (MadoForm *self, GHashTable *row, guint place, cairo_t *cr, GError **error)
{
  const MadoFormList *list = self->template->list;

  for (gsize i = 0; i < list->n_fields; i++)
    {
      const char *text = g_hash_table_lookup (row, list->fields[i].id);
      MadoFormBox box;

      if (text == NULL)
        continue;
      box = mado_form_row_box (self, mado_form_template_find (self->template, list->fields[i].id),
                               place);
      if (!draw_text (self, &box, list->fields[i].id, text, cr, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
draw_rows (MadoForm *self, guint page, cairo_t *cr, GError **error)
{
  guint per_page = mado_form_get_rows_per_page (self);

  for (guint place = 0; place < per_page && page * per_page + place < self->rows->len; place++)
    if (!draw_row (self, g_ptr_array_index (self->rows, page * per_page + place), place, cr, error))
      return FALSE;
  return TRUE;
}

static gboolean
draw_page_number (MadoForm *self, guint page, cairo_t *cr, GError **error)
{
  const MadoFormList *list = self->template->list;
  g_autofree char *text = g_strdup_printf ("%u／%u", page + 1, mado_form_get_n_pages (self));

  for (gsize i = 0; i < list->n_fields; i++)
    {
      const char *id = list->fields[i].id;

      if ((list->fields[i].flags & MADO_FORM_FIELD_PAGE)
          && !draw_text (self, mado_form_template_find (self->template, id), id, text, cr, error))
        return FALSE;
    }
  return TRUE;
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
draw_page (MadoForm *self, guint page, cairo_t *cr, GError **error)
{
  if (!mado_form_template_show_parts (self->template, self->filled, error)
      || !mado_form_template_draw (self->template, self->fonts, cr, error))
    return FALSE;
  draw_fields (self, cr);
  if (!draw_rows (self, page, cr, error) || !draw_page_number (self, page, cr, error))
    return FALSE;
  if (self->training)
    draw_training (self, cr);
  return check_cairo (cairo_status (cr), error);
}

gboolean
mado_form_draw_page (MadoForm *self, guint page, cairo_t *cr, double width, GError **error)
{
  double scale = width / self->template->width;
  gboolean held;

  g_assert (page < mado_form_get_n_pages (self));
  cairo_save (cr);
  cairo_scale (cr, scale, scale);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, self->template->width, self->template->height);
  cairo_fill (cr);
  held = draw_page (self, page, cr, error);
  cairo_restore (cr);
  return held;
}

cairo_surface_t *
mado_form_render_image (MadoForm *self, guint page, guint width, GError **error)
{
  double height = ceil (width * self->template->height / self->template->width);
  cairo_surface_t *surface;
  cairo_t *cr;
  gboolean held;

  g_assert (width >= 1 && width <= IMAGE_SIDE_MAX);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
  cr = cairo_create (surface);
  held = mado_form_draw_page (self, page, cr, width, error);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (!held)
    g_clear_pointer (&surface, cairo_surface_destroy);
  return surface;
}

gboolean
mado_form_is_complete (MadoForm *self, GError **error)
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
  const char *title = mado_form_get (self, "title");

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE,
                                  title != NULL ? title : self->template->list->name);
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

static gboolean
draw_pages (MadoForm *self, cairo_surface_t *surface, cairo_t *cr, GError **error)
{
  cairo_pdf_surface_set_size (surface, self->template->width, self->template->height);
  for (guint page = 0; page < mado_form_get_n_pages (self); page++)
    {
      if (!draw_page (self, page, cr, error))
        return FALSE;
      cairo_show_page (cr);
    }
  return TRUE;
}

static gboolean
draw_forms (MadoForm *const *forms, gsize n_forms, cairo_surface_t *surface, GError **error)
{
  cairo_t *cr = cairo_create (surface);
  gboolean held = TRUE;

  for (gsize i = 0; held && i < n_forms; i++)
    held = draw_pages (forms[i], surface, cr, error);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  return held && check_cairo (cairo_surface_status (surface), error);
}

GBytes *
mado_form_render_pdf_many (MadoForm *const *forms, gsize n_forms, gint64 created_at, GError **error)
{
  g_autoptr (GByteArray) document = g_byte_array_new ();
  cairo_surface_t *surface;
  gboolean held;

  g_assert (n_forms > 0);
  for (gsize i = 0; i < n_forms; i++)
    if (!mado_form_is_complete (forms[i], error))
      return NULL;
  surface = cairo_pdf_surface_create_for_stream (append_cb, document, forms[0]->template->width,
                                                 forms[0]->template->height);
  set_metadata (forms[0], surface, created_at);
  held = draw_forms (forms, n_forms, surface, error);
  cairo_surface_destroy (surface);
  return held ? g_byte_array_free_to_bytes (g_steal_pointer (&document)) : NULL;
}

GBytes *
mado_form_render_pdf (MadoForm *self, gint64 created_at, GError **error)
{
  return mado_form_render_pdf_many (&self, 1, created_at, error);
}
