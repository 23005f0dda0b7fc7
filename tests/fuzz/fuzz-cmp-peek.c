/* Any bytes as a CMP message that the authority looks into before OpenSSL has verified it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"
#include "mado-authority-private.h"

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize n_bytes)
{
  g_autoptr (GBytes) input = g_bytes_new (bytes, n_bytes);
  g_auto (MadoCmpPeek) peek = { 0 };

  mado_cmp_peek (input, &peek);
  g_assert_true (peek.body >= 0 || (peek.key_id == NULL && peek.first_certificate == NULL));
  g_assert_true (peek.key_id == NULL || g_bytes_get_size (peek.key_id) <= n_bytes);
  g_assert_cmpuint (ERR_peek_error (), ==, 0);
  return 0;
}
