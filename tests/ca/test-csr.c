/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A PKCS#10 request signed elsewhere: what is hashed, what comes out, who must have signed. */
#include "config.h"

#include "ca-fixture.h"

#include <glib/gstdio.h>
#include <openssl/core_names.h>
#include <openssl/x509.h>
#include <string.h>

static MadoCsr *
new_csr (guint which)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) spki = ca_fixture_spki (which);
  MadoCsr *csr = mado_csr_new (spki, &ca_subject, &ca_holder, &error);

  g_assert_no_error (error);
  return csr;
}

static void
test_digest_info (void)
{
  /* DigestInfo of SHA-256 up to the hash: RFC 8017, 9.2 note 1; card.md 1.2 */
  const guint8 prefix[] = { 0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                            0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20 };
  g_autoptr (MadoCsr) csr = new_csr (0);
  g_autoptr (GBytes) signature = ca_fixture_sign (0, mado_csr_get_digest_info (csr));
  g_autoptr (GBytes) der = mado_csr_finish (csr, signature, NULL);
  gsize n_info;
  const guint8 *info = g_bytes_get_data (mado_csr_get_digest_info (csr), &n_info);
  const guint8 *at = g_bytes_get_data (der, NULL), *tbs_end;
  const guint8 *tbs = at + 4; /* 30 82 HH LL, then the part that was signed */
  guint8 digest[32];

  g_assert_cmpuint (n_info, ==, MADO_CSR_DIGEST_INFO_LENGTH);
  g_assert_cmpmem (info, sizeof prefix, prefix, sizeof prefix);
  tbs_end = tbs + 4 + (tbs[2] << 8 | tbs[3]);
  EVP_Digest (tbs, (gsize) (tbs_end - tbs), digest, NULL, EVP_sha256 (), NULL);
  g_assert_cmpmem (info + sizeof prefix, 32, digest, 32);
}

/* Another program accepts it and sees the same. */
static void
test_openssl_reads (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) der = ca_fixture_csr (0, NULL, NULL);
  g_autofree char *path = NULL;
  g_autofree char *output = NULL;
  int fd = g_file_open_tmp ("mado-csr-XXXXXX", &path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (path, g_bytes_get_data (der, NULL), (gssize) g_bytes_get_size (der), &error);
  g_assert_no_error (error);
  {
    const char *const argv[] = { "openssl", "req",    "-inform",  "DER",      "-in",     path,
                                 "-verify", "-noout", "-subject", "-nameopt", "RFC2253", NULL };

    g_assert_cmpint (ca_fixture_run (argv, &output), ==, 0);
  }
  g_assert_nonnull (strstr (output, "verify OK"));
  g_assert_nonnull (
      strstr (output, "CN=2013030110000000001KUTCHAN01,L=Kutchan-cho,L=Hokkaido-ken,C=JP"));
  g_unlink (path);
}

static void
test_wrong_key (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCsr) csr = new_csr (0);
  g_autoptr (GBytes) signature = ca_fixture_sign (1, mado_csr_get_digest_info (csr));

  g_assert_null (mado_csr_finish (csr, signature, &error));
  g_assert_error (error, MADO_CA_ERROR, MADO_CA_ERROR_WRONG_KEY);
}

static void
test_broken_signature (void)
{
  g_autoptr (MadoCsr) csr = new_csr (0);
  g_autoptr (GBytes) signature = ca_fixture_sign (0, mado_csr_get_digest_info (csr));
  const gsize lengths[] = { 0, 1, 128, 255 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MadoCsr) other = new_csr (0);
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (signature, 0, lengths[i]);

      g_assert_null (mado_csr_finish (other, cut, &error));
      g_assert_error (error, MADO_CA_ERROR, MADO_CA_ERROR_WRONG_KEY);
    }
}

static void
test_bad_fields (void)
{
  g_autoptr (GBytes) spki = ca_fixture_spki (0);
  g_autoptr (GBytes) no_key = g_bytes_new_static ("no key", 6);
  const char *bad[] = { NULL, "", "\xC3" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    for (int field = 0; field < 3; field++)
      {
        g_autoptr (GError) error = NULL;
        MadoCsrSubject subject = ca_subject;
        MadoCsrHolder holder = ca_holder;

        if (field == 0)
          subject.municipality = bad[i];
        else if (field == 1)
          holder.name = bad[i];
        else
          holder.address_flags = bad[i];
        g_assert_null (mado_csr_new (spki, &subject, &holder, &error));
        g_assert_error (error, MADO_CA_ERROR, MADO_CA_ERROR_BAD_REQUEST);
      }
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (mado_csr_new (no_key, &ca_subject, &ca_holder, &error));
    g_assert_error (error, MADO_CA_ERROR, MADO_CA_ERROR_BAD_REQUEST);
  }
}

static GBytes *
number (EVP_PKEY *key, const char *name)
{
  BIGNUM *value = NULL;
  guint8 bytes[256];
  int n_bytes;

  g_assert_cmpint (EVP_PKEY_get_bn_param (key, name, &value), ==, 1);
  n_bytes = BN_bn2bin (value, bytes);
  BN_free (value);
  return g_bytes_new (bytes, (gsize) n_bytes);
}

/* The two numbers that a card gives make the same SubjectPublicKeyInfo as OpenSSL's own. */
static void
test_spki_of_card (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) modulus = number (ca_fixture_key (0), OSSL_PKEY_PARAM_RSA_N);
  g_autoptr (GBytes) exponent = number (ca_fixture_key (0), OSSL_PKEY_PARAM_RSA_E);
  g_autoptr (GBytes) spki = mado_csr_build_spki (modulus, exponent, &error);
  g_autoptr (GBytes) wanted = ca_fixture_spki (0);
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (spki, wanted));
  g_assert_null (mado_csr_build_spki (nothing, exponent, &error));
  g_assert_error (error, MADO_CA_ERROR, MADO_CA_ERROR_BAD_REQUEST);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ca/csr/digest-info", test_digest_info);
  g_test_add_func ("/ca/csr/openssl-reads", test_openssl_reads);
  g_test_add_func ("/ca/csr/wrong-key", test_wrong_key);
  g_test_add_func ("/ca/csr/broken-signature", test_broken_signature);
  g_test_add_func ("/ca/csr/bad-fields", test_bad_fields);
  g_test_add_func ("/ca/csr/spki-of-card", test_spki_of_card);
  return g_test_run ();
}
