/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-sim-card-private.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <string.h>

#define DUMMY_TRIES 3 /* of EF 0018: as many as an authentication password has */

/* The card keeps a salted hash, so that no password ever rests in its memory or its file. */
static void
hash_password (const guint8 salt[16], const guint8 *password, gsize n_password, guint8 hash[32])
{
  EVP_MD_CTX *context = EVP_MD_CTX_new ();

  g_assert (context != NULL && EVP_DigestInit_ex (context, EVP_sha256 (), NULL)
            && EVP_DigestUpdate (context, salt, 16)
            && EVP_DigestUpdate (context, password, n_password)
            && EVP_DigestFinal_ex (context, hash, NULL));
  EVP_MD_CTX_free (context);
}

static gboolean
is_password (const guint8 *password, gsize n_password)
{
  if (n_password < MADO_SIM_PIN_MIN || n_password > MADO_SIM_PIN_MAX)
    return FALSE;
  for (gsize i = 0; i < n_password; i++)
    if (!g_ascii_isupper (password[i]) && !g_ascii_isdigit (password[i]))
      return FALSE;
  return TRUE;
}

gboolean
mado_sim_card_state_set_password (MadoSimCardState *state, const guint8 *password, gsize n_password)
{
  if (!is_password (password, n_password))
    return FALSE;
  g_assert (RAND_bytes (state->pin_salt, sizeof state->pin_salt) == 1);
  hash_password (state->pin_salt, password, n_password, state->pin_hash);
  state->pin_set = 1;
  state->pin_tries = state->pin_tries_max;
  return TRUE;
}

/* Empty VERIFY: how many tries are left; it costs none, whatever the state. */
static guint16
answer_tries (MadoSimCard *self, const MadoSimFile *file)
{
  if (file->id == 0x0018)
    return SW_TRIES | DUMMY_TRIES;
  return (guint16) (SW_TRIES | (self->state->pin_set ? self->state->pin_tries & 0xF : 0));
}

/* Takes one try away for good, before anything is compared. */
static gboolean
spend_try (MadoSimCard *self)
{
  MadoSimCardState *next = mado_sim_card_begin (self);

  next->pin_tries--;
  return mado_sim_card_commit (self, next);
}

static gboolean
restore_tries (MadoSimCard *self)
{
  MadoSimCardState *next = mado_sim_card_begin (self);

  next->pin_tries = next->pin_tries_max;
  return mado_sim_card_commit (self, next);
}

static gboolean
matches_password (MadoSimCard *self, const guint8 *password, gsize n_password)
{
  guint8 hash[32];
  gboolean equal;

  hash_password (self->state->pin_salt, password, n_password, hash);
  equal = CRYPTO_memcmp (hash, self->state->pin_hash, sizeof hash) == 0;
  explicit_bzero (hash, sizeof hash);
  return equal;
}

guint16
mado_sim_card_verify (MadoSimCard *self, const MadoSimCommand *command, guint8 channel_version,
                      MadoSimAnswer *answer)
{
  const MadoSimFile *file;
  guint16 sw;

  self->counters.verifies += command->n_data > 0;
  if (command->p1 != 0x00)
    return SW_P1P2;
  sw = mado_sim_card_find_reference (self, command->p2, MADO_SIM_FILE_PIN, &file);
  if (sw != SW_OK)
    return sw;
  if (command->n_data == 0)
    return answer_tries (self, file);
  if (file->id == 0x0018 || !self->state->pin_set || self->state->pin_tries == 0)
    return SW_REFERENCE_UNUSABLE;
  if (command->n_data > MADO_SIM_PIN_MAX)
    return SW_LENGTH;
  self->pin_verified = FALSE;
  if (!spend_try (self))
    return SW_MEMORY;
  if (!matches_password (self, command->data, command->n_data))
    return (guint16) (SW_TRIES | self->state->pin_tries);
  if (!restore_tries (self))
    return SW_MEMORY;
  self->pin_verified = TRUE;
  return SW_OK;
}

/* New password only: the holder's after VERIFY, or the first one, through either channel. */
guint16
mado_sim_card_change_password (MadoSimCard *self, const MadoSimCommand *command,
                               guint8 channel_version, MadoSimAnswer *answer)
{
  const MadoSimFile *file;
  MadoSimCardState *next;
  guint16 sw;

  if (command->p1 != 0x01)
    return SW_P1P2;
  sw = mado_sim_card_find_reference (self, command->p2, MADO_SIM_FILE_PIN, &file);
  if (sw != SW_OK)
    return sw;
  if (file->id == 0x0018)
    return SW_REFERENCE_UNUSABLE;
  if (self->state->pin_set ? !self->pin_verified : channel_version == 0)
    return SW_SECURITY;
  next = mado_sim_card_begin (self);
  if (!mado_sim_card_state_set_password (next, command->data, command->n_data))
    {
      mado_sim_card_state_free (next);
      return SW_DATA;
    }
  return mado_sim_card_commit (self, next) ? SW_OK : SW_MEMORY;
}

/* P1 = 03 releases the lock, P1 = 02 sets a new password (ISO/IEC 7816-4:2005, table 76). */
guint16
mado_sim_card_reset_tries (MadoSimCard *self, const MadoSimCommand *command, guint8 channel_version,
                           MadoSimAnswer *answer)
{
  const MadoSimFile *file;
  MadoSimCardState *next;
  guint16 sw;

  if (command->p1 != 0x02 && command->p1 != 0x03)
    return SW_P1P2;
  sw = mado_sim_card_find_reference (self, command->p2, MADO_SIM_FILE_PIN, &file);
  if (sw != SW_OK)
    return sw;
  if (file->id == 0x0018)
    return SW_REFERENCE_UNUSABLE;
  if (command->p1 == 0x03 && command->n_data > 0)
    return SW_LENGTH;
  if (command->p1 == 0x03 && !self->state->pin_set)
    return SW_CONDITIONS;
  next = mado_sim_card_begin (self);
  next->pin_tries = next->pin_tries_max;
  if (command->p1 == 0x02
      && !mado_sim_card_state_set_password (next, command->data, command->n_data))
    {
      mado_sim_card_state_free (next);
      return SW_DATA;
    }
  self->pin_verified = FALSE;
  return mado_sim_card_commit (self, next) ? SW_OK : SW_MEMORY;
}
