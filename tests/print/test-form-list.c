/* test-form-list.c - rows over pages, parts, boxes to tick, several forms in one document
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "form-values.h"

#define CREATED_AT 1364693880 /* 2013-03-31 01:38 UTC */

static MadoFormFonts *fonts;

static MadoForm *
make_form (MadoFormKind kind)
{
  g_autoptr (GError) error = NULL;
  MadoForm *form = mado_form_new_from_resource (fonts, kind, &error);

  g_assert_no_error (error);
  return form;
}

/* The page's text without blanks; @page from 1. */
static char *
read_page (GBytes *document, guint page)
{
  g_autofree char *number = g_strdup_printf ("%u", page);
  const char *const options[] = { "-raw", "-f", number, "-l", number, NULL };
  g_autofree char *text = form_values_run ("pdftotext", document, options);

  return form_values_squeeze (text);
}

static guint
count_pages (GBytes *document)
{
  g_autofree char *info = form_values_run ("pdfinfo", document, NULL);
  const char *pages = strstr (info, "Pages:");

  g_assert_nonnull (pages);
  return (guint) g_ascii_strtoull (pages + strlen ("Pages:"), NULL, 10);
}

static void
add_person (MadoForm *form, guint number)
{
  g_autofree char *name = g_strdup_printf ("𠮷田　%u号", number);
  g_autofree char *label = g_strdup_printf ("%u", number);
  const MadoFormValue row[] = { { "number", label }, { "name", name } };
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_form_add_row (form, row, G_N_ELEMENTS (row), &error));
  g_assert_no_error (error);
}

static void
set_heading (MadoForm *form)
{
  static const MadoFormValue heading[]
      = { { "title", "交付記録簿" }, { "office", "愛荘町" }, { "period", "平成25年4月" } };
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_form_fill (form, heading, G_N_ELEMENTS (heading), &error));
  g_assert_no_error (error);
}

/* Each row once, in its order, on its page; a heading and a number on each page. */
static void
test_rows_over_pages (void)
{
  static const guint lengths[] = { 0, 1, 17, 18, 19, 36, 37, 90 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (MadoForm) form = make_form (MADO_FORM_LEDGER);
      g_autoptr (GBytes) document = NULL;
      guint per_page = mado_form_get_rows_per_page (form), pages;

      g_assert_cmpuint (per_page, ==, 18);
      set_heading (form);
      for (guint n = 1; n <= lengths[i]; n++)
        add_person (form, n);
      pages = MAX (1, (lengths[i] + per_page - 1) / per_page);
      g_assert_cmpuint (mado_form_get_n_pages (form), ==, pages);
      document = mado_form_render_pdf (form, CREATED_AT, NULL);
      g_assert_nonnull (document);
      g_assert_cmpuint (count_pages (document), ==, pages);
      for (guint page = 1; page <= pages; page++)
        {
          g_autofree char *text = read_page (document, page);
          g_autofree char *mark = g_strdup_printf ("%u／%u", page, pages);
          g_autofree char *first = g_strdup_printf ("𠮷田%u号", (page - 1) * per_page + 1);
          g_autofree char *next = g_strdup_printf ("𠮷田%u号", page * per_page + 1);

          g_assert_nonnull (strstr (text, mark));
          g_assert_nonnull (strstr (text, "交付記録簿"));
          g_assert_cmpint (strstr (text, first) != NULL, ==, lengths[i] > 0);
          g_assert_null (strstr (text, next));
        }
    }
}

/* A sheet of labels of which five are used up begins with the sixth. */
static void
test_labels_used_up (void)
{
  static const MadoFormValue label[]
      = { { "name", "髙橋　健太" }, { "address", "安孫子８２５番地" }, { "honorific", "様" } };
  g_autoptr (MadoForm) form = make_form (MADO_FORM_ADDRESS_LABELS);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) document = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_cmpuint (mado_form_get_rows_per_page (form), ==, 12);
  for (int i = 0; i < 12; i++)
    g_assert_true (mado_form_add_row (form, NULL, 0, &error));
  g_assert_true (mado_form_add_row (form, label, G_N_ELEMENTS (label), &error));
  g_assert_no_error (error);
  document = mado_form_render_pdf (form, CREATED_AT, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_pages (document), ==, 2);
  first = read_page (document, 1);
  second = read_page (document, 2);
  g_assert_cmpstr (first, ==, "");
  g_assert_nonnull (strstr (second, "髙橋健太様"));
}

static void
test_rows_refused (void)
{
  static const struct
  {
    MadoFormKind kind;
    const char *id, *text;
    MadoPrintError code;
  } cases[] = {
    { MADO_FORM_RECEIPT, "name", "山田", MADO_PRINT_ERROR_FIELD },    /* no list */
    { MADO_FORM_LEDGER, "office", "愛荘町", MADO_PRINT_ERROR_FIELD }, /* no column */
    { MADO_FORM_LEDGER, "nonsense", "x", MADO_PRINT_ERROR_FIELD },
    { MADO_FORM_LEDGER, "name", "😀", MADO_PRINT_ERROR_GLYPH },
    { MADO_FORM_LEDGER, "page", "1", MADO_PRINT_ERROR_FIELD },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MadoForm) form = make_form (cases[i].kind);
      const MadoFormValue value = { cases[i].id, cases[i].text };
      g_autoptr (GError) error = NULL;

      g_assert_false (mado_form_add_row (form, &value, 1, &error));
      g_assert_error (error, MADO_PRINT_ERROR, (int) cases[i].code);
      g_assert_cmpuint (mado_form_get_n_pages (form), ==, 1);
    }
}

static void
test_values_of_another_kind (void)
{
  static const struct
  {
    MadoFormKind kind;
    const char *id, *text;
    gboolean held;
  } cases[] = {
    { MADO_FORM_REVOCATION, "kind-request", MADO_FORM_CHECK, TRUE },
    { MADO_FORM_REVOCATION, "kind-request", "", TRUE },
    { MADO_FORM_REVOCATION, "kind-request", "はい", FALSE },
    { MADO_FORM_INQUIRY, "agent", MADO_FORM_CHECK, TRUE },
    { MADO_FORM_INQUIRY, "agent", "髙橋", FALSE },
    { MADO_FORM_LEDGER, "page", "1", FALSE },
    { MADO_FORM_LEDGER, "name", "髙橋", FALSE },
    { MADO_FORM_CLAIM_SLIP, "qr", "H25-0331-0007", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MadoForm) form = make_form (cases[i].kind);
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (mado_form_set (form, cases[i].id, cases[i].text, &error), ==, cases[i].held);
      if (!cases[i].held)
        g_assert_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_FIELD);
    }
}

static void
test_qr_too_long (void)
{
  g_autoptr (MadoForm) form = make_form (MADO_FORM_CLAIM_SLIP);
  g_autofree char *endless = g_strnfill (3000, 'A');
  g_autoptr (GError) error = NULL;

  for (int n = 3000; n >= 1000; n -= 500)
    {
      endless[n] = '\0';
      g_assert_false (mado_form_set (form, "qr", endless, &error));
      g_assert_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_TOO_LONG);
      g_clear_error (&error);
    }
}

/* A part shows when it is asked for; and what is inside is not printed without. */
static void
test_parts (void)
{
  g_autoptr (MadoForm) form = form_values_fill (fonts, MADO_FORM_INQUIRY_REPLY, FALSE);
  g_autoptr (GBytes) with = mado_form_render_pdf (form, CREATED_AT, NULL);
  g_autoptr (GBytes) without = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autofree char *shown = read_page (with, 1);
  g_autofree char *hidden = NULL;

  g_assert_nonnull (strstr (shown, "目隠しシールをはる"));
  g_assert_true (mado_form_set (form, "password-box", NULL, NULL));
  without = mado_form_render_pdf (form, CREATED_AT, NULL);
  hidden = read_page (without, 1);
  g_assert_null (strstr (hidden, "目隠しシールをはる"));
  g_assert_nonnull (strstr (hidden, "代理人に頼み"));
  g_assert_true (mado_form_set (form, "password-box", MADO_FORM_CHECK, NULL));
  again = mado_form_render_pdf (form, CREATED_AT, NULL);
  g_assert_true (g_bytes_equal (with, again));
}

/* The letter and its reply sheet are one document; so are forms of different sheets. */
static void
test_many_forms (void)
{
  g_autoptr (MadoForm) letter = form_values_fill (fonts, MADO_FORM_INQUIRY, FALSE);
  g_autoptr (MadoForm) reply = form_values_fill (fonts, MADO_FORM_INQUIRY_REPLY, FALSE);
  g_autoptr (MadoForm) receipt = form_values_fill (fonts, MADO_FORM_RECEIPT, FALSE);
  g_autoptr (MadoForm) ledger = form_values_fill (fonts, MADO_FORM_LEDGER, FALSE);
  MadoForm *const forms[] = { letter, reply, receipt, ledger };
  const char *const options[] = { "-f", "1", "-l", "6", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) document
      = mado_form_render_pdf_many (forms, G_N_ELEMENTS (forms), CREATED_AT, &error);
  g_autofree char *info = NULL;

  g_assert_no_error (error);
  info = form_values_run ("pdfinfo", document, options);
  g_assert_cmpuint (count_pages (document), ==, 1 + 1 + 1 + 3);
  g_assert_nonnull (strstr (info, "電子証明書新規発行・更新照会書"));
  g_assert_nonnull (strstr (info, "Page    2 size:  595.276 x 841.89 pts"));
  g_assert_nonnull (strstr (info, "Page    3 size:  595.276 x 419.528 pts"));
  g_assert_nonnull (strstr (info, "Page    6 size:  841.89 x 595.276 pts"));
  g_assert_true (mado_form_set (reply, "due", NULL, NULL));
  g_assert_null (mado_form_render_pdf_many (forms, G_N_ELEMENTS (forms), CREATED_AT, &error));
  g_assert_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_INCOMPLETE);
}

/* No form asks the program for a password: there is nothing it could write down. */
static void
test_no_field_for_a_password (void)
{
  for (MadoFormKind kind = 0; kind < MADO_FORM_N_KINDS; kind++)
    {
      const MadoFormList *list = mado_form_list_get (kind);

      for (gsize i = 0; i < list->n_fields; i++)
        if (strstr (list->fields[i].id, "password") != NULL)
          g_assert_true (g_str_has_suffix (list->fields[i].id, "-rule")
                         || g_str_has_suffix (list->fields[i].id, "-tries")
                         || g_str_equal (list->fields[i].id, "matter-password")
                         || (list->fields[i].flags & MADO_FORM_FIELD_PART));
    }
}

/* docs/forms.md names each form and each of its ids below its heading. */
static void
test_documented (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("MADO_SOURCE_DIR"), "docs", "forms.md", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  for (MadoFormKind kind = 0; kind < MADO_FORM_N_KINDS; kind++)
    {
      const MadoFormList *list = mado_form_list_get (kind);
      g_autofree char *heading = g_strdup_printf ("\n### %s\n", list->name);
      const char *start = strstr (text, heading);
      const char *end;
      g_autofree char *section = NULL;

      g_assert_nonnull (start);
      end = strstr (start + 1, "\n###");
      section = end == NULL ? g_strdup (start) : g_strndup (start, (gsize) (end - start));
      for (gsize i = 0; i < list->n_fields; i++)
        {
          g_autofree char *id = g_strdup_printf ("`%s`", list->fields[i].id);

          if (strstr (section, id) == NULL)
            g_error ("docs/forms.md: %s has no %s", list->name, id);
        }
    }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  fonts = mado_form_fonts_new (NULL);
  g_test_add_func ("/form-list/rows", test_rows_over_pages);
  g_test_add_func ("/form-list/labels", test_labels_used_up);
  g_test_add_func ("/form-list/rows-refused", test_rows_refused);
  g_test_add_func ("/form-list/kinds", test_values_of_another_kind);
  g_test_add_func ("/form-list/qr-too-long", test_qr_too_long);
  g_test_add_func ("/form-list/parts", test_parts);
  g_test_add_func ("/form-list/many", test_many_forms);
  g_test_add_func ("/form-list/no-password", test_no_field_for_a_password);
  g_test_add_func ("/form-list/documented", test_documented);
  result = g_test_run ();
  g_clear_object (&fonts);
  return result;
}
