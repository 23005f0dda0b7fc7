/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-pane-progress.h"

#include "mado-citizen-pages.h"
#include "mado-citizen-window.h"
#include "mado-pane-list.h"

#include <glib/gi18n.h>

struct _MadoPaneProgress
{
  GtkWidget parent_instance;
  GtkWidget *content;
  GtkLabel *passed, *usual;
  GtkProgressBar *bar;
};

static void pane_iface_init (MadoPaneInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (MadoPaneProgress, mado_pane_progress, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_PANE, pane_iface_init))

static void
show_usual (MadoPaneProgress *self, const MadoPaneRow *row, gboolean busy)
{
  g_autofree char *text = NULL;

  if (row->usual_s[1] > 0 && busy)
    text = g_strdup_printf (_ ("Usually %u to %u seconds, at the longest %u."), row->usual_s[0],
                            row->usual_s[1], row->most_s);
  gtk_label_set_text (self->usual, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->usual), text != NULL);
}

/* While the password in force is asked for, its tries stand beside. */
static char *
resident_text (MadoPaneProgress *self, MadoRun *run)
{
  const int tries = mado_citizen_page_tries (run);

  if (!mado_citizen_window_is_in_sight (GTK_WIDGET (self)))
    return g_strdup (_ ("The resident's screen is not shown. F7 shows it."));
  if (mado_citizen_page_for_run (run) != MADO_CITIZEN_PAGE_OLD_PASSWORD || tries < 0)
    return g_strdup (_ ("The resident is busy at the other screen."));
  return g_strdup_printf (_ ("The resident is busy at the other screen. Tries left: %d"), tries);
}

/* The bar shows the share of the longest time that has passed: honest, since nobody knows when a
 * card has found its primes. */
static void
show_passed (MadoPaneProgress *self, MadoRun *run)
{
  const MadoState *state = mado_run_get_state (run);
  const MadoPaneRow *row = mado_pane_list_find_of_run (run);
  gint64 since = 0;
  gboolean busy = mado_run_is_busy (run, &since);
  gint64 seconds = busy ? MAX (0, (g_get_monotonic_time () - since) / G_USEC_PER_SEC) : 0;
  g_autofree char *text = NULL;

  if (busy)
    text = g_strdup_printf (
        g_dngettext (NULL, "%d second has passed", "%d seconds have passed", (gulong) seconds),
        (int) seconds);
  else if (state->actor == MADO_BY_APPLICANT)
    text = resident_text (self, run);
  mado_tone_show (self->passed, text != NULL ? MADO_TONE_BUSY : MADO_TONE_NONE,
                  text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->passed), text != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), busy && row->most_s > 0);
  if (row->most_s > 0)
    gtk_progress_bar_set_fraction (self->bar, MIN (1.0, (double) seconds / row->most_s));
  show_usual (self, row, busy);
}

static void
show (MadoPane *pane, MadoDesk *desk, MadoRun *run)
{
  show_passed (MADO_PANE_PROGRESS (pane), run);
}

static void
tick (MadoPane *pane, MadoRun *run)
{
  show_passed (MADO_PANE_PROGRESS (pane), run);
}

static void
pane_iface_init (MadoPaneInterface *iface)
{
  iface->show = show;
  iface->tick = tick;
}

static void
mado_pane_progress_dispose (GObject *object)
{
  g_clear_pointer (&MADO_PANE_PROGRESS (object)->content, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_pane_progress_parent_class)->dispose (object);
}

static void
mado_pane_progress_class_init (MadoPaneProgressClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_pane_progress_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/ui/pane-progress.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoPaneProgress, content);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneProgress, passed);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneProgress, usual);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneProgress, bar);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mado_pane_progress_init (MadoPaneProgress *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mado_pane_progress_new (void)
{
  return g_object_new (MADO_TYPE_PANE_PROGRESS, NULL);
}
