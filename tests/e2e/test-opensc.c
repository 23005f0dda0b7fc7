/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OpenSC, which nobody here wrote, reads a card of madoguchi-card through a real pcscd */
#include "config.h"

#include "pcscd-harness.h"

#include <string.h>
#include <winscard.h>

static PcscdHarness *harness;

static void
expect_text (const char *output, const char *text)
{
  if (strstr (output, text) == NULL)
    g_error ("no \"%s\" in: %s", text, output);
}

static void
test_opensc_tool (void)
{
  static const char *const list[] = { "opensc-tool", "--list-readers", NULL };
  static const char *const name[] = { "opensc-tool", "--reader", "1", "--name", "--atr", NULL };
  g_autofree char *readers = NULL;
  g_autofree char *card = NULL;
  int status;

  readers = pcscd_harness_run (harness, list, &status);
  g_assert_cmpint (status, ==, 0);
  expect_text (readers, PCSCD_HARNESS_RESIDENT);
  card = pcscd_harness_run (harness, name, &status);
  g_assert_cmpint (status, ==, 0);
  expect_text (card, "3b:e0:00:ff:81:31:fe:45:14");
  expect_text (card, "jpki"); /* the driver that took it */
}

/* The dump needs the dummy password 0018 and empty VERIFY with 63Cx on both. */
static void
test_pkcs15_tool (void)
{
  static const char *const dump[] = { "pkcs15-tool", "--reader", "1", "--dump", NULL };
  static const char *const pins[] = { "pkcs15-tool", "--reader", "1", "--list-pins", NULL };
  g_autofree char *dump_text = NULL;
  g_autofree char *pins_text = NULL;
  gint64 started = g_get_monotonic_time ();
  int status;

  dump_text = pcscd_harness_run (harness, dump, &status);
  g_test_message ("pkcs15-tool --dump took %" G_GINT64_FORMAT " ms",
                  (g_get_monotonic_time () - started) / 1000);
  g_assert_cmpint (status, ==, 0);
  expect_text (dump_text, "PKCS#15 Card [JPKI]");
  expect_text (dump_text, "Digital Signature");
  pins_text = pcscd_harness_run (harness, pins, &status);
  g_assert_cmpint (status, ==, 0);
  expect_text (pins_text, "Digital Signature PIN");
  expect_text (pins_text, "Tries left     : 0"); /* blank: no password is set */
  expect_text (pins_text, "User Authentication PIN");
  expect_text (pins_text, "Tries left     : 3");
}

/* One command by PC/SC.  Returns: what SCardTransmit returned; @answer gets its length. */
static LONG
transmit (SCARDHANDLE card, const char *bytes, DWORD n_bytes, guint8 *answer, DWORD *n_answer)
{
  *n_answer = 258;
  return SCardTransmit (card, SCARD_PCI_T1, (const guint8 *) bytes, n_bytes, NULL, answer,
                        n_answer);
}

/* What a pulled card looks like through the real stack: success without an answer. */
static void
test_cut (void)
{
  static const char select[] = "\x00\xA4\x04\x0C\x0A\xD3\x92\xF0\x00\x26\x01\x00\x00\x00\x01";
  static const char life_cycle[] = "\x80\xCA\x9F\x70\x00";
  SCARDCONTEXT context;
  SCARDHANDLE card;
  DWORD protocol, n_answer;
  guint8 answer[258];

  g_assert_cmpint (SCardEstablishContext (SCARD_SCOPE_SYSTEM, NULL, NULL, &context), ==,
                   SCARD_S_SUCCESS);
  g_assert_cmpint (SCardConnect (context, PCSCD_HARNESS_RESIDENT, SCARD_SHARE_EXCLUSIVE,
                                 SCARD_PROTOCOL_T1, &card, &protocol),
                   ==, SCARD_S_SUCCESS);
  g_assert_cmpint (transmit (card, select, 15, answer, &n_answer), ==, SCARD_S_SUCCESS);
  g_assert_cmpmem (answer, n_answer, "\x90\x00", 2);
  g_free (pcscd_harness_control (harness, "sw resident 1 6F00"));
  g_assert_cmpint (transmit (card, life_cycle, 5, answer, &n_answer), ==, SCARD_S_SUCCESS);
  g_assert_cmpmem (answer, n_answer, "\x6F\x00", 2);
  g_assert_cmpint (transmit (card, life_cycle, 5, answer, &n_answer), ==, SCARD_S_SUCCESS);
  g_assert_cmpmem (answer, n_answer, "\x01\x90\x00", 3);
  g_free (pcscd_harness_control (harness, "cut resident 1 during"));
  g_assert_cmpint (transmit (card, life_cycle, 5, answer, &n_answer), ==, SCARD_S_SUCCESS);
  g_assert_cmpuint (n_answer, <, 2);
  g_assert_cmpint (transmit (card, life_cycle, 5, answer, &n_answer), !=, SCARD_S_SUCCESS);
  SCardDisconnect (card, SCARD_RESET_CARD);
  SCardReleaseContext (context);
  pcscd_harness_wait_card (harness, PCSCD_HARNESS_RESIDENT, FALSE);
  g_free (pcscd_harness_control (harness, "insert resident"));
  pcscd_harness_wait_card (harness, PCSCD_HARNESS_RESIDENT, TRUE);
}

/* pcscd dies and comes back: the card finds it again by itself. */
static void
test_pcscd_killed (void)
{
  pcscd_harness_kill_pcscd (harness);
  pcscd_harness_start_pcscd (harness);
  pcscd_harness_wait_card (harness, PCSCD_HARNESS_RESIDENT, TRUE);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  harness = pcscd_harness_start (NULL);
  path = pcscd_harness_new_card (harness, "resident.card");
  g_free (pcscd_harness_control (harness, "insert resident %s", path));
  pcscd_harness_wait_card (harness, PCSCD_HARNESS_RESIDENT, TRUE);
  pcscd_harness_wait_card (harness, PCSCD_HARNESS_OPERATOR, FALSE);
  g_test_add_func ("/e2e/opensc/opensc-tool", test_opensc_tool);
  g_test_add_func ("/e2e/opensc/pkcs15-tool", test_pkcs15_tool);
  g_test_add_func ("/e2e/opensc/cut", test_cut);
  g_test_add_func ("/e2e/opensc/pcscd-killed", test_pcscd_killed);
  result = g_test_run ();
  pcscd_harness_free (harness);
  return result;
}
