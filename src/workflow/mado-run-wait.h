/* mado-run-wait.h - a case is left for another day, or held because of doubt
 *
 * Layer: workflow.  Threads: main thread.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-run.h"

G_BEGIN_DECLS

/** mado_run_can_park: whether the case can be received only: nothing was written to the card for
 *   it yet, or the authority cannot be reached. */
gboolean mado_run_can_park (MadoRun *self);

/**
 * mado_run_park:
 * @reason: code of a MadoReason, printed on the claim slip: "CA_STOPPED"
 *
 * The claim slip is printed, the card goes back, the case waits in "parked"; OK there goes on at
 * the row where it was left. */
void mado_run_park (MadoRun *self, const char *reason);

/** mado_run_is_parked: whether it waits for the person to come again: one scan of the claim slip
 *   resumes it. */
gboolean mado_run_is_parked (MadoRun *self);

/** mado_run_can_hold: whether the case can be held because of doubt (疑義). */
gboolean mado_run_can_hold (MadoRun *self);

/** mado_run_hold: @reason: code of a MadoReason.  It waits for a supervisor (mado-run-second.h). */
void mado_run_hold (MadoRun *self, const char *reason);

/** mado_run_can_waive: whether the fee is due now, and the office's profile has a reason to waive
 * it.
 */
gboolean mado_run_can_waive (MadoRun *self);

/** mado_run_waive: @waiver: a code of the profile's list.  The case waits in "waiver" for a
 *   supervisor (mado-run-second.h); AGAIN there goes back to the fee. */
void mado_run_waive (MadoRun *self, const char *waiver);

G_END_DECLS
