/* SPDX-License-Identifier: GPL-3.0-or-later */
/* windowed lists: what is read and what is not; search, history, expiring certificates */
#include "config.h"

#include "service-fixture.h"

#include "desk-template.h"
#include "mado-desk-expiring.h"
#include "mado-desk-search.h"

static void
wait_counted (MadoCaseList *list)
{
  while (!mado_case_list_is_counted (list) && mado_case_list_get_problem (list) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static const MadoListRow *
wait_row (MadoCaseItem *item)
{
  while (mado_case_item_get_row (item) == NULL)
    g_main_context_iteration (NULL, TRUE);
  return mado_case_item_get_row (item);
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer data)
{
  (*(guint *) data)++;
}

static void
changed_cb (GListModel *model, guint at, guint removed, guint added, gpointer data)
{
  *(guint *) data += added;
}

/* 1,407 cases: the first look reads one page, and no more than twelve are ever held. */
static void
test_windows (Service *self, gconstpointer data)
{
  g_autoptr (MadoListKey) key = mado_list_key_new (MADO_LIST_CASES);
  g_autoptr (MadoCaseList) list = NULL;
  guint n_notified = 0, n_added = 0, n_rows;

  service_add_cases (self, 1407, "issue", SERVICE_NAME, SERVICE_KANA, SERVICE_BIRTH);
  list = mado_case_list_new (self->fixture.desk, key);
  g_signal_connect (list, "items-changed", G_CALLBACK (changed_cb), &n_added);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  wait_counted (list);
  n_rows = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_assert_cmpuint (n_rows, ==, 1407);
  g_assert_cmpuint (n_added, ==, 1407);
  g_assert_cmpuint (mado_case_list_get_n_pages (list), ==, 0); /* nothing was looked at */
  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (MadoCaseItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autoptr (MadoCaseItem) again = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_assert_true (item == again);
      if (i == 0)
        g_signal_connect (item, "notify::loaded", G_CALLBACK (count_cb), &n_notified);
      g_assert_cmpstr (wait_row (item)->name, ==, SERVICE_NAME);
    }
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpuint (mado_case_list_get_n_pages (list), ==, 1);
  for (guint i = 0; i < n_rows; i += 50)
    {
      g_autoptr (MadoCaseItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_assert_cmpint (wait_row (item)->id, ==, 1407 - i); /* newest first */
      g_assert_cmpuint (mado_case_list_get_n_pages (list), <=, 12);
    }
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), n_rows));
}

/* A page that was given up while it was read, a list that is dropped while it reads: no harm. */
static void
test_dropped (Service *self, gconstpointer data)
{
  g_autoptr (MadoListKey) key = mado_list_key_new (MADO_LIST_CASES);
  MadoCaseList *list;

  service_add_cases (self, 1500, "issue", SERVICE_NAME, SERVICE_KANA, SERVICE_BIRTH);
  list = mado_case_list_new (self->fixture.desk, key);
  wait_counted (list);
  for (guint i = 0; i < 1500; i += 100)
    g_object_unref (g_list_model_get_item (G_LIST_MODEL (list), i));
  mado_case_list_reload (list);
  g_object_unref (g_list_model_get_item (G_LIST_MODEL (list), 0));
  g_object_unref (list); /* the desk's end in the fixture waits for what is on its way */
}

static void
test_reload (Service *self, gconstpointer data)
{
  g_autoptr (MadoListKey) key = mado_list_key_new (MADO_LIST_CASES);
  g_autoptr (MadoCaseList) list = mado_case_list_new (self->fixture.desk, key);
  g_autoptr (MadoCaseItem) item = NULL;

  wait_counted (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  service_add_cases (self, 2, "issue", SERVICE_NAME, SERVICE_KANA, SERVICE_BIRTH);
  mado_case_list_reload (list);
  while (g_list_model_get_n_items (G_LIST_MODEL (list)) == 0)
    g_main_context_iteration (NULL, TRUE);
  item = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_assert_cmpint (wait_row (item)->id, ==, 1);
}

/* Every search leaves a line: who, what for, how many; never what was typed. */
static void
test_search (Service *self, gconstpointer data)
{
  static const char *const typed[] = { "高橋", "髙橋", "山田", NULL };
  g_autoptr (MadoCaseList) exact = NULL;
  g_autoptr (MadoCaseList) loose = NULL;

  service_add_cases (self, 3, "issue", SERVICE_NAME, SERVICE_KANA, SERVICE_BIRTH);
  service_add_cases (self, 2, "issue", "山田　太郎", "ヤマダ　タロウ", 19800217);
  exact
      = mado_desk_search (self->fixture.desk, "高橋", FALSE, MADO_SEARCH_CASES, MADO_SEARCH_PHONE);
  wait_counted (exact);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (exact)), ==, 0);
  loose = mado_desk_search (self->fixture.desk, "高橋", TRUE, MADO_SEARCH_CASES, MADO_SEARCH_VISIT);
  wait_counted (loose);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (loose)), ==, 3);
  g_assert_cmpuint (desk_fixture_count_events (&self->fixture, "search.case", "ok", "phone"), ==,
                    1);
  g_assert_cmpuint (desk_fixture_count_events (&self->fixture, "search.case", "ok", "visit"), ==,
                    1);
  service_assert_not_recorded (self, typed);
}

static void
test_history (Service *self, gconstpointer data)
{
  g_autoptr (MadoCase) of = mado_case_new ("issue");
  g_autoptr (MadoCaseList) list = NULL;

  g_assert_null (mado_desk_history (self->fixture.desk, of)); /* nothing entered yet */
  service_add_cases (self, 3, "issue", SERVICE_NAME, SERVICE_KANA, SERVICE_BIRTH);
  service_add_cases (self, 2, "issue", "山田　太郎", "ヤマダ　タロウ", SERVICE_BIRTH);
  of->form = service_person (SERVICE_NAME, SERVICE_KANA, SERVICE_BIRTH);
  list = mado_desk_history (self->fixture.desk, of);
  wait_counted (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 3);
}

/* Today is 2026-11-26: November to February. */
static void
test_expiring (Service *self, gconstpointer data)
{
  static const char *const noticed[] = { "B1" };
  const gint64 ends[] = { 1796050799, 1796050800, 1798729199, 1803826799, 1803826800 };
  g_autoptr (MadoCaseList) list = NULL;
  g_autoptr (GAsyncResult) note_result = NULL;
  g_autoptr (GAsyncResult) count_result = NULL;
  g_autoptr (MadoCaseItem) item = NULL;
  g_autoptr (GError) error = NULL;
  MadoExpiringMonth months[MADO_EXPIRING_MONTHS];
  const guint expected[MADO_EXPIRING_MONTHS] = { 1, 2, 0, 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *serial = g_strdup_printf ("B%" G_GSIZE_FORMAT, i);

      service_add_certificate (
          self,
          service_add_cases (self, 1, "issue", SERVICE_NAME, SERVICE_KANA, 19500101 + (guint) i),
          serial, ends[i]);
    }
  mado_desk_note_notices_async (self->fixture.desk, noticed, 1, NULL, service_ready_cb,
                                &note_result);
  g_assert_true (
      mado_desk_note_notices_finish (self->fixture.desk, service_wait (&note_result), &error));
  mado_desk_count_expiring_async (self->fixture.desk, NULL, service_ready_cb, &count_result);
  g_assert_true (mado_desk_count_expiring_finish (self->fixture.desk, service_wait (&count_result),
                                                  months, &error));
  for (guint i = 0; i < MADO_EXPIRING_MONTHS; i++)
    {
      g_assert_cmpuint (months[i].year, ==, i < 2 ? 2026 : 2027);
      g_assert_cmpuint (months[i].month, ==, (10 + i) % 12 + 1);
      g_assert_cmpuint (months[i].certificates, ==, expected[i]);
      g_assert_cmpuint (months[i].unnoticed, ==, expected[i] - (i == 1 ? 1 : 0));
    }
  list = mado_desk_list_expiring (self->fixture.desk, 2026, 12, TRUE);
  wait_counted (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_cmpstr (wait_row (item)->serial, ==, "B2");
  g_assert_cmpuint (desk_fixture_count_events (&self->fixture, "expiring.notice", "ok", NULL), ==,
                    1);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/desk/lists/" path, Service, NULL, service_set_up, func, service_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  service_begin ();
  ADD ("windows", test_windows);
  ADD ("dropped", test_dropped);
  ADD ("reload", test_reload);
  ADD ("search", test_search);
  ADD ("history", test_history);
  ADD ("expiring", test_expiring);
  return service_end (g_test_run ());
}
