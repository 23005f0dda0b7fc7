/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-desk-letters.h"

#include "mado-desk-private.h"
#include "mado-letter-sheets.h"
#include "mado-print-record.h"

#define INTERVAL_MS 250 /* between questions about a job: a letter takes seconds */

typedef struct
{
  MadoDesk *desk; /* owned */
  gint64 *ids;    /* owned */
  guint n;
  MadoPrintRecord *record; /* owned, nullable: a letter's own event tells that it was printed */
} Letters;

static void
letters_free (gpointer data)
{
  Letters *letters = data;

  g_clear_pointer (&letters->record, mado_print_record_free);
  g_object_unref (letters->desk);
  g_free (letters->ids);
  g_free (letters);
}

static GPtrArray *
make_letter (guint letter, gpointer data, GError **error)
{
  const Letters *letters = data;

  return mado_letter_sheets_new (letters->desk, letters->ids[letter], error);
}

static GPtrArray *
make_labels (guint letter, gpointer data, GError **error)
{
  const Letters *letters = data;
  g_autofree char *detail = g_strdup_printf ("\"rows\":%u", letters->n);
  g_autoptr (GPtrArray) sheets
      = mado_letter_labels_new (letters->desk, letters->ids, letters->n, error);

  if (sheets == NULL || !mado_print_record_intend (letters->record, NULL, detail, error))
    return NULL;
  return g_steal_pointer (&sheets);
}

static Letters *
letters_new (MadoDesk *self, const gint64 *ids, guint n)
{
  Letters *letters = g_new0 (Letters, 1);

  letters->desk = g_object_ref (self);
  letters->ids = g_memdup2 (ids, n * sizeof *ids);
  letters->n = n;
  return letters;
}

static MadoPrintBatch *
new_batch (MadoDesk *self, Letters *letters, MadoBatchOrder order)
{
  const MadoDeskParts *parts = mado_desk_get_parts (self);

  order.letters_per_job = 1;
  order.created_at = mado_clock_now (parts->clock);
  order.interval_ms = INTERVAL_MS;
  order.data = letters;
  order.destroy = letters_free;
  return mado_print_batch_new (mado_desk_get_worker (self, MADO_BY_PRINTER), parts->printer,
                               &order);
}

MadoPrintBatch *
mado_desk_print_letters (MadoDesk *self, const gint64 *inquiry_ids, guint n)
{
  return new_batch (
      self, letters_new (self, inquiry_ids, n),
      (MadoBatchOrder){ .title = "letters of inquiry", .n_letters = n, .make = make_letter });
}

MadoPrintBatch *
mado_desk_print_labels (MadoDesk *self, const gint64 *inquiry_ids, guint n)
{
  Letters *letters = letters_new (self, inquiry_ids, n);
  MadoPrintBatch *batch;

  letters->record = mado_print_record_new (self, MADO_FORM_ADDRESS_LABELS);
  batch = new_batch (
      self, letters,
      (MadoBatchOrder){ .title = "address labels", .n_letters = 1, .make = make_labels });
  mado_print_record_follow (letters->record, batch);
  return batch;
}
