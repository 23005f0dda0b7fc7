/* mado-revocation-check.h - is this certificate good: CA, dates, policy, revocation list
 *
 * Layer: ca.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-certificate.h"

G_BEGIN_DECLS

/* A verdict per sentence that the counter says. */
typedef enum
{
  MADO_REVOCATION_GOOD,
  MADO_REVOCATION_REVOKED,       /* *reason says why */
  MADO_REVOCATION_EXPIRED,       /* its dates are over */
  MADO_REVOCATION_NOT_YET,       /* its dates begin later */
  MADO_REVOCATION_NOT_OURS,      /* another CA signed, or it was changed */
  MADO_REVOCATION_WRONG_POLICY,  /* not a signature certificate of this service */
  MADO_REVOCATION_NO_LIST,       /* no list, unreadable, or for another municipality: cannot say */
  MADO_REVOCATION_LIST_OUTDATED, /* the list's next update has passed: cannot say */
} MadoRevocation;

/**
 * mado_revocation_check:
 * @crl: (nullable): DER of the revocation list; %NULL gives %MADO_REVOCATION_NO_LIST for an
 *   otherwise good certificate
 * @policy: dotted OID that must stand in the certificate
 * @at: unix seconds, UTC
 * @reason: (out) (optional): reason code when revoked, 0 when the list names none
 *
 * Chain to @ca alone (no other store is ever asked), explicit policy, CRL in scope. */
MadoRevocation mado_revocation_check (MadoCertificate *certificate, MadoCertificate *ca,
                                      GBytes *crl, const char *policy, gint64 at, int *reason);

G_END_DECLS
