/* mado-card-public-key.h - from the card's public-key template to SubjectPublicKeyInfo
 *
 * Layer: card.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * mado_card_public_key_to_spki:
 * @bytes: 7F49 { 81 modulus, 82 exponent }; nothing may follow
 *
 * Accepts RSA of 2048 bits with an odd exponent of 3 and more.
 * Source: ISO/IEC 7816-8:2004, 5.1 (public key data objects).
 * Returns: (transfer full): DER; %NULL with %MADO_CARD_ERROR_PROTOCOL. */
GBytes *mado_card_public_key_to_spki (const guint8 *bytes, gsize n_bytes, GError **error);

G_END_DECLS
