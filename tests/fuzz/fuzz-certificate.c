/* Any bytes as a certificate and as the CA's answers about certificates: what is accepted gives
 * back the same bytes and whole fields.   SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"
#include "mado-ca-exchange-private.h"

#include <string.h>

static void
check_certificate (MadoCertificate *certificate)
{
  g_autoptr (GError) error = NULL;
  GBytes *der = mado_certificate_get_der (certificate);
  g_autoptr (MadoCertificate) again = mado_certificate_new (der, &error);
  g_autofree char *pem = mado_certificate_to_pem (certificate);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (pem, "-----BEGIN CERTIFICATE-----"));
  g_assert_true (mado_certificate_equal (certificate, again));
  g_assert_cmpuint (strlen (mado_certificate_get_serial (certificate)) % 2, ==, 0);
  g_assert_cmpuint (strlen (mado_certificate_get_fingerprint (certificate)), ==, 64);
  g_assert_cmpuint (g_bytes_get_size (mado_certificate_get_spki_sha256 (certificate)), ==, 32);
  g_assert_true (g_utf8_validate (mado_certificate_get_subject (certificate), -1, NULL));
  g_assert_true (g_utf8_validate (mado_certificate_get_issuer (certificate), -1, NULL));
  for (int field = MADO_HOLDER_NAME; field <= MADO_HOLDER_ADDRESS_FLAGS; field++)
    {
      const char *text = mado_certificate_get_holder (certificate, (MadoHolderField) field);

      g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
    }
  mado_certificate_is_ca (certificate);
  mado_certificate_is_issued_by (certificate, certificate);
}

static void
check_certificate_bytes (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCertificate) certificate = mado_certificate_new (bytes, &error);

  g_assert_true ((certificate == NULL) == (error != NULL));
  if (certificate == NULL)
    return;
  g_assert_true (g_bytes_equal (bytes, mado_certificate_get_der (certificate)));
  check_certificate (certificate);
}

static void
check_records (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = mado_ca_decode_records (bytes, &error);

  g_assert_true ((records == NULL) == (error != NULL));
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const MadoCaRecord *record = g_ptr_array_index (records, i);

      g_assert_cmpint (record->state, <=, MADO_CA_STATE_REVOKED);
      check_certificate (record->certificate);
    }
}

static void
check_ca_certificates (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCertificate) certificate = mado_ca_decode_ca_certificates (bytes, &error);

  g_assert_true ((certificate == NULL) == (error != NULL));
  if (certificate != NULL)
    check_certificate (certificate);
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize n_bytes)
{
  g_autoptr (GBytes) input = g_bytes_new (bytes, n_bytes);

  check_certificate_bytes (input);
  check_records (input);
  check_ca_certificates (input);
  return 0;
}
