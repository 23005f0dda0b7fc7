/* mado-card-session-private.h - what the files of a session share
 *
 * Layer: card, not for others.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-card-session.h"

G_BEGIN_DECLS

struct _MadoCardSession
{
  MadoCardTalk talk;
  MadoReader *reader; /* owned */
  const MadoCardProfile *profile;
  GThread *owner;
  GBytes *public_key; /* owned, nullable: as read; nobody else reaches the card meanwhile */
  char *spki_sha256;  /* owned, nullable: of the key on the card, as last read */
  gboolean expected;  /* mado_card_session_expect() has passed for card and key as they are now */
};

/* The profile's functions, for those that only look. */
const MadoCardProfile *mado_card_session_look (MadoCardSession *self);
/* The same for those that change the card: NULL with @error while the card is not the right one. */
const MadoCardProfile *mado_card_session_change (MadoCardSession *self, GError **error);
/* The active key is not what it was: forgets it and asks for mado_card_session_expect() anew. */
void mado_card_session_forget_key (MadoCardSession *self);
/* Whether a password has a length that the card can hold; rules/ has said so to the resident. */
gboolean mado_card_session_fits (const MadoSecret *password, GError **error);

G_END_DECLS
