/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-start-dialog.h"

#include "mado-accessible.h"
#include "mado-matrix.h"
#include "mado-words.h"

#include <glib/gi18n.h>
#include <string.h>

struct _MadoStartDialog
{
  AdwWindow parent_instance;
  GtkListBox *list;
};

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoStartDialog, mado_start_dialog, ADW_TYPE_WINDOW)

static void
choose (MadoStartDialog *self, int index)
{
  const MadoMatrix *matrix = index >= 0 ? mado_matrix_at ((guint) index) : NULL;

  if (matrix == NULL)
    return;
  g_signal_emit (self, signals[CHOSEN], 0, matrix->procedure);
  gtk_window_close (GTK_WINDOW (self));
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, MadoStartDialog *self)
{
  choose (self, gtk_list_box_row_get_index (row));
}

/* The keys of the rows: 1 to 9, 0 for the tenth, then letters; digits of the keypad, too. */
static const char keys[] = "1234567890ABCDEFGH";

static int
row_of_key (guint keyval)
{
  guint key = keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_9 ? keyval - GDK_KEY_KP_0 + '0'
                                                               : gdk_keyval_to_upper (keyval);
  const char *found = key > ' ' && key < 0x7F ? strchr (keys, (int) key) : NULL;

  return found != NULL ? (int) (found - keys) : -1;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode,
                GdkModifierType state, MadoStartDialog *self)
{
  int row = row_of_key (keyval);

  if (keyval == GDK_KEY_Escape)
    gtk_window_close (GTK_WINDOW (self));
  else if (row >= 0)
    choose (self, row);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static GtkWidget *
row_new (MadoDesk *desk, guint i, const MadoMatrix *matrix)
{
  g_autofree char *hint = mado_words_of_desk (desk, matrix->procedure, _ (matrix->hint));
  g_autofree char *title = NULL;
  GtkWidget *row = adw_action_row_new ();

  g_assert (i < strlen (keys));
  title = g_strdup_printf ("%c  %s", keys[i], _ (matrix->title));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), hint);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint,
                                  -1); /* its name is the title */
  return row;
}

/* A window forgets a focus that was given before it has been mapped. */
static void
mado_start_dialog_map (GtkWidget *widget)
{
  MadoStartDialog *self = MADO_START_DIALOG (widget);

  GTK_WIDGET_CLASS (mado_start_dialog_parent_class)->map (widget);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0)));
}

static void
mado_start_dialog_class_init (MadoStartDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->map = mado_start_dialog_map;
  signals[CHOSEN] = g_signal_new ("chosen", MADO_TYPE_START_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /* GTK 4.8 tells of a bare window as of a filler, which no screen reader announces. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/ui/start-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoStartDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
mado_start_dialog_init (MadoStartDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_accessible_name (self, _ ("New case"));
  mado_accessible_name (self->list, _ ("Procedures"));
}

MadoStartDialog *
mado_start_dialog_new (GtkWindow *parent, MadoDesk *desk)
{
  MadoStartDialog *self = g_object_new (MADO_TYPE_START_DIALOG, "transient-for", parent, NULL);

  for (guint i = 0; mado_matrix_at (i) != NULL; i++)
    gtk_list_box_append (self->list, row_new (desk, i, mado_matrix_at (i)));
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  return self;
}
