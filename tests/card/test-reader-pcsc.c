/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-bytes.h"
#include "mado-reader-pcsc.h"
#include "winscard-mock.h"

#include <string.h>

#define IS(name) MADO_READER_ERROR_##name

/* Return codes as they were measured with PCSC-lite 1.9.9 (vpcd, killed service, second client),
 * and those that its manual names. */
static const struct
{
  LONG code;
  MadoReaderError at_connect, at_transmit;
} codes[] = {
  /* clang-format off */
  { SCARD_E_NO_SERVICE,           IS (NO_SERVICE),   IS (LOST)    },
  { SCARD_E_SERVICE_STOPPED,      IS (NO_SERVICE),   IS (LOST)    },
  { SCARD_F_COMM_ERROR,           IS (NO_SERVICE),   IS (LOST)    },
  { SCARD_E_INVALID_HANDLE,       IS (NO_SERVICE),   IS (REMOVED) },
  { SCARD_E_UNKNOWN_READER,       IS (NO_READER),    IS (LOST)    },
  { SCARD_E_READER_UNAVAILABLE,   IS (NO_READER),    IS (LOST)    },
  { SCARD_E_NO_READERS_AVAILABLE, IS (NO_READER),    IS (LOST)    },
  { SCARD_E_NO_SMARTCARD,         IS (NO_CARD),      IS (LOST)    },
  { SCARD_W_REMOVED_CARD,         IS (NO_CARD),      IS (REMOVED) },
  { SCARD_W_RESET_CARD,           IS (RESET),        IS (RESET)   },
  { SCARD_W_UNRESPONSIVE_CARD,    IS (UNRESPONSIVE), IS (LOST)    },
  { SCARD_W_UNPOWERED_CARD,       IS (UNRESPONSIVE), IS (LOST)    },
  { SCARD_W_UNSUPPORTED_CARD,     IS (UNRESPONSIVE), IS (LOST)    },
  { SCARD_E_PROTO_MISMATCH,       IS (UNRESPONSIVE), IS (FAILED)  },
  { SCARD_E_SHARING_VIOLATION,    IS (BUSY),         IS (BUSY)    },
  { SCARD_E_TIMEOUT,              IS (BUSY),         IS (LOST)    },
  { SCARD_E_NOT_TRANSACTED,       IS (NO_CARD),      IS (LOST)    },
  { SCARD_E_COMM_DATA_LOST,       IS (FAILED),       IS (LOST)    },
  { SCARD_E_INSUFFICIENT_BUFFER,  IS (FAILED),       IS (LOST)    },
  { SCARD_E_NO_MEMORY,            IS (NO_MEMORY),    IS (LOST)    },
  { SCARD_E_INVALID_PARAMETER,    IS (FAILED),       IS (FAILED)  },
  { SCARD_F_INTERNAL_ERROR,       IS (FAILED),       IS (LOST)    },
  { SCARD_F_UNKNOWN_ERROR,        IS (FAILED),       IS (LOST)    },
  { 0x80107777,                   IS (FAILED),       IS (LOST)    },
  /* clang-format on */
};

static const guint8 command[] = { 0x00, 0xB0, 0x00, 0x00, 0x20 };

static gboolean
connect_reader (MadoReader *reader, GError **error)
{
  return mado_reader_connect (reader, MADO_READER_EXCLUSIVE, NULL, error);
}

static gboolean
send (MadoReader *reader, GError **error)
{
  guint8 response[258];
  gsize n = sizeof response;

  return mado_reader_transmit (reader, command, sizeof command, response, &n, error);
}

static void
test_connect_codes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (MadoReader) reader = mado_reader_pcsc_new (MOCK_NAME);
      g_autoptr (GError) error = NULL;

      mock_reset ();
      mock_fail_next (0, codes[i].code, 0);
      g_assert_false (connect_reader (reader, &error));
      g_assert_error (error, MADO_READER_ERROR, (int) codes[i].at_connect);
      g_assert_true (connect_reader (reader, NULL)); /* the next one is good */
      mado_reader_disconnect (reader, TRUE);
    }
}

static void
test_transmit_codes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (MadoReader) reader = mado_reader_pcsc_new (MOCK_NAME);
      g_autoptr (GError) error = NULL;

      mock_reset ();
      g_assert_true (connect_reader (reader, NULL));
      mock_fail_next (0, 0, codes[i].code);
      g_assert_false (send (reader, &error));
      g_assert_error (error, MADO_READER_ERROR, (int) codes[i].at_transmit);
      g_assert_cmpuint (mock_calls.n_transmit, ==, 1); /* never repeated */
      mado_reader_disconnect (reader, TRUE);
    }
}

static void
test_short_answers (void)
{
  for (gsize n = 0; n < 2; n++)
    {
      g_autoptr (MadoReader) reader = mado_reader_pcsc_new (MOCK_NAME);
      g_autoptr (GError) error = NULL;

      mock_reset ();
      mock_set_answer (command, n);
      g_assert_true (connect_reader (reader, NULL));
      g_assert_false (send (reader, &error));
      g_assert_error (error, MADO_READER_ERROR, MADO_READER_ERROR_LOST);
      mado_reader_disconnect (reader, TRUE);
    }
}

static void
test_good (void)
{
  g_autoptr (MadoReader) reader = mado_reader_pcsc_new (MOCK_NAME);
  g_autoptr (GBytes) atr = NULL;
  g_autoptr (GError) error = NULL;

  mock_reset ();
  g_assert_cmpstr (mado_reader_get_name (reader), ==, MOCK_NAME);
  g_assert_true (mado_reader_connect (reader, MADO_READER_EXCLUSIVE, &atr, &error));
  g_assert_cmpuint (mock_calls.share, ==, SCARD_SHARE_EXCLUSIVE);
  g_assert_cmpuint (g_bytes_get_size (atr), ==, 9);
  g_assert_true (send (reader, &error));
  mado_reader_disconnect (reader, TRUE);
  g_assert_cmpuint (mock_calls.disposition, ==, SCARD_RESET_CARD);
  mado_reader_disconnect (reader, TRUE); /* nothing to do */
  g_assert_cmpuint (mock_calls.n_disconnect, ==, 1);

  g_assert_true (mado_reader_connect (reader, MADO_READER_SHARED, NULL, &error));
  g_assert_cmpuint (mock_calls.share, ==, SCARD_SHARE_SHARED);
  mado_reader_disconnect (reader, FALSE);
  g_assert_cmpuint (mock_calls.disposition, ==, SCARD_LEAVE_CARD);
  g_assert_cmpuint (mock_calls.n_establish, ==, 1); /* the context is kept */
}

/* pcscd is killed while a command runs: the context is dead, and the next connect makes a new
 * one. */
static void
test_service_dies (void)
{
  g_autoptr (MadoReader) reader = mado_reader_pcsc_new (MOCK_NAME);
  g_autoptr (GError) lost = NULL;
  g_autoptr (GError) down = NULL;
  g_autoptr (GError) error = NULL;

  mock_reset ();
  g_assert_true (connect_reader (reader, &error));
  mock_set_service (FALSE);
  mock_fail_next (0, 0, SCARD_E_NO_SERVICE);
  g_assert_false (send (reader, &lost));
  g_assert_error (lost, MADO_READER_ERROR, MADO_READER_ERROR_LOST);
  mado_reader_disconnect (reader, TRUE);
  g_assert_cmpuint (mock_calls.n_disconnect, ==, 0); /* that handle is no one's any more */

  g_assert_false (connect_reader (reader, &down));
  g_assert_error (down, MADO_READER_ERROR, MADO_READER_ERROR_NO_SERVICE);
  mock_set_service (TRUE);
  g_assert_true (connect_reader (reader, &error));
  g_assert_true (send (reader, &error));
  mado_reader_disconnect (reader, TRUE);
  g_assert_cmpuint (mock_calls.n_establish, ==, 3);
}

/* It died and came back between two conversations: one connect is enough. */
static void
test_service_was_restarted (void)
{
  g_autoptr (MadoReader) reader = mado_reader_pcsc_new (MOCK_NAME);
  g_autoptr (GError) error = NULL;

  mock_reset ();
  g_assert_true (connect_reader (reader, &error));
  mado_reader_disconnect (reader, TRUE);
  mock_fail_next (0, SCARD_E_NO_SERVICE, 0);
  g_assert_true (connect_reader (reader, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (mock_calls.n_establish, ==, 2);
  mado_reader_disconnect (reader, TRUE);
}

static void
test_not_connected (void)
{
  g_autoptr (MadoReader) reader = mado_reader_pcsc_new (MOCK_NAME);
  g_autoptr (GError) error = NULL;

  mock_reset ();
  g_assert_false (send (reader, &error));
  g_assert_error (error, MADO_READER_ERROR, MADO_READER_ERROR_REMOVED);
  g_assert_cmpuint (mock_calls.n_transmit, ==, 0);
}

/* ISO/IEC 7816-3:2006, 12.2: what goes over a T=0 line. */
static void
test_t0 (void)
{
  static const struct
  {
    const char *command, *sent;
  } cases[] = {
    { "00200080", "0020008000" },
    { "00B0000020", "00B0000020" },
    { "00A4020C020006", "00A4020C020006" },
    { "8050300002AABB00", "8050300002AABB" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MadoReader) reader = mado_reader_pcsc_new (MOCK_NAME);
      g_autoptr (GBytes) bytes = mado_bytes_from_hex (cases[i].command);
      guint8 response[258];
      gsize n_bytes, n = sizeof response;
      const guint8 *data = g_bytes_get_data (bytes, &n_bytes);

      mock_reset ();
      mock_set_protocol (SCARD_PROTOCOL_T0);
      g_assert_true (connect_reader (reader, NULL));
      g_assert_true (mado_reader_transmit (reader, data, n_bytes, response, &n, NULL));
      g_autofree char *sent = mado_bytes_to_hex (mock_calls.sent, mock_calls.n_sent);
      g_assert_cmpstr (sent, ==, cases[i].sent);
      mado_reader_disconnect (reader, TRUE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/card/reader-pcsc/connect-codes", test_connect_codes);
  g_test_add_func ("/card/reader-pcsc/transmit-codes", test_transmit_codes);
  g_test_add_func ("/card/reader-pcsc/short-answers", test_short_answers);
  g_test_add_func ("/card/reader-pcsc/good", test_good);
  g_test_add_func ("/card/reader-pcsc/service-dies", test_service_dies);
  g_test_add_func ("/card/reader-pcsc/service-was-restarted", test_service_was_restarted);
  g_test_add_func ("/card/reader-pcsc/not-connected", test_not_connected);
  g_test_add_func ("/card/reader-pcsc/t0", test_t0);
  return g_test_run ();
}
