/* SPDX-License-Identifier: GPL-3.0-or-later */
/* first-frame: loaded by LD_PRELOAD into a GTK program, tells when its first frame was painted
 *
 * Takes the place of gtk_window_present(), waits for the first frame of that window, then for a
 * second in which programs do what they put off, and ends the program.  Writes one line to the file
 * $MADO_BENCH_OUT: microseconds of the monotonic clock at the first frame, and the most memory that
 * was ever used, in KiB (VmHWM), at the end. */
#include "config.h"

#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SETTLE_MS 1000

static gint64 painted_at; /* monotonic µs; 0: not yet */

static guint64
read_peak (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmHWM:");
  return line != NULL ? g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10) : 0;
}

static gboolean
settled_cb (gpointer data)
{
  g_autofree char *line
      = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GUINT64_FORMAT "\n", painted_at, read_peak ());

  g_file_set_contents (g_getenv ("MADO_BENCH_OUT"), line, -1, NULL);
  _exit (0);
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer data)
{
  if (painted_at != 0)
    return;
  painted_at = g_get_monotonic_time ();
  g_timeout_add (SETTLE_MS, settled_cb, NULL);
}

G_MODULE_EXPORT void
gtk_window_present (GtkWindow *window)
{
  void (*present) (GtkWindow *);
  GdkSurface *surface;

  *(void **) &present = dlsym (RTLD_NEXT, "gtk_window_present");
  gtk_widget_realize (GTK_WIDGET (window));
  surface = gtk_native_get_surface (GTK_NATIVE (window));
  g_signal_connect (gdk_surface_get_frame_clock (surface), "after-paint",
                    G_CALLBACK (after_paint_cb), NULL);
  present (window);
}
