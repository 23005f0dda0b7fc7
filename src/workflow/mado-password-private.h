/* mado-password-private.h - what the tables of the three password procedures share
 *
 * 変更 (mado-change-password.c), 初期化 (mado-reset-password.c), ロック解除 (mado-unlock.c).  After
 * each of them, whatever happened on the way, exactly one password is in force and desk and
 * resident know which; the certificate and its key are untouched.
 * Layer: workflow, not for others.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-counter.h"
#include "mado-matrix.h"

/* mado-password-words.c: one list of boxes for the three */
#define MADO_PASSWORD_N_CHECKS 8
extern const MadoCheck mado_password_checks[MADO_PASSWORD_N_CHECKS];

/* mado-password-read.c: on the card's worker.  Each reads id, key, certificate and the tries left,
 * which costs none, and notes them.  FAIL: the password is locked, or for an unlock is not; every
 * other trouble is one of looking, so it is CARD_GONE or AGAIN. */
MadoOutcome mado_password_read_card (MadoRun *run, MadoCase *work, GError **error);
MadoOutcome mado_password_read_locked_card (MadoRun *run, MadoCase *work, GError **error);

/* mado-password-card.c: on the card's worker */

/* OK: the old one is right and is kept; AGAIN, UNSURE, CARD_GONE: to be typed again; FAIL: locked.
 */
MadoOutcome mado_password_check_old (MadoRun *run, MadoCase *work, GError **error);
/* AGAIN, CARD_GONE: the old one is in force; UNSURE: old or new; FAIL: locked. */
MadoOutcome mado_password_change (MadoRun *run, MadoCase *work, GError **error);
/* After UNSURE of the change.  OK: the new one is in force; AGAIN: the old one is, and is kept;
 * UNSURE: the resident must type; FAIL: the card knows neither; CARD_GONE: not looked yet. */
MadoOutcome mado_password_tell_change (MadoRun *run, MadoCase *work, GError **error);
/* AGAIN, CARD_GONE, FAIL: nothing was set; UNSURE: perhaps. */
MadoOutcome mado_password_reset (MadoRun *run, MadoCase *work, GError **error);
/* After UNSURE of a reset.  OK: it may be in force: to be proved; AGAIN: it is not; CARD_GONE: not
 * looked yet. */
MadoOutcome mado_password_tell_reset (MadoRun *run, MadoCase *work, GError **error);
/* One VERIFY of what the resident has just typed.  OK: it is in force; AGAIN: it is not; FAIL: it
 * is not, and the password is locked now; UNSURE, CARD_GONE: not asked, or the answer was lost. */
MadoOutcome mado_password_prove (MadoRun *run, MadoCase *work, GError **error);
/* Tries full, the password stays.  UNSURE: perhaps; all else: nothing was done. */
MadoOutcome mado_password_unlock (MadoRun *run, MadoCase *work, GError **error);
/* After UNSURE of the unlock.  AGAIN: it was not done; CARD_GONE: not looked yet. */
MadoOutcome mado_password_tell_unlock (MadoRun *run, MadoCase *work, GError **error);

/* mado-password-rows.c */

/* Prints 暗証番号 変更・初期化・ロック解除申請書. */
MadoOutcome mado_password_print_request (MadoRun *run, MadoCase *work, GError **error);
/* Whether the unlock leaves the password as it is (the office's profile, noted when the card was
 * read), and whether it sets a new one. */
gboolean mado_password_is_kept (const MadoCase *work);
gboolean mado_password_is_reset (const MadoCase *work);
/* Nobody brings a sealed password, or it stays sealed because none is set. */
gboolean mado_password_needs_no_slip (const MadoCase *work);
