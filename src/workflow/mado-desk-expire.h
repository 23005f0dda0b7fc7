/* mado-desk-expire.h - letters whose last day is over end, by night or when somebody comes to one
 *
 * Layer: workflow, not for others.  Threads: the database's worker.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk-deed.h"
#include "mado-inquiry.h"

/* domain.md 3.3, EXPIRED: "nightly or on access". */

/** mado_deed_expire_all: every letter that is overdue, each with its event, in the deed's
 *   transaction.  @n_expired: (out) */
gboolean mado_deed_expire_all (MadoDeed *deed, guint *n_expired, GError **error);

/** mado_deed_expire_one: the same for @inquiry.  @expired: (out): whether it has ended now */
gboolean mado_deed_expire_one (MadoDeed *deed, MadoInquiry *inquiry, gboolean *expired,
                               GError **error);
