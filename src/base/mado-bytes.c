/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-bytes.h"

#include <string.h>

char *
mado_bytes_to_hex (const guint8 *bytes, gsize n_bytes)
{
  static const char digits[] = "0123456789ABCDEF";
  char *hex = g_malloc (2 * n_bytes + 1);

  for (gsize i = 0; i < n_bytes; i++)
    {
      hex[2 * i] = digits[bytes[i] >> 4];
      hex[2 * i + 1] = digits[bytes[i] & 0xF];
    }
  hex[2 * n_bytes] = '\0';
  return hex;
}

GBytes *
mado_bytes_from_hex (const char *hex)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  int high = -1;

  for (const char *at = hex; *at != '\0'; at++)
    {
      int digit = g_ascii_xdigit_value (*at);

      if (strchr (" \t\r\n:", *at) != NULL)
        continue;
      if (digit < 0)
        return NULL;
      if (high < 0)
        high = digit;
      else
        {
          guint8 byte = (guint8) (high << 4 | digit);

          g_byte_array_append (bytes, &byte, 1);
          high = -1;
        }
    }
  if (high >= 0)
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

char *
mado_bytes_sha256 (GBytes *bytes)
{
  g_autofree char *lower = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  return g_ascii_strup (lower, -1);
}
