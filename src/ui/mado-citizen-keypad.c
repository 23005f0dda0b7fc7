/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-citizen-keypad.h"

#include <string.h>

struct _MadoCitizenKeypad
{
  GtkWidget parent_instance;
  GtkWidget *grid; /* owned child */
};

enum
{
  KEY,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* Alphabetical: few residents know where a keyboard has its letters. */
static const char *const rows[] = { "1234567890", "ABCDEFGHIJ", "KLMNOPQRST", "UVWXYZ" };

G_DEFINE_FINAL_TYPE (MadoCitizenKeypad, mado_citizen_keypad, GTK_TYPE_WIDGET)

static void
clicked_cb (GtkButton *button, MadoCitizenKeypad *self)
{
  g_signal_emit (self, signals[KEY], 0, (guint) gtk_button_get_label (button)[0]);
}

static void
add_key (MadoCitizenKeypad *self, char character, int column, int row)
{
  char label[] = { character, '\0' };
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_add_css_class (button, "citizen-key");
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_grid_attach (GTK_GRID (self->grid), button, column, row, 1, 1);
}

static void
mado_citizen_keypad_dispose (GObject *object)
{
  MadoCitizenKeypad *self = MADO_CITIZEN_KEYPAD (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_citizen_keypad_parent_class)->dispose (object);
}

static void
mado_citizen_keypad_class_init (MadoCitizenKeypadClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_citizen_keypad_dispose;
  signals[KEY] = g_signal_new ("key", MADO_TYPE_CITIZEN_KEYPAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mado_citizen_keypad_init (MadoCitizenKeypad *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 8);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 8);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
  for (guint row = 0; row < G_N_ELEMENTS (rows); row++)
    for (guint column = 0; rows[row][column] != '\0'; column++)
      add_key (self, rows[row][column], (int) column, (int) row);
}
