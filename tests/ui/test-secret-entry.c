/* The password field: what it takes, what it shows, what others can get of it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-secret-entry.h"

#include <gtk/gtk.h>
#include <string.h>

typedef struct
{
  GtkWidget *window;
  MadoSecretEntry *entry;
  guint notice, n_activated;
} Fixture;

static void
notice_cb (MadoSecretEntry *entry, guint notice, Fixture *fixture)
{
  fixture->notice = notice;
}

static void
activate_cb (MadoSecretEntry *entry, Fixture *fixture)
{
  fixture->n_activated++;
}

static void
set_up (Fixture *fixture, gconstpointer kind)
{
  fixture->window = gtk_window_new ();
  fixture->entry
      = MADO_SECRET_ENTRY (mado_secret_entry_new ((MadoSecretKind) GPOINTER_TO_INT (kind)));
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->entry));
  g_signal_connect (fixture->entry, "notice", G_CALLBACK (notice_cb), fixture);
  g_signal_connect (fixture->entry, "activate", G_CALLBACK (activate_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_widget_grab_focus (GTK_WIDGET (fixture->entry));
}

static void
tear_down (Fixture *fixture, gconstpointer kind)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

/* The field's own key controller, as GTK would call it in the capture phase. */
static gboolean
press (Fixture *fixture, guint keyval, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->entry));
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
        continue;
      g_assert_cmpint (gtk_event_controller_get_propagation_phase (controller), ==,
                       GTK_PHASE_CAPTURE);
      g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
    }
  return handled;
}

static void
type (Fixture *fixture, const char *text)
{
  for (; *text != '\0'; text++)
    g_assert_true (press (fixture, gdk_unicode_to_keyval ((guchar) *text), 0));
}

static GtkWidget *
visible_field (Fixture *fixture)
{
  return gtk_widget_get_first_child (GTK_WIDGET (fixture->entry));
}

static const char *
shown (Fixture *fixture)
{
  return gtk_editable_get_text (GTK_EDITABLE (visible_field (fixture)));
}

static void
assert_taken (Fixture *fixture, const char *expected)
{
  MadoSecret *secret = mado_secret_entry_take (fixture->entry);
  gsize n_bytes;
  const guint8 *bytes = mado_secret_get (secret, &n_bytes);

  g_assert_cmpmem (bytes, n_bytes, expected, strlen (expected));
  mado_secret_unref (secret);
  g_assert_cmpuint (mado_secret_entry_get_length (fixture->entry), ==, 0);
  g_assert_cmpstr (shown (fixture), ==, "");
}

static void
test_folding (Fixture *fixture, gconstpointer kind)
{
  type (fixture, "Ab");
  g_assert_cmpuint (fixture->notice, ==, MADO_SECRET_NOTICE_FOLDED);
  type (fixture, "3");
  g_assert_cmpuint (fixture->notice, ==, MADO_SECRET_NOTICE_NONE);
  type (fixture, "?");
  g_assert_cmpuint (fixture->notice, ==, MADO_SECRET_NOTICE_REFUSED);
  g_assert_cmpstr (shown (fixture), ==, "***");
  assert_taken (fixture, "AB3");
}

static void
test_sixteen (Fixture *fixture, gconstpointer kind)
{
  type (fixture, "ABCDEFGHIJKLMNOP");
  g_assert_cmpuint (fixture->notice, ==, MADO_SECRET_NOTICE_NONE);
  type (fixture, "Q");
  g_assert_cmpuint (fixture->notice, ==, MADO_SECRET_NOTICE_FULL);
  assert_taken (fixture, "ABCDEFGHIJKLMNOP");
}

static void
test_other_characters (Fixture *fixture, gconstpointer kind)
{
  /* Full-width A, hiragana, an accent, a blank: none is a character of the card's password. */
  static const gunichar refused[] = { 0xFF21, 0x3042, 0x00E9, ' ' };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      mado_secret_entry_feed (fixture->entry, refused[i]);
      g_assert_cmpuint (fixture->notice, ==, MADO_SECRET_NOTICE_REFUSED);
    }
  g_assert_cmpuint (mado_secret_entry_get_length (fixture->entry), ==, 0);
}

static void
test_erasing (Fixture *fixture, gconstpointer kind)
{
  type (fixture, "ABC");
  press (fixture, GDK_KEY_BackSpace, 0);
  g_assert_cmpstr (shown (fixture), ==, "**");
  mado_secret_entry_feed (fixture->entry, 'Z');
  assert_taken (fixture, "ABZ");
  type (fixture, "ABC");
  press (fixture, GDK_KEY_Delete, 0);
  assert_taken (fixture, "");
}

static void
test_operator_keeps_case (Fixture *fixture, gconstpointer kind)
{
  type (fixture, "a B-?");
  g_assert_cmpuint (fixture->notice, ==, MADO_SECRET_NOTICE_NONE);
  assert_taken (fixture, "a B-?");
}

static void
test_enter_and_others (Fixture *fixture, gconstpointer kind)
{
  g_assert_true (press (fixture, GDK_KEY_Return, 0));
  g_assert_cmpuint (fixture->n_activated, ==, 1);
  g_assert_false (press (fixture, GDK_KEY_Tab, 0));
  g_assert_false (press (fixture, GDK_KEY_F12, 0));
  g_assert_false (press (fixture, GDK_KEY_Escape, 0));
  g_assert_true (press (fixture, GDK_KEY_F10, GDK_SHIFT_MASK)); /* context menu */
  g_assert_true (press (fixture, GDK_KEY_Menu, 0));
  g_assert_true (press (fixture, GDK_KEY_v, GDK_CONTROL_MASK));
  g_assert_true (press (fixture, GDK_KEY_Zenkaku_Hankaku, 0));
}

/* Text that comes past the keys (paste, drop, an input method) is refused and never shown. */
static void
test_inserted_text (Fixture *fixture, gconstpointer kind)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (visible_field (fixture)));
  int position = 0;

  type (fixture, "AB");
  gtk_editable_insert_text (text, "SECRET1", -1, &position);
  g_assert_cmpuint (fixture->notice, ==, MADO_SECRET_NOTICE_REFUSED);
  gtk_editable_delete_text (text, 0, 1);
  g_assert_cmpstr (shown (fixture), ==, "**");
  assert_taken (fixture, "AB");
}

static void
test_nothing_behind_the_field (Fixture *fixture, gconstpointer kind)
{
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (visible_field (fixture))));
  gboolean undo = TRUE;
  g_autofree char *module = NULL;

  g_object_get (text, "enable-undo", &undo, "im-module", &module, NULL);
  g_assert_false (undo);
  g_assert_cmpstr (module, ==, "gtk-im-context-none");
  g_assert_true (GTK_IS_PASSWORD_ENTRY (visible_field (fixture)));
}

#define ADD(name, kind, func)                                                                      \
  g_test_add ("/ui/secret-entry/" name, Fixture, GINT_TO_POINTER (kind), set_up, func, tear_down)

int
main (int argc, char **argv)
{
  mado_secret_init_process ();
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  ADD ("folding", MADO_SECRET_KIND_CARD, test_folding);
  ADD ("sixteen", MADO_SECRET_KIND_CARD, test_sixteen);
  ADD ("other-characters", MADO_SECRET_KIND_CARD, test_other_characters);
  ADD ("erasing", MADO_SECRET_KIND_CARD, test_erasing);
  ADD ("operator", MADO_SECRET_KIND_OPERATOR, test_operator_keeps_case);
  ADD ("enter-and-others", MADO_SECRET_KIND_CARD, test_enter_and_others);
  ADD ("inserted-text", MADO_SECRET_KIND_CARD, test_inserted_text);
  ADD ("nothing-behind", MADO_SECRET_KIND_CARD, test_nothing_behind_the_field);
  return g_test_run ();
}
