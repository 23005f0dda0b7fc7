/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hours of service, and the online status as OpenSSL's own client judges it. */
#include "config.h"

#include "ca-fixture.h"

#include <openssl/ocsp.h>
#include <string.h>

#define HOUR_S 3600
#define DAY_S 86400
/* CA_START is Friday, 2013-03-01 10:00 JST. */

/* --- hours --- */

static void
test_hours_text (void)
{
  /* clang-format off */
  const struct { const char *text; gboolean good; guint open, close; } cases[] = {
    { "9:00-17:00",  TRUE, 540, 1020 }, { "09:00-16:30", TRUE, 540, 990 }, { "0:00-24:00", TRUE, 0, 1440 },
    { "17:00-9:00",  FALSE }, { "9:00-9:00", FALSE }, { "9:60-17:00", FALSE }, { "9:00-24:01", FALSE },
    { "9-17",        FALSE }, { "9:00-17:00x", FALSE }, { "", FALSE },
  };
  /* clang-format on */

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MadoAuthorityHours hours = { 0 };

      g_assert_cmpint (mado_authority_hours_parse (cases[i].text, &hours), ==, cases[i].good);
      g_assert_cmpuint (hours.open_minute, ==, cases[i].open);
      g_assert_cmpuint (hours.close_minute, ==, cases[i].close);
    }
}

static void
expect_unavailable (CaFixture *fixture, const char *serial)
{
  g_autoptr (GBytes) csr = ca_fixture_csr (1, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_ca_request_replacing (MADO_CA (fixture->ca), csr, serial, ca_fixture_confirm,
                                            fixture, NULL, &error));
  g_assert_error (error, MADO_CA_ERROR, MADO_CA_ERROR_UNAVAILABLE);
  g_assert_cmpint (mado_ca_error_get_failure (error), ==, MADO_CA_FAILURE_SYSTEM_UNAVAILABLE);
  g_clear_error (&error);
  g_assert_false (
      mado_ca_revoke (MADO_CA (fixture->ca), serial, MADO_CA_REASON_CEASED, NULL, &error));
  g_assert_error (error, MADO_CA_ERROR, MADO_CA_ERROR_UNAVAILABLE);
}

/* Closed is not cut off, and questions are answered. */
static void
test_hours (CaFixture *fixture, gconstpointer unused)
{
  const MadoAuthorityHours hours
      = { .open_minute = 540, .close_minute = 1020, .weekdays_only = TRUE };
  g_autoptr (MadoCertificate) certificate = ca_fixture_issue (fixture);
  const char *serial = mado_certificate_get_serial (certificate);
  g_autoptr (GError) error = NULL;
  const gint64 closed[] = {
    CA_START + 7 * HOUR_S,                  /* 17:00:00 */
    CA_START + DAY_S,                       /* Saturday */
    CA_START + 2 * DAY_S,                   /* Sunday */
    CA_START + 3 * DAY_S - HOUR_S - 1,      /* Monday, 08:59:59 */
    CA_START + 3 * DAY_S + 14 * HOUR_S - 1, /* Monday, 23:59:59 */
  };
  const gint64 open[] = { CA_START + 7 * HOUR_S - 1, CA_START + 3 * DAY_S - HOUR_S };

  mado_authority_set_hours (fixture->authority, &hours);
  for (gsize i = 0; i < G_N_ELEMENTS (closed); i++)
    {
      g_autoptr (MadoCaRecord) record = NULL;

      ca_clock_set (fixture->clock, closed[i]);
      expect_unavailable (fixture, serial);
      g_assert_true (mado_ca_ping (MADO_CA (fixture->ca), NULL, NULL));
      record = ca_fixture_ask (fixture, 0, 1);
      g_assert_cmpint (record->state, ==, MADO_CA_STATE_ACTIVE);
      fixture->line_is_cut = TRUE;
      g_assert_false (
          mado_ca_revoke (MADO_CA (fixture->ca), serial, MADO_CA_REASON_CEASED, NULL, &error));
      g_assert_error (error, MADO_CA_ERROR, MADO_CA_ERROR_UNREACHABLE);
      g_clear_error (&error);
      fixture->line_is_cut = FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (open); i++)
    {
      ca_clock_set (fixture->clock, open[i]);
      g_assert_true (
          mado_ca_revoke (MADO_CA (fixture->ca), serial, MADO_CA_REASON_CEASED, NULL, &error));
    }
}

/* It strikes five while the card is being written: what was begun is finished. */
static void
strike_five (CaFixture *fixture)
{
  ca_clock_set (fixture->clock, CA_START + 7 * HOUR_S + 5);
}

static void
test_closing_time (CaFixture *fixture, gconstpointer unused)
{
  const MadoAuthorityHours hours = { .open_minute = 540, .close_minute = 1020 };
  g_autoptr (MadoCertificate) certificate = NULL;
  g_autoptr (MadoCaRecord) record = NULL;

  mado_authority_set_hours (fixture->authority, &hours);
  ca_clock_set (fixture->clock, CA_START + 7 * HOUR_S - 5);
  fixture->during_confirm = strike_five;
  certificate = ca_fixture_issue (fixture);
  record = ca_fixture_ask (fixture, 0, 1);
  g_assert_cmpint (record->state, ==, MADO_CA_STATE_ACTIVE);
}

/* --- OCSP --- */

static void
write_file (CaFixture *fixture, const char *name, const void *data, gsize n_data)
{
  g_autofree char *path = ca_fixture_path (fixture, name);

  g_assert_true (g_file_set_contents (path, data, (gssize) n_data, NULL));
}

/* What `openssl ocsp` says of @certificate after asking the authority. */
static char *
judge (CaFixture *fixture, MadoCertificate *certificate)
{
  g_autofree char *ca = ca_fixture_path (fixture, "ca.crt");
  g_autofree char *cert = ca_fixture_path (fixture, "cert.pem");
  g_autofree char *req = ca_fixture_path (fixture, "ocsp.req");
  g_autofree char *resp = ca_fixture_path (fixture, "ocsp.resp");
  g_autofree char *pem = mado_certificate_to_pem (certificate);
  g_autofree char *content = NULL;
  g_autofree char *asked = NULL;
  g_autoptr (GBytes) request = NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  gsize n_content;
  const char *const ask[]
      = { "openssl", "ocsp", "-issuer", ca, "-cert", cert, "-reqout", req, NULL };
  /* The fixture's year is 2013: dates are read at that time, with a tolerance for "now". */
  /* clang-format off */
  const char *const check[]
      = { "openssl", "ocsp", "-issuer", ca, "-cert", cert, "-no_nonce", "-respin", resp, "-CAfile", ca,
          "-attime", "1362099600", "-validity_period", "999999999", NULL };
  /* clang-format on */

  write_file (fixture, "cert.pem", pem, strlen (pem));
  g_assert_cmpint (ca_fixture_run (ask, &asked), ==, 0);
  g_assert_true (g_file_get_contents (req, &content, &n_content, NULL));
  request = g_bytes_new (content, n_content);
  answer = mado_authority_answer_ocsp (fixture->authority, request, &error);
  g_assert_no_error (error);
  write_file (fixture, "ocsp.resp", g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
  if (ca_fixture_run (check, &output) != 0 || strstr (output, "Response verify OK") == NULL)
    g_error ("openssl ocsp: %s", output);
  return output;
}

static void
test_ocsp (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCertificate) certificate = ca_fixture_issue (fixture);
  g_autofree char *good = judge (fixture, certificate);
  g_autofree char *revoked = NULL;

  g_assert_nonnull (strstr (good, "cert.pem: good"));
  ca_clock_advance (fixture->clock, 60);
  g_assert_true (mado_ca_revoke (MADO_CA (fixture->ca), mado_certificate_get_serial (certificate),
                                 MADO_CA_REASON_CHANGED, NULL, &error));
  revoked = judge (fixture, certificate);
  g_assert_nonnull (strstr (revoked, "cert.pem: revoked"));
  g_assert_nonnull (strstr (revoked, "Reason: affiliationChanged"));
  g_assert_nonnull (strstr (revoked, "Revocation Time: Mar  1 01:01:00 2013 GMT"));
}

/* Not in force yet; and after a renewal the old one is superseded, the new one good. */
static void
test_ocsp_renewal (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCertificate) old = ca_fixture_issue (fixture);
  g_autoptr (GBytes) csr = ca_fixture_csr (1, NULL, NULL);
  g_autoptr (MadoCertificate) fresh = NULL;
  g_autofree char *of_unconfirmed = NULL, *of_old = NULL, *of_fresh = NULL;

  mado_authority_set_fault (fixture->authority, 2, MADO_FAULT_SILENT_BEFORE);
  g_assert_null (mado_ca_request_replacing (MADO_CA (fixture->ca), csr,
                                            mado_certificate_get_serial (old), ca_fixture_confirm,
                                            fixture, NULL, NULL));
  of_unconfirmed = judge (fixture, fixture->written);
  g_assert_nonnull (strstr (of_unconfirmed, "cert.pem: unknown"));
  ca_clock_advance (fixture->clock, 31 * 60);
  fresh = mado_ca_request_replacing (MADO_CA (fixture->ca), csr, mado_certificate_get_serial (old),
                                     ca_fixture_confirm, fixture, NULL, &error);
  g_assert_no_error (error);
  of_old = judge (fixture, old);
  of_fresh = judge (fixture, fresh);
  g_assert_nonnull (strstr (of_old, "Reason: superseded"));
  g_assert_nonnull (strstr (of_fresh, "cert.pem: good"));
}

static int
status_of (CaFixture *fixture, const void *request, gsize n_request)
{
  g_autoptr (GBytes) bytes = g_bytes_new (request, n_request);
  g_autoptr (GBytes) answer = mado_authority_answer_ocsp (fixture->authority, bytes, NULL);
  const guint8 *at = g_bytes_get_data (answer, NULL);
  OCSP_RESPONSE *response = d2i_OCSP_RESPONSE (NULL, &at, (long) g_bytes_get_size (answer));
  int status = OCSP_response_status (response);

  OCSP_RESPONSE_free (response);
  return status;
}

static void
test_ocsp_garbage (CaFixture *fixture, gconstpointer unused)
{
  OCSP_REQUEST *empty = OCSP_REQUEST_new ();
  guint8 *der = NULL;
  int n_der = i2d_OCSP_REQUEST (empty, &der);

  g_assert_cmpint (status_of (fixture, "", 0), ==, OCSP_RESPONSE_STATUS_MALFORMEDREQUEST);
  g_assert_cmpint (status_of (fixture, "garbage", 7), ==, OCSP_RESPONSE_STATUS_MALFORMEDREQUEST);
  g_assert_cmpint (status_of (fixture, der, (gsize) n_der), ==,
                   OCSP_RESPONSE_STATUS_MALFORMEDREQUEST);
  OPENSSL_free (der);
  OCSP_REQUEST_free (empty);
}

/* A certificate of this CA that is not a resident's. */
static void
test_ocsp_stranger (CaFixture *fixture, gconstpointer unused)
{
  g_autofree char *answer = NULL;
  g_autoptr (MadoCertificate) ra = NULL;
  g_autofree char *ra_path = ca_fixture_path (fixture, "ra.crt");

  ra = mado_certificate_new_from_pem_file (ra_path, NULL);
  answer = judge (fixture, ra);
  g_assert_nonnull (strstr (answer, "cert.pem: unknown"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test)                                                                            \
  g_test_add (path, CaFixture, NULL, ca_fixture_set_up, test, ca_fixture_tear_down)
  g_test_add_func ("/authority/service/hours-text", test_hours_text);
  ADD ("/authority/service/hours", test_hours);
  ADD ("/authority/service/closing-time", test_closing_time);
  ADD ("/authority/ocsp/good-and-revoked", test_ocsp);
  ADD ("/authority/ocsp/renewal", test_ocsp_renewal);
  ADD ("/authority/ocsp/garbage", test_ocsp_garbage);
  ADD ("/authority/ocsp/not-a-resident", test_ocsp_stranger);
#undef ADD
  return g_test_run ();
}
