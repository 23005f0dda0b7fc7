/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-tlv.h"

#include "mado-card-error.h"

#define TAG_MAX 3 /* bytes */

static gboolean
fail (const char *message, GError **error)
{
  g_set_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_PROTOCOL, "data object: %s", message);
  return FALSE;
}

/* 00 and FF are no tags but filler between objects (7816-4, 5.2.2.1): this profile has none. */
static gboolean
read_tag (const guint8 *bytes, gsize n_bytes, guint32 *tag, gsize *n_tag, GError **error)
{
  gsize n = 1;
  guint32 value;

  if (n_bytes == 0 || bytes[0] == 0x00 || bytes[0] == 0xFF)
    return fail ("no tag", error);
  value = bytes[0];
  if ((bytes[0] & 0x1F) == 0x1F)
    {
      gboolean more = TRUE;

      for (; more && n < n_bytes && n < TAG_MAX; n++)
        {
          value = value << 8 | bytes[n];
          more = (bytes[n] & 0x80) != 0;
        }
      if (more || bytes[1] == 0x80 || (n == 2 && bytes[1] < 0x1F))
        return fail ("tag", error);
    }
  *tag = value;
  *n_tag = n;
  return TRUE;
}

static gboolean
read_length (const guint8 *bytes, gsize n_bytes, gsize *length, gsize *n_length, GError **error)
{
  gsize value = 0, n_more;

  if (n_bytes == 0)
    return fail ("no length", error);
  n_more = bytes[0] < 0x80 ? 0 : bytes[0] & 0x7Fu;
  if (n_more == 0 && bytes[0] >= 0x80)
    return fail ("indefinite length", error);
  if (n_more > 2 || n_more >= n_bytes)
    return fail ("length", error);
  if (n_more == 0)
    value = bytes[0];
  for (gsize i = 1; i <= n_more; i++)
    value = value << 8 | bytes[i];
  if ((n_more == 1 && value < 0x80) || (n_more == 2 && value < 0x100))
    return fail ("length is not the shortest form", error);
  *length = value;
  *n_length = 1 + n_more;
  return TRUE;
}

gboolean
mado_tlv_next (MadoTlvReader *reader, MadoTlv *tlv, GError **error)
{
  gsize n_tag, n_length, n_value;
  guint32 tag;

  if (!read_tag (reader->at, reader->n_left, &tag, &n_tag, error)
      || !read_length (reader->at + n_tag, reader->n_left - n_tag, &n_value, &n_length, error))
    return FALSE;
  if (n_value > reader->n_left - n_tag - n_length)
    return fail ("longer than its frame", error);
  tlv->tag = tag;
  tlv->value = reader->at + n_tag + n_length;
  tlv->n_value = n_value;
  tlv->n_total = n_tag + n_length + n_value;
  reader->at += tlv->n_total;
  reader->n_left -= tlv->n_total;
  return TRUE;
}

gboolean
mado_tlv_find (const guint8 *bytes, gsize n_bytes, guint32 tag, MadoTlv *tlv, GError **error)
{
  MadoTlvReader reader = { bytes, n_bytes };
  MadoTlv found;

  while (reader.n_left > 0)
    {
      if (!mado_tlv_next (&reader, &found, error))
        return FALSE;
      if (found.tag != tag)
        continue;
      *tlv = found;
      return TRUE;
    }
  return fail ("expected tag is missing", error);
}

gboolean
mado_tlv_peek_total (const guint8 *bytes, gsize n_bytes, guint32 tag, gsize *n_total,
                     GError **error)
{
  gsize n_tag, n_length, n_value;
  guint32 found;

  if (!read_tag (bytes, n_bytes, &found, &n_tag, error)
      || !read_length (bytes + n_tag, n_bytes - n_tag, &n_value, &n_length, error))
    return FALSE;
  if (found != tag)
    return fail ("another tag", error);
  *n_total = n_tag + n_length + n_value;
  return TRUE;
}
