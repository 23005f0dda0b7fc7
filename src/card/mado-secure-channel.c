/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-secure-channel.h"

#include "mado-status-word.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <string.h>

#define ANSWER_LENGTH 29           /* bytes of INITIALIZE UPDATE's answer */
#define ANSWER_LENGTH_SEQUENCE 32  /* the same with a sequence counter */
#define SCP03 0x03                 /* in the key information */
#define OPTION_PSEUDO_RANDOM 0x10  /* of "i": the challenge comes from a sequence counter */
#define OPTION_R_MAC_R_ENC 0x60    /* of "i": answers can be protected as level 33 wants */
#define PROTECTED_RESPONSE_MAX 258 /* bytes: a short answer with its status word */

struct _MadoSecureChannel
{
  MadoLine *line; /* not owned */
  MadoScp03 *scp; /* owned */
  gboolean over;
};

static gboolean
refuse_greeting (const char *why, GError **error)
{
  g_set_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_PROTOCOL, "INITIALIZE UPDATE: %s", why);
  return FALSE;
}

static gboolean
read_greeting (const GByteArray *data, guint8 kvn, MadoCardGreeting *greeting, GError **error)
{
  const guint8 *bytes = data->data;

  if (data->len != ANSWER_LENGTH && data->len != ANSWER_LENGTH_SEQUENCE)
    return refuse_greeting ("length", error);
  if (bytes[10] != kvn)
    return refuse_greeting ("another key set", error);
  if (bytes[11] != SCP03 || (bytes[12] & OPTION_R_MAC_R_ENC) != OPTION_R_MAC_R_ENC)
    return refuse_greeting ("not SCP03 with protected answers", error);
  if (((bytes[12] & OPTION_PSEUDO_RANDOM) != 0) != (data->len == ANSWER_LENGTH_SEQUENCE))
    return refuse_greeting ("sequence counter", error);
  greeting->kvn = kvn;
  memcpy (greeting->diversification, bytes, sizeof greeting->diversification);
  memcpy (greeting->card_challenge, bytes + 13, sizeof greeting->card_challenge);
  memcpy (greeting->card_cryptogram, bytes + 21, sizeof greeting->card_cryptogram);
  return TRUE;
}

gboolean
mado_secure_channel_greet (MadoLine *line, guint8 kvn, MadoCardGreeting *greeting, GError **error)
{
  g_auto (MadoApdu) command = { { 0 }, 0, MADO_APDU_IDEMPOTENT };
  g_auto (MadoAnswer) answer = { NULL };

  if (RAND_bytes (greeting->host_challenge, sizeof greeting->host_challenge) != 1)
    g_error ("no random numbers");
  mado_apdu_init (&command, MADO_APDU_IDEMPOTENT, 0x80500000 | (guint32) kvn << 8,
                  greeting->host_challenge, sizeof greeting->host_challenge, 256);
  return mado_line_exchange (line, &command, &answer, error)
         && mado_status_word_check (&command, answer.sw, error)
         && read_greeting (answer.data, kvn, greeting, error);
}

static gboolean
authenticate (MadoSecureChannel *self, const MadoCardGreeting *greeting, GError **error)
{
  g_auto (MadoApdu) command = { { 0 }, 21, MADO_APDU_IDEMPOTENT };
  g_auto (MadoAnswer) answer = { NULL };
  guint8 expected[MADO_SCP03_CRYPTOGRAM_LENGTH];

  mado_scp03_card_cryptogram (self->scp, expected);
  if (CRYPTO_memcmp (expected, greeting->card_cryptogram, sizeof expected) != 0)
    {
      g_set_error_literal (error, MADO_CARD_ERROR, MADO_CARD_ERROR_KEYS_REFUSED,
                           "wrong card cryptogram");
      return FALSE;
    }
  mado_scp03_authenticate_command (self->scp, MADO_SCP03_LEVEL_FULL, command.bytes);
  return mado_line_exchange (self->line, &command, &answer, error)
         && mado_status_word_check (&command, answer.sw, error);
}

MadoSecureChannel *
mado_secure_channel_open (MadoLine *line, const MadoCardGreeting *greeting, MadoCardKeysFunc keys,
                          gpointer keys_data, GError **error)
{
  g_autoptr (MadoSecureChannel) self = g_new0 (MadoSecureChannel, 1);
  g_auto (MadoScp03Keys) fetched = { NULL };

  self->line = line;
  if (!keys (greeting->kvn, greeting->diversification, &fetched, keys_data, error))
    return NULL;
  self->scp = mado_scp03_new (&fetched, greeting->host_challenge, greeting->card_challenge);
  mado_scp03_keys_clear (&fetched);
  if (!authenticate (self, greeting, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
mado_secure_channel_free (MadoSecureChannel *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->scp, mado_scp03_free);
  g_free (self);
}

gboolean
mado_secure_channel_is_over (MadoSecureChannel *self)
{
  return self->over;
}

/* The session's end as the caller must see it. */
static gboolean
end_session (MadoSecureChannel *self, const MadoApdu *command, const GError *reason, GError **error)
{
  const gboolean unsure = command->effect == MADO_APDU_EFFECTING;

  self->over = TRUE;
  g_set_error (error, MADO_CARD_ERROR,
               (int) (unsure ? MADO_CARD_ERROR_UNSURE : MADO_CARD_ERROR_SESSION_OVER), "%s: %s",
               mado_apdu_get_name (command), reason->message);
  return FALSE;
}

static gboolean
unwrap (MadoSecureChannel *self, MadoAnswer *answer, GError **error)
{
  const guint8 status[2] = { (guint8) (answer->sw >> 8), (guint8) answer->sw };
  guint8 plain[PROTECTED_RESPONSE_MAX];
  gsize n_plain;

  g_byte_array_append (answer->data, status, sizeof status);
  if (!mado_scp03_unwrap_response (self->scp, answer->data->data, answer->data->len, plain,
                                   &n_plain, error))
    return FALSE;
  g_byte_array_set_size (answer->data, 0);
  g_byte_array_append (answer->data, plain, (guint) n_plain - 2);
  answer->sw = (guint16) (plain[n_plain - 2] << 8 | plain[n_plain - 1]);
  explicit_bzero (plain, sizeof plain);
  return TRUE;
}

/* One command, protected and sent once. */
static gboolean
exchange_once (MadoSecureChannel *self, const MadoApdu *command, MadoAnswer *answer, GError **error)
{
  g_auto (MadoApdu) wrapped = { { 0 }, 0, command->effect };
  g_autoptr (GError) reason = NULL;

  if (!mado_scp03_wrap_command (self->scp, command->bytes, command->n_bytes, wrapped.bytes,
                                &wrapped.n_bytes, &reason))
    {
      g_set_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_PROTOCOL, "%s: %s",
                   mado_apdu_get_name (command), reason->message);
      return FALSE;
    }
  if (!mado_line_exchange (self->line, &wrapped, answer, error))
    {
      self->over = TRUE;
      return FALSE;
    }
  if (!unwrap (self, answer, &reason))
    return end_session (self, command, reason, error);
  /* The card has dropped the session: nothing that we send can be accepted any more. */
  self->over = answer->sw == 0x6987 || answer->sw == 0x6988;
  return TRUE;
}

/* 6Cxx names the length that the card wants, but nothing protects that word: only a command that
 * may arrive twice is made again, as a new one with its own counter and MAC. */
static gboolean
wants_other_length (const MadoApdu *command, const MadoAnswer *answer)
{
  return answer->sw >> 8 == 0x6C && command->effect == MADO_APDU_IDEMPOTENT;
}

gboolean
mado_secure_channel_exchange (MadoSecureChannel *self, const MadoApdu *command, MadoAnswer *answer,
                              GError **error)
{
  g_auto (MadoApdu) again = *command;
  guint length;

  if (self->over)
    {
      g_set_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_SESSION_OVER, "%s: not sent",
                   mado_apdu_get_name (command));
      return FALSE;
    }
  if (!exchange_once (self, command, answer, error))
    return FALSE;
  if (!wants_other_length (command, answer))
    return TRUE;
  length = answer->sw & 0xFF;
  mado_apdu_set_expected (&again, length == 0 ? 256 : length);
  return exchange_once (self, &again, answer, error);
}
