/* mado-problem.h - every error in the words of the counter: cause, card and money, next key
 *
 * One table by domain and code.  The message of a GError is for the log and never shown.
 * Layer: ui.  Threads: any (constant table).   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  const char *domain; /* the quark's string: "mado_reader_error" */
  int code;           /* within the domain */
  const char *mark;   /* "R01", shown small at the end */
  const char *cause;  /* N_() */
  const char *effect; /* N_(): what happened to card and money */
  const char *next;   /* N_(): what to do, with the key */
} MadoProblem;

/** mado_problem_find: Returns: (transfer none): the row; the last resort "X99" for an unknown one.
 */
const MadoProblem *mado_problem_find (GQuark domain, int code);

/** mado_problem_is_known: whether the table has a row of its own for it. */
gboolean mado_problem_is_known (GQuark domain, int code);

/** mado_problem_sentence: Returns: (transfer full): cause, effect and next step with the mark. */
char *mado_problem_sentence (GQuark domain, int code);

/** mado_problem_get_rows: Returns: (transfer none): the table, for tests. */
const MadoProblem *mado_problem_get_rows (gsize *n_rows);

G_END_DECLS
