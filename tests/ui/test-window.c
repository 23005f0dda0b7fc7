/* The clerk's window on a desk with simulated parts: every screen and pane comes up, the focus is
 * never lost, and a whole issuance can be said through it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-application.h"
#include "mado-card-error.h"
#include "mado-case-page.h"
#include "mado-citizen-password.h"
#include "mado-citizen-problem.h"
#include "mado-citizen-window.h"
#include "mado-desk-inquiry.h"
#include "mado-field-grid.h"
#include "mado-home-page.h"
#include "mado-inquiry-page.h"
#include "mado-search-page.h"
#include "mado-page.h"
#include "mado-pane-reception.h"
#include "mado-run.h"
#include "mado-secret-entry.h"
#include "mado-start-dialog.h"
#include "mado-sign-in-page.h"
#include "mado-window.h"
#include "ui-fixture.h"

#include <string.h>

#define SCREEN_WIDTH 1280 /* pixels */
#define SCREEN_HEIGHT 800

typedef struct
{
  UiFixture desk;
  MadoApplication *application;
  GtkWindow *window;
} Fixture;

/* --- looking into the window --- */

static GtkWidget *
find (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWindow *
find_window (Fixture *fixture, GType type)
{
  GListModel *windows = gtk_window_get_toplevels (); /* dialogs are not among the application's */

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return GTK_WINDOW (window);
    }
  return NULL;
}

static MadoRun *
shown_run (Fixture *fixture)
{
  return mado_page_get_run (MADO_PAGE (find (GTK_WIDGET (fixture->window), MADO_TYPE_CASE_PAGE)));
}

static gboolean
has_window (gpointer data)
{
  Fixture *fixture = data;

  fixture->window = find_window (fixture, MADO_TYPE_WINDOW);
  return fixture->window != NULL;
}

static gboolean
has_operators (gpointer data)
{
  GPtrArray *operators = mado_desk_get_operators (((Fixture *) data)->desk.desk);

  return operators != NULL && operators->len > 0;
}

static gboolean
is_signed_in (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *home = find (GTK_WIDGET (fixture->window), MADO_TYPE_HOME_PAGE);

  return mado_desk_get_operator (fixture->desk.desk) != NULL && gtk_widget_get_mapped (home);
}

static gboolean
has_run (gpointer data)
{
  return shown_run (data) != NULL;
}

/* --- doing --- */

static void
do_action (Fixture *fixture, const char *name)
{
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), name));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), name, NULL);
}

static void
sign_in (Fixture *fixture)
{
  GtkWidget *page = find (GTK_WIDGET (fixture->window), MADO_TYPE_SIGN_IN_PAGE);
  MadoSecretEntry *entry = MADO_SECRET_ENTRY (find (page, MADO_TYPE_SECRET_ENTRY));

  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "sign-in"));
  for (const char *letter = UI_FIXTURE_PASSWORD; *letter != '\0'; letter++)
    mado_secret_entry_feed (entry, (guchar) *letter);
  do_action (fixture, "sign-in");
  g_assert_cmpuint (mado_secret_entry_get_length (entry), ==, 0);
  ui_fixture_wait (is_signed_in, fixture, 30);
}

typedef struct
{
  const char *path;
  void (*func) (Fixture *fixture);
  int dpi; /* of the type; 0: as it is */
} Test;

typedef struct
{
  Fixture fixture;
  const Test *test;
} Running;

static gboolean
run_inside_cb (gpointer data)
{
  Running *running = data;

  ui_fixture_wait (has_window, &running->fixture, 20);
  ui_fixture_wait (has_operators, &running->fixture, 30);
  running->test->func (&running->fixture);
  gtk_window_destroy (running->fixture.window); /* the last window: the program ends */
  return G_SOURCE_REMOVE;
}

/* The test's body runs inside g_application_run(), as all of the program does. */
static void
run_test (gconstpointer data)
{
  Running running = { .test = data };

  if (running.test->dpi != 0)
    {
      gtk_init ();
      g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", running.test->dpi * PANGO_SCALE,
                    NULL);
    }
  ui_fixture_set_up (&running.fixture.desk);
  running.fixture.application = mado_application_new (running.fixture.desk.desk, NULL);
  g_idle_add (run_inside_cb, &running);
  g_assert_cmpint (g_application_run (G_APPLICATION (running.fixture.application), 0, NULL), ==, 0);
  g_assert_finalize_object (running.fixture.application);
  ui_fixture_tear_down (&running.fixture.desk);
}

/* F2 and Enter: a first issue. */
static void
start_case (Fixture *fixture)
{
  GtkWindow *dialog;
  GtkListBox *list;

  do_action (fixture, "new-case");
  dialog = find_window (fixture, MADO_TYPE_START_DIALOG);
  g_assert_nonnull (dialog);
  list = GTK_LIST_BOX (find (GTK_WIDGET (dialog), GTK_TYPE_LIST_BOX));
  g_assert_true (gtk_list_box_get_selected_row (list) == gtk_list_box_get_row_at_index (list, 0));
  g_assert_true (gtk_widget_activate (GTK_WIDGET (gtk_list_box_get_selected_row (list))));
  ui_fixture_wait (has_run, fixture, 30);
}

/* --- tests --- */

static void
test_home (Fixture *fixture)
{
  sign_in (fixture);
  g_assert_nonnull (gtk_window_get_focus (fixture->window));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "open"));
  start_case (fixture);
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "confirm"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "new-case"));
  do_action (fixture, "hold");
  g_assert_null (shown_run (fixture));
  do_action (fixture, "sign-out");
  g_assert_null (mado_desk_get_operator (fixture->desk.desk));
}

/* F12 with an empty form goes nowhere and says so. */
static void
test_empty_form (Fixture *fixture)
{
  MadoRun *run;

  sign_in (fixture);
  start_case (fixture);
  run = shown_run (fixture);
  do_action (fixture, "confirm");
  g_assert_cmpstr (mado_run_get_state (run)->name, ==, "reception");
  g_assert_true (GTK_IS_EDITABLE (gtk_window_get_focus (fixture->window)));
}

static gboolean
contains (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (contains (child, text))
      return TRUE;
  return FALSE;
}

static MadoFieldGrid *
reception_fields (Fixture *fixture)
{
  GtkWidget *pane = find (GTK_WIDGET (fixture->window), MADO_TYPE_PANE_RECEPTION);

  return MADO_FIELD_GRID (find (pane, MADO_TYPE_FIELD_GRID));
}

/* Nobody is born tomorrow: the field says so, and F12 leads to it and no further. */
static void
test_birth_to_come (Fixture *fixture)
{
  MadoFieldGrid *fields;
  MadoRun *run;

  sign_in (fixture);
  start_case (fixture);
  run = shown_run (fixture);
  fields = reception_fields (fixture);
  mado_field_grid_set_text (fields, "kana", "タカハシ　ヨシロウ");
  mado_field_grid_set_text (fields, "name", "髙橋　𠮷郎");
  mado_field_grid_set_text (fields, "birth", "2099-02-17");
  mado_field_grid_set_choice (fields, "sex", MADO_SEX_MALE);
  mado_field_grid_set_text (fields, "address", "東京都窓口市中央一丁目１２－７－２０２");
  g_assert_cmpuint (mado_field_grid_count_open (fields), ==, 1);
  do_action (fixture, "confirm");
  g_assert_cmpstr (mado_run_get_state (run)->name, ==, "reception");
  g_assert_true (contains (GTK_WIDGET (fields), "This day is still to come."));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (gtk_window_get_focus (fixture->window))),
                   ==, "2099-02-17");
  mado_field_grid_set_text (fields, "birth", "S55.2.17");
  g_assert_false (contains (GTK_WIDGET (fields), "This day is still to come."));
  do_action (fixture, "confirm");
  while (g_str_equal (mado_run_get_state (run)->name, "reception")) /* the time limit is the end */
    g_main_context_iteration (NULL, TRUE);
}

/* Each row of the table brings its pane up with a focus inside the window. */
static void
test_every_pane (Fixture *fixture)
{
  static const char *const states[]
      = { "form",     "identity", "compare", "consent",   "keygen-ask",
          "password", "receive",  "fee",     "hand-over", "done" };
  g_autoptr (MadoRun) run = NULL;

  sign_in (fixture);
  start_case (fixture);
  run = g_object_ref (shown_run (fixture));
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      ui_fixture_advance (run, "takahashi", states[i]);
      g_assert_cmpstr (mado_run_get_state (run)->name, ==, states[i]);
      g_assert_nonnull (gtk_window_get_focus (fixture->window));
    }
  do_action (fixture, "confirm");
  g_assert_null (shown_run (fixture));
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
check_tries_fit (Fixture *fixture)
{
  GtkWindow *citizen = find_window (fixture, MADO_TYPE_CITIZEN_WINDOW);
  GtkWidget *page = find (GTK_WIDGET (citizen), MADO_TYPE_CITIZEN_PASSWORD);
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
test_large_type (Fixture *fixture)
{
  static const char *const states[]
      = { "form", "identity", "compare", "consent", "password", "fee", "hand-over", "done" };
  g_autoptr (MadoRun) run = NULL;

  check_room (fixture->window, "sign-in");
  sign_in (fixture);
  check_room (fixture->window, "home");
  start_case (fixture);
  run = g_object_ref (shown_run (fixture));
  check_room (fixture->window, "reception");
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      ui_fixture_advance (run, "takahashi", states[i]);
      check_room (fixture->window, states[i]);
      if (g_str_equal (states[i], "password"))
        check_tries_fit (fixture);
    }
}

/* The resident's window is there when it is the resident's turn, and wipes itself when not. */
static void
test_resident (Fixture *fixture)
{
  GtkWindow *citizen;
  MadoSecretEntry *entry;
  g_autoptr (MadoRun) run = NULL;

  sign_in (fixture);
  start_case (fixture);
  run = g_object_ref (shown_run (fixture));
  citizen = find_window (fixture, MADO_TYPE_CITIZEN_WINDOW);
  g_assert_nonnull (citizen);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (citizen)));
  ui_fixture_advance (run, "takahashi", "password");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (citizen)));
  entry = MADO_SECRET_ENTRY (find (GTK_WIDGET (citizen), MADO_TYPE_SECRET_ENTRY));
  mado_secret_entry_feed (entry, 'A');
  g_assert_cmpuint (mado_secret_entry_get_length (entry), ==, 1);
  do_action (fixture, "hold");
  g_assert_cmpuint (mado_secret_entry_get_length (entry), ==, 0);
}

/* --- the book of letters --- */

static GtkWidget *
letters (Fixture *fixture)
{
  return find (GTK_WIDGET (fixture->window), MADO_TYPE_INQUIRY_PAGE);
}

typedef struct
{
  Fixture *fixture;
  const char *text;
} Wanted;

static gboolean
is_said (gpointer data)
{
  const Wanted *wanted = data;

  return contains (GTK_WIDGET (wanted->fixture->window), wanted->text);
}

static void
wait_said (Fixture *fixture, const char *text)
{
  Wanted wanted = { fixture, text };

  ui_fixture_wait (is_said, &wanted, 20);
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
scan (Fixture *fixture, const char *number)
{
  GtkWidget *entry = find (letters (fixture), GTK_TYPE_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), number);
  g_signal_emit_by_name (entry, "activate");
}

/* Returns: (transfer full): a letter that is not printed yet. */
static MadoInquiryView *
receive_letter (Fixture *fixture)
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
test_letters (Fixture *fixture)
{
  g_autoptr (MadoInquiryView) view = NULL;
  GtkWidget *entry;

  sign_in (fixture);
  view = receive_letter (fixture);
  do_action (fixture, "letters");
  entry = find (letters (fixture), GTK_TYPE_ENTRY);
  g_assert_true (gtk_widget_get_mapped (letters (fixture)));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), entry));
  wait_said (fixture, "山田　花子"); /* the row, with the proxy */
  scan (fixture, "2026-99999-0");
  wait_said (fixture, "Q04");
  scan (fixture, view->inquiry->number);
  wait_said (fixture, "It has not been mailed yet.");
  wait_said (fixture, "東京都窓口市本町二丁目３番１号");
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "open"));
  g_assert_true (
      g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "letter-void"));
  g_assert_false (
      g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "letter-returned"));
  do_action (fixture, "open"); /* prints; when it came out the letter is printed */
  wait_said (fixture, "mail it");
  do_action (fixture, "go-home");
  g_assert_false (gtk_widget_get_mapped (letters (fixture)));
}

static gboolean
can_open (gpointer data)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (((Fixture *) data)->window), "open");
}

/* F3: what was found is marked, and F12 opens it without another key. */
static void
test_search (Fixture *fixture)
{
  g_autoptr (MadoInquiryView) view = NULL;
  GtkWidget *entry;

  sign_in (fixture);
  view = receive_letter (fixture);
  do_action (fixture, "find");
  entry = find (find (GTK_WIDGET (fixture->window), MADO_TYPE_SEARCH_PAGE), GTK_TYPE_SEARCH_ENTRY);
  g_assert_false (can_open (fixture));
  gtk_editable_set_text (GTK_EDITABLE (entry), "ヤマダ");
  g_signal_emit_by_name (entry, "activate");
  wait_said (fixture, "letters 1");
  ui_fixture_wait (can_open, fixture, 20);
}

int
main (int argc, char **argv)
{
  static const Test tests[] = {
    { "/ui/window/home", test_home },
    { "/ui/window/empty-form", test_empty_form },
    { "/ui/window/birth-to-come", test_birth_to_come },
    { "/ui/window/every-pane", test_every_pane },
    { "/ui/window/resident", test_resident },
    { "/ui/window/letters", test_letters },
    { "/ui/window/search", test_search },
    { "/ui/window/large-type", test_large_type, .dpi = 144 },
  };

  mado_secret_init_process ();
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_data_func (tests[i].path, &tests[i], run_test);
  return g_test_run ();
}
