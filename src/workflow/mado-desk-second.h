/* mado-desk-second.h - the second person on the spot: what will be done is shown, a supervisor
 * signs
 *
 * The clerk asks, the supervisor gives name and password in the clerk's window (F11); the clerk
 * stays signed in.  The confirmation serves the one deed that it was asked for.
 *
 * Layer: workflow.  Threads: main thread.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-approval.h"
#include "mado-desk.h"

G_BEGIN_DECLS

/**
 * mado_desk_ask_second_async:
 * @what: "unlock", "proxy", "hold", "waiver", "reprint", "inquiry"
 * @case_id: 0: none.  @inquiry_id: 0: none
 * @before, @after: facts as JSON without personal data, as the dialog shows them */
void mado_desk_ask_second_async (MadoDesk *self, const char *what, gint64 case_id,
                                 gint64 inquiry_id, const char *before, const char *after,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
/** Returns: (transfer full): asked */
MadoApproval *mado_desk_ask_second_finish (MadoDesk *self, GAsyncResult *result, GError **error);

/**
 * mado_desk_answer_second_async:
 * @confirms: else refused, with @reason
 * @password: (transfer full): the supervisor's; wiped when the call ends
 *
 * Errors: %MADO_DESK_ERROR_SIGN_IN and _LOCKED of the supervisor's password, %MADO_APPROVAL_ERROR.
 */
void mado_desk_answer_second_async (MadoDesk *self, gint64 approval_id, gboolean confirms,
                                    const char *operator_id, MadoSecret *password,
                                    const char *reason, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
/** @tries_left: (out) (optional): with %MADO_DESK_ERROR_SIGN_IN.  Returns: (transfer full) */
MadoApproval *mado_desk_answer_second_finish (MadoDesk *self, GAsyncResult *result,
                                              guint *tries_left, GError **error);

/** mado_desk_withdraw_second_async: the clerk takes the question back. */
void mado_desk_withdraw_second_async (MadoDesk *self, gint64 approval_id, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full) */
MadoApproval *mado_desk_withdraw_second_finish (MadoDesk *self, GAsyncResult *result,
                                                GError **error);

G_END_DECLS
