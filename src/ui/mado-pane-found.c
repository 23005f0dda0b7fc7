/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-pane-found.h"

#include "mado-case-fact.h"
#include "mado-page.h"
#include "mado-wareki.h"

#include <glib/gi18n.h>

struct _MadoPaneFound
{
  GtkWidget parent_instance;
  GtkWidget *content;
  GtkLabel *status, *facts;
};

static void pane_iface_init (MadoPaneInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (MadoPaneFound, mado_pane_found, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_PANE, pane_iface_init))

/* clang-format off */
static const struct { const char *status, *sentence; MadoTone tone; } words[] = {
  { "active",  N_("The certificate is in force."),                        MADO_TONE_OK   },
  { "revoked", N_("The certificate was revoked; it is not in force."),    MADO_TONE_WARN },
  { "expired", N_("The certificate has expired; it is not in force."),    MADO_TONE_WARN },
  { "unknown", N_("The authority knows no certificate of this person."),  MADO_TONE_WARN },
};
/* clang-format on */

static void
show_status (MadoPaneFound *self, const MadoCase *data)
{
  const char *status = mado_case_get_fact (data, MADO_FACT_STATUS);

  mado_tone_show (self->status, MADO_TONE_NONE, "");
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i].status, status) == 0)
      mado_tone_show (self->status, words[i].tone, _ (words[i].sentence));
}

static char *
day_text (guint day)
{
  g_autoptr (GDate) date = NULL;
  MadoWareki wareki;

  if (day == 0)
    return g_strdup ("—");
  date = g_date_new_dmy ((GDateDay) (day % 100), (GDateMonth) (day / 100 % 100),
                         (GDateYear) (day / 10000));
  wareki = mado_wareki_from_date (date);
  return mado_wareki_format (&wareki, MADO_WAREKI_GREGORIAN);
}

static const char *
fact_or_dash (const MadoCase *data, const char *name)
{
  const char *value = mado_case_get_fact (data, name);

  return value != NULL ? value : "—";
}

static void
show (MadoPane *pane, MadoDesk *desk, MadoRun *run)
{
  MadoPaneFound *self = MADO_PANE_FOUND (pane);
  const MadoCase *data = mado_run_get_case (run);
  g_autofree char *last
      = day_text ((guint) mado_case_get_fact_number (data, MADO_FACT_OLD_LAST_DAY));
  g_autofree char *text = g_strdup_printf (
      _ ("Certificate number: %s\nHolder: %s\nLast valid day: %s\nTries left for the password: %s"),
      fact_or_dash (data, MADO_FACT_OLD_SERIAL), fact_or_dash (data, MADO_FACT_OLD_NAME), last,
      fact_or_dash (data, MADO_FACT_TRIES));

  show_status (self, data);
  gtk_label_set_text (self->facts, text);
}

static void
pane_iface_init (MadoPaneInterface *iface)
{
  iface->show = show;
}

static void
mado_pane_found_dispose (GObject *object)
{
  g_clear_pointer (&MADO_PANE_FOUND (object)->content, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_pane_found_parent_class)->dispose (object);
}

static void
mado_pane_found_class_init (MadoPaneFoundClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_pane_found_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkLabel *
add_label (MadoPaneFound *self, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (self->content), label);
  return GTK_LABEL (label);
}

static void
mado_pane_found_init (MadoPaneFound *self)
{
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_parent (self->content, GTK_WIDGET (self));
  self->status = add_label (self, "heading");
  self->facts = add_label (self, "value");
}

GtkWidget *
mado_pane_found_new (void)
{
  return g_object_new (MADO_TYPE_PANE_FOUND, NULL);
}
