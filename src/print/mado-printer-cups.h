/* mado-printer-cups.h - a CUPS queue or an IPP printer, over one kept connection
 *
 * Layer: print.  Threads: create anywhere, then use on the print worker only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-printer.h"

G_BEGIN_DECLS

#define MADO_TYPE_PRINTER_CUPS (mado_printer_cups_get_type ())
G_DECLARE_FINAL_TYPE (MadoPrinterCups, mado_printer_cups, MADO, PRINTER_CUPS, GObject)

/* A queue that the service offers, for the settings. */
typedef struct
{
  char *name;
  char *info; /* for people; the name where the queue has none */
  gboolean is_default;
  MadoPrintState state;
} MadoPrintDestination;

/**
 * mado_printer_cups_new:
 * @name: a queue of the local service, or the address of an IPP printer: "ipp://host:port/path",
 *   "ipps://…"
 * @server: (nullable): the service, "host:port" or a socket's path; %NULL: the system's
 *
 * Connects when first used.
 * Returns: (transfer full) (nullable): %NULL with %MADO_PRINT_ERROR_UNKNOWN_QUEUE when @name is
 *   neither. */
MadoPrinter *mado_printer_cups_new (const char *name, const char *server, GError **error);

/**
 * mado_printer_cups_list:
 * @server: as above
 *
 * Asks the service for its queues; does not search the network.  Blocks: print worker.
 * Returns: (transfer full) (element-type MadoPrintDestination): perhaps empty; %NULL with
 *   %MADO_PRINT_ERROR_NO_SERVICE. */
GPtrArray *mado_printer_cups_list (const char *server, GError **error);

G_END_DECLS
