/* mado-card-session.h - one conversation with one inserted card, from connect to reset
 *
 * Blocking functions.  While a session is open nobody else reaches the card (exclusive), so the
 * card that was identified at the start is the card of every later command; pulling it ends the
 * session with %MADO_READER_ERROR_REMOVED or, during an effecting command, with
 * %MADO_CARD_ERROR_UNSURE.  After an error other than a refusal by the card (PIN_WRONG,
 * PIN_BLOCKED, PIN_SET, NOT_ALLOWED, NOT_FOUND, TOO_LONG, NO_KEY, NO_CERTIFICATE) close the session
 * and open a new one; then look before doing anything. An effecting command is never sent twice.
 * Protected and clear commands: functions that need the SCP03 session open it again by themselves
 * after mado_card_session_sign(), which has to end it.
 * Layer: card (sees base only).  Threads: open, use and close on one thread, the worker that owns
 * the reader; this is asserted.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-card-profile.h"

G_BEGIN_DECLS

/* What the application gives for every session; copied by open. */
typedef struct
{
  const MadoCardProfile *profile; /* NULL: mado_card_profile_iso_gp */
  MadoCardKeysFunc keys;          /* called on the worker */
  gpointer keys_data;
  MadoApduTrace trace; /* nullable; called on the worker */
  gpointer trace_data;
} MadoCardOptions;

typedef struct _MadoCardSession MadoCardSession;

/**
 * mado_card_session_open:
 * @reader: not connected
 * @kvn: %MADO_CARD_KEYS_COUNTER, %MADO_CARD_KEYS_GENERATOR, or %MADO_CARD_KEYS_NONE for what a
 *   resident's own program may do (read the state, VERIFY, sign)
 * @cancellable: (nullable): ends the waiting for a reader that another program holds
 *
 * Connects exclusively (waits up to 2 s for another program to let go), selects the application,
 * refuses what is not a juki card, reads the card's id and opens the protected session.
 * Returns: (transfer full): %NULL with %MADO_READER_ERROR, %MADO_CARD_ERROR (FOREIGN,
 *   MY_NUMBER_CARD, BLANK, LOCKED, TERMINATED, KEYS_REFUSED, KEYS_BLOCKED, PROTOCOL), the key
 *   provider's error or %G_IO_ERROR_CANCELLED; the reader is then disconnected. */
MadoCardSession *mado_card_session_open (MadoReader *reader, const MadoCardOptions *options,
                                         guint8 kvn, GCancellable *cancellable, GError **error);

/** mado_card_session_close: ends session and password status on the card, resets it, frees. */
void mado_card_session_close (MadoCardSession *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCardSession, mado_card_session_close)

/** mado_card_session_get_id: Returns: (transfer none): 16 hexadecimal digits. */
const char *mado_card_session_get_id (MadoCardSession *self);
/** mado_card_session_get_traffic: Returns: (transfer none): what went over the line so far. */
const MadoTraffic *mado_card_session_get_traffic (MadoCardSession *self);

/**
 * mado_card_session_expect:
 * @card_id: of the case
 * @spki_sha256: (nullable): of the key that must be on the card, as in #MadoCardState
 *
 * Must be called before any function that changes the card or asks for a signature; they refuse
 * with %MADO_CARD_ERROR_DIFFERENT_CARD until it has passed.  Generating a key asks for it anew.
 * Returns: %FALSE with %MADO_CARD_ERROR_DIFFERENT_CARD. */
gboolean mado_card_session_expect (MadoCardSession *self, const char *card_id,
                                   const char *spki_sha256, GError **error);

/** mado_card_session_read_state: Returns: (transfer full): everything that can be read. */
MadoCardState *mado_card_session_read_state (MadoCardSession *self, GError **error);

/** mado_card_session_read_tries: how many tries the signature password has left, 0..15; asking
 * costs none.  0 also means that no password is set (mado_card_session_read_state() tells them
 * apart). */
gboolean mado_card_session_read_tries (MadoCardSession *self, guint *tries_left, GError **error);

/** mado_card_session_read_public_key: Returns: (transfer full): SubjectPublicKeyInfo, DER; %NULL
 * with %MADO_CARD_ERROR_NO_KEY. */
GBytes *mado_card_session_read_public_key (MadoCardSession *self, GError **error);

/** mado_card_session_read_certificate: Returns: (transfer full): DER; %NULL with
 * %MADO_CARD_ERROR_NO_CERTIFICATE, or NOT_ALLOWED before VERIFY in a session without keys. */
GBytes *mado_card_session_read_certificate (MadoCardSession *self, GError **error);

/** mado_card_session_generate_key: replaces key and certificate; takes up to minutes. */
gboolean mado_card_session_generate_key (MadoCardSession *self, GError **error);

/** mado_card_session_set_first_password: %MADO_CARD_ERROR_PIN_SET when there is one already. */
gboolean mado_card_session_set_first_password (MadoCardSession *self, const MadoSecret *password,
                                               GError **error);

/**
 * mado_card_session_verify_password:
 * @tries_left: (out): with PIN_WRONG and PIN_BLOCKED only; else untouched
 *
 * Sends VERIFY once: each wrong try costs the resident one. */
gboolean mado_card_session_verify_password (MadoCardSession *self, const MadoSecret *password,
                                            guint *tries_left, GError **error);

/**
 * mado_card_session_sign:
 * @sha256: 32 bytes, the hash to be signed
 *
 * VERIFY and one PKCS #1 v1.5 signature, in clear as every JPKI program does it; a protected
 * session ends.
 * Returns: (transfer full): 256 bytes. */
GBytes *mado_card_session_sign (MadoCardSession *self, const MadoSecret *password,
                                const guint8 *sha256, guint *tries_left, GError **error);

/**
 * mado_card_session_write_certificate:
 *
 * Body, then header (the commit), then reads it back and compares.  Torn anywhere, the card shows
 * no certificate.
 * Returns: %FALSE with %MADO_CARD_ERROR_READ_BACK, TOO_LONG, UNSURE … */
gboolean mado_card_session_write_certificate (MadoCardSession *self, GBytes *der, GError **error);

/** mado_card_session_write_ca_certificate: writes only when the card holds another one. */
gboolean mado_card_session_write_ca_certificate (MadoCardSession *self, GBytes *der,
                                                 GError **error);

/** mado_card_session_erase_certificate: first makes it absent, then wipes its bytes. */
gboolean mado_card_session_erase_certificate (MadoCardSession *self, GError **error);

/**
 * mado_card_session_destroy_key:
 *
 * Destroys the key pair and makes its certificate absent, in one commit of the card; for a lapsed
 * certificate or a card that is given up.  The bytes of the certificate stay until
 * mado_card_session_erase_certificate().  Done twice it gives the same: look, then repeat. */
gboolean mado_card_session_destroy_key (MadoCardSession *self, GError **error);

/** mado_card_session_reset_password: a new password without the old one; tries are full again. What
 * else there is about passwords: mado-card-session-password.h. */
gboolean mado_card_session_reset_password (MadoCardSession *self, const MadoSecret *password,
                                           GError **error);

/** mado_card_session_unlock: tries are full again, the password stays; NOT_ALLOWED when none is
 * set.  After UNSURE: mado_card_session_tell_reset(). */
gboolean mado_card_session_unlock (MadoCardSession *self, GError **error);

/** mado_card_session_install_generator_keys: the key set by which the key-pair generator opens
 * this card; needs %MADO_CARD_KEYS_COUNTER. */
gboolean mado_card_session_install_generator_keys (MadoCardSession *self, GError **error);

G_END_DECLS
