/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A word that the table forbids changes nothing: at each row where a person works every NEVER cell
 * is posted, and at every row, while it is busy, every word.  Each leaves one event, "never", and
 * database, card, CA, printer and screen stay as they were. */
#include "config.h"

#include "desk-fixture.h"

#include "mado-event.h"

#include <sqlite3.h>
#include <string.h>

#define RETRIES 4
#define MAX_ROWS 64

static char *template_folder;

/* One way through the table. */
typedef struct
{
  const char *name;
  guint message; /* to the CA that meets the fault; 1 is the lamp's question, 0: none */
  MadoFault fault;
  MadoSimPrinterFault printer;
  const char *stops_at; /* nullable: row at which the clerk says @word instead of going on */
  MadoOutcome word;
  MadoEnding ending;
} Way;

typedef struct
{
  DeskFixture fixture;
  const Way *way;
  char *folder;
  sqlite3 *witness;
  gboolean silent;                             /* plays without a forbidden word */
  gboolean waited[MAX_ROWS], worked[MAX_ROWS]; /* rows at which words were tried */
  guint n_posted;
} Desk;

/* --- everything that a word could change --- */

static void
add_row (GString *state, sqlite3_stmt *row)
{
  for (int i = 0; i < sqlite3_column_count (row); i++)
    {
      const guint8 *bytes = sqlite3_column_blob (row, i);
      int n_bytes = sqlite3_column_bytes (row, i);

      for (int j = 0; j < n_bytes; j++)
        g_string_append_printf (state, "%02x", bytes[j]);
      g_string_append_c (state, '|');
    }
  g_string_append_c (state, '\n');
}

static void
add_table (GString *state, sqlite3 *db, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s ORDER BY rowid", table);
  sqlite3_stmt *rows = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &rows, NULL), ==, SQLITE_OK);
  g_string_append_printf (state, "%s\n", table);
  while (sqlite3_step (rows) == SQLITE_ROW)
    add_row (state, rows);
  sqlite3_finalize (rows);
}

/* Every table but the events, the card's traffic, and what the desk shows. */
static char *
describe_all (Desk *desk, MadoRun *run)
{
  static const char *const tables[] = { "operator",    "case_file", "case_person", "case_document",
                                        "certificate", "receipt",   "ledger",      "print_job" };
  GString *state = g_string_new (mado_run_get_state (run)->name);
  const GError *problem = mado_run_get_problem (run);
  MadoSimCounters counters;

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    add_table (state, desk->witness, tables[i]);
  mado_sim_card_get_counters (desk->fixture.card, &counters);
  g_string_append_printf (state, "%u %s %d\n", counters.apdus,
                          problem != NULL ? problem->message : "-", mado_run_is_busy (run, NULL));
  return g_string_free (state, FALSE);
}

/* --- a person's row --- */

static void
post_forbidden (Desk *desk, MadoRun *run, MadoOutcome outcome)
{
  const char *event = mado_run_get_state (run)->event;
  const char *word = mado_outcome_to_string (outcome);
  guint n_all = desk_fixture_count_events (&desk->fixture, NULL, NULL, NULL);
  guint n_never = desk_fixture_count_events (&desk->fixture, event, "never", word);
  g_autofree char *before = describe_all (desk, run);
  g_autofree char *after = NULL;

  g_assert_false (mado_run_can (run, outcome));
  mado_run_post (run, outcome);
  desk->n_posted++;
  g_assert_cmpuint (desk_fixture_count_events (&desk->fixture, event, "never", word), ==,
                    n_never + 1);
  g_assert_cmpuint (desk_fixture_count_events (&desk->fixture, NULL, NULL, NULL), ==, n_all + 1);
  after = describe_all (desk, run);
  g_assert_cmpstr (before, ==, after);
}

static int
row_of (MadoRun *run)
{
  return mado_matrix_find (mado_run_get_matrix (run), mado_run_get_state (run)->name);
}

static void
tell (MadoRun *run, gpointer data)
{
  Desk *desk = data;
  const MadoState *state = mado_run_get_state (run);
  int row = row_of (run);

  for (guint i = 0; !desk->silent && !mado_state_acts (state) && i < MADO_N_OUTCOMES; i++)
    if (state->next[i] == MADO_NEVER)
      post_forbidden (desk, run, (MadoOutcome) i);
  desk->waited[row] = TRUE;
  if (g_strcmp0 (state->name, desk->way->stops_at) != 0)
    return;
  mado_run_post (run, desk->way->word);
  while (mado_run_is_busy (run, NULL))
    g_main_context_iteration (NULL, TRUE);
}

/* --- a busy row --- */

static void
changed_cb (MadoRun *run, gpointer data)
{
  Desk *desk = data;
  const MadoState *state = mado_run_get_state (run);
  guint n_log = mado_run_get_log (run)->len;

  if (desk->silent || !mado_run_is_busy (run, NULL))
    return;
  for (guint i = 0; i < MADO_N_OUTCOMES; i++)
    {
      const MadoEvent *last;

      mado_run_post (run, (MadoOutcome) i);
      desk->n_posted++;
      g_assert_true (mado_run_is_busy (run, NULL));
      g_assert_true (mado_run_get_state (run) == state);
      g_assert_cmpuint (mado_run_get_log (run)->len, ==, n_log + i + 1);
      last = g_ptr_array_index (mado_run_get_log (run), n_log + i);
      g_assert_cmpstr (last->outcome, ==, "never");
      g_assert_cmpstr (last->code, ==, state->event);
      g_assert_cmpstr (last->reason, ==, mado_outcome_to_string ((MadoOutcome) i));
    }
  desk->worked[row_of (run)] = TRUE;
}

/* --- one way, with and without forbidden words --- */

static void
arm (DeskFixture *fixture, gpointer data)
{
  const Desk *desk = data;

  if (desk->way->message > 0)
    mado_authority_set_fault (fixture->authority, desk->way->message, desk->way->fault);
  mado_sim_printer_set_fault (fixture->printer, desk->way->printer);
}

/* What happened, without the words that were ignored. */
static char *
describe_record (Desk *desk)
{
  g_autoptr (GPtrArray) events = desk_fixture_load_events (&desk->fixture);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < events->len; i++)
    {
      const MadoEvent *event = g_ptr_array_index (events, i);

      if (event->case_number != NULL && !g_str_equal (event->outcome, "never"))
        g_string_append_printf (text, "%s %s %s\n", event->code, event->outcome,
                                event->reason != NULL ? event->reason : "-");
    }
  return g_string_free (text, FALSE);
}

/* Returns: (transfer full): what happened. */
static char *
play (Desk *desk)
{
  const MadoPlayerOptions options
      = { .retries = RETRIES, .sheet_is_there = TRUE, .tell = tell, .tell_data = desk };
  g_autoptr (MadoScenario) scenario = desk_fixture_scenario ("takahashi");
  g_autoptr (MadoRun) run = NULL;
  g_autofree char *path = NULL;
  char *record;

  desk->folder = desk_fixture_copy (template_folder);
  path = g_build_filename (desk->folder, "desk.db", NULL);
  desk->fixture.prepare = arm;
  desk->fixture.data = desk;
  desk_fixture_open (&desk->fixture, desk->folder);
  g_assert_cmpint (sqlite3_open_v2 (path, &desk->witness, SQLITE_OPEN_READONLY, NULL), ==,
                   SQLITE_OK);
  run = desk_fixture_start (&desk->fixture);
  g_signal_connect (run, "changed", G_CALLBACK (changed_cb), desk);
  mado_player_play (run, scenario, &options);
  tell (run, desk); /* the end has no more words either */
  g_assert_cmpint (mado_run_get_state (run)->ending, ==, desk->way->ending);
  record = describe_record (desk);
  g_assert_cmpuint (desk_fixture_count_events (&desk->fixture, NULL, "never", NULL), ==,
                    desk->n_posted);
  if (desk->way->ending != MADO_ENDING_DONE)
    desk_fixture_assert_nothing (&desk->fixture);
  else
    desk_fixture_assert_issued (&desk->fixture);
  return record;
}

static void
close_desk (Desk *desk)
{
  sqlite3_close (desk->witness);
  desk_fixture_close (&desk->fixture);
  desk_fixture_remove (desk->folder);
  g_free (desk->folder);
}

/* clang-format off */
static const Way ways[] = {
  { .name = "plain",          .ending = MADO_ENDING_DONE },
  { .name = "silent printer", .ending = MADO_ENDING_DONE, .printer = MADO_SIM_PRINTER_SILENT },
  { .name = "request lost",   .ending = MADO_ENDING_DONE, .message = 2, .fault = MADO_FAULT_SILENT_AFTER },
  { .name = "confirm lost",   .ending = MADO_ENDING_DONE, .message = 3, .fault = MADO_FAULT_SILENT_AFTER },
  { .name = "withdrawn",      .ending = MADO_ENDING_WITHDRAWN, .stops_at = "fee",  .word = MADO_OUTCOME_CANCEL },
  { .name = "refused",        .ending = MADO_ENDING_REFUSED,   .stops_at = "form", .word = MADO_OUTCOME_FAIL   },
};

/* The rows that none of these ways enters. */
static const char *const elsewhere[]
    = { "rewrite", "reply", "slip", "slip-gone", NULL }; /* the last three: with a letter only */
/* clang-format on */

static void
walk (const Way *way, gboolean *waited, gboolean *worked)
{
  Desk disturbed = { .way = way };
  Desk silent = { .way = way, .silent = TRUE };
  g_autofree char *first = play (&disturbed);
  g_autofree char *second = play (&silent);

  g_test_message ("%s: %u words were ignored", way->name, disturbed.n_posted);
  g_assert_cmpstr (first, ==, second);
  for (guint i = 0; i < MAX_ROWS; i++)
    {
      waited[i] |= disturbed.waited[i];
      worked[i] |= disturbed.worked[i];
    }
  close_desk (&disturbed);
  close_desk (&silent);
}

static void
test_never (void)
{
  const MadoMatrix *matrix = mado_matrix_for ("issue");
  gboolean waited[MAX_ROWS] = { FALSE }, worked[MAX_ROWS] = { FALSE };

  g_assert_cmpuint (matrix->n_states, <=, MAX_ROWS);
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    walk (&ways[i], waited, worked);
  for (guint i = 0; i < matrix->n_states; i++)
    {
      const MadoState *state = &matrix->states[i];
      gboolean tried = mado_state_acts (state) ? worked[i] : waited[i];

      if (!tried && !g_strv_contains (elsewhere, state->name))
        g_error ("no word was tried at %s", state->name);
    }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  mado_secret_init_process ();
  template_folder = desk_fixture_make_template ();
  g_test_add_func ("/workflow/never", test_never);
  result = g_test_run ();
  desk_fixture_remove (template_folder);
  g_free (template_folder);
  return result;
}
