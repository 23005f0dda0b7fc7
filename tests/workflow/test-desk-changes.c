/* SPDX-License-Identifier: GPL-3.0-or-later */
/* register changes at the desk: import with bad rows, stop and go on, the batch through the CA */
#include "config.h"

#include "changes-fixture.h"

#include "desk-template.h"
#include "mado-desk-inquiry.h"
#include "mado-desk-private.h"
#include "mado-lapse.h"

#include <string.h>

#define YEAR_S (365 * 24 * 60 * 60)

/* One table of kinds for the file and one of events for the rules: each kind is an event. */
static void
test_kinds (void)
{
  MadoRegisterEvent event;

  for (guint i = 0; mado_change_kind_get (i) != NULL; i++)
    g_assert_true (mado_lapse_find (mado_change_kind_get (i)->id, &event));
}

/* Good rows are taken, bad ones listed with line and reason, on the screen and in the report. */
static void
test_import (Service *self, gconstpointer data)
{
  static const char *const personal[] = { "髙橋", "タカハシ", "1955", NULL };
  g_autoptr (GString) text = g_string_new (CHANGES_HEADING CHANGES_MOVE);
  g_autofree char *report_path = g_build_filename (self->folder, "bad.csv", NULL);
  g_autofree char *report = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoImport) first = NULL;
  g_autoptr (MadoImport) with_more = NULL;

  service_next_day (self);
  for (guint i = 0; i < 150; i++)
    g_string_append (text, "結婚,2026-11-20,山田,ヤマダ,S55.2.17,\n");
  g_string_append (text, "死亡,2026-11-20,山田　太郎,ヤマダ　タロウ,S55.2.17,\n");
  first = changes_import (self, text->str, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first->n_good, ==, 2);
  g_assert_cmpuint (first->n_bad, ==, 150);
  g_assert_cmpuint (first->bad->len, ==, MADO_IMPORT_SHOWN);
  g_assert_cmpuint (g_array_index (first->bad, MadoImportBadRow, 0).line, ==, 3);
  g_assert_cmpint (g_array_index (first->bad, MadoImportBadRow, 0).fault, ==,
                   MADO_CHANGE_FAULT_KIND);
  g_assert_cmpuint (first->n_bytes, ==, first->n_bytes_total);
  g_assert_true (g_file_get_contents (report_path, &report, NULL, &error));
  g_assert_true (g_str_has_prefix (
      report,
      "line,reason,explanation\n3,kind,column 異動事由 (kind): no known kind of change\n4,"));
  g_assert_true (
      g_str_has_suffix (report, "152,kind,column 異動事由 (kind): no known kind of change\n"));
  /* the very file: refused; the same rows and one more: recognised */
  g_assert_null (changes_import (self, text->str, NULL, NULL, NULL, &error));
  g_assert_error (error, MADO_CHANGE_ERROR, MADO_CHANGE_ERROR_KNOWN);
  g_clear_error (&error);
  g_string_append (text, "転出,2026-11-20,佐藤,サトウ,S55.2.17,\n");
  with_more = changes_import (self, text->str, NULL, NULL, NULL, &error);
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

  g_assert_null (changes_import (self, "something,else\n1,2\n", NULL, NULL, NULL, &error));
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
  g_autoptr (GString) text = g_string_new (CHANGES_HEADING);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoImport) stopped = NULL;
  g_autoptr (MadoImport) whole = NULL;

  for (guint i = 0; i < 1800; i++)
    g_string_append_printf (text, "死亡,2026-11-20,山田,ヤマダ,%u,\n",
                            19500101 + i % 28 + i / 28 * 10000);
  stopped = changes_import (self, text->str, cancellable, stop_at_progress, cancellable, &error);
  g_assert_no_error (error);
  g_assert_true (stopped->stopped);
  g_assert_cmpuint (stopped->n_good, ==, 500);
  service_restart (self);
  whole = changes_import (self, text->str, NULL, NULL, NULL, &error);
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

/* A person who is met for sure: letters void at once, running cases stop (test-change-stop.c). */
static void
test_stops (Service *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoImport) imported = NULL;
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GPtrArray) letters = NULL;

  service_add_cases (self, 1, "issue", SERVICE_NAME, SERVICE_KANA, SERVICE_BIRTH);
  add_letter (self, SERVICE_NAME);
  service_next_day (self);
  imported = changes_import (self, CHANGES_HEADING CHANGES_MOVE, NULL, NULL, NULL, &error);
  g_assert_cmpuint (imported->n_cases, ==, 1);
  g_assert_cmpuint (imported->n_inquiries, ==, 1);
  letters = changes_list_stops (self, MADO_CHANGE_STOPS_INQUIRY);
  g_assert_cmpuint (letters->len, ==, 0);
  g_assert_cmpuint (
      desk_fixture_count_events (&self->fixture, "inquiry.void", "ok", "change:move_within"), ==,
      1);
  cases = changes_list_stops (self, MADO_CHANGE_STOPS_CASE);
  g_assert_cmpuint (cases->len, ==, 1);
}

/* A letter that may be another person's waits for somebody to compare, and is then void or not. */
static void
test_doubtful_letter (Service *self, gconstpointer same_person)
{
  gboolean same = GPOINTER_TO_INT (same_person);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoImport) imported = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) letters = NULL;
  g_autoptr (GPtrArray) after = NULL;

  add_letter (self, "高橋　一郎");
  service_next_day (self);
  imported = changes_import (self, CHANGES_HEADING CHANGES_MOVE, NULL, NULL, NULL, &error);
  letters = changes_list_stops (self, MADO_CHANGE_STOPS_INQUIRY);
  g_assert_cmpuint (letters->len, ==, 1);
  mado_desk_note_stop_async (self->fixture.desk, g_ptr_array_index (letters, 0), same, NULL,
                             service_ready_cb, &result);
  g_assert_true (mado_desk_note_stop_finish (self->fixture.desk, service_wait (&result), &error));
  after = changes_list_stops (self, MADO_CHANGE_STOPS_INQUIRY);
  g_assert_cmpuint (after->len, ==, 0);
  g_assert_cmpuint (
      desk_fixture_count_events (&self->fixture, "inquiry.void", "ok", "change:move_within"), ==,
      same ? 1 : 0);
  g_assert_cmpuint (
      desk_fixture_count_events (&self->fixture, "changes.stop", "other-person", NULL), ==,
      same ? 0 : 1);
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
  service_next_day (self);
  imported = changes_import (self, CHANGES_HEADING CHANGES_MOVE, NULL, NULL, NULL, &error);
  letters = changes_list_stops (self, MADO_CHANGE_STOPS_INQUIRY);
  g_assert_cmpuint (letters->len, ==, 1);
  g_assert_false (((MadoChangeStop *) g_ptr_array_index (letters, 0))->sure);
  doubtful = changes_list_revocations (self, MADO_CHANGE_REVOCATION_DOUBTFUL, counts);
  g_assert_cmpuint (doubtful->len, ==, 1);
  g_assert_cmpuint (counts[MADO_CHANGE_REVOCATION_PENDING], ==, 0);
  mado_desk_decide_revocation_async (
      self->fixture.desk, ((MadoChangeRevocation *) g_ptr_array_index (doubtful, 0))->id,
      MADO_CHANGE_REVOCATION_DOUBTFUL, MADO_CHANGE_REVOCATION_PENDING, NULL, service_ready_cb,
      &result);
  g_assert_true (
      mado_desk_decide_revocation_finish (self->fixture.desk, service_wait (&result), &error));
  pending = changes_list_revocations (self, MADO_CHANGE_REVOCATION_PENDING, NULL);
  g_assert_cmpuint (pending->len, ==, 1);
}

/* --- which came first --- */

typedef enum
{
  NOT_MET,
  ASKED, /* a person compares */
  SURE,
} Meets;

typedef struct
{
  const char *row; /* of the file */
  int state;       /* of the certificate; -1: nothing is kept of it */
  Meets meets;     /* the running case and the letter */
} Order;

#define ADDRESS "東京都窓口市本町" /* of service_person() */

/* Certificate, case and letter are of 2026-11-26.  LAW 12; JLAW 22(1), 23: a move is notified
 * within fourteen days, so that its day is often older than what bears the old address. */
/* clang-format off */
static const Order orders[] = {
  { CHANGES_ROW ("転入", "2026-11-20", ""),                         MADO_CHANGE_REVOCATION_NOTED,    NOT_MET },
  { CHANGES_ROW ("転入", "2026-11-26", ""),                         MADO_CHANGE_REVOCATION_NOTED,    NOT_MET },
  { CHANGES_ROW ("転入", "2026-11-27", ""),                         MADO_CHANGE_REVOCATION_PENDING,  SURE    },
  { CHANGES_ROW ("転居", "2026-11-20", ADDRESS "一丁目２番３号"),   MADO_CHANGE_REVOCATION_NOTED,    NOT_MET },
  { CHANGES_ROW ("転居", "2026-11-26", ADDRESS "１－２－３"),       MADO_CHANGE_REVOCATION_NOTED,    NOT_MET },
  { CHANGES_ROW ("転居", "2026-11-20", ADDRESS "９－９"),           MADO_CHANGE_REVOCATION_DOUBTFUL, ASKED   },
  { CHANGES_ROW ("転居", "2026-11-26", ADDRESS "９－９"),           MADO_CHANGE_REVOCATION_DOUBTFUL, ASKED   },
  { CHANGES_ROW ("転居", "2026-11-27", ADDRESS "９－９"),           MADO_CHANGE_REVOCATION_PENDING,  SURE    },
  { CHANGES_ROW ("転居", "2026-11-27", ADDRESS "１－２－３"),       MADO_CHANGE_REVOCATION_PENDING,  SURE    },
  { CHANGES_ROW ("死亡", "2026-11-20", ""),                         MADO_CHANGE_REVOCATION_DOUBTFUL, ASKED   },
  { CHANGES_ROW ("死亡", "2026-11-26", ""),                         MADO_CHANGE_REVOCATION_DOUBTFUL, ASKED   },
  { CHANGES_ROW ("死亡", "2026-11-27", ""),                         MADO_CHANGE_REVOCATION_PENDING,  SURE    },
  { CHANGES_ROW ("転出", "2026-11-26", ""),                         MADO_CHANGE_REVOCATION_DOUBTFUL, ASKED   },
  { CHANGES_ROW ("国外転出", "2026-11-26", ""),                     MADO_CHANGE_REVOCATION_DOUBTFUL, ASKED   },
  { CHANGES_ROW ("職権消除", "2026-11-26", ""),                     MADO_CHANGE_REVOCATION_DOUBTFUL, ASKED   },
  { CHANGES_ROW ("町名変更", "2026-11-20", ADDRESS "９－９"),       MADO_CHANGE_REVOCATION_NOTED,    NOT_MET }, /* JREG 21-2 */
  { CHANGES_ROW ("町名変更", "2026-11-27", ADDRESS "９－９"),       MADO_CHANGE_REVOCATION_NOTED,    NOT_MET },
  { CHANGES_ROW ("世帯変更", "2026-11-20", ""),                     -1,                              NOT_MET },
  { "転居,2026-11-20,髙橋一郎,タカハシイチロウ,19551231," ADDRESS "９－９\n", MADO_CHANGE_REVOCATION_DOUBTFUL, ASKED }, /* no blank: the same person */
  { "転入,2026-11-20,高橋　一郎," SERVICE_KANA ",19551231,\n",      -1,                              NOT_MET }, /* perhaps another's: nothing to note */
};
/* clang-format on */

static void
assert_stop (Service *self, MadoChangeStops what, Meets meets)
{
  g_autoptr (GPtrArray) stops = changes_list_stops (self, what);
  gboolean voided = what == MADO_CHANGE_STOPS_INQUIRY && meets == SURE; /* at once */

  g_assert_cmpuint (stops->len, ==, meets == NOT_MET || voided ? 0 : 1);
  if (stops->len == 0)
    return;
  g_assert_cmpint (((MadoChangeStop *) g_ptr_array_index (stops, 0))->sure, ==, meets == SURE);
  g_assert_true (((MadoChangeStop *) g_ptr_array_index (stops, 0))->same_person);
}

static void
test_order (Service *self, gconstpointer data)
{
  const Order *order = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoImport) imported = NULL;
  g_autofree char *text = g_strconcat (CHANGES_HEADING, order->row, NULL);
  guint counts[MADO_N_CHANGE_REVOCATION_STATES];
  gint64 case_id = service_add_cases (self, 1, "issue", SERVICE_NAME, SERVICE_KANA, SERVICE_BIRTH);

  service_add_certificate (self, case_id, "C1", DESK_TEMPLATE_NOW + YEAR_S);
  add_letter (self, SERVICE_NAME);
  service_next_day (self);
  imported = changes_import (self, text, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (imported->n_good, ==, 1);
  g_assert_cmpuint (imported->n_cases, ==, order->meets == NOT_MET ? 0 : 1);
  g_assert_cmpuint (imported->n_inquiries, ==, order->meets == NOT_MET ? 0 : 1);
  g_ptr_array_unref (changes_list_revocations (self, -1, counts));
  for (int i = 0; i < MADO_N_CHANGE_REVOCATION_STATES; i++)
    g_assert_cmpuint (counts[i], ==, i == order->state ? 1 : 0);
  assert_stop (self, MADO_CHANGE_STOPS_CASE, order->meets);
  assert_stop (self, MADO_CHANGE_STOPS_INQUIRY, order->meets);
  g_assert_cmpuint (desk_fixture_count_events (&self->fixture, "inquiry.void", "ok", NULL), ==,
                    order->meets == SURE ? 1 : 0);
}

/* The certificate and the letter have it already: they stay, and the record says why. */
static void
test_had_it (Service *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoImport) imported = NULL;
  g_autoptr (GAsyncResult) decided = NULL;
  g_autoptr (GAsyncResult) noted = NULL;
  g_autoptr (GPtrArray) doubtful = NULL;
  g_autoptr (GPtrArray) letters = NULL;
  const MadoChangeRevocation *row;
  guint counts[MADO_N_CHANGE_REVOCATION_STATES];
  gint64 case_id = service_add_cases (self, 1, "issue", SERVICE_NAME, SERVICE_KANA, SERVICE_BIRTH);

  service_add_certificate (self, case_id, "C1", DESK_TEMPLATE_NOW + YEAR_S);
  add_letter (self, SERVICE_NAME);
  imported = changes_import (self, CHANGES_HEADING CHANGES_ROW ("転居", "2026-11-20", "東京都"),
                             NULL, NULL, NULL, &error);
  doubtful = changes_list_revocations (self, MADO_CHANGE_REVOCATION_DOUBTFUL, NULL);
  row = g_ptr_array_index (doubtful, 0);
  g_assert_true (row->same_person);
  g_assert_cmpint (row->not_before, ==, DESK_TEMPLATE_NOW);
  g_assert_cmpstr (row->new_address, ==, "東京都");
  g_assert_cmpstr (row->known_address, ==, ADDRESS "１－２－３");
  mado_desk_decide_revocation_async (self->fixture.desk, row->id, MADO_CHANGE_REVOCATION_DOUBTFUL,
                                     MADO_CHANGE_REVOCATION_NOTED, NULL, service_ready_cb,
                                     &decided);
  g_assert_true (
      mado_desk_decide_revocation_finish (self->fixture.desk, service_wait (&decided), &error));
  letters = changes_list_stops (self, MADO_CHANGE_STOPS_INQUIRY);
  mado_desk_note_stop_async (self->fixture.desk, g_ptr_array_index (letters, 0), FALSE, NULL,
                             service_ready_cb, &noted);
  g_assert_true (mado_desk_note_stop_finish (self->fixture.desk, service_wait (&noted), &error));
  g_ptr_array_unref (changes_list_revocations (self, -1, counts));
  g_assert_cmpuint (counts[MADO_CHANGE_REVOCATION_NOTED], ==, 1);
  g_assert_cmpuint (desk_fixture_count_events (&self->fixture, "changes.decide", "had-it", NULL),
                    ==, 1);
  g_assert_cmpuint (desk_fixture_count_events (&self->fixture, "changes.stop", "had-it", NULL), ==,
                    1);
}

/* A day to come makes a bad row, and the very file can be imported again on that day. */
static void
test_day_ahead (Service *self, gconstpointer data)
{
  static const char text[] = CHANGES_HEADING CHANGES_ROW ("死亡", "2026-11-26", "")
      CHANGES_ROW ("転出", "2026-11-27", "");
  g_autofree char *report_path = g_build_filename (self->folder, "bad.csv", NULL);
  g_autofree char *report = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoImport) first = changes_import (self, text, NULL, NULL, NULL, &error);
  g_autoptr (MadoImport) again = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (first->n_good, ==, 1);
  g_assert_cmpuint (first->n_bad, ==, 1);
  g_assert_cmpint (g_array_index (first->bad, MadoImportBadRow, 0).fault, ==,
                   MADO_CHANGE_FAULT_DAY_AHEAD);
  g_assert_true (g_file_get_contents (report_path, &report, NULL, &error));
  g_assert_cmpstr (report, ==,
                   "line,reason,explanation\n3,day-ahead,column 異動日 (day): the day has not come "
                   "yet; import the file again on that day or later\n");
  service_next_day (self);
  again = changes_import (self, text, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->n_known, ==, 1);
  g_assert_cmpuint (again->n_good, ==, 1);
  g_assert_cmpuint (again->n_bad, ==, 0);
  g_assert_null (changes_import (self, text, NULL, NULL, NULL, &error)); /* now it is done */
  g_assert_error (error, MADO_CHANGE_ERROR, MADO_CHANGE_ERROR_KNOWN);
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
  g_test_add ("/desk/changes/letter/same", Service, GINT_TO_POINTER (TRUE), service_set_up,
              test_doubtful_letter, service_tear_down);
  g_test_add ("/desk/changes/letter/other", Service, GINT_TO_POINTER (FALSE), service_set_up,
              test_doubtful_letter, service_tear_down);
  ADD ("doubtful", test_doubtful);
  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autofree char *path = g_strdup_printf ("/desk/changes/order/%02" G_GSIZE_FORMAT, i);

      g_test_add (path, Service, &orders[i], service_set_up, test_order, service_tear_down);
    }
  ADD ("had-it", test_had_it);
  ADD ("day-ahead", test_day_ahead);
  return service_end (g_test_run ());
}
