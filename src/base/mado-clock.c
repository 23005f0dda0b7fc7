/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-clock.h"

#define JAPAN_OFFSET_S (9 * 3600) /* JST = UTC+9 since 1952, no summer time */
#define DAY_S 86400
#define UNIX_EPOCH_JULIAN 719163 /* GDate's Julian day of 1970-01-01 */

G_DEFINE_INTERFACE (MadoClock, mado_clock, G_TYPE_OBJECT)

static void
mado_clock_default_init (MadoClockInterface *iface)
{
}

gint64
mado_clock_now (MadoClock *self)
{
  return MADO_CLOCK_GET_IFACE (self)->now (self);
}

gint64
mado_clock_monotonic (MadoClock *self)
{
  return MADO_CLOCK_GET_IFACE (self)->monotonic (self);
}

GDate *
mado_clock_today (MadoClock *self)
{
  return mado_clock_date_of (mado_clock_now (self));
}

GDate *
mado_clock_date_of (gint64 unix_s)
{
  gint64 local = unix_s + JAPAN_OFFSET_S;
  gint64 days = local >= 0 ? local / DAY_S : -((DAY_S - 1 - local) / DAY_S);

  return g_date_new_julian ((guint32) (days + UNIX_EPOCH_JULIAN));
}

gint64
mado_clock_instant (const GDate *date, int hour, int minute, int second)
{
  gint64 days = (gint64) g_date_get_julian (date) - UNIX_EPOCH_JULIAN;

  return days * DAY_S + hour * 3600 + minute * 60 + second - JAPAN_OFFSET_S;
}

#define MADO_TYPE_SYSTEM_CLOCK (mado_system_clock_get_type ())
G_DECLARE_FINAL_TYPE (MadoSystemClock, mado_system_clock, MADO, SYSTEM_CLOCK, GObject)

struct _MadoSystemClock
{
  GObject parent_instance;
};

static gint64
system_now (MadoClock *clock)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gint64
system_monotonic (MadoClock *clock)
{
  return g_get_monotonic_time ();
}

static void
system_clock_iface_init (MadoClockInterface *iface)
{
  iface->now = system_now;
  iface->monotonic = system_monotonic;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (MadoSystemClock, mado_system_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_CLOCK, system_clock_iface_init))

static void
mado_system_clock_class_init (MadoSystemClockClass *klass)
{
}

static void
mado_system_clock_init (MadoSystemClock *self)
{
}

MadoClock *
mado_system_clock_new (void)
{
  return g_object_new (MADO_TYPE_SYSTEM_CLOCK, NULL);
}
