/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk-fixture.h"
#include "desk-sheets.h"
#include "desk-template.h"

#include "mado-ca-cmp.h"
#include "mado-desk-private.h"
#include "mado-sim-card-personalise.h"
#include "prepared-keys.h"

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

  fixture->clock
      = MADO_CLOCK (mado_sim_clock_new (DESK_TEMPLATE_NOW + (gint64) fixture->days_later * 86400));
  fixture->authority = mado_authority_open (ca, fixture->clock, &error);
  g_assert_no_error (error);
  fixture->card = mado_sim_card_open (card, &error);
  g_assert_no_error (error);
  prepared_key_give (fixture->card, fixture->first_key, DESK_FIXTURE_KEYS);
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

  mado_desk_sign_in_async (fixture->desk, DESK_TEMPLATE_OPERATOR, desk_template_password (), NULL,
                           ready_cb, &result);
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
  parts->forms = fixture->shipped_forms ? NULL : g_strdup (desk_sheets_folder ());
  parts->training = TRUE;
  parts->clock = g_object_ref (fixture->clock);
  parts->reader = g_object_ref (MADO_READER (fixture->reader));
  parts->ca = open_ca (fixture, folder);
  parts->printer = g_object_ref (MADO_PRINTER (fixture->printer));
  parts->profile = load_profile ();
  parts->master_counter = mado_sim_training_master (MADO_CARD_KEYS_COUNTER);
  parts->master_generator = mado_sim_training_master (MADO_CARD_KEYS_GENERATOR);
  fixture->desk = mado_desk_new (parts);
  mado_desk_set_fonts (fixture->desk, desk_sheets_fonts ());
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

void
desk_fixture_close (DeskFixture *fixture)
{
  mado_desk_end (fixture->desk);
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
  return desk_fixture_start_procedure (fixture, "issue");
}

MadoRun *
desk_fixture_start_procedure (DeskFixture *fixture, const char *procedure)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MadoRun *started;

  mado_desk_start_async (fixture->desk, procedure, NULL, ready_cb, &result);
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
