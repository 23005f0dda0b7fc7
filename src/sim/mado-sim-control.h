/* mado-sim-control.h - commands to the simulated cards, one a line over a local socket
 *
 *   insert SLOT [FILE]   put the card in (without FILE: the one that was there last)
 *   remove SLOT          pull it
 *   swap SLOT FILE       pull it and put another one in
 *   reset SLOT           the card forgets selection, password and channel
 *   cut SLOT N before|arriving|during|after   pull it at the N-th APDU from now
 *   tear SLOT N          lose power in the N-th UPDATE BINARY from now
 *   sw SLOT N XXXX       answer the N-th APDU with a status word instead of carrying it out
 *   corrupt SLOT N       turn a bit of the R-MAC of the N-th answer
 *   keygen SLOT MS       least milliseconds of a key generation, or "table"
 *   status               what is in the slots, and the counters
 *   quit                 end the program
 *
 * N is a number, or an instruction and a number: `44:1` is the first ACTIVATE FILE from now.
 * SLOT is `operator` or `resident`.  Each line is answered by one line: `ok` and what was asked
 * for, or `error` and why.
 * Layer: sim.  Threads: the one whose main context it was made in.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-sim-vpcd.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_SIM_SLOT_OPERATOR, /* the first slot, on the port itself */
  MADO_SIM_SLOT_RESIDENT, /* the second slot, on the next port */
  MADO_SIM_N_SLOTS,
} MadoSimSlot;

#define MADO_TYPE_SIM_CONTROL (mado_sim_control_get_type ())
G_DECLARE_FINAL_TYPE (MadoSimControl, mado_sim_control, MADO, SIM_CONTROL, GObject)

/**
 * mado_sim_control_new:
 * @port: of the first slot
 * @keygen_ms: for every card that is put in (mado_sim_card_set_keygen_ms())
 *
 * Returns: (transfer full): both slots, empty.  Signal "quit" comes after that command. */
MadoSimControl *mado_sim_control_new (guint16 port, guint keygen_ms);

/**
 * mado_sim_control_insert:
 *
 * Pulls what is in the slot and puts the card of the file @path in.
 * Returns: %FALSE with %MADO_SIM_CARD_ERROR; the slot is empty then. */
gboolean mado_sim_control_insert (MadoSimControl *self, MadoSimSlot slot, const char *path,
                                  GError **error);

/** mado_sim_control_run: one command.  Returns: (transfer full): its answer, without newline. */
char *mado_sim_control_run (MadoSimControl *self, const char *line);

/**
 * mado_sim_control_listen:
 * @path: of the socket (mode 0600); a left-over one is replaced
 *
 * Takes commands from now on.  Returns: %FALSE with %G_IO_ERROR; ADDRESS_IN_USE when another
 *   program listens there. */
gboolean mado_sim_control_listen (MadoSimControl *self, const char *path, GError **error);

/** mado_sim_control_parse_keygen: "table" or a number of milliseconds up to an hour. */
gboolean mado_sim_control_parse_keygen (const char *text, guint *keygen_ms);

G_END_DECLS
