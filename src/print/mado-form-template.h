/* mado-form-template.h - an office's SVG drawing of a form, read and checked
 *
 * Layer: print.  Threads: that of the MadoFormFonts.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <librsvg/rsvg.h>

#include "mado-form-fonts.h"
#include "mado-form-list.h"
#include "mado-form-text.h"

G_BEGIN_DECLS

#define MADO_FORM_TEMPLATE_BYTES_MAX (1024 * 1024)

/* Lines and labels are ordinary SVG.  A field is <rect id="field-NAME">, anywhere, also inside
 * transformed groups, with the attributes
 *   data-font="label|name" data-size="POINTS" data-weight="normal|bold" data-lines="1..40"
 *   data-align="start|center|end" data-valign="center|start|end" data-frame="none|line"
 * (the first of each is the default; size 10, lines 1).  data-kind="text|check|qr" may be written
 * and must then be right.  <g id="part-NAME"> is drawn only when it is asked for.  A list has
 * <rect id="rows" data-rows="18" data-columns="1">, the area of all rows, and <g id="row">, the
 * first of them, which is repeated down and then across.  Width and height of the drawing are
 * the sheet's, in mm. */
typedef struct
{
  guint down, across;         /* places on a page; 0: the form has no rows */
  double x, y, width, height; /* of the first place; points */
} MadoFormRows;

typedef struct
{
  const MadoFormList *list; /* constant */
  GBytes *svg;              /* owned */
  RsvgHandle *handle;       /* owned */
  char *css;                /* owned; what hides parts in handle */
  GHashTable *boxes;        /* owned; field's id -> MadoFormBox, both owned */
  GHashTable *parts;        /* owned; set of ids, owned, without "part-" */
  GPtrArray *unknown;       /* owned; ids, owned, that the program does not know */
  MadoFormRows rows;
  double width, height; /* points */
} MadoFormTemplate;

/**
 * mado_form_template_new:
 * @file: the name for error messages
 *
 * Returns: (transfer full) (nullable): %NULL with %MADO_PRINT_ERROR_TEMPLATE and @file and id
 *   in the message: not an SVG drawing of a known size; a field that @list has and the drawing
 *   lacks or has twice, or of another kind; a bad attribute; a box that is empty or beyond the
 *   sheet or the row; a label with a character that the faces lack.  A field that @list does not
 *   have is only noted in "unknown". */
MadoFormTemplate *mado_form_template_new (MadoFormFonts *fonts, const MadoFormList *list,
                                          GBytes *svg, const char *file, GError **error);
MadoFormTemplate *mado_form_template_ref (MadoFormTemplate *self);
void mado_form_template_unref (MadoFormTemplate *self);

/** mado_form_template_find: Returns: (transfer none) (nullable): the box of @id. */
const MadoFormBox *mado_form_template_find (const MadoFormTemplate *self, const char *id);

/** mado_form_template_show_parts: from now on draws of the parts those in the set @shown. */
gboolean mado_form_template_show_parts (MadoFormTemplate *self, GHashTable *shown, GError **error);

/** mado_form_template_get_offset: how far row @i of a page is from the first, in points. */
void mado_form_template_get_offset (const MadoFormTemplate *self, guint i, double *x, double *y);

/**
 * mado_form_template_draw:
 * Draws lines and labels, also those of empty rows, 1 unit = 1 point.
 * Returns: %FALSE with %MADO_PRINT_ERROR_DRAWING. */
gboolean mado_form_template_draw (MadoFormTemplate *self, MadoFormFonts *fonts, cairo_t *cr,
                                  GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoFormTemplate, mado_form_template_unref)

G_END_DECLS
