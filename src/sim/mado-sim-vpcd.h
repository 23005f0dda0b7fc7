/* mado-sim-vpcd.h - one slot of the virtual reader that pcscd loads (vsmartcard's vpcd)
 *
 * vpcd is the TCP server, the card connects: connected is "inserted", closed is "removed".  When
 * pcscd goes away the slot keeps its card and connects again.  After a removal the slot stays empty
 * for half a second, longer than one poll of pcscd, even if a card is put in at once.
 * Layer: sim.  Threads: each slot has a thread of its own for line and card; the functions may
 * come from any other.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-sim-card.h"

G_BEGIN_DECLS

#define MADO_SIM_VPCD_PORT 35963 /* 0x8C7B, the driver's own; the second slot is one higher */

#define MADO_TYPE_SIM_VPCD (mado_sim_vpcd_get_type ())
G_DECLARE_FINAL_TYPE (MadoSimVpcd, mado_sim_vpcd, MADO, SIM_VPCD, GObject)

/** mado_sim_vpcd_new: Returns: (transfer full): an empty slot for 127.0.0.1:@port. */
MadoSimVpcd *mado_sim_vpcd_new (guint16 port);

/** mado_sim_vpcd_insert: puts @card in; a card that is in there is pulled first (swap). */
void mado_sim_vpcd_insert (MadoSimVpcd *self, MadoSimCard *card);

/** mado_sim_vpcd_remove: pulls the card, also in the middle of a command. */
void mado_sim_vpcd_remove (MadoSimVpcd *self);

/** mado_sim_vpcd_get_card: Returns: (transfer full) (nullable): the card, if it is in there. */
MadoSimCard *mado_sim_vpcd_get_card (MadoSimVpcd *self);

/** mado_sim_vpcd_is_connected: whether pcscd's driver has accepted the card. */
gboolean mado_sim_vpcd_is_connected (MadoSimVpcd *self);

G_END_DECLS
