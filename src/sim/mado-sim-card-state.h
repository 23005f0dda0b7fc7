/* mado-sim-card-state.h - the simulated card's non-volatile memory and its file
 *
 * Layer: sim (inside the card only).  Threads: the card's lock is held.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-sim-card.h"

G_BEGIN_DECLS

#define MADO_SIM_TOKEN_LENGTH 32    /* bytes, padded with blanks */
#define MADO_SIM_DIVERSIFICATION 10 /* bytes: two of issuer data, eight of card id */
#define MADO_SIM_PIN_MIN 4          /* characters, A-Z and 0-9 (juki era) */
#define MADO_SIM_PIN_MAX 16
#define MADO_SIM_RSA_DER_MAX 1280 /* bytes: an RSA-2048 private key takes 1190 to 1194 */
#define MADO_SIM_KEY_BYTES 16     /* of each static AES key */
#define MADO_SIM_N_KEY_SETS 2
#define MADO_SIM_KVN_COUNTER 0x30   /* key set of the counter terminal */
#define MADO_SIM_KVN_GENERATOR 0x31 /* key set of the key-pair generator */
#define MADO_SIM_LIFE_TERMINATED 0x7F

/* One SCP03 key set. */
typedef struct
{
  guint8 version;                     /* KVN; 0: not installed */
  guint8 keys[3][MADO_SIM_KEY_BYTES]; /* ENC, MAC, DEK */
  guint8 sequence[3];                 /* big-endian; counts INITIALIZE UPDATE */
  guint8 failures;                    /* EXTERNAL AUTHENTICATE failed, one after another */
} MadoSimKeySet;

/* One signature key and its certificate: the active pair, or the one prepared for renewal. */
typedef struct
{
  guint8 key[MADO_SIM_RSA_DER_MAX]; /* PKCS#1 DER, then zeroes; first byte 0: no key */
  guint8 terminated;                /* 1 after TERMINATE EF: never again a key */
  guint8 certificate[MADO_SIM_CARD_CERTIFICATE_SIZE];
} MadoSimPair;

/* Everything that survives power-off.  Bytes only, so that a copy is a snapshot. */
typedef struct
{
  guint8 has_applet;                   /* 0: SELECT of the AID fails (foreign card) */
  guint8 token[MADO_SIM_TOKEN_LENGTH]; /* EF 0006 */
  guint8 life_cycle;                   /* 0: follows from the contents; else this byte */
  guint8 diversification[MADO_SIM_DIVERSIFICATION];
  guint8 pin_salt[16];
  guint8 pin_hash[32]; /* SHA-256 of salt and password */
  guint8 pin_set;
  guint8 pin_tries;
  guint8 pin_tries_max;
  guint8 ca_certificate[MADO_SIM_CARD_CERTIFICATE_SIZE]; /* EF 0002 */
  MadoSimPair active;
  MadoSimPair pending;
  MadoSimKeySet key_sets[MADO_SIM_N_KEY_SETS];
} MadoSimCardState;

/** mado_sim_card_state_new: Returns: (transfer full): all zero. */
MadoSimCardState *mado_sim_card_state_new (void);
/** mado_sim_card_state_free: wipes, then frees. */
void mado_sim_card_state_free (MadoSimCardState *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoSimCardState, mado_sim_card_state_free)

/**
 * mado_sim_card_state_load:
 * @lock: (out): a descriptor that holds the file for this process; close() lets it go
 *
 * A card is in one place at a time: a file that another one holds is refused.
 * Returns: (transfer full): %NULL with %MADO_SIM_CARD_ERROR. */
MadoSimCardState *mado_sim_card_state_load (const char *path, int *lock, GError **error);

/** MadoSimStateStep: called at HALF_SAVED and BEFORE_SWAP. */
typedef void (*MadoSimStateStep) (MadoSimMoment moment, gpointer data);

typedef enum
{
  MADO_SIM_SAVE_SYNCHRONISED, /* outlives the machine's end */
  MADO_SIM_SAVE_QUICK,        /* outlives this program's end, kill -9 included */
} MadoSimSaving;

/**
 * mado_sim_card_state_save:
 * @lock: (inout): -1, or what mado_sim_card_state_load() gave; the new file's afterwards
 * @saving: how much is made sure of before it returns
 * @step: (nullable)
 *
 * Writes `PATH.new` (mode 0600) and renames it over @path; synchronised, also the file before and
 * the folder after that: a reader finds the old state or the new one, never a mixture.  The new
 * file is held before it has the name, so that nobody comes between.
 * Returns: %FALSE with %MADO_SIM_CARD_ERROR_FILE or _IN_USE. */
gboolean mado_sim_card_state_save (const MadoSimCardState *self, const char *path, int *lock,
                                   MadoSimSaving saving, MadoSimStateStep step, gpointer data,
                                   GError **error);

/** mado_sim_card_state_get_life_cycle: the byte that GET DATA 9F70 answers. */
guint8 mado_sim_card_state_get_life_cycle (const MadoSimCardState *self);

/** mado_sim_card_state_find_key_set: Returns: (nullable): the key set with that KVN. */
MadoSimKeySet *mado_sim_card_state_find_key_set (MadoSimCardState *self, guint8 version);

/** mado_sim_pair_has_key, mado_sim_pair_has_certificate: the latter by the four header bytes. */
gboolean mado_sim_pair_has_key (const MadoSimPair *pair);
gboolean mado_sim_pair_has_certificate (const MadoSimPair *pair);

G_END_DECLS
