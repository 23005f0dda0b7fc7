/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The authority's end of CMP over OpenSSL 3.0.  One OSSL_CMP_SRV_CTX serves one transaction, so
 * a map from transactionID leads to it; the map is bounded in number and age. */
#include "config.h"

#include "mado-authority-private.h"

#include <string.h>

#define TRANSACTIONS_MAX 256 /* open at once; a prefecture has fewer windows */
#define CHECK_AFTER_S 1      /* "waiting" is only said by a fault for tests */

typedef struct
{
  MadoAuthority *authority;           /* owns the map that owns this */
  OSSL_CMP_SRV_CTX *server;           /* owned */
  MadoRa *ra;                         /* owned; who opened the transaction */
  gint64 last_used;                   /* unix s */
  GBytes *last_request, *last_answer; /* owned; a repeated request gets the same answer */
  MadoFault fault;                    /* of the present message */
  int reason;                         /* rr: asked for by the present message */
  OSSL_CRMF_CERTID *replaces;         /* owned, nullable: named by the request */
  char *serial;                       /* owned; issued in this transaction */
  guint8 hash[32];                    /* SHA-256 of that certificate */
  OSSL_CMP_MSG *waiting;              /* owned; a request being thought about */
  guint n_polls_left;
  gboolean begun; /* a request was accepted in the hours of service: it is finished after them */
} MadoTransaction;

static void
transaction_free (MadoTransaction *self)
{
  OSSL_CMP_SRV_CTX_free (self->server);
  g_clear_pointer (&self->ra, mado_ra_free);
  g_clear_pointer (&self->last_request, g_bytes_unref);
  g_clear_pointer (&self->last_answer, g_bytes_unref);
  g_free (self->serial);
  OSSL_CRMF_CERTID_free (self->replaces);
  OSSL_CMP_MSG_free (self->waiting);
  g_free (self);
}

void
mado_cmp_transactions_init (MadoAuthority *self)
{
  self->transactions
      = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref,
                               (GDestroyNotify) (void (*) (void)) transaction_free);
}

static OSSL_CMP_PKISI *
reject (int failure, const char *text)
{
  return OSSL_CMP_STATUSINFO_new (OSSL_CMP_PKISTATUS_rejection, 1 << failure, text);
}

static gboolean
has_purpose (X509 *x509)
{
  EXTENDED_KEY_USAGE *usage = X509_get_ext_d2i (x509, NID_ext_key_usage, NULL, NULL);
  gboolean found = FALSE;

  for (int i = 0; i < sk_ASN1_OBJECT_num (usage); i++)
    found = found || OBJ_obj2nid (sk_ASN1_OBJECT_value (usage, i)) == NID_cmcRA;
  EXTENDED_KEY_USAGE_free (usage);
  return found;
}

/* Why a desk may not ask anything; NULL when it may.  OpenSSL 3.0 verified the signature with
 * the pinned certificate and looks at nothing else. */
static const char *
distrust (MadoAuthority *self, const MadoRa *ra)
{
  time_t now = (time_t) mado_clock_now (self->clock);

  if (ra->municipality == NULL)
    return "this desk is not registered";
  if (X509_verify (ra->certificate, X509_get0_pubkey (self->ca)) != 1)
    return "the desk's certificate is not by this CA";
  if (X509_cmp_time (X509_get0_notAfter (ra->certificate), &now) <= 0
      || X509_cmp_time (X509_get0_notBefore (ra->certificate), &now) > 0)
    return "the desk's certificate is outside its dates";
  if (!has_purpose (ra->certificate))
    return "the desk's certificate is not for a registration authority (id-kp-cmcRA)";
  return NULL;
}

static OSSL_CMP_PKISI *
reject_hours (const MadoTransaction *transaction)
{
  const MadoAuthority *self = transaction->authority;

  if (transaction->begun || !mado_hours_are_over (&self->hours, mado_clock_now (self->clock)))
    return NULL;
  return reject (OSSL_CMP_PKIFAILUREINFO_systemUnavail, "outside the hours of service");
}

/* NULL when the message may be carried out. */
static OSSL_CMP_PKISI *
reject_desk (MadoTransaction *transaction)
{
  const char *why = distrust (transaction->authority, transaction->ra);

  if (why != NULL)
    return reject (OSSL_CMP_PKIFAILUREINFO_signerNotTrusted, why);
  if (transaction->fault == MADO_FAULT_ERROR)
    return reject (OSSL_CMP_PKIFAILUREINFO_systemUnavail, "out of service");
  return NULL;
}

static void
spoil (MadoTransaction *transaction, MadoRequest *request)
{
  if (transaction->fault == MADO_FAULT_WRONG_KEY)
    {
      EVP_PKEY_free (request->key);
      request->key = X509_get_pubkey (transaction->authority->ca);
    }
  if (transaction->fault == MADO_FAULT_WRONG_SEX)
    *request->names[2] = *request->names[2] == '1' ? '2' : '1';
}

/* FALSE: it names a certificate of another CA. */
static gboolean
take_replaced (MadoTransaction *transaction, MadoRequest *request, MadoRefusal *refusal)
{
  const OSSL_CRMF_CERTID *named = transaction->replaces;

  if (named == NULL)
    return TRUE;
  *refusal = (MadoRefusal){ OSSL_CMP_PKIFAILUREINFO_badCertId, "no such certificate" };
  if (X509_NAME_cmp (OSSL_CRMF_CERTID_get0_issuer (named),
                     X509_get_subject_name (transaction->authority->ca))
      != 0)
    return FALSE;
  request->replaces = mado_names_serial (OSSL_CRMF_CERTID_get0_serialNumber (named));
  return TRUE;
}

static OSSL_CMP_PKISI *
issue (MadoTransaction *transaction, const X509_REQ *csr, X509 **certificate)
{
  MadoAuthority *self = transaction->authority;
  gint64 now = mado_clock_now (self->clock);
  MadoRefusal refusal;
  g_autoptr (MadoRequest) request
      = mado_request_check (self, csr, transaction->ra->municipality, &refusal);
  g_autoptr (X509) x509 = NULL;

  if (request == NULL || !take_replaced (transaction, request, &refusal)
      || !mado_records_may_issue (self, request, now, &refusal))
    return reject (refusal.failure, refusal.text);
  spoil (transaction, request);
  x509 = mado_profile_issue (self, request, now);
  if (x509 == NULL
      || !mado_records_insert (self, request, x509, now,
                               mado_names_last_instant (now, MADO_HOLDER_YEARS), NULL))
    return reject (OSSL_CMP_PKIFAILUREINFO_systemFailure, "the certificate could not be recorded");
  g_free (transaction->serial);
  transaction->serial = mado_names_serial (X509_get0_serialNumber (x509));
  X509_digest (x509, EVP_sha256 (), transaction->hash, NULL);
  *certificate = g_steal_pointer (&x509);
  return OSSL_CMP_STATUSINFO_new (OSSL_CMP_PKISTATUS_accepted, 0, NULL);
}

static OSSL_CMP_PKISI *
request_cb (OSSL_CMP_SRV_CTX *server, const OSSL_CMP_MSG *message, int id, const OSSL_CRMF_MSG *crm,
            const X509_REQ *csr, X509 **certificate, STACK_OF (X509) * *chain,
            STACK_OF (X509) * *ca_certificates)
{
  MadoTransaction *transaction = OSSL_CMP_SRV_CTX_get0_custom_ctx (server);
  OSSL_CMP_PKISI *refused = reject_desk (transaction);

  if (refused == NULL)
    refused = reject_hours (transaction);
  if (refused != NULL)
    return refused;
  transaction->begun = TRUE;
  if (csr == NULL)
    return reject (OSSL_CMP_PKIFAILUREINFO_badRequest, "only p10cr is served");
  if (transaction->fault == MADO_FAULT_WAIT && transaction->waiting == NULL)
    {
      transaction->waiting = OSSL_CMP_MSG_dup (message);
      transaction->n_polls_left = 1;
      return OSSL_CMP_STATUSINFO_new (OSSL_CMP_PKISTATUS_waiting, 0, NULL);
    }
  return issue (transaction, csr, certificate);
}

static int
poll_cb (OSSL_CMP_SRV_CTX *server, const OSSL_CMP_MSG *message, int id, OSSL_CMP_MSG **request,
         int64_t *check_after)
{
  MadoTransaction *transaction = OSSL_CMP_SRV_CTX_get0_custom_ctx (server);

  *request = NULL;
  if (transaction->waiting == NULL)
    return 0;
  if (transaction->n_polls_left == 0)
    {
      *request = g_steal_pointer (&transaction->waiting); /* OpenSSL frees it */
      return 1;
    }
  transaction->n_polls_left--;
  *check_after = CHECK_AFTER_S;
  return 1;
}

static OSSL_CMP_PKISI *
revoke_cb (OSSL_CMP_SRV_CTX *server, const OSSL_CMP_MSG *message, const X509_NAME *issuer,
           const ASN1_INTEGER *number)
{
  MadoTransaction *transaction = OSSL_CMP_SRV_CTX_get0_custom_ctx (server);
  MadoAuthority *self = transaction->authority;
  OSSL_CMP_PKISI *refused = reject_desk (transaction);
  g_autofree char *serial = number != NULL ? mado_names_serial (number) : NULL;
  g_autofree char *municipality
      = serial != NULL ? mado_records_municipality_of (self, serial) : NULL;
  MadoRevocationRecord record;

  if (refused == NULL)
    refused = reject_hours (transaction);
  if (refused != NULL)
    return refused;
  if (municipality == NULL || issuer == NULL
      || X509_NAME_cmp (issuer, X509_get_subject_name (self->ca)) != 0)
    return reject (OSSL_CMP_PKIFAILUREINFO_badCertId, "no such certificate");
  if (!g_str_equal (municipality, transaction->ra->municipality))
    return reject (OSSL_CMP_PKIFAILUREINFO_notAuthorized, "not this desk's certificate");
  /* 6 would be a hold that is never lifted, 7 is unused, 8 and above are not for residents. */
  if (transaction->reason < 0 || transaction->reason > 5)
    return reject (OSSL_CMP_PKIFAILUREINFO_badRequest, "no reason that ends a certificate");
  if (!mado_records_revoke (self, serial, transaction->reason, NULL)
      || !mado_records_find_revocation (self, serial, &record))
    return reject (OSSL_CMP_PKIFAILUREINFO_systemFailure, "the revocation could not be recorded");
  OSSL_CMP_CTX_push0_geninfo_ITAV (OSSL_CMP_SRV_CTX_get0_cmp_ctx (server),
                                   mado_general_new_revocation (&record));
  return OSSL_CMP_STATUSINFO_new (OSSL_CMP_PKISTATUS_accepted, 0, NULL);
}

/* PKIStatusInfo ::= SEQUENCE { status INTEGER, … }; OpenSSL 3.0 has no accessor.  Absent means
 * accepted (RFC 9810, 5.3.18). */
static gboolean
is_accepted (const OSSL_CMP_PKISI *info)
{
  guint8 *der = NULL;
  int n_der = info != NULL ? i2d_OSSL_CMP_PKISI (info, &der) : 0;
  const guint8 *at = der;
  long length, status = 0;
  int tag, class;
  ASN1_INTEGER *integer = NULL;

  if (n_der > 0 && (ASN1_get_object (&at, &length, &tag, &class, n_der) & 0x80) == 0)
    integer = d2i_ASN1_INTEGER (NULL, &at, length);
  if (integer != NULL)
    status = ASN1_INTEGER_get (integer);
  ASN1_INTEGER_free (integer);
  OPENSSL_free (der);
  return status == OSSL_CMP_PKISTATUS_accepted || status == OSSL_CMP_PKISTATUS_grantedWithMods;
}

static int
confirm_cb (OSSL_CMP_SRV_CTX *server, const OSSL_CMP_MSG *message, int id,
            const ASN1_OCTET_STRING *hash, const OSSL_CMP_PKISI *info)
{
  MadoTransaction *transaction = OSSL_CMP_SRV_CTX_get0_custom_ctx (server);
  MadoAuthority *self = transaction->authority;

  if (transaction->serial == NULL || transaction->fault == MADO_FAULT_ERROR)
    return 0;
  if (!is_accepted (info))
    return mado_records_revoke (self, transaction->serial, 0, NULL);
  if (ASN1_STRING_length (hash) != (int) sizeof transaction->hash
      || CRYPTO_memcmp (ASN1_STRING_get0_data (hash), transaction->hash, sizeof transaction->hash)
             != 0)
    return 0; /* another certificate: this one stays unconfirmed until it is swept */
  return mado_records_confirm (self, transaction->serial, NULL);
}

static int
general_cb (OSSL_CMP_SRV_CTX *server, const OSSL_CMP_MSG *message,
            const STACK_OF (OSSL_CMP_ITAV) * questions, STACK_OF (OSSL_CMP_ITAV) * *answers)
{
  MadoTransaction *transaction = OSSL_CMP_SRV_CTX_get0_custom_ctx (server);
  OSSL_CMP_PKISI *refused = reject_desk (transaction);
  OSSL_CMP_ITAV *answer = NULL;

  if (refused == NULL && sk_OSSL_CMP_ITAV_num (questions) == 1)
    answer = mado_general_answer (transaction->authority, transaction->ra->municipality,
                                  sk_OSSL_CMP_ITAV_value (questions, 0));
  OSSL_CMP_PKISI_free (refused);
  if (answer == NULL)
    return 0;
  *answers = sk_OSSL_CMP_ITAV_new_null ();
  sk_OSSL_CMP_ITAV_push (*answers, answer);
  return 1;
}

static void
error_cb (OSSL_CMP_SRV_CTX *server, const OSSL_CMP_MSG *message, const OSSL_CMP_PKISI *info,
          const ASN1_INTEGER *code, const OSSL_CMP_PKIFREETEXT *details)
{
  MadoTransaction *transaction = OSSL_CMP_SRV_CTX_get0_custom_ctx (server);

  /* The desk gives up: nothing will be confirmed. */
  if (transaction->serial != NULL)
    mado_records_revoke (transaction->authority, transaction->serial, 0, NULL);
}

static int
discard_log_cb (const char *function, const char *file, int line, OSSL_CMP_severity level,
                const char *message)
{
  return 1;
}

/* The registered desk of the message, else the unregistered one that signed it: its message is
 * then verified, and refused in words that the desk can show. */
static MadoRa *
find_signer (MadoAuthority *self, const MadoCmpPeek *peek)
{
  MadoRa *ra = peek->key_id != NULL ? mado_records_find_ra (self, peek->key_id) : NULL;

  if (ra == NULL && peek->first_certificate != NULL)
    {
      ra = g_new0 (MadoRa, 1);
      ra->certificate = X509_dup (peek->first_certificate);
    }
  return ra;
}

static MadoTransaction *
transaction_new (MadoAuthority *self, const MadoCmpPeek *peek)
{
  MadoRa *ra = find_signer (self, peek);
  MadoTransaction *transaction;
  OSSL_CMP_CTX *cmp;

  if (ra == NULL)
    return NULL;
  transaction = g_new0 (MadoTransaction, 1);
  transaction->authority = self;
  transaction->ra = ra;
  transaction->server = OSSL_CMP_SRV_CTX_new (NULL, NULL);
  OSSL_CMP_SRV_CTX_init (transaction->server, transaction, request_cb, revoke_cb, general_cb,
                         error_cb, confirm_cb, poll_cb);
  OSSL_CMP_SRV_CTX_set_grant_implicit_confirm (transaction->server, 0);
  cmp = OSSL_CMP_SRV_CTX_get0_cmp_ctx (transaction->server);
  OSSL_CMP_CTX_set_log_cb (cmp, discard_log_cb);
  OSSL_CMP_CTX_set1_srvCert (cmp, ra->certificate);
  return transaction;
}

/* Expired ones go; if that does not suffice the longest unused one goes. */
static void
make_room (MadoAuthority *self)
{
  gint64 oldest_allowed = mado_clock_now (self->clock) - (gint64) self->confirm_minutes * 60;
  GHashTableIter iter;
  gpointer id, value, oldest = NULL;
  gint64 oldest_used = G_MAXINT64;

  g_hash_table_iter_init (&iter, self->transactions);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      gint64 used = ((MadoTransaction *) value)->last_used;

      if (used < oldest_allowed)
        g_hash_table_iter_remove (&iter);
      else if (used < oldest_used)
        {
          oldest_used = used;
          oldest = id;
        }
    }
  if (g_hash_table_size (self->transactions) >= TRANSACTIONS_MAX && oldest != NULL)
    g_hash_table_remove (self->transactions, oldest);
}

static GBytes *
transaction_id (const OSSL_CMP_MSG *message)
{
  const ASN1_OCTET_STRING *id
      = OSSL_CMP_HDR_get0_transactionID (OSSL_CMP_MSG_get0_header (message));

  if (id == NULL)
    return g_bytes_new (NULL, 0);
  return g_bytes_new (ASN1_STRING_get0_data (id), (gsize) ASN1_STRING_length (id));
}

static MadoTransaction *
open_transaction (MadoAuthority *self, const OSSL_CMP_MSG *message, const MadoCmpPeek *peek)
{
  GBytes *id = transaction_id (message);
  MadoTransaction *transaction = g_hash_table_lookup (self->transactions, id);

  if (transaction == NULL)
    {
      make_room (self);
      transaction = transaction_new (self, peek);
      if (transaction != NULL)
        g_hash_table_insert (self->transactions, g_bytes_ref (id), transaction);
    }
  g_bytes_unref (id);
  if (transaction != NULL)
    transaction->last_used = mado_clock_now (self->clock);
  return transaction;
}

static void
choose_signer (MadoAuthority *self, MadoTransaction *transaction)
{
  OSSL_CMP_CTX *cmp = OSSL_CMP_SRV_CTX_get0_cmp_ctx (transaction->server);
  gboolean lie = transaction->fault == MADO_FAULT_WRONG_SIGNER
                 || transaction->fault == MADO_FAULT_OTHER_SIGNER;

  OSSL_CMP_CTX_set1_cert (cmp, lie ? self->false_signer : self->cmp);
  OSSL_CMP_CTX_set1_pkey (cmp, lie ? self->false_signer_key : self->cmp_key);
}

static GBytes *
process (MadoTransaction *transaction, const OSSL_CMP_MSG *message)
{
  OSSL_CMP_MSG *answer = OSSL_CMP_SRV_process_request (transaction->server, message);
  guint8 *der = NULL;
  int n_der = answer != NULL ? i2d_OSSL_CMP_MSG (answer, &der) : 0;
  GBytes *bytes = n_der > 0 ? g_bytes_new (der, (gsize) n_der) : NULL;

  OPENSSL_free (der);
  OSSL_CMP_MSG_free (answer);
  ERR_clear_error ();
  return bytes;
}

GBytes *
mado_cmp_answer (MadoAuthority *self, GBytes *request, MadoFault fault)
{
  gsize n_request;
  const guint8 *start = g_bytes_get_data (request, &n_request), *at = start;
  OSSL_CMP_MSG *message = d2i_OSSL_CMP_MSG (NULL, &at, (long) n_request);
  g_auto (MadoCmpPeek) peek = { 0 };
  MadoTransaction *transaction = NULL;

  if (message != NULL && at == start + n_request)
    {
      mado_cmp_peek (request, &peek);
      transaction = open_transaction (self, message, &peek);
    }
  ERR_clear_error (); /* an error message carries the queue's last text: leak nothing */
  if (transaction != NULL
      && (transaction->last_request == NULL || !g_bytes_equal (transaction->last_request, request)))
    {
      transaction->fault = fault;
      transaction->reason = peek.reason;
      if (peek.replaces != NULL && transaction->replaces == NULL)
        transaction->replaces = g_steal_pointer (&peek.replaces);
      choose_signer (self, transaction);
      g_clear_pointer (&transaction->last_answer, g_bytes_unref);
      g_clear_pointer (&transaction->last_request, g_bytes_unref);
      transaction->last_answer = process (transaction, message);
      transaction->last_request = g_bytes_ref (request);
    }
  OSSL_CMP_MSG_free (message);
  return transaction != NULL && transaction->last_answer != NULL
             ? g_bytes_ref (transaction->last_answer)
             : NULL;
}
