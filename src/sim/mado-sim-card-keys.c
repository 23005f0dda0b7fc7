/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-sim-card-private.h"
#include "mado-sim-keygen-time.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/core_names.h>
#include <string.h>

#define MODULUS_BYTES 256 /* RSA-2048 */
#define TEMPLATE_HEAD 9   /* bytes before the modulus in EF 001D */
#define SIGN_MAX 245      /* bytes: MODULUS_BYTES - 11, PKCS #1 v1.5 */

typedef EVP_PKEY Key;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Key, EVP_PKEY_free)
typedef EVP_PKEY_CTX KeyContext;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyContext, EVP_PKEY_CTX_free)

MadoSimPair *
mado_sim_card_state_pair_of (MadoSimCardState *state, const MadoSimFile *file)
{
  return (file->id & 0x0100) != 0 ? &state->pending : &state->active;
}

static Key *
decode_key (const guint8 *der, gsize n_der)
{
  return d2i_PrivateKey (EVP_PKEY_RSA, NULL, &der, (long) n_der);
}

/* ISO/IEC 7816-8:2004, 5.1: 7F49 { 81 modulus, 82 exponent }.  Always 270 bytes. */
gboolean
mado_sim_pair_write_public_key (const MadoSimPair *pair,
                                guint8 template[MADO_SIM_PUBLIC_KEY_LENGTH])
{
  static const guint8 head[TEMPLATE_HEAD]
      = { 0x7F, 0x49, 0x82, 0x01, 0x09, 0x81, 0x82, 0x01, 0x00 };
  static const guint8 exponent[] = { 0x82, 0x03, 0x01, 0x00, 0x01 };
  g_autoptr (Key) key = NULL;
  BIGNUM *modulus = NULL;

  if (!mado_sim_pair_has_key (pair))
    return FALSE;
  key = decode_key (pair->key, sizeof pair->key);
  if (key == NULL || !EVP_PKEY_get_bn_param (key, OSSL_PKEY_PARAM_RSA_N, &modulus))
    return FALSE;
  memcpy (template, head, sizeof head);
  BN_bn2binpad (modulus, template + TEMPLATE_HEAD, MODULUS_BYTES);
  memcpy (template + TEMPLATE_HEAD + MODULUS_BYTES, exponent, sizeof exponent);
  BN_free (modulus);
  return TRUE;
}

/* PKCS#1 DER of a key: the prepared one, or a new one.  Lets the lock go while it computes. */
static gboolean
make_key (MadoSimCard *self, guint8 der[MADO_SIM_RSA_DER_MAX])
{
  g_autoptr (GBytes) prepared = g_queue_pop_head (&self->prepared);
  g_autoptr (Key) key = NULL;
  unsigned char *at = der;
  int n_der;

  memset (der, 0, MADO_SIM_RSA_DER_MAX);
  if (prepared != NULL)
    {
      memcpy (der, g_bytes_get_data (prepared, NULL), g_bytes_get_size (prepared));
      return TRUE;
    }
  g_mutex_unlock (&self->lock);
  key = EVP_RSA_gen (MODULUS_BYTES * 8);
  g_mutex_lock (&self->lock);
  n_der = key == NULL ? -1 : i2d_PrivateKey (key, NULL);
  return n_der > 0 && n_der <= MADO_SIM_RSA_DER_MAX && i2d_PrivateKey (key, &at) == n_der;
}

static gint64
keygen_deadline (MadoSimCard *self)
{
  guint ms = self->keygen_ms;

  if (ms == MADO_SIM_KEYGEN_TABLE)
    ms = mado_sim_keygen_time_at (g_random_double ());
  return g_get_monotonic_time () + (gint64) ms * 1000;
}

/* A card that is computing answers nothing, and reader and poll wait for it; only losing its
 * power ends that.  Returns: FALSE then. */
static gboolean
wait_until (MadoSimCard *self, gint64 deadline, guint epoch)
{
  while (self->epoch == epoch && g_get_monotonic_time () < deadline)
    g_cond_wait_until (&self->changed, &self->lock, deadline);
  return self->epoch == epoch;
}

/* The new key replaces the old one, and the old certificate goes in the same commit: no
 * certificate ever stands over a key that it does not name. */
static guint16
replace_key (MadoSimCard *self, const MadoSimFile *file)
{
  MadoSimCardState *next;
  gint64 deadline = keygen_deadline (self);
  guint epoch = self->epoch;
  guint8 der[MADO_SIM_RSA_DER_MAX];
  gboolean made = make_key (self, der);
  guint16 sw = SW_MEMORY;

  if (!wait_until (self, deadline, epoch))
    sw = SW_NONE;
  else if (made)
    {
      MadoSimPair *pair;

      next = mado_sim_card_begin (self);
      pair = mado_sim_card_state_pair_of (next, file);
      memcpy (pair->key, der, sizeof der);
      memset (pair->certificate, 0, 4);
      sw = mado_sim_card_commit (self, next) ? SW_OK : SW_MEMORY;
    }
  explicit_bzero (der, sizeof der);
  return sw;
}

guint16
mado_sim_card_generate_key (MadoSimCard *self, const MadoSimCommand *command,
                            guint8 channel_version, MadoSimAnswer *answer)
{
  const MadoSimFile *file = self->current;

  if (file == NULL)
    return SW_NO_CURRENT_EF;
  if (file->kind != MADO_SIM_FILE_KEY)
    return SW_FILE_KIND;
  if (command->p2 != 0x00 || (command->p1 != 0x80 && command->p1 != 0x81))
    return SW_P1P2;
  if (command->n_data > 0)
    return SW_LENGTH;
  if (command->p1 == 0x81) /* its answer would not fit: EF 001D is there for that */
    return SW_FUNCTION;
  if (mado_sim_card_state_pair_of (self->state, file)->terminated)
    return SW_CONDITIONS;
  return replace_key (self, file);
}

static gboolean
sign (const MadoSimPair *pair, const guint8 *message, gsize n_message, MadoSimAnswer *answer)
{
  g_autoptr (Key) key = decode_key (pair->key, sizeof pair->key);
  g_autoptr (KeyContext) context = key == NULL ? NULL : EVP_PKEY_CTX_new (key, NULL);

  answer->n_data = sizeof answer->data;
  return context != NULL && EVP_PKEY_sign_init (context) == 1
         && EVP_PKEY_CTX_set_rsa_padding (context, RSA_PKCS1_PADDING) == 1
         && EVP_PKEY_sign (context, answer->data, &answer->n_data, message, n_message) == 1;
}

/* P1 = 00 only: PKCS #1 v1.5 block type 1 over the bytes as given; the host made DigestInfo. */
guint16
mado_sim_card_sign (MadoSimCard *self, const MadoSimCommand *command, guint8 channel_version,
                    MadoSimAnswer *answer)
{
  const MadoSimFile *file;
  MadoSimPair *pair;
  guint16 sw;

  if (command->p1 != 0x00)
    return SW_P1P2;
  sw = mado_sim_card_find_reference (self, command->p2, MADO_SIM_FILE_KEY, &file);
  if (sw != SW_OK)
    return sw;
  if (!self->pin_verified)
    return SW_SECURITY;
  pair = mado_sim_card_state_pair_of (self->state, file);
  if (!mado_sim_pair_has_key (pair))
    return SW_CONDITIONS;
  if (command->n_data == 0 || command->n_data > SIGN_MAX)
    return SW_LENGTH;
  if (sign (pair, command->data, command->n_data, answer))
    return SW_OK;
  answer->n_data = 0;
  return SW_MEMORY;
}

/* The prepared pair takes the active one's place in one commit, so that a renewal that is torn
 * leaves the old key with the old certificate or the new with the new. */
guint16
mado_sim_card_activate (MadoSimCard *self, const MadoSimCommand *command, guint8 channel_version,
                        MadoSimAnswer *answer)
{
  MadoSimCardState *next;

  if (command->p1 != 0x00 || command->p2 != 0x00)
    return SW_P1P2;
  if (!mado_sim_pair_has_key (&self->state->pending)
      || !mado_sim_pair_has_certificate (&self->state->pending) || self->state->active.terminated)
    return SW_CONDITIONS;
  next = mado_sim_card_begin (self);
  next->active = next->pending;
  explicit_bzero (&next->pending, sizeof next->pending);
  return mado_sim_card_commit (self, next) ? SW_OK : SW_MEMORY;
}

static guint16
destroy_key (MadoSimCard *self, const MadoSimCommand *command, gboolean for_ever)
{
  MadoSimCardState *next;
  MadoSimPair *pair;

  if (command->p1 != 0x00 || command->p2 != 0x00)
    return SW_P1P2;
  if (self->current == NULL)
    return SW_NO_CURRENT_EF;
  if (self->current->kind != MADO_SIM_FILE_KEY)
    return SW_FILE_KIND;
  next = mado_sim_card_begin (self);
  pair = mado_sim_card_state_pair_of (next, self->current);
  explicit_bzero (pair->key, sizeof pair->key);
  memset (pair->certificate, 0, 4);
  if (for_ever)
    pair->terminated = 1;
  return mado_sim_card_commit (self, next) ? SW_OK : SW_MEMORY;
}

guint16
mado_sim_card_delete_key (MadoSimCard *self, const MadoSimCommand *command, guint8 channel_version,
                          MadoSimAnswer *answer)
{
  return destroy_key (self, command, FALSE);
}

guint16
mado_sim_card_terminate_key (MadoSimCard *self, const MadoSimCommand *command,
                             guint8 channel_version, MadoSimAnswer *answer)
{
  return destroy_key (self, command, TRUE);
}

guint16
mado_sim_card_terminate (MadoSimCard *self, const MadoSimCommand *command, guint8 channel_version,
                         MadoSimAnswer *answer)
{
  MadoSimCardState *next;

  if (command->p1 != 0x00 || command->p2 != 0x00)
    return SW_P1P2;
  next = mado_sim_card_begin (self);
  next->life_cycle = MADO_SIM_LIFE_TERMINATED;
  return mado_sim_card_commit (self, next) ? SW_OK : SW_MEMORY;
}
