/* SPDX-License-Identifier: GPL-3.0-or-later */
/* secrets, workers, clock and hexadecimal text */
#include "config.h"

#include "mado-bytes.h"
#include "mado-clock.h"
#include "mado-secret.h"
#include "mado-training-clock.h"
#include "mado-worker.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_secret (void)
{
  guint8 bytes[] = "CANARY7";
  g_autoptr (MadoSecret) secret = mado_secret_new_take (bytes, 7);
  g_autoptr (MadoSecret) other = mado_secret_new (16);
  gsize n_bytes;

  g_assert_cmpint (bytes[0], ==, 0); /* the caller's copy is gone */
  g_assert_cmpmem (mado_secret_get (secret, &n_bytes), 7, "CANARY7", 7);
  g_assert_cmpuint (n_bytes, ==, 7);
  g_assert_false (mado_secret_append (secret, 'X')); /* full */
  for (const char *at = "CANARY8"; *at != '\0'; at++)
    g_assert_true (mado_secret_append (other, (guint8) *at));
  g_assert_false (mado_secret_equal (secret, other));
  mado_secret_drop_last (other);
  g_assert_true (mado_secret_append (other, '7'));
  g_assert_true (mado_secret_equal (secret, other));
  mado_secret_unref (mado_secret_ref (other)); /* still there */
  g_assert_true (mado_secret_equal (secret, other));
  mado_secret_clear (other);
  g_assert_cmpuint (mado_secret_get_length (other), ==, 0);
}

static gboolean
note_thread (gpointer data, GError **error)
{
  MadoWorker *worker = data;

  g_assert_true (mado_worker_is_current (worker));
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY, "as asked");
  return FALSE;
}

static void
answer_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_int (task, 42);
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
test_worker (void)
{
  MadoWorker *worker = mado_worker_new ("test");
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, keep_result_cb, &result);

  g_assert_false (mado_worker_call (worker, note_thread, worker, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  mado_worker_run (worker, task, answer_on_worker);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_task_propagate_int (G_TASK (result), NULL), ==, 42);
  g_assert_finalize_object (worker);
}

static void
test_worker_cancelled (void)
{
  g_autoptr (MadoWorker) worker = mado_worker_new ("test");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, keep_result_cb, &result);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  mado_worker_run (worker, task, answer_on_worker);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_task_propagate_int (G_TASK (result), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_japanese_day (void)
{
  static const struct
  {
    gint64 unix_s;
    int year, month, day;
  } cases[] = {
    { 0, 1970, 1, 1 },           /* 09:00 JST */
    { 54000 - 1, 1970, 1, 1 },   /* 23:59:59 JST */
    { 54000, 1970, 1, 2 },       /* 00:00:00 JST */
    { -32401, 1969, 12, 31 },    /* 23:59:59 JST of the day before */
    { -32400, 1970, 1, 1 },      /* 00:00:00 JST */
    { 1365731999, 2013, 4, 12 }, /* 2013-04-12T10:59:59 JST */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDate) date = mado_clock_date_of (cases[i].unix_s);

      g_assert_cmpint (g_date_get_year (date), ==, cases[i].year);
      g_assert_cmpint (g_date_get_month (date), ==, cases[i].month);
      g_assert_cmpint (g_date_get_day (date), ==, cases[i].day);
    }
}

static void
test_instant (void)
{
  g_autoptr (GDate) date = g_date_new_dmy (11, G_DATE_APRIL, 2016);

  /* 2016-04-11T23:59:59+09:00 = 2016-04-11T14:59:59Z, what `date -d … +%s` prints */
  g_assert_cmpint (mado_clock_instant (date, 23, 59, 59), ==, 1460386799);
}

static void
test_hex (void)
{
  g_autoptr (GBytes) bytes = mado_bytes_from_hex ("00 aF:10\n");
  g_autofree char *hex = NULL;

  g_assert_nonnull (bytes);
  hex = mado_bytes_to_hex (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_cmpstr (hex, ==, "00AF10");
  g_assert_null (mado_bytes_from_hex ("0"));
  g_assert_null (mado_bytes_from_hex ("0g"));
}

/* Ahead by what the file says, at once when it changes; not at all by what is no number of days. */
static void
test_training_clock (void)
{
  /* clang-format off */
  static const struct { const char *text; gint64 days; } cases[] = {
    { "1064\n", 1064 }, { "0", 0 }, { "1800", 1800 }, { "1801", 0 }, { "-5", 0 }, { "soon", 0 }, { "", 0 },
  };
  /* clang-format on */
  g_autofree char *folder = g_dir_make_tmp ("mado-clock-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "calendar", NULL);
  g_autoptr (MadoClock) machine = mado_system_clock_new ();
  g_autoptr (MadoClock) clock = mado_training_clock_new (file);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mado_clock_now (clock) - mado_clock_now (machine), <=, 1); /* no file yet */
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 ahead;

      g_assert_true (g_file_set_contents (file, cases[i].text, -1, NULL));
      ahead = mado_clock_now (clock) - mado_clock_now (machine) - cases[i].days * 86400;
      g_assert_cmpint (ahead, >=, -1);
      g_assert_cmpint (ahead, <=, 1);
    }
  g_assert_true (mado_training_clock_set_days (file, 31, &error));
  g_assert_no_error (error);
  g_assert_cmpint (mado_clock_now (clock) - mado_clock_now (machine), >=, 31 * 86400 - 1);
  g_remove (file);
  g_assert_false (mado_training_clock_set_days ("/no/such/folder/calendar", 1, &error));
  g_assert_nonnull (error);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/secret", test_secret);
  g_test_add_func ("/base/worker", test_worker);
  g_test_add_func ("/base/worker/cancelled", test_worker_cancelled);
  g_test_add_func ("/base/clock/japanese-day", test_japanese_day);
  g_test_add_func ("/base/clock/instant", test_instant);
  g_test_add_func ("/base/clock/training", test_training_clock);
  g_test_add_func ("/base/hex", test_hex);
  return g_test_run ();
}
