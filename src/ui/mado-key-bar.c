/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-key-bar.h"

#include "mado-type-size.h"

/* One place.  A key is no Tab stop: it is reached by its own key. */
typedef struct
{
  GtkWidget *button; /* owned by the bar */
  GtkLabel *key, *label;
} Place;

struct _MadoKeyBar
{
  GtkWidget parent_instance;
  GtkWidget *grid; /* owned child: one row, two where the text is large */
  Place places[MADO_KEY_BAR_SLOTS];
};

G_DEFINE_FINAL_TYPE (MadoKeyBar, mado_key_bar, GTK_TYPE_WIDGET)

static void
show_place (Place *place, MadoPage *page, MadoAct act)
{
  const MadoActionRow *row = mado_actions_get (act);
  const char *label = mado_page_get_label (page, act);
  g_autofree char *key = mado_actions_key_label (row->key);
  g_autofree char *note = mado_page_get_note (page, act);
  g_autofree char *top = note != NULL ? g_strdup_printf ("%s  %s", key, note) : g_strdup (key);
  g_autofree char *name = g_strdup_printf ("%s %s", label, key);
  g_autofree char *action = g_strconcat ("win.", row->name, NULL);

  gtk_label_set_text (place->key, top);
  gtk_label_set_text (place->label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (place->button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, note != NULL ? note : "",
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (place->button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (place->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

void
mado_key_bar_update (MadoKeyBar *self, MadoPage *page)
{
  g_return_if_fail (MADO_IS_KEY_BAR (self) && MADO_IS_PAGE (page));
  for (guint i = 0; i < MADO_KEY_BAR_SLOTS; i++)
    {
      MadoAct act = mado_actions_at_slot (mado_page_get_screen (page), i + 1);

      gtk_widget_set_visible (self->places[i].button, act != MADO_N_ACTIONS);
      if (act != MADO_N_ACTIONS)
        show_place (&self->places[i], page, act);
    }
}

static void
make_place (MadoKeyBar *self, guint i, guint columns)
{
  Place *place = &self->places[i];
  g_autofree char *key = g_strdup_printf ("F%u", i + 1);
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0); /* keeps an empty place open */
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *key_label = gtk_label_new (key);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (key_label, "key-name");
  gtk_widget_add_css_class (label, "key-label");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (key_label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), key_label);
  gtk_box_append (GTK_BOX (box), label);
  place->button = gtk_button_new ();
  place->key = GTK_LABEL (key_label);
  place->label = GTK_LABEL (label);
  gtk_button_set_child (GTK_BUTTON (place->button), box);
  gtk_widget_set_focusable (place->button, FALSE);
  gtk_widget_set_focus_on_click (place->button, FALSE);
  gtk_widget_set_hexpand (place->button, TRUE);
  gtk_widget_add_css_class (place->button, "key");
  gtk_widget_set_hexpand (cell, TRUE);
  gtk_box_append (GTK_BOX (cell), place->button);
  gtk_grid_attach (GTK_GRID (self->grid), cell, (int) (i % columns), (int) (i / columns), 1, 1);
}

static void
mado_key_bar_dispose (GObject *object)
{
  MadoKeyBar *self = MADO_KEY_BAR (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_key_bar_parent_class)->dispose (object);
}

static void
mado_key_bar_class_init (MadoKeyBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_key_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "keybar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLBAR);
}

static void
mado_key_bar_init (MadoKeyBar *self)
{
  /* Twelve labels in large type are wider than a screen of 1280 pixels. */
  guint columns
      = mado_type_size_is_large (GTK_WIDGET (self)) ? MADO_KEY_BAR_SLOTS / 2 : MADO_KEY_BAR_SLOTS;

  self->grid = gtk_grid_new ();
  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 4);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 4);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
  for (guint i = 0; i < MADO_KEY_BAR_SLOTS; i++)
    make_place (self, i, columns);
}
