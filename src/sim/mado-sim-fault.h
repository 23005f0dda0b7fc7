/* mado-sim-fault.h - what can go wrong with the simulated card, and what a test may watch
 *
 * One mechanism for the in-process reader and for vpcd: the faults belong to the card.
 * Layer: sim.  Threads: any; the card locks.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where a test strikes.  The ordinal counts from the moment of arming; 1 is the next one. */
typedef enum
{
  MADO_SIM_CUT_BEFORE,   /* pulled before APDU n is sent: not carried out, and known to be so */
  MADO_SIM_CUT_ARRIVING, /* pulled while APDU n travels: not carried out, the desk cannot know */
  MADO_SIM_CUT_DURING,   /* APDU n is carried out, its answer is lost */
  MADO_SIM_CUT_AFTER,    /* APDU n is answered, then the card is pulled */
  MADO_SIM_TEAR_UPDATE,  /* UPDATE BINARY n writes some of its pages, then the power is gone */
  MADO_SIM_STATUS_WORD,  /* APDU n is not carried out and answered with a status word */
  MADO_SIM_CORRUPT_MAC,  /* the answer to APDU n arrives with one bit of its R-MAC turned */
} MadoSimFaultKind;

/* What the world has sent so far, since the card was made or mado_sim_card_reset_counters(). */
typedef struct
{
  guint apdus;     /* commands that reached the card */
  guint verifies;  /* VERIFY with a password in it, in clear or protected */
  guint updates;   /* UPDATE BINARY */
  guint saves;     /* commits of the card's memory */
  gsize bytes_in;  /* of commands */
  gsize bytes_out; /* of answers, status words included */
} MadoSimCounters;

/* Moments at which the hook is called. */
typedef enum
{
  MADO_SIM_BEFORE_APDU, /* the command has arrived, nothing is done */
  MADO_SIM_AFTER_APDU,  /* carried out and committed, not yet answered */
  MADO_SIM_BEFORE_SAVE, /* memory is about to be committed */
  MADO_SIM_HALF_SAVED,  /* half of the new file lies beside the old one (cards with a file) */
  MADO_SIM_BEFORE_SWAP, /* the new file is complete and synchronised, the old one still counts */
  MADO_SIM_AFTER_SAVE,  /* the new state counts */
} MadoSimMoment;

/**
 * MadoSimHook:
 * @ordinal: which APDU, from 1, since the counters were reset
 * @header: its four bytes as they came over the line; no data, which may be a password
 *
 * Runs on the thread that transmits, with the card locked: it must not call the card.  Tests
 * raise SIGKILL here. */
typedef void (*MadoSimHook) (MadoSimMoment moment, guint ordinal, const guint8 header[4],
                             gpointer data);

G_END_DECLS
