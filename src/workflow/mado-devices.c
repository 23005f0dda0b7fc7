/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-devices.h"

#include "mado-look.h"
#include "mado-print-watch.h"

#define CA_INTERVAL_S 60 /* a ping is one signed message at the CA */
#define DISK_INTERVAL_S 30
#define PRINTER_INTERVAL_MS 5000

struct _MadoDevices
{
  MadoDesk *desk; /* outlives it */
  MadoDeviceChanged changed;
  gpointer data;
  MadoDevice devices[MADO_N_DEVICES];
  MadoPrintWatch *printer;   /* owned */
  GCancellable *cancellable; /* owned; what is still asked when it ends */
  guint ca_timer, disk_timer;
};

/* Takes what was found and tells whoever looks, if it is new. */
static void
set (MadoDevices *self, MadoDeviceKind kind, MadoDevice *found)
{
  MadoDevice *device = &self->devices[kind];
  gboolean same = device->lamp == found->lamp && device->domain == found->domain
                  && device->code == found->code && g_strcmp0 (device->detail, found->detail) == 0;

  mado_device_clear (device);
  *device = *found;
  if (!same)
    self->changed (kind, self->data);
}

void
mado_devices_take (MadoDevices *self, MadoDeviceKind kind, const MadoDevice *found)
{
  MadoDevice copy = *found;

  copy.detail = g_strdup (found->detail);
  set (self, kind, &copy);
}

/* --- reader and card --- */

static void
show_slot (MadoDevices *self, const char *name, const MadoSlot *slot)
{
  MadoDevice reader, card;

  mado_look_at_reader (name, slot, &reader);
  mado_look_at_card (slot, &card);
  set (self, MADO_DEVICE_READER, &reader);
  set (self, MADO_DEVICE_CARD, &card);
}

static const char *
reader_name (MadoDevices *self)
{
  return mado_reader_get_name (mado_desk_get_parts (self->desk)->reader);
}

static void
slot_changed_cb (MadoReaderWatch *watch, const char *name, const MadoSlot *slot, gpointer data)
{
  MadoDevices *self = data;

  if (g_str_equal (name, reader_name (self)))
    show_slot (self, name, slot);
}

static void
reader_removed_cb (MadoReaderWatch *watch, const char *name, gpointer data)
{
  MadoDevices *self = data;

  if (g_str_equal (name, reader_name (self)))
    show_slot (self, name, NULL);
}

static void
service_changed_cb (MadoReaderWatch *watch, gboolean up, gpointer data)
{
  MadoDevices *self = data;

  show_slot (self, reader_name (self), NULL);
  if (!up)
    {
      MadoDevice reader;

      mado_look_at_no_service (&reader);
      set (self, MADO_DEVICE_READER, &reader);
    }
}

static void
watch_reader (MadoDevices *self)
{
  MadoReaderWatch *watch = mado_desk_get_parts (self->desk)->watch;

  if (watch == NULL)
    return;
  g_signal_connect (watch, "service-changed", G_CALLBACK (service_changed_cb), self);
  g_signal_connect (watch, "slot-changed", G_CALLBACK (slot_changed_cb), self);
  g_signal_connect (watch, "reader-removed", G_CALLBACK (reader_removed_cb), self);
  mado_reader_watch_start (watch);
}

/* --- printer --- */

static void
printer_changed_cb (MadoPrintWatch *watch, guint state, gpointer data)
{
  MadoDevices *self = data;
  MadoDevice found;

  mado_look_at_printer (mado_printer_get_name (mado_desk_get_parts (self->desk)->printer),
                        (MadoPrintState) state, &found);
  set (self, MADO_DEVICE_PRINTER, &found);
}

static void
watch_printer (MadoDevices *self)
{
  self->printer
      = mado_print_watch_new (mado_desk_get_worker (self->desk, MADO_BY_PRINTER),
                              mado_desk_get_parts (self->desk)->printer, 0, PRINTER_INTERVAL_MS);
  g_signal_connect (self->printer, "changed", G_CALLBACK (printer_changed_cb), self);
}

/* --- CA --- */

static void
ping_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const MadoDeskParts *parts = mado_desk_get_parts (MADO_DESK (source));
  gint64 began = mado_clock_monotonic (parts->clock);
  GError *error = NULL;

  if (mado_ca_ping (parts->ca, cancellable, &error))
    g_task_return_int (task, (gssize) (mado_clock_monotonic (parts->clock) - began));
  else
    g_task_return_error (task, error);
}

static void
pinged_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gssize took_us = g_task_propagate_int (G_TASK (result), &error);
  MadoDevices *self = data;
  MadoDevice found;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the lamps are gone */
  mado_look_at_ca (error, took_us, &found);
  set (self, MADO_DEVICE_CA, &found);
}

static gboolean
ask_ca (gpointer data)
{
  MadoDevices *self = data;
  g_autoptr (GTask) task = g_task_new (self->desk, self->cancellable, pinged_cb, self);

  mado_worker_run (mado_desk_get_worker (self->desk, MADO_BY_CA), task, ping_on_worker);
  return G_SOURCE_CONTINUE;
}

/* --- record --- */

static void
measure_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MadoDesk *desk = MADO_DESK (source);
  GError *error = NULL;
  guint64 free_mb;

  if (mado_desk_get_db (desk) != NULL && mado_db_is_read_only (mado_desk_get_db (desk)))
    g_task_return_new_error (task, MADO_DB_ERROR, MADO_DB_ERROR_READ_ONLY, "read-only");
  else if (mado_look_free_mb (mado_desk_get_parts (desk)->database, &free_mb, &error))
    g_task_return_int (task, (gssize) free_mb);
  else
    g_task_return_error (task, error);
}

static void
measured_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gssize free_mb = g_task_propagate_int (G_TASK (result), &error);
  MadoDevices *self = data;
  MadoDevice found;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  mado_look_at_disk (error, (guint64) MAX (free_mb, 0), &found);
  set (self, MADO_DEVICE_RECORD, &found);
}

static gboolean
ask_disk (gpointer data)
{
  MadoDevices *self = data;
  g_autoptr (GTask) task = g_task_new (self->desk, self->cancellable, measured_cb, self);

  mado_worker_run (mado_desk_get_db_worker (self->desk), task, measure_on_worker);
  return G_SOURCE_CONTINUE;
}

/* --- the whole --- */

void
mado_devices_check (MadoDevices *self)
{
  ask_ca (self);
  ask_disk (self);
  mado_print_watch_ask_now (self->printer);
}

const MadoDevice *
mado_devices_get (MadoDevices *self, MadoDeviceKind kind)
{
  return &self->devices[kind];
}

MadoDevices *
mado_devices_new (MadoDesk *desk, MadoDeviceChanged changed, gpointer data)
{
  MadoDevices *self = g_new0 (MadoDevices, 1);

  self->desk = desk;
  self->changed = changed;
  self->data = data;
  self->cancellable = g_cancellable_new ();
  watch_reader (self);
  watch_printer (self);
  ask_ca (self);
  ask_disk (self);
  self->ca_timer = g_timeout_add_seconds (CA_INTERVAL_S, ask_ca, self);
  self->disk_timer = g_timeout_add_seconds (DISK_INTERVAL_S, ask_disk, self);
  return self;
}

void
mado_devices_free (MadoDevices *self)
{
  MadoReaderWatch *watch = mado_desk_get_parts (self->desk)->watch;

  if (watch != NULL)
    g_signal_handlers_disconnect_by_data (watch, self);
  g_signal_handlers_disconnect_by_data (self->printer, self);
  g_clear_object (&self->printer);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_source_remove (self->ca_timer);
  g_source_remove (self->disk_timer);
  for (guint i = 0; i < MADO_N_DEVICES; i++)
    mado_device_clear (&self->devices[i]);
  g_free (self);
}
