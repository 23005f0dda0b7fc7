/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The desk and the authority talk CMP in process: what each side may conclude after each message
 * went well, went wrong or went missing. */
#include "config.h"

#include "ca-fixture.h"

#include <string.h>

#define OK (-1)
#define NOTHING (-1)

/* clang-format off */
static const struct
{
  const char *name;
  MadoFault fault;
  guint message;      /* 1: p10cr, 2: certConf */
  int code;           /* MadoCaError, or OK */
  int failure;        /* PKIFailureInfo bit */
  int state;          /* what the CA says afterwards, or NOTHING */
} faults[] = {
  { "request-lost",         MADO_FAULT_SILENT_BEFORE, 1, MADO_CA_ERROR_NO_ANSWER,      -1, NOTHING },
  { "answer-lost",          MADO_FAULT_SILENT_AFTER,  1, MADO_CA_ERROR_NO_ANSWER,      -1, MADO_CA_STATE_UNCONFIRMED },
  { "request-twice",        MADO_FAULT_TWICE,         1, OK,                           -1, MADO_CA_STATE_ACTIVE },
  { "old-answer",           MADO_FAULT_REPLAY,        1, MADO_CA_ERROR_BAD_ANSWER,     -1, MADO_CA_STATE_UNCONFIRMED },
  { "out-of-service",       MADO_FAULT_ERROR,         1, MADO_CA_ERROR_UNAVAILABLE,    24, NOTHING },
  { "stranger-answers",     MADO_FAULT_WRONG_SIGNER,  1, MADO_CA_ERROR_BAD_ANSWER,     -1, MADO_CA_STATE_UNCONFIRMED },
  { "no-cmp-signer",        MADO_FAULT_OTHER_SIGNER,  1, MADO_CA_ERROR_BAD_ANSWER,     -1, MADO_CA_STATE_UNCONFIRMED },
  { "garbage",              MADO_FAULT_GARBAGE,       1, MADO_CA_ERROR_BAD_ANSWER,     -1, NOTHING },
  { "other-key",            MADO_FAULT_WRONG_KEY,     1, MADO_CA_ERROR_WRONG_KEY,      -1, MADO_CA_STATE_REVOKED },
  { "other-content",        MADO_FAULT_WRONG_SEX,     1, MADO_CA_ERROR_BAD_ANSWER,     -1, MADO_CA_STATE_REVOKED },
  { "confirm-lost",         MADO_FAULT_SILENT_BEFORE, 2, MADO_CA_ERROR_CONFIRM_UNSURE, -1, MADO_CA_STATE_UNCONFIRMED },
  { "acknowledgement-lost", MADO_FAULT_SILENT_AFTER,  2, MADO_CA_ERROR_CONFIRM_UNSURE, -1, MADO_CA_STATE_ACTIVE },
  { "confirm-twice",        MADO_FAULT_TWICE,         2, OK,                           -1, MADO_CA_STATE_ACTIVE },
  { "confirm-old-answer",   MADO_FAULT_REPLAY,        2, MADO_CA_ERROR_CONFIRM_UNSURE, -1, MADO_CA_STATE_ACTIVE },
  { "confirm-error",        MADO_FAULT_ERROR,         2, MADO_CA_ERROR_CONFIRM_UNSURE, -1, MADO_CA_STATE_UNCONFIRMED },
  { "confirm-stranger",     MADO_FAULT_WRONG_SIGNER,  2, MADO_CA_ERROR_CONFIRM_UNSURE, -1, MADO_CA_STATE_ACTIVE },
  { "confirm-no-signer",    MADO_FAULT_OTHER_SIGNER,  2, MADO_CA_ERROR_CONFIRM_UNSURE, -1, MADO_CA_STATE_ACTIVE },
  { "confirm-garbage",      MADO_FAULT_GARBAGE,       2, MADO_CA_ERROR_CONFIRM_UNSURE, -1, MADO_CA_STATE_UNCONFIRMED },
};
/* clang-format on */

#define ASSERT_CA_ERROR(error, wanted) g_assert_error (error, MADO_CA_ERROR, (int) (wanted))

static void
expect_refusal (GError *error, MadoCaError code, int failure)
{
  ASSERT_CA_ERROR (error, code);
  g_assert_cmpint (mado_ca_error_get_failure (error), ==, failure);
}

static void
test_issue (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (MadoCertificate) certificate = ca_fixture_issue (fixture);
  g_autoptr (MadoCaRecord) record = ca_fixture_ask (fixture, 0, 1);

  g_assert_cmpuint (fixture->n_confirms, ==, 1);
  g_assert_true (mado_certificate_equal (certificate, fixture->written));
  g_assert_true (mado_certificate_equal (certificate, record->certificate));
  g_assert_cmpint (record->state, ==, MADO_CA_STATE_ACTIVE);
  g_assert_cmpint (record->reason, ==, -1);
  g_assert_true (mado_certificate_is_issued_by (
      certificate, mado_ca_get_ca_certificate (MADO_CA (fixture->ca))));
  g_assert_null (ca_fixture_ask (fixture, 1, 0));
}

/* After each fault the counter asks, clears away what is there, and ends with one certificate. */
static void
recover (CaFixture *fixture, const MadoCaRecord *record)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCertificate) again = NULL;

  if (record != NULL && record->state == MADO_CA_STATE_ACTIVE)
    return;
  if (record != NULL)
    mado_ca_revoke (MADO_CA (fixture->ca), mado_certificate_get_serial (record->certificate),
                    MADO_CA_REASON_NOT_DELIVERED, NULL, &error);
  g_assert_no_error (error);
  again = ca_fixture_issue (fixture);
}

static void
test_fault (CaFixture *fixture, gconstpointer data)
{
  guint at = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) csr = ca_fixture_csr (0, NULL, NULL);
  g_autoptr (MadoCertificate) certificate = NULL;
  g_autoptr (MadoCaRecord) record = NULL, last = NULL;
  gboolean issued = faults[at].state != NOTHING;

  g_assert_true (mado_ca_ping (MADO_CA (fixture->ca), NULL, NULL)); /* an answer to replay */
  mado_authority_set_fault (fixture->authority, faults[at].message, faults[at].fault);
  certificate = ca_fixture_request (fixture, csr, &error);
  if (faults[at].code == OK)
    g_assert_no_error (error);
  else
    expect_refusal (error, (MadoCaError) faults[at].code, faults[at].failure);
  g_assert_cmpint (certificate != NULL, ==, faults[at].code == OK);

  record = ca_fixture_ask (fixture, 0, issued ? 1 : 0);
  if (issued)
    g_assert_cmpint (record->state, ==, faults[at].state);
  if (issued && record->state == MADO_CA_STATE_REVOKED)
    g_assert_cmpint (record->reason, ==, MADO_CA_REASON_NOT_DELIVERED);
  recover (fixture, record);
  last = ca_fixture_ask (fixture, 0, !issued || record->state == MADO_CA_STATE_ACTIVE ? 1 : 2);
}

static void
test_refused_by_desk (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) csr = ca_fixture_csr (0, NULL, NULL);
  g_autoptr (MadoCaRecord) record = NULL;
  g_autoptr (MadoCertificate) again = NULL;

  fixture->refuse = TRUE;
  g_assert_null (ca_fixture_request (fixture, csr, &error));
  ASSERT_CA_ERROR (error, MADO_CA_ERROR_NOT_CONFIRMED);
  g_assert_cmpstr (error->message, ==, "the card could not be written");
  record = ca_fixture_ask (fixture, 0, 1);
  g_assert_cmpint (record->state, ==, MADO_CA_STATE_REVOKED);
  g_assert_cmpint (record->reason, ==, MADO_CA_REASON_NOT_DELIVERED);
  g_assert_cmpint (record->revoked_at, ==, CA_START);
  fixture->refuse = FALSE;
  again = ca_fixture_issue (fixture);
}

static void
test_waiting (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) csr = ca_fixture_csr (0, NULL, NULL);
  g_autoptr (MadoCertificate) certificate = NULL;
  g_autoptr (MadoCaRecord) record = NULL;

  mado_authority_set_fault (fixture->authority, 1, MADO_FAULT_WAIT);
  g_assert_null (ca_fixture_request (fixture, csr, &error));
  ASSERT_CA_ERROR (error, MADO_CA_ERROR_WAITING);
  g_assert_cmpuint (mado_ca_error_get_check_after (error), ==, 1);
  g_assert_cmpuint (fixture->n_confirms, ==, 0);
  g_clear_error (&error);
  certificate = ca_fixture_request (fixture, csr, &error);
  g_assert_no_error (error);
  record = ca_fixture_ask (fixture, 0, 1);
  g_assert_cmpint (record->state, ==, MADO_CA_STATE_ACTIVE);
}

/* Another request comes while one waits: the first is taken back, and nothing is issued for it. */
static void
test_waiting_given_up (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = ca_fixture_csr (0, NULL, NULL);
  g_autoptr (GBytes) second = ca_fixture_csr (1, NULL, NULL);
  g_autoptr (MadoCertificate) certificate = NULL;
  g_autoptr (MadoCaRecord) record = NULL;

  mado_authority_set_fault (fixture->authority, 1, MADO_FAULT_WAIT);
  g_assert_null (ca_fixture_request (fixture, first, &error));
  ASSERT_CA_ERROR (error, MADO_CA_ERROR_WAITING);
  g_clear_error (&error);
  certificate = ca_fixture_request (fixture, second, &error);
  g_assert_no_error (error);
  g_assert_null (ca_fixture_ask (fixture, 0, 0));
  record = ca_fixture_ask (fixture, 1, 1);
}

static void
test_line_cut (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) csr = ca_fixture_csr (0, NULL, NULL);

  fixture->line_is_cut = TRUE;
  g_assert_null (ca_fixture_request (fixture, csr, &error));
  ASSERT_CA_ERROR (error, MADO_CA_ERROR_UNREACHABLE);
  g_clear_error (&error);
  g_assert_false (
      mado_ca_revoke (MADO_CA (fixture->ca), "41", MADO_CA_REASON_CEASED, NULL, &error));
  ASSERT_CA_ERROR (error, MADO_CA_ERROR_UNREACHABLE);
  fixture->line_is_cut = FALSE;
  g_assert_null (ca_fixture_ask (fixture, 0, 0));
}

static void
cut_line (CaFixture *fixture)
{
  fixture->line_is_cut = TRUE;
}

static void
test_line_cut_while_writing (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) csr = ca_fixture_csr (0, NULL, NULL);
  g_autoptr (MadoCaRecord) record = NULL;

  fixture->during_confirm = cut_line;
  g_assert_null (ca_fixture_request (fixture, csr, &error));
  ASSERT_CA_ERROR (error, MADO_CA_ERROR_CONFIRM_UNSURE);
  fixture->line_is_cut = FALSE;
  record = ca_fixture_ask (fixture, 0, 1);
  g_assert_cmpint (record->state, ==, MADO_CA_STATE_UNCONFIRMED);
}

static void
test_cancelled (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GBytes) csr = ca_fixture_csr (0, NULL, NULL);

  g_cancellable_cancel (cancellable);
  g_assert_null (mado_ca_request (MADO_CA (fixture->ca), csr, ca_fixture_confirm, fixture,
                                  cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (ca_fixture_ask (fixture, 0, 0));
}

/* Nobody confirms in time: the CA takes the certificate back. */
static void
test_overdue (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GBytes) csr = ca_fixture_csr (0, NULL, NULL);
  g_autoptr (MadoCaRecord) early = NULL, late = NULL;
  g_autoptr (MadoCertificate) again = NULL;

  mado_authority_set_fault (fixture->authority, 2, MADO_FAULT_SILENT_BEFORE);
  g_assert_null (ca_fixture_request (fixture, csr, NULL));
  ca_clock_advance (fixture->clock, 30 * 60);
  early = ca_fixture_ask (fixture, 0, 1);
  g_assert_cmpint (early->state, ==, MADO_CA_STATE_UNCONFIRMED);
  ca_clock_advance (fixture->clock, 1);
  late = ca_fixture_ask (fixture, 0, 1);
  g_assert_cmpint (late->state, ==, MADO_CA_STATE_REVOKED);
  g_assert_cmpint (late->reason, ==, MADO_CA_REASON_NOT_DELIVERED);
  again = ca_fixture_issue (fixture);
}

static void
take_an_hour (CaFixture *fixture)
{
  ca_clock_advance (fixture->clock, 3600);
}

static void
test_confirmed_too_late (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) csr = ca_fixture_csr (0, NULL, NULL);
  g_autoptr (MadoCaRecord) record = NULL;

  fixture->during_confirm = take_an_hour;
  g_assert_null (ca_fixture_request (fixture, csr, &error));
  ASSERT_CA_ERROR (error, MADO_CA_ERROR_CONFIRM_UNSURE);
  record = ca_fixture_ask (fixture, 0, 1);
  g_assert_cmpint (record->state, ==, MADO_CA_STATE_REVOKED);
}

/* The authority restarts while the card is being written: it has forgotten the transaction, not
 * the certificate. */
static void
test_authority_restarts (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) csr = ca_fixture_csr (0, NULL, NULL);
  g_autoptr (MadoCaRecord) record = NULL;

  fixture->during_confirm = ca_fixture_reopen_authority;
  g_assert_null (ca_fixture_request (fixture, csr, &error));
  ASSERT_CA_ERROR (error, MADO_CA_ERROR_CONFIRM_UNSURE);
  fixture->during_confirm = NULL;
  record = ca_fixture_ask (fixture, 0, 1);
  g_assert_cmpint (record->state, ==, MADO_CA_STATE_UNCONFIRMED);
  recover (fixture, record);
}

static void
test_revoke (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCertificate) certificate = ca_fixture_issue (fixture);
  g_autoptr (MadoCaRecord) record = NULL;
  const char *serial = mado_certificate_get_serial (certificate);

  for (int i = 0; i < 3; i++)
    {
      mado_ca_revoke (MADO_CA (fixture->ca), serial,
                      i < 2 ? MADO_CA_REASON_CHANGED : MADO_CA_REASON_CEASED, NULL, &error);
      g_assert_no_error (error);
      ca_clock_advance (fixture->clock, 60);
    }
  record = ca_fixture_ask (fixture, 0, 1);
  g_assert_cmpint (record->state, ==, MADO_CA_STATE_REVOKED);
  g_assert_cmpint (record->reason, ==, MADO_CA_REASON_CHANGED);
  g_assert_cmpint (record->revoked_at, ==, CA_START);

  g_assert_false (
      mado_ca_revoke (MADO_CA (fixture->ca), "4142", MADO_CA_REASON_CEASED, NULL, &error));
  expect_refusal (error, MADO_CA_ERROR_REFUSED, MADO_CA_FAILURE_BAD_CERT_ID);
  g_clear_error (&error);
  g_assert_false (
      mado_ca_revoke (MADO_CA (fixture->ca), "serial", MADO_CA_REASON_CEASED, NULL, &error));
  ASSERT_CA_ERROR (error, MADO_CA_ERROR_BAD_REQUEST);
}

static void
test_revoke_lost (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCertificate) certificate = ca_fixture_issue (fixture);
  const char *serial = mado_certificate_get_serial (certificate);
  g_autoptr (MadoCaRecord) record = NULL;

  mado_authority_set_fault (fixture->authority, 1, MADO_FAULT_SILENT_AFTER);
  g_assert_false (
      mado_ca_revoke (MADO_CA (fixture->ca), serial, MADO_CA_REASON_KEY_COMPROMISE, NULL, &error));
  ASSERT_CA_ERROR (error, MADO_CA_ERROR_NO_ANSWER);
  g_clear_error (&error);
  g_assert_true (
      mado_ca_revoke (MADO_CA (fixture->ca), serial, MADO_CA_REASON_KEY_COMPROMISE, NULL, &error));
  g_assert_no_error (error);
  record = ca_fixture_ask (fixture, 0, 1);
  g_assert_cmpint (record->reason, ==, MADO_CA_REASON_KEY_COMPROMISE);
}

static void
test_second_live (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCertificate) first = ca_fixture_issue (fixture);
  g_autoptr (GBytes) csr = ca_fixture_csr (1, NULL, NULL);
  g_autoptr (MadoCertificate) second = NULL;

  g_assert_null (ca_fixture_request (fixture, csr, &error));
  expect_refusal (error, MADO_CA_ERROR_REFUSED, MADO_CA_FAILURE_DUPLICATE);
  g_clear_error (&error);
  mado_ca_revoke (MADO_CA (fixture->ca), mado_certificate_get_serial (first), MADO_CA_REASON_CEASED,
                  NULL, &error);
  g_assert_no_error (error);
  second = ca_fixture_request (fixture, csr, &error);
  g_assert_no_error (error);
}

/* A certificate that is over does not stand in the way of the next one. */
static void
test_after_expiry (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCertificate) first = ca_fixture_issue (fixture);
  g_autoptr (GBytes) csr = ca_fixture_csr (1, NULL, NULL);
  g_autoptr (MadoCertificate) second = NULL;

  ca_clock_set (fixture->clock, mado_certificate_get_not_after (first));
  g_assert_null (ca_fixture_request (fixture, csr, &error));
  expect_refusal (error, MADO_CA_ERROR_REFUSED, MADO_CA_FAILURE_DUPLICATE);
  g_clear_error (&error);
  ca_clock_advance (fixture->clock, 1);
  second = ca_fixture_request (fixture, csr, &error);
  g_assert_no_error (error);
}

static void
test_ping_and_crl (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) crl = NULL;

  g_assert_true (mado_ca_ping (MADO_CA (fixture->ca), NULL, &error));
  g_assert_no_error (error);
  crl = mado_ca_fetch_crl (MADO_CA (fixture->ca), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (crl), >, 300);
  mado_authority_set_fault (fixture->authority, 1, MADO_FAULT_SILENT_BEFORE);
  g_assert_false (mado_ca_ping (MADO_CA (fixture->ca), NULL, &error));
  ASSERT_CA_ERROR (error, MADO_CA_ERROR_NO_ANSWER);
}

/* The CA tells its machine's time: that both live on another day makes no clock wrong. */
static void
test_clock_lead (CaFixture *fixture, gconstpointer unused)
{
  gint64 lead = G_MAXINT64;

  g_assert_false (mado_ca_get_clock_lead (MADO_CA (fixture->ca), &lead));
  ca_clock_advance (fixture->clock, 30 * 86400);
  g_assert_true (mado_ca_ping (MADO_CA (fixture->ca), NULL, NULL));
  g_assert_true (mado_ca_get_clock_lead (MADO_CA (fixture->ca), &lead));
  g_assert_cmpint (ABS (lead), <, 60);
}

static void
test_unsigned_request (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) csr = ca_fixture_csr (0, NULL, NULL);
  gsize n_csr = g_bytes_get_size (csr);
  g_autofree guint8 *changed = g_memdup2 (g_bytes_get_data (csr, NULL), n_csr);
  const char *sought = "319800217"; /* in the signed part */
  guint8 *found = memmem (changed, n_csr, sought, strlen (sought));
  g_autoptr (GBytes) bytes = NULL;

  g_assert_nonnull (found);
  found[8] = '8';
  bytes = g_bytes_new (changed, n_csr);
  g_assert_null (ca_fixture_request (fixture, bytes, &error));
  ASSERT_CA_ERROR (error, MADO_CA_ERROR_BAD_REQUEST);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test)                                                                            \
  g_test_add (path, CaFixture, NULL, ca_fixture_set_up, test, ca_fixture_tear_down)
  ADD ("/ca/cmp/issue", test_issue);
  ADD ("/ca/cmp/refused-by-desk", test_refused_by_desk);
  ADD ("/ca/cmp/waiting", test_waiting);
  ADD ("/ca/cmp/waiting-given-up", test_waiting_given_up);
  ADD ("/ca/cmp/line-cut", test_line_cut);
  ADD ("/ca/cmp/line-cut-while-writing", test_line_cut_while_writing);
  ADD ("/ca/cmp/cancelled", test_cancelled);
  ADD ("/ca/cmp/overdue", test_overdue);
  ADD ("/ca/cmp/confirmed-too-late", test_confirmed_too_late);
  ADD ("/ca/cmp/authority-restarts", test_authority_restarts);
  ADD ("/ca/cmp/revoke", test_revoke);
  ADD ("/ca/cmp/revoke-lost", test_revoke_lost);
  ADD ("/ca/cmp/second-live", test_second_live);
  ADD ("/ca/cmp/after-expiry", test_after_expiry);
  ADD ("/ca/cmp/ping-and-crl", test_ping_and_crl);
  ADD ("/ca/cmp/clock-lead", test_clock_lead);
  ADD ("/ca/cmp/unsigned-request", test_unsigned_request);
#undef ADD
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ca/cmp/fault/%s", faults[i].name);

      g_test_add (path, CaFixture, GUINT_TO_POINTER (i), ca_fixture_set_up, test_fault,
                  ca_fixture_tear_down);
    }
  return g_test_run ();
}
