/* mado-sim-card.h - the simulated juki card: applet, memory, keys and passwords
 *
 * Behaves on the line as the dossier says that a juki card does (JPKI applet) and, for
 * personalisation, as this product's own card profile (SCP03, ISO/IEC 7816-4/-8).  It is a
 * card: its file holds a private key.  For training and tests only.
 * Layer: sim (sees base and card).  Threads: any; one APDU at a time.  mado_sim_card_pull() may
 * come from another thread and ends a running APDU.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-sim-fault.h"

G_BEGIN_DECLS

#define MADO_SIM_CARD_ERROR (mado_sim_card_error_quark ())
GQuark mado_sim_card_error_quark (void);
typedef enum
{
  MADO_SIM_CARD_ERROR_FILE,    /* the card's file cannot be read or written */
  MADO_SIM_CARD_ERROR_DAMAGED, /* the card's file is not one, or not whole */
  MADO_SIM_CARD_ERROR_IN_USE,  /* the card is in another reader (of this or another program) */
} MadoSimCardError;

#define MADO_SIM_CARD_ID_LENGTH 8
#define MADO_SIM_CARD_CERTIFICATE_SIZE 3072 /* bytes of EF 0001 and 0002 */
#define MADO_SIM_CARD_RESPONSE_MAX 258      /* bytes: 256 of data and the status word */

/* mado_sim_card_set_keygen_ms(): draw from the measured distribution of real cards. */
#define MADO_SIM_KEYGEN_TABLE G_MAXUINT

/* What became of a command. */
typedef enum
{
  MADO_SIM_ANSWERED, /* the response holds data and status word */
  MADO_SIM_GONE,     /* the card was not there: not carried out */
  MADO_SIM_LOST,     /* the card went away meanwhile: the world cannot know what it did */
} MadoSimOutcome;

#define MADO_TYPE_SIM_CARD (mado_sim_card_get_type ())
G_DECLARE_FINAL_TYPE (MadoSimCard, mado_sim_card, MADO, SIM_CARD, GObject)

/**
 * mado_sim_card_open:
 *
 * Puts the card whose memory is the file @path into service; each commit replaces the file
 * (write, fsync, rename).
 * Returns: (transfer full): %NULL with %MADO_SIM_CARD_ERROR. */
MadoSimCard *mado_sim_card_open (const char *path, GError **error);

/**
 * mado_sim_card_save_as:
 *
 * Writes the card's memory to @path (mode 0600) and keeps it there from now on.
 * Returns: %FALSE with %MADO_SIM_CARD_ERROR_FILE. */
gboolean mado_sim_card_save_as (MadoSimCard *self, const char *path, GError **error);

/** mado_sim_card_get_atr: Returns: (transfer none): the answer to reset, @n_atr bytes. */
const guint8 *mado_sim_card_get_atr (MadoSimCard *self, gsize *n_atr);

/** mado_sim_card_get_id: the eight bytes that tell this card from all others. */
void mado_sim_card_get_id (MadoSimCard *self, guint8 id[MADO_SIM_CARD_ID_LENGTH]);

/**
 * mado_sim_card_power_on, mado_sim_card_power_off:
 *
 * Power and reset: selection, password status and secure channel are gone; files and counters
 * stay.  On also ends the state "pulled"; a card with a file reads it anew then, and stays pulled
 * when it is in another reader by now. */
void mado_sim_card_power_on (MadoSimCard *self);
void mado_sim_card_power_off (MadoSimCard *self);

/** mado_sim_card_pull: takes the power away, also in the middle of an APDU.  A card with a file
 * lets it go: it may be put in elsewhere. */
void mado_sim_card_pull (MadoSimCard *self);

/** mado_sim_card_is_pulled: whether it was pulled (by a fault or a caller) since power came on. */
gboolean mado_sim_card_is_pulled (MadoSimCard *self);

/**
 * mado_sim_card_transmit:
 * @response: (out): room for %MADO_SIM_CARD_RESPONSE_MAX bytes
 * @n_response: (out): length of the answer, with %MADO_SIM_ANSWERED only
 *
 * One command, carried out to its end; waits as long as a real card computes. */
MadoSimOutcome mado_sim_card_transmit (MadoSimCard *self, const guint8 *command, gsize n_command,
                                       guint8 *response, gsize *n_response);

/**
 * mado_sim_card_set_keygen_ms:
 * @keygen_ms: least time of one key generation, or %MADO_SIM_KEYGEN_TABLE; 0 at first */
void mado_sim_card_set_keygen_ms (MadoSimCard *self, guint keygen_ms);

/**
 * mado_sim_card_add_prepared_key:
 * @der: an RSA-2048 private key, PKCS#1 DER
 *
 * The next GENERATE ASYMMETRIC KEY PAIR takes this key instead of computing one (tests). */
void mado_sim_card_add_prepared_key (MadoSimCard *self, GBytes *der);

/** mado_sim_card_add_fault: @ordinal counts from now, from 1; @status_word with STATUS_WORD. */
void mado_sim_card_add_fault (MadoSimCard *self, MadoSimFaultKind kind, guint ordinal,
                              guint16 status_word);
/** mado_sim_card_add_fault_at: the same, counting the commands of instruction @ins only (0: all);
 * on a line a cut "before" then looks as one that was "arriving".  Not for TEAR_UPDATE. */
void mado_sim_card_add_fault_at (MadoSimCard *self, MadoSimFaultKind kind, guint8 ins,
                                 guint ordinal, guint16 status_word);
void mado_sim_card_clear_faults (MadoSimCard *self);

/**
 * mado_sim_card_take_cut_before:
 *
 * For a reader on a line: pulls the card now if it is to be pulled before the next APDU.
 * Returns: whether it was. */
gboolean mado_sim_card_take_cut_before (MadoSimCard *self);

void mado_sim_card_set_hook (MadoSimCard *self, MadoSimHook hook, gpointer data);
void mado_sim_card_get_counters (MadoSimCard *self, MadoSimCounters *counters);
void mado_sim_card_reset_counters (MadoSimCard *self);

/**
 * mado_sim_card_set_splits:
 *
 * Makes the card answer as a T=0 card does: data to a command with data as 61xx and GET
 * RESPONSE, a wrong Le as 6Cxx (ISO/IEC 7816-3:2006, 10.3 and 12.2). */
void mado_sim_card_set_splits (MadoSimCard *self, gboolean splits);

G_END_DECLS
