/* mado-screens.h - the screens beside the counter home: entered by an action, left with Esc
 *
 * They are made when they are first entered: none of them costs time before the first frame.
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-page.h"

G_BEGIN_DECLS

/**
 * mado_screens_enter:
 * @fresh: (out): whether it was made just now
 *
 * Returns: (transfer none) (nullable): the screen that @act enters, in @stack; %NULL when @act
 *   enters none. */
MadoPage *mado_screens_enter (GtkStack *stack, MadoAct act, MadoDesk *desk, gboolean *fresh);

G_END_DECLS
