/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "changes-fixture.h"

MadoImport *
changes_import (Service *self, const char *text, GCancellable *cancellable,
                MadoImportProgress progress, gpointer data, GError **error)
{
  g_autofree char *path = service_write (self, "changes.csv", text);
  g_autofree char *report = g_build_filename (self->folder, "bad.csv", NULL);
  g_autoptr (GAsyncResult) result = NULL;

  mado_desk_import_changes_async (self->fixture.desk, path, report, progress, data, cancellable,
                                  service_ready_cb, &result);
  return mado_desk_import_changes_finish (self->fixture.desk, service_wait (&result), error);
}

GPtrArray *
changes_list_stops (Service *self, MadoChangeStops what)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *list;

  mado_desk_list_stops_async (self->fixture.desk, what, NULL, service_ready_cb, &result);
  list = mado_desk_list_stops_finish (self->fixture.desk, service_wait (&result), &error);
  g_assert_no_error (error);
  return list;
}

GPtrArray *
changes_list_revocations (Service *self, int state, guint *counts)
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

MadoImport *
changes_import_of (Service *self, const char *kind, const char *name, const MadoFourItems *items)
{
  g_autoptr (GDate) today = mado_clock_today (self->fixture.clock);
  g_autofree char *text
      = g_strdup_printf (CHANGES_HEADING "%s,%04u%02u%02u,%s,%s,%04d%02d%02d,東京都\n", kind,
                         (guint) g_date_get_year (today), (guint) g_date_get_month (today),
                         (guint) g_date_get_day (today), name, items->kana, items->birth.year,
                         items->birth.month, items->birth.day);
  g_autoptr (GError) error = NULL;
  MadoImport *imported = changes_import (self, text, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return imported;
}

void
changes_assert_stopped (Desk *desk)
{
  const MadoCase *work = mado_run_get_case (desk->run);
  g_autoptr (GPtrArray) open = changes_list_stops (&desk->service, MADO_CHANGE_STOPS_CASE);

  g_assert_cmpstr (desk_row (desk), ==, "stopped-by-change");
  g_assert_cmpint (work->ending, ==, MADO_ENDING_STOPPED);
  g_assert_cmpint (work->card_holder, ==, MADO_HOLDER_APPLICANT);
  g_assert_cmpuint (open->len, ==, 0);
  g_assert_cmpuint (desk_count (desk, "changes.stop", "ok"), ==, 1);
  desk_fixture_assert_nothing (&desk->service.fixture);
  desk_fixture_assert_record (&desk->service.fixture);
}
