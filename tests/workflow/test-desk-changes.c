/* SPDX-License-Identifier: GPL-3.0-or-later */
/* register changes at the desk: import with bad rows, stop and go on, the batch through the CA */
#include "config.h"

#include "service-fixture.h"

#include "desk-template.h"
#include "mado-desk-changes.h"
#include "mado-desk-inquiry.h"
#include "mado-desk-private.h"
#include "mado-lapse.h"

#include <string.h>

#define HEADING "異動事由,異動日,氏名,フリガナ,生年月日,新住所\n"
#define MOVE "転居,2026-11-20," SERVICE_NAME "," SERVICE_KANA ",19551231,東京都\n"
#define YEAR_S (365 * 24 * 60 * 60)

/* One table of kinds for the file and one of events for the rules: each kind is an event. */
static void
test_kinds (void)
{
  MadoRegisterEvent event;

  for (guint i = 0; mado_change_kind_get (i) != NULL; i++)
    g_assert_true (mado_lapse_find (mado_change_kind_get (i)->id, &event));
}

static MadoImport *
import (Service *self, const char *text, GCancellable *cancellable, MadoImportProgress progress,
        gpointer data, GError **error)
{
  g_autofree char *path = service_write (self, "changes.csv", text);
  g_autofree char *report = g_build_filename (self->folder, "bad.csv", NULL);
  g_autoptr (GAsyncResult) result = NULL;

  mado_desk_import_changes_async (self->fixture.desk, path, report, progress, data, cancellable,
                                  service_ready_cb, &result);
  return mado_desk_import_changes_finish (self->fixture.desk, service_wait (&result), error);
}

static GPtrArray *
list_stops (Service *self, MadoChangeStops what)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *list;

  mado_desk_list_stops_async (self->fixture.desk, what, NULL, service_ready_cb, &result);
  list = mado_desk_list_stops_finish (self->fixture.desk, service_wait (&result), &error);
  g_assert_no_error (error);
  return list;
}

static GPtrArray *
list_revocations (Service *self, int state, guint *counts)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *list;

  mado_desk_list_revocations_async (self->fixture.desk, state, 0, NULL, service_ready_cb, &result);
  list = mado_desk_list_revocations_finish (self->fixture.desk, service_wait (&result), counts,
                                            &error);
  g_assert_no_error (error);
  return list;
}

/* Good rows are taken, bad ones listed with line and reason, on the screen and in the report. */
static void
test_import (Service *self, gconstpointer data)
{
  static const char *const personal[] = { "髙橋", "タカハシ", "1955", NULL };
  g_autoptr (GString) text = g_string_new (HEADING MOVE);
  g_autofree char *report_path = g_build_filename (self->folder, "bad.csv", NULL);
  g_autofree char *report = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoImport) first = NULL;
  g_autoptr (MadoImport) with_more = NULL;

  for (guint i = 0; i < 150; i++)
    g_string_append (text, "結婚,2026-11-20,山田,ヤマダ,S55.2.17,\n");
  g_string_append (text, "死亡,2026-11-20,山田　太郎,ヤマダ　タロウ,S55.2.17,\n");
  first = import (self, text->str, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first->n_good, ==, 2);
  g_assert_cmpuint (first->n_bad, ==, 150);
  g_assert_cmpuint (first->bad->len, ==, MADO_IMPORT_SHOWN);
  g_assert_cmpuint (g_array_index (first->bad, MadoImportBadRow, 0).line, ==, 3);
  g_assert_cmpint (g_array_index (first->bad, MadoImportBadRow, 0).fault, ==,
                   MADO_CHANGE_FAULT_KIND);
  g_assert_cmpuint (first->n_bytes, ==, first->n_bytes_total);
  g_assert_true (g_file_get_contents (report_path, &report, NULL, &error));
  g_assert_true (g_str_has_prefix (report, "line,reason\n3,kind\n4,kind\n"));
  g_assert_true (g_str_has_suffix (report, "152,kind\n"));
  /* the very file: refused; the same rows and one more: recognised */
  g_assert_null (import (self, text->str, NULL, NULL, NULL, &error));
  g_assert_error (error, MADO_CHANGE_ERROR, MADO_CHANGE_ERROR_KNOWN);
  g_clear_error (&error);
  g_string_append (text, "転出,2026-11-20,佐藤,サトウ,S55.2.17,\n");
  with_more = import (self, text->str, NULL, NULL, NULL, &error);
  g_assert_cmpuint (with_more->n_known, ==, 2);
  g_assert_cmpuint (with_more->n_good, ==, 1);
  service_assert_not_recorded (self, personal);
}

static void
test_import_refused (Service *self, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (self->folder, "none.csv", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (import (self, "something,else\n1,2\n", NULL, NULL, NULL, &error));
  g_assert_error (error, MADO_CHANGE_ERROR, MADO_CHANGE_ERROR_HEADING);
  g_clear_error (&error);
  mado_desk_import_changes_async (self->fixture.desk, missing, NULL, NULL, NULL, NULL,
                                  service_ready_cb, &result);
  g_assert_null (
      mado_desk_import_changes_finish (self->fixture.desk, service_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
stop_at_progress (const MadoImport *import, gpointer data)
{
  if (import->n_good > 0)
    g_cancellable_cancel (data);
}

/* A stop is no error; the same file goes on where it was, with nothing twice. */
static void
test_import_stopped (Service *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GString) text = g_string_new (HEADING);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoImport) stopped = NULL;
  g_autoptr (MadoImport) whole = NULL;

  for (guint i = 0; i < 1800; i++)
    g_string_append_printf (text, "死亡,2026-11-20,山田,ヤマダ,%u,\n",
                            19500101 + i % 28 + i / 28 * 10000);
  stopped = import (self, text->str, cancellable, stop_at_progress, cancellable, &error);
  g_assert_no_error (error);
  g_assert_true (stopped->stopped);
  g_assert_cmpuint (stopped->n_good, ==, 500);
  service_restart (self);
  whole = import (self, text->str, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (whole->stopped);
  g_assert_cmpuint (whole->n_known, ==, 500);
  g_assert_cmpuint (whole->n_good, ==, 1300);
}

static gint64
add_letter (Service *self, const char *name)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoInquiryView) view = NULL;

  mado_desk_receive_inquiry_async (self->fixture.desk, "issue", MADO_LETTER_NO_PHOTO_ID,
                                   service_person (name, SERVICE_KANA, SERVICE_BIRTH), NULL, NULL,
                                   service_ready_cb, &result);
  view = mado_desk_receive_inquiry_finish (self->fixture.desk, service_wait (&result), &error);
  g_assert_no_error (error);
  return view->inquiry->inquiry_id;
}

/* A person who is met for sure: letters void at once, cases listed until they are handled. */
static void
test_stops (Service *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoImport) imported = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GPtrArray) letters = NULL;
  g_autoptr (GPtrArray) after = NULL;

  service_add_cases (self, 1, "issue", SERVICE_NAME, SERVICE_KANA, SERVICE_BIRTH);
  add_letter (self, SERVICE_NAME);
  imported = import (self, HEADING MOVE, NULL, NULL, NULL, &error);
  g_assert_cmpuint (imported->n_cases, ==, 1);
  g_assert_cmpuint (imported->n_inquiries, ==, 1);
  letters = list_stops (self, MADO_CHANGE_STOPS_INQUIRY);
  g_assert_cmpuint (letters->len, ==, 0);
  g_assert_cmpuint (
      desk_fixture_count_events (&self->fixture, "inquiry.void", "ok", "change:move_within"), ==,
      1);
  cases = list_stops (self, MADO_CHANGE_STOPS_CASE);
  g_assert_cmpuint (cases->len, ==, 1);
  mado_desk_note_stop_async (self->fixture.desk, MADO_CHANGE_STOPS_CASE,
                             g_ptr_array_index (cases, 0), TRUE, NULL, service_ready_cb, &result);
  g_assert_true (mado_desk_note_stop_finish (self->fixture.desk, service_wait (&result), &error));
  after = list_stops (self, MADO_CHANGE_STOPS_CASE);
  g_assert_cmpuint (after->len, ==, 0);
}

/* Another name with the same reading and birth date: nothing happens before somebody looked. */
static void
test_doubtful (Service *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoImport) imported = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) letters = NULL;
  g_autoptr (GPtrArray) doubtful = NULL;
  g_autoptr (GPtrArray) pending = NULL;
  guint counts[MADO_N_CHANGE_REVOCATION_STATES];
  gint64 case_id = service_add_cases (self, 1, "issue", "高橋　一郎", SERVICE_KANA, SERVICE_BIRTH);

  service_add_certificate (self, case_id, "C1", DESK_TEMPLATE_NOW + YEAR_S);
  add_letter (self, "高橋　一郎");
  imported = import (self, HEADING MOVE, NULL, NULL, NULL, &error);
  letters = list_stops (self, MADO_CHANGE_STOPS_INQUIRY);
  g_assert_cmpuint (letters->len, ==, 1);
  g_assert_false (((MadoChangeStop *) g_ptr_array_index (letters, 0))->sure);
  doubtful = list_revocations (self, MADO_CHANGE_REVOCATION_DOUBTFUL, counts);
  g_assert_cmpuint (doubtful->len, ==, 1);
  g_assert_cmpuint (counts[MADO_CHANGE_REVOCATION_PENDING], ==, 0);
  mado_desk_decide_revocation_async (
      self->fixture.desk, ((MadoChangeRevocation *) g_ptr_array_index (doubtful, 0))->id,
      MADO_CHANGE_REVOCATION_DOUBTFUL, TRUE, NULL, service_ready_cb, &result);
  g_assert_true (
      mado_desk_decide_revocation_finish (self->fixture.desk, service_wait (&result), &error));
  pending = list_revocations (self, MADO_CHANGE_REVOCATION_PENDING, NULL);
  g_assert_cmpuint (pending->len, ==, 1);
}

/* --- the batch --- */

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
  text = g_strdup_printf (HEADING "転居,2026-11-26,%s,%s,%04u%02u%02u,東京都\n", items->name,
                          items->kana, items->birth.year, items->birth.month, items->birth.day);
  imported = import (self, text, NULL, NULL, NULL, &error);
  g_assert_cmpuint (imported->n_certificates, ==, 1);
  g_assert_true (revoke_all (self, NULL, NULL, NULL, &batch, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (batch.n_done, ==, 1);
  g_assert_cmpuint (batch.n_left, ==, 0);
  done = list_revocations (self, MADO_CHANGE_REVOCATION_DONE, NULL);
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
  g_autoptr (GString) text = g_string_new (HEADING);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoImport) imported = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *serial = g_strdup_printf ("0D%02X", i);

      service_add_certificate (
          self, service_add_cases (self, 1, "issue", SERVICE_NAME, SERVICE_KANA, 19500101 + i),
          serial, DESK_TEMPLATE_NOW + YEAR_S);
      g_string_append_printf (text, "死亡,2026-11-20," SERVICE_NAME "," SERVICE_KANA ",%u,\n",
                              19500101 + i);
    }
  imported = import (self, text->str, NULL, NULL, NULL, &error);
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
  failed = list_revocations (self, MADO_CHANGE_REVOCATION_FAILED, NULL);
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
    return TRUE;
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
      list = list_revocations (self, (int) rows[i].state, NULL);
      if (rows[i].state != MADO_CHANGE_REVOCATION_PENDING)
        g_assert_cmpuint (list->len, ==, 1);
    }
  g_assert_cmpuint (done, ==, 2 * G_N_ELEMENTS (rows) - 1); /* all but the one that was refused */
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
  g_test_add ("/desk/changes/" path, Service, NULL, service_set_up, func, service_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  service_begin ();
  g_test_add_func ("/desk/changes/kinds", test_kinds);
  ADD ("import", test_import);
  ADD ("import/refused", test_import_refused);
  ADD ("import/stopped", test_import_stopped);
  ADD ("stops", test_stops);
  ADD ("doubtful", test_doubtful);
  ADD ("revokes", test_revokes);
  ADD ("refused", test_refused);
  ADD ("line-breaks", test_line_breaks);
  ADD ("batch-stopped", test_batch_stopped);
  return service_end (g_test_run ());
}
