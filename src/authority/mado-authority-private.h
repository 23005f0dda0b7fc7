/* mado-authority-private.h - what the files of src/authority share
 *
 * Layer: authority, not for others.  Everything here runs on the authority's worker.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-authority.h"
#include "mado-db.h"
#include "mado-worker.h"

#include <openssl/cmp.h>
#include <openssl/crmf.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_CRL, X509_CRL_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_NAME, X509_NAME_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)

#define MADO_N_NAMES 6        /* otherNames, tails 1..6 */
#define MADO_CA_YEARS 10      /* card.md 4.2 */
#define MADO_HOLDER_YEARS 3   /* LAW 5: three years, the issue day counted (domain.md 5.1) */
#define MADO_SERIAL_LENGTH 16 /* bytes */

struct _MadoAuthority
{
  GObject parent_instance;
  MadoWorker *worker;
  MadoClock *clock;
  GBytes *ca_der;
  MadoDb *db; /* owned; lives on the worker */
  X509 *ca, *cmp;
  EVP_PKEY *ca_key, *cmp_key;
  char *prefecture; /* "Hokkaido-ken" */
  guint8 salt[32];
  guint confirm_minutes;
  MadoAuthorityHours hours;
  char *ocsp_url; /* owned: stands in the certificates */

  GHashTable *transactions; /* transactionID bytes -> MadoTransaction */
  guint n_messages;         /* since the last mado_authority_set_fault() counted from here */
  GHashTable *faults;       /* message number -> MadoFault */
  X509 *false_signer;       /* for MADO_FAULT_WRONG_SIGNER and _OTHER_SIGNER */
  EVP_PKEY *false_signer_key;
  GBytes *previous_answer; /* for MADO_FAULT_REPLAY */
};

/* Why a request is refused: a PKIFailureInfo bit and English text without personal data. */
typedef struct
{
  int failure; /* OSSL_CMP_PKIFAILUREINFO_… */
  const char *text;
} MadoRefusal;

/* A desk that signed a message. */
typedef struct
{
  X509 *certificate;  /* owned */
  char *municipality; /* owned; NULL: not registered */
} MadoRa;

/* A PKCS#10 request that passed the policy. */
typedef struct
{
  char *names[MADO_N_NAMES]; /* index: tail - 1 */
  char *municipality, *common_name;
  EVP_PKEY *key;           /* owned */
  guint8 spki[32];         /* SHA-256 */
  guint8 person[32];       /* of the folded name: what is stored and asked for */
  guint8 person_typed[32]; /* of the name as it is written: rows made before names were folded */
  char *replaces; /* owned, nullable: serial of the certificate that this one is to replace */
} MadoRequest;

/* mado-authority-names.c: names, extensions and dates. */
gboolean mado_authority_set_error (GError **error, MadoAuthorityError code, const char *text);
X509_NAME *mado_names_new_ca (const char *prefecture);
X509_NAME *mado_names_new_crl_point (const char *prefecture, const char *municipality);
X509_NAME *mado_names_new_japanese (void);
X509_NAME *mado_names_new_service (const char *prefecture, const char *municipality,
                                   const char *common_name);
X509_NAME *mado_names_new_holder (const char *prefecture, const MadoRequest *request);
gint64 mado_names_last_instant (gint64 issued_at, int years);
gboolean mado_names_add_extension (X509 *x509, int nid, gpointer value, gboolean critical);
DIST_POINT *mado_names_new_dist_point (const X509_NAME *name);
GENERAL_NAMES *mado_names_new_directory (const X509_NAME *name);
gboolean mado_names_add_key_usage (X509 *x509, const int *bits, gsize n_bits);
gboolean mado_names_add_key_ids (X509 *x509, X509 *issuer);
gboolean mado_names_add_crl_point (X509 *x509, const X509_NAME *name);
gboolean mado_names_set_dates (X509 *x509, gint64 not_before, gint64 not_after);
gboolean mado_names_set_random_serial (X509 *x509);
char *mado_names_serial (const ASN1_INTEGER *serial);
GBytes *mado_names_der (X509 *x509);

/* mado-authority-request.c: the policy on a CSR. */
MadoRequest *mado_request_check (MadoAuthority *self, const X509_REQ *csr, const char *municipality,
                                 MadoRefusal *refusal);
void mado_request_free (MadoRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoRequest, mado_request_free)

/* mado-authority-profile.c: a resident's certificate. */
X509 *mado_profile_issue (MadoAuthority *self, const MadoRequest *request, gint64 now);

/* mado-authority-files.c */
gboolean mado_files_read (MadoAuthority *self, const char *dir, GError **error);
X509 *mado_files_make_ra (MadoAuthority *self, const MadoAuthorityRa *ra, EVP_PKEY *key);
gboolean mado_files_write_pair (const char *certificate_path, const char *key_path, X509 *x509,
                                EVP_PKEY *key, GError **error);
EVP_PKEY *mado_files_make_ec_key (void);

/* mado-authority-records.c: each effect is one transaction. */
const MadoDbSchema *mado_records_schema (void);
gboolean mado_records_load (MadoAuthority *self, GError **error);
gboolean mado_records_create (MadoDb *db, const char *prefecture, GError **error);
gboolean mado_records_add_ra (MadoDb *db, X509 *ra, const char *municipality, gint64 now,
                              GError **error);
MadoRa *mado_records_find_ra (MadoAuthority *self, GBytes *key_id);
char *mado_records_first_municipality (MadoAuthority *self, GError **error);
gboolean mado_records_may_issue (MadoAuthority *self, const MadoRequest *request, gint64 now,
                                 MadoRefusal *refusal);
gboolean mado_records_insert (MadoAuthority *self, const MadoRequest *request, X509 *x509,
                              gint64 now, gint64 not_after, GError **error);
/* Revokes in the same transaction what the certificate replaces.  FALSE without error: the
 * certificate is no longer unconfirmed. */
gboolean mado_records_confirm (MadoAuthority *self, const char *serial, GError **error);
gboolean mado_records_revoke (MadoAuthority *self, const char *serial, int reason, GError **error);
/* What a serial stands for: as OCSP says it. */
typedef enum
{
  MADO_STANDING_UNKNOWN, /* never issued, or never confirmed */
  MADO_STANDING_GOOD,
  MADO_STANDING_REVOKED,
} MadoStanding;

/* When and why a revoked certificate was recorded. */
typedef struct
{
  gint64 at;
  int reason;
} MadoRevocationRecord;
gboolean mado_records_find_revocation (MadoAuthority *self, const char *serial,
                                       MadoRevocationRecord *record);
/* @record: (out): with MADO_STANDING_REVOKED */
MadoStanding mado_records_get_standing (MadoAuthority *self, const char *serial,
                                        MadoRevocationRecord *record);
/* (nullable): the municipality that a serial belongs to. */
char *mado_records_municipality_of (MadoAuthority *self, const char *serial);
gboolean mado_records_sweep (MadoAuthority *self, GError **error);
GPtrArray *mado_records_list (MadoAuthority *self, GError **error);
void mado_ra_free (MadoRa *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoRa, mado_ra_free)

/* mado-authority-general.c: NULL when the question is not understood. */
OSSL_CMP_ITAV *mado_general_answer (MadoAuthority *self, const char *municipality,
                                    const OSSL_CMP_ITAV *question);

/* The header's word in an rp: when and why the revocation was recorded (docs/cmp.md). */
OSSL_CMP_ITAV *mado_general_new_revocation (const MadoRevocationRecord *record);

/* mado-authority-crl.c */
GBytes *mado_crl_make (MadoAuthority *self, const char *municipality, GError **error);

/* mado-authority-ocsp.c: (transfer full): DER of an OCSPResponse, also for what is no request. */
GBytes *mado_ocsp_answer (MadoAuthority *self, GBytes *request);

/* mado-authority-hours.c */
gboolean mado_hours_are_over (const MadoAuthorityHours *hours, gint64 now);

/* mado-cmp-peek.c: what OpenSSL 3.0 does not tell about a message. */
typedef struct
{
  int body;                /* tag of PKIBody */
  GBytes *key_id;          /* (nullable): senderKID */
  X509 *first_certificate; /* (nullable): first of extraCerts */
  int reason;              /* rr only: CRLReason, 0 when none is given */
  /* p10cr only, (nullable): what the new certificate is to replace (docs/cmp.md). */
  OSSL_CRMF_CERTID *replaces;
} MadoCmpPeek;

void mado_cmp_peek (GBytes *message, MadoCmpPeek *peek);
void mado_cmp_peek_clear (MadoCmpPeek *peek);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoCmpPeek, mado_cmp_peek_clear)

/* mado-authority-cmp.c */
GBytes *mado_cmp_answer (MadoAuthority *self, GBytes *request, MadoFault fault);
void mado_cmp_transactions_init (MadoAuthority *self);
