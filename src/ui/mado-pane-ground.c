/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-pane-ground.h"

#include "mado-case-fact.h"
#include "mado-field-grid.h"
#include "mado-revocation-rule.h"

#include <glib/gi18n.h>

#define SERIAL_DIGITS 40 /* 20 octets, RFC 5280 */

enum
{
  YES = 1,
  NO = 2,
};

struct _MadoPaneGround
{
  GtkWidget parent_instance;
  MadoRun *run;   /* borrowed: the page owns it while the pane is shown */
  gint64 case_id; /* whose ground is shown; -1 for none */

  GtkWidget *content;
  MadoFieldGrid *fields;
  GtkLabel *way;
};

static void pane_iface_init (MadoPaneInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (MadoPaneGround, mado_pane_ground, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_PANE, pane_iface_init))

/* Values: MadoRevocationGround + 1.  Sources: LAW 9, 10; domain.md 1.6. */
static const MadoChoice grounds[] = { { MADO_REVOCATION_V2 + 1, N_ ("password or key leaked") },
                                      { MADO_REVOCATION_V3 + 1, N_ ("card lost or stolen") },
                                      { MADO_REVOCATION_V4 + 1, N_ ("card broken") },
                                      { 0, NULL } };
static const MadoChoice cards[]
    = { { YES, N_ ("the card is here") }, { NO, N_ ("without card") }, { 0, NULL } };

/* clang-format off */
static const MadoField fields[] = {
  { "kind",     N_("Ground"),                    MADO_FIELD_CHOICE, 0,  0,  TRUE,  NULL, grounds },
  { "happened", N_("Happened on"),               MADO_FIELD_PAST_DATE,14, 20, FALSE, NULL, NULL },
  { "card",     N_("Juki card"),                 MADO_FIELD_CHOICE, 0,  0,  TRUE,  NULL, cards },
  { "serial",   N_("Number on the copy"),        MADO_FIELD_SERIAL, 44, SERIAL_DIGITS, FALSE, N_("leave it empty if there is no copy"), NULL },
};
/* clang-format on */

static gboolean
is_report (MadoPaneGround *self)
{
  return g_str_equal (mado_run_get_case (self->run)->procedure, "report");
}

static void
show_what_applies (MadoPaneGround *self)
{
  mado_field_grid_set_visible (self->fields, "kind", is_report (self));
  mado_field_grid_set_visible (self->fields, "happened", is_report (self));
}

/* How the certificate will be found, so that nobody is sent home for a copy without need. */
static void
show_way (MadoPaneGround *self)
{
  g_autofree char *serial = mado_field_grid_get_text (self->fields, "serial");
  gboolean card = mado_field_grid_get_choice (self->fields, "card") == YES;

  mado_tone_show (self->way, MADO_TONE_NONE,
                  *serial != '\0' ? _ ("The certificate is found by the number on the copy.")
                  : card          ? _ ("The certificate is found by the card.")
                         : _ ("The certificate is found in the desk's records, by furigana and "
                              "birth date."));
}

static void
set_day (MadoPaneGround *self, const char *id, guint day)
{
  g_autofree char *text
      = day != 0 ? g_strdup_printf ("%04u-%02u-%02u", day / 10000, day / 100 % 100, day % 100)
                 : g_strdup ("");

  mado_field_grid_set_text (self->fields, id, text);
}

static void
fill (MadoPaneGround *self, const MadoCase *data)
{
  MadoRevocationGround ground = MADO_REVOCATION_V1;
  const char *kind = mado_case_get_fact (data, MADO_FACT_KIND);
  const char *serial = mado_case_get_fact (data, MADO_FACT_COPY_SERIAL);
  gboolean stored = !g_str_equal (data->state, "ground");

  mado_field_grid_set_choice (
      self->fields, "kind",
      kind != NULL && mado_revocation_find (kind, &ground) ? (guint) ground + 1 : 0);
  set_day (self, "happened", (guint) mado_case_get_fact_number (data, MADO_FACT_HAPPENED_ON));
  mado_field_grid_set_choice (self->fields, "card",
                              mado_case_has_fact (data, MADO_FACT_CARD_BROUGHT) ? YES
                              : stored                                          ? NO
                                                                                : 0);
  mado_field_grid_set_text (self->fields, "serial", serial != NULL ? serial : "");
}

static void
show (MadoPane *pane, MadoDesk *desk, MadoRun *run)
{
  MadoPaneGround *self = MADO_PANE_GROUND (pane);
  const MadoCase *data = mado_run_get_case (run);

  self->run = run;
  if (self->case_id < 0)
    mado_field_grid_set_fields (self->fields, fields, G_N_ELEMENTS (fields),
                                mado_desk_get_clock (desk));
  if (self->case_id == data->case_id)
    return; /* what is being typed is newer */
  self->case_id = data->case_id;
  fill (self, data);
  show_what_applies (self);
  show_way (self);
}

/* --- what was entered --- */

static void
store_day (MadoPaneGround *self, const char *id, MadoCase *work, const char *fact)
{
  MadoWareki date;

  mado_case_set_fact (work, fact, NULL);
  if (mado_field_grid_get_date (self->fields, id, &date))
    mado_case_set_fact_number (work, fact, date.year * 10000 + date.month * 100 + date.day);
}

static void
store (MadoPane *pane, MadoCase *work)
{
  MadoPaneGround *self = MADO_PANE_GROUND (pane);
  guint kind = mado_field_grid_get_choice (self->fields, "kind");
  g_autofree char *serial = mado_field_grid_get_text (self->fields, "serial");

  if (is_report (self))
    mado_case_set_fact (work, MADO_FACT_KIND,
                        kind > 0 ? mado_revocation_get ((MadoRevocationGround) (kind - 1))->id
                                 : NULL);
  store_day (self, "happened", work, MADO_FACT_HAPPENED_ON);
  mado_case_set_fact (work, MADO_FACT_CARD_BROUGHT,
                      mado_field_grid_get_choice (self->fields, "card") == YES ? "1" : NULL);
  mado_case_set_fact (work, MADO_FACT_COPY_SERIAL, serial);
}

static void
fields_changed_cb (MadoPaneGround *self)
{
  show_way (self);
  mado_pane_edited (MADO_PANE (self));
}

static guint
count_open (MadoPane *pane)
{
  return mado_field_grid_count_open (MADO_PANE_GROUND (pane)->fields);
}

static gboolean
check (MadoPane *pane)
{
  return mado_field_grid_check (MADO_PANE_GROUND (pane)->fields);
}

static gboolean
focus_first (MadoPane *pane)
{
  mado_field_grid_focus_first (MADO_PANE_GROUND (pane)->fields);
  return TRUE;
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

static void
mado_pane_ground_dispose (GObject *object)
{
  g_clear_pointer (&MADO_PANE_GROUND (object)->content, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_pane_ground_parent_class)->dispose (object);
}

static void
mado_pane_ground_class_init (MadoPaneGroundClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_pane_ground_dispose;
  g_type_ensure (MADO_TYPE_FIELD_GRID);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/ui/pane-ground.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoPaneGround, content);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneGround, fields);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneGround, way);
  gtk_widget_class_bind_template_callback (widget_class, fields_changed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mado_pane_ground_init (MadoPaneGround *self)
{
  self->case_id = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mado_pane_ground_new (void)
{
  return g_object_new (MADO_TYPE_PANE_GROUND, NULL);
}
