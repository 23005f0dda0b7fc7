/* training-judges.h - programs that nobody here wrote look at what a training desk has done
 *
 * openssl reads certificates, the CA's list and its OCSP answers; OpenSC reads and uses the card;
 * sqlite3 reads the books; poppler reads the paper.  Each ends the test program when it sees
 * something else than what is asked for.  They live on the desk's day (its calendar).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** judge_expect: @part stands in @text. */
void judge_expect (const char *text, const char *part);

/** judge_ask: Returns: (transfer full): what sqlite3 answers, of "desk.db" or "ca/authority.db". */
char *judge_ask (const char *database, const char *question);
/** The answer is @answer. */
void judge_answer (const char *database, const char *question, const char *answer);

/** judge_page: the PDF @file in the test's folder @folder has all these texts, and 訓. */
void judge_page (const char *folder, const char *file, ...) G_GNUC_NULL_TERMINATED;

/** judge_time: Returns: (transfer full): what the desk's clock says, in seconds since 1970. */
char *judge_time (void);

/** judge_serial: Returns: (transfer full): serial of the PEM certificate @path. */
char *judge_serial (const char *path);

/** judge_chain: @problem: (nullable): what `openssl verify -crl_check` has against @path today;
 *   NULL: nothing. */
void judge_chain (const char *path, const char *problem);

/** judge_list: the CA's list has @serial with the reason @reason, as openssl words it. */
void judge_list (const char *serial, const char *reason);

/** judge_online: @status stands in what `openssl ocsp` says of @path: "good\n", or the reason. */
void judge_online (const char *path, const char *status);

/** judge_card: the card in the resident's slot bears the certificate @path, and signs with @pin
 * what openssl verifies with that certificate. */
void judge_card (const char *path, const char *pin);
/** It does not sign with @pin, however often it is tried: each of the @tries costs the holder one.
 */
void judge_wrong_tries (const char *pin, guint tries);
/** There is no certificate on it, and nothing signs. */
void judge_card_is_empty (const char *pin);

/** judge_change_card: pulls the card, puts the one of the file @path in, and waits until every
 *   program sees it. */
void judge_change_card (const char *path);

G_END_DECLS
