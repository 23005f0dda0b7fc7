/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The promise of revocation and report: the certificate of the first issue is revoked at the CA,
 * once, with the reason of its ground; the desk's row, the case and the slip have the CA's own time
 * and reason; one slip was handed out; no money was taken; nothing else of the card changed, and
 * the certificate is gone from it when that was wanted. */
#include "config.h"

#include "walk-promises.h"

#include "mado-case-fact.h"
#include "mado-certificate-row.h"
#include "mado-desk-private.h"
#include "mado-print-job.h"

#define OF_ISSUE 1 /* case ids */
#define OF_REVOCATION 2

typedef struct
{
  DeskFixture *fixture;
  MadoCertificateRow *row; /* owned */
  MadoCase *work;          /* owned */
  MadoPrintJob slip;
} Records;

static gboolean
read_on_worker (gpointer data, GError **error)
{
  Records *records = data;
  MadoDb *db = mado_desk_get_db (records->fixture->desk);
  g_autoptr (GPtrArray) rows = mado_certificate_row_load_of_case (db, OF_ISSUE, error);
  g_autoptr (GPtrArray) none = mado_certificate_row_load_of_case (db, OF_REVOCATION, error);

  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpuint (none->len, ==, 0);
  records->row = mado_certificate_row_load (
      db, ((const MadoCertificateRow *) g_ptr_array_index (rows, 0))->serial, error);
  records->work = mado_case_load (db, OF_REVOCATION, error);
  return mado_print_job_load_last (db, OF_REVOCATION, "revocation-slip", &records->slip, error);
}

static Records
read_records (DeskFixture *fixture)
{
  Records records = { .fixture = fixture };

  g_assert_true (
      mado_worker_call (mado_desk_get_db_worker (fixture->desk), read_on_worker, &records, NULL));
  return records;
}

static void
records_clear (Records *records)
{
  mado_certificate_row_free (records->row);
  mado_case_free (records->work);
}

static void
assert_at_authority (DeskFixture *fixture, const char *serial, int reason)
{
  g_autoptr (GPtrArray) entries = mado_authority_list (fixture->authority, NULL);
  const MadoAuthorityEntry *entry;

  g_assert_cmpuint (entries->len, ==, 1);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (entry->serial, ==, serial);
  g_assert_cmpint (entry->reason, ==, reason);
}

static void
assert_revoked (const Records *records, int reason)
{
  const MadoCase *work = records->work;

  assert_at_authority (records->fixture, records->row->serial, reason);
  g_assert_cmpint (records->row->state, ==, MADO_CERTIFICATE_REVOKED);
  g_assert_cmpint (records->row->revocation_reason, ==, reason);
  g_assert_cmpint (records->row->revoked_at, >, 0);
  g_assert_cmpint (mado_case_get_fact_number (work, MADO_FACT_REVOKED_AT), ==,
                   records->row->revoked_at);
  g_assert_cmpint (mado_case_get_fact_number (work, MADO_FACT_REVOKED_REASON), ==, reason);
  g_assert_cmpstr (mado_case_get_fact (work, MADO_FACT_OLD_SERIAL), ==, records->row->serial);
}

static void
assert_done (DeskFixture *fixture, int reason, gboolean *card_kept)
{
  Records records = read_records (fixture);

  assert_revoked (&records, reason);
  g_assert_cmpint (records.work->ending, ==, MADO_ENDING_DONE);
  g_assert_cmpint (records.slip.state, ==, MADO_PRINT_JOB_DONE);
  g_assert_cmpint (records.work->cash, ==, MADO_CASH_NOT_DUE);
  *card_kept = mado_case_has_fact (records.work, MADO_FACT_CARD_BROUGHT);
  records_clear (&records);
  desk_fixture_assert_no_money (fixture);
  g_assert_cmpuint (desk_fixture_count_events (fixture, "revoke.done", "end", NULL), ==, 1);
}

/* A card that would not be read was given up in "card-trouble": then nothing is erased. */
static void
assert_card (DeskFixture *fixture, gboolean erased)
{
  g_autoptr (MadoCardState) state = desk_fixture_read_card (fixture);

  g_assert_cmpint (state->certificate_status, ==,
                   erased ? MADO_CARD_CERTIFICATE_ABSENT : MADO_CARD_CERTIFICATE_PRESENT);
}

void
walk_revoke_promise (DeskFixture *fixture)
{
  gboolean card_kept;

  assert_done (fixture, 5, &card_kept); /* V1: cessationOfOperation, domain.md 9 no. 23 */
  assert_card (fixture, card_kept);
}

void
walk_report_promise (DeskFixture *fixture)
{
  gboolean card_kept;

  assert_done (fixture, 1, &card_kept); /* V3: keyCompromise */
  g_assert_false (card_kept);
  assert_card (fixture, FALSE);
}

/* The card is not needed: who goes away with it has the certificate revoked all the same, or has
 * withdrawn before and keeps it. */
void
walk_revoke_left (DeskFixture *fixture, MadoRun *run)
{
  Records records = read_records (fixture);

  if (mado_run_get_state (run)->ending == MADO_ENDING_DONE)
    assert_revoked (&records, 5);
  else
    {
      g_assert_cmpint (mado_run_get_state (run)->ending, ==, MADO_ENDING_WITHDRAWN);
      g_assert_cmpint (records.row->state, ==, MADO_CERTIFICATE_CONFIRMED);
      assert_at_authority (fixture, records.row->serial, -1);
    }
  records_clear (&records);
}
