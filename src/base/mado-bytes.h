/* mado-bytes.h - hexadecimal text and hashes of public bytes
 *
 * Layer: base.  Threads: any.  Never for secrets: use MadoSecret.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** mado_bytes_to_hex: Returns: (transfer full): upper-case hexadecimal text, 2 * @n_bytes long. */
char *mado_bytes_to_hex (const guint8 *bytes, gsize n_bytes);

/**
 * mado_bytes_from_hex:
 * @hex: an even number of hexadecimal digits, either case; blanks and colons are skipped
 *
 * Returns: (transfer full) (nullable): the bytes, %NULL when @hex is not hexadecimal. */
GBytes *mado_bytes_from_hex (const char *hex);

/** mado_bytes_sha256: Returns: (transfer full): SHA-256 as 64 upper-case hexadecimal digits. */
char *mado_bytes_sha256 (GBytes *bytes);

G_END_DECLS
