/* prepared-keys.h - RSA keys that were computed once, when the tests were built
 *
 * For tests.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <openssl/evp.h>

#include "mado-sim-card.h"

/** prepared_key_count: how many different keys there are. */
guint prepared_key_count (void);

/** prepared_key_der: @which from 0.  Returns: (transfer full): RSA-2048, PKCS#1 DER. */
GBytes *prepared_key_der (guint which);

/** prepared_key_new: @which from 0.  Returns: (transfer full): the same as OpenSSL has it. */
EVP_PKEY *prepared_key_new (guint which);

/** prepared_key_give: what @card "generates" next: the keys @first to @first + @n - 1, as far as
 * there are any; then it computes its own. */
void prepared_key_give (MadoSimCard *card, guint first, guint n);
