/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-look.h"

#include "mado-db.h"
#include "mado-reader.h"
#include "mado-run.h"

#include <sys/statvfs.h>

#define DISK_WARN_MB 1024 /* a year of events of a busy counter is some 300 MB */
#define DISK_BAD_MB 50

static void
set (MadoDevice *found, MadoLamp lamp, GQuark domain, int code, const char *detail)
{
  *found = (MadoDevice){ lamp, domain, code, g_strdup (detail) };
}

void
mado_device_clear (MadoDevice *self)
{
  g_clear_pointer (&self->detail, g_free);
  *self = (MadoDevice){ .lamp = MADO_LAMP_UNKNOWN };
}

void
mado_look_at_no_service (MadoDevice *reader)
{
  set (reader, MADO_LAMP_BAD, MADO_READER_ERROR, MADO_READER_ERROR_NO_SERVICE, NULL);
}

void
mado_look_at_reader (const char *name, const MadoSlot *slot, MadoDevice *found)
{
  if (slot == NULL || slot->state == MADO_SLOT_UNAVAILABLE)
    set (found, MADO_LAMP_BAD, MADO_READER_ERROR, MADO_READER_ERROR_NO_READER, name);
  else
    set (found, MADO_LAMP_OK, 0, 0, name);
}

void
mado_look_at_card (const MadoSlot *slot, MadoDevice *found)
{
  static const struct
  {
    MadoLamp lamp;
    int code; /* -1: no problem */
  } meanings[] = {
    [MADO_SLOT_EMPTY] = { MADO_LAMP_WARN, MADO_READER_ERROR_NO_CARD },
    [MADO_SLOT_CARD] = { MADO_LAMP_OK, -1 },
    [MADO_SLOT_UNRESPONSIVE] = { MADO_LAMP_BAD, MADO_READER_ERROR_UNRESPONSIVE },
    [MADO_SLOT_UNAVAILABLE] = { MADO_LAMP_UNKNOWN, -1 },
  };
  MadoSlotState state = slot != NULL ? slot->state : MADO_SLOT_UNAVAILABLE;

  if (meanings[state].code < 0)
    set (found, meanings[state].lamp, 0, 0, NULL);
  else
    set (found, meanings[state].lamp, MADO_READER_ERROR, meanings[state].code, NULL);
}

void
mado_look_at_printer (const char *name, MadoPrintState state, MadoDevice *found)
{
  if (state == MADO_PRINT_OK || state == MADO_PRINT_PRINTING || state == MADO_PRINT_DONE)
    set (found, MADO_LAMP_OK, 0, 0, name);
  else
    set (found, state == MADO_PRINT_TONER_LOW ? MADO_LAMP_WARN : MADO_LAMP_BAD, MADO_PRINT_PROBLEM,
         (int) state, name);
}

void
mado_look_at_error (const GError *problem, MadoDevice *found)
{
  set (found, MADO_LAMP_BAD, problem->domain, problem->code, NULL);
}

void
mado_look_at_ca (const GError *problem, gint64 took_us, MadoDevice *found)
{
  g_autofree char *seconds = g_strdup_printf ("%.1f", (double) took_us / G_USEC_PER_SEC);

  if (problem != NULL)
    mado_look_at_error (problem, found);
  else
    set (found, MADO_LAMP_OK, 0, 0, seconds);
}

void
mado_look_at_disk (const GError *problem, guint64 free_mb, MadoDevice *found)
{
  g_autofree char *text = g_strdup_printf ("%.1f", (double) free_mb / 1000);

  if (problem != NULL)
    mado_look_at_error (problem, found);
  else if (free_mb < DISK_WARN_MB)
    set (found, free_mb < DISK_BAD_MB ? MADO_LAMP_BAD : MADO_LAMP_WARN, MADO_DB_ERROR,
         MADO_DB_ERROR_FULL, text);
  else
    set (found, MADO_LAMP_OK, 0, 0, text);
}

gboolean
mado_look_free_mb (const char *path, guint64 *free_mb, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct statvfs status;

  if (statvfs (folder, &status) != 0)
    {
      g_set_error_literal (error, MADO_DB_ERROR, MADO_DB_ERROR_IO, "the disk does not answer");
      return FALSE;
    }
  *free_mb = (guint64) status.f_bavail * status.f_frsize / 1000000;
  return TRUE;
}
