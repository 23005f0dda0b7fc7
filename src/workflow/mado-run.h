/* mado-run.h - one case on its way through its procedure's table
 *
 * Every transition is one transaction: the outcome of the old state, the new state, what changed
 * in the case, and the events; only after it has become durable does the next action start.
 * Layer: workflow.  Threads: main thread, but for what says otherwise.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-decision.h"
#include "mado-desk.h"
#include "mado-matrix.h"
#include "mado-secret.h"

G_BEGIN_DECLS

#define MADO_RUN_ERROR (mado_run_error_quark ())
GQuark mado_run_error_quark (void);
typedef enum
{
  MADO_RUN_ERROR_CHECKS,        /* boxes are not ticked yet */
  MADO_RUN_ERROR_RULES,         /* the rules say no: see mado_run_get_decision() */
  MADO_RUN_ERROR_INCOMPLETE,    /* a field is empty or not readable */
  MADO_RUN_ERROR_OPEN_CASE,     /* the person has another running case: its number is the message */
  MADO_RUN_ERROR_LIVE,          /* the person has a certificate in force (LAW 6) */
  MADO_RUN_ERROR_CARD_IN_USE,   /* that card belongs to another running case */
  MADO_RUN_ERROR_CARD_HAS_KEY,  /* the card bears a certificate that is in force */
  MADO_RUN_ERROR_NO_PASSWORD,   /* the resident has not given one */
  MADO_RUN_ERROR_INTERRUPTED,   /* the program ended in this state: what was done is being looked up
                                 */
  MADO_RUN_ERROR_PRINT_UNKNOWN, /* a print may have come out: the clerk must look */
  MADO_RUN_ERROR_CA_CARD_DIFFER, /* the CA's certificate and the card's differ */
  MADO_RUN_ERROR_CARD_EMPTY,     /* the card bears no certificate */
  MADO_RUN_ERROR_NOT_IN_FORCE,   /* the certificate is not in force any more */
  MADO_RUN_ERROR_NO_CERTIFICATE, /* neither desk nor CA know such a certificate */
  MADO_RUN_ERROR_OTHER_HOLDER,   /* the certificate of that number is another person's */
  MADO_RUN_ERROR_LAPSED,         /* the certificate has ended already */
  MADO_RUN_ERROR_LAST_DIGITS,    /* the digits typed before a dangerous act are not those */
  MADO_RUN_ERROR_NOT_LOCKED,  /* the password is not locked: another procedure is the right one */
  MADO_RUN_ERROR_NOT_CHANGED, /* the card was looked at: the password is as it was before */
  MADO_RUN_ERROR_WARNINGS,    /* a warning of the rules must be answered first */
  MADO_RUN_ERROR_SECOND,      /* a supervisor has to confirm first: mado-run-second.h */
  MADO_RUN_ERROR_WAIVER,      /* the office waives no fee for this reason */
  MADO_RUN_ERROR_CHANGE, /* the register says that the person moved, died …: the case stops */
  MADO_RUN_ERROR_CHANGE_ISSUED,  /* likewise; a certificate was issued and is taken back */
  MADO_RUN_ERROR_CHANGE_DOUBT,   /* likewise of somebody who may be this person */
  MADO_RUN_ERROR_CHANGE_EARLIER, /* likewise, but the case may have it already */
  MADO_RUN_ERROR_NAMESAKE,       /* somebody was met who has to be compared: back to the papers */
  MADO_RUN_ERROR_CARD_NAME,      /* the card's ended certificate bears another name: likewise */
  MADO_RUN_ERROR_OTHER_DAY,      /* the case waited since another day: back to the papers */
  MADO_RUN_ERROR_PERSON_AGAIN,   /* a renewal goes on on a later day than its revocation: the person
                                    is looked at again */
  MADO_RUN_N_ERRORS,
} MadoRunError;

/* Domain of problems whose code is a MadoPrintState: what the printer asks of the clerk. */
#define MADO_PRINT_PROBLEM (mado_print_problem_quark ())
GQuark mado_print_problem_quark (void);

#define MADO_TYPE_RUN (mado_run_get_type ())
G_DECLARE_FINAL_TYPE (MadoRun, mado_run, MADO, RUN, GObject)

/* Signal "changed" (no arguments): state, problem, busy or a log line changed; read anew. */

/* What the clerk sees */
const MadoCase *mado_run_get_case (MadoRun *self);
const MadoMatrix *mado_run_get_matrix (MadoRun *self);
const MadoState *mado_run_get_state (MadoRun *self);
/** mado_run_get_step: Returns: number of the step in which the case stands; of the row that it goes
 *   back to while it waits for somebody. */
guint mado_run_get_step (MadoRun *self);

/** mado_run_is_busy: an action runs. @since: (out) (optional): monotonic µs of its start. */
gboolean mado_run_is_busy (MadoRun *self, gint64 *since);

/** mado_run_get_problem: Returns: (transfer none) (nullable): why it stays; domain and code say
 *   which sentence to show, never the message. */
const GError *mado_run_get_problem (MadoRun *self);

/** mado_run_get_tries_left: Returns: how many tries the card leaves for the password, 0..15; -1
 *   unless the problem is a refused or locked password and the card gave the number. */
int mado_run_get_tries_left (MadoRun *self);

/** mado_run_get_decision: Returns: (transfer none) (nullable): what the rules said last. */
const MadoDecision *mado_run_get_decision (MadoRun *self);

/**
 * mado_run_decide:
 * @topics: of MadoTopic
 *
 * Asks the rules about the case as it is being edited; nothing is kept.
 * Returns: (transfer full): what they say now. */
MadoDecision *mado_run_decide (MadoRun *self, guint topics);

/** mado_run_get_log: Returns: (transfer none) (element-type MadoEvent): this case's events so far.
 */
GPtrArray *mado_run_get_log (MadoRun *self);

/** mado_run_can: whether a button for @outcome may be pressed now. */
gboolean mado_run_can (MadoRun *self, MadoOutcome outcome);

/* What the clerk does */

/** mado_run_edit: Returns: (transfer none) (nullable): the case for changing, while a person works
 *   in this state; saved with the next mado_run_post() or mado_run_save(). */
MadoCase *mado_run_edit (MadoRun *self);

/** mado_run_edited: the case being edited has changed: a refusal of the rules is taken down once it
 *   does not hold any more, and the reasons of one that still holds follow.  It never brings a new
 *   one; that is for mado_run_post(). */
void mado_run_edited (MadoRun *self);

/** mado_run_save: stores what was edited without leaving the state (hold, Esc). */
void mado_run_save (MadoRun *self);

/** mado_run_keep_soon: what was edited is stored within seconds, without leaving the state and
 *   without "changed"; for each key that is typed. */
void mado_run_keep_soon (MadoRun *self);

/** mado_run_is_unstored: whether the record could not take the last word or what was edited: it is
 *   in memory only, and mado_run_post() with OK says and stores it again. */
gboolean mado_run_is_unstored (MadoRun *self);

/** mado_run_post: a person's word: OK leaves the state or runs a stopped action again, CANCEL stops
 *   where the table allows, FAIL refuses.  A word that the table forbids now is ignored and logged.
 */
void mado_run_post (MadoRun *self, MadoOutcome outcome);

/** mado_run_refuse: ends the case as refused. @reason: code of a MadoReason, kept in the event. */
void mado_run_refuse (MadoRun *self, const char *reason);

/** mado_run_give_password: @password: (transfer full): what the resident chose; goes to the card
 *   and is wiped.  Then posts OK. */
void mado_run_give_password (MadoRun *self, MadoSecret *password);

/** mado_run_wants_mixed_password: whether the office takes only passwords with both letters and
 *   digits. */
gboolean mado_run_wants_mixed_password (MadoRun *self);

/** mado_run_reprint: prints @form once more ("receipt", "certificate-copy", "application");
 * receipts, copies and slips are marked 再発行, and beyond the first time a supervisor confirms it
 * (domain.md 9 #11): %MADO_RUN_ERROR_SECOND; mado-run-second.h then asks for "reprint", and once it
 * is confirmed this call prints.  @callback as of GAsyncReadyCallback. */
void mado_run_reprint_async (MadoRun *self, const char *form, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
gboolean mado_run_reprint_finish (MadoRun *self, GAsyncResult *result, GError **error);

G_END_DECLS
