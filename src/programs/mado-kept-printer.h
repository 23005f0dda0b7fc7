/* mado-kept-printer.h - a printer that also keeps each document it hands on, by form, in a folder
 *
 * Layer: programs (madoguchictl play --out).  Threads: as MadoPrinter.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-printer.h"

G_BEGIN_DECLS

#define MADO_TYPE_KEPT_PRINTER (mado_kept_printer_get_type ())
G_DECLARE_FINAL_TYPE (MadoKeptPrinter, mado_kept_printer, MADO, KEPT_PRINTER, GObject)

/** mado_kept_printer_new: @printer: (transfer full).  A case's FORM.pdf in @folder is the last
 *   word of the order's title; the file of a batch is its whole title. */
MadoPrinter *mado_kept_printer_new (MadoPrinter *printer, const char *folder);

G_END_DECLS
