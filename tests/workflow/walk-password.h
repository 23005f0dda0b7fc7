/* walk-password.h - the promise of the three password procedures, and the card that is locked
 *
 * Exactly one password is in force and desk and resident know which; after success the tries are
 * full; certificate and key are as they were; nothing was paid.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk-fixture.h"

#define PASSWORD_OLD "MADO2026" /* of takahashi.ini */
#define PASSWORD_NEW "SUMIDA27" /* of the password scenarios */
#define PASSWORD_TRIES 5

/* Whether the card in the reader accepts @password; costs a try when not, gives all when it does.
 * Locked: FALSE. */
gboolean password_is_accepted (DeskFixture *fixture, const char *password);
guint password_tries (DeskFixture *fixture);

/* Five wrong tries of the resident's. */
void password_lock (DeskFixture *fixture);

/* Key and certificate are those of the first issue, the authority knows no other, and the password
 * case has cost nothing. */
void password_assert_untouched (DeskFixture *fixture);

/* After "done": the new password alone is in force.  The issued certificate is still the card's. */
void password_assert_new (DeskFixture *fixture);
/* The old password alone is in force. */
void password_assert_old (DeskFixture *fixture);

/* The resident went with the card. */
void password_change_left (DeskFixture *fixture, MadoRun *run);
void password_reset_left (DeskFixture *fixture, MadoRun *run);
void password_unlock_left (DeskFixture *fixture, MadoRun *run);
