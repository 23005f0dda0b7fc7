/* mado-desk-night.h - what the desk does by itself when a day ends, while it stays open
 *
 * Letters of inquiry whose last day is over expire (domain.md 3.3: nightly or on access; the latter
 * is each letter's own service, mado-desk-inquiry.h), and the day's totals begin anew.
 *
 * Layer: workflow.  Threads: main thread; the work itself runs on the database's worker.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"

G_BEGIN_DECLS

/**
 * mado_desk_keep_days:
 *
 * Of an open desk, once: ends what is over now, and again at each midnight in Japan until the desk
 * ends.  A timer on the wall clock waits for it, so that a machine that slept, or whose clock was
 * set, is not late.  Signal "day-changed" of the desk tells when it was done. */
void mado_desk_keep_days (MadoDesk *self);

G_END_DECLS
