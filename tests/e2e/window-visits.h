/* window-visits.h - first issues that somebody else comes for, at the real window by keyboard
 *
 * The facts are those of tests/scenarios/issue-proxy.ini and issue-statutory.ini; the applicants
 * are others, for each certificate in force needs a person of its own.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window-world.h"

G_BEGIN_DECLS

/** window_visits_characters: what the keyboard needs for these people. */
const char *window_visits_characters (void);

/** window_visits_proxy_first: from the counter home: the proxy's application, until the letter is
 *   missing; a claim slip, and the counter home with the case's row.
 * @visit: called in each part of the form, which leaves the focus where it was. */
void window_visits_proxy_first (WindowWorld *world, void (*visit) (const char *heading));
/** window_visits_ask_letter: from the book of letters: F2, the applicant as the register has it. */
void window_visits_ask_letter (WindowWorld *world);
/** window_visits_ask_letter_of: the same for a namesake who was born on @birth. */
void window_visits_ask_letter_of (WindowWorld *world, const char *birth);
/** window_visits_mail_letter: prints the letter that is shown, and notes that it was mailed. */
void window_visits_mail_letter (WindowWorld *world);
/** window_visits_proxy_again: from the book of letters: the case goes on, the nine checks, the
 *   supervisor, the sealed password; until the case is finished. */
void window_visits_proxy_again (WindowWorld *world);

/** window_visits_mother: from the counter home: a mother for her child, until it is finished.
 * @visit: as above. */
void window_visits_mother (WindowWorld *world, void (*visit) (const char *heading));

G_END_DECLS
