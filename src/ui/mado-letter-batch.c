/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-letter-batch.h"

#include "mado-accessible.h"
#include "mado-desk-letters.h"

#include <glib/gi18n.h>

struct _MadoLetterBatch
{
  AdwWindow parent_instance;
  MadoPrintBatch *batch; /* owned */
  gint64 *ids;           /* owned */
  guint n;
  gboolean labels;

  GtkProgressBar *progress;
  GtkLabel *state;
  GtkWidget *stop;
};

enum
{
  PRINTED,
  ENDED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoLetterBatch, mado_letter_batch, ADW_TYPE_WINDOW)

static void
show_progress (MadoLetterBatch *self)
{
  guint n = self->labels ? 1 : self->n;
  guint done = mado_print_batch_count (self->batch, MADO_BATCH_PRINTED);
  guint failed = mado_print_batch_count (self->batch, MADO_BATCH_FAILED)
                 + mado_print_batch_count (self->batch, MADO_BATCH_UNKNOWN);
  g_autofree char *text
      = g_strdup_printf (_ ("%u of %u printed, %u to be looked at"), done, n, failed);

  gtk_label_set_text (self->state, text);
  gtk_progress_bar_set_fraction (self->progress, (double) (done + failed) / n);
}

static void
letter_cb (MadoPrintBatch *batch, guint letter, MadoLetterBatch *self)
{
  if (!self->labels && mado_print_batch_get_letter (batch, letter) == MADO_BATCH_PRINTED)
    g_signal_emit (self, signals[PRINTED], 0, self->ids[letter]);
  show_progress (self);
}

static void
printer_cb (MadoPrintBatch *batch, guint state, MadoLetterBatch *self)
{
  if (mado_print_state_is_blocking ((MadoPrintState) state))
    gtk_label_set_text (self->state,
                        _ ("The printer waits. See to it (F8), or stop; nothing is lost."));
}

static void
ended_cb (MadoPrintBatch *batch, MadoLetterBatch *self)
{
  guint done = mado_print_batch_count (batch, MADO_BATCH_PRINTED);
  guint n = self->labels ? 1 : self->n;

  g_signal_emit (self, signals[ENDED], 0, done, n - done);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
stop_cb (MadoLetterBatch *self)
{
  gtk_widget_set_sensitive (self->stop, FALSE);
  gtk_label_set_text (self->state, _ ("Stopping after this letter…"));
  mado_print_batch_stop (self->batch);
}

/* Closing is stopping: the window goes when the printer has nothing of it any more. */
static gboolean
close_request_cb (GtkWindow *window)
{
  MadoLetterBatch *self = MADO_LETTER_BATCH (window);

  if (!mado_print_batch_is_running (self->batch))
    return GDK_EVENT_PROPAGATE;
  stop_cb (self);
  return GDK_EVENT_STOP;
}

static void
mado_letter_batch_dispose (GObject *object)
{
  MadoLetterBatch *self = MADO_LETTER_BATCH (object);

  if (self->batch != NULL)
    g_signal_handlers_disconnect_by_data (self->batch, self);
  g_clear_object (&self->batch);
  g_clear_pointer (&self->ids, g_free);
  G_OBJECT_CLASS (mado_letter_batch_parent_class)->dispose (object);
}

static void
mado_letter_batch_class_init (MadoLetterBatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_letter_batch_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = close_request_cb;
  signals[PRINTED] = g_signal_new ("printed", MADO_TYPE_LETTER_BATCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[ENDED] = g_signal_new ("ended", MADO_TYPE_LETTER_BATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
mado_letter_batch_init (MadoLetterBatch *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  self->state = GTK_LABEL (gtk_label_new (NULL));
  self->stop = gtk_button_new_with_label (_ ("Stop after this letter"));
  g_signal_connect_swapped (self->stop, "clicked", G_CALLBACK (stop_cb), self);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->progress));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->state));
  gtk_box_append (GTK_BOX (box), self->stop);
  adw_window_set_content (ADW_WINDOW (self), box);
}

MadoLetterBatch *
mado_letter_batch_new (GtkWindow *parent, MadoDesk *desk, const gint64 *inquiry_ids, guint n,
                       gboolean labels)
{
  MadoLetterBatch *self = g_object_new (
      MADO_TYPE_LETTER_BATCH, "transient-for", parent, "modal", TRUE, "title",
      labels ? _ ("Printing address labels") : _ ("Printing letters"), "default-width", 480, NULL);

  self->ids = g_memdup2 (inquiry_ids, n * sizeof *inquiry_ids);
  self->n = n;
  self->labels = labels;
  self->batch = labels ? mado_desk_print_labels (desk, inquiry_ids, n)
                       : mado_desk_print_letters (desk, inquiry_ids, n);
  g_signal_connect (self->batch, "letter", G_CALLBACK (letter_cb), self);
  g_signal_connect (self->batch, "printer", G_CALLBACK (printer_cb), self);
  g_signal_connect (self->batch, "ended", G_CALLBACK (ended_cb), self);
  mado_accessible_name (self->progress, gtk_window_get_title (GTK_WINDOW (self)));
  gtk_window_set_focus (GTK_WINDOW (self), self->stop);
  mado_accessible_tell_focus (GTK_WINDOW (self));
  show_progress (self);
  gtk_window_present (GTK_WINDOW (self));
  mado_print_batch_start (self->batch);
  return self;
}
