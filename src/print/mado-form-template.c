/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-form-template.h"

#include <libxml/parser.h>
#include <math.h>

#define PREFIX "field-"
#define DPI 72 /* so that librsvg's pixel is a point */
#define LINES_MAX 40
#define SIZE_DEFAULT 10.0 /* points */
#define SHEET_MIN 100.0   /* points; smaller is a drawing without units */
#define SHEET_MAX 2400.0  /* points; A2 */
#define TOLERANCE 0.5     /* points; a box may touch the sheet's edge */

/* What the walk over the elements carries. */
typedef struct
{
  MadoFormTemplate *template;
  MadoFormFonts *fonts;
  const char *file;
} Reading;

typedef struct
{
  const char *attribute;
  const char *words[3]; /* the first is the default */
} Choice;

/* clang-format off */
static const Choice font_choice   = { "data-font",   { "label",  "name",   NULL  } };
static const Choice weight_choice = { "data-weight", { "normal", "bold",   NULL  } };
static const Choice align_choice  = { "data-align",  { "start",  "center", "end" } };
static const Choice valign_choice = { "data-valign", { "center", "start",  "end" } };
static const Choice frame_choice  = { "data-frame",  { "none",   "line",   NULL  } };
/* clang-format on */

G_GNUC_PRINTF (3, 4)
static gboolean
refuse (const Reading *reading, GError **error, const char *format, ...)
{
  g_autofree char *why = NULL;
  va_list args;

  va_start (args, format);
  why = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_TEMPLATE, "%s: %s", reading->file, why);
  return FALSE;
}

static char *
get_attribute (xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetNoNsProp (node, (const xmlChar *) name);
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);
  return copy;
}

static gboolean
read_choice (const Reading *reading, xmlNode *node, const char *id, const Choice *choice,
             guint *chosen, GError **error)
{
  g_autofree char *word = get_attribute (node, choice->attribute);

  *chosen = 0;
  if (word == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (choice->words) && choice->words[i] != NULL; i++)
    if (g_str_equal (word, choice->words[i]))
      {
        *chosen = i;
        return TRUE;
      }
  return refuse (reading, error, "%s: %s=\"%s\" is not known", id, choice->attribute, word);
}

static gboolean
read_number (const Reading *reading, xmlNode *node, const char *id, const char *attribute,
             double least, double most, double *number, GError **error)
{
  g_autofree char *word = get_attribute (node, attribute);
  char *end;
  double value;

  if (word == NULL)
    return TRUE;
  value = g_ascii_strtod (word, &end);
  if (end == word || *end != '\0' || !(value >= least && value <= most))
    return refuse (reading, error, "%s: %s=\"%s\" is not a number from %g to %g", id, attribute,
                   word, least, most);
  *number = value;
  return TRUE;
}

static gboolean
read_style (const Reading *reading, xmlNode *node, const char *id, MadoFormBox *box, GError **error)
{
  static const MadoFormAlign valigns[]
      = { MADO_FORM_ALIGN_CENTER, MADO_FORM_ALIGN_START, MADO_FORM_ALIGN_END };
  guint font, weight, align, valign, frame;
  double lines = 1;

  box->size = SIZE_DEFAULT;
  if (!read_choice (reading, node, id, &font_choice, &font, error)
      || !read_choice (reading, node, id, &weight_choice, &weight, error)
      || !read_choice (reading, node, id, &align_choice, &align, error)
      || !read_choice (reading, node, id, &valign_choice, &valign, error)
      || !read_choice (reading, node, id, &frame_choice, &frame, error)
      || !read_number (reading, node, id, "data-lines", 1, LINES_MAX, &lines, error)
      || !read_number (reading, node, id, "data-size", MADO_FORM_SIZE_MIN, MADO_FORM_SIZE_MAX,
                       &box->size, error))
    return FALSE;
  if (font == 1 && weight == 1)
    return refuse (reading, error, "%s: the face for names has no bold", id);
  box->name_face = font == 1;
  box->bold = weight == 1;
  box->align = (MadoFormAlign) align;
  box->valign = valigns[valign];
  box->frame = frame == 1;
  box->lines = (guint) lines;
  return TRUE;
}

/* librsvg knows the units, the view box and the groups' transforms. */
static gboolean
read_place (const Reading *reading, const char *id, MadoFormBox *box, GError **error)
{
  const MadoFormTemplate *template = reading->template;
  const RsvgRectangle sheet = { 0, 0, template->width, template->height };
  g_autofree char *fragment = g_strconcat ("#", id, NULL);
  RsvgRectangle place;

  if (!rsvg_handle_get_geometry_for_layer (template->handle, fragment, &sheet, NULL, &place, NULL))
    return refuse (reading, error, "%s: has no place on the sheet", id);
  if (place.width < MADO_FORM_SIZE_MIN || place.height < MADO_FORM_SIZE_MIN)
    return refuse (reading, error, "%s: smaller than %g pt", id, MADO_FORM_SIZE_MIN);
  if (place.x < -TOLERANCE || place.y < -TOLERANCE
      || place.x + place.width > sheet.width + TOLERANCE
      || place.y + place.height > sheet.height + TOLERANCE)
    return refuse (reading, error, "%s: beyond the sheet's edge", id);
  box->x = place.x;
  box->y = place.y;
  box->width = place.width;
  box->height = place.height;
  return TRUE;
}

static gboolean
read_field (const Reading *reading, xmlNode *node, const char *id, GError **error)
{
  GHashTable *boxes = reading->template->boxes;
  const char *name = id + strlen (PREFIX);
  MadoFormBox box = { 0 };

  if (xmlStrcmp (node->name, (const xmlChar *) "rect") != 0)
    return refuse (reading, error, "%s: a field must be a rect", id);
  if (mado_form_list_find (reading->template->list, name) == NULL)
    return refuse (reading, error, "%s: this form has no such field", id);
  if (g_hash_table_contains (boxes, name))
    return refuse (reading, error, "%s: occurs twice", id);
  if (!read_style (reading, node, id, &box, error) || !read_place (reading, id, &box, error))
    return FALSE;
  g_hash_table_insert (boxes, g_strdup (name), g_memdup2 (&box, sizeof box));
  return TRUE;
}

static gboolean
check_label (const Reading *reading, const char *label, GError **error)
{
  for (const char *p = label; *p != '\0'; p = g_utf8_find_next_char (p, NULL))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && !mado_form_fonts_has (reading->fonts, c))
        return refuse (reading, error, "a label has U+%04X, which the typefaces lack", c);
    }
  return TRUE;
}

static gboolean
read_elements (const Reading *reading, xmlNode *parent, gboolean in_text, GError **error)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      g_autofree char *id = NULL;

      if (node->type == XML_TEXT_NODE && in_text
          && !check_label (reading, (const char *) node->content, error))
        return FALSE;
      if (node->type != XML_ELEMENT_NODE)
        continue;
      id = get_attribute (node, "id");
      if (id != NULL && g_str_has_prefix (id, PREFIX) && !read_field (reading, node, id, error))
        return FALSE;
      if (!read_elements (reading, node,
                          in_text || xmlStrcmp (node->name, (const xmlChar *) "text") == 0, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_complete (const Reading *reading, GError **error)
{
  const MadoFormList *list = reading->template->list;

  for (gsize i = 0; i < list->n_fields; i++)
    if ((list->fields[i].flags & MADO_FORM_FIELD_REQUIRED)
        && !g_hash_table_contains (reading->template->boxes, list->fields[i].id))
      return refuse (reading, error, PREFIX "%s: is missing", list->fields[i].id);
  return TRUE;
}

/* No base address is given to either parser, so that a template can load nothing else. */
static xmlDoc *
parse (const Reading *reading, GBytes *svg, GError **error)
{
  gsize n_bytes;
  const char *bytes = g_bytes_get_data (svg, &n_bytes);
  xmlDoc *document = NULL;

  if (n_bytes > 0 && n_bytes <= MADO_FORM_TEMPLATE_BYTES_MAX)
    document = xmlReadMemory (bytes, (int) n_bytes, NULL, NULL,
                              XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (document == NULL)
    refuse (reading, error, "not an XML file of at most %d bytes", MADO_FORM_TEMPLATE_BYTES_MAX);
  return document;
}

static gboolean
open_drawing (const Reading *reading, GBytes *svg, GError **error)
{
  MadoFormTemplate *template = reading->template;
  g_autoptr (GError) why = NULL;
  gsize n_bytes;
  const guint8 *bytes = g_bytes_get_data (svg, &n_bytes);

  template->handle = rsvg_handle_new_from_data (bytes, n_bytes, &why);
  if (template->handle == NULL)
    return refuse (reading, error, "not an SVG drawing: %s", why->message);
  rsvg_handle_set_dpi (template->handle, DPI);
  if (!rsvg_handle_get_intrinsic_size_in_pixels (template->handle, &template->width,
                                                 &template->height)
      || template->width < SHEET_MIN || template->width > SHEET_MAX || template->height < SHEET_MIN
      || template->height > SHEET_MAX)
    return refuse (reading, error, "width and height of the sheet must be given in mm");
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
  const Reading reading = { self, fonts, file };
  PangoFontMap *before;
  xmlDoc *document;
  gboolean held;

  self->list = list;
  self->svg = g_bytes_new (g_bytes_get_data (svg, NULL), g_bytes_get_size (svg));
  self->boxes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  document = parse (&reading, svg, error);
  if (document == NULL)
    return NULL;
  before = lend_fonts (fonts);
  held = open_drawing (&reading, svg, error)
         && read_elements (&reading, xmlDocGetRootElement (document), FALSE, error)
         && check_complete (&reading, error);
  restore_fonts (before);
  xmlFreeDoc (document);
  return held ? g_steal_pointer (&self) : NULL;
}

static void
clear (gpointer data)
{
  MadoFormTemplate *self = data;

  g_clear_object (&self->handle);
  g_clear_pointer (&self->boxes, g_hash_table_unref);
  g_clear_pointer (&self->svg, g_bytes_unref);
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

gboolean
mado_form_template_draw (MadoFormTemplate *self, MadoFormFonts *fonts, cairo_t *cr, GError **error)
{
  const RsvgRectangle sheet = { 0, 0, self->width, self->height };
  g_autoptr (GError) why = NULL;
  PangoFontMap *before = lend_fonts (fonts);
  gboolean held = rsvg_handle_render_document (self->handle, cr, &sheet, &why);

  restore_fonts (before);
  if (!held)
    g_set_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_DRAWING, "librsvg: %s", why->message);
  return held;
}
