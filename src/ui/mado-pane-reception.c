/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-pane-reception.h"

#include "mado-agent-fields.h"
#include "mado-eligibility.h"
#include "mado-field-grid.h"

#include <glib/gi18n.h>

struct _MadoPaneReception
{
  GtkWidget parent_instance;
  GtkWidget *content;
  MadoFieldGrid *fields;
  gint64 case_id;  /* whose values stand in the fields; -1 for none */
  gboolean review; /* the second look, against the signed form */
};

static void pane_iface_init (MadoPaneInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (MadoPaneReception, mado_pane_reception, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_PANE, pane_iface_init))

/* Values of choices are the enum's plus 1, since 0 means that nothing is chosen. */
static const MadoChoice comes[] = {
  { MADO_APPLICANT_SELF + 1, N_ ("the applicant") },
  { MADO_APPLICANT_STATUTORY + 1, N_ ("statutory representative") },
  { MADO_APPLICANT_VOLUNTARY + 1, N_ ("appointed proxy") },
  { 0, NULL },
};
static const MadoChoice authorities[] = {
  { MADO_AUTHORITY_SAME_HOUSEHOLD, N_ ("parent in the same household") },
  { MADO_AUTHORITY_FAMILY_REGISTER, N_ ("family register copy") },
  { MADO_AUTHORITY_GUARDIAN_CERTIFICATE, N_ ("certificate of guardianship") },
  { 0, NULL },
};
static const MadoChoice wards[] = { { 1, N_ ("no") }, { 2, N_ ("yes") }, { 0, NULL } };
static const MadoChoice nationalities[]
    = { { 1, N_ ("Japanese") }, { 2, N_ ("foreign resident") }, { 0, NULL } };
static const MadoChoice powers[]
    = { { 1, N_ ("with the registered seal") }, { 2, N_ ("missing") }, { 0, NULL } };
static const MadoChoice sexes[] = {
  { MADO_SEX_MALE, N_ ("male") },
  { MADO_SEX_FEMALE, N_ ("female") },
  { MADO_SEX_NOT_APPLICABLE, N_ ("not stated") },
  { 0, NULL },
};

/* The order of the paper form. */
/* clang-format off */
static const MadoField fields[] = {
  { "ticket",           N_("Ticket"),                MADO_FIELD_DIGITS,   6,   4, FALSE, NULL, NULL },
  { "comes",            N_("Who came"),              MADO_FIELD_CHOICE,   0,   0, TRUE,  NULL, comes },
  { "authority",        N_("Proof of authority"),    MADO_FIELD_CHOICE,   0,   0, TRUE,  NULL, authorities },
  { "authority-issued", N_("Issued on"),             MADO_FIELD_DATE,    14,  20, FALSE, NULL, NULL },
  { "ward",             N_("Adult ward"),            MADO_FIELD_CHOICE,   0,   0, TRUE,  NULL, wards },
  { "agent-name",       N_("Name of who came"),      MADO_FIELD_NAME,    26, MADO_NAME_MAX, TRUE, NULL, NULL },
  { "agent-kana",       N_("Furigana of who came"),  MADO_FIELD_KANA,    26, 100, TRUE, NULL, NULL },
  { "agent-birth",      N_("Birth date of who came"), MADO_FIELD_DATE,   14,  20, FALSE, NULL, NULL },
  { "agent-address",    N_("Address of who came"),   MADO_FIELD_ADDRESS, 44, MADO_ADDRESS_MAX, TRUE, NULL, NULL },
  { "agent-relation",   N_("Relation to the applicant"), MADO_FIELD_NAME, 14,  40, TRUE,  NULL, NULL },
  { "agent-phone",      N_("Phone of who came"),     MADO_FIELD_DIGITS,  16,  20, FALSE, NULL, NULL },
  { "power",            N_("Power of attorney"),     MADO_FIELD_CHOICE,   0,   0, TRUE,  NULL, powers },
  { "seal-issued",      N_("Seal certificate of"),   MADO_FIELD_DATE,    14,  20, FALSE, NULL, NULL },
  { "letter",           N_("Letter of inquiry"),     MADO_FIELD_DIGITS,  16,  20, FALSE, NULL, NULL },
  { "kana",             N_("Furigana"),              MADO_FIELD_KANA,    26, 100, TRUE,  NULL, NULL },
  { "name",             N_("Name"),                  MADO_FIELD_NAME,    26, MADO_NAME_MAX, TRUE, NULL, NULL },
  { "alias",            N_("Common name"),           MADO_FIELD_NAME,    26, MADO_NAME_MAX, FALSE, NULL, NULL },
  { "birth",            N_("Birth date"),            MADO_FIELD_DATE,    14,  20, TRUE,  NULL, NULL },
  { "sex",              N_("Sex"),                   MADO_FIELD_CHOICE,   0,   0, TRUE,  NULL, sexes },
  { "address",          N_("Address"),               MADO_FIELD_ADDRESS, 44, MADO_ADDRESS_MAX, TRUE, NULL, NULL },
  { "nationality",      N_("Nationality"),           MADO_FIELD_CHOICE,   0,   0, TRUE,  NULL, nationalities },
  { "moved-in",         N_("Moved here on"),         MADO_FIELD_DATE,    14,  20, FALSE, NULL, NULL },
};
/* clang-format on */

static void
show_what_applies (MadoPaneReception *self)
{
  guint who = mado_field_grid_get_choice (self->fields, "comes");
  guint authority = mado_field_grid_get_choice (self->fields, "authority");
  gboolean statutory = who == MADO_APPLICANT_STATUTORY + 1;

  mado_field_grid_set_visible (self->fields, "authority", statutory);
  mado_field_grid_set_visible (self->fields, "ward", statutory);
  mado_field_grid_set_visible (self->fields, "authority-issued",
                               statutory && authority > MADO_AUTHORITY_SAME_HOUSEHOLD);
  mado_agent_fields_apply (self->fields, who > 0 ? (MadoApplicant) (who - 1) : MADO_APPLICANT_SELF);
  mado_field_grid_set_visible (self->fields, "alias",
                               mado_field_grid_get_choice (self->fields, "nationality") == 2);
}

static void
show_items (MadoPaneReception *self, const MadoFourItems *items)
{
  mado_field_grid_set_text (self->fields, "name", items->name);
  mado_field_grid_set_text (self->fields, "kana", items->kana);
  mado_field_grid_set_text (self->fields, "alias", items->alias);
  mado_field_grid_set_text (self->fields, "address", items->address);
  mado_field_grid_set_date (self->fields, "birth", &items->birth);
  mado_field_grid_set_choice (self->fields, "sex", items->sex);
}

static void
clear_items (MadoPaneReception *self)
{
  static const char *const texts[] = { "ticket", "kana", "name", "alias", "birth", "address" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    mado_field_grid_set_text (self->fields, texts[i], "");
  mado_field_grid_set_choice (self->fields, "sex", 0);
}

static void
show (MadoPane *pane, MadoDesk *desk, MadoRun *run)
{
  MadoPaneReception *self = MADO_PANE_RECEPTION (pane);
  const MadoCase *data = mado_run_get_case (run);

  if (self->case_id < 0)
    mado_field_grid_set_fields (self->fields, fields, G_N_ELEMENTS (fields),
                                mado_desk_get_clock (desk));
  if (self->case_id == data->case_id)
    return; /* what is being typed is newer */
  self->case_id = data->case_id;
  clear_items (self);
  mado_field_grid_set_text (self->fields, "ticket", data->ticket);
  mado_field_grid_set_choice (self->fields, "comes", data->applicant + 1u);
  mado_field_grid_set_choice (self->fields, "authority", (guint) data->authority);
  mado_agent_fields_set_day (self->fields, "authority-issued", data->authority_issued_on);
  mado_field_grid_set_choice (self->fields, "ward", data->adult_ward ? 2 : 1);
  mado_field_grid_set_choice (self->fields, "nationality", data->foreign ? 2 : 1);
  if (data->form != NULL)
    show_items (self, data->form);
  mado_agent_fields_show (self->fields, data);
  show_what_applies (self);
  /* No screen has more than twelve stops: each of these two belongs to one of the two looks. */
  self->review = g_str_equal (mado_run_get_state (run)->name, "form");
  mado_field_grid_set_visible (self->fields, "ticket", !self->review);
  mado_field_grid_set_visible (self->fields, "moved-in", self->review);
}

static MadoFourItems *
read_items (MadoPaneReception *self)
{
  g_autofree char *name = mado_field_grid_get_text (self->fields, "name");
  g_autofree char *kana = mado_field_grid_get_text (self->fields, "kana");
  g_autofree char *alias = mado_field_grid_get_text (self->fields, "alias");
  g_autofree char *address = mado_field_grid_get_text (self->fields, "address");
  MadoWareki birth = { 0 };
  MadoFourItems *items;

  mado_field_grid_get_date (self->fields, "birth", &birth);
  items = mado_four_items_new (name, kana, address, &birth,
                               (MadoSex) mado_field_grid_get_choice (self->fields, "sex"));
  if (*alias != '\0')
    items->alias = g_steal_pointer (&alias);
  return items;
}

static void
store (MadoPane *pane, MadoCase *work)
{
  MadoPaneReception *self = MADO_PANE_RECEPTION (pane);
  guint who = mado_field_grid_get_choice (self->fields, "comes");

  g_clear_pointer (&work->form, mado_four_items_free);
  work->form = read_items (self);
  if (!self->review)
    {
      g_free (work->ticket);
      work->ticket = mado_field_grid_get_text (self->fields, "ticket");
    }
  work->applicant = who > 0 ? (MadoApplicant) (who - 1) : MADO_APPLICANT_SELF;
  mado_agent_fields_store (self->fields, work);
  work->foreign = mado_field_grid_get_choice (self->fields, "nationality") == 2;
  if (work->applicant == MADO_APPLICANT_STATUTORY)
    {
      work->authority = (int) mado_field_grid_get_choice (self->fields, "authority");
      work->authority_issued_on = mado_agent_fields_day (self->fields, "authority-issued");
      work->adult_ward = mado_field_grid_get_choice (self->fields, "ward") == 2;
    }
  else
    {
      work->authority = MADO_AUTHORITY_NONE;
      work->authority_issued_on = 0;
      work->adult_ward = FALSE;
    }
}

static void
fields_changed_cb (MadoPaneReception *self)
{
  show_what_applies (self);
  mado_pane_edited (MADO_PANE (self));
}

static guint
count_open (MadoPane *pane)
{
  return mado_field_grid_count_open (MADO_PANE_RECEPTION (pane)->fields);
}

static gboolean
check (MadoPane *pane)
{
  return mado_field_grid_check (MADO_PANE_RECEPTION (pane)->fields);
}

/* When nothing is empty the boxes below come first. */
static gboolean
focus_first (MadoPane *pane)
{
  if (count_open (pane) == 0)
    return FALSE;
  mado_field_grid_focus_first (MADO_PANE_RECEPTION (pane)->fields);
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
mado_pane_reception_dispose (GObject *object)
{
  g_clear_pointer (&MADO_PANE_RECEPTION (object)->content, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_pane_reception_parent_class)->dispose (object);
}

static void
mado_pane_reception_class_init (MadoPaneReceptionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_pane_reception_dispose;
  g_type_ensure (MADO_TYPE_FIELD_GRID);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/ui/pane-reception.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoPaneReception, content);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneReception, fields);
  gtk_widget_class_bind_template_callback (widget_class, fields_changed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mado_pane_reception_init (MadoPaneReception *self)
{
  self->case_id = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mado_pane_reception_new (void)
{
  return g_object_new (MADO_TYPE_PANE_RECEPTION, NULL);
}
