/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-scp03.h"

#include "mado-scp03-cipher.h"

#include <openssl/crypto.h>
#include <string.h>

#define HEADER 4         /* bytes: CLA INS P1 P2 */
#define SM_BIT 0x04      /* in CLA: secure messaging with the header authenticated */
#define LC_MAX 255       /* bytes: short commands only (this product sends no others) */
#define RESPONSE_MAX 256 /* bytes of data in a short answer */

typedef enum
{
  STATE_NEW,  /* session keys exist, nobody has proved them */
  STATE_OPEN, /* EXTERNAL AUTHENTICATE went out or was accepted */
  STATE_OVER, /* a security error: nothing passes any more */
} State;

struct _MadoScp03
{
  MadoSecret *s_enc;  /* owned */
  MadoSecret *s_mac;  /* owned */
  MadoSecret *s_rmac; /* owned */
  guint8 context[2 * MADO_SCP03_CHALLENGE_LENGTH];
  guint8 chaining[MADO_SCP03_BLOCK]; /* the last command's whole CMAC */
  guint64 counter;                   /* of commands; first command after authentication: 1 */
  guint8 level;
  State state;
};

G_DEFINE_QUARK (mado_scp03_error, mado_scp03_error)

/* Amendment D 6.2.6 and 6.2.7: the counter encrypted, its first byte 80 for answers. */
static void
make_iv (const MadoScp03 *self, gboolean for_response, guint8 iv[MADO_SCP03_BLOCK])
{
  guint8 block[MADO_SCP03_BLOCK] = { for_response ? 0x80 : 0x00 };
  const guint64 big_endian = GUINT64_TO_BE (self->counter);

  memcpy (block + 8, &big_endian, sizeof big_endian);
  mado_scp03_aes (self->s_enc, NULL, TRUE, block, sizeof block, iv);
}

static gboolean
end_session (MadoScp03 *self, MadoScp03Error code, const char *message, GError **error)
{
  self->state = STATE_OVER;
  g_set_error_literal (error, MADO_SCP03_ERROR, (int) code, message);
  return FALSE;
}

static gboolean
require_open (MadoScp03 *self, GError **error)
{
  if (self->state == STATE_OPEN)
    return TRUE;
  return end_session (self, MADO_SCP03_ERROR_MAC, "the secure session is not open", error);
}

MadoScp03 *
mado_scp03_new (const MadoScp03Keys *keys, const guint8 host_challenge[8],
                const guint8 card_challenge[8])
{
  MadoScp03 *self = g_new0 (MadoScp03, 1);
  const guint enc_bits = (guint) mado_secret_get_length (keys->enc) * 8;
  const guint mac_bits = (guint) mado_secret_get_length (keys->mac) * 8;
  const gsize n = sizeof self->context;

  memcpy (self->context, host_challenge, MADO_SCP03_CHALLENGE_LENGTH);
  memcpy (self->context + MADO_SCP03_CHALLENGE_LENGTH, card_challenge, MADO_SCP03_CHALLENGE_LENGTH);
  self->s_enc = mado_scp03_kdf (keys->enc, MADO_SCP03_S_ENC, self->context, n, enc_bits);
  self->s_mac = mado_scp03_kdf (keys->mac, MADO_SCP03_S_MAC, self->context, n, mac_bits);
  self->s_rmac = mado_scp03_kdf (keys->mac, MADO_SCP03_S_RMAC, self->context, n, mac_bits);
  return self;
}

void
mado_scp03_free (MadoScp03 *self)
{
  if (self == NULL)
    return;
  mado_secret_unref (self->s_enc);
  mado_secret_unref (self->s_mac);
  mado_secret_unref (self->s_rmac);
  g_free (self);
}

static void
make_cryptogram (MadoScp03 *self, MadoScp03Constant constant, guint8 cryptogram[8])
{
  g_autoptr (MadoSecret) derived
      = mado_scp03_kdf (self->s_mac, constant, self->context, sizeof self->context, 64);
  gsize n;

  memcpy (cryptogram, mado_secret_get (derived, &n), MADO_SCP03_CRYPTOGRAM_LENGTH);
}

void
mado_scp03_card_cryptogram (MadoScp03 *self, guint8 cryptogram[8])
{
  make_cryptogram (self, MADO_SCP03_CARD_CRYPTOGRAM, cryptogram);
}

/* The command MAC: chaining value, header with the new Lc, data; the whole CMAC becomes the next
 * chaining value. Amendment D 6.2.4. */
static void
mac_command (MadoScp03 *self, const guint8 *command, gsize n_command)
{
  const MadoScp03Part parts[]
      = { { self->chaining, sizeof self->chaining }, { command, n_command } };
  guint8 mac[MADO_SCP03_BLOCK];

  mado_scp03_cmac (self->s_mac, parts, G_N_ELEMENTS (parts), mac);
  memcpy (self->chaining, mac, sizeof mac);
}

void
mado_scp03_authenticate_command (MadoScp03 *self, guint8 level, guint8 command[21])
{
  const guint8 header[5] = { 0x84, 0x82, level, 0x00, 0x10 };

  memcpy (command, header, sizeof header);
  make_cryptogram (self, MADO_SCP03_HOST_CRYPTOGRAM, command + 5);
  memset (self->chaining, 0, sizeof self->chaining);
  mac_command (self, command, 13);
  memcpy (command + 13, self->chaining, MADO_SCP03_MAC_LENGTH);
  self->level = level;
  self->counter = 0;
  self->state = STATE_OPEN;
}

/* Amendment D table 7-3: the levels that exist, and no others. */
static gboolean
level_exists (guint8 level)
{
  const guint8 levels[] = { 0x01, 0x03, 0x11, 0x13, 0x33 };

  return memchr (levels, level, sizeof levels) != NULL;
}

gboolean
mado_scp03_accept_authenticate (MadoScp03 *self, const guint8 *command, gsize n_command,
                                GError **error)
{
  guint8 expected[21];

  if (self->state != STATE_NEW || n_command != sizeof expected || !level_exists (command[2]))
    return end_session (self, MADO_SCP03_ERROR_FORMAT, "EXTERNAL AUTHENTICATE: form", error);
  mado_scp03_authenticate_command (self, command[2], expected);
  if (memcmp (command, expected, 5) != 0)
    return end_session (self, MADO_SCP03_ERROR_FORMAT, "EXTERNAL AUTHENTICATE: header", error);
  if (CRYPTO_memcmp (command + 5, expected + 5, MADO_SCP03_CRYPTOGRAM_LENGTH) != 0)
    return end_session (self, MADO_SCP03_ERROR_CRYPTOGRAM, "wrong host cryptogram", error);
  if (CRYPTO_memcmp (command + 13, expected + 13, MADO_SCP03_MAC_LENGTH) != 0)
    return end_session (self, MADO_SCP03_ERROR_MAC, "EXTERNAL AUTHENTICATE: wrong MAC", error);
  return TRUE;
}

/* Splits a short command. %FALSE when the lengths contradict each other. */
static gboolean
split_command (const guint8 *command, gsize n_command, gsize *n_data, gboolean *has_le)
{
  if (n_command < HEADER)
    return FALSE;
  *n_data = n_command > HEADER + 1 ? command[HEADER] : 0;
  *has_le = n_command == HEADER + 1 || n_command == HEADER + 2 + *n_data;
  if (n_command > HEADER + 1 && *n_data == 0)
    return FALSE;
  return n_command <= HEADER + 1 || n_command == HEADER + 1 + *n_data + (*has_le ? 1 : 0);
}

gboolean
mado_scp03_wrap_command (MadoScp03 *self, const guint8 *command, gsize n_command, guint8 *wrapped,
                         gsize *n_wrapped, GError **error)
{
  const gboolean encrypt = (self->level & MADO_SCP03_C_DECRYPTION) != 0;
  guint8 padded[LC_MAX + 1 + MADO_SCP03_BLOCK], iv[MADO_SCP03_BLOCK];
  gsize n_data = 0;
  gboolean has_le = FALSE;

  if (!require_open (self, error))
    return FALSE;
  if (!split_command (command, n_command, &n_data, &has_le) || (command[0] & SM_BIT) != 0)
    {
      g_set_error_literal (error, MADO_SCP03_ERROR, MADO_SCP03_ERROR_FORMAT, "not a short APDU");
      return FALSE;
    }
  const gsize n_cipher
      = encrypt && n_data > 0 ? (n_data / MADO_SCP03_BLOCK + 1) * MADO_SCP03_BLOCK : n_data;
  if (n_cipher + MADO_SCP03_MAC_LENGTH > LC_MAX)
    {
      g_set_error (error, MADO_SCP03_ERROR, MADO_SCP03_ERROR_FORMAT,
                   "%" G_GSIZE_FORMAT " bytes do not fit a short protected command", n_data);
      return FALSE;
    }

  self->counter++; /* also for commands without data: 6.2.6 */
  memcpy (wrapped, command, HEADER);
  wrapped[0] |= SM_BIT;
  wrapped[HEADER] = (guint8) (n_cipher + MADO_SCP03_MAC_LENGTH);
  if (n_data > 0)
    memcpy (wrapped + HEADER + 1, command + HEADER + 1, n_data);
  if (n_cipher > n_data)
    {
      memcpy (padded, command + HEADER + 1, n_data);
      make_iv (self, FALSE, iv);
      mado_scp03_aes (self->s_enc, iv, TRUE, padded, mado_scp03_pad (padded, n_data),
                      wrapped + HEADER + 1);
      explicit_bzero (padded, sizeof padded);
    }
  mac_command (self, wrapped, HEADER + 1 + n_cipher);
  memcpy (wrapped + HEADER + 1 + n_cipher, self->chaining, MADO_SCP03_MAC_LENGTH);
  *n_wrapped = HEADER + 1 + n_cipher + MADO_SCP03_MAC_LENGTH;
  if (has_le)
    wrapped[(*n_wrapped)++] = command[n_command - 1];
  return TRUE;
}

/* Decrypts a whole number of blocks into @plain and takes the padding off. */
static gboolean
decrypt (MadoScp03 *self, gboolean for_response, const guint8 *cipher, gsize n_cipher,
         guint8 *plain, gsize *n_plain)
{
  guint8 padded[RESPONSE_MAX], iv[MADO_SCP03_BLOCK];
  gboolean good;

  if (n_cipher % MADO_SCP03_BLOCK != 0 || n_cipher > sizeof padded)
    return FALSE;
  make_iv (self, for_response, iv);
  mado_scp03_aes (self->s_enc, iv, FALSE, cipher, n_cipher, padded);
  good = mado_scp03_unpad (padded, n_cipher, n_plain);
  if (good)
    memcpy (plain, padded, *n_plain);
  explicit_bzero (padded, sizeof padded);
  return good;
}

gboolean
mado_scp03_unwrap_command (MadoScp03 *self, const guint8 *wrapped, gsize n_wrapped, guint8 *plain,
                           gsize *n_plain, GError **error)
{
  const gboolean encrypted = (self->level & MADO_SCP03_C_DECRYPTION) != 0;
  gsize n_body = 0, n_data, n_out;
  gboolean has_le = FALSE;

  if (!require_open (self, error))
    return FALSE;
  if (!split_command (wrapped, n_wrapped, &n_body, &has_le) || n_body < MADO_SCP03_MAC_LENGTH
      || (wrapped[0] & SM_BIT) == 0)
    return end_session (self, MADO_SCP03_ERROR_FORMAT, "not a protected command", error);

  n_data = n_body - MADO_SCP03_MAC_LENGTH;
  self->counter++;
  mac_command (self, wrapped, HEADER + 1 + n_data);
  if (CRYPTO_memcmp (self->chaining, wrapped + HEADER + 1 + n_data, MADO_SCP03_MAC_LENGTH) != 0)
    return end_session (self, MADO_SCP03_ERROR_MAC, "wrong command MAC", error);

  memcpy (plain, wrapped, HEADER);
  plain[0] &= (guint8) ~SM_BIT;
  n_out = n_data;
  if (n_data > 0 && !encrypted)
    memcpy (plain + HEADER + 1, wrapped + HEADER + 1, n_data);
  if (n_data > 0 && encrypted
      && (!decrypt (self, FALSE, wrapped + HEADER + 1, n_data, plain + HEADER + 1, &n_out)
          || n_out == 0))
    return end_session (self, MADO_SCP03_ERROR_FORMAT, "command data: padding", error);
  *n_plain = HEADER;
  if (n_out > 0)
    {
      plain[HEADER] = (guint8) n_out;
      *n_plain = HEADER + 1 + n_out;
    }
  if (has_le)
    plain[(*n_plain)++] = wrapped[n_wrapped - 1];
  return TRUE;
}

/* Only these answers carry an R-MAC: Amendment D 6.2.5. */
static gboolean
is_protected_status (const guint8 *status)
{
  return (status[0] == 0x90 && status[1] == 0x00) || status[0] == 0x62 || status[0] == 0x63;
}

static void
mac_response (MadoScp03 *self, const guint8 *data, gsize n_data, const guint8 *status,
              guint8 mac[MADO_SCP03_BLOCK])
{
  const MadoScp03Part parts[]
      = { { self->chaining, sizeof self->chaining }, { data, n_data }, { status, 2 } };

  mado_scp03_cmac (self->s_rmac, parts, G_N_ELEMENTS (parts), mac);
}

void
mado_scp03_wrap_response (MadoScp03 *self, const guint8 *response, gsize n_response,
                          guint8 *wrapped, gsize *n_wrapped)
{
  guint8 padded[RESPONSE_MAX + MADO_SCP03_BLOCK], iv[MADO_SCP03_BLOCK], mac[MADO_SCP03_BLOCK];
  gsize n_data = n_response - 2;

  g_assert (n_response >= 2 && n_data <= RESPONSE_MAX);
  if (!is_protected_status (response + n_data) || (self->level & MADO_SCP03_R_MAC) == 0)
    {
      memcpy (wrapped, response, n_response);
      *n_wrapped = n_response;
      return;
    }
  memcpy (padded, response, n_data);
  if (n_data > 0 && (self->level & MADO_SCP03_R_ENCRYPTION) != 0)
    {
      n_data = mado_scp03_pad (padded, n_data);
      g_assert (n_data + MADO_SCP03_MAC_LENGTH <= RESPONSE_MAX);
      make_iv (self, TRUE, iv);
      mado_scp03_aes (self->s_enc, iv, TRUE, padded, n_data, wrapped);
    }
  else
    memcpy (wrapped, padded, n_data);
  explicit_bzero (padded, sizeof padded);
  mac_response (self, wrapped, n_data, response + n_response - 2, mac);
  memcpy (wrapped + n_data, mac, MADO_SCP03_MAC_LENGTH);
  memcpy (wrapped + n_data + MADO_SCP03_MAC_LENGTH, response + n_response - 2, 2);
  *n_wrapped = n_data + MADO_SCP03_MAC_LENGTH + 2;
}

gboolean
mado_scp03_unwrap_response (MadoScp03 *self, const guint8 *wrapped, gsize n_wrapped, guint8 *plain,
                            gsize *n_plain, GError **error)
{
  guint8 mac[MADO_SCP03_BLOCK];
  const guint8 *status;
  const gboolean bare = (self->level & MADO_SCP03_R_MAC) == 0;
  gsize n_data, n_out;

  if (!require_open (self, error))
    return FALSE;
  if (n_wrapped < 2 || n_wrapped > RESPONSE_MAX + 2)
    return end_session (self, MADO_SCP03_ERROR_FORMAT, "protected answer: length", error);
  status = wrapped + n_wrapped - 2;
  if (bare || (n_wrapped == 2 && !is_protected_status (status)))
    {
      memcpy (plain, wrapped, n_wrapped);
      *n_plain = n_wrapped;
      return TRUE;
    }
  if (n_wrapped < MADO_SCP03_MAC_LENGTH + 2)
    return end_session (self, MADO_SCP03_ERROR_MAC, "answer without a MAC", error);

  n_data = n_wrapped - 2 - MADO_SCP03_MAC_LENGTH;
  mac_response (self, wrapped, n_data, status, mac);
  if (CRYPTO_memcmp (mac, wrapped + n_data, MADO_SCP03_MAC_LENGTH) != 0)
    return end_session (self, MADO_SCP03_ERROR_MAC, "wrong answer MAC", error);
  n_out = n_data;
  if (n_data > 0 && (self->level & MADO_SCP03_R_ENCRYPTION) == 0)
    memcpy (plain, wrapped, n_data);
  else if (n_data > 0 && !decrypt (self, TRUE, wrapped, n_data, plain, &n_out))
    return end_session (self, MADO_SCP03_ERROR_FORMAT, "answer: padding", error);
  memcpy (plain + n_out, status, 2);
  *n_plain = n_out + 2;
  return TRUE;
}
