/* mado-evidence-private.h - the table that mado-evidence-table.c reads and mado-evidence.c judges
 * by
 *
 * Layer: rules, those two files alone.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-evidence.h"

/* How many papers of each class, by place in MADO_CLASSES. */
typedef struct
{
  guint need[MADO_N_CLASSES];
} Combination;

struct _MadoEvidenceTable
{
  GPtrArray *documents;                   /* owned; of MadoIdDocument */
  GArray *combinations[MADO_N_RULE_SETS]; /* owned (nullable); of Combination: any one is enough */
};
