/* mado-run-second.h - a supervisor confirms a row of a case on the spot (F11)
 *
 * A row whose table names a matter (MadoState.second) is not left with OK before a supervisor has
 * signed: %MADO_RUN_ERROR_SECOND.  The confirmation is used up in the transaction of that OK, whose
 * event names the second person.  The clerk stays signed in.
 *
 * Layer: workflow.  Threads: main thread.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-approval.h"
#include "mado-run.h"

G_BEGIN_DECLS

/** mado_run_wants_second: Returns: (transfer none) (nullable): what a supervisor has to confirm
 *   before this row can be left ("unlock"), or before what was asked for is printed once more
 *   ("reprint"); %NULL: nobody is needed. */
const char *mado_run_wants_second (MadoRun *self);

/** mado_run_list_second_facts: Returns: (transfer full) (element-type MadoSecondFact): what the
 *   supervisor is shown of it, before and after; empty when nobody is needed. */
GPtrArray *mado_run_list_second_facts (MadoRun *self);

/**
 * mado_run_ask_second_async:
 *
 * Asks the row's boxes and guard as OK would; only what may be done is put to a supervisor.  Then
 * the question is recorded.  Errors: %MADO_RUN_ERROR, as the run's problem too. */
void mado_run_ask_second_async (MadoRun *self, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
/** Returns: the number of the question; 0 with @error. */
gint64 mado_run_ask_second_finish (MadoRun *self, GAsyncResult *result, GError **error);

/**
 * mado_run_answer_second_async:
 * @confirms: else refused, with @reason
 * @operator_id, @password: (transfer full): the supervisor's; wiped when the call ends
 *
 * Once confirmed, OK is posted and the run goes on; of a print: mado_run_reprint_async() prints it.
 * Errors: as of mado_desk_answer_second_async(): nothing was done, and the question stands unless
 * it is ANSWERED. */
void mado_run_answer_second_async (MadoRun *self, gint64 approval_id, gboolean confirms,
                                   const char *operator_id, MadoSecret *password,
                                   const char *reason, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
/** @tries_left: (out) (optional): with %MADO_DESK_ERROR_SIGN_IN. */
gboolean mado_run_answer_second_finish (MadoRun *self, GAsyncResult *result, guint *tries_left,
                                        GError **error);

/** mado_run_withdraw_second: the clerk takes the question back; recorded later. */
void mado_run_withdraw_second (MadoRun *self, gint64 approval_id);

G_END_DECLS
