/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-shortcuts.h"

#include "mado-page.h"

#define STACK_KEY "mado-shortcuts-stack"
#define HELD_KEY "mado-shortcuts-held" /* keyval of the key that is down */

static gboolean
shortcut_cb (GtkWidget *window, GVariant *key, gpointer data)
{
  GtkStack *stack = g_object_get_data (G_OBJECT (window), STACK_KEY);
  MadoPage *page = MADO_PAGE (gtk_stack_get_visible_child (stack));
  MadoAct what
      = mado_actions_for_key (mado_page_get_screen (page), g_variant_get_string (key, NULL));

  if (what == MADO_N_ACTIONS)
    return GDK_EVENT_PROPAGATE;
  g_action_group_activate_action (G_ACTION_GROUP (window), mado_actions_get (what)->name, NULL);
  return GDK_EVENT_STOP;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state,
                GtkWidget *window)
{
  guint held = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (window), HELD_KEY));
  gboolean repeated = keyval == held && keyval >= GDK_KEY_F1 && keyval <= GDK_KEY_F12;

  g_object_set_data (G_OBJECT (window), HELD_KEY, GUINT_TO_POINTER (keyval));
  return repeated ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static void
key_released_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state,
                 GtkWidget *window)
{
  g_object_set_data (G_OBJECT (window), HELD_KEY, NULL);
}

/* The key that opened a dialog is let go over that dialog: the next press of it is no repeat. */
static void
active_cb (GtkWindow *window)
{
  if (!gtk_window_is_active (window))
    g_object_set_data (G_OBJECT (window), HELD_KEY, NULL);
}

static void
add_key (GtkEventController *shortcuts, const char *key)
{
  GtkShortcut *shortcut = gtk_shortcut_new_with_arguments (
      gtk_shortcut_trigger_parse_string (key), gtk_callback_action_new (shortcut_cb, NULL, NULL),
      "s", key);

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts), shortcut);
}

void
mado_shortcuts_add (GtkWidget *window, GtkStack *stack)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();
  GtkEventController *guard = gtk_event_controller_key_new ();
  g_autoptr (GPtrArray) keys = mado_actions_get_keys ();

  g_object_set_data (G_OBJECT (window), STACK_KEY, stack);
  for (guint i = 0; i < keys->len; i++)
    add_key (shortcuts, g_ptr_array_index (keys, i));
  gtk_event_controller_set_propagation_phase (shortcuts, GTK_PHASE_BUBBLE);
  gtk_widget_add_controller (window, shortcuts);
  gtk_event_controller_set_propagation_phase (guard, GTK_PHASE_CAPTURE);
  g_signal_connect (guard, "key-pressed", G_CALLBACK (key_pressed_cb), window);
  g_signal_connect (guard, "key-released", G_CALLBACK (key_released_cb), window);
  gtk_widget_add_controller (window, guard);
  g_signal_connect (window, "notify::is-active", G_CALLBACK (active_cb), NULL);
}
