/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Revocation lists: every field, their numbers, and what leaves them. */
#include "config.h"

#include "ca-fixture.h"

#include <openssl/x509v3.h>
#include <string.h>

#define DAY_S 86400

static X509_CRL *
fetch (CaFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) der = mado_authority_make_crl (fixture->authority, NULL, &error);
  const guint8 *at;
  X509_CRL *crl;

  g_assert_no_error (error);
  at = g_bytes_get_data (der, NULL);
  crl = d2i_X509_CRL (NULL, &at, (long) g_bytes_get_size (der));
  g_assert_nonnull (crl);
  g_assert_true (at == (const guint8 *) g_bytes_get_data (der, NULL) + g_bytes_get_size (der));
  return crl;
}

static long
number_of (X509_CRL *crl)
{
  ASN1_INTEGER *number = X509_CRL_get_ext_d2i (crl, NID_crl_number, NULL, NULL);
  long value = ASN1_INTEGER_get (number);

  ASN1_INTEGER_free (number);
  return value;
}

static int
n_entries (X509_CRL *crl)
{
  return MAX (0, sk_X509_REVOKED_num (X509_CRL_get_REVOKED (crl)));
}

/* Issues for person @number (the last digit of the name) and revokes. */
static void
issue_and_revoke (CaFixture *fixture, MadoCaReason reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCertificate) certificate = ca_fixture_issue (fixture);

  mado_ca_revoke (MADO_CA (fixture->ca), mado_certificate_get_serial (certificate), reason, NULL,
                  &error);
  g_assert_no_error (error);
}

static void
check_scope (X509_CRL *crl)
{
  int critical = 0;
  ISSUING_DIST_POINT *scope
      = X509_CRL_get_ext_d2i (crl, NID_issuing_distribution_point, &critical, NULL);
  char line[256];

  g_assert_cmpint (critical, ==, 1);
  g_assert_cmpint (scope->onlyuser, >, 0);
  g_assert_cmpint (scope->onlyCA, <=, 0);
  g_assert_cmpint (scope->distpoint->type, ==, 0);
  X509_NAME_oneline (sk_GENERAL_NAME_value (scope->distpoint->name.fullname, 0)->d.directoryName,
                     line, sizeof line);
  g_assert_cmpstr (line, ==,
                   "/C=JP/O=JPKI-TEST/OU=JPKI for digital signature/OU=CRL Distribution Points/"
                   "OU=Hokkaido-ken/CN=Kutchan-cho CRLDP");
  ISSUING_DIST_POINT_free (scope);
}

static void
test_fields (CaFixture *fixture, gconstpointer unused)
{
  GBytes *ca_der = mado_authority_get_ca_certificate (fixture->authority);
  const guint8 *at = g_bytes_get_data (ca_der, NULL);
  X509 *ca = d2i_X509 (NULL, &at, (long) g_bytes_get_size (ca_der));
  AUTHORITY_KEYID *authority;
  X509_CRL *crl;

  issue_and_revoke (fixture, MADO_CA_REASON_SUPERSEDED);
  crl = fetch (fixture);
  g_assert_cmpint (X509_CRL_get_version (crl), ==, 1); /* v2 */
  g_assert_cmpint (X509_CRL_get_signature_nid (crl), ==, NID_sha256WithRSAEncryption);
  g_assert_cmpint (X509_NAME_cmp (X509_CRL_get_issuer (crl), X509_get_subject_name (ca)), ==, 0);
  g_assert_cmpint (X509_CRL_verify (crl, X509_get0_pubkey (ca)), ==, 1);
  g_assert_cmpstr ((const char *) ASN1_STRING_get0_data (X509_CRL_get0_lastUpdate (crl)), ==,
                   "130301010000Z");
  g_assert_cmpstr ((const char *) ASN1_STRING_get0_data (X509_CRL_get0_nextUpdate (crl)), ==,
                   "130302010000Z");
  check_scope (crl);
  authority = X509_CRL_get_ext_d2i (crl, NID_authority_key_identifier, NULL, NULL);
  g_assert_cmpint (ASN1_OCTET_STRING_cmp (authority->keyid, X509_get0_subject_key_id (ca)), ==, 0);
  g_assert_cmpint (n_entries (crl), ==, 1);
  AUTHORITY_KEYID_free (authority);
  X509_CRL_free (crl);
  X509_free (ca);
}

/* Reason 0 is said by saying nothing (RFC 5280, 5.3.1). */
static void
test_reasons (CaFixture *fixture, gconstpointer unused)
{
  const MadoCaReason reasons[]
      = { MADO_CA_REASON_NOT_DELIVERED, MADO_CA_REASON_KEY_COMPROMISE, MADO_CA_REASON_CHANGED,
          MADO_CA_REASON_SUPERSEDED, MADO_CA_REASON_CEASED };
  guint seen = 0;
  X509_CRL *crl;

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    issue_and_revoke (fixture, reasons[i]);
  crl = fetch (fixture);
  g_assert_cmpint (n_entries (crl), ==, G_N_ELEMENTS (reasons));
  for (int i = 0; i < n_entries (crl); i++)
    {
      X509_REVOKED *entry = sk_X509_REVOKED_value (X509_CRL_get_REVOKED (crl), i);
      ASN1_ENUMERATED *value = X509_REVOKED_get_ext_d2i (entry, NID_crl_reason, NULL, NULL);

      seen |= 1u << (value != NULL ? ASN1_ENUMERATED_get (value) : 0);
      ASN1_ENUMERATED_free (value);
    }
  g_assert_cmphex (seen, ==, 1u << 0 | 1u << 1 | 1u << 3 | 1u << 4 | 1u << 5);
  X509_CRL_free (crl);
}

static void
test_numbers_rise (CaFixture *fixture, gconstpointer unused)
{
  X509_CRL *first = fetch (fixture), *second, *third;

  second = fetch (fixture);
  ca_fixture_reopen_authority (fixture);
  third = fetch (fixture);
  g_assert_cmpint (n_entries (first), ==, 0);
  g_assert_cmpint (number_of (first), ==, 1);
  g_assert_cmpint (number_of (second), ==, 2);
  g_assert_cmpint (number_of (third), ==, 3);
  X509_CRL_free (first);
  X509_CRL_free (second);
  X509_CRL_free (third);
}

/* What is over leaves the list; what is neither stays out of it. */
static void
test_content (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (MadoCertificate) active = NULL;
  X509_CRL *crl;

  issue_and_revoke (fixture, MADO_CA_REASON_CEASED);
  active = ca_fixture_issue (fixture);
  crl = fetch (fixture);
  g_assert_cmpint (n_entries (crl), ==, 1);
  X509_CRL_free (crl);
  ca_clock_set (fixture->clock, mado_certificate_get_not_after (active));
  crl = fetch (fixture);
  g_assert_cmpint (n_entries (crl), ==, 1);
  X509_CRL_free (crl);
  ca_clock_advance (fixture->clock, 1);
  crl = fetch (fixture);
  g_assert_cmpint (n_entries (crl), ==, 0);
  X509_CRL_free (crl);
}

/* The lengths at which DER's own length grows: each list must still parse and verify. */
static void
test_lengths (CaFixture *fixture, gconstpointer unused)
{
  for (int i = 1; i <= 12; i++)
    {
      X509_CRL *crl;

      issue_and_revoke (fixture, MADO_CA_REASON_CEASED);
      crl = fetch (fixture);
      g_assert_cmpint (n_entries (crl), ==, i);
      X509_CRL_free (crl);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test)                                                                            \
  g_test_add (path, CaFixture, NULL, ca_fixture_set_up, test, ca_fixture_tear_down)
  ADD ("/authority/crl/fields", test_fields);
  ADD ("/authority/crl/reasons", test_reasons);
  ADD ("/authority/crl/numbers-rise", test_numbers_rise);
  ADD ("/authority/crl/content", test_content);
  ADD ("/authority/crl/lengths", test_lengths);
#undef ADD
  return g_test_run ();
}
