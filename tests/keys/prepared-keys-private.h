/* prepared-keys-private.h - the table that make-prepared-keys writes
 *
 * For tests.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

typedef struct
{
  const unsigned char *der; /* PKCS#1 */
  unsigned long n_der;
} PreparedKey;

extern const PreparedKey prepared_keys[];
extern const unsigned int n_prepared_keys;
