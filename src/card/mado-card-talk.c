/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-card-talk.h"

#include "mado-status-word.h"

#include <string.h>

#define READ_MAX_CLEAR 256  /* bytes: short Le 00 */
#define READ_MAX_SECURE 239 /* bytes: padded to 240, and a MAC of 8, in 256 */

gboolean
mado_card_talk_exchange (MadoCardTalk *talk, const MadoApdu *command, MadoAnswer *answer,
                         GError **error)
{
  if (talk->channel != NULL)
    return mado_secure_channel_exchange (talk->channel, command, answer, error);
  return mado_line_exchange (&talk->line, command, answer, error);
}

static gboolean
run (MadoCardTalk *talk, const MadoApdu *command, GError **error)
{
  g_auto (MadoAnswer) answer = { NULL };

  return mado_card_talk_exchange (talk, command, &answer, error)
         && mado_status_word_check (command, answer.sw, error);
}

gboolean
mado_card_talk_run (MadoCardTalk *talk, MadoApduEffect effect, guint32 header, const guint8 *data,
                    gsize n_data, GError **error)
{
  g_auto (MadoApdu) command = { { 0 }, 0, MADO_APDU_IDEMPOTENT };

  mado_apdu_init (&command, effect, header, data, n_data, MADO_APDU_NO_LE);
  return run (talk, &command, error);
}

gboolean
mado_card_talk_run_secret (MadoCardTalk *talk, guint32 header, const MadoSecret *secret,
                           GError **error)
{
  g_auto (MadoApdu) command = { { 0 }, 0, MADO_APDU_IDEMPOTENT };

  mado_apdu_init_secret (&command, MADO_APDU_EFFECTING, header, secret);
  return run (talk, &command, error);
}

gboolean
mado_card_talk_ensure_secure (MadoCardTalk *talk, GError **error)
{
  MadoCardGreeting greeting;

  if (talk->channel != NULL)
    return TRUE;
  if (talk->kvn == MADO_CARD_KEYS_NONE)
    {
      g_set_error_literal (error, MADO_CARD_ERROR, MADO_CARD_ERROR_NOT_ALLOWED,
                           "this conversation was opened without a key set");
      return FALSE;
    }
  if (!mado_secure_channel_greet (&talk->line, talk->kvn, &greeting, error))
    return FALSE;
  if (memcmp (greeting.diversification, talk->greeting.diversification,
              sizeof greeting.diversification)
      != 0)
    {
      g_set_error_literal (error, MADO_CARD_ERROR, MADO_CARD_ERROR_DIFFERENT_CARD,
                           "another card answers in the same conversation");
      return FALSE;
    }
  talk->channel
      = mado_secure_channel_open (&talk->line, &greeting, talk->keys, talk->keys_data, error);
  return talk->channel != NULL;
}

void
mado_card_talk_drop_channel (MadoCardTalk *talk)
{
  g_clear_pointer (&talk->channel, mado_secure_channel_free);
}

gsize
mado_card_talk_get_read_max (MadoCardTalk *talk)
{
  return talk->channel != NULL ? READ_MAX_SECURE : READ_MAX_CLEAR;
}
