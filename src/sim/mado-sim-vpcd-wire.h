/* mado-sim-vpcd-wire.h - the card's side of the virtual reader's line protocol, without sockets
 *
 * Every message is a two-byte big-endian length and that many bytes.  One byte is a control
 * code (0 off, 1 on, 2 reset, 4 asks for the answer to reset), more is a command.  Source:
 * frankmorgner/vsmartcard, virtualsmartcard/doc/api.txt and src/vpcd/vpcd.c.
 * Layer: sim.  Threads: one at a time.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-sim-card.h"

G_BEGIN_DECLS

#define MADO_SIM_VPCD_ANSWER_MAX (2 + MADO_SIM_CARD_RESPONSE_MAX) /* bytes */

typedef struct _MadoSimVpcdWire MadoSimVpcdWire;

typedef enum
{
  MADO_SIM_VPCD_NEEDS_MORE, /* no whole message is there */
  MADO_SIM_VPCD_HANDLED,    /* one message is done; its answer may be empty */
  MADO_SIM_VPCD_GONE,       /* the card was pulled: close the line, there is no answer */
} MadoSimVpcdStep;

/** mado_sim_vpcd_wire_new: Returns: (transfer full): a line to @card, nothing received yet. */
MadoSimVpcdWire *mado_sim_vpcd_wire_new (MadoSimCard *card);
/** mado_sim_vpcd_wire_free: wipes what was received. */
void mado_sim_vpcd_wire_free (MadoSimVpcdWire *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoSimVpcdWire, mado_sim_vpcd_wire_free)

/** mado_sim_vpcd_wire_room: Returns: (transfer none): where @n_room (1 and more) bytes may be
 *  received, once mado_sim_vpcd_wire_next() has said NEEDS_MORE. */
guint8 *mado_sim_vpcd_wire_room (MadoSimVpcdWire *self, gsize *n_room);

/** mado_sim_vpcd_wire_took: @n_bytes have been received there. */
void mado_sim_vpcd_wire_took (MadoSimVpcdWire *self, gsize n_bytes);

/**
 * mado_sim_vpcd_wire_next:
 * @answer: (out): room for %MADO_SIM_VPCD_ANSWER_MAX bytes: length and payload to send
 * @n_answer: (out): 0 when the message has no answer
 *
 * Carries out the next whole message; takes as long as the card does. */
MadoSimVpcdStep mado_sim_vpcd_wire_next (MadoSimVpcdWire *self, guint8 *answer, gsize *n_answer);

G_END_DECLS
