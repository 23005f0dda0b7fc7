/* mado-desk-transact.h - one transaction of the desk, and the outages of its record
 *
 * While the record takes nothing (disk full, read-only, failing) nothing happens at the desk
 * (needs.md R1, R2); that this was so stands in it afterwards: the next transaction that holds
 * begins with "record.failed", as of the first failure, and with the words that were refused
 * meanwhile and belong to no other transaction.
 *
 * Layer: workflow, not for others.  Threads: the database's worker.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk-object.h"

/* What belongs into the transaction. */
typedef gboolean (*MadoDeskWrite) (MadoDesk *desk, MadoDb *db, gpointer data, GError **error);

/**
 * mado_desk_transact:
 *
 * All that @write does or, with its error or %MADO_DB_ERROR, nothing. */
gboolean mado_desk_transact (MadoDesk *self, MadoDeskWrite write, gpointer data, GError **error);

/** mado_desk_note_outage: @error is noted if it says that the record takes nothing; for those who
 *   write without mado_desk_transact(). */
void mado_desk_note_outage (MadoDesk *self, const GError *error);

/**
 * mado_desk_keep_event:
 *
 * An event that could not be stored alone is stored when the outage ends.
 * Returns: %FALSE: there is no outage, or too many wait already. */
gboolean mado_desk_keep_event (MadoDesk *self, const MadoEvent *event);

void mado_outage_free (MadoOutage *self);
