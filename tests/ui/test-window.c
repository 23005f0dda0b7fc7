/* The clerk's window on a desk with simulated parts: every screen and pane comes up, the focus is
 * never lost, and a whole issuance can be said through it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-card-error.h"
#include "mado-citizen-password.h"
#include "mado-citizen-problem.h"
#include "mado-citizen-window.h"
#include "mado-desk-inquiry.h"
#include "mado-inquiry-page.h"
#include "mado-search-page.h"
#include "mado-secret-entry.h"
#include "mado-window.h"
#include "window-fixture.h"

#include <string.h>

#define SCREEN_WIDTH 1280 /* pixels */
#define SCREEN_HEIGHT 800

/* --- tests --- */

static void
test_home (WindowFixture *fixture)
{
  window_fixture_sign_in (fixture);
  g_assert_nonnull (gtk_window_get_focus (fixture->window));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "open"));
  window_fixture_start_case (fixture);
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "confirm"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "new-case"));
  window_fixture_do (fixture, "hold");
  g_assert_null (window_fixture_get_run (fixture));
  window_fixture_do (fixture, "sign-out");
  g_assert_null (mado_desk_get_operator (fixture->desk.desk));
}

/* F12 with an empty form goes nowhere and says so. */
static void
test_empty_form (WindowFixture *fixture)
{
  MadoRun *run;

  window_fixture_sign_in (fixture);
  window_fixture_start_case (fixture);
  run = window_fixture_get_run (fixture);
  window_fixture_do (fixture, "confirm");
  g_assert_cmpstr (mado_run_get_state (run)->name, ==, "reception");
  g_assert_true (GTK_IS_EDITABLE (gtk_window_get_focus (fixture->window)));
}

/* Nobody is born tomorrow: the field says so, and F12 leads to it and no further. */
static void
test_birth_to_come (WindowFixture *fixture)
{
  MadoFieldGrid *fields;
  MadoRun *run;

  window_fixture_sign_in (fixture);
  window_fixture_start_case (fixture);
  run = window_fixture_get_run (fixture);
  fields = window_fixture_get_reception (fixture);
  mado_field_grid_set_text (fields, "kana", "タカハシ　ヨシロウ");
  mado_field_grid_set_text (fields, "name", "髙橋　𠮷郎");
  mado_field_grid_set_text (fields, "birth", "2099-02-17");
  mado_field_grid_set_choice (fields, "sex", MADO_SEX_MALE);
  mado_field_grid_set_text (fields, "address", "東京都窓口市中央一丁目１２－７－２０２");
  g_assert_cmpuint (mado_field_grid_count_open (fields), ==, 1);
  window_fixture_do (fixture, "confirm");
  g_assert_cmpstr (mado_run_get_state (run)->name, ==, "reception");
  g_assert_true (window_fixture_contains (GTK_WIDGET (fields), "This day is still to come."));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (gtk_window_get_focus (fixture->window))),
                   ==, "2099-02-17");
  mado_field_grid_set_text (fields, "birth", "S55.2.17");
  g_assert_false (window_fixture_contains (GTK_WIDGET (fields), "This day is still to come."));
  window_fixture_do (fixture, "confirm");
  while (g_str_equal (mado_run_get_state (run)->name, "reception")) /* the time limit is the end */
    g_main_context_iteration (NULL, TRUE);
}

/* Each row of the table brings its pane up with a focus inside the window. */
static void
test_every_pane (WindowFixture *fixture)
{
  static const char *const states[]
      = { "form",     "identity", "compare", "consent",   "keygen-ask",
          "password", "receive",  "fee",     "hand-over", "done" };
  g_autoptr (MadoRun) run = NULL;

  window_fixture_sign_in (fixture);
  window_fixture_start_case (fixture);
  run = g_object_ref (window_fixture_get_run (fixture));
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      ui_fixture_advance (run, "takahashi", states[i]);
      g_assert_cmpstr (mado_run_get_state (run)->name, ==, states[i]);
      g_assert_nonnull (gtk_window_get_focus (fixture->window));
    }
  window_fixture_do (fixture, "confirm");
  g_assert_null (window_fixture_get_run (fixture));
}

static void
check_room (GtkWindow *window, const char *what)
{
  int width, height;

  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL,
                      NULL);
  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_VERTICAL, SCREEN_WIDTH, &height, NULL,
                      NULL, NULL);
  if (width > SCREEN_WIDTH || height > SCREEN_HEIGHT)
    g_error ("%s needs %d x %d pixels", what, width, height);
}

/* The resident's fullest page: a second try, with the tries that are left in words. */
static void
check_tries_fit (WindowFixture *fixture)
{
  GtkWindow *citizen = window_fixture_find_window (fixture, MADO_TYPE_CITIZEN_WINDOW);
  GtkWidget *page = window_fixture_find (GTK_WIDGET (citizen), MADO_TYPE_CITIZEN_PASSWORD);
  g_autoptr (GError) problem
      = g_error_new_literal (MADO_CARD_ERROR, MADO_CARD_ERROR_PIN_WRONG, "refused");

  for (guint language = 0; language <= MADO_LANGUAGE_ENGLISH; language++)
    {
      g_autofree char *reason = mado_citizen_problem_sentence ((MadoLanguage) language, problem, 1);

      mado_citizen_password_set_reason (MADO_CITIZEN_PASSWORD (page), reason);
      check_room (citizen, reason);
    }
}

/* No key leaves the screen where the type is half as large again. */
static void
test_large_type (WindowFixture *fixture)
{
  static const char *const states[]
      = { "form", "identity", "compare", "consent", "password", "fee", "hand-over", "done" };
  g_autoptr (MadoRun) run = NULL;

  check_room (fixture->window, "sign-in");
  window_fixture_sign_in (fixture);
  check_room (fixture->window, "home");
  window_fixture_start_case (fixture);
  run = g_object_ref (window_fixture_get_run (fixture));
  check_room (fixture->window, "reception");
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      ui_fixture_advance (run, "takahashi", states[i]);
      check_room (fixture->window, states[i]);
      if (g_str_equal (states[i], "password"))
        check_tries_fit (fixture);
    }
}

/* --- the book of letters --- */

static GtkWidget *
letters (WindowFixture *fixture)
{
  return window_fixture_find (GTK_WIDGET (fixture->window), MADO_TYPE_INQUIRY_PAGE);
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(MadoInquiryView **) data = mado_desk_receive_inquiry_finish (MADO_DESK (source), result, NULL);
}

static gboolean
is_taken (gpointer data)
{
  return *(MadoInquiryView **) data != NULL;
}

static void
scan (WindowFixture *fixture, const char *number)
{
  GtkWidget *entry = window_fixture_find (letters (fixture), GTK_TYPE_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), number);
  g_signal_emit_by_name (entry, "activate");
}

/* Returns: (transfer full): a letter that is not printed yet. */
static MadoInquiryView *
receive_letter (WindowFixture *fixture)
{
  const MadoWareki birth = { .year = 1956, .month = 8, .day = 2 };
  MadoInquiryView *view = NULL;

  mado_desk_receive_inquiry_async (
      fixture->desk.desk, "issue", MADO_LETTER_BY_PROXY,
      mado_four_items_new ("山田　一郎", "ヤマダ　イチロウ", "東京都窓口市本町二丁目３番１号",
                           &birth, MADO_SEX_MALE),
      mado_inquiry_agent_new ("山田　花子", "東京都窓口市", "妻"), NULL, taken_cb, &view);
  ui_fixture_wait (is_taken, &view, 20);
  return view;
}

/* F4: the scan has the focus, shows a letter and what comes next, or says why not. */
static void
test_letters (WindowFixture *fixture)
{
  g_autoptr (MadoInquiryView) view = NULL;
  GtkWidget *entry;

  window_fixture_sign_in (fixture);
  view = receive_letter (fixture);
  window_fixture_do (fixture, "letters");
  entry = window_fixture_find (letters (fixture), GTK_TYPE_ENTRY);
  g_assert_true (gtk_widget_get_mapped (letters (fixture)));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), entry));
  window_fixture_wait_said (fixture, "山田　花子"); /* the row, with the proxy */
  scan (fixture, "2026-99999-0");
  window_fixture_wait_said (fixture, "Q04");
  scan (fixture, view->inquiry->number);
  window_fixture_wait_said (fixture, "It has not been mailed yet.");
  window_fixture_wait_said (fixture, "東京都窓口市本町二丁目３番１号");
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "open"));
  g_assert_true (
      g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "letter-void"));
  g_assert_false (
      g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "letter-returned"));
  window_fixture_do (fixture, "open"); /* prints; when it came out the letter is printed */
  window_fixture_wait_said (fixture, "mail it");
  window_fixture_do (fixture, "go-home");
  g_assert_false (gtk_widget_get_mapped (letters (fixture)));
}

static gboolean
can_open (gpointer data)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (((WindowFixture *) data)->window),
                                            "open");
}

/* F3: what was found is marked, and F12 opens it without another key. */
static void
test_search (WindowFixture *fixture)
{
  g_autoptr (MadoInquiryView) view = NULL;
  GtkWidget *entry;

  window_fixture_sign_in (fixture);
  view = receive_letter (fixture);
  window_fixture_do (fixture, "find");
  entry = window_fixture_find (
      window_fixture_find (GTK_WIDGET (fixture->window), MADO_TYPE_SEARCH_PAGE),
      GTK_TYPE_SEARCH_ENTRY);
  g_assert_false (can_open (fixture));
  gtk_editable_set_text (GTK_EDITABLE (entry), "ヤマダ");
  g_signal_emit_by_name (entry, "activate");
  window_fixture_wait_said (fixture, "letters 1");
  ui_fixture_wait (can_open, fixture, 20);
}

int
main (int argc, char **argv)
{
  static const WindowTest tests[] = {
    { "/ui/window/home", test_home },
    { "/ui/window/empty-form", test_empty_form },
    { "/ui/window/birth-to-come", test_birth_to_come },
    { "/ui/window/every-pane", test_every_pane },
    { "/ui/window/letters", test_letters },
    { "/ui/window/search", test_search },
    { "/ui/window/large-type", test_large_type, .dpi = 144 },
  };

  mado_secret_init_process ();
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_data_func (tests[i].path, &tests[i], window_fixture_run);
  return g_test_run ();
}
