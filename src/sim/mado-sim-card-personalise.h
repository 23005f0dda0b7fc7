/* mado-sim-card-personalise.h - makes simulated cards: blank juki cards and the odd ones
 *
 * Layer: sim.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-secret.h"
#include "mado-sim-card.h"

G_BEGIN_DECLS

#define MADO_SIM_TOKEN_JUKI "JPKIAPICCTOKEN"
#define MADO_SIM_TOKEN_MY_NUMBER "JPKIAPICCTOKEN2"

/* What a new card is to be.  Zero everywhere makes a blank juki card with the training keys. */
typedef struct
{
  guint8 card_id[MADO_SIM_CARD_ID_LENGTH];
  const char *token;                  /* NULL: %MADO_SIM_TOKEN_JUKI; at most 32 characters */
  gboolean without_applet;            /* a foreign card: SELECT of the JPKI applet fails */
  guint8 tries_max;                   /* of the password; 0: 5 */
  guint8 life_cycle;                  /* 0: follows from what is on the card; else fixed */
  const char *password;               /* NULL: none set; 4-16 of A-Z and 0-9, for tests */
  gboolean locked;                    /* no tries left */
  const MadoSecret *counter_master;   /* 16 bytes, of KVN 30; NULL: the training key */
  const MadoSecret *generator_master; /* 16 bytes, of KVN 31; NULL: the training key */
} MadoSimPersonalisation;

/**
 * mado_sim_card_new_personalised:
 *
 * The card's diversification data in INITIALIZE UPDATE are 4A 4B ("JK") and the card id; its key
 * sets come from the masters by mado_scp03_diversify().
 * Returns: (transfer full): a card in memory (mado_sim_card_save_as() gives it a file). */
MadoSimCard *mado_sim_card_new_personalised (const MadoSimPersonalisation *what);

/**
 * mado_sim_training_master:
 * @version: 0x30 (counter terminal) or 0x31 (key-pair generator)
 *
 * The well-known master keys of training: anybody has them, they protect nothing.
 * Returns: (transfer full): 16 bytes. */
MadoSecret *mado_sim_training_master (guint8 version);

/**
 * mado_sim_masters_load:
 * @path: text file with the lines `counter=` and `generator=`, each with 32 hexadecimal digits;
 *   `#` begins a comment
 * @counter: (out): master of KVN 30
 * @generator: (out): master of KVN 31
 *
 * Returns: %FALSE with %MADO_SIM_CARD_ERROR. */
gboolean mado_sim_masters_load (const char *path, MadoSecret **counter, MadoSecret **generator,
                                GError **error);

G_END_DECLS
