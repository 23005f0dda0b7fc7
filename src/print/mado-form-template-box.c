/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One field of a template: its place, its style, its kind. */
#include "config.h"

#include "mado-form-template-private.h"

#include <string.h>

#define LINES_MAX 40
#define ROWS_MAX 100
#define COLUMNS_MAX 10
#define SIZE_DEFAULT 10.0 /* points */
#define TOLERANCE 0.5     /* points; a box may touch the sheet's edge */
#define QR_SIDE_MIN 34.0  /* points; 12 mm: what hand scanners read of a short number */

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
static const Choice kind_choice   = { "data-kind",   { "text",   "check",  "qr"  } };
/* clang-format on */

gboolean
mado_form_reading_refuse (const MadoFormReading *self, GError **error, const char *format, ...)
{
  g_autofree char *why = NULL;
  va_list args;

  va_start (args, format);
  why = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_TEMPLATE, "%s: %s", self->file, why);
  return FALSE;
}

char *
mado_form_reading_attribute (xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetNoNsProp (node, (const xmlChar *) name);
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);
  return copy;
}

static gboolean
read_choice (const MadoFormReading *self, xmlNode *node, const char *id, const Choice *choice,
             guint *chosen, GError **error)
{
  g_autofree char *word = mado_form_reading_attribute (node, choice->attribute);

  if (word == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (choice->words) && choice->words[i] != NULL; i++)
    if (g_str_equal (word, choice->words[i]))
      {
        *chosen = i;
        return TRUE;
      }
  return mado_form_reading_refuse (self, error, "%s: %s=\"%s\" is not known", id, choice->attribute,
                                   word);
}

static gboolean
read_number (const MadoFormReading *self, xmlNode *node, const char *id, const char *attribute,
             double least, double most, double *number, GError **error)
{
  g_autofree char *word = mado_form_reading_attribute (node, attribute);
  char *end;
  double value;

  if (word == NULL)
    return TRUE;
  value = g_ascii_strtod (word, &end);
  if (end == word || *end != '\0' || !(value >= least && value <= most))
    return mado_form_reading_refuse (self, error, "%s: %s=\"%s\" is not a number from %g to %g", id,
                                     attribute, word, least, most);
  *number = value;
  return TRUE;
}

static gboolean
read_style (const MadoFormReading *self, xmlNode *node, const char *id, MadoFormBox *box,
            GError **error)
{
  static const MadoFormAlign valigns[]
      = { MADO_FORM_ALIGN_CENTER, MADO_FORM_ALIGN_START, MADO_FORM_ALIGN_END };
  guint font = 0, weight = 0, align = 0, valign = 0, frame = 0;
  double lines = 1;

  box->size = SIZE_DEFAULT;
  if (!read_choice (self, node, id, &font_choice, &font, error)
      || !read_choice (self, node, id, &weight_choice, &weight, error)
      || !read_choice (self, node, id, &align_choice, &align, error)
      || !read_choice (self, node, id, &valign_choice, &valign, error)
      || !read_choice (self, node, id, &frame_choice, &frame, error)
      || !read_number (self, node, id, "data-lines", 1, LINES_MAX, &lines, error)
      || !read_number (self, node, id, "data-size", MADO_FORM_SIZE_MIN, MADO_FORM_SIZE_MAX,
                       &box->size, error))
    return FALSE;
  if (font == 1 && weight == 1)
    return mado_form_reading_refuse (self, error, "%s: the face for names has no bold", id);
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
read_place (const MadoFormReading *self, const char *id, RsvgRectangle *place, GError **error)
{
  const MadoFormTemplate *template = self->template;
  const RsvgRectangle sheet = { 0, 0, template->width, template->height };
  g_autofree char *fragment = g_strconcat ("#", id, NULL);

  if (!rsvg_handle_get_geometry_for_layer (template->handle, fragment, &sheet, NULL, place, NULL))
    return mado_form_reading_refuse (self, error, "%s: has no place on the sheet", id);
  if (place->width < MADO_FORM_SIZE_MIN || place->height < MADO_FORM_SIZE_MIN)
    return mado_form_reading_refuse (self, error, "%s: smaller than %g pt", id, MADO_FORM_SIZE_MIN);
  if (place->x < -TOLERANCE || place->y < -TOLERANCE
      || place->x + place->width > sheet.width + TOLERANCE
      || place->y + place->height > sheet.height + TOLERANCE)
    return mado_form_reading_refuse (self, error, "%s: beyond the sheet's edge", id);
  return TRUE;
}

/* A designer may write the kind down; then it must be the program's. */
static gboolean
check_kind (const MadoFormReading *self, xmlNode *node, const char *id, const MadoFormField *field,
            const MadoFormBox *box, GError **error)
{
  guint wanted = field->flags & MADO_FORM_FIELD_CHECK ? 1
                 : field->flags & MADO_FORM_FIELD_QR  ? 2
                                                      : 0;
  guint written = wanted;

  if (!read_choice (self, node, id, &kind_choice, &written, error))
    return FALSE;
  if (written != wanted)
    return mado_form_reading_refuse (self, error, "%s: is of the kind %s, not %s", id,
                                     kind_choice.words[wanted], kind_choice.words[written]);
  if (wanted == 2 && MIN (box->width, box->height) < QR_SIDE_MIN)
    return mado_form_reading_refuse (self, error, "%s: a QR code needs 12 mm", id);
  return TRUE;
}

gboolean
mado_form_reading_box (const MadoFormReading *self, xmlNode *node, const char *id,
                       const MadoFormField *field, MadoFormBox *box, GError **error)
{
  RsvgRectangle place;

  if (!read_style (self, node, id, box, error) || !read_place (self, id, &place, error))
    return FALSE;
  box->x = place.x;
  box->y = place.y;
  box->width = place.width;
  box->height = place.height;
  return check_kind (self, node, id, field, box, error);
}

gboolean
mado_form_reading_rows (const MadoFormReading *self, xmlNode *node, GError **error)
{
  MadoFormRows *rows = &self->template->rows;
  double count = 0, columns = 1;
  RsvgRectangle place;

  if (!read_number (self, node, "rows", "data-rows", 1, ROWS_MAX, &count, error)
      || !read_number (self, node, "rows", "data-columns", 1, COLUMNS_MAX, &columns, error)
      || !read_place (self, "rows", &place, error))
    return FALSE;
  if (count < 1)
    return mado_form_reading_refuse (self, error, "rows: data-rows is missing");
  *rows = (MadoFormRows){ .down = (guint) count,
                          .across = (guint) columns,
                          .x = place.x,
                          .y = place.y,
                          .width = place.width / (guint) columns,
                          .height = place.height / (guint) count };
  return TRUE;
}
