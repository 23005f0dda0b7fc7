/* test-print-watch.c - the training printer with each of its faults, followed by a watch
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "mado-print-watch.h"
#include "mado-sim-printer.h"

#define LIMIT_S 20

typedef struct
{
  char *folder;
  MadoSimPrinter *sim;
  MadoPrinter *printer; /* the same object */
  MadoWorker *worker;
  GBytes *document;
  int job_id;
  gboolean answered;
  GError *error;
  GArray *states; /* of MadoPrintState, as the watch told them */
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("mado-print-XXXXXX", NULL);
  f->sim = mado_sim_printer_new (f->folder, &error);
  g_assert_no_error (error);
  f->printer = MADO_PRINTER (f->sim);
  f->worker = mado_worker_new ("print");
  f->document = g_bytes_new_static ("%PDF-1.5 page", 13);
  f->states = g_array_new (FALSE, FALSE, sizeof (MadoPrintState));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  const char *name;

  g_clear_object (&f->worker); /* first: it ends what it was doing with the printer */
  g_assert_finalize_object (f->sim);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
  g_bytes_unref (f->document);
  g_clear_error (&f->error);
  g_array_unref (f->states);
}

static gboolean
too_late_cb (gpointer data)
{
  g_error ("nothing happened for %d s", LIMIT_S);
  return G_SOURCE_REMOVE;
}

static void
iterate_until (const gboolean *done)
{
  guint limit = g_timeout_add_seconds (LIMIT_S, too_late_cb, NULL);

  while (!*done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *f = user_data;

  f->job_id = mado_printer_submit_finish (MADO_PRINTER (source), result, &f->error);
  f->answered = TRUE;
}

static void
submit (Fixture *f, GCancellable *cancellable)
{
  const MadoPrintOrder order = { "H25/0007 受付 receipt", f->document, "iso_a5_148x210mm" };

  f->answered = FALSE;
  g_clear_error (&f->error);
  mado_printer_submit_async (f->printer, f->worker, &order, cancellable, submitted_cb, f);
  iterate_until (&f->answered);
}

static void
changed_cb (MadoPrintWatch *watch, guint state, Fixture *f)
{
  MadoPrintState told = (MadoPrintState) state;

  g_assert_cmpint (mado_print_watch_get_state (watch), ==, told);
  g_array_append_val (f->states, told);
}

static void
iterate_until_state (Fixture *f, MadoPrintState state)
{
  guint limit = g_timeout_add_seconds (LIMIT_S, too_late_cb, NULL);

  while (f->states->len == 0
         || g_array_index (f->states, MadoPrintState, f->states->len - 1) != state)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
}

static void
assert_printed (Fixture *f, int job_id)
{
  g_autofree char *path = mado_sim_printer_get_path (f->sim, job_id);
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  g_assert_nonnull (path);
  g_assert_true (g_str_has_suffix (path, "-H25-0007--------receipt.pdf"));
  g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
  g_assert_cmpmem (bytes, n_bytes, "%PDF-1.5 page", 13);
}

static void
test_prints (Fixture *f, gconstpointer data)
{
  submit (f, NULL);
  g_assert_no_error (f->error);
  g_assert_cmpint (f->job_id, ==, 1);
  g_assert_cmpint (mado_printer_read_state (f->printer, 1), ==, MADO_PRINT_DONE);
  assert_printed (f, 1);
}

/* Numbers go on after a restart, so that no file is written over. */
static void
test_numbers_go_on (Fixture *f, gconstpointer data)
{
  g_autoptr (MadoSimPrinter) again = NULL;
  const MadoPrintOrder order = { "second", f->document, NULL };
  g_autoptr (GError) error = NULL;
  int job_id;

  submit (f, NULL);
  again = mado_sim_printer_new (f->folder, &error);
  g_assert_no_error (error);
  g_assert_true (mado_printer_submit (MADO_PRINTER (again), &order, &job_id, &error));
  g_assert_cmpint (job_id, ==, 2);
}

static const struct
{
  MadoSimPrinterFault fault;
  MadoPrintState state;
} waiting_faults[] = {
  { MADO_SIM_PRINTER_PAPER_OUT, MADO_PRINT_PAPER_OUT },
  { MADO_SIM_PRINTER_STOPPED, MADO_PRINT_QUEUE_STOPPED },
};

static void
test_waits_for_the_cure (Fixture *f, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (MadoPrintWatch) watch = NULL;

  mado_sim_printer_set_fault (f->sim, waiting_faults[i].fault);
  submit (f, NULL);
  g_assert_no_error (f->error);
  g_assert_null (mado_sim_printer_get_path (f->sim, f->job_id));
  watch = mado_print_watch_new (f->worker, f->printer, f->job_id, 50);
  g_signal_connect (watch, "changed", G_CALLBACK (changed_cb), f);
  iterate_until_state (f, waiting_faults[i].state);
  mado_sim_printer_set_fault (f->sim, MADO_SIM_PRINTER_READY);
  mado_print_watch_ask_now (watch);
  iterate_until_state (f, MADO_PRINT_DONE);
  g_assert_cmpuint (f->states->len, ==, 2);
  assert_printed (f, f->job_id);
  g_assert_finalize_object (g_steal_pointer (&watch));
}

static const struct
{
  MadoSimPrinterFault fault;
  MadoPrintError code;
  MadoPrintState state;
} refusing_faults[] = {
  { MADO_SIM_PRINTER_GONE, MADO_PRINT_ERROR_NO_SERVICE, MADO_PRINT_NO_SERVICE },
  { MADO_SIM_PRINTER_REJECTING, MADO_PRINT_ERROR_REJECTED, MADO_PRINT_QUEUE_REJECTING },
};

static void
test_refuses (Fixture *f, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);

  mado_sim_printer_set_fault (f->sim, refusing_faults[i].fault);
  submit (f, NULL);
  g_assert_error (f->error, MADO_PRINT_ERROR, (int) refusing_faults[i].code);
  g_assert_cmpint (f->job_id, ==, -1);
  g_assert_cmpint (mado_printer_read_state (f->printer, 0), ==, refusing_faults[i].state);
}

/* The page came out, the answer did not: only looking helps. */
static void
test_silent (Fixture *f, gconstpointer data)
{
  mado_sim_printer_set_fault (f->sim, MADO_SIM_PRINTER_SILENT);
  submit (f, NULL);
  g_assert_error (f->error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_UNSURE);
  assert_printed (f, 1);
}

static void
test_job_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  mado_sim_printer_set_fault (f->sim, MADO_SIM_PRINTER_PAPER_OUT);
  submit (f, NULL);
  g_assert_true (mado_printer_cancel (f->printer, f->job_id, &error));
  g_assert_no_error (error);
  mado_sim_printer_set_fault (f->sim, MADO_SIM_PRINTER_READY);
  g_assert_cmpint (mado_printer_read_state (f->printer, f->job_id), ==, MADO_PRINT_JOB_CANCELLED);
  g_assert_null (mado_sim_printer_get_path (f->sim, f->job_id));
  g_assert_false (mado_printer_cancel (f->printer, f->job_id, &error));
  g_assert_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_REJECTED);
}

static void
test_submit_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  submit (f, cancellable);
  g_assert_error (f->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (mado_printer_read_state (f->printer, 1), ==, MADO_PRINT_JOB_UNKNOWN);
}

/* Without a job the watch goes on after "done" things and tells each change once. */
static void
test_printer_watch (Fixture *f, gconstpointer data)
{
  g_autoptr (MadoPrintWatch) watch = mado_print_watch_new (f->worker, f->printer, 0, 50);

  g_signal_connect (watch, "changed", G_CALLBACK (changed_cb), f);
  iterate_until_state (f, MADO_PRINT_OK);
  mado_sim_printer_set_fault (f->sim, MADO_SIM_PRINTER_GONE);
  iterate_until_state (f, MADO_PRINT_NO_SERVICE);
  mado_sim_printer_set_fault (f->sim, MADO_SIM_PRINTER_READY);
  iterate_until_state (f, MADO_PRINT_OK);
  g_assert_cmpuint (f->states->len, ==, 3);
}

/* Dropped while its question is with the worker: the answer must find nobody and harm nobody. */
static void
test_watch_dropped (Fixture *f, gconstpointer data)
{
  MadoPrintWatch *watch = mado_print_watch_new (f->worker, f->printer, 0, 50);

  g_signal_connect (watch, "changed", G_CALLBACK (changed_cb), f);
  g_assert_finalize_object (watch);
  submit (f, NULL); /* queued behind the question, so the question's answer has come by now */
  g_assert_cmpuint (f->states->len, ==, 0);
}

static void
test_wait (Fixture *f, gconstpointer data)
{
  const gint64 soon = g_get_monotonic_time () + LIMIT_S * G_USEC_PER_SEC;

  submit (f, NULL);
  g_assert_cmpint (mado_print_watch_wait (f->printer, f->job_id, soon, NULL), ==, MADO_PRINT_DONE);
  mado_sim_printer_set_fault (f->sim, MADO_SIM_PRINTER_STOPPED);
  submit (f, NULL);
  g_assert_cmpint (mado_print_watch_wait (f->printer, f->job_id, soon, NULL), ==,
                   MADO_PRINT_QUEUE_STOPPED);
}

static void
test_folder_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_sim_printer_new ("/proc/nowhere", &error));
  g_assert_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_FOLDER);
}

#define ADD(path, data, func)                                                                      \
  g_test_add (path, Fixture, GSIZE_TO_POINTER (data), set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/print-watch/prints", 0, test_prints);
  ADD ("/print-watch/numbers", 0, test_numbers_go_on);
  ADD ("/print-watch/paper-out", 0, test_waits_for_the_cure);
  ADD ("/print-watch/stopped", 1, test_waits_for_the_cure);
  ADD ("/print-watch/gone", 0, test_refuses);
  ADD ("/print-watch/rejecting", 1, test_refuses);
  ADD ("/print-watch/silent", 0, test_silent);
  ADD ("/print-watch/job-cancelled", 0, test_job_cancelled);
  ADD ("/print-watch/submit-cancelled", 0, test_submit_cancelled);
  ADD ("/print-watch/printer", 0, test_printer_watch);
  ADD ("/print-watch/dropped", 0, test_watch_dropped);
  ADD ("/print-watch/wait", 0, test_wait);
  g_test_add_func ("/print-watch/folder", test_folder_refused);
  return g_test_run ();
}
