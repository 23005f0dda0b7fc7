/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-desk-letters.h"

#include "mado-desk-private.h"
#include "mado-letter-sheets.h"

#define INTERVAL_MS 250 /* between questions about a job: a letter takes seconds */

typedef struct
{
  MadoDesk *desk; /* owned */
  gint64 *ids;    /* owned */
  guint n;
} Letters;

static void
letters_free (gpointer data)
{
  Letters *letters = data;

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

  return mado_letter_labels_new (letters->desk, letters->ids, letters->n, error);
}

static MadoPrintBatch *
new_batch (MadoDesk *self, const gint64 *ids, guint n, MadoBatchOrder order)
{
  const MadoDeskParts *parts = mado_desk_get_parts (self);
  Letters *letters = g_new0 (Letters, 1);

  letters->desk = g_object_ref (self);
  letters->ids = g_memdup2 (ids, n * sizeof *ids);
  letters->n = n;
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
      self, inquiry_ids, n,
      (MadoBatchOrder){ .title = "letters of inquiry", .n_letters = n, .make = make_letter });
}

MadoPrintBatch *
mado_desk_print_labels (MadoDesk *self, const gint64 *inquiry_ids, guint n)
{
  return new_batch (
      self, inquiry_ids, n,
      (MadoBatchOrder){ .title = "address labels", .n_letters = 1, .make = make_labels });
}
