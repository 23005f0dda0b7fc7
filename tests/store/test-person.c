/* SPDX-License-Identifier: GPL-3.0-or-later */
/* people by their folded keys: SQL folds as C does, and every question finds the same person */
#include "config.h"

#include "letter-fixture.h"
#include "mado-certificate-row.h"

#include <sqlite3.h>

#define BLANKLESS_NAME "山田太郎"
#define BLANKLESS_KANA "ヤマダタロウ"
#define NAMESAKE "山田　多郎" /* read the same */

/* --- the fold --- */

static void
bind_text (sqlite3_stmt *statement, const char *parameter, const char *text)
{
  g_assert_cmpint (sqlite3_bind_text (statement,
                                      sqlite3_bind_parameter_index (statement, parameter), text, -1,
                                      SQLITE_TRANSIENT),
                   ==, SQLITE_OK);
}

/* What the generated columns make of @text. */
static void
assert_folds (sqlite3 *raw, const char *text)
{
  g_autofree char *folded = mado_person_fold (text);
  sqlite3_stmt *update, *select;

  g_assert_cmpint (sqlite3_prepare_v2 (raw, "UPDATE case_person SET name = :text, kana = :text", -1,
                                       &update, NULL),
                   ==, SQLITE_OK);
  bind_text (update, ":text", text);
  g_assert_cmpint (sqlite3_step (update), ==, SQLITE_DONE);
  sqlite3_finalize (update);
  g_assert_cmpint (
      sqlite3_prepare_v2 (raw, "SELECT name_key, kana_key FROM case_person", -1, &select, NULL), ==,
      SQLITE_OK);
  g_assert_cmpint (sqlite3_step (select), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (select, 0), ==, folded);
  g_assert_cmpstr ((const char *) sqlite3_column_text (select, 1), ==, folded);
  sqlite3_finalize (select);
}

static const char *const hard_names[] = {
  "",
  "　",
  "・",
  "髙橋　𠮷郎",
  "髙橋 𠮷郎 ",
  "辻󠄀　花子", /* a variation selector stays */
  "神\xEF\xA8\x99　山",
  "ヤマダ・タロウ",
  "ﾔﾏﾀﾞ･ﾀﾛｳ",
  "カ\xE3\x82\x99",
  "O’Brien·Seán‧X⋅Y•Z",
  "\xC2\xA0山\xE2\x80\x83田\xE2\x80\x8B太\xE3\x80\x80\xE3\x80\x80郎\t",
  "%_'\"\\;--",
};

static void
test_fold (Store *store, gconstpointer data)
{
  G_GNUC_UNUSED g_autoptr (MadoCase) one = store_add_case (store, "issue", NAME, KANA, BIRTH);
  sqlite3 *raw;

  g_assert_cmpint (sqlite3_open (store->path, &raw), ==, SQLITE_OK);
  for (gsize i = 0; i < G_N_ELEMENTS (hard_names); i++)
    assert_folds (raw, hard_names[i]);
  /* every character of the planes in which blanks and dots are, some hundred at once */
  for (gunichar from = 1; from < 0x10000; from += 0x100)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (gunichar character = from; character < from + 0x100; character++)
        if (g_unichar_validate (character))
          g_string_append_unichar (text, character);
      assert_folds (raw, text->str);
    }
  sqlite3_close (raw);
}

/* What GLib calls a blank in a name is dropped, but for line ends, which no field holds. */
static void
test_blanks (void)
{
  for (gunichar character = 0x20; character < 0x110000; character++)
    {
      char text[7] = { 0 };
      g_autofree char *folded = NULL;

      if (!g_unichar_validate (character)
          || g_unichar_type (character) != G_UNICODE_SPACE_SEPARATOR)
        continue;
      g_unichar_to_utf8 (character, text);
      folded = mado_person_fold (text);
      g_assert_cmpstr (folded, ==, "");
    }
}

/* --- an index answers --- */

static char *
plan_of (sqlite3 *raw, const char *name)
{
  g_autofree char *resource = g_strconcat ("/jp/madoguchi/sql/desk/queries/", name, ".sql", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) sql = g_resources_lookup_data (resource, 0, &error);
  g_autofree char *explain = NULL;
  g_autoptr (GString) plan = g_string_new (NULL);
  sqlite3_stmt *statement;

  g_assert_no_error (error);
  explain = g_strdup_printf ("EXPLAIN QUERY PLAN %.*s", (int) g_bytes_get_size (sql),
                             (const char *) g_bytes_get_data (sql, NULL));
  g_assert_cmpint (sqlite3_prepare_v2 (raw, explain, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (plan, "%s\n", sqlite3_column_text (statement, 3));
  sqlite3_finalize (statement);
  return g_string_free (g_steal_pointer (&plan), FALSE);
}

#define N_BY_BIRTH 3 /* the first ones: everybody born that day is looked at in C */

static void
test_plans (Store *store, gconstpointer data)
{
  static const char *const names[]
      = { "case/open-of-person",    "certificate/live-of-person", "certificate/newest-of-person",
          "inquiry/open-of-person", "change/cases-of-person",     "change/inquiries-of-person",
          "list/of-person-count",   "list/of-person-page" };
  sqlite3 *raw;

  g_assert_cmpint (sqlite3_open (store->path, &raw), ==, SQLITE_OK);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *plan = plan_of (raw, names[i]);

      g_test_message ("%s:\n%s", names[i], plan);
      if (i < N_BY_BIRTH)
        g_assert_nonnull (strstr (plan, "_key (birth=?)"));
      else
        {
          g_assert_nonnull (strstr (plan, "person_kana_key (birth=? AND kana_key=?)"));
          g_assert_nonnull (strstr (plan, "person_name_key (birth=? AND name_key=?)"));
        }
      /* only the few rows that were found are walked */
      g_assert_null (strstr (plan, "SCAN c\n"));
      g_assert_null (strstr (plan, "SCAN i\n"));
      g_assert_null (strstr (plan, "SCAN r\n"));
      g_assert_null (strstr (plan, "SCAN t\n"));
      g_assert_null (strstr (plan, "_person\n"));
    }
  sqlite3_close (raw);
}

/* --- who is met --- */

/* clang-format off */
static const struct { const char *name, *kana; guint birth; gboolean same; guint n_namesakes; } asked[] = {
  { NAME,           KANA,                 BIRTH,     TRUE,  0 },
  { BLANKLESS_NAME, KANA,                 BIRTH,     TRUE,  0 },
  { NAME,           BLANKLESS_KANA,       BIRTH,     TRUE,  0 },
  { BLANKLESS_NAME, BLANKLESS_KANA,       BIRTH,     TRUE,  0 },
  { NAME,           "ヤマタ　タロウ",     BIRTH,     TRUE,  0 }, /* mistyped */
  { NAME,           NULL,                 BIRTH,     TRUE,  0 },
  { NAMESAKE,       KANA,                 BIRTH,     FALSE, 1 },
  { "山田多郎",     BLANKLESS_KANA,       BIRTH,     FALSE, 1 },
  { NAMESAKE,       "ヤマダ　オオロウ",   BIRTH,     FALSE, 0 },
  { NAMESAKE,       NULL,                 BIRTH,     FALSE, 0 },
  { NAME,           KANA,                 BIRTH + 1, FALSE, 0 },
};
/* clang-format on */

static MadoCase *
case_of (gsize i)
{
  MadoCase *fresh = mado_case_new ("issue");

  fresh->form = store_person (asked[i].name, asked[i].kana, asked[i].birth);
  return fresh;
}

static void
assert_met (const MadoMetPeople *met, gsize i, const char *same, const char *number)
{
  g_test_message ("%s, %s", asked[i].name, asked[i].kana);
  g_assert_cmpstr (met->same, ==, asked[i].same ? same : NULL);
  g_assert_cmpuint (met->namesakes->len, ==, asked[i].n_namesakes);
  if (met->namesakes->len > 0)
    {
      const MadoNamesake *other = g_ptr_array_index (met->namesakes, 0);

      g_assert_cmpstr (other->number, ==, number);
      g_assert_cmpstr (other->name, ==, NAME);
      g_assert_cmpstr (other->address, ==, "東京都窓口市本町１－２－３");
    }
}

static void
test_met (Store *store, gconstpointer data)
{
  g_autoptr (MadoCase) one = store_add_case (store, "issue", NAME, KANA, BIRTH);
  g_autoptr (GError) error = NULL;

  store_add_certificate (store, one, "A1", STORE_NOW + 1000);
  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autoptr (MadoCase) fresh = case_of (i);
      g_autoptr (MadoPersonKey) key = mado_person_key_new_of (fresh->form);
      g_autoptr (MadoMetPeople) open = mado_met_people_new ();
      g_autoptr (MadoMetPeople) live = mado_met_people_new ();
      g_autofree char *newest = NULL;

      g_assert_true (mado_case_meet_open (store->db, fresh->case_id, key, open, &error));
      assert_met (open, i, one->number, one->number);
      g_assert_true (mado_certificate_row_meet_live (store->db, 0, key, STORE_NOW, live, &error));
      assert_met (live, i, "A1", one->number);
      /* a namesake's certificate is not this person's */
      g_assert_true (mado_certificate_row_find_newest (store->db, key, &newest, &error));
      g_assert_cmpstr (newest, ==, asked[i].same ? "A1" : NULL);
    }
}

static void
test_letters (Store *store, gconstpointer data)
{
  g_autoptr (MadoInquiry) first
      = letter_add (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_ISSUE, BIRTH);

  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autoptr (MadoInquiry) fresh
          = mado_inquiry_new (MADO_LETTER_FOR_ISSUE, MADO_LETTER_NO_PHOTO_ID,
                              store_person (asked[i].name, asked[i].kana, asked[i].birth), NULL);
      /* Rolled back. */
      G_GNUC_UNUSED g_autoptr (MadoTxn) txn = mado_txn_begin (store->db, NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *number = NULL;

      g_test_message ("%s, %s", asked[i].name, asked[i].kana);
      g_assert_true (mado_inquiry_find_open (fresh, store->db, &number, &error));
      g_assert_cmpstr (number, ==, asked[i].same ? first->number : NULL);
      /* the record itself lets nobody have two */
      g_assert_cmpint (mado_inquiry_insert (fresh, store->db, 2026, STORE_NOW, "sato", &error), ==,
                       !asked[i].same);
      if (asked[i].same)
        g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_CONSTRAINT);
    }
}

#define ADD(path, func)                                                                            \
  g_test_add ("/person/" path, Store, NULL, store_set_up, func, store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("fold", test_fold);
  g_test_add_func ("/person/blanks", test_blanks);
  ADD ("plans", test_plans);
  ADD ("met", test_met);
  ADD ("letters", test_letters);
  return g_test_run ();
}
