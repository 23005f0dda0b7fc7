/* mado-card-iso-gp.h - the parts of the ISO/GlobalPlatform profile
 *
 * Files are named by their identifier; the tables of an identifier's meaning are card.md 1.1 and,
 * for the second pair, this product's own.
 * Layer: card (inside this profile only).  Threads: the worker that owns the reader.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-card-talk.h"

G_BEGIN_DECLS

enum
{
  MADO_CARD_FILE_KEY = 0x001A,
  MADO_CARD_FILE_PASSWORD = 0x001B,
  MADO_CARD_FILE_PUBLIC_KEY = 0x001D, /* our own: the template of the key pair */
  /* Our own: the pair that is prepared for a renewal. */
  MADO_CARD_FILE_PENDING_CERTIFICATE = 0x0101,
  MADO_CARD_FILE_PENDING_KEY = 0x011A,
  MADO_CARD_FILE_PENDING_PUBLIC_KEY = 0x011D,
};

/**
 * mado_card_iso_gp_identify:
 *
 * SELECT, token, INITIALIZE UPDATE, and EXTERNAL AUTHENTICATE when the conversation has a key set.
 * Returns: %FALSE with %MADO_CARD_ERROR_FOREIGN, MY_NUMBER_CARD, BLANK, LOCKED, TERMINATED,
 *   KEYS_REFUSED, KEYS_BLOCKED or the key provider's error. */
gboolean mado_card_iso_gp_identify (MadoCardTalk *talk, GError **error);

/** mado_card_iso_gp_leave_channel: back to clear commands, if a protected session is open. */
gboolean mado_card_iso_gp_leave_channel (MadoCardTalk *talk, GError **error);

/** mado_card_iso_gp_end: ends session and password status on the card. */
void mado_card_iso_gp_end (MadoCardTalk *talk);

/* mado-card-iso-gp-password.c: as the functions of MadoCardProfile. */
gboolean mado_card_iso_gp_read_tries (MadoCardTalk *talk, guint *tries_left, GError **error);
gboolean mado_card_iso_gp_set_first_password (MadoCardTalk *talk, const MadoSecret *password,
                                              GError **error);
gboolean mado_card_iso_gp_verify (MadoCardTalk *talk, const MadoSecret *password, guint *tries_left,
                                  GError **error);
gboolean mado_card_iso_gp_prove_password (MadoCardTalk *talk, const MadoSecret *password,
                                          GError **error);
gboolean mado_card_iso_gp_change_password (MadoCardTalk *talk, const MadoSecret *old_password,
                                           const MadoSecret *new_password, MadoCardChange *how_far,
                                           guint *tries_left, GError **error);
gboolean mado_card_iso_gp_reset_password (MadoCardTalk *talk, const MadoSecret *password,
                                          GError **error);
gboolean mado_card_iso_gp_unlock (MadoCardTalk *talk, GError **error);

/* mado-card-iso-gp-key.c: on the key pair in @file. */
/* @spki: (out): NULL when the file with the public key holds none. */
gboolean mado_card_iso_gp_look_up_key (MadoCardTalk *talk, guint16 file, GBytes **spki,
                                       GError **error);
gboolean mado_card_iso_gp_generate (MadoCardTalk *talk, guint16 file, GError **error);
GBytes *mado_card_iso_gp_sign (MadoCardTalk *talk, guint16 file, const MadoSecret *password,
                               const guint8 *sha256, guint *tries_left, GError **error);
gboolean mado_card_iso_gp_delete (MadoCardTalk *talk, guint16 file, GError **error);

/* mado-card-iso-gp-pending.c: as the functions of MadoCardProfile. */
MadoCardPending *mado_card_iso_gp_read_pending (MadoCardTalk *talk, GError **error);
gboolean mado_card_iso_gp_generate_pending (MadoCardTalk *talk, GError **error);
GBytes *mado_card_iso_gp_sign_pending (MadoCardTalk *talk, const MadoSecret *password,
                                       const guint8 *sha256, guint *tries_left, GError **error);
gboolean mado_card_iso_gp_write_pending (MadoCardTalk *talk, GBytes *der, GError **error);
gboolean mado_card_iso_gp_activate_pending (MadoCardTalk *talk, GError **error);
gboolean mado_card_iso_gp_discard_pending (MadoCardTalk *talk, GError **error);

G_END_DECLS
