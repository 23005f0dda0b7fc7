/* mado-second-dialog.h - the supervisor signs in the clerk's window: what will be done, before and
 * after
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-page.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define MADO_TYPE_SECOND_DIALOG (mado_second_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MadoSecondDialog, mado_second_dialog, MADO, SECOND_DIALOG, AdwWindow)

/** mado_second_dialog_can: whether this row of @run waits for a supervisor. */
gboolean mado_second_dialog_can (MadoRun *run);

/** mado_second_dialog_ask: records the question and shows it to the supervisor; when it is
 *   confirmed the case goes on.  @page says what became of it. */
void mado_second_dialog_ask (GtkWindow *parent, MadoPage *page, MadoDesk *desk, MadoRun *run);

/** What is done once it was confirmed, where the case itself does not go on: @form is printed. */
typedef void (*MadoSecondThen) (MadoPage *page, MadoDesk *desk, MadoRun *run, const char *form);

/** mado_second_dialog_ask_to_print: likewise of a further print of @form (static). */
void mado_second_dialog_ask_to_print (MadoPage *page, MadoDesk *desk, MadoRun *run,
                                      const char *form, MadoSecondThen then);

G_END_DECLS
