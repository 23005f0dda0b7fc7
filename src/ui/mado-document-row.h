/* mado-document-row.h - one identity paper on the counter: its end, and what was compared
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-case.h"
#include "mado-evidence.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_DOCUMENT_ROW (mado_document_row_get_type ())
G_DECLARE_FINAL_TYPE (MadoDocumentRow, mado_document_row, MADO, DOCUMENT_ROW, GtkWidget)

/* Signals:
 *   "changed" (): something was ticked or typed
 *   "removed" (): the paper is taken away again */

/**
 * mado_document_row_new:
 * @kind: (transfer none): of the profile
 * @paper: what is known of the paper; its fields are shown
 * @agent: whether a representative came: asks whose paper it is */
GtkWidget *mado_document_row_new (const MadoIdDocument *kind, const MadoCaseDocument *paper,
                                  gboolean agent);

/** mado_document_row_read: Returns: (transfer full): the paper as it was entered. */
MadoCaseDocument *mado_document_row_read (MadoDocumentRow *self);

/** mado_document_row_count_open: Returns: how much of it is not ticked or not readable. */
guint mado_document_row_count_open (MadoDocumentRow *self);

const char *mado_document_row_get_code (MadoDocumentRow *self);

/** mado_document_name: Returns: (transfer full): "A01 運転免許証" in the language of the screen. */
char *mado_document_name (const MadoIdDocument *kind);

G_END_DECLS
