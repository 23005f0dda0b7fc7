/* mado-desk-private.h - what the files of src/workflow share of the desk
 *
 * Layer: workflow, not for others.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk-parts.h"
#include "mado-desk.h"
#include "mado-event.h"
#include "mado-form-fonts.h"
#include "mado-matrix.h"
#include "mado-operator.h"

/* The parts; constant after mado_desk_new(), readable from any thread. */
const MadoDeskParts *mado_desk_get_parts (MadoDesk *self);

MadoWorker *mado_desk_get_worker (MadoDesk *self, MadoActor actor);
MadoWorker *mado_desk_get_db_worker (MadoDesk *self);
/* The connection; on the database's worker only, NULL before it is open. */
MadoDb *mado_desk_get_db (MadoDesk *self);

/* For tests that end the process at every transaction; takes effect when the desk is opened. */
void mado_desk_set_commit_hook (MadoDesk *self, MadoDbCommitHook hook, gpointer data);

/* The forms' fonts, made on first use; on the printer's worker only.  NULL with MADO_PRINT_ERROR.
 */
MadoFormFonts *mado_desk_get_fonts (MadoDesk *self, GError **error);

/* For tests that open hundreds of desks: fonts that are ready and warm.  Before the first sign-in.
 */
void mado_desk_set_fonts (MadoDesk *self, MadoFormFonts *fonts);

/* A new event with the desk's fields filled in: time, workstation, session, actor, role, version.
 * Main thread: who is signed in is read. */
MadoEvent *mado_desk_new_event (MadoDesk *self, const char *code, const char *outcome);

/* The same on a worker: @actor and @role were read on the main thread before. */
MadoEvent *mado_desk_new_event_as (MadoDesk *self, const char *actor, const char *role,
                                   const char *code, const char *outcome);

/* Appends one event in a transaction of its own, later, on the database's worker. */
void mado_desk_log (MadoDesk *self, MadoEvent *event);

/* Whether the program ends: what runs ends and is stored, but nothing new begins. */
gboolean mado_desk_is_closing (MadoDesk *self);

/* A run ended or changed: the list and the totals follow. */
void mado_desk_run_changed (MadoDesk *self, MadoRun *run);
