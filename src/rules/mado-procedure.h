/* mado-procedure.h - the list of the window's procedures
 *
 * A new procedure is one row here, one fee key, and its mark in the tables that apply to it.
 *
 * Layer: rules.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MADO_PROCEDURE_ISSUE, /* 新規発行, LAW 3 */
  MADO_N_PROCEDURES,
} MadoProcedure;

/** The mark of one procedure in a rule's set of procedures. */
#define MADO_PROCEDURE_MARK(procedure) (1u << (procedure))

typedef struct
{
  const char *id;       /* as stored and in fee keys: "issue" */
  const char *title;    /* N_() */
  const char *title_ja; /* as printed on forms */
  const char *article;  /* "LAW 3" */
} MadoProcedureRow;

/** mado_procedure_get: Returns: (transfer none): the row of @procedure. */
const MadoProcedureRow *mado_procedure_get (MadoProcedure procedure);

/** mado_procedure_find: Returns: whether @id names a procedure, which is then in @procedure. */
gboolean mado_procedure_find (const char *id, MadoProcedure *procedure);

G_END_DECLS
