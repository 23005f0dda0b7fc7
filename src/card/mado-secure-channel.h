/* mado-secure-channel.h - an SCP03 session with one key set of one card, over a line
 *
 * Level 33: commands and answers are encrypted and carry a MAC.  Any security error ends the
 * session for good; what the running command did is then unknown.
 * Source: GlobalPlatform Card Specification v2.2, Amendment D v1.1.1.
 * Layer: card.  Threads: the worker that owns the reader.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-apdu.h"
#include "mado-scp03.h"

G_BEGIN_DECLS

#define MADO_CARD_DIVERSIFICATION_LENGTH 10
#define MADO_CARD_ID_LENGTH 8 /* the last bytes of the diversification data */

/* Key sets ("key version numbers") of this product's card profile. */
enum
{
  MADO_CARD_KEYS_NONE = 0x00,
  MADO_CARD_KEYS_COUNTER = 0x30,   /* the counter terminal: everything */
  MADO_CARD_KEYS_GENERATOR = 0x31, /* the key-pair generator: make a key, set the first password */
};

/**
 * MadoCardKeysFunc:
 * @kvn: which key set
 * @diversification: %MADO_CARD_DIVERSIFICATION_LENGTH bytes that tell the card
 * @keys: (out caller-allocates): the static keys of this one card; the caller wipes them at once
 *
 * Returns: %FALSE with an error of the provider's own domain. */
typedef gboolean (*MadoCardKeysFunc) (guint8 kvn, const guint8 *diversification,
                                      MadoScp03Keys *keys, gpointer data, GError **error);

/* What INITIALIZE UPDATE brings.  Public values only. */
typedef struct
{
  guint8 kvn;
  guint8 diversification[MADO_CARD_DIVERSIFICATION_LENGTH];
  guint8 host_challenge[MADO_SCP03_CHALLENGE_LENGTH];
  guint8 card_challenge[MADO_SCP03_CHALLENGE_LENGTH];
  guint8 card_cryptogram[MADO_SCP03_CRYPTOGRAM_LENGTH];
} MadoCardGreeting;

/**
 * mado_secure_channel_greet:
 *
 * INITIALIZE UPDATE with a random challenge: tells the card, ends any session with it, and is the
 * first half of a new one.
 * Returns: %FALSE with %MADO_CARD_ERROR_KEYS_REFUSED (no such key set), KEYS_BLOCKED, PROTOCOL, or
 *   an error of mado_line_exchange(). */
gboolean mado_secure_channel_greet (MadoLine *line, guint8 kvn, MadoCardGreeting *greeting,
                                    GError **error);

typedef struct _MadoSecureChannel MadoSecureChannel;

/**
 * mado_secure_channel_open:
 * @line: (transfer none): must outlive the channel
 * @greeting: of the command just before
 *
 * Fetches the card's keys, checks its cryptogram, authenticates; the keys are wiped before this
 * returns.
 * Returns: (transfer full): %NULL with %MADO_CARD_ERROR_KEYS_REFUSED, KEYS_BLOCKED, the provider's
 *   error, or an error of mado_line_exchange(). */
MadoSecureChannel *mado_secure_channel_open (MadoLine *line, const MadoCardGreeting *greeting,
                                             MadoCardKeysFunc keys, gpointer keys_data,
                                             GError **error);
void mado_secure_channel_free (MadoSecureChannel *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoSecureChannel, mado_secure_channel_free)

/**
 * mado_secure_channel_exchange:
 * @command: plain, data at most 239 bytes; its answer's data must fit 239 bytes too
 *
 * As mado_line_exchange(), protected.  A wrong, missing or repeated answer MAC ends the session:
 * %MADO_CARD_ERROR_UNSURE for an effecting command, else %MADO_CARD_ERROR_SESSION_OVER; every
 * later call gives SESSION_OVER without sending anything. */
gboolean mado_secure_channel_exchange (MadoSecureChannel *self, const MadoApdu *command,
                                       MadoAnswer *answer, GError **error);

/** mado_secure_channel_is_over: whether a fault has ended the session. */
gboolean mado_secure_channel_is_over (MadoSecureChannel *self);

G_END_DECLS
