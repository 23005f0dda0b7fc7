/* mado-sim-printer.h - the training printer: each job becomes a PDF file in a folder
 *
 * Layer: sim.  Threads: a MadoPrinter on the print worker; faults may be set from any thread.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-printer.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_SIM_PRINTER_READY,
  MADO_SIM_PRINTER_PAPER_OUT, /* takes jobs, prints them when paper is in */
  MADO_SIM_PRINTER_STOPPED,   /* the same, for a stopped queue */
  MADO_SIM_PRINTER_REJECTING, /* takes no jobs */
  MADO_SIM_PRINTER_GONE,      /* no service */
  MADO_SIM_PRINTER_SILENT     /* takes the job, prints it, and loses the answer */
} MadoSimPrinterFault;

#define MADO_TYPE_SIM_PRINTER (mado_sim_printer_get_type ())
G_DECLARE_FINAL_TYPE (MadoSimPrinter, mado_sim_printer, MADO, SIM_PRINTER, GObject)

/**
 * mado_sim_printer_new:
 * @folder: made when it is missing
 *
 * Files are NNNN-TITLE.pdf, written under another name and renamed, so that whoever watches the
 * folder never sees half a page.  Numbers go on after the highest that is there.
 *
 * Returns: (transfer full) (nullable): %NULL with %MADO_PRINT_ERROR_FOLDER. */
MadoSimPrinter *mado_sim_printer_new (const char *folder, GError **error);

/** mado_sim_printer_set_fault: from now on; jobs that wait are printed on %MADO_SIM_PRINTER_READY.
 */
void mado_sim_printer_set_fault (MadoSimPrinter *self, MadoSimPrinterFault fault);

/** mado_sim_printer_get_path: Returns: (transfer full) (nullable): the file of a printed job. */
char *mado_sim_printer_get_path (MadoSimPrinter *self, int job_id);

G_END_DECLS
