/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include "mado-case-page.h"
#include "mado-home-page.h"
#include "mado-page.h"
#include "mado-pane-reception.h"
#include "mado-secret-entry.h"
#include "mado-sign-in-page.h"
#include "mado-start-dialog.h"
#include "mado-window.h"

#include <string.h>

/* --- looking into the window --- */

GtkWidget *
window_fixture_find (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = window_fixture_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWindow *
window_fixture_find_window (WindowFixture *fixture, GType type)
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

MadoRun *
window_fixture_get_run (WindowFixture *fixture)
{
  return mado_page_get_run (
      MADO_PAGE (window_fixture_find (GTK_WIDGET (fixture->window), MADO_TYPE_CASE_PAGE)));
}

static gboolean
has_window (gpointer data)
{
  WindowFixture *fixture = data;

  fixture->window = window_fixture_find_window (fixture, MADO_TYPE_WINDOW);
  return fixture->window != NULL;
}

static gboolean
has_operators (gpointer data)
{
  GPtrArray *operators = mado_desk_get_operators (((WindowFixture *) data)->desk.desk);

  return operators != NULL && operators->len > 0;
}

static gboolean
is_signed_in (gpointer data)
{
  WindowFixture *fixture = data;
  GtkWidget *home = window_fixture_find (GTK_WIDGET (fixture->window), MADO_TYPE_HOME_PAGE);

  return mado_desk_get_operator (fixture->desk.desk) != NULL && gtk_widget_get_mapped (home);
}

static gboolean
has_run (gpointer data)
{
  return window_fixture_get_run (data) != NULL;
}

/* --- doing --- */

void
window_fixture_do (WindowFixture *fixture, const char *name)
{
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), name));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), name, NULL);
}

void
window_fixture_sign_in (WindowFixture *fixture)
{
  GtkWidget *page = window_fixture_find (GTK_WIDGET (fixture->window), MADO_TYPE_SIGN_IN_PAGE);
  MadoSecretEntry *entry = MADO_SECRET_ENTRY (window_fixture_find (page, MADO_TYPE_SECRET_ENTRY));

  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "sign-in"));
  for (const char *letter = UI_FIXTURE_PASSWORD; *letter != '\0'; letter++)
    mado_secret_entry_feed (entry, (guchar) *letter);
  window_fixture_do (fixture, "sign-in");
  g_assert_cmpuint (mado_secret_entry_get_length (entry), ==, 0);
  ui_fixture_wait (is_signed_in, fixture, 30);
}

typedef struct
{
  WindowFixture fixture;
  const WindowTest *test;
} Running;

gboolean
window_fixture_is_gone (gpointer data)
{
  return window_fixture_find_window (data, MADO_TYPE_WINDOW) == NULL;
}

static gboolean
run_inside_cb (gpointer data)
{
  Running *running = data;

  ui_fixture_wait (has_window, &running->fixture, 20);
  ui_fixture_wait (has_operators, &running->fixture, 30);
  running->test->func (&running->fixture);
  if (!window_fixture_is_gone (&running->fixture))
    gtk_window_destroy (running->fixture.window); /* the last window: the program ends */
  return G_SOURCE_REMOVE;
}

/* The test's body runs inside g_application_run(), as all of the program does. */
void
window_fixture_run (gconstpointer data)
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
void
window_fixture_start_case (WindowFixture *fixture)
{
  GtkWindow *dialog;
  GtkListBox *list;

  window_fixture_do (fixture, "new-case");
  dialog = window_fixture_find_window (fixture, MADO_TYPE_START_DIALOG);
  g_assert_nonnull (dialog);
  list = GTK_LIST_BOX (window_fixture_find (GTK_WIDGET (dialog), GTK_TYPE_LIST_BOX));
  g_assert_true (gtk_list_box_get_selected_row (list) == gtk_list_box_get_row_at_index (list, 0));
  g_assert_true (gtk_widget_activate (GTK_WIDGET (gtk_list_box_get_selected_row (list))));
  ui_fixture_wait (has_run, fixture, 30);
}

gboolean
window_fixture_contains (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (window_fixture_contains (child, text))
      return TRUE;
  return FALSE;
}

MadoFieldGrid *
window_fixture_get_reception (WindowFixture *fixture)
{
  GtkWidget *pane = window_fixture_find (GTK_WIDGET (fixture->window), MADO_TYPE_PANE_RECEPTION);

  return MADO_FIELD_GRID (window_fixture_find (pane, MADO_TYPE_FIELD_GRID));
}

typedef struct
{
  WindowFixture *fixture;
  const char *text;
} Wanted;

static gboolean
is_said (gpointer data)
{
  const Wanted *wanted = data;

  return window_fixture_contains (GTK_WIDGET (wanted->fixture->window), wanted->text);
}

void
window_fixture_wait_said (WindowFixture *fixture, const char *text)
{
  Wanted wanted = { fixture, text };

  ui_fixture_wait (is_said, &wanted, 20);
}
