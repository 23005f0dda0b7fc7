/* mado-card-talk.h - sending commands in a conversation, protected or in clear
 *
 * Layer: card (inside profiles only).  Threads: the worker that owns the reader.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-card-profile.h"

G_BEGIN_DECLS

/** mado_card_talk_exchange: through the protected session if one is open; any status word. */
gboolean mado_card_talk_exchange (MadoCardTalk *talk, const MadoApdu *command, MadoAnswer *answer,
                                  GError **error);

/**
 * mado_card_talk_run:
 * @header: as for mado_apdu_init()
 * @data: (nullable)
 *
 * The same for a command without an answer of interest: anything but 9000 is an error. */
gboolean mado_card_talk_run (MadoCardTalk *talk, MadoApduEffect effect, guint32 header,
                             const guint8 *data, gsize n_data, GError **error);

/** mado_card_talk_run_secret: the same with a password as data; it goes nowhere else. */
gboolean mado_card_talk_run_secret (MadoCardTalk *talk, guint32 header, const MadoSecret *secret,
                                    GError **error);

/**
 * mado_card_talk_ensure_secure:
 *
 * Opens the protected session when none is open.  One that a fault has ended stays ended.
 * Returns: %FALSE with %MADO_CARD_ERROR_DIFFERENT_CARD when another card answers,
 *   %MADO_CARD_ERROR_NOT_ALLOWED when the conversation has no key set. */
gboolean mado_card_talk_ensure_secure (MadoCardTalk *talk, GError **error);

/** mado_card_talk_drop_channel: forgets the session on our side only. */
void mado_card_talk_drop_channel (MadoCardTalk *talk);

/** mado_card_talk_get_read_max: most bytes that one READ BINARY brings in this conversation. */
gsize mado_card_talk_get_read_max (MadoCardTalk *talk);

G_END_DECLS
