/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-accessible.h"

void
mado_accessible_name (gpointer widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
mado_accessible_name_menu_button (GtkMenuButton *button, const char *name)
{
  mado_accessible_name (button, name);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (label), text);
  mado_accessible_name (gtk_widget_get_parent (label), text);
}

/* The rows of a list that drops down have no names either: GTK's factory gives none. */
static void
name_rows (GtkDropDown *drop_down)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_drop_down_set_list_factory (drop_down, factory);
}

/* What is chosen is read after the name of what holds the focus. */
static void
selected_cb (GtkDropDown *drop_down)
{
  GtkStringObject *selected = gtk_drop_down_get_selected_item (drop_down);

  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (drop_down))),
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      selected != NULL ? gtk_string_object_get_string (selected) : "", -1);
}

void
mado_accessible_name_drop_down (GtkDropDown *drop_down, const char *name)
{
  g_autoptr (GList) labels = gtk_widget_list_mnemonic_labels (GTK_WIDGET (drop_down));

  if (labels == NULL) /* else its label names it, and a name of its own would be read before that */
    mado_accessible_name (drop_down, name);
  mado_accessible_name (gtk_widget_get_first_child (GTK_WIDGET (drop_down)), name);
  name_rows (drop_down);
  g_signal_connect (drop_down, "notify::selected-item", G_CALLBACK (selected_cb), NULL);
  selected_cb (drop_down);
}

void
mado_accessible_name_row (GtkWidget *child, const char *name)
{
  GtkWidget *cell = gtk_widget_get_parent (child);
  GtkWidget *row = cell != NULL ? gtk_widget_get_parent (cell) : NULL;

  if (row != NULL)
    mado_accessible_name (row, name);
}

static gboolean
tab_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state,
        GtkWidget *list)
{
  gboolean back = keyval == GDK_KEY_ISO_Left_Tab;

  if (keyval != GDK_KEY_Tab && !back)
    return GDK_EVENT_PROPAGATE;
  /* Seen from its scrolled window the list is one stop. */
  gtk_widget_set_can_focus (list, FALSE);
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (list)),
                          back ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
  gtk_widget_set_can_focus (list, TRUE);
  return GDK_EVENT_STOP;
}

void
mado_accessible_leave_with_tab (GtkWidget *list)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (tab_cb), list);
  gtk_widget_add_controller (list, keys);
}

static void
painted_cb (GdkFrameClock *clock, GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  g_signal_handlers_disconnect_by_func (clock, painted_cb, window);
  if (focus == NULL)
    focus = gtk_window_get_default_widget (window);
  if (focus == NULL)
    return;
  gtk_window_set_focus (window, NULL);
  gtk_window_set_focus (window, focus);
}

static void
map_cb (GtkWidget *window)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (window), "after-paint",
                           G_CALLBACK (painted_cb), window, 0);
}

void
mado_accessible_tell_focus (GtkWindow *window)
{
  g_signal_connect_after (window, "map", G_CALLBACK (map_cb), NULL);
}

static void
focus_visible_cb (GtkWindow *window)
{
  if (!gtk_window_get_focus_visible (window))
    gtk_window_set_focus_visible (window, TRUE);
}

void
mado_accessible_keep_focus_visible (GtkWindow *window)
{
  g_signal_connect (window, "notify::focus-visible", G_CALLBACK (focus_visible_cb), NULL);
}
