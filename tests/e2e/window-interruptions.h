/* window-interruptions.h - what comes between: a printing that is stopped, a change of resident
 * data that meets a case; and the ledger of a day and of a month
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window-world.h"

G_BEGIN_DECLS

/** window_interruptions_letters: from the counter home and back to it: three letters, of which the
 *   printing is stopped while the first one is with the printer, and later gone on with. */
void window_interruptions_letters (WindowWorld *world);

/** window_interruptions_ledger: at the counter home: prints what was handed over today (one
 *   certificate), in this month and in the month before (none).
 * @visit: called at the question for the period, before it is answered. */
void window_interruptions_ledger (WindowWorld *world, void (*visit) (const char *heading));

/** window_interruptions_change: from the counter home and back to it: the person of
 *   window-steps.h moves while the fee of the first issue is not taken yet. */
void window_interruptions_change (WindowWorld *world);

G_END_DECLS
