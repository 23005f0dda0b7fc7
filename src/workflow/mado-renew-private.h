/* mado-renew-private.h - the pieces that the table of renewal points to
 *
 * Layer: workflow, not for others.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-issue-private.h"
#include "mado-renew.h"

/* mado-renew-card.c: on the card's worker */
MadoOutcome mado_renew_read_card (MadoRun *run, MadoCase *work, GError **error);
MadoOutcome mado_renew_check_password (MadoRun *run, MadoCase *work, GError **error);
MadoOutcome mado_renew_generate_key (MadoRun *run, MadoCase *work, GError **error);
MadoOutcome mado_renew_sign_request (MadoRun *run, MadoCase *work, GError **error);
MadoOutcome mado_renew_activate (MadoRun *run, MadoCase *work, GError **error);
MadoOutcome mado_renew_rewrite (MadoRun *run, MadoCase *work, GError **error);
MadoOutcome mado_renew_undo (MadoRun *run, MadoCase *work, GError **error);

/* mado-renew-ca.c: on the CA's worker */
MadoOutcome mado_renew_ask_status (MadoRun *run, MadoCase *work, GError **error);
MadoOutcome mado_renew_request (MadoRun *run, MadoCase *work, GError **error);
MadoOutcome mado_renew_ask (MadoRun *run, MadoCase *work, GError **error);

/* mado-renew-records.c: %FALSE with %MADO_RUN_ERROR_PERSON_AGAIN when the old certificate was
 * revoked on an earlier day, and nobody has looked at the person since; any thread */
gboolean mado_renew_may_go_on (MadoRun *run, const MadoCase *work, GError **error);

/* likewise: guards, and inside the outcome's transaction */
gboolean mado_renew_guard_loss (MadoRun *run, GError **error);
gboolean mado_renew_guard_old_password (MadoRun *run, GError **error);
gboolean mado_renew_record_replaced (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                     GError **error);
/* AGAIN, because the person is to be looked at again: leads there. */
gboolean mado_renew_record_turned (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                   GError **error);
gboolean mado_renew_record_person_again (MadoRun *run, MadoDb *db, MadoCase *work,
                                         MadoOutcome outcome, GError **error);
