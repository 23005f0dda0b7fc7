/* mado-case-dialogs.h - questions about a case: refuse, withdraw, print again, enlarge
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-page.h"

G_BEGIN_DECLS

/** mado_case_dialogs_refuse: asks for the reason, then refuses. */
void mado_case_dialogs_refuse (GtkWindow *parent, MadoRun *run);

/** mado_case_dialogs_withdraw: asks once more, then stops the case. */
void mado_case_dialogs_withdraw (GtkWindow *parent, MadoRun *run);

/** mado_case_dialogs_can_print: whether the case has a form to print again. */
gboolean mado_case_dialogs_can_print (MadoRun *run);

/** mado_case_dialogs_print: asks which form; @page says the result. */
void mado_case_dialogs_print (GtkWindow *parent, MadoPage *page, MadoRun *run);

/** mado_case_dialogs_enlarge: the name at 96 pixels, its substitutes at 200. */
void mado_case_dialogs_enlarge (GtkWindow *parent, MadoRun *run);

G_END_DECLS
