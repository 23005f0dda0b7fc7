/* test-form.c - all forms as they come out: text, ink, fonts
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "form-values.h"

#define CREATED_AT 1364693880 /* 2013-03-31 01:38 UTC */

static MadoFormFonts *fonts;

static GBytes *
render (MadoForm *form)
{
  g_autoptr (GError) error = NULL;
  GBytes *document = mado_form_render_pdf (form, CREATED_AT, &error);

  g_assert_no_error (error);
  return document;
}

static char *
read_text (GBytes *document)
{
  static const char *const options[] = { "-raw", NULL };

  return form_values_run ("pdftotext", document, options);
}

static void
assert_in_text (MadoForm *form, const MadoFormField *field, const char *squeezed)
{
  const char *set = mado_form_get (form, field->id);
  g_autofree char *wanted = NULL;

  if (set == NULL || (field->flags & (MADO_FORM_FIELD_QR | MADO_FORM_FIELD_PART)))
    return;
  wanted = form_values_squeeze (set);
  if (strstr (squeezed, wanted) == NULL)
    g_error ("field %s: \"%s\" is not in the text of the page", field->id, wanted);
}

/* Kangxi radicals and CJK radicals (U+2E80..2FDF) that nobody typed would make a name unfindable.
 */
static void
assert_no_radicals (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_find_next_char (p, NULL))
    g_assert_false (g_utf8_get_char (p) >= 0x2E80 && g_utf8_get_char (p) <= 0x2FDF);
  g_assert_null (strstr (text, "\uFFFD"));
}

static void
assert_two_families (MadoFormKind kind, GBytes *document)
{
  g_autofree char *list = form_values_run ("pdffonts", document, NULL);
  g_auto (GStrv) lines = g_strsplit (g_strstrip (list), "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), >=, 4);
  for (gsize i = 2; lines[i] != NULL; i++) /* two lines of heading */
    if (strstr (lines[i], "+BIZUDPGothic") == NULL && strstr (lines[i], "+IPAmjMincho") == NULL)
      g_error ("form %d is printed in another typeface: %s", (int) kind, lines[i]);
}

/* Variation selectors are not in the text of the PDF (cairo drops characters without a glyph of
 * their own), so names with IVS are compared by their base characters. */
static void
test_document (gconstpointer data)
{
  gboolean longest = GPOINTER_TO_INT (data);

  for (MadoFormKind kind = 0; kind < MADO_FORM_N_KINDS; kind++)
    {
      g_autoptr (MadoForm) form = form_values_fill (fonts, kind, longest);
      const MadoFormList *list = mado_form_list_get (kind);
      g_autoptr (GBytes) document = NULL;
      g_autofree char *text = NULL;
      g_autofree char *squeezed = NULL;

      mado_form_set_training (form, longest);
      document = render (form);
      text = read_text (document);
      squeezed = form_values_squeeze (text);
      for (gsize i = 0; i < list->n_fields; i++)
        assert_in_text (form, &list->fields[i], squeezed);
      assert_no_radicals (text);
      assert_two_families (kind, document);
    }
}

/* 𠮷 and the characters with 髙 … are what makes towns buy fonts (domain: names in registers). */
static const char *const hard_names[] = {
  "𠮷田",
  "髙橋",
  "宮﨑",
  "渡邉",
  "渡邊",
  "齋藤",
  "齊藤",
  "濵田",
  "栁沢",
  "德永",
  "瀨戸",
  "淸水",
  "黑田",
  "寬",
  "賴朝",
  "五郞",
  "彥根",
  "昻",
  "桒原",
  "草彅",
  "森鷗外",
  "槗本",
  "塡",
  "頰",
  "麴町",
  "刘",
  "吴",
  "凜",
  "堯",
  "辻\U000E0100本",
  "辻\U000E0102本",
  "辻\U000E0103本",
  "葛\U000E0100城",
  "葛\U000E0101飾",
  "葛\U000E0103西",
  "邉\U000E0110",
  "榊\U000E0100原",
  "祇\U000E0100園",
  "ヴァレンティーナ＝ヌグエン",
  "O’BRIEN Ŝ",
  "李　秀英",
  "﨟",
};

/* In a list the name is a column. */
static void
set_name (MadoForm *form, const char *name)
{
  const MadoFormValue value = { "name", name };
  g_autoptr (GError) error = NULL;

  if (mado_form_get_rows_per_page (form) > 0)
    mado_form_add_row (form, &value, 1, &error);
  else
    mado_form_set (form, "name", name, &error);
  g_assert_no_error (error);
}

static void
assert_on_page (MadoForm *form, const char *name)
{
  g_autofree char *wanted = form_values_squeeze (name);
  g_autoptr (GBytes) document = NULL;
  g_autofree char *text = NULL;
  g_autofree char *squeezed = NULL;

  set_name (form, name);
  document = render (form);
  text = read_text (document);
  squeezed = form_values_squeeze (text);
  g_assert_nonnull (strstr (squeezed, wanted));
}

/* Each alone and on every form, for what is missing; eight on a page, for what poppler reads. */
static void
test_hard_names (void)
{
  for (MadoFormKind kind = 0; kind < MADO_FORM_N_KINDS; kind++)
    {
      g_autoptr (MadoForm) form = form_values_fill (fonts, kind, FALSE);
      g_autoptr (GString) page = g_string_new (NULL);

      for (gsize i = 0; i < G_N_ELEMENTS (hard_names); i++)
        {
          set_name (form, hard_names[i]);
          g_string_append_printf (page, "%s　", hard_names[i]);
          if (kind != MADO_FORM_RECEIPT && kind != MADO_FORM_LEDGER)
            continue;
          if (i % 8 != 7 && i != G_N_ELEMENTS (hard_names) - 1)
            continue;
          assert_on_page (form, page->str);
          g_string_truncate (page, 0);
        }
    }
}

static void
test_ink_inside (gconstpointer data)
{
  gboolean longest = GPOINTER_TO_INT (data);
  const double tolerance = 0.1; /* points */

  for (MadoFormKind kind = 0; kind < MADO_FORM_N_KINDS; kind++)
    {
      g_autoptr (MadoForm) form = form_values_fill (fonts, kind, longest);
      const MadoFormList *list = mado_form_list_get (kind);

      for (gsize i = 0; i < list->n_fields; i++)
        {
          const char *id = list->fields[i].id;
          double x, y, w, h, box_x, box_y, box_w, box_h;

          if (!mado_form_get_ink (form, id, &x, &y, &w, &h))
            continue;
          g_assert_true (mado_form_get_place (form, id, &box_x, &box_y, &box_w, &box_h));
          g_assert_cmpfloat (w, >, 1);
          g_assert_cmpfloat (h, >, 0.3);
          g_assert_cmpfloat (x, >=, box_x - tolerance);
          g_assert_cmpfloat (y, >=, box_y - tolerance);
          g_assert_cmpfloat (x + w, <=, box_x + box_w + tolerance);
          g_assert_cmpfloat (y + h, <=, box_y + box_h + tolerance);
        }
    }
}

static void
test_same_bytes (void)
{
  g_autoptr (MadoForm) form = form_values_fill (fonts, MADO_FORM_RECEIPT, FALSE);
  g_autoptr (MadoForm) again = form_values_fill (fonts, MADO_FORM_RECEIPT, FALSE);
  g_autoptr (GBytes) first = render (form);
  g_autoptr (GBytes) second = render (again);
  g_autoptr (GBytes) later = mado_form_render_pdf (form, CREATED_AT + 1, NULL);

  g_assert_true (g_bytes_equal (first, second));
  g_assert_false (g_bytes_equal (first, later));
}

static void
test_metadata (void)
{
  g_autoptr (MadoForm) form = form_values_fill (fonts, MADO_FORM_CERTIFICATE_COPY, FALSE);
  g_autoptr (GBytes) document = render (form);
  static const char *const options[] = { "-isodates", NULL };
  g_autofree char *info = form_values_run ("pdfinfo", document, options);

  g_assert_nonnull (strstr (info, "電子証明書の写し"));
  g_assert_nonnull (strstr (info, "CreationDate:    2013-03-31"));
  g_assert_nonnull (strstr (info, "Pages:           1\n"));
  g_assert_nonnull (strstr (info, "(A4)"));
  g_assert_cmpstr (mado_form_get_media (form), ==, "iso_a4_210x297mm");
  g_assert_false (mado_form_is_landscape (form));
}

static void
test_receipt_sheet (void)
{
  g_autoptr (MadoForm) form = form_values_fill (fonts, MADO_FORM_RECEIPT, FALSE);

  g_assert_cmpstr (mado_form_get_media (form), ==, "iso_a5_148x210mm");
  g_assert_true (mado_form_is_landscape (form));
}

static void
test_training_and_reprint (void)
{
  g_autoptr (MadoForm) form = form_values_fill (fonts, MADO_FORM_RECEIPT, FALSE);
  g_autoptr (GBytes) plain = render (form);
  g_autofree char *plain_text = read_text (plain);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) marked = NULL;
  g_autofree char *text = NULL;
  g_autofree char *squeezed = NULL;

  g_assert_null (strstr (plain_text, "訓"));
  g_assert_null (strstr (plain_text, "再発行"));
  mado_form_set_training (form, TRUE);
  g_assert_true (mado_form_set_reprint (form, 2, &error));
  g_assert_no_error (error);
  marked = render (form);
  text = read_text (marked);
  squeezed = form_values_squeeze (text);
  g_assert_nonnull (strstr (squeezed, "再発行（2回目）"));
  g_assert_nonnull (strstr (squeezed, "訓練"));
  g_assert_true (mado_form_set_reprint (form, 0, &error));
  g_assert_null (mado_form_get (form, "reprint"));
}

static void
test_reprint_of_application_refused (void)
{
  g_autoptr (MadoForm) form = form_values_fill (fonts, MADO_FORM_APPLICATION, FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_false (mado_form_set_reprint (form, 1, &error));
  g_assert_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_FIELD);
}

static void
test_values_refused (void)
{
  static const struct
  {
    const char *id, *text;
    MadoPrintError code;
    const char *message;
  } cases[] = {
    { "nonsense", "x", MADO_PRINT_ERROR_FIELD, "nonsense" },
    { "name", "⼥", MADO_PRINT_ERROR_GLYPH, "U+2F25" }, /* Kangxi radical */
    { "name", "😀", MADO_PRINT_ERROR_GLYPH, "U+1F600" }, /* in neither face */
    { "name", "山\t田", MADO_PRINT_ERROR_GLYPH, "U+0009" },
    { "name", "𩸽\U00031350", MADO_PRINT_ERROR_GLYPH, "U+31350" },
    { "name", "山\U000E01EF", MADO_PRINT_ERROR_GLYPH, "U+E01EF" }, /* no such variation */
    { "name", "\U000E0100山", MADO_PRINT_ERROR_GLYPH, "U+E0100" }, /* without a base */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MadoForm) form = form_values_fill (fonts, MADO_FORM_RECEIPT, FALSE);
      g_autofree char *before = g_strdup (mado_form_get (form, cases[i].id));
      g_autoptr (GError) error = NULL;

      g_assert_false (mado_form_set (form, cases[i].id, cases[i].text, &error));
      g_assert_error (error, MADO_PRINT_ERROR, (int) cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].message));
      g_assert_cmpstr (mado_form_get (form, cases[i].id), ==, before);
    }
}

/* Each is refused without the mark (above). */
static void
test_missing_marked (void)
{
  static const struct
  {
    const char *text, *printed;
    guint n_marked;
  } cases[] = {
    { "陈　伟", "〓　〓", 2 }, /* simplified characters */
    { "山😀田", "山〓田", 1 },
    { "葛\U000E01EF城", "〓城", 1 }, /* no such variation: never another shape of it */
    { "\U000E0100山", "〓山", 1 },   /* a selector without a base */
    { "山\t田", "山〓田", 1 },
    { "辻\U000E0100　𠮷", "辻\U000E0100　𠮷", 0 }, /* all there */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MadoForm) form = form_values_fill (fonts, MADO_FORM_RECEIPT, FALSE);
      g_autoptr (GError) error = NULL;

      mado_form_mark_missing (form);
      mado_form_set (form, "name", "😀", &error); /* what is set again does not count */
      g_assert_no_error (error);
      mado_form_set (form, "name", cases[i].text, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (mado_form_get (form, "name"), ==, cases[i].printed);
      g_assert_cmpuint (mado_form_get_n_marked (form), ==, cases[i].n_marked);
    }
}

static void
test_too_long_refused (void)
{
  g_autoptr (MadoForm) form = form_values_fill (fonts, MADO_FORM_RECEIPT, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) endless = g_string_new (NULL);

  while (endless->len < 3000)
    g_string_append (endless, "長い名前");
  g_assert_false (mado_form_set (form, "name", endless->str, &error));
  g_assert_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_TOO_LONG);
  g_assert_null (strstr (error->message, "長い"));
}

static void
test_incomplete_refused (void)
{
  g_autoptr (MadoForm) form = form_values_fill (fonts, MADO_FORM_RECEIPT, FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_form_set (form, "amount", "", &error));
  g_assert_null (mado_form_render_pdf (form, CREATED_AT, &error));
  g_assert_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_INCOMPLETE);
  g_assert_nonnull (strstr (error->message, "amount"));
}

static void
test_fonts_missing (void)
{
  g_autoptr (GError) error = NULL;

  if (g_test_subprocess ())
    {
      g_autofree char *path = g_build_filename (g_getenv ("MADO_SOURCE_DIR"), "tests", "print",
                                                "no-fonts.conf", NULL);

      g_setenv ("FONTCONFIG_FILE", path, TRUE);
      g_assert_null (mado_form_fonts_new (&error));
      g_assert_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_FONT);
      g_assert_nonnull (strstr (error->message, "fonts-morisawa-bizud-gothic"));
      return;
    }
  g_test_trap_subprocess (NULL, 20 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
test_time_and_size (void)
{
  for (MadoFormKind kind = 0; kind < MADO_FORM_N_KINDS; kind++)
    {
      gint64 best = G_MAXINT64;
      gsize n_bytes = 0;

      for (int i = 0; i < 2; i++)
        {
          gint64 start = g_get_monotonic_time ();
          g_autoptr (MadoForm) form = form_values_fill (fonts, kind, FALSE);
          g_autoptr (GBytes) document = render (form);

          best = MIN (best, g_get_monotonic_time () - start);
          n_bytes = g_bytes_get_size (document);
        }
      g_test_message ("%s: %.1f ms, %.1f KiB (aims 16 ms, 48 KiB)", mado_form_list_get (kind)->name,
                      (double) best / 1000, (double) n_bytes / 1024);
      g_assert_cmpuint (n_bytes, <, 128 * 1024); /* Noto CJK would make it 900 KiB */
    }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  if (!g_test_subprocess ())
    fonts = mado_form_fonts_new (NULL);
  g_test_add_data_func ("/form/document/ordinary", GINT_TO_POINTER (FALSE), test_document);
  g_test_add_data_func ("/form/document/longest", GINT_TO_POINTER (TRUE), test_document);
  g_test_add_func ("/form/hard-names", test_hard_names);
  g_test_add_data_func ("/form/ink/ordinary", GINT_TO_POINTER (FALSE), test_ink_inside);
  g_test_add_data_func ("/form/ink/longest", GINT_TO_POINTER (TRUE), test_ink_inside);
  g_test_add_func ("/form/same-bytes", test_same_bytes);
  g_test_add_func ("/form/metadata", test_metadata);
  g_test_add_func ("/form/receipt-sheet", test_receipt_sheet);
  g_test_add_func ("/form/training-reprint", test_training_and_reprint);
  g_test_add_func ("/form/application-reprint", test_reprint_of_application_refused);
  g_test_add_func ("/form/values-refused", test_values_refused);
  g_test_add_func ("/form/missing-marked", test_missing_marked);
  g_test_add_func ("/form/too-long", test_too_long_refused);
  g_test_add_func ("/form/incomplete", test_incomplete_refused);
  g_test_add_func ("/form/fonts-missing", test_fonts_missing);
  g_test_add_func ("/form/time-and-size", test_time_and_size);
  result = g_test_run ();
  g_clear_object (&fonts);
  return result;
}
