/* SPDX-License-Identifier: GPL-3.0-or-later */
/* what is stored comes back: cases with every field, certificates, money, ledger, prints, operators
 */
#include "config.h"

#include "mado-case-fact.h"
#include "mado-certificate-row.h"
#include "mado-desk-sql.h"
#include "mado-ledger.h"
#include "mado-print-job.h"
#include "mado-receipt.h"
#include "mado-txn.h"

#include <glib/gstdio.h>
#include <string.h>

#define NOW 1795654800 /* 2026-11-26 10:00 in Japan */
#define DAY 20261126

typedef struct
{
  char *folder, *path;
  MadoDb *db;
} Store;

static const MadoDbSchema schema
    = { "/jp/madoguchi/sql/desk/migrations", "/jp/madoguchi/sql/desk/queries" };

static void
set_up (Store *store, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  store->folder = g_dir_make_tmp ("mado-store-XXXXXX", &error);
  g_assert_no_error (error);
  store->path = g_build_filename (store->folder, "desk.db", NULL);
  store->db = mado_db_open (store->path, &schema, &error);
  g_assert_no_error (error);
}

static void
tear_down (Store *store, gconstpointer data)
{
  static const char *const files[] = { "", "-wal", "-shm" };

  mado_db_close (store->db);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *file = g_strconcat (store->path, files[i], NULL);

      g_unlink (file);
    }
  g_assert_cmpint (g_rmdir (store->folder), ==, 0);
  g_free (store->path);
  g_free (store->folder);
}

/* A case of which no field has its default. */
static MadoCase *
full_case (void)
{
  const MadoWareki birth = { MADO_ERA_SHOWA, 1980, 2, 29 };
  MadoCase *full = mado_case_new ("issue");
  MadoCaseDocument *document = mado_case_document_new ("A01");

  full->state = g_strdup ("fee");
  full->opened_at = full->entered_at = NOW;
  full->opened_by = g_strdup ("sato");
  full->problem_domain = g_strdup ("mado_ca_error");
  full->problem_code = 3;
  full->applicant = MADO_APPLICANT_STATUTORY;
  full->foreign = full->adult_ward = TRUE;
  full->authority = 2;
  full->authority_issued_on = 20261001;
  full->card_photo = full->card_photo_matches = full->card_checked = TRUE;
  full->card_expires_on = 20310331;
  full->ticket = g_strdup ("12");
  mado_case_set_check (full, "form-signed", TRUE);
  mado_case_set_fact (full, MADO_FACT_KIND, "V3");
  mado_case_set_fact_number (full, MADO_FACT_REVOKED_AT, NOW);
  full->agent = mado_case_agent_new ();
  g_free (full->agent->name);
  full->agent->name = g_strdup ("髙橋　花子");
  full->agent->birth = 19821103;
  mado_case_set_check (full, "fee-taken", TRUE);
  full->card_holder = MADO_HOLDER_READER;
  full->form_holder = MADO_HOLDER_COUNTER;
  full->cash = MADO_CASH_DUE;
  full->card_id = g_strdup ("0000000000005531");
  full->spki_sha256 = g_strdup ("AB");
  full->csr = g_bytes_new ("\0csr", 4);
  full->serial = g_strdup ("41");
  full->form
      = mado_four_items_new ("髙橋　𠮷郎", "タカハシ　ヨシロウ", "東京都", &birth, MADO_SEX_MALE);
  full->register_items
      = mado_four_items_new ("高橋　吉郎", "タカハシ　ヨシロウ", "東京都", &birth, MADO_SEX_MALE);
  full->form->alias = g_strdup ("通称");
  mado_case_set_choice (full->name_choices, 1, "高");
  mado_case_set_choice (full->address_choices, 3, "都 市");
  document->of_agent = document->name_match = document->address_match = TRUE;
  document->photo_match = document->machine_checked = document->copy_taken = TRUE;
  document->valid_to = 20310301;
  document->issued_on = 20260101;
  document->checked_at = NOW;
  document->checked_by = g_strdup ("sato");
  g_ptr_array_add (full->documents, document);
  return full;
}

static MadoCase *
insert_case (Store *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoTxn) txn = mado_txn_begin (store->db, &error);
  MadoCase *fresh = full_case ();

  g_assert_no_error (error);
  g_assert_true (mado_case_insert (fresh, store->db, DAY, &error));
  g_assert_true (mado_txn_commit (txn, &error));
  return fresh;
}

static void
assert_same_items (const MadoFourItems *a, const MadoFourItems *b)
{
  g_assert_cmpstr (a->name, ==, b->name);
  g_assert_cmpstr (a->kana, ==, b->kana);
  g_assert_cmpstr (a->alias, ==, b->alias);
  g_assert_cmpstr (a->address, ==, b->address);
  g_assert_cmpint (a->birth.era, ==, b->birth.era);
  g_assert_cmpint (a->birth.year, ==, b->birth.year);
  g_assert_cmpint (a->birth.month, ==, b->birth.month);
  g_assert_cmpint (a->birth.day, ==, b->birth.day);
  g_assert_cmpint (a->sex, ==, b->sex);
}

static void
assert_same_document (const MadoCaseDocument *a, const MadoCaseDocument *b)
{
  g_assert_cmpstr (a->code, ==, b->code);
  g_assert_cmpint (a->of_agent, ==, b->of_agent);
  g_assert_cmpuint (a->valid_to, ==, b->valid_to);
  g_assert_cmpuint (a->issued_on, ==, b->issued_on);
  g_assert_cmpint (a->name_match, ==, b->name_match);
  g_assert_cmpint (a->address_match, ==, b->address_match);
  g_assert_cmpint (a->photo_match, ==, b->photo_match);
  g_assert_cmpint (a->machine_checked, ==, b->machine_checked);
  g_assert_cmpint (a->copy_taken, ==, b->copy_taken);
  g_assert_cmpint (a->checked_at, ==, b->checked_at);
  g_assert_cmpstr (a->checked_by, ==, b->checked_by);
}

static void
assert_same_case (const MadoCase *a, const MadoCase *b)
{
  g_assert_cmpstr (mado_case_get_fact (b, MADO_FACT_KIND), ==,
                   mado_case_get_fact (a, MADO_FACT_KIND));
  g_assert_cmpint (mado_case_get_fact_number (b, MADO_FACT_REVOKED_AT), ==,
                   mado_case_get_fact_number (a, MADO_FACT_REVOKED_AT));
  g_assert_cmpuint (g_hash_table_size (b->facts), ==, g_hash_table_size (a->facts));
  g_assert_cmpstr (b->agent->name, ==, a->agent->name);
  g_assert_cmpuint (b->agent->birth, ==, a->agent->birth);
  g_assert_cmpstr (a->number, ==, b->number);
  g_assert_cmpstr (a->state, ==, b->state);
  g_assert_cmpint (a->entered_at, ==, b->entered_at);
  g_assert_cmpstr (a->opened_by, ==, b->opened_by);
  g_assert_cmpint (a->ending, ==, b->ending);
  g_assert_cmpint (a->closed_at, ==, b->closed_at);
  g_assert_cmpstr (a->problem_domain, ==, b->problem_domain);
  g_assert_cmpint (a->problem_code, ==, b->problem_code);
  g_assert_cmpint (a->applicant, ==, b->applicant);
  g_assert_cmpint (a->foreign, ==, b->foreign);
  g_assert_cmpint (a->adult_ward, ==, b->adult_ward);
  g_assert_cmpint (a->authority, ==, b->authority);
  g_assert_cmpuint (a->authority_issued_on, ==, b->authority_issued_on);
  g_assert_cmpint (a->card_photo, ==, b->card_photo);
  g_assert_cmpint (a->card_photo_matches, ==, b->card_photo_matches);
  g_assert_cmpint (a->card_checked, ==, b->card_checked);
  g_assert_cmpuint (a->card_expires_on, ==, b->card_expires_on);
  g_assert_cmpstr (a->ticket, ==, b->ticket);
  g_assert_cmpuint (a->checks->len, ==, b->checks->len);
  for (guint i = 0; i < a->checks->len; i++)
    g_assert_true (mado_case_has_check (b, g_ptr_array_index (a->checks, i)));
  g_assert_cmpint (a->card_holder, ==, b->card_holder);
  g_assert_cmpint (a->form_holder, ==, b->form_holder);
  g_assert_cmpint (a->cash, ==, b->cash);
  g_assert_cmpstr (a->card_id, ==, b->card_id);
  g_assert_cmpstr (a->spki_sha256, ==, b->spki_sha256);
  g_assert_true (g_bytes_equal (a->csr, b->csr));
  g_assert_cmpstr (a->serial, ==, b->serial);
  assert_same_items (a->form, b->form);
  assert_same_items (a->register_items, b->register_items);
  g_assert_cmpuint (a->name_choices->len, ==, b->name_choices->len);
  g_assert_cmpuint (a->address_choices->len, ==, b->address_choices->len);
  g_assert_cmpstr (((MadoCaseChoice *) g_ptr_array_index (b->address_choices, 0))->text, ==,
                   "都 市");
  g_assert_cmpuint (a->documents->len, ==, b->documents->len);
  assert_same_document (g_ptr_array_index (a->documents, 0), g_ptr_array_index (b->documents, 0));
}

static void
test_case_round_trip (Store *store, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCase) stored = insert_case (store);
  g_autoptr (MadoCase) copy = mado_case_copy (stored);
  g_autoptr (MadoCase) loaded = mado_case_load (store->db, stored->case_id, &error);
  g_autoptr (MadoCase) by_number = mado_case_load_by_number (store->db, "20261126-001", &error);

  g_assert_no_error (error);
  assert_same_case (stored, copy);
  assert_same_case (stored, loaded);
  assert_same_case (stored, by_number);
}

/* A choice or a paper that was taken back is gone after loading, too. */
static void
test_case_update (Store *store, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCase) stored = insert_case (store);
  g_autoptr (MadoCase) loaded = NULL;

  mado_case_set_choice (stored->name_choices, 1, NULL);
  g_ptr_array_set_size (stored->documents, 0);
  mado_case_set_check (stored, "fee-taken", FALSE);
  mado_case_set_fact (stored, MADO_FACT_KIND, NULL);
  mado_case_set_fact_number (stored, MADO_FACT_TRIES, 0);
  stored->ending = MADO_ENDING_WITHDRAWN;
  stored->closed_at = NOW + 1;
  g_assert_true (mado_case_update (stored, store->db, &error));
  loaded = mado_case_load (store->db, stored->case_id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (loaded->name_choices->len, ==, 0);
  g_assert_cmpuint (loaded->documents->len, ==, 0);
  g_assert_false (mado_case_has_check (loaded, "fee-taken"));
  g_assert_null (mado_case_get_fact (loaded, MADO_FACT_KIND));
  g_assert_cmpstr (mado_case_get_fact (loaded, MADO_FACT_TRIES), ==, "0");
  g_assert_false (mado_case_has_fact (loaded, MADO_FACT_TRIES));
  g_assert_true (mado_case_has_fact (loaded, MADO_FACT_REVOKED_AT));
  g_assert_cmpint (loaded->ending, ==, MADO_ENDING_WITHDRAWN);
  g_assert_cmpint (loaded->closed_at, ==, NOW + 1);
}

static void
test_money (Store *store, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint n_receipts, yen;
  MadoReceipt receipt;

  for (gint64 i = 1; i <= 5; i++)
    {
      g_autoptr (MadoCase) one = insert_case (store);

      g_assert_true (
          mado_receipt_take (store->db, one->case_id, 500, NOW, "sato", &receipt, &error));
      g_assert_cmpint (receipt.number, ==, i);
      /* twice is refused, and takes no number */
      g_assert_false (mado_receipt_take (store->db, one->case_id, 500, NOW, "sato", NULL, &error));
      g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_CONSTRAINT);
      g_clear_error (&error);
      g_assert_true (mado_receipt_load (store->db, one->case_id, &receipt, &error));
      g_assert_cmpint (receipt.number, ==, i);
    }
  g_assert_true (mado_receipt_total (store->db, 0, &n_receipts, &yen, &error));
  g_assert_cmpuint (n_receipts, ==, 5);
  g_assert_cmpuint (yen, ==, 2500);
}

/* R13: a transaction that is lost leaves no gap. */
static void
test_money_without_gap (Store *store, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 expected = 0;

  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (MadoCase) one = insert_case (store);
      g_autoptr (MadoTxn) txn = mado_txn_begin (store->db, &error);
      MadoReceipt receipt;

      g_assert_true (
          mado_receipt_take (store->db, one->case_id, 500, NOW, "sato", &receipt, &error));
      g_assert_cmpint (receipt.number, ==, expected + 1);
      if (g_test_rand_bit ())
        continue; /* rolled back */
      g_assert_true (mado_txn_commit (txn, &error));
      expected++;
    }
}

static void
save_certificate (Store *store, const MadoCase *of, const char *serial)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) der = g_bytes_new ("\x30\x00", 2);
  MadoCertificateRow row = { .serial = (char *) (guintptr) serial,
                             .case_id = of->case_id,
                             .der = der,
                             .spki_sha256 = of->spki_sha256,
                             .state = MADO_CERTIFICATE_CONFIRMED,
                             .not_before = NOW,
                             .not_after = NOW + 100,
                             .changed_at = NOW };

  g_assert_true (mado_certificate_row_save (&row, store->db, &error));
  g_assert_no_error (error);
}

static void
test_ledger (Store *store, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCase) one = insert_case (store);
  MadoLedgerRow row = { one->case_id, "issue", "41", DAY, 20291125, "P06", 500, "sato" };
  gint64 number;

  save_certificate (store, one, "41");
  g_assert_true (mado_ledger_add (store->db, &row, &number, &error));
  g_assert_cmpint (number, ==, 1);
  g_assert_false (mado_ledger_add (store->db, &row, NULL, &error));
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_true (mado_ledger_find (store->db, one->case_id, &number, &error));
  g_assert_cmpint (number, ==, 1);
}

static void
test_live (Store *store, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCase) one = insert_case (store);
  /* clang-format off */
  const struct { gint64 case_id, at; guint birth; const char *name, *kana; gboolean found; } rows[] = {
    { 0,            NOW,       19800229, "髙橋　𠮷郎", "タカハシ　ヨシロウ", TRUE  },
    { one->case_id, NOW,       19800229, "髙橋　𠮷郎", "タカハシ　ヨシロウ", FALSE }, /* of this very case */
    { 0,            NOW + 101, 19800229, "髙橋　𠮷郎", "タカハシ　ヨシロウ", FALSE }, /* has ended */
    { 0,            NOW,       19800228, "髙橋　𠮷郎", "タカハシ　ヨシロウ", FALSE },
    { 0,            NOW,       19800229, "髙橋　次郎", "タカハシ　ジロウ",   FALSE },
  };
  /* clang-format on */

  save_certificate (store, one, "41");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (MadoPersonKey) key
          = mado_person_key_new (rows[i].birth, rows[i].name, rows[i].kana);
      g_autoptr (MadoMetPeople) met = mado_met_people_new ();

      g_assert_true (mado_certificate_row_meet_live (store->db, rows[i].case_id, key, rows[i].at,
                                                     met, &error));
      g_assert_cmpint (met->same != NULL, ==, rows[i].found);
    }
}

static void
test_print_jobs (Store *store, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCase) one = insert_case (store);
  MadoPrintJob job;

  g_assert_true (mado_print_job_intend (store->db, one->case_id, "receipt", NOW, &job, &error));
  g_assert_cmpuint (job.copy, ==, 1);
  g_assert_true (mado_print_job_set_state (store->db, &job, MADO_PRINT_JOB_FAILED, NOW, &error));
  g_assert_true (mado_print_job_intend (store->db, one->case_id, "receipt", NOW, &job, &error));
  g_assert_cmpuint (job.copy, ==, 1); /* a print that failed was no copy */
  job.job = 77;
  g_assert_true (mado_print_job_set_state (store->db, &job, MADO_PRINT_JOB_DONE, NOW, &error));
  g_assert_true (mado_print_job_load_last (store->db, one->case_id, "receipt", &job, &error));
  g_assert_cmpint (job.job, ==, 77);
  g_assert_cmpint (job.state, ==, MADO_PRINT_JOB_DONE);
  g_assert_true (mado_print_job_intend (store->db, one->case_id, "receipt", NOW, &job, &error));
  g_assert_cmpuint (job.copy, ==, 2);
}

#define ADD(path, func) g_test_add ("/store/" path, Store, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mado_desk_sql_register_resource ();
  ADD ("case/round-trip", test_case_round_trip);
  ADD ("case/update", test_case_update);
  ADD ("receipt/once", test_money);
  ADD ("receipt/without-gap", test_money_without_gap);
  ADD ("ledger/once", test_ledger);
  ADD ("certificate/live", test_live);
  ADD ("print-job/copies", test_print_jobs);
  return g_test_run ();
}
