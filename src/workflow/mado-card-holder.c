/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-card-holder.h"

#include "mado-card-error.h"
#include "mado-certificate.h"
#include "mado-query.h"

/* YYYYMMDD; 0 before there is a form. */
static guint
birth_of (const MadoCase *work)
{
  const MadoWareki *birth = work->form != NULL ? &work->form->birth : NULL;

  return birth != NULL ? birth->year * 10000u + birth->month * 100u + birth->day : 0;
}

static gboolean
refuse (const char *why, GError **error)
{
  g_set_error_literal (error, MADO_CARD_ERROR, MADO_CARD_ERROR_DIFFERENT_CARD, why);
  return FALSE;
}

/* The certificate has "319800217": the era's digit and the day. */
gboolean
mado_card_holder_check (const MadoCardState *state, const MadoCase *work, GError **error)
{
  g_autoptr (MadoCertificate) certificate
      = state->certificate != NULL ? mado_certificate_new (state->certificate, NULL) : NULL;
  const char *born
      = certificate != NULL ? mado_certificate_get_holder (certificate, MADO_HOLDER_BIRTH) : NULL;

  return born == NULL || *born == '\0' || birth_of (work) == 0
         || g_ascii_strtoull (born + 1, NULL, 10) == birth_of (work)
         || refuse ("the card's certificate is another person's", error);
}

gboolean
mado_card_holder_check_record (MadoDb *db, const MadoCase *work, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "case/holder-of-card", error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "case_id", work->case_id);
  mado_query_bind_text (query, "card_id", work->card_id);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  return !has_row || birth_of (work) == 0
         || mado_query_get_integer (query, "birth") == birth_of (work)
         || refuse ("the card went through a case of another person", error);
}
