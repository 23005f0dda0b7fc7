/* mado-warning.h - warnings of the rules that a clerk has to answer before going on
 *
 * Source: domain.md 7.2: one proxy for several people, a first card soon after moving in, a paper
 * with an old address; 6.3: two people who look like one.
 *
 * Layer: workflow.  Threads: any; the case is a value.   SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "mado-case.h"
#include "mado-decision.h"

G_BEGIN_DECLS

/** mado_warning_is_open: whether @reason has to be answered, and was not. */
gboolean mado_warning_is_open (const MadoCase *work, MadoReason reason);

/** mado_warning_answer: the clerk looked at it; kept with the case. */
void mado_warning_answer (MadoCase *work, MadoReason reason);

/** mado_warning_note_namesakes: keeps with the case who is not the applicant, or that nobody is. */
void mado_warning_note_namesakes (MadoCase *work, const MadoMetPeople *met);

/** mado_warning_detail: Returns: (transfer full) (nullable): what stands behind the sentence of
 *   @finding: its detail; of a namesake the applicant and the others, name and address.  For the
 *   screen only. */
char *mado_warning_detail (const MadoCase *work, const MadoFinding *finding);

G_END_DECLS
