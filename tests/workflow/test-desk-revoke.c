/* SPDX-License-Identifier: GPL-3.0-or-later */
/* register changes at the desk: the batch that revokes through the CA */
#include "config.h"

#include "changes-fixture.h"

#include "desk-template.h"
#include "mado-case-form.h"
#include "mado-desk-lapse-list.h"
#include "mado-desk-private.h"

#include <string.h>

#define YEAR_S (365 * 24 * 60 * 60)
#define RECORDED_AT (DESK_TEMPLATE_NOW - 37 * 60) /* by the CA's clock, which is not the desk's */

static gboolean
revoke_all (Service *self, GCancellable *cancellable, MadoRevocationProgress progress,
            gpointer data, MadoRevocationBatch *batch, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  mado_desk_revoke_changes_async (self->fixture.desk, progress, data, cancellable, service_ready_cb,
                                  &result);
  return mado_desk_revoke_changes_finish (self->fixture.desk, service_wait (&result), batch, error);
}

/* Issues for real, then the person moves: the CA has it revoked, with the reason of the rules. */
static void
test_revokes (Service *self, gconstpointer data)
{
  const MadoPlayerOptions options = { 0 };
  g_autoptr (MadoScenario) scenario = desk_fixture_scenario ("takahashi");
  const MadoFourItems *items = scenario->register_items;
  MadoRun *run = desk_fixture_start (&self->fixture);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoImport) imported = NULL;
  g_autoptr (GPtrArray) done = NULL;
  MadoRevocationBatch batch;

  g_assert_true (mado_player_play (run, scenario, &options));
  g_object_unref (run);
  desk_fixture_assert_issued (&self->fixture);
  service_next_day (self);
  text
      = g_strdup_printf (CHANGES_HEADING "転居,2026-11-27,%s,%s,%04u%02u%02u,東京都\n", items->name,
                         items->kana, items->birth.year, items->birth.month, items->birth.day);
  imported = changes_import (self, text, NULL, NULL, NULL, &error);
  g_assert_cmpuint (imported->n_certificates, ==, 1);
  g_assert_true (revoke_all (self, NULL, NULL, NULL, &batch, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (batch.n_done, ==, 1);
  g_assert_cmpuint (batch.n_left, ==, 0);
  done = changes_list_revocations (self, MADO_CHANGE_REVOCATION_DONE, NULL);
  g_assert_cmpuint (done->len, ==, 1);
  g_assert_cmpint (((MadoChangeRevocation *) g_ptr_array_index (done, 0))->crl_reason, ==,
                   MADO_CA_REASON_CHANGED);
  g_assert_cmpuint (desk_fixture_count_events (&self->fixture, "changes.revoke", "intent", NULL),
                    ==, 1);
  g_assert_cmpuint (desk_fixture_count_events (&self->fixture, "changes.revoke", "ok", NULL), ==,
                    1);
  /* nothing is left: a second batch does nothing */
  g_assert_true (revoke_all (self, NULL, NULL, NULL, &batch, &error));
  g_assert_cmpuint (batch.n_done, ==, 0);
}

/* A certificate that the CA never issued is refused there: that row fails, the others go on. */
static void
add_pending (Service *self, guint n)
{
  g_autoptr (GString) text = g_string_new (CHANGES_HEADING);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoImport) imported = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *serial = g_strdup_printf ("0D%02X", i);

      service_add_certificate (
          self, service_add_cases (self, 1, "issue", SERVICE_NAME, SERVICE_KANA, 19500101 + i),
          serial, DESK_TEMPLATE_NOW + YEAR_S);
      g_string_append_printf (text, "死亡,2026-11-27," SERVICE_NAME "," SERVICE_KANA ",%u,\n",
                              19500101 + i);
    }
  service_next_day (self);
  imported = changes_import (self, text->str, NULL, NULL, NULL, &error);
  g_assert_cmpuint (imported->n_certificates, ==, n);
}

static void
test_refused (Service *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) failed = NULL;
  MadoRevocationBatch batch;

  add_pending (self, 3);
  g_assert_true (revoke_all (self, NULL, NULL, NULL, &batch, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (batch.n_done, ==, 0);
  g_assert_cmpuint (batch.n_failed, ==, 3);
  failed = changes_list_revocations (self, MADO_CHANGE_REVOCATION_FAILED, NULL);
  g_assert_cmpuint (failed->len, ==, 3);
  g_assert_cmpstr (((MadoChangeRevocation *) g_ptr_array_index (failed, 0))->problem, ==,
                   "MadoCaError/2");
}

/* --- a CA whose line breaks: everything but revoking is the real one's --- */

#define TEST_TYPE_CA (test_ca_get_type ())
G_DECLARE_FINAL_TYPE (TestCa, test_ca, TEST, CA, GObject)

struct _TestCa
{
  GObject parent_instance;
  MadoCa *real;      /* owned */
  int fail_at, code; /* the revocation, from 1, that fails, and how */
  int n_revocations;
  gboolean kept; /* the line, on the CA's worker */
};

static gboolean
test_ca_revoke (MadoCa *ca, const char *serial, MadoCaReason reason, MadoCaRevocation *recorded,
                GCancellable *cancellable, GError **error)
{
  TestCa *self = TEST_CA (ca);

  if (++self->n_revocations != self->fail_at)
    {
      *recorded = (MadoCaRevocation){ .recorded_at = RECORDED_AT, .reason = (int) reason };
      return TRUE;
    }
  g_set_error_literal (error, MADO_CA_ERROR, self->code, "as the test wants");
  return FALSE;
}

static GPtrArray *
test_ca_ask (MadoCa *ca, GBytes *spki_sha256, GCancellable *cancellable, GError **error)
{
  return mado_ca_ask (TEST_CA (ca)->real, spki_sha256, cancellable, error);
}

static MadoCertificate *
test_ca_fetch_ca_certificate (MadoCa *ca, GCancellable *cancellable, GError **error)
{
  return MADO_CA_GET_IFACE (TEST_CA (ca)->real)
      ->fetch_ca_certificate (TEST_CA (ca)->real, cancellable, error);
}

static MadoCertificate *
test_ca_get_ca_certificate (MadoCa *ca)
{
  return mado_ca_get_ca_certificate (TEST_CA (ca)->real);
}

static void
test_ca_keep_line (MadoCa *ca, gboolean keep)
{
  TEST_CA (ca)->kept = keep;
}

static void
test_ca_iface_init (MadoCaInterface *iface)
{
  iface->revoke = test_ca_revoke;
  iface->keep_line = test_ca_keep_line;
  iface->ask = test_ca_ask;
  iface->fetch_ca_certificate = test_ca_fetch_ca_certificate;
  iface->get_ca_certificate = test_ca_get_ca_certificate;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestCa, test_ca, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_CA, test_ca_iface_init))

static void
test_ca_finalize (GObject *object)
{
  g_object_unref (TEST_CA (object)->real);
  G_OBJECT_CLASS (test_ca_parent_class)->finalize (object);
}

static void
test_ca_class_init (TestCaClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_ca_finalize;
}

static void
test_ca_init (TestCa *self)
{
}

static TestCa *broken; /* of the desk that is open; what the next one gets is set by its test */

static void
break_line (DeskFixture *fixture, gpointer data)
{
  MadoDeskParts *parts = (MadoDeskParts *) (guintptr) mado_desk_get_parts (fixture->desk);

  broken = g_object_new (TEST_TYPE_CA, NULL);
  broken->real = parts->ca;
  parts->ca = MADO_CA (broken);
}

/* What each failure of the line means for the row that met it, and for those that follow. */
static void
test_line_breaks (Service *self, gconstpointer data)
{
  /* clang-format off */
  const struct { int code; MadoChangeRevocationState state; gboolean ends; } rows[] = {
    { MADO_CA_ERROR_UNREACHABLE, MADO_CHANGE_REVOCATION_PENDING, TRUE  },
    { MADO_CA_ERROR_RA_EXPIRED,  MADO_CHANGE_REVOCATION_PENDING, TRUE  },
    { MADO_CA_ERROR_NO_ANSWER,   MADO_CHANGE_REVOCATION_SENT,    TRUE  },
    { MADO_CA_ERROR_BAD_ANSWER,  MADO_CHANGE_REVOCATION_SENT,    TRUE  },
    { MADO_CA_ERROR_REFUSED,     MADO_CHANGE_REVOCATION_FAILED,  FALSE },
  };
  /* clang-format on */
  guint done = 0;

  add_pending (self, 2 * G_N_ELEMENTS (rows));
  self->fixture.prepare = break_line;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) list = NULL;
      MadoRevocationBatch batch;

      service_restart (self); /* as after a crash: what was sent is sent again */
      broken->fail_at = 2;
      broken->code = rows[i].code;
      g_assert_cmpint (revoke_all (self, NULL, NULL, NULL, &batch, &error), ==, !rows[i].ends);
      if (rows[i].ends)
        g_assert_error (error, MADO_CA_ERROR, rows[i].code);
      done += batch.n_done;
      g_assert_cmpuint (batch.n_done, >=, 1);
      list = changes_list_revocations (self, (int) rows[i].state, NULL);
      if (rows[i].state != MADO_CHANGE_REVOCATION_PENDING)
        g_assert_cmpuint (list->len, ==, 1);
    }
  g_assert_cmpuint (done, ==, 2 * G_N_ELEMENTS (rows) - 1); /* all but the one that was refused */
}

/* --- the governor's list --- */

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

static void
print_list (Service *self)
{
  g_autoptr (MadoPrintBatch) list = mado_desk_print_lapse_list (self->fixture.desk);

  mado_print_batch_start (list);
  while (mado_print_batch_is_running (list))
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (mado_print_batch_get_error (list, 0));
  g_assert_cmpint (mado_print_batch_get_letter (list, 0), ==, MADO_BATCH_PRINTED);
}

/* A cell of the list breaks its text where it likes: day and year, then the time. */
static gboolean
shows_time (const char *text, const char *moment)
{
  const char *time = strstr (moment, "）");

  g_assert_nonnull (time);
  return strstr (text, time + strlen ("）")) != NULL;
}

/* The list tells the moment of legal effect, which is the CA's record (LAW 15(1) no. 1), beside the
 * desk's own time. */
static void
test_list_times (Service *self, gconstpointer data)
{
  g_autofree char *desk_time = mado_case_form_moment (DESK_TEMPLATE_NOW);
  g_autofree char *ca_time = mado_case_form_moment (RECORDED_AT);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  MadoRevocationBatch batch;

  add_pending (self, 1);
  self->fixture.prepare = break_line;
  service_restart (self);
  g_assert_true (revoke_all (self, NULL, NULL, NULL, &batch, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (batch.n_done, ==, 1);
  print_list (self);
  service_assert_print_recorded (self, "lapse-list", "\"rows\":1");
  text = read_print (self);
  g_assert_true (shows_time (text, desk_time));
  g_assert_true (shows_time (text, ca_time));
}

static void
stop_batch (const MadoRevocationBatch *batch, gpointer data)
{
  g_cancellable_cancel (data);
}

/* The stop button: the row that runs is finished, the others wait; after a restart they go on. */
static void
test_batch_stopped (Service *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  MadoRevocationBatch batch;

  add_pending (self, 3);
  g_assert_true (revoke_all (self, cancellable, stop_batch, cancellable, &batch, &error));
  g_assert_no_error (error);
  g_assert_true (batch.stopped);
  g_assert_cmpuint (batch.n_failed, ==, 1);
  g_assert_cmpuint (batch.n_left, ==, 2);
  service_restart (self);
  g_assert_true (revoke_all (self, NULL, NULL, NULL, &batch, &error));
  g_assert_false (batch.stopped);
  g_assert_cmpuint (batch.n_failed, ==, 2);
  g_assert_cmpuint (batch.n_left, ==, 0);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/desk/revoke/" path, Service, NULL, service_set_up, func, service_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  service_begin ();
  ADD ("revokes", test_revokes);
  ADD ("refused", test_refused);
  ADD ("line-breaks", test_line_breaks);
  ADD ("batch-stopped", test_batch_stopped);
  ADD ("list-times", test_list_times);
  return service_end (g_test_run ());
}
