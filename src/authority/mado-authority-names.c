/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-authority-private.h"

#include "mado-bytes.h"

#include <openssl/rand.h>
#include <string.h>

G_DEFINE_QUARK (mado_authority_error, mado_authority_error)

gboolean
mado_authority_set_error (GError **error, MadoAuthorityError code, const char *text)
{
  ERR_clear_error ();
  g_set_error_literal (error, MADO_AUTHORITY_ERROR, (int) code, text);
  return FALSE;
}

/* Country as PrintableString, everything else as UTF8String: card.md 4.2 and 4.3. */
static void
add_part (X509_NAME *name, const char *type, const char *value)
{
  int string_type = g_str_equal (type, "C") ? V_ASN1_PRINTABLESTRING : V_ASN1_UTF8STRING;

  X509_NAME_add_entry_by_txt (name, type, string_type, (const guint8 *) value, -1, -1, 0);
}

static X509_NAME *
new_base (void)
{
  X509_NAME *name = X509_NAME_new ();

  add_part (name, "C", "JP");
  add_part (name, "O", "JPKI-TEST"); /* never the real hierarchy's "JPKI" */
  add_part (name, "OU", "JPKI for digital signature");
  return name;
}

/* "Hokkaido-ken" is governed by the "Hokkaido Governor". */
static char *
bare_prefecture (const char *prefecture)
{
  const char *dash = strrchr (prefecture, '-');

  return dash != NULL ? g_strndup (prefecture, (gsize) (dash - prefecture)) : g_strdup (prefecture);
}

X509_NAME *
mado_names_new_ca (const char *prefecture)
{
  g_autofree char *bare = bare_prefecture (prefecture);
  g_autofree char *governor = g_strdup_printf ("%s Governor", bare);
  X509_NAME *name = new_base ();

  add_part (name, "OU", governor);
  return name;
}

X509_NAME *
mado_names_new_crl_point (const char *prefecture, const char *municipality)
{
  g_autofree char *point = g_strdup_printf ("%s CRLDP", municipality);
  X509_NAME *name = new_base ();

  add_part (name, "OU", "CRL Distribution Points");
  add_part (name, "OU", prefecture);
  add_part (name, "CN", point);
  return name;
}

X509_NAME *
mado_names_new_japanese (void)
{
  X509_NAME *name = X509_NAME_new ();

  add_part (name, "C", "JP");
  add_part (name, "O", "公的個人認証サービス（訓練）");
  add_part (name, "OU", "公的個人認証サービス署名用");
  return name;
}

X509_NAME *
mado_names_new_service (const char *prefecture, const char *municipality, const char *common_name)
{
  X509_NAME *name = new_base ();

  add_part (name, "L", prefecture);
  if (municipality != NULL)
    add_part (name, "L", municipality);
  add_part (name, "CN", common_name);
  return name;
}

X509_NAME *
mado_names_new_holder (const char *prefecture, const MadoRequest *request)
{
  X509_NAME *name = X509_NAME_new ();

  add_part (name, "C", "JP");
  add_part (name, "L", prefecture);
  add_part (name, "L", request->municipality);
  add_part (name, "CN", request->common_name);
  return name;
}

/* The day before the same date @years later, at its last second in Japan.  Where that date does
 * not exist (29 February) the period ends with the month: 2008-02-29 -> 2011-02-28 (民法143条,
 * domain.md 10.2).  Worked out here apart from src/rules, so that each checks the other. */
gint64
mado_names_last_instant (gint64 issued_at, int years)
{
  g_autoptr (GDate) day = mado_clock_date_of (issued_at);
  GDateYear year = (GDateYear) (g_date_get_year (day) + years);

  if (g_date_valid_dmy (g_date_get_day (day), g_date_get_month (day), year))
    {
      g_date_set_year (day, year);
      g_date_subtract_days (day, 1);
    }
  else
    g_date_set_dmy (day, g_date_get_days_in_month (g_date_get_month (day), year),
                    g_date_get_month (day), year);
  return mado_clock_instant (day, 23, 59, 59);
}

gboolean
mado_names_add_extension (X509 *x509, int nid, gpointer value, gboolean critical)
{
  return X509_add1_ext_i2d (x509, nid, value, critical, X509V3_ADD_APPEND) == 1;
}

GENERAL_NAMES *
mado_names_new_directory (const X509_NAME *directory)
{
  GENERAL_NAMES *names = GENERAL_NAMES_new ();
  GENERAL_NAME *name = GENERAL_NAME_new ();

  GENERAL_NAME_set0_value (name, GEN_DIRNAME, X509_NAME_dup (directory));
  sk_GENERAL_NAME_push (names, name);
  return names;
}

DIST_POINT *
mado_names_new_dist_point (const X509_NAME *name)
{
  DIST_POINT *point = DIST_POINT_new ();

  point->distpoint = DIST_POINT_NAME_new ();
  point->distpoint->type = 0; /* fullName */
  point->distpoint->name.fullname = mado_names_new_directory (name);
  return point;
}

gboolean
mado_names_add_crl_point (X509 *x509, const X509_NAME *name)
{
  CRL_DIST_POINTS *points = CRL_DIST_POINTS_new ();
  gboolean held;

  sk_DIST_POINT_push (points, mado_names_new_dist_point (name));
  held = mado_names_add_extension (x509, NID_crl_distribution_points, points, FALSE);
  CRL_DIST_POINTS_free (points);
  return held;
}

gboolean
mado_names_add_key_usage (X509 *x509, const int *bits, gsize n_bits)
{
  ASN1_BIT_STRING *usage = ASN1_BIT_STRING_new ();
  gboolean held;

  for (gsize i = 0; i < n_bits; i++)
    ASN1_BIT_STRING_set_bit (usage, bits[i], 1);
  held = mado_names_add_extension (x509, NID_key_usage, usage, TRUE);
  ASN1_BIT_STRING_free (usage);
  return held;
}

static ASN1_OCTET_STRING *
new_key_id (X509 *x509)
{
  ASN1_OCTET_STRING *id = ASN1_OCTET_STRING_new ();
  guint8 digest[20];

  X509_pubkey_digest (x509, EVP_sha1 (), digest, NULL); /* RFC 5280, 4.2.1.2 (1) */
  ASN1_OCTET_STRING_set (id, digest, sizeof digest);
  return id;
}

/* authorityKeyIdentifier (with issuer and serial) unless @issuer is NULL, then
 * subjectKeyIdentifier. */
gboolean
mado_names_add_key_ids (X509 *x509, X509 *issuer)
{
  ASN1_OCTET_STRING *id = new_key_id (x509);
  AUTHORITY_KEYID *authority = AUTHORITY_KEYID_new ();
  gboolean held = TRUE;

  if (issuer != NULL)
    {
      authority->keyid = ASN1_OCTET_STRING_dup (X509_get0_subject_key_id (issuer));
      authority->issuer = mado_names_new_directory (X509_get_issuer_name (issuer));
      authority->serial = ASN1_INTEGER_dup (X509_get0_serialNumber (issuer));
      held = mado_names_add_extension (x509, NID_authority_key_identifier, authority, FALSE);
    }
  held = held && mado_names_add_extension (x509, NID_subject_key_identifier, id, FALSE);
  AUTHORITY_KEYID_free (authority);
  ASN1_OCTET_STRING_free (id);
  return held;
}

gboolean
mado_names_set_dates (X509 *x509, gint64 not_before, gint64 not_after)
{
  return ASN1_TIME_set (X509_getm_notBefore (x509), (time_t) not_before) != NULL
         && ASN1_TIME_set (X509_getm_notAfter (x509), (time_t) not_after) != NULL;
}

/* Positive and never shorter: the first byte lies in 40..7F. */
gboolean
mado_names_set_random_serial (X509 *x509)
{
  guint8 bytes[MADO_SERIAL_LENGTH];
  BIGNUM *number;
  gboolean held;

  if (RAND_bytes (bytes, sizeof bytes) != 1)
    return FALSE;
  bytes[0] = (guint8) ((bytes[0] & 0x3F) | 0x40);
  number = BN_bin2bn (bytes, sizeof bytes, NULL);
  held = number != NULL && BN_to_ASN1_INTEGER (number, X509_get_serialNumber (x509)) != NULL;
  BN_free (number);
  return held;
}

char *
mado_names_serial (const ASN1_INTEGER *serial)
{
  return mado_bytes_to_hex (ASN1_STRING_get0_data (serial), (gsize) ASN1_STRING_length (serial));
}

GBytes *
mado_names_der (X509 *x509)
{
  guint8 *der = NULL;
  int n_der = i2d_X509 (x509, &der);
  GBytes *bytes = g_bytes_new (der, n_der > 0 ? (gsize) n_der : 0);

  OPENSSL_free (der);
  return bytes;
}
