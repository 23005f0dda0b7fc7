/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-case-checks.h"

#include "mado-case-fact.h"
#include "mado-words.h"

#include <glib/gi18n.h>

struct _MadoCaseChecks
{
  GtkBox parent_instance;
  MadoRun *run;                      /* owned, nullable */
  GtkWidget *boxes[MADO_MAX_CHECKS]; /* owned by the box; NULL beyond the row's checks */
  GtkWidget *marks[MADO_MAX_CHECKS]; /* the same: what may be ticked and is not waited for */
};

enum
{
  TICKED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoCaseChecks, mado_case_checks, GTK_TYPE_BOX)

static void
toggled_cb (GtkCheckButton *box, MadoCaseChecks *self)
{
  MadoCase *work = mado_run_edit (self->run);
  const char *id = gtk_widget_get_name (GTK_WIDGET (box));

  if (work != NULL)
    mado_case_set_check (work, id, gtk_check_button_get_active (box));
  g_signal_emit (self, signals[TICKED], 0);
}

/* Returns: (transfer full): the box's sentence; %s in it: the tries that the card leaves. */
static char *
label_of (MadoCaseChecks *self, const char *id)
{
  const MadoMatrix *matrix = mado_run_get_matrix (self->run);
  const char *tries = mado_case_get_fact (mado_run_get_case (self->run), MADO_FACT_TRIES);
  g_autofree char *label = mado_words_of_run (self->run, _ (mado_matrix_check_label (matrix, id)));
  g_autoptr (GString) text = g_string_new (label);

  g_string_replace (text, "%s", tries != NULL ? tries : "—", 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
make_box (MadoCaseChecks *self, const char *id)
{
  g_autofree char *label = label_of (self, id);
  GtkWidget *box = gtk_check_button_new_with_label (label);

  gtk_widget_set_name (box, id);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (box),
                               mado_case_has_check (mado_run_get_case (self->run), id));
  g_signal_connect (box, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (self), box);
  return box;
}

void
mado_case_checks_show (MadoCaseChecks *self, MadoRun *run)
{
  const MadoState *state;
  GtkWidget *child;

  g_return_if_fail (MADO_IS_CASE_CHECKS (self) && MADO_IS_RUN (run));
  g_set_object (&self->run, run);
  state = mado_run_get_state (run);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  for (guint i = 0; i < MADO_MAX_CHECKS; i++)
    self->boxes[i] = state->checks[i] != NULL ? make_box (self, state->checks[i]) : NULL;
  for (guint i = 0; i < MADO_MAX_CHECKS; i++)
    self->marks[i] = state->marks[i] != NULL ? make_box (self, state->marks[i]) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), self->boxes[0] != NULL || self->marks[0] != NULL);
}

static void
store_boxes (GtkWidget *const boxes[MADO_MAX_CHECKS], MadoCase *work)
{
  for (guint i = 0; i < MADO_MAX_CHECKS && boxes[i] != NULL; i++)
    mado_case_set_check (work, gtk_widget_get_name (boxes[i]),
                         gtk_check_button_get_active (GTK_CHECK_BUTTON (boxes[i])));
}

void
mado_case_checks_store (MadoCaseChecks *self, MadoCase *work)
{
  g_return_if_fail (MADO_IS_CASE_CHECKS (self));
  store_boxes (self->boxes, work);
  store_boxes (self->marks, work);
}

static GtkWidget *
next_open (MadoCaseChecks *self, guint *from)
{
  for (guint i = *from; i < MADO_MAX_CHECKS && self->boxes[i] != NULL; i++)
    if (!gtk_check_button_get_active (GTK_CHECK_BUTTON (self->boxes[i])))
      {
        *from = i + 1;
        return self->boxes[i];
      }
  return NULL;
}

guint
mado_case_checks_count_open (MadoCaseChecks *self)
{
  guint n = 0, from = 0;

  g_return_val_if_fail (MADO_IS_CASE_CHECKS (self), 0);
  while (next_open (self, &from) != NULL)
    n++;
  return n;
}

gboolean
mado_case_checks_focus_open (MadoCaseChecks *self)
{
  guint from = 0;
  GtkWidget *box;

  g_return_val_if_fail (MADO_IS_CASE_CHECKS (self), FALSE);
  box = next_open (self, &from);
  if (box == NULL)
    box = self->marks[0];
  return box != NULL && gtk_widget_grab_focus (box);
}

static void
mado_case_checks_dispose (GObject *object)
{
  g_clear_object (&MADO_CASE_CHECKS (object)->run);
  G_OBJECT_CLASS (mado_case_checks_parent_class)->dispose (object);
}

static void
mado_case_checks_class_init (MadoCaseChecksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_case_checks_dispose;
  signals[TICKED] = g_signal_new ("ticked", MADO_TYPE_CASE_CHECKS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
mado_case_checks_init (MadoCaseChecks *self)
{
}
