/* mado-desk-letter-list.h - which letters of inquiry stand in a state: all of them, for a batch
 *
 * Layer: workflow.  Threads: main thread.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"

G_BEGIN_DECLS

/** mado_desk_list_letters_async: @state: as it is stored: "received" … */
void mado_desk_list_letters_async (MadoDesk *self, const char *state, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
/** mado_desk_list_letters_finish: Returns: (transfer full) (element-type gint64): their ids, the
 *   oldest first. */
GArray *mado_desk_list_letters_finish (MadoDesk *self, GAsyncResult *result, GError **error);

G_END_DECLS
