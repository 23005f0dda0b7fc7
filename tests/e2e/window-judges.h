/* window-judges.h - programs that nobody here wrote say whether an issuance was good
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window-world.h"

G_BEGIN_DECLS

/** window_judges_card: OpenSC reads the certificate from the resident's card with @password and
 *  signs with its key; OpenSSL verifies both, the certificate against the CA's list and policy. */
void window_judges_card (WindowWorld *world, const char *password);

/**
 * window_judges_count:
 * @query: SELECT of one number
 *
 * Returns: what sqlite3 says of the desk's database. */
guint window_judges_count (WindowWorld *world, const char *query);

/** window_judges_records: one more case in each book than before: @n_issued certificates that are
 *  confirmed, receipts and ledger rows, receipts without a gap, and the CA holds as many in force.
 */
void window_judges_records (WindowWorld *world, guint n_issued);

/** window_judges_no_secret: @secret stands in no file of the world but the card's own. */
void window_judges_no_secret (WindowWorld *world, const char *secret);

G_END_DECLS
