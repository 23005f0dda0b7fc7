/* test-printer.c - our printer client against a real cupsd and a real IPP printer
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cups/ipp.h>

#include "form-values.h"
#include "mado-print-watch.h"
#include "mado-printer-cups.h"
#include "printer-harness.h"

#define LIMIT_US (20 * G_USEC_PER_SEC)

typedef struct
{
  PrinterHarness *harness;
  MadoPrinter *printer;
  GBytes *document;
} Fixture;

typedef PrinterHarness *(*Start) (void);
static const Start services[] = { printer_harness_new_cups, printer_harness_new_ipp };

static GBytes *
make_receipt (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoFormFonts) fonts = mado_form_fonts_new (&error);
  g_autoptr (MadoForm) form = NULL;
  GBytes *document;

  g_assert_no_error (error);
  form = form_values_fill (fonts, MADO_FORM_RECEIPT, FALSE);
  document = mado_form_render_pdf (form, 1364693880, &error);
  g_assert_no_error (error);
  return document;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->harness = services[GPOINTER_TO_SIZE (data)]();
  f->printer = mado_printer_cups_new (printer_harness_get_name (f->harness),
                                      printer_harness_get_server (f->harness), &error);
  g_assert_no_error (error);
  f->document = make_receipt ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->printer);
  printer_harness_free (f->harness);
  g_bytes_unref (f->document);
}

static int
submit (Fixture *f)
{
  const MadoPrintOrder order = { "H25-0331-0007 領収書", f->document, "iso_a5_148x210mm" };
  g_autoptr (GError) error = NULL;
  int job_id = 0;

  mado_printer_submit (f->printer, &order, &job_id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (job_id, >, 0);
  return job_id;
}

static gint64
get_deadline (void)
{
  return g_get_monotonic_time () + LIMIT_US;
}

/* Waits for @wanted through whatever comes before it. */
static void
assert_becomes (Fixture *f, int job_id, MadoPrintState wanted)
{
  gint64 deadline = get_deadline ();
  MadoPrintState state;

  while ((state = mado_printer_read_state (f->printer, job_id)) != wanted)
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("state \"%s\" instead of \"%s\"", mado_print_state_to_string (state),
                 mado_print_state_to_string (wanted));
      g_poll (NULL, 0, 10);
    }
}

static void
test_prints (Fixture *f, gconstpointer data)
{
  int job_id;

  g_assert_cmpint (mado_printer_read_state (f->printer, 0), ==, MADO_PRINT_OK);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GBytes) kept = NULL;

      job_id = submit (f);
      g_assert_cmpint (mado_print_watch_wait (f->printer, job_id, get_deadline (), NULL), ==,
                       MADO_PRINT_DONE);
      kept = printer_harness_read_kept (f->harness, i);
      g_assert_true (g_bytes_equal (kept, f->document));
    }
  g_assert_cmpint (mado_printer_read_state (f->printer, job_id + 1000), ==, MADO_PRINT_JOB_UNKNOWN);
}

static const struct
{
  const char *reason;
  MadoPrintState state;
} troubles[] = {
  { "media-empty", MADO_PRINT_PAPER_OUT },
  { "media-jam", MADO_PRINT_PAPER_JAM },
  { "cover-open", MADO_PRINT_COVER_OPEN },
  { "marker-supply-empty", MADO_PRINT_TONER_OUT },
};

static void
test_troubles (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      g_autoptr (GBytes) kept = NULL;
      int job_id;

      printer_harness_break (f->harness, troubles[i].reason);
      job_id = submit (f);
      assert_becomes (f, job_id, troubles[i].state);
      printer_harness_cure (f->harness);
      assert_becomes (f, job_id, MADO_PRINT_DONE);
      assert_becomes (f, 0, MADO_PRINT_OK);
      kept = printer_harness_read_kept (f->harness, i);
      g_assert_true (g_bytes_equal (kept, f->document));
    }
}

static void
test_job_withdrawn (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int job_id;

  printer_harness_break (f->harness, "media-empty");
  job_id = submit (f);
  assert_becomes (f, job_id, MADO_PRINT_PAPER_OUT);
  g_assert_true (mado_printer_cancel (f->printer, job_id, &error));
  g_assert_no_error (error);
  assert_becomes (f, job_id, MADO_PRINT_JOB_CANCELLED); /* cupsd ends the waiting device */
}

static void
test_service_killed (Fixture *f, gconstpointer data)
{
  const MadoPrintOrder order = { "again", f->document, NULL };
  g_autoptr (GError) error = NULL;
  int job_id = submit (f);

  assert_becomes (f, job_id, MADO_PRINT_DONE);
  printer_harness_kill (f->harness);
  g_assert_cmpint (mado_printer_read_state (f->printer, 0), ==, MADO_PRINT_NO_SERVICE);
  g_assert_cmpint (mado_printer_read_state (f->printer, job_id), ==, MADO_PRINT_NO_SERVICE);
  g_assert_false (mado_printer_submit (f->printer, &order, &job_id, &error));
  g_assert_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_NO_SERVICE);
}

static void
test_queue_stopped (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) kept = NULL;
  int job_id;

  printer_harness_administer (f->harness, IPP_OP_PAUSE_PRINTER);
  assert_becomes (f, 0, MADO_PRINT_QUEUE_STOPPED);
  job_id = submit (f);
  g_assert_cmpint (mado_print_watch_wait (f->printer, job_id, get_deadline (), NULL), ==,
                   MADO_PRINT_QUEUE_STOPPED);
  printer_harness_administer (f->harness, IPP_OP_RESUME_PRINTER);
  assert_becomes (f, job_id, MADO_PRINT_DONE);
  kept = printer_harness_read_kept (f->harness, 0);
  g_assert_true (g_bytes_equal (kept, f->document));
}

/* The device breaks under the job: cupsd stops the queue and keeps the job. */
static void
test_device_fails (Fixture *f, gconstpointer data)
{
  int job_id;

  printer_harness_fail_device (f->harness);
  job_id = submit (f);
  assert_becomes (f, job_id, MADO_PRINT_QUEUE_STOPPED);
}

static void
test_queue_rejecting (Fixture *f, gconstpointer data)
{
  const MadoPrintOrder order = { "again", f->document, NULL };
  g_autoptr (GError) error = NULL;
  int job_id = 0;

  printer_harness_administer (f->harness, IPP_OP_CUPS_REJECT_JOBS);
  assert_becomes (f, 0, MADO_PRINT_QUEUE_REJECTING);
  g_assert_false (mado_printer_submit (f->printer, &order, &job_id, &error));
  g_assert_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_REJECTED);
  printer_harness_administer (f->harness, IPP_OP_CUPS_ACCEPT_JOBS);
  assert_becomes (f, submit (f), MADO_PRINT_DONE);
}

static void
test_unknown_queue (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoPrinter) printer
      = mado_printer_cups_new ("elsewhere", printer_harness_get_server (f->harness), &error);
  const MadoPrintOrder order = { "again", f->document, NULL };
  int job_id;

  g_assert_no_error (error);
  g_assert_cmpint (mado_printer_read_state (printer, 0), ==, MADO_PRINT_UNKNOWN_QUEUE);
  g_assert_false (mado_printer_submit (printer, &order, &job_id, &error));
  g_assert_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_UNKNOWN_QUEUE);
}

static void
test_list (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) destinations
      = mado_printer_cups_list (printer_harness_get_server (f->harness), &error);
  const MadoPrintDestination *office;

  g_assert_no_error (error);
  g_assert_cmpuint (destinations->len, ==, 1);
  office = destinations->pdata[0];
  g_assert_cmpstr (office->name, ==, "office");
  g_assert_cmpstr (office->info, ==, "Office printer");
  g_assert_true (office->is_default);
  g_assert_cmpint (office->state, ==, MADO_PRINT_OK);
}

static void
test_no_service (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoPrinter) printer = mado_printer_cups_new ("office", "/nonexistent/socket", &error);

  g_assert_no_error (error);
  g_assert_cmpint (mado_printer_read_state (printer, 0), ==, MADO_PRINT_NO_SERVICE);
  g_assert_null (mado_printer_cups_list ("/nonexistent/socket", &error));
  g_assert_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_NO_SERVICE);
}

static void
test_bad_names (void)
{
  static const char *const names[] = { "", "a/b", "a b", "http://localhost/", "ipp://" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (mado_printer_cups_new (names[i], NULL, &error));
      g_assert_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_UNKNOWN_QUEUE);
    }
}

#define ADD(path, service, func)                                                                   \
  g_test_add (path, Fixture, GSIZE_TO_POINTER (service), set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/printer/cups/prints", 0, test_prints);
  ADD ("/printer/cups/troubles", 0, test_troubles);
  ADD ("/printer/cups/withdrawn", 0, test_job_withdrawn);
  ADD ("/printer/cups/killed", 0, test_service_killed);
  ADD ("/printer/cups/stopped", 0, test_queue_stopped);
  ADD ("/printer/cups/device-fails", 0, test_device_fails);
  ADD ("/printer/cups/rejecting", 0, test_queue_rejecting);
  ADD ("/printer/cups/unknown", 0, test_unknown_queue);
  ADD ("/printer/cups/list", 0, test_list);
  ADD ("/printer/ipp/prints", 1, test_prints);
  ADD ("/printer/ipp/troubles", 1, test_troubles);
  ADD ("/printer/ipp/killed", 1, test_service_killed);
  g_test_add_func ("/printer/no-service", test_no_service);
  g_test_add_func ("/printer/bad-names", test_bad_names);
  return g_test_run ();
}
