/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-pane-reception.h"

#include "mado-accessible.h"
#include "mado-agent-fields.h"
#include "mado-eligibility.h"
#include "mado-field-choices.h"
#include "mado-field-grid.h"

#include <glib/gi18n.h>

struct _MadoPaneReception
{
  GtkWidget parent_instance;
  GtkWidget *content;
  MadoFieldGrid *fields;
  gint64 case_id;   /* whose values stand in the fields; -1 for none */
  gboolean review;  /* the second look, against the signed form */
  GtkWidget *strip; /* child of content: which part of the form is unfolded */
  GtkLabel *folded; /* what stands in the other parts */
  guint part;       /* PART_*; PART_ALL: the form is short enough to be seen whole */
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

/* A form that somebody else hands in is seen in parts, as the paper has them: no screen has more
 * than twelve stops of Tab (ui.md, accessibility 2).  What is folded stands below in one line. */
enum
{
  PART_ALL,
  PART_WHO,
  PART_AUTHORITY,
  PART_APPLICANT,
};
static const MadoChoice parts[] = {
  { PART_WHO, N_ ("Who came") },
  { PART_AUTHORITY, N_ ("Papers of authority") },
  { PART_APPLICANT, N_ ("Applicant") },
  { 0, NULL },
};

/* The order of the paper form. */
/* clang-format off */
static const MadoField fields[] = {
  { "ticket",           N_("Ticket"),                MADO_FIELD_DIGITS,   6,   4, FALSE, NULL, NULL },
  { "comes",            N_("Who came"),              MADO_FIELD_CHOICE,   0,   0, TRUE,  NULL, comes },
  { "agent-name",       N_("Name of who came"),      MADO_FIELD_NAME,    26, MADO_NAME_MAX, TRUE, NULL, NULL },
  { "agent-kana",       N_("Furigana of who came"),  MADO_FIELD_KANA,    26, 100, TRUE, NULL, NULL },
  { "agent-birth",      N_("Birth date of who came"), MADO_FIELD_PAST_DATE,14,  20, FALSE, NULL, NULL },
  { "agent-address",    N_("Address of who came"),   MADO_FIELD_ADDRESS, 44, MADO_ADDRESS_MAX, TRUE, NULL, NULL },
  { "agent-relation",   N_("Relation to the applicant"), MADO_FIELD_NAME, 14,  40, TRUE,  NULL, NULL },
  { "agent-phone",      N_("Phone of who came"),     MADO_FIELD_DIGITS,  16,  20, FALSE, NULL, NULL },
  { "authority",        N_("Proof of authority"),    MADO_FIELD_CHOICE,   0,   0, TRUE,  NULL, authorities },
  { "authority-issued", N_("Issued on"),             MADO_FIELD_PAST_DATE, 14,  20, FALSE, NULL, NULL },
  { "ward",             N_("Adult ward"),            MADO_FIELD_CHOICE,   0,   0, TRUE,  NULL, wards },
  { "power",            N_("Power of attorney"),     MADO_FIELD_CHOICE,   0,   0, TRUE,  NULL, powers },
  { "seal-issued",      N_("Seal certificate of"),   MADO_FIELD_PAST_DATE, 14,  20, FALSE, NULL, NULL },
  { "letter",           N_("Letter of inquiry"),     MADO_FIELD_DIGITS,  16,  20, FALSE, NULL, NULL },
  { "kana",             N_("Furigana"),              MADO_FIELD_KANA,    26, 100, TRUE,  NULL, NULL },
  { "name",             N_("Name"),                  MADO_FIELD_NAME,    26, MADO_NAME_MAX, TRUE, NULL, NULL },
  { "alias",            N_("Common name"),           MADO_FIELD_NAME,    26, MADO_NAME_MAX, FALSE, NULL, NULL },
  { "birth",            N_("Birth date"),            MADO_FIELD_PAST_DATE, 14,  20, TRUE,  NULL, NULL },
  { "sex",              N_("Sex"),                   MADO_FIELD_CHOICE,   0,   0, TRUE,  NULL, sexes },
  { "address",          N_("Address"),               MADO_FIELD_ADDRESS, 44, MADO_ADDRESS_MAX, TRUE, NULL, NULL },
  { "nationality",      N_("Nationality"),           MADO_FIELD_CHOICE,   0,   0, TRUE,  NULL, nationalities },
  { "moved-in",         N_("Moved here on"),         MADO_FIELD_PAST_DATE, 14,  20, FALSE, NULL, NULL },
};
/* clang-format on */

/* Each part begins with this field of the table. */
static const char *const firsts[]
    = { [PART_WHO] = "ticket", [PART_AUTHORITY] = "authority", [PART_APPLICANT] = "kana" };

static guint
part_of (const char *id)
{
  guint part = PART_ALL;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (part < PART_APPLICANT && g_str_equal (fields[i].id, firsts[part + 1]))
        part++;
      if (g_str_equal (fields[i].id, id))
        break;
    }
  return part;
}

/* Each part's name, and how much of it is still to be filled in. */
static void
name_parts (MadoPaneReception *self)
{
  guint n_open[G_N_ELEMENTS (firsts)] = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (mado_field_grid_is_open (self->fields, fields[i].id))
      n_open[part_of (fields[i].id)]++;
  for (gsize i = 0; parts[i].label != NULL; i++)
    {
      guint n = n_open[parts[i].value];
      g_autofree char *name = n > 0 ? g_strdup_printf (_ ("%s (%u left)"), _ (parts[i].label), n)
                                    : g_strdup (_ (parts[i].label));

      mado_field_choices_set_label (self->strip, parts[i].value, name);
    }
}

/* Returns: (transfer full): "Applicant: タカハシ　ヨシロウ、髙橋　𠮷郎、…", "" when nothing is
 * there. */
static char *
describe_part (MadoPaneReception *self, const MadoChoice *part)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *value = part_of (fields[i].id) == part->value
                                   ? mado_field_grid_describe (self->fields, fields[i].id)
                                   : NULL;

      if (value != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? _ (", ") : "", value);
    }
  if (text->len > 0)
    {
      g_autofree char *head = g_strdup_printf (_ ("%s: "), _ (part->label));

      g_string_prepend (text, head);
    }
  return g_string_free (text, FALSE);
}

static void
describe_folded (MadoPaneReception *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; self->part != PART_ALL && parts[i].label != NULL; i++)
    {
      g_autofree char *line
          = parts[i].value != self->part ? describe_part (self, &parts[i]) : g_strdup ("");

      if (*line != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
    }
  gtk_label_set_text (self->folded, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->folded), text->len > 0);
}

static void
unfold (MadoPaneReception *self, guint part)
{
  self->part = part;
  mado_field_choices_set (self->strip, part);
  gtk_widget_set_visible (self->strip, part != PART_ALL);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    mado_field_grid_set_folded (self->fields, fields[i].id,
                                part != PART_ALL && part_of (fields[i].id) != part);
  name_parts (self);
  describe_folded (self);
}

static void
part_chosen_cb (GtkCheckButton *button, MadoPaneReception *self)
{
  guint part = mado_field_choices_get (self->strip);

  if (part != PART_ALL && part != self->part)
    unfold (self, part);
}

static void
reveal_cb (MadoPaneReception *self, const char *id)
{
  unfold (self, part_of (id));
}

/* Enter goes into the part that is chosen. */
static gboolean
strip_key_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state,
              MadoPaneReception *self)
{
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return GDK_EVENT_PROPAGATE;
  mado_field_grid_focus (self->fields, firsts[self->part]);
  return GDK_EVENT_STOP;
}

static void
add_strip (MadoPaneReception *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->strip = mado_field_choices_new (parts, G_CALLBACK (part_chosen_cb), self);
  mado_accessible_name (self->strip, _ ("Part of the form"));
  gtk_widget_set_visible (self->strip, FALSE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (strip_key_cb), self);
  gtk_widget_add_controller (self->strip, keys);
  gtk_box_prepend (GTK_BOX (self->content), self->strip);
}

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
  if (who <= MADO_APPLICANT_SELF + 1)
    unfold (self, PART_ALL);
  else
    unfold (self, self->part != PART_ALL ? self->part : PART_WHO);
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
  self->part = PART_ALL;
  /* No screen has more than twelve stops: each of these two belongs to one of the two looks. */
  self->review = g_str_equal (mado_run_get_state (run)->name, "form");
  mado_field_grid_set_visible (self->fields, "ticket", !self->review);
  mado_field_grid_set_visible (self->fields, "moved-in", self->review);
  show_what_applies (self);
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
  gtk_widget_class_bind_template_child (widget_class, MadoPaneReception, folded);
  gtk_widget_class_bind_template_callback (widget_class, fields_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reveal_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mado_pane_reception_init (MadoPaneReception *self)
{
  self->case_id = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  add_strip (self);
}

GtkWidget *
mado_pane_reception_new (void)
{
  return g_object_new (MADO_TYPE_PANE_RECEPTION, NULL);
}
