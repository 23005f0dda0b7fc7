/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-bytes.h"
#include "mado-card-file.h"
#include "mado-card-iso-gp.h"
#include "mado-status-word.h"

#include <string.h>

#define SELECT_APPLICATION 0x00A4040C
#define SFI_TOKEN 0x06

/* The JPKI application's name, and EF 0006's first bytes by kind of card: as jpki/myna (2016 and
 * 2026), TRETJapanNFCReader and soltia48/myna-card report them from real cards and phones. */
static const guint8 application[] = { 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01 };
#define TOKEN_JUKI "JPKIAPICCTOKEN"
#define TOKEN_MY_NUMBER "JPKIAPICCTOKEN2"

static gboolean
fail (MadoCardError code, const char *message, GError **error)
{
  g_set_error_literal (error, MADO_CARD_ERROR, (int) code, message);
  return FALSE;
}

/* Any refusal but "locked" and "terminated" means: this card has another purpose. */
static gboolean
select_application (MadoCardTalk *talk, GError **error)
{
  g_auto (MadoApdu) command = { { 0 }, 0, MADO_APDU_IDEMPOTENT };
  g_auto (MadoAnswer) answer = { NULL };

  mado_apdu_init (&command, MADO_APDU_IDEMPOTENT, SELECT_APPLICATION, application,
                  sizeof application, MADO_APDU_NO_LE);
  if (!mado_line_exchange (&talk->line, &command, &answer, error))
    return FALSE;
  if (answer.sw == MADO_SW_OK || answer.sw == 0x6283 || answer.sw == 0x6285)
    return mado_status_word_check (&command, answer.sw, error);
  g_set_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_FOREIGN, "no JPKI application (SW %04X)",
               (guint) answer.sw);
  return FALSE;
}

/* Printable ASCII up to the filler, so that it can be logged. */
static void
take_token (MadoCardTalk *talk, const GByteArray *bytes)
{
  gsize n = 0;

  while (n < bytes->len && n < MADO_CARD_TOKEN_LENGTH && g_ascii_isgraph (bytes->data[n]))
    {
      talk->token[n] = (char) bytes->data[n];
      n++;
    }
  talk->token[n] = '\0';
}

static gboolean
is_filler (const GByteArray *bytes)
{
  for (guint i = 0; i < bytes->len; i++)
    if (bytes->data[i] != 0x00 && bytes->data[i] != 0xFF && bytes->data[i] != 0x20)
      return FALSE;
  return TRUE;
}

static gboolean
check_token (MadoCardTalk *talk, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint16 sw;

  if (!mado_card_file_read_first (talk, SFI_TOKEN, MADO_CARD_TOKEN_LENGTH, bytes, &sw, error))
    return FALSE;
  if (mado_card_file_is_empty_status (sw) || sw >> 8 == 0x69)
    return fail (MADO_CARD_ERROR_FOREIGN, "the JPKI application has no token", error);
  if (sw != MADO_SW_OK)
    {
      g_set_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_PROTOCOL, "token: SW %04X", (guint) sw);
      return FALSE;
    }
  take_token (talk, bytes);
  if (g_str_equal (talk->token, TOKEN_JUKI))
    return TRUE;
  if (g_str_equal (talk->token, TOKEN_MY_NUMBER))
    return fail (MADO_CARD_ERROR_MY_NUMBER_CARD, "an individual number card", error);
  if (is_filler (bytes))
    return fail (MADO_CARD_ERROR_BLANK, "the JPKI application was never prepared", error);
  return fail (MADO_CARD_ERROR_FOREIGN, "unknown token", error);
}

/* The diversification data's last eight bytes tell the card, without any key. */
static gboolean
greet (MadoCardTalk *talk, GError **error)
{
  const guint8 kvn = talk->kvn == MADO_CARD_KEYS_NONE ? MADO_CARD_KEYS_COUNTER : talk->kvn;

  if (!mado_secure_channel_greet (&talk->line, kvn, &talk->greeting, error))
    return FALSE;
  g_autofree char *hex = mado_bytes_to_hex (
      talk->greeting.diversification + MADO_CARD_DIVERSIFICATION_LENGTH - MADO_CARD_ID_LENGTH,
      MADO_CARD_ID_LENGTH);
  g_strlcpy (talk->card_id, hex, sizeof talk->card_id);
  return TRUE;
}

gboolean
mado_card_iso_gp_identify (MadoCardTalk *talk, GError **error)
{
  if (!select_application (talk, error) || !check_token (talk, error) || !greet (talk, error))
    return FALSE;
  if (talk->kvn == MADO_CARD_KEYS_NONE)
    return TRUE;
  talk->channel
      = mado_secure_channel_open (&talk->line, &talk->greeting, talk->keys, talk->keys_data, error);
  return talk->channel != NULL;
}

gboolean
mado_card_iso_gp_leave_channel (MadoCardTalk *talk, GError **error)
{
  if (talk->channel == NULL)
    return TRUE;
  if (mado_secure_channel_is_over (talk->channel))
    return fail (MADO_CARD_ERROR_SESSION_OVER, "the protected session broke before", error);
  mado_card_talk_drop_channel (talk);
  return select_application (talk, error);
}

void
mado_card_iso_gp_end (MadoCardTalk *talk)
{
  mado_card_talk_drop_channel (talk);
  select_application (talk, NULL);
}
