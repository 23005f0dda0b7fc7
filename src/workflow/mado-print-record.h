/* mado-print-record.h - the events of a print that belongs to no case: who printed which list
 *
 * The same four as for a paper of a case (mado-counter-print.c), and "print.unsure" where nobody
 * knows whether it came out.  Lists of many people's data leave the office on paper: who took one,
 * when, of which period (needs.md 5, R2: nothing goes on unlogged).
 *
 * Layer: workflow, not for others.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk-private.h"
#include "mado-form.h"
#include "mado-print-batch.h"

typedef struct _MadoPrintRecord MadoPrintRecord;

/**
 * mado_print_record_settle:
 *
 * On the database's worker, when it is opened and before this run is in the record: a list whose
 * print was under way when the program ended gets its "print.unsure" with the detail of the event
 * that was its last. */
gboolean mado_print_record_settle (MadoDesk *desk, GError **error);

/**
 * mado_print_record_new:
 *
 * Main thread: it is the person's print who is signed in now. */
MadoPrintRecord *mado_print_record_new (MadoDesk *desk, MadoFormKind form);
/* From either thread. */
void mado_print_record_free (MadoPrintRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPrintRecord, mado_print_record_free)

/**
 * mado_print_record_intend:
 * @sheet: (nullable): with characters that are left to be written by hand
 * @detail: what is on the sheets: members of a JSON object, without personal data
 *
 * On the printer's worker, right before the sheets are sent: "print.intent" is stored, or they are
 * not printed. */
gboolean mado_print_record_intend (MadoPrintRecord *self, MadoForm *sheet, const char *detail,
                                   GError **error);

/* mado_print_record_follow: main thread: what becomes of @batch's one letter is recorded; @self may
 * be freed before. */
void mado_print_record_follow (MadoPrintRecord *self, MadoPrintBatch *batch);
