/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-printer.h"

G_DEFINE_INTERFACE (MadoPrinter, mado_printer, G_TYPE_OBJECT)

typedef struct
{
  char *title;      /* owned */
  GBytes *document; /* owned */
  char *media;      /* owned, or NULL */
} Order;

static void
mado_printer_default_init (MadoPrinterInterface *iface)
{
}

const char *
mado_printer_get_name (MadoPrinter *self)
{
  return MADO_PRINTER_GET_IFACE (self)->get_name (self);
}

gboolean
mado_printer_submit (MadoPrinter *self, const MadoPrintOrder *order, int *job_id, GError **error)
{
  return MADO_PRINTER_GET_IFACE (self)->submit (self, order, job_id, error);
}

MadoPrintState
mado_printer_read_state (MadoPrinter *self, int job_id)
{
  return MADO_PRINTER_GET_IFACE (self)->read_state (self, job_id);
}

gboolean
mado_printer_cancel (MadoPrinter *self, int job_id, GError **error)
{
  return MADO_PRINTER_GET_IFACE (self)->cancel (self, job_id, error);
}

static void
order_free (Order *order)
{
  g_free (order->title);
  g_bytes_unref (order->document);
  g_free (order->media);
  g_free (order);
}

static void
submit_on_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Order *order = task_data;
  const MadoPrintOrder given = { order->title, order->document, order->media };
  GError *error = NULL;
  int job_id;

  if (mado_printer_submit (source, &given, &job_id, &error))
    g_task_return_int (task, job_id);
  else
    g_task_return_error (task, error);
}

void
mado_printer_submit_async (MadoPrinter *self, MadoWorker *worker, const MadoPrintOrder *order,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Order *copy = g_new0 (Order, 1);

  copy->title = g_strdup (order->title);
  copy->document = g_bytes_ref (order->document);
  copy->media = g_strdup (order->media);
  g_task_set_source_tag (task, mado_printer_submit_async);
  g_task_set_task_data (task, copy, (GDestroyNotify) order_free);
  mado_worker_run (worker, task, submit_on_worker);
}

int
mado_printer_submit_finish (MadoPrinter *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);
  return (int) g_task_propagate_int (G_TASK (result), error);
}
