/* mado-problem.h - every error in the words of the counter: cause, card and money, next key
 *
 * One table by domain and code.  The message of a GError is for the log and never shown.
 * Layer: ui.  Threads: any (constant table).   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-matrix.h"

G_BEGIN_DECLS

/* Where a problem is read; it decides which keys can help. */
typedef enum
{
  MADO_PROBLEM_AT_STEP,     /* F5 does the step again */
  MADO_PROBLEM_AT_RESIDENT, /* F5 and F12 are grey: the resident's own window goes on */
  MADO_PROBLEM_AT_CLERK,    /* F5 is grey: the clerk's own work goes on with F12 */
} MadoProblemPlace;

typedef struct
{
  const char *domain;           /* the quark's string: "mado_reader_error" */
  int code;                     /* within the domain */
  const char *mark;             /* "R01", shown small at the end */
  const char *cause;            /* N_() */
  const char *effect;           /* N_(): what happened to card and money */
  const char *next;             /* N_(): what to do, with the key */
  const char *resident, *clerk; /* N_(), nullable: what to do there instead of @next */
} MadoProblem;

/** mado_problem_find: Returns: (transfer none): the row; the last resort "X99" for an unknown one.
 */
const MadoProblem *mado_problem_find (GQuark domain, int code);

/** mado_problem_is_known: whether the table has a row of its own for it. */
gboolean mado_problem_is_known (GQuark domain, int code);

/** mado_problem_place_of: where somebody stands who reads a problem in this row of a procedure. */
MadoProblemPlace mado_problem_place_of (const MadoState *state);

/** mado_problem_next: Returns: (transfer none): the msgid of what to do at that place. */
const char *mado_problem_next (const MadoProblem *self, MadoProblemPlace place);

/** mado_problem_sentence_at: Returns: (transfer full): cause, effect and what to do at that place,
 * with the mark. */
char *mado_problem_sentence_at (GQuark domain, int code, MadoProblemPlace place);

/** mado_problem_sentence: the same outside the rows of a case, and where F5 works. */
char *mado_problem_sentence (GQuark domain, int code);

/** mado_problem_get_row: Returns: (transfer none) (nullable): row @i; %NULL after the last. */
const MadoProblem *mado_problem_get_row (gsize i);

G_END_DECLS
