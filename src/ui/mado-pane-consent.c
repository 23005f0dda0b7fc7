/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-pane-consent.h"

#include "mado-substitutes.h"

#include <glib/gi18n.h>

#define CLERK_PIXELS 96 /* height of a compared character */

struct _MadoPaneConsent
{
  GtkWidget parent_instance;
  GtkWidget *content;
  MadoSubstitutes *substitutes;
};

static void pane_iface_init (MadoPaneInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (MadoPaneConsent, mado_pane_consent, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_PANE, pane_iface_init))

static void
show (MadoPane *pane, MadoDesk *desk, MadoRun *run)
{
  g_autoptr (MadoCertificateItems) items = mado_case_certificate_items (mado_run_get_case (run));

  mado_substitutes_show (MADO_PANE_CONSENT (pane)->substitutes, items, CLERK_PIXELS,
                         mado_catalogue_own_language ());
}

static void
pane_iface_init (MadoPaneInterface *iface)
{
  iface->show = show;
}

static void
mado_pane_consent_dispose (GObject *object)
{
  g_clear_pointer (&MADO_PANE_CONSENT (object)->content, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_pane_consent_parent_class)->dispose (object);
}

static void
mado_pane_consent_class_init (MadoPaneConsentClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_pane_consent_dispose;
  g_type_ensure (MADO_TYPE_SUBSTITUTES);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/ui/pane-consent.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoPaneConsent, content);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneConsent, substitutes);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mado_pane_consent_init (MadoPaneConsent *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mado_pane_consent_new (void)
{
  return g_object_new (MADO_TYPE_PANE_CONSENT, NULL);
}
