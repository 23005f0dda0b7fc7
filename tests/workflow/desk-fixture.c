/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk-fixture.h"

#include "mado-bytes.h"
#include "mado-ca-cmp.h"
#include "mado-certificate-row.h"
#include "mado-desk-private.h"
#include "mado-desk-sql.h"
#include "mado-form.h"
#include "mado-ledger.h"
#include "mado-query.h"
#include "mado-receipt.h"
#include "mado-sim-card-personalise.h"

#include <glib/gstdio.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <sodium.h>
#include <string.h>

#define NOW 1795654800 /* 2026-11-26 (Thursday) 10:00 in Japan */
#define OPERATOR "sato"
#define OPERATOR_PASSWORD "windows-1"

static const MadoDbSchema desk_schema
    = { "/jp/madoguchi/sql/desk/migrations", "/jp/madoguchi/sql/desk/queries" };

static MadoSecret *
secret_of (const char *text)
{
  char *copy = g_strdup (text);
  MadoSecret *secret = mado_secret_new_take ((guint8 *) copy, strlen (copy));

  g_free (copy);
  return secret;
}

/* --- keys and fonts --- */

#define POOL_LENGTH 6

static GPtrArray *pool; /* of GBytes */

static MadoFormFonts *fonts;

static void
make_keys (void)
{
  pool = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (guint i = 0; i < POOL_LENGTH; i++)
    {
      EVP_PKEY *key = EVP_RSA_gen (2048);
      guint8 *der = NULL;
      int n_der = i2d_PrivateKey (key, &der);

      g_assert_cmpint (n_der, >, 0);
      g_ptr_array_add (pool, g_bytes_new (der, (gsize) n_der));
      OPENSSL_free (der);
      EVP_PKEY_free (key);
    }
}

static void
draw_once (MadoFormKind kind)
{
  const MadoFormList *list = mado_form_list_get (kind);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoForm) form = mado_form_new (fonts, kind, NULL, &error);
  g_autoptr (GBytes) pdf = NULL;

  g_assert_no_error (error);
  for (gsize i = 0; i < list->n_fields; i++)
    if ((list->fields[i].flags & MADO_FORM_FIELD_FILLED) != 0)
      g_assert_true (mado_form_set (form, list->fields[i].id, "髙橋 1", &error));
  mado_form_set_training (form, TRUE);
  pdf = mado_form_render_pdf (form, NOW, &error);
  g_assert_no_error (error);
}

/* One sheet of each kind, so that glyphs and rasters are in memory. */
static void
make_fonts (void)
{
  g_autoptr (GError) error = NULL;

  fonts = mado_form_fonts_new (&error);
  g_assert_no_error (error);
  for (guint kind = 0; kind < MADO_FORM_N_KINDS; kind++)
    draw_once ((MadoFormKind) kind);
}

void
desk_fixture_warm (void)
{
  make_keys ();
  make_fonts ();
}

void
desk_fixture_cool (void)
{
  g_clear_pointer (&pool, g_ptr_array_unref);
  g_clear_object (&fonts);
}

static void
give_keys (DeskFixture *fixture)
{
  for (guint i = 0; pool != NULL && i < DESK_FIXTURE_KEYS; i++)
    mado_sim_card_add_prepared_key (fixture->card,
                                    g_ptr_array_index (pool, fixture->first_key + i));
}

/* --- folders --- */

/* Argon2id at its least: hundreds of processes sign in here, and none keeps a secret. */
static void
weaken_password (MadoDb *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoQuery) query = mado_query_new (db, "operator/set-password", &error);
  char hash[crypto_pwhash_STRBYTES];

  g_assert_no_error (error);
  g_assert_cmpint (crypto_pwhash_str_alg (hash, OPERATOR_PASSWORD, strlen (OPERATOR_PASSWORD),
                                          crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN,
                                          crypto_pwhash_ALG_ARGON2ID13),
                   ==, 0);
  mado_query_bind_text (query, "operator_id", OPERATOR);
  mado_query_bind_text (query, "password_hash", hash);
  g_assert_true (mado_query_run (query, &error));
  g_assert_no_error (error);
}

static void
make_operator (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "desk.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoSecret) password = secret_of (OPERATOR_PASSWORD);
  g_autoptr (MadoDb) db = NULL;

  mado_desk_sql_register_resource ();
  db = mado_db_open (path, &desk_schema, &error);
  g_assert_no_error (error);
  g_assert_true (mado_operator_add (db, OPERATOR, "佐藤", "clerk", password, NOW, &error));
  g_assert_no_error (error);
  weaken_password (db);
}

static void
make_card (const char *folder)
{
  const MadoSimPersonalisation blank = { .card_id = { 0, 0, 0, 0, 0, 0, 0x55, 0x31 } };
  g_autofree char *path = g_build_filename (folder, "card.ini", NULL);
  g_autoptr (MadoSimCard) card = mado_sim_card_new_personalised (&blank);
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_sim_card_save_as (card, path, &error));
  g_assert_no_error (error);
}

char *
desk_fixture_make_template (void)
{
  const MadoAuthorityPlace place = { "Tokyo-to", "Madoguchi-shi" };
  char *folder = g_dir_make_tmp ("mado-desk-XXXXXX", NULL);
  g_autofree char *ca = g_build_filename (folder, "ca", NULL);
  g_autoptr (MadoSimClock) clock = mado_sim_clock_new (NOW);
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_authority_create (ca, &place, MADO_CLOCK (clock), &error));
  g_assert_no_error (error);
  make_operator (folder);
  make_card (folder);
  return folder;
}

static void
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) (guintptr) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

char *
desk_fixture_copy (const char *template_folder)
{
  char *folder = g_dir_make_tmp ("mado-desk-XXXXXX", NULL);
  g_autofree char *from = g_strconcat (template_folder, "/.", NULL);
  const char *const argv[] = { "cp", "-a", from, folder, NULL };

  run (argv);
  return folder;
}

void
desk_fixture_remove (const char *folder)
{
  const char *const argv[] = { "rm", "-rf", folder, NULL };

  g_assert_true (g_str_has_prefix (folder, g_get_tmp_dir ()));
  run (argv);
}

/* --- opening --- */

static MadoOfficeProfile *
load_profile (void)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("MADO_SOURCE_DIR"), "data/profiles/juki.ini", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  MadoProfileSource source = { .file = "juki.ini" };
  MadoOfficeProfile *profile;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  source.text = text;
  profile = mado_office_profile_new (&source, 1, NULL, &error);
  g_assert_no_error (error);
  return profile;
}

static MadoCa *
open_ca (DeskFixture *fixture, const char *folder)
{
  g_autofree char *ca = fixture->ca_certificate != NULL
                            ? g_build_filename (folder, fixture->ca_certificate, NULL)
                            : g_build_filename (folder, "ca", "ca.crt", NULL);
  g_autofree char *ra = g_build_filename (folder, "ca", "ra.crt", NULL);
  g_autofree char *key = g_build_filename (folder, "ca", "ra.key", NULL);
  const MadoCaSettings settings = { .ca_certificate = ca,
                                    .ra_certificate = ra,
                                    .ra_key = key,
                                    .timeout_ms = 10000,
                                    .transfer = mado_authority_transfer,
                                    .transfer_data = fixture->authority };
  g_autoptr (GError) error = NULL;
  MadoCaCmp *cmp = mado_ca_cmp_new (&settings, fixture->clock, &error);

  g_assert_no_error (error);
  return MADO_CA (cmp);
}

static void
open_parts (DeskFixture *fixture)
{
  g_autofree char *ca = g_build_filename (fixture->folder, "ca", NULL);
  g_autofree char *card = g_build_filename (fixture->folder, "card.ini", NULL);
  g_autofree char *prints = g_build_filename (fixture->folder, "prints", NULL);
  g_autoptr (GError) error = NULL;

  fixture->clock = MADO_CLOCK (mado_sim_clock_new (NOW));
  fixture->authority = mado_authority_open (ca, fixture->clock, &error);
  g_assert_no_error (error);
  fixture->card = mado_sim_card_open (card, &error);
  g_assert_no_error (error);
  give_keys (fixture);
  fixture->reader = mado_sim_reader_new ("Reader 1");
  mado_sim_reader_insert (fixture->reader, fixture->card);
  fixture->printer = mado_sim_printer_new (prints, &error);
  g_assert_no_error (error);
}

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
sign_in (DeskFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  mado_desk_sign_in_async (fixture->desk, OPERATOR, secret_of (OPERATOR_PASSWORD), NULL, ready_cb,
                           &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  mado_desk_sign_in_finish (fixture->desk, result, NULL, &error);
  g_assert_no_error (error);
}

static void
open_desk (DeskFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  mado_desk_open_async (fixture->desk, NULL, ready_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  mado_desk_open_finish (fixture->desk, result, &error);
  g_assert_no_error (error);
}

void
desk_fixture_open_parts (DeskFixture *fixture, const char *folder)
{
  MadoDeskParts *parts = g_new0 (MadoDeskParts, 1);

  fixture->folder = g_strdup (folder);
  open_parts (fixture);
  parts->database = g_build_filename (folder, "desk.db", NULL);
  parts->workstation = g_strdup ("desk-1");
  parts->counter = g_strdup ("窓口１");
  parts->training = TRUE;
  parts->clock = g_object_ref (fixture->clock);
  parts->reader = g_object_ref (MADO_READER (fixture->reader));
  parts->ca = open_ca (fixture, folder);
  parts->printer = g_object_ref (MADO_PRINTER (fixture->printer));
  parts->profile = load_profile ();
  parts->master_counter = mado_sim_training_master (MADO_CARD_KEYS_COUNTER);
  parts->master_generator = mado_sim_training_master (MADO_CARD_KEYS_GENERATOR);
  fixture->desk = mado_desk_new (parts);
  if (fonts != NULL)
    mado_desk_set_fonts (fixture->desk, fonts);
  if (fixture->prepare != NULL)
    fixture->prepare (fixture, fixture->data);
}

void
desk_fixture_open (DeskFixture *fixture, const char *folder)
{
  desk_fixture_open_parts (fixture, folder);
  open_desk (fixture);
  sign_in (fixture);
}

static void
gone_cb (gpointer data, GObject *was)
{
  *(gboolean *) data = TRUE;
}

/* Calls that are on their way hold the desk; it must go once they are answered. */
static void
drop_desk (DeskFixture *fixture)
{
  gboolean gone = FALSE;

  g_object_weak_ref (G_OBJECT (fixture->desk), gone_cb, &gone);
  g_object_unref (fixture->desk);
  while (!gone)
    g_main_context_iteration (NULL, TRUE);
}

void
desk_fixture_close (DeskFixture *fixture)
{
  drop_desk (fixture);
  while (g_main_context_iteration (NULL, FALSE))
    ; /* answers to the lamps' last questions hold the printer */
  g_assert_finalize_object (fixture->printer);
  g_assert_finalize_object (fixture->reader);
  g_assert_finalize_object (fixture->card);
  g_assert_finalize_object (fixture->authority);
  g_object_unref (fixture->clock);
  g_free (fixture->folder);
  *fixture = (DeskFixture){ 0 };
}

MadoRun *
desk_fixture_start (DeskFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MadoRun *started;

  mado_desk_start_async (fixture->desk, "issue", NULL, ready_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  started = mado_desk_start_finish (fixture->desk, result, &error);
  g_assert_no_error (error);
  return started;
}

MadoRun *
desk_fixture_running (DeskFixture *fixture)
{
  GListModel *runs = mado_desk_get_runs (fixture->desk);

  g_assert_cmpuint (g_list_model_get_n_items (runs), <=, 1);
  return g_list_model_get_item (runs, 0);
}

MadoScenario *
desk_fixture_scenario (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".ini", NULL);
  g_autofree char *path
      = g_build_filename (g_getenv ("MADO_SOURCE_DIR"), "tests/scenarios", file, NULL);
  g_autoptr (GError) error = NULL;
  MadoScenario *scenario = mado_scenario_new_from_file (path, &error);

  g_assert_no_error (error);
  return scenario;
}

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
  g_autoptr (GPtrArray) rows = mado_certificate_row_load_of_case (db, 1, error);
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
  g_assert_true (mado_receipt_load (db, 1, &receipt, error));
  question->says.n_receipts = receipt.number != 0;
  g_assert_true (mado_ledger_find (db, 1, &question->says.ledger, error));
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

static MadoCardState *
read_card (DeskFixture *fixture)
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
  g_autoptr (MadoCardState) state = read_card (fixture);

  g_assert_cmpuint (says.n_confirmed, ==, 1);
  g_assert_cmpuint (says.n_receipts, ==, 1);
  g_assert_cmpint (says.ledger, ==, 1);
  g_assert_cmpstr (serial, ==, says.serial);
  g_assert_cmpint (state->certificate_status, ==, MADO_CARD_CERTIFICATE_PRESENT);
  g_assert_true (g_bytes_equal (state->certificate, says.der));
  g_bytes_unref (says.der);
  g_free (says.serial);
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

guint
desk_fixture_count_events (DeskFixture *fixture, const char *code, const char *outcome,
                           const char *reason)
{
  Reading reading = read_record (fixture);
  guint n = 0;

  for (guint i = 0; i < reading.events->len; i++)
    {
      const MadoEvent *event = g_ptr_array_index (reading.events, i);

      n += g_str_equal (event->code, code)
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
