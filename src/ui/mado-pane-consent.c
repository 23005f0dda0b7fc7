/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-pane-consent.h"

#include "mado-field-value.h"
#include "mado-substitutes.h"

#include <glib/gi18n.h>

#define CLERK_PIXELS 96 /* height of a compared character */
#define POSITION_KEY "mado-position"
#define OF_NAME_KEY "mado-of-name"

struct _MadoPaneConsent
{
  GtkWidget parent_instance;
  GtkWidget *content;
  GtkBox *choices; /* an entry for each character that nobody knows a substitute for */
  MadoSubstitutes *substitutes;
  MadoRun *run; /* borrowed: the page owns it while the pane is shown */
  char *asked;  /* owned (nullable): the case and the texts whose characters are shown */
};

static void pane_iface_init (MadoPaneInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (MadoPaneConsent, mado_pane_consent, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_PANE, pane_iface_init))

static void
show_substitutes (MadoPaneConsent *self)
{
  g_autoptr (MadoCertificateItems) items
      = mado_case_certificate_items (mado_run_get_case (self->run));

  mado_substitutes_show (self->substitutes, items, CLERK_PIXELS, mado_catalogue_own_language ());
}

static void
store (MadoPane *pane, MadoCase *work)
{
  MadoPaneConsent *self = MADO_PANE_CONSENT (pane);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->choices)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *entry = gtk_widget_get_last_child (row);
      guint position = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (entry), POSITION_KEY));
      gboolean of_name = g_object_get_data (G_OBJECT (entry), OF_NAME_KEY) != NULL;
      g_autofree char *kana = mado_field_value_normalize (
          MADO_FIELD_KANA, gtk_editable_get_text (GTK_EDITABLE (entry)));

      mado_case_set_choice (of_name ? work->name_choices : work->address_choices, position,
                            *kana != '\0' ? kana : NULL);
    }
}

static void
entry_changed_cb (MadoPaneConsent *self)
{
  mado_pane_edited (MADO_PANE (self)); /* stores, so that the substitutes follow */
  show_substitutes (self);
}

static void
add_choice (MadoPaneConsent *self, const MadoSubstitute *substitute, gboolean of_name)
{
  g_autofree char *caption = g_strdup_printf (_ ("Kana for %s"), substitute->original);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = gtk_label_new (caption);
  GtkWidget *entry = gtk_entry_new ();

  if (substitute->kind == MADO_SUBSTITUTE_CHOSEN)
    gtk_editable_set_text (GTK_EDITABLE (entry), substitute->certified);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), entry);
  g_object_set_data (G_OBJECT (entry), POSITION_KEY, GUINT_TO_POINTER (substitute->position));
  g_object_set_data (G_OBJECT (entry), OF_NAME_KEY, GINT_TO_POINTER (of_name));
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (entry_changed_cb), self);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), entry);
  gtk_box_append (self->choices, row);
}

/* What was given stays editable, so a CHOSEN character has an entry too. */
static void
add_choices (MadoPaneConsent *self, const MadoCertificateText *text, gboolean of_name)
{
  for (guint i = 0; i < text->substitutes->len; i++)
    {
      const MadoSubstitute *substitute = g_ptr_array_index (text->substitutes, i);

      if (substitute->kind == MADO_SUBSTITUTE_MISSING || substitute->kind == MADO_SUBSTITUTE_CHOSEN)
        add_choice (self, substitute, of_name);
    }
}

static void
show (MadoPane *pane, MadoDesk *desk, MadoRun *run)
{
  MadoPaneConsent *self = MADO_PANE_CONSENT (pane);
  const MadoCase *data = mado_run_get_case (run);
  g_autoptr (MadoCertificateItems) items = mado_case_certificate_items (data);
  g_autofree char *asked = NULL;
  GtkWidget *child;

  self->run = run;
  show_substitutes (self);
  if (items == NULL)
    return;
  asked = g_strdup_printf ("%" G_GINT64_FORMAT "\n%s\n%s", data->case_id,
                           data->register_items->name, data->register_items->address);
  if (g_strcmp0 (self->asked, asked) == 0)
    return; /* what is being typed is newer */
  g_free (self->asked);
  self->asked = g_steal_pointer (&asked);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->choices))) != NULL)
    gtk_box_remove (self->choices, child);
  add_choices (self, items->name, TRUE);
  add_choices (self, items->address, FALSE);
}

static guint
count_open (MadoPane *pane)
{
  MadoPaneConsent *self = MADO_PANE_CONSENT (pane);
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->choices)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (*gtk_editable_get_text (GTK_EDITABLE (gtk_widget_get_last_child (row))) == '\0')
      n++;
  return n;
}

static gboolean
focus_first (MadoPane *pane)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (MADO_PANE_CONSENT (pane)->choices));

  return row != NULL && count_open (pane) > 0
         && gtk_widget_grab_focus (gtk_widget_get_last_child (row));
}

static void
pane_iface_init (MadoPaneInterface *iface)
{
  iface->show = show;
  iface->store = store;
  iface->count_open = count_open;
  iface->focus_first = focus_first;
}

static void
mado_pane_consent_dispose (GObject *object)
{
  g_clear_pointer (&MADO_PANE_CONSENT (object)->content, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_pane_consent_parent_class)->dispose (object);
}

static void
mado_pane_consent_finalize (GObject *object)
{
  g_free (MADO_PANE_CONSENT (object)->asked);
  G_OBJECT_CLASS (mado_pane_consent_parent_class)->finalize (object);
}

static void
mado_pane_consent_class_init (MadoPaneConsentClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_pane_consent_dispose;
  G_OBJECT_CLASS (klass)->finalize = mado_pane_consent_finalize;
  g_type_ensure (MADO_TYPE_SUBSTITUTES);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/ui/pane-consent.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoPaneConsent, content);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneConsent, substitutes);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneConsent, choices);
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
