/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screen of one case says what holds now, and F12 stores what stands on it: after a refusal of
 * the rules, after the record took nothing, and where the record can only be read. */
#include "mado-case-page.h"

#include "mado-db-private.h"
#include "mado-desk-private.h"
#include "mado-field-grid.h"
#include "mado-findings.h"
#include "mado-home-page.h"
#include "mado-pane-identity.h"
#include "mado-pane-reception.h"
#include "mado-run.h"
#include "mado-ui-resources.h"
#include "other-account.h"
#include "ui-fixture.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#define OTHER_ADDRESS "東京都窓口市二丁目９番９９号"

typedef struct
{
  UiFixture desk;
  MadoRun *run;       /* owned */
  GtkWindow *window;  /* owned by GTK */
  MadoCasePage *page; /* the window's */
  char *said;         /* owned: the line of the window's message */
} Fixture;

/* --- the desk --- */

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
is_there (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static gboolean
is_idle (gpointer data)
{
  return !mado_run_is_busy (((Fixture *) data)->run, NULL);
}

static void
open_desk (Fixture *fixture)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) signed_in = NULL;
  g_autoptr (GError) error = NULL;

  mado_desk_open_async (fixture->desk.desk, NULL, ready_cb, &opened);
  ui_fixture_wait (is_there, &opened, 20);
  mado_desk_open_finish (fixture->desk.desk, opened, &error);
  g_assert_no_error (error);
  mado_desk_sign_in_async (fixture->desk.desk, UI_FIXTURE_OPERATOR,
                           mado_secret_new_take ((guint8 *) g_strdup (UI_FIXTURE_PASSWORD),
                                                 strlen (UI_FIXTURE_PASSWORD)),
                           NULL, ready_cb, &signed_in);
  ui_fixture_wait (is_there, &signed_in, 20);
  mado_desk_sign_in_finish (fixture->desk.desk, signed_in, NULL, &error);
  g_assert_no_error (error);
}

static void
start_run (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  mado_desk_start_async (fixture->desk.desk, "issue", NULL, ready_cb, &result);
  ui_fixture_wait (is_there, &result, 20);
  fixture->run = mado_desk_start_finish (fixture->desk.desk, result, &error);
  g_assert_no_error (error);
}

static gboolean
run_on_worker (gpointer data, GError **error)
{
  const Fixture *fixture = *(gpointer *) data;
  const char *sql = ((gpointer *) data)[1];

  return mado_db_execute (mado_desk_get_db (fixture->desk.desk), sql, error);
}

static void
close_record (Fixture *fixture, gboolean closed)
{
  static char on[] = "PRAGMA query_only = 1", off[] = "PRAGMA query_only = 0";
  gpointer data[] = { fixture, closed ? on : off };

  g_assert_true (
      mado_worker_call (mado_desk_get_db_worker (fixture->desk.desk), run_on_worker, data, NULL));
}

/* --- the screen --- */

static void
say_cb (MadoPage *page, guint tone, const char *text, Fixture *fixture)
{
  g_free (fixture->said);
  fixture->said = g_strdup (text);
}

static void
show (Fixture *fixture)
{
  fixture->page = g_object_new (MADO_TYPE_CASE_PAGE, NULL);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->page));
  g_signal_connect (fixture->page, "say", G_CALLBACK (say_cb), fixture);
  mado_case_page_set_desk (fixture->page, fixture->desk.desk);
  mado_case_page_set_run (fixture->page, fixture->run);
  gtk_window_present (fixture->window);
}

static GtkWidget *
find (GtkWidget *root, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (root, type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static MadoFieldGrid *
fields_of (Fixture *fixture, GType pane)
{
  GtkWidget *shown = find (GTK_WIDGET (fixture->page), pane);

  g_assert_true (gtk_widget_get_mapped (shown));
  return MADO_FIELD_GRID (find (shown, MADO_TYPE_FIELD_GRID));
}

/* As somebody would: the pane is told. */
static void
choose_card (Fixture *fixture, guint choice)
{
  MadoFieldGrid *fields = fields_of (fixture, MADO_TYPE_PANE_IDENTITY);

  mado_field_grid_set_choice (fields, "card-photo", choice);
  g_signal_emit_by_name (fields, "changed");
}

static void
tick (GtkWidget *box)
{
  g_assert_true (GTK_IS_CHECK_BUTTON (box) && gtk_widget_get_visible (box));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (box), TRUE);
}

static void
confirm (Fixture *fixture)
{
  mado_page_act (MADO_PAGE (fixture->page), MADO_ACTION_CONFIRM);
  ui_fixture_wait (is_idle, fixture, 60);
}

/* The second list, above the pane. */
static gboolean
has_list_above (Fixture *fixture)
{
  return gtk_widget_get_visible (find (GTK_WIDGET (fixture->page), MADO_TYPE_FINDINGS));
}

static const char *
state (Fixture *fixture)
{
  return mado_run_get_state (fixture->run)->name;
}

/* --- tests --- */

/* A card with photo that was not read by machine is not enough; then its code is read: nothing on
 * the screen goes on saying no.  An edit that mends nothing takes nothing away. */
static void
test_refusal (Fixture *fixture)
{
  MadoFieldGrid *fields;
  GtkWidget *box;

  open_desk (fixture);
  start_run (fixture);
  ui_fixture_advance (fixture->run, "takahashi", "identity");
  show (fixture);
  fields = fields_of (fixture, MADO_TYPE_PANE_IDENTITY);
  choose_card (fixture, 2);
  confirm (fixture);
  g_assert_error (mado_run_get_problem (fixture->run), MADO_RUN_ERROR, MADO_RUN_ERROR_RULES);
  g_assert_cmpstr (fixture->said, !=, "");
  g_assert_false (has_list_above (fixture)); /* the pane has its own */
  mado_field_grid_set_text (fields, "card-expires", "2035-12-31");
  choose_card (fixture, 1);
  box = gtk_widget_get_first_child (gtk_widget_get_next_sibling (GTK_WIDGET (fields)));
  tick (box);
  g_assert_error (mado_run_get_problem (fixture->run), MADO_RUN_ERROR, MADO_RUN_ERROR_RULES);
  tick (gtk_widget_get_next_sibling (box));
  g_assert_no_error (mado_run_get_problem (fixture->run));
  g_assert_cmpstr (fixture->said, ==, "");
  confirm (fixture);
  g_assert_cmpstr (state (fixture), !=, "identity");
}

/* The address is mended while the disk is full. */
static void
test_outage (Fixture *fixture)
{
  MadoFieldGrid *fields;

  open_desk (fixture);
  start_run (fixture);
  show (fixture);
  fields = fields_of (fixture, MADO_TYPE_PANE_RECEPTION);
  mado_field_grid_set_text (fields, "kana", "タカハシ　ヨシロウ");
  mado_field_grid_set_text (fields, "name", "髙橋　𠮷郎");
  mado_field_grid_set_text (fields, "birth", "S55-02-17");
  mado_field_grid_set_choice (fields, "sex", MADO_SEX_MALE);
  mado_field_grid_set_text (fields, "address", "東京都窓口市中央一丁目１２－７－２０２");
  close_record (fixture, TRUE);
  confirm (fixture);
  g_assert_error (mado_run_get_problem (fixture->run), MADO_DB_ERROR, MADO_DB_ERROR_READ_ONLY);
  mado_field_grid_set_text (fields, "address", OTHER_ADDRESS);
  close_record (fixture, FALSE);
  confirm (fixture);
  g_assert_no_error (mado_run_get_problem (fixture->run));
  g_assert_cmpstr (state (fixture), ==, "form");
  g_assert_cmpstr (mado_run_get_case (fixture->run)->form->address, ==, OTHER_ADDRESS);
}

/* A case of a record that this account cannot write: it is shown, and nothing can be done. */
static void
test_look_up (Fixture *fixture)
{
  static const MadoAct writes[]
      = { MADO_ACTION_CONFIRM,    MADO_ACTION_READ_AGAIN, MADO_ACTION_CITIZEN, MADO_ACTION_PRINT,
          MADO_ACTION_SUPERVISOR, MADO_ACTION_PARK,       MADO_ACTION_DOUBT,   MADO_ACTION_REFUSE,
          MADO_ACTION_WITHDRAW,   MADO_ACTION_WAIVE };
  g_autofree char *database = g_build_filename (fixture->desk.folder, "desk.db", NULL);
  MadoHomePage *home = g_object_ref_sink (g_object_new (MADO_TYPE_HOME_PAGE, NULL));

  other_account_begin (fixture->desk.folder);
  g_assert_cmpint (g_chmod (database, 0444), ==, 0);
  open_desk (fixture);
  fixture->run = g_list_model_get_item (mado_desk_get_runs (fixture->desk.desk), 0);
  g_assert_nonnull (fixture->run);
  show (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (writes); i++)
    g_assert_false (mado_page_can (MADO_PAGE (fixture->page), writes[i]));
  g_assert_true (mado_page_can (MADO_PAGE (fixture->page), MADO_ACTION_HISTORY));
  g_assert_false (
      gtk_widget_is_sensitive (GTK_WIDGET (fields_of (fixture, MADO_TYPE_PANE_RECEPTION))));
  g_assert_nonnull (gtk_window_get_focus (fixture->window));
  mado_page_act (MADO_PAGE (fixture->page), MADO_ACTION_HOLD);
  g_assert_false (mado_run_is_busy (fixture->run, NULL));
  mado_home_page_set_desk (home, fixture->desk.desk);
  g_assert_false (mado_page_can (MADO_PAGE (home), MADO_ACTION_NEW));
  g_assert_false (mado_page_can (MADO_PAGE (home), MADO_ACTION_LEDGER));
  g_assert_true (mado_page_can (MADO_PAGE (home), MADO_ACTION_FIND));
  g_object_unref (home);
  other_account_end ();
}

/* --- running them --- */

typedef struct
{
  const char *path;
  void (*func) (Fixture *fixture);
  gboolean with_case; /* of a program that has ended */
} Test;

static void
clear (Fixture *fixture)
{
  if (fixture->window != NULL)
    gtk_window_destroy (fixture->window);
  fixture->window = NULL;
  g_clear_object (&fixture->run);
  g_clear_pointer (&fixture->said, g_free);
}

/* Leaves a running case in the record. */
static void
leave_case (Fixture *fixture)
{
  open_desk (fixture);
  start_run (fixture);
  clear (fixture);
  ui_fixture_restart (&fixture->desk);
}

static void
run_test (gconstpointer data)
{
  const Test *test = data;
  Fixture fixture = { 0 };

  ui_fixture_set_up (&fixture.desk);
  if (test->with_case)
    leave_case (&fixture);
  test->func (&fixture);
  clear (&fixture);
  ui_fixture_tear_down (&fixture.desk);
}

int
main (int argc, char **argv)
{
  static const Test tests[] = {
    { "/ui/case-page/refusal", test_refusal, FALSE },
    { "/ui/case-page/outage", test_outage, FALSE },
    { "/ui/case-page/look-up", test_look_up, TRUE },
  };

  g_test_init (&argc, &argv, NULL);
  mado_secret_init_process ();
  adw_init ();
  mado_ui_register_resource ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_data_func (tests[i].path, &tests[i], run_test);
  return g_test_run ();
}
