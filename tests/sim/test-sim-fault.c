/* SPDX-License-Identifier: GPL-3.0-or-later */
/* faults: cut, tear, status words, broken MACs; and the reader's errors for them */
#include "config.h"

#include "card-desk.h"
#include "mado-sim-reader.h"

#include <string.h>

#define WRONG_VERIFY "0020009B06" CARD_DESK_WRONG_PASSWORD

/* A cut at a wrong VERIFY: the tries tell afterwards whether it was carried out. */
static void
test_cuts (void)
{
  /* clang-format off */
  static const struct { MadoSimFaultKind kind; const char *answer, *next, *tries; } cuts[] = {
    { MADO_SIM_CUT_BEFORE,   "gone", "gone", "63C5" },
    { MADO_SIM_CUT_ARRIVING, "lost", "gone", "63C5" },
    { MADO_SIM_CUT_DURING,   "lost", "gone", "63C4" },
    { MADO_SIM_CUT_AFTER,    "63C4", "gone", "63C4" },
  };
  /* clang-format on */
  for (gsize i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      g_autoptr (MadoSimCard) card = card_desk_blank ();

      card_desk_issue (card);
      mado_sim_card_add_fault (card, cuts[i].kind, 2, 0);
      card_desk_expect (card, CARD_DESK_SELECT, "9000");
      card_desk_expect (card, WRONG_VERIFY, cuts[i].answer);
      card_desk_expect (card, WRONG_VERIFY, cuts[i].next);
      g_assert_true (mado_sim_card_is_pulled (card));
      mado_sim_card_power_on (card);
      card_desk_expect (card, "0020009B", "6D00"); /* nothing is selected any more */
      card_desk_expect (card, CARD_DESK_SELECT, "9000");
      card_desk_expect (card, "0020009B", cuts[i].tries);
    }
}

static void
test_status_word (void)
{
  g_autoptr (MadoSimCard) card = card_desk_blank ();

  card_desk_issue (card);
  mado_sim_card_add_fault (card, MADO_SIM_STATUS_WORD, 2, 0x6F00);
  mado_sim_card_add_fault (card, MADO_SIM_STATUS_WORD, 3, 0x6400);
  card_desk_expect (card, CARD_DESK_SELECT, "9000");
  card_desk_expect (card, WRONG_VERIFY, "6F00");
  card_desk_expect (card, "0020009B", "6400");
  card_desk_expect (card, "0020009B", "63C5"); /* it was not carried out */
  mado_sim_card_add_fault (card, MADO_SIM_STATUS_WORD, 1, 0x6F00);
  mado_sim_card_clear_faults (card);
  card_desk_expect (card, "0020009B", "63C5");
}

/* Counted by instruction: the second VERIFY, whatever stands between, in clear or protected. */
static void
test_instruction (void)
{
  g_autoptr (MadoSimCard) card = card_desk_blank ();
  MadoScp03 *channel;

  card_desk_issue (card);
  mado_sim_card_add_fault_at (card, MADO_SIM_STATUS_WORD, 0x20, 2, 0x6F00);
  mado_sim_card_add_fault_at (card, MADO_SIM_CUT_DURING, 0x2C, 1, 0);
  card_desk_expect (card, CARD_DESK_SELECT, "9000");
  card_desk_expect (card, "0020009B", "63C5");
  card_desk_expect (card, "80CA9F7000", "079000");
  card_desk_expect (card, "0020009B", "6F00");
  channel = card_desk_open (card, 0x30);
  card_desk_expect_protected (card, channel, "00A4020C02001B", "9000");
  card_desk_expect_protected (card, channel, "002C0380", "lost");
  mado_scp03_free (channel);
}

static void
test_corrupt_mac (void)
{
  g_autoptr (MadoSimCard) card = card_desk_blank ();
  g_autoptr (MadoScp03) channel = card_desk_open (card, 0x30);

  mado_sim_card_add_fault (card, MADO_SIM_CORRUPT_MAC, 2, 0);
  card_desk_expect_protected (card, channel, "80CA9F7000", "019000");
  card_desk_expect_protected (card, channel, "80CA9F7000", "broken");
}

/* Torn in the body: pages up to the middle are new, the header says "no certificate".  Torn in
 * the four bytes of the header: they lie in one page and stay as they were. */
static void
test_tears (void)
{
  /* clang-format off */
  static const struct { guint update; const char *header, *start, *behind; } tears[] = {
    { 1, "00000000", "00000000", "00000000" }, /* 4..228 with pages at 128: the middle is in page 0 */
    { 2, "00000000", "C5C5C5C5", "00000000" }, /* 228..300: middle 264, page at 256 */
    { 3, "00000000", "C5C5C5C5", "C5C5C5C5" },
  };
  /* clang-format on */
  for (gsize i = 0; i < G_N_ELEMENTS (tears); i++)
    {
      g_autoptr (MadoSimCard) card = card_desk_blank ();
      g_autoptr (MadoScp03) channel = card_desk_open (card, 0x30);
      g_autofree char *written = NULL;
      g_autofree char *header = g_strconcat (tears[i].header, tears[i].start, "9000", NULL);
      g_autofree char *behind = g_strconcat (tears[i].behind, "9000", NULL);

      mado_sim_card_add_fault (card, MADO_SIM_TEAR_UPDATE, tears[i].update, 0);
      written = card_desk_write_certificate (card, channel, 0xC5);
      g_assert_cmpstr (written, ==, "lost");
      g_assert_true (mado_sim_card_is_pulled (card));
      mado_sim_card_power_on (card);
      g_clear_pointer (&channel, mado_scp03_free);
      channel = card_desk_open (card, 0x30);
      card_desk_expect_protected (card, channel, "00A4020C020001", "9000");
      card_desk_expect_protected (card, channel, "00B0000008", header);
      card_desk_expect_protected (card, channel, "00B0010C04", behind); /* 268 */
    }
}

/* Half of an update that goes over many pages is there, half is not. */
static void
test_torn_pages (void)
{
  g_autoptr (MadoSimCard) card = card_desk_blank ();
  g_autoptr (MadoScp03) channel = card_desk_open (card, 0x30);
  g_autoptr (GString) command = g_string_new ("00D60040E0");
  g_autofree char *answer = NULL;

  for (int i = 0; i < 0xE0; i++)
    g_string_append (command, "A7");
  card_desk_expect_protected (card, channel, "00A4020C020002", "9000");
  mado_sim_card_add_fault (card, MADO_SIM_TEAR_UPDATE, 1, 0);
  answer = card_desk_protected (card, channel, command->str);
  g_assert_cmpstr (answer, ==, "lost");
  mado_sim_card_power_on (card);
  card_desk_expect (card, CARD_DESK_SELECT, "9000");
  card_desk_expect (card, "00B0820004", "000000009000");
  card_desk_expect (card, "00B0827E04", "A7A700009000"); /* the page ends at 128 */
  card_desk_expect (card, "00B0823E04", "0000A7A79000");
}

static void
note_header (MadoSimMoment moment, guint ordinal, const guint8 header[4], gpointer data)
{
  g_string_append_printf (data, "%u%c%02X ", ordinal, moment == MADO_SIM_BEFORE_APDU ? '>' : '.',
                          header[1]);
}

/* The hook sees each moment in order, and no data. */
static void
test_hook (void)
{
  g_autoptr (MadoSimCard) card = card_desk_blank ();
  g_autoptr (GString) seen = g_string_new (NULL);
  MadoSimCounters counters;

  card_desk_issue (card);
  mado_sim_card_reset_counters (card);
  mado_sim_card_set_hook (card, note_header, seen);
  card_desk_expect (card, CARD_DESK_SELECT, "9000");
  card_desk_expect (card, WRONG_VERIFY, "63C4");
  mado_sim_card_set_hook (card, NULL, NULL);
  g_assert_cmpstr (seen->str, ==, "1>A4 1.A4 2>20 2.20 2.20 2.20 ");
  mado_sim_card_get_counters (card, &counters);
  g_assert_cmpuint (counters.apdus, ==, 2);
  g_assert_cmpuint (counters.verifies, ==, 1);
  g_assert_cmpuint (counters.saves, ==, 1);
  g_assert_cmpuint (counters.bytes_in, ==, 15 + 11);
  g_assert_cmpuint (counters.bytes_out, ==, 2 + 2);
}

/* A command that runs on another thread, and a signal that it has begun. */
typedef struct
{
  MadoReader *reader;
  GMutex lock;
  GCond begun_cond;
  gboolean begun;
  GError *error;
} Running;

static void
tell_begun (MadoSimMoment moment, guint ordinal, const guint8 header[4], gpointer data)
{
  Running *running = data;

  g_mutex_lock (&running->lock);
  running->begun = TRUE;
  g_cond_signal (&running->begun_cond);
  g_mutex_unlock (&running->lock);
}

static guint8 wrapped_generate[261];
static gsize n_wrapped_generate;

static gpointer
generate_thread (gpointer data)
{
  Running *running = data;
  guint8 response[MADO_SIM_CARD_RESPONSE_MAX];
  gsize n_response = sizeof response;

  mado_reader_transmit (running->reader, wrapped_generate, n_wrapped_generate, response,
                        &n_response, &running->error);
  return NULL;
}

/* Pulled in the middle of two minutes of key generation: lost at once, and no key is there. */
static void
test_pulled_in_keygen (void)
{
  static const guint8 generate[] = { 0x00, 0x47, 0x80, 0x00 };
  g_autoptr (MadoSimReader) reader = mado_sim_reader_new ("test");
  g_autoptr (MadoSimCard) card = card_desk_blank ();
  g_autoptr (MadoScp03) channel = NULL;
  Running running = { .reader = MADO_READER (reader) };
  gint64 started;
  GThread *thread;

  mado_sim_reader_insert (reader, card);
  mado_sim_card_set_keygen_ms (card, 120000);
  g_assert_true (mado_reader_connect (MADO_READER (reader), MADO_READER_EXCLUSIVE, NULL, NULL));
  channel = card_desk_open (card, 0x30);
  card_desk_expect_protected (card, channel, "00A4020C02001A", "9000");
  g_assert_true (mado_scp03_wrap_command (channel, generate, sizeof generate, wrapped_generate,
                                          &n_wrapped_generate, NULL));
  mado_sim_card_set_hook (card, tell_begun, &running);
  started = g_get_monotonic_time ();
  thread = g_thread_new ("generate", generate_thread, &running);
  g_mutex_lock (&running.lock);
  while (!running.begun)
    g_cond_wait (&running.begun_cond, &running.lock);
  g_mutex_unlock (&running.lock);
  mado_sim_reader_remove (reader);
  g_thread_join (thread);
  g_assert_cmpint (g_get_monotonic_time () - started, <, 30 * G_USEC_PER_SEC);
  g_assert_error (running.error, MADO_READER_ERROR, MADO_READER_ERROR_LOST);
  g_clear_error (&running.error);
  mado_sim_card_set_hook (card, NULL, NULL);
  mado_reader_disconnect (MADO_READER (reader), TRUE);
  mado_sim_card_power_on (card);
  card_desk_expect (card, CARD_DESK_SELECT, "9000");
  card_desk_expect (card, "80CA9F7000", "019000");
}

/* A generation takes at least as long as it is told, and really makes a new key. */
static void
test_keygen_takes_time (void)
{
  MadoSimPersonalisation what = { .card_id = { 9 } };
  g_autoptr (MadoSimCard) card = mado_sim_card_new_personalised (&what);
  g_autoptr (MadoScp03) channel = card_desk_open (card, 0x30);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gint64 started;

  card_desk_expect_protected (card, channel, "00A4020C02001A", "9000");
  card_desk_expect_protected (card, channel, "00478000", "9000");
  card_desk_expect_protected (card, channel, "00A4020C02001D", "9000");
  first = card_desk_protected (card, channel, "00B0000040");
  mado_sim_card_set_keygen_ms (card, 700);
  started = g_get_monotonic_time ();
  card_desk_expect_protected (card, channel, "00A4020C02001A", "9000");
  card_desk_expect_protected (card, channel, "00478000", "9000");
  g_assert_cmpint (g_get_monotonic_time () - started, >=, 700 * 1000);
  card_desk_expect_protected (card, channel, "00A4020C02001D", "9000");
  second = card_desk_protected (card, channel, "00B0000040");
  g_assert_cmpstr (first, !=, second);
}

static void
expect_transmit (MadoSimReader *reader, int code)
{
  static const guint8 life_cycle[] = { 0x80, 0xCA, 0x9F, 0x70, 0x00 };
  guint8 response[MADO_SIM_CARD_RESPONSE_MAX];
  gsize n_response = sizeof response;
  g_autoptr (GError) error = NULL;
  gboolean sent = mado_reader_transmit (MADO_READER (reader), life_cycle, sizeof life_cycle,
                                        response, &n_response, &error);

  g_assert_cmpint (sent, ==, code < 0);
  if (code >= 0)
    g_assert_error (error, MADO_READER_ERROR, code);
  else
    g_assert_cmpmem (response, n_response, "\x6D\x00", 2); /* nothing is selected */
}

static void
expect_connect (MadoSimReader *reader, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) atr = NULL;
  gboolean connected
      = mado_reader_connect (MADO_READER (reader), MADO_READER_EXCLUSIVE, &atr, &error);

  g_assert_cmpint (connected, ==, code < 0);
  if (code >= 0)
    g_assert_error (error, MADO_READER_ERROR, code);
  else
    g_assert_cmpuint (g_bytes_get_size (atr), ==, 9);
}

static void
test_reader_troubles (void)
{
  /* clang-format off */
  static const struct { MadoSimTrouble trouble; int connect, transmit; } troubles[] = {
    { MADO_SIM_TROUBLE_NONE,         -1,                             -1                           },
    { MADO_SIM_TROUBLE_SERVICE,      MADO_READER_ERROR_NO_SERVICE,   MADO_READER_ERROR_NO_SERVICE },
    { MADO_SIM_TROUBLE_READER,       MADO_READER_ERROR_NO_READER,    MADO_READER_ERROR_NO_READER  },
    { MADO_SIM_TROUBLE_BUSY,         MADO_READER_ERROR_BUSY,         -1                           },
    { MADO_SIM_TROUBLE_UNRESPONSIVE, MADO_READER_ERROR_UNRESPONSIVE, -1                           },
  };
  /* clang-format on */
  g_autoptr (MadoSimReader) reader = mado_sim_reader_new ("test");
  g_autoptr (MadoSimCard) card = card_desk_blank ();

  g_assert_cmpstr (mado_reader_get_name (MADO_READER (reader)), ==, "test");
  expect_connect (reader, MADO_READER_ERROR_NO_CARD);
  mado_sim_reader_insert (reader, card);
  for (gsize i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      mado_sim_reader_set_trouble (reader, troubles[i].trouble);
      expect_connect (reader, troubles[i].connect);
      mado_reader_disconnect (MADO_READER (reader), FALSE);
      mado_sim_reader_set_trouble (reader, MADO_SIM_TROUBLE_NONE);
      expect_connect (reader, -1);
      mado_sim_reader_set_trouble (reader, troubles[i].trouble);
      expect_transmit (reader, troubles[i].transmit);
      mado_reader_disconnect (MADO_READER (reader), FALSE);
    }
  mado_reader_disconnect (MADO_READER (reader), TRUE); /* safe when not connected */
}

static void
test_reader_events (void)
{
  g_autoptr (MadoSimReader) reader = mado_sim_reader_new ("test");
  g_autoptr (MadoSimCard) card = card_desk_blank ();
  g_autoptr (MadoSimCard) other = card_desk_blank ();

  mado_sim_reader_insert (reader, card);
  expect_connect (reader, -1);
  expect_transmit (reader, -1);
  mado_sim_reader_reset_by_other (reader);
  expect_transmit (reader, MADO_READER_ERROR_RESET);
  expect_transmit (reader, MADO_READER_ERROR_RESET); /* until it is connected anew */
  mado_reader_disconnect (MADO_READER (reader), FALSE);
  expect_connect (reader, -1);
  expect_transmit (reader, -1);
  mado_sim_reader_insert (reader, other); /* swap */
  expect_transmit (reader, MADO_READER_ERROR_REMOVED);
  mado_reader_disconnect (MADO_READER (reader), TRUE);
  expect_connect (reader, -1);
  expect_transmit (reader, -1);
  mado_sim_reader_remove (reader);
  g_assert_false (mado_sim_reader_has_card (reader));
  expect_transmit (reader, MADO_READER_ERROR_REMOVED);
  mado_reader_disconnect (MADO_READER (reader), TRUE);
  expect_connect (reader, MADO_READER_ERROR_NO_CARD);
  mado_sim_reader_insert (reader, card);
  mado_sim_card_add_fault (card, MADO_SIM_CUT_DURING, 1, 0);
  expect_connect (reader, -1);
  expect_transmit (reader, MADO_READER_ERROR_LOST);
  expect_transmit (reader, MADO_READER_ERROR_REMOVED);
  mado_reader_disconnect (MADO_READER (reader), TRUE);
  g_assert_false (mado_sim_reader_has_card (reader));
  expect_connect (reader, MADO_READER_ERROR_NO_CARD);
  mado_sim_reader_insert (reader, card);
  mado_sim_card_add_fault (card, MADO_SIM_CUT_BEFORE, 1, 0);
  expect_connect (reader, -1);
  expect_transmit (reader, MADO_READER_ERROR_REMOVED);
  mado_reader_disconnect (MADO_READER (reader), TRUE);
}

/* Leaving without a reset keeps the password status, with one it is gone. */
static void
test_reader_reset (void)
{
  g_autoptr (MadoSimReader) reader = mado_sim_reader_new ("test");
  g_autoptr (MadoSimCard) card = card_desk_blank ();

  card_desk_issue (card);
  mado_sim_reader_insert (reader, card);
  expect_connect (reader, -1);
  card_desk_expect (card, CARD_DESK_SELECT, "9000");
  card_desk_expect (card, "0020009B06" CARD_DESK_PASSWORD, "9000");
  mado_reader_disconnect (MADO_READER (reader), FALSE);
  expect_connect (reader, -1);
  card_desk_expect (card, "00B0810004", "308201289000");
  mado_reader_disconnect (MADO_READER (reader), TRUE);
  expect_connect (reader, -1);
  card_desk_expect (card, "00B0810004", "6D00");
  mado_reader_disconnect (MADO_READER (reader), FALSE);
  g_assert_finalize_object (g_steal_pointer (&reader));
  g_assert_finalize_object (g_steal_pointer (&card));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mado_secret_init_process ();
  g_test_add_func ("/sim/fault/cuts", test_cuts);
  g_test_add_func ("/sim/fault/status-word", test_status_word);
  g_test_add_func ("/sim/fault/instruction", test_instruction);
  g_test_add_func ("/sim/fault/corrupt-mac", test_corrupt_mac);
  g_test_add_func ("/sim/fault/tears", test_tears);
  g_test_add_func ("/sim/fault/torn-pages", test_torn_pages);
  g_test_add_func ("/sim/fault/hook", test_hook);
  g_test_add_func ("/sim/fault/pulled-in-keygen", test_pulled_in_keygen);
  g_test_add_func ("/sim/fault/keygen-takes-time", test_keygen_takes_time);
  g_test_add_func ("/sim/reader/troubles", test_reader_troubles);
  g_test_add_func ("/sim/reader/events", test_reader_events);
  g_test_add_func ("/sim/reader/reset", test_reader_reset);
  return g_test_run ();
}
