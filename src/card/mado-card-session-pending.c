/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-card-session-pending.h"
#include "mado-card-session-private.h"

void
mado_card_pending_free (MadoCardPending *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->public_key, g_bytes_unref);
  g_clear_pointer (&self->certificate, g_bytes_unref);
  g_free (self->spki_sha256);
  g_free (self);
}

static gboolean
fail (MadoCardError code, const char *message, GError **error)
{
  g_set_error_literal (error, MADO_CARD_ERROR, (int) code, message);
  return FALSE;
}

/* NULL with @error for a profile whose cards hold one pair only. */
static const MadoCardProfile *
with_room (const MadoCardProfile *profile, GError **error)
{
  if (profile == NULL || profile->read_pending != NULL)
    return profile;
  fail (MADO_CARD_ERROR_NOT_FOUND, "this kind of card holds one key pair only", error);
  return NULL;
}

MadoCardPending *
mado_card_session_read_pending (MadoCardSession *self, GError **error)
{
  const MadoCardProfile *profile = with_room (mado_card_session_look (self), error);

  return profile != NULL ? profile->read_pending (&self->talk, error) : NULL;
}

gboolean
mado_card_session_generate_pending (MadoCardSession *self, GError **error)
{
  const MadoCardProfile *profile = with_room (mado_card_session_change (self, error), error);

  return profile != NULL && profile->generate_pending (&self->talk, error);
}

GBytes *
mado_card_session_sign_pending (MadoCardSession *self, const MadoSecret *password,
                                const guint8 *sha256, guint *tries_left, GError **error)
{
  const MadoCardProfile *profile = with_room (mado_card_session_change (self, error), error);

  if (profile == NULL || !mado_card_session_fits (password, error))
    return NULL;
  return profile->sign_pending (&self->talk, password, sha256, tries_left, error);
}

gboolean
mado_card_session_write_pending (MadoCardSession *self, GBytes *der, GError **error)
{
  const MadoCardProfile *profile = with_room (mado_card_session_change (self, error), error);

  return profile != NULL && profile->write_pending (&self->talk, der, error);
}

static gboolean
is_active (MadoCardSession *self, const char *spki_sha256, gboolean *active, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) spki = mado_card_session_read_public_key (self, &reason);

  *active = spki != NULL && g_ascii_strcasecmp (self->spki_sha256, spki_sha256) == 0;
  if (spki != NULL || g_error_matches (reason, MADO_CARD_ERROR, MADO_CARD_ERROR_NO_KEY))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/* Whether what is prepared may take the active pair's place. */
static gboolean
check_pending (const MadoCardPending *pending, const char *spki_sha256, GError **error)
{
  if (pending->spki_sha256 == NULL || g_ascii_strcasecmp (pending->spki_sha256, spki_sha256) != 0)
    return fail (MADO_CARD_ERROR_DIFFERENT_CARD,
                 "neither the key in force nor the prepared one is the case's", error);
  if (pending->certificate_status != MADO_CARD_CERTIFICATE_PRESENT)
    return fail (MADO_CARD_ERROR_NO_CERTIFICATE, "the prepared key has no whole certificate",
                 error);
  return TRUE;
}

gboolean
mado_card_session_activate_pending (MadoCardSession *self, const char *spki_sha256, GError **error)
{
  const MadoCardProfile *profile = with_room (mado_card_session_change (self, error), error);
  g_autoptr (MadoCardPending) pending = NULL;
  gboolean active = FALSE;

  if (profile == NULL || !is_active (self, spki_sha256, &active, error))
    return FALSE;
  if (active)
    return TRUE;
  pending = profile->read_pending (&self->talk, error);
  if (pending == NULL || !check_pending (pending, spki_sha256, error))
    return FALSE;
  mado_card_session_forget_key (self);
  return profile->activate_pending (&self->talk, error);
}

gboolean
mado_card_session_discard_pending (MadoCardSession *self, GError **error)
{
  const MadoCardProfile *profile = with_room (mado_card_session_change (self, error), error);

  return profile != NULL && profile->discard_pending (&self->talk, error);
}
