/* mado-case-dialogs.h - questions about a case: refuse, withdraw, print again, enlarge, supervisor
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-page.h"

G_BEGIN_DECLS

/** mado_case_dialogs_can: whether @act has a question to ask of the case as it stands; %TRUE for
 *   what is none of these dialogs. */
gboolean mado_case_dialogs_can (MadoRun *run, MadoAct act);

/** mado_case_dialogs_open: asks it, and does what is answered; @page says the result. */
void mado_case_dialogs_open (MadoPage *page, MadoDesk *desk, MadoRun *run, MadoAct act);

G_END_DECLS
