/* window-steps.h - what the clerk and the resident do at the real window, by keyboard alone
 *
 * Each step waits for what it needs, so nothing is typed into the wrong place.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window-world.h"

G_BEGIN_DECLS

#define WINDOW_STEPS_PASSWORD "K7QX2MZ9WV4T" /* the resident's; stands nowhere else */
#define WINDOW_STEPS_OPERATOR "kunren-sato"

/** window_steps_characters: what the keyboard needs for the person. */
const char *window_steps_characters (void);

/** window_steps_sign_in: until the counter home has its focus at @place. */
void window_steps_sign_in (WindowWorld *world, const char *place);
/** window_steps_sign_in_as: the same for the operator with this id. */
void window_steps_sign_in_as (WindowWorld *world, const char *operator_id, const char *password,
                              const char *place);
/** window_steps_set_passwords: what the resident types from now on: the one that the card has
 *  (nullable), and the new one; at first %WINDOW_STEPS_PASSWORD. */
void window_steps_set_passwords (const char *present, const char *chosen);
/** window_steps_next_case: F2 and the digit, for the person of the case before. */
void window_steps_next_case (WindowWorld *world, const char *digit);
/** window_steps_new_case: F2, until the first field. */
void window_steps_new_case (WindowWorld *world);
/** window_steps_new_case_of: another procedure, for the person of the last first issue.  @title:
 *   msgid of the procedure's title, @key: its digit in the list. */
void window_steps_new_case_of (WindowWorld *world, const char *title, const char *key);

/**
 * window_steps_until:
 * @heading: msgid of the heading of a row of the matrix (src/ui/mado-pane-list.c)
 *
 * Does what the row on the screen asks for, and so on, until @heading stands there.
 * @visit: (nullable): called at each new row that waits for a person, before anything is done. */
void window_steps_until (WindowWorld *world, const char *heading,
                         void (*visit) (WindowWorld *world, const char *heading));
/** window_steps_wait_heading: until @heading stands there, without doing anything. */
void window_steps_wait_heading (WindowWorld *world, const char *heading);

/** window_steps_confirm: F12 in a row where all is done, until another row is there. */
void window_steps_confirm (WindowWorld *world);
/** window_steps_choose: F10 and the arrow, until @item of the menu has the focus; then Return. */
void window_steps_choose (WindowWorld *world, const char *item);
/** window_steps_move_to: presses @key until what has the focus is named @name (a pattern). */
void window_steps_move_to (WindowWorld *world, const char *key, const char *name);

G_END_DECLS
