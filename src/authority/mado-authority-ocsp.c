/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Online status of certificates (RFC 6960), signed by the CA itself, so that whoever trusts the CA
 * needs nothing more. */
#include "config.h"

#include "mado-authority-private.h"

#include <openssl/ocsp.h>

#define QUESTIONS_MAX 100      /* in one request */
#define NEXT_UPDATE_S (5 * 60) /* the records may change at any moment: ask again soon */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OCSP_REQUEST, OCSP_REQUEST_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OCSP_RESPONSE, OCSP_RESPONSE_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OCSP_BASICRESP, OCSP_BASICRESP_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ASN1_TIME, ASN1_TIME_free)

/* Whether the question is about a certificate of this CA: same name and key, by the hash that the
 * question uses. */
static gboolean
is_ours (MadoAuthority *self, OCSP_CERTID *id)
{
  ASN1_OBJECT *algorithm = NULL;
  const EVP_MD *digest;
  OCSP_CERTID *own;
  gboolean ours;

  OCSP_id_get0_info (NULL, &algorithm, NULL, NULL, id);
  digest = EVP_get_digestbyobj (algorithm);
  own = digest != NULL ? OCSP_cert_to_id (digest, NULL, self->ca) : NULL;
  ours = own != NULL && OCSP_id_issuer_cmp (own, id) == 0;
  OCSP_CERTID_free (own);
  return ours;
}

static MadoStanding
standing_of (MadoAuthority *self, OCSP_CERTID *id, MadoRevocationRecord *record)
{
  g_autofree char *serial = NULL;
  ASN1_INTEGER *number = NULL;

  if (!is_ours (self, id))
    return MADO_STANDING_UNKNOWN;
  OCSP_id_get0_info (NULL, NULL, NULL, &number, id);
  serial = mado_names_serial (number);
  return mado_records_get_standing (self, serial, record);
}

static gboolean
add_status (MadoAuthority *self, OCSP_BASICRESP *basic, OCSP_CERTID *id, gint64 now)
{
  static const int statuses[] = { [MADO_STANDING_UNKNOWN] = V_OCSP_CERTSTATUS_UNKNOWN,
                                  [MADO_STANDING_GOOD] = V_OCSP_CERTSTATUS_GOOD,
                                  [MADO_STANDING_REVOKED] = V_OCSP_CERTSTATUS_REVOKED };
  MadoRevocationRecord record = { 0 };
  MadoStanding standing = standing_of (self, id, &record);
  g_autoptr (ASN1_TIME) this_update = ASN1_TIME_set (NULL, (time_t) now);
  g_autoptr (ASN1_TIME) next_update = ASN1_TIME_set (NULL, (time_t) (now + NEXT_UPDATE_S));
  g_autoptr (ASN1_TIME) revoked_at = ASN1_TIME_set (NULL, (time_t) record.at);
  /* Reason 0 is left out, as in the lists. */
  int reason = record.reason != 0 ? record.reason : OCSP_REVOKED_STATUS_NOSTATUS;

  return OCSP_basic_add1_status (basic, id, statuses[standing], reason,
                                 standing == MADO_STANDING_REVOKED ? revoked_at : NULL, this_update,
                                 next_update)
         != NULL;
}

static OCSP_BASICRESP *
answer_questions (MadoAuthority *self, OCSP_REQUEST *request)
{
  g_autoptr (OCSP_BASICRESP) basic = OCSP_BASICRESP_new ();
  gint64 now = mado_clock_now (self->clock);
  int n = OCSP_request_onereq_count (request);
  gboolean held = basic != NULL;

  for (int i = 0; held && i < n; i++)
    held = add_status (self, basic, OCSP_onereq_get0_id (OCSP_request_onereq_get0 (request, i)),
                       now);
  if (held && OCSP_copy_nonce (basic, request) != 0
      && OCSP_basic_sign (basic, self->ca, self->ca_key, EVP_sha256 (), NULL, 0) == 1)
    return g_steal_pointer (&basic);
  return NULL;
}

static GBytes *
encode (int status, OCSP_BASICRESP *basic)
{
  g_autoptr (OCSP_RESPONSE) response = OCSP_response_create (status, basic);
  guint8 *der = NULL;
  int n_der = response != NULL ? i2d_OCSP_RESPONSE (response, &der) : 0;
  GBytes *bytes = n_der > 0 ? g_bytes_new (der, (gsize) n_der) : NULL;

  OPENSSL_free (der);
  return bytes;
}

GBytes *
mado_ocsp_answer (MadoAuthority *self, GBytes *bytes)
{
  gsize n_bytes;
  const guint8 *start = g_bytes_get_data (bytes, &n_bytes), *at = start;
  g_autoptr (OCSP_REQUEST) request = d2i_OCSP_REQUEST (NULL, &at, (long) n_bytes);
  g_autoptr (OCSP_BASICRESP) basic = NULL;
  int n = request != NULL && at == start + n_bytes ? OCSP_request_onereq_count (request) : 0;
  GBytes *answer;

  if (n > 0 && n <= QUESTIONS_MAX)
    basic = answer_questions (self, request);
  answer = basic != NULL                 ? encode (OCSP_RESPONSE_STATUS_SUCCESSFUL, basic)
           : n > 0 && n <= QUESTIONS_MAX ? encode (OCSP_RESPONSE_STATUS_INTERNALERROR, NULL)
                                         : encode (OCSP_RESPONSE_STATUS_MALFORMEDREQUEST, NULL);
  ERR_clear_error ();
  return answer;
}
