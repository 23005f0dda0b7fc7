/* window-moves.h - small moves of the keyboard, each waiting for what it brings about
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window-world.h"

G_BEGIN_DECLS

/** window_moves_press: a key that moves the focus. */
void window_moves_press (WindowWorld *world, const char *key);
/** window_moves_to: presses @key until what has the focus is named @name (a pattern). */
void window_moves_to (WindowWorld *world, const char *key, const char *name);
/** window_moves_type: waits for the field, types and leaves it with Return. */
void window_moves_type (WindowWorld *world, const char *field, const char *text);
/** window_moves_check: ticks the box that has the focus, unless it is. */
void window_moves_check (WindowWorld *world);
/** window_moves_choose: from a group of choices that has the focus; leaves it with Return. */
void window_moves_choose (WindowWorld *world, const char *label);
/** window_moves_tick_all: all boxes from the one that has the focus on, and F12. */
void window_moves_tick_all (WindowWorld *world);
/** window_moves_answer: the button of a question, with Tab and Return. */
void window_moves_answer (WindowWorld *world, const char *label);
/** window_moves_menu: F10, and the arrow to @item. */
void window_moves_menu (WindowWorld *world, const char *item);

G_END_DECLS
