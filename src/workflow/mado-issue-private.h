/* mado-issue-private.h - the pieces that the table of first issue points to
 *
 * Layer: workflow, not for others.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ca.h"
#include "mado-card-session.h"
#include "mado-certificate-row.h"
#include "mado-counter.h"
#include "mado-csr.h"
#include "mado-issue.h"

/* mado-issue-card.c: on the card's worker */
MadoOutcome mado_issue_read_card (MadoRun *run, MadoCase *work, GError **error);
MadoOutcome mado_issue_prime_card (MadoRun *run, MadoCase *work, GError **error);
MadoOutcome mado_issue_generate_key (MadoRun *run, MadoCase *work, GError **error);
MadoOutcome mado_issue_sign_request (MadoRun *run, MadoCase *work, GError **error);
MadoOutcome mado_issue_clean_card (MadoRun *run, MadoCase *work, GError **error);
MadoOutcome mado_issue_verify_card (MadoRun *run, MadoCase *work, GError **error);
MadoOutcome mado_issue_rewrite_card (MadoRun *run, MadoCase *work, GError **error);
MadoOutcome mado_issue_erase_card (MadoRun *run, MadoCase *work, GError **error);

/* The request for @spki with the case's items, not signed yet.  Returns: (transfer full) */
MadoCsr *mado_issue_build_csr (MadoRun *run, const MadoCase *work, GBytes *spki, GError **error);

/* Which of the card's two keys signs. */
typedef GBytes *(*MadoIssueSign) (MadoCardSession *session, const MadoSecret *password,
                                  const guint8 *sha256, guint *tries_left, GError **error);

/* Returns: (transfer full): the signed request, DER; keeps the tries that a wrong password left. */
GBytes *mado_issue_sign_csr (MadoRun *run, MadoCardSession *session, MadoIssueSign sign,
                             MadoCsr *csr, const MadoSecret *password, GError **error);

/* The row of the case's certificate.  Returns: (transfer full) */
MadoCertificateRow *mado_issue_look_up (MadoRun *run, const MadoCase *work, GError **error);

/* Writes CA certificate and certificate on the case's card and compares; any worker.  A case that
 * replaces a certificate (MADO_FACT_OLD_SPKI) writes into the card's second place. */
gboolean mado_issue_write_card (MadoRun *run, MadoCase *work, GBytes *der, GError **error);

/* mado-issue-ca.c: on the CA's worker */
MadoOutcome mado_issue_request (MadoRun *run, MadoCase *work, GError **error);
MadoOutcome mado_issue_ask (MadoRun *run, MadoCase *work, GError **error);
/* Keeps what the CA says it issued for this case's key. */
gboolean mado_issue_remember (MadoRun *run, MadoCase *work, const MadoCaRecord *record,
                              GError **error);
MadoOutcome mado_issue_discard (MadoRun *run, MadoCase *work, GError **error);

/* mado-issue-records.c: inside the outcome's transaction */

gboolean mado_issue_record_confirmed (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                      GError **error);
gboolean mado_issue_record_discarded (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                      GError **error);
gboolean mado_issue_record_ledger (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                   GError **error);
