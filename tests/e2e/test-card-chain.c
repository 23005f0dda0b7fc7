/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's card layer personalises, renews and changes the password of a card of madoguchi-card
 * through pcscd; each time OpenSC reads the certificate and signs with the key. */
#include "config.h"

#include "mado-card-session-password.h"
#include "mado-card-session-pending.h"
#include "mado-reader-pcsc.h"
#include "mado-sim-card-personalise.h"
#include "pcscd-harness.h"
#include "prepared-keys.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <string.h>

#define KEYGEN_MS 2500 /* six polls of the driver: a computing card is not a removed card */

static PcscdHarness *harness;
static GBytes *public_key; /* SubjectPublicKeyInfo of the key on the card */
static GBytes *certificate;
static const char *pin = "ABC123"; /* of the card, as it is now */

static gboolean
give_keys (guint8 kvn, const guint8 *diversification, MadoScp03Keys *keys, gpointer data,
           GError **error)
{
  g_autoptr (MadoSecret) master = mado_sim_training_master (kvn);

  mado_scp03_diversify (master, diversification, keys);
  return TRUE;
}

static MadoCardSession *
open_session (MadoReader *reader)
{
  const MadoCardOptions options = { .keys = give_keys };
  g_autoptr (GError) error = NULL;
  MadoCardSession *session
      = mado_card_session_open (reader, &options, MADO_CARD_KEYS_COUNTER, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (
      mado_card_session_expect (session, mado_card_session_get_id (session), NULL, &error));
  return session;
}

static MadoSecret *
password (void)
{
  guint8 bytes[16];
  gsize n_bytes = strlen (pin);

  memcpy (bytes, pin, n_bytes);
  return mado_secret_new_take (bytes, n_bytes);
}

/* Any certificate will do here: self-signed, with a long name, of the size of a real one. */
static GBytes *
make_certificate (void)
{
  EVP_PKEY *key = prepared_key_new (0);
  X509 *x509 = X509_new ();
  X509_NAME *name = X509_get_subject_name (x509);
  unsigned char *der = NULL;
  GBytes *bytes;
  int n_der;

  X509_set_version (x509, X509_VERSION_3);
  ASN1_INTEGER_set (X509_get_serialNumber (x509), 4711);
  X509_gmtime_adj (X509_getm_notBefore (x509), 0);
  X509_gmtime_adj (X509_getm_notAfter (x509), 86400);
  for (int i = 0; i < 20; i++)
    X509_NAME_add_entry_by_txt (name, "OU", MBSTRING_ASC,
                                (const guint8 *) "Madoguchi test of a long certificate", -1, -1, 0);
  X509_set_pubkey (x509, key);
  g_assert_cmpint (X509_sign (x509, key, EVP_sha256 ()), >, 0);
  n_der = i2d_X509 (x509, &der);
  bytes = g_bytes_new (der, (gsize) n_der);
  OPENSSL_free (der);
  X509_free (x509);
  EVP_PKEY_free (key);
  return bytes;
}

static void
expect_readable_by_opensc (void)
{
  static const char *const dump[] = { "pkcs15-tool", "--reader", "1", "--dump", NULL };
  g_autofree char *text = NULL;
  int status;

  text = pcscd_harness_run (harness, dump, &status);
  g_assert_cmpint (status, ==, 0);
}

/* Key, password and certificate, as the desk does it. */
static void
test_personalise (void)
{
  g_autoptr (MadoReader) reader = mado_reader_pcsc_new (PCSCD_HARNESS_RESIDENT);
  g_autoptr (MadoCardSession) session = open_session (reader);
  g_autoptr (MadoSecret) secret = password ();
  g_autoptr (MadoCardState) state = NULL;
  g_autoptr (GError) error = NULL;
  gint64 started = g_get_monotonic_time ();
  guint tries_left;

  certificate = make_certificate ();
  g_assert_true (mado_card_session_install_generator_keys (session, &error));
  g_assert_no_error (error);
  g_assert_true (mado_card_session_generate_key (session, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_get_monotonic_time () - started, >=, KEYGEN_MS * 1000);
  public_key = mado_card_session_read_public_key (session, &error);
  g_assert_no_error (error);
  g_assert_true (
      mado_card_session_expect (session, mado_card_session_get_id (session), NULL, &error));
  g_assert_true (mado_card_session_set_first_password (session, secret, &error));
  g_assert_no_error (error);
  g_assert_true (mado_card_session_verify_password (session, secret, &tries_left, &error));
  g_assert_no_error (error);
  g_assert_true (mado_card_session_write_certificate (session, certificate, &error));
  g_assert_no_error (error);
  state = mado_card_session_read_state (session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (state->life_cycle, ==, MADO_CARD_LIFE_ISSUED);
  g_assert_cmpuint (state->tries_left, ==, 5);
  g_assert_true (g_bytes_equal (state->certificate, certificate));
}

/* The independent reader gets the same certificate, byte by byte. */
static void
test_read_certificate (void)
{
  const char *const read[] = {
    "pkcs15-tool", "--reader", "1", "--read-certificate", "02", "--verify-pin", "--auth-id", "02",
    "--pin",       pin,        NULL
  };
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  unsigned char *der = NULL;
  BIO *bio;
  X509 *x509;
  int status, n_der;

  text = pcscd_harness_run (harness, read, &status);
  g_assert_cmpint (status, ==, 0);
  bio = BIO_new_mem_buf (text, -1);
  x509 = PEM_read_bio_X509 (bio, NULL, NULL, NULL);
  g_assert_nonnull (x509);
  n_der = i2d_X509 (x509, &der);
  bytes = g_bytes_new (der, (gsize) n_der);
  g_assert_true (g_bytes_equal (bytes, certificate));
  OPENSSL_free (der);
  X509_free (x509);
  BIO_free (bio);
}

/* OpenSC signs with the key on the card; OpenSSL judges with the public key that we read. */
static void
test_sign (void)
{
  static const char message[] = "to be signed";
  g_autofree char *input = pcscd_harness_path (harness, "message");
  g_autofree char *output = pcscd_harness_path (harness, "signature");
  const char *const sign[] = { "pkcs11-tool",
                               "--token-label",
                               "JPKI (Digital Signature PIN)",
                               "--login",
                               "--pin",
                               pin,
                               "--sign",
                               "--mechanism",
                               "SHA256-RSA-PKCS",
                               "--id",
                               "02",
                               "--input-file",
                               input,
                               "--output-file",
                               output,
                               NULL };
  const guint8 *der = g_bytes_get_data (public_key, NULL);
  EVP_PKEY *key = d2i_PUBKEY (NULL, &der, (long) g_bytes_get_size (public_key));
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  g_autofree char *text = NULL;
  g_autofree char *signature = NULL;
  gsize n_signature;
  int status;

  g_assert_nonnull (key);
  g_assert_true (g_file_set_contents (input, message, -1, NULL));
  text = pcscd_harness_run (harness, sign, &status);
  if (status != 0)
    g_error ("pkcs11-tool: %s", text);
  g_assert_true (g_file_get_contents (output, &signature, &n_signature, NULL));
  g_assert_cmpint (EVP_DigestVerifyInit (context, NULL, EVP_sha256 (), NULL, key), ==, 1);
  g_assert_cmpint (EVP_DigestVerify (context, (const guint8 *) signature, n_signature,
                                     (const guint8 *) message, strlen (message)),
                   ==, 1);
  EVP_MD_CTX_free (context);
  EVP_PKEY_free (key);
}

/* Power lost in the second UPDATE BINARY: no certificate, and the card is of use all the same. */
static void
test_torn (void)
{
  g_autoptr (MadoReader) reader = mado_reader_pcsc_new (PCSCD_HARNESS_RESIDENT);
  g_autoptr (MadoCardSession) session = open_session (reader);
  g_autoptr (MadoCardState) state = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_card_session_erase_certificate (session, &error));
  g_assert_no_error (error);
  g_free (pcscd_harness_control (harness, "tear resident 2"));
  g_assert_false (mado_card_session_write_certificate (session, certificate, &error));
  g_assert_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_UNSURE);
  g_clear_error (&error);
  g_clear_pointer (&session, mado_card_session_close);
  pcscd_harness_wait_card (harness, PCSCD_HARNESS_RESIDENT, FALSE);
  g_free (pcscd_harness_control (harness, "insert resident"));
  pcscd_harness_wait_card (harness, PCSCD_HARNESS_RESIDENT, TRUE);
  expect_readable_by_opensc ();
  session = open_session (reader);
  state = mado_card_session_read_state (session, &error);
  g_assert_no_error (error);
  g_assert_cmpint (state->certificate_status, !=, MADO_CARD_CERTIFICATE_PRESENT);
  g_assert_true (mado_card_session_write_certificate (session, certificate, &error));
  g_assert_no_error (error);
}

/* The second pair is made and written while OpenSC still sees the first; then it takes its place.
 */
static void
test_renew (void)
{
  g_autoptr (MadoReader) reader = mado_reader_pcsc_new (PCSCD_HARNESS_RESIDENT);
  g_autoptr (MadoCardSession) session = open_session (reader);
  g_autoptr (MadoCardPending) pending = NULL;
  g_autoptr (GBytes) fresh = make_certificate ();
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_card_session_generate_pending (session, &error));
  g_assert_no_error (error);
  g_assert_true (mado_card_session_write_pending (session, fresh, &error));
  g_assert_no_error (error);
  pending = mado_card_session_read_pending (session, &error);
  g_assert_true (g_bytes_equal (pending->certificate, fresh));
  g_clear_pointer (&session, mado_card_session_close);
  test_read_certificate ();
  test_sign ();

  session = open_session (reader);
  g_assert_true (mado_card_session_activate_pending (session, pending->spki_sha256, &error));
  g_assert_no_error (error);
  g_clear_pointer (&session, mado_card_session_close);
  g_bytes_unref (certificate);
  certificate = g_steal_pointer (&fresh);
  g_bytes_unref (public_key);
  public_key = g_bytes_ref (pending->public_key);
  test_read_certificate ();
  test_sign ();
}

/* OpenSC 0.23 takes passwords of six characters and more. */
static void
test_change_password (void)
{
  g_autoptr (MadoReader) reader = mado_reader_pcsc_new (PCSCD_HARNESS_RESIDENT);
  g_autoptr (MadoCardSession) session = open_session (reader);
  g_autoptr (MadoSecret) before = password ();
  g_autoptr (MadoSecret) after = NULL;
  g_autoptr (GError) error = NULL;
  MadoCardChange how_far;
  guint tries_left = 99;

  pin = "NEW45678";
  after = password ();
  g_assert_true (
      mado_card_session_change_password (session, before, after, &how_far, &tries_left, &error));
  g_assert_no_error (error);
  g_clear_pointer (&session, mado_card_session_close);
  test_read_certificate ();
  test_sign ();
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  mado_secret_init_process ();
  harness = pcscd_harness_start (G_STRINGIFY (KEYGEN_MS));
  path = pcscd_harness_new_card (harness, "resident.card");
  g_free (pcscd_harness_control (harness, "insert resident %s", path));
  pcscd_harness_wait_card (harness, PCSCD_HARNESS_RESIDENT, TRUE);
  g_test_add_func ("/e2e/card-chain/1-personalise", test_personalise);
  g_test_add_func ("/e2e/card-chain/2-read-certificate", test_read_certificate);
  g_test_add_func ("/e2e/card-chain/3-sign", test_sign);
  g_test_add_func ("/e2e/card-chain/4-torn", test_torn);
  g_test_add_func ("/e2e/card-chain/5-renew", test_renew);
  g_test_add_func ("/e2e/card-chain/6-change-password", test_change_password);
  result = g_test_run ();
  pcscd_harness_free (harness);
  g_bytes_unref (public_key);
  g_bytes_unref (certificate);
  return result;
}
