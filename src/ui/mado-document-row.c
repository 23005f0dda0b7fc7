/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-document-row.h"

#include "mado-accessible.h"
#include "mado-catalogue.h"
#include "mado-field-value.h"

#include <glib/gi18n.h>

struct _MadoDocumentRow
{
  GtkWidget parent_instance;
  const MadoIdDocument *kind; /* borrowed from the profile */
  gint64 checked_at;

  GtkWidget *content;
  GtkLabel *name, *echo;
  GtkEntry *ends;
  GtkWidget *ends_label;
  GtkCheckButton *name_match, *address_match, *photo_match, *machine, *copy, *of_agent;
  GtkButton *remove;
};

enum
{
  CHANGED,
  REMOVED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoDocumentRow, mado_document_row, GTK_TYPE_WIDGET)

char *
mado_document_name (const MadoIdDocument *kind)
{
  gboolean japanese = mado_catalogue_own_language () == MADO_LANGUAGE_JAPANESE;

  return g_strdup_printf ("%s %s", kind->code, japanese ? kind->name_ja : kind->name);
}

/* YYYYMMDD; 0 when it is no date. */
static guint
read_day (GtkEntry *entry)
{
  g_autofree char *text
      = mado_field_value_normalize (MADO_FIELD_DATE, gtk_editable_get_text (GTK_EDITABLE (entry)));
  MadoWareki date;

  if (!mado_wareki_parse (text, &date, NULL))
    return 0;
  return date.year * 10000u + date.month * 100u + date.day;
}

static void
show_echo (MadoDocumentRow *self)
{
  g_autofree char *text = mado_field_value_normalize (
      MADO_FIELD_DATE, gtk_editable_get_text (GTK_EDITABLE (self->ends)));
  MadoWareki date;
  g_autofree char *echo = mado_wareki_parse (text, &date, NULL)
                              ? mado_wareki_format (&date, MADO_WAREKI_GREGORIAN)
                              : NULL;

  gtk_label_set_text (self->echo, echo != NULL ? echo : "");
}

static void
changed_cb (MadoDocumentRow *self)
{
  show_echo (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
activate_cb (MadoDocumentRow *self)
{
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                          GTK_DIR_TAB_FORWARD);
}

static void
remove_cb (MadoDocumentRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

MadoCaseDocument *
mado_document_row_read (MadoDocumentRow *self)
{
  MadoCaseDocument *paper = mado_case_document_new (self->kind->code);

  paper->of_agent = gtk_check_button_get_active (self->of_agent);
  paper->valid_to = read_day (self->ends);
  paper->name_match = gtk_check_button_get_active (self->name_match);
  paper->address_match = gtk_check_button_get_active (self->address_match);
  paper->photo_match = gtk_check_button_get_active (self->photo_match);
  paper->machine_checked = gtk_check_button_get_active (self->machine);
  paper->copy_taken = gtk_check_button_get_active (self->copy);
  paper->checked_at = self->checked_at;
  return paper;
}

static guint
is_open (GtkCheckButton *box)
{
  return gtk_widget_get_visible (GTK_WIDGET (box)) && !gtk_check_button_get_active (box) ? 1 : 0;
}

guint
mado_document_row_count_open (MadoDocumentRow *self)
{
  guint n = self->kind->expires && read_day (self->ends) == 0 ? 1 : 0;

  return n + is_open (self->name_match) + is_open (self->address_match)
         + is_open (self->photo_match) + is_open (self->copy);
}

const char *
mado_document_row_get_code (MadoDocumentRow *self)
{
  return self->kind->code;
}

static void
show_paper (MadoDocumentRow *self, const MadoCaseDocument *paper)
{
  g_autofree char *day = paper->valid_to != 0
                             ? g_strdup_printf ("%04u-%02u-%02u", paper->valid_to / 10000,
                                                paper->valid_to / 100 % 100, paper->valid_to % 100)
                             : g_strdup ("");

  self->checked_at = paper->checked_at;
  gtk_editable_set_text (GTK_EDITABLE (self->ends), day);
  gtk_check_button_set_active (self->of_agent, paper->of_agent);
  gtk_check_button_set_active (self->name_match, paper->name_match);
  gtk_check_button_set_active (self->address_match, paper->address_match);
  gtk_check_button_set_active (self->photo_match, paper->photo_match);
  gtk_check_button_set_active (self->machine, paper->machine_checked);
  gtk_check_button_set_active (self->copy, paper->copy_taken);
}

/* Names tell the rows apart: "A01 運転免許証: copy taken". */
static void
name_parts (MadoDocumentRow *self, const char *name)
{
  GtkCheckButton *boxes[] = { self->name_match, self->address_match, self->photo_match,
                              self->machine,    self->copy,          self->of_agent };
  g_autofree char *ends = g_strdup_printf (_ ("%s: valid to"), name);
  g_autofree char *removed = g_strdup_printf (_ ("%s: take away"), name);

  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      g_autofree char *text
          = g_strdup_printf ("%s: %s", name, gtk_check_button_get_label (boxes[i]));

      mado_accessible_name (boxes[i], text);
    }
  mado_accessible_name (self->ends, ends);
  mado_accessible_name (self->remove, removed);
}

static void
mado_document_row_dispose (GObject *object)
{
  g_clear_pointer (&MADO_DOCUMENT_ROW (object)->content, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_document_row_parent_class)->dispose (object);
}

static void
mado_document_row_class_init (MadoDocumentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_document_row_dispose;
  signals[CHANGED] = g_signal_new ("changed", MADO_TYPE_DOCUMENT_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", MADO_TYPE_DOCUMENT_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/ui/document-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoDocumentRow, content);
  gtk_widget_class_bind_template_child (widget_class, MadoDocumentRow, name);
  gtk_widget_class_bind_template_child (widget_class, MadoDocumentRow, echo);
  gtk_widget_class_bind_template_child (widget_class, MadoDocumentRow, ends);
  gtk_widget_class_bind_template_child (widget_class, MadoDocumentRow, ends_label);
  gtk_widget_class_bind_template_child (widget_class, MadoDocumentRow, name_match);
  gtk_widget_class_bind_template_child (widget_class, MadoDocumentRow, address_match);
  gtk_widget_class_bind_template_child (widget_class, MadoDocumentRow, photo_match);
  gtk_widget_class_bind_template_child (widget_class, MadoDocumentRow, machine);
  gtk_widget_class_bind_template_child (widget_class, MadoDocumentRow, copy);
  gtk_widget_class_bind_template_child (widget_class, MadoDocumentRow, of_agent);
  gtk_widget_class_bind_template_child (widget_class, MadoDocumentRow, remove);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mado_document_row_init (MadoDocumentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mado_document_row_new (const MadoIdDocument *kind, const MadoCaseDocument *paper, gboolean agent)
{
  MadoDocumentRow *self = g_object_new (MADO_TYPE_DOCUMENT_ROW, NULL);
  g_autofree char *name = mado_document_name (kind);

  self->kind = kind;
  gtk_label_set_text (self->name, name);
  gtk_widget_set_visible (self->ends_label, kind->expires);
  gtk_widget_set_visible (GTK_WIDGET (self->ends), kind->expires);
  gtk_widget_set_visible (GTK_WIDGET (self->address_match), kind->address);
  gtk_widget_set_visible (GTK_WIDGET (self->photo_match), kind->photo);
  gtk_widget_set_visible (GTK_WIDGET (self->machine), kind->class_checked != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->of_agent), agent);
  show_paper (self, paper);
  show_echo (self);
  name_parts (self, name);
  mado_accessible_name (self, name);
  return GTK_WIDGET (self);
}
