/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-form-outside.h"
#include "mado-form-template-private.h"

#include <libxml/parser.h>
#include <string.h>

#define FIELD "field-"
#define PART "part-"
#define DPI 72           /* so that librsvg's pixel is a point */
#define SHEET_MIN 100.0  /* points; smaller is a drawing without units */
#define SHEET_MAX 2400.0 /* points; A2 */
#define TOLERANCE 0.5    /* points */

/* Where the walk over the elements is. */
typedef struct
{
  gboolean in_text, in_row;
} Where;

static gboolean
is_element (xmlNode *node, const char *name)
{
  return xmlStrcmp (node->name, (const xmlChar *) name) == 0;
}

/* A slip of the pen, or another version's field: the form prints without, so nothing but a check
 * of the folder tells. */
static void
note_unknown (const MadoFormReading *reading, const char *id)
{
  g_ptr_array_add (reading->template->unknown, g_strdup (id));
}

/* A column outside the group would be printed once, another field inside it many times. */
static gboolean
check_in_row (const MadoFormReading *reading, const char *id, const MadoFormField *field,
              gboolean in_row, GError **error)
{
  gboolean wanted = (field->flags & MADO_FORM_FIELD_ROW) != 0;

  if (wanted == in_row)
    return TRUE;
  return mado_form_reading_refuse (reading, error,
                                   wanted ? "%s: must be inside the group \"row\""
                                          : "%s: must not be inside the group \"row\"",
                                   id);
}

static gboolean
read_field (const MadoFormReading *reading, xmlNode *node, const char *id, gboolean in_row,
            GError **error)
{
  GHashTable *boxes = reading->template->boxes;
  const char *name = id + strlen (FIELD);
  const MadoFormField *field = mado_form_list_find (reading->template->list, name);
  MadoFormBox box = { 0 };

  if (field == NULL || (field->flags & MADO_FORM_FIELD_PART))
    {
      note_unknown (reading, id);
      return TRUE;
    }
  if (!is_element (node, "rect"))
    return mado_form_reading_refuse (reading, error, "%s: a field must be a rect", id);
  if (g_hash_table_contains (boxes, name))
    return mado_form_reading_refuse (reading, error, "%s: occurs twice", id);
  if (!check_in_row (reading, id, field, in_row, error)
      || !mado_form_reading_box (reading, node, id, field, &box, error))
    return FALSE;
  g_hash_table_insert (boxes, g_strdup (name), g_memdup2 (&box, sizeof box));
  return TRUE;
}

static gboolean
read_part (const MadoFormReading *reading, xmlNode *node, const char *id, GError **error)
{
  const char *name = id + strlen (PART);
  const MadoFormField *field = mado_form_list_find (reading->template->list, name);

  if (field == NULL || !(field->flags & MADO_FORM_FIELD_PART))
    {
      note_unknown (reading, id);
      return TRUE;
    }
  if (!is_element (node, "g"))
    return mado_form_reading_refuse (reading, error, "%s: a part must be a group", id);
  g_hash_table_add (reading->template->parts, g_strdup (name));
  return TRUE;
}

static gboolean
read_id (const MadoFormReading *reading, xmlNode *node, const char *id, Where *where,
         GError **error)
{
  if (g_str_has_prefix (id, FIELD))
    return read_field (reading, node, id, where->in_row, error);
  if (g_str_has_prefix (id, PART))
    return read_part (reading, node, id, error);
  if (!mado_form_list_has_rows (reading->template->list))
    return TRUE;
  if (g_str_equal (id, "rows"))
    return mado_form_reading_rows (reading, node, error);
  where->in_row |= g_str_equal (id, "row") && is_element (node, "g");
  return TRUE;
}

static gboolean
check_label (const MadoFormReading *reading, const char *label, GError **error)
{
  for (const char *p = label; *p != '\0'; p = g_utf8_find_next_char (p, NULL))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && !mado_form_fonts_has (reading->fonts, c))
        return mado_form_reading_refuse (reading, error,
                                         "a label has U+%04X, which the typefaces lack", c);
    }
  return TRUE;
}

static gboolean
read_elements (const MadoFormReading *reading, xmlNode *parent, const Where *where, GError **error)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      g_autofree char *id = NULL;
      Where here = *where;

      if (node->type == XML_TEXT_NODE && where->in_text
          && !check_label (reading, (const char *) node->content, error))
        return FALSE;
      if (node->type != XML_ELEMENT_NODE)
        continue;
      id = mado_form_reading_attribute (node, "id");
      if (id != NULL && !read_id (reading, node, id, &here, error))
        return FALSE;
      here.in_text |= is_element (node, "text");
      if (!read_elements (reading, node, &here, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
refuse_missing (const MadoFormReading *reading, const char *id, GError **error)
{
  const GPtrArray *unknown = reading->template->unknown;

  if (unknown->len == 0)
    return mado_form_reading_refuse (reading, error, FIELD "%s: is missing", id);
  return mado_form_reading_refuse (reading, error, FIELD "%s: is missing (is it %s?)", id,
                                   (const char *) g_ptr_array_index (unknown, 0));
}

static gboolean
check_complete (const MadoFormReading *reading, GError **error)
{
  const MadoFormList *list = reading->template->list;

  for (gsize i = 0; i < list->n_fields; i++)
    if ((list->fields[i].flags & MADO_FORM_FIELD_REQUIRED)
        && !g_hash_table_contains (reading->template->boxes, list->fields[i].id))
      return refuse_missing (reading, list->fields[i].id, error);
  return TRUE;
}

/* What repeats must lie in the first of the places it is repeated in. */
static gboolean
check_rows (const MadoFormReading *reading, GError **error)
{
  const MadoFormList *list = reading->template->list;
  const MadoFormRows *rows = &reading->template->rows;

  if (!mado_form_list_has_rows (list))
    return TRUE;
  if (rows->down == 0)
    return mado_form_reading_refuse (reading, error, "rows: is missing");
  for (gsize i = 0; i < list->n_fields; i++)
    {
      const MadoFormBox *box = mado_form_template_find (reading->template, list->fields[i].id);

      if (box == NULL || !(list->fields[i].flags & MADO_FORM_FIELD_ROW))
        continue;
      if (box->x < rows->x - TOLERANCE || box->y < rows->y - TOLERANCE
          || box->x + box->width > rows->x + rows->width + TOLERANCE
          || box->y + box->height > rows->y + rows->height + TOLERANCE)
        return mado_form_reading_refuse (reading, error, FIELD "%s: beyond the first row",
                                         list->fields[i].id);
    }
  return TRUE;
}

/* The first line of libxml2's reason; those that follow show the file's own text. */
static void
refuse_xml (const MadoFormReading *reading, const xmlError *why, GError **error)
{
  g_auto (GStrv) lines = NULL;

  if (why == NULL || why->message == NULL)
    {
      mado_form_reading_refuse (reading, error, "not an XML file");
      return;
    }
  lines = g_strsplit (why->message, "\n", 2);
  mado_form_reading_refuse (reading, error, "not an XML file: line %d: %s", why->line, lines[0]);
}

/* No base address is given to either parser, so that a template can load nothing else. */
static xmlDoc *
parse (const MadoFormReading *reading, GBytes *svg, GError **error)
{
  gsize n_bytes;
  const char *bytes = g_bytes_get_data (svg, &n_bytes);
  xmlParserCtxt *parser;
  xmlDoc *document;

  if (n_bytes == 0 || n_bytes > MADO_FORM_TEMPLATE_BYTES_MAX)
    {
      mado_form_reading_refuse (reading, error, "not a file of 1 to %d bytes",
                                MADO_FORM_TEMPLATE_BYTES_MAX);
      return NULL;
    }
  parser = xmlNewParserCtxt ();
  document = xmlCtxtReadMemory (parser, bytes, (int) n_bytes, NULL, NULL,
                                XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (document == NULL)
    refuse_xml (reading, xmlCtxtGetLastError (parser), error);
  xmlFreeParserCtxt (parser);
  return document;
}

/* The file may change under a mapping while the form is in use. */
static GBytes *
copy_bytes (GBytes *bytes)
{
  gsize n_bytes;
  gconstpointer data = g_bytes_get_data (bytes, &n_bytes);

  return g_bytes_new (data, n_bytes);
}

static RsvgHandle *
open_handle (GBytes *svg, GError **error)
{
  gsize n_bytes;
  const guint8 *bytes = g_bytes_get_data (svg, &n_bytes);
  RsvgHandle *handle = rsvg_handle_new_from_data (bytes, n_bytes, error);

  if (handle != NULL)
    rsvg_handle_set_dpi (handle, DPI);
  return handle;
}

static gboolean
open_drawing (const MadoFormReading *reading, GBytes *svg, GError **error)
{
  MadoFormTemplate *template = reading->template;
  g_autoptr (GError) why = NULL;

  template->handle = open_handle (svg, &why);
  if (template->handle == NULL)
    return mado_form_reading_refuse (reading, error, "not an SVG drawing: %s", why->message);
  if (!rsvg_handle_get_intrinsic_size_in_pixels (template->handle, &template->width,
                                                 &template->height)
      || template->width < SHEET_MIN || template->width > SHEET_MAX || template->height < SHEET_MIN
      || template->height > SHEET_MAX)
    return mado_form_reading_refuse (reading, error,
                                     "width and height of the sheet must be given in mm");
  return TRUE;
}

/* librsvg takes its typefaces from the thread's default font map; it is lent ours meanwhile. */
static PangoFontMap *
lend_fonts (MadoFormFonts *fonts)
{
  PangoFontMap *before = g_object_ref (pango_cairo_font_map_get_default ());

  pango_cairo_font_map_set_default (PANGO_CAIRO_FONT_MAP (mado_form_fonts_get_map (fonts)));
  return before;
}

static void
restore_fonts (PangoFontMap *before)
{
  pango_cairo_font_map_set_default (PANGO_CAIRO_FONT_MAP (before));
  g_object_unref (before);
}

MadoFormTemplate *
mado_form_template_new (MadoFormFonts *fonts, const MadoFormList *list, GBytes *svg,
                        const char *file, GError **error)
{
  g_autoptr (MadoFormTemplate) self = g_rc_box_new0 (MadoFormTemplate);
  const MadoFormReading reading = { self, fonts, file };
  const Where outside = { FALSE, FALSE };
  PangoFontMap *before;
  xmlDoc *document;
  gboolean held;

  self->list = list;
  self->svg = copy_bytes (svg);
  self->css = g_strdup ("");
  self->boxes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->unknown = g_ptr_array_new_with_free_func (g_free);
  mado_form_hush_xml ();
  document = parse (&reading, svg, error);
  if (document == NULL)
    return NULL;
  before = lend_fonts (fonts);
  held = open_drawing (&reading, svg, error)
         && read_elements (&reading, xmlDocGetRootElement (document), &outside, error)
         && check_complete (&reading, error) && check_rows (&reading, error);
  restore_fonts (before);
  xmlFreeDoc (document);
  return held ? g_steal_pointer (&self) : NULL;
}

static void
clear (gpointer data)
{
  MadoFormTemplate *self = data;

  g_clear_object (&self->handle);
  g_clear_pointer (&self->svg, g_bytes_unref);
  g_free (self->css);
  g_clear_pointer (&self->boxes, g_hash_table_unref);
  g_clear_pointer (&self->parts, g_hash_table_unref);
  g_clear_pointer (&self->unknown, g_ptr_array_unref);
}

MadoFormTemplate *
mado_form_template_ref (MadoFormTemplate *self)
{
  return g_rc_box_acquire (self);
}

void
mado_form_template_unref (MadoFormTemplate *self)
{
  g_rc_box_release_full (self, clear);
}

const MadoFormBox *
mado_form_template_find (const MadoFormTemplate *self, const char *id)
{
  return g_hash_table_lookup (self->boxes, id);
}

static char *
build_css (const MadoFormTemplate *self, GHashTable *shown)
{
  GString *css = g_string_new (NULL);
  const MadoFormList *list = self->list;

  for (gsize i = 0; i < list->n_fields; i++)
    if (g_hash_table_contains (self->parts, list->fields[i].id)
        && !g_hash_table_contains (shown, list->fields[i].id))
      g_string_append_printf (css, "#" PART "%s { display: none !important }\n",
                              list->fields[i].id);
  return g_string_free (css, FALSE);
}

static RsvgHandle *
open_with_css (GBytes *svg, const char *css, GError **error)
{
  RsvgHandle *handle = open_handle (svg, error);

  if (handle != NULL
      && !rsvg_handle_set_stylesheet (handle, (const guint8 *) css, strlen (css), error))
    g_clear_object (&handle);
  return handle;
}

/* librsvg never takes back what a style sheet set, so each selection of parts is read anew. */
gboolean
mado_form_template_show_parts (MadoFormTemplate *self, GHashTable *shown, GError **error)
{
  g_autofree char *css = build_css (self, shown);
  g_autoptr (GError) why = NULL;
  RsvgHandle *handle;

  if (g_str_equal (css, self->css))
    return TRUE;
  handle = open_with_css (self->svg, css, &why);
  if (handle == NULL)
    {
      g_set_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_DRAWING, "librsvg: %s", why->message);
      return FALSE;
    }
  g_object_unref (self->handle);
  self->handle = handle;
  g_free (self->css);
  self->css = g_steal_pointer (&css);
  return TRUE;
}

void
mado_form_template_get_offset (const MadoFormTemplate *self, guint i, double *x, double *y)
{
  const MadoFormRows *rows = &self->rows;

  *x = i / rows->down * rows->width;
  *y = i % rows->down * rows->height;
}

static gboolean
render (MadoFormTemplate *self, cairo_t *cr, const char *layer, GError **error)
{
  const RsvgRectangle sheet = { 0, 0, self->width, self->height };
  g_autoptr (GError) why = NULL;
  gboolean held = layer == NULL ? rsvg_handle_render_document (self->handle, cr, &sheet, &why)
                                : rsvg_handle_render_layer (self->handle, cr, layer, &sheet, &why);

  if (!held)
    g_set_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_DRAWING, "librsvg: %s", why->message);
  return held;
}

/* The first row is part of the drawing; the others are drawn beside it. */
static gboolean
render_all (MadoFormTemplate *self, cairo_t *cr, GError **error)
{
  gboolean held = render (self, cr, NULL, error);

  for (guint i = 1; held && i < self->rows.down * self->rows.across; i++)
    {
      double x, y;

      mado_form_template_get_offset (self, i, &x, &y);
      cairo_save (cr);
      cairo_translate (cr, x, y);
      held = render (self, cr, "#row", error);
      cairo_restore (cr);
    }
  return held;
}

gboolean
mado_form_template_draw (MadoFormTemplate *self, MadoFormFonts *fonts, cairo_t *cr, GError **error)
{
  PangoFontMap *before = lend_fonts (fonts);
  gboolean held = render_all (self, cr, error);

  restore_fonts (before);
  return held;
}
