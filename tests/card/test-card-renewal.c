/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Renewal with a second pair on the card, struck at every command: the old key stands with the old
 * certificate or the new one with the new, and the state says which. */
#include "config.h"

#include "mado-bytes.h"
#include "mado-card-session-pending.h"
#include "sim-desk.h"

typedef struct
{
  SimDesk desk;
  GBytes *fresh;             /* the new certificate */
  char *old_spki, *new_spki; /* the latter as the renewal last made it */
} Counter;

static MadoCardSession *
open_expected (Counter *counter, GError **error)
{
  g_autoptr (MadoCardSession) session
      = sim_desk_open (&counter->desk, MADO_CARD_KEYS_COUNTER, error);

  if (session == NULL || !mado_card_session_expect (session, CARD_ID, NULL, error))
    return NULL;
  return g_steal_pointer (&session);
}

/* A card with a certificate in force. */
static void
set_up (Counter *counter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCardSession) session = NULL;
  g_autoptr (GBytes) spki = NULL;

  sim_desk_set_up (&counter->desk, 480, 260);
  counter->fresh = sim_desk_make_der (500, 7);
  counter->new_spki = NULL;
  session = open_expected (counter, &error);
  g_assert_true (mado_card_session_generate_key (session, &error));
  g_assert_true (mado_card_session_expect (session, CARD_ID, NULL, &error));
  g_assert_true (mado_card_session_set_first_password (session, counter->desk.password, &error));
  g_assert_true (mado_card_session_write_certificate (session, counter->desk.certificate, &error));
  spki = mado_card_session_read_public_key (session, &error);
  counter->old_spki = mado_bytes_sha256 (spki);
  g_assert_no_error (error);
  g_array_set_size (counter->desk.trace, 0);
}

static void
tear_down (Counter *counter)
{
  g_bytes_unref (counter->fresh);
  g_free (counter->old_spki);
  g_free (counter->new_spki);
  sim_desk_tear_down (&counter->desk);
}

static gboolean
prove_possession (Counter *counter, MadoCardSession *session, GError **error)
{
  const guint8 hash[32] = { 0x5A };
  g_autoptr (MadoCardPending) pending = mado_card_session_read_pending (session, error);
  g_autoptr (GBytes) signature = NULL;
  guint tries_left = 99;

  if (pending == NULL)
    return FALSE;
  g_assert_nonnull (pending->public_key);
  g_free (counter->new_spki);
  counter->new_spki = g_strdup (pending->spki_sha256);
  signature
      = mado_card_session_sign_pending (session, counter->desk.password, hash, &tries_left, error);
  if (signature == NULL)
    return FALSE;
  if (sim_desk_is_signature (pending->public_key, signature, hash))
    return TRUE;
  /* It travels in clear; whoever receives it checks it. */
  g_set_error_literal (error, MADO_CARD_ERROR, MADO_CARD_ERROR_READ_BACK, "wrong signature");
  return FALSE;
}

static gboolean
prepare (Counter *counter, GError **error)
{
  g_autoptr (MadoCardSession) session = open_expected (counter, error);

  return session != NULL && mado_card_session_generate_pending (session, error)
         && prove_possession (counter, session, error)
         && mado_card_session_write_pending (session, counter->fresh, error);
}

static gboolean
activate (Counter *counter, GError **error)
{
  g_autoptr (MadoCardSession) session = open_expected (counter, error);

  return session != NULL && mado_card_session_activate_pending (session, counter->new_spki, error);
}

/* What counts on the card is one whole pair.  Returns: whether it is the new one. */
static gboolean
look (Counter *counter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCardSession) session = open_expected (counter, &error);
  g_autoptr (MadoCardState) state = NULL;
  g_autoptr (MadoCardPending) pending = NULL;
  gboolean is_new;

  g_assert_no_error (error);
  state = mado_card_session_read_state (session, &error);
  g_assert_no_error (error);
  pending = mado_card_session_read_pending (session, &error);
  g_assert_no_error (error);
  g_assert_cmpint (state->certificate_status, ==, MADO_CARD_CERTIFICATE_PRESENT);
  is_new = g_bytes_equal (state->certificate, counter->fresh);
  g_assert_true (is_new || g_bytes_equal (state->certificate, counter->desk.certificate));
  g_assert_cmpstr (state->spki_sha256, ==, is_new ? counter->new_spki : counter->old_spki);
  g_assert_cmpuint (state->tries_left, ==, 5);
  if (is_new)
    {
      g_assert_null (pending->public_key);
      g_assert_cmpint (pending->certificate_status, ==, MADO_CARD_CERTIFICATE_ABSENT);
    }
  if (pending->certificate != NULL)
    g_assert_true (g_bytes_equal (pending->certificate, counter->fresh));
  return is_new;
}

static void
test_renewal (void)
{
  Counter counter;
  g_autoptr (GError) error = NULL;

  set_up (&counter);
  g_assert_true (prepare (&counter, &error));
  g_assert_no_error (error);
  g_assert_false (look (&counter));
  g_assert_true (activate (&counter, &error));
  g_assert_no_error (error);
  g_test_message ("a renewal in two conversations: %u APDUs", counter.desk.trace->len);
  g_assert_true (look (&counter));
  g_assert_true (activate (&counter, &error)); /* again: it has been done */
  g_assert_true (look (&counter));
  tear_down (&counter);
}

static void
put_back (Counter *counter)
{
  mado_sim_card_clear_faults (counter->desk.card);
  mado_sim_reader_insert (counter->desk.reader, counter->desk.card);
}

/* Strikes command @n of the preparation; the renewal is then begun anew. */
static gboolean
strike_preparation (guint n, MadoSimFaultKind kind)
{
  Counter counter;
  g_autoptr (GError) error = NULL;
  gboolean reached, done;

  set_up (&counter);
  mado_sim_card_add_fault (counter.desk.card, kind, n, 0x6F00);
  done = prepare (&counter, &error);
  reached = counter.desk.trace->len >= n;
  put_back (&counter);
  g_clear_error (&error);
  g_assert_false (look (&counter));
  if (!done)
    g_assert_true (prepare (&counter, &error));
  g_assert_no_error (error);
  g_assert_true (activate (&counter, &error));
  g_assert_true (look (&counter));
  tear_down (&counter);
  return reached;
}

static void
test_strike_preparation (gconstpointer kind)
{
  guint n = 1;

  while (strike_preparation (n, (MadoSimFaultKind) GPOINTER_TO_UINT (kind)))
    n++;
  g_test_message ("struck at each of %u commands", n - 1);
  g_assert_cmpuint (n, >, 25);
}

/* Strikes command @n of the activation: calling it again is always right. */
static gboolean
strike_activation (guint n, MadoSimFaultKind kind)
{
  Counter counter;
  g_autoptr (GError) error = NULL;
  gboolean reached, done;

  set_up (&counter);
  g_assert_true (prepare (&counter, &error));
  g_array_set_size (counter.desk.trace, 0);
  mado_sim_card_add_fault (counter.desk.card, kind, n, 0x6F00);
  done = activate (&counter, &error);
  reached = counter.desk.trace->len >= n;
  put_back (&counter);
  g_clear_error (&error);
  if (done)
    g_assert_true (look (&counter));
  else
    look (&counter);
  g_assert_true (activate (&counter, &error));
  g_assert_no_error (error);
  g_assert_true (look (&counter));
  tear_down (&counter);
  return reached;
}

static void
test_strike_activation (gconstpointer kind)
{
  guint n = 1;

  while (strike_activation (n, (MadoSimFaultKind) GPOINTER_TO_UINT (kind)))
    n++;
  g_assert_cmpuint (n, >, 10);
}

/* The power fails inside each UPDATE BINARY of the new certificate. */
static void
test_tears (void)
{
  for (guint n = 1; n <= 5; n++) /* header 0, three pieces, header */
    {
      Counter counter;
      g_autoptr (GError) error = NULL;

      set_up (&counter);
      mado_sim_card_add_fault (counter.desk.card, MADO_SIM_TEAR_UPDATE, n, 0);
      g_assert_false (prepare (&counter, &error));
      g_assert_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_UNSURE);
      g_clear_error (&error);
      put_back (&counter);
      g_assert_false (look (&counter));
      g_assert_false (activate (&counter, &error));
      g_assert_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_NO_CERTIFICATE);
      g_assert_false (look (&counter));
      tear_down (&counter);
    }
}

/* Given up: the old pair stays, nothing is prepared any more; doing it twice does no harm. */
static void
test_discard (void)
{
  Counter counter;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCardPending) pending = NULL;
  MadoCardSession *session;

  set_up (&counter);
  g_assert_true (prepare (&counter, &error));
  session = open_expected (&counter, &error);
  g_assert_true (mado_card_session_discard_pending (session, &error));
  g_assert_true (mado_card_session_discard_pending (session, &error));
  pending = mado_card_session_read_pending (session, &error);
  g_assert_null (pending->public_key);
  g_assert_cmpint (pending->certificate_status, ==, MADO_CARD_CERTIFICATE_ABSENT);
  g_assert_false (mado_card_session_activate_pending (session, counter.new_spki, &error));
  g_assert_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_DIFFERENT_CARD);
  mado_card_session_close (session);
  g_assert_false (look (&counter));
  tear_down (&counter);
}

/* The key that was prepared belongs to another case. */
static void
test_other_key (void)
{
  Counter counter;
  g_autoptr (GError) error = NULL;
  MadoCardSession *session;

  set_up (&counter);
  g_assert_true (prepare (&counter, &error));
  session = open_expected (&counter, &error);
  g_assert_false (mado_card_session_activate_pending (
      session, "0000000000000000000000000000000000000000000000000000000000000000", &error));
  g_assert_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_DIFFERENT_CARD);
  g_clear_error (&error);
  g_assert_true (mado_card_session_activate_pending (session, counter.new_spki, &error));
  /* The key has changed: nothing more before it was said anew which card this must be. */
  g_assert_false (mado_card_session_unlock (session, &error));
  g_assert_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_DIFFERENT_CARD);
  g_clear_error (&error);
  g_assert_true (mado_card_session_expect (session, CARD_ID, counter.new_spki, &error));
  g_assert_true (mado_card_session_unlock (session, &error));
  mado_card_session_close (session);
  tear_down (&counter);
}

/* The old key's password opens the new key; after activation the new key signs as the active one.
 */
static void
test_signs_after_activation (void)
{
  const guint8 hash[32] = { 0xA5 };
  Counter counter;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) spki = NULL;
  g_autoptr (GBytes) signature = NULL;
  MadoCardSession *session;
  guint tries_left = 99;

  set_up (&counter);
  g_assert_true (prepare (&counter, &error));
  g_assert_true (activate (&counter, &error));
  session = open_expected (&counter, &error);
  spki = mado_card_session_read_public_key (session, &error);
  signature = mado_card_session_sign (session, counter.desk.password, hash, &tries_left, &error);
  g_assert_no_error (error);
  g_assert_true (sim_desk_is_signature (spki, signature, hash));
  mado_card_session_close (session);
  tear_down (&counter);
}

/* 証明書消去 and カード廃止: the certificate goes, then the key. */
static void
test_erase_and_destroy (void)
{
  Counter counter;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCardState) erased = NULL;
  g_autoptr (MadoCardState) destroyed = NULL;
  MadoCardSession *session;

  set_up (&counter);
  session = open_expected (&counter, &error);
  g_assert_true (mado_card_session_erase_certificate (session, &error));
  erased = mado_card_session_read_state (session, &error);
  g_assert_cmpint (erased->certificate_status, ==, MADO_CARD_CERTIFICATE_ABSENT);
  g_assert_cmpstr (erased->spki_sha256, ==, counter.old_spki);
  g_assert_true (mado_card_session_destroy_key (session, &error));
  g_assert_false (mado_card_session_destroy_key (session, &error)); /* which card is this now? */
  g_assert_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_DIFFERENT_CARD);
  g_clear_error (&error);
  g_assert_true (mado_card_session_expect (session, CARD_ID, NULL, &error));
  g_assert_true (mado_card_session_destroy_key (session, &error));
  destroyed = mado_card_session_read_state (session, &error);
  g_assert_no_error (error);
  g_assert_null (destroyed->spki_sha256);
  g_assert_cmpint (destroyed->certificate_status, ==, MADO_CARD_CERTIFICATE_ABSENT);
  mado_card_session_close (session);
  tear_down (&counter);
}

/* The same, struck at each command: looking tells what is left to do. */
static gboolean
strike_destroy (guint n, MadoSimFaultKind kind)
{
  Counter counter;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCardState) state = NULL;
  MadoCardSession *session;
  gboolean reached;

  set_up (&counter);
  mado_sim_card_add_fault (counter.desk.card, kind, n, 0x6F00);
  session = open_expected (&counter, &error);
  if (session != NULL && mado_card_session_erase_certificate (session, &error))
    mado_card_session_destroy_key (session, &error);
  g_clear_pointer (&session, mado_card_session_close);
  reached = counter.desk.trace->len >= n;
  put_back (&counter);
  g_clear_error (&error);
  session = open_expected (&counter, &error);
  g_assert_no_error (error);
  state = mado_card_session_read_state (session, &error);
  if (state->public_key == NULL) /* no certificate ever stands without its key */
    g_assert_cmpint (state->certificate_status, !=, MADO_CARD_CERTIFICATE_PRESENT);
  g_assert_true (mado_card_session_erase_certificate (session, &error));
  g_assert_true (mado_card_session_destroy_key (session, &error));
  g_assert_no_error (error);
  mado_card_session_close (session);
  tear_down (&counter);
  return reached;
}

static void
test_strike_destroy (gconstpointer kind)
{
  guint n = 1;

  while (strike_destroy (n, (MadoSimFaultKind) GPOINTER_TO_UINT (kind)))
    n++;
  g_assert_cmpuint (n, >, 8);
}

int
main (int argc, char **argv)
{
  /* clang-format off */
  static const struct { const char *name; MadoSimFaultKind kind; } kinds[] = {
    { "pulled-before-each",        MADO_SIM_CUT_BEFORE   },
    { "pulled-while-each-travels", MADO_SIM_CUT_ARRIVING },
    { "pulled-during-each",        MADO_SIM_CUT_DURING   },
    { "wrong-mac-at-each",         MADO_SIM_CORRUPT_MAC  },
    { "unknown-status-at-each",    MADO_SIM_STATUS_WORD  },
  };
  static const struct { const char *name; void (*test) (gconstpointer); } strikes[] = {
    { "prepare",  test_strike_preparation },
    { "activate", test_strike_activation  },
    { "destroy",  test_strike_destroy     },
  };
  /* clang-format on */

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/card/renewal/whole", test_renewal);
  g_test_add_func ("/card/renewal/tears", test_tears);
  g_test_add_func ("/card/renewal/discard", test_discard);
  g_test_add_func ("/card/renewal/other-key", test_other_key);
  g_test_add_func ("/card/renewal/signs-after-activation", test_signs_after_activation);
  g_test_add_func ("/card/renewal/erase-and-destroy", test_erase_and_destroy);
  for (gsize i = 0; i < G_N_ELEMENTS (strikes); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (kinds); j++)
      {
        g_autofree char *path
            = g_strdup_printf ("/card/renewal/%s/%s", strikes[i].name, kinds[j].name);

        g_test_add_data_func (path, GUINT_TO_POINTER (kinds[j].kind), strikes[i].test);
      }
  return g_test_run ();
}
