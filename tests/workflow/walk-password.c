/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "walk-password.h"

#include "mado-card-session.h"
#include "mado-event.h"

#include <string.h>

static MadoSecret *
secret_of (const char *text)
{
  MadoSecret *secret = mado_secret_new (strlen (text));

  for (const char *at = text; *at != '\0'; at++)
    mado_secret_append (secret, (guint8) *at);
  return secret;
}

/* As a program of the resident's own would: without any key of the desk. */
static MadoCardSession *
open_card (DeskFixture *fixture)
{
  const MadoCardOptions options = { 0 };
  g_autoptr (GError) error = NULL;
  MadoCardSession *session = mado_card_session_open (MADO_READER (fixture->reader), &options,
                                                     MADO_CARD_KEYS_NONE, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (
      mado_card_session_expect (session, mado_card_session_get_id (session), NULL, NULL));
  return session;
}

gboolean
password_is_accepted (DeskFixture *fixture, const char *password)
{
  g_autoptr (MadoCardSession) session = open_card (fixture);
  g_autoptr (MadoSecret) secret = secret_of (password);
  g_autoptr (GError) error = NULL;
  guint tries_left = 0;
  gboolean accepted = mado_card_session_verify_password (session, secret, &tries_left, &error);

  if (!accepted && !g_error_matches (error, MADO_CARD_ERROR, MADO_CARD_ERROR_PIN_BLOCKED))
    g_assert_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_PIN_WRONG);
  return accepted;
}

guint
password_tries (DeskFixture *fixture)
{
  g_autoptr (MadoCardSession) session = open_card (fixture);
  g_autoptr (GError) error = NULL;
  guint tries_left = 0;

  g_assert_true (mado_card_session_read_tries (session, &tries_left, &error));
  g_assert_no_error (error);
  return tries_left;
}

void
password_lock (DeskFixture *fixture)
{
  for (guint i = 0; i < PASSWORD_TRIES; i++)
    g_assert_false (password_is_accepted (fixture, "WRONG123"));
  g_assert_cmpuint (password_tries (fixture), ==, 0);
}

static gboolean
accepts_only (DeskFixture *fixture, const char *right, const char *wrong)
{
  return !password_is_accepted (fixture, wrong) && password_is_accepted (fixture, right);
}

void
password_assert_untouched (DeskFixture *fixture)
{
  const guint cases_before = fixture->cases_before;

  desk_fixture_assert_no_money (fixture);
  fixture->cases_before = 0; /* the first issue is the first case */
  desk_fixture_assert_issued (fixture);
  fixture->cases_before = cases_before;
}

/* The record names neither password, wherever a text has room for one. */
static void
assert_unrecorded (DeskFixture *fixture)
{
  g_autoptr (GPtrArray) events = desk_fixture_load_events (fixture);

  for (guint i = 0; i < events->len; i++)
    {
      g_autofree char *line = mado_event_to_json (g_ptr_array_index (events, i));

      g_assert_null (strstr (line, PASSWORD_NEW));
      g_assert_null (strstr (line, PASSWORD_OLD));
    }
}

static void
assert_in_force (DeskFixture *fixture, const char *right, const char *wrong)
{
  g_assert_cmpuint (password_tries (fixture), ==, PASSWORD_TRIES);
  g_assert_true (accepts_only (fixture, right, wrong));
  password_assert_untouched (fixture);
  assert_unrecorded (fixture);
}

void
password_assert_new (DeskFixture *fixture)
{
  assert_in_force (fixture, PASSWORD_NEW, PASSWORD_OLD);
}

void
password_assert_old (DeskFixture *fixture)
{
  assert_in_force (fixture, PASSWORD_OLD, PASSWORD_NEW);
}

/* --- the resident went with the card --- */

/* Withdrawn: as before.  Stopped: the desk said that it does not know; then it is old or new. Done:
 * the card was pulled in its last answer. */
static void
look_after (DeskFixture *fixture, MadoRun *run, gboolean as_before)
{
  const MadoEnding ending = mado_run_get_state (run)->ending;

  g_assert_true (ending == MADO_ENDING_WITHDRAWN || ending == MADO_ENDING_STOPPED);
  if (ending == MADO_ENDING_WITHDRAWN)
    g_assert_true (as_before);
  password_assert_untouched (fixture);
}

void
password_change_left (DeskFixture *fixture, MadoRun *run)
{
  gboolean old, new_password;

  mado_sim_reader_insert (fixture->reader, fixture->card);
  old = password_is_accepted (fixture, PASSWORD_OLD);
  new_password = password_is_accepted (fixture, PASSWORD_NEW);
  g_assert_true (old != new_password);
  look_after (fixture, run, old);
  mado_sim_reader_remove (fixture->reader);
}

void
password_reset_left (DeskFixture *fixture, MadoRun *run)
{
  password_change_left (fixture, run);
}

/* Not one of the two accepts a locked card; it is released together with the new one. */
void
password_unlock_left (DeskFixture *fixture, MadoRun *run)
{
  gboolean locked;

  mado_sim_reader_insert (fixture->reader, fixture->card);
  locked = password_tries (fixture) == 0;
  g_assert_true (locked || accepts_only (fixture, PASSWORD_NEW, PASSWORD_OLD));
  look_after (fixture, run, locked);
  mado_sim_reader_remove (fixture->reader);
}
