/* mado-warning.h - warnings of the rules that a clerk has to answer before going on
 *
 * Source: domain.md 7.2: one proxy for several people, a first card soon after moving in, a paper
 * with an old address.
 *
 * Layer: workflow.  Threads: any; the case is a value.   SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "mado-case.h"
#include "mado-reason.h"

G_BEGIN_DECLS

/** mado_warning_is_open: whether @reason has to be answered, and was not. */
gboolean mado_warning_is_open (const MadoCase *work, MadoReason reason);

/** mado_warning_answer: the clerk looked at it; kept with the case. */
void mado_warning_answer (MadoCase *work, MadoReason reason);

G_END_DECLS
