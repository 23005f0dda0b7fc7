/* mado-scp03.h - the arithmetic of SCP03: key derivation, cryptograms, message protection
 *
 * Both ends of a session are here, so that the simulated card and the desk use one text.
 * Source: GlobalPlatform Card Specification v2.2, Amendment D (SCP03) v1.1.1.
 * Layer: card.  Threads: any; a session belongs to one thread at a time.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-secret.h"

G_BEGIN_DECLS

#define MADO_SCP03_ERROR (mado_scp03_error_quark ())
GQuark mado_scp03_error_quark (void);
typedef enum
{
  MADO_SCP03_ERROR_CRYPTOGRAM, /* the other side does not know the key */
  MADO_SCP03_ERROR_MAC,        /* a message was changed, repeated or reordered: session is over */
  MADO_SCP03_ERROR_FORMAT,     /* lengths or padding that the specification does not allow */
} MadoScp03Error;

#define MADO_SCP03_CHALLENGE_LENGTH 8
#define MADO_SCP03_CRYPTOGRAM_LENGTH 8
#define MADO_SCP03_MAC_LENGTH 8
#define MADO_SCP03_BLOCK 16

/* Derivation constants, Amendment D table 4-1; 0C..0E are this product's own (diversification). */
typedef enum
{
  MADO_SCP03_CARD_CRYPTOGRAM = 0x00,
  MADO_SCP03_HOST_CRYPTOGRAM = 0x01,
  MADO_SCP03_CARD_CHALLENGE = 0x02,
  MADO_SCP03_S_ENC = 0x04,
  MADO_SCP03_S_MAC = 0x06,
  MADO_SCP03_S_RMAC = 0x07,
  MADO_SCP03_DIVERSIFY_ENC = 0x0C,
  MADO_SCP03_DIVERSIFY_MAC = 0x0D,
  MADO_SCP03_DIVERSIFY_DEK = 0x0E,
} MadoScp03Constant;

/* Security level, Amendment D table 7-3. */
typedef enum
{
  MADO_SCP03_C_MAC = 0x01,
  MADO_SCP03_C_DECRYPTION = 0x02,
  MADO_SCP03_R_MAC = 0x10,
  MADO_SCP03_R_ENCRYPTION = 0x20,
} MadoScp03Level;
#define MADO_SCP03_LEVEL_FULL 0x33

/* One key set of one card; each key has 16, 24 or 32 bytes. */
typedef struct
{
  MadoSecret *enc; /* owned */
  MadoSecret *mac; /* owned */
  MadoSecret *dek; /* owned */
} MadoScp03Keys;

/** mado_scp03_keys_clear: drops the three secrets; fine on a zeroed struct. */
void mado_scp03_keys_clear (MadoScp03Keys *keys);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoScp03Keys, mado_scp03_keys_clear)

/**
 * mado_scp03_kdf:
 * @key: 16, 24 or 32 bytes
 * @context: at most 64 bytes
 * @n_bits: 64, 128, 192 or 256
 *
 * SP 800-108 counter mode over AES-CMAC with the fixed input of Amendment D 4.1.5.
 * Returns: (transfer full): n_bits / 8 bytes. */
MadoSecret *mado_scp03_kdf (const MadoSecret *key, MadoScp03Constant constant,
                            const guint8 *context, gsize n_context, guint n_bits);

/**
 * mado_scp03_diversify:
 * @master: 16, 24 or 32 bytes
 * @diversification: 10 bytes, as the card gives them in INITIALIZE UPDATE
 * @keys: (out caller-allocates): the card's key set, each as long as @master (16 bytes at least) */
void mado_scp03_diversify (const MadoSecret *master, const guint8 diversification[10],
                           MadoScp03Keys *keys);

typedef struct _MadoScp03 MadoScp03;

/**
 * mado_scp03_new:
 * @host_challenge: 8 bytes
 * @card_challenge: 8 bytes
 *
 * Derives the session keys.  The session is not open before EXTERNAL AUTHENTICATE.
 * Returns: (transfer full) */
MadoScp03 *mado_scp03_new (const MadoScp03Keys *keys, const guint8 host_challenge[8],
                           const guint8 card_challenge[8]);
void mado_scp03_free (MadoScp03 *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoScp03, mado_scp03_free)

/** mado_scp03_card_cryptogram: what the card shows and the host compares. */
void mado_scp03_card_cryptogram (MadoScp03 *self, guint8 cryptogram[8]);

/**
 * mado_scp03_authenticate_command:
 * @level: of MadoScp03Level
 * @command: (out): EXTERNAL AUTHENTICATE, 21 bytes: 84 82 level 00 10, cryptogram, MAC
 *
 * Host side.  Sets the MAC chaining value and the level. */
void mado_scp03_authenticate_command (MadoScp03 *self, guint8 level, guint8 command[21]);

/**
 * mado_scp03_accept_authenticate:
 *
 * Card side of the same: checks MAC and cryptogram of a 21-byte command.
 * Returns: %FALSE with %MADO_SCP03_ERROR. */
gboolean mado_scp03_accept_authenticate (MadoScp03 *self, const guint8 *command, gsize n_command,
                                         GError **error);

/**
 * mado_scp03_wrap_command:
 * @command: short APDU of case 1-4 without SM bit; data at most 239 bytes under encryption
 * @wrapped: (out): room for 261 bytes
 *
 * Host side: encrypts and MACs one command and moves the counter.
 * Returns: %FALSE with %MADO_SCP03_ERROR_FORMAT. */
gboolean mado_scp03_wrap_command (MadoScp03 *self, const guint8 *command, gsize n_command,
                                  guint8 *wrapped, gsize *n_wrapped, GError **error);

/**
 * mado_scp03_unwrap_command:
 * @plain: (out): room for 261 bytes: the command as it was before wrapping, SM bit cleared
 *
 * Card side.  Returns: %FALSE with %MADO_SCP03_ERROR: the session must be dropped. */
gboolean mado_scp03_unwrap_command (MadoScp03 *self, const guint8 *wrapped, gsize n_wrapped,
                                    guint8 *plain, gsize *n_plain, GError **error);

/**
 * mado_scp03_wrap_response:
 * @response: data (at most 239 bytes) and status word
 * @wrapped: (out): room for 258 bytes
 *
 * Card side.  A status other than 9000, 62xx, 63xx goes out bare (Amendment D 6.2.5). */
void mado_scp03_wrap_response (MadoScp03 *self, const guint8 *response, gsize n_response,
                               guint8 *wrapped, gsize *n_wrapped);

/**
 * mado_scp03_unwrap_response:
 * @plain: (out): room for 258 bytes: data and status word
 *
 * Host side.  Returns: %FALSE with %MADO_SCP03_ERROR: the session is lost, the command's effect
 *   unknown. */
gboolean mado_scp03_unwrap_response (MadoScp03 *self, const guint8 *wrapped, gsize n_wrapped,
                                     guint8 *plain, gsize *n_plain, GError **error);

G_END_DECLS
