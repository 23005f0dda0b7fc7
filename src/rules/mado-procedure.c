/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mado-procedure.h"

static const MadoProcedureRow rows[MADO_N_PROCEDURES] = {
  [MADO_PROCEDURE_ISSUE] = { "issue", N_ ("First issue"), "電子証明書新規発行", "LAW 3" },
};

const MadoProcedureRow *
mado_procedure_get (MadoProcedure procedure)
{
  g_return_val_if_fail (procedure < MADO_N_PROCEDURES, NULL);
  return &rows[procedure];
}

gboolean
mado_procedure_find (const char *id, MadoProcedure *procedure)
{
  for (guint i = 0; i < MADO_N_PROCEDURES; i++)
    if (g_str_equal (rows[i].id, id))
      {
        *procedure = (MadoProcedure) i;
        return TRUE;
      }
  return FALSE;
}
