/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-devices.h"

#include "mado-print-watch.h"
#include "mado-run.h"

#include <sys/statvfs.h>

#define CA_INTERVAL_S 60 /* a ping is one signed message at the CA */
#define DISK_INTERVAL_S 30
#define PRINTER_INTERVAL_MS 5000
#define DISK_WARN_MB 1024 /* a year of events of a busy counter is some 300 MB */
#define DISK_BAD_MB 50

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

static void
set (MadoDevices *self, MadoDeviceKind kind, MadoLamp lamp, GQuark domain, int code,
     const char *detail)
{
  MadoDevice *device = &self->devices[kind];

  if (device->lamp == lamp && device->domain == domain && device->code == code
      && g_strcmp0 (device->detail, detail) == 0)
    return;
  device->lamp = lamp;
  device->domain = domain;
  device->code = code;
  g_free (device->detail);
  device->detail = g_strdup (detail);
  self->changed (kind, self->data);
}

/* --- reader and card --- */

static void
show_slot (MadoDevices *self, const char *name, const MadoSlot *slot)
{
  switch (slot->state)
    {
    case MADO_SLOT_EMPTY:
      set (self, MADO_DEVICE_READER, MADO_LAMP_OK, 0, 0, name);
      set (self, MADO_DEVICE_CARD, MADO_LAMP_WARN, MADO_READER_ERROR, MADO_READER_ERROR_NO_CARD,
           NULL);
      break;
    case MADO_SLOT_CARD:
      set (self, MADO_DEVICE_READER, MADO_LAMP_OK, 0, 0, name);
      set (self, MADO_DEVICE_CARD, MADO_LAMP_OK, 0, 0, NULL);
      break;
    case MADO_SLOT_UNRESPONSIVE:
      set (self, MADO_DEVICE_READER, MADO_LAMP_OK, 0, 0, name);
      set (self, MADO_DEVICE_CARD, MADO_LAMP_BAD, MADO_READER_ERROR, MADO_READER_ERROR_UNRESPONSIVE,
           NULL);
      break;
    case MADO_SLOT_UNAVAILABLE:
    default:
      set (self, MADO_DEVICE_READER, MADO_LAMP_BAD, MADO_READER_ERROR, MADO_READER_ERROR_NO_READER,
           name);
      set (self, MADO_DEVICE_CARD, MADO_LAMP_UNKNOWN, 0, 0, NULL);
      break;
    }
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
  const MadoSlot gone = { .state = MADO_SLOT_UNAVAILABLE };

  if (g_str_equal (name, reader_name (self)))
    show_slot (self, name, &gone);
}

static void
service_changed_cb (MadoReaderWatch *watch, gboolean up, gpointer data)
{
  MadoDevices *self = data;

  if (up)
    set (self, MADO_DEVICE_READER, MADO_LAMP_BAD, MADO_READER_ERROR, MADO_READER_ERROR_NO_READER,
         reader_name (self));
  else
    set (self, MADO_DEVICE_READER, MADO_LAMP_BAD, MADO_READER_ERROR, MADO_READER_ERROR_NO_SERVICE,
         NULL);
  set (self, MADO_DEVICE_CARD, MADO_LAMP_UNKNOWN, 0, 0, NULL);
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
  const char *name = mado_printer_get_name (mado_desk_get_parts (self->desk)->printer);

  if (state == MADO_PRINT_OK || state == MADO_PRINT_PRINTING || state == MADO_PRINT_DONE)
    set (self, MADO_DEVICE_PRINTER, MADO_LAMP_OK, 0, 0, name);
  else
    set (self, MADO_DEVICE_PRINTER, state == MADO_PRINT_TONER_LOW ? MADO_LAMP_WARN : MADO_LAMP_BAD,
         MADO_PRINT_PROBLEM, (int) state, name);
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
  g_autofree char *seconds = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the lamps are gone */
  seconds = g_strdup_printf ("%.1f", (double) took_us / G_USEC_PER_SEC);
  if (error == NULL)
    set (self, MADO_DEVICE_CA, MADO_LAMP_OK, 0, 0, seconds);
  else
    set (self, MADO_DEVICE_CA, MADO_LAMP_BAD, error->domain, error->code, NULL);
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
  g_autofree char *folder = g_path_get_dirname (mado_desk_get_parts (desk)->database);
  struct statvfs status;

  if (mado_desk_get_db (desk) != NULL && mado_db_is_read_only (mado_desk_get_db (desk)))
    g_task_return_new_error (task, MADO_DB_ERROR, MADO_DB_ERROR_READ_ONLY, "read-only");
  else if (statvfs (folder, &status) != 0)
    g_task_return_new_error (task, MADO_DB_ERROR, MADO_DB_ERROR_IO, "the disk does not answer");
  else
    g_task_return_int (task, (gssize) (status.f_bavail * status.f_frsize / 1000000));
}

static void
measured_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gssize free_mb = g_task_propagate_int (G_TASK (result), &error);
  MadoDevices *self = data;
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = g_strdup_printf ("%.1f", (double) free_mb / 1000);
  if (error != NULL)
    set (self, MADO_DEVICE_RECORD, MADO_LAMP_BAD, error->domain, error->code, NULL);
  else if (free_mb < DISK_WARN_MB)
    set (self, MADO_DEVICE_RECORD, free_mb < DISK_BAD_MB ? MADO_LAMP_BAD : MADO_LAMP_WARN,
         MADO_DB_ERROR, MADO_DB_ERROR_FULL, text);
  else
    set (self, MADO_DEVICE_RECORD, MADO_LAMP_OK, 0, 0, text);
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
    g_free (self->devices[i].detail);
  g_free (self);
}
