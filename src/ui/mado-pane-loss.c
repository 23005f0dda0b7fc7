/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-pane-loss.h"

#include "mado-case-fact.h"
#include "mado-renew.h"
#include "mado-wareki.h"

#include <glib/gi18n.h>

struct _MadoPaneLoss
{
  GtkWidget parent_instance;
  GtkWidget *content;
  GtkLabel *lost, *old_end, *new_end, *window;
};

static void pane_iface_init (MadoPaneInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (MadoPaneLoss, mado_pane_loss, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_PANE, pane_iface_init))

static char *
date_text (const GDate *date)
{
  MadoWareki wareki = mado_wareki_from_date (date);

  return mado_wareki_format (&wareki, MADO_WAREKI_GREGORIAN);
}

static char *
lost_text (const MadoRenewal *renewal)
{
  if (renewal->lost_days == 0)
    return g_strdup (_ ("No day is lost."));
  if (renewal->lost_months == 0)
    return g_strdup_printf (
        g_dngettext (NULL, "%u day is lost.", "%u days are lost.", renewal->lost_days),
        renewal->lost_days);
  return g_strdup_printf (_ ("%u months and %u days are lost (%u days)."), renewal->lost_months,
                          renewal->lost_days_beyond_months, renewal->lost_days);
}

static void
show_window (MadoPaneLoss *self, const MadoRenewal *renewal, gboolean renewing)
{
  gboolean early = renewal->state == MADO_RENEWAL_TOO_EARLY;
  g_autofree char *opens = date_text (&renewal->opens);
  g_autofree char *text = NULL;

  if (early && renewing)
    text = g_strdup_printf (_ ("Renewal begins on %s. Before that only \"Revoke and issue anew\" "
                               "is possible."),
                            opens);
  else if (early)
    text = g_strdup_printf (_ ("Who waits until %s loses less."), opens);
  mado_tone_show (self->window, early ? MADO_TONE_WARN : MADO_TONE_NONE, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->window), early);
}

static void
show (MadoPane *pane, MadoDesk *desk, MadoRun *run)
{
  MadoPaneLoss *self = MADO_PANE_LOSS (pane);
  guint day = (guint) mado_case_get_fact_number (mado_run_get_case (run), MADO_FACT_OLD_LAST_DAY);
  g_autofree char *lost = NULL;
  g_autofree char *old_end = NULL;
  g_autofree char *new_end = NULL;
  MadoRenewal renewal;
  GDate last;

  if (!mado_renew_ask_rules (run, &renewal))
    return;
  g_date_clear (&last, 1);
  g_date_set_dmy (&last, (GDateDay) (day % 100), (GDateMonth) (day / 100 % 100),
                  (GDateYear) (day / 10000));
  lost = lost_text (&renewal);
  old_end = date_text (&last);
  new_end = date_text (&renewal.new_last_day);
  mado_tone_show (self->lost, renewal.lost_days > 0 ? MADO_TONE_WARN : MADO_TONE_OK, lost);
  gtk_label_set_text (self->old_end, old_end);
  gtk_label_set_text (self->new_end, new_end);
  show_window (self, &renewal, g_str_equal (mado_run_get_case (run)->procedure, "renew"));
}

static void
pane_iface_init (MadoPaneInterface *iface)
{
  iface->show = show;
}

static void
mado_pane_loss_dispose (GObject *object)
{
  g_clear_pointer (&MADO_PANE_LOSS (object)->content, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_pane_loss_parent_class)->dispose (object);
}

static void
mado_pane_loss_class_init (MadoPaneLossClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_pane_loss_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/ui/pane-loss.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoPaneLoss, content);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneLoss, lost);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneLoss, old_end);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneLoss, new_end);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneLoss, window);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mado_pane_loss_init (MadoPaneLoss *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mado_pane_loss_new (void)
{
  return g_object_new (MADO_TYPE_PANE_LOSS, NULL);
}
