/* SPDX-License-Identifier: GPL-3.0-or-later */
/* the clerk's window goes: what was typed is stored, what runs comes to its end */
#include "mado-window-private.h"

#include "mado-announce.h"

#include <glib/gi18n.h>

static void leave_cb (MadoWindow *self);

/* Returns: (transfer full) (nullable): the first case for which @is_so. */
static MadoRun *
find_run (MadoWindow *self, gboolean (*is_so) (MadoRun *run))
{
  GListModel *runs = mado_desk_get_runs (self->desk);

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (MadoRun) run = g_list_model_get_item (runs, i);

      if (is_so (run))
        return g_steal_pointer (&run);
    }
  return NULL;
}

static gboolean
is_busy (MadoRun *run)
{
  return mado_run_is_busy (run, NULL);
}

static void
idle_cb (MadoRun *run, MadoWindow *self)
{
  if (mado_run_is_busy (run, NULL))
    return;
  g_signal_handlers_disconnect_by_func (run, idle_cb, self);
  if (self->leaving == 0) /* not amid the others that hear of it */
    self->leaving = g_idle_add_once ((GSourceOnceFunc) leave_cb, self);
}

/* Storing takes a blink, of which nobody needs to hear. */
static void
tell_wait (MadoWindow *self, MadoRun *run)
{
  g_autofree char *number = mado_case_short_number (mado_run_get_case (run));
  g_autofree char *text = g_strdup_printf (
      _ ("Case %s is in a step that must come to its end; leave the card in the reader. Then this "
         "window closes by itself. The case is stored and goes on from there at the next start."),
      number);

  if (mado_run_get_state (run)->action != NULL)
    mado_window_say (self, MADO_TONE_WARN, text);
}

/* While it waits, nothing is begun or typed any more. */
static void
set_closing (MadoWindow *self, gboolean closing)
{
  self->closing = closing;
  if (closing)
    gtk_window_set_focus (GTK_WINDOW (self), NULL); /* GtkText warns where its focus is taken */
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), !closing);
  if (closing)
    mado_desk_close (self->desk);
  else
    mado_desk_stay (self->desk);
  mado_window_refresh (self);
  if (!closing)
    mado_page_focus_first (MADO_PAGE (gtk_stack_get_visible_child (self->stack)));
}

/* Only who has read this, and closes the window once more, loses it. */
static void
tell_unstored (MadoWindow *self, MadoRun *run)
{
  g_autofree char *number = mado_case_short_number (mado_run_get_case (run));
  g_autofree char *text = g_strdup_printf (
      _ ("The record cannot be written, so the last step of case %s is not in it. The window stays "
         "open: mend that and press F12 in the case. If you close the window again, it is lost."),
      number);

  set_closing (self, FALSE);
  self->told_unstored = TRUE;
  mado_window_say (self, MADO_TONE_BAD, text);
}

/* Returns: whether nothing is left to wait for. */
static gboolean
may_go (MadoWindow *self)
{
  g_autoptr (MadoRun) busy = NULL, unstored = NULL;

  busy = find_run (self, is_busy);
  if (busy != NULL)
    {
      g_signal_connect_object (busy, "changed", G_CALLBACK (idle_cb), self, 0);
      tell_wait (self, busy);
      return FALSE;
    }
  unstored = find_run (self, mado_run_is_unstored);
  if (unstored == NULL || self->told_unstored)
    return TRUE;
  tell_unstored (self, unstored);
  return FALSE;
}

static void
leave_cb (MadoWindow *self)
{
  self->leaving = 0;
  if (self->closing && may_go (self))
    gtk_window_destroy (GTK_WINDOW (self));
}

gboolean
mado_window_close_request (GtkWindow *window)
{
  MadoWindow *self = MADO_WINDOW (window);
  g_autoptr (MadoRun) busy = NULL, unstored = NULL;

  if (self->closing) /* asked again while it waits */
    {
      busy = find_run (self, is_busy);
      if (busy != NULL)
        tell_wait (self, busy);
      return GDK_EVENT_STOP;
    }
  unstored = find_run (self, mado_run_is_unstored);
  self->told_unstored = self->told_unstored && unstored != NULL;
  mado_case_page_store (self->case_page);
  set_closing (self, TRUE);
  return may_go (self) ? GDK_EVENT_PROPAGATE : GDK_EVENT_STOP;
}

static gboolean
belongs_to (GtkWindow *window, GtkWindow *owner)
{
  while (window != NULL && window != owner)
    window = gtk_window_get_transient_for (window);
  return window != NULL;
}

/* A dialog that stayed would hold the desk, and with it the program, for ever. */
void
mado_window_destroy_dialogs (MadoWindow *self)
{
  g_autolist (GtkWindow) all = gtk_window_list_toplevels ();

  g_list_foreach (all, (GFunc) (void (*) (void)) g_object_ref, NULL);
  for (GList *item = all; item != NULL; item = item->next)
    if (item->data != self && belongs_to (item->data, GTK_WINDOW (self)))
      gtk_window_destroy (item->data);
}

/* The session is about to end: it is told what it would cut off. */
void
mado_window_query_end (MadoWindow *self)
{
  g_autoptr (MadoRun) busy = NULL;

  mado_case_page_store (self->case_page);
  busy = find_run (self, is_busy);
  if (busy != NULL && mado_run_get_state (busy)->action != NULL && self->inhibited == 0)
    self->inhibited = gtk_application_inhibit (
        gtk_window_get_application (GTK_WINDOW (self)), GTK_WINDOW (self),
        GTK_APPLICATION_INHIBIT_LOGOUT, _ ("A case is in a step that must come to its end."));
}

void
mado_window_release_session (MadoWindow *self)
{
  g_autoptr (MadoRun) busy = self->inhibited != 0 ? find_run (self, is_busy) : NULL;

  if (self->inhibited == 0 || busy != NULL)
    return;
  gtk_application_uninhibit (gtk_window_get_application (GTK_WINDOW (self)), self->inhibited);
  self->inhibited = 0;
}
