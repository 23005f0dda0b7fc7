/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-pane-end.h"

#include "mado-case-fact.h"
#include "mado-case-text.h"
#include "mado-pane-list.h"
#include "mado-words.h"

#include <glib/gi18n.h>

struct _MadoPaneEnd
{
  GtkWidget parent_instance;
  GtkWidget *content;
  GtkLabel *result, *summary;
  GtkWidget *home;
};

static void pane_iface_init (MadoPaneInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (MadoPaneEnd, mado_pane_end, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_PANE, pane_iface_init))

static void
show_result (MadoPaneEnd *self, MadoRun *run)
{
  MadoEnding ending = mado_run_get_state (run)->ending;
  g_autofree char *task = mado_words_of_run (run, _ (mado_pane_list_find_of_run (run)->task));

  if (ending == MADO_ENDING_DONE)
    mado_tone_show (self->result, MADO_TONE_OK, task);
  else if (ending == MADO_ENDING_STOPPED)
    mado_tone_show (self->result, MADO_TONE_WARN, task);
  else if (ending == MADO_ENDING_REFUSED)
    mado_tone_show (self->result, MADO_TONE_WARN, _ ("The application was refused."));
  else
    mado_tone_show (self->result, MADO_TONE_WARN, _ ("The case was stopped."));
}

/* What an issuance leaves, or when a certificate ended. */
static char *
certificate_text (const MadoCase *data)
{
  const char *old = mado_case_get_fact (data, MADO_FACT_OLD_SERIAL);
  g_autofree char *received = NULL;
  g_autofree char *recorded = NULL;

  if (data->serial != NULL || !mado_case_has_fact (data, MADO_FACT_REVOKED_AT))
    return g_strdup_printf (_ ("Certificate number: %s"), data->serial != NULL ? data->serial
                                                          : old != NULL        ? old
                                                                               : "—");
  received = mado_case_text_time (data->opened_at);
  recorded = mado_case_text_time (mado_case_get_fact_number (data, MADO_FACT_REVOKED_AT));
  return g_strdup_printf (
      _ ("Certificate number: %s\nReceived at the window: %s\nRecorded by the CA: %s"), old,
      received, recorded);
}

static void
show (MadoPane *pane, MadoDesk *desk, MadoRun *run)
{
  MadoPaneEnd *self = MADO_PANE_END (pane);
  const MadoCase *data = mado_run_get_case (run);
  MadoTone tone;
  g_autofree char *elapsed
      = mado_case_text_duration (data, mado_clock_now (mado_desk_get_clock (desk)), &tone);
  g_autofree char *cash = mado_case_text_cash (run);
  g_autofree char *card = mado_case_text_card (data);
  g_autofree char *certificate = certificate_text (data);
  g_autofree char *text
      = g_strdup_printf (_ ("%s\nCard: %s, %s\nForm: %s\nFee: %s\nTime: %s"), certificate,
                         card != NULL ? card : "—", mado_case_text_holder (data->card_holder),
                         mado_case_text_holder (data->form_holder), cash, elapsed);

  show_result (self, run);
  gtk_label_set_text (self->summary, text);
}

static gboolean
focus_first (MadoPane *pane)
{
  return gtk_widget_grab_focus (MADO_PANE_END (pane)->home);
}

static void
pane_iface_init (MadoPaneInterface *iface)
{
  iface->show = show;
  iface->focus_first = focus_first;
}

static void
mado_pane_end_dispose (GObject *object)
{
  g_clear_pointer (&MADO_PANE_END (object)->content, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_pane_end_parent_class)->dispose (object);
}

static void
mado_pane_end_class_init (MadoPaneEndClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_pane_end_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/ui/pane-end.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoPaneEnd, content);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneEnd, home);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneEnd, result);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneEnd, summary);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mado_pane_end_init (MadoPaneEnd *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mado_pane_end_new (void)
{
  return g_object_new (MADO_TYPE_PANE_END, NULL);
}
