/* mado-issue-private.h - the pieces that the table of first issue points to
 *
 * Layer: workflow, not for others.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-counter.h"
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

/* Writes CA certificate and certificate on the case's card and compares; any worker. */
gboolean mado_issue_write_card (MadoRun *run, MadoCase *work, GBytes *der, GError **error);

/* mado-issue-ca.c: on the CA's worker */
MadoOutcome mado_issue_request (MadoRun *run, MadoCase *work, GError **error);
MadoOutcome mado_issue_ask (MadoRun *run, MadoCase *work, GError **error);
MadoOutcome mado_issue_discard (MadoRun *run, MadoCase *work, GError **error);

/* mado-issue-records.c: inside the outcome's transaction */

/* Nobody has two running cases or two certificates in force (LAW 6). */
gboolean mado_issue_record_person (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                   GError **error);
gboolean mado_issue_record_confirmed (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                      GError **error);
gboolean mado_issue_record_discarded (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                      GError **error);
gboolean mado_issue_record_ledger (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                   GError **error);
