/* walk-promises.h - what must hold of each walked procedure, however it was disturbed
 *
 * Each is stated at the head of the file that has it.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "walk.h"

/* walk-revoke.c */
void walk_revoke_promise (DeskFixture *fixture);
void walk_revoke_left (DeskFixture *fixture, MadoRun *run);
void walk_report_promise (DeskFixture *fixture);

/* walk-letter.c */
void walk_letter_assert_served (DeskFixture *fixture, gboolean with_slip);
void walk_letter_assert_left (DeskFixture *fixture);

/* walk-lookup.c */
void walk_erase_promise (DeskFixture *fixture);
void walk_erase_left (DeskFixture *fixture, MadoRun *run);
void walk_copy_promise (DeskFixture *fixture);
void walk_copy_left (DeskFixture *fixture, MadoRun *run);
void walk_status_promise (DeskFixture *fixture);
void walk_status_left (DeskFixture *fixture, MadoRun *run);
