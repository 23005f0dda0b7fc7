/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "show-office.h"

#include "mado-certificate-row.h"
#include "mado-clock.h"
#include "mado-desk-changes.h"
#include "mado-desk-inquiry.h"
#include "mado-desk-private.h"
#include "mado-txn.h"

#include <glib/gstdio.h>

#define ADDRESS "東京都窓口市本町一丁目５番１２号"
#define DAY_S (24 * 60 * 60)
#define YEARS_3_S (3 * 365 * DAY_S)

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

/* --- certificates that end --- */

/* The persons are invented. */
static const struct
{
  const char *name, *kana;
  MadoWareki birth;
  MadoSex sex;
  const char *serial;
  int days_before; /* the last day of this month */
} holders[] = {
  { "伊藤　さくら",
    "イトウ　サクラ",
    { MADO_ERA_SHOWA, 1948, 4, 3 },
    MADO_SEX_FEMALE,
    "0A11C001",
    3 },
  { "小林　茂", "コバヤシ　シゲル", { MADO_ERA_SHOWA, 1939, 7, 22 }, MADO_SEX_MALE, "0A11C002", 2 },
  { "髙木　健", "タカギ　ケン", { MADO_ERA_SHOWA, 1971, 11, 30 }, MADO_SEX_MALE, "0A11C003", 1 },
  { "渡邉　美咲",
    "ワタナベ　ミサキ",
    { MADO_ERA_SHOWA, 1985, 1, 15 },
    MADO_SEX_FEMALE,
    "0A11C004",
    1 },
  { "山口　直人",
    "ヤマグチ　ナオト",
    { MADO_ERA_HEISEI, 1990, 9, 9 },
    MADO_SEX_MALE,
    "0A11C005",
    0 },
};

static MadoFourItems *
holder_items (gsize i)
{
  return mado_four_items_new (holders[i].name, holders[i].kana, ADDRESS, &holders[i].birth,
                              holders[i].sex);
}

/* 23:59:59 in Japan of the day that many days before the end of this month. */
static gint64
end_of (MadoDesk *desk, int days_before)
{
  g_autoptr (GTimeZone) japan = g_time_zone_new_offset (9 * 60 * 60);
  g_autoptr (GDateTime) now
      = g_date_time_new_from_unix_utc (mado_clock_now (mado_desk_get_clock (desk)));
  g_autoptr (GDateTime) here = g_date_time_to_timezone (now, japan);
  g_autoptr (GDateTime) first = g_date_time_new (japan, g_date_time_get_year (here),
                                                 g_date_time_get_month (here), 1, 0, 0, 0);
  g_autoptr (GDateTime) next = g_date_time_add_months (first, 1);

  return g_date_time_to_unix (next) - 1 - (gint64) days_before * DAY_S;
}

static gboolean
add_holder (MadoDesk *desk, gsize i, GError **error)
{
  MadoDb *db = mado_desk_get_db (desk);
  g_autoptr (MadoCase) work = mado_case_new ("issue");
  g_autoptr (GBytes) der = g_bytes_new_static ("\x30\x00", 2);
  gint64 not_after = end_of (desk, holders[i].days_before);
  MadoCertificateRow row = { .serial = (char *) (guintptr) holders[i].serial,
                             .der = der,
                             .spki_sha256 = (char *) (guintptr) "00",
                             .state = MADO_CERTIFICATE_CONFIRMED,
                             .not_before = not_after - YEARS_3_S,
                             .not_after = not_after,
                             .changed_at = not_after - YEARS_3_S };

  work->state = g_strdup ("done");
  work->ending = MADO_ENDING_DONE;
  work->opened_at = work->entered_at = work->closed_at = row.not_before;
  work->opened_by = g_strdup ("sato");
  work->form = holder_items (i);
  work->register_items = holder_items (i);
  if (!mado_case_insert (work, db, 20231126, error))
    return FALSE;
  row.case_id = work->case_id;
  return mado_certificate_row_save (&row, db, error);
}

static gboolean
add_holders (gpointer data, GError **error)
{
  MadoDesk *desk = data;
  g_autoptr (MadoTxn) txn = mado_txn_begin (mado_desk_get_db (desk), error);

  for (gsize i = 0; txn != NULL && i < G_N_ELEMENTS (holders); i++)
    if (!add_holder (desk, i, error))
      return FALSE;
  return txn != NULL && mado_txn_commit (txn, error);
}

/* --- changes of their holders --- */

static void
import_changes (MadoDesk *desk)
{
  static const char text[]
      = "異動事由,異動日,氏名,フリガナ,生年月日,新住所\n"
        "転居,2026-11-20,伊藤　さくら,イトウ　サクラ,S23.4.3," ADDRESS "\n"
        "死亡,2026-11-21,小林　茂,コバヤシ　シゲル,S14.7.22,\n"
        "転出,2026-11-24,高木　健,タカギ　ケン,S46.11.30,\n"
        "町名変更,2026-11-24,渡邉　美咲,ワタナベ　ミサキ,S60.1.15," ADDRESS "\n";
  g_autofree char *folder = g_dir_make_tmp ("mado-office-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "changes.csv", NULL);
  g_autofree char *report = g_build_filename (folder, "bad.csv", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MadoImport) imported = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  mado_desk_import_changes_async (desk, path, report, NULL, NULL, NULL, ready_cb, &result);
  imported = mado_desk_import_changes_finish (desk, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (imported->n_bad, ==, 0);
  g_remove (path);
  g_remove (report);
  g_rmdir (folder);
}

/* --- letters on their way --- */

static const MadoInquirySaid print = { .word = MADO_LETTER_PRINT };
static const MadoInquirySaid mail = { .word = MADO_LETTER_MAIL,
                                      .mail_class = MADO_LETTER_MAIL_SIMPLE_REGISTERED,
                                      .tracking = "123-45-67890-1" };
static const MadoInquirySaid came_back = { .word = MADO_LETTER_RETURN };

static const struct
{
  const char *procedure, *name, *kana;
  MadoWareki birth;
  const char *agent;              /* NULL: the applicant has no ※1 document */
  const MadoInquirySaid *said[3]; /* until NULL */
} letters[] = {
  { "issue",
    "佐々木　清",
    "ササキ　キヨシ",
    { MADO_ERA_SHOWA, 1942, 2, 11 },
    "佐々木　恵",
    { NULL } },
  { "unlock",
    "松本　和子",
    "マツモト　カズコ",
    { MADO_ERA_SHOWA, 1950, 12, 1 },
    "松本　誠",
    { &print } },
  { "issue",
    "井上　陽子",
    "イノウエ　ヨウコ",
    { MADO_ERA_SHOWA, 1966, 6, 6 },
    NULL,
    { &print, &mail } },
  { "renew",
    "木村　正",
    "キムラ　タダシ",
    { MADO_ERA_SHOWA, 1945, 8, 30 },
    "木村　明美",
    { &print, &mail, &came_back } },
};

static void
say (MadoDesk *desk, gint64 inquiry_id, const MadoInquirySaid *said)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MadoInquiryView) view = NULL;
  g_autoptr (GError) error = NULL;

  mado_desk_say_inquiry_async (desk, inquiry_id, said, 0, NULL, ready_cb, &result);
  view = mado_desk_say_inquiry_finish (desk, wait_for (&result), &error);
  g_assert_no_error (error);
}

static void
add_letter (MadoDesk *desk, gsize i)
{
  MadoLetterRoute route = letters[i].agent != NULL ? MADO_LETTER_BY_PROXY : MADO_LETTER_NO_PHOTO_ID;
  MadoInquiryAgent *agent
      = letters[i].agent != NULL ? mado_inquiry_agent_new (letters[i].agent, ADDRESS, "子") : NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MadoInquiryView) view = NULL;
  g_autoptr (GError) error = NULL;

  mado_desk_receive_inquiry_async (desk, letters[i].procedure, route,
                                   mado_four_items_new (letters[i].name, letters[i].kana, ADDRESS,
                                                        &letters[i].birth, MADO_SEX_MALE),
                                   agent, NULL, ready_cb, &result);
  view = mado_desk_receive_inquiry_finish (desk, wait_for (&result), &error);
  g_assert_no_error (error);
  for (gsize n = 0; n < G_N_ELEMENTS (letters[i].said) && letters[i].said[n] != NULL; n++)
    say (desk, view->inquiry->inquiry_id, letters[i].said[n]);
}

void
show_office_fill (MadoDesk *desk)
{
  g_autoptr (GError) error = NULL;

  mado_worker_call (mado_desk_get_db_worker (desk), add_holders, desk, &error);
  g_assert_no_error (error);
  import_changes (desk);
  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    add_letter (desk, i);
}
