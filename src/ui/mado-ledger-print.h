/* mado-ledger-print.h - printing the issuance ledger: asks which period, follows the print, tells
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"
#include "mado-page.h"

G_BEGIN_DECLS

#define MADO_TYPE_LEDGER_PRINT (mado_ledger_print_get_type ())
G_DECLARE_FINAL_TYPE (MadoLedgerPrint, mado_ledger_print, MADO, LEDGER_PRINT, GObject)

/** mado_ledger_print_new: @page: (not owned): says how it goes; outlives the last use of this. */
MadoLedgerPrint *mado_ledger_print_new (MadoPage *page, MadoDesk *desk);

/** mado_ledger_print_ask: today or a month; while one is being printed, whether to stop that. */
void mado_ledger_print_ask (MadoLedgerPrint *self);

/** mado_ledger_print_tell: the page is in sight again: what it could not say meanwhile. */
void mado_ledger_print_tell (MadoLedgerPrint *self);

G_END_DECLS
