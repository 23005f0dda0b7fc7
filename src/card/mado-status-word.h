/* mado-status-word.h - from a card's status word to what the operator does next
 *
 * Layer: card.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-apdu.h"
#include "mado-card-error.h"

G_BEGIN_DECLS

#define MADO_SW_OK 0x9000
#define MADO_SW_NO_FILE 0x6A82
#define MADO_SW_PAST_END 0x6B00

/**
 * mado_status_word_check:
 * @command: the command that was answered; its instruction decides what some words mean
 * @sw: the answer's status word
 *
 * One table for all of ISO/IEC 7816-4:2005 (tables 5 and 6), the application's own words and
 * GlobalPlatform's.  A word that leaves open whether an effecting command was carried out becomes
 * %MADO_CARD_ERROR_UNSURE.
 * Returns: %TRUE for 9000; else %FALSE with %MADO_CARD_ERROR. */
gboolean mado_status_word_check (const MadoApdu *command, guint16 sw, GError **error);

/**
 * mado_status_word_get_tries:
 * @tries_left: (out): 0..15; untouched when @sw does not tell
 *
 * Returns: whether @sw is of the form 63Cx, or a word for "blocked" (0 tries). */
gboolean mado_status_word_get_tries (guint16 sw, guint *tries_left);

G_END_DECLS
