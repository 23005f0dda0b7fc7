/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-sim-clock.h"

struct _MadoSimClock
{
  GObject parent_instance;
  GMutex lock;      /* both times */
  gint64 now;       /* unix seconds, UTC */
  gint64 monotonic; /* microseconds */
};

static gint64
sim_now (MadoClock *clock)
{
  MadoSimClock *self = MADO_SIM_CLOCK (clock);
  gint64 now;

  g_mutex_lock (&self->lock);
  now = self->now;
  g_mutex_unlock (&self->lock);
  return now;
}

static gint64
sim_monotonic (MadoClock *clock)
{
  MadoSimClock *self = MADO_SIM_CLOCK (clock);
  gint64 monotonic;

  g_mutex_lock (&self->lock);
  monotonic = self->monotonic;
  g_mutex_unlock (&self->lock);
  return monotonic;
}

static void
sim_clock_iface_init (MadoClockInterface *iface)
{
  iface->now = sim_now;
  iface->monotonic = sim_monotonic;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (MadoSimClock, mado_sim_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_CLOCK, sim_clock_iface_init))

void
mado_sim_clock_set_now (MadoSimClock *self, gint64 now)
{
  g_mutex_lock (&self->lock);
  self->now = now;
  g_mutex_unlock (&self->lock);
}

void
mado_sim_clock_advance (MadoSimClock *self, gint64 seconds)
{
  g_return_if_fail (seconds >= 0);
  g_mutex_lock (&self->lock);
  self->now += seconds;
  self->monotonic += seconds * G_USEC_PER_SEC;
  g_mutex_unlock (&self->lock);
}

static void
mado_sim_clock_finalize (GObject *object)
{
  g_mutex_clear (&MADO_SIM_CLOCK (object)->lock);
  G_OBJECT_CLASS (mado_sim_clock_parent_class)->finalize (object);
}

static void
mado_sim_clock_class_init (MadoSimClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_sim_clock_finalize;
}

static void
mado_sim_clock_init (MadoSimClock *self)
{
  g_mutex_init (&self->lock);
}

MadoSimClock *
mado_sim_clock_new (gint64 now)
{
  MadoSimClock *self = g_object_new (MADO_TYPE_SIM_CLOCK, NULL);

  self->now = now;
  return self;
}
