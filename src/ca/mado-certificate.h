/* mado-certificate.h - one X.509 certificate: its DER and what a counter reads in it
 *
 * Layer: ca.  Threads: any; immutable.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The six otherNames of a signature certificate, tails of 1.2.392.200149.8.5.5 (card.md 4.3). */
typedef enum
{
  MADO_HOLDER_NAME = 1,          /* 氏名 */
  MADO_HOLDER_NAME_FLAGS = 2,    /* a digit a character: 1 = substituted */
  MADO_HOLDER_SEX = 3,           /* 1 男, 2 女, 9 not applicable */
  MADO_HOLDER_BIRTH = 4,         /* era digit and Gregorian date, "319800217" */
  MADO_HOLDER_ADDRESS = 5,       /* 住所 */
  MADO_HOLDER_ADDRESS_FLAGS = 6, /* as 2 */
} MadoHolderField;

#define MADO_HOLDER_ARC "1.2.392.200149.8.5.5"

typedef struct _MadoCertificate MadoCertificate;

#define MADO_TYPE_CERTIFICATE (mado_certificate_get_type ())
GType mado_certificate_get_type (void);

/**
 * mado_certificate_new:
 * @der: exactly one DER certificate; bytes after it are refused
 *
 * Returns: (transfer full): %NULL with %MADO_CA_ERROR_BAD_ANSWER. */
MadoCertificate *mado_certificate_new (GBytes *der, GError **error);
/** mado_certificate_new_from_pem_file: reads the first certificate of a PEM file. */
MadoCertificate *mado_certificate_new_from_pem_file (const char *path, GError **error);
MadoCertificate *mado_certificate_ref (MadoCertificate *self);
void mado_certificate_unref (MadoCertificate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCertificate, mado_certificate_unref)

/** mado_certificate_equal: whether both are the same bytes. */
gboolean mado_certificate_equal (MadoCertificate *a, MadoCertificate *b);

GBytes *mado_certificate_get_der (MadoCertificate *self);
/** mado_certificate_get_serial: Returns: upper-case hexadecimal, even length. */
const char *mado_certificate_get_serial (MadoCertificate *self);
/** mado_certificate_get_not_before: Returns: unix seconds, UTC; likewise not_after. */
gint64 mado_certificate_get_not_before (MadoCertificate *self);
gint64 mado_certificate_get_not_after (MadoCertificate *self);
/** mado_certificate_get_spki_sha256: Returns: (transfer none): 32 bytes over the DER
 *   SubjectPublicKeyInfo. */
GBytes *mado_certificate_get_spki_sha256 (MadoCertificate *self);
/** mado_certificate_get_fingerprint: Returns: SHA-256 of the DER, 64 upper-case hex digits. */
const char *mado_certificate_get_fingerprint (MadoCertificate *self);
/** mado_certificate_get_subject: Returns: one line, RFC 2253 order and UTF-8. */
const char *mado_certificate_get_subject (MadoCertificate *self);
const char *mado_certificate_get_issuer (MadoCertificate *self);
/** mado_certificate_get_policy: Returns: (nullable): dotted OID of the first policy. */
const char *mado_certificate_get_policy (MadoCertificate *self);
/** mado_certificate_get_subject_key_id: Returns: (nullable): upper-case hexadecimal. */
const char *mado_certificate_get_subject_key_id (MadoCertificate *self);
/** mado_certificate_get_holder: Returns: (nullable): the otherName, %NULL when absent, double or
 *   not a UTF8String. */
const char *mado_certificate_get_holder (MadoCertificate *self, MadoHolderField field);
gboolean mado_certificate_is_ca (MadoCertificate *self);
/** mado_certificate_to_pem: Returns: (transfer full): PEM text. */
char *mado_certificate_to_pem (MadoCertificate *self);

/** mado_certificate_is_issued_by: whether @issuer's key signed it and the names match; neither
 *   dates nor revocation are looked at. */
gboolean mado_certificate_is_issued_by (MadoCertificate *self, MadoCertificate *issuer);

G_END_DECLS
