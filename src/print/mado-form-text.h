/* mado-form-text.h - one value laid out in one box: wrapped, shrunk, never clipped
 *
 * Layer: print.  Threads: that of the MadoFormFonts.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-form-fonts.h"

G_BEGIN_DECLS

#define MADO_FORM_SIZE_MIN 6.0  /* points: the least that is printed */
#define MADO_FORM_SIZE_MAX 72.0 /* points */

typedef enum
{
  MADO_FORM_ALIGN_START,
  MADO_FORM_ALIGN_CENTER,
  MADO_FORM_ALIGN_END
} MadoFormAlign;

/* Where a value goes, and how; read from the template.  Lengths in points from the page's
 * upper left corner. */
typedef struct
{
  double x, y, width, height;
  double size; /* wanted; MADO_FORM_SIZE_MIN..MADO_FORM_SIZE_MAX */
  guint lines; /* most lines, 1..40 */
  gboolean name_face, bold, frame;
  MadoFormAlign align;  /* across */
  MadoFormAlign valign; /* down */
} MadoFormBox;

typedef struct
{
  PangoLayout *layout; /* owned */
  double x, y;         /* the layout's origin on the page */
  double size;         /* what it came out as */
} MadoFormText;

/**
 * mado_form_text_new:
 * @id: for the error's message
 * @text: UTF-8, "\n" parts lines
 *
 * Stays on one line when a fifth less in size is enough; else wraps as far as the box's lines
 * allow, then shrinks in steps of half a point down to %MADO_FORM_SIZE_MIN.  House numbers
 * (１－２－３, ３丁目) stay in one piece; only when nothing fits at the least size are they parted.
 * Two lines are parted at the last wide blank where both then fit.
 *
 * Returns: (transfer full) (nullable): %NULL with %MADO_PRINT_ERROR_GLYPH for a character or a
 *   variation sequence that the faces lack, %MADO_PRINT_ERROR_TOO_LONG when it does not fit. */
MadoFormText *mado_form_text_new (MadoFormFonts *fonts, const MadoFormBox *box, const char *id,
                                  const char *text, GError **error);
void mado_form_text_free (MadoFormText *self);

/** mado_form_text_get_ink: the ink's rectangle on the page, in points. */
void mado_form_text_get_ink (const MadoFormText *self, double *x, double *y, double *width,
                             double *height);

/** mado_form_text_draw: in the page's points; the colour is the context's. */
void mado_form_text_draw (const MadoFormText *self, cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoFormText, mado_form_text_free)

G_END_DECLS
