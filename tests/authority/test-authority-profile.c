/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every field of a resident's certificate against card.md 4.3 and 4.4, read by OpenSSL's library
 * and, for the Japanese text, by its programs. */
#include "config.h"

#include "ca-fixture.h"

#include <openssl/x509v3.h>
#include <string.h>

static X509 *
issue_x509 (CaFixture *fixture)
{
  g_autoptr (MadoCertificate) certificate = ca_fixture_issue (fixture);
  GBytes *der = mado_certificate_get_der (certificate);
  const guint8 *at = g_bytes_get_data (der, NULL);
  X509 *x509 = d2i_X509 (NULL, &at, (long) g_bytes_get_size (der));

  g_assert_nonnull (x509);
  return x509;
}

static X509 *
load_ca (CaFixture *fixture)
{
  GBytes *der = mado_authority_get_ca_certificate (fixture->authority);
  const guint8 *at = g_bytes_get_data (der, NULL);

  return d2i_X509 (NULL, &at, (long) g_bytes_get_size (der));
}

typedef struct
{
  int nid;
  gboolean critical;
} Extension;

static void
check_extensions (X509 *x509, const Extension *wanted, gsize n_wanted)
{
  g_assert_cmpint (X509_get_ext_count (x509), ==, n_wanted);
  for (gsize i = 0; i < n_wanted; i++)
    {
      X509_EXTENSION *extension = X509_get_ext (x509, (int) i);

      g_assert_cmpint (OBJ_obj2nid (X509_EXTENSION_get_object (extension)), ==, wanted[i].nid);
      g_assert_cmpint (X509_EXTENSION_get_critical (extension) != 0, ==, wanted[i].critical);
    }
}

/* The value of the extension as it is on the wire. */
static void
check_value (X509 *x509, int nid, const guint8 *wanted, gsize n_wanted)
{
  X509_EXTENSION *extension = X509_get_ext (x509, X509_get_ext_by_NID (x509, nid, -1));
  ASN1_OCTET_STRING *value = X509_EXTENSION_get_data (extension);

  g_assert_cmpmem (ASN1_STRING_get0_data (value), ASN1_STRING_length (value), wanted, n_wanted);
}

static void
check_name (const X509_NAME *name, const char *wanted)
{
  BIO *bio = BIO_new (BIO_s_mem ());
  char *text;
  long n_text;
  g_autofree char *copy = NULL;

  X509_NAME_print_ex (bio, name, 0,
                      (XN_FLAG_ONELINE | ASN1_STRFLGS_SHOW_TYPE) & ~(gulong) ASN1_STRFLGS_ESC_MSB);
  n_text = BIO_get_mem_data (bio, &text);
  copy = g_strndup (text, (gsize) n_text);
  g_assert_cmpstr (copy, ==, wanted);
  BIO_free (bio);
}

static void
check_directory (const GENERAL_NAMES *names, const char *wanted)
{
  const GENERAL_NAME *name = sk_GENERAL_NAME_value (names, 0);

  g_assert_cmpint (sk_GENERAL_NAME_num (names), ==, 1);
  g_assert_cmpint (name->type, ==, GEN_DIRNAME);
  check_name (name->d.directoryName, wanted);
}

static void
check_crl_point (X509 *x509, const char *wanted)
{
  CRL_DIST_POINTS *points = X509_get_ext_d2i (x509, NID_crl_distribution_points, NULL, NULL);
  DIST_POINT *point = sk_DIST_POINT_value (points, 0);

  g_assert_cmpint (sk_DIST_POINT_num (points), ==, 1);
  g_assert_cmpint (point->distpoint->type, ==, 0);
  check_directory (point->distpoint->name.fullname, wanted);
  CRL_DIST_POINTS_free (points);
}

#define BASE                                                                                       \
  "C = PRINTABLESTRING:JP, O = UTF8STRING:JPKI-TEST, OU = UTF8STRING:JPKI for digital signature"
#define CA_NAME BASE ", OU = UTF8STRING:Hokkaido Governor"
#define JAPANESE                                                                                   \
  "C = PRINTABLESTRING:JP, O = UTF8STRING:公的個人認証サービス（訓練）, OU = "       \
  "UTF8STRING:公的個人認証サービス署名用"

static void
check_issuer_alternative (X509 *x509, int nid)
{
  GENERAL_NAMES *names = X509_get_ext_d2i (x509, nid, NULL, NULL);

  check_directory (names, JAPANESE);
  GENERAL_NAMES_free (names);
}

static void
check_policy (X509 *x509)
{
  CERTIFICATEPOLICIES *policies = X509_get_ext_d2i (x509, NID_certificate_policies, NULL, NULL);
  POLICYINFO *policy = sk_POLICYINFO_value (policies, 0);
  POLICYQUALINFO *qualifier = sk_POLICYQUALINFO_value (policy->qualifiers, 0);
  char oid[64];

  g_assert_cmpint (sk_POLICYINFO_num (policies), ==, 1);
  OBJ_obj2txt (oid, sizeof oid, policy->policyid, 1);
  g_assert_cmpstr (oid, ==, "1.2.392.200149.8.5.1.0.10");
  g_assert_cmpint (OBJ_obj2nid (qualifier->pqualid), ==, NID_id_qt_cps);
  g_assert_cmpstr ((const char *) ASN1_STRING_get0_data (qualifier->d.cpsuri), ==,
                   MADO_AUTHORITY_CPS);
  CERTIFICATEPOLICIES_free (policies);
}

static void
check_other_names (X509 *x509)
{
  /* card.md 4.3: the order on a real card */
  const struct
  {
    const char *oid, *text;
  } wanted[] = { { "1.2.392.200149.8.5.5.1", ca_holder.name },
                 { "1.2.392.200149.8.5.5.4", ca_holder.birth },
                 { "1.2.392.200149.8.5.5.3", ca_holder.sex },
                 { "1.2.392.200149.8.5.5.5", ca_holder.address },
                 { "1.2.392.200149.8.5.5.2", ca_holder.name_flags },
                 { "1.2.392.200149.8.5.5.6", ca_holder.address_flags } };
  GENERAL_NAMES *names = X509_get_ext_d2i (x509, NID_subject_alt_name, NULL, NULL);

  g_assert_cmpint (sk_GENERAL_NAME_num (names), ==, G_N_ELEMENTS (wanted));
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      ASN1_OBJECT *oid;
      ASN1_TYPE *value;
      char text[64];

      g_assert_true (
          GENERAL_NAME_get0_otherName (sk_GENERAL_NAME_value (names, (int) i), &oid, &value));
      OBJ_obj2txt (text, sizeof text, oid, 1);
      g_assert_cmpstr (text, ==, wanted[i].oid);
      g_assert_cmpint (value->type, ==, V_ASN1_UTF8STRING);
      g_assert_cmpmem (ASN1_STRING_get0_data (value->value.utf8string),
                       ASN1_STRING_length (value->value.utf8string), wanted[i].text,
                       strlen (wanted[i].text));
    }
  GENERAL_NAMES_free (names);
}

static void
check_key_ids (X509 *x509, X509 *ca)
{
  const ASN1_OCTET_STRING *own = X509_get0_subject_key_id (x509);

  g_assert_cmpint (ASN1_STRING_length (own), ==, 20);
  g_assert_cmpint (
      ASN1_OCTET_STRING_cmp (X509_get0_authority_key_id (x509), X509_get0_subject_key_id (ca)), ==,
      0);
  g_assert_cmpint (
      ASN1_INTEGER_cmp (X509_get0_authority_serial (x509), X509_get0_serialNumber (ca)), ==, 0);
  g_assert_nonnull (X509_get0_authority_issuer (x509));
}

static void
check_times (X509 *x509, const char *not_before, const char *not_after)
{
  const ASN1_TIME *from = X509_get0_notBefore (x509), *to = X509_get0_notAfter (x509);

  g_assert_cmpint (ASN1_STRING_type (from), ==, V_ASN1_UTCTIME);
  g_assert_cmpint (ASN1_STRING_type (to), ==, V_ASN1_UTCTIME);
  g_assert_cmpstr ((const char *) ASN1_STRING_get0_data (from), ==, not_before);
  g_assert_cmpstr ((const char *) ASN1_STRING_get0_data (to), ==, not_after);
}

static void
test_holder (CaFixture *fixture, gconstpointer unused)
{
  const Extension wanted[] = {
    { NID_key_usage, TRUE },
    { NID_subject_alt_name, FALSE },
    { NID_issuer_alt_name, FALSE },
    { NID_certificate_policies, TRUE },
    { NID_crl_distribution_points, FALSE },
    { NID_info_access, FALSE },
    { NID_authority_key_identifier, FALSE },
    { NID_subject_key_identifier, FALSE },
  };
  const guint8 key_usage[] = { 0x03, 0x02, 0x06, 0xC0 };
  X509 *x509 = issue_x509 (fixture);
  X509 *ca = load_ca (fixture);

  g_assert_cmpint (X509_get_version (x509), ==, X509_VERSION_3);
  g_assert_cmpint (X509_get_signature_nid (x509), ==, NID_sha256WithRSAEncryption);
  g_assert_cmpint (ASN1_STRING_type (X509_get0_serialNumber (x509)), ==, V_ASN1_INTEGER);
  g_assert_cmpint (ASN1_STRING_length (X509_get0_serialNumber (x509)), ==, 16);
  check_name (X509_get_issuer_name (x509), CA_NAME);
  check_name (
      X509_get_subject_name (x509),
      "C = PRINTABLESTRING:JP, L = UTF8STRING:Hokkaido-ken, L = UTF8STRING:Kutchan-cho, CN = "
      "UTF8STRING:2013030110000000001KUTCHAN01");
  check_times (x509, "130301010000Z", "160229145959Z");
  check_extensions (x509, wanted, G_N_ELEMENTS (wanted));
  check_value (x509, NID_key_usage, key_usage, sizeof key_usage);
  check_other_names (x509);
  check_issuer_alternative (x509, NID_issuer_alt_name);
  check_policy (x509);
  check_crl_point (x509,
                   BASE ", OU = UTF8STRING:CRL Distribution Points, OU = UTF8STRING:Hokkaido-ken, "
                        "CN = UTF8STRING:Kutchan-cho CRLDP");
  check_key_ids (x509, ca);
  g_assert_cmpint (EVP_PKEY_eq (X509_get0_pubkey (x509), ca_fixture_key (0)), ==, 1);
  g_assert_cmpint (i2d_X509 (x509, NULL), <, 3072); /* EF 0001: card.md 1.3 */
  X509_free (x509);
  X509_free (ca);
}

/* The governor's certificate: card.md 4.2 with the names of 4.4. */
static void
test_ca (CaFixture *fixture, gconstpointer unused)
{
  const Extension wanted[] = {
    { NID_key_usage, TRUE },
    { NID_subject_alt_name, FALSE },
    { NID_basic_constraints, TRUE },
    { NID_crl_distribution_points, FALSE },
    { NID_subject_key_identifier, FALSE },
  };
  const guint8 key_usage[] = { 0x03, 0x02, 0x01, 0x06 };
  const guint8 constraints[] = { 0x30, 0x03, 0x01, 0x01, 0xFF };
  X509 *ca = load_ca (fixture);

  g_assert_cmpint (EVP_PKEY_get_bits (X509_get0_pubkey (ca)), ==, 2048);
  check_name (X509_get_subject_name (ca), CA_NAME);
  check_name (X509_get_issuer_name (ca), CA_NAME);
  check_extensions (ca, wanted, G_N_ELEMENTS (wanted));
  check_value (ca, NID_key_usage, key_usage, sizeof key_usage);
  check_value (ca, NID_basic_constraints, constraints, sizeof constraints);
  check_issuer_alternative (ca, NID_subject_alt_name);
  check_crl_point (ca, CA_NAME);
  check_times (ca, "130301010000Z", "230228145959Z");
  X509_free (ca);
}

/* clang-format off */
static const struct { int year, month, day, hour, minute, second; const char *not_after; } periods[] = {
  /* domain.md 5.1 and 10.2: three years, the issue day counted, to 23:59:59 in Japan (14:59:59Z) */
  { 2013,  3,  1, 10,  0,  0, "160229145959Z" },
  { 2014,  3,  1,  0,  0,  0, "170228145959Z" },
  { 2013,  3,  1, 23, 59, 59, "160229145959Z" }, /* still 1 March in Japan */
  { 2015, 12, 22,  9,  0,  0, "181221145959Z" }, /* the last day of the juki card's service */
  { 2016,  2, 29, 12,  0,  0, "190228145959Z" }, /* a leap day: not 27 February */
  { 2016,  3,  1, 12,  0,  0, "190228145959Z" },
  { 2016,  2, 28, 12,  0,  0, "190227145959Z" },
  { 2014,  1,  1,  8, 30,  0, "161231145959Z" },
  { 2017,  2, 28, 15,  0,  0, "200227145959Z" },
  { 2017,  3,  1, 15,  0,  0, "200229145959Z" },
};
/* clang-format on */

static void
test_period (CaFixture *fixture, gconstpointer unused)
{
  for (gsize i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      g_autoptr (GDate) day = g_date_new_dmy (
          (GDateDay) periods[i].day, (GDateMonth) periods[i].month, (GDateYear) periods[i].year);
      g_autoptr (GError) error = NULL;
      g_autofree char *name = g_strdup_printf ("山田　\xEF\xBC%c", (char) (0xA1 + i)); /* Ａ… */
      MadoCsrHolder holder = ca_holder;
      g_autoptr (GBytes) csr = NULL;
      g_autoptr (MadoCertificate) certificate = NULL;
      const guint8 *at;
      X509 *x509;

      ca_clock_set (fixture->clock, mado_clock_instant (day, periods[i].hour, periods[i].minute,
                                                        periods[i].second));
      holder.name = name;
      holder.name_flags = "0000";
      csr = ca_fixture_csr (0, NULL, &holder);
      certificate = ca_fixture_request (fixture, csr, &error);
      g_assert_no_error (error);
      at = g_bytes_get_data (mado_certificate_get_der (certificate), NULL);
      x509 = d2i_X509 (NULL, &at, (long) g_bytes_get_size (mado_certificate_get_der (certificate)));
      g_assert_cmpstr ((const char *) ASN1_STRING_get0_data (X509_get0_notAfter (x509)), ==,
                       periods[i].not_after);
      X509_free (x509);
      ca_fixture_tear_down (fixture, NULL); /* one key, one person: start anew */
      memset (fixture, 0, sizeof *fixture);
      ca_fixture_set_up (fixture, NULL);
    }
}

static char *
run_on_certificate (CaFixture *fixture, MadoCertificate *certificate, const char *program,
                    const char *option, const char *value)
{
  g_autofree char *path = ca_fixture_path (fixture, "holder.der");
  GBytes *der = mado_certificate_get_der (certificate);
  const char *const argv[]
      = { "openssl", program, "-inform", "DER", "-in", path, option, value, NULL };
  char *output = NULL;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (der, NULL),
                                      (gssize) g_bytes_get_size (der), NULL));
  g_assert_cmpint (ca_fixture_run (argv, &output), ==, 0);
  return output;
}

/* Offset of the OCTET STRING that holds subjectAltName, from `openssl asn1parse`. */
static char *
find_alternative_name (const char *parsed)
{
  const char *oid = strstr (parsed, "X509v3 Subject Alternative Name");
  const char *line = oid != NULL ? strchr (oid, '\n') : NULL;

  g_assert_nonnull (line);
  while (*line == '\n' || *line == ' ')
    line++;
  return g_strndup (line, strspn (line, "0123456789"));
}

/* A program nobody here wrote sees the characters that the resident saw: no double encoding. */
static void
test_japanese (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (MadoCertificate) certificate = ca_fixture_issue (fixture);
  g_autofree char *text = run_on_certificate (fixture, certificate, "x509", "-text", NULL);
  g_autofree char *parsed = run_on_certificate (fixture, certificate, "asn1parse", NULL, NULL);
  g_autofree char *offset = find_alternative_name (parsed);
  g_autofree char *names
      = run_on_certificate (fixture, certificate, "asn1parse", "-strparse", offset);
  g_autofree char *name = g_strdup_printf ("UTF8STRING        :%s\n", ca_holder.name);
  g_autofree char *address = g_strdup_printf ("UTF8STRING        :%s\n", ca_holder.address);

  g_assert_nonnull (strstr (names, name));
  g_assert_nonnull (strstr (names, address));
  g_assert_nonnull (strstr (names, "1.2.392.200149.8.5.5.6"));
  g_assert_nonnull (strstr (text, ca_holder.name));
  g_assert_nonnull (strstr (text, "Policy: 1.2.392.200149.8.5.1.0.10"));
  g_assert_nonnull (strstr (text, "X509v3 Key Usage: critical"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test)                                                                            \
  g_test_add (path, CaFixture, NULL, ca_fixture_set_up, test, ca_fixture_tear_down)
  ADD ("/authority/profile/holder", test_holder);
  ADD ("/authority/profile/ca", test_ca);
  ADD ("/authority/profile/period", test_period);
  ADD ("/authority/profile/japanese", test_japanese);
#undef ADD
  return g_test_run ();
}
