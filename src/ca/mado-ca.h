/* mado-ca.h - the prefecture's certification authority, as the desk sees it
 *
 * Layer: ca (includes base/ only).  Threads: every call blocks and runs on the worker that owns
 * the line to the CA; cancelling works until the request is sent.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-certificate.h"

G_BEGIN_DECLS

#define MADO_CA_ERROR (mado_ca_error_quark ())
GQuark mado_ca_error_quark (void);

/* A code per thing that the operator must do. */
typedef enum
{
  MADO_CA_ERROR_UNREACHABLE, /* nothing was sent: try again when the line is back */
  MADO_CA_ERROR_NO_ANSWER,   /* sent, outcome unknown: ask before anything else */
  MADO_CA_ERROR_REFUSED,     /* the CA said no: see mado_ca_error_get_failure() */
  MADO_CA_ERROR_BAD_ANSWER,  /* not protected by the configured CA, or nonsense: ask, call the CA */
  MADO_CA_ERROR_WRONG_KEY,   /* the certificate is not for our key; it was rejected */
  MADO_CA_ERROR_RA_EXPIRED,  /* the desk's own certificate is expired or not accepted */
  MADO_CA_ERROR_NOT_CONFIRMED,  /* the desk said no inside certConf: the CA revokes */
  MADO_CA_ERROR_CONFIRM_UNSURE, /* accepted by the desk, but the CA did not acknowledge: ask */
  MADO_CA_ERROR_WAITING,        /* the CA wants time: call again with the same request */
  MADO_CA_ERROR_BAD_REQUEST,    /* our own CSR, certificate or settings are unusable */
  MADO_CA_ERROR_UNAVAILABLE,    /* it answers, but serves nobody now (hours, maintenance): nothing
                                   happened; park the case and come back */
} MadoCaError;

/* PKIFailureInfo bit numbers that lead to different sentences (RFC 9810, 5.2.3). */
typedef enum
{
  MADO_CA_FAILURE_NONE = -1,
  MADO_CA_FAILURE_BAD_REQUEST = 2,
  MADO_CA_FAILURE_BAD_CERT_ID = 4,
  MADO_CA_FAILURE_BAD_DATA_FORMAT = 5,
  MADO_CA_FAILURE_INCORRECT_DATA = 7,
  MADO_CA_FAILURE_BAD_POP = 9,
  MADO_CA_FAILURE_CERT_REVOKED = 10, /* what was to be replaced is not in force: a first issue */
  MADO_CA_FAILURE_BAD_CERT_TEMPLATE = 19,
  MADO_CA_FAILURE_SIGNER_NOT_TRUSTED = 20,
  MADO_CA_FAILURE_NOT_AUTHORIZED = 23,
  MADO_CA_FAILURE_SYSTEM_UNAVAILABLE = 24,
  MADO_CA_FAILURE_SYSTEM_FAILURE = 25,
  MADO_CA_FAILURE_DUPLICATE = 26,
} MadoCaFailure;

/** mado_ca_error_get_failure: Returns: the lowest PKIFailureInfo bit that the CA set, or
 *   %MADO_CA_FAILURE_NONE; meaningful with %MADO_CA_ERROR_REFUSED and _RA_EXPIRED. */
MadoCaFailure mado_ca_error_get_failure (const GError *error);
/** mado_ca_error_get_check_after: Returns: seconds to wait after %MADO_CA_ERROR_WAITING. */
guint mado_ca_error_get_check_after (const GError *error);
/** mado_ca_error_new: a %MADO_CA_ERROR with its particulars, for implementations. */
GError *mado_ca_error_new (MadoCaError code, MadoCaFailure failure, guint check_after_s,
                           const char *format, ...) G_GNUC_PRINTF (4, 5);

/* Reason codes of a revocation and their meaning here (card.md 4.5: J-LIS CPS 4.9.9). */
typedef enum
{
  MADO_CA_REASON_NOT_DELIVERED = 0,  /* 交付前に破棄 */
  MADO_CA_REASON_KEY_COMPROMISE = 1, /* loss, theft, password known to others */
  MADO_CA_REASON_CA_COMPROMISE = 2,  /* the governor's key: LAW 14 */
  MADO_CA_REASON_CHANGED = 3,        /* move, change of name, correction */
  MADO_CA_REASON_SUPERSEDED = 4,     /* renewed */
  MADO_CA_REASON_CEASED = 5,         /* the holder's wish, death, card returned */
} MadoCaReason;

typedef enum
{
  MADO_CA_STATE_UNCONFIRMED, /* issued; the CA revokes it unless it is confirmed in time */
  MADO_CA_STATE_ACTIVE,
  MADO_CA_STATE_REVOKED,
} MadoCaState;

/* What the CA says about one certificate. */
typedef struct
{
  MadoCertificate *certificate; /* owned */
  MadoCaState state;
  int reason;        /* MadoCaReason, or -1 while not revoked */
  gint64 revoked_at; /* unix s, UTC; 0 while not revoked */
  char *replaces;    /* owned, nullable: serial that this one was asked to replace */
} MadoCaRecord;

void mado_ca_record_free (MadoCaRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCaRecord, mado_ca_record_free)

/* What the CA holds on record about a revocation: the legal effect (LAW 15), not our reception. */
typedef struct
{
  gint64 recorded_at; /* unix s, UTC, by the CA's clock; 0 when the CA does not tell */
  int reason;         /* the first one given: a later revocation does not change it; -1 as above */
} MadoCaRevocation;

/**
 * MadoCaConfirm:
 * @certificate: already checked: for the key of the request, signed by the configured CA
 * @reason: (out): static English text without personal data when the answer is %FALSE
 *
 * Runs inside the CMP transaction, before certConf: writes the card, reads it back and records
 * it.  %TRUE lets the CA activate the certificate, %FALSE makes it revoke it. */
typedef gboolean (*MadoCaConfirm) (MadoCertificate *certificate, gpointer data,
                                   const char **reason);

#define MADO_TYPE_CA (mado_ca_get_type ())
G_DECLARE_INTERFACE (MadoCa, mado_ca, MADO, CA, GObject)

struct _MadoCaInterface
{
  GTypeInterface parent;
  MadoCertificate *(*request) (MadoCa *self, GBytes *csr, const char *replaces,
                               MadoCaConfirm confirm, gpointer data, GCancellable *cancellable,
                               GError **error);
  gboolean (*revoke) (MadoCa *self, const char *serial, MadoCaReason reason,
                      MadoCaRevocation *recorded, GCancellable *cancellable, GError **error);
  GPtrArray *(*ask) (MadoCa *self, GBytes *spki_sha256, GCancellable *cancellable, GError **error);
  GPtrArray *(*ask_serial) (MadoCa *self, const char *serial, GCancellable *cancellable,
                            GError **error);
  void (*keep_line) (MadoCa *self, gboolean keep);
  GBytes *(*fetch_crl) (MadoCa *self, GCancellable *cancellable, GError **error);
  MadoCertificate *(*fetch_ca_certificate) (MadoCa *self, GCancellable *cancellable,
                                            GError **error);
  MadoCertificate *(*get_ca_certificate) (MadoCa *self);
  gboolean (*get_clock_lead) (MadoCa *self, gint64 *seconds); /* nullable */
};

/**
 * mado_ca_request:
 * @csr: DER of a PKCS#10 request that the card signed
 *
 * Sends p10cr once, calls @confirm with the certificate, sends certConf once and waits for
 * pkiConf.  Nothing is ever repeated: after %MADO_CA_ERROR_NO_ANSWER or _CONFIRM_UNSURE use
 * mado_ca_ask().  After _WAITING call again with the same bytes of @csr: it polls.
 * Source: RFC 9483, 4.1.4 and 4.4; the order of writing and confirming: card.md 5.3.
 *
 * Returns: (transfer full): the confirmed certificate; else %NULL with %MADO_CA_ERROR or
 *   %G_IO_ERROR_CANCELLED (nothing was sent). */
MadoCertificate *mado_ca_request (MadoCa *self, GBytes *csr, MadoCaConfirm confirm, gpointer data,
                                  GCancellable *cancellable, GError **error);

/**
 * mado_ca_request_replacing:
 * @replaces: (nullable): serial of this person's certificate in force; %NULL: mado_ca_request()
 *
 * Renewal as one act: the CA issues while the old certificate is in force and revokes the old one
 * (reason 4) in the very transaction that answers certConf, so that never two are in force (LAW 6)
 * and never none because of a fault between two messages.  Until pkiConf the old one stays as it
 * is: a rejection, a lost request or the time limit cost the resident nothing.
 * %MADO_CA_ERROR_REFUSED: %MADO_CA_FAILURE_BAD_CERT_ID (not this person's), _CERT_REVOKED (not in
 * force: make it a first issue), _DUPLICATE (another one is in force, or an earlier try waits for
 * its confirmation: ask).  After _NO_ANSWER and _CONFIRM_UNSURE: mado_ca_ask_replacement().
 * Source: docs/cmp.md; RFC 4211, 6.5 (what is replaced). */
MadoCertificate *mado_ca_request_replacing (MadoCa *self, GBytes *csr, const char *replaces,
                                            MadoCaConfirm confirm, gpointer data,
                                            GCancellable *cancellable, GError **error);

/**
 * mado_ca_revoke:
 * @serial: upper-case hexadecimal, as mado_certificate_get_serial() gives it; the card is not
 * needed
 *
 * Safe to repeat: revoking a revoked certificate succeeds and keeps its first reason and time.
 * Returns: %FALSE with %MADO_CA_ERROR or %G_IO_ERROR_CANCELLED. */
gboolean mado_ca_revoke (MadoCa *self, const char *serial, MadoCaReason reason,
                         GCancellable *cancellable, GError **error);

/** mado_ca_revoke_recorded: the same; @recorded: (out): what the CA has on record now, untouched on
 *   failure. */
gboolean mado_ca_revoke_recorded (MadoCa *self, const char *serial, MadoCaReason reason,
                                  MadoCaRevocation *recorded, GCancellable *cancellable,
                                  GError **error);

/**
 * mado_ca_keep_line:
 * @keep: %TRUE: the messages from now on share one connection; %FALSE ends it
 *
 * For hundreds of revocations one after another.  A kept connection may end under a message: a
 * revocation is then sent once more on a new one (it may be repeated), anything else is
 * %MADO_CA_ERROR_NO_ANSWER. */
void mado_ca_keep_line (MadoCa *self, gboolean keep);

/**
 * mado_ca_ask:
 * @spki_sha256: 32 bytes, SHA-256 over the DER SubjectPublicKeyInfo of the card's key
 *
 * What did the CA issue for this key?  See docs/cmp.md.
 * Returns: (transfer full) (element-type MadoCaRecord): newest first, empty when nothing was
 *   issued; %NULL with %MADO_CA_ERROR or %G_IO_ERROR_CANCELLED. */
GPtrArray *mado_ca_ask (MadoCa *self, GBytes *spki_sha256, GCancellable *cancellable,
                        GError **error);

/**
 * mado_ca_ask_serial:
 *
 * What became of this certificate?
 * Returns: (transfer full): %NULL with %MADO_CA_ERROR, REFUSED and %MADO_CA_FAILURE_BAD_CERT_ID
 * when this municipality has no such certificate. */
MadoCaRecord *mado_ca_ask_serial (MadoCa *self, const char *serial, GCancellable *cancellable,
                                  GError **error);

/* Both sides of a renewal. */
typedef struct
{
  MadoCaRecord *fresh; /* owned, nullable: the newest one for the new key, nothing was issued */
  MadoCaRecord *old;   /* owned */
} MadoCaReplacement;

void mado_ca_replacement_clear (MadoCaReplacement *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoCaReplacement, mado_ca_replacement_clear)

/**
 * mado_ca_ask_replacement:
 * @spki_sha256: of the new key, as for mado_ca_ask()
 * @old_serial: of the certificate that is to be replaced
 * @both: (out caller-allocates): untouched on failure
 *
 * Two questions, of which the old one's comes last: when it says ACTIVE the new one was not in
 * force before. */
gboolean mado_ca_ask_replacement (MadoCa *self, GBytes *spki_sha256, const char *old_serial,
                                  MadoCaReplacement *both, GCancellable *cancellable,
                                  GError **error);

/** mado_ca_ping: whether the CA answers, is the configured one and accepts this desk. */
gboolean mado_ca_ping (MadoCa *self, GCancellable *cancellable, GError **error);

/** mado_ca_fetch_crl: Returns: (transfer full): DER of the newest list for this municipality. */
GBytes *mado_ca_fetch_crl (MadoCa *self, GCancellable *cancellable, GError **error);

/** mado_ca_get_ca_certificate: Returns: (transfer none): the configured CA's certificate, which
 *   also goes onto the card (EF 0002).  Does not block; any thread. */
MadoCertificate *mado_ca_get_ca_certificate (MadoCa *self);

/** mado_ca_get_clock_lead: @seconds: (out): how far this machine's clock was ahead of the CA's
 *   machine's when the CA answered last; a training desk's calendar is in neither.  Returns: %FALSE
 * before the first answer, or when the CA does not tell. */
gboolean mado_ca_get_clock_lead (MadoCa *self, gint64 *seconds);

G_END_DECLS
