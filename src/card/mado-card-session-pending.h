/* mado-card-session-pending.h - renewal: a second pair of key and certificate beside the active one
 *
 * generate → sign the request → write the certificate → (the CA confirms) → activate.  Until the
 * last step the old key and certificate stay in force on the card, whatever is torn; activation
 * replaces both in one commit and destroys the old key.  After a cut mado_card_session_read_state()
 * and mado_card_session_read_pending() tell which step was the last.
 * A profile or card without room for a second pair: %MADO_CARD_ERROR_NOT_FOUND; such a card is
 * renewed by revoking first and mado_card_session_generate_key().
 * Source: ISO/IEC 7816-9:2004, ACTIVATE FILE and DELETE FILE; ISO/IEC 7816-8:2004, 5.1.
 * Layer: card.  Threads: the worker that owns the reader.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-card-session.h"

G_BEGIN_DECLS

/** mado_card_session_read_pending: Returns: (transfer full): what is prepared; all empty when
 * nothing is.  The certificate is HIDDEN in a session without keys before VERIFY. */
MadoCardPending *mado_card_session_read_pending (MadoCardSession *self, GError **error);

/** mado_card_session_generate_pending: a key pair in the second place; what was prepared there
 * goes. Takes up to minutes.  Needs a key set, COUNTER or GENERATOR. */
gboolean mado_card_session_generate_pending (MadoCardSession *self, GError **error);

/** mado_card_session_sign_pending: as mado_card_session_sign(), with the prepared key. */
GBytes *mado_card_session_sign_pending (MadoCardSession *self, const MadoSecret *password,
                                        const guint8 *sha256, guint *tries_left, GError **error);

/** mado_card_session_write_pending: as mado_card_session_write_certificate(), into the second
 * place; the certificate in force is not touched. */
gboolean mado_card_session_write_pending (MadoCardSession *self, GBytes *der, GError **error);

/**
 * mado_card_session_activate_pending:
 * @spki_sha256: of the key that the new certificate names
 *
 * Looks first, so it may be called again after any loss: when the active pair is the new one
 * already it succeeds without sending anything.  mado_card_session_expect() must be called anew
 * afterwards, with the new key.
 * Returns: %FALSE with DIFFERENT_CARD when neither the active nor the prepared key is @spki_sha256,
 *   NO_CERTIFICATE when the prepared key has no whole certificate, UNSURE (look, then call again).
 */
gboolean mado_card_session_activate_pending (MadoCardSession *self, const char *spki_sha256,
                                             GError **error);

/** mado_card_session_discard_pending: destroys the prepared key and certificate; the active pair
 * stays.  Succeeds when nothing is prepared. */
gboolean mado_card_session_discard_pending (MadoCardSession *self, GError **error);

G_END_DECLS
