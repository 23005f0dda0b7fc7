/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-pane-compare.h"

#include "mado-accessible.h"
#include "mado-exact-label.h"
#include "mado-field-value.h"
#include "mado-substitutes.h"

#include <glib/gi18n.h>

#define CLERK_PIXELS 96 /* height of a compared character */

struct _MadoPaneCompare
{
  GtkWidget parent_instance;
  MadoRun *run;   /* borrowed: the page owns it while the pane is shown */
  gint64 case_id; /* whose register stands in the entries; -1 for none */
  gboolean filling;

  GtkWidget *content;
  GtkLabel *verdicts[MADO_N_ITEMS], *forms[MADO_N_ITEMS], *certified[MADO_N_ITEMS];
  GtkEntry *entries[MADO_N_ITEMS]; /* the one of the sex is NULL: there are buttons */
  GtkCheckButton *male, *female, *not_stated;
  GtkLabel *birth_echo;
  MadoSubstitutes *substitutes;
};

static void pane_iface_init (MadoPaneInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (MadoPaneCompare, mado_pane_compare, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_PANE, pane_iface_init))

static const MadoFieldKind kinds[MADO_N_ITEMS] = {
  [MADO_ITEM_NAME] = MADO_FIELD_NAME,
  [MADO_ITEM_BIRTH] = MADO_FIELD_DATE,
  [MADO_ITEM_SEX] = MADO_FIELD_CHOICE,
  [MADO_ITEM_ADDRESS] = MADO_FIELD_ADDRESS,
};

static const char *
sex_word (MadoSex sex)
{
  return sex == MADO_SEX_MALE     ? _ ("male")
         : sex == MADO_SEX_FEMALE ? _ ("female")
                                  : _ ("not stated");
}

/* --- what was typed --- */

static char *
typed (MadoPaneCompare *self, MadoItem item)
{
  return mado_field_value_normalize (kinds[item],
                                     gtk_editable_get_text (GTK_EDITABLE (self->entries[item])));
}

static MadoSex
typed_sex (MadoPaneCompare *self)
{
  if (gtk_check_button_get_active (self->male))
    return MADO_SEX_MALE;
  if (gtk_check_button_get_active (self->female))
    return MADO_SEX_FEMALE;
  return gtk_check_button_get_active (self->not_stated) ? MADO_SEX_NOT_APPLICABLE : (MadoSex) 0;
}

static MadoFourItems *
read_register (MadoPaneCompare *self, const MadoFourItems *form)
{
  g_autofree char *name = typed (self, MADO_ITEM_NAME);
  g_autofree char *birth_text = typed (self, MADO_ITEM_BIRTH);
  g_autofree char *address = typed (self, MADO_ITEM_ADDRESS);
  MadoWareki birth = { 0 };
  MadoFourItems *items;

  mado_wareki_parse (birth_text, &birth, NULL);
  items = mado_four_items_new (name, form != NULL ? form->kana : NULL, address, &birth,
                               typed_sex (self));
  items->alias = g_strdup (form != NULL ? form->alias : NULL);
  return items;
}

static void
store (MadoPane *pane, MadoCase *work)
{
  MadoPaneCompare *self = MADO_PANE_COMPARE (pane);

  mado_case_take_register (work, read_register (self, work->form));
}

static guint
count_open (MadoPane *pane)
{
  MadoPaneCompare *self = MADO_PANE_COMPARE (pane);
  g_autofree char *birth_text = typed (self, MADO_ITEM_BIRTH);
  g_autofree char *name = typed (self, MADO_ITEM_NAME);
  g_autofree char *address = typed (self, MADO_ITEM_ADDRESS);
  MadoWareki birth;

  return (*name == '\0' ? 1u : 0u) + (*address == '\0' ? 1u : 0u)
         + (mado_wareki_parse (birth_text, &birth, NULL) ? 0u : 1u)
         + (typed_sex (self) == 0 ? 1u : 0u);
}

/* --- showing --- */

static void
show_verdict (MadoPaneCompare *self, MadoItem item, MadoTextMatch match, gboolean known,
              guint n_substitutes)
{
  g_autofree char *text = NULL;

  if (!known)
    {
      mado_tone_show (self->verdicts[item], MADO_TONE_NONE, _ ("to be entered"));
      return;
    }
  if (match == MADO_TEXT_DIFFERENT)
    text = g_strdup (_ ("differs"));
  else if (match == MADO_TEXT_SPELLING)
    text = g_strdup (_ ("other spelling"));
  else if (n_substitutes > 0)
    text = g_strdup_printf (
        g_dngettext (NULL, "agrees, %u substitute", "agrees, %u substitutes", n_substitutes),
        n_substitutes);
  else
    text = g_strdup (_ ("agrees"));
  mado_tone_show (self->verdicts[item],
                  match == MADO_TEXT_DIFFERENT                       ? MADO_TONE_BAD
                  : match == MADO_TEXT_SPELLING || n_substitutes > 0 ? MADO_TONE_WARN
                                                                     : MADO_TONE_OK,
                  text);
}

static void
show_comparison (MadoPaneCompare *self)
{
  const MadoFourItems *form = mado_run_get_case (self->run)->form;
  g_autoptr (MadoFourItems) registered = read_register (self, form);
  g_autoptr (MadoCertificateItems) items
      = mado_certificate_items_new (registered, NULL, 0, NULL, 0);
  MadoTextMatch matches[MADO_N_ITEMS] = { 0 };
  gboolean birth_known = mado_wareki_is_valid (&registered->birth);
  g_autofree char *birth = birth_known
                               ? mado_wareki_format (&registered->birth, MADO_WAREKI_GREGORIAN)
                               : g_strdup ("");

  if (form != NULL)
    mado_four_items_compare (form, registered, matches);
  show_verdict (self, MADO_ITEM_NAME, matches[MADO_ITEM_NAME], *registered->name != '\0',
                items->name->substitutes->len);
  show_verdict (self, MADO_ITEM_BIRTH, matches[MADO_ITEM_BIRTH], birth_known, 0);
  show_verdict (self, MADO_ITEM_SEX, matches[MADO_ITEM_SEX], registered->sex != 0, 0);
  show_verdict (self, MADO_ITEM_ADDRESS, matches[MADO_ITEM_ADDRESS], *registered->address != '\0',
                items->address->substitutes->len);
  gtk_label_set_text (self->certified[MADO_ITEM_NAME], items->name->text);
  gtk_label_set_text (self->certified[MADO_ITEM_BIRTH], birth_known ? items->birth : "");
  gtk_label_set_text (self->certified[MADO_ITEM_SEX], registered->sex != 0 ? items->sex : "");
  gtk_label_set_text (self->certified[MADO_ITEM_ADDRESS], items->address->text);
  gtk_label_set_text (self->birth_echo, birth);
  mado_substitutes_show (self->substitutes, items, CLERK_PIXELS, mado_catalogue_own_language ());
}

static void
show_form (MadoPaneCompare *self, const MadoFourItems *form)
{
  g_autofree char *birth = mado_wareki_format (&form->birth, MADO_WAREKI_PLAIN);

  gtk_label_set_text (self->forms[MADO_ITEM_NAME], form->name);
  gtk_label_set_text (self->forms[MADO_ITEM_BIRTH], birth);
  gtk_label_set_text (self->forms[MADO_ITEM_SEX], sex_word (form->sex));
  gtk_label_set_text (self->forms[MADO_ITEM_ADDRESS], form->address);
}

static void
fill (MadoPaneCompare *self, const MadoFourItems *items)
{
  g_autofree char *birth = items != NULL && mado_wareki_is_valid (&items->birth)
                               ? mado_wareki_format (&items->birth, MADO_WAREKI_PLAIN)
                               : g_strdup ("");
  MadoSex sex = items != NULL ? items->sex : (MadoSex) 0;

  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entries[MADO_ITEM_NAME]),
                         items != NULL ? items->name : "");
  gtk_editable_set_text (GTK_EDITABLE (self->entries[MADO_ITEM_BIRTH]), birth);
  gtk_editable_set_text (GTK_EDITABLE (self->entries[MADO_ITEM_ADDRESS]),
                         items != NULL ? items->address : "");
  gtk_check_button_set_active (self->male, sex == MADO_SEX_MALE);
  gtk_check_button_set_active (self->female, sex == MADO_SEX_FEMALE);
  gtk_check_button_set_active (self->not_stated, sex == MADO_SEX_NOT_APPLICABLE);
  self->filling = FALSE;
  show_comparison (self);
}

static void
show (MadoPane *pane, MadoDesk *desk, MadoRun *run)
{
  MadoPaneCompare *self = MADO_PANE_COMPARE (pane);
  const MadoCase *data = mado_run_get_case (run);

  self->run = run;
  if (data->form != NULL)
    show_form (self, data->form);
  if (self->case_id == data->case_id)
    return; /* what is being typed is newer */
  self->case_id = data->case_id;
  fill (self, data->register_items);
}

/* --- what the clerk does --- */

static void
changed_cb (MadoPaneCompare *self)
{
  if (self->filling || self->run == NULL)
    return;
  show_comparison (self);
  mado_pane_edited (MADO_PANE (self));
}

/* The register says the same: spares typing it again. */
static void
take_over_cb (MadoPaneCompare *self)
{
  const MadoFourItems *form = mado_run_get_case (self->run)->form;

  if (form == NULL)
    return;
  fill (self, form);
  mado_pane_edited (MADO_PANE (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entries[MADO_ITEM_NAME]));
}

static void
activate_cb (MadoPaneCompare *self)
{
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                          GTK_DIR_TAB_FORWARD);
}

static void
leave_cb (GtkEventControllerFocus *focus, MadoPaneCompare *self)
{
  GtkWidget *entry = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (focus));

  for (guint item = 0; item < MADO_N_ITEMS; item++)
    if (entry == GTK_WIDGET (self->entries[item]) && item != MADO_ITEM_BIRTH)
      {
        g_autofree char *value = typed (self, (MadoItem) item);

        if (!g_str_equal (value, gtk_editable_get_text (GTK_EDITABLE (entry))))
          gtk_editable_set_text (GTK_EDITABLE (entry), value);
      }
}

static gboolean
focus_first (MadoPane *pane)
{
  MadoPaneCompare *self = MADO_PANE_COMPARE (pane);

  for (guint item = 0; item < MADO_N_ITEMS; item++)
    if (self->entries[item] != NULL
        && *gtk_editable_get_text (GTK_EDITABLE (self->entries[item])) == '\0')
      {
        gtk_widget_grab_focus (GTK_WIDGET (self->entries[item]));
        return TRUE;
      }
  return FALSE;
}

static gboolean
check (MadoPane *pane)
{
  return count_open (pane) == 0 || !focus_first (pane);
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
mado_pane_compare_dispose (GObject *object)
{
  g_clear_pointer (&MADO_PANE_COMPARE (object)->content, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_pane_compare_parent_class)->dispose (object);
}

/* The template's ids are name0 … name3, one for each item. */
static void
bind_items (GtkWidgetClass *widget_class, const char *id, gsize offset)
{
  for (guint item = 0; item < MADO_N_ITEMS; item++)
    {
      g_autofree char *name = g_strdup_printf ("%s%u", id, item);

      if (g_str_equal (name, "register2"))
        continue; /* the sex has buttons */
      gtk_widget_class_bind_template_child_full (widget_class, name, FALSE,
                                                 (gssize) (offset + item * sizeof (gpointer)));
    }
}

static void
mado_pane_compare_class_init (MadoPaneCompareClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_pane_compare_dispose;
  g_type_ensure (MADO_TYPE_SUBSTITUTES);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/ui/pane-compare.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoPaneCompare, content);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneCompare, male);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneCompare, female);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneCompare, not_stated);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneCompare, birth_echo);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneCompare, substitutes);
  bind_items (widget_class, "verdict", G_STRUCT_OFFSET (MadoPaneCompare, verdicts));
  bind_items (widget_class, "form", G_STRUCT_OFFSET (MadoPaneCompare, forms));
  bind_items (widget_class, "certified", G_STRUCT_OFFSET (MadoPaneCompare, certified));
  bind_items (widget_class, "register", G_STRUCT_OFFSET (MadoPaneCompare, entries));
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_over_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mado_pane_compare_init (MadoPaneCompare *self)
{
  static const char *const names[MADO_N_ITEMS] = {
    [MADO_ITEM_NAME] = N_ ("Name in the register"),
    [MADO_ITEM_BIRTH] = N_ ("Birth date in the register"),
    [MADO_ITEM_SEX] = N_ ("Sex in the register"),
    [MADO_ITEM_ADDRESS] = N_ ("Address in the register"),
  };

  self->case_id = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint item = 0; item < MADO_N_ITEMS; item++)
    {
      mado_exact_label (self->forms[item]);
      mado_exact_label (self->certified[item]);
      if (self->entries[item] != NULL)
        mado_accessible_name (self->entries[item], _ (names[item]));
    }
}

GtkWidget *
mado_pane_compare_new (void)
{
  return g_object_new (MADO_TYPE_PANE_COMPARE, NULL);
}
