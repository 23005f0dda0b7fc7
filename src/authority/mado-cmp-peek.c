/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads in a PKIMessage what OpenSSL 3.0 keeps to itself: senderKID, generalInfo, the first of
 * extraCerts and the reason of a revocation (RFC 9810, 5.1 and 5.3.9).  Nothing here is trusted
 * before OpenSSL has verified the message's protection. */
#include "config.h"

#include "mado-authority-private.h"

#define BODY_P10CR 4
#define BODY_RR 11
#define SENDER_KID 2   /* [2] in PKIHeader */
#define GENERAL_INFO 8 /* [8] in PKIHeader */
#define EXTRA_CERTS 1  /* [1] in PKIMessage */

#define ID_REG_CTRL_OLD_CERT_ID "1.3.6.1.5.5.7.5.1.5" /* RFC 4211, 6.5 */

typedef struct
{
  const guint8 *at, *end;
} Span;

/* Takes one TLV off @from; @value becomes its contents. */
static gboolean
take (Span *from, int *class, int *tag, Span *value)
{
  const guint8 *at = from->at;
  long length;

  if (from->at >= from->end
      || (ASN1_get_object (&at, &length, tag, class, from->end - from->at) & 0x81) != 0)
    return FALSE;
  *value = (Span){ at, at + length };
  from->at = at + length;
  return TRUE;
}

static gboolean
take_sequence (Span *from, Span *value)
{
  int class, tag;

  return take (from, &class, &tag, value) && class == V_ASN1_UNIVERSAL && tag == V_ASN1_SEQUENCE;
}

/* Skips to the element with context tag @wanted. */
static gboolean
find_context (Span *from, int wanted, Span *value)
{
  int class, tag;

  while (take (from, &class, &tag, value))
    if (class == V_ASN1_CONTEXT_SPECIFIC && tag == wanted)
      return TRUE;
  return FALSE;
}

static GBytes *
read_key_id (Span header)
{
  Span tagged, octets;
  int class, tag;

  if (!find_context (&header, SENDER_KID, &tagged) || !take (&tagged, &class, &tag, &octets)
      || class != V_ASN1_UNIVERSAL || tag != V_ASN1_OCTET_STRING)
    return NULL;
  return g_bytes_new (octets.at, (gsize) (octets.end - octets.at));
}

static gboolean
is_old_cert_id (Span *item)
{
  ASN1_OBJECT *type = d2i_ASN1_OBJECT (NULL, &item->at, item->end - item->at);
  char text[80] = "";

  if (type != NULL)
    OBJ_obj2txt (text, sizeof text, type, 1);
  ASN1_OBJECT_free (type);
  return g_str_equal (text, ID_REG_CTRL_OLD_CERT_ID);
}

/* generalInfo [8] SEQUENCE OF InfoTypeAndValue; the value of ours is a CertId (RFC 4211, 6.5). */
static OSSL_CRMF_CERTID *
read_replaces (Span header)
{
  Span skipped, tagged, list, item;
  int class, tag;

  for (int i = 0; i < 3; i++) /* pvno, sender, recipient: the names have tags of their own */
    if (!take (&header, &class, &tag, &skipped))
      return NULL;
  if (!find_context (&header, GENERAL_INFO, &tagged) || !take_sequence (&tagged, &list))
    return NULL;
  while (take_sequence (&list, &item))
    if (is_old_cert_id (&item))
      return d2i_OSSL_CRMF_CERTID (NULL, &item.at, item.end - item.at);
  return NULL;
}

/* RevReqContent ::= SEQUENCE OF SEQUENCE { certDetails, crlEntryDetails Extensions OPTIONAL } */
static int
read_reason (Span body)
{
  Span list, details, template;
  X509_EXTENSIONS *extensions;
  ASN1_ENUMERATED *value;
  long reason = 0;

  if (!take_sequence (&body, &list) || !take_sequence (&list, &details)
      || !take_sequence (&details, &template) || details.at >= details.end)
    return 0;
  extensions = d2i_X509_EXTENSIONS (NULL, &details.at, details.end - details.at);
  value = X509V3_get_d2i (extensions, NID_crl_reason, NULL, NULL);
  if (value != NULL)
    reason = ASN1_ENUMERATED_get (value);
  ASN1_ENUMERATED_free (value);
  sk_X509_EXTENSION_pop_free (extensions, X509_EXTENSION_free);
  return (int) reason;
}

static X509 *
read_first_certificate (Span rest)
{
  Span tagged, list;

  if (!find_context (&rest, EXTRA_CERTS, &tagged) || !take_sequence (&tagged, &list))
    return NULL;
  return d2i_X509 (NULL, &list.at, list.end - list.at);
}

static void
read_message (GBytes *message, MadoCmpPeek *peek)
{
  gsize n_message;
  const guint8 *bytes = g_bytes_get_data (message, &n_message);
  Span all, parts, header, body;
  int class, tag;

  if (n_message == 0) /* no bytes, and perhaps no address to add to */
    return;
  all = (Span){ bytes, bytes + n_message };
  if (!take_sequence (&all, &parts) || !take_sequence (&parts, &header)
      || !take (&parts, &class, &tag, &body) || class != V_ASN1_CONTEXT_SPECIFIC)
    return;
  peek->body = tag;
  peek->key_id = read_key_id (header);
  peek->first_certificate = read_first_certificate (parts);
  peek->reason = tag == BODY_RR ? read_reason (body) : 0;
  peek->replaces = tag == BODY_P10CR ? read_replaces (header) : NULL;
}

void
mado_cmp_peek (GBytes *message, MadoCmpPeek *peek)
{
  *peek = (MadoCmpPeek){ .body = -1 };
  read_message (message, peek);
  ERR_clear_error ();
}

void
mado_cmp_peek_clear (MadoCmpPeek *peek)
{
  g_clear_pointer (&peek->key_id, g_bytes_unref);
  g_clear_pointer (&peek->first_certificate, X509_free);
  g_clear_pointer (&peek->replaces, OSSL_CRMF_CERTID_free);
}
