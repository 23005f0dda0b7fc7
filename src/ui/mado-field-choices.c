/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-field-choices.h"

#include "mado-accessible.h"

#include <glib/gi18n.h>

#define LINE_CELLS 72  /* half-width characters: the window stays within 1280 pixels */
#define BUTTON_CELLS 6 /* of the circle, and the room around it */
#define BUTTONS_KEY "mado-buttons"
#define CHOICES_KEY "mado-choices"

static guint
count_cells (const char *text)
{
  guint n = BUTTON_CELLS;

  for (const char *at = text; *at != '\0'; at += g_utf8_skip[(guchar) *at])
    n += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
  return n;
}

static GtkWidget *
new_button (const char *label, GtkWidget *first)
{
  GtkWidget *button = g_object_new (GTK_TYPE_CHECK_BUTTON, "label", label, "accessible-role",
                                    GTK_ACCESSIBLE_ROLE_RADIO, NULL);

  if (first != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (first));
  return button;
}

static GtkWidget *
add_line (GtkWidget *box)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);

  gtk_box_append (GTK_BOX (box), line);
  return line;
}

GtkWidget *
mado_field_choices_new (const MadoChoice *choices, GCallback toggled, gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GPtrArray *buttons = g_ptr_array_new ();
  GtkWidget *line = add_line (box);
  guint used = 0;

  for (const MadoChoice *choice = choices; choice->label != NULL; choice++)
    {
      guint cells = count_cells (_ (choice->label));
      GtkWidget *button = new_button (_ (choice->label),
                                      buttons->len > 0 ? g_ptr_array_index (buttons, 0) : NULL);

      if (used > 0 && used + cells > LINE_CELLS)
        {
          line = add_line (box);
          used = 0;
        }
      used += cells;
      g_signal_connect (button, "toggled", toggled, data);
      gtk_box_append (GTK_BOX (line), button);
      g_ptr_array_add (buttons, button);
    }
  mado_accessible_leave_with_tab (box); /* one stop, also while nothing is chosen; arrows choose */
  g_object_set_data_full (G_OBJECT (box), BUTTONS_KEY, buttons,
                          (GDestroyNotify) (void (*) (void)) g_ptr_array_unref);
  g_object_set_data (G_OBJECT (box), CHOICES_KEY, (gpointer) (guintptr) choices);
  return box;
}

static GtkCheckButton *
button_at (GtkWidget *choices, guint i)
{
  const GPtrArray *buttons = g_object_get_data (G_OBJECT (choices), BUTTONS_KEY);

  return i < buttons->len ? g_ptr_array_index (buttons, i) : NULL;
}

static guint
value_at (GtkWidget *choices, guint i)
{
  const MadoChoice *all = g_object_get_data (G_OBJECT (choices), CHOICES_KEY);

  return all[i].value;
}

guint
mado_field_choices_get (GtkWidget *choices)
{
  GtkCheckButton *button;

  for (guint i = 0; (button = button_at (choices, i)) != NULL; i++)
    if (gtk_check_button_get_active (button))
      return value_at (choices, i);
  return 0;
}

void
mado_field_choices_set (GtkWidget *choices, guint value)
{
  GtkCheckButton *button;

  for (guint i = 0; (button = button_at (choices, i)) != NULL; i++)
    gtk_check_button_set_active (button, value_at (choices, i) == value);
}

void
mado_field_choices_set_label (GtkWidget *choices, guint value, const char *label)
{
  GtkCheckButton *button;

  for (guint i = 0; (button = button_at (choices, i)) != NULL; i++)
    if (value_at (choices, i) == value)
      gtk_check_button_set_label (button, label);
}

const char *
mado_field_choices_get_label (GtkWidget *choices)
{
  GtkCheckButton *button;

  for (guint i = 0; (button = button_at (choices, i)) != NULL; i++)
    if (gtk_check_button_get_active (button))
      return gtk_check_button_get_label (button);
  return NULL;
}

void
mado_field_choices_focus (GtkWidget *choices)
{
  GtkCheckButton *target = button_at (choices, 0), *button;

  for (guint i = 0; (button = button_at (choices, i)) != NULL; i++)
    if (gtk_check_button_get_active (button))
      target = button;
  gtk_widget_grab_focus (GTK_WIDGET (target));
}
