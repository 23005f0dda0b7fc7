/* test-print-state.c - the table that turns a printer's answer into what the clerk must do
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-print-state.h"

/* RFC 8011: printer-state 3 idle, 4 processing, 5 stopped; job-state 3 pending, 4 held,
 * 5 processing, 6 stopped, 7 canceled, 8 aborted, 9 completed; 0 here: no job. */
/* clang-format off */
static const struct
{
  int printer; gboolean accepting; const char *reasons; int job; MadoPrintState state;
} cases[] = {
  { 3, TRUE,  "none",                              0, MADO_PRINT_OK },
  { 3, TRUE,  "",                                  0, MADO_PRINT_OK },
  { 4, TRUE,  "none",                              0, MADO_PRINT_OK },
  { 5, TRUE,  "none",                              0, MADO_PRINT_QUEUE_STOPPED },
  { 5, TRUE,  "paused",                            0, MADO_PRINT_QUEUE_STOPPED },
  { 3, TRUE,  "hold-new-jobs",                     0, MADO_PRINT_QUEUE_STOPPED },
  { 3, FALSE, "none",                              0, MADO_PRINT_QUEUE_REJECTING },
  { 5, FALSE, "paused",                            0, MADO_PRINT_QUEUE_STOPPED },
  { 3, TRUE,  "media-empty",                       0, MADO_PRINT_PAPER_OUT },
  { 3, TRUE,  "media-empty-error",                 0, MADO_PRINT_PAPER_OUT },
  { 3, TRUE,  "media-empty-warning",               0, MADO_PRINT_PAPER_OUT },
  { 3, TRUE,  "media-needed-report",               0, MADO_PRINT_PAPER_OUT },
  { 5, TRUE,  "paused,media-empty-error",          0, MADO_PRINT_PAPER_OUT },
  { 5, TRUE,  "media-empty-error,media-jam-error", 0, MADO_PRINT_PAPER_JAM },
  { 5, TRUE,  "cover-open-error,media-empty",      0, MADO_PRINT_COVER_OPEN },
  { 5, TRUE,  "door-open",                         0, MADO_PRINT_COVER_OPEN },
  { 5, TRUE,  "interlock-open-error",              0, MADO_PRINT_COVER_OPEN },
  { 5, TRUE,  "input-tray-missing",                0, MADO_PRINT_PAPER_OUT },
  { 3, TRUE,  "media-low",                         0, MADO_PRINT_OK },
  { 3, TRUE,  "media-empty-ish",                   0, MADO_PRINT_OK },
  { 3, TRUE,  "toner-low-report",                  0, MADO_PRINT_TONER_LOW },
  { 3, TRUE,  "marker-supply-low-warning",         0, MADO_PRINT_TONER_LOW },
  { 3, FALSE, "toner-low",                         0, MADO_PRINT_QUEUE_REJECTING },
  { 5, TRUE,  "toner-low",                         0, MADO_PRINT_QUEUE_STOPPED },
  { 5, TRUE,  "toner-empty-error",                 0, MADO_PRINT_TONER_OUT },
  { 5, TRUE,  "marker-supply-empty-error",         0, MADO_PRINT_TONER_OUT },
  { 3, TRUE,  "offline-report",                    0, MADO_PRINT_OFFLINE },
  { 3, TRUE,  "connecting-to-device",              0, MADO_PRINT_OFFLINE },
  { 5, TRUE,  "shutdown",                          0, MADO_PRINT_OFFLINE },
  { 3, FALSE, "spool-area-full",                   0, MADO_PRINT_QUEUE_REJECTING },
  { 3, TRUE,  "com.example-odd-thing",             0, MADO_PRINT_OK },
  { 4, TRUE,  "none",                              3, MADO_PRINT_PRINTING },
  { 4, TRUE,  "none",                              5, MADO_PRINT_PRINTING },
  { 4, TRUE,  "toner-low",                         5, MADO_PRINT_PRINTING },
  { 4, FALSE, "none",                              5, MADO_PRINT_PRINTING },
  { 4, TRUE,  "media-empty-error",                 5, MADO_PRINT_PAPER_OUT },
  { 5, TRUE,  "paused",                            3, MADO_PRINT_QUEUE_STOPPED },
  { 5, FALSE, "paused",                            3, MADO_PRINT_QUEUE_STOPPED },
  { 4, TRUE,  "none",                              6, MADO_PRINT_QUEUE_STOPPED },
  { 5, TRUE,  "media-jam",                         6, MADO_PRINT_PAPER_JAM },
  { 3, TRUE,  "none",                              4, MADO_PRINT_JOB_HELD },
  { 5, TRUE,  "media-empty",                       9, MADO_PRINT_DONE },
  { 3, TRUE,  "none",                              9, MADO_PRINT_DONE },
  { 3, TRUE,  "none",                              8, MADO_PRINT_JOB_ABORTED },
  { 5, TRUE,  "paused",                            7, MADO_PRINT_JOB_CANCELLED },
};
/* clang-format on */

static void
test_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) reasons = g_strsplit (cases[i].reasons, ",", -1);
      const MadoPrintReading reading = { .printer_state = cases[i].printer,
                                         .accepting = cases[i].accepting,
                                         .reasons = (const char *const *) reasons,
                                         .job_state = cases[i].job };
      MadoPrintState state = mado_print_state_judge (&reading);

      if (state != cases[i].state)
        g_error ("%d %s job %d: %s instead of %s", cases[i].printer, cases[i].reasons, cases[i].job,
                 mado_print_state_to_string (state), mado_print_state_to_string (cases[i].state));
    }
}

static void
test_no_reasons (void)
{
  const MadoPrintReading reading = { .printer_state = 3, .accepting = TRUE };

  g_assert_cmpint (mado_print_state_judge (&reading), ==, MADO_PRINT_OK);
}

/* Every state has a word of its own, and the end of a job is never something to wait for. */
static void
test_words (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (MadoPrintState state = 0; state < MADO_PRINT_N_STATES; state++)
    {
      const char *word = mado_print_state_to_string (state);

      g_assert_nonnull (word);
      g_assert_true (g_hash_table_add (seen, (gpointer) (gsize) word));
      g_assert_false (mado_print_state_is_final (state) && mado_print_state_is_blocking (state));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print-state/table", test_table);
  g_test_add_func ("/print-state/no-reasons", test_no_reasons);
  g_test_add_func ("/print-state/words", test_words);
  return g_test_run ();
}
