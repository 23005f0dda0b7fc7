/* mado-form.h - a form filled with values: its pages, as PDF for the printer or drawn on screen
 *
 * Layer: print.  Threads: an object belongs to the thread that made its fonts.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-form-fonts.h"
#include "mado-form-list.h"

G_BEGIN_DECLS

#define MADO_FORM_CHECK "✓" /* the value of a ticked box */

#define MADO_TYPE_FORM (mado_form_get_type ())
G_DECLARE_FINAL_TYPE (MadoForm, mado_form, MADO, FORM, GObject)

typedef struct
{
  const char *id;   /* without "field-" or "part-" */
  const char *text; /* nullable */
} MadoFormValue;

/**
 * mado_form_new:
 * @folder: (nullable): the office's own templates; a "receipt.svg" there takes the place of ours
 *
 * Returns: (transfer full) (nullable): an empty form, else %NULL with %MADO_PRINT_ERROR_TEMPLATE
 *   as for mado_form_new_from_file(). */
MadoForm *mado_form_new (MadoFormFonts *fonts, MadoFormKind kind, const char *folder,
                         GError **error);

/** mado_form_check_file: whether there is a file of a size that a template may have; else %FALSE
 * with %MADO_PRINT_ERROR_TEMPLATE.  Reads nothing of it. */
gboolean mado_form_check_file (const char *path, GError **error);

/**
 * mado_form_new_from_file:
 *
 * Reads an SVG template (mado-form-template.h says what it may hold).  Blocks on the file.
 *
 * Returns: (transfer full) (nullable): %NULL with %MADO_PRINT_ERROR_TEMPLATE, whose message has
 *   the file and the id: unreadable, a field unknown, missing, twice, badly written or beyond
 *   the sheet, a label that cannot be printed. */
MadoForm *mado_form_new_from_file (MadoFormFonts *fonts, MadoFormKind kind, const char *path,
                                   GError **error);

/** mado_form_new_from_resource: the template that comes with the program. */
MadoForm *mado_form_new_from_resource (MadoFormFonts *fonts, MadoFormKind kind, GError **error);

/** mado_form_has_field: whether the template has a place for @id (optional fields may be gone). */
gboolean mado_form_has_field (MadoForm *self, const char *id);

/**
 * mado_form_set:
 * @id: without "field-"
 * @text: (nullable): UTF-8, "\n" parts lines; %NULL or "" empties the field; a box to tick and a
 *   part take %MADO_FORM_CHECK alone
 *
 * Lays the value out at once.
 * Returns: %FALSE, the field being as it was, with %MADO_PRINT_ERROR_FIELD when the template
 *   lacks @id or it is of another kind, %MADO_PRINT_ERROR_GLYPH or %MADO_PRINT_ERROR_TOO_LONG. */
gboolean mado_form_set (MadoForm *self, const char *id, const char *text, GError **error);

/**
 * mado_form_mark_missing:
 *
 * From here on a value's characters that the fonts lack are printed as 〓 (mado-form-geta.h),
 * instead of being refused with %MADO_PRINT_ERROR_GLYPH.  Whoever prints says so to the clerk. */
void mado_form_mark_missing (MadoForm *self);

/** mado_form_get_n_marked: Returns: how many 〓 there are to be put right by hand. */
guint mado_form_get_n_marked (MadoForm *self);

/**
 * mado_form_fill:
 *
 * Sets many values; one for an optional field that the office's template does without is dropped.
 * Returns: %FALSE at the first that mado_form_set() refuses. */
gboolean mado_form_fill (MadoForm *self, const MadoFormValue *values, gsize n_values,
                         GError **error);

/**
 * mado_form_add_row:
 * @values: of the row's columns; none leaves a place empty (a label that is used up)
 *
 * For lists (%MADO_FORM_LEDGER, %MADO_FORM_LAPSE_LIST, %MADO_FORM_ADDRESS_LABELS).  Pages come as
 * rows do.  Returns: %FALSE, no row being added, as mado_form_set(). */
gboolean mado_form_add_row (MadoForm *self, const MadoFormValue *values, gsize n_values,
                            GError **error);

/** mado_form_get_rows_per_page: Returns: 0 when the form is no list. */
guint mado_form_get_rows_per_page (MadoForm *self);

/** mado_form_get_n_pages: Returns: at least 1. */
guint mado_form_get_n_pages (MadoForm *self);

/** mado_form_get_unknown: Returns: (transfer none): ids in the template that the form does not
 * know: slips of the pen. */
GPtrArray *mado_form_get_unknown (MadoForm *self);

/** mado_form_get: Returns: (nullable): the value that was set. */
const char *mado_form_get (MadoForm *self, const char *id);

/** mado_form_is_complete: whether all that must be shown has a value; else %FALSE with
 *   %MADO_PRINT_ERROR_INCOMPLETE, whose message has the id. */
gboolean mado_form_is_complete (MadoForm *self, GError **error);

/** mado_form_set_training: writes 訓練 across the page, over whatever the template has. */
void mado_form_set_training (MadoForm *self, gboolean training);

/**
 * mado_form_set_reprint:
 * @number: 0: the first print, no mark; 1..999: 再発行（n回目）
 *
 * Returns: %FALSE with %MADO_PRINT_ERROR_FIELD on a form without the field "reprint". */
gboolean mado_form_set_reprint (MadoForm *self, guint number, GError **error);

/** mado_form_get_size: the sheet in points (1/72 inch). */
void mado_form_get_size (MadoForm *self, double *width, double *height);

/** mado_form_get_media: Returns: the sheet's name for a print job, "iso_a4_210x297mm" or
 *   "iso_a5_148x210mm"; "custom" for another size. */
const char *mado_form_get_media (MadoForm *self);

/** mado_form_is_landscape: whether the page is wider than high. */
gboolean mado_form_is_landscape (MadoForm *self);

/** mado_form_get_ink: what @id's value covers, in points; %FALSE when it is empty. */
gboolean mado_form_get_ink (MadoForm *self, const char *id, double *x, double *y, double *width,
                            double *height);
/** mado_form_get_place: the box of @id, in points; %FALSE when the template lacks it. */
gboolean mado_form_get_place (MadoForm *self, const char *id, double *x, double *y, double *width,
                              double *height);

/**
 * mado_form_draw_page:
 * @page: from 0
 * @width: of the target, in its units; the height follows from the sheet's shape
 *
 * Draws the same page that mado_form_render_pdf() prints, on white paper: the one function under
 * print, preview and picture.  An incomplete form may be drawn.
 * Returns: %FALSE with %MADO_PRINT_ERROR_DRAWING. */
gboolean mado_form_draw_page (MadoForm *self, guint page, cairo_t *cr, double width,
                              GError **error);

/**
 * mado_form_render_image:
 * @width: pixels, 1..20000
 *
 * A preview: made where the form lives (the print worker), then the caller's on any thread, for it
 * holds pixels alone.
 * Returns: (transfer full) (nullable): an image surface (%CAIRO_FORMAT_RGB24); %NULL with
 *   %MADO_PRINT_ERROR_DRAWING. */
cairo_surface_t *mado_form_render_image (MadoForm *self, guint page, guint width, GError **error);

/**
 * mado_form_render_pdf:
 * @created_at: unix seconds, UTC: the document's date; the same values give the same bytes
 *
 * Returns: (transfer full) (nullable): the PDF document of all pages, its title that of the field
 *   "title"; %NULL with %MADO_PRINT_ERROR_INCOMPLETE (the message has the id) or
 *   %MADO_PRINT_ERROR_DRAWING. */
GBytes *mado_form_render_pdf (MadoForm *self, gint64 created_at, GError **error);

/**
 * mado_form_render_pdf_many:
 * @forms: (array length=n_forms): one after another, such as a letter and its reply sheet
 *
 * One document; its title is the first form's.  Fonts are embedded once.
 * Returns: as mado_form_render_pdf(). */
GBytes *mado_form_render_pdf_many (MadoForm *const *forms, gsize n_forms, gint64 created_at,
                                   GError **error);

G_END_DECLS
