/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-bytes.h"
#include "mado-card-file.h"
#include "mado-card-iso-gp.h"

#define ACTIVATE 0x00440000 /* ISO/IEC 7816-9:2004: the application swaps the pairs */

MadoCardPending *
mado_card_iso_gp_read_pending (MadoCardTalk *talk, GError **error)
{
  g_autoptr (MadoCardPending) pending = g_new0 (MadoCardPending, 1);

  if (!mado_card_iso_gp_look_up_key (talk, MADO_CARD_FILE_PENDING_PUBLIC_KEY, &pending->public_key,
                                     error)
      || !mado_card_file_read_certificate (talk, MADO_CARD_FILE_PENDING_CERTIFICATE,
                                           &pending->certificate_status, &pending->certificate,
                                           error))
    return NULL;
  if (pending->public_key != NULL)
    pending->spki_sha256 = mado_bytes_sha256 (pending->public_key);
  return g_steal_pointer (&pending);
}

gboolean
mado_card_iso_gp_generate_pending (MadoCardTalk *talk, GError **error)
{
  return mado_card_iso_gp_generate (talk, MADO_CARD_FILE_PENDING_KEY, error);
}

GBytes *
mado_card_iso_gp_sign_pending (MadoCardTalk *talk, const MadoSecret *password, const guint8 *sha256,
                               guint *tries_left, GError **error)
{
  return mado_card_iso_gp_sign (talk, MADO_CARD_FILE_PENDING_KEY, password, sha256, tries_left,
                                error);
}

/* The header is zeroed in any case: an earlier try may have left one. */
gboolean
mado_card_iso_gp_write_pending (MadoCardTalk *talk, GBytes *der, GError **error)
{
  return mado_card_talk_ensure_secure (talk, error)
         && mado_card_file_write_certificate (talk, MADO_CARD_FILE_PENDING_CERTIFICATE, der, FALSE,
                                              error);
}

gboolean
mado_card_iso_gp_activate_pending (MadoCardTalk *talk, GError **error)
{
  talk->no_certificate = FALSE;
  return mado_card_talk_ensure_secure (talk, error)
         && mado_card_talk_run (talk, MADO_APDU_EFFECTING, ACTIVATE, NULL, 0, error);
}

/* The key first: without it the rest is worthless. */
gboolean
mado_card_iso_gp_discard_pending (MadoCardTalk *talk, GError **error)
{
  return mado_card_iso_gp_delete (talk, MADO_CARD_FILE_PENDING_KEY, error)
         && mado_card_file_erase (talk, MADO_CARD_FILE_PENDING_CERTIFICATE, error);
}
