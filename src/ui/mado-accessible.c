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
  mado_accessible_name (gtk_widget_get_first_child (GTK_WIDGET (button)), name);
}

void
mado_accessible_name_drop_down (GtkDropDown *drop_down, const char *name)
{
  mado_accessible_name (drop_down, name);
  mado_accessible_name (gtk_widget_get_first_child (GTK_WIDGET (drop_down)), name);
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
