/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A resident's signature certificate, field by field as card.md 4.3 and 4.4 list them. */
#include "config.h"

#include "mado-authority-private.h"

#define NAMES_ARC "1.2.392.200149.8.5.5"

/* Tails of the otherNames in the order that real cards show. */
static const guint other_names_order[MADO_N_NAMES] = { 1, 4, 3, 5, 2, 6 };
static const int key_usage[] = { 0, 1 }; /* digitalSignature, nonRepudiation */

static GENERAL_NAME *
new_other_name (guint tail, const char *text)
{
  g_autofree char *oid = g_strdup_printf ("%s.%u", NAMES_ARC, tail);
  GENERAL_NAME *name = GENERAL_NAME_new ();
  ASN1_TYPE *value = ASN1_TYPE_new ();
  ASN1_UTF8STRING *string = ASN1_UTF8STRING_new ();

  ASN1_STRING_set (string, text, -1);
  ASN1_TYPE_set (value, V_ASN1_UTF8STRING, string);
  GENERAL_NAME_set0_othername (name, OBJ_txt2obj (oid, 1), value);
  return name;
}

static gboolean
add_holder (X509 *x509, const MadoRequest *request)
{
  GENERAL_NAMES *names = GENERAL_NAMES_new ();
  gboolean held;

  for (gsize i = 0; i < MADO_N_NAMES; i++)
    {
      guint tail = other_names_order[i];

      sk_GENERAL_NAME_push (names, new_other_name (tail, request->names[tail - 1]));
    }
  held = mado_names_add_extension (x509, NID_subject_alt_name, names, FALSE);
  GENERAL_NAMES_free (names);
  return held;
}

static gboolean
add_issuer_name (X509 *x509)
{
  g_autoptr (X509_NAME) japanese = mado_names_new_japanese ();
  GENERAL_NAMES *names = mado_names_new_directory (japanese);
  gboolean held = mado_names_add_extension (x509, NID_issuer_alt_name, names, FALSE);

  GENERAL_NAMES_free (names);
  return held;
}

static gboolean
add_policy (X509 *x509)
{
  CERTIFICATEPOLICIES *policies = CERTIFICATEPOLICIES_new ();
  POLICYINFO *policy = POLICYINFO_new ();
  POLICYQUALINFO *qualifier = POLICYQUALINFO_new ();
  gboolean held;

  ASN1_OBJECT_free (policy->policyid);
  policy->policyid = OBJ_txt2obj (MADO_AUTHORITY_POLICY, 1);
  qualifier->pqualid = OBJ_nid2obj (NID_id_qt_cps);
  qualifier->d.cpsuri = ASN1_IA5STRING_new ();
  ASN1_STRING_set (qualifier->d.cpsuri, MADO_AUTHORITY_CPS, -1);
  policy->qualifiers = sk_POLICYQUALINFO_new_null ();
  sk_POLICYQUALINFO_push (policy->qualifiers, qualifier);
  sk_POLICYINFO_push (policies, policy);
  held = mado_names_add_extension (x509, NID_certificate_policies, policies, TRUE);
  CERTIFICATEPOLICIES_free (policies);
  return held;
}

static gboolean
add_ocsp (X509 *x509, const char *url)
{
  AUTHORITY_INFO_ACCESS *access = AUTHORITY_INFO_ACCESS_new ();
  ACCESS_DESCRIPTION *description = ACCESS_DESCRIPTION_new ();
  ASN1_IA5STRING *uri = ASN1_IA5STRING_new ();
  gboolean held;

  ASN1_STRING_set (uri, url, -1);
  ASN1_OBJECT_free (description->method);
  description->method = OBJ_nid2obj (NID_ad_OCSP);
  GENERAL_NAME_set0_value (description->location, GEN_URI, uri);
  sk_ACCESS_DESCRIPTION_push (access, description);
  held = mado_names_add_extension (x509, NID_info_access, access, FALSE);
  AUTHORITY_INFO_ACCESS_free (access);
  return held;
}

static gboolean
add_extensions (MadoAuthority *self, X509 *x509, const MadoRequest *request)
{
  g_autoptr (X509_NAME) crl_point
      = mado_names_new_crl_point (self->prefecture, request->municipality);

  return mado_names_add_key_usage (x509, key_usage, G_N_ELEMENTS (key_usage))
         && add_holder (x509, request) && add_issuer_name (x509) && add_policy (x509)
         && mado_names_add_crl_point (x509, crl_point) && add_ocsp (x509, self->ocsp_url)
         && mado_names_add_key_ids (x509, self->ca);
}

static gboolean
fill (MadoAuthority *self, X509 *x509, const MadoRequest *request, gint64 now)
{
  g_autoptr (X509_NAME) subject = mado_names_new_holder (self->prefecture, request);

  return X509_set_version (x509, X509_VERSION_3) == 1 && mado_names_set_random_serial (x509)
         && X509_set_issuer_name (x509, X509_get_subject_name (self->ca)) == 1
         && X509_set_subject_name (x509, subject) == 1
         && mado_names_set_dates (x509, now, mado_names_last_instant (now, MADO_HOLDER_YEARS))
         && X509_set_pubkey (x509, request->key) == 1 && add_extensions (self, x509, request);
}

X509 *
mado_profile_issue (MadoAuthority *self, const MadoRequest *request, gint64 now)
{
  g_autoptr (X509) x509 = X509_new ();

  if (fill (self, x509, request, now) && X509_sign (x509, self->ca_key, EVP_sha256 ()) > 0)
    return g_steal_pointer (&x509);
  return NULL;
}
