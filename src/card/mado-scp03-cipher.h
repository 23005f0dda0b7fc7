/* mado-scp03-cipher.h - AES and CMAC as SCP03 uses them
 *
 * Only mado-scp03 and its tests need this.  OpenSSL's own KBKDF puts the counter first and cannot
 * make Amendment D's input, so the derivation calls CMAC itself.
 * Layer: card.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-scp03.h"

G_BEGIN_DECLS

/* One stretch of the input of a CMAC. */
typedef struct
{
  const guint8 *bytes; /* not owned; may be NULL when n is 0 */
  gsize n;
} MadoScp03Part;

/**
 * mado_scp03_cmac:
 * @key: 16, 24 or 32 bytes
 *
 * AES-CMAC (NIST SP 800-38B) over the parts one after another. */
void mado_scp03_cmac (const MadoSecret *key, const MadoScp03Part *parts, gsize n_parts,
                      guint8 mac[MADO_SCP03_BLOCK]);

/**
 * mado_scp03_aes:
 * @iv: (nullable): 16 bytes for CBC, %NULL for ECB
 * @n: a multiple of the block length
 *
 * AES without padding.  @in and @out must not overlap. */
void mado_scp03_aes (const MadoSecret *key, const guint8 *iv, gboolean encrypt, const guint8 *in,
                     gsize n, guint8 *out);

/**
 * mado_scp03_pad:
 * @bytes: (inout): @n bytes with room for 16 more
 *
 * ISO/IEC 7816-4 padding: 80, then zeros up to the block.  Returns: the padded length. */
gsize mado_scp03_pad (guint8 *bytes, gsize n);

/** mado_scp03_unpad: Returns: %FALSE when the last block holds no such padding. */
gboolean mado_scp03_unpad (const guint8 *bytes, gsize padded, gsize *n);

G_END_DECLS
