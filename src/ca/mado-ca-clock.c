/* SPDX-License-Identifier: GPL-3.0-or-later */
/* what time the CA had when it answered: messageTime of the header (RFC 9810, 5.1.1), for which
 * OpenSSL 3.0 has no function */
#include "config.h"

#include "mado-ca-exchange-private.h"

#include <openssl/asn1.h>

/* Enters or passes one element.  Returns: its tag with the class above it, -1 when @at is none. */
static int
next_element (const guint8 **at, const guint8 *end, gboolean enter)
{
  const guint8 *content = *at;
  long length;
  int tag, class;

  if (content >= end
      || (ASN1_get_object (&content, &length, &tag, &class, end - content) & 0x80) != 0)
    return -1;
  *at = enter ? content : content + length;
  return class << 8 | tag;
}

static gboolean
read_time (const guint8 *at, const guint8 *end, gint64 *unix_s)
{
  ASN1_GENERALIZEDTIME *time = d2i_ASN1_GENERALIZEDTIME (NULL, &at, end - at);
  ASN1_TIME *epoch = ASN1_TIME_set (NULL, 0);
  int days, seconds;
  const gboolean held
      = time != NULL && epoch != NULL && ASN1_TIME_diff (&days, &seconds, epoch, time) == 1;

  if (held)
    *unix_s = (gint64) days * 86400 + seconds;
  ASN1_GENERALIZEDTIME_free (time);
  ASN1_TIME_free (epoch);
  return held;
}

gboolean
mado_ca_exchange_read_time (const MadoCaExchange *self, gint64 *unix_s)
{
  gsize n_bytes;
  const guint8 *at = g_bytes_get_data (self->answer, &n_bytes), *const end = at + n_bytes;
  const gboolean held = next_element (&at, end, TRUE) == V_ASN1_SEQUENCE    /* PKIMessage */
                        && next_element (&at, end, TRUE) == V_ASN1_SEQUENCE /* PKIHeader */
                        && next_element (&at, end, FALSE) == V_ASN1_INTEGER /* pvno */
                        && next_element (&at, end, FALSE) >= 0              /* sender */
                        && next_element (&at, end, FALSE) >= 0              /* recipient */
                        && next_element (&at, end, TRUE) == (V_ASN1_CONTEXT_SPECIFIC << 8 | 0);

  return held && read_time (at, end, unix_s);
}
