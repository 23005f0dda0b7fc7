/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole issuance on the simulated card, struck at every single command. */
#include "config.h"

#include "mado-bytes.h"
#include "sim-desk.h"

#define COMMANDS_MAX 70 /* of an issuance with a certificate of 1,623 bytes and one of 1,301 */

static gboolean
prepare (SimDesk *desk, GError **error)
{
  g_autoptr (MadoCardSession) session = sim_desk_open (desk, MADO_CARD_KEYS_COUNTER, error);
  g_autoptr (MadoCardState) state = NULL;

  if (session == NULL || (state = mado_card_session_read_state (session, error)) == NULL)
    return FALSE;
  return mado_card_session_expect (session, CARD_ID, NULL, error)
         && mado_card_session_install_generator_keys (session, error);
}

static gboolean
generate (SimDesk *desk, char **spki_sha256, GError **error)
{
  g_autoptr (MadoCardSession) session = sim_desk_open (desk, MADO_CARD_KEYS_GENERATOR, error);
  g_autoptr (GBytes) spki = NULL;

  if (session == NULL || !mado_card_session_expect (session, CARD_ID, NULL, error)
      || !mado_card_session_generate_key (session, error))
    return FALSE;
  spki = mado_card_session_read_public_key (session, error);
  if (spki == NULL)
    return FALSE;
  *spki_sha256 = mado_bytes_sha256 (spki);
  return TRUE;
}

static gboolean
set_password (SimDesk *desk, MadoCardSession *session, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (mado_card_session_set_first_password (session, desk->password, &reason))
    return TRUE;
  if (g_error_matches (reason, MADO_CARD_ERROR, MADO_CARD_ERROR_PIN_SET))
    return mado_card_session_reset_password (session, desk->password, error);
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static gboolean
sign (SimDesk *desk, MadoCardSession *session, GError **error)
{
  const guint8 hash[32] = { 0x5A };
  g_autoptr (GBytes) spki = mado_card_session_read_public_key (session, error);
  g_autoptr (GBytes) signature = NULL;
  guint tries_left = 99;

  if (spki == NULL)
    return FALSE;
  signature = mado_card_session_sign (session, desk->password, hash, &tries_left, error);
  if (signature == NULL)
    return FALSE;
  if (sim_desk_is_signature (spki, signature, hash))
    return TRUE;
  g_set_error_literal (error, MADO_CARD_ERROR, MADO_CARD_ERROR_READ_BACK, "wrong signature");
  return FALSE;
}

static gboolean
complete (SimDesk *desk, const char *spki_sha256, GError **error)
{
  g_autoptr (MadoCardSession) session = sim_desk_open (desk, MADO_CARD_KEYS_COUNTER, error);
  guint tries_left = 99;

  return session != NULL && mado_card_session_expect (session, CARD_ID, spki_sha256, error)
         && set_password (desk, session, error)
         && mado_card_session_verify_password (session, desk->password, &tries_left, error)
         && sign (desk, session, error)
         && mado_card_session_write_ca_certificate (session, desk->ca_certificate, error)
         && mado_card_session_write_certificate (session, desk->certificate, error);
}

/* Also on a card on which it was broken off before. */
static gboolean
issue (SimDesk *desk, GError **error)
{
  g_autofree char *spki_sha256 = NULL;

  return prepare (desk, error) && generate (desk, &spki_sha256, error)
         && complete (desk, spki_sha256, error);
}

/* What lies on the card is nothing, a remainder that no reader takes for a certificate, or all. */
static MadoCardCertificate
look (SimDesk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCardSession) session = sim_desk_open (desk, MADO_CARD_KEYS_COUNTER, &error);
  g_autoptr (MadoCardState) state = NULL;

  g_assert_no_error (error);
  state = mado_card_session_read_state (session, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (state->card_id, ==, CARD_ID);
  if (state->certificate != NULL)
    g_assert_true (g_bytes_equal (state->certificate, desk->certificate));
  return state->certificate_status;
}

static void
test_issue (void)
{
  SimDesk desk;
  g_autoptr (GError) error = NULL;
  guint64 n_bytes = 0;

  sim_desk_set_up (&desk, 1623, 1301);
  g_assert_cmpint (look (&desk), ==, MADO_CARD_CERTIFICATE_ABSENT);
  g_array_set_size (desk.trace, 0);
  g_assert_true (issue (&desk, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < desk.trace->len; i++)
    n_bytes += g_array_index (desk.trace, MadoApduRecord, i).n_sent
               + g_array_index (desk.trace, MadoApduRecord, i).n_received;
  g_test_message ("an issuance in three conversations: %u APDUs, %" G_GUINT64_FORMAT " bytes",
                  desk.trace->len, n_bytes);
  g_assert_cmpuint (desk.trace->len, <=, COMMANDS_MAX);
  g_assert_cmpint (look (&desk), ==, MADO_CARD_CERTIFICATE_PRESENT);
  sim_desk_tear_down (&desk);
}

static gboolean
has_mac (const MadoApduRecord *record)
{
  return (record->cla & 0x04) != 0 && record->ins != MADO_INS_AUTHENTICATE
         && record->n_received > 2;
}

/* What the desk must conclude when command @record is struck in this way. */
static void
assert_conclusion (const MadoApduRecord *record, MadoSimFaultKind kind, const GError *error)
{
  const gboolean effecting = record->effect == MADO_APDU_EFFECTING;

  /* Nothing protects an answer in clear (a signature is checked by its receiver) or a refusal. */
  if (kind == MADO_SIM_CORRUPT_MAC && !has_mac (record))
    return;
  if (error == NULL) /* the closing commands, whose answers nobody needs */
    g_assert_cmpuint (record->ins, ==, MADO_INS_SELECT);
  else if (kind == MADO_SIM_CUT_BEFORE)
    g_assert_true (g_error_matches (error, MADO_READER_ERROR, MADO_READER_ERROR_REMOVED)
                   || g_error_matches (error, MADO_READER_ERROR, MADO_READER_ERROR_NO_CARD));
  else if (effecting)
    g_assert_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_UNSURE);
  else if (kind == MADO_SIM_CORRUPT_MAC)
    g_assert_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_SESSION_OVER);
  else if (kind != MADO_SIM_STATUS_WORD)
    g_assert_true (g_error_matches (error, MADO_READER_ERROR, MADO_READER_ERROR_REMOVED)
                   || g_error_matches (error, MADO_READER_ERROR, MADO_READER_ERROR_NO_CARD));
  else
    g_assert_true (error->domain == MADO_CARD_ERROR && error->code != MADO_CARD_ERROR_UNSURE);
}

/* Strikes command @n of an issuance.  Returns: FALSE when there is no such command. */
static gboolean
strike (guint n, MadoSimFaultKind kind)
{
  SimDesk desk;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) after = NULL;
  gboolean reached;

  sim_desk_set_up (&desk, 480, 260);
  mado_sim_card_add_fault (desk.card, kind, n, 0x6F00);
  issue (&desk, &error);
  reached = desk.trace->len >= n;
  mado_sim_card_clear_faults (desk.card);
  mado_sim_reader_insert (desk.reader, desk.card);
  if (reached)
    assert_conclusion (&g_array_index (desk.trace, MadoApduRecord, n - 1), kind, error);
  if (reached && error != NULL)
    {
      look (&desk);
      g_assert_true (issue (&desk, &after));
      g_assert_no_error (after);
    }
  g_assert_cmpint (look (&desk), ==, MADO_CARD_CERTIFICATE_PRESENT);
  sim_desk_tear_down (&desk);
  return reached;
}

static void
test_strikes (gconstpointer kind)
{
  guint n = 1;

  while (strike (n, (MadoSimFaultKind) GPOINTER_TO_UINT (kind)))
    n++;
  g_test_message ("struck at each of %u commands", n - 1);
  g_assert_cmpuint (n, >, 35);
}

/* The power fails inside each UPDATE BINARY. */
static void
test_tears (void)
{
  for (guint n = 1; n <= 7; n++) /* 3 of the CA's certificate, 4 of the resident's */
    {
      SimDesk desk;
      g_autoptr (GError) error = NULL;

      sim_desk_set_up (&desk, 480, 260);
      mado_sim_card_add_fault (desk.card, MADO_SIM_TEAR_UPDATE, n, 0);
      g_assert_false (issue (&desk, &error));
      g_assert_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_UNSURE);
      g_clear_error (&error);
      mado_sim_card_clear_faults (desk.card);
      mado_sim_reader_insert (desk.reader, desk.card);
      g_assert_cmpint (look (&desk), !=, MADO_CARD_CERTIFICATE_PRESENT);
      g_assert_true (issue (&desk, &error));
      g_assert_cmpint (look (&desk), ==, MADO_CARD_CERTIFICATE_PRESENT);
      sim_desk_tear_down (&desk);
    }
}

static void
test_password_to_the_end (void)
{
  SimDesk desk;
  g_autoptr (GError) error = NULL;
  MadoCardSession *session;
  guint tries_left = 99;

  sim_desk_set_up (&desk, 480, 260);
  g_assert_true (issue (&desk, &error));
  session = sim_desk_open (&desk, MADO_CARD_KEYS_COUNTER, &error);
  g_assert_true (mado_card_session_expect (session, CARD_ID, NULL, &error));
  for (guint left = 4; left <= 4; left--) /* 4, 3, 2, 1, 0 */
    {
      g_autoptr (GError) wrong = NULL;

      g_assert_false (
          mado_card_session_verify_password (session, desk.wrong_password, &tries_left, &wrong));
      g_assert_error (wrong, MADO_CARD_ERROR,
                      (left > 0 ? MADO_CARD_ERROR_PIN_WRONG : MADO_CARD_ERROR_PIN_BLOCKED));
      g_assert_cmpuint (tries_left, ==, left);
    }
  g_assert_false (mado_card_session_verify_password (session, desk.password, &tries_left, &error));
  g_assert_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_PIN_BLOCKED);
  g_clear_error (&error);
  g_assert_true (mado_card_session_unlock (session, &error));
  g_assert_true (mado_card_session_verify_password (session, desk.password, &tries_left, &error));
  g_assert_true (mado_card_session_reset_password (session, desk.wrong_password, &error));
  g_assert_true (
      mado_card_session_verify_password (session, desk.wrong_password, &tries_left, &error));
  mado_card_session_close (session);
  sim_desk_tear_down (&desk);
}

static void
test_other_card (void)
{
  SimDesk desk;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoSimCard) other = sim_desk_make_card (0x43);
  g_autoptr (MadoCardState) state = NULL;
  MadoCardSession *session;

  sim_desk_set_up (&desk, 480, 260);
  mado_sim_reader_insert (desk.reader, other);
  g_assert_false (issue (&desk, &error));
  g_assert_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_DIFFERENT_CARD);
  g_clear_error (&error);
  session = sim_desk_open (&desk, MADO_CARD_KEYS_NONE, &error);
  g_assert_cmpstr (mado_card_session_get_id (session), ==, OTHER_ID);
  state = mado_card_session_read_state (session, &error); /* nothing was done to it */
  g_assert_cmpuint (state->life_cycle, ==, MADO_CARD_LIFE_BLANK);
  g_assert_cmpint (state->certificate_status, ==, MADO_CARD_CERTIFICATE_HIDDEN);
  mado_card_session_close (session);
  sim_desk_tear_down (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/card/on-sim/issue", test_issue);
#define STRIKES(path, kind)                                                                        \
  g_test_add_data_func ("/card/on-sim/" path, GUINT_TO_POINTER (kind), test_strikes)
  STRIKES ("pulled-before-each", MADO_SIM_CUT_BEFORE);
  STRIKES ("pulled-while-each-travels", MADO_SIM_CUT_ARRIVING);
  STRIKES ("pulled-during-each", MADO_SIM_CUT_DURING);
  STRIKES ("wrong-mac-at-each", MADO_SIM_CORRUPT_MAC);
  STRIKES ("unknown-status-at-each", MADO_SIM_STATUS_WORD);
  g_test_add_func ("/card/on-sim/tears", test_tears);
  g_test_add_func ("/card/on-sim/password-to-the-end", test_password_to_the_end);
  g_test_add_func ("/card/on-sim/other-card", test_other_card);
  return g_test_run ();
}
