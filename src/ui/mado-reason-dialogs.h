/* mado-reason-dialogs.h - questions that want a reason: refuse, receive only, hold because of doubt
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-page.h"

G_BEGIN_DECLS

/** mado_reason_dialogs_refuse: asks for the reason, then refuses; the slip says what to bring. */
void mado_reason_dialogs_refuse (GtkWindow *parent, MadoPage *page, MadoDesk *desk, MadoRun *run);

/** mado_reason_dialogs_park: asks why it cannot be finished today; the claim slip is printed. */
void mado_reason_dialogs_park (GtkWindow *parent, MadoPage *page, MadoDesk *desk, MadoRun *run);

/** mado_reason_dialogs_hold: asks what is doubtful; the case then waits for a supervisor. */
void mado_reason_dialogs_hold (GtkWindow *parent, MadoPage *page, MadoDesk *desk, MadoRun *run);

/** mado_reason_dialogs_waive: asks why the fee is waived; a supervisor then confirms it. */
void mado_reason_dialogs_waive (GtkWindow *parent, MadoPage *page, MadoDesk *desk, MadoRun *run);

G_END_DECLS
