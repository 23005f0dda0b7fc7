/* Two displays: the resident's window fills the one that is not the clerk's, whichever comes first.
 * One (argument "one"): it fills that, and says how the clerk gets back.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-citizen-window.h"
#include "mado-secret.h"
#include "mado-ui-resources.h"

#define LIMIT_S 20
#define N_FRAMES 20

typedef struct
{
  GtkApplication *application;
  GtkWindow *clerk;
  MadoCitizenWindow *citizen;
  guint clerks; /* number of the clerk's display */
} Fixture;

static GdkMonitor *
monitor_of (GtkWindow *window)
{
  return gdk_display_get_monitor_at_surface (gtk_widget_get_display (GTK_WIDGET (window)),
                                             gtk_native_get_surface (GTK_NATIVE (window)));
}

static GdkMonitor *
monitor_at (GtkWindow *window, guint i)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (window)));
  g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);

  g_assert_nonnull (monitor);
  return monitor; /* the display keeps it */
}

static gboolean
too_late_cb (gpointer data)
{
  g_error ("the window did not come to its display");
  return G_SOURCE_REMOVE;
}

static gboolean
is_shown (GtkWindow *window)
{
  return gtk_widget_get_mapped (GTK_WIDGET (window)) && gtk_window_is_fullscreen (window);
}

/* A new window may enter one display and leave it for the other: the window manager has taken
 * N_FRAMES more of its pictures before that counts. */
static void
wait_for_display (GtkWindow *window, GdkMonitor *monitor)
{
  guint timer = g_timeout_add_seconds (LIMIT_S, too_late_cb, NULL);
  gint64 first = -1;
  gint64 frame = -1;

  while (first < 0 || frame < first + N_FRAMES || monitor_of (window) != monitor)
    {
      GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));

      g_main_context_iteration (NULL, TRUE);
      frame = clock != NULL ? gdk_frame_clock_get_frame_counter (clock) : -1;
      if (first < 0 && is_shown (window))
        first = frame;
      gtk_widget_queue_draw (GTK_WIDGET (window));
    }
  g_source_remove (timer);
}

static void
activate_cb (GtkApplication *application, Fixture *fixture)
{
  guint residents = 1 - fixture->clerks;

  fixture->clerk = GTK_WINDOW (gtk_application_window_new (application));
  g_assert_cmpuint (g_list_model_get_n_items (gdk_display_get_monitors (
                        gtk_widget_get_display (GTK_WIDGET (fixture->clerk)))),
                    ==, 2);
  gtk_window_fullscreen_on_monitor (fixture->clerk, monitor_at (fixture->clerk, fixture->clerks));
  gtk_window_present (fixture->clerk);
  wait_for_display (fixture->clerk, monitor_at (fixture->clerk, fixture->clerks));
  fixture->citizen
      = MADO_CITIZEN_WINDOW (g_object_ref_sink (mado_citizen_window_new (application)));
  g_assert_true (mado_citizen_window_has_own_display (fixture->citizen));
  mado_citizen_window_show (fixture->citizen);
  wait_for_display (GTK_WINDOW (fixture->citizen), monitor_at (fixture->clerk, residents));
  gtk_window_destroy (GTK_WINDOW (fixture->citizen));
  g_object_unref (fixture->citizen);
  gtk_window_destroy (fixture->clerk);
}

static void
activate_one_cb (GtkApplication *application, Fixture *fixture)
{
  fixture->clerk = GTK_WINDOW (gtk_application_window_new (application));
  gtk_window_present (fixture->clerk);
  fixture->citizen
      = MADO_CITIZEN_WINDOW (g_object_ref_sink (mado_citizen_window_new (application)));
  g_assert_false (mado_citizen_window_has_own_display (fixture->citizen));
  g_assert_false (mado_citizen_window_is_in_sight (GTK_WIDGET (fixture->clerk)));
  mado_citizen_window_show (fixture->citizen);
  wait_for_display (GTK_WINDOW (fixture->citizen), monitor_at (fixture->clerk, 0));
  g_assert_true (mado_citizen_window_is_in_sight (GTK_WIDGET (fixture->clerk)));
  gtk_window_destroy (GTK_WINDOW (fixture->citizen));
  g_object_unref (fixture->citizen);
  gtk_window_destroy (fixture->clerk);
}

static void
run (Fixture *fixture, void (*activate) (GtkApplication *application, Fixture *fixture))
{
  fixture->application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_signal_connect (fixture->application, "activate", G_CALLBACK (activate), fixture);
  g_assert_cmpint (g_application_run (G_APPLICATION (fixture->application), 0, NULL), ==, 0);
  g_assert_finalize_object (fixture->application);
}

static void
test_other_display (gconstpointer data)
{
  Fixture fixture = { .clerks = GPOINTER_TO_UINT (data) };

  run (&fixture, activate_cb);
}

static void
test_one_display (void)
{
  Fixture fixture = { 0 };

  run (&fixture, activate_one_cb);
}

int
main (int argc, char **argv)
{
  mado_secret_init_process ();
  g_test_init (&argc, &argv, NULL);
  mado_ui_register_resource ();
  if (argc > 1 && g_str_equal (argv[1], "one"))
    {
      g_test_add_func ("/ui/displays/one", test_one_display);
      return g_test_run ();
    }
  g_test_add_data_func ("/ui/displays/clerk-first", GUINT_TO_POINTER (0), test_other_display);
  g_test_add_data_func ("/ui/displays/clerk-second", GUINT_TO_POINTER (1), test_other_display);
  return g_test_run ();
}
