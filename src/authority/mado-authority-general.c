/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * General messages: what a desk may ask besides certificates (docs/cmp.md). */
#include "config.h"

#include "mado-authority-private.h"

#include "mado-bytes.h"
#include "mado-query.h"

#include <openssl/asn1t.h>
#include <string.h>

#define ID_IT_CURRENT_CRL "1.3.6.1.5.5.7.4.6" /* RFC 9810, 5.3.19.6 */
#define ID_IT_CA_CERTS "1.3.6.1.5.5.7.4.17"   /* RFC 9810, 5.3.19.14 */
#define ASK_OID "2.25.27366695577372611467850053791113886515"
#define REVOCATION_OID "2.25.14633008615450746620574153647903607926"

/* The answer to "what was issued for this key": docs/cmp.md. */
typedef struct
{
  X509 *certificate;
  ASN1_ENUMERATED *state;
  ASN1_ENUMERATED *reason;          /* optional */
  ASN1_GENERALIZEDTIME *revoked_at; /* optional */
  ASN1_INTEGER *replaces;           /* optional */
} Issued;

/* What an rp says besides "accepted": docs/cmp.md. */
typedef struct
{
  ASN1_GENERALIZEDTIME *revoked_at;
  ASN1_ENUMERATED *reason;
} Revocation;

/* clang-format off */
ASN1_SEQUENCE (Issued) = {
  ASN1_SIMPLE (Issued, certificate, X509),
  ASN1_SIMPLE (Issued, state, ASN1_ENUMERATED),
  ASN1_IMP_OPT (Issued, reason, ASN1_ENUMERATED, 0),
  ASN1_IMP_OPT (Issued, revoked_at, ASN1_GENERALIZEDTIME, 1),
  ASN1_IMP_OPT (Issued, replaces, ASN1_INTEGER, 2),
} static_ASN1_SEQUENCE_END (Issued)

ASN1_SEQUENCE (Revocation) = {
  ASN1_SIMPLE (Revocation, revoked_at, ASN1_GENERALIZEDTIME),
  ASN1_SIMPLE (Revocation, reason, ASN1_ENUMERATED),
} static_ASN1_SEQUENCE_END (Revocation)

ASN1_ITEM_TEMPLATE (IssuedList) =
  ASN1_EX_TEMPLATE_TYPE (ASN1_TFLG_SEQUENCE_OF, 0, IssuedList, Issued)
static_ASN1_ITEM_TEMPLATE_END (IssuedList)
/* clang-format on */

/* The numbers of the wire. */
static const char *const states[] = { "unconfirmed", "active", "revoked" };

static ASN1_INTEGER *
new_serial (const char *hex)
{
  g_autoptr (GBytes) bytes = mado_bytes_from_hex (hex);
  BIGNUM *number = BN_bin2bn (g_bytes_get_data (bytes, NULL), (int) g_bytes_get_size (bytes), NULL);
  ASN1_INTEGER *serial = BN_to_ASN1_INTEGER (number, NULL);

  BN_free (number);
  return serial;
}

static Issued *
new_issued (MadoQuery *row)
{
  Issued *issued = (Issued *) ASN1_item_new (ASN1_ITEM_rptr (Issued));
  g_autoptr (GBytes) der = mado_query_get_bytes (row, "der");
  const guint8 *at = g_bytes_get_data (der, NULL);
  const char *state = mado_query_get_text (row, "state");

  X509_free (issued->certificate);
  issued->certificate = d2i_X509 (NULL, &at, (long) g_bytes_get_size (der));
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i], state))
      ASN1_ENUMERATED_set (issued->state, (long) i);
  if (!mado_query_is_null (row, "replaces"))
    issued->replaces = new_serial (mado_query_get_text (row, "replaces"));
  if (mado_query_is_null (row, "reason"))
    return issued;
  issued->reason = ASN1_ENUMERATED_new ();
  ASN1_ENUMERATED_set (issued->reason, (long) mado_query_get_integer (row, "reason"));
  issued->revoked_at
      = ASN1_GENERALIZEDTIME_set (NULL, (time_t) mado_query_get_integer (row, "revoked_at"));
  return issued;
}

/* The rows of @query, which is consumed, as KeyAnswer. */
static GBytes *
encode_issued (MadoQuery *query)
{
  OPENSSL_STACK *list = OPENSSL_sk_new_null ();
  gboolean has_row = FALSE, held;
  guint8 *der = NULL;
  int n_der = -1;
  GBytes *bytes;

  while ((held = mado_query_next (query, &has_row, NULL)) && has_row)
    OPENSSL_sk_push (list, new_issued (query));
  if (held)
    n_der = ASN1_item_i2d ((ASN1_VALUE *) list, &der, ASN1_ITEM_rptr (IssuedList));
  bytes = n_der > 0 ? g_bytes_new (der, (gsize) n_der) : NULL;
  OPENSSL_free (der);
  ASN1_item_free ((ASN1_VALUE *) list, ASN1_ITEM_rptr (IssuedList));
  return bytes;
}

/* KeyQuestion ::= CHOICE { key OCTET STRING (SIZE (32)), serialNumber INTEGER } */
static MadoQuery *
begin_question (MadoAuthority *self, const ASN1_TYPE *question)
{
  gboolean by_key = question->type == V_ASN1_OCTET_STRING
                    && ASN1_STRING_length (question->value.octet_string) == 32;
  MadoQuery *query;

  if (!by_key && question->type != V_ASN1_INTEGER)
    return NULL;
  query = mado_query_new (self->db, by_key ? "certificate/of-key" : "certificate/of-serial", NULL);
  if (query != NULL && by_key)
    {
      g_autoptr (GBytes) spki
          = g_bytes_new (ASN1_STRING_get0_data (question->value.octet_string), 32);

      mado_query_bind_bytes (query, "spki", spki);
    }
  else if (query != NULL)
    {
      g_autofree char *serial = mado_names_serial (question->value.integer);

      mado_query_bind_text (query, "serial", serial);
    }
  return query;
}

static OSSL_CMP_ITAV *
new_item (const char *oid, gpointer value)
{
  return OSSL_CMP_ITAV_create (OBJ_txt2obj (oid, 1), value);
}

static ASN1_TYPE *
new_sequence (GBytes *der)
{
  gsize n_der;
  const guint8 *at = g_bytes_get_data (der, &n_der);

  return d2i_ASN1_TYPE (NULL, &at, (long) n_der);
}

/* SEQUENCE OF Certificate, with the one that there is. */
static OSSL_CMP_ITAV *
answer_ca_certificates (MadoAuthority *self)
{
  gsize n_ca;
  const guint8 *ca = g_bytes_get_data (self->ca_der, &n_ca);
  gsize n_list = (gsize) ASN1_object_size (1, (int) n_ca, V_ASN1_SEQUENCE);
  guint8 *list = g_malloc (n_list), *at = list;
  g_autoptr (GBytes) der = NULL;

  ASN1_put_object (&at, 1, (int) n_ca, V_ASN1_SEQUENCE, V_ASN1_UNIVERSAL);
  memcpy (at, ca, n_ca);
  der = g_bytes_new_take (list, n_list);
  return new_item (ID_IT_CA_CERTS, new_sequence (der));
}

/* OpenSSL's table of information types holds a CRL as such, not as ANY. */
static OSSL_CMP_ITAV *
answer_crl (MadoAuthority *self, const char *municipality)
{
  g_autoptr (GBytes) der = mado_crl_make (self, municipality, NULL);
  const guint8 *at = der != NULL ? g_bytes_get_data (der, NULL) : NULL;
  X509_CRL *crl = der != NULL ? d2i_X509_CRL (NULL, &at, (long) g_bytes_get_size (der)) : NULL;

  return crl != NULL ? new_item (ID_IT_CURRENT_CRL, crl) : NULL;
}

static OSSL_CMP_ITAV *
answer_key (MadoAuthority *self, const char *municipality, const OSSL_CMP_ITAV *question)
{
  const ASN1_TYPE *value = OSSL_CMP_ITAV_get0_value (question);
  g_autoptr (MadoQuery) query = value != NULL ? begin_question (self, value) : NULL;
  g_autoptr (GBytes) der = NULL;

  if (query == NULL)
    return NULL;
  mado_query_bind_text (query, "municipality", municipality);
  der = encode_issued (query);
  return der != NULL ? new_item (ASK_OID, new_sequence (der)) : NULL;
}

OSSL_CMP_ITAV *
mado_general_new_revocation (const MadoRevocationRecord *record)
{
  Revocation *revocation = (Revocation *) ASN1_item_new (ASN1_ITEM_rptr (Revocation));
  g_autoptr (GBytes) bytes = NULL;
  guint8 *der = NULL;
  int n_der;

  ASN1_GENERALIZEDTIME_set (revocation->revoked_at, (time_t) record->at);
  ASN1_ENUMERATED_set (revocation->reason, record->reason);
  n_der = ASN1_item_i2d ((ASN1_VALUE *) revocation, &der, ASN1_ITEM_rptr (Revocation));
  ASN1_item_free ((ASN1_VALUE *) revocation, ASN1_ITEM_rptr (Revocation));
  bytes = g_bytes_new (der, n_der > 0 ? (gsize) n_der : 0);
  OPENSSL_free (der);
  return new_item (REVOCATION_OID, new_sequence (bytes));
}

OSSL_CMP_ITAV *
mado_general_answer (MadoAuthority *self, const char *municipality, const OSSL_CMP_ITAV *question)
{
  char oid[80];

  OBJ_obj2txt (oid, sizeof oid, OSSL_CMP_ITAV_get0_type (question), 1);
  if (g_str_equal (oid, ASK_OID))
    return answer_key (self, municipality, question);
  if (g_str_equal (oid, ID_IT_CURRENT_CRL))
    return answer_crl (self, municipality);
  if (g_str_equal (oid, ID_IT_CA_CERTS))
    return answer_ca_certificates (self);
  return NULL;
}
