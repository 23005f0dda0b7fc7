/* mado-run-private.h - what actions and records use of a run, on the workers
 *
 * Layer: workflow, not for others.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-decision.h"
#include "mado-desk-private.h"
#include "mado-register-change.h"
#include "mado-run.h"

/* A run for a case that is stored already.  @taken, @log (nullable): (transfer full). */
MadoRun *mado_run_new (MadoDesk *desk, MadoCase *taken, GPtrArray *log);

/* Moves a run that a dead process left in an action, or in a row that needs what died with it, to
 * where it is safe to go on; a no-op for others.  Called once after loading. */
void mado_run_recover (MadoRun *self);

/* A change of resident data has met the case: it stops now, or as soon as it is known what card and
 * CA have done.  Main thread. */
void mado_run_tell_change (MadoRun *self, const MadoChangeStop *stop);

/* --- for actions, on a worker --- */

MadoDesk *mado_run_get_desk (MadoRun *self);
const MadoDeskParts *mado_run_get_parts (MadoRun *self);

/* Who is signed in, as it was when the row began; any thread. */
const char *mado_run_get_actor (MadoRun *self);

/* An event of this case; any thread while the run is busy.  Returns: (transfer full) */
MadoEvent *mado_run_new_event (MadoRun *self, const MadoCase *work, const char *code,
                               const char *outcome);

/* The password that the resident gave, handed over once; NULL when there is none. */
MadoSecret *mado_run_take_password (MadoRun *self);

/* The password in force, which an earlier row has checked on the card, for the row that needs it
 * again: handed over once, never stored; a run that was cut off has none.  @old: (transfer full).
 */
void mado_run_keep_old_password (MadoRun *self, MadoSecret *old);
MadoSecret *mado_run_take_old_password (MadoRun *self);

/* A new password that an action could not settle, for the action of the next row; as above. */
void mado_run_return_password (MadoRun *self, MadoSecret *password);

/* Whether a supervisor has confirmed that the form is printed once more, for the one transaction
 * that uses it up: the number; 0: no. */
gint64 mado_run_take_reprint_approval (MadoRun *self);

/* How often the form came out again so far; on the printer's worker. */
void mado_run_set_reprints (MadoRun *self, guint n_reprints);

/* What the card said about the password: 0..15; -1: nothing (yet). */
void mado_run_set_tries_left (MadoRun *self, int tries_left);

/* What mado_run_journal() writes besides the case and the event; on the database's worker. */
typedef gboolean (*MadoJournal) (MadoRun *run, MadoDb *db, MadoCase *work, gpointer data,
                                 GError **error);

/* Saves @work, what @journal writes and an event in one transaction in the middle of an action.
 * @detail: (nullable): JSON without personal data. */
gboolean mado_run_journal (MadoRun *self, MadoCase *work, MadoJournal journal, gpointer data,
                           const char *code, const char *detail, GError **error);

/* Adds what an action spent to the outcome's event and to the case's times, µs. */
void mado_run_spent_card (MadoRun *self, gint64 microseconds, guint apdus, guint64 bytes);
void mado_run_spent_ca (MadoRun *self, gint64 microseconds);
void mado_run_spent_print (MadoRun *self, gint64 microseconds);

/* --- for records, on the database's worker --- */

/* The case goes on in row @to, not where its word led; the clerk sees @problem, (transfer full),
 * which is the reason of the word's event, too. */
void mado_run_lead (MadoRun *self, int to, GError *problem);

/* --- for guards, on the main thread --- */
const MadoSecret *mado_run_peek_password (MadoRun *self);
void mado_run_set_decision (MadoRun *self, MadoDecision *decision);
