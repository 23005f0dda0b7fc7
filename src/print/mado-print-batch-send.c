/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-print-batch-send.h"

MadoBatchMaker *
mado_batch_maker_new (const MadoBatchOrder *order)
{
  MadoBatchMaker *self = g_atomic_rc_box_new0 (MadoBatchMaker);

  self->order = *order;
  self->title = g_strdup (order->title);
  self->order.title = self->title;
  return self;
}

static void
clear_maker (gpointer data)
{
  MadoBatchMaker *self = data;

  if (self->order.destroy != NULL)
    self->order.destroy (self->order.data);
  g_free (self->title);
}

void
mado_batch_maker_unref (MadoBatchMaker *self)
{
  g_atomic_rc_box_release_full (self, clear_maker);
}

static void
clear_piece (gpointer data)
{
  MadoBatchPiece *piece = data;

  g_clear_error (&piece->error);
}

MadoBatchJob *
mado_batch_job_new (MadoBatchMaker *maker)
{
  MadoBatchJob *self = g_new0 (MadoBatchJob, 1);

  self->maker = g_atomic_rc_box_acquire (maker);
  self->pieces = g_array_new (FALSE, TRUE, sizeof (MadoBatchPiece));
  g_array_set_clear_func (self->pieces, clear_piece);
  return self;
}

void
mado_batch_job_free (MadoBatchJob *self)
{
  mado_batch_maker_unref (self->maker);
  g_array_unref (self->pieces);
  g_clear_error (&self->error);
  g_free (self);
}

void
mado_batch_job_add (MadoBatchJob *self, guint letter)
{
  const MadoBatchPiece piece = { letter, NULL };

  g_array_append_val (self->pieces, piece);
}

/* A letter is complete or it is not in the job: one that lacks a value fails alone. */
static gboolean
make_letter (const MadoBatchOrder *order, guint letter, GPtrArray *sheets, GError **error)
{
  g_autoptr (GPtrArray) made = order->make (letter, order->data, error);

  if (made == NULL)
    return FALSE;
  for (guint i = 0; i < made->len; i++)
    if (!mado_form_is_complete (g_ptr_array_index (made, i), error))
      return FALSE;
  for (guint i = 0; i < made->len; i++)
    g_ptr_array_add (sheets, g_object_ref (g_ptr_array_index (made, i)));
  return TRUE;
}

static GPtrArray *
make_sheets (MadoBatchJob *self)
{
  GPtrArray *sheets = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      MadoBatchPiece *piece = &g_array_index (self->pieces, MadoBatchPiece, i);

      make_letter (&self->maker->order, piece->letter, sheets, &piece->error);
    }
  return sheets;
}

static void
submit (MadoBatchJob *self, MadoPrinter *printer, GPtrArray *sheets)
{
  const MadoBatchPiece *first = &g_array_index (self->pieces, MadoBatchPiece, 0);
  g_autofree char *title = g_strdup_printf ("%s %u/%u", self->maker->title, first->letter + 1,
                                            self->maker->order.n_letters);
  g_autoptr (GBytes) document = mado_form_render_pdf_many (
      (MadoForm *const *) sheets->pdata, sheets->len, self->maker->order.created_at, &self->error);
  const MadoPrintOrder order = { .title = title,
                                 .document = document,
                                 .media = mado_form_get_media (g_ptr_array_index (sheets, 0)) };

  if (document != NULL)
    mado_printer_submit (printer, &order, &self->job_id, &self->error);
}

/* A printer that is known to be blocked gets nothing: what was never sent cannot come out later. */
void
mado_batch_job_send (MadoBatchJob *self, MadoPrinter *printer)
{
  g_autoptr (GPtrArray) sheets = NULL;

  self->printer = mado_printer_read_state (printer, 0);
  if (mado_print_state_is_blocking (self->printer))
    return;
  sheets = make_sheets (self);
  if (sheets->len > 0)
    submit (self, printer, sheets);
}
