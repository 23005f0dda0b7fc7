/* SPDX-License-Identifier: GPL-3.0-or-later */
/* the clerk's window and the resident's */
#include "mado-window-private.h"

#include <glib/gi18n.h>

static void
called_cb (MadoCitizenWindow *citizen, MadoWindow *self)
{
  mado_window_say (self, MADO_TONE_WARN,
                   _ ("The resident calls you. Nothing was lost; F7 shows the screen again."));
}

/* Also when the window manager closed it. */
static void
left_cb (MadoCitizenWindow *citizen, gboolean turn, MadoWindow *self)
{
  mado_window_say (self, turn ? MADO_TONE_WARN : MADO_TONE_NONE,
                   turn ? _ ("The resident's screen is hidden, but it is the resident's turn. F7 "
                             "shows it again; nothing was lost.")
                        : _ ("The resident's screen is hidden. F7 shows it again."));
  gtk_window_present (GTK_WINDOW (self));
}

static void
timed_out_cb (MadoCitizenWindow *citizen, MadoWindow *self)
{
  mado_window_say (
      self, MADO_TONE_WARN,
      _ ("Five minutes passed without a password. What was typed is erased, no try was used. The "
         "resident can begin again."));
}

static void
display_lost_cb (MadoCitizenWindow *citizen, MadoWindow *self)
{
  mado_window_say (
      self, MADO_TONE_BAD,
      _ ("The resident's display is gone. The typed password is erased, no try was used. Connect "
         "it "
         "and press F7."));
}

void
mado_window_make_citizen (MadoWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  self->citizen = MADO_CITIZEN_WINDOW (g_object_ref_sink (mado_citizen_window_new (application)));
  g_signal_connect (self->citizen, "called", G_CALLBACK (called_cb), self);
  g_signal_connect (self->citizen, "left", G_CALLBACK (left_cb), self);
  g_signal_connect (self->citizen, "timed-out", G_CALLBACK (timed_out_cb), self);
  g_signal_connect (self->citizen, "display-lost", G_CALLBACK (display_lost_cb), self);
}

void
mado_window_toggle_citizen (MadoWindow *self)
{
  if (self->citizen == NULL)
    return;
  if (gtk_widget_get_visible (GTK_WIDGET (self->citizen)))
    gtk_window_close (GTK_WINDOW (self->citizen)); /* says so itself */
  else
    {
      mado_citizen_window_show (self->citizen);
      mado_window_say (self, MADO_TONE_NONE, _ ("The resident's screen is shown."));
    }
}
