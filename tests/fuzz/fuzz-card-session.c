/* A card that answers anything, in clear and inside a protected session: every operation of a
 * session ends with a result or an error, and an error is set exactly when there is no result.
 *
 * Input: one byte of flags, then the answers, each a length (two bytes) and as many bytes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"
#include "mado-card-session.h"

#include <string.h>

#define FLAG_SECURE 0x01  /* with the counter's key set */
#define FLAG_WRAPPED 0x02 /* the card keeps the protocol and protects whatever it answers */
#define FLAG_LOST 0x04    /* how it goes away at the input's end */
#define FLAG_EMPTY 0x08
#define N_COMMANDS_MAX 600

#define FUZZ_TYPE_READER (fuzz_reader_get_type ())
G_DECLARE_FINAL_TYPE (FuzzReader, fuzz_reader, FUZZ, READER, GObject)
struct _FuzzReader
{
  GObject parent_instance;
  const guint8 *at;
  gsize n_left;
  guint8 flags;
  guint n_commands;
  MadoScp03Keys keys;
  MadoScp03 *channel; /* owned, nullable */
};

static void implement_reader (MadoReaderInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (FuzzReader, fuzz_reader, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_READER, implement_reader))

static const char *
get_name (MadoReader *reader)
{
  return "fuzz";
}

static gboolean
connect_card (MadoReader *reader, MadoReaderShare share, GBytes **atr, GError **error)
{
  return TRUE;
}

static void
disconnect_card (MadoReader *reader, gboolean reset_card)
{
}

static gboolean
provide_keys (guint8 kvn, const guint8 *card, MadoScp03Keys *keys, gpointer data, GError **error)
{
  guint8 bytes[16] = { 0 };
  g_autoptr (MadoSecret) master = mado_secret_new_take (bytes, sizeof bytes);
  const guint8 any[10] = { 0 };

  mado_scp03_diversify (master, any, keys);
  return TRUE;
}

/* A good card's part of the opening. */
static gsize
answer_opening (FuzzReader *self, const guint8 *command, gsize n_command, guint8 *response)
{
  static const guint8 challenge[8] = { 1 };

  if (command[1] == 0x82)
    {
      memcpy (response, "\x90\x00", 2);
      return self->channel != NULL
                     && mado_scp03_accept_authenticate (self->channel, command, n_command, NULL)
                 ? 2
                 : 0;
    }
  g_clear_pointer (&self->channel, mado_scp03_free);
  self->channel = mado_scp03_new (&self->keys, command + 5, challenge);
  memset (response, 0, 10);
  response[10] = command[2];
  response[11] = 0x03;
  response[12] = 0x60;
  memcpy (response + 13, challenge, 8);
  mado_scp03_card_cryptogram (self->channel, response + 21);
  memcpy (response + 29, "\x90\x00", 2);
  return 31;
}

static gsize
take_answer (FuzzReader *self, guint8 *response, gsize n_max)
{
  gsize n;

  if (self->n_left < 2)
    return 0;
  n = MIN ((gsize) self->at[0] << 8 | self->at[1], MIN (self->n_left - 2, n_max));
  memcpy (response, self->at + 2, n);
  self->at += 2 + n;
  self->n_left -= 2 + n;
  return n;
}

static gsize
answer_wrapped (FuzzReader *self, const guint8 *command, gsize n_command, guint8 *response)
{
  guint8 plain[261], result[241];
  gsize n;

  /* A command sent again after 6Cxx comes with an old MAC: the card refuses it. */
  if (!mado_scp03_unwrap_command (self->channel, command, n_command, plain, &n, NULL))
    {
      memcpy (response, "\x69\x82", 2);
      return 2;
    }
  n = take_answer (self, result, sizeof result);
  if (n < 2)
    return 0;
  mado_scp03_wrap_response (self->channel, result, n, response, &n);
  return n;
}

static gboolean
transmit (MadoReader *reader, const guint8 *command, gsize n_command, guint8 *response,
          gsize *n_response, GError **error)
{
  FuzzReader *self = FUZZ_READER (reader);
  const gboolean good = (self->flags & FLAG_WRAPPED) != 0;
  gsize n;

  g_assert (n_command >= 4 && n_command <= 261 && *n_response >= 258);
  g_assert (self->n_commands++ < N_COMMANDS_MAX);
  if (good && (command[1] == 0x50 || command[1] == 0x82))
    n = answer_opening (self, command, n_command, response);
  else if (good && (command[0] & 0x04) != 0 && self->channel != NULL)
    n = answer_wrapped (self, command, n_command, response);
  else
    n = take_answer (self, response, 258);
  *n_response = n;
  if (n > 0 || (self->flags & FLAG_EMPTY) != 0)
    return TRUE;
  g_set_error_literal (error, MADO_READER_ERROR,
                       self->flags & FLAG_LOST ? MADO_READER_ERROR_LOST : MADO_READER_ERROR_REMOVED,
                       "the input has ended");
  return FALSE;
}

static void
implement_reader (MadoReaderInterface *iface)
{
  iface->get_name = get_name;
  iface->connect = connect_card;
  iface->transmit = transmit;
  iface->disconnect = disconnect_card;
}

static void
fuzz_reader_finalize (GObject *object)
{
  FuzzReader *self = FUZZ_READER (object);

  mado_scp03_keys_clear (&self->keys);
  g_clear_pointer (&self->channel, mado_scp03_free);
  G_OBJECT_CLASS (fuzz_reader_parent_class)->finalize (object);
}

static void
fuzz_reader_class_init (FuzzReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fuzz_reader_finalize;
}

static void
fuzz_reader_init (FuzzReader *self)
{
  provide_keys (0, NULL, &self->keys, NULL, NULL);
}

static void
check (gboolean done, GError **error)
{
  g_assert (done == (*error == NULL));
  g_clear_error (error);
}

static void
look (MadoCardSession *session)
{
  g_autoptr (MadoCardState) state = NULL;
  g_autoptr (GBytes) certificate = NULL;
  GError *error = NULL;

  state = mado_card_session_read_state (session, &error);
  check (state != NULL, &error);
  if (state != NULL && state->certificate != NULL)
    g_assert (g_bytes_get_size (state->certificate) <= MADO_CARD_CERTIFICATE_MAX);
  certificate = mado_card_session_read_certificate (session, &error);
  check (certificate != NULL, &error);
}

static void
act (MadoCardSession *session, gboolean secure)
{
  static const guint8 der[300] = { 0x30, 0x82, 0x01, 0x28 };
  g_autoptr (GBytes) certificate = g_bytes_new_static (der, sizeof der);
  guint8 word[] = { 'A', 'B', '1', '2' }, hash[32] = { 0 };
  g_autoptr (MadoSecret) password = mado_secret_new_take (word, sizeof word);
  g_autoptr (GBytes) signature = NULL;
  guint tries = 99;
  GError *error = NULL;

  check (mado_card_session_expect (session, mado_card_session_get_id (session), NULL, &error),
         &error);
  check (mado_card_session_verify_password (session, password, &tries, &error), &error);
  g_assert (tries == 99 || tries <= 15);
  if (secure)
    {
      check (mado_card_session_write_certificate (session, certificate, &error), &error);
      check (mado_card_session_write_ca_certificate (session, certificate, &error), &error);
      check (mado_card_session_install_generator_keys (session, &error), &error);
      check (mado_card_session_set_first_password (session, password, &error), &error);
    }
  signature = mado_card_session_sign (session, password, hash, &tries, &error);
  check (signature != NULL, &error);
  check (mado_card_session_generate_key (session, &error), &error);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize n_data)
{
  const MadoCardOptions options = { .keys = provide_keys };
  g_autoptr (FuzzReader) reader = NULL;
  g_autoptr (MadoCardSession) session = NULL;
  GError *error = NULL;

  if (n_data == 0)
    return 0;
  reader = g_object_new (FUZZ_TYPE_READER, NULL);
  reader->flags = data[0];
  reader->at = data + 1;
  reader->n_left = n_data - 1;
  const gboolean secure = (reader->flags & FLAG_SECURE) != 0;
  session = mado_card_session_open (MADO_READER (reader), &options,
                                    secure ? MADO_CARD_KEYS_COUNTER : MADO_CARD_KEYS_NONE, NULL,
                                    &error);
  check (session != NULL, &error);
  if (session == NULL)
    return 0;
  look (session);
  act (session, secure);
  return 0;
}
