/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-bytes.h"
#include "mado-scp03.h"

#include <string.h>

#include "scp03-vectors.h"

/* The plain commands behind the sessions' wrapped ones (same source). */
static const char *const plain_get_eid = "80E2910006BF3E035C015A00";
static const char *const plain_cases[4]
    = { "80F22002", "80CA006600", "80F220020A4F0212345C054F9F70C5", "80F28002024F0000" };
static const char *const eid = "BF3E125A1089882119900000000000000000000005";

static gsize
from_hex (const char *hex, guint8 *bytes)
{
  g_autoptr (GBytes) parsed = mado_bytes_from_hex (hex);
  gsize n;
  gconstpointer data = g_bytes_get_data (parsed, &n);

  memcpy (bytes, data, n);
  return n;
}

static void
assert_hex (const guint8 *bytes, gsize n, const char *expected)
{
  g_autofree char *hex = mado_bytes_to_hex (bytes, n);

  g_assert_cmpstr (hex, ==, expected);
}

static MadoSecret *
secret_from_hex (const char *hex)
{
  guint8 bytes[64];
  const gsize n = from_hex (hex, bytes);

  return mado_secret_new_take (bytes, n);
}

static MadoSecret *
counted_key (guint8 first, gsize n)
{
  guint8 bytes[32];

  for (gsize i = 0; i < n; i++)
    bytes[i] = (guint8) (first + i % 16);
  return mado_secret_new_take (bytes, n);
}

static void
set_up_keys (MadoScp03Keys *keys, guint bits)
{
  keys->enc = counted_key (0x00, bits / 8);
  keys->mac = counted_key (0x10, bits / 8);
  keys->dek = counted_key (0x20, bits / 8);
}

static void
test_derivations (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (derivations), ==, 40);
  for (gsize i = 0; i < G_N_ELEMENTS (derivations); i++)
    {
      g_autoptr (MadoSecret) key = secret_from_hex (derivations[i].key);
      guint8 context[64];
      const gsize n_context = from_hex (derivations[i].context, context);
      const guint n_bits = (guint) strlen (derivations[i].out) * 4;
      g_autoptr (MadoSecret) out = mado_scp03_kdf (key, (MadoScp03Constant) derivations[i].constant,
                                                   context, n_context, n_bits);
      gsize n;
      const guint8 *bytes = mado_secret_get (out, &n);

      assert_hex (bytes, n, derivations[i].out);
    }
}

/* Host side of one recorded session, then the card's side fed with the recorded commands. */
static void
replay_as_host (gsize i)
{
  g_auto (MadoScp03Keys) keys = { NULL };
  g_autoptr (GError) error = NULL;
  guint8 initialize[32], answer[64], command[261], wrapped[261], plain[261];
  gsize n_answer, n_command, n_wrapped, n_plain;

  set_up_keys (&keys, sessions[i].bits);
  from_hex (sessions[i].initialize, initialize);
  n_answer = from_hex (sessions[i].initialize_answer, answer);
  g_assert_cmpuint (n_answer, ==, 32);
  g_autoptr (MadoScp03) host = mado_scp03_new (&keys, initialize + 5, answer + 13);
  mado_scp03_card_cryptogram (host, command);
  g_assert_cmpmem (command, 8, answer + 21, 8);
  mado_scp03_authenticate_command (host, sessions[i].level, command);
  assert_hex (command, 21, sessions[i].authenticate);

  n_command = from_hex (plain_get_eid, command);
  g_assert_true (mado_scp03_wrap_command (host, command, n_command, wrapped, &n_wrapped, &error));
  assert_hex (wrapped, n_wrapped, sessions[i].get_eid);
  n_answer = from_hex (sessions[i].get_eid_answer, answer);
  memcpy (answer + n_answer, "\x90\x00", 2);
  g_assert_true (mado_scp03_unwrap_response (host, answer, n_answer + 2, plain, &n_plain, &error));
  assert_hex (plain, n_plain - 2, eid);

  for (gsize c = 0; c < 4; c++)
    {
      n_command = from_hex (plain_cases[c], command);
      g_assert_true (
          mado_scp03_wrap_command (host, command, n_command, wrapped, &n_wrapped, &error));
      assert_hex (wrapped, n_wrapped, sessions[i].cases[c]);
    }
}

static void
replay_as_card (gsize i)
{
  g_auto (MadoScp03Keys) keys = { NULL };
  g_autoptr (GError) error = NULL;
  guint8 initialize[32], answer[64], command[261], plain[261];
  gsize n_answer, n_command, n_plain;

  set_up_keys (&keys, sessions[i].bits);
  from_hex (sessions[i].initialize, initialize);
  from_hex (sessions[i].initialize_answer, answer);
  g_autoptr (MadoScp03) card = mado_scp03_new (&keys, initialize + 5, answer + 13);
  n_command = from_hex (sessions[i].authenticate, command);
  g_assert_true (mado_scp03_accept_authenticate (card, command, n_command, &error));

  n_command = from_hex (sessions[i].get_eid, command);
  g_assert_true (mado_scp03_unwrap_command (card, command, n_command, plain, &n_plain, &error));
  assert_hex (plain, n_plain, plain_get_eid);
  n_plain = from_hex (eid, plain);
  memcpy (plain + n_plain, "\x90\x00", 2);
  mado_scp03_wrap_response (card, plain, n_plain + 2, answer, &n_answer);
  assert_hex (answer, n_answer - 2, sessions[i].get_eid_answer);

  for (gsize c = 0; c < 4; c++)
    {
      n_command = from_hex (sessions[i].cases[c], command);
      g_assert_true (mado_scp03_unwrap_command (card, command, n_command, plain, &n_plain, &error));
      assert_hex (plain, n_plain, plain_cases[c]);
    }
}

static void
test_sessions (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (sessions), ==, 9);
  for (gsize i = 0; i < G_N_ELEMENTS (sessions); i++)
    {
      replay_as_host (i);
      replay_as_card (i);
    }
}

/* The pseudo-random card challenge of the same recordings, from their sequence counter and the
 * issuer security domain's AID (Amendment D 6.2.2.1). */
static void
test_card_challenge (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sessions); i++)
    {
      g_auto (MadoScp03Keys) keys = { NULL };
      guint8 answer[64], context[19];
      gsize n;

      set_up_keys (&keys, sessions[i].bits);
      from_hex (sessions[i].initialize_answer, answer);
      memcpy (context, answer + 29, 3);
      from_hex ("A0000005591010FFFFFFFF8900000100", context + 3);
      g_autoptr (MadoSecret) challenge
          = mado_scp03_kdf (keys.enc, MADO_SCP03_CARD_CHALLENGE, context, sizeof context, 64);
      const guint8 *bytes = mado_secret_get (challenge, &n);
      g_assert_cmpmem (bytes, n, answer + 13, 8);
    }
}

typedef struct
{
  MadoScp03 *host, *card;
} Pair;

static void
pair_set_up (Pair *pair, gconstpointer level)
{
  g_auto (MadoScp03Keys) keys = { NULL };
  g_autoptr (GError) error = NULL;
  guint8 command[21];

  set_up_keys (&keys, 128);
  pair->host = mado_scp03_new (&keys, (const guint8 *) "hosthost", (const guint8 *) "cardcard");
  pair->card = mado_scp03_new (&keys, (const guint8 *) "hosthost", (const guint8 *) "cardcard");
  mado_scp03_authenticate_command (pair->host, MADO_SCP03_LEVEL_FULL, command);
  g_assert_true (mado_scp03_accept_authenticate (pair->card, command, sizeof command, &error));
  g_assert_no_error (error);
}

static void
pair_tear_down (Pair *pair, gconstpointer level)
{
  mado_scp03_free (pair->host);
  mado_scp03_free (pair->card);
}

/* One command and its answer through both ends. @answer keeps the protected form. */
static void
exchange (Pair *pair, const guint8 *command, gsize n_command, const guint8 *result, gsize n_result,
          guint8 *answer, gsize *n_answer)
{
  g_autoptr (GError) error = NULL;
  guint8 wrapped[261], plain[261];
  gsize n_wrapped, n_plain;

  g_assert_true (
      mado_scp03_wrap_command (pair->host, command, n_command, wrapped, &n_wrapped, &error));
  g_assert_true (
      mado_scp03_unwrap_command (pair->card, wrapped, n_wrapped, plain, &n_plain, &error));
  g_assert_cmpmem (plain, n_plain, command, n_command);
  mado_scp03_wrap_response (pair->card, result, n_result, answer, n_answer);
}

static void
assert_host_reads (Pair *pair, const guint8 *answer, gsize n_answer, const guint8 *expected,
                   gsize n_expected)
{
  g_autoptr (GError) error = NULL;
  guint8 plain[258];
  gsize n_plain;

  g_assert_true (
      mado_scp03_unwrap_response (pair->host, answer, n_answer, plain, &n_plain, &error));
  g_assert_cmpmem (plain, n_plain, expected, n_expected);
}

/* Refused with @code, and the session is over: the good answer does not pass afterwards either. */
static void
assert_host_refuses (Pair *pair, const guint8 *answer, gsize n_answer, MadoScp03Error code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) after = NULL;
  const guint8 select[] = { 0x00, 0xA4, 0x02, 0x0C, 0x02, 0x00, 0x01 };
  guint8 plain[261];
  gsize n_plain;

  g_assert_false (
      mado_scp03_unwrap_response (pair->host, answer, n_answer, plain, &n_plain, &error));
  g_assert_error (error, MADO_SCP03_ERROR, (int) code);
  g_assert_false (
      mado_scp03_wrap_command (pair->host, select, sizeof select, plain, &n_plain, &after));
  g_assert_error (after, MADO_SCP03_ERROR, MADO_SCP03_ERROR_MAC);
}

/* Every length of data that fits, both ways, in one session: the counter never slips. */
static void
test_every_length (Pair *pair, gconstpointer unused)
{
  guint8 command[5 + 240], result[241], answer[258];
  gsize n_answer;

  for (gsize n = 0; n <= 239; n++)
    {
      const guint8 header[5] = { 0x00, 0xD6, 0x00, 0x00, (guint8) n };

      memcpy (command, header, sizeof header);
      memset (command + 5, (int) n, n);
      memset (result, (int) n, n);
      memcpy (result + n, "\x90\x00", 2);
      exchange (pair, command, n == 0 ? 4 : 5 + n, result, n + 2, answer, &n_answer);
      assert_host_reads (pair, answer, n_answer, result, n + 2);
    }
}

static void
test_too_long (Pair *pair, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  guint8 command[5 + 240] = { 0x00, 0xD6, 0x00, 0x00, 240 };
  const guint8 done[] = { 0x90, 0x00 };
  guint8 wrapped[261], answer[258];
  gsize n_wrapped, n_answer;

  g_assert_false (
      mado_scp03_wrap_command (pair->host, command, sizeof command, wrapped, &n_wrapped, &error));
  g_assert_error (error, MADO_SCP03_ERROR, MADO_SCP03_ERROR_FORMAT);
  exchange (pair, command, 4, done, 2, answer, &n_answer); /* nothing was lost */
  assert_host_reads (pair, answer, n_answer, done, 2);
}

static void
test_wrong_card_cryptogram (void)
{
  g_auto (MadoScp03Keys) keys = { NULL };
  g_auto (MadoScp03Keys) other = { NULL };
  guint8 expected[8], shown[8];

  set_up_keys (&keys, 128);
  set_up_keys (&other, 128);
  g_clear_pointer (&other.mac, mado_secret_unref);
  other.mac = counted_key (0x11, 16);
  g_autoptr (MadoScp03) host
      = mado_scp03_new (&keys, (const guint8 *) "hosthost", (const guint8 *) "cardcard");
  g_autoptr (MadoScp03) card
      = mado_scp03_new (&other, (const guint8 *) "hosthost", (const guint8 *) "cardcard");
  mado_scp03_card_cryptogram (host, expected);
  mado_scp03_card_cryptogram (card, shown);
  g_assert_false (memcmp (expected, shown, sizeof shown) == 0);
}

/* EXTERNAL AUTHENTICATE with each byte changed in turn. */
static void
test_changed_authenticate (void)
{
  for (gsize i = 0; i < 21; i++)
    {
      g_auto (MadoScp03Keys) keys = { NULL };
      g_autoptr (GError) error = NULL;
      guint8 command[21];

      set_up_keys (&keys, 256);
      g_autoptr (MadoScp03) host
          = mado_scp03_new (&keys, (const guint8 *) "hosthost", (const guint8 *) "cardcard");
      g_autoptr (MadoScp03) card
          = mado_scp03_new (&keys, (const guint8 *) "hosthost", (const guint8 *) "cardcard");
      mado_scp03_authenticate_command (host, MADO_SCP03_LEVEL_FULL, command);
      command[i] ^= i == 2 ? 0x20 : 0x01; /* 33 to 13: a level that exists, so the MAC must tell */
      g_assert_false (mado_scp03_accept_authenticate (card, command, sizeof command, &error));
      const int code = i < 5 && i != 2    ? MADO_SCP03_ERROR_FORMAT
                       : i >= 5 && i < 13 ? MADO_SCP03_ERROR_CRYPTOGRAM
                                          : MADO_SCP03_ERROR_MAC;
      g_assert_error (error, MADO_SCP03_ERROR, code);
    }
}

static void
test_changed_answer (Pair *pair, gconstpointer position)
{
  const guint8 read[] = { 0x00, 0xB0, 0x00, 0x00, 0x20 };
  const guint8 result[] = { 'd', 'a', 't', 'a', 0x90, 0x00 };
  guint8 answer[258];
  gsize n_answer;

  exchange (pair, read, sizeof read, result, sizeof result, answer, &n_answer);
  g_assert_cmpuint (n_answer, ==, 26);
  answer[GPOINTER_TO_UINT (position)] ^= 0x01;
  /* 9000 turned into 9001 or 9100 is a bare error status with data: it lacks its MAC too. */
  assert_host_refuses (pair, answer, n_answer, MADO_SCP03_ERROR_MAC);
}

static void
test_replayed_answer (Pair *pair, gconstpointer unused)
{
  const guint8 read[] = { 0x00, 0xB0, 0x00, 0x00, 0x20 };
  const guint8 result[] = { 'd', 'a', 't', 'a', 0x90, 0x00 };
  guint8 first[258], second[258];
  gsize n_first, n_second;

  exchange (pair, read, sizeof read, result, sizeof result, first, &n_first);
  assert_host_reads (pair, first, n_first, result, sizeof result);
  exchange (pair, read, sizeof read, result, sizeof result, second, &n_second);
  g_assert_false (memcmp (first, second, n_first) == 0);
  assert_host_refuses (pair, first, n_first, MADO_SCP03_ERROR_MAC);
}

static void
test_replayed_command (Pair *pair, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  const guint8 unlock[] = { 0x00, 0x2C, 0x03, 0x80 };
  guint8 wrapped[261], plain[261];
  gsize n_wrapped, n_plain;

  g_assert_true (
      mado_scp03_wrap_command (pair->host, unlock, sizeof unlock, wrapped, &n_wrapped, &error));
  g_assert_true (
      mado_scp03_unwrap_command (pair->card, wrapped, n_wrapped, plain, &n_plain, &error));
  g_assert_false (
      mado_scp03_unwrap_command (pair->card, wrapped, n_wrapped, plain, &n_plain, &error));
  g_assert_error (error, MADO_SCP03_ERROR, MADO_SCP03_ERROR_MAC);
}

/* Amendment D 6.2.5: an error goes out bare and the session lives; a warning does not go bare. */
static void
test_bare_status (Pair *pair, gconstpointer unused)
{
  const guint8 read[] = { 0x00, 0xB0, 0x00, 0x00, 0x20 };
  const guint8 refused[] = { 0x69, 0x82 }, wrong[] = { 0x63, 0xC4 };
  guint8 answer[258];
  gsize n_answer;

  exchange (pair, read, sizeof read, refused, 2, answer, &n_answer);
  g_assert_cmpmem (answer, n_answer, refused, 2);
  assert_host_reads (pair, answer, n_answer, refused, 2);

  exchange (pair, read, 4, wrong, 2, answer, &n_answer);
  g_assert_cmpuint (n_answer, ==, 10);
  assert_host_reads (pair, answer, n_answer, wrong, 2);

  exchange (pair, read, 4, wrong, 2, answer, &n_answer);
  assert_host_refuses (pair, wrong, 2, MADO_SCP03_ERROR_MAC);
}

/* Cut anywhere, an answer is refused and nothing is read past its end. */
static void
test_cut_answer (void)
{
  const guint8 read[] = { 0x00, 0xB0, 0x00, 0x00, 0x20 };
  const guint8 result[] = { 'd', 'a', 't', 'a', 0x90, 0x00 };

  for (gsize n = 0; n < 26; n++)
    {
      Pair pair;
      guint8 answer[258];
      gsize n_answer;

      pair_set_up (&pair, NULL);
      exchange (&pair, read, sizeof read, result, sizeof result, answer, &n_answer);
      memcpy (answer + (n >= 2 ? n - 2 : 0), "\x90\x00", 2);
      g_autofree guint8 *exact = g_memdup2 (answer, n);
      assert_host_refuses (&pair, exact, n, n < 2 ? MADO_SCP03_ERROR_FORMAT : MADO_SCP03_ERROR_MAC);
      pair_tear_down (&pair, NULL);
    }
}

/* Before EXTERNAL AUTHENTICATE and after the session's end nothing passes. */
static void
test_not_open (void)
{
  g_auto (MadoScp03Keys) keys = { NULL };
  g_autoptr (GError) error = NULL;
  const guint8 command[] = { 0x00, 0xB0, 0x00, 0x00, 0x20 };
  guint8 wrapped[261];
  gsize n;

  set_up_keys (&keys, 192);
  g_autoptr (MadoScp03) host
      = mado_scp03_new (&keys, (const guint8 *) "hosthost", (const guint8 *) "cardcard");
  g_assert_false (mado_scp03_wrap_command (host, command, sizeof command, wrapped, &n, &error));
  g_assert_error (error, MADO_SCP03_ERROR, MADO_SCP03_ERROR_MAC);
}

static void
test_diversify (void)
{
  g_auto (MadoScp03Keys) one = { NULL };
  g_auto (MadoScp03Keys) other = { NULL };
  g_autoptr (MadoSecret) master = counted_key (0x40, 32);
  const guint8 first[10] = { 0, 0, 1 }, second[10] = { 0, 0, 2 };

  mado_scp03_diversify (master, first, &one);
  mado_scp03_diversify (master, second, &other);
  g_assert_cmpuint (mado_secret_get_length (one.enc), ==, 32);
  g_assert_false (mado_secret_equal (one.enc, one.mac));
  g_assert_false (mado_secret_equal (one.mac, one.dek));
  g_assert_false (mado_secret_equal (one.enc, other.enc));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/card/scp03/derivations", test_derivations);
  g_test_add_func ("/card/scp03/sessions", test_sessions);
  g_test_add_func ("/card/scp03/card-challenge", test_card_challenge);
  g_test_add_func ("/card/scp03/wrong-card-cryptogram", test_wrong_card_cryptogram);
  g_test_add_func ("/card/scp03/changed-authenticate", test_changed_authenticate);
  g_test_add_func ("/card/scp03/cut-answer", test_cut_answer);
  g_test_add_func ("/card/scp03/not-open", test_not_open);
  g_test_add_func ("/card/scp03/diversify", test_diversify);
#define PAIR(path, data, func)                                                                     \
  g_test_add ("/card/scp03/" path, Pair, data, pair_set_up, func, pair_tear_down)
  PAIR ("every-length", NULL, test_every_length);
  PAIR ("too-long", NULL, test_too_long);
  PAIR ("replayed-answer", NULL, test_replayed_answer);
  PAIR ("replayed-command", NULL, test_replayed_command);
  PAIR ("bare-status", NULL, test_bare_status);
  for (guint i = 0; i < 26; i++)
    {
      g_autofree char *path = g_strdup_printf ("/card/scp03/changed-answer/%u", i);
      g_test_add (path, Pair, GUINT_TO_POINTER (i), pair_set_up, test_changed_answer,
                  pair_tear_down);
    }
  return g_test_run ();
}
