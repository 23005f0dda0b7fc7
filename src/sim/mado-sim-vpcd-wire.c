/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-sim-vpcd-wire.h"

#include <string.h>

#define HEAD 2 /* bytes of length */
#define INBOX (HEAD + 65535)

enum
{
  CONTROL_OFF = 0,
  CONTROL_ON = 1,
  CONTROL_RESET = 2,
  CONTROL_ATR = 4,
};

struct _MadoSimVpcdWire
{
  MadoSimCard *card; /* owned */
  gsize n_inbox;
  guint8 inbox[INBOX]; /* commands may hold passwords: wiped as soon as they are done */
};

MadoSimVpcdWire *
mado_sim_vpcd_wire_new (MadoSimCard *card)
{
  MadoSimVpcdWire *self = g_new0 (MadoSimVpcdWire, 1);

  self->card = g_object_ref (card);
  return self;
}

void
mado_sim_vpcd_wire_free (MadoSimVpcdWire *self)
{
  g_object_unref (self->card);
  explicit_bzero (self->inbox, sizeof self->inbox);
  g_free (self);
}

guint8 *
mado_sim_vpcd_wire_room (MadoSimVpcdWire *self, gsize *n_room)
{
  *n_room = sizeof self->inbox - self->n_inbox;
  return self->inbox + self->n_inbox;
}

void
mado_sim_vpcd_wire_took (MadoSimVpcdWire *self, gsize n_bytes)
{
  g_assert (n_bytes <= sizeof self->inbox - self->n_inbox);
  self->n_inbox += n_bytes;
}

/* Puts the length of @n_payload bytes, which stand behind it, in front. */
static void
seal (guint8 *answer, gsize n_payload, gsize *n_answer)
{
  answer[0] = (guint8) (n_payload >> 8);
  answer[1] = (guint8) n_payload;
  *n_answer = HEAD + n_payload;
}

static void
control (MadoSimVpcdWire *self, guint8 code, guint8 *answer, gsize *n_answer)
{
  const guint8 *atr;
  gsize n_atr;

  switch (code)
    {
    case CONTROL_OFF:
    case CONTROL_ON:
    case CONTROL_RESET:
      mado_sim_card_power_off (self->card); /* what is volatile goes, whichever it was */
      break;
    case CONTROL_ATR:
      atr = mado_sim_card_get_atr (self->card, &n_atr);
      memcpy (answer + HEAD, atr, n_atr);
      seal (answer, n_atr, n_answer);
      break;
    default:
      break; /* later readers may know more; a card without an answer is what they expect */
    }
}

static MadoSimVpcdStep
carry_out (MadoSimVpcdWire *self, const guint8 *message, gsize n_message, guint8 *answer,
           gsize *n_answer)
{
  gsize n_response = 0;

  if (n_message == 1)
    control (self, message[0], answer, n_answer);
  if (n_message < 2)
    return MADO_SIM_VPCD_HANDLED;
  if (mado_sim_card_transmit (self->card, message, n_message, answer + HEAD, &n_response)
      != MADO_SIM_ANSWERED)
    return MADO_SIM_VPCD_GONE;
  seal (answer, n_response, n_answer);
  return MADO_SIM_VPCD_HANDLED;
}

MadoSimVpcdStep
mado_sim_vpcd_wire_next (MadoSimVpcdWire *self, guint8 *answer, gsize *n_answer)
{
  MadoSimVpcdStep step;
  gsize n_message, n_rest;

  *n_answer = 0;
  if (self->n_inbox < HEAD)
    return MADO_SIM_VPCD_NEEDS_MORE;
  n_message = (gsize) self->inbox[0] << 8 | self->inbox[1];
  if (self->n_inbox < HEAD + n_message)
    return MADO_SIM_VPCD_NEEDS_MORE;
  step = carry_out (self, self->inbox + HEAD, n_message, answer, n_answer);
  n_rest = self->n_inbox - HEAD - n_message;
  memmove (self->inbox, self->inbox + HEAD + n_message, n_rest);
  explicit_bzero (self->inbox + n_rest, self->n_inbox - n_rest);
  self->n_inbox = n_rest;
  return step;
}
