/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-card-session-password.h"
#include "mado-card-session-private.h"

#define PROBE_TRIES_MIN 2 /* one for the probe, one that is left whatever comes of it */

gboolean
mado_card_session_read_tries (MadoCardSession *self, guint *tries_left, GError **error)
{
  return mado_card_session_look (self)->read_tries (&self->talk, tries_left, error);
}

gboolean
mado_card_session_change_password (MadoCardSession *self, const MadoSecret *old_password,
                                   const MadoSecret *new_password, MadoCardChange *how_far,
                                   guint *tries_left, GError **error)
{
  const MadoCardProfile *profile = mado_card_session_change (self, error);

  *how_far = MADO_CARD_CHANGE_NOT_BEGUN;
  return profile != NULL && mado_card_session_fits (old_password, error)
         && mado_card_session_fits (new_password, error)
         && profile->change_password (&self->talk, old_password, new_password, how_far, tries_left,
                                      error);
}

gboolean
mado_card_session_reset_password (MadoCardSession *self, const MadoSecret *password, GError **error)
{
  const MadoCardProfile *profile = mado_card_session_change (self, error);

  return profile != NULL && mado_card_session_fits (password, error)
         && profile->reset_password (&self->talk, password, error);
}

gboolean
mado_card_session_reset_and_prove (MadoCardSession *self, const MadoSecret *password,
                                   gboolean *acknowledged, GError **error)
{
  *acknowledged = mado_card_session_reset_password (self, password, error);
  return *acknowledged && self->profile->prove_password (&self->talk, password, error);
}

gboolean
mado_card_session_unlock (MadoCardSession *self, GError **error)
{
  const MadoCardProfile *profile = mado_card_session_change (self, error);

  return profile != NULL && profile->unlock (&self->talk, error);
}

MadoCardTold
mado_card_conclude_reset (guint tries_before, guint tries_now, guint tries_full)
{
  if (tries_now > tries_before)
    return MADO_CARD_TOLD_DONE;
  if (tries_now == 0 || tries_now < tries_full)
    return MADO_CARD_TOLD_NOT_DONE;
  return MADO_CARD_TOLD_OPEN;
}

gboolean
mado_card_session_tell_reset (MadoCardSession *self, guint tries_before, guint tries_full,
                              MadoCardTold *told, guint *tries_left, GError **error)
{
  guint tries_now = 0;

  if (!mado_card_session_read_tries (self, &tries_now, error))
    return FALSE;
  *tries_left = tries_now;
  *told = mado_card_conclude_reset (tries_before, tries_now, tries_full);
  return TRUE;
}

/* The old password was the card's before the change was sent: if the new one is not, it still is,
 * and its VERIFY gives back the try that the probe took. */
static gboolean
probe (MadoCardSession *self, const MadoCardProfile *profile, const MadoSecret *old_password,
       const MadoSecret *new_password, MadoCardTold *told, GError **error)
{
  g_autoptr (GError) reason = NULL;
  guint tries_left = 0;

  if (profile->verify_password (&self->talk, new_password, &tries_left, &reason))
    {
      *told = MADO_CARD_TOLD_DONE;
      return TRUE;
    }
  if (!g_error_matches (reason, MADO_CARD_ERROR, MADO_CARD_ERROR_PIN_WRONG))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (!profile->verify_password (&self->talk, old_password, &tries_left, error))
    return FALSE;
  *told = MADO_CARD_TOLD_NOT_DONE;
  return TRUE;
}

gboolean
mado_card_session_tell_change (MadoCardSession *self, const MadoSecret *old_password,
                               const MadoSecret *new_password, MadoCardTold *told, GError **error)
{
  const MadoCardProfile *profile = mado_card_session_change (self, error);
  guint tries_left = 0;

  if (profile == NULL || !mado_card_session_fits (old_password, error)
      || !mado_card_session_fits (new_password, error)
      || !profile->read_tries (&self->talk, &tries_left, error))
    return FALSE;
  if (tries_left >= PROBE_TRIES_MIN)
    return probe (self, profile, old_password, new_password, told, error);
  *told = MADO_CARD_TOLD_OPEN;
  return TRUE;
}
