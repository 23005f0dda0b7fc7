/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-form-text.h"

#include <hb.h>
#include <string.h>

#include "mado-form-variation.h"

#define SIZE_STEP 0.5 /* points */
#define SLACK 0.05    /* points; rounding of glyph positions to 1/1024 */
#define LEADING 1.15f /* both faces have a pitch of 1.0, too tight for kanji */
#define ONE_LINE 0.8  /* shrinking to this looks better than a second line of two characters */

#define BLANK "　" /* U+3000 */

/* What stays in one piece: digits of either width joined by hyphens, with the counter behind
 * them, as in １２－３－４０５号室 or 3丁目; and a word in katakana of up to twelve. */
#define HOUSE_NUMBER                                                                               \
  "(?<![A-Za-z0-9])[0-9０-９]+(?:[-－‐‑−–—―ー／/の・][0-9０-９]+)*"           \
  "(?:丁目|番地|番|号室|号棟|号館|号|棟|階|条|室|F|Ｆ)?(?![A-Za-z0-9])"
#define KANA_WORD "(?<![ァ-ヺー])[ァ-ヺー]{2,12}(?![ァ-ヺー])"

static gboolean
refuse_character (const char *id, gunichar base, gunichar selector, GError **error)
{
  g_set_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_GLYPH,
               selector == 0 ? "Field %s: no form typeface has U+%04X"
                             : "Field %s: no form typeface has U+%04X with variation U+%04X",
               id, base, selector);
  return FALSE;
}

static gboolean
check_characters (MadoFormFonts *fonts, const char *id, const char *text, GError **error)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_find_next_char (p, NULL))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || mado_form_variation_is_selector (c))
        continue;
      if (g_unichar_iscntrl (c) || !mado_form_fonts_has (fonts, c))
        return refuse_character (id, c, 0, error);
    }
  return TRUE;
}

/* HarfBuzz drops a selector that the font does not know and shows the base character: a
 * different name on paper than in the registry.  So each sequence is looked up in the font
 * that Pango chose for it. */
static gboolean
check_run_variations (PangoLayoutRun *run, const char *id, const char *text, GError **error)
{
  hb_font_t *font = pango_font_get_hb_font (run->item->analysis.font);
  const char *end = text + run->item->offset + run->item->length;
  gunichar base = 0;

  for (const char *p = text + run->item->offset; p < end; p = g_utf8_find_next_char (p, NULL))
    {
      gunichar c = g_utf8_get_char (p);
      hb_codepoint_t glyph;

      if (mado_form_variation_is_selector (c)
          && (base == 0 || !hb_font_get_variation_glyph (font, base, c, &glyph)))
        return refuse_character (id, base, c, error);
      base = c;
    }
  return TRUE;
}

static gboolean
check_glyphs (PangoLayout *layout, const char *id, GError **error)
{
  const char *text = pango_layout_get_text (layout);
  PangoLayoutIter *iter;
  gboolean held = TRUE;

  if (pango_layout_get_unknown_glyphs_count (layout) > 0)
    {
      g_set_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_GLYPH,
                   "Field %s: %d characters without a glyph", id,
                   pango_layout_get_unknown_glyphs_count (layout));
      return FALSE;
    }
  iter = pango_layout_get_iter (layout);
  do
    {
      PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);

      if (run != NULL)
        held = check_run_variations (run, id, text, error);
    }
  while (held && pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);
  return held;
}

/* Pango would write hyphens of its own where it parts a word. */
static PangoAttrList *
create_attributes (void)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  return attributes;
}

/* Pango alone would break １／２－７ and ゴンサレス in the middle. */
static PangoAttrList *
keep_pieces (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new (HOUSE_NUMBER "|" KANA_WORD, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  PangoAttrList *attributes = create_attributes ();

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      PangoAttribute *attribute = pango_attr_allow_breaks_new (FALSE);
      int start, end;

      g_match_info_fetch_pos (match, 0, &start, &end);
      attribute->start_index = (guint) start;
      attribute->end_index = (guint) end;
      pango_attr_list_insert (attributes, attribute);
    }
  return attributes;
}

static void
set_size (PangoLayout *layout, const MadoFormBox *box, double size)
{
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family_static (font, box->name_face ? MADO_FORM_NAME_FAMILY
                                                                 : MADO_FORM_LABEL_FAMILY);
  pango_font_description_set_weight (font, box->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
}

static void
take_attributes (PangoLayout *layout, PangoAttrList *attributes)
{
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
}

static PangoLayout *
create_layout (MadoFormFonts *fonts, const MadoFormBox *box, const char *text)
{
  static const PangoAlignment alignments[]
      = { PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER, PANGO_ALIGN_RIGHT };
  PangoLayout *layout = pango_layout_new (mado_form_fonts_get_context (fonts));
  PangoAttrList *attributes = keep_pieces (text);

  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, (int) (box->width * PANGO_SCALE));
  pango_layout_set_alignment (layout, alignments[box->align]);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_line_spacing (layout, LEADING);
  take_attributes (layout, attributes);
  return layout;
}

/* Places the layout in the box and says whether all its ink and advance lie inside. */
static gboolean
place (MadoFormText *self, const MadoFormBox *box, guint lines)
{
  PangoRectangle logical;
  double height, x, y, width, ink_height;

  pango_layout_get_extents (self->layout, NULL, &logical);
  height = pango_units_to_double (logical.height);
  self->x = box->x;
  self->y = box->y;
  if (box->valign == MADO_FORM_ALIGN_CENTER)
    self->y += (box->height - height) / 2;
  else if (box->valign == MADO_FORM_ALIGN_END)
    self->y += box->height - height;
  mado_form_text_get_ink (self, &x, &y, &width, &ink_height);
  return (guint) pango_layout_get_line_count (self->layout) <= lines
         && pango_units_to_double (logical.width) <= box->width + SLACK && x >= box->x - SLACK
         && x + width <= box->x + box->width + SLACK && y >= box->y - SLACK
         && y + ink_height <= box->y + box->height + SLACK;
}

static gboolean
shrink (MadoFormText *self, const MadoFormBox *box, guint lines, double least)
{
  self->size = box->size;
  while (self->size >= least)
    {
      set_size (self->layout, box, self->size);
      if (place (self, box, lines))
        return TRUE;
      self->size -= SIZE_STEP;
    }
  return FALSE;
}

static gboolean
fit (MadoFormText *self, const MadoFormBox *box)
{
  if (shrink (self, box, 1, MAX (box->size * ONE_LINE, MADO_FORM_SIZE_MIN))
      || shrink (self, box, box->lines, MADO_FORM_SIZE_MIN))
    return TRUE;
  self->size = MADO_FORM_SIZE_MIN;
  set_size (self->layout, box, self->size);
  take_attributes (self->layout, create_attributes ());
  return place (self, box, box->lines);
}

/* Of two lines the first ends, where that is possible, at the blank between street and building,
 * or family and given name: 愛知川１２３番地 | 葛城ハイツ, not 愛知川１２３番地　葛 | 城ハイツ. */
static void
part_at_blank (MadoFormText *self, MadoFormFonts *fonts, const MadoFormBox *box, const char *text)
{
  const char *blank = g_strrstr (text, BLANK);
  g_autofree char *parted = NULL;
  PangoLayout *before = self->layout;

  if (blank == NULL || pango_layout_get_line_count (before) != 2 || strchr (text, '\n') != NULL)
    return;
  parted = g_strdup_printf ("%.*s\n%s", (int) (blank - text), text, blank + strlen (BLANK));
  self->layout = create_layout (fonts, box, parted);
  set_size (self->layout, box, self->size);
  if (place (self, box, 2))
    {
      g_object_unref (before);
      return;
    }
  g_object_unref (self->layout);
  self->layout = before;
  place (self, box, 2);
}

MadoFormText *
mado_form_text_new (MadoFormFonts *fonts, const MadoFormBox *box, const char *id, const char *text,
                    GError **error)
{
  g_autofree char *drawn = NULL;
  g_autoptr (MadoFormText) self = NULL;

  if (!check_characters (fonts, id, text, error))
    return NULL;
  drawn = mado_form_variation_translate (text);
  self = g_new0 (MadoFormText, 1);
  self->layout = create_layout (fonts, box, drawn);
  if (!fit (self, box))
    {
      g_set_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_TOO_LONG,
                   "Field %s: %ld characters do not fit at %g pt", id, g_utf8_strlen (text, -1),
                   MADO_FORM_SIZE_MIN);
      return NULL;
    }
  part_at_blank (self, fonts, box, drawn);
  if (!check_glyphs (self->layout, id, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
mado_form_text_free (MadoFormText *self)
{
  g_clear_object (&self->layout);
  g_free (self);
}

void
mado_form_text_get_ink (const MadoFormText *self, double *x, double *y, double *width,
                        double *height)
{
  PangoRectangle ink;

  pango_layout_get_extents (self->layout, &ink, NULL);
  *x = self->x + pango_units_to_double (ink.x);
  *y = self->y + pango_units_to_double (ink.y);
  *width = pango_units_to_double (ink.width);
  *height = pango_units_to_double (ink.height);
}

void
mado_form_text_draw (const MadoFormText *self, cairo_t *cr)
{
  cairo_move_to (cr, self->x, self->y);
  pango_cairo_show_layout (cr, self->layout);
}
