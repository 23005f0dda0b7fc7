/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-dialog.h"

#include "mado-accessible.h"

#include <glib/gi18n.h>

#define MIN_WIDTH 480 /* pixels: a sentence is not broken after every tenth character */

/* Each answer is named by its text and by the label in it, and would be read twice. */
static void
name_once (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_once (child);
}

/* The keyboard begins at the safe answer, unless there is something to fill in. */
static void
focus_safe (AdwMessageDialog *self)
{
  GtkWidget *safe = gtk_window_get_default_widget (GTK_WINDOW (self));

  if (safe != NULL && adw_message_dialog_get_extra_child (self) == NULL)
    gtk_widget_grab_focus (safe);
}

AdwMessageDialog *
mado_dialog_new (GtkWindow *parent, const char *heading, const char *body, const char *safe)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);

  gtk_accessible_update_property (GTK_ACCESSIBLE (dialog), GTK_ACCESSIBLE_PROPERTY_LABEL, heading,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, body, -1);
  gtk_widget_set_size_request (dialog, MIN_WIDTH, -1);
  g_signal_connect (dialog, "map", G_CALLBACK (name_once), NULL);
  g_signal_connect_after (dialog, "map", G_CALLBACK (focus_safe), NULL);
  mado_accessible_tell_focus (GTK_WINDOW (dialog));
  mado_accessible_keep_focus_visible (GTK_WINDOW (dialog));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "safe", safe);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "safe");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "safe");
  return ADW_MESSAGE_DIALOG (dialog);
}

void
mado_dialog_add_act (AdwMessageDialog *self, const char *label, gboolean destructive)
{
  adw_message_dialog_add_response (self, "act", label);
  adw_message_dialog_set_response_appearance (
      self, "act", destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
}

void
mado_dialog_tell (GtkWindow *parent, const char *heading, const char *body)
{
  gtk_window_present (GTK_WINDOW (mado_dialog_new (parent, heading, body, _ ("Close"))));
}
