/* mado-scp03-put-key.h - one AES key set as the data of PUT KEY
 *
 * Source: GlobalPlatform Card Specification v2.2, 11.8, with the AES key fields of Amendment D
 * v1.1.1, 7.2.   Layer: card.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-scp03.h"

G_BEGIN_DECLS

#define MADO_SCP03_KEY_CHECK_LENGTH 3
#define MADO_SCP03_PUT_KEY_ANSWER_LENGTH (1 + 3 * MADO_SCP03_KEY_CHECK_LENGTH)
#define MADO_SCP03_PUT_KEY_MAX (1 + 3 * (3 + 32 + 1 + MADO_SCP03_KEY_CHECK_LENGTH))

/** mado_scp03_key_check: the first three bytes of sixteen bytes 01 encrypted with @key. */
void mado_scp03_key_check (const MadoSecret *key, guint8 check[MADO_SCP03_KEY_CHECK_LENGTH]);

/**
 * mado_scp03_put_key_data:
 * @dek: the session key set's data encryption key: the new keys travel under it
 * @kvn: version number of the new key set
 * @data: (out): room for %MADO_SCP03_PUT_KEY_MAX bytes
 * @expected: (out): what the card must answer: version number and three check values */
void mado_scp03_put_key_data (const MadoSecret *dek, guint8 kvn, const MadoScp03Keys *keys,
                              guint8 *data, gsize *n_data,
                              guint8 expected[MADO_SCP03_PUT_KEY_ANSWER_LENGTH]);

G_END_DECLS
