/* The resident's window beside the clerk's: whose turn it is, who hides it, and what the clerk
 * reads.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-citizen-window.h"
#include "mado-secret-entry.h"
#include "mado-secret.h"
#include "window-fixture.h"

#define HELD_US (1100 * 1000) /* a key that comes later is not one that was held down */

static GtkWindow *
resident (WindowFixture *fixture)
{
  return window_fixture_find_window (fixture, MADO_TYPE_CITIZEN_WINDOW);
}

static gboolean
is_shown (WindowFixture *fixture)
{
  return gtk_widget_get_visible (GTK_WIDGET (resident (fixture)));
}

static MadoRun *
begin (WindowFixture *fixture, const char *state)
{
  window_fixture_sign_in (fixture);
  window_fixture_start_case (fixture);
  ui_fixture_advance (window_fixture_get_run (fixture), "takahashi", state);
  return window_fixture_get_run (fixture);
}

/* The resident's window is there when it is the resident's turn, and wipes itself when not. */
static void
test_resident (WindowFixture *fixture)
{
  GtkWindow *citizen;
  MadoSecretEntry *entry;
  g_autoptr (MadoRun) run = NULL;

  window_fixture_sign_in (fixture);
  window_fixture_start_case (fixture);
  run = g_object_ref (window_fixture_get_run (fixture));
  citizen = window_fixture_find_window (fixture, MADO_TYPE_CITIZEN_WINDOW);
  g_assert_nonnull (citizen);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (citizen)));
  ui_fixture_advance (run, "takahashi", "password");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (citizen)));
  entry = MADO_SECRET_ENTRY (window_fixture_find (GTK_WIDGET (citizen), MADO_TYPE_SECRET_ENTRY));
  mado_secret_entry_feed (entry, 'A');
  g_assert_cmpuint (mado_secret_entry_get_length (entry), ==, 1);
  window_fixture_do (fixture, "hold");
  g_assert_cmpuint (mado_secret_entry_get_length (entry), ==, 0);
}

/* --- the way back --- */

static gboolean
is_past (gpointer data)
{
  return g_get_monotonic_time () > *(gint64 *) data;
}

static void
press (WindowFixture *fixture, const char *action)
{
  gint64 until = g_get_monotonic_time () + HELD_US;

  ui_fixture_wait (is_past, &until, 5);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (resident (fixture)), action, NULL));
}

/* Each way to hide it says how it comes back; what was typed stays. */
static void
test_way_back (WindowFixture *fixture)
{
  MadoSecretEntry *entry;

  begin (fixture, "password");
  entry = MADO_SECRET_ENTRY (
      window_fixture_find (GTK_WIDGET (resident (fixture)), MADO_TYPE_SECRET_ENTRY));
  mado_secret_entry_feed (entry, 'A');
  gtk_widget_activate_action (GTK_WIDGET (resident (fixture)), "citizen.leave", NULL);
  g_assert_true (is_shown (fixture)); /* the key that brought it is still down */
  press (fixture, "citizen.leave");
  g_assert_false (is_shown (fixture));
  window_fixture_wait_said (fixture, "F7 shows it again; nothing was lost.");
  window_fixture_wait_said (fixture, "The resident's screen is not shown. F7 shows it.");
  window_fixture_do (fixture, "citizen");
  g_assert_true (is_shown (fixture));
  press (fixture, "citizen.escape");
  g_assert_false (is_shown (fixture));
  window_fixture_do (fixture, "citizen");
  window_fixture_wait_said (fixture, "The resident is busy at the other screen.");
  gtk_window_close (resident (fixture)); /* its X */
  g_assert_false (is_shown (fixture));
  window_fixture_wait_said (fixture, "F7 shows it again; nothing was lost.");
  g_assert_cmpuint (mado_secret_entry_get_length (entry), ==, 1);
}

/* --- what the clerk reads --- */

static void
test_message_ends_with_row (WindowFixture *fixture)
{
  MadoRun *run = begin (fixture, "form");

  window_fixture_do (fixture, "citizen");
  window_fixture_wait_said (fixture, "The resident's screen is shown.");
  ui_fixture_advance (run, "takahashi", "identity");
  g_assert_false (
      window_fixture_contains (GTK_WIDGET (fixture->window), "The resident's screen is shown."));
}

/* The card lies in the reader until the clerk takes it out to hand it over. */
static void
test_custody (WindowFixture *fixture)
{
  MadoRun *run = begin (fixture, "fee");

  window_fixture_wait_said (fixture, "Card: reader");
  ui_fixture_advance (run, "takahashi", "hand-over");
  window_fixture_wait_said (fixture, "Card: reader");
  ui_fixture_advance (run, "takahashi", "done");
  window_fixture_wait_said (fixture, "Card: applicant");
}

int
main (int argc, char **argv)
{
  static const WindowTest tests[] = {
    { "/ui/window-resident/turn", test_resident },
    { "/ui/window-resident/way-back", test_way_back },
    { "/ui/window-resident/message", test_message_ends_with_row },
    { "/ui/window-resident/custody", test_custody },
  };

  mado_secret_init_process ();
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_data_func (tests[i].path, &tests[i], window_fixture_run);
  return g_test_run ();
}
