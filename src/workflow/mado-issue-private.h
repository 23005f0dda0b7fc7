/* mado-issue-private.h - the pieces that the table of first issue points to
 *
 * Layer: workflow, not for others.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-issue.h"
#include "mado-run-private.h"

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

/* mado-issue-print.c: on the printer's worker */
MadoOutcome mado_issue_print_application (MadoRun *run, MadoCase *work, GError **error);
MadoOutcome mado_issue_print_receipt (MadoRun *run, MadoCase *work, GError **error);
MadoOutcome mado_issue_print_copy (MadoRun *run, MadoCase *work, GError **error);

/* Prints @form once more on the clerk's word. */
MadoOutcome mado_issue_print_again (MadoRun *run, MadoCase *work, const char *form, GError **error);

/* mado-issue-records.c: inside the outcome's transaction */
gboolean mado_issue_record_person (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                   GError **error);
gboolean mado_issue_record_card (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                 GError **error);
gboolean mado_issue_record_confirmed (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                      GError **error);
gboolean mado_issue_record_discarded (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                      GError **error);
gboolean mado_issue_record_fee (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                GError **error);
gboolean mado_issue_record_receipt_seen (MadoRun *run, MadoDb *db, MadoCase *work,
                                         MadoOutcome outcome, GError **error);
gboolean mado_issue_record_copy_seen (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                      GError **error);
gboolean mado_issue_record_ledger (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                   GError **error);

/* mado-issue-rules.c: pure */
MadoDecision *mado_issue_decide (const MadoDeskParts *parts, const MadoCase *work, guint topics);
MadoDecision *mado_issue_decide_now (MadoRun *run, guint topics);
guint mado_issue_fee (const MadoDeskParts *parts); /* yen, today */
gboolean mado_issue_guard_reception (MadoRun *run, GError **error);
gboolean mado_issue_guard_form (MadoRun *run, GError **error);
gboolean mado_issue_guard_identity (MadoRun *run, GError **error);
gboolean mado_issue_guard_compare (MadoRun *run, GError **error);
gboolean mado_issue_guard_consent (MadoRun *run, GError **error);
gboolean mado_issue_guard_password (MadoRun *run, GError **error);
gboolean mado_issue_needs_no_consent (const MadoCase *work);
