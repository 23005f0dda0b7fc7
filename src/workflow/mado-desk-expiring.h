/* mado-desk-expiring.h - 満了予定: certificates that end in a month, and the notices of it
 *
 *   model = mado_desk_list_expiring (desk, 2026, 12, TRUE);   // without a notice yet
 *   … print a batch, then for what came out:
 *   mado_desk_note_notices_async (desk, serials, n_serials, NULL, noted_cb, page);
 *
 * Source: MIC notice 総行情第164号 (2009-12-09), domain.md 7.1.
 *
 * Layer: workflow.  Threads: main thread.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-case-list.h"

G_BEGIN_DECLS

/** mado_desk_list_expiring: @unnoticed: only those whose holder got no notice.  Returns: (transfer
 *   full): the first to end first. */
MadoCaseList *mado_desk_list_expiring (MadoDesk *self, guint year, guint month, gboolean unnoticed);

#define MADO_EXPIRING_MONTHS 4 /* this month and the three of the renewal window */

typedef struct
{
  guint year, month;
  guint certificates; /* in force that end in it */
  guint unnoticed;
} MadoExpiringMonth;

/** mado_desk_count_expiring_async: this month and the following, for the home screen. */
void mado_desk_count_expiring_async (MadoDesk *self, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
/** @months: (out caller-allocates) */
gboolean mado_desk_count_expiring_finish (MadoDesk *self, GAsyncResult *result,
                                          MadoExpiringMonth months[MADO_EXPIRING_MONTHS],
                                          GError **error);

/** mado_desk_note_notices_async: the notices of those certificates came out of the printer; one
 *   transaction, one event. */
void mado_desk_note_notices_async (MadoDesk *self, const char *const *serials, gsize n_serials,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean mado_desk_note_notices_finish (MadoDesk *self, GAsyncResult *result, GError **error);

G_END_DECLS
