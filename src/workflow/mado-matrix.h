/* mado-matrix.h - a procedure as one table: rows are states, columns are outcomes
 *
 * Layer: workflow.  Threads: tables are constant; any.   SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "mado-case.h"
#include "mado-decision.h"

G_BEGIN_DECLS

typedef struct _MadoRun MadoRun;

/* What an action or a person can say.  The difference between AGAIN and UNSURE is the heart of
 * the product: AGAIN is "certainly not done", UNSURE is "may have been done: look first". */
typedef enum
{
  MADO_OUTCOME_OK,
  MADO_OUTCOME_FAIL,      /* certainly not done, and repeating it will not help */
  MADO_OUTCOME_AGAIN,     /* certainly not done; it may be repeated */
  MADO_OUTCOME_UNSURE,    /* may have been done: the next action is to look */
  MADO_OUTCOME_CARD_GONE, /* no card, or another one, in the reader; nothing was done */
  MADO_OUTCOME_CANCEL,    /* a person stops */
} MadoOutcome;
#define MADO_N_OUTCOMES 6

enum
{
  MADO_NEVER = -1, /* cannot be reached by any button; if it is, that is a logged bug */
  MADO_STAY = -2,  /* the state stays, the problem is remembered, the action may be run again */
  /* Only in the rows that all procedures share (mado-waiting.h, mado-letter-rows.h): */
  MADO_RETURN = -3,       /* the row where the case was left (MADO_FACT_RETURN) */
  MADO_TO_REFUSED = -4,   /* the table's row of that ending */
  MADO_TO_WITHDRAWN = -5, /* likewise */
  MADO_WAY_OUT = -6,      /* what CANCEL says where a change of resident data met the case */
  MADO_BACK_THERE = -7,   /* the row where the change met it (MADO_FACT_CHANGE_AT) */
};
#define MADO_ONWARD (-8) /* likewise: what OK says in the row where the case was left */
/* One of the shared rows, from another of them. */
#define MADO_SHARED(waiting) (-16 - (waiting))

/* Who works in a state. */
typedef enum
{
  MADO_BY_CLERK,     /* waits for the clerk: form filled, boxes ticked, F12 */
  MADO_BY_APPLICANT, /* waits for the resident's window */
  MADO_BY_CARD,      /* runs on the card's worker */
  MADO_BY_CA,        /* runs on the CA's worker */
  MADO_BY_PRINTER,   /* runs on the printer's worker */
  MADO_BY_NOBODY,    /* an end */
} MadoActor;

/**
 * MadoAction:
 * @work: the run's own copy of the case: what is changed in it is saved with the outcome
 *
 * One operation on the worker of the row's actor; blocks.  FAIL, AGAIN, UNSURE and CARD_GONE set
 * @error, which becomes the problem that the clerk sees. */
typedef MadoOutcome (*MadoAction) (MadoRun *run, MadoCase *work, GError **error);

/**
 * MadoRecord:
 *
 * Writes what belongs to that outcome of a row, inside its transaction, on the database's worker.
 * Returns: %FALSE: nothing is written.  With %MADO_RUN_ERROR, %MADO_INQUIRY_ERROR or
 * %MADO_APPROVAL_ERROR the person's word is refused and the state stays; with %MADO_DB_ERROR the
 * outcome is kept and stored again on F12.  It may lead to another row (mado_run_lead()). */
typedef gboolean (*MadoRecord) (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                GError **error);

/** MadoSkip: whether a row is not needed for this case: it is passed as if OK were said. */
typedef gboolean (*MadoSkip) (const MadoCase *work);

/**
 * MadoGuard:
 *
 * Asks the rules, on the main thread, whether the row may be left with OK.  Pure.
 * Returns: %FALSE with the reason. */
typedef gboolean (*MadoGuard) (MadoRun *run, GError **error);

/** MadoDecide: asks the rules about @topics (of MadoTopic) of the case as it stands; pure. */
typedef MadoDecision *(*MadoDecide) (MadoRun *run, guint topics);

#define MADO_MAX_CHECKS 4

typedef struct
{
  const char *name; /* as stored in case_file.state: "keygen" */
  guint step;       /* number of the step the clerk sees, 1.. */
  MadoActor actor;
  MadoAction action;                   /* NULL where a person works */
  MadoGuard guard;                     /* nullable */
  MadoRecord record;                   /* nullable */
  MadoSkip skip;                       /* nullable */
  gint8 next[MADO_N_OUTCOMES];         /* a row, MADO_NEVER or MADO_STAY */
  gint8 resume;                        /* the row where a run that was cut off here goes on */
  MadoHolder card, form;               /* who holds them from here on; NOBODY: as before */
  MadoEnding ending;                   /* MADO_ENDING_NONE unless it is an end */
  const char *checks[MADO_MAX_CHECKS]; /* ids of the boxes to tick before OK */
  const char *event;                   /* "issue.keygen" */
  const char *marks[MADO_MAX_CHECKS];  /* ids of the boxes that may be ticked, for what the rules
                                          must know */
  const char *second; /* nullable: what a supervisor confirms before OK: "unlock" (mado-second.h);
                         only where a person works */
} MadoState;

typedef struct
{
  const char *id;    /* as stored in case_file.checks */
  const char *label; /* N_() */
} MadoCheck;

typedef struct
{
  const char *procedure; /* "issue" */
  const char *title;     /* N_("First issue") */
  const char *hint;      /* N_(): when it is the right one and what must be there, one line */
  const MadoState *states;
  guint n_states;
  const char *const *steps; /* N_() titles; steps[0] is step 1 */
  guint n_steps;
  const MadoCheck *checks;
  guint n_checks;
  MadoDecide decide;
  /* Prints a form once more, on the printer's worker; errors and outcomes as of MadoAction. */
  MadoOutcome (*print_again) (MadoRun *run, MadoCase *work, const char *form, GError **error);
} MadoMatrix;

/** mado_state_acts: whether the row runs an action (else a person works, or it is an end). */
gboolean mado_state_acts (const MadoState *self);

/** mado_matrix_for: Returns: (transfer none) (nullable): the table of a procedure. */
const MadoMatrix *mado_matrix_for (const char *procedure);

/** mado_matrix_at: Returns: (transfer none) (nullable): the @i-th table, %NULL behind the last. */
const MadoMatrix *mado_matrix_at (guint i);

/** mado_matrix_row: Returns: (transfer none): row @row: the table's own, and behind them the shared
 *   ones (mado-waiting.h, mado-letter-rows.h). */
const MadoState *mado_matrix_row (const MadoMatrix *self, int row);

/** mado_matrix_resolve: Returns: the row that a @cell of a row's next[] or resume means for @work;
 *   NEVER and STAY as they are. */
int mado_matrix_resolve (const MadoMatrix *self, int cell, const MadoCase *work);

/** mado_matrix_find: Returns: the row of that name, a shared one too, or -1. */
int mado_matrix_find (const MadoMatrix *self, const char *state);

/** mado_matrix_check_label: Returns: (transfer none): the N_() label of a box. */
const char *mado_matrix_check_label (const MadoMatrix *self, const char *check);

/** mado_outcome_to_string: Returns: (transfer none): the word used in events. */
const char *mado_outcome_to_string (MadoOutcome outcome);

/** mado_matrix_to_plantuml: Returns: (transfer full): the table as a PlantUML state diagram. */
char *mado_matrix_to_plantuml (const MadoMatrix *self);

G_END_DECLS
