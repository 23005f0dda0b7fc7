/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-pane-identity.h"

#include "mado-accessible.h"
#include "mado-case-fact.h"
#include "mado-document-row.h"
#include "mado-eligibility.h"
#include "mado-field-grid.h"
#include "mado-findings.h"
#include "mado-type-ahead.h"
#include "mado-warning.h"
#include "mado-words.h"

#include <glib/gi18n.h>

#define TOPICS                                                                                     \
  (MADO_TOPIC_TIME | MADO_TOPIC_PERSON | MADO_TOPIC_CARD | MADO_TOPIC_PAPERS | MADO_TOPIC_WARNINGS)
#define REASON_KEY "mado-reason"

struct _MadoPaneIdentity
{
  GtkWidget parent_instance;
  MadoDesk *desk; /* borrowed: the page owns it */
  MadoRun *run;   /* borrowed: the page owns it while the pane is shown */
  gint64 case_id; /* whose papers are shown; -1 for none */
  gboolean filling;

  GtkWidget *content;
  MadoFieldGrid *card;
  GtkCheckButton *card_photo_matches, *card_checked;
  GtkDropDown *kinds;
  GtkBox *documents;
  GtkLabel *rule;
  MadoFindings *findings;
  GtkBox *warnings; /* a box to tick for each warning that must be answered */
};

static void pane_iface_init (MadoPaneInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (MadoPaneIdentity, mado_pane_identity, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_PANE, pane_iface_init))

static const MadoChoice photos[]
    = { { 1, N_ ("with photo") }, { 2, N_ ("without photo") }, { 0, NULL } };

/* clang-format off */
static const MadoField fields[] = {
  { "card-photo",   N_("Juki card"),     MADO_FIELD_CHOICE, 0,  0,  TRUE,  NULL, photos },
  { "card-expires", N_("Card valid to"), MADO_FIELD_DATE,   14, 20, FALSE, NULL, NULL },
};
/* clang-format on */

static GPtrArray *
known_documents (MadoPaneIdentity *self)
{
  return mado_evidence_table_get_documents (mado_desk_get_profile (self->desk)->evidence);
}

/* --- what was entered --- */

static void
store (MadoPane *pane, MadoCase *work)
{
  MadoPaneIdentity *self = MADO_PANE_IDENTITY (pane);
  MadoWareki expires;

  work->card_photo = mado_field_grid_get_choice (self->card, "card-photo") == 1;
  work->card_photo_matches
      = work->card_photo && gtk_check_button_get_active (self->card_photo_matches);
  work->card_checked = work->card_photo && gtk_check_button_get_active (self->card_checked);
  work->card_expires_on = mado_field_grid_get_date (self->card, "card-expires", &expires)
                              ? expires.year * 10000u + expires.month * 100u + expires.day
                              : 0;
  g_ptr_array_set_size (work->documents, 0);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->documents)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      MadoCaseDocument *paper = mado_document_row_read (MADO_DOCUMENT_ROW (row));

      if (paper->checked_at == 0)
        paper->checked_at = mado_clock_now (mado_desk_get_clock (self->desk));
      g_free (paper->checked_by);
      paper->checked_by = g_strdup (mado_desk_get_operator (self->desk)->operator_id);
      g_ptr_array_add (work->documents, paper);
    }
}

static guint
count_warnings (MadoPaneIdentity *self)
{
  guint n = 0;

  for (GtkWidget *box = gtk_widget_get_first_child (GTK_WIDGET (self->warnings)); box != NULL;
       box = gtk_widget_get_next_sibling (box))
    n += !gtk_check_button_get_active (GTK_CHECK_BUTTON (box));
  return n;
}

static guint
count_open (MadoPane *pane)
{
  MadoPaneIdentity *self = MADO_PANE_IDENTITY (pane);
  guint n = mado_field_grid_count_open (self->card);

  if (mado_field_grid_get_choice (self->card, "card-photo") == 1
      && !gtk_check_button_get_active (self->card_photo_matches))
    n++;
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->documents)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    n += mado_document_row_count_open (MADO_DOCUMENT_ROW (row));
  return n + count_warnings (self);
}

/* --- showing --- */

/* Before anything was entered the rules can only complain. */
static gboolean
is_begun (MadoPaneIdentity *self)
{
  return mado_field_grid_get_choice (self->card, "card-photo") != 0
         || gtk_widget_get_first_child (GTK_WIDGET (self->documents)) != NULL;
}

static void
answered_cb (GtkCheckButton *box, MadoPaneIdentity *self)
{
  MadoCase *work = mado_run_edit (self->run);
  guint reason = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (box), REASON_KEY));

  if (work == NULL || !gtk_check_button_get_active (box))
    return;
  mado_warning_answer (work, (MadoReason) reason);
  gtk_widget_set_sensitive (GTK_WIDGET (box), FALSE); /* it was looked at; that stays */
  mado_pane_edited (MADO_PANE (self));
}

/* A namesake's warning has two names and addresses in it. */
static void
wrap_label (GtkWidget *box)
{
  GtkWidget *child = gtk_widget_get_last_child (box);

  if (!GTK_IS_LABEL (child))
    return;
  gtk_label_set_wrap (GTK_LABEL (child), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (child), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (child), 0);
}

static void
add_warning (MadoPaneIdentity *self, const MadoFinding *finding)
{
  const char *words = _ (mado_reason_get (finding->reason)->sentence);
  g_autofree char *sentence = mado_words_of_run (self->run, words);
  g_autofree char *detail = mado_warning_detail (mado_run_get_case (self->run), finding);
  g_autofree char *whole
      = detail != NULL ? g_strconcat (sentence, " ", detail, NULL) : g_strdup (sentence);
  g_autofree char *text = g_strdup_printf (_ ("I looked into this: %s"), whole);
  GtkWidget *box = gtk_check_button_new_with_label (text);

  wrap_label (box);
  g_object_set_data (G_OBJECT (box), REASON_KEY, GUINT_TO_POINTER (finding->reason));
  g_signal_connect (box, "toggled", G_CALLBACK (answered_cb), self);
  gtk_box_append (self->warnings, box);
}

/* Boxes for the warnings of @decision that are not answered yet. */
static void
show_warnings (MadoPaneIdentity *self, const MadoDecision *decision)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->warnings))) != NULL)
    gtk_box_remove (self->warnings, child);
  for (guint i = 0; i < decision->findings->len; i++)
    {
      const MadoFinding *finding = g_ptr_array_index (decision->findings, i);

      if (mado_warning_is_open (mado_run_get_case (self->run), finding->reason))
        add_warning (self, finding);
    }
}

static void
show_rule (MadoPaneIdentity *self)
{
  g_autoptr (MadoDecision) decision = mado_run_decide (self->run, TOPICS);
  g_autofree char *text = NULL;

  if (!is_begun (self))
    {
      mado_tone_show (self->rule, MADO_TONE_NONE, _ ("No paper has been entered yet."));
      mado_findings_show (self->findings, self->run, NULL);
      return;
    }
  if (decision->verdict == MADO_VERDICT_ACCEPT && decision->identified_by != NULL)
    text = g_strdup_printf (_ ("%s: these papers suffice today"), decision->identified_by);
  else if (decision->verdict == MADO_VERDICT_INQUIRY)
    text = g_strdup (_ ("Not enough for today: a letter has to go to the registered address"));
  else
    text = g_strdup (_ ("Not enough yet"));
  mado_tone_show (self->rule,
                  decision->verdict == MADO_VERDICT_ACCEPT ? MADO_TONE_OK : MADO_TONE_WARN, text);
  mado_findings_show (self->findings, self->run, decision);
  show_warnings (self, decision);
}

/* Only a revocation goes on without a card (domain.md 1.6). */
static gboolean
has_card (MadoPaneIdentity *self)
{
  const MadoCase *data = mado_run_get_case (self->run);

  return (!g_str_equal (data->procedure, "revoke") && !g_str_equal (data->procedure, "report"))
         || mado_case_has_fact (data, MADO_FACT_CARD_BROUGHT);
}

static void
show_card_boxes (MadoPaneIdentity *self)
{
  gboolean photo = has_card (self) && mado_field_grid_get_choice (self->card, "card-photo") == 1;

  gtk_widget_set_visible (GTK_WIDGET (self->card_photo_matches), photo);
  gtk_widget_set_visible (GTK_WIDGET (self->card_checked), photo);
}

static void
edited_cb (MadoPaneIdentity *self)
{
  if (self->filling || self->run == NULL)
    return;
  show_card_boxes (self);
  mado_pane_edited (MADO_PANE (self)); /* stores, so that the rules see it */
  show_rule (self);
}

static void
removed_cb (MadoPaneIdentity *self, MadoDocumentRow *row)
{
  gtk_box_remove (self->documents, GTK_WIDGET (row));
  gtk_widget_grab_focus (GTK_WIDGET (self->kinds));
  edited_cb (self);
}

static GtkWidget *
add_row (MadoPaneIdentity *self, const MadoIdDocument *kind, const MadoCaseDocument *paper)
{
  gboolean agent = mado_run_get_case (self->run)->applicant != MADO_APPLICANT_SELF;
  GtkWidget *row = mado_document_row_new (kind, paper, agent);

  g_signal_connect_swapped (row, "changed", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (row, "removed", G_CALLBACK (removed_cb), self);
  gtk_box_append (self->documents, row);
  return row;
}

static gboolean
has_row (MadoPaneIdentity *self, const char *code)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->documents)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_str_equal (mado_document_row_get_code (MADO_DOCUMENT_ROW (row)), code))
      return TRUE;
  return FALSE;
}

static void
add_cb (MadoPaneIdentity *self)
{
  GPtrArray *known = known_documents (self);
  guint selected = gtk_drop_down_get_selected (self->kinds);
  const MadoIdDocument *kind;
  g_autoptr (MadoCaseDocument) paper = NULL;

  if (selected >= known->len)
    return;
  kind = g_ptr_array_index (known, selected);
  if (has_row (self, kind->code))
    return;
  paper = mado_case_document_new (kind->code);
  gtk_widget_child_focus (add_row (self, kind, paper), GTK_DIR_TAB_FORWARD);
  edited_cb (self);
}

static void
fill_kinds (MadoPaneIdentity *self)
{
  GPtrArray *known = known_documents (self);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < known->len; i++)
    {
      g_autofree char *name = mado_document_name (g_ptr_array_index (known, i));

      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (self->kinds, G_LIST_MODEL (names));
  mado_field_grid_set_fields (self->card, fields, G_N_ELEMENTS (fields),
                              mado_desk_get_clock (self->desk));
}

/* Nothing is chosen before anything was entered. */
static guint
photo_choice (const MadoCase *data)
{
  if (data->card_photo)
    return 1;
  return data->documents->len > 0 || data->card_expires_on != 0 ? 2 : 0;
}

static void
fill (MadoPaneIdentity *self, const MadoCase *data)
{
  const MadoEvidenceTable *evidence = mado_desk_get_profile (self->desk)->evidence;
  GtkWidget *child;
  g_autofree char *expires
      = data->card_expires_on != 0
            ? g_strdup_printf ("%04u-%02u-%02u", data->card_expires_on / 10000,
                               data->card_expires_on / 100 % 100, data->card_expires_on % 100)
            : g_strdup ("");

  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->documents))) != NULL)
    gtk_box_remove (self->documents, child);
  mado_field_grid_set_choice (self->card, "card-photo", photo_choice (data));
  mado_field_grid_set_text (self->card, "card-expires", expires);
  gtk_check_button_set_active (self->card_photo_matches, data->card_photo_matches);
  gtk_check_button_set_active (self->card_checked, data->card_checked);
  for (guint i = 0; i < data->documents->len; i++)
    {
      const MadoCaseDocument *paper = g_ptr_array_index (data->documents, i);
      const MadoIdDocument *kind = mado_evidence_table_find (evidence, paper->code);

      if (kind != NULL)
        add_row (self, kind, paper);
    }
  self->filling = FALSE;
  mado_field_grid_set_visible (self->card, "card-photo", has_card (self));
  mado_field_grid_set_visible (self->card, "card-expires", has_card (self));
  show_card_boxes (self);
}

static void
show (MadoPane *pane, MadoDesk *desk, MadoRun *run)
{
  MadoPaneIdentity *self = MADO_PANE_IDENTITY (pane);
  const MadoCase *data = mado_run_get_case (run);

  self->desk = desk;
  self->run = run;
  if (self->case_id < 0)
    fill_kinds (self);
  if (self->case_id == data->case_id)
    return; /* what is being entered is newer */
  self->case_id = data->case_id;
  fill (self, data);
  show_rule (self);
}

static gboolean
focus_first (MadoPane *pane)
{
  MadoPaneIdentity *self = MADO_PANE_IDENTITY (pane);

  if (has_card (self))
    mado_field_grid_focus_first (self->card);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->kinds));
  return TRUE;
}

static gboolean
check (MadoPane *pane)
{
  return mado_field_grid_check (MADO_PANE_IDENTITY (pane)->card);
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
mado_pane_identity_dispose (GObject *object)
{
  g_clear_pointer (&MADO_PANE_IDENTITY (object)->content, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_pane_identity_parent_class)->dispose (object);
}

static void
mado_pane_identity_class_init (MadoPaneIdentityClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_pane_identity_dispose;
  g_type_ensure (MADO_TYPE_FIELD_GRID);
  g_type_ensure (MADO_TYPE_FINDINGS);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/ui/pane-identity.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoPaneIdentity, content);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneIdentity, card);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneIdentity, card_photo_matches);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneIdentity, card_checked);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneIdentity, kinds);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneIdentity, documents);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneIdentity, rule);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneIdentity, findings);
  gtk_widget_class_bind_template_child (widget_class, MadoPaneIdentity, warnings);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mado_pane_identity_init (MadoPaneIdentity *self)
{
  self->case_id = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_accessible_name_drop_down (self->kinds, _ ("Kind of paper"));
  mado_type_ahead_add (self->kinds);
}

GtkWidget *
mado_pane_identity_new (void)
{
  return g_object_new (MADO_TYPE_PANE_IDENTITY, NULL);
}
