/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-announce.h"

#define PAUSE_US (2 * G_USEC_PER_SEC) /* ui contract: at most one sentence in two seconds */
#define KEY "mado-announcer"

/* What one window has to say. */
typedef struct
{
  GtkWindow *window; /* borrowed: owns this */
  char *name;        /* owned */
  char *pending;     /* owned, nullable */
  gint64 spoken_at;  /* monotonic µs */
  guint timer;
} Announcer;

static void
announcer_free (Announcer *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_free (self->name);
  g_free (self->pending);
  g_free (self);
}

static void
set_label (GtkWindow *window, const char *text)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (window), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
active_cb (GtkWindow *window, GParamSpec *pspec, Announcer *self)
{
  if (gtk_window_is_active (window) && self->name != NULL && self->pending == NULL)
    set_label (window, self->name);
}

static Announcer *
announcer_of (GtkWindow *window)
{
  Announcer *self = g_object_get_data (G_OBJECT (window), KEY);

  if (self != NULL)
    return self;
  self = g_new0 (Announcer, 1);
  self->window = window;
  g_object_set_data_full (G_OBJECT (window), KEY, self, (GDestroyNotify) announcer_free);
  g_signal_connect (window, "notify::is-active", G_CALLBACK (active_cb), self);
  return self;
}

static void
speak (Announcer *self, const char *text)
{
  set_label (self->window, text);
  self->spoken_at = g_get_monotonic_time ();
  g_clear_pointer (&self->pending, g_free);
}

static gboolean
pause_over_cb (gpointer data)
{
  Announcer *self = data;
  g_autofree char *text = g_steal_pointer (&self->pending);

  self->timer = 0;
  if (text != NULL)
    speak (self, text);
  return G_SOURCE_REMOVE;
}

void
mado_announce_set_name (GtkWindow *window, const char *name)
{
  Announcer *self = announcer_of (window);

  g_free (self->name);
  self->name = g_strdup (name);
  set_label (window, name);
}

void
mado_announce (GtkWindow *window, const char *text, gboolean urgent)
{
  Announcer *self;
  gint64 wait_us;

  g_return_if_fail (GTK_IS_WINDOW (window) && text != NULL);
  self = announcer_of (window);
  wait_us = self->spoken_at + PAUSE_US - g_get_monotonic_time ();
  if (urgent || self->spoken_at == 0 || wait_us <= 0)
    {
      speak (self, text);
      return;
    }
  g_free (self->pending);
  self->pending = g_strdup (text);
  if (self->timer == 0)
    self->timer = g_timeout_add ((guint) (wait_us / 1000) + 1, pause_over_cb, self);
}
