/* mado-csr.h - a PKCS#10 request whose signature is made elsewhere, by the card
 *
 * Layer: ca.  Threads: any, one at a time.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Who asks, and from which window (card.md 4.3).  All UTF-8. */
typedef struct
{
  const char *prefecture;   /* romanised, "Hokkaido-ken" */
  const char *municipality; /* romanised, "Kutchan-cho" */
  const char *common_name;  /* 28 characters: YYYYMMDDhhmmss (JST), 5-digit sequence, 9-character
                               window id */
} MadoCsrSubject;

/* The holder's six otherNames in the certificate's notation (MadoHolderField). */
typedef struct
{
  const char *name, *name_flags;
  const char *birth; /* "EYYYYMMDD" */
  const char *sex;
  const char *address, *address_flags;
} MadoCsrHolder;

#define MADO_CSR_DIGEST_INFO_LENGTH 51 /* bytes: SHA-256's DigestInfo (PKCS#1, 9.2 note 1) */

typedef struct _MadoCsr MadoCsr;

/** mado_csr_build_spki: Returns: (transfer full): DER SubjectPublicKeyInfo of an RSA key read from
 *   a card; both numbers big-endian.  %NULL with %MADO_CA_ERROR_BAD_REQUEST. */
GBytes *mado_csr_build_spki (GBytes *modulus, GBytes *exponent, GError **error);

/**
 * mado_csr_new:
 * @spki: DER SubjectPublicKeyInfo
 *
 * Builds the part to be signed: version 0, subject, key, one extensionRequest with the six
 * otherNames in the order 1, 4, 3, 5, 2, 6.
 * Returns: (transfer full): %NULL with %MADO_CA_ERROR_BAD_REQUEST. */
MadoCsr *mado_csr_new (GBytes *spki, const MadoCsrSubject *subject, const MadoCsrHolder *holder,
                       GError **error);
void mado_csr_free (MadoCsr *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCsr, mado_csr_free)

/** mado_csr_get_digest_info: Returns: (transfer none): the 51 bytes for COMPUTE DIGITAL SIGNATURE
 *   (card.md 1.2). */
GBytes *mado_csr_get_digest_info (MadoCsr *self);

/**
 * mado_csr_finish:
 * @signature: PKCS#1 v1.5 over the digest info, as long as the modulus
 *
 * Returns: (transfer full): DER of the request, after verifying its signature; %NULL with
 *   %MADO_CA_ERROR_WRONG_KEY when another key signed. */
GBytes *mado_csr_finish (MadoCsr *self, GBytes *signature, GError **error);

G_END_DECLS
