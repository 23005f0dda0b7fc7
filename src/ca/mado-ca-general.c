/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * General messages (RFC 9810, 5.3.19): the questions and the forms of their answers. */
#include "config.h"

#include "mado-bytes.h"
#include "mado-ca-exchange-private.h"

#include <openssl/asn1t.h>
#include <string.h>

#define BODY_GENP 22   /* context tag of genp in PKIBody: RFC 9810, 5.1.2 */
#define GENERAL_INFO 8 /* context tag of generalInfo in PKIHeader: RFC 9810, 5.1.1 */

/* One issued certificate in the answer to MADO_CA_ASK_OID (docs/cmp.md). */
typedef struct
{
  X509 *certificate;
  ASN1_ENUMERATED *state;
  ASN1_ENUMERATED *reason;          /* optional */
  ASN1_GENERALIZEDTIME *revoked_at; /* optional */
  ASN1_INTEGER *replaces;           /* optional */
} Issued;

/* What an rp says of the record. */
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

ASN1_ITEM_TEMPLATE (CertificateList) =
  ASN1_EX_TEMPLATE_TYPE (ASN1_TFLG_SEQUENCE_OF, 0, CertificateList, X509)
static_ASN1_ITEM_TEMPLATE_END (CertificateList)
/* clang-format on */

/* A TLV at *at: moves *at to its value and gives the value's end. */
static gboolean
enter (const guint8 **at, const guint8 *end, int expected_class, int expected_tag,
       const guint8 **value_end)
{
  long length;
  int tag, class;

  if (*at >= end || (ASN1_get_object (at, &length, &tag, &class, end - *at) & 0x81) != 0
      || class != expected_class || tag != expected_tag)
    return FALSE;
  *value_end = *at + length;
  return TRUE;
}

/* The OID at *at equals @oid; moves *at behind it. */
static gboolean
take_oid (const guint8 **at, const guint8 *end, const ASN1_OBJECT *oid)
{
  ASN1_OBJECT *found = d2i_ASN1_OBJECT (NULL, at, end - *at);
  gboolean equal = found != NULL && OBJ_cmp (found, oid) == 0;

  ASN1_OBJECT_free (found);
  return equal;
}

/* The value of @oid in a SEQUENCE OF InfoTypeAndValue at @at. */
static GBytes *
find_item (const guint8 *at, const guint8 *end, const ASN1_OBJECT *oid)
{
  if (!enter (&at, end, V_ASN1_UNIVERSAL, V_ASN1_SEQUENCE, &end))
    return NULL;
  while (at < end)
    {
      const guint8 *item_end;

      if (!enter (&at, end, V_ASN1_UNIVERSAL, V_ASN1_SEQUENCE, &item_end))
        return NULL;
      if (take_oid (&at, item_end, oid) && at < item_end)
        return g_bytes_new (at, (gsize) (item_end - at));
      at = item_end;
    }
  return NULL;
}

/* PKIMessage ::= SEQUENCE { header SEQUENCE, body [22] SEQUENCE OF ITAV, … }: the verified
 * answer's own bytes, since OpenSSL gives typed pointers for some OIDs and ANY for others. */
static GBytes *
find_value (GBytes *answer, const ASN1_OBJECT *oid)
{
  gsize n_answer;
  const guint8 *at = g_bytes_get_data (answer, &n_answer), *end = at + n_answer, *header_end;

  if (!enter (&at, end, V_ASN1_UNIVERSAL, V_ASN1_SEQUENCE, &end)
      || !enter (&at, end, V_ASN1_UNIVERSAL, V_ASN1_SEQUENCE, &header_end))
    return NULL;
  at = header_end;
  return enter (&at, end, V_ASN1_CONTEXT_SPECIFIC, BODY_GENP, &end) ? find_item (at, end, oid)
                                                                    : NULL;
}

/* Behind the element at *at, whatever it is. */
static gboolean
skip (const guint8 **at, const guint8 *end, int *class, int *tag, const guint8 **value)
{
  long length;

  if (*at >= end || (ASN1_get_object (at, &length, tag, class, end - *at) & 0x81) != 0)
    return FALSE;
  *value = *at;
  *at += length;
  return TRUE;
}

/* The same in the header's generalInfo, which stands behind pvno, sender and recipient. */
static GBytes *
find_in_header (GBytes *answer, const ASN1_OBJECT *oid)
{
  gsize n_answer;
  const guint8 *at = g_bytes_get_data (answer, &n_answer), *end = at + n_answer, *value;
  int class, tag;

  if (!enter (&at, end, V_ASN1_UNIVERSAL, V_ASN1_SEQUENCE, &end)
      || !enter (&at, end, V_ASN1_UNIVERSAL, V_ASN1_SEQUENCE, &end))
    return NULL;
  for (int i = 0; skip (&at, end, &class, &tag, &value); i++)
    if (i >= 3 && class == V_ASN1_CONTEXT_SPECIFIC && tag == GENERAL_INFO)
      return find_item (value, at, oid);
  return NULL;
}

GBytes *
mado_ca_exchange_general (MadoCaExchange *self, const char *oid_text, ASN1_TYPE *value,
                          GError **error)
{
  ASN1_OBJECT *oid = OBJ_txt2obj (oid_text, 1);
  STACK_OF (OSSL_CMP_ITAV) * items;
  GBytes *found = NULL;

  OSSL_CMP_CTX_push0_genm_ITAV (self->cmp, OSSL_CMP_ITAV_create (OBJ_dup (oid), value));
  items = OSSL_CMP_exec_GENM_ses (self->cmp);
  if (items == NULL)
    mado_ca_exchange_set_error (self, error);
  else if ((found = find_value (self->answer, oid)) == NULL)
    g_propagate_error (error, mado_ca_error_new (MADO_CA_ERROR_REFUSED, MADO_CA_FAILURE_NONE, 0,
                                                 "the CA does not know the question %s", oid_text));
  sk_OSSL_CMP_ITAV_pop_free (items, OSSL_CMP_ITAV_free);
  ASN1_OBJECT_free (oid);
  ERR_clear_error ();
  return found;
}

static gpointer
decode (GBytes *der, const ASN1_ITEM *item)
{
  gsize n_der;
  const guint8 *start = g_bytes_get_data (der, &n_der), *at = start;
  gpointer value = ASN1_item_d2i (NULL, &at, (long) n_der, item);

  if (value != NULL && at == start + n_der)
    return value;
  ASN1_item_free (value, item);
  return NULL;
}

static gint64
unix_time (const ASN1_GENERALIZEDTIME *time)
{
  struct tm tm;
  g_autoptr (GDateTime) parsed = NULL;

  if (time == NULL || ASN1_TIME_to_tm (time, &tm) != 1)
    return 0;
  parsed = g_date_time_new_utc (tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min,
                                tm.tm_sec);
  return parsed != NULL ? g_date_time_to_unix (parsed) : 0;
}

void
mado_ca_exchange_read_revocation (MadoCaExchange *self, MadoCaRevocation *recorded)
{
  ASN1_OBJECT *oid = OBJ_txt2obj (MADO_CA_REVOCATION_OID, 1);
  g_autoptr (GBytes) value = find_in_header (self->answer, oid);
  Revocation *revocation = value != NULL ? decode (value, ASN1_ITEM_rptr (Revocation)) : NULL;

  *recorded = (MadoCaRevocation){ .reason = -1 };
  if (revocation != NULL)
    {
      recorded->recorded_at = unix_time (revocation->revoked_at);
      recorded->reason = (int) ASN1_ENUMERATED_get (revocation->reason);
    }
  ASN1_item_free ((ASN1_VALUE *) revocation, ASN1_ITEM_rptr (Revocation));
  ASN1_OBJECT_free (oid);
  ERR_clear_error ();
}

static MadoCaRecord *
new_record (const Issued *issued)
{
  MadoCertificate *certificate = mado_certificate_new_from_x509 (issued->certificate, NULL);
  long state = ASN1_ENUMERATED_get (issued->state);
  MadoCaRecord *record;

  if (certificate == NULL || state < MADO_CA_STATE_UNCONFIRMED || state > MADO_CA_STATE_REVOKED)
    {
      g_clear_pointer (&certificate, mado_certificate_unref);
      return NULL;
    }
  record = g_new0 (MadoCaRecord, 1);
  record->certificate = certificate;
  record->state = (MadoCaState) state;
  record->reason = issued->reason != NULL ? (int) ASN1_ENUMERATED_get (issued->reason) : -1;
  record->revoked_at = unix_time (issued->revoked_at);
  if (issued->replaces != NULL)
    record->replaces = mado_bytes_to_hex (ASN1_STRING_get0_data (issued->replaces),
                                          (gsize) ASN1_STRING_length (issued->replaces));
  return record;
}

GPtrArray *
mado_ca_decode_records (GBytes *der, GError **error)
{
  OPENSSL_STACK *list = decode (der, ASN1_ITEM_rptr (IssuedList));
  g_autoptr (GPtrArray) records
      = g_ptr_array_new_with_free_func ((GDestroyNotify) (void (*) (void)) mado_ca_record_free);
  gboolean held = list != NULL;

  for (int i = 0; held && i < OPENSSL_sk_num (list); i++)
    {
      MadoCaRecord *record = new_record (OPENSSL_sk_value (list, i));

      held = record != NULL;
      if (held)
        g_ptr_array_add (records, record);
    }
  ASN1_item_free ((ASN1_VALUE *) list, ASN1_ITEM_rptr (IssuedList));
  ERR_clear_error ();
  if (held)
    return g_steal_pointer (&records);
  mado_ca_set_error (error, MADO_CA_ERROR_BAD_ANSWER, "the list of issued certificates is garbled");
  return NULL;
}

MadoCertificate *
mado_ca_decode_ca_certificates (GBytes *der, GError **error)
{
  OPENSSL_STACK *list = decode (der, ASN1_ITEM_rptr (CertificateList));
  MadoCertificate *first = NULL;

  if (OPENSSL_sk_num (list) > 0)
    first = mado_certificate_new_from_x509 (OPENSSL_sk_value (list, 0), error);
  else
    mado_ca_set_error (error, MADO_CA_ERROR_BAD_ANSWER, "the CA names no certificate of its own");
  ASN1_item_free ((ASN1_VALUE *) list, ASN1_ITEM_rptr (CertificateList));
  ERR_clear_error ();
  return first;
}
