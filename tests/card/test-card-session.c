/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-bytes.h"
#include "mado-scp03-put-key.h"
#include "session-script.h"

#include <string.h>

typedef struct
{
  MadoCardSession *session;
  guint tries_left;
  GBytes *certificate;
  MadoSecret *password; /* "AB12" */
} Desk;

static gboolean
expect_card (Desk *desk, GError **error)
{
  return mado_card_session_expect (desk->session, CARD_ID, NULL, error);
}

static gboolean
expect_other_card (Desk *desk, GError **error)
{
  return mado_card_session_expect (desk->session, OTHER_ID, NULL, error);
}

static gboolean
expect_key (Desk *desk, GError **error)
{
  /* The second time the key is known and not read again. */
  return mado_card_session_expect (desk->session, CARD_ID, SPKI_SHA256, error)
         && mado_card_session_expect (desk->session, CARD_ID, SPKI_SHA256, error);
}

static gboolean
expect_other_key (Desk *desk, GError **error)
{
  return mado_card_session_expect (desk->session, CARD_ID, "00", error);
}

static gboolean
generate (Desk *desk, GError **error)
{
  return expect_card (desk, error) && mado_card_session_generate_key (desk->session, error);
}

static gboolean
generate_unexpected (Desk *desk, GError **error)
{
  return mado_card_session_generate_key (desk->session, error);
}

static gboolean
generate_then_set (Desk *desk, GError **error)
{
  return generate (desk, error)
         && mado_card_session_set_first_password (desk->session, desk->password, error);
}

static gboolean
set_first (Desk *desk, GError **error)
{
  return expect_card (desk, error)
         && mado_card_session_set_first_password (desk->session, desk->password, error);
}

static gboolean
verify (Desk *desk, GError **error)
{
  return expect_card (desk, error)
         && mado_card_session_verify_password (desk->session, desk->password, &desk->tries_left,
                                               error);
}

static gboolean
sign (Desk *desk, GError **error)
{
  guint8 hash[32] = { 0xAA };
  g_autoptr (GBytes) signature = NULL;

  if (!expect_card (desk, error))
    return FALSE;
  signature
      = mado_card_session_sign (desk->session, desk->password, hash, &desk->tries_left, error);
  if (signature != NULL)
    g_assert_cmpuint (g_bytes_get_size (signature), ==, 256);
  return signature != NULL;
}

static gboolean
sign_then_unlock (Desk *desk, GError **error)
{
  return sign (desk, error) && mado_card_session_unlock (desk->session, error);
}

static gboolean
write_certificate (Desk *desk, GError **error)
{
  return expect_card (desk, error)
         && mado_card_session_write_certificate (desk->session, desk->certificate, error);
}

static gboolean
write_too_long (Desk *desk, GError **error)
{
  g_autofree guint8 *bytes = g_malloc0 (3073);
  g_autoptr (GBytes) der = g_bytes_new (bytes, 3073);

  return expect_card (desk, error)
         && mado_card_session_write_certificate (desk->session, der, error);
}

static gboolean
write_ca (Desk *desk, GError **error)
{
  return expect_card (desk, error)
         && mado_card_session_write_ca_certificate (desk->session, desk->certificate, error);
}

static gboolean
erase_then_write (Desk *desk, GError **error)
{
  return expect_card (desk, error) && mado_card_session_erase_certificate (desk->session, error)
         && mado_card_session_write_certificate (desk->session, desk->certificate, error);
}

static gboolean
read_certificate (Desk *desk, GError **error)
{
  g_autoptr (GBytes) der = mado_card_session_read_certificate (desk->session, error);

  if (der != NULL)
    g_assert_true (g_bytes_equal (der, desk->certificate));
  return der != NULL;
}

static gboolean
reset_password (Desk *desk, GError **error)
{
  return expect_card (desk, error)
         && mado_card_session_reset_password (desk->session, desk->password, error);
}

static gboolean
unlock (Desk *desk, GError **error)
{
  return expect_card (desk, error) && mado_card_session_unlock (desk->session, error);
}

static gboolean
unlock_twice (Desk *desk, GError **error)
{
  g_autoptr (GError) first = NULL;

  g_assert_false (unlock (desk, &first));
  g_assert_error (first, MADO_CARD_ERROR, MADO_CARD_ERROR_UNSURE);
  return unlock (desk, error);
}

static gboolean
install_keys (Desk *desk, GError **error)
{
  return expect_card (desk, error)
         && mado_card_session_install_generator_keys (desk->session, error);
}

static gboolean
look_at_new_card (Desk *desk, GError **error)
{
  g_autoptr (MadoCardState) state = mado_card_session_read_state (desk->session, error);

  if (state == NULL)
    return FALSE;
  g_assert_cmpstr (state->token, ==, "JPKIAPICCTOKEN");
  g_assert_cmpstr (state->card_id, ==, CARD_ID);
  g_assert_cmpuint (state->life_cycle, ==, MADO_CARD_LIFE_BLANK);
  g_assert_cmpint (state->password, ==, MADO_CARD_PASSWORD_UNSET);
  g_assert_null (state->spki_sha256);
  g_assert_cmpint (state->certificate_status, ==, MADO_CARD_CERTIFICATE_ABSENT);
  /* And the header that was seen to be zero is not zeroed again. */
  return write_certificate (desk, error);
}

static gboolean
look_at_issued_card (Desk *desk, GError **error)
{
  g_autoptr (MadoCardState) state = mado_card_session_read_state (desk->session, error);

  if (state == NULL)
    return FALSE;
  g_assert_cmpuint (state->life_cycle, ==, MADO_CARD_LIFE_ISSUED);
  g_assert_cmpuint (state->tries_left, ==, 4);
  g_assert_cmpint (state->password, ==, MADO_CARD_PASSWORD_SET);
  g_assert_cmpstr (state->spki_sha256, ==, SPKI_SHA256);
  g_assert_cmpuint (g_bytes_get_size (state->public_key), ==, 294);
  g_assert_cmpint (state->certificate_status, ==, MADO_CARD_CERTIFICATE_PRESENT);
  g_assert_true (g_bytes_equal (state->certificate, desk->certificate));
  return TRUE;
}

static gboolean
look_at_torn_card (Desk *desk, GError **error)
{
  g_autoptr (MadoCardState) state = mado_card_session_read_state (desk->session, error);

  if (state == NULL)
    return FALSE;
  g_assert_cmpuint (state->life_cycle, ==, 0);
  g_assert_cmpint (state->password, ==, MADO_CARD_PASSWORD_UNKNOWN);
  g_assert_cmpint (state->certificate_status, ==, MADO_CARD_CERTIFICATE_TORN);
  return TRUE;
}

static gboolean
look_in_clear (Desk *desk, GError **error)
{
  g_autoptr (MadoCardState) state = mado_card_session_read_state (desk->session, error);

  if (state == NULL)
    return FALSE;
  g_assert_cmpstr (state->card_id, ==, CARD_ID);
  g_assert_cmpstr (state->spki_sha256, ==, SPKI_SHA256);
  g_assert_cmpint (state->certificate_status, ==, MADO_CARD_CERTIFICATE_HIDDEN);
  return TRUE;
}

static gboolean
nothing (Desk *desk, GError **error)
{
  return TRUE;
}

#define SELECT_PASSWORD                                                                            \
  {                                                                                                \
    "P 00A4020C02001B", "9000"                                                                     \
  }
#define SET_FIRST "P 002401800441423132"
#define UNLOCK "P 002C0380"
#define KEYS_COUNTER MADO_CARD_KEYS_COUNTER
#define KEYS_NONE MADO_CARD_KEYS_NONE

typedef struct
{
  const char *name;
  guint8 kvn;
  gboolean (*action) (Desk *desk, GError **error);
  GQuark (*domain) (void);
  int code;
  ScriptStep steps[12]; /* between the opening and the closing SELECT */
  guint tries;          /* 0: the out-parameter stays untouched; else TRIES () */
} Case;

/* clang-format off */
#define TRIES(n) ((n) + 1)
#define GOOD NULL, 0
#define CARD(code) mado_card_error_quark, MADO_CARD_ERROR_##code
#define READER(code) mado_reader_error_quark, MADO_READER_ERROR_##code
#define NEW_CHANNEL { "8050300008*", NULL }, { "84823300*", NULL }
static const Case cases[] = {
  { "open-and-close", KEYS_COUNTER, nothing, GOOD, { { NULL } } },
  { "expect-card", KEYS_COUNTER, expect_card, GOOD, { { NULL } } },
  { "expect-other-card", KEYS_COUNTER, expect_other_card, CARD (DIFFERENT_CARD), { { NULL } } },
  { "expect-key", KEYS_COUNTER, expect_key, GOOD,
    { { "P 00B09D00EF", template_1 }, { "P 00B000EF1F", template_2 } } },
  { "expect-other-key", KEYS_COUNTER, expect_other_key, CARD (DIFFERENT_CARD),
    { { "P 00B09D00EF", template_1 }, { "P 00B000EF1F", template_2 } } },
  { "expect-key-of-new-card", KEYS_COUNTER, expect_key, CARD (DIFFERENT_CARD),
    { { "P 00B09D00EF", "6985" } } },
  { "generate", KEYS_COUNTER, generate, GOOD, { { "P 00A4020C02001A", "9000" }, { "P 00478000", "9000" } } },
  { "generate-without-expectation", KEYS_COUNTER, generate_unexpected, CARD (DIFFERENT_CARD), { { NULL } } },
  { "generate-then-password-without-expectation", KEYS_COUNTER, generate_then_set, CARD (DIFFERENT_CARD),
    { { "P 00A4020C02001A", "9000" }, { "P 00478000", "9000" } } },
  { "generate-pulled-before", KEYS_COUNTER, generate, READER (REMOVED),
    { { "P 00A4020C02001A", "9000" }, { "P 00478000", NULL, SCRIPT_FAULT_REMOVED } } },
  { "generate-lost", KEYS_COUNTER, generate, CARD (UNSURE),
    { { "P 00A4020C02001A", "9000" }, { "P 00478000", NULL, SCRIPT_FAULT_LOST } } },
  { "generate-empty-answer", KEYS_COUNTER, generate, CARD (UNSURE),
    { { "P 00A4020C02001A", "9000" }, { "P 00478000", "9000", SCRIPT_FAULT_EMPTY } } },
  { "generate-bad-mac", KEYS_COUNTER, generate, CARD (UNSURE),
    { { "P 00A4020C02001A", "9000" }, { "P 00478000", "9000", SCRIPT_FAULT_BAD_MAC } } },
  { "generate-bare-good-answer", KEYS_COUNTER, generate, CARD (UNSURE),
    { { "P 00A4020C02001A", "9000" }, { "P 00478000", "9000", SCRIPT_FAULT_BARE } } },
  { "generate-refused", KEYS_COUNTER, generate, CARD (NOT_ALLOWED),
    { { "P 00A4020C02001A", "9000" }, { "P 00478000", "6982" } } },
  { "generate-unknown-status", KEYS_COUNTER, generate, CARD (UNSURE),
    { { "P 00A4020C02001A", "9000" }, { "P 00478000", "6F12" } } },
  { "generate-other-length", KEYS_COUNTER, generate, CARD (UNSURE), /* nothing protects that word */
    { { "P 00A4020C02001A", "9000" }, { "P 00478000", "6C10" } } },
  { "select-lost", KEYS_COUNTER, generate, READER (REMOVED),
    { { "P 00A4020C02001A", NULL, SCRIPT_FAULT_LOST } } },
  { "select-bad-mac", KEYS_COUNTER, generate, CARD (SESSION_OVER),
    { { "P 00A4020C02001A", "9000", SCRIPT_FAULT_BAD_MAC } } },
  { "select-reset-by-other", KEYS_COUNTER, generate, READER (RESET),
    { { "P 00A4020C02001A", NULL, SCRIPT_FAULT_RESET } } },
  { "first-password", KEYS_COUNTER, set_first, GOOD, { SELECT_PASSWORD, { SET_FIRST, "9000" } } },
  { "first-password-there-already", KEYS_COUNTER, set_first, CARD (PIN_SET),
    { SELECT_PASSWORD, { SET_FIRST, "6982" } } },
  { "first-password-lost", KEYS_COUNTER, set_first, CARD (UNSURE),
    { SELECT_PASSWORD, { SET_FIRST, NULL, SCRIPT_FAULT_LOST } } },
  { "first-password-without-keys", KEYS_NONE, set_first, CARD (NOT_ALLOWED), { { NULL } } },
  { "verify", KEYS_COUNTER, verify, GOOD, { { "P 0020009B0441423132", "9000" } } },
  { "verify-in-clear", KEYS_NONE, verify, GOOD, { { "0020009B0441423132", "9000" } } },
  { "verify-wrong", KEYS_COUNTER, verify, CARD (PIN_WRONG), { { "P 0020009B0441423132", "63C4" } }, TRIES (4) },
  { "verify-last-try", KEYS_COUNTER, verify, CARD (PIN_BLOCKED), { { "P 0020009B0441423132", "63C0" } }, TRIES (0) },
  { "verify-blocked", KEYS_NONE, verify, CARD (PIN_BLOCKED), { { "0020009B0441423132", "6984" } }, TRIES (0) },
  { "verify-lost", KEYS_NONE, verify, CARD (UNSURE), { { "0020009B0441423132", NULL, SCRIPT_FAULT_LOST } } },
  { "sign", KEYS_COUNTER, sign, GOOD,
    { { SELECT, "9000" }, { "0020009B0441423132", "9000" },
      { "802A009A333031300D060960864801650304020105000420AA" "00000000000000000000000000000000000000000000000000000000000000" "00",
        MODULUS "9000" } } },
  { "sign-wrong-password", KEYS_COUNTER, sign, CARD (PIN_WRONG),
    { { SELECT, "9000" }, { "0020009B0441423132", "63C1" } }, TRIES (1) },
  { "sign-lost", KEYS_COUNTER, sign, CARD (UNSURE),
    { { SELECT, "9000" }, { "0020009B0441423132", "9000" }, { "802A009A*", NULL, SCRIPT_FAULT_LOST } } },
  { "sign-short", KEYS_NONE, sign, CARD (PROTOCOL),
    { { "0020009B0441423132", "9000" }, { "802A009A*", "AABB9000" } } },
  { "sign-then-protected-again", KEYS_COUNTER, sign_then_unlock, GOOD,
    { { SELECT, "9000" }, { "0020009B0441423132", "9000" }, { "802A009A*", MODULUS "9000" },
      NEW_CHANNEL, SELECT_PASSWORD, { UNLOCK, "9000" } } },
  { "write-certificate", KEYS_COUNTER, write_certificate, GOOD,
    { { "P 00D681000400000000", "9000" }, { cert_update_1, "9000" }, { cert_update_2, "9000" },
      { cert_head, "9000" }, { "P 00B00000EF", cert_read_1 }, { "P 00B000EF15", cert_read_2 } } },
  { "write-reads-back-other", KEYS_COUNTER, write_certificate, CARD (READ_BACK),
    { { "P 00D681000400000000", "9000" }, { cert_update_1, "9000" }, { cert_update_2, "9000" },
      { cert_head, "9000" }, { "P 00B00000EF", cert_read_1 }, { "P 00B000EF15", cert_read_2_wrong } } },
  { "write-torn-in-body", KEYS_COUNTER, write_certificate, CARD (UNSURE),
    { { "P 00D681000400000000", "9000" }, { cert_update_1, NULL, SCRIPT_FAULT_LOST } } },
  { "write-torn-at-commit", KEYS_COUNTER, write_certificate, CARD (UNSURE),
    { { "P 00D681000400000000", "9000" }, { cert_update_1, "9000" }, { cert_update_2, "9000" },
      { cert_head, NULL, SCRIPT_FAULT_LOST } } },
  { "write-no-room", KEYS_COUNTER, write_certificate, CARD (TOO_LONG),
    { { "P 00D681000400000000", "9000" }, { cert_update_1, "6A84" } } },
  { "write-too-long", KEYS_COUNTER, write_too_long, CARD (TOO_LONG), { { NULL } } },
  { "write-ca-same", KEYS_COUNTER, write_ca, GOOD,
    { { "P 00B08200EF", cert_read_1 }, { "P 00B000EF15", cert_read_2 } } },
  { "erase-then-write", KEYS_COUNTER, erase_then_write, GOOD,
    { { "P 00D681000400000000", "9000" }, { "P 000E0000", "9000" },
      { "P 00D68104E0*", "9000" }, { cert_update_2, "9000" }, { cert_head, "9000" },
      { "P 00B00000EF", cert_read_1 }, { "P 00B000EF15", cert_read_2 } } },
  { "read-certificate", KEYS_COUNTER, read_certificate, GOOD,
    { { "P 00B08100EF", cert_read_1 }, { "P 00B000EF15", cert_read_2 } } },
  { "read-certificate-in-clear", KEYS_NONE, read_certificate, GOOD,
    { { "00B0810000", cert_clear_1 }, { "00B0010004", cert_clear_2 } } },
  { "read-certificate-before-verify", KEYS_NONE, read_certificate, CARD (NOT_ALLOWED), { { "00B0810000", "6982" } } },
  { "read-no-certificate", KEYS_COUNTER, read_certificate, CARD (NO_CERTIFICATE),
    { { "P 00B08100EF", "00000000000000009000" } } },
  { "read-never-written", KEYS_COUNTER, read_certificate, CARD (NO_CERTIFICATE),
    { { "P 00B08100EF", "FFFFFFFFFFFFFFFF9000" } } },
  { "read-torn", KEYS_COUNTER, read_certificate, CARD (NO_CERTIFICATE),
    { { "P 00B08100EF", "00000000AABBCCDD9000" } } },
  { "read-impossible-length", KEYS_COUNTER, read_certificate, CARD (NO_CERTIFICATE),
    { { "P 00B08100EF", "3082FFFFAABBCCDD9000" } } },
  { "read-ends-early", KEYS_COUNTER, read_certificate, CARD (PROTOCOL),
    { { "P 00B08100EF", cert_read_1 }, { "P 00B000EF15", "6B00" } } },
  { "read-brings-nothing", KEYS_COUNTER, read_certificate, CARD (PROTOCOL),
    { { "P 00B08100EF", cert_read_1 }, { "P 00B000EF15", "9000" } } },
  { "reset-password", KEYS_COUNTER, reset_password, GOOD,
    { SELECT_PASSWORD, { "P 002C02800441423132", "9000" } } },
  { "unlock", KEYS_COUNTER, unlock, GOOD, { SELECT_PASSWORD, { UNLOCK, "9000" } } },
  { "unlock-after-broken-session", KEYS_COUNTER, unlock_twice, CARD (SESSION_OVER),
    { SELECT_PASSWORD, { UNLOCK, "9000", SCRIPT_FAULT_BAD_MAC } } },
  { "state-of-new-card", KEYS_COUNTER, look_at_new_card, GOOD, /* 6C: asked again as a new command */
    { { "P 80CA9F7000", "6C01" }, { "P 80CA9F7001", "019000" }, { "P 0020009B", "63C0" }, { "P 00B09D00EF", "6985" },
      { "P 00B08100EF", "00000000000000009000" }, { "P 00D68104E0*", "9000" }, { cert_update_2, "9000" },
      { cert_head, "9000" }, { "P 00B00000EF", cert_read_1 }, { "P 00B000EF15", cert_read_2 } } },
  { "state-of-issued-card", KEYS_COUNTER, look_at_issued_card, GOOD,
    { { "P 80CA9F7000", "9F7001079000" }, { "P 0020009B", "63C4" }, { "P 00B09D00EF", template_1 },
      { "P 00B000EF1F", template_2 }, { "P 00B08100EF", cert_read_1 }, { "P 00B000EF15", cert_read_2 } } },
  { "state-of-torn-card", KEYS_COUNTER, look_at_torn_card, GOOD,
    { { "P 80CA9F7000", "6A88" }, { "P 0020009B", "63C0" }, { "P 00B09D00EF", "6985" },
      { "P 00B08100EF", "0000000030829000" } } },
  { "state-in-clear", KEYS_NONE, look_in_clear, GOOD,
    { { "80CA9F7000", "079000" }, { "0020009B", "63C5" }, { "00B09D0000", template_clear_1 },
      { "00B001000E", template_clear_2 }, { "00B0810000", "6982" } } },
  { "state-without-tries", KEYS_COUNTER, look_at_new_card, CARD (PROTOCOL),
    { { "P 80CA9F7000", "019000" }, { "P 0020009B", "6A86" } } },
};
/* clang-format on */

static GArray *
make_script (const Case *expected)
{
  static const ScriptStep open_steps[] = {
    { SELECT, "9000" },
    { READ_TOKEN, TOKEN_JUKI "9000" },
    { "8050300008*", NULL },
    { "84823300*", NULL },
  };
  const ScriptStep close_step = { SELECT, "9000" }, end = { NULL };
  GArray *script = g_array_new (FALSE, FALSE, sizeof (ScriptStep));

  g_array_append_vals (script, open_steps, expected->kvn == KEYS_NONE ? 3 : 4);
  for (const ScriptStep *step = expected->steps; step->command != NULL; step++)
    g_array_append_vals (script, step, 1);
  g_array_append_vals (script, &close_step, 1);
  g_array_append_vals (script, &end, 1);
  return script;
}

static void
test_case (gconstpointer data)
{
  const Case *expected = data;
  g_autoptr (GArray) script = make_script (expected);
  g_autoptr (ScriptedReader) reader = scripted_reader_new ((const ScriptStep *) script->data);
  g_auto (MadoScp03Keys) keys = { NULL };
  const MadoCardOptions options = { .keys = session_script_keys };
  guint8 password[] = { 'A', 'B', '1', '2' };
  g_autoptr (GError) error = NULL;
  Desk desk = { NULL, 99, session_script_certificate (), NULL };
  gboolean done;

  session_script_card_keys (MADO_CARD_KEYS_COUNTER, &keys);
  desk.password = mado_secret_new_take (password, sizeof password);
  scripted_reader_set_keys (reader, MADO_CARD_KEYS_COUNTER, session_script_diversification, &keys);
  desk.session
      = mado_card_session_open (MADO_READER (reader), &options, expected->kvn, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (mado_card_session_get_id (desk.session), ==, CARD_ID);
  done = expected->action (&desk, &error);
  if (expected->domain == NULL)
    g_assert_no_error (error);
  else
    g_assert_error (error, expected->domain (), expected->code);
  g_assert_cmpint (done, ==, expected->domain == NULL);
  g_assert_cmpuint (desk.tries_left, ==, expected->tries == 0 ? 99 : expected->tries - 1);
  mado_card_session_close (desk.session);
  scripted_reader_finish (reader);
  g_assert_cmpuint (scripted_reader_get_n_resets (reader), ==, 1);
  g_bytes_unref (desk.certificate);
  mado_secret_unref (desk.password);
}

/* PUT KEY, with and without an earlier set, and a card that stored something else. */
static void
test_install_keys (gconstpointer data)
{
  const char *how = data;
  g_auto (MadoScp03Keys) theirs = { NULL };
  ScriptStep put[] = { { "P 80D8318146*", NULL }, { "P 80D8008146*", NULL }, { NULL } };
  Case expected = { .name = "install", .kvn = KEYS_COUNTER, .action = install_keys };
  g_autofree char *answer = NULL;

  session_script_card_keys (MADO_CARD_KEYS_GENERATOR, &theirs);
  guint8 checks[10] = { 0x31 };
  mado_scp03_key_check (theirs.enc, checks + 1);
  mado_scp03_key_check (theirs.mac, checks + 4);
  mado_scp03_key_check (theirs.dek, checks + 7);
  if (g_str_equal (how, "other"))
    {
      checks[9] ^= 1;
      expected.domain = mado_card_error_quark;
      expected.code = MADO_CARD_ERROR_READ_BACK;
    }
  g_autofree char *hex = mado_bytes_to_hex (checks, sizeof checks);
  answer = g_strconcat (hex, "9000", NULL);
  put[0].answer = g_str_equal (how, "new") ? "6A88" : answer;
  put[1].answer = answer;
  memcpy (expected.steps, put, sizeof (ScriptStep) * (g_str_equal (how, "new") ? 2 : 1));
  test_case (&expected);
}

/* The key check values of the pysim traces' static keys 00.., 10.. and 20... */
static void
test_key_checks (void)
{
  static const char *const expected[] = { "C35280", "013808", "840DE5" };

  for (guint8 i = 0; i < 3; i++)
    {
      guint8 bytes[16], check[3];

      for (guint8 b = 0; b < 16; b++)
        bytes[b] = (guint8) (i * 16 + b);
      g_autoptr (MadoSecret) key = mado_secret_new_take (bytes, sizeof bytes);
      mado_scp03_key_check (key, check);
      g_autofree char *hex = mado_bytes_to_hex (check, sizeof check);
      g_assert_cmpstr (hex, ==, expected[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  session_script_fill ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/card/session/%s", cases[i].name);
      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_data_func ("/card/session/install-keys/again", "again", test_install_keys);
  g_test_add_data_func ("/card/session/install-keys/new", "new", test_install_keys);
  g_test_add_data_func ("/card/session/install-keys/other", "other", test_install_keys);
  g_test_add_func ("/card/session/key-checks", test_key_checks);
  return g_test_run ();
}
