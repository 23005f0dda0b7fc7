/* mado-card-iso-gp.h - opening and ending a conversation of the ISO/GlobalPlatform profile
 *
 * Layer: card (inside this profile only).  Threads: the worker that owns the reader.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-card-talk.h"

G_BEGIN_DECLS

/**
 * mado_card_iso_gp_identify:
 *
 * SELECT, token, INITIALIZE UPDATE, and EXTERNAL AUTHENTICATE when the conversation has a key set.
 * Returns: %FALSE with %MADO_CARD_ERROR_FOREIGN, MY_NUMBER_CARD, BLANK, LOCKED, TERMINATED,
 *   KEYS_REFUSED, KEYS_BLOCKED or the key provider's error. */
gboolean mado_card_iso_gp_identify (MadoCardTalk *talk, GError **error);

/** mado_card_iso_gp_leave_channel: back to clear commands, if a protected session is open. */
gboolean mado_card_iso_gp_leave_channel (MadoCardTalk *talk, GError **error);

/** mado_card_iso_gp_end: ends session and password status on the card. */
void mado_card_iso_gp_end (MadoCardTalk *talk);

G_END_DECLS
