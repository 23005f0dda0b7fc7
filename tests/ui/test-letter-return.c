/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A letter that the post brought back is on paper once more before the book says so: F12 asks for
 * the address first, and what it then prints is another sheet. */
#include "mado-desk-inquiry.h"
#include "mado-inquiry-page.h"
#include "mado-letter-batch.h"
#include "mado-ui-resources.h"
#include "ui-fixture.h"

#include <adwaita.h>
#include <string.h>

typedef struct
{
  UiFixture desk;
  GtkWindow *window;
  MadoPage *page;
  char *number; /* owned */
  gint64 inquiry_id;
} Fixture;

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

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  ui_fixture_wait (is_there, result, 30);
  return *result;
}

static void
open_desk (MadoDesk *desk)
{
  g_autoptr (GAsyncResult) opened = NULL, signed_in = NULL;
  g_autoptr (GError) error = NULL;

  mado_desk_open_async (desk, NULL, ready_cb, &opened);
  mado_desk_open_finish (desk, wait_for (&opened), &error);
  g_assert_no_error (error);
  mado_desk_sign_in_async (desk, UI_FIXTURE_OPERATOR,
                           mado_secret_new_take ((guint8 *) g_strdup (UI_FIXTURE_PASSWORD),
                                                 strlen (UI_FIXTURE_PASSWORD)),
                           NULL, ready_cb, &signed_in);
  mado_desk_sign_in_finish (desk, wait_for (&signed_in), NULL, &error);
  g_assert_no_error (error);
}

static void
receive (Fixture *fixture)
{
  const MadoWareki birth = { .year = 1956, .month = 8, .day = 2 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MadoInquiryView) view = NULL;
  g_autoptr (GError) error = NULL;

  mado_desk_receive_inquiry_async (
      fixture->desk.desk, "issue", MADO_LETTER_BY_PROXY,
      mado_four_items_new ("山田　一郎", "ヤマダ　イチロウ", "東京都窓口市本町二丁目３番１号",
                           &birth, MADO_SEX_MALE),
      mado_inquiry_agent_new ("山田　花子", "東京都窓口市", "妻"), NULL, ready_cb, &result);
  view = mado_desk_receive_inquiry_finish (fixture->desk.desk, wait_for (&result), &error);
  g_assert_no_error (error);
  fixture->number = g_strdup (view->inquiry->number);
  fixture->inquiry_id = view->inquiry->inquiry_id;
}

static MadoInquiryView *
look (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MadoInquiryView *view;

  mado_desk_find_inquiry_async (fixture->desk.desk, fixture->number, NULL, ready_cb, &result);
  view = mado_desk_find_inquiry_finish (fixture->desk.desk, wait_for (&result), &error);
  g_assert_no_error (error);
  return view;
}

static void
say (Fixture *fixture, const MadoInquirySaid *said)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MadoInquiryView) view = NULL;
  g_autoptr (GError) error = NULL;

  mado_desk_say_inquiry_async (fixture->desk.desk, fixture->inquiry_id, said, 0, NULL, ready_cb,
                               &result);
  view = mado_desk_say_inquiry_finish (fixture->desk.desk, wait_for (&result), &error);
  g_assert_no_error (error);
}

/* --- looking --- */

static gpointer
find (GtkWidget *root, GType type)
{
  gpointer found = G_TYPE_CHECK_INSTANCE_TYPE (root, type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static gpointer
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }
  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL;
}

static gboolean
has_no_batch (gpointer data)
{
  return find_window (MADO_TYPE_LETTER_BATCH) == NULL;
}

static gboolean
can_open (gpointer data)
{
  return mado_page_can (data, MADO_ACTION_OPEN);
}

static guint
count_sheets (Fixture *fixture)
{
  guint n = 0;

  for (int job = 1;; job++)
    {
      g_autofree char *path = mado_sim_printer_get_path (fixture->desk.printer, job);

      if (path == NULL)
        return n;
      n++;
    }
}

/* --- the tests --- */

static void
show_book (Fixture *fixture)
{
  fixture->page = g_object_new (MADO_TYPE_INQUIRY_PAGE, NULL);
  mado_inquiry_page_set_desk (MADO_INQUIRY_PAGE (fixture->page), fixture->desk.desk);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->page));
  gtk_window_present (fixture->window);
}

static void
scan (Fixture *fixture)
{
  GtkWidget *entry = find (GTK_WIDGET (fixture->page), GTK_TYPE_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), fixture->number);
  g_signal_emit_by_name (entry, "activate");
  ui_fixture_wait (can_open, fixture->page, 20);
}

static gboolean
is_printed (gpointer data)
{
  g_autoptr (MadoInquiryView) view = look (data);

  return view->inquiry->state == MADO_LETTER_PRINTED;
}

static void
test_printed_again (Fixture *fixture, gconstpointer data)
{
  const MadoInquirySaid mail = { .word = MADO_LETTER_MAIL,
                                 .mail_class = MADO_LETTER_MAIL_SIMPLE_REGISTERED,
                                 .tracking = "123-45-67890-1" };
  const MadoInquirySaid print = { .word = MADO_LETTER_PRINT };
  const MadoInquirySaid came_back = { .word = MADO_LETTER_RETURN };
  g_autoptr (MadoInquiryView) view = NULL;
  AdwMessageDialog *dialog;

  say (fixture, &print);
  say (fixture, &mail);
  say (fixture, &came_back);
  show_book (fixture);
  scan (fixture);
  mado_page_act (fixture->page, MADO_ACTION_OPEN);
  ui_fixture_wait (has_dialog, NULL, 20);
  dialog = find_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "act"));
  gtk_check_button_set_active (find (GTK_WIDGET (dialog), GTK_TYPE_CHECK_BUTTON), TRUE);
  g_assert_true (adw_message_dialog_get_response_enabled (dialog, "act"));
  g_assert_cmpuint (count_sheets (fixture), ==, 0);
  adw_message_dialog_response (dialog, "act");
  ui_fixture_wait (is_printed, fixture, 30);
  ui_fixture_wait (has_no_batch, NULL, 20);
  g_assert_cmpuint (count_sheets (fixture), ==, 1);
  view = look (fixture);
  g_assert_cmpuint (view->inquiry->letters, ==, 2);
}

/* Closed without the act, it is as it was and nothing comes out. */
static void
test_not_printed (Fixture *fixture, gconstpointer data)
{
  const MadoInquirySaid print = { .word = MADO_LETTER_PRINT };
  const MadoInquirySaid mail
      = { .word = MADO_LETTER_MAIL, .mail_class = MADO_LETTER_MAIL_NO_FORWARD };
  const MadoInquirySaid came_back = { .word = MADO_LETTER_RETURN };
  g_autoptr (MadoInquiryView) view = NULL;

  say (fixture, &print);
  say (fixture, &mail);
  say (fixture, &came_back);
  show_book (fixture);
  scan (fixture);
  mado_page_act (fixture->page, MADO_ACTION_OPEN);
  ui_fixture_wait (has_dialog, NULL, 20);
  gtk_window_close (find_window (ADW_TYPE_MESSAGE_DIALOG));
  view = look (fixture);
  g_assert_cmpint (view->inquiry->state, ==, MADO_LETTER_RETURNED);
  g_assert_cmpuint (count_sheets (fixture), ==, 0);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  ui_fixture_set_up (&fixture->desk);
  open_desk (fixture->desk.desk);
  receive (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  g_free (fixture->number);
  ui_fixture_tear_down (&fixture->desk);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/ui/letter-return/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mado_secret_init_process ();
  adw_init ();
  mado_ui_register_resource ();
  ADD ("printed-again", test_printed_again);
  ADD ("not-printed", test_not_printed);
  return g_test_run ();
}
