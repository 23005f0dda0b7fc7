/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Our verdict on a certificate, and OpenSSL's own program on the same files. */
#include "config.h"

#include "ca-fixture.h"
#include "mado-revocation-check.h"

#include <string.h>

#define DAY_S 86400

static MadoCertificate *
ca_of (CaFixture *fixture)
{
  return mado_ca_get_ca_certificate (MADO_CA (fixture->ca));
}

static GBytes *
fetch (CaFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GBytes *crl = mado_ca_fetch_crl (MADO_CA (fixture->ca), NULL, &error);

  g_assert_no_error (error);
  return crl;
}

static void
revoke_it (CaFixture *fixture, MadoCertificate *certificate, MadoCaReason reason)
{
  g_autoptr (GError) error = NULL;

  mado_ca_revoke (MADO_CA (fixture->ca), mado_certificate_get_serial (certificate), reason, NULL,
                  &error);
  g_assert_no_error (error);
}

static void
test_good_and_revoked (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (MadoCertificate) certificate = ca_fixture_issue (fixture);
  g_autoptr (GBytes) before = fetch (fixture);
  g_autoptr (GBytes) after = NULL;
  int reason = -1;

  g_assert_cmpint (mado_revocation_check (certificate, ca_of (fixture), before,
                                          MADO_AUTHORITY_POLICY, CA_START, &reason),
                   ==, MADO_REVOCATION_GOOD);
  g_assert_cmpint (reason, ==, -1);
  revoke_it (fixture, certificate, MADO_CA_REASON_CHANGED);
  after = fetch (fixture);
  g_assert_cmpint (mado_revocation_check (certificate, ca_of (fixture), after,
                                          MADO_AUTHORITY_POLICY, CA_START, &reason),
                   ==, MADO_REVOCATION_REVOKED);
  g_assert_cmpint (reason, ==, MADO_CA_REASON_CHANGED);
}

static void
test_not_delivered (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (MadoCertificate) certificate = ca_fixture_issue (fixture);
  g_autoptr (GBytes) crl = NULL;
  int reason = -1;

  revoke_it (fixture, certificate, MADO_CA_REASON_NOT_DELIVERED);
  crl = fetch (fixture);
  g_assert_cmpint (mado_revocation_check (certificate, ca_of (fixture), crl, MADO_AUTHORITY_POLICY,
                                          CA_START, &reason),
                   ==, MADO_REVOCATION_REVOKED);
  g_assert_cmpint (reason, ==, MADO_CA_REASON_NOT_DELIVERED);
}

static void
test_other_verdicts (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (MadoCertificate) certificate = ca_fixture_issue (fixture);
  g_autoptr (GBytes) crl = fetch (fixture);
  g_autoptr (GBytes) garbage = g_bytes_new_static ("garbage", 7);
  gint64 last = mado_certificate_get_not_after (certificate);
  /* clang-format off */
  const struct { GBytes *crl; const char *policy; gint64 at; MadoRevocation verdict; } cases[] = {
    { crl,     MADO_AUTHORITY_POLICY,       CA_START - 1,         MADO_REVOCATION_NOT_YET       },
    { crl,     MADO_AUTHORITY_POLICY,       last + 1,             MADO_REVOCATION_EXPIRED       },
    { crl,     MADO_AUTHORITY_POLICY,       CA_START + DAY_S + 1, MADO_REVOCATION_LIST_OUTDATED },
    { crl,     "1.2.392.200149.8.5.1.3.30", CA_START,             MADO_REVOCATION_WRONG_POLICY  },
    { NULL,    MADO_AUTHORITY_POLICY,       CA_START,             MADO_REVOCATION_NO_LIST       },
    { garbage, MADO_AUTHORITY_POLICY,       CA_START,             MADO_REVOCATION_NO_LIST       },
  };
  /* clang-format on */

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (mado_revocation_check (certificate, ca_of (fixture), cases[i].crl,
                                            cases[i].policy, cases[i].at, NULL),
                     ==, cases[i].verdict);
}

/* A list of another municipality says nothing about this one's residents. */
static void
test_other_scope (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCertificate) certificate = ca_fixture_issue (fixture);
  g_autoptr (GBytes) crl = mado_authority_make_crl (fixture->authority, "Niseko-cho", &error);

  g_assert_no_error (error);
  g_assert_cmpint (mado_revocation_check (certificate, ca_of (fixture), crl, MADO_AUTHORITY_POLICY,
                                          CA_START, NULL),
                   ==, MADO_REVOCATION_NO_LIST);
}

static void
test_changed (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCertificate) certificate = ca_fixture_issue (fixture);
  g_autoptr (GBytes) crl = fetch (fixture);
  gsize n_der = g_bytes_get_size (mado_certificate_get_der (certificate));
  g_autofree guint8 *der
      = g_memdup2 (g_bytes_get_data (mado_certificate_get_der (certificate), NULL), n_der);
  guint8 *birth = memmem (der, n_der, "319800217", 9);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (MadoCertificate) changed = NULL;

  g_assert_nonnull (birth);
  birth[8] = '8';
  bytes = g_bytes_new (der, n_der);
  changed = mado_certificate_new (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpint (
      mado_revocation_check (changed, ca_of (fixture), crl, MADO_AUTHORITY_POLICY, CA_START, NULL),
      ==, MADO_REVOCATION_NOT_OURS);
  g_assert_false (mado_certificate_is_issued_by (changed, ca_of (fixture)));
}

static int
openssl_verify (CaFixture *fixture, MadoCertificate *certificate, GBytes *crl, char **output)
{
  g_autofree char *pem = mado_certificate_to_pem (certificate);
  g_autofree char *crt = ca_fixture_path (fixture, "holder.crt");
  g_autofree char *list = ca_fixture_path (fixture, "list.crl");
  g_autofree char *ca = ca_fixture_path (fixture, "ca.crt");
  g_autofree char *at = g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) CA_START);
  const char *const argv[] = { "openssl",
                               "verify",
                               "-no-CAfile",
                               "-no-CApath",
                               "-no-CAstore",
                               "-attime",
                               at,
                               "-CAfile",
                               ca,
                               "-CRLfile",
                               list,
                               "-crl_check",
                               "-policy_check",
                               "-explicit_policy",
                               "-policy",
                               MADO_AUTHORITY_POLICY,
                               "-x509_strict",
                               crt,
                               NULL };
  g_autoptr (GError) error = NULL;

  g_file_set_contents (crt, pem, -1, &error);
  g_assert_no_error (error);
  g_file_set_contents (list, g_bytes_get_data (crl, NULL), (gssize) g_bytes_get_size (crl), &error);
  g_assert_no_error (error);
  return ca_fixture_run (argv, output);
}

static void
test_openssl_program (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (MadoCertificate) certificate = ca_fixture_issue (fixture);
  g_autoptr (GBytes) before = fetch (fixture);
  g_autoptr (GBytes) after = NULL;
  g_autofree char *good = NULL, *revoked = NULL;

  g_assert_cmpint (openssl_verify (fixture, certificate, before, &good), ==, 0);
  g_assert_true (g_str_has_suffix (good, "holder.crt: OK\n"));
  revoke_it (fixture, certificate, MADO_CA_REASON_KEY_COMPROMISE);
  after = fetch (fixture);
  g_assert_cmpint (openssl_verify (fixture, certificate, after, &revoked), !=, 0);
  g_assert_nonnull (strstr (revoked, "error 23 at 0 depth lookup: certificate revoked"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test)                                                                            \
  g_test_add (path, CaFixture, NULL, ca_fixture_set_up, test, ca_fixture_tear_down)
  ADD ("/ca/revocation-check/good-and-revoked", test_good_and_revoked);
  ADD ("/ca/revocation-check/not-delivered", test_not_delivered);
  ADD ("/ca/revocation-check/other-verdicts", test_other_verdicts);
  ADD ("/ca/revocation-check/other-scope", test_other_scope);
  ADD ("/ca/revocation-check/changed", test_changed);
  ADD ("/ca/revocation-check/openssl-program", test_openssl_program);
#undef ADD
  return g_test_run ();
}
