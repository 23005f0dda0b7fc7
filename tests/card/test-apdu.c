/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-bytes.h"
#include "mado-card-error.h"
#include "mado-apdu.h"
#include "scripted-reader.h"

#include <string.h>

/* The four cases of a short command, ISO/IEC 7816-4:2005, 5.1. */
static void
test_cases (void)
{
  static const struct
  {
    guint32 header;
    const char *data;
    guint le;
    const char *bytes;
  } cases[] = {
    { 0x00200080, "", 0, "00200080" },
    { 0x00B00000, "", 256, "00B0000000" },
    { 0x00B00123, "", 32, "00B0012320" },
    { 0x00A4020C, "0006", 0, "00A4020C020006" },
    { 0x80500000, "0102030405060708", 256, "8050000008010203040506070800" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) data = mado_bytes_from_hex (cases[i].data);
      g_auto (MadoApdu) command = { { 0 }, 0, MADO_APDU_IDEMPOTENT };

      mado_apdu_init (&command, MADO_APDU_IDEMPOTENT, cases[i].header,
                      g_bytes_get_data (data, NULL), g_bytes_get_size (data), cases[i].le);
      g_autofree char *hex = mado_bytes_to_hex (command.bytes, command.n_bytes);
      g_assert_cmpstr (hex, ==, cases[i].bytes);
    }
}

static void
test_wiped (void)
{
  MadoApdu command;
  const MadoApdu zero = { { 0 }, 0, MADO_APDU_IDEMPOTENT };
  guint8 password[] = { 'A', 'B', '1', '2' };
  g_autoptr (MadoSecret) secret = mado_secret_new_take (password, sizeof password);

  memset (&command, 0, sizeof command);
  mado_apdu_init_secret (&command, MADO_APDU_EFFECTING, 0x0020009B, secret);
  g_assert_cmpmem (command.bytes + 5, 4, "AB12", 4);
  mado_apdu_clear (&command);
  g_assert_true (memcmp (&command, &zero, sizeof zero) == 0);
}

/* Exchanges of READ BINARY, idempotent, and UPDATE BINARY, effecting. */
#define READ "00B0000000"
#define UPDATE "00D6000001AA"
#define ZEROS_255                                                                                  \
  "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000" \
  "00"                                                                                             \
  "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000" \
  "00"                                                                                             \
  "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000" \
  "00"                                                                                             \
  "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000" \
  "00"                                                                                             \
  "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000" \
  "00"                                                                                             \
  "000000000000000000000000000000"
#define DONE 0 /* no error */

typedef struct
{
  const char *name;
  ScriptStep steps[6];
  GQuark (*domain) (void);
  int code;
  const char *data;
  guint16 sw;
} Case;

/* clang-format off */
static const Case exchanges[] = {
  { "plain", { { READ, "01029000" } }, NULL, DONE, "0102", 0x9000 },
  { "status-only", { { READ, "6A82" } }, NULL, DONE, "", 0x6A82 },
  { "get-response", { { READ, "010261 03" }, { "00C0000003", "0304056102" }, { "00C0000002", "06079000" } },
    NULL, DONE, "01020304050607", 0x9000 },
  { "get-response-256", { { READ, "6100" }, { "00C0000000", ZEROS_255 "9000" } }, NULL, DONE, ZEROS_255, 0x9000 },
  { "get-response-error", { { READ, "6104" }, { "00C0000004", "6F00" } }, NULL, DONE, "", 0x6F00 },
  { "length", { { READ, "6C02" }, { "00B0000002", "01029000" } }, NULL, DONE, "0102", 0x9000 },
  { "length-of-update", { { UPDATE, "6C02" }, { UPDATE "02", "9000" } }, NULL, DONE, "", 0x9000 },
  { "length-in-response", { { READ, "6110" }, { "00C0000010", "6C02" }, { "00C0000002", "01029000" } },
    NULL, DONE, "0102", 0x9000 },
  { "length-twice", { { READ, "6C02" }, { "00B0000002", "6C03" } }, mado_card_error_quark, MADO_CARD_ERROR_PROTOCOL },
  { "response-without-data", { { READ, "6104" }, { "00C0000004", "6104" } }, mado_card_error_quark,
    MADO_CARD_ERROR_PROTOCOL },
  { "read-lost", { { READ, NULL, SCRIPT_FAULT_LOST } }, mado_reader_error_quark, MADO_READER_ERROR_REMOVED },
  { "read-empty", { { READ, "9000", SCRIPT_FAULT_EMPTY } }, mado_reader_error_quark, MADO_READER_ERROR_REMOVED },
  { "read-one-byte", { { READ, "90" } }, mado_reader_error_quark, MADO_READER_ERROR_REMOVED },
  { "read-removed", { { READ, NULL, SCRIPT_FAULT_REMOVED } }, mado_reader_error_quark, MADO_READER_ERROR_REMOVED },
  { "read-reset", { { READ, NULL, SCRIPT_FAULT_RESET } }, mado_reader_error_quark, MADO_READER_ERROR_RESET },
  { "update-lost", { { UPDATE, NULL, SCRIPT_FAULT_LOST } }, mado_card_error_quark, MADO_CARD_ERROR_UNSURE },
  { "update-empty", { { UPDATE, "9000", SCRIPT_FAULT_EMPTY } }, mado_card_error_quark, MADO_CARD_ERROR_UNSURE },
  { "update-one-byte", { { UPDATE, "90" } }, mado_card_error_quark, MADO_CARD_ERROR_UNSURE },
  { "update-removed", { { UPDATE, NULL, SCRIPT_FAULT_REMOVED } }, mado_reader_error_quark, MADO_READER_ERROR_REMOVED },
  { "update-reset", { { UPDATE, NULL, SCRIPT_FAULT_RESET } }, mado_reader_error_quark, MADO_READER_ERROR_RESET },
  { "update-answer-lost", { { UPDATE, "6102" }, { "00C0000002", NULL, SCRIPT_FAULT_LOST } }, mado_card_error_quark,
    MADO_CARD_ERROR_UNSURE },
  { "update-answer-removed", { { UPDATE, "6102" }, { "00C0000002", NULL, SCRIPT_FAULT_REMOVED } },
    mado_card_error_quark, MADO_CARD_ERROR_UNSURE },
  { "read-answer-removed", { { READ, "6102" }, { "00C0000002", NULL, SCRIPT_FAULT_REMOVED } },
    mado_reader_error_quark, MADO_READER_ERROR_REMOVED },
  { "update-length-removed", { { UPDATE, "6C02" }, { UPDATE "02", NULL, SCRIPT_FAULT_REMOVED } },
    mado_reader_error_quark, MADO_READER_ERROR_REMOVED },
};
/* clang-format on */

static void
test_exchange (gconstpointer data)
{
  const Case *expected = data;
  g_autoptr (ScriptedReader) reader = scripted_reader_new (expected->steps);
  const gboolean effecting = g_str_has_prefix (expected->steps[0].command, "00D6");
  MadoLine line = { MADO_READER (reader) };
  g_auto (MadoApdu) command = { { 0 }, 0, MADO_APDU_IDEMPOTENT };
  g_auto (MadoAnswer) answer = { NULL };
  g_autoptr (GError) error = NULL;

  if (effecting)
    mado_apdu_init (&command, MADO_APDU_EFFECTING, 0x00D60000, (const guint8 *) "\xAA", 1, 0);
  else
    mado_apdu_init (&command, MADO_APDU_IDEMPOTENT, 0x00B00000, NULL, 0, 256);
  g_assert_true (mado_reader_connect (line.reader, MADO_READER_EXCLUSIVE, NULL, NULL));
  const gboolean done = mado_line_exchange (&line, &command, &answer, &error);
  mado_reader_disconnect (line.reader, FALSE);
  scripted_reader_finish (reader);

  if (expected->domain != NULL)
    {
      g_assert_false (done);
      g_assert_error (error, expected->domain (), expected->code);
      return;
    }
  g_assert_no_error (error);
  g_assert_true (done);
  g_autofree char *hex = mado_bytes_to_hex (answer.data->data, answer.data->len);
  g_assert_cmpstr (hex, ==, expected->data);
  g_assert_cmpuint (answer.sw, ==, expected->sw);
}

/* A card that never ends its answer is cut off at 64 KiB. */
static void
test_endless (void)
{
  static ScriptStep steps[300];
  g_autoptr (GError) error = NULL;
  g_auto (MadoApdu) command = { { 0 }, 0, MADO_APDU_IDEMPOTENT };
  g_auto (MadoAnswer) answer = { NULL };

  steps[0] = (ScriptStep){ READ, "61FF" };
  for (gsize i = 1; i <= 258; i++)
    steps[i] = (ScriptStep){ "00C00000FF", ZEROS_255 "61FF" };
  g_autoptr (ScriptedReader) reader = scripted_reader_new (steps);
  MadoLine line = { MADO_READER (reader) };
  mado_apdu_init (&command, MADO_APDU_IDEMPOTENT, 0x00B00000, NULL, 0, 256);
  g_assert_true (mado_reader_connect (line.reader, MADO_READER_SHARED, NULL, NULL));
  g_assert_false (mado_line_exchange (&line, &command, &answer, &error));
  g_assert_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_PROTOCOL);
  mado_reader_disconnect (line.reader, FALSE);
  g_assert_cmpuint (line.traffic.n_commands, ==, 259); /* 258 * 255 > 65536: the first above */
}

typedef struct
{
  guint n;
  MadoApduRecord last;
} Trace;

static void
trace_cb (const MadoApduRecord *record, gpointer data)
{
  Trace *trace = data;

  trace->n++;
  trace->last = *record;
}

static void
test_trace (void)
{
  static const ScriptStep steps[] = { { "0020009B0441423132", "63C4" },
                                      { "0020009B0441423132", NULL, SCRIPT_FAULT_LOST },
                                      { NULL } };
  g_autoptr (ScriptedReader) reader = scripted_reader_new (steps);
  Trace trace = { 0 };
  MadoLine line = { MADO_READER (reader), trace_cb, &trace };
  guint8 password[] = { 'A', 'B', '1', '2' };
  g_autoptr (MadoSecret) secret = mado_secret_new_take (password, sizeof password);
  g_auto (MadoApdu) command = { { 0 }, 0, MADO_APDU_IDEMPOTENT };
  g_auto (MadoAnswer) answer = { NULL };
  g_autoptr (GError) error = NULL;

  mado_apdu_init_secret (&command, MADO_APDU_EFFECTING, 0x0020009B, secret);
  g_assert_true (mado_reader_connect (line.reader, MADO_READER_SHARED, NULL, NULL));
  g_assert_true (mado_line_exchange (&line, &command, &answer, &error));
  g_assert_cmpuint (trace.n, ==, 1);
  g_assert_cmpuint (trace.last.ins, ==, MADO_INS_VERIFY);
  g_assert_cmpuint (trace.last.p2, ==, 0x9B);
  g_assert_cmpuint (trace.last.sw, ==, 0x63C4);
  g_assert_cmpuint (trace.last.n_sent, ==, 9);
  g_assert_cmpuint (trace.last.n_received, ==, 2);
  g_assert_cmpint (trace.last.effect, ==, MADO_APDU_EFFECTING);

  g_assert_false (mado_line_exchange (&line, &command, &answer, &error));
  g_assert_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_UNSURE);
  g_assert_null (strstr (error->message, "AB12"));
  g_assert_null (strstr (error->message, "41423132"));
  g_assert_cmpuint (trace.last.sw, ==, 0);
  g_assert_cmpuint (line.traffic.n_commands, ==, 2);
  g_assert_cmpuint (line.traffic.n_sent, ==, 18);
  mado_reader_disconnect (line.reader, FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/card/apdu/cases", test_cases);
  g_test_add_func ("/card/apdu/wiped", test_wiped);
  g_test_add_func ("/card/apdu/endless", test_endless);
  g_test_add_func ("/card/apdu/trace", test_trace);
  for (gsize i = 0; i < G_N_ELEMENTS (exchanges); i++)
    {
      g_autofree char *path = g_strdup_printf ("/card/apdu/exchange/%s", exchanges[i].name);
      g_test_add_data_func (path, &exchanges[i], test_exchange);
    }
  return g_test_run ();
}
