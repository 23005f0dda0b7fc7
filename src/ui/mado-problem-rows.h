/* mado-problem-rows.h - the parts of the table of problems, one a file
 *
 * Cause, card and money, next key: in this order, 120 characters at most in Japanese.  The row of a
 * problem that is also met where a person goes on says so in its last columns.
 * Layer: ui.  Threads: any (constant tables).   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-problem.h"

G_BEGIN_DECLS

typedef struct
{
  const MadoProblem *rows;
  gsize n_rows;
} MadoProblemTable;

extern const MadoProblemTable mado_problem_card, mado_problem_ca, mado_problem_print,
    mado_problem_desk, mado_problem_inquiry, mado_problem_check;

G_END_DECLS
