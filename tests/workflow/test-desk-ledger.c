/* SPDX-License-Identifier: GPL-3.0-or-later */
/* the printed ledger: every row of the period and none beside it, on as many sheets as it takes */
#include "config.h"

#include "service-fixture.h"

#include "desk-template.h"
#include "mado-desk-ledger.h"
#include "mado-desk-private.h"
#include "mado-ledger.h"
#include "mado-print-record.h"
#include "mado-txn.h"

#include <string.h>

#define FEE 1500 /* of a profile of its own: four digits show the separator */
#define TODAY 20261126
#define YESTERDAY 20261125
#define LAST_MONTH 20261031
#define ROWS_PER_SHEET 18 /* data/forms/ledger.svg */
#define YEAR_S (365 * 24 * 60 * 60)

typedef struct
{
  MadoDesk *desk;
  MadoLedgerRow row;
  gboolean waived;
} Entry;

static gboolean
add_on_worker (gpointer data, GError **error)
{
  Entry *entry = data;
  MadoDb *db = mado_desk_get_db (entry->desk);
  g_autoptr (MadoTxn) txn = mado_txn_begin (db, error);
  g_autoptr (MadoCase) work = mado_case_load (db, entry->row.case_id, error);

  if (work == NULL)
    return FALSE;
  work->cash = entry->waived ? MADO_CASH_WAIVED : MADO_CASH_TAKEN;
  if (!mado_case_update (work, db, error) || !mado_ledger_add (db, &entry->row, NULL, error))
    return FALSE;
  return mado_txn_commit (txn, error);
}

/* Serials tell the rows apart on paper: 0E000001, 0E000002 … */
static void
add_rows_of (Service *self, const char *name, guint n, const char *procedure, guint day,
             gboolean waived)
{
  static guint serial;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("0E%06X", ++serial);
      gint64 case_id = service_add_cases (self, 1, procedure, name, SERVICE_KANA, SERVICE_BIRTH);
      Entry entry = { .desk = self->fixture.desk,
                      .row = { .case_id = case_id,
                               .procedure = procedure,
                               .serial = text,
                               .delivered_on = day,
                               .valid_to = 20291125,
                               .identified_by = "B01 B07",
                               .amount_yen = waived ? 0 : FEE,
                               .operator_id = DESK_TEMPLATE_OPERATOR },
                      .waived = waived };
      g_autoptr (GError) error = NULL;

      service_add_certificate (self, case_id, text, DESK_TEMPLATE_NOW + 3 * YEAR_S);
      mado_worker_call (mado_desk_get_db_worker (self->fixture.desk), add_on_worker, &entry,
                        &error);
      g_assert_no_error (error);
    }
}

static void
add_rows (Service *self, guint n, const char *procedure, guint day, gboolean waived)
{
  add_rows_of (self, SERVICE_NAME, n, procedure, day, waived);
}

static char *
read_print (Service *self)
{
  g_autofree char *path = g_build_filename (self->folder, "prints", NULL);
  const char *argv[]
      = { "sh", "-c", "for page in \"$0\"/*.pdf; do pdftotext -raw \"$page\" - || exit 1; done",
          path, NULL };
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_spawn_sync (NULL, (char **) (guintptr) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL,
                NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* Returns: (transfer full): all text of the print; sheets end with a form feed. */
static char *
print (Service *self, guint from, guint to)
{
  g_autoptr (MadoPrintBatch) batch = mado_desk_print_ledger (self->fixture.desk, from, to);

  mado_print_batch_start (batch);
  while (mado_print_batch_is_running (batch))
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (mado_print_batch_get_error (batch, 0));
  g_assert_cmpint (mado_print_batch_get_letter (batch, 0), ==, MADO_BATCH_PRINTED);
  return read_print (self);
}

static guint
count (const char *text, const char *what)
{
  guint n = 0;

  for (const char *at = strstr (text, what); at != NULL; at = strstr (at + strlen (what), what))
    n++;
  return n;
}

static void
expect (const char *text, const char *what)
{
  if (strstr (text, what) == NULL)
    g_error ("\"%s\" is not on the sheet:\n%s", what, text);
}

/* clang-format off */
static const struct { const char *name; guint rows, sheets; const char *count, *total; } sizes[] = {
  { "none",            0,                      1, "0 件",  "0円"      },
  { "one",             1,                      1, "1 件",  "1,500円"  },
  { "a-full-sheet",    ROWS_PER_SHEET,         1, "18 件", "27,000円"  },
  { "one-more",        ROWS_PER_SHEET + 1,     2, "19 件", "28,500円"  },
  { "two-full-sheets", 2 * ROWS_PER_SHEET,     2, "36 件", "54,000円" },
  { "three-sheets",    2 * ROWS_PER_SHEET + 4, 3, "40 件", "60,000円" },
};
/* clang-format on */

/* Other days stand before and behind in the ledger. */
static void
test_size (Service *self, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *text = NULL;

  add_rows (self, 2, "issue", YESTERDAY, FALSE);
  add_rows (self, sizes[i].rows, "issue", TODAY, FALSE);
  add_rows (self, 1, "issue", TODAY + 1, FALSE);
  text = print (self, TODAY, TODAY);
  g_assert_cmpuint (count (text, "\f"), ==, sizes[i].sheets);
  g_assert_cmpuint (count (text, "0E0000"), ==, sizes[i].rows);
  g_assert_cmpuint (count (text, "この期間の交付はありません。"), ==, sizes[i].rows == 0);
  expect (text, sizes[i].count);
  expect (text, sizes[i].total);
  expect (text, "令和8年11月26日");
  g_assert_null (strstr (text, "令和8年11月26日から"));
}

/* A month: kinds of issue, the waived fee, how the person was identified, who handed it over. */
static void
test_month (Service *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  add_rows (self, 1, "issue", LAST_MONTH, FALSE);
  add_rows (self, 1, "renew", 20261101, FALSE);
  add_rows (self, 1, "reissue", 20261130, TRUE);
  text = print (self, 20261101, 20261130);
  expect (text, "令和8年11月1日から令和8年11月30日まで");
  expect (text, "2 件");
  expect (text, "1,500円");
  expect (text, "更新");
  expect (text, "失効して新規");
  expect (text, "免除");
  expect (text, "B01＋B07");
  service_assert_print_recorded (self, "ledger", "\"from\":20261101,\"to\":20261130,\"rows\":2");
  service_assert_not_recorded (self, (const char *const[]){ SERVICE_NAME, SERVICE_KANA, NULL });
  expect (text, "髙橋"); /* pdftotext has another blank between the names */
  g_assert_null (strstr (text, "令和8年10月31日"));
}

/* A month is not left unprinted for one name: what no face has is put in by hand. */
static void
test_unprintable (Service *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  add_rows_of (self, "陈　一郎", 1, "issue", TODAY, FALSE);
  text = print (self, TODAY, TODAY);
  expect (text, "〓");
  service_assert_print_recorded (self, "ledger",
                                 "\"from\":20261126,\"to\":20261126,\"rows\":1,\"by_hand\":1}");
}

/* Each in a run of its own; what was its last word when the program was killed. */
static const struct
{
  MadoFormKind form;
  const char *detail;
} killed[] = {
  { MADO_FORM_LEDGER, "\"from\":20261126,\"to\":20261126" },
  { MADO_FORM_LAPSE_LIST, "\"rows\":3" },
};

static void
assert_unsure (Service *self, guint n)
{
  g_autoptr (GPtrArray) events = desk_fixture_load_events (&self->fixture);
  guint n_found = 0;

  for (guint i = 0; i < events->len; i++)
    {
      const MadoEvent *event = g_ptr_array_index (events, i);
      g_autofree char *detail = NULL;

      if (!g_str_equal (event->code, "print.unsure"))
        continue;
      g_assert_cmpuint (n_found, <, n);
      detail = g_strdup_printf ("{\"form\":\"%s\",%s}",
                                mado_form_list_get (killed[n_found].form)->name,
                                killed[n_found].detail);
      g_assert_cmpstr (event->outcome, ==, "unsure");
      g_assert_cmpstr (event->reason, ==, "program-ended");
      g_assert_cmpstr (event->detail, ==, detail);
      n_found++;
    }
  g_assert_cmpuint (n_found, ==, n);
}

/* A list that was sent when the program was killed is told as unsure by the next run, once. */
static void
test_killed (Service *self, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (killed); i++)
    {
      g_autoptr (MadoPrintRecord) record
          = mado_print_record_new (self->fixture.desk, killed[i].form);
      g_autoptr (GError) error = NULL;

      mado_print_record_intend (record, NULL, killed[i].detail, &error);
      g_assert_no_error (error);
      assert_unsure (self, i);
      g_clear_pointer (&record, mado_print_record_free);
      service_restart (self);
      assert_unsure (self, i + 1);
    }
  service_restart (self);
  assert_unsure (self, G_N_ELEMENTS (killed));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  service_begin ();
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = g_strconcat ("/desk/ledger/", sizes[i].name, NULL);

      g_test_add (path, Service, GSIZE_TO_POINTER (i), service_set_up, test_size,
                  service_tear_down);
    }
  g_test_add ("/desk/ledger/unprintable", Service, NULL, service_set_up, test_unprintable,
              service_tear_down);
  g_test_add ("/desk/ledger/killed", Service, NULL, service_set_up, test_killed, service_tear_down);
  g_test_add ("/desk/ledger/month", Service, NULL, service_set_up, test_month, service_tear_down);
  return service_end (g_test_run ());
}
