/* mado-ca-exchange-private.h - one operation with the CA, of one or more messages
 *
 * Layer: ca, not for others.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ca-cmp.h"
#include "mado-x509-private.h"

#include <openssl/cmp.h>

/* How far a request for a certificate came: decides what a failure means. */
typedef enum
{
  MADO_STAGE_REQUEST,  /* no certificate seen yet */
  MADO_STAGE_REJECTED, /* we said no in certConf, or were about to */
  MADO_STAGE_ACCEPTED, /* we said yes: only pkiConf is missing */
} MadoStage;

typedef struct
{
  OSSL_CMP_CTX *cmp; /* owned */
  X509 *ca;          /* borrowed from the owner's certificate */
  MadoCaTransfer transfer;
  gpointer transfer_data;
  gint64 budget_us;          /* network time left */
  GCancellable *cancellable; /* borrowed; of the present call */

  gboolean sent;          /* a message of this operation may have reached the CA */
  GError *transfer_error; /* owned; why the last message brought no answer */
  GBytes *answer;         /* owned; the last answer's DER */

  MadoStage stage;
  MadoCaError rejected_as; /* at MADO_STAGE_REJECTED */
  const char *rejected_because;
  GBytes *csr;       /* owned; p10cr only */
  char *replaces;    /* owned, nullable; p10cr only */
  X509_REQ *request; /* owned; the same, parsed and verified */
  MadoCaConfirm confirm;
  gpointer confirm_data;
  MadoCertificate *certificate; /* owned; what the CA issued */
} MadoCaExchange;

/* The parts of a MadoCaCmp that an operation needs. */
typedef struct
{
  MadoCertificate *ca; /* owned */
  X509 *ra;            /* owned */
  EVP_PKEY *ra_key;    /* owned */
  MadoClock *clock;    /* owned */
  MadoCaTransfer transfer;
  gpointer transfer_data;
  guint timeout_ms;
} MadoCaDesk;

/* NULL with MADO_CA_ERROR_RA_EXPIRED, _BAD_REQUEST or G_IO_ERROR_CANCELLED. */
MadoCaExchange *mado_ca_exchange_new (const MadoCaDesk *desk, GCancellable *cancellable,
                                      GError **error);
void mado_ca_exchange_free (MadoCaExchange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCaExchange, mado_ca_exchange_free)

/* Says in MADO_CA_ERROR why the operation failed; clears OpenSSL's queue. */
void mado_ca_exchange_set_error (MadoCaExchange *self, GError **error);

/* One genm.  value: (nullable) (transfer full), consumed.  Returns: (transfer full): DER of the
 * answer's infoValue for the same OID. */
GBytes *mado_ca_exchange_general (MadoCaExchange *self, const char *oid, ASN1_TYPE *value,
                                  GError **error);

/* What the header of the verified rp says about the record; a CA that says nothing is no error. */
void mado_ca_exchange_read_revocation (MadoCaExchange *self, MadoCaRevocation *recorded);

/* When the CA made the last answer, by its own clock; FALSE when it does not tell. */
gboolean mado_ca_exchange_read_time (const MadoCaExchange *self, gint64 *unix_s);

/* The answers' forms: docs/cmp.md.  NULL with MADO_CA_ERROR_BAD_ANSWER. */
GPtrArray *mado_ca_decode_records (GBytes *der, GError **error);
MadoCertificate *mado_ca_decode_ca_certificates (GBytes *der, GError **error);
