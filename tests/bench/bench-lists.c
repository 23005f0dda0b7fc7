/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-lists fill|lists|expire|import FOLDER [ROWS]: what 100,000 cases and 20,000 letters cost
 *
 * fill    makes FOLDER/desk.db
 * lists   prints "name ms" for each way to open a list or to search: the worst of five
 * expire  prints "expire seconds": 20,000 letters that are overdue, one transaction
 * import  writes FOLDER/changes.csv of ROWS rows, reads it in; prints "rows N", "seconds S" and
 *         "peak KiB", the most memory that this process had */
#include "config.h"

#include "mado-case.h"
#include "mado-certificate-row.h"
#include "mado-change-order.h"
#include "mado-change-reader.h"
#include "mado-clock.h"
#include "mado-desk-sql.h"
#include "mado-event.h"
#include "mado-inquiry-word.h"
#include "mado-list.h"
#include "mado-register-change.h"
#include "mado-txn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define N_CASES 100000
#define N_LETTERS 20000
#define CASES_A_DAY 200
#define AT_ONCE 5000 /* rows a transaction while filling */
#define ROUNDS 5
#define NOW 1795654800 /* 2026-11-26 10:00 in Japan */
#define DAY_S (24 * 60 * 60)

static const MadoDbSchema desk_schema
    = { "/jp/madoguchi/sql/desk/migrations", "/jp/madoguchi/sql/desk/queries" };

static const char *const kanji[]
    = { "山", "田", "中", "川", "村", "木", "林", "野", "本", "井", "藤",
        "佐", "伊", "渡", "小", "高", "松", "石", "橋", "原", "上", "大",
        "西", "東", "北", "岡", "島", "清", "水", "森", "髙", "谷" };
static const char *const readings[]
    = { "ヤマ", "ダ",     "ナカ", "カワ", "ムラ", "キ",   "ハヤシ", "ノ",   "モト", "イ",   "フジ",
        "サ",   "イト",   "ワタ", "コ",   "タカ", "マツ", "イシ",   "ハシ", "ハラ", "ウエ", "オオ",
        "ニシ", "ヒガシ", "キタ", "オカ", "シマ", "キヨ", "ミズ",   "モリ", "タカ", "タニ" };
#define N_KANJI G_N_ELEMENTS (kanji)

static void
check (gboolean held, GError *error)
{
  if (held)
    return;
  fprintf (stderr, "bench-lists: %s\n", error != NULL ? error->message : "failed");
  exit (1);
}

static MadoDb *
open_db (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "desk.db", NULL);
  GError *error = NULL;
  MadoDb *db;

  mado_desk_sql_register_resource ();
  db = mado_db_open (path, &desk_schema, &error);
  check (db != NULL, error);
  return db;
}

/* The person of number @i: name and reading from the same characters, births over 25,000 days. */
static void
name_of (guint i, char **name, char **kana, MadoWareki *birth)
{
  guint a = i % N_KANJI, b = i / N_KANJI % N_KANJI, c = i * 7 % N_KANJI, d = i * 13 / 5 % N_KANJI;

  *name = g_strconcat (kanji[a], kanji[b], "　", kanji[c], kanji[d], NULL);
  *kana = g_strconcat (readings[a], readings[b], "　", readings[c], readings[d], NULL);
  *birth = (MadoWareki){ MADO_ERA_SHOWA, (guint16) (1930 + i % 58), (guint8) (1 + i / 58 % 12),
                         (guint8) (1 + i / 700 % 28) };
}

static MadoFourItems *
person_of (guint i)
{
  g_autofree char *name = NULL;
  g_autofree char *kana = NULL;
  MadoWareki birth;

  name_of (i, &name, &kana, &birth);
  return mado_four_items_new (name, kana, "東京都窓口市本町１－２－３", &birth, MADO_SEX_MALE);
}

/* --- fill --- */

static guint
pack_day (const GDate *day)
{
  return g_date_get_year (day) * 10000u + (guint) g_date_get_month (day) * 100u
         + g_date_get_day (day);
}

static void
add_certificate (MadoDb *db, const MadoCase *of, guint i)
{
  g_autofree char *serial = g_strdup_printf ("%08X%08X", i * 2654435761u, i);
  g_autoptr (GBytes) der = g_bytes_new_take (g_malloc0 (1200), 1200);
  MadoCertificateRow row = { .serial = serial,
                             .case_id = of->case_id,
                             .der = der,
                             .spki_sha256 = serial,
                             .state = MADO_CERTIFICATE_CONFIRMED,
                             .not_before = of->opened_at,
                             .not_after = of->opened_at + (gint64) 3 * 365 * DAY_S,
                             .changed_at = of->opened_at };
  GError *error = NULL;

  check (mado_certificate_row_save (&row, db, &error), error);
}

static void
add_case (MadoDb *db, guint i)
{
  gint64 at = NOW - (gint64) ((N_CASES - i) / CASES_A_DAY) * DAY_S;
  g_autoptr (GDate) date = mado_clock_date_of (at);
  g_autoptr (MadoCase) fresh = mado_case_new ("issue");
  GError *error = NULL;

  fresh->state = g_strdup ("done");
  fresh->opened_at = fresh->entered_at = fresh->closed_at = at;
  fresh->ending = MADO_ENDING_DONE;
  fresh->opened_by = g_strdup ("sato");
  fresh->form = person_of (i);
  fresh->register_items = person_of (i);
  fresh->csr = g_bytes_new_take (g_malloc0 (700), 700);
  fresh->serial = g_strdup_printf ("%08X%08X", i * 2654435761u, i);
  check (mado_case_insert (fresh, db, pack_day (date), &error), error);
  add_certificate (db, fresh, i);
}

static void
add_letter (MadoDb *db, guint i)
{
  /* A person a letter: another birth date every time the names repeat. */
  g_autoptr (MadoInquiry) letter
      = mado_inquiry_new ((MadoLetterPurpose) (i % MADO_N_LETTER_PURPOSES), MADO_LETTER_NO_PHOTO_ID,
                          person_of (i), NULL);
  MadoInquirySaid print = { .word = MADO_LETTER_PRINT, .now = NOW, .today = 20261126 };
  MadoInquirySaid mail = { .word = MADO_LETTER_MAIL,
                           .now = NOW,
                           .today = 20261126,
                           .mail_class = MADO_LETTER_MAIL_NO_FORWARD,
                           .due_on = 20261226 };
  GError *error = NULL;

  check (mado_inquiry_insert (letter, db, 2026, NOW, "sato", &error), error);
  check (mado_inquiry_say (letter, db, &print, &error), error);
  check (mado_inquiry_say (letter, db, &mail, &error), error);
}

static void
fill (MadoDb *db, guint n, void (*add) (MadoDb *db, guint i))
{
  for (guint from = 0; from < n; from += AT_ONCE)
    {
      GError *error = NULL;
      g_autoptr (MadoTxn) txn = mado_txn_begin (db, &error);

      check (txn != NULL, error);
      for (guint i = from; i < MIN (from + AT_ONCE, n); i++)
        add (db, i);
      check (mado_txn_commit (txn, &error), error);
    }
}

/* --- lists --- */

/* clang-format off */
static const struct { const char *name; MadoListKind kind; const char *text; gboolean from_the_end; } lists[] = {
  { "all-cases",         MADO_LIST_CASES,          NULL,           FALSE },
  { "all-cases-end",     MADO_LIST_CASES,          NULL,           TRUE  },
  { "day",               MADO_LIST_CASES,          "day",          FALSE },
  { "name",              MADO_LIST_CASE_SEARCH,    "山田",         FALSE },
  { "name-one",          MADO_LIST_CASE_SEARCH,    "山",           FALSE },
  { "name-one-end",      MADO_LIST_CASE_SEARCH,    "山",           TRUE  },
  { "name-two-words",    MADO_LIST_CASE_SEARCH,    "山田 本",      FALSE },
  { "kana",              MADO_LIST_CASE_SEARCH,    "ヤマダ",       FALSE },
  { "kana-one",          MADO_LIST_CASE_SEARCH,    "ヤ",           FALSE },
  { "birth",             MADO_LIST_CASE_SEARCH,    "ヤマ S55.2.17", FALSE },
  { "number",            MADO_LIST_CASE_SEARCH,    "20261120-037", FALSE },
  { "number-year",       MADO_LIST_CASE_SEARCH,    "2026",         FALSE },
  { "number-none",       MADO_LIST_CASE_SEARCH,    "99999999",     FALSE },
  { "person",            MADO_LIST_OF_PERSON,      NULL,           FALSE },
  { "expiring",          MADO_LIST_EXPIRING,       NULL,           FALSE },
  { "inquiries",         MADO_LIST_INQUIRIES,      NULL,           FALSE },
  { "inquiries-end",     MADO_LIST_INQUIRIES,      NULL,           TRUE  },
  { "inquiry-name",      MADO_LIST_INQUIRY_SEARCH, "山田",         FALSE },
  { "inquiry-number",    MADO_LIST_INQUIRY_SEARCH, "2026-00037",   FALSE },
};
/* clang-format on */

static MadoListKey *
key_of (gsize i)
{
  MadoListKey *key = mado_list_key_new (lists[i].kind);
  MadoWareki birth;

  if (lists[i].kind == MADO_LIST_EXPIRING)
    {
      mado_list_key_set_month (key, 2028, 6);
      key->unnoticed = TRUE;
    }
  else if (lists[i].kind == MADO_LIST_OF_PERSON)
    {
      g_autofree char *name = NULL;

      name_of (4711, &name, &key->kana, &birth);
      key->birth = birth.year * 10000u + birth.month * 100u + birth.day;
    }
  else if (lists[i].kind == MADO_LIST_CASES && lists[i].text != NULL)
    mado_list_key_set_day (key, 20261120);
  else
    key->text = g_strdup (lists[i].text);
  return key;
}

/* Microseconds until the list can be shown: count and one page. */
static gint64
open_list (MadoDb *db, const MadoListKey *key, gboolean from_the_end, guint *n_rows)
{
  gint64 began = g_get_monotonic_time ();
  g_autoptr (GPtrArray) page = NULL;
  GError *error = NULL;
  guint offset;

  check (mado_list_count (db, key, n_rows, &error), error);
  offset = from_the_end && *n_rows > 0 ? (*n_rows - 1) / MADO_LIST_PAGE * MADO_LIST_PAGE : 0;
  page = mado_list_read (db, key, offset, &error);
  check (page != NULL && (page->len > 0) == (*n_rows > 0), error);
  return g_get_monotonic_time () - began;
}

static void
measure_lists (MadoDb *db)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (MadoListKey) key = key_of (i);
      gint64 worst = 0;
      guint n_rows = 0;

      for (guint round = 0; round < ROUNDS; round++)
        worst = MAX (worst, open_list (db, key, lists[i].from_the_end, &n_rows));
      printf ("%s %.2f %u\n", lists[i].name, (double) worst / 1000, n_rows);
    }
}

/* --- the nightly pass --- */

static gboolean
note_expired (const char *number, gpointer data, GError **error)
{
  g_autoptr (MadoEvent) event = mado_event_new ("inquiry.expire", "ok");

  event->at = NOW;
  event->workstation = g_strdup ("kunren-1");
  event->session = g_strdup ("46aa87da-5f32-40cd-9812-23f236880b23");
  event->actor = g_strdup ("-");
  event->role = g_strdup ("-");
  event->detail = g_strdup_printf ("{\"inquiry\":\"%s\"}", number);
  event->version = g_strdup (PACKAGE_VERSION);
  return mado_event_append (event, data, error);
}

static void
measure_expire (MadoDb *db)
{
  gint64 began = g_get_monotonic_time ();
  GError *error = NULL;
  g_autoptr (MadoTxn) txn = mado_txn_begin (db, &error);
  guint n_expired;

  check (txn != NULL, error);
  check (mado_inquiry_expire_all (db, 20270101, NOW, note_expired, db, &n_expired, &error), error);
  check (mado_txn_commit (txn, &error) && n_expired == N_LETTERS, error);
  printf ("expire %.3f\n", (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC);
}

/* --- import --- */

static char *
write_changes (const char *folder, guint n_rows)
{
  char *path = g_build_filename (folder, "changes.csv", NULL);
  FILE *file = fopen (path, "w");

  check (file != NULL, NULL);
  fputs ("異動事由,異動日,氏名,フリガナ,生年月日,新住所\n", file);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *name = NULL;
      g_autofree char *kana = NULL;
      MadoWareki birth;

      /* One row in ten is of somebody whom the desk knows, one in a hundred is bad. */
      name_of (i % 10 == 0 ? i : i + 7 * N_CASES, &name, &kana, &birth);
      fprintf (file, "%s,2026-11-%02u,%s,%s,%04u-%02u-%02u,東京都窓口市本町%u\n",
               i % 100 == 99 ? "結婚" : "転居", 1 + i % 25, name, kana, birth.year, birth.month,
               birth.day, i);
    }
  fclose (file);
  return path;
}

static guint
import_some (MadoDb *db, MadoChangeReader *reader, MadoChangeFile *file)
{
  static const MadoChangeVerdict verdict = { .ends = TRUE,
                                             .stops = TRUE,
                                             .rule = mado_change_order,
                                             .crl_reason = 3,
                                             .article = "LAW 12; JLAW 30-8(3)" };
  GError *error = NULL;
  g_autoptr (MadoTxn) txn = mado_txn_begin (db, &error);
  guint n_rows = 0;

  for (check (txn != NULL, error); n_rows < 500; n_rows++)
    {
      g_autoptr (MadoChange) change = NULL;
      MadoChangeFault fault;
      MadoChangeMet met;

      check (mado_change_reader_next (reader, &change, &fault, &error), error);
      if (change == NULL && fault == MADO_CHANGE_FAULT_NONE)
        break;
      if (change == NULL)
        file->n_bad++;
      else
        check (mado_register_change_add (db, file, change, &verdict, NOW, "sato", &met, &error),
               error);
    }
  check (mado_change_file_save (file, db, "running", &error), error);
  check (mado_txn_commit (txn, &error), error);
  return n_rows;
}

static void
measure_import (MadoDb *db, const char *folder, guint n_rows)
{
  g_autofree char *path = write_changes (folder, n_rows);
  g_autoptr (GFile) source = g_file_new_for_path (path);
  gint64 began = g_get_monotonic_time ();
  GError *error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (source, NULL, &error);
  g_autoptr (MadoChangeReader) reader = NULL;
  MadoChangeFile file;
  struct rusage usage;
  guint n_read = 0, n_some;

  check (stream != NULL, error);
  reader = mado_change_reader_new (G_INPUT_STREAM (stream), 20270101);
  check (mado_change_file_begin (&file, db, path, NOW, "sato", &error), error);
  while ((n_some = import_some (db, reader, &file)) > 0)
    n_read += n_some;
  getrusage (RUSAGE_SELF, &usage);
  printf ("rows %u\nbad %u\nseconds %.2f\npeak %ld\n", n_read, file.n_bad,
          (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC, usage.ru_maxrss);
}

int
main (int argc, char **argv)
{
  g_autoptr (MadoDb) db = NULL;

  if (argc < 3)
    check (FALSE, NULL);
  db = open_db (argv[2]);
  if (g_str_equal (argv[1], "fill"))
    {
      fill (db, N_CASES, add_case);
      fill (db, N_LETTERS, add_letter);
    }
  else if (g_str_equal (argv[1], "lists"))
    measure_lists (db);
  else if (g_str_equal (argv[1], "expire"))
    measure_expire (db);
  else if (g_str_equal (argv[1], "import") && argc == 4)
    measure_import (db, argv[2], (guint) strtoul (argv[3], NULL, 10));
  else
    check (FALSE, NULL);
  return 0;
}
