/* mado-lookup-private.h - the pieces that the tables of copy, status and erase point to
 *
 * Layer: workflow, not for others.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-counter.h"
#include "mado-lookup.h"

/* On the card's worker.  Notes the card, its certificate's number and the tries left, which costs
 * none.  The second one: FAIL with %MADO_RUN_ERROR_CARD_EMPTY when it bears no certificate. */
MadoOutcome mado_lookup_read_card (MadoRun *run, MadoCase *work, GError **error);
MadoOutcome mado_lookup_read_certificate (MadoRun *run, MadoCase *work, GError **error);

/* On the CA's worker: asks by number, writes nothing.  OK: the answer is noted (MADO_FACT_STATUS),
 * in force or not; FAIL: another person's, or for the second one not known there. */
MadoOutcome mado_lookup_ask_status (MadoRun *run, MadoCase *work, GError **error);
MadoOutcome mado_lookup_ask_known (MadoRun *run, MadoCase *work, GError **error);
/* OK: it has ended; FAIL with %MADO_RUN_ERROR_LIVE: it is in force. */
MadoOutcome mado_lookup_ask_ended (MadoRun *run, MadoCase *work, GError **error);

/* On the card's worker: looks, then destroys key and certificate that ended.  Done twice it gives
 * the same, so after a cut it is simply done again. */
MadoOutcome mado_lookup_erase (MadoRun *run, MadoCase *work, GError **error);

/* Inside the outcome's transaction: how often the copy was printed again before. */
gboolean mado_lookup_record_reprints (MadoRun *run, MadoDb *db, MadoCase *work, MadoOutcome outcome,
                                      GError **error);
