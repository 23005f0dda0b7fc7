/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The printer is gone, out of paper, stopped, rejecting or silent at each print; reprints */
#include "config.h"

#include "desk-fixture.h"

#include <stdlib.h>
#include <string.h>

#define RETRIES 4

static char *template_folder;

typedef struct
{
  DeskFixture fixture;
  MadoScenario *scenario;
  MadoRun *run;
  char *folder;
  const char *row; /* nullable: in this row's turn the printer fails, once */
  MadoSimPrinterFault fault;
  gboolean failed, looked;
  guint n_seen; /* how often the row said that something changed */
} Desk;

static void
fail_printer (Desk *desk)
{
  mado_sim_printer_set_fault (desk->fixture.printer, desk->fault);
  desk->failed = TRUE;
}

/* A row that prints never stops before the next print: its second word is that its own sheet is
 * out and is being stored, and by then the printer is at rest. */
static void
changed_cb (MadoRun *run, gpointer data)
{
  Desk *desk = data;
  const MadoState *state = mado_run_get_state (run);

  if (desk->row == NULL || desk->failed || !mado_state_acts (state)
      || !g_str_equal (state->name, desk->row))
    return;
  desk->n_seen++;
  if (desk->n_seen == 2)
    fail_printer (desk);
}

/* The rows before each print: the fault is set there, so that the print meets it. */
static void
tell (MadoRun *run, gpointer data)
{
  Desk *desk = data;
  const MadoState *state = mado_run_get_state (run);
  const GError *problem = mado_run_get_problem (run);

  desk->looked |= g_str_has_suffix (state->name, "-look");
  if (desk->row != NULL && !desk->failed && g_str_equal (state->name, desk->row))
    fail_printer (desk);
  else if (desk->failed)
    {
      if (problem != NULL)
        g_test_message ("%s: %s", state->name, problem->message);
      mado_sim_printer_set_fault (desk->fixture.printer, MADO_SIM_PRINTER_READY);
    }
}

static void
open_desk (Desk *desk)
{
  desk->folder = desk_fixture_copy (template_folder);
  desk->scenario = desk_fixture_scenario ("takahashi");
  desk->fixture.shipped_forms = TRUE;
  desk_fixture_open (&desk->fixture, desk->folder);
  desk->run = desk_fixture_start (&desk->fixture);
  g_signal_connect (desk->run, "changed", G_CALLBACK (changed_cb), desk);
}

static void
close_desk (Desk *desk)
{
  g_object_unref (desk->run);
  desk_fixture_close (&desk->fixture);
  mado_scenario_free (desk->scenario);
  desk_fixture_remove (desk->folder);
  g_free (desk->folder);
}

static gboolean
play (Desk *desk, gboolean sheet)
{
  const MadoPlayerOptions options
      = { .retries = RETRIES, .sheet_is_there = sheet, .tell = tell, .tell_data = desk };

  return mado_player_play (desk->run, desk->scenario, &options);
}

/* --- what lies in the printer's tray --- */

/* @words: (nullable): counts only sheets with this text, read by poppler's pdftotext. */
static guint
count_sheets (Desk *desk, const char *form, const char *words)
{
  g_autofree char *path = g_build_filename (desk->folder, "prints", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      const char *argv[] = { "pdftotext", "-raw", file, "-", NULL };
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;

      if (strstr (name, form) == NULL)
        continue;
      if (words != NULL)
        g_spawn_sync (NULL, (char **) (guintptr) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text,
                      NULL, NULL, &error);
      g_assert_no_error (error);
      n += words == NULL || strstr (text, words) != NULL;
    }
  return n;
}

/* --- each print, each trouble --- */

/* clang-format off */
typedef struct
{
  const char *before, *form, *event;
  gboolean may_go_missing;
} Print;

static const Print prints[] = {
  { "reception", "application",      "issue.application", TRUE  }, /* not worth stopping a case for: F9 prints it again */
  { "fee",       "receipt",          "issue.receipt",     FALSE },
  { "receipt",   "certificate-copy", "issue.copy",        FALSE }, /* fails once the receipt is out */
};

static const struct { const char *name, *outcome; MadoSimPrinterFault fault; } faults[] = {
  { "paper out", "again",  MADO_SIM_PRINTER_PAPER_OUT },
  { "stopped",   "again",  MADO_SIM_PRINTER_STOPPED   },
  { "rejecting", "again",  MADO_SIM_PRINTER_REJECTING },
  { "gone",      "again",  MADO_SIM_PRINTER_GONE      },
  { "silent",    "unsure", MADO_SIM_PRINTER_SILENT    },
};
/* clang-format on */

static void
strike (const Print *print, gsize fault, gboolean sheet)
{
  Desk desk = { .row = print->before, .fault = faults[fault].fault };
  guint n;

  open_desk (&desk);
  g_assert_true (play (&desk, sheet));
  g_assert_true (desk.failed);
  g_assert_cmpuint (
      desk_fixture_count_events (&desk.fixture, print->event, faults[fault].outcome, NULL), ==, 1);
  desk_fixture_assert_issued (&desk.fixture);
  n = count_sheets (&desk, print->form, NULL);
  /* A second sheet only where a person looked and missed the first. */
  if (desk.looked && !sheet)
    g_assert_cmpuint (n, ==, 2);
  else if (print->may_go_missing)
    g_assert_cmpuint (n, <=, 1);
  else
    g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (count_sheets (&desk, "receipt", "00001"), ==,
                    count_sheets (&desk, "receipt", NULL));
  close_desk (&desk);
}

static void
test_each (gconstpointer data)
{
  const Print *print = data;

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_test_message ("%s: %s", print->form, faults[i].name);
      strike (print, i, TRUE);
      strike (print, i, FALSE);
    }
}

/* --- reprints --- */

typedef struct
{
  gboolean done, held;
  GError *error; /* owned */
} Reprinted;

static void
reprinted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Reprinted *reprinted = data;

  reprinted->held = mado_run_reprint_finish (MADO_RUN (source), result, &reprinted->error);
  reprinted->done = TRUE;
}

static Reprinted
reprint (MadoRun *run, const char *form)
{
  Reprinted reprinted = { 0 };

  mado_run_reprint_async (run, form, NULL, reprinted_cb, &reprinted);
  while (!reprinted.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (mado_run_is_busy (run, NULL));
  return reprinted;
}

static void
assert_reprinted (MadoRun *run, const char *form)
{
  Reprinted reprinted = reprint (run, form);

  g_assert_no_error (reprinted.error);
  g_assert_true (reprinted.held);
}

static void
test_reprint (void)
{
  Desk desk = { 0 };
  Reprinted again;

  open_desk (&desk);
  g_assert_true (play (&desk, TRUE));
  assert_reprinted (desk.run, "receipt");
  again = reprint (desk.run, "receipt"); /* the next one is a supervisor's: test-supervisor */
  g_assert_error (again.error, MADO_RUN_ERROR, MADO_RUN_ERROR_SECOND);
  g_clear_error (&again.error);
  assert_reprinted (desk.run, "certificate-copy");
  assert_reprinted (desk.run, "application");
  g_assert_cmpuint (count_sheets (&desk, "receipt", NULL), ==, 2);
  g_assert_cmpuint (count_sheets (&desk, "receipt", "再発行"), ==, 1);
  g_assert_cmpuint (count_sheets (&desk, "receipt", "00001"), ==, 2);
  g_assert_cmpuint (count_sheets (&desk, "certificate-copy", NULL), ==, 2);
  g_assert_cmpuint (count_sheets (&desk, "application", NULL), ==, 2);
  g_assert_cmpuint (desk_fixture_count_events (&desk.fixture, "print.done", "ok", NULL), ==, 6);
  desk_fixture_assert_issued (&desk.fixture);
  desk_fixture_assert_record (&desk.fixture);
  close_desk (&desk);
}

/* Nothing there to print, a case that works, a printer that is gone. */
static void
test_reprint_refused (void)
{
  Desk desk = { 0 };
  Reprinted reprinted;

  open_desk (&desk);
  reprinted = reprint (desk.run, "receipt");
  g_assert_false (reprinted.held);
  g_assert_error (reprinted.error, MADO_RUN_ERROR, MADO_RUN_ERROR_INCOMPLETE);
  g_clear_error (&reprinted.error);
  reprinted = reprint (desk.run, "nonsense");
  g_assert_error (reprinted.error, MADO_RUN_ERROR, MADO_RUN_ERROR_INCOMPLETE);
  g_clear_error (&reprinted.error);
  g_assert_true (play (&desk, TRUE));
  mado_sim_printer_set_fault (desk.fixture.printer, MADO_SIM_PRINTER_GONE);
  reprinted = reprint (desk.run, "receipt");
  g_assert_error (reprinted.error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_NO_SERVICE);
  g_clear_error (&reprinted.error);
  mado_sim_printer_set_fault (desk.fixture.printer, MADO_SIM_PRINTER_READY);
  assert_reprinted (desk.run, "receipt");
  g_assert_cmpuint (count_sheets (&desk, "receipt", NULL), ==, 2);
  desk_fixture_assert_issued (&desk.fixture);
  close_desk (&desk);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  mado_secret_init_process ();
  template_folder = desk_fixture_make_template ();
  g_test_add_data_func ("/workflow/issue/printer/application", &prints[0], test_each);
  g_test_add_data_func ("/workflow/issue/printer/receipt", &prints[1], test_each);
  g_test_add_data_func ("/workflow/issue/printer/certificate-copy", &prints[2], test_each);
  g_test_add_func ("/workflow/issue/printer/reprint", test_reprint);
  g_test_add_func ("/workflow/issue/printer/reprint-refused", test_reprint_refused);
  result = g_test_run ();
  desk_fixture_remove (template_folder);
  g_free (template_folder);
  return result;
}
