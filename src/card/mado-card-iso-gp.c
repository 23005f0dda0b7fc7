/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-bytes.h"
#include "mado-card-file.h"
#include "mado-card-iso-gp.h"
#include "mado-card-public-key.h"
#include "mado-scp03-put-key.h"
#include "mado-status-word.h"
#include "mado-tlv.h"

#include <string.h>

/* Short identifiers of the application's files: the public JPKI interface, and 1D of our own. */
#define SFI_CERTIFICATE 0x01
#define SFI_CA_CERTIFICATE 0x02
#define SFI_PUBLIC_KEY 0x1D

#define PUBLIC_KEY_MAX 300 /* bytes: an RSA-2048 template has 270 */
#define SIGNATURE_LENGTH 256

#define SELECT_FILE 0x00A4020C
#define GET_LIFE_CYCLE 0x80CA9F70
#define VERIFY 0x0020009B /* P2: 80 and the password's short identifier 1B */
#define CHANGE_CURRENT 0x00240180
#define RESET_CURRENT 0x002C0280
#define UNLOCK_CURRENT 0x002C0380
#define GENERATE_CURRENT 0x00478000
#define SIGN 0x802A009A /* P2: 80 and the key's short identifier 1A */
#define PUT_NEW_KEYS 0x80D80081
#define PUT_KEYS_AGAIN (PUT_NEW_KEYS | MADO_CARD_KEYS_GENERATOR << 8)
#define TAG_LIFE_CYCLE 0x9F70

static const guint8 file_key[] = { 0x00, 0x1A };
static const guint8 file_password[] = { 0x00, 0x1B };

/* DigestInfo of SHA-256 up to the hash: RFC 8017, 9.2 note 1. */
static const guint8 digest_info[] = { 0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                      0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20 };

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

static gboolean
select_file (MadoCardTalk *talk, const guint8 file[2], GError **error)
{
  return mado_card_talk_run (talk, MADO_APDU_IDEMPOTENT, SELECT_FILE, file, 2, error);
}

/* The public-key template as the card stores it.  @spki: (out): NULL when there is no key. */
static gboolean
look_up_public_key (MadoCardTalk *talk, GBytes **spki, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize total;
  guint16 sw;

  *spki = NULL;
  if (!mado_card_file_read_first (talk, SFI_PUBLIC_KEY, mado_card_talk_get_read_max (talk), bytes,
                                  &sw, error))
    return FALSE;
  if (mado_card_file_is_empty_status (sw))
    return TRUE;
  if (sw != MADO_SW_OK || bytes->len == 0)
    return fail_status ("public key", sw, error);
  if (bytes->data[0] == 0x00 || bytes->data[0] == 0xFF)
    return TRUE;
  if (!mado_tlv_peek_total (bytes->data, bytes->len, 0x7F49, &total, error))
    return FALSE;
  if (total > PUBLIC_KEY_MAX)
    return fail (MADO_CARD_ERROR_PROTOCOL, "public key: too long", error);
  if (!mado_card_file_read_rest (talk, bytes, total, error))
    return FALSE;
  *spki = mado_card_public_key_to_spki (bytes->data, total, error);
  return *spki != NULL;
}

static GBytes *
read_public_key (MadoCardTalk *talk, GError **error)
{
  GBytes *spki;

  if (!look_up_public_key (talk, &spki, error))
    return NULL;
  if (spki == NULL)
    fail (MADO_CARD_ERROR_NO_KEY, "no key pair on the card", error);
  return spki;
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

/* VERIFY without data costs no try. */
static gboolean
read_tries (MadoCardTalk *talk, guint *tries_left, GError **error)
{
  g_auto (MadoApdu) command = { { 0 }, 0, MADO_APDU_IDEMPOTENT };
  g_auto (MadoAnswer) answer = { NULL };

  mado_apdu_init (&command, MADO_APDU_IDEMPOTENT, VERIFY, NULL, 0, MADO_APDU_NO_LE);
  if (!mado_card_talk_exchange (talk, &command, &answer, error))
    return FALSE;
  if (mado_status_word_get_tries (answer.sw, tries_left))
    return TRUE;
  return fail_status ("tries left", answer.sw, error);
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
      || !read_tries (talk, &state->tries_left, error)
      || !look_up_public_key (talk, &state->public_key, error)
      || !mado_card_file_read_certificate (talk, SFI_CERTIFICATE, &state->certificate_status,
                                           &state->certificate, error))
    return NULL;
  state->password = conclude_password (state->life_cycle, state->tries_left);
  if (state->public_key != NULL)
    state->spki_sha256 = mado_bytes_sha256 (state->public_key);
  talk->no_certificate = state->certificate_status == MADO_CARD_CERTIFICATE_ABSENT;
  return g_steal_pointer (&state);
}

static gboolean
generate_key (MadoCardTalk *talk, GError **error)
{
  return mado_card_talk_ensure_secure (talk, error) && select_file (talk, file_key, error)
         && mado_card_talk_run (talk, MADO_APDU_EFFECTING, GENERATE_CURRENT, NULL, 0, error);
}

/* The card allows it without VERIFY only while no password is set. */
static gboolean
set_first_password (MadoCardTalk *talk, const MadoSecret *password, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (!mado_card_talk_ensure_secure (talk, error) || !select_file (talk, file_password, error))
    return FALSE;
  if (mado_card_talk_run_secret (talk, CHANGE_CURRENT, password, &reason))
    return TRUE;
  if (g_error_matches (reason, MADO_CARD_ERROR, MADO_CARD_ERROR_NOT_ALLOWED))
    return fail (MADO_CARD_ERROR_PIN_SET, reason->message, error);
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static gboolean
verify_password (MadoCardTalk *talk, const MadoSecret *password, guint *tries_left, GError **error)
{
  g_auto (MadoApdu) command = { { 0 }, 0, MADO_APDU_IDEMPOTENT };
  g_auto (MadoAnswer) answer = { NULL };

  mado_apdu_init_secret (&command, MADO_APDU_EFFECTING, VERIFY, password);
  if (!mado_card_talk_exchange (talk, &command, &answer, error))
    return FALSE;
  mado_status_word_get_tries (answer.sw, tries_left);
  return mado_status_word_check (&command, answer.sw, error);
}

/* The signature of 256 bytes does not fit a protected answer, and JPKI signs in clear in any
 * case: the protected session ends first (SELECT of the application), the next command that needs
 * it opens a new one. */
static GBytes *
sign (MadoCardTalk *talk, const MadoSecret *password, const guint8 *sha256, guint *tries_left,
      GError **error)
{
  guint8 message[sizeof digest_info + MADO_CARD_SHA256_LENGTH];
  g_auto (MadoApdu) command = { { 0 }, 0, MADO_APDU_IDEMPOTENT };
  g_auto (MadoAnswer) answer = { NULL };

  if (!mado_card_iso_gp_leave_channel (talk, error)
      || !verify_password (talk, password, tries_left, error))
    return NULL;
  memcpy (message, digest_info, sizeof digest_info);
  memcpy (message + sizeof digest_info, sha256, MADO_CARD_SHA256_LENGTH);
  mado_apdu_init (&command, MADO_APDU_EFFECTING, SIGN, message, sizeof message, 256);
  if (!mado_card_talk_exchange (talk, &command, &answer, error)
      || !mado_status_word_check (&command, answer.sw, error))
    return NULL;
  if (answer.data->len == SIGNATURE_LENGTH)
    return g_bytes_new (answer.data->data, answer.data->len);
  fail (MADO_CARD_ERROR_PROTOCOL, "signature: length", error);
  return NULL;
}

static GBytes *
read_certificate (MadoCardTalk *talk, GError **error)
{
  MadoCardCertificate status;
  GBytes *der = NULL;

  if (!mado_card_file_read_certificate (talk, SFI_CERTIFICATE, &status, &der, error))
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
  return mado_card_file_write_certificate (talk, SFI_CERTIFICATE, der, header_is_zero, error);
}

static gboolean
write_ca_certificate (MadoCardTalk *talk, GBytes *der, GError **error)
{
  gboolean same = FALSE, header_is_zero = FALSE;

  if (!mado_card_talk_ensure_secure (talk, error)
      || !mado_card_file_begins_with (talk, SFI_CA_CERTIFICATE, der, &same, &header_is_zero, error))
    return FALSE;
  return same
         || mado_card_file_write_certificate (talk, SFI_CA_CERTIFICATE, der, header_is_zero, error);
}

static gboolean
erase_certificate (MadoCardTalk *talk, GError **error)
{
  if (!mado_card_talk_ensure_secure (talk, error)
      || !mado_card_file_erase (talk, SFI_CERTIFICATE, error))
    return FALSE;
  talk->no_certificate = TRUE;
  return TRUE;
}

static gboolean
reset_password (MadoCardTalk *talk, const MadoSecret *password, GError **error)
{
  return mado_card_talk_ensure_secure (talk, error) && select_file (talk, file_password, error)
         && mado_card_talk_run_secret (talk, RESET_CURRENT, password, error);
}

static gboolean
unlock (MadoCardTalk *talk, GError **error)
{
  return mado_card_talk_ensure_secure (talk, error) && select_file (talk, file_password, error)
         && mado_card_talk_run (talk, MADO_APDU_EFFECTING, UNLOCK_CURRENT, NULL, 0, error);
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

const MadoCardProfile mado_card_profile_iso_gp = {
  .name = "iso-gp",
  .identify = mado_card_iso_gp_identify,
  .read_state = read_state,
  .read_public_key = read_public_key,
  .generate_key = generate_key,
  .set_first_password = set_first_password,
  .verify_password = verify_password,
  .sign = sign,
  .read_certificate = read_certificate,
  .write_certificate = write_certificate,
  .write_ca_certificate = write_ca_certificate,
  .erase_certificate = erase_certificate,
  .reset_password = reset_password,
  .unlock = unlock,
  .install_generator_keys = install_generator_keys,
  .end = mado_card_iso_gp_end,
};
