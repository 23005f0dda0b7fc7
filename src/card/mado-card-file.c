/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-card-file.h"

#include "mado-status-word.h"
#include "mado-tlv.h"

#include <string.h>

#define READ 0x00B00000
#define UPDATE 0x00D60000
#define SELECT_FILE 0x00A4020C
#define SHORT_FILE_MAX 0x1E /* a file up to this identifier has it as its short one too */
#define DER_SEQUENCE 0x30
#define DER_HEADER 4 /* bytes: 30 82 HH LL */
#define CHUNK 224    /* bytes: padded and with its MAC it fits a short command */
#define SW_END_REACHED 0x6282

static const guint8 no_header[DER_HEADER] = { 0 };

static gboolean
fail (MadoCardError code, const char *message, GError **error)
{
  g_set_error_literal (error, MADO_CARD_ERROR, (int) code, message);
  return FALSE;
}

/* SELECT with any status word as its result. */
static gboolean
try_select (MadoCardTalk *talk, guint16 file, guint16 *sw, GError **error)
{
  const guint8 id[] = { (guint8) (file >> 8), (guint8) file };
  g_auto (MadoApdu) command = { { 0 }, 0, MADO_APDU_IDEMPOTENT };
  g_auto (MadoAnswer) answer = { NULL };

  mado_apdu_init (&command, MADO_APDU_IDEMPOTENT, SELECT_FILE, id, sizeof id, MADO_APDU_NO_LE);
  if (!mado_card_talk_exchange (talk, &command, &answer, error))
    return FALSE;
  *sw = answer.sw;
  return TRUE;
}

gboolean
mado_card_file_select (MadoCardTalk *talk, guint16 file, GError **error)
{
  const guint8 id[] = { (guint8) (file >> 8), (guint8) file };

  return mado_card_talk_run (talk, MADO_APDU_IDEMPOTENT, SELECT_FILE, id, sizeof id, error);
}

static gboolean
is_short (guint16 file)
{
  return file <= SHORT_FILE_MAX;
}

/* The header of a command on @file: by its short identifier, or on the current file. */
static guint32
at_offset (guint32 command, guint16 file, guint offset)
{
  return is_short (file) ? command | (0x80u | file) << 8 | offset : command | offset;
}

static gboolean
read_piece (MadoCardTalk *talk, guint32 header, gsize n_wanted, GByteArray *bytes, guint16 *sw,
            GError **error)
{
  const guint le = (guint) MIN (n_wanted, mado_card_talk_get_read_max (talk));
  g_auto (MadoApdu) command = { { 0 }, 0, MADO_APDU_IDEMPOTENT };
  g_auto (MadoAnswer) answer = { NULL };

  mado_apdu_init (&command, MADO_APDU_IDEMPOTENT, header, NULL, 0, le);
  if (!mado_card_talk_exchange (talk, &command, &answer, error))
    return FALSE;
  if (answer.data->len > le)
    return fail (MADO_CARD_ERROR_PROTOCOL, "READ BINARY: more than was asked for", error);
  g_byte_array_append (bytes, answer.data->data, answer.data->len);
  *sw = answer.sw == SW_END_REACHED ? MADO_SW_OK : answer.sw;
  return TRUE;
}

gboolean
mado_card_file_read_first (MadoCardTalk *talk, guint16 file, gsize n_wanted, GByteArray *bytes,
                           guint16 *sw, GError **error)
{
  if (!is_short (file))
    {
      if (!try_select (talk, file, sw, error))
        return FALSE;
      if (*sw != MADO_SW_OK)
        return TRUE;
    }
  return read_piece (talk, at_offset (READ, file, 0), n_wanted, bytes, sw, error);
}

/* Every round must bring bytes, so the loop ends. */
gboolean
mado_card_file_read_rest (MadoCardTalk *talk, GByteArray *bytes, gsize total, GError **error)
{
  while (bytes->len < total)
    {
      const guint before = bytes->len;
      guint16 sw;

      if (!read_piece (talk, READ | before, total - before, bytes, &sw, error))
        return FALSE;
      if (sw != MADO_SW_OK || bytes->len == before)
        {
          g_set_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_PROTOCOL,
                       "READ BINARY at %u of %" G_GSIZE_FORMAT ": SW %04X", before, total,
                       (guint) sw);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
is_filler (const guint8 *bytes, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    if (bytes[i] != 0x00 && bytes[i] != 0xFF)
      return FALSE;
  return TRUE;
}

/* What the file's first bytes say.  @total: (out): with PRESENT: the whole object's length. */
static MadoCardCertificate
judge (const GByteArray *first, gsize *total)
{
  if (mado_tlv_peek_total (first->data, first->len, DER_SEQUENCE, total, NULL)
      && *total >= DER_HEADER && *total <= MADO_CARD_CERTIFICATE_MAX)
    return MADO_CARD_CERTIFICATE_PRESENT;
  return is_filler (first->data, first->len) ? MADO_CARD_CERTIFICATE_ABSENT
                                             : MADO_CARD_CERTIFICATE_TORN;
}

gboolean
mado_card_file_is_empty_status (guint16 sw)
{
  return sw == MADO_SW_NO_FILE || sw == MADO_SW_PAST_END || sw == 0x6985 || sw == 0x6A88;
}

gboolean
mado_card_file_read_certificate (MadoCardTalk *talk, guint16 file, MadoCardCertificate *status,
                                 GBytes **der, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize total = 0;
  guint16 sw;

  if (!mado_card_file_read_first (talk, file, mado_card_talk_get_read_max (talk), bytes, &sw,
                                  error))
    return FALSE;
  if (sw == 0x6982 || mado_card_file_is_empty_status (sw))
    {
      *status = sw == 0x6982 ? MADO_CARD_CERTIFICATE_HIDDEN : MADO_CARD_CERTIFICATE_ABSENT;
      return TRUE;
    }
  if (sw != MADO_SW_OK)
    {
      g_set_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_PROTOCOL, "READ BINARY: SW %04X",
                   (guint) sw);
      return FALSE;
    }
  *status = judge (bytes, &total);
  if (*status != MADO_CARD_CERTIFICATE_PRESENT)
    return TRUE;
  if (!mado_card_file_read_rest (talk, bytes, total, error))
    return FALSE;
  *der = g_bytes_new (bytes->data, total);
  return TRUE;
}

static gboolean
write_body (MadoCardTalk *talk, guint16 file, const guint8 *der, gsize n_der,
            gboolean file_is_current, GError **error)
{
  for (gsize at = DER_HEADER; at < n_der; at += CHUNK)
    {
      const gsize n = MIN (CHUNK, n_der - at);
      const gboolean name_it = at == DER_HEADER && !file_is_current;
      const guint32 header = name_it ? at_offset (UPDATE, file, DER_HEADER) : UPDATE | (guint32) at;

      if (!mado_card_talk_run (talk, MADO_APDU_EFFECTING, header, der + at, n, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_back (MadoCardTalk *talk, const guint8 *der, gsize n_der, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (!mado_card_file_read_rest (talk, bytes, n_der, error))
    return FALSE;
  if (memcmp (bytes->data, der, n_der) == 0)
    return TRUE;
  return fail (MADO_CARD_ERROR_READ_BACK, "the card gives back other bytes than were written",
               error);
}

gboolean
mado_card_file_write_certificate (MadoCardTalk *talk, guint16 file, GBytes *der,
                                  gboolean header_is_zero, GError **error)
{
  gsize n_der, total = 0;
  const guint8 *bytes = g_bytes_get_data (der, &n_der);

  if (n_der > MADO_CARD_CERTIFICATE_MAX)
    return fail (MADO_CARD_ERROR_TOO_LONG, "the certificate is larger than the card's file", error);
  if (!mado_tlv_peek_total (bytes, n_der, DER_SEQUENCE, &total, error))
    return FALSE;
  if (total != n_der || bytes[1] != 0x82)
    return fail (MADO_CARD_ERROR_PROTOCOL, "not a certificate's DER", error);
  if (!is_short (file) && !mado_card_file_select (talk, file, error))
    return FALSE;
  if (!header_is_zero
      && !mado_card_talk_run (talk, MADO_APDU_EFFECTING, at_offset (UPDATE, file, 0), no_header,
                              sizeof no_header, error))
    return FALSE;
  return write_body (talk, file, bytes, n_der, !header_is_zero, error)
         && mado_card_talk_run (talk, MADO_APDU_EFFECTING, UPDATE, bytes, DER_HEADER, error)
         && read_back (talk, bytes, n_der, error);
}

gboolean
mado_card_file_begins_with (MadoCardTalk *talk, guint16 file, GBytes *der, gboolean *same,
                            gboolean *header_is_zero, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize n_der;
  const guint8 *expected = g_bytes_get_data (der, &n_der);
  guint16 sw;

  if (!mado_card_file_read_first (talk, file, n_der, bytes, &sw, error))
    return FALSE;
  *header_is_zero = sw == MADO_SW_OK && bytes->len >= DER_HEADER
                    && memcmp (bytes->data, no_header, DER_HEADER) == 0;
  while (sw == MADO_SW_OK && bytes->len > 0 && memcmp (bytes->data, expected, bytes->len) == 0)
    {
      const guint next = (guint) MIN (n_der, bytes->len + mado_card_talk_get_read_max (talk));

      if (bytes->len == n_der)
        {
          *same = TRUE;
          return TRUE;
        }
      if (!mado_card_file_read_rest (talk, bytes, next, error))
        return FALSE;
    }
  *same = FALSE;
  return TRUE;
}

gboolean
mado_card_file_erase (MadoCardTalk *talk, guint16 file, GError **error)
{
  return (is_short (file) || mado_card_file_select (talk, file, error))
         && mado_card_talk_run (talk, MADO_APDU_EFFECTING, at_offset (UPDATE, file, 0), no_header,
                                sizeof no_header, error)
         && mado_card_talk_run (talk, MADO_APDU_EFFECTING, 0x000E0000, NULL, 0, error);
}
