/* test-form-preview.c - the preview on the screen is the page that prints; QR codes can be read
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <math.h>

#include "form-values.h"

#define CREATED_AT 1364693880 /* 2013-03-31 01:38 UTC */
#define DPI 144
#define WORST 12 /* of 255; a missing kanji of 10 pt makes 16 of its cell */
#define COLUMNS 30
#define ROWS 40

static MadoFormFonts *fonts;
static char *folder;

/* poppler's pictures of all pages, PAGE-1.png ... (PAGE-01.png where there are ten). */
static void
draw_with_poppler (GBytes *document)
{
  g_autofree char *pdf = g_build_filename (folder, "page.pdf", NULL);
  g_autofree char *command
      = g_strdup_printf ("pdftocairo -png -r %d '%s' '%s/page'", DPI, pdf, folder);
  g_autoptr (GError) error = NULL;
  int status;

  g_file_set_contents (pdf, g_bytes_get_data (document, NULL), (gssize) g_bytes_get_size (document),
                       &error);
  g_assert_no_error (error);
  g_spawn_command_line_sync (command, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  g_remove (pdf);
}

static cairo_surface_t *
take_picture (guint page)
{
  g_autofree char *name = g_strdup_printf ("page-%u.png", page + 1);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  cairo_surface_t *picture = cairo_image_surface_create_from_png (path);

  g_assert_cmpint (cairo_surface_status (picture), ==, CAIRO_STATUS_SUCCESS);
  g_remove (path);
  return picture;
}

static guint8
get_green (cairo_surface_t *picture, int x, int y)
{
  return cairo_image_surface_get_data (
      picture)[y * cairo_image_surface_get_stride (picture) + x * 4 + 1];
}

/* How much darker, 0..255, one cell of a grid is in one picture than in the other.  Single pixels
 * differ: cairo's and poppler's rounding of glyphs to pixels is not the same. */
static double
measure_cell (cairo_surface_t *a, cairo_surface_t *b, int column, int row)
{
  int width = cairo_image_surface_get_width (a) / COLUMNS;
  int height = cairo_image_surface_get_height (a) / ROWS;
  double sum = 0;

  for (int y = row * height; y < (row + 1) * height; y++)
    for (int x = column * width; x < (column + 1) * width; x++)
      sum += (double) get_green (a, x, y) - get_green (b, x, y);
  return fabs (sum) / (width * height);
}

static double
measure_worst_cell (cairo_surface_t *a, cairo_surface_t *b)
{
  double worst = 0;

  for (int cell = 0; cell < COLUMNS * ROWS; cell++)
    {
      double here = measure_cell (a, b, cell % COLUMNS, cell / COLUMNS);

      worst = MAX (worst, here);
    }
  return worst;
}

static double
compare_page (MadoForm *form, guint page)
{
  cairo_surface_t *printed = take_picture (page);
  int width = cairo_image_surface_get_width (printed);
  g_autoptr (GError) error = NULL;
  cairo_surface_t *shown = mado_form_render_image (form, page, (guint) width, &error);
  double sheet_width, sheet_height, worst;

  g_assert_no_error (error);
  mado_form_get_size (form, &sheet_width, &sheet_height);
  g_assert_cmpint (width, ==, (int) ceil (sheet_width * DPI / 72));
  g_assert_cmpint (cairo_image_surface_get_height (shown), >=,
                   cairo_image_surface_get_height (printed) - 1);
  worst = measure_worst_cell (shown, printed);
  cairo_surface_destroy (shown);
  cairo_surface_destroy (printed);
  return worst;
}

static void
test_preview_is_the_print (void)
{
  for (MadoFormKind kind = 0; kind < MADO_FORM_N_KINDS; kind++)
    {
      g_autoptr (MadoForm) form = form_values_fill (fonts, kind, TRUE);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) document = NULL;
      double worst = 0;

      mado_form_set_training (form, TRUE);
      document = mado_form_render_pdf (form, CREATED_AT, &error);
      g_assert_no_error (error);
      draw_with_poppler (document);
      for (guint page = 0; page < mado_form_get_n_pages (form); page++)
        {
          double here = compare_page (form, page);

          worst = MAX (worst, here);
        }
      g_test_message ("%s: worst cell %.1f of 255", mado_form_list_get (kind)->name, worst);
      g_assert_cmpfloat (worst, <, WORST);
    }
}

static void
assert_same_pixels (cairo_surface_t *a, cairo_surface_t *b)
{
  int stride = cairo_image_surface_get_stride (a);
  int height = cairo_image_surface_get_height (a);

  g_assert_cmpint (stride, ==, cairo_image_surface_get_stride (b));
  g_assert_cmpint (height, ==, cairo_image_surface_get_height (b));
  for (int y = 0; y < height; y++)
    for (int x = 0; x < cairo_image_surface_get_width (a); x++)
      if (get_green (a, x, y) != get_green (b, x, y))
        g_error ("the pixel %d,%d differs", x, y);
}

/* A widget may keep the page as a recording and paint it: each pixel is that of the picture. */
static void
test_recording_is_the_picture (void)
{
  const guint width = 1000;

  for (MadoFormKind kind = 0; kind < MADO_FORM_N_KINDS; kind++)
    {
      g_autoptr (MadoForm) form = form_values_fill (fonts, kind, FALSE);
      guint page = mado_form_get_n_pages (form) - 1;
      g_autoptr (GError) error = NULL;
      cairo_surface_t *picture = mado_form_render_image (form, page, width, &error);
      cairo_surface_t *recording = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
      cairo_surface_t *painted = cairo_image_surface_create (
          CAIRO_FORMAT_RGB24, (int) width, cairo_image_surface_get_height (picture));
      cairo_t *cr = cairo_create (recording);

      g_assert_no_error (error);
      g_assert_true (mado_form_draw_page (form, page, cr, width, &error));
      cairo_destroy (cr);
      cr = cairo_create (painted);
      cairo_set_source_surface (cr, recording, 0, 0);
      cairo_paint (cr);
      cairo_destroy (cr);
      cairo_surface_flush (painted);
      assert_same_pixels (picture, painted);
      cairo_surface_destroy (picture);
      cairo_surface_destroy (recording);
      cairo_surface_destroy (painted);
    }
}

/* What a hand scanner would read from the printed page. */
static void
test_qr_codes_are_read (void)
{
  static const MadoFormKind kinds[]
      = { MADO_FORM_INQUIRY, MADO_FORM_INQUIRY_REPLY, MADO_FORM_CLAIM_SLIP };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (int longest = 0; longest < 2; longest++)
      {
        g_autoptr (MadoForm) form = form_values_fill (fonts, kinds[i], longest);
        g_autoptr (GError) error = NULL;
        g_autoptr (GBytes) document = mado_form_render_pdf (form, CREATED_AT, &error);
        g_autofree char *png = g_build_filename (folder, "page-1.png", NULL);
        g_autofree char *command = g_strdup_printf ("zbarimg --nodbus --quiet --raw '%s'", png);
        g_autofree char *read = NULL;

        g_assert_no_error (error);
        draw_with_poppler (document);
        g_spawn_command_line_sync (command, &read, NULL, NULL, &error);
        g_assert_no_error (error);
        g_assert_cmpstr (g_strchomp (read), ==, mado_form_get (form, "qr"));
        g_remove (png);
      }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("mado-preview-XXXXXX", NULL);
  fonts = mado_form_fonts_new (NULL);
  g_test_add_func ("/form/preview", test_preview_is_the_print);
  g_test_add_func ("/form/recording", test_recording_is_the_picture);
  g_test_add_func ("/form/qr", test_qr_codes_are_read);
  result = g_test_run ();
  g_clear_object (&fonts);
  g_rmdir (folder);
  g_free (folder);
  return result;
}
