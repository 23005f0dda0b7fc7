/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading certificates: three real ones whose facts are public, our own, and broken ones. */
#include "config.h"

#include "ca-fixture.h"

#include <string.h>

#define REAL_DN                                                                                    \
  "OU=Japan Agency for Local Authority Information Systems,OU=JPKI for digital "                   \
  "signature,O=JPKI,C="                                                                            \
  "JP"

/* clang-format off */
static const struct
{
  const char *file, *serial, *subject_key_id, *fingerprint;
  gint64 not_before, not_after; /* unix s; the end is 23:59:59 in Japan */
} real[] = {
  /* Facts: openssl x509 -text, and card.md 4.2 (serials 1, 20104363, 108816929). */
  { "signca01.cer", "01", "0D034CBB34D0714F45E45A1CAFD8FD143FAB54A7", "19645405A1FE14377434BD55957628AC4038557C542403A2243F21C706FC9355", 1445308828, 1760885999 },
  { "signca02.cer", "0132C4AB", "4DE017DE4B7F473DCD867A62D38B134ACE83558A", "79679C33E4CC9319440F1AD120A597FF1844E2EF217063ADB176966FD5E6FBEB", 1568504516, 1884092399 },
  { "signca03.cer", "067C6A21", "D21EA55895617E93ADBF966B941AB4EDF653F08F", "D227F6CDE11D35C5252178F106F843D24651944975413B539FA2FB68DBFA365F", 1689468627, 2005052399 },
};
/* clang-format on */

static MadoCertificate *
load_real (guint which)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (g_getenv ("MADO_SOURCE_DIR"), "tests", "fixtures",
                                            "certs", real[which].file, NULL);
  g_autofree char *der = NULL;
  gsize n_der;
  g_autoptr (GBytes) bytes = NULL;
  MadoCertificate *certificate;

  g_file_get_contents (path, &der, &n_der, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new (der, n_der);
  certificate = mado_certificate_new (bytes, &error);
  g_assert_no_error (error);
  return certificate;
}

static void
test_real (gconstpointer data)
{
  guint which = GPOINTER_TO_UINT (data);
  g_autoptr (MadoCertificate) certificate = load_real (which);

  g_assert_cmpstr (mado_certificate_get_serial (certificate), ==, real[which].serial);
  g_assert_cmpstr (mado_certificate_get_subject_key_id (certificate), ==,
                   real[which].subject_key_id);
  g_assert_cmpstr (mado_certificate_get_fingerprint (certificate), ==, real[which].fingerprint);
  g_assert_cmpint (mado_certificate_get_not_before (certificate), ==, real[which].not_before);
  g_assert_cmpint (mado_certificate_get_not_after (certificate), ==, real[which].not_after);
  g_assert_cmpstr (mado_certificate_get_subject (certificate), ==, REAL_DN);
  g_assert_cmpstr (mado_certificate_get_issuer (certificate), ==, REAL_DN);
  g_assert_true (mado_certificate_is_ca (certificate));
  g_assert_null (mado_certificate_get_policy (certificate));
  g_assert_null (mado_certificate_get_holder (certificate, MADO_HOLDER_NAME));
  /* All three share one name: only the key tells the issuer. */
  for (guint i = 0; i < G_N_ELEMENTS (real); i++)
    {
      g_autoptr (MadoCertificate) other = load_real (i);

      g_assert_cmpint (mado_certificate_is_issued_by (certificate, other), ==, i == which);
    }
}

static void
test_own (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (MadoCertificate) certificate = ca_fixture_issue (fixture);
  g_autoptr (GBytes) spki = ca_fixture_spki (0);
  g_autofree char *pem = mado_certificate_to_pem (certificate);
  guint8 digest[32];
  gsize n_hash;
  const guint8 *hash = g_bytes_get_data (mado_certificate_get_spki_sha256 (certificate), &n_hash);

  g_assert_cmpstr (mado_certificate_get_holder (certificate, MADO_HOLDER_NAME), ==, ca_holder.name);
  g_assert_cmpstr (mado_certificate_get_holder (certificate, MADO_HOLDER_NAME_FLAGS), ==,
                   ca_holder.name_flags);
  g_assert_cmpstr (mado_certificate_get_holder (certificate, MADO_HOLDER_SEX), ==, ca_holder.sex);
  g_assert_cmpstr (mado_certificate_get_holder (certificate, MADO_HOLDER_BIRTH), ==,
                   ca_holder.birth);
  g_assert_cmpstr (mado_certificate_get_holder (certificate, MADO_HOLDER_ADDRESS), ==,
                   ca_holder.address);
  g_assert_cmpstr (mado_certificate_get_holder (certificate, MADO_HOLDER_ADDRESS_FLAGS), ==,
                   ca_holder.address_flags);
  g_assert_cmpstr (mado_certificate_get_subject (certificate), ==,
                   "CN=2013030110000000001KUTCHAN01,L=Kutchan-cho,L=Hokkaido-ken,C=JP");
  g_assert_cmpstr (mado_certificate_get_issuer (certificate), ==,
                   "OU=Hokkaido Governor,OU=JPKI for digital signature,O=JPKI-TEST,C=JP");
  g_assert_cmpstr (mado_certificate_get_policy (certificate), ==, MADO_AUTHORITY_POLICY);
  g_assert_false (mado_certificate_is_ca (certificate));
  g_assert_cmpint (mado_certificate_get_not_before (certificate), ==, CA_START);
  EVP_Digest (g_bytes_get_data (spki, NULL), g_bytes_get_size (spki), digest, NULL, EVP_sha256 (),
              NULL);
  g_assert_cmpmem (hash, n_hash, digest, sizeof digest);
  g_assert_true (g_str_has_prefix (pem, "-----BEGIN CERTIFICATE-----\n"));
}

/* Every proper prefix is refused, and so is a byte too many. */
static void
test_cut (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (MadoCertificate) certificate = ca_fixture_issue (fixture);
  GBytes *der = mado_certificate_get_der (certificate);
  gsize n_der = g_bytes_get_size (der);
  g_autofree guint8 *longer = g_malloc0 (n_der + 1);

  memcpy (longer, g_bytes_get_data (der, NULL), n_der);
  for (gsize i = 0; i <= n_der + 1; i++)
    {
      g_autoptr (GBytes) cut = g_bytes_new (longer, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (MadoCertificate) read = mado_certificate_new (cut, &error);

      g_assert_cmpint (read != NULL, ==, i == n_der);
      if (i != n_der)
        g_assert_error (error, MADO_CA_ERROR, MADO_CA_ERROR_BAD_ANSWER);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (real); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ca/certificate/real/%s", real[i].file);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_real);
    }
  g_test_add ("/ca/certificate/own", CaFixture, NULL, ca_fixture_set_up, test_own,
              ca_fixture_tear_down);
  g_test_add ("/ca/certificate/cut", CaFixture, NULL, ca_fixture_set_up, test_cut,
              ca_fixture_tear_down);
  return g_test_run ();
}
