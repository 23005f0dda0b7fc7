/* mado-case-checks.h - the boxes that the clerk ticks before a row can be left
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-run.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_CASE_CHECKS (mado_case_checks_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseChecks, mado_case_checks, MADO, CASE_CHECKS, GtkBox)

/* Signal "ticked" (no arguments): the case being edited has the new mark already. */

/** mado_case_checks_show: makes the boxes of @run's row anew, those that must be ticked before
 * those that may be (MadoState.marks); hides itself when it has none. */
void mado_case_checks_show (MadoCaseChecks *self, MadoRun *run);

/** mado_case_checks_store: puts the boxes as they stand into @work: one may have been ticked while
 *   the run was busy. */
void mado_case_checks_store (MadoCaseChecks *self, MadoCase *work);

/** mado_case_checks_count_open: Returns: how many boxes that must be ticked are not yet. */
guint mado_case_checks_count_open (MadoCaseChecks *self);

/** mado_case_checks_focus_open: on the first box that must still be ticked, else on the first that
 *   may be.  Returns: whether there was one. */
gboolean mado_case_checks_focus_open (MadoCaseChecks *self);

G_END_DECLS
