/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bigrams, what a search finds and what not, lists in windows, the index of an older file */
#include "config.h"

#include "mado-bigram.h"
#include "mado-list.h"
#include "mado-search.h"
#include "store-fixture.h"

#include <sqlite3.h>

static void
test_fold (void)
{
  /* clang-format off */
  const struct { const char *text, *folded, *loose; } rows[] = {
    { "山田　太郎",       "山田太郎",     "山田太郎"     },
    { "ﾔﾏﾀﾞ ﾀﾛｳ",        "ヤマダタロウ", "ヤマダタロウ" },
    { "やまだ たろう",    "ヤマダタロウ", "ヤマダタロウ" },
    { "髙橋　一郎",       "髙橋一郎",     "高橋一郎"     },
    { "辻\xF3\xA0\x84\x80　花子", "辻花子", "辻花子"     }, /* a variation selector */
    { "ジョン・スミス",   "ジョンスミス", "ジョンスミス" },
    { "Smith John",       "ｓｍｉｔｈｊｏｈｎ", "ｓｍｉｔｈｊｏｈｎ" },
    { "",                 "",             ""             },
  };
  /* clang-format on */

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *folded = mado_bigram_fold (rows[i].text);
      g_autofree char *loose = mado_bigram_loosen (folded);

      g_assert_cmpstr (folded, ==, rows[i].folded);
      g_assert_cmpstr (loose, ==, rows[i].loose);
    }
}

static void
test_tokens (void)
{
  /* 𠮷 is U+20BB7 = 134071 = 2*36^3 + 31*36^2 + 16*36 + 7 */
  g_autofree char *tokens = mado_bigram_tokens ("𠮷a");
  g_autofree char *pair = mado_bigram_phrase ("𠮷a");
  g_autofree char *one = mado_bigram_phrase ("𠮷");
  g_autofree char *none = mado_bigram_phrase ("");

  g_assert_cmpstr (tokens, ==, "2vg7002p 002p");
  g_assert_cmpstr (pair, ==, "\"2vg7002p\"");
  g_assert_cmpstr (one, ==, "2vg7*");
  g_assert_null (none);
}

static guint
count (Store *store, MadoListKind kind, const char *text, gboolean loose)
{
  g_autoptr (MadoListKey) key = mado_list_key_new (kind);
  g_autoptr (GPtrArray) page = NULL;
  g_autoptr (GError) error = NULL;
  guint n_rows;

  key->text = g_strdup (text);
  key->loose = loose;
  g_assert_true (mado_list_count (store->db, key, &n_rows, &error));
  g_assert_no_error (error);
  page = mado_list_read (store->db, key, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->len, ==, MIN (n_rows, MADO_LIST_PAGE));
  return n_rows;
}

static void
add_people (Store *store)
{
  static const struct
  {
    const char *name, *kana;
    guint birth;
  } people[] = {
    { "山田　太郎", "ヤマダ　タロウ", 19800217 },
    { "山田　花子", "ヤマダ　ハナコ", 19810303 },
    { "髙橋　一郎", "タカハシ　イチロウ", 19551231 },
    { "高橋　二郎", "タカハシ　ジロウ", 19561231 },
    { "林　田一", "ハヤシ　タイチ", 19700101 },
    { "𠮷田　さくら", "ヨシダ　サクラ", 19880808 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (MadoCase) one
          = store_add_case (store, "issue", people[i].name, people[i].kana, people[i].birth);

      if (i == 0)
        {
          g_autoptr (GError) error = NULL;

          one->serial = g_strdup ("0A1B2C3D4E5F");
          one->card_id = g_strdup ("0000000000005531");
          g_assert_true (mado_case_update (one, store->db, &error));
          g_assert_no_error (error);
        }
    }
}

static void
test_finds (Store *store, gconstpointer data)
{
  /* clang-format off */
  const struct { const char *text; guint exact, loose; } rows[] = {
    { "山田",           2, 2 }, /* two characters: the usual length of a name */
    { "山",             2, 2 },
    { "田",             4, 4 }, /* first, middle and last character */
    { "田太",           1, 1 }, /* across the blank, as people type it */
    { "山田太郎",       1, 1 },
    { "山田　太郎",     1, 1 },
    { "太郎 山田",      1, 1 }, /* each word for itself */
    { "山田 花子",      1, 1 },
    { "山子",           0, 0 }, /* both characters, but not side by side */
    { "やまだ",         2, 2 },
    { "ﾔﾏﾀﾞ",           2, 2 },
    { "マダ",           2, 2 }, /* a part */
    { "さくら",         1, 1 },
    { "吉田",           0, 1 }, /* 𠮷 has 吉 as its substitute: offered, not merged */
    { "𠮷田",           1, 1 },
    { "髙橋",           1, 2 },
    { "高橋",           1, 2 },
    { "たかはし",       2, 2 },
    { "タカハシ S30.12.31", 1, 1 },
    { "昭和５５年２月１７日", 1, 1 },
    { "19800217",       1, 1 },
    { "山田 1980-02-17", 1, 1 },
    { "20261126-001",   1, 1 },
    { "1126-003",       1, 1 }, /* without the year, as screens show it */
    { "１１２６－００３", 1, 1 },
    { "1126",           6, 6 },
    { "0a1b2c",         1, 1 }, /* the beginning of a serial */
    { "5531",           1, 1 }, /* the last four of a card */
    { "5532",           0, 0 },
    { "郎",             3, 3 },
    { "",               0, 0 },
    { " 　 ",           0, 0 },
    { "\" OR name : *", 0, 0 }, /* no way out of the expression */
    { "NEAR(",          0, 0 },
    { "\xFF\xFE",       0, 0 },
    { "・",             0, 0 },
  };
  /* clang-format on */

  add_people (store);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("row %zu", i);
      g_assert_cmpuint (count (store, MADO_LIST_CASE_SEARCH, rows[i].text, FALSE), ==,
                        rows[i].exact);
      g_assert_cmpuint (count (store, MADO_LIST_CASE_SEARCH, rows[i].text, TRUE), ==,
                        rows[i].loose);
    }
}

/* The index follows the case in its own transaction: corrected, rolled back. */
static void
test_in_step (Store *store, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCase) one = store_add_case (store, "issue", "佐藤　愛", "サトウ　アイ", 19900101);
  MadoTxn *txn;

  g_assert_cmpuint (count (store, MADO_LIST_CASE_SEARCH, "佐藤", FALSE), ==, 1);
  g_clear_pointer (&one->form, mado_four_items_free);
  g_clear_pointer (&one->register_items, mado_four_items_free);
  one->form = store_person ("加藤　愛", "カトウ　アイ", 19900101);
  one->register_items = store_person ("加藤　愛", "カトウ　アイ", 19900101);
  txn = mado_txn_begin (store->db, &error);
  g_assert_true (mado_case_update (one, store->db, &error));
  g_assert_cmpuint (count (store, MADO_LIST_CASE_SEARCH, "加藤", FALSE), ==, 1);
  mado_txn_free (txn);
  g_assert_cmpuint (count (store, MADO_LIST_CASE_SEARCH, "加藤", FALSE), ==, 0);
  g_assert_true (mado_case_update (one, store->db, &error));
  g_assert_cmpuint (count (store, MADO_LIST_CASE_SEARCH, "加藤", FALSE), ==, 1);
  g_assert_cmpuint (count (store, MADO_LIST_CASE_SEARCH, "佐藤", FALSE), ==, 0);
}

static void
test_windows (Store *store, gconstpointer data)
{
  g_autoptr (MadoListKey) key = mado_list_key_new (MADO_LIST_CASES);
  g_autoptr (GError) error = NULL;
  gint64 last = G_MAXINT64;
  guint n_rows, n_seen = 0;

  for (guint i = 0; i < 2 * MADO_LIST_PAGE + 7; i++)
    {
      G_GNUC_UNUSED g_autoptr (MadoCase) one
          = store_add_case (store, "issue", "山田", "ヤマダ", 19800101);
    }
  mado_list_key_set_day (key, STORE_DAY);
  g_assert_true (mado_list_count (store->db, key, &n_rows, &error));
  g_assert_cmpuint (n_rows, ==, 2 * MADO_LIST_PAGE + 7);
  for (guint offset = 0; offset <= n_rows; offset += MADO_LIST_PAGE)
    {
      g_autoptr (GPtrArray) page = mado_list_read (store->db, key, offset, &error);

      for (guint i = 0; i < page->len; i++, n_seen++)
        {
          const MadoListRow *row = g_ptr_array_index (page, i);

          g_assert_cmpint (row->id, <, last);
          g_assert_cmpstr (row->name, ==, "山田");
          g_assert_cmpstr (row->subject, ==, "issue");
          g_assert_cmpuint (row->birth, ==, 19800101);
          last = row->id;
        }
    }
  g_assert_cmpuint (n_seen, ==, n_rows);
  mado_list_key_set_day (key, STORE_DAY + 1);
  g_assert_true (mado_list_count (store->db, key, &n_rows, &error));
  g_assert_cmpuint (n_rows, ==, 0);
}

static void
test_person (Store *store, gconstpointer data)
{
  g_autoptr (MadoListKey) key = mado_list_key_new (MADO_LIST_OF_PERSON);
  g_autoptr (GPtrArray) page = NULL;
  g_autoptr (GError) error = NULL;
  guint n_rows;

  add_people (store);
  add_people (store);
  key->birth = 19800217;
  key->kana = g_strdup ("ヤマダタロウ");
  g_assert_true (mado_list_count (store->db, key, &n_rows, &error));
  g_assert_cmpuint (n_rows, ==, 2);
  g_clear_pointer (&key->kana, g_free);
  key->name = g_strdup ("山田　次郎");
  g_assert_true (mado_list_count (store->db, key, &n_rows, &error));
  g_assert_cmpuint (n_rows, ==, 0);
  g_free (key->name);
  key->name = g_strdup ("山田太郎");
  page = mado_list_read (store->db, key, 0, &error);
  g_assert_cmpuint (page->len, ==, 2);
}

/* 2026-12-01 00:00:00 in Japan begins December; the second before belongs to November. */
static void
test_expiring (Store *store, gconstpointer data)
{
  g_autoptr (MadoListKey) key = mado_list_key_new (MADO_LIST_EXPIRING);
  g_autoptr (GPtrArray) page = NULL;
  g_autoptr (GError) error = NULL;
  const gint64 december = 1796050800;
  /* clang-format off */
  const struct { const char *serial; gint64 ends; } rows[] = {
    { "A1", december - 1 }, { "A2", december }, { "A3", december + 86400 }, { "A4", december + 31 * 86400 - 1 },
    { "A5", december + 31 * 86400 },
  };
  /* clang-format on */
  guint n_rows;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (MadoCase) one
          = store_add_case (store, "issue", "山田", "ヤマダ", 19800101 + (guint) i);

      store_add_certificate (store, one, rows[i].serial, rows[i].ends);
    }
  mado_list_key_set_month (key, 2026, 12);
  g_assert_true (mado_list_count (store->db, key, &n_rows, &error));
  g_assert_cmpuint (n_rows, ==, 3);
  g_assert_true (mado_list_note_notice (store->db, "A3", STORE_NOW, "sato", &error));
  key->unnoticed = TRUE;
  g_assert_true (mado_list_count (store->db, key, &n_rows, &error));
  g_assert_cmpuint (n_rows, ==, 2);
  page = mado_list_read (store->db, key, 0, &error);
  g_assert_cmpstr (((MadoListRow *) g_ptr_array_index (page, 0))->serial, ==, "A2");
  g_assert_cmpstr (((MadoListRow *) g_ptr_array_index (page, 1))->serial, ==, "A4");
}

static void
test_letters (Store *store, gconstpointer data)
{
  g_autoptr (MadoListKey) key = mado_list_key_new (MADO_LIST_INQUIRIES);
  g_autoptr (MadoInquiry) letter
      = mado_inquiry_new (MADO_LETTER_FOR_ISSUE, MADO_LETTER_NO_PHOTO_ID,
                          store_person ("髙橋　一郎", "タカハシ　イチロウ", 19551231), NULL);
  g_autoptr (GError) error = NULL;
  MadoTxn *txn = mado_txn_begin (store->db, &error);
  guint n_rows;

  g_assert_true (mado_inquiry_insert (letter, store->db, 2026, STORE_NOW, "sato", &error));
  g_assert_true (mado_txn_commit (txn, &error));
  mado_txn_free (txn);
  g_assert_true (mado_list_count (store->db, key, &n_rows, &error));
  g_assert_cmpuint (n_rows, ==, 1);
  key->state = g_strdup ("mailed");
  g_assert_true (mado_list_count (store->db, key, &n_rows, &error));
  g_assert_cmpuint (n_rows, ==, 0);
  g_assert_cmpuint (count (store, MADO_LIST_INQUIRY_SEARCH, "2026-00001", FALSE), ==, 1);
  g_assert_cmpuint (count (store, MADO_LIST_INQUIRY_SEARCH, letter->number, FALSE), ==, 1);
  g_assert_cmpuint (count (store, MADO_LIST_INQUIRY_SEARCH, "髙橋", FALSE), ==, 1);
  g_assert_cmpuint (count (store, MADO_LIST_INQUIRY_SEARCH, "高橋", FALSE), ==, 0);
  g_assert_cmpuint (count (store, MADO_LIST_INQUIRY_SEARCH, "高橋", TRUE), ==, 1);
}

/* A file of an older schema: its cases are indexed when it is opened. */
static void
test_catch_up (Store *store, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *raw = NULL;

  add_people (store);
  mado_db_close (store->db);
  g_assert_cmpint (sqlite3_open (store->path, &raw), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (raw,
                                 "DELETE FROM case_search;"
                                 "INSERT INTO search_pending SELECT case_id FROM case_file",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (raw);
  store->db = mado_db_open (store->path, &store_schema, &error);
  g_assert_cmpuint (count (store, MADO_LIST_CASE_SEARCH, "山田", FALSE), ==, 0);
  g_assert_true (mado_search_catch_up (store->db, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (store, MADO_LIST_CASE_SEARCH, "山田", FALSE), ==, 2);
  g_assert_true (mado_search_catch_up (store->db, &error));
}

/* Any typed text gives an expression that the engine accepts. */
static void
test_any_text (Store *store, gconstpointer data)
{
  static const char *const pieces[] = { "山", "\"", "*",  "(", ")", " ", "　", ":",    "-",  "AND",
                                        "0",  "s",  "・", "^", "+", "{", "ﾞ",  "\xE5", "𠮷", "髙" };

  for (guint i = 0; i < 500; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (gint n = g_test_rand_int_range (0, 12); n > 0; n--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      count (store, MADO_LIST_CASE_SEARCH, text->str, g_test_rand_bit ());
    }
}

#define ADD(path, func)                                                                            \
  g_test_add ("/search/" path, Store, NULL, store_set_up, func, store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/fold", test_fold);
  g_test_add_func ("/search/tokens", test_tokens);
  ADD ("finds", test_finds);
  ADD ("in-step", test_in_step);
  ADD ("windows", test_windows);
  ADD ("person", test_person);
  ADD ("expiring", test_expiring);
  ADD ("letters", test_letters);
  ADD ("catch-up", test_catch_up);
  ADD ("any-text", test_any_text);
  return g_test_run ();
}
