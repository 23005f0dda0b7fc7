/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The three procedures on a password, struck at every command: what the desk then says of the
 * password is what the card has, and no try is gone that the resident did not spend. */
#include "config.h"

#include "mado-card-session-password.h"
#include "sim-desk.h"

#define TRIES_FULL 5
#define OLD "ABC123"
#define NEW "NEW456"

typedef struct
{
  SimDesk desk;
  MadoSecret *old_password, *new_password;
} Counter;

static void
set_up (Counter *counter)
{
  const MadoSimPersonalisation what = { .card_id = { 0, 0, 0, 0, 0, 0, 0, 0x42 }, .password = OLD };

  sim_desk_set_up (&counter->desk, 480, 260);
  g_object_unref (counter->desk.card);
  counter->desk.card = mado_sim_card_new_personalised (&what);
  mado_sim_reader_insert (counter->desk.reader, counter->desk.card);
  counter->old_password = sim_desk_make_password (OLD);
  counter->new_password = sim_desk_make_password (NEW);
}

static void
tear_down (Counter *counter)
{
  mado_secret_unref (counter->old_password);
  mado_secret_unref (counter->new_password);
  sim_desk_tear_down (&counter->desk);
}

static MadoCardSession *
open_expected (Counter *counter, guint8 kvn, GError **error)
{
  g_autoptr (MadoCardSession) session = sim_desk_open (&counter->desk, kvn, error);

  if (session == NULL || !mado_card_session_expect (session, CARD_ID, NULL, error))
    return NULL;
  return g_steal_pointer (&session);
}

static guint
read_tries (Counter *counter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCardSession) session = open_expected (counter, MADO_CARD_KEYS_NONE, &error);
  guint tries_left = 99;

  g_assert_no_error (error);
  g_assert_true (mado_card_session_read_tries (session, &tries_left, &error));
  return tries_left;
}

/* Asks a fresh copy of the truth: which password is the card's. */
static void
assert_password (Counter *counter, const MadoSecret *password)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCardSession) session = open_expected (counter, MADO_CARD_KEYS_NONE, &error);
  guint tries_left = 99;

  g_assert_no_error (error);
  g_assert_true (mado_card_session_verify_password (session, password, &tries_left, &error));
  g_assert_no_error (error);
}

static void
lock (Counter *counter)
{
  g_autoptr (MadoCardSession) session = open_expected (counter, MADO_CARD_KEYS_NONE, NULL);
  guint tries_left = 99;

  for (guint i = 0; i < TRIES_FULL; i++)
    g_assert_false (mado_card_session_verify_password (session, counter->desk.wrong_password,
                                                       &tries_left, NULL));
  g_assert_cmpuint (tries_left, ==, 0);
}

static void
put_back (Counter *counter)
{
  mado_sim_card_clear_faults (counter->desk.card);
  mado_sim_reader_insert (counter->desk.reader, counter->desk.card);
}

/* --- change --- */

static void
test_change (gconstpointer kvn)
{
  Counter counter;
  g_autoptr (GError) error = NULL;
  MadoCardSession *session;
  MadoCardChange how_far;
  MadoSimCounters counters;
  guint tries_left = 99;

  set_up (&counter);
  session = open_expected (&counter, (guint8) GPOINTER_TO_UINT (kvn), &error);
  g_assert_false (mado_card_session_change_password (
      session, counter.desk.wrong_password, counter.new_password, &how_far, &tries_left, &error));
  g_assert_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_PIN_WRONG);
  g_assert_cmpuint (tries_left, ==, TRIES_FULL - 1);
  g_assert_cmpint (how_far, ==, MADO_CARD_CHANGE_NOT_BEGUN);
  g_clear_error (&error);
  mado_sim_card_reset_counters (counter.desk.card);
  g_assert_true (mado_card_session_change_password (
      session, counter.old_password, counter.new_password, &how_far, &tries_left, &error));
  g_assert_no_error (error);
  g_assert_cmpint (how_far, ==, MADO_CARD_CHANGE_DONE);
  mado_sim_card_get_counters (counter.desk.card, &counters);
  g_assert_cmpuint (counters.verifies, ==, 2); /* the old one, and the proof */
  mado_card_session_close (session);
  g_assert_cmpuint (read_tries (&counter), ==, TRIES_FULL);
  assert_password (&counter, counter.new_password);
  tear_down (&counter);
}

static void
test_change_refusals (void)
{
  Counter counter;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoSecret) lower = sim_desk_make_password ("lower1");
  g_autoptr (MadoSecret) empty = mado_secret_new (4);
  MadoCardSession *session;
  MadoCardChange how_far;
  guint tries_left = 99;

  set_up (&counter);
  session = sim_desk_open (&counter.desk, MADO_CARD_KEYS_COUNTER, &error);
  g_assert_false (mado_card_session_change_password (
      session, counter.old_password, counter.new_password, &how_far, &tries_left, &error));
  g_assert_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_DIFFERENT_CARD);
  g_clear_error (&error);
  g_assert_true (mado_card_session_expect (session, CARD_ID, NULL, &error));
  g_assert_false (mado_card_session_change_password (session, counter.old_password, empty, &how_far,
                                                     &tries_left, &error));
  g_assert_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_TOO_LONG);
  g_clear_error (&error);
  g_assert_false (mado_card_session_change_password (session, counter.old_password, lower, &how_far,
                                                     &tries_left, &error));
  g_assert_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_PROTOCOL); /* 6A80: the card's own rule */
  g_assert_cmpint (how_far, ==, MADO_CARD_CHANGE_NOT_BEGUN);
  mado_card_session_close (session);
  assert_password (&counter, counter.old_password);
  g_clear_error (&error);

  lock (&counter);
  session = open_expected (&counter, MADO_CARD_KEYS_COUNTER, &error);
  g_assert_false (mado_card_session_change_password (
      session, counter.old_password, counter.new_password, &how_far, &tries_left, &error));
  g_assert_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_PIN_BLOCKED);
  g_assert_cmpuint (tries_left, ==, 0);
  mado_card_session_close (session);
  tear_down (&counter);
}

static gboolean
change (Counter *counter, MadoCardChange *how_far, GError **error)
{
  g_autoptr (MadoCardSession) session = open_expected (counter, MADO_CARD_KEYS_COUNTER, error);
  guint tries_left;

  *how_far = MADO_CARD_CHANGE_NOT_BEGUN;
  return session != NULL
         && mado_card_session_change_password (session, counter->old_password,
                                               counter->new_password, how_far, &tries_left, error);
}

/* What the desk says after looking.  The card's truth is asked afterwards. */
static void
assert_told (Counter *counter, MadoCardChange how_far)
{
  g_autoptr (GError) error = NULL;
  MadoCardTold told
      = how_far == MADO_CARD_CHANGE_DONE ? MADO_CARD_TOLD_DONE : MADO_CARD_TOLD_NOT_DONE;

  if (how_far == MADO_CARD_CHANGE_SENT)
    {
      g_autoptr (MadoCardSession) session = open_expected (counter, MADO_CARD_KEYS_COUNTER, &error);

      g_assert_true (mado_card_session_tell_change (session, counter->old_password,
                                                    counter->new_password, &told, &error));
      g_assert_no_error (error);
    }
  g_assert_cmpint (told, !=, MADO_CARD_TOLD_OPEN);
  assert_password (counter,
                   told == MADO_CARD_TOLD_DONE ? counter->new_password : counter->old_password);
}

static gboolean
strike_change (guint n, MadoSimFaultKind kind)
{
  Counter counter;
  g_autoptr (GError) error = NULL;
  MadoCardChange how_far;
  gboolean reached, done;

  set_up (&counter);
  mado_sim_card_add_fault (counter.desk.card, kind, n, 0x6F00);
  done = change (&counter, &how_far, &error);
  reached = counter.desk.trace->len >= n;
  put_back (&counter);
  if (!done)
    assert_told (&counter, how_far);
  else
    assert_password (&counter, counter.new_password);
  g_assert_cmpuint (read_tries (&counter), ==, TRIES_FULL);
  tear_down (&counter);
  return reached;
}

static void
test_strike_change (gconstpointer kind)
{
  guint n = 1;

  while (strike_change (n, (MadoSimFaultKind) GPOINTER_TO_UINT (kind)))
    n++;
  g_assert_cmpuint (n, >=, 9); /* open: 4, SELECT, VERIFY, CHANGE, VERIFY, close */
}

/* The probe never locks a card. */
static void
test_tell_with_few_tries (void)
{
  Counter counter;
  g_autoptr (GError) error = NULL;
  MadoCardSession *session;
  MadoCardTold told = MADO_CARD_TOLD_DONE;
  guint tries_left = 99;

  set_up (&counter);
  session = open_expected (&counter, MADO_CARD_KEYS_COUNTER, &error);
  for (guint i = 0; i < TRIES_FULL - 1; i++)
    mado_card_session_verify_password (session, counter.desk.wrong_password, &tries_left, NULL);
  g_assert_cmpuint (tries_left, ==, 1);
  g_assert_true (mado_card_session_tell_change (session, counter.old_password, counter.new_password,
                                                &told, &error));
  g_assert_cmpint (told, ==, MADO_CARD_TOLD_OPEN);
  mado_card_session_close (session);
  g_assert_cmpuint (read_tries (&counter), ==, 1);
  tear_down (&counter);
}

/* --- reset and unlock --- */

static gboolean
reset (Counter *counter, gboolean *acknowledged, GError **error)
{
  g_autoptr (MadoCardSession) session = open_expected (counter, MADO_CARD_KEYS_COUNTER, error);

  *acknowledged = FALSE;
  return session != NULL
         && mado_card_session_reset_and_prove (session, counter->new_password, acknowledged, error);
}

static MadoCardTold
tell_reset (Counter *counter, guint tries_before)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCardSession) session = open_expected (counter, MADO_CARD_KEYS_NONE, &error);
  MadoCardTold told;
  guint tries_left = 99;

  g_assert_true (
      mado_card_session_tell_reset (session, tries_before, TRIES_FULL, &told, &tries_left, &error));
  g_assert_no_error (error);
  return told;
}

static void
test_reset (void)
{
  Counter counter;
  g_autoptr (GError) error = NULL;
  gboolean acknowledged;

  set_up (&counter);
  lock (&counter);
  g_assert_true (reset (&counter, &acknowledged, &error));
  g_assert_no_error (error);
  g_assert_true (acknowledged);
  g_assert_cmpuint (read_tries (&counter), ==, TRIES_FULL);
  assert_password (&counter, counter.new_password);
  tear_down (&counter);
}

/* @locked: the usual case, in which the counter tells; else forgotten with tries left. */
static gboolean
strike_reset (guint n, MadoSimFaultKind kind, gboolean locked)
{
  Counter counter;
  g_autoptr (GError) error = NULL;
  gboolean reached, acknowledged, done;

  set_up (&counter);
  if (locked)
    lock (&counter);
  g_array_set_size (counter.desk.trace, 0);
  mado_sim_card_add_fault (counter.desk.card, kind, n, 0x6F00);
  done = reset (&counter, &acknowledged, &error);
  reached = counter.desk.trace->len >= n;
  put_back (&counter);
  if (!done && !acknowledged)
    {
      MadoCardTold told = tell_reset (&counter, locked ? 0 : TRIES_FULL);

      g_assert_true (locked == (told != MADO_CARD_TOLD_OPEN));
      g_clear_error (&error);
      if (told != MADO_CARD_TOLD_DONE) /* not done, or the same state once more */
        g_assert_true (reset (&counter, &acknowledged, &error));
      g_assert_no_error (error);
    }
  assert_password (&counter, counter.new_password);
  g_assert_cmpuint (read_tries (&counter), ==, TRIES_FULL);
  tear_down (&counter);
  return reached;
}

static void
test_strike_reset (gconstpointer kind)
{
  guint n = 1;

  for (guint locked = 0; locked <= 1; locked++)
    for (n = 1; strike_reset (n, (MadoSimFaultKind) GPOINTER_TO_UINT (kind), locked == 1);)
      n++;
  g_assert_cmpuint (n, >=, 8);
}

static gboolean
unlock (Counter *counter, GError **error)
{
  g_autoptr (MadoCardSession) session = open_expected (counter, MADO_CARD_KEYS_COUNTER, error);

  return session != NULL && mado_card_session_unlock (session, error);
}

static gboolean
strike_unlock (guint n, MadoSimFaultKind kind)
{
  Counter counter;
  g_autoptr (GError) error = NULL;
  gboolean reached, done;
  MadoCardTold told;

  set_up (&counter);
  lock (&counter);
  g_array_set_size (counter.desk.trace, 0);
  mado_sim_card_add_fault (counter.desk.card, kind, n, 0x6F00);
  done = unlock (&counter, &error);
  reached = counter.desk.trace->len >= n;
  put_back (&counter);
  told = tell_reset (&counter, 0);
  if (done)
    g_assert_cmpint (told, ==, MADO_CARD_TOLD_DONE);
  g_clear_error (&error);
  if (told == MADO_CARD_TOLD_NOT_DONE)
    g_assert_true (unlock (&counter, &error));
  assert_password (&counter, counter.old_password);
  g_assert_cmpuint (read_tries (&counter), ==, TRIES_FULL);
  tear_down (&counter);
  return reached;
}

static void
test_strike_unlock (gconstpointer kind)
{
  guint n = 1;

  while (strike_unlock (n, (MadoSimFaultKind) GPOINTER_TO_UINT (kind)))
    n++;
  g_assert_cmpuint (n, >=, 7);
}

static void
test_conclusions (void)
{
  /* clang-format off */
  const struct { guint before, now, full; MadoCardTold told; } cases[] = {
    { 0, 5, 5, MADO_CARD_TOLD_DONE     },
    { 0, 5, 0, MADO_CARD_TOLD_DONE     },
    { 0, 0, 5, MADO_CARD_TOLD_NOT_DONE },
    { 0, 0, 0, MADO_CARD_TOLD_NOT_DONE },
    { 3, 5, 5, MADO_CARD_TOLD_DONE     },
    { 3, 3, 5, MADO_CARD_TOLD_NOT_DONE },
    { 3, 3, 0, MADO_CARD_TOLD_OPEN     }, /* the card may give three */
    { 5, 5, 5, MADO_CARD_TOLD_OPEN     },
    { 5, 4, 5, MADO_CARD_TOLD_NOT_DONE },
  };
  /* clang-format on */

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (mado_card_conclude_reset (cases[i].before, cases[i].now, cases[i].full), ==,
                     cases[i].told);
}

/* Only the counter's key set may reset or unlock. */
static void
test_generator_may_not (void)
{
  Counter counter;
  g_autoptr (GError) error = NULL;
  MadoCardSession *session;

  set_up (&counter);
  session = open_expected (&counter, MADO_CARD_KEYS_GENERATOR, &error);
  g_assert_false (mado_card_session_unlock (session, &error));
  g_assert_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_NOT_ALLOWED);
  g_clear_error (&error);
  g_assert_false (mado_card_session_reset_password (session, counter.new_password, &error));
  g_assert_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_NOT_ALLOWED);
  mado_card_session_close (session);
  assert_password (&counter, counter.old_password);
  tear_down (&counter);
}

int
main (int argc, char **argv)
{
  /* clang-format off */
  static const struct { const char *name; MadoSimFaultKind kind; } kinds[] = {
    { "pulled-before-each",        MADO_SIM_CUT_BEFORE   },
    { "pulled-while-each-travels", MADO_SIM_CUT_ARRIVING },
    { "pulled-during-each",        MADO_SIM_CUT_DURING   },
    { "pulled-after-each",         MADO_SIM_CUT_AFTER    },
    { "wrong-mac-at-each",         MADO_SIM_CORRUPT_MAC  },
    { "unknown-status-at-each",    MADO_SIM_STATUS_WORD  },
  };
  static const struct { const char *name; void (*test) (gconstpointer); } strikes[] = {
    { "change", test_strike_change }, { "reset", test_strike_reset }, { "unlock", test_strike_unlock },
  };
  /* clang-format on */

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/card/password/change", GUINT_TO_POINTER (MADO_CARD_KEYS_COUNTER),
                        test_change);
  g_test_add_data_func ("/card/password/change-in-clear", GUINT_TO_POINTER (MADO_CARD_KEYS_NONE),
                        test_change);
  g_test_add_func ("/card/password/change-refusals", test_change_refusals);
  g_test_add_func ("/card/password/tell-with-few-tries", test_tell_with_few_tries);
  g_test_add_func ("/card/password/reset", test_reset);
  g_test_add_func ("/card/password/conclusions", test_conclusions);
  g_test_add_func ("/card/password/generator-may-not", test_generator_may_not);
  for (gsize i = 0; i < G_N_ELEMENTS (strikes); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (kinds); j++)
      {
        g_autofree char *path
            = g_strdup_printf ("/card/password/%s/%s", strikes[i].name, kinds[j].name);

        g_test_add_data_func (path, GUINT_TO_POINTER (kinds[j].kind), strikes[i].test);
      }
  return g_test_run ();
}
