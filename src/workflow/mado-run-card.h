/* mado-run-card.h - one conversation of a case with its card, and what its end means
 *
 * Layer: workflow, not for others.  Threads: the card's worker.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-card-session.h"
#include "mado-run-private.h"

typedef struct
{
  MadoRun *run;
  MadoCardSession *session; /* owned; NULL before it is open */
  gint64 began;             /* monotonic µs */
} MadoRunCard;

/**
 * mado_run_card_begin:
 * @kvn: as of mado_card_session_open()
 * @card_id: (nullable): the case's card, checked before anything else is sent
 * @spki_sha256: (nullable): of the key that must be on it
 *
 * Opens the conversation; end it with mado_run_card_end() also after %FALSE. */
gboolean mado_run_card_begin (MadoRunCard *self, MadoRun *run, guint8 kvn, const char *card_id,
                              const char *spki_sha256, GError **error);

/** mado_run_card_end: resets the card and books time and traffic to the case. */
void mado_run_card_end (MadoRunCard *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoRunCard, mado_run_card_end)

/** mado_run_card_outcome: what @error of the card or its reader means for a row: AGAIN, UNSURE
 *   and CARD_GONE by the table, FAIL for all else. */
MadoOutcome mado_run_card_outcome (const GError *error);

/** mado_run_card_conclude: OK when @held, else the outcome of @cause (transfer full), which goes
 *   to @error. */
MadoOutcome mado_run_card_conclude (gboolean held, GError *cause, GError **error);
