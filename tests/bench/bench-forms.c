/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-forms: what a page of each form costs, ours against the least page with the same text
 *
 * The least page: Pango and cairo write the text of ours, as pdftotext finds it, in one size and
 * without lines and places.  The two take turns.  Prints a line a form: its name, microseconds of
 * ours and of the least, the median of their ratios, bytes of ours and of the least.  The times are
 * those of the processor, for one thread, so that other programs do not lengthen them much. */
#include "config.h"

#include "form-values.h"

#include <cairo-pdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ROUNDS 15
#define TEXT_POINTS 9
#define A4_WIDTH 595.276
#define A4_HEIGHT 841.890

/* Those of a first issue. */
static const MadoFormKind kinds[]
    = { MADO_FORM_APPLICATION, MADO_FORM_CERTIFICATE_COPY, MADO_FORM_RECEIPT };

static gint64
thread_us (void)
{
  struct timespec used = { 0 };

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &used);
  return used.tv_sec * G_USEC_PER_SEC + used.tv_nsec / 1000;
}

static GBytes *
print_form (MadoFormFonts *fonts, MadoFormKind kind)
{
  g_autoptr (MadoForm) form = form_values_fill (fonts, kind, FALSE);
  g_autoptr (GError) error = NULL;
  GBytes *document = mado_form_render_pdf (form, 0, &error);

  g_assert_no_error (error);
  return document;
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
print_text (MadoFormFonts *fonts, const char *text)
{
  GByteArray *document = g_byte_array_new ();
  cairo_surface_t *surface
      = cairo_pdf_surface_create_for_stream (append_cb, document, A4_WIDTH, A4_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (PangoLayout) layout = pango_layout_new (mado_form_fonts_get_context (fonts));
  PangoFontDescription *font = pango_font_description_from_string (MADO_FORM_LABEL_FAMILY);

  pango_font_description_set_absolute_size (font, TEXT_POINTS * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, (int) (A4_WIDTH * PANGO_SCALE));
  pango_layout_set_text (layout, text, -1);
  pango_cairo_show_layout (cr, layout);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (document);
}

static int
compare (const void *a, const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (double *values)
{
  qsort (values, ROUNDS, sizeof *values, compare);
  return values[ROUNDS / 2];
}

/* Microseconds; the document's length goes to @n_bytes, the document itself nowhere. */
static double
spent (gint64 began, GBytes *document, gsize *n_bytes)
{
  const gint64 ended = thread_us ();

  *n_bytes = g_bytes_get_size (document);
  g_bytes_unref (document);
  return (double) (ended - began);
}

static void
measure (MadoFormFonts *fonts, MadoFormKind kind)
{
  static const char *const options[] = { NULL };
  g_autoptr (GBytes) document = print_form (fonts, kind);
  g_autofree char *text = form_values_run ("pdftotext", document, options);
  double ours[ROUNDS], least[ROUNDS], ratios[ROUNDS];
  gsize n_ours, n_least;

  g_bytes_unref (print_text (fonts, text)); /* both have every glyph in memory now */
  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 began = thread_us ();

      ours[i] = spent (began, print_form (fonts, kind), &n_ours);
      began = thread_us ();
      least[i] = spent (began, print_text (fonts, text), &n_least);
      ratios[i] = ours[i] / least[i];
    }
  printf ("%s %.0f %.0f %.3f %" G_GSIZE_FORMAT " %" G_GSIZE_FORMAT "\n",
          mado_form_list_get (kind)->name, median (ours), median (least), median (ratios), n_ours,
          n_least);
}

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoFormFonts) fonts = mado_form_fonts_new (&error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    measure (fonts, kinds[i]);
  return 0;
}
