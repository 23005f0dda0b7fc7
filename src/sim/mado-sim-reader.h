/* mado-sim-reader.h - a card reader in process: a slot for a simulated card
 *
 * Gives the errors that the PC/SC reader gives for the same events.
 * Layer: sim (sees base and card).  Threads: the MadoReader calls on the worker that owns the
 * reader; the functions below from any thread, also while a command runs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-reader.h"
#include "mado-sim-card.h"

G_BEGIN_DECLS

#define MADO_TYPE_SIM_READER (mado_sim_reader_get_type ())
G_DECLARE_FINAL_TYPE (MadoSimReader, mado_sim_reader, MADO, SIM_READER, GObject)

/* What is wrong with the reader or its surroundings, seen at connect (and, for SERVICE and
 * READER, at every later call). */
typedef enum
{
  MADO_SIM_TROUBLE_NONE,
  MADO_SIM_TROUBLE_SERVICE,      /* pcscd is gone */
  MADO_SIM_TROUBLE_READER,       /* unplugged */
  MADO_SIM_TROUBLE_BUSY,         /* another program holds the card */
  MADO_SIM_TROUBLE_UNRESPONSIVE, /* the card lies upside down */
} MadoSimTrouble;

/** mado_sim_reader_new: Returns: (transfer full): an empty reader. */
MadoSimReader *mado_sim_reader_new (const char *name);

/**
 * mado_sim_reader_insert:
 *
 * Puts @card in and gives it power; a card that is in there is pulled first (swap).  A
 * conversation that was open stays lost until it is connected anew. */
void mado_sim_reader_insert (MadoSimReader *self, MadoSimCard *card);

/** mado_sim_reader_remove: pulls the card, also in the middle of a command. */
void mado_sim_reader_remove (MadoSimReader *self);

/** mado_sim_reader_reset_by_other: another program resets the card. */
void mado_sim_reader_reset_by_other (MadoSimReader *self);

void mado_sim_reader_set_trouble (MadoSimReader *self, MadoSimTrouble trouble);

/** mado_sim_reader_has_card: whether a card with power is in the slot. */
gboolean mado_sim_reader_has_card (MadoSimReader *self);

G_END_DECLS
