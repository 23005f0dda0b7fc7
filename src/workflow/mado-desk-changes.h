/* mado-desk-changes.h - changes of resident data: importing a file, and revoking what they end
 *
 * The rules (mado-lapse) say of each row whether certificates end, with the article.  Letters of
 * inquiry of a person who is met for sure become void at once, and running cases stop
 * (mado-waiting.h, "changed"): at once, or as soon as it is known what card and CA have done.
 *
 *   mado_desk_import_changes_async (desk, file, report, progress_cb, page, cancellable, done_cb,
 * page); mado_desk_revoke_changes_async (desk, batch_cb, page, cancellable, revoked_cb, page);
 *
 * Layer: workflow.  Threads: main thread.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-change-reader.h"
#include "mado-desk.h"
#include "mado-register-change.h"

G_BEGIN_DECLS

#define MADO_IMPORT_SHOWN 100 /* bad rows that are kept for the screen; all are in the report */

typedef struct
{
  guint64 line;
  MadoChangeFault fault;
} MadoImportBadRow;

typedef struct
{
  guint64 n_bytes, n_bytes_total;
  guint n_good, n_known, n_bad;               /* rows: taken, known from before, bad */
  guint n_certificates, n_cases, n_inquiries; /* met, also doubtful ones */
  GArray *bad;                                /* owned, of MadoImportBadRow: the first */
  gboolean stopped; /* by the cancellable: it goes on when imported again */
} MadoImport;

void mado_import_free (MadoImport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoImport, mado_import_free)

/* Called on the main thread after every 500 rows or so. */
typedef void (*MadoImportProgress) (const MadoImport *import, gpointer data);

/**
 * mado_desk_import_changes_async:
 * @path: the file, see mado-change-reader.h
 * @report: (nullable): file that will list every bad row as
 *   "line,reason,explanation"
 * @progress: (nullable)
 *
 * Imports good rows in transactions of some hundred; between them other work of the database has
 * its turn.  Cancelling stops after the transaction that runs: no error, @stopped. Errors:
 * %MADO_CHANGE_ERROR; of the files %G_IO_ERROR; %MADO_DB_ERROR; what was committed stands, and
 * importing again goes on. */
void mado_desk_import_changes_async (MadoDesk *self, const char *path, const char *report,
                                     MadoImportProgress progress, gpointer progress_data,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);
/** Returns: (transfer full) */
MadoImport *mado_desk_import_changes_finish (MadoDesk *self, GAsyncResult *result, GError **error);

/* --- what changes stop --- */

/** mado_desk_list_stops_async: running cases, or letters, that a change stops and nobody handled: a
 * case until its clerk has read it on the case's page; a letter that may be another person's. */
void mado_desk_list_stops_async (MadoDesk *self, MadoChangeStops what, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full) (element-type MadoChangeStop) */
GPtrArray *mado_desk_list_stops_finish (MadoDesk *self, GAsyncResult *result, GError **error);

/** mado_desk_note_stop_async: a letter that a change may have met was compared: it becomes void, or
 *   (@is_void: FALSE) the change is another person's, or in the letter already. */
void mado_desk_note_stop_async (MadoDesk *self, const MadoChangeStop *stop, gboolean is_void,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean mado_desk_note_stop_finish (MadoDesk *self, GAsyncResult *result, GError **error);

/* --- the governor's list --- */

/** mado_desk_list_revocations_async: @state: MadoChangeRevocationState, -1: all.  A page of 100. */
void mado_desk_list_revocations_async (MadoDesk *self, int state, guint offset,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data);
/** @counts: (out caller-allocates) (optional): by state.  Returns: (transfer full) (element-type
 *  MadoChangeRevocation) */
GPtrArray *mado_desk_list_revocations_finish (MadoDesk *self, GAsyncResult *result,
                                              guint counts[MADO_N_CHANGE_REVOCATION_STATES],
                                              GError **error);

/** mado_desk_decide_revocation_async: a person compared a DOUBTFUL row, or gives a FAILED one
 * another try.  @to: as of mado_change_revocation_decide() */
void mado_desk_decide_revocation_async (MadoDesk *self, gint64 id, MadoChangeRevocationState from,
                                        MadoChangeRevocationState to, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
gboolean mado_desk_decide_revocation_finish (MadoDesk *self, GAsyncResult *result, GError **error);

/* --- the batch through the CA --- */

typedef struct
{
  guint n_done, n_failed, n_left; /* n_left: pending, or sent without an answer */
  gboolean stopped;               /* by the cancellable */
} MadoRevocationBatch;

typedef void (*MadoRevocationProgress) (const MadoRevocationBatch *batch, gpointer data);

/**
 * mado_desk_revoke_changes_async:
 *
 * Revokes every pending row, one after another: written before it is sent, and after the answer.
 * Cancelling stops after the row that runs.  A row that the CA refuses is FAILED and the batch goes
 * on; when the CA cannot be reached or its answer is lost the batch ends with that %MADO_CA_ERROR,
 * and beginning again goes on with that row (revoking twice is harmless). */
void mado_desk_revoke_changes_async (MadoDesk *self, MadoRevocationProgress progress,
                                     gpointer progress_data, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
/** @batch: (out) (optional): also with an error */
gboolean mado_desk_revoke_changes_finish (MadoDesk *self, GAsyncResult *result,
                                          MadoRevocationBatch *batch, GError **error);

G_END_DECLS
