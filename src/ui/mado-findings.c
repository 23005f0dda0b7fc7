/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-findings.h"

#include "mado-catalogue.h"
#include "mado-page.h"
#include "mado-warning.h"
#include "mado-words.h"

#include <glib/gi18n.h>

struct _MadoFindings
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (MadoFindings, mado_findings, GTK_TYPE_WIDGET)

/* The article's name in the language of the screen. */
static const char *
article_of (const MadoReasonRow *row)
{
  return mado_catalogue_own_language () == MADO_LANGUAGE_JAPANESE ? row->article_ja : row->article;
}

static void
add_finding (MadoFindings *self, MadoRun *run, const MadoFinding *finding)
{
  const MadoReasonRow *row = mado_reason_get (finding->reason);
  GtkWidget *label = gtk_label_new (NULL);
  g_autofree char *advice = row->bring != NULL
                                ? g_strdup_printf (_ ("%s %s"), _ (row->sentence), _ (row->bring))
                                : g_strdup (_ (row->sentence));
  g_autofree char *filled = mado_words_of_run (run, advice);
  g_autofree char *detail = mado_warning_detail (mado_run_get_case (run), finding);
  g_autoptr (GString) text = g_string_new (filled);

  if (detail != NULL)
    g_string_append_printf (text, " %s", detail);
  g_string_append_printf (text, _ (" (%s)"), article_of (row));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  mado_tone_show (GTK_LABEL (label),
                  row->verdict == MADO_VERDICT_ACCEPT ? MADO_TONE_WARN : MADO_TONE_BAD, text->str);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
}

static void
remove_all (MadoFindings *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

void
mado_findings_show (MadoFindings *self, MadoRun *run, const MadoDecision *decision)
{
  g_return_if_fail (MADO_IS_FINDINGS (self));
  remove_all (self);
  for (guint i = 0; decision != NULL && i < decision->findings->len; i++)
    add_finding (self, run, g_ptr_array_index (decision->findings, i));
  gtk_widget_set_visible (GTK_WIDGET (self), decision != NULL && decision->findings->len > 0);
}

static void
mado_findings_dispose (GObject *object)
{
  remove_all (MADO_FINDINGS (object));
  G_OBJECT_CLASS (mado_findings_parent_class)->dispose (object);
}

static void
mado_findings_class_init (MadoFindingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_findings_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "findings");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mado_findings_init (MadoFindings *self)
{
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
