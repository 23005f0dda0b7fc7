/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-ca-cmp.h"

#include "mado-bytes.h"
#include "mado-ca-exchange-private.h"

#include <openssl/crmf.h>
#include <openssl/pem.h>

#define ID_IT_CURRENT_CRL "1.3.6.1.5.5.7.4.6"         /* RFC 9810, 5.3.19.6 */
#define ID_IT_CA_CERTS "1.3.6.1.5.5.7.4.17"           /* RFC 9810, 5.3.19.14 */
#define ID_REG_CTRL_OLD_CERT_ID "1.3.6.1.5.5.7.5.1.5" /* RFC 4211, 6.5 */
#define ABORTED_MS 2000 /* network time for taking an old waiting request back */

struct _MadoCaCmp
{
  GObject parent_instance;
  MadoCaDesk desk;
  MadoCaHttp *http;        /* owned; NULL when a transfer was given */
  gint64 ca_time;          /* unix s: what the CA's clock said last */
  gint64 ca_time_at;       /* unix s: what our machine's said then; 0: it never told */
  MadoCaExchange *waiting; /* owned; a request that the CA is still thinking about */
};

static void ca_iface_init (MadoCaInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MadoCaCmp, mado_ca_cmp, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_CA, ca_iface_init))

static X509_REQ *
parse_csr (GBytes *csr)
{
  gsize n_csr;
  const guint8 *start = g_bytes_get_data (csr, &n_csr), *at = start;
  X509_REQ *request = d2i_X509_REQ (NULL, &at, (long) n_csr);

  if (request != NULL && at == start + n_csr
      && X509_REQ_verify (request, X509_REQ_get0_pubkey (request)) == 1)
    return request;
  X509_REQ_free (request);
  ERR_clear_error ();
  return NULL;
}

static GENERAL_NAMES *
names_of_csr (X509_REQ *request)
{
  STACK_OF (X509_EXTENSION) *extensions = X509_REQ_get_extensions (request);
  GENERAL_NAMES *names = X509V3_get_d2i (extensions, NID_subject_alt_name, NULL, NULL);

  sk_X509_EXTENSION_pop_free (extensions, X509_EXTENSION_free);
  return names;
}

/* Whether the CA certified what the resident saw and the card signed: key, subject, six names. */
static gboolean
has_same_key (X509_REQ *request, X509 *x509)
{
  return EVP_PKEY_eq (X509_REQ_get0_pubkey (request), X509_get0_pubkey (x509)) == 1;
}

static gboolean
has_same_content (X509_REQ *request, X509 *x509)
{
  GENERAL_NAMES *asked = names_of_csr (request);
  GENERAL_NAMES *given = X509_get_ext_d2i (x509, NID_subject_alt_name, NULL, NULL);
  gboolean same
      = sk_GENERAL_NAME_num (asked) == sk_GENERAL_NAME_num (given)
        && X509_NAME_cmp (X509_REQ_get_subject_name (request), X509_get_subject_name (x509)) == 0;

  for (int i = 0; same && i < sk_GENERAL_NAME_num (asked); i++)
    same = GENERAL_NAME_cmp (sk_GENERAL_NAME_value (asked, i), sk_GENERAL_NAME_value (given, i))
           == 0;
  GENERAL_NAMES_free (asked);
  GENERAL_NAMES_free (given);
  return same;
}

static int
reject (MadoCaExchange *exchange, MadoCaError code, int failure_bit, const char *because,
        const char **text)
{
  exchange->stage = MADO_STAGE_REJECTED;
  exchange->rejected_as = code;
  exchange->rejected_because = because;
  *text = because;
  return 1 << failure_bit;
}

static int
examine (MadoCaExchange *exchange, X509 *x509, const char **text)
{
  X509_REQ *request = exchange->request;

  if (!has_same_key (request, x509))
    return reject (exchange, MADO_CA_ERROR_WRONG_KEY, OSSL_CMP_PKIFAILUREINFO_incorrectData,
                   "certificate is for another key", text);
  if (exchange->certificate == NULL || X509_verify (x509, X509_get0_pubkey (exchange->ca)) != 1)
    return reject (exchange, MADO_CA_ERROR_BAD_ANSWER, OSSL_CMP_PKIFAILUREINFO_incorrectData,
                   "certificate is not signed by the configured CA", text);
  if (!has_same_content (request, x509))
    return reject (exchange, MADO_CA_ERROR_BAD_ANSWER, OSSL_CMP_PKIFAILUREINFO_incorrectData,
                   "certificate says something else than the request", text);
  return 0;
}

static int
confirm_cb (OSSL_CMP_CTX *cmp, X509 *x509, int failure, const char **text)
{
  MadoCaExchange *exchange = OSSL_CMP_CTX_get_certConf_cb_arg (cmp);
  const char *reason = "the desk did not accept the certificate";

  exchange->certificate = mado_certificate_new_from_x509 (x509, NULL);
  failure = examine (exchange, x509, text);
  if (failure != 0)
    return failure;
  if (!exchange->confirm (exchange->certificate, exchange->confirm_data, &reason))
    return reject (exchange, MADO_CA_ERROR_NOT_CONFIRMED, OSSL_CMP_PKIFAILUREINFO_systemFailure,
                   reason, text);
  exchange->stage = MADO_STAGE_ACCEPTED;
  return 0;
}

static ASN1_INTEGER *
parse_serial (const char *hex)
{
  g_autoptr (GBytes) bytes = mado_bytes_from_hex (hex);
  BIGNUM *number;
  ASN1_INTEGER *serial;

  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    return NULL;
  number = BN_bin2bn (g_bytes_get_data (bytes, NULL), (int) g_bytes_get_size (bytes), NULL);
  serial = BN_to_ASN1_INTEGER (number, NULL);
  BN_free (number);
  return serial;
}

/* A p10cr has no place for registration controls, so the one that names what is replaced travels
 * as generalInfo, under its own identifier and in its own form (docs/cmp.md). */
static gboolean
name_replaced (MadoCaExchange *exchange, const char *hex)
{
  ASN1_INTEGER *serial = parse_serial (hex);
  OSSL_CRMF_CERTID *id
      = serial != NULL ? OSSL_CRMF_CERTID_gen (X509_get_subject_name (exchange->ca), serial) : NULL;
  guint8 *der = NULL;
  int n_der = id != NULL ? i2d_OSSL_CRMF_CERTID (id, &der) : 0;
  const guint8 *at = der;
  ASN1_TYPE *value = n_der > 0 ? d2i_ASN1_TYPE (NULL, &at, n_der) : NULL;
  gboolean held = value != NULL
                  && OSSL_CMP_CTX_push0_geninfo_ITAV (
                         exchange->cmp,
                         OSSL_CMP_ITAV_create (OBJ_txt2obj (ID_REG_CTRL_OLD_CERT_ID, 1), value))
                         == 1;

  OPENSSL_free (der);
  OSSL_CRMF_CERTID_free (id);
  ASN1_INTEGER_free (serial);
  exchange->replaces = g_strdup (hex);
  return held;
}

static MadoCaExchange *
begin_request (MadoCaCmp *self, GBytes *csr, const char *replaces, GCancellable *cancellable,
               GError **error)
{
  g_autoptr (X509_REQ) request = parse_csr (csr);
  g_autoptr (MadoCaExchange) exchange = NULL;

  if (request == NULL)
    {
      mado_ca_set_error (error, MADO_CA_ERROR_BAD_REQUEST, "not a signed PKCS#10 request");
      return NULL;
    }
  exchange = mado_ca_exchange_new (&self->desk, cancellable, error);
  if (exchange == NULL)
    return NULL;
  if (replaces != NULL && !name_replaced (exchange, replaces))
    {
      mado_ca_set_error (error, MADO_CA_ERROR_BAD_REQUEST, "not a serial number");
      return NULL;
    }
  exchange->csr = g_bytes_ref (csr);
  OSSL_CMP_CTX_set1_p10CSR (exchange->cmp, request);
  exchange->request = g_steal_pointer (&request);
  OSSL_CMP_CTX_set_certConf_cb (exchange->cmp, confirm_cb);
  OSSL_CMP_CTX_set_certConf_cb_arg (exchange->cmp, exchange);
  return g_steal_pointer (&exchange);
}

/* A waiting request is continued by the same CSR and taken back when another one comes. */
static MadoCaExchange *
take_waiting (MadoCaCmp *self, GBytes *csr, const char *replaces)
{
  g_autoptr (MadoCaExchange) waiting = g_steal_pointer (&self->waiting);

  if (waiting == NULL)
    return NULL;
  if (g_bytes_equal (waiting->csr, csr) && g_strcmp0 (waiting->replaces, replaces) == 0)
    {
      waiting->budget_us = (gint64) self->desk.timeout_ms * 1000;
      return g_steal_pointer (&waiting);
    }
  waiting->budget_us = ABORTED_MS * 1000;
  OSSL_CMP_try_certreq (waiting->cmp, -1, NULL, NULL);
  ERR_clear_error ();
  return NULL;
}

static MadoCertificate *
request (MadoCa *ca, GBytes *csr, const char *replaces, MadoCaConfirm confirm, gpointer data,
         GCancellable *cancellable, GError **error)
{
  MadoCaCmp *self = MADO_CA_CMP (ca);
  g_autoptr (MadoCaExchange) exchange = take_waiting (self, csr, replaces);
  int outcome, check_after = 0;

  if (exchange == NULL)
    exchange = begin_request (self, csr, replaces, cancellable, error);
  if (exchange == NULL)
    return NULL;
  exchange->confirm = confirm;
  exchange->confirm_data = data;
  exchange->cancellable = cancellable;
  outcome = OSSL_CMP_try_certreq (exchange->cmp, OSSL_CMP_P10CR, NULL, &check_after);
  if (outcome == 1 && exchange->stage == MADO_STAGE_ACCEPTED)
    {
      ERR_clear_error ();
      return g_steal_pointer (&exchange->certificate);
    }
  if (outcome != -1)
    {
      mado_ca_exchange_set_error (exchange, error);
      return NULL;
    }
  ERR_clear_error ();
  g_propagate_error (error, mado_ca_error_new (MADO_CA_ERROR_WAITING, MADO_CA_FAILURE_NONE,
                                               (guint) MAX (check_after, 1),
                                               "the CA asks to wait %d s", check_after));
  self->waiting = g_steal_pointer (&exchange);
  return NULL;
}

/* OpenSSL 3.0 takes what is to be revoked from a certificate that it can encode, and reads its
 * issuer and serial only: a recorded serial is enough, in a certificate that never leaves. */
static X509 *
new_stand_in (const MadoCaDesk *desk, const char *hex)
{
  g_autoptr (X509) x509 = X509_new ();
  X509 *ca = mado_certificate_get_x509 (desk->ca);
  ASN1_INTEGER *serial = parse_serial (hex);
  gboolean held = serial != NULL && X509_set_serialNumber (x509, serial) == 1
                  && X509_set_issuer_name (x509, X509_get_subject_name (ca)) == 1
                  && X509_set1_notBefore (x509, X509_get0_notBefore (ca)) == 1
                  && X509_set1_notAfter (x509, X509_get0_notAfter (ca)) == 1
                  && X509_set_pubkey (x509, X509_get0_pubkey (ca)) == 1
                  && X509_sign (x509, desk->ra_key, EVP_sha256 ()) > 0;

  ASN1_INTEGER_free (serial);
  return held ? g_steal_pointer (&x509) : NULL;
}

static gboolean
revoke_once (MadoCaCmp *self, X509 *stand_in, MadoCaReason reason, MadoCaRevocation *recorded,
             GCancellable *cancellable, GError **error)
{
  g_autoptr (MadoCaExchange) exchange = mado_ca_exchange_new (&self->desk, cancellable, error);

  if (exchange == NULL)
    return FALSE;
  OSSL_CMP_CTX_set1_oldCert (exchange->cmp, stand_in);
  OSSL_CMP_CTX_set_option (exchange->cmp, OSSL_CMP_OPT_REVOCATION_REASON, (int) reason);
  if (OSSL_CMP_exec_RR_ses (exchange->cmp) == 1)
    {
      mado_ca_exchange_read_revocation (exchange, recorded);
      return TRUE;
    }
  mado_ca_exchange_set_error (exchange, error);
  return FALSE;
}

/* A kept connection may have ended under the message; a revocation may be repeated. */
static gboolean
revoke_certificate (MadoCa *ca, const char *serial, MadoCaReason reason, MadoCaRevocation *recorded,
                    GCancellable *cancellable, GError **error)
{
  MadoCaCmp *self = MADO_CA_CMP (ca);
  g_autoptr (X509) stand_in = new_stand_in (&self->desk, serial);
  g_autoptr (GError) reason_of_first = NULL;

  if (stand_in == NULL)
    return mado_ca_set_error (error, MADO_CA_ERROR_BAD_REQUEST, "not a serial number");
  if (revoke_once (self, stand_in, reason, recorded, cancellable, &reason_of_first))
    return TRUE;
  if (self->http != NULL && mado_ca_http_is_kept (self->http)
      && g_error_matches (reason_of_first, MADO_CA_ERROR, MADO_CA_ERROR_NO_ANSWER))
    return revoke_once (self, stand_in, reason, recorded, cancellable, error);
  g_propagate_error (error, g_steal_pointer (&reason_of_first));
  return FALSE;
}

static GBytes *
ask_general (MadoCaCmp *self, const char *oid, ASN1_TYPE *value, GCancellable *cancellable,
             GError **error)
{
  g_autoptr (MadoCaExchange) exchange = mado_ca_exchange_new (&self->desk, cancellable, error);

  GBytes *answer;

  if (exchange == NULL)
    {
      ASN1_TYPE_free (value);
      return NULL;
    }
  answer = mado_ca_exchange_general (exchange, oid, value, error);
  /* messageTime is what the CA's machine says (OpenSSL writes it so), and so is ours: the calendar
   * of a training desk moves days in both, but no machine's clock. */
  if (answer != NULL && mado_ca_exchange_read_time (exchange, &self->ca_time))
    self->ca_time_at = g_get_real_time () / G_USEC_PER_SEC;
  return answer;
}

/* @value: (transfer full) */
static GPtrArray *
ask_issued (MadoCa *ca, ASN1_TYPE *value, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) answer
      = ask_general (MADO_CA_CMP (ca), MADO_CA_ASK_OID, value, cancellable, error);

  return answer != NULL ? mado_ca_decode_records (answer, error) : NULL;
}

static GPtrArray *
ask (MadoCa *ca, GBytes *spki_sha256, GCancellable *cancellable, GError **error)
{
  gsize n_bytes;
  const guint8 *bytes = g_bytes_get_data (spki_sha256, &n_bytes);
  ASN1_OCTET_STRING *string = ASN1_OCTET_STRING_new ();
  ASN1_TYPE *value = ASN1_TYPE_new ();

  ASN1_OCTET_STRING_set (string, bytes, (int) n_bytes);
  ASN1_TYPE_set (value, V_ASN1_OCTET_STRING, string);
  return ask_issued (ca, value, cancellable, error);
}

static GPtrArray *
ask_serial (MadoCa *ca, const char *serial, GCancellable *cancellable, GError **error)
{
  ASN1_INTEGER *number = parse_serial (serial);
  ASN1_TYPE *value;

  if (number == NULL)
    {
      mado_ca_set_error (error, MADO_CA_ERROR_BAD_REQUEST, "not a serial number");
      return NULL;
    }
  value = ASN1_TYPE_new ();
  ASN1_TYPE_set (value, V_ASN1_INTEGER, number);
  return ask_issued (ca, value, cancellable, error);
}

static void
keep_line (MadoCa *ca, gboolean keep)
{
  MadoCaCmp *self = MADO_CA_CMP (ca);

  if (self->http != NULL)
    mado_ca_http_keep (self->http, keep);
}

static GBytes *
fetch_crl (MadoCa *ca, GCancellable *cancellable, GError **error)
{
  return ask_general (MADO_CA_CMP (ca), ID_IT_CURRENT_CRL, NULL, cancellable, error);
}

static MadoCertificate *
fetch_ca_certificate (MadoCa *ca, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) answer
      = ask_general (MADO_CA_CMP (ca), ID_IT_CA_CERTS, NULL, cancellable, error);

  return answer != NULL ? mado_ca_decode_ca_certificates (answer, error) : NULL;
}

static MadoCertificate *
get_ca_certificate (MadoCa *ca)
{
  return MADO_CA_CMP (ca)->desk.ca;
}

static gboolean
get_clock_lead (MadoCa *ca, gint64 *seconds)
{
  const MadoCaCmp *self = MADO_CA_CMP (ca);

  if (self->ca_time_at == 0)
    return FALSE;
  *seconds = self->ca_time_at - self->ca_time;
  return TRUE;
}

static void
ca_iface_init (MadoCaInterface *iface)
{
  iface->request = request;
  iface->revoke = revoke_certificate;
  iface->ask = ask;
  iface->ask_serial = ask_serial;
  iface->keep_line = keep_line;
  iface->fetch_crl = fetch_crl;
  iface->fetch_ca_certificate = fetch_ca_certificate;
  iface->get_ca_certificate = get_ca_certificate;
  iface->get_clock_lead = get_clock_lead;
}

static void
mado_ca_cmp_finalize (GObject *object)
{
  MadoCaCmp *self = MADO_CA_CMP (object);

  g_clear_pointer (&self->waiting, mado_ca_exchange_free);
  g_clear_pointer (&self->http, mado_ca_http_free);
  g_clear_pointer (&self->desk.ca, mado_certificate_unref);
  X509_free (self->desk.ra);
  EVP_PKEY_free (self->desk.ra_key);
  g_clear_object (&self->desk.clock);
  G_OBJECT_CLASS (mado_ca_cmp_parent_class)->finalize (object);
}

static void
mado_ca_cmp_class_init (MadoCaCmpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_ca_cmp_finalize;
}

static void
mado_ca_cmp_init (MadoCaCmp *self)
{
}

static gboolean
read_desk_files (MadoCaCmp *self, const MadoCaSettings *settings, GError **error)
{
  g_autoptr (BIO) certificate = BIO_new_file (settings->ra_certificate, "r");
  g_autoptr (BIO) key = BIO_new_file (settings->ra_key, "r");

  if (certificate != NULL && key != NULL)
    {
      self->desk.ra = PEM_read_bio_X509 (certificate, NULL, NULL, NULL);
      self->desk.ra_key = PEM_read_bio_PrivateKey (key, NULL, NULL, NULL);
    }
  if (self->desk.ra != NULL && self->desk.ra_key != NULL
      && X509_check_private_key (self->desk.ra, self->desk.ra_key) == 1)
    return TRUE;
  ERR_clear_error ();
  return mado_ca_set_error (error, MADO_CA_ERROR_BAD_REQUEST,
                            "the desk's certificate and key are missing or do not fit");
}

MadoCaCmp *
mado_ca_cmp_new (const MadoCaSettings *settings, MadoClock *clock, GError **error)
{
  g_autoptr (MadoCaCmp) self = g_object_new (MADO_TYPE_CA_CMP, NULL);

  self->desk.clock = g_object_ref (clock);
  self->desk.timeout_ms = settings->timeout_ms;
  self->desk.transfer = settings->transfer;
  self->desk.transfer_data = settings->transfer_data;
  self->desk.ca = mado_certificate_new_from_pem_file (settings->ca_certificate, error);
  if (self->desk.ca == NULL || !read_desk_files (self, settings, error))
    return NULL;
  if (settings->transfer != NULL)
    return g_steal_pointer (&self);
  self->http = mado_ca_http_new (&settings->address, error);
  self->desk.transfer = mado_ca_http_transfer;
  self->desk.transfer_data = self->http;
  return self->http != NULL ? g_steal_pointer (&self) : NULL;
}
