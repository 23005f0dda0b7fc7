/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-sim-card-private.h"

#include <string.h>
#include <unistd.h>

G_DEFINE_QUARK (mado_sim_card_error, mado_sim_card_error)
G_DEFINE_FINAL_TYPE (MadoSimCard, mado_sim_card, G_TYPE_OBJECT)

/* The answer to reset that public tables give for JPKI cards (contact, T=1). */
static const guint8 answer_to_reset[] = { 0x3B, 0xE0, 0x00, 0xFF, 0x81, 0x31, 0xFE, 0x45, 0x14 };

MadoSimCardState *
mado_sim_card_begin (MadoSimCard *self)
{
  MadoSimCardState *next = mado_sim_card_state_new ();

  *next = *self->state;
  return next;
}

static void
tell_step (MadoSimMoment moment, gpointer data)
{
  mado_sim_card_tell (data, moment);
}

static gboolean
commit (MadoSimCard *self, MadoSimCardState *next, MadoSimSaving saving)
{
  mado_sim_card_tell (self, MADO_SIM_BEFORE_SAVE);
  if (self->path != NULL
      && !mado_sim_card_state_save (next, self->path, &self->held_file, saving, tell_step, self,
                                    NULL))
    {
      mado_sim_card_state_free (next);
      return FALSE;
    }
  mado_sim_card_state_free (self->state);
  self->state = next;
  self->counters.saves++;
  mado_sim_card_tell (self, MADO_SIM_AFTER_SAVE);
  return TRUE;
}

gboolean
mado_sim_card_commit (MadoSimCard *self, MadoSimCardState *next)
{
  return commit (self, next, MADO_SIM_SAVE_SYNCHRONISED);
}

gboolean
mado_sim_card_commit_counter (MadoSimCard *self, MadoSimCardState *next)
{
  return commit (self, next, MADO_SIM_SAVE_QUICK);
}

void
mado_sim_card_drop_channel (MadoSimCard *self)
{
  g_clear_pointer (&self->channel, mado_scp03_free);
  self->channel_open = FALSE;
  self->channel_version = 0;
}

static void
forget (MadoSimCard *self)
{
  mado_sim_card_drop_channel (self);
  self->selected = FALSE;
  self->current = NULL;
  self->pin_verified = FALSE;
  self->n_rest = 0;
  explicit_bzero (self->rest, sizeof self->rest);
}

static void
let_file_go (MadoSimCard *self)
{
  if (self->held_file >= 0)
    close (self->held_file);
  self->held_file = -1;
}

/* The file's state is the card's: it may have been in another reader since.  FALSE: it still is. */
static gboolean
take_file (MadoSimCard *self)
{
  MadoSimCardState *state;

  if (self->path == NULL || self->held_file >= 0)
    return TRUE;
  state = mado_sim_card_state_load (self->path, &self->held_file, NULL);
  if (state == NULL)
    return FALSE;
  mado_sim_card_state_free (self->state);
  self->state = state;
  return TRUE;
}

void
mado_sim_card_lose_power (MadoSimCard *self)
{
  forget (self);
  let_file_go (self);
  self->pulled = TRUE;
  self->epoch++;
  g_cond_broadcast (&self->changed);
}

/* In clear: what may be said while a channel is open without giving the channel up. */
static gboolean
breaks_channel (MadoSimCard *self, const guint8 *command)
{
  gboolean begins_anew = command[1] == 0xA4 || command[1] == 0x50;

  return self->channel_open && !begins_anew && command[1] != 0xC0;
}

static void
transmit_clear (MadoSimCard *self, const guint8 *command, gsize n_command, guint8 *response,
                gsize *n_response)
{
  MadoSimAnswer answer = { .n_data = 0 };
  MadoSimCommand parsed;
  guint16 sw = SW_LENGTH;

  if (n_command >= 4 && breaks_channel (self, command))
    {
      mado_sim_card_drop_channel (self);
      sw = SW_SECURITY;
    }
  else if (mado_sim_command_parse (command, n_command, &parsed))
    {
      if (parsed.ins == 0xA4)
        mado_sim_card_drop_channel (self);
      sw = mado_sim_card_dispatch (self, &parsed, 0, &answer);
    }
  memcpy (response, answer.data, answer.n_data);
  response[answer.n_data] = (guint8) (sw >> 8);
  response[answer.n_data + 1] = (guint8) sw;
  *n_response = answer.n_data + 2;
}

/* What T=0 makes of an answer with data: 61xx and GET RESPONSE, or 6Cxx for a wrong Le. */
static void
split (MadoSimCard *self, const guint8 *command, gsize n_command, guint8 *response,
       gsize *n_response)
{
  gsize n_data = *n_response - 2;
  gboolean asks_rest = n_command >= 2 && command[1] == 0xC0;
  gboolean has_data = n_command > 5;
  gsize n_expected = n_command == 5 && command[4] != 0 ? command[4] : 256;

  self->n_rest = 0;
  if (n_data == 0 || asks_rest || (!has_data && n_expected == n_data))
    return;
  if (has_data)
    {
      memcpy (self->rest, response, n_data);
      self->n_rest = n_data;
    }
  response[0] = has_data ? 0x61 : 0x6C;
  response[1] = (guint8) n_data;
  *n_response = 2;
}

static void
carry_out (MadoSimCard *self, const guint8 *command, gsize n_command, guint8 *response,
           gsize *n_response)
{
  gboolean is_protected = n_command >= 4 && (command[0] & 0x7F) == 0x04 && command[1] != 0x82;

  if (is_protected)
    mado_sim_card_transmit_protected (self, command, n_command, response, n_response);
  else
    transmit_clear (self, command, n_command, response, n_response);
  if (self->splits)
    split (self, command, n_command, response, n_response);
}

static MadoSimOutcome
transmit_locked (MadoSimCard *self, const guint8 *command, gsize n_command, guint8 *response,
                 gsize *n_response)
{
  guint epoch = self->epoch;
  MadoSimStrike strike;

  if (self->pulled)
    return MADO_SIM_GONE;
  mado_sim_card_take_strike (self, n_command >= 2 ? command[1] : 0, &strike);
  if (strike.before)
    {
      mado_sim_card_lose_power (self);
      return MADO_SIM_GONE;
    }
  self->counters.apdus++;
  self->counters.bytes_in += n_command;
  memset (self->header, 0, sizeof self->header);
  memcpy (self->header, command, MIN (n_command, sizeof self->header));
  mado_sim_card_tell (self, MADO_SIM_BEFORE_APDU);
  if (strike.arriving)
    mado_sim_card_lose_power (self);
  else if (strike.status_word != 0)
    {
      response[0] = (guint8) (strike.status_word >> 8);
      response[1] = (guint8) strike.status_word;
      *n_response = 2;
    }
  else
    carry_out (self, command, n_command, response, n_response);
  if (self->epoch == epoch)
    mado_sim_card_tell (self, MADO_SIM_AFTER_APDU);
  if (strike.during && self->epoch == epoch)
    mado_sim_card_lose_power (self);
  if (self->epoch != epoch)
    return MADO_SIM_LOST;
  if (strike.corrupt && *n_response > 2)
    response[*n_response - 3] ^= 0x01;
  self->counters.bytes_out += *n_response;
  if (strike.after)
    mado_sim_card_lose_power (self);
  return MADO_SIM_ANSWERED;
}

MadoSimOutcome
mado_sim_card_transmit (MadoSimCard *self, const guint8 *command, gsize n_command, guint8 *response,
                        gsize *n_response)
{
  MadoSimOutcome outcome;

  g_mutex_lock (&self->lock);
  outcome = transmit_locked (self, command, n_command, response, n_response);
  g_mutex_unlock (&self->lock);
  return outcome;
}

const guint8 *
mado_sim_card_get_atr (MadoSimCard *self, gsize *n_atr)
{
  *n_atr = sizeof answer_to_reset;
  return answer_to_reset;
}

void
mado_sim_card_get_id (MadoSimCard *self, guint8 id[MADO_SIM_CARD_ID_LENGTH])
{
  g_mutex_lock (&self->lock);
  memcpy (id, self->state->diversification + 2, MADO_SIM_CARD_ID_LENGTH);
  g_mutex_unlock (&self->lock);
}

void
mado_sim_card_power_on (MadoSimCard *self)
{
  g_mutex_lock (&self->lock);
  forget (self);
  self->pulled = !take_file (self);
  g_mutex_unlock (&self->lock);
}

void
mado_sim_card_power_off (MadoSimCard *self)
{
  g_mutex_lock (&self->lock);
  forget (self);
  g_mutex_unlock (&self->lock);
}

void
mado_sim_card_pull (MadoSimCard *self)
{
  g_mutex_lock (&self->lock);
  mado_sim_card_lose_power (self);
  g_mutex_unlock (&self->lock);
}

gboolean
mado_sim_card_is_pulled (MadoSimCard *self)
{
  gboolean pulled;

  g_mutex_lock (&self->lock);
  pulled = self->pulled;
  g_mutex_unlock (&self->lock);
  return pulled;
}

void
mado_sim_card_set_keygen_ms (MadoSimCard *self, guint keygen_ms)
{
  g_mutex_lock (&self->lock);
  self->keygen_ms = keygen_ms;
  g_mutex_unlock (&self->lock);
}

void
mado_sim_card_add_prepared_key (MadoSimCard *self, GBytes *der)
{
  g_return_if_fail (g_bytes_get_size (der) <= MADO_SIM_RSA_DER_MAX);
  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->prepared, g_bytes_ref (der));
  g_mutex_unlock (&self->lock);
}

void
mado_sim_card_set_splits (MadoSimCard *self, gboolean splits)
{
  g_mutex_lock (&self->lock);
  self->splits = splits;
  g_mutex_unlock (&self->lock);
}

MadoSimCard *
mado_sim_card_new_take (MadoSimCardState *state)
{
  MadoSimCard *self = g_object_new (MADO_TYPE_SIM_CARD, NULL);

  self->state = state;
  return self;
}

MadoSimCard *
mado_sim_card_open (const char *path, GError **error)
{
  int lock = -1;
  MadoSimCardState *state = mado_sim_card_state_load (path, &lock, error);
  MadoSimCard *self;

  if (state == NULL)
    return NULL;
  self = mado_sim_card_new_take (state);
  self->path = g_strdup (path);
  self->held_file = lock;
  return self;
}

static gboolean
save_locked (MadoSimCard *self, const char *path, GError **error)
{
  int held = -1;

  if (g_strcmp0 (self->path, path) == 0)
    return mado_sim_card_state_save (self->state, path, &self->held_file,
                                     MADO_SIM_SAVE_SYNCHRONISED, NULL, NULL, error);
  if (!mado_sim_card_state_save (self->state, path, &held, MADO_SIM_SAVE_SYNCHRONISED, NULL, NULL,
                                 error))
    return FALSE;
  let_file_go (self);
  self->held_file = held;
  g_free (self->path);
  self->path = g_strdup (path);
  return TRUE;
}

gboolean
mado_sim_card_save_as (MadoSimCard *self, const char *path, GError **error)
{
  gboolean saved;

  g_mutex_lock (&self->lock);
  saved = save_locked (self, path, error);
  g_mutex_unlock (&self->lock);
  return saved;
}

static void
mado_sim_card_finalize (GObject *object)
{
  MadoSimCard *self = MADO_SIM_CARD (object);

  forget (self);
  let_file_go (self);
  g_clear_pointer (&self->state, mado_sim_card_state_free);
  g_clear_pointer (&self->path, g_free);
  g_queue_clear_full (&self->prepared, (GDestroyNotify) g_bytes_unref);
  g_array_unref (self->faults);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (mado_sim_card_parent_class)->finalize (object);
}

static void
mado_sim_card_class_init (MadoSimCardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_sim_card_finalize;
}

static void
mado_sim_card_init (MadoSimCard *self)
{
  self->held_file = -1;
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_queue_init (&self->prepared);
  self->faults = g_array_new (FALSE, FALSE, sizeof (MadoSimFault));
}
