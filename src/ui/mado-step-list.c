/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-step-list.h"

#include "mado-accessible.h"
#include "mado-event.h"

#include <glib/gi18n.h>

struct _MadoStepList
{
  GtkWidget parent_instance;
  const MadoMatrix *matrix; /* constant: what the labels were made for */
  GPtrArray *labels;        /* owned, of GtkLabel (borrowed) */
  GtkLabel *heading;
  GtkAdjustment *scroll; /* borrowed from the scrolled window around it */
  guint now;             /* number of the step that has to be in sight */
};

G_DEFINE_FINAL_TYPE (MadoStepList, mado_step_list, GTK_TYPE_WIDGET)

typedef enum
{
  STEP_DONE,
  STEP_PASSED, /* nothing was done in it: not needed, or the case went another way */
  STEP_NOW,
  STEP_STOPPED,
  STEP_TO_COME,
} StepState;

static const struct
{
  const char *mark, *css, *word;
} looks[] = {
  [STEP_DONE] = { "✓", "step-done", N_ ("done") },
  [STEP_PASSED] = { "－", "step-to-come", N_ ("passed over") },
  [STEP_NOW] = { "▶", "step-now", N_ ("running") },
  [STEP_STOPPED] = { "■", "step-stopped", N_ ("stopped") },
  [STEP_TO_COME] = { "・", "step-to-come", N_ ("to come") },
};

/* Whether the record has an event of a row of this step. */
static gboolean
was_in (MadoRun *run, guint step)
{
  const MadoMatrix *matrix = mado_run_get_matrix (run);
  GPtrArray *log = mado_run_get_log (run);

  for (int row = 0; row < (int) matrix->n_states; row++)
    for (guint i = 0; matrix->states[row].step == step && i < log->len; i++)
      if (g_strcmp0 (((const MadoEvent *) g_ptr_array_index (log, i))->code,
                     matrix->states[row].event)
          == 0)
        return TRUE;
  return FALSE;
}

/* Whether a case to which nothing happens goes through this step: what repairs is beside the way.
 */
static gboolean
is_on_way (MadoRun *run, guint step)
{
  const MadoMatrix *matrix = mado_run_get_matrix (run);
  int row = 0;

  for (guint n = 0; row >= 0 && n < matrix->n_states; n++)
    {
      const MadoState *state = mado_matrix_row (matrix, row);

      if (state->step == step)
        return TRUE;
      row = state->ending != MADO_ENDING_NONE
                ? -1
                : mado_matrix_resolve (matrix, state->next[MADO_OUTCOME_OK],
                                       mado_run_get_case (run));
    }
  return FALSE;
}

/* A step beside the way was done together with the one before it (the certificate is written while
 * the authority waits). */
static gboolean
was_done (MadoRun *run, guint step)
{
  while (step > 1 && !was_in (run, step) && !is_on_way (run, step))
    step--;
  return was_in (run, step);
}

static StepState
state_of (MadoRun *run, guint step)
{
  const MadoState *state = mado_run_get_state (run);

  if (state->ending == MADO_ENDING_DONE || step < mado_run_get_step (run))
    return was_done (run, step) ? STEP_DONE : STEP_PASSED;
  if (step > mado_run_get_step (run))
    return STEP_TO_COME;
  return mado_run_get_problem (run) != NULL || state->ending != MADO_ENDING_NONE ? STEP_STOPPED
                                                                                 : STEP_NOW;
}

static void
show_step (MadoStepList *self, MadoRun *run, guint step)
{
  GtkWidget *label = g_ptr_array_index (self->labels, step - 1);
  StepState state = state_of (run, step);
  const char *title = _ (self->matrix->steps[step - 1]);
  g_autofree char *text = g_strdup_printf ("%s %u. %s", looks[state].mark, step, title);
  g_autofree char *name = g_strdup_printf (_ ("%u %s, %s"), step, title, _ (looks[state].word));

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (label, looks[i].css);
  gtk_widget_add_css_class (label, looks[state].css);
  gtk_label_set_text (GTK_LABEL (label), text);
  mado_accessible_name (label, name);
}

/* The step that is done now, with the one before and the one after it; all are equally high. */
static void
scroll_to_now (MadoStepList *self)
{
  double row = gtk_adjustment_get_upper (self->scroll) / (self->matrix->n_steps + 1);

  gtk_adjustment_clamp_page (self->scroll, row * (self->now - 1), row * (self->now + 2));
}

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  scroll_to_now (MADO_STEP_LIST (widget));
  return G_SOURCE_REMOVE;
}

/* In the next frame: whoever changes the adjustment sets its value after telling of it. */
static void
resized_cb (MadoStepList *self)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
}

static void
follow (MadoStepList *self)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);

  if (self->scroll == NULL && scrolled != NULL)
    {
      self->scroll = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
      g_signal_connect_object (self->scroll, "changed", G_CALLBACK (resized_cb), self,
                               G_CONNECT_SWAPPED);
    }
  if (self->scroll != NULL)
    scroll_to_now (self);
}

static void
make_labels (MadoStepList *self, const MadoMatrix *matrix)
{
  for (guint i = 0; i < self->labels->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->labels, i));
  g_ptr_array_set_size (self->labels, 0);
  self->matrix = matrix;
  for (guint i = 0; i < matrix->n_steps; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_widget_add_css_class (label, "step");
      gtk_widget_set_parent (label, GTK_WIDGET (self));
      g_ptr_array_add (self->labels, label);
    }
}

void
mado_step_list_show (MadoStepList *self, MadoRun *run)
{
  const MadoMatrix *matrix = mado_run_get_matrix (run);
  g_autofree char *heading
      = g_strdup_printf (_ ("Step %u/%u"), mado_run_get_state (run)->step, matrix->n_steps);

  g_return_if_fail (MADO_IS_STEP_LIST (self));
  if (self->matrix != matrix)
    make_labels (self, matrix);
  gtk_label_set_text (self->heading, heading);
  for (guint step = 1; step <= matrix->n_steps; step++)
    show_step (self, run, step);
  self->now = mado_run_get_step (run);
  follow (self);
}

static void
mado_step_list_dispose (GObject *object)
{
  MadoStepList *self = MADO_STEP_LIST (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  G_OBJECT_CLASS (mado_step_list_parent_class)->dispose (object);
}

static void
mado_step_list_class_init (MadoStepListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_step_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "steps");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mado_step_list_init (MadoStepList *self)
{
  GtkWidget *heading = gtk_label_new (NULL);

  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->labels = g_ptr_array_new ();
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_set_parent (heading, GTK_WIDGET (self));
  self->heading = GTK_LABEL (heading);
}
