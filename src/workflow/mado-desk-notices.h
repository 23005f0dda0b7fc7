/* mado-desk-notices.h - 満了のお知らせ: the notices of a month, printed one after another
 *
 *   mado_desk_list_notices_async (desk, 2026, 12, TRUE, NULL, listed_cb, page);
 *   batch = mado_desk_print_notices (desk, notices);  // then mado_print_batch_start()
 *
 * Whoever shows the batch says mado_desk_note_notices_async() of each that came out; one that is
 * unknown keeps its state, and printing it again does no harm.
 *
 * Layer: workflow.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"
#include "mado-print-batch.h"

G_BEGIN_DECLS

#define MADO_NOTICES_MAX 2000 /* at once: a day's work of an office printer */

typedef struct
{
  gint64 case_id;
  char *serial; /* owned: of the certificate that ends */
  char *number; /* owned: of the case that issued it */
  gint64 ends;  /* unix s */
} MadoNotice;

/** mado_desk_list_notices_async: @unnoticed: only holders that got no notice yet. */
void mado_desk_list_notices_async (MadoDesk *self, guint year, guint month, gboolean unnoticed,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
/** Returns: (transfer full) (element-type MadoNotice): the first to end first, at most
 *   MADO_NOTICES_MAX. */
GPtrArray *mado_desk_list_notices_finish (MadoDesk *self, GAsyncResult *result, GError **error);

/** mado_desk_print_notices: @notices: (element-type MadoNotice): at least one; kept.  Returns:
 *   (transfer full): not started yet: a job a notice. */
MadoPrintBatch *mado_desk_print_notices (MadoDesk *self, GPtrArray *notices);

G_END_DECLS
