/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-training-clock.h"

#define DAY_S 86400

#define MADO_TYPE_TRAINING_CLOCK (mado_training_clock_get_type ())
G_DECLARE_FINAL_TYPE (MadoTrainingClock, mado_training_clock, MADO, TRAINING_CLOCK, GObject)

struct _MadoTrainingClock
{
  GObject parent_instance;
  MadoClock *machine; /* owned */
  char *file;         /* owned */
};

static guint
read_days (const MadoTrainingClock *self)
{
  g_autofree char *text = NULL;
  guint64 days;

  if (!g_file_get_contents (self->file, &text, NULL, NULL)
      || !g_ascii_string_to_unsigned (g_strstrip (text), 10, 0, MADO_TRAINING_CLOCK_MAX_DAYS, &days,
                                      NULL))
    return 0;
  return (guint) days;
}

static gint64
training_now (MadoClock *clock)
{
  const MadoTrainingClock *self = MADO_TRAINING_CLOCK (clock);

  return mado_clock_now (self->machine) + (gint64) read_days (self) * DAY_S;
}

static gint64
training_monotonic (MadoClock *clock)
{
  return mado_clock_monotonic (MADO_TRAINING_CLOCK (clock)->machine);
}

static void
training_clock_iface_init (MadoClockInterface *iface)
{
  iface->now = training_now;
  iface->monotonic = training_monotonic;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (MadoTrainingClock, mado_training_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_CLOCK, training_clock_iface_init))

static void
mado_training_clock_finalize (GObject *object)
{
  MadoTrainingClock *self = MADO_TRAINING_CLOCK (object);

  g_object_unref (self->machine);
  g_free (self->file);
  G_OBJECT_CLASS (mado_training_clock_parent_class)->finalize (object);
}

static void
mado_training_clock_class_init (MadoTrainingClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_training_clock_finalize;
}

static void
mado_training_clock_init (MadoTrainingClock *self)
{
  self->machine = mado_system_clock_new ();
}

MadoClock *
mado_training_clock_new (const char *file)
{
  MadoTrainingClock *self = g_object_new (MADO_TYPE_TRAINING_CLOCK, NULL);

  self->file = g_strdup (file);
  return MADO_CLOCK (self);
}

gboolean
mado_training_clock_set_days (const char *file, guint days, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%u\n", days);

  return g_file_set_contents (file, text, -1, error);
}
