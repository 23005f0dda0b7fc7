/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the authority accepts in a PKCS#10 request.  Everything is rebuilt from the checked
 * values; nothing of the request is copied into a certificate. */
#include "config.h"

#include "mado-authority-private.h"

#include "mado-certificate-text.h"
#include "mado-person.h"

#include <openssl/core_names.h>
#include <openssl/hmac.h>
#include <openssl/rsa.h>
#include <string.h>

#define NAMES_ARC "1.2.392.200149.8.5.5." /* card.md 4.3 */
#define NAME_MAX_CHARS 200
#define ADDRESS_MAX_CHARS 200 /* card.md 4.3 */
#define COMMON_NAME_DIGITS 19 /* request time JST and sequence */
#define COMMON_NAME_LENGTH 28 /* and nine characters of the window's id */
#define MODULUS_BITS 2048

enum
{
  NAME = 0,
  NAME_FLAGS,
  SEX,
  BIRTH,
  ADDRESS,
  ADDRESS_FLAGS
};

/* clang-format off */
static const struct { char era; guint32 first, last; } eras[] = {
  /* 1912-07-30 and 1926-12-25 carry both eras' names; the later changes fell on midnight. */
  { '1', 18680125, 19120730 }, /* 明治 */
  { '2', 19120730, 19261225 }, /* 大正 */
  { '3', 19261225, 19890107 }, /* 昭和 */
  { '4', 19890108, 20190430 }, /* 平成 */
  { '5', 20190501, 99991231 }, /* 令和 */
};
/* clang-format on */

static gboolean
refuse (MadoRefusal *refusal, int failure, const char *text)
{
  refusal->failure = failure;
  refusal->text = text;
  return FALSE;
}

void
mado_request_free (MadoRequest *self)
{
  for (gsize i = 0; i < MADO_N_NAMES; i++)
    g_free (self->names[i]);
  g_free (self->municipality);
  g_free (self->common_name);
  g_free (self->replaces);
  EVP_PKEY_free (self->key);
  g_free (self);
}

/* (transfer full): the text of a name part; NULL unless it is of @nid and valid UTF-8. */
static char *
part_text (const X509_NAME *name, int at, int nid)
{
  const X509_NAME_ENTRY *entry = X509_NAME_get_entry (name, at);
  guint8 *utf8 = NULL;
  int n_utf8;
  char *text = NULL;

  if (entry == NULL || OBJ_obj2nid (X509_NAME_ENTRY_get_object (entry)) != nid)
    return NULL;
  n_utf8 = ASN1_STRING_to_UTF8 (&utf8, X509_NAME_ENTRY_get_data (entry));
  if (n_utf8 > 0 && memchr (utf8, 0, (gsize) n_utf8) == NULL)
    text = g_strndup ((const char *) utf8, (gsize) n_utf8);
  OPENSSL_free (utf8);
  return text;
}

static gboolean
is_common_name (const char *text)
{
  if (text == NULL || strlen (text) != COMMON_NAME_LENGTH
      || strspn (text, "0123456789") < COMMON_NAME_DIGITS)
    return FALSE;
  return strspn (text, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == COMMON_NAME_LENGTH;
}

static gboolean
check_subject (MadoRequest *self, const X509_NAME *name, const char *prefecture,
               const char *municipality, MadoRefusal *refusal)
{
  g_autofree char *country = part_text (name, 0, NID_countryName);
  g_autofree char *upper = part_text (name, 1, NID_localityName);

  self->municipality = part_text (name, 2, NID_localityName);
  self->common_name = part_text (name, 3, NID_commonName);
  if (X509_NAME_entry_count (name) != 4 || g_strcmp0 (country, "JP") != 0 || upper == NULL
      || self->municipality == NULL || !is_common_name (self->common_name))
    return refuse (refusal, OSSL_CMP_PKIFAILUREINFO_badCertTemplate, "subject is not C, L, L, CN");
  if (!g_str_equal (upper, prefecture) || g_strcmp0 (self->municipality, municipality) != 0)
    return refuse (refusal, OSSL_CMP_PKIFAILUREINFO_notAuthorized,
                   "this desk does not speak for that municipality");
  return TRUE;
}

static gboolean
check_key (MadoRequest *self, const X509_REQ *csr, MadoRefusal *refusal)
{
  BIGNUM *exponent = NULL;
  gboolean fits;

  self->key = X509_REQ_get_pubkey ((X509_REQ *) (gsize) csr);
  fits = self->key != NULL && EVP_PKEY_is_a (self->key, "RSA")
         && EVP_PKEY_get_bits (self->key) == MODULUS_BITS
         && EVP_PKEY_get_bn_param (self->key, OSSL_PKEY_PARAM_RSA_E, &exponent) == 1
         && BN_is_word (exponent, RSA_F4)
         && X509_REQ_get_signature_nid (csr) == NID_sha256WithRSAEncryption;
  BN_free (exponent);
  if (!fits)
    return refuse (refusal, OSSL_CMP_PKIFAILUREINFO_badCertTemplate,
                   "key is not RSA 2048 with exponent 65537, signed with SHA-256");
  return TRUE;
}

/* Index of an otherName of the arc, -1 for anything else. */
static int
index_of (const GENERAL_NAME *name, ASN1_TYPE **value)
{
  ASN1_OBJECT *oid;
  char text[80];

  if (name->type != GEN_OTHERNAME || !GENERAL_NAME_get0_otherName (name, &oid, value))
    return -1;
  OBJ_obj2txt (text, sizeof text, oid, 1);
  if (!g_str_has_prefix (text, NAMES_ARC) || strlen (text) != strlen (NAMES_ARC) + 1)
    return -1;
  text[0] = text[strlen (NAMES_ARC)];
  return text[0] >= '1' && text[0] <= '6' ? text[0] - '1' : -1;
}

static gboolean
take_name (MadoRequest *self, const GENERAL_NAME *name)
{
  ASN1_TYPE *value;
  int at = index_of (name, &value);
  const char *bytes;
  gsize n_bytes;

  if (at < 0 || self->names[at] != NULL || value->type != V_ASN1_UTF8STRING)
    return FALSE;
  bytes = (const char *) ASN1_STRING_get0_data (value->value.utf8string);
  n_bytes = (gsize) ASN1_STRING_length (value->value.utf8string);
  if (n_bytes == 0 || !g_utf8_validate_len (bytes, n_bytes, NULL))
    return FALSE;
  self->names[at] = g_strndup (bytes, n_bytes);
  return TRUE;
}

static gboolean
take_names (MadoRequest *self, const X509_REQ *csr, MadoRefusal *refusal)
{
  STACK_OF (X509_EXTENSION) *extensions = X509_REQ_get_extensions ((X509_REQ *) (gsize) csr);
  GENERAL_NAMES *names = X509V3_get_d2i (extensions, NID_subject_alt_name, NULL, NULL);
  gboolean held = sk_GENERAL_NAME_num (names) == MADO_N_NAMES;

  for (int i = 0; held && i < MADO_N_NAMES; i++)
    held = take_name (self, sk_GENERAL_NAME_value (names, i));
  GENERAL_NAMES_free (names);
  sk_X509_EXTENSION_pop_free (extensions, X509_EXTENSION_free);
  if (!held)
    return refuse (refusal, OSSL_CMP_PKIFAILUREINFO_badDataFormat,
                   "subjectAltName is not the six otherNames as UTF8String");
  return TRUE;
}

/* Printable text without control characters, of 1..max characters. */
static gboolean
is_text (const char *text, glong max)
{
  glong n_characters;
  g_autofree gunichar *characters = g_utf8_to_ucs4_fast (text, -1, &n_characters);

  if (n_characters < 1 || n_characters > max)
    return FALSE;
  for (glong i = 0; i < n_characters; i++)
    {
      gunichar character = characters[i];

      if (g_unichar_iscntrl (character) || character == 0xFFFD)
        return FALSE;
    }
  return TRUE;
}

/* One digit, 0 or 1, for each character; characters beyond the BMP count once. */
static gboolean
is_flags (const char *flags, const char *text)
{
  gsize n_flags = strlen (flags);

  return strspn (flags, "01") == n_flags && n_flags == (gsize) g_utf8_strlen (text, -1);
}

/* "EYYYYMMDD": the era digit must agree with the Gregorian date; era 0 is a date not known. */
static gboolean
is_birth (const char *text)
{
  guint32 date;

  if (strlen (text) != 9 || strspn (text, "0123456789") != 9)
    return FALSE;
  if (text[0] == '0')
    return TRUE;
  date = (guint32) g_ascii_strtoull (text + 1, NULL, 10);
  if (!g_date_valid_dmy ((GDateDay) (date % 100), (GDateMonth) (date / 100 % 100),
                         (GDateYear) (date / 10000)))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (eras); i++)
    if (eras[i].era == text[0])
      return date >= eras[i].first && date <= eras[i].last;
  return FALSE;
}

/* The six names hold what the desk has converted already: JIS X 0208 and 0212, anything else by its
 * substitute (card.md 4.3). */
static gboolean
check_repertoire (const MadoRequest *self, MadoRefusal *refusal)
{
  return (mado_certificate_text_is_certifiable (self->names[NAME])
          && mado_certificate_text_is_certifiable (self->names[ADDRESS]))
         || refuse (refusal, OSSL_CMP_PKIFAILUREINFO_badCertTemplate,
                    "a name or address holds characters outside JIS X 0208 and 0212");
}

static gboolean
check_names (MadoRequest *self, MadoRefusal *refusal)
{
  char **names = self->names;

  if (is_text (names[NAME], NAME_MAX_CHARS) && is_flags (names[NAME_FLAGS], names[NAME])
      && strlen (names[SEX]) == 1 && strchr ("129", *names[SEX]) != NULL && is_birth (names[BIRTH])
      && is_text (names[ADDRESS], ADDRESS_MAX_CHARS)
      && is_flags (names[ADDRESS_FLAGS], names[ADDRESS]))
    return check_repertoire (self, refusal);
  return refuse (refusal, OSSL_CMP_PKIFAILUREINFO_incorrectData,
                 "a name, date, sex, address or its flags has the wrong form");
}

/* Tells persons apart without keeping their data in an index: HMAC over the four items and the
 * municipality, keyed with this authority's salt.  The parts are parted by a byte that none of
 * them contains. */
static void
compute_person (const MadoRequest *self, const char *name, const guint8 salt[32], guint8 person[32])
{
  g_autofree char *joined = g_strjoin ("\x1F", name, self->names[BIRTH], self->names[SEX],
                                       self->names[ADDRESS], self->municipality, NULL);

  HMAC (EVP_sha256 (), salt, 32, (const guint8 *) joined, strlen (joined), person, NULL);
}

/* A blank between family and given name makes nobody another person (mado-person.h).  Rows that
 * were made before names were folded keep their value, and are asked for by the name as it is
 * written: such a one is missed only when its name was written with another blank than the
 * request's, and only until that certificate ends. */
static void
compute_persons (MadoRequest *self, const guint8 salt[32])
{
  g_autofree char *folded = mado_person_fold (self->names[NAME]);

  compute_person (self, folded, salt, self->person);
  compute_person (self, self->names[NAME], salt, self->person_typed);
}

static void
compute_spki (MadoRequest *self, const X509_REQ *csr)
{
  guint8 *der = NULL;
  int n_der = i2d_X509_PUBKEY (X509_REQ_get_X509_PUBKEY ((X509_REQ *) (gsize) csr), &der);

  EVP_Digest (der, (gsize) n_der, self->spki, NULL, EVP_sha256 (), NULL);
  OPENSSL_free (der);
}

/* The signature of the request was verified by OpenSSL before (proof of possession). */
MadoRequest *
mado_request_check (MadoAuthority *authority, const X509_REQ *csr, const char *municipality,
                    MadoRefusal *refusal)
{
  g_autoptr (MadoRequest) self = g_new0 (MadoRequest, 1);

  if (!check_subject (self, X509_REQ_get_subject_name (csr), authority->prefecture, municipality,
                      refusal)
      || !check_key (self, csr, refusal) || !take_names (self, csr, refusal)
      || !check_names (self, refusal))
    return NULL;
  compute_persons (self, authority->salt);
  compute_spki (self, csr);
  return g_steal_pointer (&self);
}
