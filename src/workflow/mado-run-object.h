/* mado-run-object.h - the fields of a run, and what its own files share
 *
 * mado-run.c: the object and what the screens read.  mado-run-step.c: storing transitions and
 * running actions.  mado-run-word.c: what a person says.  mado-run-second.c: what a second person
 * says.  mado-run-keep.c: what is being typed.  mado-run-wait.c: received only, held, refused.
 * mado-run-change.c: a change of resident data meets the case.  mado-run-action.c: what actions use
 * on their workers.  Layer: workflow, for the mado-run-*.c files only.  Threads: main thread, but
 * for what says otherwise.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-approval.h"
#include "mado-register-change.h"
#include "mado-run-private.h"
#include "mado-transition.h"

/* What an action cost, gathered on its worker, written with its outcome. */
typedef struct
{
  gint64 card_us, ca_us, print_us;
  guint apdus;
  guint64 bytes;
} MadoSpent;

struct _MadoRun
{
  GObject parent_instance;
  MadoDesk *desk; /* not owned, but held while the run is busy: the desk outlives its runs */
  const MadoMatrix *matrix;
  MadoCase *kase; /* owned: as it is stored */
  MadoCase *edit; /* owned, nullable: what the clerk is changing */
  int row;
  gboolean busy;
  gint64 busy_since;       /* monotonic µs */
  GError *problem;         /* owned, nullable */
  GError *carried;         /* owned, nullable: why a row was left for one that acts by itself */
  GPtrArray *log;          /* owned, of MadoEvent */
  MadoDecision *decision;  /* owned, nullable */
  gboolean unstored;       /* the record could not take what was said or edited last */
  MadoTransition *pending; /* owned, nullable: on its way, or not stored yet: F12 tries again */
  MadoChangeStop *met;     /* owned, nullable: the change that pending is about */
  MadoSecret *password;    /* owned, nullable: on its way to the card's worker */
  MadoSecret *old;         /* owned, nullable: the one in force, checked and kept for a later row */
  int tries_left;          /* 0..15, -1 unknown; written on the card's worker */
  char *actor, *role;      /* owned: who is signed in, for events made on workers */
  MadoSpent spent;         /* the running action's */
  MadoApproval *approval;  /* not owned, nullable: what a supervisor has just confirmed */
  const char *reprint;     /* interned, nullable: form that is printed again once one confirms */
  guint n_reprints;        /* of it so far; written on the printer's worker */
  gint64 reprint_approval; /* confirmed for it, not used yet; 0: none */
  MadoChangeStop *stop;    /* owned, nullable: a change that has met the case, not yet shown */
  guint keep;              /* source: what is edited is stored then; 0: nothing is to be stored */
};

const MadoState *mado_run_row (MadoRun *self);
gint64 mado_run_now (MadoRun *self); /* unix s, UTC */
void mado_run_emit_changed (MadoRun *self);

/* Nothing can be said or edited: it is busy, waits to be stored, or is only looked at. */
gboolean mado_run_is_fixed (MadoRun *self);

/* From here until mado_run_set_idle() workers use the run: nobody else may change it. */
void mado_run_set_busy (MadoRun *self);
/* Returns: (transfer full): the desk; let it go at the end of the callback. */
MadoDesk *mado_run_set_idle (MadoRun *self);

/* @problem: (transfer full) (nullable) */
void mado_run_take_problem (MadoRun *self, GError *problem);

/* Notes who is signed in now; not while an action runs, whose events name the one who began it. */
void mado_run_remember_operator (MadoRun *self);

/* "domain/code", as events have it; nullable. */
char *mado_run_describe_problem (const GError *problem);

/* Stores an event that belongs to no transition. @reason: (transfer full) (nullable) */
void mado_run_log_event (MadoRun *self, const char *outcome, char *reason);

/* --- mado-run-step.c --- */

/* Stores self->pending.  After a failure F12 does it again if it holds; a person's word is dropped.
 */
void mado_run_store_pending (MadoRun *self);

/* Leaves the row with a person's @outcome and the case as it is being edited. */
void mado_run_say (MadoRun *self, MadoOutcome outcome);

/* Leaves the row for row @to on a word that is no cell of the table.  @record: (nullable): what
 * else belongs to the word, as of @outcome.  @work, @event, @problem (nullable): (transfer full).
 */
void mado_run_turn (MadoRun *self, int to, MadoCase *work, MadoEvent *event, MadoRecord record,
                    MadoOutcome outcome, GError *problem);

/* Where @outcome of this row leads; rows that the case does not need are passed over. */
int mado_run_find_next_row (MadoRun *self, MadoOutcome outcome, const MadoCase *work);

/* Runs the action of this row again: its intent is stored first. */
void mado_run_act_again (MadoRun *self);

/* --- mado-run-word.c --- */

/* Whether boxes and guard let this row be left with OK; what stops it becomes the problem. */
gboolean mado_run_may_leave (MadoRun *self);

/* --- mado-run-change.c --- */

/* Once nothing runs: leaves the row for "changed" when a change of resident data has met the case
 * and the table has a way out here.  Returns: whether it does. */
gboolean mado_run_meet_change (MadoRun *self);

/* Whether it stands where a change is compared with the person: another one may wait behind it. */
gboolean mado_run_is_compared (MadoRun *self);

/* The end that row @to means for this case: "withdrawn" is "stopped-by-change" after a change. */
int mado_run_end_row (MadoRun *self, int to, const MadoCase *work);

/* --- mado-run-second.c --- */

/* What the row itself wants a supervisor for, whatever is to be printed meanwhile; nullable. */
const char *mado_run_row_wants_second (MadoRun *self);

/* Puts the confirmation that has just been given into the transition that uses it up. */
void mado_run_add_second (MadoRun *self, MadoTransition *transition, MadoEvent *event);
