/* card-desk.h - the desk's side of a simulated card, for tests: APDUs as text, one channel
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-scp03.h"
#include "mado-sim-card-personalise.h"

G_BEGIN_DECLS

#define CARD_DESK_SELECT "00A4040C0AD392F000260100000001"
#define CARD_DESK_PASSWORD "414243313233"       /* "ABC123" */
#define CARD_DESK_WRONG_PASSWORD "58595A393939" /* "XYZ999" */

/** card_desk_answer: Returns: (transfer full): answer as hexadecimal text; "gone" or "lost". */
char *card_desk_answer (MadoSimCard *card, const char *command);

/** card_desk_expect: sends @command and fails the test unless the answer is @expected. */
void card_desk_expect (MadoSimCard *card, const char *command, const char *expected);

/** card_desk_open: selects the applet and opens a level 33 channel with the training keys. */
MadoScp03 *card_desk_open (MadoSimCard *card, guint8 version);

/** card_desk_protected: as card_desk_answer(), through @channel; "broken" for a wrong R-MAC. */
char *card_desk_protected (MadoSimCard *card, MadoScp03 *channel, const char *command);
void card_desk_expect_protected (MadoSimCard *card, MadoScp03 *channel, const char *command,
                                 const char *expected);

/** card_desk_blank: Returns: (transfer full): a blank card with two prepared keys. */
MadoSimCard *card_desk_blank (void);

/** card_desk_issue: key, password and a made-up certificate of 300 bytes, as the desk does it. */
void card_desk_issue (MadoSimCard *card);

/** card_desk_write_certificate: body in pieces of 224 from offset 4, header last; the first
 *  answer that is not 9000 ends it and is returned (transfer full), else "9000". */
char *card_desk_write_certificate (MadoSimCard *card, MadoScp03 *channel, guint8 filler);

G_END_DECLS
