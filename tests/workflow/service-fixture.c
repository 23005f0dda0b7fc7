/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "service-fixture.h"

#include "desk-template.h"

#include "mado-certificate-row.h"
#include "mado-desk-private.h"
#include "mado-txn.h"

#include <string.h>

#define CASES_A_DAY 500 /* numbers have three digits */

static char *template_folder;

void
service_begin (void)
{
  mado_secret_init_process ();
  template_folder = desk_fixture_make_template ();
}

int
service_end (int result)
{
  desk_fixture_remove (template_folder);
  g_clear_pointer (&template_folder, g_free);
  return result;
}

/* --- on the database's worker --- */

typedef struct
{
  MadoDesk *desk;
  guint n;
  const char *procedure, *name, *kana;
  guint birth;
  gint64 case_id; /* in and out */
  const char *serial;
  gint64 not_after;
} Job;

static void
run_job (Service *self, MadoWorkerCall call, Job *job)
{
  g_autoptr (GError) error = NULL;

  job->desk = self->fixture.desk;
  g_assert_true (
      mado_worker_call (mado_desk_get_db_worker (self->fixture.desk), call, job, &error));
  g_assert_no_error (error);
}

static gboolean
add_cases (gpointer data, GError **error)
{
  Job *job = data;
  MadoDb *db = mado_desk_get_db (job->desk);
  g_autoptr (MadoTxn) txn = mado_txn_begin (db, error);

  for (guint i = 0; i < job->n; i++)
    {
      g_autoptr (MadoCase) fresh = mado_case_new (job->procedure);

      fresh->state = g_strdup ("reception");
      fresh->opened_at = fresh->entered_at = DESK_TEMPLATE_NOW;
      fresh->opened_by = g_strdup ("sato");
      fresh->form = service_person (job->name, job->kana, job->birth);
      fresh->register_items = service_person (job->name, job->kana, job->birth);
      if (!mado_case_insert (fresh, db, 20261126 - job->n / CASES_A_DAY + i / CASES_A_DAY, error))
        return FALSE;
      job->case_id = fresh->case_id;
    }
  return mado_txn_commit (txn, error);
}

static gboolean
add_certificate (gpointer data, GError **error)
{
  const Job *job = data;
  g_autoptr (GBytes) der = g_bytes_new ("\x30\x00", 2);
  const MadoCertificateRow row = { .serial = (char *) (guintptr) job->serial,
                                   .case_id = job->case_id,
                                   .der = der,
                                   .spki_sha256 = (char *) (guintptr) "ABCD",
                                   .state = MADO_CERTIFICATE_CONFIRMED,
                                   .not_before = DESK_TEMPLATE_NOW,
                                   .not_after = job->not_after,
                                   .changed_at = DESK_TEMPLATE_NOW };

  return mado_certificate_row_save (&row, mado_desk_get_db (job->desk), error);
}

/* --- the desk --- */

void
service_set_up (Service *self, gconstpointer data)
{
  self->folder = desk_fixture_copy (template_folder);
  desk_fixture_open (&self->fixture, self->folder);
}

void
service_tear_down (Service *self, gconstpointer data)
{
  desk_fixture_close (&self->fixture);
  desk_fixture_remove (self->folder);
  g_free (self->folder);
}

void
service_restart (Service *self)
{
  DeskFixture fresh = { .prepare = self->fixture.prepare,
                        .data = self->fixture.data,
                        .days_later = self->fixture.days_later,
                        .first_key = self->fixture.first_key + DESK_FIXTURE_KEYS };

  desk_fixture_close (&self->fixture);
  self->fixture = fresh;
  desk_fixture_open (&self->fixture, self->folder);
}

void
service_next_day (Service *self)
{
  mado_sim_clock_advance (MADO_SIM_CLOCK (self->fixture.clock), 24 * 60 * 60);
  self->fixture.days_later++;
}

void
service_ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

GAsyncResult *
service_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

MadoFourItems *
service_person (const char *name, const char *kana, guint birth)
{
  const MadoWareki date = { MADO_ERA_SHOWA, (guint16) (birth / 10000), (guint8) (birth / 100 % 100),
                            (guint8) (birth % 100) };

  return mado_four_items_new (name, kana, "東京都窓口市本町１－２－３", &date, MADO_SEX_MALE);
}

gint64
service_add_cases (Service *self, guint n, const char *procedure, const char *name,
                   const char *kana, guint birth)
{
  Job job = { .n = n, .procedure = procedure, .name = name, .kana = kana, .birth = birth };

  run_job (self, add_cases, &job);
  return job.case_id;
}

void
service_add_certificate (Service *self, gint64 case_id, const char *serial, gint64 not_after)
{
  Job job = { .case_id = case_id, .serial = serial, .not_after = not_after };

  run_job (self, add_certificate, &job);
}

char *
service_write (Service *self, const char *name, const char *text)
{
  char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, &error));
  g_assert_no_error (error);
  return path;
}

void
service_assert_print_recorded (Service *self, const char *form, const char *detail)
{
  static const char *const codes[] = { "print.intent", "print.sent", "print.done" };
  g_autoptr (GPtrArray) events = desk_fixture_load_events (&self->fixture);
  g_autofree char *start = g_strdup_printf ("{\"form\":\"%s\"", form);
  gsize n = 0;

  for (guint i = 0; i < events->len; i++)
    {
      const MadoEvent *event = g_ptr_array_index (events, i);

      if (!g_str_has_prefix (event->code, "print.") || !g_str_has_prefix (event->detail, start))
        continue;
      g_assert_cmpuint (n, <, G_N_ELEMENTS (codes));
      g_assert_cmpstr (event->code, ==, codes[n]);
      g_assert_cmpstr (event->actor, ==, DESK_TEMPLATE_OPERATOR);
      g_assert_null (event->case_number);
      if (n == 0)
        g_assert_nonnull (strstr (event->detail, detail));
      n++;
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (codes));
}

void
service_assert_not_recorded (Service *self, const char *const *words)
{
  g_autoptr (GPtrArray) events = desk_fixture_load_events (&self->fixture);

  for (guint i = 0; i < events->len; i++)
    {
      g_autofree char *json = mado_event_to_json (g_ptr_array_index (events, i));

      for (gsize word = 0; words[word] != NULL; word++)
        g_assert_null (strstr (json, words[word]));
    }
}
