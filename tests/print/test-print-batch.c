/* test-print-batch.c - letters in a batch: whatever the printer does, it is known which came out
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "form-values.h"
#include "mado-print-batch.h"
#include "mado-sim-printer.h"

#define N_LETTERS 5
#define LIMIT_S 60
#define CREATED_AT 1364693880 /* 2013-03-31 01:38 UTC */
#define NOBODY G_MAXUINT

/* What happens where; read on the worker in make_letter(). */
typedef struct
{
  guint fails, lacks;          /* letters that cannot be made, that lack a value */
  guint disturbed;             /* while this letter is made ... */
  MadoSimPrinterFault fault;   /* ... this befalls the printer */
  guint after;                 /* when this letter has been printed ... */
  MadoSimPrinterFault then;    /* ... this befalls the printer */
  gboolean stop_after;         /* ... or the clerk stops */
  MadoPrintState blocked;      /* in this state of the printer ... */
  gboolean cure, stop_blocked; /* ... the clerk cures it, or stops */
  MadoSimPrinterFault worse;   /* ... or this befalls it; READY: nothing */
} Plot;

typedef struct
{
  MadoWorker *worker;
  MadoSimPrinter *sim;
  MadoPrintBatch *batch;
  MadoFormFonts *fonts; /* the worker's */
  char *folder;
  Plot plot;
  gboolean ended;
  guint n_told; /* signals of letters */
} Fixture;

static const Plot quiet
    = { .fails = NOBODY, .lacks = NOBODY, .disturbed = NOBODY, .after = NOBODY };

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("mado-batch-XXXXXX", &error);
  g_assert_no_error (error);
  f->sim = mado_sim_printer_new (f->folder, &error);
  g_assert_no_error (error);
  f->worker = mado_worker_new ("print");
  f->plot = quiet;
}

static guint
count_files (Fixture *f, gboolean clears)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      n++;
      if (clears)
        g_remove (path);
    }
  return n;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->batch != NULL)
    g_assert_finalize_object (f->batch);
  g_assert_finalize_object (f->worker); /* waits for the thread */
  g_clear_object (&f->fonts);
  g_assert_finalize_object (f->sim);
  count_files (f, TRUE);
  g_rmdir (f->folder);
  g_free (f->folder);
}

/* On the worker. */
static GPtrArray *
make_letter (guint letter, gpointer data, GError **error)
{
  Fixture *f = data;
  g_autoptr (GPtrArray) sheets = NULL;
  MadoForm *form;

  if (f->fonts == NULL)
    f->fonts = mado_form_fonts_new (NULL);
  if (letter == f->plot.disturbed)
    mado_sim_printer_set_fault (f->sim, f->plot.fault);
  if (letter == f->plot.fails)
    {
      g_set_error_literal (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_GLYPH, "no such glyph");
      return NULL;
    }
  form = form_values_fill (f->fonts, MADO_FORM_RECEIPT, FALSE);
  if (letter == f->plot.lacks)
    g_assert_true (mado_form_set (form, "name", NULL, NULL));
  sheets = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (sheets, form);
  return g_steal_pointer (&sheets);
}

static void
letter_cb (MadoPrintBatch *batch, guint letter, Fixture *f)
{
  guint sum = 0;

  f->n_told++;
  for (guint state = 0; state < MADO_BATCH_N_STATES; state++)
    sum += mado_print_batch_count (batch, (MadoBatchState) state);
  g_assert_cmpuint (sum, ==, N_LETTERS);
  if (letter != f->plot.after || mado_print_batch_get_letter (batch, letter) != MADO_BATCH_PRINTED)
    return;
  f->plot.after = NOBODY;
  mado_sim_printer_set_fault (f->sim, f->plot.then);
  if (f->plot.stop_after)
    mado_print_batch_stop (batch);
}

static void
printer_cb (MadoPrintBatch *batch, guint state, Fixture *f)
{
  if (f->plot.blocked == MADO_PRINT_OK || state != (guint) f->plot.blocked)
    return;
  f->plot.blocked = MADO_PRINT_OK;
  if (f->plot.cure)
    mado_sim_printer_set_fault (f->sim, MADO_SIM_PRINTER_READY);
  if (f->plot.worse != MADO_SIM_PRINTER_READY)
    {
      mado_sim_printer_set_fault (f->sim, f->plot.worse);
      f->plot.blocked = MADO_PRINT_NO_SERVICE; /* and then the clerk stops */
      f->plot.worse = MADO_SIM_PRINTER_READY;
      f->plot.stop_blocked = TRUE;
      return;
    }
  if (f->plot.stop_blocked)
    mado_print_batch_stop (batch);
}

static void
ended_cb (MadoPrintBatch *batch, Fixture *f)
{
  g_assert_false (mado_print_batch_is_running (batch));
  g_assert_cmpuint (mado_print_batch_count (batch, MADO_BATCH_SENT), ==, 0);
  f->ended = TRUE;
}

static gboolean
too_late_cb (gpointer data)
{
  g_error ("the batch does not end");
  return G_SOURCE_REMOVE;
}

static void
run (Fixture *f)
{
  guint limit = g_timeout_add_seconds (LIMIT_S, too_late_cb, NULL);

  f->ended = FALSE;
  mado_print_batch_start (f->batch);
  while (!f->ended)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
}

static void
make_batch (Fixture *f, guint letters_per_job)
{
  const MadoBatchOrder order = { .title = "inquiry letters",
                                 .n_letters = N_LETTERS,
                                 .letters_per_job = letters_per_job,
                                 .created_at = CREATED_AT,
                                 .interval_ms = 50,
                                 .make = make_letter,
                                 .data = f };

  f->batch = mado_print_batch_new (f->worker, MADO_PRINTER (f->sim), &order);
  g_signal_connect (f->batch, "letter", G_CALLBACK (letter_cb), f);
  g_signal_connect (f->batch, "printer", G_CALLBACK (printer_cb), f);
  g_signal_connect (f->batch, "ended", G_CALLBACK (ended_cb), f);
}

/* A letter each: N not started, P printed, F failed, U unknown. */
static void
assert_letters (Fixture *f, const char *wanted)
{
  static const char marks[] = { 'N', 'S', 'P', 'F', 'U' };
  char found[N_LETTERS + 1] = { 0 };

  for (guint i = 0; i < N_LETTERS; i++)
    found[i] = marks[mado_print_batch_get_letter (f->batch, i)];
  g_assert_cmpstr (found, ==, wanted);
}

static void
test_all_come_out (Fixture *f, gconstpointer data)
{
  make_batch (f, 1);
  assert_letters (f, "NNNNN");
  g_assert_cmpint (mado_print_batch_get_job (f->batch, 0), ==, 0);
  run (f);
  assert_letters (f, "PPPPP");
  g_assert_cmpuint (count_files (f, FALSE), ==, N_LETTERS);
  for (guint i = 0; i < N_LETTERS; i++)
    {
      int job = mado_print_batch_get_job (f->batch, i);
      g_autofree char *path = mado_sim_printer_get_path (f->sim, job);
      g_autofree char *title = g_strdup_printf ("inquiry-letters-%u-5.pdf", i + 1);

      g_assert_true (g_str_has_suffix (path, title));
      g_assert_null (mado_print_batch_get_error (f->batch, i));
    }
  g_assert_cmpuint (f->n_told, >=, 2 * N_LETTERS); /* sent, printed */
}

static void
test_several_in_a_job (Fixture *f, gconstpointer data)
{
  f->plot.fails = 1;
  make_batch (f, 3);
  run (f);
  assert_letters (f, "PFPPP");
  g_assert_cmpuint (count_files (f, FALSE), ==, 2);
  g_assert_cmpint (mado_print_batch_get_job (f->batch, 0), ==,
                   mado_print_batch_get_job (f->batch, 2));
  g_assert_cmpint (mado_print_batch_get_job (f->batch, 3), ==,
                   mado_print_batch_get_job (f->batch, 4));
  g_assert_cmpint (mado_print_batch_get_job (f->batch, 1), ==, 0);
}

/* What is told of the letters when the batch has ended for the first time; what the clerk does
 * then; and that in the end each letter came out once. */
/* clang-format off */
static const struct
{
  const char *name;
  guint letters_per_job;
  Plot plot;
  const char *letters;
  guint n_files;       /* that came out so far */
  guint n_later;       /* when the printer works again, without our doing */
  guint came_out;      /* an unknown letter that did, which the clerk finds in the tray */
  MadoPrintError code; /* of the first letter not printed; 0: none is told */
} cases[] = {
  { "stop", 1,
    { .fails = NOBODY, .lacks = NOBODY, .disturbed = NOBODY, .after = 1, .stop_after = TRUE },
    "PPNNN", 2, 2, NOBODY, 0 },
  { "stop-several", 2,
    { .fails = NOBODY, .lacks = NOBODY, .disturbed = NOBODY, .after = 1, .stop_after = TRUE },
    "PPNNN", 1, 1, NOBODY, 0 },
  { "paper-out-cured", 1,
    { .fails = NOBODY, .lacks = NOBODY, .disturbed = NOBODY, .after = 1, .then = MADO_SIM_PRINTER_PAPER_OUT, .blocked = MADO_PRINT_PAPER_OUT, .cure = TRUE },
    "PPPPP", 5, 5, NOBODY, 0 },
  { "paper-out-stopped", 1,
    { .fails = NOBODY, .lacks = NOBODY, .disturbed = NOBODY, .after = 1, .then = MADO_SIM_PRINTER_PAPER_OUT, .blocked = MADO_PRINT_PAPER_OUT, .stop_blocked = TRUE },
    "PPNNN", 2, 2, NOBODY, 0 },
  /* In these the trouble comes between the look at the printer and the job. */
  { "paper-out-in-job-cured", 1,
    { .fails = NOBODY, .lacks = NOBODY, .disturbed = 2, .after = NOBODY, .fault = MADO_SIM_PRINTER_PAPER_OUT, .blocked = MADO_PRINT_PAPER_OUT, .cure = TRUE },
    "PPPPP", 5, 5, NOBODY, 0 },
  { "paper-out-in-job-stopped", 1,
    { .fails = NOBODY, .lacks = NOBODY, .disturbed = 2, .after = NOBODY, .fault = MADO_SIM_PRINTER_PAPER_OUT, .blocked = MADO_PRINT_PAPER_OUT, .stop_blocked = TRUE },
    "PPUNN", 2, 2, NOBODY, 0 },
  { "paper-out-in-job-several", 2,
    { .fails = NOBODY, .lacks = NOBODY, .disturbed = 2, .after = NOBODY, .fault = MADO_SIM_PRINTER_PAPER_OUT, .blocked = MADO_PRINT_PAPER_OUT, .stop_blocked = TRUE },
    "PPUUN", 1, 1, NOBODY, 0 },
  { "paper-out-then-gone", 1,
    { .fails = NOBODY, .lacks = NOBODY, .disturbed = 2, .after = NOBODY, .fault = MADO_SIM_PRINTER_PAPER_OUT, .blocked = MADO_PRINT_PAPER_OUT, .worse = MADO_SIM_PRINTER_GONE },
    "PPUNN", 2, 3, 2, 0 },
  { "gone-at-sending", 1,
    { .fails = NOBODY, .lacks = NOBODY, .disturbed = 2, .after = NOBODY, .fault = MADO_SIM_PRINTER_GONE },
    "PPNNN", 2, 2, NOBODY, MADO_PRINT_ERROR_NO_SERVICE },
  { "rejecting-at-sending", 1,
    { .fails = NOBODY, .lacks = NOBODY, .disturbed = 2, .after = NOBODY, .fault = MADO_SIM_PRINTER_REJECTING },
    "PPNNN", 2, 2, NOBODY, MADO_PRINT_ERROR_REJECTED },
  { "answer-lost", 1,
    { .fails = NOBODY, .lacks = NOBODY, .disturbed = 2, .after = NOBODY, .fault = MADO_SIM_PRINTER_SILENT },
    "PPUNN", 3, 3, 2, MADO_PRINT_ERROR_UNSURE },
  /* In these it comes between two letters. */
  { "queue-stopped", 1,
    { .fails = NOBODY, .lacks = NOBODY, .disturbed = NOBODY, .after = 0, .then = MADO_SIM_PRINTER_STOPPED, .blocked = MADO_PRINT_QUEUE_STOPPED, .cure = TRUE },
    "PPPPP", 5, 5, NOBODY, 0 },
  { "gone-stopped", 1,
    { .fails = NOBODY, .lacks = NOBODY, .disturbed = NOBODY, .after = 1, .then = MADO_SIM_PRINTER_GONE, .blocked = MADO_PRINT_NO_SERVICE, .stop_blocked = TRUE },
    "PPNNN", 2, 2, NOBODY, 0 },
  { "gone-and-back", 1,
    { .fails = NOBODY, .lacks = NOBODY, .disturbed = NOBODY, .after = 1, .then = MADO_SIM_PRINTER_GONE, .blocked = MADO_PRINT_NO_SERVICE, .cure = TRUE },
    "PPPPP", 5, 5, NOBODY, 0 },
  { "letter-fails", 1,
    { .fails = 2, .lacks = NOBODY, .disturbed = NOBODY, .after = NOBODY },
    "PPFPP", 4, 4, NOBODY, MADO_PRINT_ERROR_GLYPH },
  { "letter-lacks-a-value", 1,
    { .fails = NOBODY, .lacks = 2, .disturbed = NOBODY, .after = NOBODY },
    "PPFPP", 4, 4, NOBODY, MADO_PRINT_ERROR_INCOMPLETE },
  { "first-fails", 1,
    { .fails = 0, .lacks = NOBODY, .disturbed = NOBODY, .after = NOBODY },
    "FPPPP", 4, 4, NOBODY, MADO_PRINT_ERROR_GLYPH },
};
/* clang-format on */

static void
assert_error (Fixture *f, MadoPrintError code)
{
  guint i = 0;

  while (i < N_LETTERS && mado_print_batch_get_letter (f->batch, i) == MADO_BATCH_PRINTED)
    i++;
  if (i < N_LETTERS && code != 0)
    g_assert_error (mado_print_batch_get_error (f->batch, i), MADO_PRINT_ERROR, (int) code);
}

static void
test_trouble (Fixture *f, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  guint per_job = cases[i].letters_per_job;

  f->plot = cases[i].plot;
  make_batch (f, per_job);
  run (f);
  assert_letters (f, cases[i].letters);
  g_assert_cmpuint (count_files (f, FALSE), ==, cases[i].n_files);
  assert_error (f, cases[i].code);

  mado_sim_printer_set_fault (f->sim, MADO_SIM_PRINTER_READY);
  mado_printer_read_state (MADO_PRINTER (f->sim), 0); /* what was still waiting would print now */
  g_assert_cmpuint (count_files (f, FALSE), ==, cases[i].n_later);
  f->plot = quiet;
  for (guint letter = 0; letter < N_LETTERS; letter++)
    {
      MadoBatchState state = mado_print_batch_get_letter (f->batch, letter);

      if (letter == cases[i].came_out)
        mado_print_batch_settle (f->batch, letter);
      else if (state == MADO_BATCH_FAILED || state == MADO_BATCH_UNKNOWN)
        mado_print_batch_retry (f->batch, letter);
    }
  run (f);
  assert_letters (f, "PPPPP");
  if (per_job == 1)
    g_assert_cmpuint (count_files (f, FALSE), ==, N_LETTERS); /* each once */
}

/* Nobody asks any more: what was sent comes out, nothing else does, nothing leaks. */
static void
test_dropped (Fixture *f, gconstpointer data)
{
  make_batch (f, 1);
  mado_print_batch_start (f->batch);
  g_assert_cmpint (mado_print_batch_get_letter (f->batch, 0), ==, MADO_BATCH_SENT);
  g_assert_finalize_object (f->batch);
  f->batch = NULL;
  g_assert_finalize_object (f->worker); /* runs what was handed over */
  f->worker = mado_worker_new ("print");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (count_files (f, FALSE), ==, 1);
}

static void
test_start_twice (Fixture *f, gconstpointer data)
{
  make_batch (f, 1);
  mado_print_batch_stop (f->batch); /* nothing runs */
  mado_print_batch_start (f->batch);
  run (f);
  assert_letters (f, "PPPPP");
  g_assert_cmpuint (count_files (f, FALSE), ==, N_LETTERS);
  run (f); /* nothing is left to print */
  g_assert_cmpuint (count_files (f, FALSE), ==, N_LETTERS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/print-batch/all", Fixture, NULL, set_up, test_all_come_out, tear_down);
  g_test_add ("/print-batch/several", Fixture, NULL, set_up, test_several_in_a_job, tear_down);
  g_test_add ("/print-batch/dropped", Fixture, NULL, set_up, test_dropped, tear_down);
  g_test_add ("/print-batch/start-twice", Fixture, NULL, set_up, test_start_twice, tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/print-batch/", cases[i].name, NULL);

      g_test_add (path, Fixture, GSIZE_TO_POINTER (i), set_up, test_trouble, tear_down);
    }
  return g_test_run ();
}
