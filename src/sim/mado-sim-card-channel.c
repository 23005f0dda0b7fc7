/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-sim-card-private.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>

#define FAILURES_MAX 10        /* of EXTERNAL AUTHENTICATE; then the key set is blocked */
#define PROTECTED_MAX 261      /* bytes of a short command */
#define PROTECTED_DATA_MAX 239 /* bytes of an answer that padding and MAC leave room for */
#define SCP_PARAMETER 0x70     /* "i": pseudo-random challenge, R-MAC, R-ENC (Amendment D 5.1) */
#define SCP_IDENTIFIER 0x03
#define KEY_TYPE_AES 0x88 /* GP Card Specification 2.2, table 11-16 */
#define CHECK_VALUE 3     /* bytes */
#define KEY_BLOCK (2 + 1 + MADO_SIM_KEY_BYTES + 1 + CHECK_VALUE)

/* The application that the challenge is bound to (Amendment D 6.2.2.1). */
static const guint8 challenge_aid[]
    = { 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01 };

typedef EVP_CIPHER_CTX CipherContext;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CipherContext, EVP_CIPHER_CTX_free)

static MadoSecret *
secret_of_key (const guint8 key[MADO_SIM_KEY_BYTES])
{
  guint8 copy[MADO_SIM_KEY_BYTES];

  memcpy (copy, key, sizeof copy);
  return mado_secret_new_take (copy, sizeof copy);
}

static void
load_keys (const MadoSimKeySet *set, MadoScp03Keys *keys)
{
  keys->enc = secret_of_key (set->keys[0]);
  keys->mac = secret_of_key (set->keys[1]);
  keys->dek = secret_of_key (set->keys[2]);
}

/* Moves a three-byte counter.  Returns: FALSE at its end. */
static gboolean
count_up (guint8 sequence[3])
{
  for (int i = 2; i >= 0; i--)
    if (++sequence[i] != 0)
      return TRUE;
  return FALSE;
}

static void
make_challenge (const MadoScp03Keys *keys, const guint8 sequence[3], guint8 challenge[8])
{
  guint8 context[3 + sizeof challenge_aid];
  g_autoptr (MadoSecret) derived = NULL;
  gsize n_derived;

  memcpy (context, sequence, 3);
  memcpy (context + 3, challenge_aid, sizeof challenge_aid);
  derived = mado_scp03_kdf (keys->enc, MADO_SCP03_CARD_CHALLENGE, context, sizeof context, 64);
  memcpy (challenge, mado_secret_get (derived, &n_derived), 8);
}

/* Amendment D 7.1.1.7: diversification data, key information, challenge, cryptogram, counter. */
static void
answer_initialize (MadoSimCard *self, const MadoSimKeySet *set, const guint8 host_challenge[8],
                   MadoSimAnswer *answer)
{
  g_auto (MadoScp03Keys) keys = { 0 };
  guint8 *at = answer->data;

  load_keys (set, &keys);
  memcpy (at, self->state->diversification, MADO_SIM_DIVERSIFICATION);
  at += MADO_SIM_DIVERSIFICATION;
  *at++ = set->version;
  *at++ = SCP_IDENTIFIER;
  *at++ = SCP_PARAMETER;
  make_challenge (&keys, set->sequence, at);
  self->channel = mado_scp03_new (&keys, host_challenge, at);
  self->channel_version = set->version;
  at += MADO_SCP03_CHALLENGE_LENGTH;
  mado_scp03_card_cryptogram (self->channel, at);
  at += MADO_SCP03_CRYPTOGRAM_LENGTH;
  memcpy (at, set->sequence, sizeof set->sequence);
  answer->n_data = (gsize) (at - answer->data) + sizeof set->sequence;
}

guint16
mado_sim_card_initialize_update (MadoSimCard *self, const MadoSimCommand *command,
                                 guint8 channel_version, MadoSimAnswer *answer)
{
  guint8 version = command->p1 == 0 ? MADO_SIM_KVN_COUNTER : command->p1;
  MadoSimCardState *next;
  MadoSimKeySet *set;

  if (channel_version != 0) /* a new channel is begun in clear: its answer could not be wrapped */
    return SW_CONDITIONS;
  mado_sim_card_drop_channel (self);
  if (command->p2 != 0x00)
    return SW_P1P2;
  if (command->n_data != MADO_SCP03_CHALLENGE_LENGTH)
    return SW_LENGTH;
  set = mado_sim_card_state_find_key_set (self->state, version);
  if (set == NULL)
    return SW_REFERENCE_NOT_FOUND;
  if (set->failures >= FAILURES_MAX)
    return SW_BLOCKED;
  /* The counter is used up before the world sees a challenge made from it. */
  next = mado_sim_card_begin (self);
  set = mado_sim_card_state_find_key_set (next, version);
  if (!count_up (set->sequence))
    {
      mado_sim_card_state_free (next);
      return SW_CONDITIONS;
    }
  if (!mado_sim_card_commit_counter (self, next))
    return SW_MEMORY;
  answer_initialize (self, mado_sim_card_state_find_key_set (self->state, version), command->data,
                     answer);
  return SW_OK;
}

static gboolean
set_failures (MadoSimCard *self, guint8 failures)
{
  MadoSimCardState *next = mado_sim_card_begin (self);

  mado_sim_card_state_find_key_set (next, self->channel_version)->failures = failures;
  return mado_sim_card_commit_counter (self, next);
}

/* As with a password, the failure is counted before the comparison and taken back after it. */
guint16
mado_sim_card_external_authenticate (MadoSimCard *self, const MadoSimCommand *command,
                                     guint8 channel_version, MadoSimAnswer *answer)
{
  guint8 bytes[21] = { command->cla, command->ins, command->p1, command->p2, 16 };
  const MadoSimKeySet *set;
  guint16 sw = SW_OK;

  if (self->channel == NULL || self->channel_open)
    return SW_CONDITIONS;
  set = mado_sim_card_state_find_key_set (self->state, self->channel_version);
  if (command->p1 != MADO_SCP03_LEVEL_FULL || command->p2 != 0x00)
    sw = SW_P1P2;
  else if (command->n_data != sizeof bytes - 5)
    sw = SW_LENGTH;
  else if (set->failures >= FAILURES_MAX)
    sw = SW_BLOCKED;
  else if (!set_failures (self, (guint8) (set->failures + 1)))
    sw = SW_MEMORY;
  if (sw == SW_OK)
    {
      memcpy (bytes + 5, command->data, sizeof bytes - 5);
      if (!mado_scp03_accept_authenticate (self->channel, bytes, sizeof bytes, NULL))
        sw = SW_AUTHENTICATION_FAILED;
      else if (!set_failures (self, 0))
        sw = SW_MEMORY;
    }
  self->channel_open = sw == SW_OK;
  if (sw != SW_OK)
    mado_sim_card_drop_channel (self);
  return sw;
}

/* Decrypts one AES key under the data encryption key and checks its check value. */
static gboolean
open_key_block (const guint8 dek[MADO_SIM_KEY_BYTES], const guint8 block[KEY_BLOCK],
                guint8 key[MADO_SIM_KEY_BYTES])
{
  const guint8 head[] = { KEY_TYPE_AES, 1 + MADO_SIM_KEY_BYTES, MADO_SIM_KEY_BYTES };
  guint8 iv[MADO_SCP03_BLOCK] = { 0 }, ones[MADO_SCP03_BLOCK], check[MADO_SCP03_BLOCK];
  g_autoptr (CipherContext) context = EVP_CIPHER_CTX_new ();
  const guint8 *sealed = block + sizeof head;
  int n;

  memset (ones, 0x01, sizeof ones);
  if (memcmp (block, head, sizeof head) != 0 || sealed[MADO_SIM_KEY_BYTES] != CHECK_VALUE)
    return FALSE;
  g_assert (EVP_DecryptInit_ex (context, EVP_aes_128_cbc (), NULL, dek, iv));
  EVP_CIPHER_CTX_set_padding (context, 0);
  g_assert (EVP_DecryptUpdate (context, key, &n, sealed, MADO_SIM_KEY_BYTES));
  g_assert (EVP_EncryptInit_ex (context, EVP_aes_128_ecb (), NULL, key, NULL));
  EVP_CIPHER_CTX_set_padding (context, 0);
  g_assert (EVP_EncryptUpdate (context, check, &n, ones, sizeof ones));
  return CRYPTO_memcmp (check, sealed + MADO_SIM_KEY_BYTES + 1, CHECK_VALUE) == 0;
}

/* PUT KEY, GP Card Specification 2.2, 11.8, with the AES key blocks of Amendment D 7.2: KVN, then
 * three of (88, length, key length, key under DEK, 03, check value).  Only the generator's set
 * can be replaced.  Its sequence counter goes on, so that no challenge ever comes twice. */
guint16
mado_sim_card_put_key (MadoSimCard *self, const MadoSimCommand *command, guint8 channel_version,
                       MadoSimAnswer *answer)
{
  const MadoSimKeySet *session = mado_sim_card_state_find_key_set (self->state, channel_version);
  const guint8 *block = command->data + 1;
  MadoSimCardState *next;
  MadoSimKeySet *set;

  if ((command->p1 != 0x00 && command->p1 != MADO_SIM_KVN_GENERATOR) || command->p2 != 0x81)
    return SW_P1P2;
  if (command->n_data != 1 + 3 * KEY_BLOCK)
    return SW_LENGTH;
  if (command->data[0] != MADO_SIM_KVN_GENERATOR)
    return SW_DATA;
  next = mado_sim_card_begin (self);
  set = &next->key_sets[1];
  answer->data[0] = MADO_SIM_KVN_GENERATOR;
  for (gsize i = 0; i < 3; i++, block += KEY_BLOCK)
    {
      if (!open_key_block (session->keys[2], block, set->keys[i]))
        {
          mado_sim_card_state_free (next);
          return SW_DATA;
        }
      memcpy (answer->data + 1 + i * CHECK_VALUE, block + KEY_BLOCK - CHECK_VALUE, CHECK_VALUE);
    }
  set->version = MADO_SIM_KVN_GENERATOR;
  set->failures = 0;
  if (!mado_sim_card_commit (self, next))
    return SW_MEMORY;
  answer->n_data = 1 + 3 * CHECK_VALUE;
  return SW_OK;
}

static void
answer_bare (MadoSimCard *self, guint16 sw, guint8 *response, gsize *n_response)
{
  mado_sim_card_drop_channel (self);
  response[0] = (guint8) (sw >> 8);
  response[1] = (guint8) sw;
  *n_response = 2;
}

/* Carries out @plain, whose answer goes back through the channel. */
static void
answer_protected (MadoSimCard *self, const guint8 *plain, gsize n_plain, guint8 *response,
                  gsize *n_response)
{
  MadoSimAnswer answer = { .n_data = 0 };
  MadoSimCommand command;
  guint16 sw = SW_LENGTH;
  gboolean ends = FALSE;

  if (mado_sim_command_parse (plain, n_plain, &command))
    {
      ends = command.ins == 0xA4 && command.p1 == 0x04;
      sw = mado_sim_card_dispatch (self, &command, self->channel_version, &answer);
    }
  if (answer.n_data > PROTECTED_DATA_MAX)
    {
      sw = SW_FUNCTION;
      answer.n_data = 0;
    }
  if (self->channel == NULL) /* the power went away */
    return answer_bare (self, sw, response, n_response);
  answer.data[answer.n_data] = (guint8) (sw >> 8);
  answer.data[answer.n_data + 1] = (guint8) sw;
  mado_scp03_wrap_response (self->channel, answer.data, answer.n_data + 2, response, n_response);
  if (ends)
    mado_sim_card_drop_channel (self);
  explicit_bzero (&answer, sizeof answer);
}

void
mado_sim_card_transmit_protected (MadoSimCard *self, const guint8 *command, gsize n_command,
                                  guint8 *response, gsize *n_response)
{
  guint8 plain[PROTECTED_MAX];
  gsize n_plain = 0;

  if (!self->channel_open)
    return answer_bare (self, self->selected ? SW_SECURITY : SW_INS, response, n_response);
  if (n_command > PROTECTED_MAX)
    return answer_bare (self, SW_LENGTH, response, n_response);
  if (mado_scp03_unwrap_command (self->channel, command, n_command, plain, &n_plain, NULL))
    answer_protected (self, plain, n_plain, response, n_response);
  else
    answer_bare (self, SW_SECURITY, response, n_response);
  explicit_bzero (plain, sizeof plain);
}
