/* mado-counter.h - the pieces of a table's rows that several procedures share
 *
 * Layer: workflow, not for others.  Threads: as their kind says in mado-matrix.h.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-run-private.h"

/* --- mado-counter-rules.c: guards, pure --- */

/** mado_counter_decide: what the rules say of @topics for the case's procedure as it stands. */
MadoDecision *mado_counter_decide (const MadoDeskParts *parts, const MadoCase *work, guint topics);
/** mado_counter_decide_now: the same of the run's case as it is being edited: a #MadoDecide. */
MadoDecision *mado_counter_decide_now (MadoRun *run, guint topics);
/** mado_counter_fee: Returns: yen that the case's procedure costs today. */
guint mado_counter_fee (const MadoDeskParts *parts, const MadoCase *work);

/** mado_counter_ask_rules: keeps the decision for the screen; %FALSE with
 *   %MADO_RUN_ERROR_RULES unless it is ACCEPT. */
gboolean mado_counter_ask_rules (MadoRun *run, guint topics, GError **error);

/* The reason of the waiver is one of the profile's list. */
gboolean mado_counter_guard_waiver (MadoRun *run, GError **error);
gboolean mado_counter_guard_reception (MadoRun *run, GError **error);
gboolean mado_counter_guard_form (MadoRun *run, GError **error);
gboolean mado_counter_guard_identity (MadoRun *run, GError **error);
gboolean mado_counter_guard_compare (MadoRun *run, GError **error);
gboolean mado_counter_guard_consent (MadoRun *run, GError **error);
/* The resident's new password is there and keeps the rule. */
gboolean mado_counter_guard_password (MadoRun *run, GError **error);
gboolean mado_counter_needs_no_consent (const MadoCase *work);

/* --- mado-counter-inquiry.c: the second visit (REG 5(1), 6(1); domain.md 3) --- */

/* Letter and all nine checks are answered, and none is wrong. */
gboolean mado_counter_guard_reply (MadoRun *run, GError **error);
gboolean mado_counter_needs_no_reply (const MadoCase *work);
/* Nobody brings a sealed password. */
gboolean mado_counter_needs_no_slip (const MadoCase *work);
/* None was opened, or it was destroyed. */
gboolean mado_counter_has_no_open_slip (const MadoCase *work);

/* OK: the reply is shown, checked and verified; FAIL: shown and rejected, curable while in time. */
gboolean mado_counter_record_reply (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                    GError **error);
/* The application is accepted: its letter, where it has one, has served. */
gboolean mado_counter_record_accepted (MadoRun *run, MadoDb *db, MadoCase *work,
                                       MadoOutcome outcome, GError **error);
gboolean mado_counter_record_slip_opened (MadoRun *run, MadoDb *db, MadoCase *work,
                                          MadoOutcome outcome, GError **error);
gboolean mado_counter_record_slip_typed (MadoRun *run, MadoDb *db, MadoCase *work,
                                         MadoOutcome outcome, GError **error);
gboolean mado_counter_record_slip_destroyed (MadoRun *run, MadoDb *db, MadoCase *work,
                                             MadoOutcome outcome, GError **error);

/* --- mado-counter-print.c: on the printer's worker --- */

/**
 * mado_counter_print:
 * @form: (static): name of the form's file: "receipt"
 *
 * Prints the form once for this case: written down before it is sent, followed to its end, never
 * sent twice.  UNSURE: the sheet may be out, the clerk must look. */
MadoOutcome mado_counter_print (MadoRun *run, MadoCase *work, const char *form, GError **error);
MadoOutcome mado_counter_print_application (MadoRun *run, MadoCase *work, GError **error);
MadoOutcome mado_counter_print_receipt (MadoRun *run, MadoCase *work, GError **error);
MadoOutcome mado_counter_print_copy (MadoRun *run, MadoCase *work, GError **error);

/** mado_counter_print_anew: the same for a form that a case may need more than once: what came out
 *   before does not count, what is on its way is followed. */
MadoOutcome mado_counter_print_anew (MadoRun *run, MadoCase *work, const char *form,
                                     GError **error);

/** mado_counter_print_again: prints @form once more on the clerk's word. */
MadoOutcome mado_counter_print_again (MadoRun *run, MadoCase *work, const char *form,
                                      GError **error);

/* --- mado-counter-records.c: inside the outcome's transaction --- */

/** mado_counter_record_compared: keeps the day on which form and register were compared. */
gboolean mado_counter_record_compared (MadoRun *run, MadoDb *db, MadoCase *work,
                                       MadoOutcome outcome, GError **error);

/** mado_counter_meet_open: %FALSE with %MADO_RUN_ERROR_OPEN_CASE when the applicant has another
 *   running case (domain.md 9 #20).  @met: gets namesakes who have one. */
gboolean mado_counter_meet_open (MadoDb *db, const MadoCase *work, MadoMetPeople *met,
                                 GError **error);
/* Nobody has two running cases; of a namesake the clerk is told at the papers.  Of the reception, and
 * again of the form, where the items may have been corrected. */
gboolean mado_counter_record_person (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                     GError **error);
/* One card, one case. */
gboolean mado_counter_record_card (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                   GError **error);
/* The fee is taken: receipt with the next number. */
gboolean mado_counter_record_fee (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                  GError **error);
/* The fee is waived: receipt of 0 yen with the next number. */
gboolean mado_counter_record_waived (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                     GError **error);
/* The clerk looked for a sheet: OK, it is there; AGAIN, it is not and must be printed. */
gboolean mado_counter_record_seen (MadoRun *run, MadoDb *db, const MadoCase *work, const char *form,
                                   MadoOutcome outcome, GError **error);
gboolean mado_counter_record_receipt_seen (MadoRun *run, MadoDb *db, MadoCase *work,
                                           MadoOutcome outcome, GError **error);
gboolean mado_counter_record_copy_seen (MadoRun *run, MadoDb *db, MadoCase *work,
                                        MadoOutcome outcome, GError **error);
/** mado_counter_list_documents: Returns: (transfer full): "A01" or "P06 B01": the papers' codes;
 *   the card's own photo identifies as P06. */
char *mado_counter_list_documents (const MadoCase *work);
