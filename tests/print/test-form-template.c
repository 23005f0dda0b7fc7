/* test-form-template.c - templates that are refused, and how values are laid out
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "form-values.h"
#include "mado-form-text.h"

static MadoFormFonts *fonts;
static char *folder;

static char *
read_template (const char *name)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("MADO_SOURCE_DIR"), "data", "forms", name, NULL);
  char *svg;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &svg, NULL, &error);
  g_assert_no_error (error);
  return svg;
}

/* The program's receipt with every @old replaced by @new, as the office's own. */
static char *
write_receipt (const char *old, const char *new)
{
  g_autofree char *svg = read_template ("receipt.svg");
  g_autoptr (GString) changed = g_string_new (svg);
  char *path = g_build_filename (folder, "receipt.svg", NULL);
  g_autoptr (GError) error = NULL;

  if (old != NULL)
    g_assert_cmpuint (g_string_replace (changed, old, new, 1), ==, 1);
  g_file_set_contents (path, changed->str, -1, &error);
  g_assert_no_error (error);
  return path;
}

#define NAME_RECT "<rect class=\"field\" id=\"field-name\""

static void
test_templates_refused (void)
{
  static const struct
  {
    const char *old, *new, *message;
  } cases[] = {
    { "id=\"field-name\"", "id=\"field-nmae\"", "field-nmae" },
    { "id=\"field-name\"", "id=\"name\"", "field-name: is missing" },
    { "id=\"field-clerk\"", "id=\"field-name\"", "field-name: occurs twice" },
    { NAME_RECT, "<ellipse class=\"field\" id=\"field-name\"",
      "field-name: a field must be a rect" },
    { NAME_RECT, NAME_RECT " transform=\"translate(200 0)\"", "field-name: beyond" },
    { NAME_RECT, NAME_RECT " transform=\"scale(0.05)\"", "field-name: smaller" },
    { "data-size=\"18\"", "data-size=\"5\"", "field-name: data-size=\"5\"" },
    { "data-size=\"18\"", "data-size=\"nan\"", "field-name: data-size=\"nan\"" },
    { "data-size=\"18\"", "data-size=\"18pt\"", "field-name: data-size=\"18pt\"" },
    { "data-size=\"18\"", "data-lines=\"2\"", "not an XML file" }, /* twice */
    { "data-lines=\"2\"/>", "data-lines=\"0\"/>", "data-lines=\"0\"" },
    { "data-font=\"name\"", "data-font=\"serif\"", "field-name: data-font=\"serif\"" },
    { "data-font=\"name\"", "data-font=\"name\" data-weight=\"bold\"", "field-name" },
    { "data-font=\"name\"", "data-font=\"name\" data-align=\"left\"", "data-align=\"left\"" },
    { ">様<", ">⼥<", "U+2F25" },
    { "width=\"210mm\"", "width=\"10px\"", "in mm" },
    { "width=\"210mm\" height=\"148mm\"", "width=\"210m\" height=\"148m\"", "receipt.svg" },
    { "</svg>", "", "receipt.svg: not an XML file" },
    { "<svg ", "<svg/><svg ", "receipt.svg: not an XML file" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = write_receipt (cases[i].old, cases[i].new);
      g_autoptr (GError) error = NULL;

      g_assert_null (mado_form_new (fonts, MADO_FORM_RECEIPT, folder, &error));
      g_assert_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_TEMPLATE);
      g_assert_nonnull (strstr (error->message, path));
      if (strstr (error->message, cases[i].message) == NULL)
        g_error ("case %" G_GSIZE_FORMAT ": \"%s\" says nothing of \"%s\"", i, error->message,
                 cases[i].message);
    }
}

static void
test_missing_file (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (
      mado_form_new_from_file (fonts, MADO_FORM_RECEIPT, "/nonexistent/receipt.svg", &error));
  g_assert_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_TEMPLATE);
  g_assert_nonnull (strstr (error->message, "/nonexistent/receipt.svg"));
}

/* An empty file, and one that is not text. */
static void
test_rubbish (void)
{
  static const struct
  {
    const char *bytes;
    gssize n_bytes;
  } cases[] = { { "", 0 }, { "\0\1\2\3", 4 }, { "<html/>", 7 }, { "%PDF-1.5", 8 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (folder, "receipt.svg", NULL);
      g_autoptr (GError) error = NULL;

      g_file_set_contents (path, cases[i].bytes, cases[i].n_bytes, NULL);
      g_assert_null (mado_form_new (fonts, MADO_FORM_RECEIPT, folder, &error));
      g_assert_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_TEMPLATE);
    }
}

/* A drawing is kept, but not longer than it stays as it is. */
static void
test_changed_file (void)
{
  static const char *const widths[] = { "width=\"210mm\"", "width=\"190mm\"", "width=\"210mm\"" };
  double first = 0, width, height;

  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      G_GNUC_UNUSED g_autofree char *path = write_receipt ("width=\"210mm\"", widths[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (MadoForm) form = mado_form_new (fonts, MADO_FORM_RECEIPT, folder, &error);

      g_assert_no_error (error);
      mado_form_get_size (form, &width, &height);
      first = i == 0 ? width : first;
      g_assert_cmpint (i % 2 == 0, ==, G_APPROX_VALUE (width, first, 0.01));
    }
}

static void
test_office_template_wins (void)
{
  G_GNUC_UNUSED g_autofree char *path = write_receipt (">領収金額<", ">受領金額<");
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoForm) form = mado_form_new (fonts, MADO_FORM_RECEIPT, folder, &error);
  static const char *const options[] = { "-raw", NULL };
  g_autoptr (GBytes) document = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  mado_form_sample_fill (form, MADO_FORM_SAMPLE_ORDINARY, &error);
  g_assert_no_error (error);
  document = mado_form_render_pdf (form, 0, &error);
  g_assert_no_error (error);
  text = form_values_run ("pdftotext", document, options);
  g_assert_nonnull (strstr (text, "受領金額"));
  g_assert_null (strstr (text, "領収金額"));
}

static void
test_other_folder_uses_ours (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoForm) form = mado_form_new (fonts, MADO_FORM_APPLICATION, folder, &error);

  g_assert_no_error (error);
  g_assert_nonnull (form);
}

/* Each form's own template with one thing changed. */
static void
test_kinds_refused (void)
{
  static const struct
  {
    MadoFormKind kind;
    const char *old, *new, *message;
  } cases[] = {
    { MADO_FORM_CLAIM_SLIP, "data-kind=\"qr\"", "data-kind=\"text\"",
      "field-qr: is of the kind qr, not text" },
    { MADO_FORM_CLAIM_SLIP, "width=\"35\" height=\"35\" data-kind=\"qr\"",
      "width=\"11\" height=\"35\" data-kind=\"qr\"", "field-qr: a QR code needs 12 mm" },
    { MADO_FORM_REVOCATION, "data-kind=\"check\"", "data-kind=\"box\"",
      "field-kind-request: data-kind=\"box\" is not known" },
    { MADO_FORM_INQUIRY, "<g id=\"part-agent\">", "<g id=\"part-agnet\">", NULL },
    { MADO_FORM_LEDGER, "<rect id=\"rows\" class", "<rect class", "rows: is missing" },
    { MADO_FORM_LEDGER, "data-rows=\"18\"", "", "rows: data-rows is missing" },
    { MADO_FORM_LEDGER, "data-rows=\"18\"", "data-rows=\"0\"", "rows: data-rows=\"0\"" },
    { MADO_FORM_LEDGER, "data-rows=\"18\"", "data-rows=\"40\"", "beyond the first row" },
    { MADO_FORM_LEDGER, "<g id=\"row\">", "<g>", "must be inside the group \"row\"" },
    { MADO_FORM_LEDGER, "</g>", "<rect id=\"field-office\"/></g>", "field-office: occurs twice" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strconcat (mado_form_list_get (cases[i].kind)->name, ".svg", NULL);
      g_autofree char *svg = read_template (name);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GString) changed = g_string_new (svg);
      g_autoptr (GError) error = NULL;
      g_autoptr (MadoForm) form = NULL;

      g_assert_cmpuint (g_string_replace (changed, cases[i].old, cases[i].new, 1), ==, 1);
      g_file_set_contents (path, changed->str, -1, &error);
      g_assert_no_error (error);
      form = mado_form_new (fonts, cases[i].kind, folder, &error);
      g_remove (path);
      if (cases[i].message == NULL)
        {
          g_assert_no_error (error);
          g_assert_cmpuint (mado_form_get_unknown (form)->len, ==, 1);
          continue;
        }
      if (error == NULL)
        g_error ("case %" G_GSIZE_FORMAT " was taken", i);
      g_assert_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_TEMPLATE);
      if (strstr (error->message, cases[i].message) == NULL)
        g_error ("case %" G_GSIZE_FORMAT ": \"%s\" says nothing of \"%s\"", i, error->message,
                 cases[i].message);
    }
}

/* An optional field may be gone; then its value has no place. */
static void
test_optional_field (void)
{
  G_GNUC_UNUSED g_autofree char *path = write_receipt ("id=\"field-form-number\"", "id=\"gone\"");
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoForm) form = mado_form_new (fonts, MADO_FORM_RECEIPT, folder, &error);

  g_assert_no_error (error);
  g_assert_false (mado_form_has_field (form, "form-number"));
  g_assert_false (mado_form_set (form, "form-number", "様式", &error));
  g_assert_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_FIELD);
  g_assert_nonnull (strstr (error->message, "form-number"));
}

/* Inkscape moves things by transforms on groups: the box must be where it is seen. */
static void
test_transformed_group (void)
{
  G_GNUC_UNUSED g_autofree char *path
      = write_receipt (NAME_RECT, "<g transform=\"translate(0 10)\"><g/></g>" NAME_RECT
                                  " transform=\"translate(10 5)\"");
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoForm) ours = mado_form_new_from_resource (fonts, MADO_FORM_RECEIPT, &error);
  g_autoptr (MadoForm) moved = mado_form_new (fonts, MADO_FORM_RECEIPT, folder, &error);
  const double mm = 72 / 25.4;
  double x, y, w, h, moved_x, moved_y, moved_w, moved_h;

  g_assert_no_error (error);
  mado_form_get_place (ours, "name", &x, &y, &w, &h);
  mado_form_get_place (moved, "name", &moved_x, &moved_y, &moved_w, &moved_h);
  g_assert_cmpfloat_with_epsilon (moved_x, x + 10 * mm, 0.01);
  g_assert_cmpfloat_with_epsilon (moved_y, y + 5 * mm, 0.01);
  g_assert_cmpfloat_with_epsilon (moved_w, w, 0.01);
  g_assert_cmpfloat_with_epsilon (moved_h, h, 0.01);
}

static MadoFormText *
lay_out (double width, double height, double size, guint lines, const char *text)
{
  const MadoFormBox box
      = { .width = width, .height = height, .size = size, .lines = lines, .name_face = TRUE };
  g_autoptr (GError) error = NULL;
  MadoFormText *laid = mado_form_text_new (fonts, &box, "test", text, &error);

  g_assert_no_error (error);
  return laid;
}

static gboolean
line_has (PangoLayout *layout, const char *piece)
{
  const char *text = pango_layout_get_text (layout);

  for (GSList *line = pango_layout_get_lines_readonly (layout); line != NULL; line = line->next)
    {
      const PangoLayoutLine *here = line->data;
      g_autofree char *part = g_strndup (text + here->start_index, (gsize) here->length);

      if (strstr (part, piece) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Wherever the line ends fall, what belongs together stays on one line. */
static void
test_pieces_unbroken (void)
{
  static const char *const pieces[]
      = { "１２－３４５－６７号室", "123-4-5", "３丁目", "１／２－７", "２０５号棟", "ゴンサレス" };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    for (int n = 0; n < 24; n++)
      {
        g_autoptr (GString) text = g_string_new (NULL);
        g_autoptr (MadoFormText) laid = NULL;

        for (int k = 0; k < n; k++)
          g_string_append (text, "町");
        g_string_append_printf (text, "%s町町町町町町町町町町町町町町町町", pieces[i]);
        laid = lay_out (12 * 13, 200, 12, 20, text->str);
        g_assert_cmpint (pango_layout_get_line_count (laid->layout), >, 1);
        g_assert_true (line_has (laid->layout, pieces[i]));
      }
}

/* A number that no line can hold is parted in the end, not cut off and not refused. */
static void
test_endless_number (void)
{
  g_autoptr (MadoFormText) laid
      = lay_out (60, 60, 12, 8, "１２３４５６７８９０１２３４５６７８９０１２３４５６７８９０");

  g_assert_cmpfloat (laid->size, ==, MADO_FORM_SIZE_MIN);
  g_assert_cmpint (pango_layout_get_line_count (laid->layout), >, 1);
}

static void
test_wrap_before_shrink (void)
{
  g_autoptr (MadoFormText) one = lay_out (100, 40, 12, 2, "山田太郎");
  g_autoptr (MadoFormText) tight = lay_out (100, 40, 12, 2, "山田太郎山田太郎山");
  g_autoptr (MadoFormText) two = lay_out (100, 40, 12, 2, "山田太郎山田太郎山田太郎");
  g_autoptr (MadoFormText) small
      = lay_out (100, 40, 12, 2, "山田太郎山田太郎山田太郎山田太郎山田太郎");
  g_autoptr (MadoFormText) single = lay_out (100, 40, 12, 1, "山田太郎山田太郎山田太郎");

  g_assert_cmpfloat (one->size, ==, 12);
  g_assert_cmpint (pango_layout_get_line_count (one->layout), ==, 1);
  g_assert_cmpint (pango_layout_get_line_count (tight->layout), ==, 1); /* a little smaller */
  g_assert_cmpfloat (tight->size, >=, 12 * 0.8);
  g_assert_cmpfloat (two->size, ==, 12);
  g_assert_cmpint (pango_layout_get_line_count (two->layout), ==, 2);
  g_assert_cmpfloat (small->size, <, 12);
  g_assert_cmpint (pango_layout_get_line_count (small->layout), ==, 2);
  g_assert_cmpfloat (single->size, <, 9);
  g_assert_cmpint (pango_layout_get_line_count (single->layout), ==, 1);
}

static int
find_line_end (const MadoFormText *laid)
{
  const PangoLayoutLine *first = pango_layout_get_line_readonly (laid->layout, 0);

  return first->length;
}

/* Two lines part at the blank, if both then fit; else where the first is full. */
static void
test_part_at_blank (void)
{
  const int n_kanji = (int) strlen ("町");
  g_autoptr (MadoFormText) street = lay_out (100, 40, 12, 2, "町町町町町　館館館館館");
  g_autoptr (MadoFormText) full = lay_out (100, 40, 12, 2, "町町　館館館館館館館館館館");
  g_autoptr (MadoFormText) one = lay_out (100, 40, 12, 2, "山田　太郎");

  g_assert_cmpint (pango_layout_get_line_count (street->layout), ==, 2);
  g_assert_cmpint (find_line_end (street), ==, 5 * n_kanji);
  g_assert_cmpint (pango_layout_get_line_count (full->layout), ==, 2);
  g_assert_cmpint (find_line_end (full), >, 3 * n_kanji);
  g_assert_cmpint (pango_layout_get_line_count (one->layout), ==, 1);
}

/* A sequence of Adobe-Japan1 must draw the glyph that Moji_Joho has for the same shape, and that
 * is another glyph than the base character's own. */
static void
test_variations (void)
{
  static const struct
  {
    const char *adobe, *moji, *base;
    gboolean is_default;
  } cases[] = {
    { "辻\U000E0100", "辻\U000E0102", "辻", FALSE }, /* one dot */
    { "辻\U000E0101", "辻\U000E0103", "辻", TRUE },  /* two dots */
    { "葛\U000E0100", "葛\U000E0102", "葛", FALSE }, /* ヒ below */
    { "葛\U000E0101", "葛\U000E0103", "葛", TRUE },
    { "芦\U000E0100", "芦\U000E0102", "芦", FALSE },
    { "榊\U000E0100", "榊\U000E0102", "榊", FALSE },
    { "祇\U000E0100", "祇\U000E0102", "祇", FALSE },
    { "樋\U000E0100", "樋\U000E0102", "樋", FALSE },
    { "槌\U000E0100", "槌\U000E0102", "槌", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *texts[3] = { cases[i].adobe, cases[i].moji, cases[i].base };
      PangoGlyph glyphs[3];

      for (int t = 0; t < 3; t++)
        {
          g_autoptr (MadoFormText) laid = lay_out (100, 40, 12, 1, texts[t]);
          PangoLayoutLine *line = pango_layout_get_line_readonly (laid->layout, 0);

          glyphs[t] = ((PangoGlyphItem *) line->runs->data)->glyphs->glyphs[0].glyph;
        }
      g_assert_cmpuint (glyphs[0], ==, glyphs[1]);
      g_assert_cmpint (glyphs[0] == glyphs[2], ==, cases[i].is_default);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *receipt = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("mado-forms-XXXXXX", NULL);
  fonts = mado_form_fonts_new (NULL);
  g_test_add_func ("/form-template/refused", test_templates_refused);
  g_test_add_func ("/form-template/missing-file", test_missing_file);
  g_test_add_func ("/form-template/rubbish", test_rubbish);
  g_test_add_func ("/form-template/changed-file", test_changed_file);
  g_test_add_func ("/form-template/office-wins", test_office_template_wins);
  g_test_add_func ("/form-template/other-folder", test_other_folder_uses_ours);
  g_test_add_func ("/form-template/kinds", test_kinds_refused);
  g_test_add_func ("/form-template/optional", test_optional_field);
  g_test_add_func ("/form-template/transform", test_transformed_group);
  g_test_add_func ("/form-text/pieces", test_pieces_unbroken);
  g_test_add_func ("/form-text/endless", test_endless_number);
  g_test_add_func ("/form-text/wrap-shrink", test_wrap_before_shrink);
  g_test_add_func ("/form-text/blank", test_part_at_blank);
  g_test_add_func ("/form-text/variations", test_variations);
  result = g_test_run ();
  g_clear_object (&fonts);
  receipt = g_build_filename (folder, "receipt.svg", NULL);
  g_remove (receipt);
  g_rmdir (folder);
  g_free (folder);
  return result;
}
