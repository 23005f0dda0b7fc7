/* mado-sim-card-private.h - what the parts of the simulated card share
 *
 * Layer: sim (inside the card only).  Threads: all functions run with the card's lock held.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-scp03.h"
#include "mado-sim-card-state.h"

G_BEGIN_DECLS

/* Status words, ISO/IEC 7816-4:2005 tables 5 and 6, as the dossier saw them on real cards. */
enum
{
  SW_OK = 0x9000,
  SW_AUTHENTICATION_FAILED = 0x6300,
  SW_TRIES = 0x63C0, /* and the number of tries */
  SW_MEMORY = 0x6581,
  SW_LENGTH = 0x6700,
  SW_FILE_KIND = 0x6981,
  SW_SECURITY = 0x6982,
  SW_BLOCKED = 0x6983,
  SW_REFERENCE_UNUSABLE = 0x6984,
  SW_CONDITIONS = 0x6985,
  SW_NO_CURRENT_EF = 0x6986,
  SW_DATA = 0x6A80,
  SW_FUNCTION = 0x6A81,
  SW_NOT_FOUND = 0x6A82,
  SW_NO_ROOM = 0x6A84,
  SW_P1P2 = 0x6A86,
  SW_REFERENCE_NOT_FOUND = 0x6A88,
  SW_OFFSET = 0x6B00,
  SW_INS = 0x6D00,
  SW_CLA = 0x6E00,
  SW_NONE = 0x0000, /* the power went away: there is no answer */
};

typedef enum
{
  MADO_SIM_FILE_DATA, /* transparent EF */
  MADO_SIM_FILE_PIN,
  MADO_SIM_FILE_KEY,
} MadoSimFileKind;

/* Who may read an EF. */
typedef enum
{
  MADO_SIM_READ_ANYBODY,
  MADO_SIM_READ_HOLDER, /* after VERIFY, or inside a secure channel */
} MadoSimFileRead;

/* One row of the applet's file table. */
typedef struct
{
  guint16 id;
  MadoSimFileKind kind;
  MadoSimFileRead read;
  gboolean writable; /* by UPDATE and ERASE BINARY, inside the counter's channel */
} MadoSimFile;

/* A command APDU taken apart; @data points into the command. */
typedef struct
{
  guint8 cla, ins, p1, p2;
  const guint8 *data;
  gsize n_data;
  gsize n_expected; /* Ne; 0: no Le */
} MadoSimCommand;

typedef struct
{
  guint8 data[256];
  gsize n_data;
} MadoSimAnswer;

/* An armed fault; `left` counts down to 0. */
typedef struct
{
  MadoSimFaultKind kind;
  guint8 ins; /* counts commands of this instruction only; 0: all */
  guint left;
  guint16 status_word;
} MadoSimFault;

struct _MadoSimCard
{
  GObject parent_instance;
  GMutex lock;   /* everything below */
  GCond changed; /* pulled */

  MadoSimCardState *state; /* owned; what survives power-off */
  char *path;              /* owned, nullable: its file */
  int held_file;           /* owned: holds the file for this card; -1: no file, or pulled */

  /* Gone at power-off. */
  guint epoch; /* counts losses of power */
  gboolean pulled;
  gboolean selected;          /* the applet */
  const MadoSimFile *current; /* EF */
  gboolean pin_verified;
  MadoScp03 *channel; /* owned, nullable */
  gboolean channel_open;
  guint8 channel_version; /* KVN */
  guint8 rest[256];       /* of an answer, for GET RESPONSE */
  gsize n_rest;

  /* Behaviour. */
  guint keygen_ms;
  GQueue prepared; /* of GBytes */
  gboolean splits;
  GArray *faults; /* of MadoSimFault */
  MadoSimHook hook;
  gpointer hook_data;
  guint8 header[4]; /* of the running APDU, for the hook */
  MadoSimCounters counters;
};

/* Makes a card in memory.  @state: (transfer full) */
MadoSimCard *mado_sim_card_new_take (MadoSimCardState *state);

/* A copy to change and commit.  Returns: (transfer full) */
MadoSimCardState *mado_sim_card_begin (MadoSimCard *self);
/* Makes @next: (transfer full) the card's memory, on file first.  FALSE: SW_MEMORY, old state. */
gboolean mado_sim_card_commit (MadoSimCard *self, MadoSimCardState *next);
/* The same for the counters of a channel.  Each opening moves three of them; a chip does so in some
 * milliseconds, a disk that is made sure of takes ten times as long, and every figure of a session
 * with the card would be that of the disk. */
gboolean mado_sim_card_commit_counter (MadoSimCard *self, MadoSimCardState *next);
/* Power is gone: volatile state too. */
void mado_sim_card_lose_power (MadoSimCard *self);
void mado_sim_card_drop_channel (MadoSimCard *self);
void mado_sim_card_tell (MadoSimCard *self, MadoSimMoment moment);

/* mado-sim-card-commands.c.  @channel_version: KVN of the channel it came through, 0: clear. */
guint16 mado_sim_card_dispatch (MadoSimCard *self, const MadoSimCommand *command,
                                guint8 channel_version, MadoSimAnswer *answer);
/* Returns FALSE when the lengths do not fit together. */
gboolean mado_sim_command_parse (const guint8 *bytes, gsize n_bytes, MadoSimCommand *command);

/* One command of the applet: returns the status word, adds data to @answer (empty before). */
typedef guint16 (*MadoSimHandler) (MadoSimCard *self, const MadoSimCommand *command,
                                   guint8 channel_version, MadoSimAnswer *answer);

/* mado-sim-card-files.c */
/* The EF that P2 of a key command names: 80 is the current one, 80 | n has the short id n. */
guint16 mado_sim_card_find_reference (MadoSimCard *self, guint8 p2, MadoSimFileKind kind,
                                      const MadoSimFile **file);
guint16 mado_sim_card_select (MadoSimCard *, const MadoSimCommand *, guint8, MadoSimAnswer *);
guint16 mado_sim_card_read_binary (MadoSimCard *, const MadoSimCommand *, guint8, MadoSimAnswer *);
guint16 mado_sim_card_update_binary (MadoSimCard *, const MadoSimCommand *, guint8,
                                     MadoSimAnswer *);
guint16 mado_sim_card_erase_binary (MadoSimCard *, const MadoSimCommand *, guint8, MadoSimAnswer *);

/* mado-sim-card-password.c */
guint16 mado_sim_card_verify (MadoSimCard *, const MadoSimCommand *, guint8, MadoSimAnswer *);
guint16 mado_sim_card_change_password (MadoSimCard *, const MadoSimCommand *, guint8,
                                       MadoSimAnswer *);
guint16 mado_sim_card_reset_tries (MadoSimCard *, const MadoSimCommand *, guint8, MadoSimAnswer *);
/* Puts a password of 4-16 characters A-Z, 0-9 into @state.  Returns FALSE for any other. */
gboolean mado_sim_card_state_set_password (MadoSimCardState *state, const guint8 *password,
                                           gsize n_password);

/* mado-sim-card-keys.c */
#define MADO_SIM_PUBLIC_KEY_LENGTH 270 /* bytes of EF 001D */
gboolean mado_sim_pair_write_public_key (const MadoSimPair *pair,
                                         guint8 template[MADO_SIM_PUBLIC_KEY_LENGTH]);
MadoSimPair *mado_sim_card_state_pair_of (MadoSimCardState *state, const MadoSimFile *file);
guint16 mado_sim_card_generate_key (MadoSimCard *, const MadoSimCommand *, guint8, MadoSimAnswer *);
guint16 mado_sim_card_sign (MadoSimCard *, const MadoSimCommand *, guint8, MadoSimAnswer *);
guint16 mado_sim_card_activate (MadoSimCard *, const MadoSimCommand *, guint8, MadoSimAnswer *);
guint16 mado_sim_card_delete_key (MadoSimCard *, const MadoSimCommand *, guint8, MadoSimAnswer *);
guint16 mado_sim_card_terminate_key (MadoSimCard *, const MadoSimCommand *, guint8,
                                     MadoSimAnswer *);
guint16 mado_sim_card_terminate (MadoSimCard *, const MadoSimCommand *, guint8, MadoSimAnswer *);

/* mado-sim-card-channel.c */
guint16 mado_sim_card_initialize_update (MadoSimCard *, const MadoSimCommand *, guint8,
                                         MadoSimAnswer *);
guint16 mado_sim_card_external_authenticate (MadoSimCard *, const MadoSimCommand *, guint8,
                                             MadoSimAnswer *);
guint16 mado_sim_card_put_key (MadoSimCard *, const MadoSimCommand *, guint8, MadoSimAnswer *);
/* A command with the secure messaging bit: unwraps, carries out, wraps the answer. */
void mado_sim_card_transmit_protected (MadoSimCard *self, const guint8 *command, gsize n_command,
                                       guint8 *response, gsize *n_response);

/* mado-sim-card-faults.c: what falls due at this APDU. */
typedef struct
{
  gboolean before, arriving, during, after, corrupt;
  guint16 status_word; /* 0: none */
} MadoSimStrike;
void mado_sim_card_take_strike (MadoSimCard *self, guint8 ins, MadoSimStrike *strike);
/* Whether this UPDATE BINARY is to be torn. */
gboolean mado_sim_card_take_tear (MadoSimCard *self);

G_END_DECLS
