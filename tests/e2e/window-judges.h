/* window-judges.h - programs that nobody here wrote say whether an issuance was good
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window-world.h"

G_BEGIN_DECLS

/** window_judges_card: OpenSC reads the certificate from the resident's card with @password and
 *  signs with its key; OpenSSL verifies both, the certificate against the CA's list and policy. */
void window_judges_card (WindowWorld *world, const char *password);

/** window_judges_serial: Returns: (transfer full): of the certificate that window_judges_card()
 * read last, in capital hexadecimal digits. */
char *window_judges_serial (WindowWorld *world);
/** window_judges_revoked: OpenSSL finds @serial in the CA's list with this @reason ("Superseded").
 */
void window_judges_revoked (WindowWorld *world, const char *serial, const char *reason);
/** window_judges_empty_card: OpenSC finds no certificate on the resident's card. */
void window_judges_empty_card (WindowWorld *world);
/** window_judges_spend_tries: the card refuses @password, which costs its holder @n_tries tries. */
void window_judges_spend_tries (WindowWorld *world, const char *password, guint n_tries);
/** window_judges_printed: poppler finds @text on one of the pages that came out. */
void window_judges_printed (WindowWorld *world, const char *text);
/** window_judges_count_prints: Returns: how many of the prints that came out have @text. */
guint window_judges_count_prints (WindowWorld *world, const char *text);
/** window_judges_scan: Returns: (transfer full): what zbar reads on the page that came out last. */
char *window_judges_scan (WindowWorld *world);

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
