/* mado-sim-clock.h - a clock that shows what a test or a training session sets
 *
 * Layer: sim.  Threads: any; the clock locks.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-clock.h"

G_BEGIN_DECLS

#define MADO_TYPE_SIM_CLOCK (mado_sim_clock_get_type ())
G_DECLARE_FINAL_TYPE (MadoSimClock, mado_sim_clock, MADO, SIM_CLOCK, GObject)

/** mado_sim_clock_new: @now: unix seconds, UTC.  Returns: (transfer full): it stands still. */
MadoSimClock *mado_sim_clock_new (gint64 now);

/** mado_sim_clock_set_now: another time of day, forwards or back; monotonic time stays. */
void mado_sim_clock_set_now (MadoSimClock *self, gint64 now);

/** mado_sim_clock_advance: lets @seconds (0 or more) pass, also of monotonic time. */
void mado_sim_clock_advance (MadoSimClock *self, gint64 seconds);

G_END_DECLS
