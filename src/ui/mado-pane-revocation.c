/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-pane-revocation.h"

#include "mado-case-fact.h"
#include "mado-case-text.h"
#include "mado-revocation-rule.h"
#include "mado-revoke.h"

#include <glib/gi18n.h>

enum
{
  NUMBER,
  HOLDER,
  LAST_DAY,
  STATE,
  GROUND,
  RECEIVED,
  RECORDED,
  N_ROWS
};

enum
{
  BEFORE,
  AFTER,
  N_COLUMNS
};

struct _MadoPaneRevocation
{
  GtkWidget parent_instance;
  MadoRun *run;   /* borrowed: the page owns it while the pane is shown */
  gint64 case_id; /* whose certificate is shown; -1 for none */
  gboolean filling;

  GtkWidget *content;
  GtkGrid *table;
  GtkLabel *values[N_ROWS][N_COLUMNS];
  GtkWidget *typing;
  GtkEntry *digits;
  GtkLabel *echo;
};

static void pane_iface_init (MadoPaneInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (MadoPaneRevocation, mado_pane_revocation, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_PANE, pane_iface_init))

static const char *const titles[N_ROWS] = {
  [NUMBER] = N_ ("Certificate number"),
  [HOLDER] = N_ ("Holder"),
  [LAST_DAY] = N_ ("Last day"),
  [STATE] = N_ ("State"),
  [GROUND] = N_ ("Ground"),
  [RECEIVED] = N_ ("Received at the window"),
  [RECORDED] = N_ ("Recorded by the CA"),
};

/* --- words --- */

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

/* Whether certificate and form name the same person; the register's spelling may differ. */
static void
show_holder (MadoPaneRevocation *self, const MadoCase *data)
{
  const char *name = mado_case_get_fact (data, MADO_FACT_OLD_NAME);
  g_autoptr (MadoCertificateItems) items = mado_case_certificate_items (data);
  gboolean same = name != NULL && items != NULL && g_str_equal (name, items->name->text);
  g_autofree char *applicant = mado_case_text_name (data);

  mado_tone_show (self->values[HOLDER][BEFORE], same ? MADO_TONE_OK : MADO_TONE_WARN,
                  name != NULL ? name : "—");
  gtk_label_set_text (self->values[HOLDER][AFTER], applicant);
}

static void
show_state (MadoPaneRevocation *self, const MadoCase *data)
{
  const char *status = mado_case_get_fact (data, MADO_FACT_STATUS);
  gboolean asked = g_str_equal (data->state, "confirm");

  if (g_strcmp0 (status, "active") == 0)
    mado_tone_show (self->values[STATE][BEFORE], MADO_TONE_OK, _ ("in force"));
  else if (g_strcmp0 (status, "expired") == 0)
    mado_tone_show (self->values[STATE][BEFORE], MADO_TONE_WARN, _ ("its time is over"));
  else if (g_str_equal (data->state, "lapsed"))
    mado_tone_show (self->values[STATE][BEFORE], MADO_TONE_WARN, _ ("revoked before"));
  else
    gtk_label_set_text (self->values[STATE][BEFORE], "—");
  if (asked)
    mado_tone_show (self->values[STATE][AFTER], MADO_TONE_BAD, _ ("revoked, for good"));
  else if (g_str_equal (data->state, "lapsed"))
    gtk_label_set_text (self->values[STATE][AFTER], _ ("unchanged"));
  else
    mado_tone_show (self->values[STATE][AFTER], MADO_TONE_OK, _ ("revoked"));
}

static void
show_ground (MadoPaneRevocation *self, const MadoCase *data)
{
  MadoRevocationGround ground = MADO_REVOCATION_V1;
  const char *kind = mado_case_get_fact (data, MADO_FACT_KIND);
  const MadoRevocationRow *row;

  if (kind == NULL || !mado_revocation_find (kind, &ground))
    return;
  row = mado_revocation_get (ground);
  gtk_label_set_text (self->values[GROUND][BEFORE], _ (row->title));
  gtk_label_set_text (self->values[GROUND][AFTER], row->form == MADO_REVOCATION_APPLICATION
                                                       ? _ ("application, Law 9")
                                                       : _ ("report, Law 10"));
}

/* The time that the law counts is the second one. */
static void
show_times (MadoPaneRevocation *self, const MadoCase *data)
{
  gint64 recorded_at = mado_case_get_fact_number (data, MADO_FACT_REVOKED_AT);
  g_autofree char *received = mado_case_text_time (data->opened_at);
  g_autofree char *recorded = recorded_at != 0 ? mado_case_text_time (recorded_at) : NULL;
  gboolean before = g_str_equal (data->state, "lapsed");

  gtk_label_set_text (self->values[RECEIVED][BEFORE], received);
  gtk_label_set_text (self->values[RECORDED][BEFORE], before && recorded != NULL ? recorded : "—");
  gtk_label_set_text (self->values[RECORDED][AFTER], before ? ""
                                                     : recorded != NULL
                                                         ? recorded
                                                         : _ ("as soon as you press F12"));
}

static void
show_table (MadoPaneRevocation *self, const MadoCase *data)
{
  const char *serial = mado_case_get_fact (data, MADO_FACT_OLD_SERIAL);
  g_autofree char *last_day
      = day_text ((guint) mado_case_get_fact_number (data, MADO_FACT_OLD_LAST_DAY));

  gtk_label_set_text (self->values[NUMBER][BEFORE], serial != NULL ? serial : "—");
  gtk_label_set_text (self->values[LAST_DAY][BEFORE], last_day);
  show_holder (self, data);
  show_state (self, data);
  show_ground (self, data);
  show_times (self, data);
}

/* --- the last digits --- */

static gboolean
is_asked (MadoPaneRevocation *self)
{
  return g_str_equal (mado_run_get_state (self->run)->name, "confirm");
}

static gboolean
matches (MadoPaneRevocation *self)
{
  const MadoCase *data = mado_run_get_case (self->run);

  return mado_revoke_typed_matches (mado_case_get_fact (data, MADO_FACT_OLD_SERIAL),
                                    gtk_editable_get_text (GTK_EDITABLE (self->digits)));
}

static void
show_echo (MadoPaneRevocation *self)
{
  gboolean empty = *gtk_editable_get_text (GTK_EDITABLE (self->digits)) == '\0';
  gboolean right = matches (self);

  mado_tone_show (self->echo,
                  empty   ? MADO_TONE_NONE
                  : right ? MADO_TONE_OK
                          : MADO_TONE_WARN,
                  empty   ? _ ("type what stands at the end of the number")
                  : right ? _ ("they agree")
                          : _ ("not these"));
}

static void
typed_cb (MadoPaneRevocation *self)
{
  if (self->filling || self->run == NULL)
    return;
  show_echo (self);
  mado_pane_edited (MADO_PANE (self));
}

/* Nobody finds the digits there from before: they are typed each time the row is entered. */
static void
show (MadoPane *pane, MadoDesk *desk, MadoRun *run)
{
  MadoPaneRevocation *self = MADO_PANE_REVOCATION (pane);
  const MadoCase *data = mado_run_get_case (run);

  self->run = run;
  gtk_widget_set_visible (self->typing, is_asked (self));
  show_table (self, data);
  if (self->case_id == data->case_id && is_asked (self))
    return;
  self->case_id = is_asked (self) ? data->case_id : -1;
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->digits), "");
  self->filling = FALSE;
  show_echo (self);
}

static void
store (MadoPane *pane, MadoCase *work)
{
  MadoPaneRevocation *self = MADO_PANE_REVOCATION (pane);

  if (is_asked (self))
    mado_case_set_fact (work, MADO_FACT_TYPED, gtk_editable_get_text (GTK_EDITABLE (self->digits)));
}

static guint
count_open (MadoPane *pane)
{
  MadoPaneRevocation *self = MADO_PANE_REVOCATION (pane);

  return is_asked (self) && !matches (self) ? 1 : 0;
}

static gboolean
focus_first (MadoPane *pane)
{
  MadoPaneRevocation *self = MADO_PANE_REVOCATION (pane);

  return is_asked (self) && !matches (self) && gtk_widget_grab_focus (GTK_WIDGET (self->digits));
}

static gboolean
check (MadoPane *pane)
{
  MadoPaneRevocation *self = MADO_PANE_REVOCATION (pane);

  if (!is_asked (self) || matches (self))
    return TRUE;
  gtk_widget_grab_focus (GTK_WIDGET (self->digits));
  return FALSE;
}

static void
pane_iface_init (MadoPaneInterface *iface)
{
  iface->show = show;
  iface->store = store;
  iface->count_open = count_open;
  iface->check = check;
  iface->focus_first = focus_first;
}

/* --- construction --- */

static GtkLabel *
add_label (MadoPaneRevocation *self, const char *text, int column, int row, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);
  gtk_grid_attach (self->table, label, column, row, 1, 1);
  return GTK_LABEL (label);
}

static void
build_table (MadoPaneRevocation *self)
{
  add_label (self, _ ("Item"), 0, 0, "heading");
  add_label (self, _ ("Now"), 1, 0, "heading");
  add_label (self, _ ("After"), 2, 0, "heading");
  for (int row = 0; row < N_ROWS; row++)
    {
      add_label (self, _ (titles[row]), 0, row + 1, "sub");
      for (int column = 0; column < N_COLUMNS; column++)
        self->values[row][column] = add_label (self, "", column + 1, row + 1, "value");
    }
}

static void
mado_pane_revocation_dispose (GObject *object)
{
  g_clear_pointer (&MADO_PANE_REVOCATION (object)->content, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_pane_revocation_parent_class)->dispose (object);
}

static void
mado_pane_revocation_class_init (MadoPaneRevocationClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_pane_revocation_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/ui/pane-revocation.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoPaneRevocation, content);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneRevocation, table);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneRevocation, typing);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneRevocation, digits);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneRevocation, echo);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mado_pane_revocation_init (MadoPaneRevocation *self)
{
  self->case_id = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  build_table (self);
}

GtkWidget *
mado_pane_revocation_new (void)
{
  return g_object_new (MADO_TYPE_PANE_REVOCATION, NULL);
}
