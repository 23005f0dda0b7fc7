/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-sim-reader.h"

#include <string.h>

/* What the open conversation has met; the first thing that happens stays. */
typedef enum
{
  CONVERSATION_NONE,
  CONVERSATION_OPEN,
  CONVERSATION_RESET,   /* by another program */
  CONVERSATION_REMOVED, /* its card is gone, even if another one is in the slot now */
} Conversation;

struct _MadoSimReader
{
  GObject parent_instance;
  char *name;
  GMutex lock;       /* everything below; never held while the card computes */
  MadoSimCard *card; /* owned, nullable */
  Conversation conversation;
  MadoSimTrouble trouble;
};

static const char *
sim_get_name (MadoReader *reader)
{
  return MADO_SIM_READER (reader)->name;
}

static gboolean
fail (MadoReaderError code, const char *text, GError **error)
{
  g_set_error_literal (error, MADO_READER_ERROR, (int) code, text);
  return FALSE;
}

/* Trouble that ends every call.  The lock is held. */
static gboolean
check_surroundings (MadoSimReader *self, GError **error)
{
  if (self->trouble == MADO_SIM_TROUBLE_SERVICE)
    return fail (MADO_READER_ERROR_NO_SERVICE, "simulated: the service is gone", error);
  if (self->trouble == MADO_SIM_TROUBLE_READER)
    return fail (MADO_READER_ERROR_NO_READER, "simulated: the reader is unplugged", error);
  return TRUE;
}

static gboolean
connect_locked (MadoSimReader *self, GError **error)
{
  g_assert (self->conversation == CONVERSATION_NONE);
  if (!check_surroundings (self, error))
    return FALSE;
  if (self->card == NULL || mado_sim_card_is_pulled (self->card))
    return fail (MADO_READER_ERROR_NO_CARD, "simulated: the slot is empty", error);
  if (self->trouble == MADO_SIM_TROUBLE_BUSY)
    return fail (MADO_READER_ERROR_BUSY, "simulated: another program holds the card", error);
  if (self->trouble == MADO_SIM_TROUBLE_UNRESPONSIVE)
    return fail (MADO_READER_ERROR_UNRESPONSIVE, "simulated: no answer to reset", error);
  self->conversation = CONVERSATION_OPEN;
  return TRUE;
}

static gboolean
sim_connect (MadoReader *reader, MadoReaderShare share, GBytes **atr, GError **error)
{
  MadoSimReader *self = MADO_SIM_READER (reader);
  gboolean connected;

  g_mutex_lock (&self->lock);
  connected = connect_locked (self, error);
  if (connected && atr != NULL)
    {
      gsize n_atr;
      const guint8 *bytes = mado_sim_card_get_atr (self->card, &n_atr);

      *atr = g_bytes_new (bytes, n_atr);
    }
  g_mutex_unlock (&self->lock);
  return connected;
}

/* The card to talk to.  Returns: (transfer full): NULL with @error. */
static MadoSimCard *
get_conversation (MadoSimReader *self, GError **error)
{
  MadoSimCard *card = NULL;

  g_mutex_lock (&self->lock);
  g_assert (self->conversation != CONVERSATION_NONE);
  if (!check_surroundings (self, error))
    card = NULL;
  else if (self->conversation == CONVERSATION_RESET)
    fail (MADO_READER_ERROR_RESET, "simulated: another program reset the card", error);
  else if (self->conversation == CONVERSATION_REMOVED || self->card == NULL)
    fail (MADO_READER_ERROR_REMOVED, "simulated: the card was pulled", error);
  else
    card = g_object_ref (self->card);
  g_mutex_unlock (&self->lock);
  return card;
}

static gboolean
sim_transmit (MadoReader *reader, const guint8 *command, gsize n_command, guint8 *response,
              gsize *n_response, GError **error)
{
  MadoSimReader *self = MADO_SIM_READER (reader);
  g_autoptr (MadoSimCard) card = get_conversation (self, error);
  guint8 answer[MADO_SIM_CARD_RESPONSE_MAX];
  MadoSimOutcome outcome;
  gsize n_answer = 0;

  if (card == NULL)
    return FALSE;
  outcome = mado_sim_card_transmit (card, command, n_command, answer, &n_answer);
  if (outcome == MADO_SIM_GONE)
    return fail (MADO_READER_ERROR_REMOVED, "simulated: the card was pulled", error);
  if (outcome == MADO_SIM_LOST)
    return fail (MADO_READER_ERROR_LOST, "simulated: the card was pulled meanwhile", error);
  memcpy (response, answer, n_answer);
  *n_response = n_answer;
  return TRUE;
}

static void
sim_disconnect (MadoReader *reader, gboolean reset_card)
{
  MadoSimReader *self = MADO_SIM_READER (reader);

  g_mutex_lock (&self->lock);
  if (self->conversation == CONVERSATION_OPEN && reset_card)
    mado_sim_card_power_off (self->card);
  self->conversation = CONVERSATION_NONE;
  g_mutex_unlock (&self->lock);
}

/* The lock is held. */
static void
pull_card (MadoSimReader *self)
{
  if (self->card == NULL)
    return;
  mado_sim_card_pull (self->card);
  g_clear_object (&self->card);
  if (self->conversation != CONVERSATION_NONE)
    self->conversation = CONVERSATION_REMOVED;
}

void
mado_sim_reader_insert (MadoSimReader *self, MadoSimCard *card)
{
  g_mutex_lock (&self->lock);
  g_object_ref (card);
  pull_card (self);
  self->card = card;
  mado_sim_card_power_on (card);
  g_mutex_unlock (&self->lock);
}

void
mado_sim_reader_remove (MadoSimReader *self)
{
  g_mutex_lock (&self->lock);
  pull_card (self);
  g_mutex_unlock (&self->lock);
}

void
mado_sim_reader_reset_by_other (MadoSimReader *self)
{
  g_mutex_lock (&self->lock);
  if (self->card != NULL)
    mado_sim_card_power_off (self->card);
  if (self->conversation == CONVERSATION_OPEN)
    self->conversation = CONVERSATION_RESET;
  g_mutex_unlock (&self->lock);
}

void
mado_sim_reader_set_trouble (MadoSimReader *self, MadoSimTrouble trouble)
{
  g_mutex_lock (&self->lock);
  self->trouble = trouble;
  g_mutex_unlock (&self->lock);
}

gboolean
mado_sim_reader_has_card (MadoSimReader *self)
{
  gboolean has_card;

  g_mutex_lock (&self->lock);
  has_card = self->card != NULL && !mado_sim_card_is_pulled (self->card);
  g_mutex_unlock (&self->lock);
  return has_card;
}

static void
sim_reader_iface_init (MadoReaderInterface *iface)
{
  iface->get_name = sim_get_name;
  iface->connect = sim_connect;
  iface->transmit = sim_transmit;
  iface->disconnect = sim_disconnect;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (MadoSimReader, mado_sim_reader, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_READER, sim_reader_iface_init))

static void
mado_sim_reader_finalize (GObject *object)
{
  MadoSimReader *self = MADO_SIM_READER (object);

  g_clear_object (&self->card);
  g_free (self->name);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (mado_sim_reader_parent_class)->finalize (object);
}

static void
mado_sim_reader_class_init (MadoSimReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_sim_reader_finalize;
}

static void
mado_sim_reader_init (MadoSimReader *self)
{
  g_mutex_init (&self->lock);
}

MadoSimReader *
mado_sim_reader_new (const char *name)
{
  MadoSimReader *self = g_object_new (MADO_TYPE_SIM_READER, NULL);

  self->name = g_strdup (name);
  return self;
}
