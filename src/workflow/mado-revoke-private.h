/* mado-revoke-private.h - the pieces that the table of revocation points to
 *
 * Layer: workflow, not for others.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-counter.h"
#include "mado-revoke.h"

/* mado-revoke-rules.c: guards and what may be passed over */
gboolean mado_revoke_guard_ground (MadoRun *run, GError **error);
gboolean mado_revoke_guard_confirm (MadoRun *run, GError **error);
gboolean mado_revoke_has_no_card (const MadoCase *work);
gboolean mado_revoke_erases_nothing (const MadoCase *work);

/* mado-revoke-find.c: which certificate; on the CA's worker */
MadoOutcome mado_revoke_find (MadoRun *run, MadoCase *work, GError **error);

/* mado-revoke-ca.c: on the CA's worker */
MadoOutcome mado_revoke_send (MadoRun *run, MadoCase *work, GError **error);
MadoOutcome mado_revoke_ask (MadoRun *run, MadoCase *work, GError **error);

/* mado-revoke-card.c: on the card's worker */
MadoOutcome mado_revoke_read_card (MadoRun *run, MadoCase *work, GError **error);
MadoOutcome mado_revoke_erase_card (MadoRun *run, MadoCase *work, GError **error);

/* mado-revoke-print.c: on the printer's worker */
MadoOutcome mado_revoke_print_form (MadoRun *run, MadoCase *work, GError **error);
MadoOutcome mado_revoke_print_slip (MadoRun *run, MadoCase *work, GError **error);

/* mado-revoke-records.c: inside the outcome's transaction */
gboolean mado_revoke_record_ground (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                    GError **error);
gboolean mado_revoke_record_without_card (MadoRun *run, MadoDb *db, MadoCase *work,
                                          MadoOutcome outcome, GError **error);
gboolean mado_revoke_record_revoked (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                     GError **error);
gboolean mado_revoke_record_slip_seen (MadoRun *run, MadoDb *db, MadoCase *work,
                                       MadoOutcome outcome, GError **error);
gboolean mado_revoke_record_handed (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                    GError **error);
