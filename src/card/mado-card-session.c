/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-card-session-private.h"

#include "mado-bytes.h"

#define BUSY_TRIES 10    /* another program's exchange ends within this many waits */
#define BUSY_WAIT_MS 200 /* each */

void
mado_card_state_free (MadoCardState *self)
{
  if (self == NULL)
    return;
  g_free (self->token);
  g_free (self->card_id);
  g_free (self->spki_sha256);
  g_clear_pointer (&self->public_key, g_bytes_unref);
  g_clear_pointer (&self->certificate, g_bytes_unref);
  g_free (self);
}

/* Waits for the cancellable until @deadline (monotonic µs).  FALSE: cancelled. */
static gboolean
wait_until (gint64 deadline, GCancellable *cancellable, GError **error)
{
  GPollFD fd;
  const guint n_fds = g_cancellable_make_pollfd (cancellable, &fd) ? 1 : 0;
  gint64 left_us;

  while ((left_us = deadline - g_get_monotonic_time ()) > 0)
    if (g_poll (&fd, n_fds, (gint) (left_us / 1000 + 1)) > 0)
      break;
  if (n_fds > 0)
    g_cancellable_release_fd (cancellable);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
connect_when_free (MadoReader *reader, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < BUSY_TRIES; i++)
    {
      g_autoptr (GError) reason = NULL;

      if (mado_reader_connect (reader, MADO_READER_EXCLUSIVE, NULL, &reason))
        return TRUE;
      if (!g_error_matches (reason, MADO_READER_ERROR, MADO_READER_ERROR_BUSY))
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      if (!wait_until (g_get_monotonic_time () + BUSY_WAIT_MS * 1000, cancellable, error))
        return FALSE;
    }
  return mado_reader_connect (reader, MADO_READER_EXCLUSIVE, NULL, error);
}

MadoCardSession *
mado_card_session_open (MadoReader *reader, const MadoCardOptions *options, guint8 kvn,
                        GCancellable *cancellable, GError **error)
{
  g_autoptr (MadoCardSession) self = NULL;

  g_assert (kvn == MADO_CARD_KEYS_NONE || options->keys != NULL);
  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || !connect_when_free (reader, cancellable, error))
    return NULL;
  self = g_new0 (MadoCardSession, 1);
  self->reader = g_object_ref (reader);
  self->profile = options->profile != NULL ? options->profile : &mado_card_profile_iso_gp;
  self->owner = g_thread_self ();
  self->talk.line.reader = reader;
  self->talk.line.trace = options->trace;
  self->talk.line.trace_data = options->trace_data;
  self->talk.keys = options->keys;
  self->talk.keys_data = options->keys_data;
  self->talk.kvn = kvn;
  if (!self->profile->identify (&self->talk, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
mado_card_session_close (MadoCardSession *self)
{
  if (self == NULL)
    return;
  g_assert (self->owner == g_thread_self ());
  if (self->talk.card_id[0] != '\0')
    self->profile->end (&self->talk);
  mado_reader_disconnect (self->reader, TRUE);
  g_object_unref (self->reader);
  g_clear_pointer (&self->public_key, g_bytes_unref);
  g_free (self->spki_sha256);
  g_free (self);
}

const char *
mado_card_session_get_id (MadoCardSession *self)
{
  return self->talk.card_id;
}

const MadoTraffic *
mado_card_session_get_traffic (MadoCardSession *self)
{
  return &self->talk.line.traffic;
}

const MadoCardProfile *
mado_card_session_look (MadoCardSession *self)
{
  g_assert (self->owner == g_thread_self ());
  return self->profile;
}

const MadoCardProfile *
mado_card_session_change (MadoCardSession *self, GError **error)
{
  if (self->expected)
    return mado_card_session_look (self);
  g_set_error_literal (error, MADO_CARD_ERROR, MADO_CARD_ERROR_DIFFERENT_CARD,
                       "nobody has said which card this must be");
  return NULL;
}

void
mado_card_session_forget_key (MadoCardSession *self)
{
  self->expected = FALSE;
  g_clear_pointer (&self->public_key, g_bytes_unref);
  g_clear_pointer (&self->spki_sha256, g_free);
}

static gboolean
is_expected_key (MadoCardSession *self, const char *spki_sha256, GError **error)
{
  g_autoptr (GBytes) spki = NULL;

  if (self->spki_sha256 == NULL)
    {
      spki = mado_card_session_read_public_key (self, error);
      if (spki == NULL)
        return FALSE;
    }
  if (g_ascii_strcasecmp (self->spki_sha256, spki_sha256) == 0)
    return TRUE;
  g_set_error_literal (error, MADO_CARD_ERROR, MADO_CARD_ERROR_DIFFERENT_CARD,
                       "the card holds another key than the case");
  return FALSE;
}

gboolean
mado_card_session_expect (MadoCardSession *self, const char *card_id, const char *spki_sha256,
                          GError **error)
{
  g_autoptr (GError) reason = NULL;

  self->expected = FALSE;
  if (g_ascii_strcasecmp (card_id, self->talk.card_id) != 0)
    {
      g_set_error_literal (error, MADO_CARD_ERROR, MADO_CARD_ERROR_DIFFERENT_CARD,
                           "another card than the case's");
      return FALSE;
    }
  self->expected = spki_sha256 == NULL || is_expected_key (self, spki_sha256, &reason);
  if (self->expected)
    return TRUE;
  if (g_error_matches (reason, MADO_CARD_ERROR, MADO_CARD_ERROR_NO_KEY))
    g_set_error_literal (error, MADO_CARD_ERROR, MADO_CARD_ERROR_DIFFERENT_CARD,
                         "the card holds no key, the case has one");
  else
    g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

MadoCardState *
mado_card_session_read_state (MadoCardSession *self, GError **error)
{
  MadoCardState *state = mado_card_session_look (self)->read_state (&self->talk, error);

  if (state != NULL)
    {
      g_free (self->spki_sha256);
      self->spki_sha256 = g_strdup (state->spki_sha256);
    }
  return state;
}

GBytes *
mado_card_session_read_public_key (MadoCardSession *self, GError **error)
{
  const MadoCardProfile *profile = mado_card_session_look (self);

  if (self->public_key != NULL)
    return g_bytes_ref (self->public_key);
  g_clear_pointer (&self->spki_sha256, g_free);
  self->public_key = profile->read_public_key (&self->talk, error);
  if (self->public_key == NULL)
    return NULL;
  self->spki_sha256 = mado_bytes_sha256 (self->public_key);
  return g_bytes_ref (self->public_key);
}

GBytes *
mado_card_session_read_certificate (MadoCardSession *self, GError **error)
{
  return mado_card_session_look (self)->read_certificate (&self->talk, error);
}

gboolean
mado_card_session_generate_key (MadoCardSession *self, GError **error)
{
  const MadoCardProfile *profile = mado_card_session_change (self, error);

  mado_card_session_forget_key (self);
  return profile != NULL && profile->generate_key (&self->talk, error);
}

gboolean
mado_card_session_fits (const MadoSecret *password, GError **error)
{
  const gsize n = mado_secret_get_length (password);

  if (n > 0 && n <= MADO_CARD_PASSWORD_MAX)
    return TRUE;
  g_set_error_literal (error, MADO_CARD_ERROR, MADO_CARD_ERROR_TOO_LONG, "password: length");
  return FALSE;
}

gboolean
mado_card_session_set_first_password (MadoCardSession *self, const MadoSecret *password,
                                      GError **error)
{
  const MadoCardProfile *profile = mado_card_session_change (self, error);

  return profile != NULL && mado_card_session_fits (password, error)
         && profile->set_first_password (&self->talk, password, error);
}

gboolean
mado_card_session_verify_password (MadoCardSession *self, const MadoSecret *password,
                                   guint *tries_left, GError **error)
{
  const MadoCardProfile *profile = mado_card_session_change (self, error);

  return profile != NULL && mado_card_session_fits (password, error)
         && profile->verify_password (&self->talk, password, tries_left, error);
}

GBytes *
mado_card_session_sign (MadoCardSession *self, const MadoSecret *password, const guint8 *sha256,
                        guint *tries_left, GError **error)
{
  const MadoCardProfile *profile = mado_card_session_change (self, error);

  if (profile == NULL || !mado_card_session_fits (password, error))
    return NULL;
  return profile->sign (&self->talk, password, sha256, tries_left, error);
}

gboolean
mado_card_session_write_certificate (MadoCardSession *self, GBytes *der, GError **error)
{
  const MadoCardProfile *profile = mado_card_session_change (self, error);

  return profile != NULL && profile->write_certificate (&self->talk, der, error);
}

gboolean
mado_card_session_write_ca_certificate (MadoCardSession *self, GBytes *der, GError **error)
{
  const MadoCardProfile *profile = mado_card_session_change (self, error);

  return profile != NULL && profile->write_ca_certificate (&self->talk, der, error);
}

gboolean
mado_card_session_erase_certificate (MadoCardSession *self, GError **error)
{
  const MadoCardProfile *profile = mado_card_session_change (self, error);

  return profile != NULL && profile->erase_certificate (&self->talk, error);
}

gboolean
mado_card_session_destroy_key (MadoCardSession *self, GError **error)
{
  const MadoCardProfile *profile = mado_card_session_change (self, error);

  if (profile == NULL)
    return FALSE;
  mado_card_session_forget_key (self);
  return profile->destroy_key (&self->talk, error);
}

gboolean
mado_card_session_install_generator_keys (MadoCardSession *self, GError **error)
{
  const MadoCardProfile *profile = mado_card_session_change (self, error);

  return profile != NULL && profile->install_generator_keys (&self->talk, error);
}
