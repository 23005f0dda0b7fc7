/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-revocation-check.h"

#include "mado-x509-private.h"

/* clang-format off */
static const struct { int error; MadoRevocation verdict; } verdicts[] = {
  { X509_V_OK,                                    MADO_REVOCATION_GOOD          },
  { X509_V_ERR_CERT_REVOKED,                      MADO_REVOCATION_REVOKED       },
  { X509_V_ERR_CERT_HAS_EXPIRED,                  MADO_REVOCATION_EXPIRED       },
  { X509_V_ERR_CERT_NOT_YET_VALID,                MADO_REVOCATION_NOT_YET       },
  { X509_V_ERR_NO_EXPLICIT_POLICY,                MADO_REVOCATION_WRONG_POLICY  },
  { X509_V_ERR_INVALID_POLICY_EXTENSION,          MADO_REVOCATION_WRONG_POLICY  },
  { X509_V_ERR_CRL_HAS_EXPIRED,                   MADO_REVOCATION_LIST_OUTDATED },
  { X509_V_ERR_CRL_NOT_YET_VALID,                 MADO_REVOCATION_LIST_OUTDATED },
  { X509_V_ERR_UNABLE_TO_GET_CRL,                 MADO_REVOCATION_NO_LIST       },
  { X509_V_ERR_DIFFERENT_CRL_SCOPE,               MADO_REVOCATION_NO_LIST       },
  { X509_V_ERR_CRL_SIGNATURE_FAILURE,             MADO_REVOCATION_NO_LIST       },
  { X509_V_ERR_UNHANDLED_CRITICAL_CRL_EXTENSION,  MADO_REVOCATION_NO_LIST       },
  { X509_V_ERR_UNABLE_TO_GET_CRL_ISSUER,          MADO_REVOCATION_NO_LIST       },
};
/* clang-format on */

static MadoRevocation
verdict_of (int error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (verdicts); i++)
    if (verdicts[i].error == error)
      return verdicts[i].verdict;
  return MADO_REVOCATION_NOT_OURS;
}

static X509_CRL *
parse_list (GBytes *bytes)
{
  gsize n_bytes = 0;
  const guint8 *start = bytes != NULL ? g_bytes_get_data (bytes, &n_bytes) : NULL, *at = start;
  X509_CRL *crl = n_bytes > 0 ? d2i_X509_CRL (NULL, &at, (long) n_bytes) : NULL;

  if (crl != NULL && at == start + n_bytes)
    return crl;
  X509_CRL_free (crl);
  return NULL;
}

/* What OpenSSL says of the chain; with @crl also of revocation. */
static int
verify (X509 *certificate, X509 *ca, X509_CRL *crl, const char *policy, gint64 at)
{
  g_autoptr (X509_STORE) store = X509_STORE_new ();
  g_autoptr (X509_STORE_CTX) context = X509_STORE_CTX_new ();
  X509_VERIFY_PARAM *parameters = X509_STORE_get0_param (store);
  int error;

  X509_STORE_add_cert (store, ca);
  X509_VERIFY_PARAM_set_time (parameters, (time_t) at);
  X509_VERIFY_PARAM_add0_policy (parameters, OBJ_txt2obj (policy, 1));
  X509_VERIFY_PARAM_set_flags (parameters, X509_V_FLAG_POLICY_CHECK | X509_V_FLAG_EXPLICIT_POLICY);
  if (crl != NULL)
    {
      X509_STORE_add_crl (store, crl);
      X509_VERIFY_PARAM_set_flags (parameters, X509_V_FLAG_CRL_CHECK);
    }
  X509_STORE_CTX_init (context, store, certificate, NULL);
  error = X509_verify_cert (context) == 1 ? X509_V_OK : X509_STORE_CTX_get_error (context);
  ERR_clear_error ();
  return error;
}

static int
reason_in_list (X509_CRL *crl, X509 *certificate)
{
  X509_REVOKED *entry = NULL;
  ASN1_ENUMERATED *value;
  long reason = 0;

  if (X509_CRL_get0_by_cert (crl, &entry, certificate) != 1)
    return 0;
  value = X509_REVOKED_get_ext_d2i (entry, NID_crl_reason, NULL, NULL);
  if (value != NULL)
    reason = ASN1_ENUMERATED_get (value);
  ASN1_ENUMERATED_free (value);
  return (int) reason;
}

MadoRevocation
mado_revocation_check (MadoCertificate *certificate, MadoCertificate *ca, GBytes *crl_der,
                       const char *policy, gint64 at, int *reason)
{
  X509 *x509 = mado_certificate_get_x509 (certificate);
  g_autoptr (X509_CRL) crl = parse_list (crl_der);
  MadoRevocation verdict;

  ERR_clear_error ();
  /* The certificate first, then the list: OpenSSL would say of an expired certificate that the
   * list is outdated. */
  verdict = verdict_of (verify (x509, mado_certificate_get_x509 (ca), NULL, policy, at));
  if (verdict != MADO_REVOCATION_GOOD)
    return verdict;
  if (crl == NULL)
    return MADO_REVOCATION_NO_LIST;
  verdict = verdict_of (verify (x509, mado_certificate_get_x509 (ca), crl, policy, at));
  if (verdict == MADO_REVOCATION_REVOKED && reason != NULL)
    *reason = reason_in_list (crl, x509);
  return verdict;
}
