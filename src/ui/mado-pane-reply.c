/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-pane-reply.h"

#include "mado-case-fact.h"
#include "mado-field-grid.h"
#include "mado-findings.h"
#include "mado-reply.h"

#include <glib/gi18n.h>

#define MAX_CHOICES 8
#define N_FIELDS (MADO_N_LETTER_CHECKS + 1)

struct _MadoPaneReply
{
  GtkWidget parent_instance;
  GtkWidget *content;
  MadoFieldGrid *fields;
  MadoFindings *findings;
  MadoRun *run;   /* borrowed: the page owns it while the pane is shown */
  gint64 case_id; /* whose values stand in the fields; -1 for none */
  gboolean filling;

  /* Made from the table of checks; the grid borrows them. */
  MadoField rows[N_FIELDS];
  MadoChoice choices[MADO_N_LETTER_CHECKS][MAX_CHOICES];
};

static void pane_iface_init (MadoPaneInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (MadoPaneReply, mado_pane_reply, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_PANE, pane_iface_init))

static void
make_row (MadoPaneReply *self, MadoLetterCheck check)
{
  const MadoReplyAnswer *answer;

  for (guint i = 1; i < MAX_CHOICES && (answer = mado_reply_answer (check, i)) != NULL; i++)
    self->choices[check][i - 1] = (MadoChoice){ i, answer->label };
  self->rows[1 + check] = (MadoField){ .id = mado_inquiry_check_to_string (check),
                                       .label = mado_reply_question (check),
                                       .kind = MADO_FIELD_CHOICE,
                                       .required = TRUE,
                                       .choices = self->choices[check] };
}

static void
make_fields (MadoPaneReply *self, MadoClock *clock)
{
  self->rows[0] = (MadoField){ .id = "letter",
                               .label = N_ ("Number on the letter (scan)"),
                               .kind = MADO_FIELD_DIGITS,
                               .width = 16,
                               .most = 20,
                               .required = TRUE };
  for (guint i = 0; i < MADO_N_LETTER_CHECKS; i++)
    make_row (self, (MadoLetterCheck) i);
  mado_field_grid_set_fields (self->fields, self->rows, N_FIELDS, clock);
}

static void
show_findings (MadoPaneReply *self)
{
  g_autoptr (MadoDecision) faults = mado_reply_faults (mado_run_get_case (self->run));

  mado_findings_show (self->findings, self->run, faults);
}

static void
fill (MadoPaneReply *self, const MadoCase *data)
{
  const char *number = mado_case_get_fact (data, MADO_FACT_INQUIRY);

  self->filling = TRUE;
  mado_field_grid_set_text (self->fields, "letter", number != NULL ? number : "");
  for (guint i = 0; i < MADO_N_LETTER_CHECKS; i++)
    {
      const char *id = mado_inquiry_check_to_string ((MadoLetterCheck) i);

      mado_field_grid_set_visible (self->fields, id,
                                   mado_reply_applies (data, (MadoLetterCheck) i));
      mado_field_grid_set_choice (self->fields, id, mado_reply_get (data, (MadoLetterCheck) i));
    }
  self->filling = FALSE;
}

/* The book of letters may have named the letter since the pane was filled. */
static void
take_number (MadoPaneReply *self, const MadoCase *data)
{
  const char *number = mado_case_get_fact (data, MADO_FACT_INQUIRY);
  g_autofree char *typed = mado_field_grid_get_text (self->fields, "letter");

  if (*typed != '\0' || number == NULL)
    return;
  self->filling = TRUE;
  mado_field_grid_set_text (self->fields, "letter", number);
  self->filling = FALSE;
}

static void
show (MadoPane *pane, MadoDesk *desk, MadoRun *run)
{
  MadoPaneReply *self = MADO_PANE_REPLY (pane);
  const MadoCase *data = mado_run_get_case (run);

  self->run = run;
  if (self->case_id < 0)
    make_fields (self, mado_desk_get_clock (desk));
  if (self->case_id == data->case_id)
    {
      take_number (self, data);
      return; /* what is being entered is newer */
    }
  self->case_id = data->case_id;
  fill (self, data);
  show_findings (self);
}

static void
store (MadoPane *pane, MadoCase *work)
{
  MadoPaneReply *self = MADO_PANE_REPLY (pane);
  g_autofree char *number = mado_field_grid_get_text (self->fields, "letter");

  mado_case_set_fact (work, MADO_FACT_INQUIRY, number);
  for (guint i = 0; i < MADO_N_LETTER_CHECKS; i++)
    if (mado_reply_applies (work, (MadoLetterCheck) i))
      mado_reply_set (work, (MadoLetterCheck) i,
                      mado_field_grid_get_choice (
                          self->fields, mado_inquiry_check_to_string ((MadoLetterCheck) i)));
}

static void
fields_changed_cb (MadoPaneReply *self)
{
  if (self->filling || self->run == NULL)
    return;
  mado_pane_edited (MADO_PANE (self)); /* stores, so that the findings follow */
  show_findings (self);
}

static guint
count_open (MadoPane *pane)
{
  return mado_field_grid_count_open (MADO_PANE_REPLY (pane)->fields);
}

static gboolean
check (MadoPane *pane)
{
  return mado_field_grid_check (MADO_PANE_REPLY (pane)->fields);
}

static gboolean
focus_first (MadoPane *pane)
{
  if (count_open (pane) == 0)
    return FALSE;
  mado_field_grid_focus_first (MADO_PANE_REPLY (pane)->fields);
  return TRUE;
}

static void
pane_iface_init (MadoPaneInterface *iface)
{
  iface->says_reasons = TRUE;
  iface->show = show;
  iface->store = store;
  iface->count_open = count_open;
  iface->check = check;
  iface->focus_first = focus_first;
}

static void
mado_pane_reply_dispose (GObject *object)
{
  g_clear_pointer (&MADO_PANE_REPLY (object)->content, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_pane_reply_parent_class)->dispose (object);
}

static void
mado_pane_reply_class_init (MadoPaneReplyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_pane_reply_dispose;
  g_type_ensure (MADO_TYPE_FIELD_GRID);
  g_type_ensure (MADO_TYPE_FINDINGS);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/ui/pane-reply.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoPaneReply, content);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneReply, fields);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneReply, findings);
  gtk_widget_class_bind_template_callback (widget_class, fields_changed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mado_pane_reply_init (MadoPaneReply *self)
{
  self->case_id = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mado_pane_reply_new (void)
{
  return g_object_new (MADO_TYPE_PANE_REPLY, NULL);
}
