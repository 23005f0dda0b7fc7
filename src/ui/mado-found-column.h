/* mado-found-column.h - the columns of a list of cases, persons, certificates or letters
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-case-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  MADO_FOUND_PERSONS,
  MADO_FOUND_CASES,
  MADO_FOUND_CERTIFICATES,
  MADO_FOUND_LETTERS,
  MADO_FOUND_EXPIRING,
  MADO_FOUND_LAPSES,
} MadoFoundKind;

/** mado_found_column_new_view: Returns: (transfer floating): a view without a model, which shows
 *   MadoCaseItems as they are loaded.  @name: what a screen reader calls it. */
GtkWidget *mado_found_column_new_view (MadoFoundKind kind, const char *name);

/** mado_found_column_facts: Returns: (transfer full): a row with the name of each value, a line
 *   each. */
char *mado_found_column_facts (MadoFoundKind kind, const MadoListRow *row);

G_END_DECLS
