/* mado-clock.h - what time it is, and which day in Japan
 *
 * Layer: base.  Threads: any; a clock never blocks.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MADO_TYPE_CLOCK (mado_clock_get_type ())
G_DECLARE_INTERFACE (MadoClock, mado_clock, MADO, CLOCK, GObject)

struct _MadoClockInterface
{
  GTypeInterface parent;
  gint64 (*now) (MadoClock *self);
  gint64 (*monotonic) (MadoClock *self);
};

/** mado_clock_now: Returns: unix seconds, UTC. */
gint64 mado_clock_now (MadoClock *self);
/** mado_clock_monotonic: Returns: microseconds that never go back. */
gint64 mado_clock_monotonic (MadoClock *self);
/** mado_clock_today: Returns: (transfer full): today's date in Japan (UTC+9, no summer time). */
GDate *mado_clock_today (MadoClock *self);

/** mado_clock_date_of: Returns: (transfer full): the date in Japan at @unix_s (UTC). */
GDate *mado_clock_date_of (gint64 unix_s);
/** mado_clock_instant: Returns: unix seconds of hour:minute:second of @date in Japan. */
gint64 mado_clock_instant (const GDate *date, int hour, int minute, int second);

/** mado_system_clock_new: Returns: (transfer full): the machine's clock. */
MadoClock *mado_system_clock_new (void);

G_END_DECLS
