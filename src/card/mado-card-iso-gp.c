/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-bytes.h"
#include "mado-card-file.h"
#include "mado-card-iso-gp.h"
#include "mado-scp03-put-key.h"
#include "mado-status-word.h"
#include "mado-tlv.h"

#include <string.h>

#define FILE_CERTIFICATE 0x0001
#define FILE_CA_CERTIFICATE 0x0002

#define GET_LIFE_CYCLE 0x80CA9F70
#define PUT_NEW_KEYS 0x80D80081
#define PUT_KEYS_AGAIN (PUT_NEW_KEYS | MADO_CARD_KEYS_GENERATOR << 8)
#define TAG_LIFE_CYCLE 0x9F70

static gboolean
fail (MadoCardError code, const char *message, GError **error)
{
  g_set_error_literal (error, MADO_CARD_ERROR, (int) code, message);
  return FALSE;
}

static gboolean
fail_status (const char *what, guint16 sw, GError **error)
{
  g_set_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_PROTOCOL, "%s: SW %04X", what, (guint) sw);
  return FALSE;
}

/* The byte alone or as 9F70 01 xx.  A card that does not tell: 0. */
static gboolean
read_life_cycle (MadoCardTalk *talk, guint8 *life_cycle, GError **error)
{
  g_auto (MadoApdu) command = { { 0 }, 0, MADO_APDU_IDEMPOTENT };
  g_auto (MadoAnswer) answer = { NULL };
  MadoTlv tlv;

  mado_apdu_init (&command, MADO_APDU_IDEMPOTENT, GET_LIFE_CYCLE, NULL, 0, 256);
  if (!mado_card_talk_exchange (talk, &command, &answer, error))
    return FALSE;
  *life_cycle = 0;
  if (answer.sw == 0x6A88 || answer.sw == 0x6A81 || answer.sw == 0x6D00 || answer.sw == 0x6E00)
    return TRUE;
  if (answer.sw != MADO_SW_OK)
    return fail_status ("life cycle", answer.sw, error);
  if (answer.data->len == 1)
    *life_cycle = answer.data->data[0];
  else if (mado_tlv_find (answer.data->data, answer.data->len, TAG_LIFE_CYCLE, &tlv, NULL)
           && tlv.n_value == 1)
    *life_cycle = tlv.value[0];
  else
    return fail (MADO_CARD_ERROR_PROTOCOL, "GET DATA: life cycle", error);
  return TRUE;
}

/* An unset password shows no tries, and so does a blocked one: the life cycle tells them apart. */
static MadoCardPassword
conclude_password (guint8 life_cycle, guint tries_left)
{
  switch (life_cycle)
    {
    case MADO_CARD_LIFE_BLANK:
      return MADO_CARD_PASSWORD_UNSET;
    case MADO_CARD_LIFE_PERSONALISING:
      return tries_left > 0 ? MADO_CARD_PASSWORD_SET : MADO_CARD_PASSWORD_UNSET;
    case MADO_CARD_LIFE_ISSUED:
    case MADO_CARD_LIFE_LOCKED:
      return MADO_CARD_PASSWORD_SET;
    default:
      return tries_left > 0 ? MADO_CARD_PASSWORD_SET : MADO_CARD_PASSWORD_UNKNOWN;
    }
}

static MadoCardState *
read_state (MadoCardTalk *talk, GError **error)
{
  g_autoptr (MadoCardState) state = g_new0 (MadoCardState, 1);

  state->token = g_strdup (talk->token);
  state->card_id = g_strdup (talk->card_id);
  if (!read_life_cycle (talk, &state->life_cycle, error)
      || !mado_card_iso_gp_read_tries (talk, &state->tries_left, error)
      || !mado_card_iso_gp_look_up_key (talk, MADO_CARD_FILE_PUBLIC_KEY, &state->public_key, error)
      || !mado_card_file_read_certificate (talk, FILE_CERTIFICATE, &state->certificate_status,
                                           &state->certificate, error))
    return NULL;
  state->password = conclude_password (state->life_cycle, state->tries_left);
  if (state->public_key != NULL)
    state->spki_sha256 = mado_bytes_sha256 (state->public_key);
  talk->no_certificate = state->certificate_status == MADO_CARD_CERTIFICATE_ABSENT;
  return g_steal_pointer (&state);
}

static GBytes *
read_certificate (MadoCardTalk *talk, GError **error)
{
  MadoCardCertificate status;
  GBytes *der = NULL;

  if (!mado_card_file_read_certificate (talk, FILE_CERTIFICATE, &status, &der, error))
    return NULL;
  if (status == MADO_CARD_CERTIFICATE_HIDDEN)
    fail (MADO_CARD_ERROR_NOT_ALLOWED, "the certificate can be read after VERIFY only", error);
  else if (status != MADO_CARD_CERTIFICATE_PRESENT)
    fail (MADO_CARD_ERROR_NO_CERTIFICATE, "no certificate on the card", error);
  return der;
}

static gboolean
write_certificate (MadoCardTalk *talk, GBytes *der, GError **error)
{
  const gboolean header_is_zero = talk->no_certificate;

  if (!mado_card_talk_ensure_secure (talk, error))
    return FALSE;
  talk->no_certificate = FALSE;
  return mado_card_file_write_certificate (talk, FILE_CERTIFICATE, der, header_is_zero, error);
}

static gboolean
write_ca_certificate (MadoCardTalk *talk, GBytes *der, GError **error)
{
  gboolean same = FALSE, header_is_zero = FALSE;

  if (!mado_card_talk_ensure_secure (talk, error)
      || !mado_card_file_begins_with (talk, FILE_CA_CERTIFICATE, der, &same, &header_is_zero,
                                      error))
    return FALSE;
  return same
         || mado_card_file_write_certificate (talk, FILE_CA_CERTIFICATE, der, header_is_zero,
                                              error);
}

static gboolean
erase_certificate (MadoCardTalk *talk, GError **error)
{
  if (!mado_card_talk_ensure_secure (talk, error)
      || !mado_card_file_erase (talk, FILE_CERTIFICATE, error))
    return FALSE;
  talk->no_certificate = TRUE;
  return TRUE;
}

static gboolean
put_keys (MadoCardTalk *talk, guint32 header, const MadoScp03Keys *ours,
          const MadoScp03Keys *theirs, GError **error)
{
  guint8 data[MADO_SCP03_PUT_KEY_MAX], expected[MADO_SCP03_PUT_KEY_ANSWER_LENGTH];
  g_auto (MadoApdu) command = { { 0 }, 0, MADO_APDU_IDEMPOTENT };
  g_auto (MadoAnswer) answer = { NULL };
  gsize n_data;

  mado_scp03_put_key_data (ours->dek, MADO_CARD_KEYS_GENERATOR, theirs, data, &n_data, expected);
  mado_apdu_init (&command, MADO_APDU_EFFECTING, header, data, n_data, 256);
  if (!mado_card_talk_exchange (talk, &command, &answer, error)
      || !mado_status_word_check (&command, answer.sw, error))
    return FALSE;
  if (answer.data->len == sizeof expected
      && memcmp (answer.data->data, expected, sizeof expected) == 0)
    return TRUE;
  return fail (MADO_CARD_ERROR_READ_BACK, "PUT KEY: the card's check values differ", error);
}

/* Replaces the key-pair generator's key set, or adds it where there is none yet. */
static gboolean
install_generator_keys (MadoCardTalk *talk, GError **error)
{
  g_auto (MadoScp03Keys) ours = { NULL };
  g_auto (MadoScp03Keys) theirs = { NULL };
  g_autoptr (GError) reason = NULL;
  const guint8 *card = talk->greeting.diversification;

  if (!mado_card_talk_ensure_secure (talk, error)
      || !talk->keys (talk->kvn, card, &ours, talk->keys_data, error)
      || !talk->keys (MADO_CARD_KEYS_GENERATOR, card, &theirs, talk->keys_data, error))
    return FALSE;
  if (put_keys (talk, PUT_KEYS_AGAIN, &ours, &theirs, &reason))
    return TRUE;
  if (g_error_matches (reason, MADO_CARD_ERROR, MADO_CARD_ERROR_NOT_FOUND))
    return put_keys (talk, PUT_NEW_KEYS, &ours, &theirs, error);
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static GBytes *
read_public_key (MadoCardTalk *talk, GError **error)
{
  GBytes *spki;

  if (!mado_card_iso_gp_look_up_key (talk, MADO_CARD_FILE_PUBLIC_KEY, &spki, error))
    return NULL;
  if (spki == NULL)
    fail (MADO_CARD_ERROR_NO_KEY, "no key pair on the card", error);
  return spki;
}

static gboolean
generate_key (MadoCardTalk *talk, GError **error)
{
  return mado_card_iso_gp_generate (talk, MADO_CARD_FILE_KEY, error);
}

static GBytes *
sign (MadoCardTalk *talk, const MadoSecret *password, const guint8 *sha256, guint *tries_left,
      GError **error)
{
  return mado_card_iso_gp_sign (talk, MADO_CARD_FILE_KEY, password, sha256, tries_left, error);
}

/* The card makes the certificate absent in the same commit. */
static gboolean
destroy_key (MadoCardTalk *talk, GError **error)
{
  talk->no_certificate = FALSE;
  return mado_card_iso_gp_delete (talk, MADO_CARD_FILE_KEY, error);
}

const MadoCardProfile mado_card_profile_iso_gp = {
  .name = "iso-gp",
  .identify = mado_card_iso_gp_identify,
  .read_state = read_state,
  .read_public_key = read_public_key,
  .generate_key = generate_key,
  .set_first_password = mado_card_iso_gp_set_first_password,
  .verify_password = mado_card_iso_gp_verify,
  .sign = sign,
  .read_certificate = read_certificate,
  .write_certificate = write_certificate,
  .write_ca_certificate = write_ca_certificate,
  .erase_certificate = erase_certificate,
  .reset_password = mado_card_iso_gp_reset_password,
  .unlock = mado_card_iso_gp_unlock,
  .install_generator_keys = install_generator_keys,
  .read_tries = mado_card_iso_gp_read_tries,
  .change_password = mado_card_iso_gp_change_password,
  .prove_password = mado_card_iso_gp_prove_password,
  .destroy_key = destroy_key,
  .read_pending = mado_card_iso_gp_read_pending,
  .generate_pending = mado_card_iso_gp_generate_pending,
  .sign_pending = mado_card_iso_gp_sign_pending,
  .write_pending = mado_card_iso_gp_write_pending,
  .activate_pending = mado_card_iso_gp_activate_pending,
  .discard_pending = mado_card_iso_gp_discard_pending,
  .end = mado_card_iso_gp_end,
};
