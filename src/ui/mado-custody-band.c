/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-custody-band.h"

#include "mado-case-text.h"
#include "mado-exact-label.h"
#include "mado-type-size.h"

#include <glib/gi18n.h>

struct _MadoCustodyBand
{
  GtkWidget parent_instance;
  GtkWidget *box; /* owned child */
  GtkLabel *name, *number, *card, *form, *cash, *clock;
};

G_DEFINE_FINAL_TYPE (MadoCustodyBand, mado_custody_band, GTK_TYPE_WIDGET)

static void
show_card (MadoCustodyBand *self, const MadoCase *data)
{
  g_autofree char *tail = mado_case_text_card (data);
  const char *holder = mado_case_text_holder (data->card_holder);
  g_autofree char *text = tail != NULL ? g_strdup_printf (_ ("Card: %s %s"), holder, tail)
                                       : g_strdup_printf (_ ("Card: %s"), holder);

  gtk_label_set_text (self->card, text);
}

static void
show_clock (MadoCustodyBand *self, const MadoCase *data, gint64 now)
{
  MadoTone tone;
  g_autofree char *text = mado_case_text_duration (data, now, &tone);

  mado_tone_show (self->clock, tone, text);
}

void
mado_custody_band_show (MadoCustodyBand *self, MadoRun *run, gint64 now)
{
  const MadoCase *data;
  g_autofree char *name = NULL, *number = NULL, *cash = NULL, *form = NULL, *money = NULL;

  g_return_if_fail (MADO_IS_CUSTODY_BAND (self));
  gtk_widget_set_visible (GTK_WIDGET (self), run != NULL);
  if (run == NULL)
    return;
  data = mado_run_get_case (run);
  name = mado_case_text_name_with_kana (data);
  number = mado_case_short_number (data);
  cash = mado_case_text_cash (run);
  form = g_strdup_printf (_ ("Form: %s"), mado_case_text_holder (data->form_holder));
  money = g_strdup_printf (_ ("Fee: %s"), cash);
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->number, number);
  gtk_label_set_text (self->form, form);
  gtk_label_set_text (self->cash, money);
  show_card (self, data);
  show_clock (self, data, now);
}

static void
mado_custody_band_dispose (GObject *object)
{
  MadoCustodyBand *self = MADO_CUSTODY_BAND (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_custody_band_parent_class)->dispose (object);
}

static void
mado_custody_band_class_init (MadoCustodyBandClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_custody_band_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/ui/custody-band.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoCustodyBand, box);
  gtk_widget_class_bind_template_child (widget_class, MadoCustodyBand, name);
  gtk_widget_class_bind_template_child (widget_class, MadoCustodyBand, number);
  gtk_widget_class_bind_template_child (widget_class, MadoCustodyBand, card);
  gtk_widget_class_bind_template_child (widget_class, MadoCustodyBand, form);
  gtk_widget_class_bind_template_child (widget_class, MadoCustodyBand, cash);
  gtk_widget_class_bind_template_child (widget_class, MadoCustodyBand, clock);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "custody");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mado_custody_band_init (MadoCustodyBand *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_exact_label (self->name);
  if (mado_type_size_is_large (GTK_WIDGET (self))) /* a name is neither broken nor cut */
    {
      gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box), GTK_ORIENTATION_VERTICAL);
      gtk_box_set_spacing (GTK_BOX (self->box), 0);
    }
}
