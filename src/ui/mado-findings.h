/* mado-findings.h - why the rules say no: reason, article, what to bring
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-decision.h"
#include "mado-run.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_FINDINGS (mado_findings_get_type ())
G_DECLARE_FINAL_TYPE (MadoFindings, mado_findings, MADO, FINDINGS, GtkWidget)

/** mado_findings_show: @run: whose office it is.  Hides itself for %NULL and for a decision without
 * findings. */
void mado_findings_show (MadoFindings *self, MadoRun *run, const MadoDecision *decision);

G_END_DECLS
