/* window-steps-private.h - the rows' table, for window-steps*.c only
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window-steps.h"

G_BEGIN_DECLS

typedef void (*WindowRowDo) (WindowWorld *world);

/** window_steps_find_row: Returns: (nullable): what a row asks for whose heading is @shown, and
 *   the @heading's msgid; %NULL: nothing is waited for from a person, or not by this table. */
WindowRowDo window_steps_find_row (const char *shown, const char **heading);

/** window_steps_press_and_move: presses @key and waits until the focus is elsewhere. */
void window_steps_press_and_move (WindowWorld *world, const char *key);

G_END_DECLS
