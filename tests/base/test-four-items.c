/* The four items and their certificate form.  Sources: certificate profile (six otherNames in the
 * order 1 4 3 5 2 6, era digit, flag strings), hard names of the issue.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib.h>

#include "mado-four-items.h"

static MadoFourItems *
make_items (const char *name, const char *address)
{
  MadoWareki birth;

  g_assert_true (mado_wareki_parse ("S55.2.17", &birth, NULL));
  return mado_four_items_new (name, "ﾀｶﾊｼ ﾖｼﾛｳ", address, &birth, MADO_SEX_MALE);
}

static const struct
{
  const char *source, *text, *flags;
  guint n_missing;
} names[] = {
  /* clang-format off */
  { "山田　太郎",       "山田　太郎",       "00000",  0 },
  { "髙橋　𠮷郎",       "高橋　吉郎",       "10010",  0 },
  { "﨑山　德子",       "崎山　徳子",       "10010",  0 },
  { "栁　淸",           "柳　清",           "101",    0 },
  { "邉　健",           "邉　健",           "000",    0 },
  { "渡邊　健",         "渡邊　健",         "0000",   0 },
  { "齋藤　濵",         "齋藤　濵",         "0000",   0 },
  { "辻󠄀　花子",         "辻　花子",         "1000",   0 },
  { "葛󠄀城　𠮷",         "葛城　吉",         "1001",   0 },
  { "\uFA19田　一",     "神田　一",         "1000",   0 },
  { "SMITH John",       "ＳＭＩＴＨ　Ｊｏｈｎ", "0000000000", 0 },
  { "𡢽　花子",         "〓　花子",         "1000",   1 },
  /* clang-format on */
};

static void
test_names (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *normalized = mado_text_normalize_name (names[i].source);
      g_autoptr (MadoCertificateText) certified = mado_certificate_text_new (normalized, NULL, 0);

      g_assert_cmpstr (certified->text, ==, names[i].text);
      g_assert_cmpstr (certified->flags, ==, names[i].flags);
      g_assert_cmpuint (certified->n_missing, ==, names[i].n_missing);
      g_assert_true (mado_certificate_text_flags_fit (certified->text, certified->flags));
      g_assert_true (mado_certificate_text_is_certifiable (certified->text));
    }
}

static void
test_positions (void)
{
  g_autoptr (MadoCertificateText) certified = mado_certificate_text_new ("髙橋　𠮷郎", NULL, 0);
  const MadoSubstitute *second;

  g_assert_cmpuint (certified->substitutes->len, ==, 2);
  second = g_ptr_array_index (certified->substitutes, 1);
  g_assert_cmpuint (second->position, ==, 4); /* the full-width blank counts */
  g_assert_cmpstr (second->original, ==, "𠮷");
  g_assert_cmpstr (second->certified, ==, "吉");
  g_assert_cmpint (second->kind, ==, MADO_SUBSTITUTE_KNOWN);
}

static void
test_choices (void)
{
  const MadoSubstituteChoice kana[] = { { 1, "フク" }, { 3, "𠮷" } };
  g_autoptr (MadoCertificateText) certified = mado_certificate_text_new ("𡢽　𠮷", kana, 2);
  const MadoSubstitute *first = g_ptr_array_index (certified->substitutes, 0);

  g_assert_cmpstr (certified->text, ==,
                   "フク　吉"); /* a choice outside the repertoire is ignored */
  g_assert_cmpstr (certified->flags, ==, "1101");
  g_assert_cmpint (first->kind, ==, MADO_SUBSTITUTE_CHOSEN);
  g_assert_cmpuint (certified->n_missing, ==, 0);
}

static void
test_other_names (void)
{
  static const char *const expected[MADO_OTHER_NAMES][2] = {
    { "1.2.392.200149.8.5.5.1", "高橋　吉郎" },
    { "1.2.392.200149.8.5.5.4", "319800217" },
    { "1.2.392.200149.8.5.5.3", "1" },
    { "1.2.392.200149.8.5.5.5", "東京都清瀬市中里１－１２－７－２０２" },
    { "1.2.392.200149.8.5.5.2", "10010" },
    { "1.2.392.200149.8.5.5.6", "000000000000000000" },
  };
  g_autoptr (MadoFourItems) items = make_items ("髙橋 𠮷郎", "東京都清瀬市中里1-12-7-202");
  g_autoptr (MadoCertificateItems) certified = mado_certificate_items_new (items, NULL, 0, NULL, 0);
  g_autoptr (GError) error = NULL;
  MadoOtherName values[MADO_OTHER_NAMES], swapped[MADO_OTHER_NAMES];

  g_assert_cmpstr (items->kana, ==, "タカハシ　ヨシロウ");
  g_assert_true (mado_certificate_items_check (certified, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (mado_certificate_items_n_substitutes (certified), ==, 2);
  mado_certificate_items_get_other_names (certified, values);
  for (guint i = 0; i < MADO_OTHER_NAMES; i++)
    {
      g_assert_cmpstr (values[i].oid, ==, expected[i][0]);
      g_assert_cmpstr (values[i].value, ==, expected[i][1]);
    }

  memcpy (swapped, values,
          sizeof values); /* a public table has .5 and .6 swapped: the shape tells */
  swapped[3].value = values[5].value;
  swapped[5].value = values[3].value;
  g_assert_false (mado_other_names_check (swapped, &error));
  g_assert_error (error, MADO_FOUR_ITEMS_ERROR, MADO_FOUR_ITEMS_ERROR_ADDRESS);
}

static void
assert_other_name_refused (guint index, const char *value, MadoFourItemsError code)
{
  g_autoptr (MadoFourItems) items = make_items ("山田　太郎", "東京都清瀬市中里１");
  g_autoptr (MadoCertificateItems) certified = mado_certificate_items_new (items, NULL, 0, NULL, 0);
  g_autoptr (GError) error = NULL;
  MadoOtherName values[MADO_OTHER_NAMES];

  mado_certificate_items_get_other_names (certified, values);
  values[index].value = value;
  g_assert_false (mado_other_names_check (values, &error));
  g_assert_error (error, MADO_FOUR_ITEMS_ERROR, (int) code);
}

static void
test_invariants (void)
{
  assert_other_name_refused (0, "髙田　太郎",
                             MADO_FOUR_ITEMS_ERROR_NAME); /* outside the repertoire */
  assert_other_name_refused (0, "", MADO_FOUR_ITEMS_ERROR_NAME);
  assert_other_name_refused (1, "419800217", MADO_FOUR_ITEMS_ERROR_BIRTH); /* 1980 is no 平成 */
  assert_other_name_refused (2, "3x", MADO_FOUR_ITEMS_ERROR_SEX);
  assert_other_name_refused (4, "0000", MADO_FOUR_ITEMS_ERROR_SHAPE); /* one digit short */
  assert_other_name_refused (5, "000000002", MADO_FOUR_ITEMS_ERROR_SHAPE);
}

/* 200 characters stand, 201 do not; 𠮷 counts once. */
static void
test_address_limit (void)
{
  g_autoptr (GString) address = g_string_new ("東京都");
  g_autoptr (GError) error = NULL;

  while (g_utf8_strlen (address->str, -1) < 200)
    g_string_append (address, "𠮷");
  for (guint extra = 0; extra < 2; extra++)
    {
      g_autoptr (MadoFourItems) items = make_items ("山田　太郎", address->str);

      g_assert_cmpint (mado_four_items_check (items, &error), ==, extra == 0);
      if (extra == 0)
        {
          g_autoptr (MadoCertificateItems) certified
              = mado_certificate_items_new (items, NULL, 0, NULL, 0);

          g_assert_true (mado_certificate_items_check (certified, NULL));
          g_assert_cmpuint (strlen (certified->address->flags), ==, 200);
        }
      g_string_append (address, "町");
    }
  g_assert_error (error, MADO_FOUR_ITEMS_ERROR, MADO_FOUR_ITEMS_ERROR_ADDRESS);
}

static void
test_check (void)
{
  g_autoptr (MadoFourItems) items = make_items ("山田　太郎", "東京都清瀬市中里１");
  g_autoptr (MadoFourItems) copy = mado_four_items_copy (items);
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_four_items_check (copy, NULL));
  g_assert_true (mado_four_items_name_is_split (copy));
  copy->birth.era = MADO_ERA_HEISEI;
  g_assert_false (mado_four_items_check (copy, &error));
  g_assert_error (error, MADO_FOUR_ITEMS_ERROR, MADO_FOUR_ITEMS_ERROR_BIRTH);
  g_clear_error (&error);
  copy->birth = items->birth;
  copy->sex = (MadoSex) 4;
  g_assert_false (mado_four_items_check (copy, &error));
  g_assert_error (error, MADO_FOUR_ITEMS_ERROR, MADO_FOUR_ITEMS_ERROR_SEX);
  g_clear_error (&error);
  copy->sex = MADO_SEX_NOT_APPLICABLE;
  g_free (copy->kana);
  copy->kana = g_strdup ("yamada");
  g_assert_false (mado_four_items_check (copy, &error));
  g_assert_error (error, MADO_FOUR_ITEMS_ERROR, MADO_FOUR_ITEMS_ERROR_KANA);
}

static void
test_missing_substitute (void)
{
  g_autoptr (MadoFourItems) items = make_items ("𡢽　花子", "東京都清瀬市中里１");
  const MadoSubstituteChoice kana = { 1, "フク" };
  g_autoptr (MadoCertificateItems) missing = mado_certificate_items_new (items, NULL, 0, NULL, 0);
  g_autoptr (MadoCertificateItems) given = mado_certificate_items_new (items, &kana, 1, NULL, 0);
  g_autoptr (GError) error = NULL;

  g_assert_false (mado_certificate_items_check (missing, &error));
  g_assert_error (error, MADO_FOUR_ITEMS_ERROR, MADO_FOUR_ITEMS_ERROR_SUBSTITUTE);
  g_assert_true (mado_certificate_items_check (given, NULL));
}

/* The register's own character stands wherever the certificate can hold it (LAW 7 no. 3). */
static void
test_needless_choice (void)
{
  g_autoptr (MadoFourItems) items = make_items ("山田　花子", "東京都清瀬市中里１");
  const MadoSubstituteChoice other = { 1, "川" };
  g_autoptr (MadoCertificateItems) given = mado_certificate_items_new (items, &other, 1, &other, 1);

  g_assert_cmpstr (given->name->text, ==, "山田　花子");
  g_assert_cmpstr (given->name->flags, ==, "00000");
  g_assert_cmpuint (mado_certificate_items_n_substitutes (given), ==, 0);
  g_assert_true (mado_certificate_items_check (given, NULL));
}

static void
test_compare (void)
{
  g_autoptr (MadoFourItems) form = make_items ("高橋　吉郎", "中里1-12-7-202");
  g_autoptr (MadoFourItems) registered
      = make_items ("髙橋　𠮷郎", "東京都清瀬市中里一丁目１２－７－２０２");
  MadoTextMatch matches[MADO_N_ITEMS];

  g_assert_cmpint (mado_four_items_compare (form, registered, matches), ==, MADO_TEXT_SPELLING);
  g_assert_cmpint (matches[MADO_ITEM_NAME], ==, MADO_TEXT_SPELLING);
  g_assert_cmpint (matches[MADO_ITEM_ADDRESS], ==, MADO_TEXT_SPELLING);
  g_assert_cmpint (matches[MADO_ITEM_BIRTH], ==, MADO_TEXT_SAME);
  g_assert_cmpint (matches[MADO_ITEM_SEX], ==, MADO_TEXT_SAME);

  form->birth.day = 27; /* 昭和55年2月27日 for 2月17日: problem D01 */
  g_assert_cmpint (mado_four_items_compare (form, registered, matches), ==, MADO_TEXT_DIFFERENT);
  g_assert_cmpint (matches[MADO_ITEM_BIRTH], ==, MADO_TEXT_DIFFERENT);
}

/* Any text at all becomes certifiable or says what is missing, and its flags always fit. */
static void
test_random_names (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *normalized = NULL, *again = NULL;
      g_autoptr (MadoCertificateText) certified = NULL;

      for (gint k = g_test_rand_int_range (1, 8); k > 0; k--)
        {
          gunichar c = (gunichar) g_test_rand_int_range (1, g_test_rand_bit () ? 0xD800 : 0xE01F0);

          if (g_unichar_validate (c))
            g_string_append_unichar (text, c);
        }
      normalized = mado_text_normalize_name (text->str);
      again = mado_text_normalize_name (normalized);
      g_assert_cmpstr (again, ==, normalized);
      certified = mado_certificate_text_new (normalized, NULL, 0);
      g_assert_true (mado_certificate_text_flags_fit (certified->text, certified->flags));
      if (*normalized != '\0')
        g_assert_true (mado_certificate_text_is_certifiable (certified->text));
      g_assert_cmpuint (mado_text_length (normalized), ==, mado_text_length (certified->text));
      g_assert_cmpint (mado_text_compare (normalized, text->str), !=, MADO_TEXT_DIFFERENT);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/certificate-text/names", test_names);
  g_test_add_func ("/base/certificate-text/positions", test_positions);
  g_test_add_func ("/base/certificate-text/choices", test_choices);
  g_test_add_func ("/base/four-items/other-names", test_other_names);
  g_test_add_func ("/base/four-items/invariants", test_invariants);
  g_test_add_func ("/base/four-items/address-limit", test_address_limit);
  g_test_add_func ("/base/four-items/check", test_check);
  g_test_add_func ("/base/four-items/missing-substitute", test_missing_substitute);
  g_test_add_func ("/base/four-items/needless-choice", test_needless_choice);
  g_test_add_func ("/base/four-items/compare", test_compare);
  g_test_add_func ("/base/certificate-text/random", test_random_names);
  return g_test_run ();
}
