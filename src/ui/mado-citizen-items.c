/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-citizen-items.h"

#include "mado-substitutes.h"

#include <glib/gi18n.h>

#define RESIDENT_PIXELS 200 /* height of a compared character */

struct _MadoCitizenItems
{
  GtkWidget parent_instance;
  GtkWidget *content;
  GtkLabel *heads[MADO_N_ITEMS], *values[MADO_N_ITEMS];
  GtkLabel *explanation;
  MadoSubstitutes *substitutes;
};

G_DEFINE_FINAL_TYPE (MadoCitizenItems, mado_citizen_items, GTK_TYPE_WIDGET)

static const char *const heads[MADO_N_ITEMS] = {
  [MADO_ITEM_NAME] = N_ ("Name"),
  [MADO_ITEM_BIRTH] = N_ ("Birth date"),
  [MADO_ITEM_SEX] = N_ ("Sex"),
  [MADO_ITEM_ADDRESS] = N_ ("Address"),
};

static const char *
sex_word (MadoSex sex)
{
  return sex == MADO_SEX_MALE ? N_ ("male") : sex == MADO_SEX_FEMALE ? N_ ("female") : "—";
}

void
mado_citizen_items_show (MadoCitizenItems *self, const MadoCase *data, MadoLanguage language)
{
  const MadoFourItems *items = data->register_items != NULL ? data->register_items : data->form;
  g_autoptr (MadoCertificateItems) certificate = NULL;
  g_autofree char *birth = NULL;
  guint n_substitutes;

  g_return_if_fail (MADO_IS_CITIZEN_ITEMS (self));
  if (items == NULL)
    return;
  certificate = mado_case_certificate_items (data);
  birth = mado_wareki_format (&items->birth, MADO_WAREKI_GREGORIAN);
  for (guint item = 0; item < MADO_N_ITEMS; item++)
    gtk_label_set_text (self->heads[item], mado_catalogue_text (language, heads[item]));
  gtk_label_set_text (self->values[MADO_ITEM_NAME],
                      certificate != NULL ? certificate->name->text : items->name);
  gtk_label_set_text (self->values[MADO_ITEM_BIRTH], birth);
  gtk_label_set_text (self->values[MADO_ITEM_SEX],
                      mado_catalogue_text (language, sex_word (items->sex)));
  gtk_label_set_text (self->values[MADO_ITEM_ADDRESS],
                      certificate != NULL ? certificate->address->text : items->address);
  n_substitutes = mado_substitutes_show (self->substitutes, certificate, RESIDENT_PIXELS, language);
  gtk_label_set_text (
      self->explanation,
      n_substitutes > 0 ? mado_catalogue_text (
          language, N_ ("A certificate cannot hold these characters of yours. May they be "
                        "written as shown? Your register entry and the face of your "
                        "card do not change."))
                        : "");
}

static void
mado_citizen_items_dispose (GObject *object)
{
  MadoCitizenItems *self = MADO_CITIZEN_ITEMS (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_citizen_items_parent_class)->dispose (object);
}

static void
mado_citizen_items_class_init (MadoCitizenItemsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_citizen_items_dispose;
  g_type_ensure (MADO_TYPE_SUBSTITUTES);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/ui/citizen-items.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenItems, content);
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenItems, explanation);
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenItems, substitutes);
  for (guint item = 0; item < MADO_N_ITEMS; item++)
    {
      g_autofree char *head = g_strdup_printf ("head%u", item);
      g_autofree char *value = g_strdup_printf ("value%u", item);

      gtk_widget_class_bind_template_child_full (
          widget_class, head, FALSE,
          (gssize) (G_STRUCT_OFFSET (MadoCitizenItems, heads) + item * sizeof (GtkLabel *)));
      gtk_widget_class_bind_template_child_full (
          widget_class, value, FALSE,
          (gssize) (G_STRUCT_OFFSET (MadoCitizenItems, values) + item * sizeof (GtkLabel *)));
    }
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mado_citizen_items_init (MadoCitizenItems *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
