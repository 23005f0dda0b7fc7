/* Leaving the clerk's window: what was typed is in the record, what runs comes to its end.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-event.h"
#include "mado-pane-reception.h"
#include "mado-pane.h"
#include "mado-secret.h"
#include "mado-start-dialog.h"
#include "mado-txn.h"
#include "window-fixture.h"

#include <string.h>

#define NAME "髙橋　𠮷郎"
#define KEYGEN_MS 1500 /* long enough to close the window meanwhile */

static void
type_name (WindowFixture *fixture)
{
  GtkWidget *pane;

  window_fixture_sign_in (fixture);
  window_fixture_start_case (fixture);
  mado_field_grid_set_text (window_fixture_get_reception (fixture), "name", NAME);
  pane = window_fixture_find (GTK_WIDGET (fixture->window), MADO_TYPE_PANE_RECEPTION);
  mado_pane_edited (MADO_PANE (pane)); /* as the key does */
}

static gboolean
has_stored_name (gpointer data)
{
  g_autoptr (MadoCase) stored = ui_fixture_load_case (&((WindowFixture *) data)->desk);

  return stored->form != NULL && g_strcmp0 (stored->form->name, NAME) == 0;
}

static guint
count_outcomes (MadoRun *run, const char *outcome)
{
  const GPtrArray *log = mado_run_get_log (run);
  guint n = 0;

  for (guint i = 0; i < log->len; i++)
    n += g_strcmp0 (((const MadoEvent *) g_ptr_array_index (log, i))->outcome, outcome) == 0;
  return n;
}

/* --- what was typed --- */

static void
test_close_stores (WindowFixture *fixture)
{
  g_autoptr (MadoRun) run = NULL;

  type_name (fixture);
  run = g_object_ref (window_fixture_get_run (fixture));
  gtk_window_close (fixture->window);
  ui_fixture_wait (window_fixture_is_gone, fixture, 20);
  g_assert_true (has_stored_name (fixture));
  g_assert_cmpuint (count_outcomes (run, "held"), ==, 1);
}

static void
test_sign_out_stores (WindowFixture *fixture)
{
  type_name (fixture);
  window_fixture_do (fixture, "sign-out");
  ui_fixture_wait (has_stored_name, fixture, 3); /* before it would be kept by itself */
}

static gboolean
is_kept (gpointer data)
{
  return count_outcomes (window_fixture_get_run (data), "kept") == 1;
}

/* A few seconds after the key, without a step, and without a word to whoever types on. */
static void
test_kept_while_typing (WindowFixture *fixture)
{
  MadoRun *run;
  guint n_events;

  type_name (fixture);
  run = window_fixture_get_run (fixture);
  n_events = mado_run_get_log (run)->len;
  g_assert_false (has_stored_name (fixture));
  ui_fixture_wait (is_kept, fixture, 10);
  g_assert_true (has_stored_name (fixture));
  g_assert_cmpuint (mado_run_get_log (run)->len, ==, n_events + 1);
  g_assert_cmpstr (mado_run_get_state (run)->name, ==, "reception");
  g_assert_false (mado_run_is_busy (run, NULL));
}

/* Dialogs go with the window: one that stayed would hold the desk, and the program with it. */
static void
test_dialogs (WindowFixture *fixture)
{
  type_name (fixture);
  window_fixture_do (fixture, "help");
  window_fixture_do (fixture, "hold");
  window_fixture_do (fixture, "new-case");
  g_assert_nonnull (window_fixture_find_window (fixture, MADO_TYPE_START_DIALOG));
  gtk_window_close (fixture->window);
  ui_fixture_wait (window_fixture_is_gone, fixture, 20);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 0);
}

/* --- what runs --- */

static gboolean
makes_key (gpointer data)
{
  MadoRun *run = window_fixture_get_run (data);

  return mado_run_is_busy (run, NULL) && g_str_equal (mado_run_get_state (run)->name, "keygen");
}

/* The card makes its key to the end; the next row is stored, and is the first one of the next day.
 */
static void
test_close_waits (WindowFixture *fixture)
{
  g_autoptr (MadoCase) stored = NULL;

  window_fixture_sign_in (fixture);
  window_fixture_start_case (fixture);
  mado_sim_card_set_keygen_ms (fixture->desk.card, KEYGEN_MS);
  ui_fixture_advance (window_fixture_get_run (fixture), "takahashi", "keygen-ask");
  mado_run_post (window_fixture_get_run (fixture), MADO_OUTCOME_OK);
  ui_fixture_wait (makes_key, fixture, 20);
  gtk_window_close (fixture->window);
  g_assert_true (window_fixture_contains (GTK_WIDGET (fixture->window), "must come to its end"));
  gtk_window_close (fixture->window); /* asked again */
  g_assert_true (makes_key (fixture));
  ui_fixture_wait (window_fixture_is_gone, fixture, 20);
  stored = ui_fixture_load_case (&fixture->desk);
  g_assert_cmpstr (stored->state, ==, "password");
  g_assert_null (stored->problem_domain);
}

/* --- a record that cannot be written --- */

static void
test_unstored (WindowFixture *fixture)
{
  g_autoptr (MadoDb) other = NULL;
  g_autoptr (MadoTxn) txn = NULL;
  g_autoptr (GError) error = NULL;

  type_name (fixture);
  other = ui_fixture_open_record (&fixture->desk);
  txn = mado_txn_begin (other, &error);
  g_assert_no_error (error);
  gtk_window_close (fixture->window);
  window_fixture_wait_said (fixture, "it is lost");
  g_assert_true (mado_run_is_unstored (window_fixture_get_run (fixture)));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "confirm"));
  gtk_window_close (fixture->window);
  ui_fixture_wait (window_fixture_is_gone, fixture, 20);
}

int
main (int argc, char **argv)
{
  static const WindowTest tests[] = {
    { "/ui/window-close/stores", test_close_stores },
    { "/ui/window-close/sign-out", test_sign_out_stores },
    { "/ui/window-close/kept", test_kept_while_typing },
    { "/ui/window-close/dialogs", test_dialogs },
    { "/ui/window-close/waits", test_close_waits },
    { "/ui/window-close/unstored", test_unstored },
  };

  mado_secret_init_process ();
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_data_func (tests[i].path, &tests[i], window_fixture_run);
  return g_test_run ();
}
