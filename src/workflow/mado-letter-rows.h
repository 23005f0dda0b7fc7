/* mado-letter-rows.h - the rows of the second visit, which each table that a proxy may bring has
 *
 * Sources: REG 5(1), 6(1), 7(1); domain.md 1.6, 1.8, 3.2-3.4, 9 #5.  A table names the rows in its
 * enum and places them like this; the names in capitals are the table's own rows:
 *
 *   [REPLY]     = MADO_LETTER_REPLY ("renew", 3),
 *   [IDENTITY]  = MADO_LETTER_IDENTITY ("renew", 3, CARD),
 *   [SLIP]      = MADO_LETTER_SLIP ("renew", 7, OLD_PASSWORD, mado_counter_needs_no_slip),
 *   [SLIP_GONE] = MADO_LETTER_SLIP_GONE ("renew", 7, RECEIVE, UNDO),
 *
 * reply      the letter, its nine checks and, where the office wants it, a second person
 * identity   the papers; the application is accepted here: its letter has served
 * slip       the seal over the password is broken before the proxy's eyes; before the row in which
 *            the clerk types it
 * slip-gone  it is destroyed as soon as the card has taken the password
 *
 * A slip that is open holds a case fast: whichever row would end it, mado_letter_hold_end() leads
 * to one more row, "slip-left", behind the table's own and those of mado-waiting.h, until its
 * destruction is written down.
 *
 * Layer: workflow, not for others.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-counter.h"

/* clang-format off */
#define MADO_LETTER_REPLY(procedure, at)                                                           \
  { "reply", at, MADO_BY_CLERK, NULL,                                                              \
    .next = { IDENTITY, REFUSED, MADO_NEVER, MADO_NEVER, MADO_NEVER, WITHDRAWN }, .resume = REPLY, \
    .guard = mado_counter_guard_reply, .record = mado_counter_record_reply,                        \
    .skip = mado_counter_needs_no_reply, .second = "reply", .event = procedure ".reply" }

#define MADO_LETTER_IDENTITY(procedure, at, then)                                                  \
  { "identity", at, MADO_BY_CLERK, NULL,                                                           \
    .next = { then, REFUSED, MADO_NEVER, MADO_NEVER, MADO_NEVER, WITHDRAWN }, .resume = IDENTITY,  \
    .guard = mado_counter_guard_identity, .record = mado_counter_record_accepted,                  \
    .event = procedure ".identity" }

#define MADO_LETTER_SLIP(procedure, at, then, needless)                                            \
  { "slip", at, MADO_BY_CLERK, NULL,                                                               \
    .next = { then, MADO_NEVER, MADO_NEVER, MADO_NEVER, MADO_NEVER, WITHDRAWN }, .resume = SLIP,   \
    .record = mado_counter_record_slip_opened, .skip = needless, .checks = { "slip-opened" },      \
    .event = procedure ".slip" }

#define MADO_LETTER_SLIP_GONE(procedure, at, then, given_up)                                       \
  { "slip-gone", at, MADO_BY_CLERK, NULL,                                                          \
    .next = { then, MADO_NEVER, MADO_NEVER, MADO_NEVER, MADO_NEVER, given_up },                    \
    .resume = SLIP_GONE, .record = mado_counter_record_slip_destroyed,                             \
    .skip = mado_counter_has_no_open_slip, .checks = { "slip-destroyed" },                         \
    .event = procedure ".slip-gone" }
/* clang-format on */

/** mado_letter_row_left: Returns: (transfer none): the row "slip-left" that all tables share. */
const MadoState *mado_letter_row_left (void);

/** mado_letter_check_label: Returns: (nullable): the N_() label of a box of these rows. */
const char *mado_letter_check_label (const char *check);

/**
 * mado_letter_hold_end:
 * @from: the row that is left
 * @to: where its outcome leads
 * @work: notes where it goes on when it is held
 *
 * Returns: @to, or the row "slip-left" when @to ends the case while a slip is open. */
int mado_letter_hold_end (const MadoMatrix *matrix, int from, int to, MadoCase *work);
