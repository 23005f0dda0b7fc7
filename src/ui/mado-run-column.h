/* mado-run-column.h - the columns of the list of running cases
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-run.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _MadoRunColumns MadoRunColumns;

/** mado_run_columns_new: Returns: (transfer full): fills @view with its columns. */
MadoRunColumns *mado_run_columns_new (GtkColumnView *view, MadoClock *clock);
void mado_run_columns_free (MadoRunColumns *self);

/** mado_run_columns_tick: writes the elapsed times anew. */
void mado_run_columns_tick (MadoRunColumns *self);

/** mado_run_column_contains: whether number, name, furigana or card of @run contain @wanted, in
 * any width and kana. */
gboolean mado_run_column_contains (MadoRun *run, const char *wanted);

/** mado_run_column_find_number: Returns: (transfer full) (nullable): the running case of exactly
 *   that number, as a claim slip's code has it ("20261126-001") or as screens do ("1126-001"). */
MadoRun *mado_run_column_find_number (GListModel *runs, const char *typed);

G_END_DECLS
