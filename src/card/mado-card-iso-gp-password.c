/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-card-file.h"
#include "mado-card-iso-gp.h"
#include "mado-status-word.h"

#define VERIFY 0x0020009B /* P2: 80 and the password's short identifier 1B */
#define CHANGE_CURRENT 0x00240180
#define RESET_CURRENT 0x002C0280
#define UNLOCK_CURRENT 0x002C0380

static gboolean
fail (MadoCardError code, const char *message, GError **error)
{
  g_set_error_literal (error, MADO_CARD_ERROR, (int) code, message);
  return FALSE;
}

static gboolean
select_password (MadoCardTalk *talk, GError **error)
{
  return mado_card_file_select (talk, MADO_CARD_FILE_PASSWORD, error);
}

/* VERIFY without data costs no try. */
gboolean
mado_card_iso_gp_read_tries (MadoCardTalk *talk, guint *tries_left, GError **error)
{
  g_auto (MadoApdu) command = { { 0 }, 0, MADO_APDU_IDEMPOTENT };
  g_auto (MadoAnswer) answer = { NULL };

  mado_apdu_init (&command, MADO_APDU_IDEMPOTENT, VERIFY, NULL, 0, MADO_APDU_NO_LE);
  if (!mado_card_talk_exchange (talk, &command, &answer, error))
    return FALSE;
  if (mado_status_word_get_tries (answer.sw, tries_left))
    return TRUE;
  g_set_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_PROTOCOL, "tries left: SW %04X",
               (guint) answer.sw);
  return FALSE;
}

/* The card allows it without VERIFY only while no password is set. */
gboolean
mado_card_iso_gp_set_first_password (MadoCardTalk *talk, const MadoSecret *password, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (!mado_card_talk_ensure_secure (talk, error) || !select_password (talk, error))
    return FALSE;
  if (mado_card_talk_run_secret (talk, CHANGE_CURRENT, password, &reason))
    return TRUE;
  if (g_error_matches (reason, MADO_CARD_ERROR, MADO_CARD_ERROR_NOT_ALLOWED))
    return fail (MADO_CARD_ERROR_PIN_SET, reason->message, error);
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

gboolean
mado_card_iso_gp_verify (MadoCardTalk *talk, const MadoSecret *password, guint *tries_left,
                         GError **error)
{
  g_auto (MadoApdu) command = { { 0 }, 0, MADO_APDU_IDEMPOTENT };
  g_auto (MadoAnswer) answer = { NULL };

  mado_apdu_init_secret (&command, MADO_APDU_EFFECTING, VERIFY, password);
  if (!mado_card_talk_exchange (talk, &command, &answer, error))
    return FALSE;
  mado_status_word_get_tries (answer.sw, tries_left);
  return mado_status_word_check (&command, answer.sw, error);
}

/* The card has said yes to this very password: a refusal is not the resident's mistake. */
gboolean
mado_card_iso_gp_prove_password (MadoCardTalk *talk, const MadoSecret *password, GError **error)
{
  g_autoptr (GError) reason = NULL;
  guint tries_left;

  if (mado_card_iso_gp_verify (talk, password, &tries_left, &reason))
    return TRUE;
  if (g_error_matches (reason, MADO_CARD_ERROR, MADO_CARD_ERROR_PIN_WRONG)
      || g_error_matches (reason, MADO_CARD_ERROR, MADO_CARD_ERROR_PIN_BLOCKED))
    return fail (MADO_CARD_ERROR_READ_BACK, "the card does not accept the password that was set",
                 error);
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/* Protected where the conversation has a key set, else in clear as residents' programs send it.
 * Whether CHANGE was refused is known; only a lost answer leaves old or new. */
gboolean
mado_card_iso_gp_change_password (MadoCardTalk *talk, const MadoSecret *old_password,
                                  const MadoSecret *new_password, MadoCardChange *how_far,
                                  guint *tries_left, GError **error)
{
  g_autoptr (GError) reason = NULL;

  *how_far = MADO_CARD_CHANGE_NOT_BEGUN;
  if ((talk->kvn != MADO_CARD_KEYS_NONE && !mado_card_talk_ensure_secure (talk, error))
      || !select_password (talk, error)
      || !mado_card_iso_gp_verify (talk, old_password, tries_left, error))
    return FALSE;
  if (!mado_card_talk_run_secret (talk, CHANGE_CURRENT, new_password, &reason))
    {
      if (g_error_matches (reason, MADO_CARD_ERROR, MADO_CARD_ERROR_UNSURE))
        *how_far = MADO_CARD_CHANGE_SENT;
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  *how_far = MADO_CARD_CHANGE_DONE;
  return mado_card_iso_gp_prove_password (talk, new_password, error);
}

gboolean
mado_card_iso_gp_reset_password (MadoCardTalk *talk, const MadoSecret *password, GError **error)
{
  return mado_card_talk_ensure_secure (talk, error) && select_password (talk, error)
         && mado_card_talk_run_secret (talk, RESET_CURRENT, password, error);
}

gboolean
mado_card_iso_gp_unlock (MadoCardTalk *talk, GError **error)
{
  return mado_card_talk_ensure_secure (talk, error) && select_password (talk, error)
         && mado_card_talk_run (talk, MADO_APDU_EFFECTING, UNLOCK_CURRENT, NULL, 0, error);
}
