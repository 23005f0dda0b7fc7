/* SPDX-License-Identifier: GPL-3.0-or-later */
/* files of changes: kinds, encodings, bad rows among good ones, quotes, headings, damage */
#include "config.h"

#include "mado-change-reader.h"

#include <string.h>

#define HEADING                                                                                    \
  "異動事由,異動日,氏名,フリガナ,生年月日,新氏名,新フリガナ,新通称,新住所,新生年月日,新性別\n"
#define TODAY 20261126
#define GOOD "転居,2026-11-20,山田　太郎,ヤマダ　タロウ,S55.2.17,,,,東京都窓口市本町１,,\n"

static MadoChangeReader *
open_bytes (const char *bytes, gsize n_bytes)
{
  g_autoptr (GBytes) held = g_bytes_new (bytes, n_bytes);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (held);

  return mado_change_reader_new (stream, TODAY);
}

static MadoChangeReader *
open_text (const char *text)
{
  return open_bytes (text, strlen (text));
}

/* --- kinds --- */

/* Each word of domain.md 5.3 and of the task's list leads to one kind. */
static void
test_kinds (void)
{
  /* clang-format off */
  const struct { const char *word, *id; } rows[] = {
    { "転居", "move_within" }, { "転出", "move_out" }, { "転入", "move_in" }, { "死亡", "death" },
    { "国外転出", "move_abroad" }, { "職権消除", "erased" }, { "氏名変更", "name_change" },
    { "生年月日訂正", "birth_correction" }, { "性別訂正", "sex_correction" }, { "通称変更", "alias_change" },
    { "住居表示", "residence_indication" }, { "地番", "lot_renumbering" }, { "町名変更", "area_renaming" },
    { "建物名", "building_name" }, { "文字同定", "character_identification" },
    { "住民票コード変更", "resident_code" }, { "death", "death" },
    { "転", NULL }, { "転居 転出", NULL }, { "", NULL }, { "変更", NULL },
  };
  /* clang-format on */

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const MadoChangeKind *kind = mado_change_kind_find (rows[i].word);

      g_assert_cmpstr (kind != NULL ? kind->id : NULL, ==, rows[i].id);
    }
  for (guint i = 0; mado_change_kind_get (i) != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (mado_change_kind_get (i)->words, " ", -1);

      for (gsize word = 0; words[word] != NULL; word++)
        g_assert_true (mado_change_kind_find (words[word]) == mado_change_kind_get (i));
    }
}

/* --- encodings --- */

static void
assert_reads_yamada (const char *bytes, gsize n_bytes)
{
  g_autoptr (MadoChangeReader) reader = open_bytes (bytes, n_bytes);
  g_autoptr (MadoChange) change = NULL;
  g_autoptr (GError) error = NULL;
  MadoChangeFault fault;
  MadoChange *end;

  g_assert_true (mado_change_reader_next (reader, &change, &fault, &error));
  g_assert_no_error (error);
  g_assert_nonnull (change);
  g_assert_cmpstr (change->kind->id, ==, "move_within");
  g_assert_cmpuint (change->day, ==, 20261120);
  g_assert_cmpstr (change->name, ==, "山田　太郎");
  g_assert_cmpstr (change->kana, ==, "ヤマダ　タロウ");
  g_assert_cmpuint (change->birth, ==, 19800217);
  g_assert_cmpstr (change->new_address, ==, "東京都窓口市本町１");
  g_assert_cmpuint (change->line, ==, 2);
  g_assert_true (mado_change_reader_next (reader, &end, &fault, &error));
  g_assert_null (end);
  g_assert_cmpint (fault, ==, MADO_CHANGE_FAULT_NONE);
  g_assert_cmpuint (mado_change_reader_get_position (reader), ==, n_bytes);
}

static void
test_encodings (void)
{
  const char *const plain = HEADING GOOD;
  g_autofree char *with_bom = g_strconcat ("\xEF\xBB\xBF", plain, NULL);
  g_auto (GStrv) lines = g_strsplit (plain, "\n", -1);
  g_autofree char *dos = g_strjoinv ("\r\n", lines);
  g_autofree char *no_end = g_strndup (plain, strlen (plain) - 1);
  g_autoptr (GError) error = NULL;
  gsize n_cp932;
  g_autofree char *cp932 = g_convert (plain, -1, "CP932", "UTF-8", NULL, &n_cp932, &error);

  g_assert_no_error (error);
  assert_reads_yamada (plain, strlen (plain));
  assert_reads_yamada (with_bom, strlen (with_bom));
  assert_reads_yamada (no_end, strlen (no_end));
  assert_reads_yamada (dos, strlen (dos));
  assert_reads_yamada (cp932, n_cp932);
}

/* --- bad rows --- */

/* clang-format off */
static const struct { const char *row; MadoChangeFault fault; } bad_rows[] = {
  { "結婚,2026-11-20,山田　太郎,ヤマダ　タロウ,S55.2.17,,,,,,\n",                 MADO_CHANGE_FAULT_KIND      },
  { ",2026-11-20,山田　太郎,ヤマダ　タロウ,S55.2.17,,,,,,\n",                     MADO_CHANGE_FAULT_KIND      },
  { "死亡,2026-02-30,山田　太郎,ヤマダ　タロウ,S55.2.17,,,,,,\n",                 MADO_CHANGE_FAULT_DAY       },
  { "死亡,,山田　太郎,ヤマダ　タロウ,S55.2.17,,,,,,\n",                           MADO_CHANGE_FAULT_DAY       },
  { "死亡,2026-11-20,山田　太郎,山田太郎,S55.2.17,,,,,,\n",                       MADO_CHANGE_FAULT_KANA      },
  { "死亡,2026-11-20,山田　太郎,,S55.2.17,,,,,,\n",                               MADO_CHANGE_FAULT_KANA      },
  { "死亡,2026-11-20,山田　太郎,ヤマダ　タロウ,55.2.17,,,,,,\n",                  MADO_CHANGE_FAULT_BIRTH     },
  { "死亡,2026-11-20,,ヤマダ　タロウ,S55.2.17,,,,,,\n",                           MADO_CHANGE_FAULT_NAME      },
  { "死亡,2026-11-20,山\x01田,ヤマダ　タロウ,S55.2.17,,,,,,\n",                   MADO_CHANGE_FAULT_NAME      },
  { "転居,2026-11-20,山田　太郎,ヤマダ　タロウ,S55.2.17,,,,,,\n",                 MADO_CHANGE_FAULT_NO_NEW_ADDRESS },
  { "氏名変更,2026-11-20,山田　太郎,ヤマダ　タロウ,S55.2.17,,,,,,\n",             MADO_CHANGE_FAULT_NO_NEW_NAME },
  { "生年月日訂正,2026-11-20,山田　太郎,ヤマダ　タロウ,S55.2.17,,,,,,\n",         MADO_CHANGE_FAULT_NO_NEW_BIRTH },
  { "性別訂正,2026-11-20,山田　太郎,ヤマダ　タロウ,S55.2.17,,,,,,\n",             MADO_CHANGE_FAULT_NO_NEW_SEX },
  { "異体字書換え,2026-11-20,山田　太郎,ヤマダ　タロウ,S55.2.17,,,,,,\n",         MADO_CHANGE_FAULT_NEW_VALUE },
  { "死亡,2026-11-20,山田　太郎,ヤマダ　タロウ,S55.2.17,山\x01田,,,,,\n",         MADO_CHANGE_FAULT_NEW_NAME },
  { "死亡,2026-11-20,山田　太郎,ヤマダ　タロウ,S55.2.17,,山田,,,,\n",             MADO_CHANGE_FAULT_NEW_KANA },
  { "死亡,2026-11-20,山田　太郎,ヤマダ　タロウ,S55.2.17,,,山\x01田,,,\n",         MADO_CHANGE_FAULT_NEW_ALIAS },
  { "死亡,2026-11-20,山田　太郎,ヤマダ　タロウ,S55.2.17,,,,町\x01,,\n",           MADO_CHANGE_FAULT_NEW_ADDRESS },
  { "死亡,2026-11-20,山田　太郎,ヤマダ　タロウ,S55.2.17,,,,,55.2.17,\n",          MADO_CHANGE_FAULT_NEW_BIRTH },
  { "性別訂正,2026-11-20,山田　太郎,ヤマダ　タロウ,S55.2.17,,,,,,4\n",            MADO_CHANGE_FAULT_NEW_SEX },
  { "死亡,2026-11-20,山田　太郎,ヤマダ　タロウ,S55.2.17,,,,,\n",                  MADO_CHANGE_FAULT_COLUMNS   },
  { "死亡,2026-11-20,山田　太郎,ヤマダ　タロウ,S55.2.17,,,,,,,\n",                MADO_CHANGE_FAULT_COLUMNS   },
  { "死亡\n",                                                                     MADO_CHANGE_FAULT_COLUMNS   },
  { "死亡,2026-11-20,\"山田　太郎,ヤマダ　タロウ,S55.2.17,,,,,,\n",               MADO_CHANGE_FAULT_QUOTE     },
  { "死亡,2026-11-20,山\"田,ヤマダ　タロウ,S55.2.17,,,,,,\n",                     MADO_CHANGE_FAULT_QUOTE     },
  { "死亡,2026-11-20,\"山田\"x,ヤマダ　タロウ,S55.2.17,,,,,,\n",                  MADO_CHANGE_FAULT_QUOTE     },
  /* Days: one separator, the same twice, and never in the future or before the birth */
  { "死亡,2026-11/20,山田　太郎,ヤマダ　タロウ,S55.2.17,,,,,,\n",                 MADO_CHANGE_FAULT_DAY       },
  { "死亡,2026--11-20,山田　太郎,ヤマダ　タロウ,S55.2.17,,,,,,\n",                MADO_CHANGE_FAULT_DAY       },
  { "死亡,2026----1120,山田　太郎,ヤマダ　タロウ,S55.2.17,,,,,,\n",               MADO_CHANGE_FAULT_DAY       },
  { "死亡,2026-1120,山田　太郎,ヤマダ　タロウ,S55.2.17,,,,,,\n",                  MADO_CHANGE_FAULT_DAY       },
  { "死亡,-20261120,山田　太郎,ヤマダ　タロウ,S55.2.17,,,,,,\n",                  MADO_CHANGE_FAULT_DAY       },
  { "死亡,2026-11-20-,山田　太郎,ヤマダ　タロウ,S55.2.17,,,,,,\n",                MADO_CHANGE_FAULT_DAY       },
  { "死亡,R8.11-20,山田　太郎,ヤマダ　タロウ,S55.2.17,,,,,,\n",                   MADO_CHANGE_FAULT_DAY       },
  { "死亡,令和8年11-20,山田　太郎,ヤマダ　タロウ,S55.2.17,,,,,,\n",               MADO_CHANGE_FAULT_DAY       },
  { "転出,2026-11-27,山田　太郎,ヤマダ　タロウ,S55.2.17,,,,,,\n",                 MADO_CHANGE_FAULT_DAY_AHEAD },
  { "死亡,2099-11-20,山田　太郎,ヤマダ　タロウ,S55.2.17,,,,,,\n",                 MADO_CHANGE_FAULT_DAY_AHEAD },
  { "死亡,1980-02-16,山田　太郎,ヤマダ　タロウ,S55.2.17,,,,,,\n",                 MADO_CHANGE_FAULT_DAY_BEFORE_BIRTH },
  { "死亡,2026-11-20,山田　太郎,ヤマダ　タロウ,2030-01-01,,,,,,\n",               MADO_CHANGE_FAULT_BIRTH_AHEAD },
  { "死亡,2026-11-26,山田　太郎,ヤマダ　タロウ,2026-11-27,,,,,,\n",               MADO_CHANGE_FAULT_BIRTH_AHEAD },
  { "生年月日訂正,2026-11-20,山田　太郎,ヤマダ　タロウ,S55.2.17,,,,,2026-11-27,\n", MADO_CHANGE_FAULT_NEW_BIRTH_AHEAD },
  { "死亡,2026-11-20,\xE5\xB1,ヤマダ　タロウ,S55.2.17,,,,,,\n",                   MADO_CHANGE_FAULT_ENCODING  },
};
/* clang-format on */

/* Each bad row is named by line and reason, and costs nothing but itself. */
static void
test_bad_rows (void)
{
  g_autoptr (GString) text = g_string_new (HEADING);
  g_autoptr (MadoChangeReader) reader = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bad_rows); i++)
    g_string_append_printf (text, "%s\n%s", bad_rows[i].row, GOOD); /* and an empty line */
  reader = open_text (text->str);
  for (gsize i = 0; i < G_N_ELEMENTS (bad_rows); i++)
    {
      g_autoptr (MadoChange) good = NULL;
      MadoChange *bad;
      MadoChangeFault fault;

      g_assert_true (mado_change_reader_next (reader, &bad, &fault, &error));
      g_assert_null (bad);
      g_assert_cmpint (fault, ==, bad_rows[i].fault);
      g_assert_cmpuint (mado_change_reader_get_line (reader), ==, 2 + 3 * i);
      g_assert_nonnull (mado_change_fault_to_string (fault));
      g_assert_true (mado_change_reader_next (reader, &good, &fault, &error));
      g_assert_nonnull (good);
    }
}

/* The last days that can be, and every way of writing one. */
static void
test_good_days (void)
{
  /* clang-format off */
  static const struct { const char *day, *birth; guint packed; } rows[] = {
    { "2026-11-26",     "2026-11-26", 20261126 }, /* today, of somebody born today */
    { "1980-02-17",     "S55.2.17",   19800217 },
    { "20261120",       "19800217",   20261120 },
    { "2026/11/20",     "1980/02/17", 20261120 },
    { "2026.11.20",     "3550217",    20261120 },
    { "R8.11.20",       "S55/2/17",   20261120 },
    { "令和８年１１月２０日", "昭和55年2月17日", 20261120 },
    { "２０２６－１１－２０", "S55-2-17", 20261120 },
  };
  /* clang-format on */

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf ("kind,day,name,kana,birth\n死亡,%s,山田,ヤマダ,%s\n",
                                               rows[i].day, rows[i].birth);
      g_autoptr (MadoChangeReader) reader = open_text (text);
      g_autoptr (MadoChange) change = NULL;
      g_autoptr (GError) error = NULL;
      MadoChangeFault fault;

      g_test_message ("%s %s", rows[i].day, rows[i].birth);
      g_assert_true (mado_change_reader_next (reader, &change, &fault, &error));
      g_assert_cmpint (fault, ==, MADO_CHANGE_FAULT_NONE);
      g_assert_cmpuint (change->day, ==, rows[i].packed);
    }
}

/* A line break inside a field in quotation marks: one fault, at the row's first line, and the next
 * row is read as it is; where a mark is merely missing nothing else is lost. */
static void
test_line_breaks (void)
{
  /* clang-format off */
  static const struct { const char *rows; MadoChangeFault fault; guint line_after; } cases[] = {
    { "転居,2026-11-20,山田,ヤマダ,S55.2.17,\"東京都\n窓口市\"\n",             MADO_CHANGE_FAULT_LINE_BREAK, 4 },
    { "転居,2026-11-20,山田,ヤマダ,S55.2.17,\"東京都\r\n\r\n窓口市\"\r\n",    MADO_CHANGE_FAULT_LINE_BREAK, 5 },
    { "転居,2026-11-20,\"山田\n太郎\",ヤマダ,S55.2.17,\"東京都\n窓口市\"\n",  MADO_CHANGE_FAULT_LINE_BREAK, 5 },
    { "転居,2026-11-20,\"山田,ヤマダ,S55.2.17,東京都\n",                        MADO_CHANGE_FAULT_QUOTE,      3 },
    { "転居,2026-11-20,山田,ヤマダ,S55.2.17,\"東京都\n\n",                      MADO_CHANGE_FAULT_QUOTE,      4 },
  };
  /* clang-format on */
  static const char *const good = "死亡,2026-11-20,山田,ヤマダ,S55.2.17,\n";

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text
          = g_strconcat ("kind,day,name,kana,birth,new_address\n", cases[i].rows, good, NULL);
      g_autoptr (MadoChangeReader) reader = open_text (text);
      g_autoptr (MadoChange) change = NULL;
      g_autoptr (GError) error = NULL;
      MadoChangeFault fault;
      MadoChange *none;

      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_true (mado_change_reader_next (reader, &none, &fault, &error));
      g_assert_null (none);
      g_assert_cmpint (fault, ==, cases[i].fault);
      g_assert_cmpuint (mado_change_reader_get_line (reader), ==, 2);
      g_assert_true (mado_change_reader_next (reader, &change, &fault, &error));
      g_assert_nonnull (change);
      g_assert_cmpuint (change->line, ==, cases[i].line_after);
      g_assert_true (mado_change_reader_next (reader, &none, &fault, &error));
      g_assert_null (none);
      g_assert_cmpint (fault, ==, MADO_CHANGE_FAULT_NONE);
      g_assert_cmpuint (mado_change_reader_get_position (reader), ==, strlen (text));
    }
}

/* A field that never ends: no line after it is lost, however many there are. */
static void
test_open_field (void)
{
  g_autoptr (GString) text = g_string_new ("kind,day,name,kana,birth\n\"open\n");
  g_autoptr (MadoChangeReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  MadoChangeFault fault;
  MadoChange *none;

  for (guint i = 0; i < 50; i++)
    g_string_append (text, "x\n");
  reader = open_text (text->str);
  for (guint i = 0; i < 51; i++)
    {
      g_assert_true (mado_change_reader_next (reader, &none, &fault, &error));
      g_assert_cmpint (fault, ==, i == 0 ? MADO_CHANGE_FAULT_QUOTE : MADO_CHANGE_FAULT_COLUMNS);
      g_assert_cmpuint (mado_change_reader_get_line (reader), ==, 2 + i);
    }
  g_assert_true (mado_change_reader_next (reader, &none, &fault, &error));
  g_assert_cmpint (fault, ==, MADO_CHANGE_FAULT_NONE);
}

/* Without a word in the heading the lines vote: half of them broken do not make it another
 * encoding. */
static void
test_ascii_heading (void)
{
  g_autoptr (GString) text = g_string_new ("kind,day,name,kana,birth\n");
  g_autoptr (MadoChangeReader) reader = NULL;
  g_autoptr (MadoChange) good = NULL;
  g_autoptr (GError) error = NULL;
  MadoChangeFault fault;
  MadoChange *bad;

  g_string_append (text, "死亡,2026-11-20,\xE5\xB1,ヤマダ,S55.2.17\n");
  g_string_append (text, "死亡,2026-11-20,山田,ヤマダ,S55.2.17\n");
  reader = open_text (text->str);
  g_assert_true (mado_change_reader_next (reader, &bad, &fault, &error));
  g_assert_cmpint (fault, ==, MADO_CHANGE_FAULT_ENCODING);
  g_assert_true (mado_change_reader_next (reader, &good, &fault, &error));
  g_assert_cmpstr (good->name, ==, "山田");
}

static void
test_quotes (void)
{
  g_autoptr (MadoChangeReader) reader = open_text (
      "kind,day,memo,kana,birth,name,new_name\r\n"
      "name_change, 20261120 ,\"a, \"\"b\"\"\",ﾔﾏﾀﾞ ﾀﾛｳ,19800217,\"山田 太郎\",\"佐藤 太郎\"\r\n");
  g_autoptr (MadoChange) change = NULL;
  g_autoptr (GError) error = NULL;
  MadoChangeFault fault;

  g_assert_true (mado_change_reader_next (reader, &change, &fault, &error));
  g_assert_no_error (error);
  g_assert_cmpint (fault, ==, MADO_CHANGE_FAULT_NONE);
  g_assert_cmpstr (change->kana, ==, "ヤマダ　タロウ");
  g_assert_cmpstr (change->new_name, ==, "佐藤　太郎");
}

static void
test_long_line (void)
{
  g_autoptr (GString) text = g_string_new (HEADING);
  g_autoptr (MadoChangeReader) reader = NULL;
  g_autoptr (MadoChange) good = NULL;
  g_autoptr (GError) error = NULL;
  MadoChangeFault fault;
  MadoChange *bad;

  for (guint i = 0; i < 300000; i++)
    g_string_append_c (text, 'x');
  g_string_append (text, "\n" GOOD);
  reader = open_text (text->str);
  g_assert_true (mado_change_reader_next (reader, &bad, &fault, &error));
  g_assert_cmpint (fault, ==, MADO_CHANGE_FAULT_TOO_LONG);
  g_assert_true (mado_change_reader_next (reader, &good, &fault, &error));
  g_assert_nonnull (good);
  g_assert_cmpuint (good->line, ==, 3);
}

static void
test_headings (void)
{
  /* clang-format off */
  const struct { const char *text; int error; } rows[] = {
    { "",                                   MADO_CHANGE_ERROR_EMPTY   },
    { GOOD,                                 MADO_CHANGE_ERROR_HEADING }, /* no heading */
    { "kind,day,name,kana\n" GOOD,          MADO_CHANGE_ERROR_NO_BIRTH },
    { "異動日,氏名,フリガナ,生年月日\n",     MADO_CHANGE_ERROR_NO_KIND },
    { "異動事由,氏名,フリガナ,生年月日\n",   MADO_CHANGE_ERROR_NO_DAY },
    { "異動事由,異動日,フリガナ,生年月日\n", MADO_CHANGE_ERROR_NO_NAME },
    { "異動事由,異動日,氏名,生年月日\n",     MADO_CHANGE_ERROR_NO_KANA },
    { "kind,name,new_name\n",               MADO_CHANGE_ERROR_NO_DAY }, /* the first of three */
    { "kind,day,\"name,kana,birth\n" GOOD,  MADO_CHANGE_ERROR_HEADING },
    { "\xFF\xFE\n",                         MADO_CHANGE_ERROR_HEADING },
  };
  /* clang-format on */

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (MadoChangeReader) reader = open_text (rows[i].text);
      g_autoptr (GError) error = NULL;
      MadoChangeFault fault;
      MadoChange *none;

      g_assert_false (mado_change_reader_next (reader, &none, &fault, &error));
      g_assert_error (error, MADO_CHANGE_ERROR, rows[i].error);
    }
}

/* The message names every column that is missing, as both languages have it. */
static void
test_missing_columns (void)
{
  g_autoptr (MadoChangeReader) reader = open_text ("kind,name,kana,new_name\n");
  g_autoptr (GError) error = NULL;
  MadoChangeFault fault;
  MadoChange *none;

  g_assert_false (mado_change_reader_next (reader, &none, &fault, &error));
  g_assert_cmpstr (error->message, ==,
                   "the first line does not name the column 異動日 (day), 生年月日 (birth)");
}

/* Random damage to a file: the reader ends, and what it takes is whole. */
static void
test_random_damage (void)
{
  for (guint round = 0; round < 400; round++)
    {
      g_autoptr (GString) text = g_string_new (HEADING);
      g_autoptr (MadoChangeReader) reader = NULL;
      g_autoptr (GError) error = NULL;
      guint n_seen = 0;

      for (guint i = 0; i < 6; i++)
        g_string_append (text, GOOD);
      for (gint n = g_test_rand_int_range (1, 6); n > 0; n--)
        text->str[g_test_rand_int_range ((gint32) strlen (HEADING), (gint32) text->len)]
            = (char) g_test_rand_int_range (0, 256);
      reader = open_bytes (text->str, text->len);
      for (;;)
        {
          g_autoptr (MadoChange) change = NULL;
          MadoChangeFault fault;

          g_assert_true (mado_change_reader_next (reader, &change, &fault, &error));
          if (change == NULL && fault == MADO_CHANGE_FAULT_NONE)
            break;
          g_assert_true ((change != NULL) == (fault == MADO_CHANGE_FAULT_NONE));
          n_seen++;
        }
      g_assert_cmpuint (n_seen, >=, 2); /* at most five of six rows were touched, two may join */
      g_assert_cmpuint (n_seen, <=, 12);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/change/kinds", test_kinds);
  g_test_add_func ("/change/encodings", test_encodings);
  g_test_add_func ("/change/bad-rows", test_bad_rows);
  g_test_add_func ("/change/good-days", test_good_days);
  g_test_add_func ("/change/line-breaks", test_line_breaks);
  g_test_add_func ("/change/open-field", test_open_field);
  g_test_add_func ("/change/missing-columns", test_missing_columns);
  g_test_add_func ("/change/ascii-heading", test_ascii_heading);
  g_test_add_func ("/change/quotes", test_quotes);
  g_test_add_func ("/change/long-line", test_long_line);
  g_test_add_func ("/change/headings", test_headings);
  g_test_add_func ("/change/random-damage", test_random_damage);
  return g_test_run ();
}
