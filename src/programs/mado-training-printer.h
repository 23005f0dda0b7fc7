/* mado-training-printer.h - a real IPP printer of a training session's own: ippeveprinter of CUPS
 *
 * ippeveprinter of CUPS 2.4 ends at once where libavahi-client finds no server, even when told not
 * to announce itself.  So it gets a private message bus, on which we answer that Avahi runs;
 * nothing is announced on any network, and the printer listens on loopback alone.
 * Layer: programs.  Threads: main, with its main loop.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-training-child.h"

G_BEGIN_DECLS

#define MADO_TYPE_TRAINING_PRINTER (mado_training_printer_get_type ())
G_DECLARE_FINAL_TYPE (MadoTrainingPrinter, mado_training_printer, MADO, TRAINING_PRINTER, GObject)

typedef struct
{
  const char *runtime;                            /* folder for the bus's socket */
  const char *kept;                               /* folder where each job is kept as a file */
  const char *log;                                /* file */
  void (*ready) (const char *uri, gpointer data); /* once, when it takes connections */
  void (*failed) (GError *error, gpointer data);  /* (transfer full) */
  MadoTrainingChildFunc ended;
  gpointer data;
} MadoTrainingPrinterOrder;

/** mado_training_printer_can_run: Returns: %FALSE with the name of the program that is missing. */
gboolean mado_training_printer_can_run (const char **missing);

/** mado_training_printer_start: Returns: (transfer full): %NULL with a spawn error. */
MadoTrainingPrinter *mado_training_printer_start (const MadoTrainingPrinterOrder *order,
                                                  GError **error);

/** mado_training_printer_stop: ends its programs; nothing is told any more. */
void mado_training_printer_stop (MadoTrainingPrinter *self);

G_END_DECLS
