/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-checkup.h"

#include "mado-checkup-private.h"
#include "mado-desk-object.h"
#include "mado-look.h"
#include "mado-run.h"

G_DEFINE_QUARK (mado_check_error, mado_check_error)

typedef enum
{
  ON_OWN, /* a thread of the diagnosis */
  ON_CARD,
  ON_PRINTER,
  ON_CA,
} Where;

/* clang-format off */
static const struct
{
  MadoCheckJob run;
  Where where;
  guint kinds; /* bits: what it fills in */
} jobs[] = {
#define BIT(kind) (1u << MADO_CHECK_##kind)
  { mado_check_chain,   ON_OWN,     BIT (SERVICE) | BIT (DRIVER) | BIT (READER) | BIT (CARD) },
  { mado_check_applet,  ON_CARD,    BIT (APPLET) },
  { mado_check_printer, ON_PRINTER, BIT (PRINTER) },
  { mado_check_ca,      ON_CA,      BIT (CA) | BIT (CLOCK) },
  { mado_check_machine, ON_OWN,     BIT (RECORD) | BIT (DISK) | BIT (DISPLAY) },
  { mado_check_fonts,   ON_OWN,     BIT (FONTS) },
#undef BIT
};

static const char *const names[MADO_N_CHECKS] = {
  "service", "driver", "reader", "card", "applet", "printer", "ca", "clock", "record", "disk",
  "display", "fonts",
};

/* The lamps that show the same. */
static const struct { MadoCheckKind check; MadoDeviceKind lamp; } lamps[] = {
  { MADO_CHECK_READER,  MADO_DEVICE_READER  },
  { MADO_CHECK_CARD,    MADO_DEVICE_CARD    },
  { MADO_CHECK_PRINTER, MADO_DEVICE_PRINTER },
  { MADO_CHECK_CA,      MADO_DEVICE_CA      },
  { MADO_CHECK_DISK,    MADO_DEVICE_RECORD  },
};
/* clang-format on */

struct _MadoCheckup
{
  GObject parent_instance;
  MadoDesk *desk; /* owned, nullable */
  const MadoDeskParts *parts;
  guint n_displays;
  guint generation; /* of the run that counts */
  guint n_running;  /* jobs of it that have not come back */
  guint kinds_due;  /* bits: lines that do not stand yet */
  guint timer;      /* 0: it does not run */
  gint64 began, took_us;
  MadoMeasure checks[MADO_N_CHECKS];
  GPtrArray *holders; /* owned, nullable */
};

enum
{
  FOUND,
  ENDED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoCheckup, mado_checkup, G_TYPE_OBJECT)

/* One job on its way.  It keeps its worker alive until it has come back. */
typedef struct
{
  MadoCheckWork work;
  gsize job;
  guint generation;
  MadoWorker *worker; /* owned */
} Errand;

static gboolean
drop_worker_cb (gpointer worker)
{
  g_object_unref (worker);
  return G_SOURCE_REMOVE;
}

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  for (guint i = 0; i < MADO_N_CHECKS; i++)
    mado_device_clear (&errand->work.checks[i].found);
  g_clear_pointer (&errand->work.holders, g_ptr_array_unref);
  g_idle_add (drop_worker_cb, errand->worker); /* not on its own thread, which it would wait for */
  g_free (errand);
}

const char *
mado_check_to_string (MadoCheckKind kind)
{
  return names[kind];
}

static void
tell (MadoCheckup *self, guint kind)
{
  self->kinds_due &= ~(1u << kind);
  for (gsize i = 0; i < G_N_ELEMENTS (lamps); i++)
    if (self->desk != NULL && self->desk->devices != NULL && lamps[i].check == kind
        && self->checks[kind].looked)
      mado_devices_take (self->desk->devices, lamps[i].lamp, &self->checks[kind].found);
  g_signal_emit (self, signals[FOUND], 0, kind);
}

static void
end (MadoCheckup *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->took_us = g_get_monotonic_time () - self->began;
  g_signal_emit (self, signals[ENDED], 0);
}

static void
take (MadoCheckup *self, Errand *errand)
{
  for (guint kind = 0; kind < MADO_N_CHECKS; kind++)
    if ((jobs[errand->job].kinds & 1u << kind) != 0)
      {
        mado_device_clear (&self->checks[kind].found);
        self->checks[kind] = errand->work.checks[kind];
        errand->work.checks[kind].found.detail = NULL;
        tell (self, kind);
      }
  if (errand->work.holders != NULL && self->holders == NULL)
    self->holders = g_steal_pointer (&errand->work.holders);
}

static void
came_back_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoCheckup) self = MADO_CHECKUP (g_object_ref (source));
  Errand *errand = g_task_get_task_data (G_TASK (result));

  if (self->timer == 0 || errand->generation != self->generation)
    return; /* too late */
  take (self, errand);
  if (--self->n_running == 0)
    end (self);
}

static void
run_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Errand *errand = data;

  jobs[errand->job].run (&errand->work);
  g_task_return_boolean (task, TRUE);
}

/* What did not answer in time; a card that works for a case of ours is no fault. */
static gboolean
limit_cb (gpointer data)
{
  g_autoptr (MadoCheckup) self = g_object_ref (MADO_CHECKUP (data));

  self->timer = 0;
  for (guint kind = 0; kind < MADO_N_CHECKS; kind++)
    if ((self->kinds_due & 1u << kind) != 0)
      {
        MadoMeasure *check = &self->checks[kind];

        check->looked = TRUE;
        check->took_us = MADO_CHECKUP_LIMIT_MS * G_TIME_SPAN_MILLISECOND;
        check->found.lamp = MADO_LAMP_BAD;
        check->found.domain = MADO_CHECK_ERROR;
        check->found.code = MADO_CHECK_ERROR_NO_ANSWER;
        tell (self, kind);
      }
  end (self);
  return G_SOURCE_REMOVE;
}

/* The desk's own, so that no two threads talk to one part; else one for the errand alone. */
static MadoWorker *
worker_for (MadoCheckup *self, Where where)
{
  static const MadoActor owners[]
      = { [ON_CARD] = MADO_BY_CARD, [ON_PRINTER] = MADO_BY_PRINTER, [ON_CA] = MADO_BY_CA };

  if (self->desk == NULL || where == ON_OWN)
    return mado_worker_new ("checkup");
  return g_object_ref (mado_desk_get_worker (self->desk, owners[where]));
}

static gboolean
card_is_in_use (MadoCheckup *self)
{
  GListModel *runs = self->desk != NULL ? mado_desk_get_runs (self->desk) : NULL;
  gboolean in_use = FALSE;

  for (guint i = 0; runs != NULL && i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (MadoRun) run = g_list_model_get_item (runs, i);

      in_use |= mado_run_is_busy (run, NULL);
    }
  return in_use;
}

static void
send_out (MadoCheckup *self, gsize job)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, came_back_cb, NULL);
  Errand *errand = g_new0 (Errand, 1);

  errand->work.parts = self->parts;
  errand->work.n_displays = self->n_displays;
  errand->work.card_in_use_here = card_is_in_use (self);
  errand->job = job;
  errand->generation = self->generation;
  errand->worker = worker_for (self, jobs[job].where);
  g_task_set_task_data (task, errand, errand_free);
  mado_worker_run (errand->worker, task, run_on_worker);
}

void
mado_checkup_start (MadoCheckup *self)
{
  g_return_if_fail (MADO_IS_CHECKUP (self));
  if (self->timer != 0)
    return;
  for (guint i = 0; i < MADO_N_CHECKS; i++)
    {
      mado_device_clear (&self->checks[i].found);
      self->checks[i].looked = FALSE;
      self->checks[i].took_us = 0;
    }
  g_clear_pointer (&self->holders, g_ptr_array_unref);
  self->generation++;
  self->kinds_due = (1u << MADO_N_CHECKS) - 1;
  self->n_running = G_N_ELEMENTS (jobs);
  self->began = g_get_monotonic_time ();
  self->timer = g_timeout_add (MADO_CHECKUP_LIMIT_MS, limit_cb, self);
  for (gsize job = 0; job < G_N_ELEMENTS (jobs); job++)
    send_out (self, job);
}

gboolean
mado_checkup_is_running (MadoCheckup *self)
{
  return self->timer != 0;
}

gint64
mado_checkup_get_took_us (MadoCheckup *self)
{
  return self->took_us;
}

const MadoMeasure *
mado_checkup_get (MadoCheckup *self, MadoCheckKind kind)
{
  return &self->checks[kind];
}

GPtrArray *
mado_checkup_get_holders (MadoCheckup *self)
{
  return self->holders;
}

/* An empty reader is what most hours look like. */
static gboolean
is_empty_slot (const MadoDevice *found)
{
  return found->domain == MADO_READER_ERROR && found->code == MADO_READER_ERROR_NO_CARD;
}

MadoLamp
mado_checkup_get_worst (MadoCheckup *self)
{
  MadoLamp worst = MADO_LAMP_OK;

  for (guint i = 0; i < MADO_N_CHECKS; i++)
    if (!is_empty_slot (&self->checks[i].found))
      worst = MAX (worst, self->checks[i].found.lamp);
  return worst;
}

void
mado_checkup_set_displays (MadoCheckup *self, guint n_displays)
{
  self->n_displays = n_displays;
}

static void
mado_checkup_dispose (GObject *object)
{
  MadoCheckup *self = MADO_CHECKUP (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (mado_checkup_parent_class)->dispose (object);
}

static void
mado_checkup_finalize (GObject *object)
{
  MadoCheckup *self = MADO_CHECKUP (object);

  for (guint i = 0; i < MADO_N_CHECKS; i++)
    mado_device_clear (&self->checks[i].found);
  g_clear_pointer (&self->holders, g_ptr_array_unref);
  G_OBJECT_CLASS (mado_checkup_parent_class)->finalize (object);
}

static void
mado_checkup_class_init (MadoCheckupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_checkup_dispose;
  G_OBJECT_CLASS (klass)->finalize = mado_checkup_finalize;
  signals[FOUND] = g_signal_new ("found", MADO_TYPE_CHECKUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[ENDED] = g_signal_new ("ended", MADO_TYPE_CHECKUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
mado_checkup_init (MadoCheckup *self)
{
}

MadoCheckup *
mado_checkup_new (const MadoDeskParts *parts)
{
  MadoCheckup *self = g_object_new (MADO_TYPE_CHECKUP, NULL);

  self->parts = parts;
  return self;
}

MadoCheckup *
mado_desk_new_checkup (MadoDesk *desk)
{
  MadoCheckup *self = mado_checkup_new (mado_desk_get_parts (desk));

  self->desk = g_object_ref (desk);
  return self;
}
