/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What desk, CA, card and record say when they are asked */
#include "config.h"

#include "desk-fixture.h"

#include "mado-certificate-row.h"
#include "mado-certificate.h"
#include "mado-desk-private.h"
#include "mado-ledger.h"
#include "mado-query.h"
#include "mado-receipt.h"
#include "mado-sim-card-personalise.h"

#include <string.h>

/* --- the promise --- */

typedef struct
{
  guint n_confirmed, n_receipts;
  gint64 ledger;
  GBytes *der; /* owned */
  char *serial;
} DeskSays;

typedef struct
{
  DeskFixture *fixture;
  DeskSays says;
} Question;

static gboolean
ask_desk_on_worker (gpointer data, GError **error)
{
  Question *question = data;
  MadoDb *db = mado_desk_get_db (question->fixture->desk);
  gint64 case_id = question->fixture->cases_before + 1;
  g_autoptr (GPtrArray) rows = mado_certificate_row_load_of_case (db, case_id, error);
  MadoReceipt receipt;

  g_assert_nonnull (rows);
  for (guint i = 0; i < rows->len; i++)
    {
      const MadoCertificateRow *row = g_ptr_array_index (rows, i);

      if (row->state != MADO_CERTIFICATE_CONFIRMED)
        continue;
      question->says.n_confirmed++;
      question->says.der = g_bytes_ref (row->der);
      question->says.serial = g_strdup (row->serial);
    }
  g_assert_true (mado_receipt_load (db, case_id, &receipt, error));
  question->says.n_receipts = receipt.number != 0;
  g_assert_true (mado_ledger_find (db, case_id, &question->says.ledger, error));
  return TRUE;
}

static DeskSays
ask_desk (DeskFixture *fixture)
{
  Question question = { .fixture = fixture };

  mado_worker_call (mado_desk_get_db_worker (fixture->desk), ask_desk_on_worker, &question, NULL);
  return question.says;
}

/* Serial of the one certificate that is not revoked at the CA, NULL if there is none. */
static char *
ask_authority (DeskFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = mado_authority_list (fixture->authority, &error);
  char *serial = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    {
      const MadoAuthorityEntry *entry = g_ptr_array_index (entries, i);

      if (entry->reason >= 0)
        continue;
      g_assert_null (serial); /* never two */
      g_assert_cmpstr (entry->state, ==, "active");
      serial = g_strdup (entry->serial);
    }
  return serial;
}

static gboolean
training_keys (guint8 kvn, const guint8 *diversification, MadoScp03Keys *keys, gpointer data,
               GError **error)
{
  g_autoptr (MadoSecret) master = mado_sim_training_master (kvn);

  mado_scp03_diversify (master, diversification, keys);
  return TRUE;
}

MadoCardState *
desk_fixture_read_card (DeskFixture *fixture)
{
  const MadoCardOptions options = { .keys = training_keys };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCardSession) session = mado_card_session_open (
      MADO_READER (fixture->reader), &options, MADO_CARD_KEYS_COUNTER, NULL, &error);
  MadoCardState *state;

  g_assert_no_error (error);
  state = mado_card_session_read_state (session, &error);
  g_assert_no_error (error);
  return state;
}

void
desk_fixture_assert_issued (DeskFixture *fixture)
{
  DeskSays says = ask_desk (fixture);
  g_autofree char *serial = ask_authority (fixture);
  g_autoptr (MadoCardState) state = desk_fixture_read_card (fixture);

  g_assert_cmpuint (says.n_confirmed, ==, 1);
  g_assert_cmpuint (says.n_receipts, ==, 1);
  g_assert_cmpint (says.ledger, >=, 1);
  g_assert_cmpint (says.ledger, <=, fixture->cases_before + 1); /* numbered without gap */
  g_assert_cmpstr (serial, ==, says.serial);
  g_assert_cmpint (state->certificate_status, ==, MADO_CARD_CERTIFICATE_PRESENT);
  g_assert_true (g_bytes_equal (state->certificate, says.der));
  g_bytes_unref (says.der);
  g_free (says.serial);
}

char *
desk_fixture_serial_in_force (DeskFixture *fixture)
{
  return ask_authority (fixture);
}

char *
desk_fixture_serial_on_card (DeskFixture *fixture)
{
  g_autoptr (MadoCardState) state = desk_fixture_read_card (fixture);
  g_autoptr (MadoCertificate) certificate
      = state->certificate != NULL ? mado_certificate_new (state->certificate, NULL) : NULL;

  return certificate != NULL ? g_strdup (mado_certificate_get_serial (certificate)) : NULL;
}

typedef struct
{
  DeskFixture *fixture;
  gint64 case_id;
  MadoCertificateState state;
  guint n;
} Count;

static gboolean
count_on_worker (gpointer data, GError **error)
{
  Count *count = data;
  g_autoptr (GPtrArray) rows = mado_certificate_row_load_of_case (
      mado_desk_get_db (count->fixture->desk), count->case_id, error);

  g_assert_nonnull (rows);
  for (guint i = 0; i < rows->len; i++)
    count->n += ((const MadoCertificateRow *) g_ptr_array_index (rows, i))->state == count->state;
  return TRUE;
}

guint
desk_fixture_count_certificates (DeskFixture *fixture, gint64 case_id, MadoCertificateState state)
{
  Count count = { fixture, case_id, state, 0 };

  mado_worker_call (mado_desk_get_db_worker (fixture->desk), count_on_worker, &count, NULL);
  return count.n;
}

void
desk_fixture_assert_no_money (DeskFixture *fixture)
{
  DeskSays says = ask_desk (fixture);

  g_assert_cmpuint (says.n_receipts, ==, 0);
  g_assert_cmpint (says.ledger, ==, 0);
  g_clear_pointer (&says.der, g_bytes_unref);
  g_free (says.serial);
}

void
desk_fixture_assert_nothing (DeskFixture *fixture)
{
  DeskSays says = ask_desk (fixture);
  g_autofree char *serial = ask_authority (fixture);

  g_assert_cmpuint (says.n_confirmed, ==, 0);
  g_assert_cmpuint (says.n_receipts, ==, 0);
  g_assert_cmpint (says.ledger, ==, 0);
  g_assert_null (serial);
}

/* --- the record --- */

typedef struct
{
  DeskFixture *fixture;
  GPtrArray *events; /* owned, of MadoEvent */
  guint n_cases;
} Reading;

static gboolean
read_record_on_worker (gpointer data, GError **error)
{
  Reading *reading = data;
  MadoDb *db = mado_desk_get_db (reading->fixture->desk);
  g_autoptr (MadoQuery) query = mado_query_new (db, "case/count-since", error);
  gboolean has_row;

  reading->events = mado_event_load_after (db, 0, 10000, error);
  g_assert_nonnull (reading->events);
  mado_query_bind_integer (query, "since", 0);
  g_assert_true (mado_query_next (query, &has_row, error));
  reading->n_cases = (guint) mado_query_get_integer (query, "opened");
  return TRUE;
}

static Reading
read_record (DeskFixture *fixture)
{
  Reading reading = { .fixture = fixture };

  mado_worker_call (mado_desk_get_db_worker (fixture->desk), read_record_on_worker, &reading, NULL);
  return reading;
}

guint
desk_fixture_count_cases (DeskFixture *fixture)
{
  Reading reading = read_record (fixture);

  g_ptr_array_unref (reading.events);
  return reading.n_cases;
}

GPtrArray *
desk_fixture_load_events (DeskFixture *fixture)
{
  return read_record (fixture).events;
}

guint
desk_fixture_count_events (DeskFixture *fixture, const char *code, const char *outcome,
                           const char *reason)
{
  Reading reading = read_record (fixture);
  guint n = 0;

  for (guint i = 0; i < reading.events->len; i++)
    {
      const MadoEvent *event = g_ptr_array_index (reading.events, i);

      n += (code == NULL || g_str_equal (event->code, code))
           && (outcome == NULL || g_str_equal (event->outcome, outcome))
           && (reason == NULL || g_strcmp0 (event->reason, reason) == 0);
    }
  g_ptr_array_unref (reading.events);
  return n;
}

/* Name, kana, address, birth and password of the scenario, and what the certificate makes of the
 * name. */
static const char *const personal[]
    = { "髙橋",   "𠮷郎", "高橋",     "吉郎",       "タカハシ", "ヨシロウ", "窓口市",
        "一丁目", "S55",  "19800217", "1980-02-17", "02-17",    "MADO2026" };

static void
assert_impersonal (const MadoEvent *event)
{
  const char *const texts[]
      = { event->actor, event->role,    event->second_actor, event->case_number, event->card_id,
          event->code,  event->outcome, event->reason,       event->detail };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    for (gsize j = 0; texts[i] != NULL && j < G_N_ELEMENTS (personal); j++)
      g_assert_null (strstr (texts[i], personal[j]));
}

void
desk_fixture_assert_record (DeskFixture *fixture)
{
  Reading reading = read_record (fixture);

  g_assert_cmpuint (reading.events->len, >, 0);
  for (guint i = 0; i < reading.events->len; i++)
    {
      const MadoEvent *event = g_ptr_array_index (reading.events, i);

      g_assert_cmpint (event->sequence, ==, (gint64) i + 1);
      assert_impersonal (event);
    }
  g_ptr_array_unref (reading.events);
}
