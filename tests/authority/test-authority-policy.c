/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who may ask for what: desks, municipalities, the form of each field, proof of possession. */
#include "config.h"

#include "ca-fixture.h"

#include <openssl/cmp.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <string.h>

#define DAY_S 86400

static void
expect (GError *error, MadoCaError code, int failure)
{
  g_assert_error (error, MADO_CA_ERROR, (int) code);
  g_assert_cmpint (mado_ca_error_get_failure (error), ==, failure);
}

/* Registers a desk and makes the fixture's desk use it. */
static void
use_desk (CaFixture *fixture, const char *stem, const MadoAuthorityRa *ra)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *crt = g_strdup_printf ("%s/%s.crt", fixture->dir, stem);
  g_autofree char *key = g_strdup_printf ("%s/%s.key", fixture->dir, stem);

  mado_authority_add_ra (fixture->authority, ra, crt, key, &error);
  g_assert_no_error (error);
  g_assert_finalize_object (fixture->ca);
  fixture->ca = ca_fixture_new_desk (fixture, stem, NULL);
}

static void
expect_issue_refused (CaFixture *fixture, const MadoCsrSubject *subject,
                      const MadoCsrHolder *holder, MadoCaError code, int failure)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) csr = ca_fixture_csr (0, subject, holder);

  g_assert_null (ca_fixture_request (fixture, csr, &error));
  expect (error, code, failure);
}

/* The desk's own clock says so before anything is sent. */
static void
test_desk_expired (CaFixture *fixture, gconstpointer unused)
{
  use_desk (fixture, "short", &(MadoAuthorityRa){ .municipality = "Kutchan-cho", .valid_days = 1 });
  ca_clock_advance (fixture->clock, DAY_S + 1);
  fixture->line_is_cut = TRUE;
  expect_issue_refused (fixture, NULL, NULL, MADO_CA_ERROR_RA_EXPIRED, MADO_CA_FAILURE_NONE);
}

/* A desk whose clock is late: the authority says so. */
static void
test_desk_expired_at_authority (CaFixture *fixture, gconstpointer unused)
{
  CaClock *late = g_object_new (CA_TYPE_CLOCK, NULL);
  CaClock *right = fixture->clock;

  fixture->clock = late;
  use_desk (fixture, "short", &(MadoAuthorityRa){ .municipality = "Kutchan-cho", .valid_days = 1 });
  fixture->clock = right;
  ca_clock_advance (right, DAY_S + 1);
  expect_issue_refused (fixture, NULL, NULL, MADO_CA_ERROR_RA_EXPIRED,
                        MADO_CA_FAILURE_SIGNER_NOT_TRUSTED);
  g_assert_false (mado_ca_revoke (MADO_CA (fixture->ca), "41", MADO_CA_REASON_CEASED, NULL, NULL));
  g_assert_false (mado_ca_ping (MADO_CA (fixture->ca), NULL, NULL));
  g_object_unref (late);
}

static void
test_desk_without_purpose (CaFixture *fixture, gconstpointer unused)
{
  use_desk (fixture, "plain",
            &(MadoAuthorityRa){ .municipality = "Kutchan-cho", .without_purpose = TRUE });
  expect_issue_refused (fixture, NULL, NULL, MADO_CA_ERROR_RA_EXPIRED,
                        MADO_CA_FAILURE_SIGNER_NOT_TRUSTED);
  g_assert_false (mado_ca_ping (MADO_CA (fixture->ca), NULL, NULL));
}

/* A desk of another authority that has the same names and other keys. */
static void
test_stranger (CaFixture *fixture, gconstpointer unused)
{
  const MadoAuthorityPlace place = { .prefecture = "Hokkaido-ken", .municipality = "Kutchan-cho" };
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = ca_fixture_path (fixture, "other");
  g_autofree char *other_ca = g_build_filename (dir, "ca.crt", NULL);
  g_autofree char *stem = g_strdup ("other/ra");

  mado_authority_create (dir, &place, MADO_CLOCK (fixture->clock), &error);
  g_assert_no_error (error);
  g_assert_finalize_object (fixture->ca);
  fixture->ca = ca_fixture_new_desk (fixture, stem, NULL);
  expect_issue_refused (fixture, NULL, NULL, MADO_CA_ERROR_RA_EXPIRED,
                        MADO_CA_FAILURE_SIGNER_NOT_TRUSTED);
  g_assert_finalize_object (fixture->ca);
  /* And our desk, which was told to trust that other authority, takes no answer of this one. */
  fixture->ca = ca_fixture_new_desk (fixture, NULL, other_ca);
  expect_issue_refused (fixture, NULL, NULL, MADO_CA_ERROR_BAD_ANSWER, MADO_CA_FAILURE_NONE);
  g_assert_false (mado_ca_ping (MADO_CA (fixture->ca), NULL, &error));
  g_assert_error (error, MADO_CA_ERROR, MADO_CA_ERROR_BAD_ANSWER);
  ca_fixture_remove_dir (dir);
}

static void
test_foreign_municipality (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCertificate) certificate = ca_fixture_issue (fixture);
  MadoCsrSubject niseko = ca_subject;

  niseko.municipality = "Niseko-cho";
  expect_issue_refused (fixture, &niseko, NULL, MADO_CA_ERROR_REFUSED,
                        MADO_CA_FAILURE_NOT_AUTHORIZED);
  use_desk (fixture, "niseko", &(MadoAuthorityRa){ .municipality = "Niseko-cho" });
  expect_issue_refused (fixture, NULL, NULL, MADO_CA_ERROR_REFUSED, MADO_CA_FAILURE_NOT_AUTHORIZED);
  g_assert_false (mado_ca_revoke (MADO_CA (fixture->ca), mado_certificate_get_serial (certificate),
                                  MADO_CA_REASON_CEASED, NULL, &error));
  expect (error, MADO_CA_ERROR_REFUSED, MADO_CA_FAILURE_NOT_AUTHORIZED);
  g_assert_null (ca_fixture_ask (fixture, 0, 0)); /* nor does it learn anything */
}

/* The same key under another name. */
static void
test_key_of_somebody_else (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (MadoCertificate) certificate = ca_fixture_issue (fixture);
  MadoCsrHolder other = ca_holder;

  g_assert_true (mado_certificate_equal (certificate, fixture->written));
  other.name = "山田　花子";
  expect_issue_refused (fixture, NULL, &other, MADO_CA_ERROR_REFUSED,
                        MADO_CA_FAILURE_INCORRECT_DATA);
}

#define TEXT_200                                                                                                                                  \
  "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七" \
  "八九十"                                                                                                                                     \
  "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七" \
  "八九十"                                                                                                                                     \
  "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七" \
  "八九十"                                                                                                                                     \
  "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七" \
  "八九十"
#define ZEROS_50 "00000000000000000000000000000000000000000000000000"
#define ZEROS_200 ZEROS_50 ZEROS_50 ZEROS_50 ZEROS_50

enum
{
  NAME = 1,
  NAME_FLAGS,
  SEX,
  BIRTH,
  ADDRESS,
  ADDRESS_FLAGS,
  BOTH_ADDRESS,
  COMMON_NAME,
  PREFECTURE
};

/* clang-format off */
static const struct { int field; const char *value; int failure; } fields[] = {
  /* domain.md 6.2: shapes and invariants; -1: issued */
  { SEX,           "2",         -1 }, { SEX, "9", -1 },
  { SEX,           "3",         MADO_CA_FAILURE_INCORRECT_DATA },
  { SEX,           "11",        MADO_CA_FAILURE_INCORRECT_DATA },
  { NAME_FLAGS,    "0000",      MADO_CA_FAILURE_INCORRECT_DATA },
  { NAME_FLAGS,    "000000",    MADO_CA_FAILURE_INCORRECT_DATA },
  { NAME_FLAGS,    "00020",     MADO_CA_FAILURE_INCORRECT_DATA },
  { NAME_FLAGS,    "01001",     -1 },
  /* JIS X 0208 and 0212 by code point: what the substitute rule leaves (card.md 4.3) */
  { NAME,          "𠮷田　太郎", MADO_CA_FAILURE_BAD_CERT_TEMPLATE },
  { NAME,          "髙田　太郎", MADO_CA_FAILURE_BAD_CERT_TEMPLATE }, /* cp932 has it, JIS has not */
  { NAME,          "吉田　太郎", -1 }, { NAME, "鷗田　太郎", -1 },
  { NAME,          "ﾔﾏﾀﾞﾛ",     MADO_CA_FAILURE_BAD_CERT_TEMPLATE },
  { NAME,          "Smith",     MADO_CA_FAILURE_BAD_CERT_TEMPLATE },
  { NAME,          "山\n　太郎", MADO_CA_FAILURE_INCORRECT_DATA },
  { BIRTH,         "319800217", -1 },
  { BIRTH,         "319800231", MADO_CA_FAILURE_INCORRECT_DATA },
  { BIRTH,         "419800217", MADO_CA_FAILURE_INCORRECT_DATA },  /* 1980 was not 平成 */
  { BIRTH,         "319890107", -1 },
  { BIRTH,         "319890108", MADO_CA_FAILURE_INCORRECT_DATA },
  { BIRTH,         "419890108", -1 },
  { BIRTH,         "119120730", -1 }, { BIRTH, "219120730", -1 },  /* a day of both eras */
  { BIRTH,         "219261225", -1 }, { BIRTH, "319261225", -1 },
  { BIRTH,         "420190430", -1 }, { BIRTH, "520190501", -1 },
  { BIRTH,         "420190501", MADO_CA_FAILURE_INCORRECT_DATA },
  { BIRTH,         "320000229", MADO_CA_FAILURE_INCORRECT_DATA },
  { BIRTH,         "420000229", -1 },
  { BIRTH,         "000000000", -1 },
  { BIRTH,         "31980021",  MADO_CA_FAILURE_INCORRECT_DATA },
  { BIRTH,         "S55021700", MADO_CA_FAILURE_INCORRECT_DATA },
  { ADDRESS,       "北海道",     MADO_CA_FAILURE_INCORRECT_DATA },  /* flags no longer fit */
  { BOTH_ADDRESS,  TEXT_200,    -1 },
  { BOTH_ADDRESS,  TEXT_200 "一", MADO_CA_FAILURE_INCORRECT_DATA },
  { COMMON_NAME,   "2013030110000000001KUTCHAN0",   MADO_CA_FAILURE_BAD_CERT_TEMPLATE },
  { COMMON_NAME,   "2013030110000000001KUTCHAN011", MADO_CA_FAILURE_BAD_CERT_TEMPLATE },
  { COMMON_NAME,   "201303011000000000XKUTCHAN01",  MADO_CA_FAILURE_BAD_CERT_TEMPLATE },
  { COMMON_NAME,   "2013030110000000001kutchan01",  MADO_CA_FAILURE_BAD_CERT_TEMPLATE },
  { PREFECTURE,    "Aomori-ken", MADO_CA_FAILURE_NOT_AUTHORIZED },
};
/* clang-format on */

static void
change (MadoCsrSubject *subject, MadoCsrHolder *holder, int field, const char *value)
{
  const char **places[] = { [NAME] = &holder->name,
                            [NAME_FLAGS] = &holder->name_flags,
                            [SEX] = &holder->sex,
                            [BIRTH] = &holder->birth,
                            [ADDRESS] = &holder->address,
                            [ADDRESS_FLAGS] = &holder->address_flags,
                            [BOTH_ADDRESS] = &holder->address,
                            [COMMON_NAME] = &subject->common_name,
                            [PREFECTURE] = &subject->prefecture };

  *places[field] = value;
  if (field == BOTH_ADDRESS)
    holder->address_flags = g_utf8_strlen (value, -1) == 200 ? ZEROS_200 : ZEROS_200 "0";
}

static void
test_fields (CaFixture *fixture, gconstpointer unused)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr (GError) error = NULL;
      MadoCsrSubject subject = ca_subject;
      MadoCsrHolder holder = ca_holder;
      g_autoptr (GBytes) csr = NULL;
      g_autoptr (MadoCertificate) certificate = NULL;

      change (&subject, &holder, fields[i].field, fields[i].value);
      csr = ca_fixture_csr (0, &subject, &holder);
      certificate = ca_fixture_request (fixture, csr, &error);
      g_test_message ("field %d, case %" G_GSIZE_FORMAT, fields[i].field, i);
      if (fields[i].failure >= 0)
        expect (error, MADO_CA_ERROR_REFUSED, fields[i].failure);
      else
        g_assert_no_error (error);
      /* The next case is another person with the same key: start with an empty authority. */
      if (certificate != NULL)
        {
          ca_fixture_tear_down (fixture, NULL);
          memset (fixture, 0, sizeof *fixture);
          ca_fixture_set_up (fixture, NULL);
        }
    }
}

static OSSL_CMP_MSG *
transfer_cb (OSSL_CMP_CTX *cmp, const OSSL_CMP_MSG *request)
{
  CaFixture *fixture = OSSL_CMP_CTX_get_transfer_cb_arg (cmp);
  guint8 *der = NULL;
  int n_der = i2d_OSSL_CMP_MSG (request, &der);
  g_autoptr (GBytes) bytes = g_bytes_new (der, (gsize) n_der);
  gboolean sent;
  g_autoptr (GBytes) answer
      = mado_authority_transfer (bytes, 0, NULL, &sent, fixture->authority, NULL);
  const guint8 *at = answer != NULL ? g_bytes_get_data (answer, NULL) : NULL;

  OPENSSL_free (der);
  return answer != NULL ? d2i_OSSL_CMP_MSG (NULL, &at, (long) g_bytes_get_size (answer)) : NULL;
}

/* A CMP client that sends what our own would not: straight from OpenSSL. */
static OSSL_CMP_CTX *
new_raw_client (CaFixture *fixture)
{
  OSSL_CMP_CTX *cmp = OSSL_CMP_CTX_new (NULL, NULL);
  const char *names[] = { "ca.crt", "ra.crt", "ra.key" };
  BIO *bios[3];
  X509 *ca, *ra;
  EVP_PKEY *key;
  X509_STORE *store = X509_STORE_new ();

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *path = ca_fixture_path (fixture, names[i]);

      bios[i] = BIO_new_file (path, "r");
    }
  ca = PEM_read_bio_X509 (bios[0], NULL, NULL, NULL);
  ra = PEM_read_bio_X509 (bios[1], NULL, NULL, NULL);
  key = PEM_read_bio_PrivateKey (bios[2], NULL, NULL, NULL);
  X509_STORE_add_cert (store, ca);
  X509_VERIFY_PARAM_set_time (X509_STORE_get0_param (store), CA_START);
  OSSL_CMP_CTX_set0_trustedStore (cmp, store);
  OSSL_CMP_CTX_set1_cert (cmp, ra);
  OSSL_CMP_CTX_set1_pkey (cmp, key);
  OSSL_CMP_CTX_set1_recipient (cmp, X509_get_subject_name (ca));
  OSSL_CMP_CTX_set_transfer_cb (cmp, transfer_cb);
  OSSL_CMP_CTX_set_transfer_cb_arg (cmp, fixture);
  for (int i = 0; i < 3; i++)
    BIO_free (bios[i]);
  X509_free (ca);
  X509_free (ra);
  EVP_PKEY_free (key);
  return cmp;
}

static X509_REQ *
parse (GBytes *csr, const char *sought, char replacement)
{
  gsize n_csr = g_bytes_get_size (csr);
  g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (csr, NULL), n_csr);
  const guint8 *at = copy;
  X509_REQ *request;

  if (sought != NULL)
    {
      guint8 *found = memmem (copy, n_csr, sought, strlen (sought));

      g_assert_nonnull (found);
      found[strlen (sought) - 1] = (guint8) replacement;
    }
  request = d2i_X509_REQ (NULL, &at, (long) n_csr);
  g_assert_nonnull (request);
  return request;
}

static int
request_raw (CaFixture *fixture, X509_REQ *request, int *failure)
{
  OSSL_CMP_CTX *cmp = new_raw_client (fixture);
  int status;

  OSSL_CMP_CTX_set1_p10CSR (cmp, request);
  OSSL_CMP_exec_P10CR_ses (cmp);
  status = OSSL_CMP_CTX_get_status (cmp);
  *failure = OSSL_CMP_CTX_get_failInfoCode (cmp);
  OSSL_CMP_CTX_free (cmp);
  ERR_clear_error ();
  return status;
}

/* OpenSSL's own client is served; a request changed after the card signed it is not. */
static void
test_possession (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GBytes) csr = ca_fixture_csr (0, NULL, NULL);
  X509_REQ *changed = parse (csr, "319800217", '8');
  X509_REQ *right = parse (csr, NULL, 0);
  int failure = 0;

  g_assert_cmpint (request_raw (fixture, changed, &failure), ==, OSSL_CMP_PKISTATUS_rejection);
  g_assert_cmpint (failure, ==, 1 << OSSL_CMP_PKIFAILUREINFO_badPOP);
  g_assert_null (ca_fixture_ask (fixture, 0, 0));
  g_assert_cmpint (request_raw (fixture, right, &failure), ==, OSSL_CMP_PKISTATUS_accepted);
  mado_ca_record_free (ca_fixture_ask (fixture, 0, 1));
  X509_REQ_free (changed);
  X509_REQ_free (right);
}

/* A PKCS#10 made by another hand: names missing, doubled or of another type. */
static X509_REQ *
new_odd_request (guint n_names, int type, const char *oid_of_first)
{
  X509_REQ *request = X509_REQ_new ();
  X509_NAME *subject = X509_REQ_get_subject_name (request);
  GENERAL_NAMES *names = GENERAL_NAMES_new ();
  STACK_OF (X509_EXTENSION) *extensions = NULL;
  const char *values[] = { "山田　太郎", "00000", "1", "319800217", "北海道", "000", "七" };
  const char *parts[][2] = { { "C", "JP" },
                             { "L", "Hokkaido-ken" },
                             { "L", "Kutchan-cho" },
                             { "CN", "2013030110000000001KUTCHAN01" } };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    X509_NAME_add_entry_by_txt (subject, parts[i][0], MBSTRING_UTF8, (const guint8 *) parts[i][1],
                                -1, -1, 0);
  for (guint i = 0; i < n_names; i++)
    {
      g_autofree char *oid = i == 0 && oid_of_first != NULL
                                 ? g_strdup (oid_of_first)
                                 : g_strdup_printf ("1.2.392.200149.8.5.5.%u", i + 1);
      GENERAL_NAME *name = GENERAL_NAME_new ();
      ASN1_TYPE *value = ASN1_TYPE_new ();
      ASN1_STRING *string = ASN1_STRING_type_new (type);

      ASN1_STRING_set (string, values[i], -1);
      ASN1_TYPE_set (value, type, string);
      GENERAL_NAME_set0_othername (name, OBJ_txt2obj (oid, 1), value);
      sk_GENERAL_NAME_push (names, name);
    }
  X509V3_add1_i2d (&extensions, NID_subject_alt_name, names, 0, X509V3_ADD_DEFAULT);
  X509_REQ_add_extensions (request, extensions);
  X509_REQ_set_pubkey (request, ca_fixture_key (0));
  X509_REQ_sign (request, ca_fixture_key (0), EVP_sha256 ());
  sk_X509_EXTENSION_pop_free (extensions, X509_EXTENSION_free);
  GENERAL_NAMES_free (names);
  return request;
}

static void
test_odd_names (CaFixture *fixture, gconstpointer unused)
{
  const struct
  {
    guint n_names;
    int type;
    const char *oid;
    gboolean accepted;
  } cases[] = { { 6, V_ASN1_UTF8STRING, NULL, TRUE },
                { 5, V_ASN1_UTF8STRING, NULL, FALSE },
                { 7, V_ASN1_UTF8STRING, NULL, FALSE },
                { 6, V_ASN1_OCTET_STRING, NULL, FALSE },
                { 6, V_ASN1_UTF8STRING, "1.2.392.200149.8.5.5.2", FALSE },
                { 6, V_ASN1_UTF8STRING, "1.2.392.200149.8.5.5.11", FALSE },
                { 6, V_ASN1_UTF8STRING, "1.2.3", FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      X509_REQ *request = new_odd_request (cases[i].n_names, cases[i].type, cases[i].oid);
      int failure = 0;
      int status = request_raw (fixture, request, &failure);

      X509_REQ_free (request);
      if (cases[i].accepted)
        g_assert_cmpint (status, ==, OSSL_CMP_PKISTATUS_accepted);
      else
        g_assert_cmpint (failure, ==, 1 << OSSL_CMP_PKIFAILUREINFO_badDataFormat);
    }
}

/* No message, no PKIMessage, no protection: never an answer that helps, never a crash. */
static void
test_garbage (CaFixture *fixture, gconstpointer unused)
{
  const char *bad[] = { "", "0", "garbage", "\x30\x80", "\x30\x03\x02\x01\x02" };
  gboolean sent;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GBytes) request = g_bytes_new_static (bad[i], strlen (bad[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (mado_authority_transfer (request, 0, NULL, &sent, fixture->authority, &error));
      g_assert_error (error, MADO_AUTHORITY_ERROR, MADO_AUTHORITY_ERROR_NOT_CMP);
    }
  g_assert_true (mado_ca_ping (MADO_CA (fixture->ca), NULL, NULL));
}

/* More transactions are left open than the authority keeps: it goes on serving. */
static void
test_many_transactions (CaFixture *fixture, gconstpointer unused)
{
  for (int i = 0; i < 300; i++)
    g_assert_true (mado_ca_ping (MADO_CA (fixture->ca), NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test)                                                                            \
  g_test_add (path, CaFixture, NULL, ca_fixture_set_up, test, ca_fixture_tear_down)
  ADD ("/authority/policy/desk-expired", test_desk_expired);
  ADD ("/authority/policy/desk-expired-at-authority", test_desk_expired_at_authority);
  ADD ("/authority/policy/desk-without-purpose", test_desk_without_purpose);
  ADD ("/authority/policy/stranger", test_stranger);
  ADD ("/authority/policy/foreign-municipality", test_foreign_municipality);
  ADD ("/authority/policy/key-of-somebody-else", test_key_of_somebody_else);
  ADD ("/authority/policy/fields", test_fields);
  ADD ("/authority/policy/possession", test_possession);
  ADD ("/authority/policy/odd-names", test_odd_names);
  ADD ("/authority/policy/garbage", test_garbage);
  ADD ("/authority/policy/many-transactions", test_many_transactions);
#undef ADD
  return g_test_run ();
}
