/* mado-printer.h - where pages go: a CUPS queue, or in training a folder
 *
 * Layer: print.  Threads: each function says where; the object is used on the print worker.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-print-error.h"
#include "mado-print-state.h"
#include "mado-worker.h"

G_BEGIN_DECLS

/* What is handed to a printer.  Plain value: the document is shared, the texts are the caller's. */
typedef struct
{
  const char *title; /* job-name; no personal data: case number and form */
  GBytes *document;  /* PDF */
  const char *media; /* mado_form_get_media(); what the printer lacks is left out */
} MadoPrintOrder;

#define MADO_TYPE_PRINTER (mado_printer_get_type ())
G_DECLARE_INTERFACE (MadoPrinter, mado_printer, MADO, PRINTER, GObject)

struct _MadoPrinterInterface
{
  GTypeInterface parent;
  const char *(*get_name) (MadoPrinter *self);
  gboolean (*submit) (MadoPrinter *self, const MadoPrintOrder *order, int *job_id, GError **error);
  MadoPrintState (*read_state) (MadoPrinter *self, int job_id);
  gboolean (*cancel) (MadoPrinter *self, int job_id, GError **error);
};

/** mado_printer_get_name: Returns: (transfer none): as in the settings.  Any thread. */
const char *mado_printer_get_name (MadoPrinter *self);

/**
 * mado_printer_submit:
 * @job_id: (out): positive
 *
 * Hands one document over, single-sided; returns as soon as the service has it, long before the
 * paper.  Blocks: print worker.
 * Returns: %FALSE with %MADO_PRINT_ERROR_NO_SERVICE, _UNKNOWN_QUEUE or _REJECTED when nothing was
 *   sent; with %MADO_PRINT_ERROR_UNSURE when the answer was lost after sending: the paper may
 *   come, so look before repeating. */
gboolean mado_printer_submit (MadoPrinter *self, const MadoPrintOrder *order, int *job_id,
                              GError **error);

/**
 * mado_printer_submit_async:
 * Runs mado_printer_submit() on @worker.  @order is copied.  Cancelling works until its turn. */
void mado_printer_submit_async (MadoPrinter *self, MadoWorker *worker, const MadoPrintOrder *order,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
/** mado_printer_submit_finish: Returns: the job's id, -1 with @error set. */
int mado_printer_submit_finish (MadoPrinter *self, GAsyncResult *result, GError **error);

/**
 * mado_printer_read_state:
 * @job_id: 0 asks about the printer alone
 *
 * Asks once.  Every trouble is a state (%MADO_PRINT_NO_SERVICE …), so this cannot fail.  Blocks
 * for at most fifteen seconds (service silent): print worker. */
MadoPrintState mado_printer_read_state (MadoPrinter *self, int job_id);

/** mado_printer_cancel: withdraws a job that has not ended.  Blocks: print worker. */
gboolean mado_printer_cancel (MadoPrinter *self, int job_id, GError **error);

G_END_DECLS
