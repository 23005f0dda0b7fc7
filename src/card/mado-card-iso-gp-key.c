/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-card-file.h"
#include "mado-card-iso-gp.h"
#include "mado-card-public-key.h"
#include "mado-status-word.h"
#include "mado-tlv.h"

#include <string.h>

#define PUBLIC_KEY_MAX 300 /* bytes: an RSA-2048 template has 270 */
#define SIGNATURE_LENGTH 256
#define SHORT_FILE_MAX 0x1E /* a file up to this identifier has it as its short one too */

#define GENERATE_CURRENT 0x00478000
#define SIGN_CURRENT 0x802A0080 /* P2: 80, and a short identifier or 0 for the current file */
#define DELETE_CURRENT 0x00E40000

/* DigestInfo of SHA-256 up to the hash: RFC 8017, 9.2 note 1. */
static const guint8 digest_info[] = { 0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                      0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20 };

static gboolean
fail (MadoCardError code, const char *message, GError **error)
{
  g_set_error_literal (error, MADO_CARD_ERROR, (int) code, message);
  return FALSE;
}

/* The public-key template as the card stores it.  @spki: (out): NULL when there is no key. */
gboolean
mado_card_iso_gp_look_up_key (MadoCardTalk *talk, guint16 file, GBytes **spki, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize total;
  guint16 sw;

  *spki = NULL;
  if (!mado_card_file_read_first (talk, file, mado_card_talk_get_read_max (talk), bytes, &sw,
                                  error))
    return FALSE;
  if (mado_card_file_is_empty_status (sw))
    return TRUE;
  if (sw != MADO_SW_OK || bytes->len == 0)
    {
      g_set_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_PROTOCOL, "public key: SW %04X",
                   (guint) sw);
      return FALSE;
    }
  if (bytes->data[0] == 0x00 || bytes->data[0] == 0xFF)
    return TRUE;
  if (!mado_tlv_peek_total (bytes->data, bytes->len, 0x7F49, &total, error))
    return FALSE;
  if (total > PUBLIC_KEY_MAX)
    return fail (MADO_CARD_ERROR_PROTOCOL, "public key: too long", error);
  if (!mado_card_file_read_rest (talk, bytes, total, error))
    return FALSE;
  *spki = mado_card_public_key_to_spki (bytes->data, total, error);
  return *spki != NULL;
}

gboolean
mado_card_iso_gp_generate (MadoCardTalk *talk, guint16 file, GError **error)
{
  return mado_card_talk_ensure_secure (talk, error) && mado_card_file_select (talk, file, error)
         && mado_card_talk_run (talk, MADO_APDU_EFFECTING, GENERATE_CURRENT, NULL, 0, error);
}

/* The signature of 256 bytes does not fit a protected answer, and JPKI signs in clear in any
 * case: the protected session ends first (SELECT of the application), the next command that needs
 * it opens a new one. */
GBytes *
mado_card_iso_gp_sign (MadoCardTalk *talk, guint16 file, const MadoSecret *password,
                       const guint8 *sha256, guint *tries_left, GError **error)
{
  guint8 message[sizeof digest_info + MADO_CARD_SHA256_LENGTH];
  const gboolean is_short = file <= SHORT_FILE_MAX;
  g_auto (MadoApdu) command = { { 0 }, 0, MADO_APDU_IDEMPOTENT };
  g_auto (MadoAnswer) answer = { NULL };

  if (!mado_card_iso_gp_leave_channel (talk, error)
      || !mado_card_iso_gp_verify (talk, password, tries_left, error)
      || (!is_short && !mado_card_file_select (talk, file, error)))
    return NULL;
  memcpy (message, digest_info, sizeof digest_info);
  memcpy (message + sizeof digest_info, sha256, MADO_CARD_SHA256_LENGTH);
  mado_apdu_init (&command, MADO_APDU_EFFECTING, SIGN_CURRENT | (is_short ? file : 0u), message,
                  sizeof message, 256);
  if (!mado_card_talk_exchange (talk, &command, &answer, error)
      || !mado_status_word_check (&command, answer.sw, error))
    return NULL;
  if (answer.data->len == SIGNATURE_LENGTH)
    return g_bytes_new (answer.data->data, answer.data->len);
  fail (MADO_CARD_ERROR_PROTOCOL, "signature: length", error);
  return NULL;
}

gboolean
mado_card_iso_gp_delete (MadoCardTalk *talk, guint16 file, GError **error)
{
  return mado_card_talk_ensure_secure (talk, error) && mado_card_file_select (talk, file, error)
         && mado_card_talk_run (talk, MADO_APDU_EFFECTING, DELETE_CURRENT, NULL, 0, error);
}
