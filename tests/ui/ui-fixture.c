/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-fixture.h"

#include "mado-ca-cmp.h"
#include "mado-case-fact.h"
#include "mado-desk-sql.h"
#include "mado-operator.h"
#include "mado-revoke.h"
#include "mado-run.h"
#include "mado-scenario.h"
#include "mado-sim-card-personalise.h"

#include <glib/gstdio.h>
#include <string.h>

static const MadoDbSchema schema
    = { "/jp/madoguchi/sql/desk/migrations", "/jp/madoguchi/sql/desk/queries" };

static MadoSecret *
secret_of (const char *text)
{
  g_autofree char *copy = g_strdup (text);

  return mado_secret_new_take ((guint8 *) copy, strlen (copy));
}

static void
add_operator (UiFixture *self, const char *database)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoSecret) password = secret_of (UI_FIXTURE_PASSWORD);
  g_autoptr (MadoSecret) other = secret_of ("kunren-yamamoto"); /* as in the scenarios */
  g_autoptr (MadoDb) db = NULL;

  mado_desk_sql_register_resource ();
  db = mado_db_open (database, &schema, &error);
  g_assert_no_error (error);
  mado_operator_add (db, UI_FIXTURE_OPERATOR, "佐藤 花子", "clerk", password,
                     mado_clock_now (self->clock), &error);
  g_assert_no_error (error);
  mado_operator_add (db, "yamamoto", "山本 健一", "supervisor", other, mado_clock_now (self->clock),
                     &error);
  g_assert_no_error (error);
}

static char *
read_profile (const char *name)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("MADO_SOURCE_DIR"), "data/profiles", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static MadoOfficeProfile *
load_profile (void)
{
  g_autofree char *base = read_profile ("juki.ini");
  g_autofree char *training = read_profile ("training.ini");
  const MadoProfileSource sources[] = { { "juki.ini", base }, { "training.ini", training } };
  g_autoptr (GError) error = NULL;
  MadoOfficeProfile *profile
      = mado_office_profile_new (sources, G_N_ELEMENTS (sources), NULL, &error);

  g_assert_no_error (error);
  return profile;
}

static void
make_authority (UiFixture *self, const char *folder)
{
  const MadoAuthorityPlace place = { "Tokyo-to", "Kunren-shi" };
  g_autoptr (GError) error = NULL;

  mado_authority_create (folder, &place, self->clock, &error);
  g_assert_no_error (error);
  self->authority = mado_authority_open (folder, self->clock, &error);
  g_assert_no_error (error);
}

static MadoCa *
open_ca (UiFixture *self, const char *folder)
{
  g_autofree char *ca = g_build_filename (folder, "ca.crt", NULL);
  g_autofree char *ra = g_build_filename (folder, "ra.crt", NULL);
  g_autofree char *key = g_build_filename (folder, "ra.key", NULL);
  const MadoCaSettings settings = { .ca_certificate = ca,
                                    .ra_certificate = ra,
                                    .ra_key = key,
                                    .timeout_ms = 10000,
                                    .transfer = mado_authority_transfer,
                                    .transfer_data = self->authority };
  g_autoptr (GError) error = NULL;
  MadoCaCmp *cmp = mado_ca_cmp_new (&settings, self->clock, &error);

  g_assert_no_error (error);
  return MADO_CA (cmp);
}

static void
make_devices (UiFixture *self)
{
  const MadoSimPersonalisation blank = { .card_id = { 0, 0, 0, 0, 0, 0, 0x55, 0x31 } };
  g_autofree char *prints = g_build_filename (self->folder, "prints", NULL);
  g_autoptr (GError) error = NULL;

  self->card = mado_sim_card_new_personalised (&blank);
  self->reader = mado_sim_reader_new ("Reader 1");
  mado_sim_reader_insert (self->reader, self->card);
  self->printer = mado_sim_printer_new (prints, &error);
  g_assert_no_error (error);
}

static void
make_desk (UiFixture *self)
{
  MadoDeskParts *parts = g_new0 (MadoDeskParts, 1);
  g_autofree char *authority = g_build_filename (self->folder, "ca", NULL);

  parts->database = g_build_filename (self->folder, "desk.db", NULL);
  parts->workstation = g_strdup ("desk-1");
  parts->counter = g_strdup ("窓口１");
  parts->training = TRUE;
  parts->clock = g_object_ref (self->clock);
  parts->reader = g_object_ref (MADO_READER (self->reader));
  parts->ca = open_ca (self, authority);
  parts->printer = g_object_ref (MADO_PRINTER (self->printer));
  parts->profile = load_profile ();
  parts->master_counter = mado_sim_training_master (MADO_CARD_KEYS_COUNTER);
  parts->master_generator = mado_sim_training_master (MADO_CARD_KEYS_GENERATOR);
  self->desk = mado_desk_new (parts);
}

void
ui_fixture_set_up (UiFixture *self)
{
  g_autofree char *authority = NULL;
  g_autofree char *database = NULL;

  *self = (UiFixture){ .folder = g_dir_make_tmp ("mado-ui-XXXXXX", NULL),
                       .clock = mado_system_clock_new () };
  authority = g_build_filename (self->folder, "ca", NULL);
  database = g_build_filename (self->folder, "desk.db", NULL);
  make_authority (self, authority);
  make_devices (self);
  add_operator (self, database);
  make_desk (self);
}

MadoDb *
ui_fixture_open_record (UiFixture *self)
{
  g_autofree char *path = g_build_filename (self->folder, "desk.db", NULL);
  g_autoptr (GError) error = NULL;
  MadoDb *db = mado_db_open (path, &schema, &error);

  g_assert_no_error (error);
  return db;
}

MadoCase *
ui_fixture_load_case (UiFixture *self)
{
  g_autoptr (MadoDb) db = ui_fixture_open_record (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = mado_case_load_open (db, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (cases->len, >, 0);
  return mado_case_copy (g_ptr_array_index (cases, 0));
}

static void
remove_folder (const char *folder)
{
  const char *const argv[] = { "rm", "-rf", folder, NULL };

  g_assert_true (g_str_has_prefix (folder, g_get_tmp_dir ()));
  g_spawn_sync (NULL, (char **) (guintptr) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                NULL, NULL);
}

static void
gone_cb (gpointer data, GObject *was)
{
  *(gboolean *) data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static void
end_desk (UiFixture *self)
{
  gboolean gone = FALSE;

  g_object_weak_ref (G_OBJECT (self->desk), gone_cb, &gone);
  g_object_unref (self->desk);
  ui_fixture_wait (is_true, &gone, 20);
}

void
ui_fixture_restart (UiFixture *self)
{
  end_desk (self);
  make_desk (self);
}

void
ui_fixture_tear_down (UiFixture *self)
{
  end_desk (self);
  g_object_unref (self->printer);
  g_object_unref (self->reader);
  g_object_unref (self->card);
  g_object_unref (self->authority);
  g_object_unref (self->clock);
  remove_folder (self->folder);
  g_free (self->folder);
}

static gboolean
too_late_cb (gpointer data)
{
  g_error ("waited too long");
  return G_SOURCE_REMOVE;
}

void
ui_fixture_wait (gboolean (*done) (gpointer data), gpointer data, guint seconds)
{
  guint timer = g_timeout_add_seconds (seconds, too_late_cb, NULL);

  while (!done (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
}

/* --- words --- */

MadoScenario *
ui_fixture_load_scenario (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".ini", NULL);
  g_autofree char *path
      = g_build_filename (g_getenv ("MADO_SOURCE_DIR"), "tests/scenarios", file, NULL);
  g_autoptr (GError) error = NULL;
  MadoScenario *scenario = mado_scenario_new_from_file (path, &error);

  g_assert_no_error (error);
  return scenario;
}

static void
enter_papers (MadoCase *work, const MadoScenario *scenario)
{
  g_ptr_array_set_size (work->documents, 0);
  for (guint i = 0; i < scenario->papers->len; i++)
    {
      const MadoScenarioPaper *paper = g_ptr_array_index (scenario->papers, i);
      MadoCaseDocument *document = mado_case_document_new (paper->code);

      document->valid_to = paper->valid_to;
      document->machine_checked = paper->machine_checked;
      document->name_match = document->address_match = document->photo_match = TRUE;
      document->copy_taken = TRUE;
      g_ptr_array_add (work->documents, document);
    }
}

static void
enter_facts (MadoCase *work, const MadoScenario *scenario)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, scenario->facts);
  while (g_hash_table_iter_next (&iter, &name, &value))
    mado_case_set_fact (work, name, value);
}

static void
enter_last_digits (MadoCase *work)
{
  const char *serial = mado_case_get_fact (work, MADO_FACT_OLD_SERIAL);
  gsize n = serial != NULL ? strlen (serial) : 0;

  if (n >= MADO_REVOKE_TYPED_DIGITS)
    mado_case_set_fact (work, MADO_FACT_TYPED, serial + n - MADO_REVOKE_TYPED_DIGITS);
}

static void
enter (MadoCase *work, const MadoScenario *scenario, const char *state)
{
  if (g_str_equal (state, "reception"))
    {
      g_clear_pointer (&work->form, mado_four_items_free);
      work->form = mado_four_items_copy (scenario->form);
      enter_facts (work, scenario);
    }
  else if (g_str_equal (state, "confirm"))
    enter_last_digits (work);
  else if (g_str_equal (state, "identity"))
    {
      enter_papers (work, scenario);
      work->card_photo = scenario->card_photo;
      work->card_photo_matches = scenario->card_photo_matches;
      work->card_checked = scenario->card_checked;
      work->card_expires_on = scenario->card_expires_on;
    }
  else if (g_str_equal (state, "compare"))
    {
      g_clear_pointer (&work->register_items, mado_four_items_free);
      work->register_items = mado_four_items_copy (scenario->register_items);
    }
}

static void
give_password (MadoRun *run, const MadoScenario *scenario)
{
  gsize n_bytes;
  const guint8 *bytes = mado_secret_get (scenario->password, &n_bytes);
  MadoSecret *copy = mado_secret_new (n_bytes);

  for (gsize i = 0; i < n_bytes; i++)
    mado_secret_append (copy, bytes[i]);
  mado_run_give_password (run, copy);
}

gboolean
ui_fixture_say (MadoRun *run, const char *scenario_name, const char *wanted)
{
  const MadoState *state = mado_run_get_state (run);
  MadoCase *work = mado_run_edit (run);
  g_autoptr (MadoScenario) scenario = NULL;

  if (g_str_equal (state->name, wanted) || state->ending != MADO_ENDING_NONE)
    return TRUE;
  if (!mado_run_can (run, MADO_OUTCOME_OK) || mado_run_get_problem (run) != NULL)
    return FALSE;
  scenario = ui_fixture_load_scenario (scenario_name);
  if (work != NULL)
    enter (work, scenario, state->name);
  for (guint i = 0; work != NULL && i < MADO_MAX_CHECKS && state->checks[i] != NULL; i++)
    mado_case_set_check (work, state->checks[i], TRUE);
  if (g_str_equal (state->name, "password"))
    give_password (run, scenario);
  else
    mado_run_post (run, MADO_OUTCOME_OK);
  return FALSE;
}

void
ui_fixture_advance (MadoRun *run, const char *scenario, const char *state)
{
  guint timer = g_timeout_add_seconds (30, too_late_cb, NULL);

  while (!ui_fixture_say (run, scenario, state))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
}
