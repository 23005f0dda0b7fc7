/* mado-card-session-password.h - the three procedures on a password, and what became of them
 *
 * 変更: the old password is known.  初期化: a new one without the old.  ロック解除: the old one
 * stays. No function here spends a try that the resident did not spend: a password goes to the card
 * as often as the resident typed it, or to prove what the card has just acknowledged.  A command
 * whose answer was lost (%MADO_CARD_ERROR_UNSURE) is never repeated: open the card again and ask
 * the functions of the second half. Source: ISO/IEC 7816-4:2005, 7.5 (VERIFY, CHANGE REFERENCE
 * DATA, RESET RETRY COUNTER); SEED Q12-14. Layer: card.  Threads: the worker that owns the reader.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-card-session.h"

G_BEGIN_DECLS

/**
 * mado_card_session_change_password:
 * @how_far: (out): always set; with an error it says what the card can hold now
 * @tries_left: (out): with PIN_WRONG and PIN_BLOCKED only
 *
 * VERIFY of the old password once, CHANGE REFERENCE DATA, VERIFY of the new one as proof.  Works in
 * clear too (%MADO_CARD_KEYS_NONE), as residents' own programs do it.
 * Returns: %FALSE with PIN_WRONG or PIN_BLOCKED (NOT_BEGUN: the old one was wrong), NOT_ALLOWED,
 *   READ_BACK (DONE, but the card does not accept the new one: another card, 初期化),
 *   UNSURE or a lost card: @how_far NOT_BEGUN: the old password is in force, the resident may have
 *   lost a try; SENT: mado_card_session_tell_change(); DONE: the new one is in force, the proof is
 *   missing. */
gboolean mado_card_session_change_password (MadoCardSession *self, const MadoSecret *old_password,
                                            const MadoSecret *new_password, MadoCardChange *how_far,
                                            guint *tries_left, GError **error);

/**
 * mado_card_session_reset_and_prove:
 * @acknowledged: (out): whether the card has said yes to the reset itself
 *
 * mado_card_session_reset_password() followed by one VERIFY of the new password.  A proof that
 * fails is READ_BACK, since the resident made no mistake. Returns: %FALSE; with UNSURE or a lost
 * card and not @acknowledged: mado_card_session_tell_reset(). */
gboolean mado_card_session_reset_and_prove (MadoCardSession *self, const MadoSecret *password,
                                            gboolean *acknowledged, GError **error);

/* What a look at the card says of a command whose answer was lost. */
typedef enum
{
  MADO_CARD_TOLD_DONE,     /* it took */
  MADO_CARD_TOLD_NOT_DONE, /* it did not: it may be sent again */
  MADO_CARD_TOLD_OPEN,     /* the card shows the same in both cases */
} MadoCardTold;

/**
 * mado_card_conclude_reset:
 * @tries_before: read before the reset or unlock was sent
 * @tries_now: read after it
 * @tries_full: as many as the card gives (its profile), 0 when not known
 *
 * The counter rises by RESET RETRY COUNTER and by a right password alone.  It was full already and
 * is so now: OPEN; then the resident types the new password for a VERIFY, or the reset is sent
 * again, which sets the same state once more. */
MadoCardTold mado_card_conclude_reset (guint tries_before, guint tries_now, guint tries_full);

/** mado_card_session_tell_reset: reads the tries and concludes.  Any session; costs no try. */
gboolean mado_card_session_tell_reset (MadoCardSession *self, guint tries_before, guint tries_full,
                                       MadoCardTold *told, guint *tries_left, GError **error);

/**
 * mado_card_session_tell_change:
 * @old_password: was accepted by this card just before (MADO_CARD_CHANGE_SENT)
 *
 * VERIFY of the new password; if it is not the card's, at once VERIFY of the old one, which gives
 * the tries back.  With less than two tries left nothing is sent: OPEN.
 * Returns: %FALSE with an error when neither can be said; PIN_WRONG when the card knows neither. */
gboolean mado_card_session_tell_change (MadoCardSession *self, const MadoSecret *old_password,
                                        const MadoSecret *new_password, MadoCardTold *told,
                                        GError **error);

G_END_DECLS
