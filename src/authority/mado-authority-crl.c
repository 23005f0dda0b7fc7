/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Revocation lists, one a municipality (RFC 5280, 5; card.md 4.5).  Entries are written as DER
 * row by row, the list is signed once: a million entries cost no tree of objects. */
#include "config.h"

#include "mado-authority-private.h"

#include "mado-bytes.h"
#include "mado-query.h"
#include "mado-txn.h"

#include <string.h>

#define LIST_VALID_S 86400 /* a new list every day */

/* Tag and length of a value that is appended next. */
static void
put_header (GByteArray *out, guint8 tag, gsize length)
{
  guint8 header[6] = { tag };
  guint n_length = length < 0x80 ? 0 : length < 0x100 ? 1 : length < 0x10000 ? 2 : 4;

  header[1] = n_length == 0 ? (guint8) length : (guint8) (0x80 | n_length);
  for (guint i = 0; i < n_length; i++)
    header[2 + i] = (guint8) (length >> (8 * (n_length - 1 - i)));
  /* DER wants the shortest form: three bytes where they suffice. */
  if (n_length == 4 && header[2] == 0)
    {
      header[1] = 0x83;
      memmove (header + 2, header + 3, 3);
      n_length = 3;
    }
  g_byte_array_append (out, header, 2 + n_length);
}

static void
put_value (GByteArray *out, guint8 tag, const guint8 *value, gsize n_value)
{
  put_header (out, tag, n_value);
  g_byte_array_append (out, value, (guint) n_value);
}

/* Appends what one of OpenSSL's i2d functions made, and frees it. */
static gboolean
put_encoded (GByteArray *out, guint8 *der, int n_der)
{
  if (n_der > 0)
    g_byte_array_append (out, der, (guint) n_der);
  OPENSSL_free (der);
  return n_der > 0;
}

/* UTCTime through 2049, GeneralizedTime from then on (RFC 5280, 5.1.2.4). */
static void
put_time (GByteArray *out, gint64 unix_s)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (unix_s);
  gboolean late = g_date_time_get_year (time) >= 2050;
  g_autofree char *text = g_date_time_format (time, late ? "%Y%m%d%H%M%SZ" : "%y%m%d%H%M%SZ");

  put_value (out, late ? V_ASN1_GENERALIZEDTIME : V_ASN1_UTCTIME, (const guint8 *) text,
             strlen (text));
}

/* Extensions ::= SEQUENCE OF { reasonCode, OCTET STRING { ENUMERATED } }; reason 0 is left out
 * (RFC 5280, 5.3.1). */
static void
put_reason (GByteArray *out, guint8 reason)
{
  const guint8 extensions[]
      = { 0x30, 0x0C, 0x30, 0x0A, 0x06, 0x03, 0x55, 0x1D, 0x15, 0x04, 0x03, 0x0A, 0x01, reason };

  if (reason != 0)
    g_byte_array_append (out, extensions, sizeof extensions);
}

static void
put_entry (GByteArray *out, GByteArray *scratch, MadoQuery *row)
{
  g_autoptr (GBytes) serial = mado_bytes_from_hex (mado_query_get_text (row, "serial"));

  g_byte_array_set_size (scratch, 0);
  put_value (scratch, V_ASN1_INTEGER, g_bytes_get_data (serial, NULL), g_bytes_get_size (serial));
  put_time (scratch, mado_query_get_integer (row, "revoked_at"));
  put_reason (scratch, (guint8) mado_query_get_integer (row, "reason"));
  put_value (out, 0x30, scratch->data, scratch->len);
}

static GByteArray *
build_entries (MadoAuthority *self, const char *municipality, gint64 now, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (self->db, "certificate/revoked", error);
  g_autoptr (GByteArray) entries = g_byte_array_new ();
  g_autoptr (GByteArray) scratch = g_byte_array_new ();
  gboolean has_row = FALSE;

  if (query == NULL)
    return NULL;
  mado_query_bind_text (query, "municipality", municipality);
  mado_query_bind_integer (query, "now", now);
  for (;;)
    {
      if (!mado_query_next (query, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&entries);
      put_entry (entries, scratch, query);
    }
}

static gboolean
read_number (MadoAuthority *self, gint64 *number, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (self->db, "authority/get", error);
  gboolean has_row = FALSE;

  if (query == NULL || !mado_query_next (query, &has_row, error))
    return FALSE;
  *number = mado_query_get_integer (query, "crl_number");
  return TRUE;
}

static gboolean
take_number (MadoAuthority *self, gint64 *number, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (self->db, "authority/next-crl-number", error);
  g_autoptr (MadoTxn) txn = query != NULL ? mado_txn_begin (self->db, error) : NULL;

  return txn != NULL && mado_query_run (query, error) && read_number (self, number, error)
         && mado_txn_commit (txn, error);
}

/* Adds one extension to a list of them. */
static gboolean
add (X509_EXTENSIONS **extensions, int nid, gpointer value, gboolean critical)
{
  return X509V3_add1_i2d (extensions, nid, value, critical, X509V3_ADD_APPEND) == 1;
}

static gboolean
add_scope (MadoAuthority *self, X509_EXTENSIONS **extensions, const char *municipality)
{
  g_autoptr (X509_NAME) point = mado_names_new_crl_point (self->prefecture, municipality);
  ISSUING_DIST_POINT *scope = ISSUING_DIST_POINT_new ();
  DIST_POINT *dist_point = mado_names_new_dist_point (point);
  gboolean held;

  scope->distpoint = g_steal_pointer (&dist_point->distpoint);
  scope->onlyuser = 0xFF;
  held = add (extensions, NID_issuing_distribution_point, scope, TRUE);
  DIST_POINT_free (dist_point);
  ISSUING_DIST_POINT_free (scope);
  return held;
}

static gboolean
add_number_and_key (MadoAuthority *self, X509_EXTENSIONS **extensions, gint64 number)
{
  ASN1_INTEGER *integer = ASN1_INTEGER_new ();
  AUTHORITY_KEYID *authority = AUTHORITY_KEYID_new ();
  gboolean held;

  ASN1_INTEGER_set_int64 (integer, number);
  authority->keyid = ASN1_OCTET_STRING_dup (X509_get0_subject_key_id (self->ca));
  held = add (extensions, NID_authority_key_identifier, authority, FALSE)
         && add (extensions, NID_crl_number, integer, FALSE);
  AUTHORITY_KEYID_free (authority);
  ASN1_INTEGER_free (integer);
  return held;
}

static gboolean
put_extensions (MadoAuthority *self, GByteArray *out, const char *municipality, gint64 number)
{
  X509_EXTENSIONS *extensions = NULL;
  guint8 *der = NULL;
  int n_der = 0;
  gboolean held;

  if (add_number_and_key (self, &extensions, number) && add_scope (self, &extensions, municipality))
    n_der = i2d_X509_EXTENSIONS (extensions, &der);
  held = n_der > 0;
  if (held)
    put_value (out, 0xA0, der, (gsize) n_der); /* [0] EXPLICIT */
  OPENSSL_free (der);
  sk_X509_EXTENSION_pop_free (extensions, X509_EXTENSION_free);
  return held;
}

/* sha256WithRSAEncryption with NULL parameters */
static const guint8 algorithm[]
    = { 0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B, 0x05, 0x00 };
static const guint8 version_2[] = { 0x02, 0x01, 0x01 };

/* TBSCertList (RFC 5280, 5.1) around the entries. */
static GByteArray *
build_tbs (MadoAuthority *self, const char *municipality, const GByteArray *entries, gint64 now,
           gint64 number)
{
  g_autoptr (GByteArray) body = g_byte_array_sized_new (entries->len + 1024);
  GByteArray *tbs;
  guint8 *name = NULL;
  int n_name = i2d_X509_NAME (X509_get_subject_name (self->ca), &name);

  g_byte_array_append (body, version_2, sizeof version_2);
  g_byte_array_append (body, algorithm, sizeof algorithm);
  if (!put_encoded (body, name, n_name))
    return NULL;
  put_time (body, now);
  put_time (body, now + LIST_VALID_S);
  if (entries->len > 0) /* an empty list of entries must be absent */
    put_value (body, 0x30, entries->data, entries->len);
  if (!put_extensions (self, body, municipality, number))
    return NULL;
  tbs = g_byte_array_sized_new (body->len + 8);
  put_value (tbs, 0x30, body->data, body->len);
  return tbs;
}

static GBytes *
sign (MadoAuthority *self, const GByteArray *tbs)
{
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  guint8 signature[1 + 1024] = { 0 }; /* the bit string's count of unused bits stands first */
  gsize n_signature = sizeof signature - 1;
  gboolean held
      = EVP_DigestSignInit (context, NULL, EVP_sha256 (), NULL, self->ca_key) == 1
        && EVP_DigestSign (context, signature + 1, &n_signature, tbs->data, tbs->len) == 1;
  GByteArray *list;

  EVP_MD_CTX_free (context);
  if (!held)
    return NULL;
  list = g_byte_array_sized_new (tbs->len + 512);
  put_header (list, 0x30, tbs->len + sizeof algorithm + 4 + 1 + n_signature);
  g_byte_array_append (list, tbs->data, tbs->len);
  g_byte_array_append (list, algorithm, sizeof algorithm);
  put_value (list, V_ASN1_BIT_STRING, signature, 1 + n_signature);
  return g_byte_array_free_to_bytes (list);
}

GBytes *
mado_crl_make (MadoAuthority *self, const char *municipality, GError **error)
{
  gint64 now = mado_clock_now (self->clock), number = 0;
  g_autoptr (GByteArray) entries = build_entries (self, municipality, now, error);
  g_autoptr (GByteArray) tbs = NULL;
  GBytes *list = NULL;

  if (entries == NULL || !take_number (self, &number, error))
    return NULL;
  tbs = build_tbs (self, municipality, entries, now, number);
  if (tbs != NULL)
    list = sign (self, tbs);
  if (list == NULL)
    mado_authority_set_error (error, MADO_AUTHORITY_ERROR_KEYS, "the list could not be signed");
  return list;
}
